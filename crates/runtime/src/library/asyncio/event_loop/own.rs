//! Loops of the program's own making: classes derived from asyncio's loop that do something in its place, and loops written from
//! nothing but `AbstractEventLoop`.
//!
//! What asyncio itself does with a loop, it does by the loop's methods: `call_soon` for every step of a task. Where a program has its
//! own, that is called, with something to call that stands for the step. Begin with [`own_method`].

use std::rc::Rc;

use super::event_loop_of;
use crate::library::asyncio::handle::HandleCall;
use crate::library::asyncio::state::classes;
use crate::library::asyncio::task;
use crate::library::contextvars::Context;
use trace::{LaneId, Purpose};
use vm::Vm;
use vm::class::{Callable, Instance, Native, Payload};
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::native_frame::{Flow, Input, NativeFrame, Next};
use vm::table::Entry;
use vm::traverse::Taken;
use vm::value::Value;

/// The method of this name, if it is the program's; None for asyncio's own.
///
/// # Errors
/// A loop that is none of asyncio's does not have it.
#[inline]
pub fn own_method(vm: &mut Vm, event_loop: &Rc<Instance>, name: &str) -> Result<Option<Value>> {
    match event_loop_of(event_loop) {
        // Asked for every handle, and nearly always so.
        Some(native) if !native.borrow().is_derived => Ok(None),
        native => method_of_program(vm, event_loop, name, native.is_some()),
    }
}

fn method_of_program(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    name: &str,
    is_native: bool,
) -> Result<Option<Value>> {
    let name = vm.symbols.intern(name);
    if is_native && !vm.overrides(&event_loop.class(), name) {
        return Ok(None);
    }
    vm.get_attribute(&Value::Instance(event_loop.clone()), name).map(Some)
}

/// Has the program's own `call_soon` queue a callback.
pub(super) fn call_soon(
    vm: &mut Vm,
    call_soon: Value,
    call: HandleCall,
    context: Option<Context>,
    purpose: Purpose,
) -> Result<()> {
    let mut args = match call {
        HandleCall::Function(function, values, _) => Args::new([function].into_iter().chain(values)),
        call => Args::one(step_object(vm, call, purpose)),
    };
    if let Some(context) = context {
        args.keywords.push((vm.symbols.intern("context"), context.object(vm)));
    }
    vm.call_sync(call_soon, args).map(drop)
}

/// What stands for a task's step, or its wake-up, where Python code asks what is called.
struct StepObject(HandleCall, Purpose);

/// A value that stands for a step.
pub fn step_object(vm: &mut Vm, call: HandleCall, purpose: Purpose) -> Value {
    let class = classes(vm).step.clone();
    Value::Instance(Rc::new(Instance::new(class, Payload::Callable(Box::new(StepObject(call, purpose))))))
}

/// The step that a callback stands for, if it does.
pub fn step_of(callback: &Value) -> Option<HandleCall> {
    match callback {
        Value::Instance(instance) => instance.native::<StepObject>().map(|step| step.0.clone()),
        _ => None,
    }
}

/// What that step is for.
pub(super) fn purpose_of_step(callback: &Value) -> Option<Purpose> {
    match callback {
        Value::Instance(instance) => instance.native::<StepObject>().map(|step| step.1),
        _ => None,
    }
}

impl Native for StepObject {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.traverse(visit);
    }

    fn take(&mut self, taken: &mut Taken) {
        std::mem::replace(&mut self.0, HandleCall::ReadSignals).take(taken);
    }
}

impl Callable for StepObject {
    fn call(&self, _vm: &mut Vm, _this: &Rc<Instance>, args: Args) -> Result<Flow> {
        let call = match (&self.0, args.positional.first()) {
            (HandleCall::Wake(task, _), Some(Value::Instance(future))) => {
                HandleCall::Wake(task.clone(), Some(future.clone()))
            }
            (call, _) => call.clone(),
        };
        Ok(Flow::Start(Box::new(TakeStep { call: Some(call), taken: None })))
    }
}

/// Takes a task's step where it was asked for, and not in the turn of a loop that is known here.
struct TakeStep {
    call: Option<HandleCall>,
    /// The task, and the lane to which the thread returns.
    taken: Option<(Rc<Instance>, LaneId)>,
}

impl NativeFrame for TakeStep {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some((task, lane)) = self.taken.take() {
            let ended = task::end_step(vm, &task, input);
            vm.recorder.enter_lane(lane);
            return ended.map(|()| Next::Return(Value::None));
        }
        let (task, thrown): (Rc<Instance>, Option<Raised>) = match self.call.take() {
            Some(HandleCall::Step(task, thrown)) => (task, thrown),
            Some(HandleCall::Wake(task, future)) => (task, task::wake_with(vm, future)),
            _ => return Ok(Next::Return(Value::None)),
        };
        let lane = task::thread_lane(vm);
        let (coroutine, resumption) = task::begin_step(vm, &task, thrown)?;
        self.taken = Some((task, lane));
        Ok(Next::Resume(coroutine, resumption))
    }
}

fn task_of_step(vm: &mut Vm, args: Args) -> Result<Value> {
    match args.positional.first().and_then(step_of) {
        Some(HandleCall::Step(task, _) | HandleCall::Wake(task, _)) => Ok(Value::Instance(task)),
        _ => Err(vm.type_error("descriptor requires a step of a task")),
    }
}

fn call_step(vm: &mut Vm, args: Args) -> Result<Flow> {
    match args.positional.first() {
        Some(Value::Instance(step)) if let Some(object) = step.native::<StepObject>() => {
            let mut args = args.clone();
            args.positional.remove(0);
            object.call(vm, step, args)
        }
        _ => Err(vm.type_error("descriptor requires a step of a task")),
    }
}

/// What steps of tasks have.
pub(in crate::library::asyncio) const STEP: &[Entry] =
    &[Entry::plain("__self__", task_of_step).as_property(), Entry::flow("__call__", call_step)];
