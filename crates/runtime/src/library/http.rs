//! `_http`: sends requests. What `aiohttp` and the blocking clients are built on.
//!
//! A response that a loop waits for is in `exchange`, one that a thread waits for in `blocking`; how requests leave and what arrives
//! for them is the world's. Begin with [`dispatch`].

mod blocking;
mod exchange;

use std::rc::Rc;

use super::asyncio::future::object;
use super::asyncio::task::current_task;
use crate::world::{Mailbox, OutgoingRequest, Owner};
use trace::{Kind, RequestId, TaskId};
use vm::Vm;
use vm::class::Class;
use vm::exception::{Raised, Result};
use vm::module::Module;
use vm::table::{Entry, install_functions};
use vm::value::Value;

/// The classes of the module. One of a process's extensions.
#[derive(Default)]
struct Classes {
    exchange: Option<Rc<Class>>,
    blocking: Option<Rc<Class>>,
}

fn text_pairs(vm: &mut Vm, value: &Value) -> Result<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    for pair in vm.items_of(value)? {
        let items = vm.items_of(&pair)?;
        if let [name, value] = &items[..] {
            pairs.push((vm.str(name)?, vm.str(value)?));
        }
    }
    Ok(pairs)
}

fn bad_request(vm: &mut Vm) -> Raised {
    vm.type_error("a request has a method, an address, headers and a body")
}

/// Notes a request for the world to send, and records it. Gives its number, and the task that sends it.
///
/// # Errors
/// The arguments are not a method, an address, pairs of headers, and a body or None.
fn dispatch(vm: &mut Vm, request: [Value; 4], owner: Owner) -> Result<(RequestId, Option<TaskId>)> {
    let [method, url, headers, body] = request;
    let (Some(method), Some(url)) = (method.as_str(), url.as_str()) else { return Err(bad_request(vm)) };
    let headers = text_pairs(vm, &headers)?;
    let body = match &body {
        Value::Bytes(bytes) => Some(bytes.to_vec()),
        _ => None,
    };
    let task = current_task(vm).and_then(|task| object(&task).task.as_ref().map(|part| part.id));
    let target = vm.recorder.name(&format!("{method} {url}"));
    let at = vm.recorder.now();
    let id = vm.extensions.get::<Mailbox>().next_request();
    let event = vm.recorder.record(Kind::RequestSent { request: id, target, task });
    let mailbox = vm.extensions.get::<Mailbox>();
    mailbox.in_flight.insert(id, event);
    let request = OutgoingRequest { id, at, method: method.to_owned(), url: url.to_owned(), headers, body };
    mailbox.outgoing.push((request, owner));
    Ok((id, task))
}

/// Gives a request up, if it is not over.
fn give_up(vm: &mut Vm, request: RequestId) {
    let mailbox = vm.extensions.get::<Mailbox>();
    if mailbox.in_flight.remove(&request).is_some() {
        mailbox.aborted.push(request);
        vm.recorder.record(Kind::RequestAborted { request });
    }
}

/// Status, reason and headers as programs' clients get them.
fn head(status: u16, reason: String, headers: Vec<(String, String)>) -> Value {
    let pairs = headers.into_iter().map(|(name, value)| Value::tuple([Value::str(name), Value::str(value)]));
    Value::tuple([Value::Int(i64::from(status)), Value::str(reason), Value::list(pairs.collect())])
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    let (exchange, blocking) = (exchange::class(vm), blocking::class(vm));
    *vm.extensions.get::<Classes>() = Classes { exchange: Some(exchange), blocking: Some(blocking) };
    install_functions(
        vm,
        module,
        &[Entry::plain("send", exchange::send), Entry::plain("send_blocking", blocking::send)],
    );
}
