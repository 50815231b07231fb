//! What programs can call on a future: its methods, and those that a task has from it. They check what they are given, and leave
//! the work to [the future itself](super).

use smallvec::SmallVec;
use std::rc::Rc;

use super::{
    FutureObject, Status, add_callback, cancel, cancelled_error, future_of, invalid_state, iterator, object,
    result, settle,
};
use crate::library::asyncio::event_loop::debug::{is_debugging, place};
use crate::library::asyncio::handle::{Caller, HandleCall};
use crate::library::asyncio::{describe, module, task};
use crate::library::contextvars::{self, Context};
use vm::Vm;
use vm::class::{Instance, Payload};
use vm::exception::Result;
use vm::function::Args;
use vm::table::Entry;
use vm::value::Value;

/// The future that a method is called on.
pub(in crate::library::asyncio) fn receiver(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    match args.positional.first().and_then(future_of) {
        Some((instance, _)) => Ok(instance.clone()),
        None => Err(vm.type_error("descriptor requires a '_asyncio.Future' object")),
    }
}

fn future_new(vm: &mut Vm, args: Args) -> Result<Value> {
    let Some(Value::Class(class)) = args.positional.first() else {
        return Err(vm.type_error("Future.__new__(X): X is not a type object"));
    };
    let object = FutureObject::new(vm, None);
    Ok(Value::Instance(Rc::new(Instance::new(class.clone(), Payload::Awaitable(Box::new(object))))))
}

fn future_init(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, event_loop] = args.named(vm, "Future", ["self", "*loop"], 1)?;
    let event_loop = match event_loop {
        Value::Missing | Value::None => module::get_event_loop(vm)?,
        Value::Instance(event_loop) => event_loop,
        _ => return Err(vm.type_error("loop must be an event loop")),
    };
    let made_at = is_debugging(&event_loop).then(|| place(vm, "base_events.py:427"));
    let mut core = object(&instance).core.borrow_mut();
    core.made_at = made_at;
    core.event_loop = Some(event_loop);
    Ok(Value::None)
}

fn result_method(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    result(vm, object(&instance))
}

fn exception_method(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let future = object(&instance);
    let status = future.core.borrow().status.clone();
    match status {
        Status::Pending => Err(invalid_state(vm, "Exception is not set.")),
        Status::Cancelled => Err(cancelled_error(vm, future)),
        Status::Returned(_) => Ok(Value::None),
        Status::Failed(raised) => {
            future.core.borrow_mut().unseen = false;
            Ok(raised.value())
        }
    }
}

fn set_result(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, value] = args.exactly(vm, "set_result")?;
    if object(&instance).task.is_some() {
        return Err(vm.error("RuntimeError", "Task does not support set_result operation"));
    }
    refuse_if_done(vm, &instance)?;
    settle(vm, &instance, Status::Returned(value))?;
    Ok(Value::None)
}

fn set_exception(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, exception] = args.exactly(vm, "set_exception")?;
    if object(&instance).task.is_some() {
        return Err(vm.error("RuntimeError", "Task does not support set_exception operation"));
    }
    refuse_if_done(vm, &instance)?;
    let valid = match &exception {
        Value::Class(class) => class.is_subclass_of(&vm.exceptions.base_exception()),
        Value::Instance(instance) => instance.exception().is_some(),
        _ => false,
    };
    if !valid {
        return Err(vm.type_error("invalid exception object"));
    }
    let raised = vm.exception_from(exception)?;
    if vm.is_stop_iteration(&raised) {
        return Err(
            vm.type_error("StopIteration interacts badly with generators and cannot be raised into a Future")
        );
    }
    settle(vm, &instance, Status::Failed(raised))?;
    Ok(Value::None)
}

fn refuse_if_done(vm: &mut Vm, instance: &Rc<Instance>) -> Result<()> {
    if object(instance).is_pending() {
        return Ok(());
    }
    Err(invalid_state(vm, "invalid state"))
}

fn done(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(Value::Bool(!object(&instance).is_pending()))
}

fn cancelled(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let is_cancelled = matches!(object(&instance).core.borrow().status, Status::Cancelled);
    Ok(Value::Bool(is_cancelled))
}

fn cancel_method(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, message] = args.named(vm, "cancel", ["self", "msg"], 1)?;
    let message = message.present();
    let answer = match object(&instance).task {
        Some(_) => task::cancel(vm, &instance, message)?,
        None => cancel(vm, &instance, message)?,
    };
    Ok(Value::Bool(answer))
}

fn add_done_callback(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, function, context] = args.named(vm, "add_done_callback", ["self", "fn", "*context"], 2)?;
    let context = Context::of_argument(vm, context)?.or_else(|| contextvars::copy(vm));
    add_callback(
        vm,
        &instance,
        HandleCall::Function(function, SmallVec::new(), Caller::of_call(vm)),
        context,
    )?;
    Ok(Value::None)
}

fn remove_done_callback(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, function] = args.exactly(vm, "remove_done_callback")?;
    let callbacks = std::mem::take(&mut object(&instance).core.borrow_mut().callbacks);
    let before = callbacks.len();
    let mut kept = Vec::new();
    for (call, context) in callbacks {
        let same = match &call {
            HandleCall::Function(other, ..) => vm.equal(other, &function)?,
            _ => false,
        };
        if !same {
            kept.push((call, context));
        }
    }
    let removed = before - kept.len();
    object(&instance).core.borrow_mut().callbacks = kept;
    Ok(Value::from_usize(removed))
}

fn get_loop(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let event_loop = object(&instance).core.borrow().event_loop.clone();
    match event_loop {
        Some(event_loop) => Ok(Value::Instance(event_loop)),
        None => Err(vm.error("RuntimeError", "Future object is not initialized.")),
    }
}

fn make_cancelled_error(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(cancelled_error(vm, object(&instance)).value())
}

fn future_repr(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    describe::future(vm, &instance).map(Value::str)
}

fn class_getitem(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class, index] = args.exactly(vm, "__class_getitem__")?;
    vm.generic_alias(&class, &index)
}

/// The methods of futures; tasks have them too.
pub(in crate::library::asyncio) const METHODS: &[Entry] = &[
    Entry::plain("__new__", future_new).without_self(),
    Entry::plain("__init__", future_init),
    Entry::plain("__await__", iterator::of_future),
    Entry::plain("__iter__", iterator::of_future),
    Entry::plain("__repr__", future_repr),
    Entry::plain("__class_getitem__", class_getitem).of_class(),
    Entry::plain("result", result_method),
    Entry::plain("exception", exception_method),
    Entry::plain("set_result", set_result),
    Entry::plain("set_exception", set_exception),
    Entry::plain("done", done),
    Entry::plain("cancelled", cancelled),
    Entry::plain("cancel", cancel_method),
    Entry::plain("add_done_callback", add_done_callback),
    Entry::plain("remove_done_callback", remove_done_callback),
    Entry::plain("get_loop", get_loop),
    Entry::plain("_make_cancelled_error", make_cancelled_error),
];
