//! Handles: callbacks that wait for their turn, and timers that wait for their time.
//!
//! What the trace says of them is in `purpose`; the order of timers in `timer_heap`. Begin with [`HandleObject`].

mod made_by_hand;
mod purpose;
mod timer_heap;

use smallvec::SmallVec;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::event_loop::debug::{is_debugging, place};
use super::readers::ReadyReader;
use super::state::{classes, state};
use crate::library::contextvars::{self, Context};
use trace::{EventId, HandleId, Kind, Purpose};
use vm::Vm;
use vm::class::{Class, Instance, Native, Payload};
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::table::Entry;
use vm::traverse::Taken;
use vm::value::Value;

pub use purpose::{label, label_of, purpose_of, purpose_of_timer};
pub use timer_heap::TimerHeap;

/// What a handle calls.
#[derive(Debug, Clone)]
pub enum HandleCall {
    /// A function with arguments: mostly one or none, which take no room of their own.
    Function(Value, SmallVec<[Value; 1]>, Caller),
    /// A task's step: its coroutine is sent None, or thrown this.
    Step(Rc<Instance>, Option<Raised>),
    /// A task's wake-up, because this future is done.
    Wake(Rc<Instance>, Option<Rc<Instance>>),
    /// A reader, for which something has arrived.
    Read(Rc<ReadyReader>),
    /// The signals that were written to the loop's own socket are read: `_read_from_self`.
    ReadSignals,
}

impl HandleCall {
    /// Hands each reference to `visit`, once.
    pub(super) fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        let mut instance = |instance: &Rc<Instance>| visit(&Value::Instance(instance.clone()));
        match self {
            HandleCall::Function(function, values, _) => {
                visit(function);
                values.iter().for_each(visit);
            }
            HandleCall::Step(task, raised) => {
                instance(task);
                raised.iter().for_each(|raised| instance(&raised.0));
            }
            HandleCall::Wake(task, future) => {
                instance(task);
                future.iter().for_each(instance);
            }
            HandleCall::Read(reader) => instance(&reader.instance),
            HandleCall::ReadSignals => {}
        }
    }

    /// Gives up all references.
    pub(super) fn take(self, taken: &mut Taken) {
        match self {
            HandleCall::Function(function, values, _) => {
                taken.add(function);
                values.into_iter().for_each(|value| taken.add(value));
            }
            HandleCall::Step(task, raised) => {
                taken.add(Value::Instance(task));
                raised.into_iter().for_each(|raised| taken.add(Value::Instance(raised.0)));
            }
            HandleCall::Wake(task, future) => {
                taken.add(Value::Instance(task));
                future.into_iter().for_each(|future| taken.add(Value::Instance(future)));
            }
            HandleCall::Read(reader) => taken.add(Value::Instance(reader.instance.clone())),
            HandleCall::ReadSignals => {}
        }
    }
}

/// Who asked for a function to be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// The program.
    Program,
    /// The library, for its own ends.
    Library,
}

impl Caller {
    /// Who calls the native function that runs.
    pub fn of_call(vm: &Vm) -> Caller {
        if vm.called_by_program { Caller::Program } else { Caller::Library }
    }
}

/// What a handle holds.
pub struct HandleObject {
    /// Its number, for the trace.
    pub id: HandleId,
    /// What it calls; None once it was cancelled.
    pub call: RefCell<Option<HandleCall>>,
    /// The context in which it is called.
    pub context: Option<Context>,
    /// Whether it was cancelled.
    pub cancelled: Cell<bool>,
    /// When it is due, in the loop's time, if it is a timer.
    pub when: Option<f64>,
    /// Whether its time was given as a delay: `call_later`.
    pub after_delay: Cell<bool>,
    /// Whether it lies in the loop's heap of timers.
    pub scheduled: Cell<bool>,
    /// The event that put it where it is.
    pub because: Cell<Option<EventId>>,
    /// What it is for.
    pub purpose: Purpose,
    /// Where it was made, in debug mode.
    pub made_at: Option<Rc<str>>,
    /// What it looked like when it was cancelled, in debug mode.
    shown: RefCell<Option<String>>,
    event_loop: Rc<Instance>,
}

impl Native for HandleObject {
    /// All but its loop and its context.
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.call.borrow().iter().for_each(|call| call.traverse(visit));
    }

    fn take(&mut self, taken: &mut Taken) {
        self.call.take().into_iter().for_each(|call| call.take(taken));
        self.context.iter().for_each(|context| context.take(taken));
    }
}

/// A handle of this loop.
pub fn new_handle(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    call: HandleCall,
    context: Option<Context>,
    when: Option<f64>,
    purpose: Purpose,
) -> Rc<Instance> {
    let classes = classes(vm);
    let class = if when.is_some() { classes.timer_handle.clone() } else { classes.handle.clone() };
    of_class(vm, class, event_loop, call, context, when, purpose)
}

/// The same of a class that is one of the two, or derived from it.
fn of_class(
    vm: &mut Vm,
    class: Rc<Class>,
    event_loop: &Rc<Instance>,
    call: HandleCall,
    context: Option<Context>,
    when: Option<f64>,
    purpose: Purpose,
) -> Rc<Instance> {
    let id = state(vm).next_handle();
    let context = context.or_else(|| contextvars::copy(vm));
    let object = HandleObject {
        id,
        call: RefCell::new(Some(call)),
        context,
        cancelled: Cell::new(false),
        when,
        after_delay: Cell::new(false),
        scheduled: Cell::new(false),
        because: Cell::new(None),
        purpose,
        made_at: is_debugging(event_loop).then(|| place(vm, "base_events.py:427")),
        shown: RefCell::default(),
        event_loop: event_loop.clone(),
    };
    Rc::new(Instance::new(class, Payload::Native(Box::new(object))))
}

/// The handle that an instance is.
pub fn handle(instance: &Rc<Instance>) -> &HandleObject {
    instance.native::<HandleObject>().expect("loops queue only handles")
}

fn receiver(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    match args.positional.first() {
        Some(Value::Instance(instance)) if instance.native::<HandleObject>().is_some() => {
            Ok(instance.clone())
        }
        _ => Err(vm.type_error("descriptor requires a 'Handle' object")),
    }
}

/// `handle.cancel()`: it stays where it is, and is passed over.
pub fn cancel(vm: &mut Vm, instance: &Rc<Instance>) {
    let object = handle(instance);
    if object.cancelled.replace(true) {
        return;
    }
    if object.made_at.is_some() {
        // It still shows what it would have called.
        *object.shown.borrow_mut() = description(vm, instance).ok();
    }
    let dropped = object.call.borrow_mut().take();
    vm.recorder.record(Kind::HandleCancelled { handle: object.id });
    match super::event_loop::event_loop_of(&object.event_loop) {
        Some(event_loop) if object.scheduled.get() => event_loop.borrow_mut().timers_cancelled += 1,
        None if object.when.is_some() => made_by_hand::tell_of_cancelled(vm, &object.event_loop, instance),
        _ => {}
    }
    drop(dropped);
}

fn cancel_method(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    cancel(vm, &instance);
    Ok(Value::None)
}

fn cancelled(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(Value::Bool(handle(&instance).cancelled.get()))
}

fn when(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(handle(&instance).when.map_or(Value::None, Value::Float))
}

fn show(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let before = handle(&instance).shown.borrow().clone();
    before.map_or_else(|| description(vm, &instance), Ok).map(Value::str)
}

fn description(vm: &mut Vm, instance: &Rc<Instance>) -> Result<String> {
    let name = instance.class().name.borrow().to_string();
    let object = handle(instance);
    let call = object.call.borrow().clone();
    let cancelled = if object.cancelled.get() { " cancelled" } else { "" };
    let when = match object.when {
        Some(when) => format!(" when={}", vm.repr(&Value::Float(when))?),
        None => String::new(),
    };
    let call = match call {
        Some(call) => format!(" {}", super::describe::call(vm, &call)?),
        None => String::new(),
    };
    let made_at = object.made_at.as_ref().map(|place| format!(" created at {place}")).unwrap_or_default();
    Ok(format!("<{name}{cancelled}{when}{call}{made_at}>"))
}

/// The methods of handles.
pub(super) const HANDLE: &[Entry] = &[
    Entry::plain("cancel", cancel_method),
    Entry::plain("cancelled", cancelled),
    Entry::plain("__repr__", show),
    Entry::plain("__new__", made_by_hand::new).without_self(),
    Entry::flow("_run", made_by_hand::run),
];

/// What timer handles have beside.
pub(super) const TIMER_HANDLE: &[Entry] = &[
    Entry::plain("when", when),
    Entry::plain("__new__", made_by_hand::new_timer).without_self(),
    Entry::plain("__lt__", |vm, args| made_by_hand::compare(vm, args, f64::lt)),
    Entry::plain("__le__", |vm, args| made_by_hand::compare(vm, args, f64::le)),
    Entry::plain("__gt__", |vm, args| made_by_hand::compare(vm, args, f64::gt)),
    Entry::plain("__ge__", |vm, args| made_by_hand::compare(vm, args, f64::ge)),
];
