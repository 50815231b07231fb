//! What the trace says of a handle: what it calls, and what it is for. Facts, which the loop knows when it makes the handle.
//!
//! Begin with [`purpose_of`].

use std::rc::Rc;

use super::{Caller, HandleCall, HandleObject};
use crate::library::asyncio::future::{FutureObject, future_of, object};
use crate::library::asyncio::state::{names, state};
use crate::library::functools::parts_of_partial;
use trace::{Name, Purpose, TaskId};
use vm::Vm;
use vm::class::Instance;
use vm::value::Value;

/// What the trace calls a handle.
pub fn label_of(vm: &mut Vm, handle: &HandleObject) -> Name {
    let function = match &*handle.call.borrow() {
        // The name of a function may be asked of the program, which may cancel the handle.
        Some(HandleCall::Function(function, ..)) => function.clone(),
        Some(call) => return label(vm, call),
        None => return vm.recorder.name("cancelled"),
    };
    label_of_function(vm, &function)
}

fn label_of_step(vm: &mut Vm, task: &Rc<Instance>) -> Name {
    match &object(task).task {
        Some(part) => vm.recorder.name(&part.coroutine_name),
        None => vm.recorder.name("task"),
    }
}

/// What the trace calls a callback.
pub fn label(vm: &mut Vm, call: &HandleCall) -> Name {
    match call {
        HandleCall::Function(function, ..) => label_of_function(vm, function),
        HandleCall::Step(task, _) | HandleCall::Wake(task, _) => label_of_step(vm, task),
        HandleCall::Read(..) => vm.recorder.name("socket is readable"),
        HandleCall::ReadSignals => vm.recorder.name("a signal has arrived"),
    }
}

/// What a handle is for that calls this. A step is taken for one of a task that gave way: whoever makes a task knows better.
pub fn purpose_of(vm: &mut Vm, call: &HandleCall) -> Purpose {
    let part = |task: &Rc<Instance>| object(task).task.as_ref().map(|part| part.id);
    match call {
        HandleCall::Function(function, _, caller) => purpose_of_function(vm, function, *caller),
        HandleCall::Step(task, _) => part(task).map_or(Purpose::Library(None), Purpose::NextStep),
        HandleCall::Wake(task, future) => match (part(task), future) {
            (Some(task), Some(future)) if let Some(future) = future.native::<FutureObject>() => {
                Purpose::WakeUp { task, from: future.meaning() }
            }
            (task, _) => task.map_or(Purpose::Library(None), Purpose::NextStep),
        },
        HandleCall::Read(reader) => Purpose::Arrival { request: reader.request, task: reader.task.into() },
        HandleCall::ReadSignals => Purpose::Signal,
    }
}

/// What a handle is for that is called by itself: at its time, or soon. A function of the library says with an attribute `_purpose`
/// if it ends a sleep, or what a task does. As a callback of a future the same function is only that.
pub fn purpose_of_timer(vm: &mut Vm, call: &HandleCall) -> Purpose {
    let HandleCall::Function(function, ..) = call else { return purpose_of(vm, call) };
    let (plain, receiver) = match function {
        Value::Method(method) => (&method.function, Some(&method.receiver)),
        function => (function, None),
    };
    let of_partial = parts_of_partial(plain);
    let plain = of_partial.as_ref().map_or(plain, |(inner, ..)| inner);
    if let Value::Function(plain) = plain
        && !plain.code.of_program
    {
        let name = names(vm).purpose;
        match plain.attributes.get(name).as_ref().and_then(Value::as_str) {
            Some("sleep") => {
                if let Some(task) = running_task(vm) {
                    return Purpose::Sleep(task);
                }
            }
            Some("timeout") => return Purpose::Timeout(timed_task(vm, receiver)),
            _ => {}
        }
    }
    purpose_of(vm, call)
}

fn purpose_of_function(vm: &mut Vm, function: &Value, caller: Caller) -> Purpose {
    let plain = match function {
        Value::Method(method) => &method.function,
        function => function,
    };
    match (plain, caller) {
        (Value::Function(function), _) if function.code.of_program => Purpose::Program(None),
        (_, Caller::Program) => Purpose::Program(running_task(vm)),
        (_, Caller::Library) => Purpose::Library(running_task(vm)),
    }
}

/// The task that runs in this thread, by its number.
fn running_task(vm: &mut Vm) -> Option<TaskId> {
    let thread = vm.current_thread;
    let task = state(vm).running_task.get(&thread)?.clone();
    object(&task).task.as_ref().map(|part| part.id)
}

/// The task whose time a timeout limits: the one that its object names, or else the one that sets it.
fn timed_task(vm: &mut Vm, receiver: Option<&Value>) -> Option<TaskId> {
    let name = vm.symbols.intern("_task");
    let named = receiver.and_then(|receiver| vm.find_attribute(receiver, name).ok().flatten());
    let named = named.as_ref().and_then(future_of).and_then(|(_, future)| future.task.as_ref());
    named.map(|part| part.id).or_else(|| running_task(vm))
}

/// `f` for functions, partial functions and methods of that name.
fn label_of_function(vm: &mut Vm, function: &Value) -> Name {
    let mut plain = function;
    while let Value::Method(method) = plain {
        plain = &method.function;
    }
    match plain {
        // The texts are the functions' own, and not copies, so that the recorder knows them again by where they lie.
        Value::Function(function) => vm.recorder.name(last_part(&function.qualified_name.borrow())),
        Value::Native(function) => vm.recorder.name(last_part(&function.name)),
        Value::Instance(_) => {
            let name = vm.symbols.intern("func");
            let inner = vm.find_attribute(plain, name).ok().flatten();
            let name = vm.callable_name(inner.as_ref().unwrap_or(plain));
            vm.recorder.name(last_part(&name))
        }
        other => {
            let name = vm.callable_name(other);
            vm.recorder.name(last_part(&name))
        }
    }
}

/// The last part of a dotted name.
fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
