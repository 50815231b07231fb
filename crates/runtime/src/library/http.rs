//! `_http`: sends requests and hands their answers to futures. What `aiohttp` and the blocking clients are built on.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};

use super::asyncio::future::{Status, new_future, object, settle};
use super::asyncio::state::running_loop;
use super::asyncio::task::current_task;
use crate::world::ready::{Ready, parts_of};
use crate::world::{Mailbox, OutgoingRequest, Owner};
use trace::{EventId, Kind, RequestId, Span, TaskId};
use vm::Vm;
use vm::class::{Class, Instance, Layout, Native, Payload};
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::module::Module;
use vm::native_frame::{Flow, Wait};
use vm::table::{Entry, install_functions, install_methods};
use vm::types::built_in_class;
use vm::value::Value;

/// A request and what has come of it.
struct Exchange {
    request: RequestId,
    task: Option<TaskId>,
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

/// One of a process's extensions.
#[derive(Default)]
struct Exchanges {
    class: Option<Rc<Class>>,
    open: BTreeMap<RequestId, Weak<Instance>>,
}

fn exchange(instance: &Rc<Instance>) -> Option<&Exchange> {
    instance.native::<Exchange>()
}

/// The request of an exchange.
pub fn request_of(instance: &Rc<Instance>) -> Option<RequestId> {
    exchange(instance).map(|exchange| exchange.request)
}

/// The task that sent an exchange's request.
pub fn task_of(instance: &Rc<Instance>) -> Option<TaskId> {
    exchange(instance).and_then(|exchange| exchange.task)
}

/// What a poll found, by exchange, in the order of requests; with the first event of each.
pub fn by_exchange(vm: &mut Vm, found: Vec<Value>) -> Vec<(Rc<Instance>, EventId, Vec<Value>)> {
    let mut sorted: Vec<(Rc<Instance>, EventId, Vec<Value>)> = Vec::new();
    for piece in found {
        let Some((request, event, _)) = parts_of(&piece) else { continue };
        let open = vm.extensions.get::<Exchanges>().open.get(&request).and_then(Weak::upgrade);
        let Some(instance) = open else { continue };
        match sorted.iter_mut().find(|(other, ..)| Rc::ptr_eq(other, &instance)) {
            Some((_, _, pieces)) => pieces.push(piece),
            None => sorted.push((instance, event, vec![piece])),
        }
    }
    sorted
}

/// Hands an exchange what has arrived for it.
pub fn hand_over(vm: &mut Vm, instance: &Rc<Instance>, pieces: Vec<Value>) -> Result<()> {
    let Some(exchange) = exchange(instance) else { return Ok(()) };
    for piece in pieces {
        match parts_of(&piece) {
            Some((_, _, Ready::Head(status, reason, headers))) if object(&exchange.answered).is_pending() => {
                let answer = Value::tuple([Value::Int(i64::from(status)), reason, headers]);
                settle(vm, &exchange.answered, Status::Returned(answer))?;
            }
            Some((_, _, Ready::Body(bytes))) => {
                exchange.body.borrow_mut().pieces.push_back(bytes.to_vec());
                feed(vm, exchange)?;
            }
            Some((request, _, Ready::End)) => {
                exchange.body.borrow_mut().ended = true;
                vm.extensions.get::<Exchanges>().open.remove(&request);
                feed(vm, exchange)?;
            }
            Some((request, _, Ready::Failed(reason))) => {
                vm.extensions.get::<Exchanges>().open.remove(&request);
                fail(vm, exchange, reason)?;
            }
            Some((_, _, Ready::Head(..))) | None => {}
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

/// Gives the request up, if it is not over.
fn abort(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let request = parts(&instance).request;
    vm.extensions.get::<Exchanges>().open.remove(&request);
    give_up_request(vm, request);
    Ok(Value::None)
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
    vm.type_error("_http.send() takes a method, an address, headers and a body")
}

/// Notes a request for the world to send, and records it.
fn dispatch(
    vm: &mut Vm,
    method: &str,
    url: &str,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
    owner: Owner,
) -> (RequestId, Option<TaskId>) {
    let task = current_task(vm).and_then(|task| object(&task).task.as_ref().map(|part| part.id));
    let target = vm.recorder.name(&format!("{method} {url}"));
    let at = vm.recorder.now();
    let id = vm.extensions.get::<Mailbox>().next_request();
    let event = vm.recorder.record(Kind::RequestSent { request: id, target, task });
    let mailbox = vm.extensions.get::<Mailbox>();
    mailbox.in_flight.insert(id, event);
    let request = OutgoingRequest { id, at, method: method.to_owned(), url: url.to_owned(), headers, body };
    mailbox.outgoing.push((request, owner));
    (id, task)
}

fn send(vm: &mut Vm, args: Args) -> Result<Value> {
    let [method, url, headers, body] = args.between(vm, "send", 3)?;
    let (Some(method), Some(url)) = (method.as_str(), url.as_str()) else { return Err(bad_request(vm)) };
    let headers = text_pairs(vm, &headers)?;
    let body = match &body {
        Value::Bytes(bytes) => Some(bytes.to_vec()),
        _ => None,
    };
    let Some(event_loop) = running_loop(vm) else {
        return Err(vm.error("RuntimeError", "no running event loop"));
    };
    let owner = Owner::Loop(vm.current_thread);
    let (request, task) = dispatch(vm, method, url, headers, body, owner);
    let answered = new_future(vm, &event_loop);
    object(&answered).core.borrow_mut().meaning =
        Some(trace::Awaited { kind: trace::AwaitedKind::Request, id: request.0 });
    let exchange = Exchange { request, task, event_loop, answered, body: RefCell::default() };
    let class = vm.extensions.get::<Exchanges>().class.clone().unwrap_or_else(|| vm.types.object.clone());
    let instance = Rc::new(Instance::new(class, Payload::Native(Box::new(exchange))));
    vm.extensions.get::<Exchanges>().open.insert(request, Rc::downgrade(&instance));
    Ok(Value::Instance(instance))
}

/// `start(method, url, headers, body)`: sends a request for whose answer this thread will wait. Gives its number.
fn start(vm: &mut Vm, args: Args) -> Result<Value> {
    let [method, url, headers, body] = args.exactly(vm, "start")?;
    let (Some(method), Some(url)) = (method.as_str(), url.as_str()) else { return Err(bad_request(vm)) };
    let headers = text_pairs(vm, &headers)?;
    let body = match &body {
        Value::Bytes(bytes) => Some(bytes.to_vec()),
        _ => None,
    };
    let owner = Owner::Thread(vm.current_thread);
    let (request, _) = dispatch(vm, method, url, headers, body, owner);
    Ok(Value::Int(i64::from(request.0)))
}

fn request_number(vm: &mut Vm, value: &Value) -> Result<RequestId> {
    match value {
        Value::Int(number) => Ok(RequestId(u32::try_from(*number).unwrap_or(0))),
        _ => Err(bad_request(vm)),
    }
}

/// `wait(request, timeout)`: what has arrived since the last time, as `(request, event, kind, …)`; nothing if it took too long.
fn wait(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [request, timeout] = args.exactly(vm, "wait")?;
    let request = request_number(vm, &request)?;
    let deadline = match timeout {
        Value::None => None,
        timeout => Some(vm.recorder.now() + Span::from_seconds(vm.real(&timeout)?)),
    };
    Ok(Flow::Wait(Wait::Request(request, deadline)))
}

fn give_up_request(vm: &mut Vm, request: RequestId) {
    let mailbox = vm.extensions.get::<Mailbox>();
    if mailbox.in_flight.remove(&request).is_some() {
        mailbox.aborted.push(request);
        vm.recorder.record(Kind::RequestAborted { request });
    }
}

fn give_up(vm: &mut Vm, args: Args) -> Result<Value> {
    let [request] = args.exactly(vm, "give_up")?;
    let request = request_number(vm, &request)?;
    give_up_request(vm, request);
    Ok(Value::None)
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    let class = built_in_class("Exchange", vec![vm.types.object.clone()], Layout::Native, true);
    install_methods(
        vm,
        &class,
        &[
            Entry::plain("receive", receive),
            Entry::plain("read", read),
            Entry::plain("abort", abort),
            Entry::plain("answered", answered).as_property(),
        ],
    );
    vm.extensions.get::<Exchanges>().class = Some(class);
    install_functions(
        vm,
        module,
        &[
            Entry::plain("send", send),
            Entry::plain("start", start),
            Entry::flow("wait", wait),
            Entry::plain("give_up", give_up),
        ],
    );
}
