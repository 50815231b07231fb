//! The event loop: what it holds, and how things are queued on it. How it turns is in `run_once`.
//!
//! Not what programs call: that is in `methods`. Begin with [`EventLoop`] and [`queue`].

pub mod debug;
mod methods;
pub mod own;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::future::future_of;
use super::handle::{
    HandleCall, TimerHeap, handle, label, label_of, new_handle, purpose_of, purpose_of_timer,
};
use super::signals::LoopSignals;
use super::state::{classes, running_loop, state};
use crate::library::contextvars::Context;
use trace::{HandleSource, Kind, LaneId, Purpose, Time};
use vm::Vm;
use vm::class::{Class, Instance, Native, Payload};
use vm::exception::Result;
use vm::function::Args;
use vm::value::Value;

pub(super) use methods::{METHODS, slow_property};

/// What a loop holds.
#[derive(Debug, Default)]
pub struct EventLoop {
    /// Whether its class is the program's: then methods may be.
    pub is_derived: bool,
    /// Handles that are ready, the next one first.
    pub ready: VecDeque<Rc<Instance>>,
    /// Timers.
    pub timers: TimerHeap,
    /// How many of them were cancelled.
    pub timers_cancelled: usize,
    /// Whether it stops at the end of this turn.
    pub stopping: bool,
    /// Whether it was closed.
    pub closed: bool,
    /// Where it runs, while it does.
    pub runs: Option<Runs>,
    /// Turns so far.
    pub turns: u32,
    /// `set_debug`
    pub debug: bool,
    /// `slow_callback_duration`, where the program has set it.
    pub slow: Option<Value>,
    /// `set_exception_handler`
    pub exception_handler: Option<Value>,
    /// `set_task_factory`
    pub task_factory: Option<Value>,
    /// Asynchronous generators that have begun.
    pub generators: Vec<std::rc::Weak<vm::generator::Generator>>,
    /// The executor of `run_in_executor(None, …)`.
    pub executor: Option<Value>,
    /// Whether that was shut down: there will be no other.
    pub executor_is_over: bool,
    /// Signals that it handles.
    pub signals: LoopSignals,
}

/// A loop lives as long as its thread and its futures: nobody needs to follow what it holds.
impl Native for EventLoop {}

impl EventLoop {
    /// Whether it would call something of the program's if it turned a few times more.
    pub fn has_more_to_call(&self, now: f64) -> bool {
        let is_due = |timer: &Rc<Instance>| handle(timer).when.is_some_and(|when| when <= now);
        let is_live = |waiting: &Rc<Instance>| !handle(waiting).cancelled.get();
        self.signals.any()
            || self.ready.iter().any(is_live)
            || self.timers.all().any(|timer| is_due(timer) && is_live(timer))
    }
}

/// Where a loop runs.
#[derive(Debug, Clone, Copy)]
pub struct Runs {
    /// The thread.
    pub thread: u32,
    /// The thread's lane in the trace.
    pub lane: LaneId,
}

/// The loop's time: seconds on the run's clock, unless the loop has a clock of its own.
pub fn seconds(vm: &mut Vm, event_loop: &Rc<Instance>) -> Result<f64> {
    match own::own_method(vm, event_loop, "time")? {
        None => Ok(vm.recorder.now().as_seconds()),
        Some(time) => {
            let now = vm.call_sync(time, Args::default())?;
            vm.real(&now)
        }
    }
}

/// The loop that an instance is, if it is one.
pub fn event_loop_of(instance: &Rc<Instance>) -> Option<&RefCell<EventLoop>> {
    instance.native::<RefCell<EventLoop>>()
}

/// The loop that an instance is: only called with instances that are.
pub fn inner(instance: &Rc<Instance>) -> &RefCell<EventLoop> {
    event_loop_of(instance).expect("the instance was found to be a loop")
}

/// A new loop.
pub fn new_event_loop(vm: &mut Vm) -> Rc<Instance> {
    let class = classes(vm).event_loop.clone();
    new_of_class(vm, class)
}

/// A new loop of a class that is asyncio's or derived from it.
fn new_of_class(vm: &mut Vm, class: Rc<Class>) -> Rc<Instance> {
    let contents = EventLoop { is_derived: !class.built_in, ..EventLoop::default() };
    let payload = Payload::Native(Box::new(RefCell::new(contents)));
    let event_loop = Rc::new(Instance::new(class, payload));
    state(vm).loops.add(&event_loop);
    event_loop
}

pub(super) fn receiver(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    match args.positional.first() {
        Some(Value::Instance(instance)) if event_loop_of(instance).is_some() => Ok(instance.clone()),
        _ => Err(vm.type_error("descriptor requires an event loop")),
    }
}

/// Refuses a loop that was closed.
pub fn check_open(vm: &mut Vm, event_loop: &Rc<Instance>) -> Result<()> {
    if inner(event_loop).borrow().closed {
        return Err(vm.error("RuntimeError", "Event loop is closed"));
    }
    Ok(())
}

/// Puts a callback at the back of the ready queue.
pub fn call_soon(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    call: HandleCall,
    context: Option<Context>,
) -> Result<()> {
    let purpose = purpose_of(vm, &call);
    queue(vm, event_loop, call, context, purpose)
}

/// The same for who knows what the callback is for.
pub fn queue(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    call: HandleCall,
    context: Option<Context>,
    purpose: Purpose,
) -> Result<()> {
    match own::own_method(vm, event_loop, "call_soon")? {
        Some(call_soon) => own::call_soon(vm, call_soon, call, context, purpose),
        None => queue_here(vm, event_loop, call, context, purpose).map(drop),
    }
}

/// What `call_soon` does, whatever the program does in its place.
fn queue_here(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    call: HandleCall,
    context: Option<Context>,
    purpose: Purpose,
) -> Result<Rc<Instance>> {
    check_open(vm, event_loop)?;
    if debug::is_debugging(event_loop) {
        debug::check_thread(vm, event_loop)?;
    }
    queue_from_anywhere(vm, event_loop, call, context, purpose)
}

/// The same for any thread.
fn queue_from_anywhere(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    call: HandleCall,
    context: Option<Context>,
    purpose: Purpose,
) -> Result<Rc<Instance>> {
    let source = match inner(event_loop).borrow().runs {
        Some(Runs { thread, lane }) if thread != vm.current_thread => HandleSource::Thread { to: lane },
        _ => HandleSource::Soon,
    };
    let new = new_handle(vm, event_loop, call, context, None, purpose);
    make_ready(vm, event_loop, new.clone(), source);
    Ok(new)
}

/// Puts a handle at the back of the ready queue, and says so.
pub fn make_ready(vm: &mut Vm, event_loop: &Rc<Instance>, new: Rc<Instance>, source: HandleSource) {
    let object = handle(&new);
    let (handle, label, purpose) = (object.id, label_of(vm, object), object.purpose);
    let event = vm.recorder.record(Kind::HandleQueued { handle, label, purpose, source });
    object.because.set(Some(event));
    inner(event_loop).borrow_mut().ready.push_back(new.clone());
}

/// Queues a callback for a moment of the loop's time, which may be the end of a delay.
pub fn call_at(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    when: f64,
    call: HandleCall,
    context: Option<Context>,
    after_delay: bool,
) -> Result<Rc<Instance>> {
    check_open(vm, event_loop)?;
    let (label, purpose) = (label(vm, &call), purpose_of_timer(vm, &call));
    let new = new_handle(vm, event_loop, call, context, Some(when), purpose);
    let object = handle(&new);
    let due = Time::from_seconds(when);
    let event = vm.recorder.record(Kind::TimerSet { handle: object.id, label, purpose, due });
    object.because.set(Some(event));
    object.scheduled.set(true);
    object.after_delay.set(after_delay);
    inner(event_loop).borrow_mut().timers.push(new.clone());
    Ok(new)
}

/// Whether a value is a future of any kind.
pub fn is_future(value: &Value) -> bool {
    future_of(value).is_some()
}

/// Whether this loop runs, in any thread; or another one in this thread.
pub fn check_not_running(vm: &mut Vm, event_loop: &Rc<Instance>) -> Result<()> {
    if inner(event_loop).borrow().runs.is_some() {
        return Err(vm.error("RuntimeError", "This event loop is already running"));
    }
    if running_loop(vm).is_some() {
        return Err(vm.error("RuntimeError", "Cannot run the event loop while another loop is running"));
    }
    Ok(())
}
