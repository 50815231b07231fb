//! How the VM's own functions take part in a run that can be suspended anywhere.
//!
//! A native function never calls Python and waits for it to come back: the Rust stack could not be put aside. It says what should
//! happen next, a [`Flow`]. If it must go on afterwards it starts a [`NativeFrame`], which lies on the thread's stack like a frame
//! and is resumed with the outcome of what it asked for.

use std::any::{Any, TypeId};
use std::fmt;
use std::rc::Rc;

use super::Vm;
use super::exception::{Raised, Result};
use super::frame::Frame;
use super::function::Args;
use super::generator::Generator;
use super::value::Value;
use trace::{Blocker, RequestId, Span, Standing, Time};

/// What a native function wants to happen.
pub enum Flow {
    /// It is done, and this is its result.
    Value(Value),
    /// The result of this call is its result.
    Call(Value, Args),
    /// The result of this native frame is its result.
    Start(Box<dyn NativeFrame>),
    /// What this frame returns is its result.
    Enter(Box<Frame>),
    /// It is resumed with this value, and what it yields is its result; if it ends, `StopIteration` is raised.
    Resume(Rc<Generator>, Resumption),
    /// The thread waits; what the world answers is its result.
    Wait(Wait),
}

impl Flow {
    /// Calls something; what `then` makes of the answer is the result.
    pub fn then(
        callee: Value,
        args: Args,
        then: impl FnOnce(&mut Vm, Value) -> Result<Flow> + 'static,
    ) -> Flow {
        Flow::Start(Box::new(Then { call: Some((callee, args)), then: Some(then) }))
    }
}

/// See [`Flow::then`].
struct Then<F> {
    call: Option<(Value, Args)>,
    then: Option<F>,
}

impl<F: FnOnce(&mut Vm, Value) -> Result<Flow>> NativeFrame for Then<F> {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        if let Some((callee, args)) = self.call.take() {
            return Ok(Next::Call(callee, args));
        }
        match input {
            Input::Raised(raised) => Err(raised),
            Input::Value(answer) => {
                let then = self.then.take().expect("a native frame that has ended is not resumed");
                then(vm, answer).map(Next::Become)
            }
            _ => Ok(Next::Return(Value::None)),
        }
    }
}

impl From<Value> for Flow {
    fn from(value: Value) -> Flow {
        Flow::Value(value)
    }
}

/// How a generator is resumed.
#[derive(Debug)]
pub enum Resumption {
    /// With a value: None for `next()`.
    Send(Value),
    /// With an exception.
    Throw(Raised),
}

/// A native function that goes on after others have run.
pub trait NativeFrame {
    /// Goes on with the outcome of what it asked for. An error ends it with that exception.
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next>;
}

impl fmt::Debug for dyn NativeFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "native frame")
    }
}

/// What a native frame is resumed with.
#[derive(Debug)]
pub enum Input {
    /// It begins.
    Start,
    /// The call returned this, or the world answered this.
    Value(Value),
    /// The world hands over what has arrived, in a form of its own: only the native frame that waits for it looks inside.
    Arrived(Box<dyn Any>),
    /// A generator's frame is resumed with this. Only frames get it.
    Sent(Value),
    /// The generator yielded this; a coroutine awaits and hands this to the loop.
    Yielded(Value),
    /// The asynchronous generator yielded this.
    AsyncYielded(Value),
    /// The generator returned this.
    Ended(Value),
    /// It raised this.
    Raised(Raised),
}

impl From<Value> for Input {
    fn from(value: Value) -> Input {
        Input::Value(value)
    }
}

/// What a native frame wants next.
pub enum Next {
    /// It is done, with this result.
    Return(Value),
    /// Call this.
    Call(Value, Args),
    /// Resume this.
    Resume(Rc<Generator>, Resumption),
    /// Run this native frame.
    Start(Box<dyn NativeFrame>),
    /// The thread waits.
    Wait(Wait),
    /// End with the outcome of this.
    Become(Flow),
    /// It is done, and what lies below is resumed with what it had been about to be resumed with when this came between.
    Restore(Input),
}

/// What a thread waits for. The VM only hands it on: the world knows what it means.
#[derive(Debug)]
pub enum Wait {
    /// A moment: `time.sleep`.
    Until(Time),
    /// A loop's poll: something is ready, or the time is over; None: only something ready.
    Poll(Option<Span>),
    /// More of a request's answer, but no longer than until then: for blocking clients.
    Request(RequestId, Option<Time>),
    /// Another thread, or what it holds: woken by number.
    Thread(WaitTicket, Blocker, Option<Standing>, Option<Time>),
    /// Its turn: others may run first.
    Yield,
    /// What the thread waited for when a signal came between, by how many waits lie below that one.
    Again(usize),
    /// The process ends with this status: `sys.exit` in the main thread has been handled already; this is `os._exit`.
    Exit(i32),
}

/// Something that threads wait for, by number, given by the world's library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WaitTicket(pub u64);

/// What is done with each item of an iterator, and with none at its end: a flow ends the walk.
type Visit = dyn FnMut(&mut Vm, Option<Value>) -> Result<Option<Flow>>;

/// Walks along an iterator, of whatever kind: its items may take time.
pub struct Iterate {
    iterator: Value,
    visit: Box<Visit>,
}

impl Iterate {
    /// A native frame that gives `visit` each item until it answers, and None at the end, where it must.
    pub fn new(
        iterator: Value,
        visit: impl FnMut(&mut Vm, Option<Value>) -> Result<Option<Flow>> + 'static,
    ) -> Iterate {
        Iterate { iterator, visit: Box::new(visit) }
    }

    /// A native frame that collects all items, then does `then`: how `sum`, `sorted`, `list` … take generators that may wait.
    pub fn collect(
        iterator: Value,
        then: impl FnOnce(&mut Vm, Vec<Value>) -> Result<Flow> + 'static,
    ) -> Iterate {
        let mut items = Vec::new();
        let mut then = Some(then);
        Iterate::new(iterator, move |vm, item| match item {
            Some(item) => {
                items.push(item);
                vm.check_growth(items.len())?;
                Ok(None)
            }
            None => {
                let then = then.take().expect("a native frame that has ended is not resumed");
                then(vm, std::mem::take(&mut items)).map(Some)
            }
        })
    }

    fn end(&mut self, vm: &mut Vm) -> Result<Next> {
        let flow = (self.visit)(vm, None)?;
        Ok(Next::Become(flow.unwrap_or(Flow::Value(Value::None))))
    }
}

impl NativeFrame for Iterate {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        let from_generator = matches!(self.iterator, Value::Generator(_));
        let answer = match input {
            Input::Start | Input::Sent(_) | Input::Arrived(_) => None,
            Input::Yielded(item) | Input::AsyncYielded(item) | Input::Value(item) => {
                (self.visit)(vm, Some(item))?
            }
            Input::Ended(_) => return self.end(vm),
            Input::Raised(raised) if !from_generator && vm.is_stop_iteration(&raised) => return self.end(vm),
            Input::Raised(raised) => return Err(raised),
        };
        if let Some(answer) = answer {
            return Ok(Next::Become(answer));
        }
        match &self.iterator {
            Value::Generator(generator) => Ok(Next::Resume(generator.clone(), Resumption::Send(Value::None))),
            Value::Iter(iter) => {
                let iter = iter.clone();
                while let Some(item) = iter.next(vm)? {
                    if let Some(answer) = (self.visit)(vm, Some(item))? {
                        return Ok(Next::Become(answer));
                    }
                }
                self.end(vm)
            }
            other => {
                let next = vm.lookup_special(other, super::symbol::known::NEXT);
                let Some(next) = next else {
                    let name = vm.class_name(other);
                    return Err(vm.type_error(format!("'{name}' object is not an iterator")));
                };
                Ok(Next::Call(next, Args::default()))
            }
        }
    }
}

/// What a process carries for the library: loops, contexts, random generators … by type.
#[derive(Default)]
pub struct Extensions(Vec<(TypeId, Box<dyn Any>)>);

impl Extensions {
    /// The one of this type; made if there is none.
    pub fn get<T: Default + 'static>(&mut self) -> &mut T {
        let wanted = TypeId::of::<T>();
        let mut at = self.0.iter().position(|(id, _)| *id == wanted).unwrap_or_else(|| {
            self.0.push((wanted, Box::new(T::default())));
            self.0.len() - 1
        });
        // The loop asks for two or three of them all the time: these come to lie in front.
        if at >= 3 {
            self.0.swap(at, at / 2);
            at /= 2;
        }
        self.0[at].1.downcast_mut().expect("found by its type")
    }
}

impl fmt::Debug for Extensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} extensions", self.0.len())
    }
}
