//! A request on whose response its thread waits, and nothing else does: `requests` and `urllib.request` are built on it.
//!
//! Begin with [`Receive`], which waits. What is native here counts as the calls of Python that it would take (`Fuel::count_calls`).

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::{Classes, dispatch, give_up, head};
use crate::world::{Deliveries, Owner, ResponsePart};
use trace::{RequestId, Span, Time};
use vm::Vm;
use vm::class::{Class, Instance, Layout, Native, Payload};
use vm::exception::Result;
use vm::function::Args;
use vm::native_frame::{Flow, Input, NativeFrame, Next, Wait};
use vm::table::{Entry, install_methods};
use vm::types::built_in_class;
use vm::value::Value;

/// A request and what has come of it so far.
struct BlockingExchange {
    request: RequestId,
    received: RefCell<Received>,
}

#[derive(Default)]
struct Received {
    /// What has arrived and nobody has asked for yet.
    parts: VecDeque<ResponsePart>,
    /// Nothing more comes, or nobody wants it.
    over: bool,
}

impl Native for BlockingExchange {}

fn exchange(instance: &Rc<Instance>) -> Option<&BlockingExchange> {
    instance.native::<BlockingExchange>()
}

fn receiver(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    match args.positional.first() {
        Some(Value::Instance(instance)) if exchange(instance).is_some() => Ok(instance.clone()),
        _ => Err(vm.type_error("a BlockingExchange was expected")),
    }
}

fn parts(instance: &Rc<Instance>) -> &BlockingExchange {
    exchange(instance).expect("the receiver was found to be an exchange")
}

impl BlockingExchange {
    /// Gives the request up, if it is not over.
    fn close(&self, vm: &mut Vm) {
        if !std::mem::replace(&mut self.received.borrow_mut().over, true) {
            vm.fuel.count_calls(1);
            give_up(vm, self.request);
        }
    }

    /// The next part that is for the program, if it is here.
    fn next_part(&self) -> Option<ResponsePart> {
        let mut received = self.received.borrow_mut();
        let part = received.parts.pop_front()?;
        received.over |= matches!(part, ResponsePart::End(_) | ResponsePart::Failed(_));
        Some(part)
    }
}

/// Waits for the next part of a response, and ends with it: with status, reason and headers; with bytes of the body, none at its end.
struct Receive {
    exchange: Rc<Instance>,
    /// What is raised if there will be no such part.
    error: &'static str,
    deadline: Option<Time>,
}

impl NativeFrame for Receive {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        let exchange = parts(&self.exchange);
        if !matches!(input, Input::Start) {
            let arrived = Deliveries::of(input)?;
            exchange.received.borrow_mut().parts.extend(arrived.0.into_iter().flat_map(|one| one.parts));
            let count = exchange.received.borrow().parts.len();
            vm.fuel.count_calls(1 + count as u64);
            if count == 0 {
                vm.fuel.count_calls(2);
                exchange.close(vm);
                return Err(vm.error("TimeoutError", "timed out"));
            }
        }
        let Some(part) = exchange.next_part() else {
            return Ok(Next::Wait(Wait::Request(exchange.request, self.deadline)));
        };
        vm.fuel.count_calls(1);
        Ok(Next::Return(match part {
            ResponsePart::Head { status, reason, headers, .. } => head(status, reason, headers),
            ResponsePart::Body(piece) => Value::bytes(piece),
            ResponsePart::End(_) | ResponsePart::Connected(_) => Value::bytes(Vec::new()),
            ResponsePart::Failed(reason) => {
                vm.fuel.count_calls(1);
                return Err(vm.error(self.error, reason));
            }
        }))
    }
}

fn receive(vm: &mut Vm, args: Args, name: &'static str, error: &'static str) -> Result<Flow> {
    let exchange = receiver(vm, &args)?;
    let [_, timeout] = args.exactly(vm, name)?;
    vm.fuel.count_calls(1);
    let mut deadline = None;
    if parts(&exchange).received.borrow().parts.is_empty() {
        vm.fuel.count_calls(1);
        if !timeout.is_none() {
            deadline = Some(vm.recorder.now() + Span::from_seconds(vm.real(&timeout)?));
        }
    }
    Ok(Flow::Start(Box::new(Receive { exchange, error, deadline })))
}

/// `head(timeout)`: status, reason and headers, as soon as they are here.
fn receive_head(vm: &mut Vm, args: Args) -> Result<Flow> {
    receive(vm, args, "head", "ConnectionRefusedError")
}

/// `read(timeout)`: the next piece of the body; an empty one at its end.
fn read(vm: &mut Vm, args: Args) -> Result<Flow> {
    let instance = receiver(vm, &args)?;
    if parts(&instance).received.borrow().over {
        return Ok(Flow::Value(Value::bytes(Vec::new())));
    }
    receive(vm, args, "read", "ConnectionResetError")
}

fn close(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    parts(&instance).close(vm);
    Ok(Value::None)
}

/// `send_blocking(method, url, headers, body)`: sends a request on whose response this thread will wait.
pub(super) fn send(vm: &mut Vm, args: Args) -> Result<Value> {
    let request = args.exactly(vm, "send_blocking")?;
    let owner = Owner::Thread(vm.current_thread);
    let (request, _) = dispatch(vm, request, owner)?;
    vm.fuel.count_calls(1);
    let exchange = BlockingExchange { request, received: RefCell::default() };
    let class = vm.extensions.get::<Classes>().blocking.clone().unwrap_or_else(|| vm.types.object.clone());
    Ok(Value::Instance(Rc::new(Instance::new(class, Payload::Native(Box::new(exchange))))))
}

/// The class of requests that their thread waits for.
pub(super) fn class(vm: &mut Vm) -> Rc<Class> {
    let class = built_in_class("BlockingExchange", vec![vm.types.object.clone()], Layout::Native, true);
    let methods =
        [Entry::flow("head", receive_head), Entry::flow("read", read), Entry::plain("close", close)];
    install_methods(vm, &class, &methods);
    class
}
