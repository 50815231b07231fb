//! The attributes of futures and tasks whose names begin with an underscore: teaching code and old libraries look at them.

use std::rc::Rc;

use super::{Status, object, receiver};
use crate::library::asyncio::event_loop::own::step_object;
use crate::library::asyncio::handle::{HandleCall, purpose_of};
use crate::library::asyncio::task;
use vm::Vm;
use vm::exception::Result;
use vm::function::{Args, Descriptor};
use vm::table::Entry;
use vm::value::Value;

fn state(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(Value::str(match object(&instance).core.borrow().status {
        Status::Pending => "PENDING",
        Status::Cancelled => "CANCELLED",
        Status::Returned(_) | Status::Failed(_) => "FINISHED",
    }))
}

fn result(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let status = object(&instance).core.borrow().status.clone();
    Ok(match status {
        Status::Returned(value) => value,
        _ => Value::None,
    })
}

fn exception(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let status = object(&instance).core.borrow().status.clone();
    Ok(match status {
        Status::Failed(raised) => raised.value(),
        _ => Value::None,
    })
}

fn event_loop(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let event_loop = object(&instance).core.borrow().event_loop.clone();
    Ok(event_loop.map(Value::Instance).into())
}

/// Pairs of function and context; None if there are none.
fn callbacks(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let all = object(&instance).core.borrow().callbacks.clone();
    let mut pairs = Vec::new();
    for (call, context) in all {
        let context = context.map(|context| context.object(vm)).into();
        let function = match call {
            HandleCall::Function(function, ..) => function,
            step => {
                let purpose = purpose_of(vm, &step);
                step_object(vm, step, purpose)
            }
        };
        pairs.push(Value::tuple([function, context]));
    }
    Ok(if pairs.is_empty() { Value::None } else { Value::list(pairs) })
}

fn cancel_message(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(object(&instance).core.borrow().cancel_message.clone().into())
}

fn set_cancel_message(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, message] = args.exactly(vm, "_cancel_message")?;
    let before = object(&instance).core.borrow_mut().cancel_message.replace(message);
    drop(before);
    Ok(Value::None)
}

fn log_traceback(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(Value::Bool(object(&instance).core.borrow().unseen))
}

/// The flag that library code clears to keep a future's end to itself.
fn set_log_traceback(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, flag] = args.exactly(vm, "_log_traceback")?;
    if vm.truth(&flag)? {
        return Err(vm.value_error("_log_traceback can only be set to False"));
    }
    object(&instance).core.borrow_mut().unseen = false;
    Ok(Value::None)
}

fn blocking(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(Value::Bool(object(&instance).blocking.get()))
}

fn set_blocking(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, flag] = args.exactly(vm, "_asyncio_future_blocking")?;
    let flag = vm.truth(&flag)?;
    object(&instance).blocking.set(flag);
    Ok(Value::None)
}

fn log_destroy_pending(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let logs = object(&instance).task.as_ref().is_some_and(|task| task.log_destroy_pending.get());
    Ok(Value::Bool(logs))
}

fn set_log_destroy_pending(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, flag] = args.exactly(vm, "_log_destroy_pending")?;
    let flag = vm.truth(&flag)?;
    task::set_log_destroy_pending(&instance, flag);
    Ok(Value::None)
}

fn must_cancel(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(Value::Bool(object(&instance).task.as_ref().is_some_and(|task| task.must_cancel.get())))
}

fn waiter(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let waiter = object(&instance).task.as_ref().and_then(|task| task.waiter.borrow().clone());
    Ok(waiter.map(Value::Instance).into())
}

/// What can only be read of a future.
pub(in crate::library::asyncio) const METHODS: &[Entry] = &[
    Entry::plain("_state", state).as_property(),
    Entry::plain("_result", result).as_property(),
    Entry::plain("_exception", exception).as_property(),
    Entry::plain("_loop", event_loop).as_property(),
    Entry::plain("_callbacks", callbacks).as_property(),
    Entry::plain("_source_traceback", |_, _| Ok(Value::None)).as_property(),
];

/// What can only be read of a task.
pub(in crate::library::asyncio) const TASK_METHODS: &[Entry] = &[
    Entry::plain("_must_cancel", must_cancel).as_property(),
    Entry::plain("_fut_waiter", waiter).as_property(),
];

/// Reads or sets an attribute.
pub(in crate::library::asyncio) type Accessor = fn(&mut Vm, Args) -> Result<Value>;

/// What can be set as well.
pub(in crate::library::asyncio) const SETTABLE: &[(&str, Accessor, Accessor)] = &[
    ("_cancel_message", cancel_message, set_cancel_message),
    ("_log_traceback", log_traceback, set_log_traceback),
    ("_asyncio_future_blocking", blocking, set_blocking),
];

/// What can be set of a task.
pub(in crate::library::asyncio) const SETTABLE_OF_TASK: &[(&str, Accessor, Accessor)] =
    &[("_log_destroy_pending", log_destroy_pending, set_log_destroy_pending)];

/// A property with these two.
pub(in crate::library::asyncio) fn property((get, set): (Accessor, Accessor)) -> Value {
    Value::Descriptor(Rc::new(Descriptor::Property {
        get: Entry::plain("get", get).value(),
        set: Entry::plain("set", set).value(),
        delete: Value::None,
        doc: Value::None,
    }))
}
