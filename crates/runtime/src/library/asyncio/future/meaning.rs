//! What waiting for a future means: a timer, a request, a turn in a queue of waiters. A future does not know; whoever makes it says
//! so, for the trace alone.

use std::rc::Rc;

use super::future_of;
use crate::library::asyncio::handle::HandleObject;
use crate::library::asyncio::state::names;
use crate::library::objects;
use trace::{Awaited, AwaitedKind, ObjectKind};
use vm::Vm;
use vm::exception::Result;
use vm::function::{Args, Descriptor};
use vm::table::Entry;
use vm::value::Value;

/// `mark(future, kind, subject, waiters, left, holders)`: what waiting for the future means, for the trace; and of an object with a
/// queue of those who wait, how it stands before this one joins them (see [`objects::standing_of`]).
pub(in crate::library::asyncio) fn mark(vm: &mut Vm, args: Args) -> Result<Value> {
    let [future, kind, subject, waiters, left, holders] = args.between(vm, "mark", 2)?;
    let Some((_, object)) = future_of(&future) else { return Ok(Value::None) };
    let name = kind.as_str().unwrap_or_default();
    let (kind, id) = match (objects::kind_of(name), name, &subject) {
        (Some(kind), _, Value::Instance(thing)) => {
            let left = if kind == ObjectKind::Queue { items_of(vm, &subject) } else { left };
            let standing = objects::standing_of(vm, &waiters, &left, &holders);
            object.core.borrow_mut().standing = Some(standing);
            (awaited_as(kind), Some(objects::object_of(vm, thing, kind).0))
        }
        (_, "sleep", Value::Instance(handle)) => {
            (AwaitedKind::Sleep, handle.native::<HandleObject>().map(|handle| handle.id.0))
        }
        (_, "request", Value::Int(number)) => (AwaitedKind::Request, u32::try_from(*number).ok()),
        (_, "several", _) => (AwaitedKind::Several, None),
        (_, "thread", _) => (AwaitedKind::Thread, None),
        _ => (AwaitedKind::Future, None),
    };
    object.core.borrow_mut().meaning = Some(Awaited { kind, id: id.unwrap_or(object.number) });
    Ok(Value::None)
}

/// What lies in a queue, where it keeps that as `Queue` does.
fn items_of(vm: &mut Vm, queue: &Value) -> Value {
    let name = names(vm).queue;
    vm.find_attribute(queue, name).ok().flatten().unwrap_or(Value::None)
}

/// A property of objects that are held: `self._holding = True` notes in the list `_holders` that whoever runs holds it from now on,
/// False that it gives it up. A property, since setting one is no step: a call would be, and so change when other threads run.
pub(in crate::library::asyncio) fn holding() -> Value {
    Value::Descriptor(Rc::new(Descriptor::Property {
        get: Entry::plain("_holding", holders_of).value(),
        set: Entry::plain("_holding", set_holding).value(),
        delete: Value::None,
        doc: Value::None,
    }))
}

fn holders_of(vm: &mut Vm, args: Args) -> Result<Value> {
    let [object] = args.exactly(vm, "_holding")?;
    let name = names(vm).holders;
    vm.get_attribute(&object, name)
}

fn set_holding(vm: &mut Vm, args: Args) -> Result<Value> {
    let [object, holds] = args.exactly(vm, "_holding")?;
    let name = names(vm).holders;
    let holders = vm.get_attribute(&object, name)?;
    match holds {
        Value::Bool(true) => objects::hold(vm, &holders),
        _ => objects::let_go(vm, &holders),
    }
    Ok(Value::None)
}

fn awaited_as(kind: ObjectKind) -> AwaitedKind {
    match kind {
        ObjectKind::Lock => AwaitedKind::Lock,
        ObjectKind::Semaphore | ObjectKind::ConnectionPool => AwaitedKind::Semaphore,
        ObjectKind::Condition | ObjectKind::Event | ObjectKind::Barrier => AwaitedKind::Event,
        ObjectKind::Queue => AwaitedKind::Queue,
    }
}
