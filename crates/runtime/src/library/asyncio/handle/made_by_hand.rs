//! Handles that a program makes and runs itself, in a loop of its own: `Handle` and `TimerHandle` of CPython's
//! `Lib/asyncio/events.py`.

use std::rc::Rc;

use super::{Caller, HandleCall, handle, of_class, receiver};
use crate::library::asyncio::describe;
use crate::library::asyncio::event_loop::event_loop_of;
use crate::library::asyncio::event_loop::own::{step_object, step_of};
use crate::library::asyncio::state::state;
use crate::library::contextvars::{self, Context};
use trace::Purpose;
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;
use vm::function::Args;
use vm::native_frame::{Flow, Input, NativeFrame, Next};
use vm::value::Value;

/// `Handle(callback, args, loop, context=None)`
pub(super) fn new(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class, callback, values, event_loop, context] =
        args.named(vm, "Handle", ["cls", "callback", "args", "loop", "context"], 4)?;
    make(vm, class, callback, &values, event_loop, context, None)
}

/// `TimerHandle(when, callback, args, loop, context=None)`
pub(super) fn new_timer(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class, when, callback, values, event_loop, context] =
        args.named(vm, "TimerHandle", ["cls", "when", "callback", "args", "loop", "context"], 5)?;
    let when = vm.real(&when)?;
    make(vm, class, callback, &values, event_loop, context, Some(when))
}

fn make(
    vm: &mut Vm,
    class: Value,
    callback: Value,
    values: &Value,
    event_loop: Value,
    context: Value,
    when: Option<f64>,
) -> Result<Value> {
    let (Value::Class(class), Value::Instance(event_loop)) = (class, event_loop) else {
        return Err(vm.type_error("a handle needs an event loop"));
    };
    if event_loop_of(&event_loop).is_none()
        && !state(vm).own_loops.alive().any(|known| Rc::ptr_eq(&known, &event_loop))
    {
        state(vm).own_loops.add(&event_loop);
    }
    let context = Context::of_argument(vm, context)?;
    let values = vm.items_of(values)?;
    let call = match step_of(&callback) {
        Some(HandleCall::Wake(task, None)) if let Some(Value::Instance(future)) = values.first() => {
            HandleCall::Wake(task, Some(future.clone()))
        }
        Some(step) => step,
        None => HandleCall::Function(callback, values.into(), Caller::of_call(vm)),
    };
    let purpose = Purpose::Program(None);
    Ok(Value::Instance(of_class(vm, class, &event_loop, call, context, when, purpose)))
}

/// A loop of the program's own hears that one of its timers was cancelled.
pub(super) fn tell_of_cancelled(vm: &mut Vm, event_loop: &Rc<Instance>, timer: &Rc<Instance>) {
    let name = vm.symbols.intern("_timer_handle_cancelled");
    let told = vm
        .get_attribute(&Value::Instance(event_loop.clone()), name)
        .and_then(|method| vm.call_sync(method, Args::one(Value::Instance(timer.clone()))));
    // It is cancelled, whatever the loop makes of that.
    told.ok();
}

/// Compares two timers by the moments at which they are due.
pub(super) fn compare(vm: &mut Vm, args: Args, holds: fn(&f64, &f64) -> bool) -> Result<Value> {
    let [one, other] = args.exactly(vm, "__lt__")?;
    let when = |value: &Value| match value {
        Value::Instance(instance) => instance.native::<super::HandleObject>().and_then(|timer| timer.when),
        _ => None,
    };
    Ok(match (when(&one), when(&other)) {
        (Some(one), Some(other)) => Value::Bool(holds(&one, &other)),
        _ => Value::NotImplemented,
    })
}

/// `handle._run()`: what it raises, the loop is told.
pub(super) fn run(vm: &mut Vm, args: Args) -> Result<Flow> {
    let instance = receiver(vm, &args)?;
    Ok(Flow::Start(Box::new(Run { instance, stage: Stage::Beginning })))
}

struct Run {
    instance: Rc<Instance>,
    stage: Stage,
}

enum Stage {
    Beginning,
    /// It runs; the context that was current before.
    Calling(Option<Context>),
    Telling,
}

impl NativeFrame for Run {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        let object = handle(&self.instance);
        match (std::mem::replace(&mut self.stage, Stage::Telling), input) {
            (Stage::Beginning, _) => {
                let Some(call) = object.call.borrow().clone() else {
                    return Err(vm.type_error("'NoneType' object is not callable"));
                };
                self.stage = Stage::Calling(contextvars::enter(vm, object.context.clone()));
                let (function, args) = match call {
                    HandleCall::Function(function, values, _) => (function, Args::new(values)),
                    step => (step_object(vm, step, object.purpose), Args::default()),
                };
                Ok(Next::Call(function, args))
            }
            (Stage::Calling(before), input) => {
                contextvars::leave(vm, before);
                let Input::Raised(raised) = input else { return Ok(Next::Return(Value::None)) };
                if vm.is_exception(&raised, "SystemExit") || vm.is_exception(&raised, "KeyboardInterrupt") {
                    return Err(raised);
                }
                let call = object.call.borrow().clone();
                let call = call.map(|call| describe::call(vm, &call)).transpose()?.unwrap_or_default();
                let context = vm.dict_from(vec![
                    Value::str("message"),
                    Value::str(format!("Exception in callback {call}")),
                    Value::str("exception"),
                    raised.value(),
                    Value::str("handle"),
                    Value::Instance(self.instance.clone()),
                ])?;
                let name = vm.symbols.intern("call_exception_handler");
                let tell = vm.get_attribute(&Value::Instance(object.event_loop.clone()), name)?;
                Ok(Next::Call(tell, Args::one(Value::dict(context))))
            }
            (Stage::Telling, Input::Raised(raised)) => Err(raised),
            (Stage::Telling, _) => Ok(Next::Return(Value::None)),
        }
    }
}
