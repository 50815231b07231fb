//! A request on whose response tasks of a loop wait: what arrives for it ends futures. `aiohttp` is built on it.
//!
//! The loop calls it as a reader (`asyncio::readers`) and knows nothing of it. Begin with [`send`] and [`read_arrived`].

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::{Classes, dispatch, give_up, head};
use crate::library::asyncio::future::{Status, new_future, object, settle};
use crate::library::asyncio::readers::{self, Reader};
use crate::library::asyncio::state::running_loop;
use crate::world::{Owner, ResponsePart};
use trace::RequestId;
use vm::Vm;
use vm::class::{Class, Instance, Layout, Native, Payload};
use vm::exception::Result;
use vm::function::Args;
use vm::table::{Entry, install_methods};
use vm::types::built_in_class;
use vm::value::Value;

/// A request and what has come of it.
struct Exchange {
    request: RequestId,
    event_loop: Rc<Instance>,
    /// Resolved with status, reason and headers.
    answered: Rc<Instance>,
    body: RefCell<Body>,
}

/// As long as its request is open, the loop that it belongs to holds it.
impl Native for Exchange {}

#[derive(Default)]
struct Body {
    /// Pieces that nobody has asked for yet.
    pieces: VecDeque<Vec<u8>>,
    /// Nothing more comes.
    ended: bool,
    /// It broke off.
    failed: Option<String>,
    /// Who waits, and whether for everything that is left.
    waiting: Option<(Rc<Instance>, bool)>,
}

fn exchange(instance: &Rc<Instance>) -> Option<&Exchange> {
    instance.native::<Exchange>()
}

/// Takes in what has arrived, and ends the futures of those who wait for it.
fn read_arrived(vm: &mut Vm, instance: &Rc<Instance>, parts: Vec<ResponsePart>) -> Result<()> {
    let Some(exchange) = exchange(instance) else { return Ok(()) };
    for part in parts {
        match part {
            ResponsePart::Head { status, reason, headers, .. } => {
                if object(&exchange.answered).is_pending() {
                    let head = head(status, reason, headers);
                    settle(vm, &exchange.answered, Status::Returned(head))?;
                }
            }
            ResponsePart::Body(piece) => {
                exchange.body.borrow_mut().pieces.push_back(piece);
                feed(vm, exchange)?;
            }
            ResponsePart::End(_) => {
                exchange.body.borrow_mut().ended = true;
                readers::remove(vm, exchange.request);
                feed(vm, exchange)?;
            }
            ResponsePart::Failed(reason) => {
                readers::remove(vm, exchange.request);
                fail(vm, exchange, reason)?;
            }
            // Of that only the trace tells.
            ResponsePart::Connected(_) => {}
        }
    }
    Ok(())
}

fn fail(vm: &mut Vm, exchange: &Exchange, reason: String) -> Result<()> {
    if object(&exchange.answered).is_pending() {
        let raised = vm.error("ConnectionRefusedError", reason.clone());
        settle(vm, &exchange.answered, Status::Failed(raised))?;
    }
    exchange.body.borrow_mut().failed = Some(reason);
    feed(vm, exchange)
}

/// What somebody who asks for the body gets now: everything, or the next piece. None if there is nothing yet.
fn take(vm: &mut Vm, exchange: &Exchange, all: bool) -> Option<Result<Value>> {
    let mut body = exchange.body.borrow_mut();
    if all {
        if body.ended {
            return Some(Ok(Value::bytes(body.pieces.drain(..).flatten().collect())));
        }
    } else if let Some(piece) = body.pieces.pop_front() {
        return Some(Ok(Value::bytes(piece)));
    } else if body.ended {
        return Some(Ok(Value::bytes(Vec::new())));
    }
    let reason = body.failed.clone()?;
    drop(body);
    Some(Err(vm.error("ConnectionResetError", reason)))
}

/// Gives what has arrived to who waits for it.
fn feed(vm: &mut Vm, exchange: &Exchange) -> Result<()> {
    let waiting = exchange.body.borrow_mut().waiting.take();
    let Some((future, all)) = waiting else { return Ok(()) };
    if !object(&future).is_pending() {
        return Ok(());
    }
    match take(vm, exchange, all) {
        Some(Ok(value)) => settle(vm, &future, Status::Returned(value)),
        Some(Err(raised)) => settle(vm, &future, Status::Failed(raised)),
        None => {
            exchange.body.borrow_mut().waiting = Some((future, all));
            Ok(())
        }
    }
}

fn receiver(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    match args.positional.first() {
        Some(Value::Instance(instance)) if exchange(instance).is_some() => Ok(instance.clone()),
        _ => Err(vm.type_error("an Exchange was expected")),
    }
}

fn parts(instance: &Rc<Instance>) -> &Exchange {
    exchange(instance).expect("the receiver was found to be an exchange")
}

fn ask(vm: &mut Vm, args: Args, all: bool) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let exchange = parts(&instance);
    let future = new_future(vm, &exchange.event_loop);
    exchange.body.borrow_mut().waiting = Some((future.clone(), all));
    feed(vm, exchange)?;
    Ok(Value::Instance(future))
}

fn receive(vm: &mut Vm, args: Args) -> Result<Value> {
    ask(vm, args, false)
}

fn read(vm: &mut Vm, args: Args) -> Result<Value> {
    ask(vm, args, true)
}

fn answered(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(Value::Instance(parts(&instance).answered.clone()))
}

/// The request's number in the trace.
fn request(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(Value::Int(i64::from(parts(&instance).request.0)))
}

/// Gives the request up, if it is not over.
fn abort(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let request = parts(&instance).request;
    readers::remove(vm, request);
    give_up(vm, request);
    Ok(Value::None)
}

/// `send(method, url, headers, body)`: sends a request on whose response tasks of the running loop will wait.
pub(super) fn send(vm: &mut Vm, args: Args) -> Result<Value> {
    let request = args.between(vm, "send", 3)?;
    let Some(event_loop) = running_loop(vm) else {
        return Err(vm.error("RuntimeError", "no running event loop"));
    };
    let owner = Owner::Loop(vm.current_thread);
    let (request, task) = dispatch(vm, request, owner)?;
    let answered = new_future(vm, &event_loop);
    object(&answered).core.borrow_mut().meaning =
        Some(trace::Awaited { kind: trace::AwaitedKind::Request, id: request.0 });
    let exchange = Exchange { request, event_loop, answered, body: RefCell::default() };
    let class = vm.extensions.get::<Classes>().exchange.clone().unwrap_or_else(|| vm.types.object.clone());
    let instance = Rc::new(Instance::new(class, Payload::Native(Box::new(exchange))));
    readers::add(vm, request, Reader { task, instance: Rc::downgrade(&instance), read: read_arrived });
    Ok(Value::Instance(instance))
}

/// The class of exchanges.
pub(super) fn class(vm: &mut Vm) -> Rc<Class> {
    let class = built_in_class("Exchange", vec![vm.types.object.clone()], Layout::Native, true);
    let methods = [
        Entry::plain("receive", receive),
        Entry::plain("read", read),
        Entry::plain("abort", abort),
        Entry::plain("answered", answered).as_property(),
        Entry::plain("request", request).as_property(),
    ];
    install_methods(vm, &class, &methods);
    class
}
