//! What waiting for a future means: a timer, a request, a place in a line. A future does not know; whoever makes it says so, for
//! the trace alone.

use super::future_of;
use crate::library::asyncio::handle::HandleObject;
use crate::library::http;
use trace::{Awaited, AwaitedKind};
use vm::Vm;
use vm::exception::Result;
use vm::function::Args;
use vm::value::Value;

/// `mark(future, kind, subject)`: what waiting for the future means, for the trace.
pub(in crate::library::asyncio) fn mark(vm: &mut Vm, args: Args) -> Result<Value> {
    let [future, kind, subject] = args.between(vm, "mark", 2)?;
    let Some((_, object)) = future_of(&future) else { return Ok(Value::None) };
    let kind = match kind.as_str().unwrap_or_default() {
        "sleep" => AwaitedKind::Sleep,
        "request" => AwaitedKind::Request,
        "several" => AwaitedKind::Several,
        "lock" => AwaitedKind::Lock,
        "semaphore" => AwaitedKind::Semaphore,
        "event" => AwaitedKind::Event,
        "queue" => AwaitedKind::Queue,
        "thread" => AwaitedKind::Thread,
        _ => AwaitedKind::Future,
    };
    let id = match (kind, &subject) {
        (AwaitedKind::Sleep, Value::Instance(handle)) => {
            handle.native::<HandleObject>().map(|handle| handle.id.0)
        }
        (AwaitedKind::Request, Value::Instance(exchange)) => http::request_of(exchange).map(|id| id.0),
        // Each of those who stand in line has a future of its own; what they have in common is the thing itself.
        (
            AwaitedKind::Lock | AwaitedKind::Semaphore | AwaitedKind::Event | AwaitedKind::Queue,
            Value::Instance(thing),
        ) => u32::try_from(vm.number_of(thing)).ok(),
        _ => None,
    };
    object.core.borrow_mut().meaning = Some(Awaited { kind, id: id.unwrap_or(object.number) });
    Ok(Value::None)
}
