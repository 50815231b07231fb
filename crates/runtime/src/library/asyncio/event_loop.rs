//! The event loop: what it holds, and the methods that queue things on it. How it turns is in `run_once`.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use super::future::{future_of, new_future};
use super::handle::{
    Asker, HandleCall, TimerHeap, handle, label, label_of, new_handle, purpose_of, purpose_of_timer,
};
use super::report::CallExceptionHandler;
use super::signals::{self, LoopSignals};
use super::state::{classes, running_loop, state};
use crate::library::contextvars::Context;
use trace::{HandleSource, Kind, LaneId, Purpose, Time};
use vm::Vm;
use vm::class::{Instance, Native, Payload};
use vm::exception::Result;
use vm::function::Args;
use vm::native_frame::Flow;
use vm::table::Entry;
use vm::value::Value;

/// What a loop holds.
#[derive(Debug, Default)]
pub struct EventLoop {
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

/// The loop's time: seconds on the run's clock.
pub fn seconds(vm: &mut Vm) -> f64 {
    vm.recorder.now().as_seconds()
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
    let payload = Payload::Native(Box::new(RefCell::new(EventLoop::default())));
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
) -> Result<Rc<Instance>> {
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
) -> Result<Rc<Instance>> {
    check_open(vm, event_loop)?;
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

/// Takes `context=` out of the keyword arguments.
fn context_keyword(vm: &mut Vm, args: &mut Args, name: &str) -> Result<Option<Context>> {
    let context = vm.symbols.intern("context");
    let mut found = None;
    for (keyword, value) in std::mem::take(&mut args.keywords) {
        if keyword != context {
            let text = vm.symbols.name(keyword).to_owned();
            return Err(vm.type_error(format!("{name}() got an unexpected keyword argument '{text}'")));
        }
        found = Context::of_argument(vm, value)?;
    }
    Ok(found)
}

/// Function and arguments of `call_soon(function, *args)`, with `skip` arguments before them.
fn callback(vm: &mut Vm, args: Args, skip: usize, name: &str) -> Result<HandleCall> {
    let mut values = args.positional.into_iter().skip(skip);
    let Some(function) = values.next() else {
        return Err(vm.type_error(format!("{name}() missing 1 required positional argument: 'callback'")));
    };
    if matches!(&function, Value::Generator(generator) if generator.is_awaitable()) {
        return Err(vm.type_error(format!("coroutines cannot be used with {name}()")));
    }
    Ok(HandleCall::Function(function, values.collect(), Asker::of_call(vm)))
}

fn call_soon_method(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let context = context_keyword(vm, &mut args, "call_soon")?;
    let call = callback(vm, args, 1, "call_soon")?;
    let purpose = purpose_of_timer(vm, &call);
    queue(vm, &event_loop, call, context, purpose).map(Value::Instance)
}

fn call_soon_threadsafe(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let new = call_soon_method(vm, args)?;
    // The loop's own thread, too, may do it in the middle of a poll: in a signal's handler.
    let thread = {
        let because = match &new {
            Value::Instance(new) => handle(new).because.get(),
            _ => None,
        };
        let mut event_loop = inner(&event_loop).borrow_mut();
        event_loop.signals.wake(because);
        event_loop.runs.map(|runs| runs.thread)
    };
    vm.extensions.get::<crate::world::Mailbox>().interrupted.extend(thread);
    Ok(new)
}

fn call_later(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let context = context_keyword(vm, &mut args, "call_later")?;
    let delay = args.positional.get(1).cloned().unwrap_or(Value::None);
    if delay.is_none() {
        return Err(vm.type_error("delay must not be None"));
    }
    let delay = vm.real(&delay)?;
    let call = callback(vm, args, 2, "call_later")?;
    let when = seconds(vm) + delay;
    call_at(vm, &event_loop, when, call, context, true).map(Value::Instance)
}

fn call_at_method(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let context = context_keyword(vm, &mut args, "call_at")?;
    let when = args.positional.get(1).cloned().unwrap_or(Value::None);
    if when.is_none() {
        return Err(vm.type_error("when cannot be None"));
    }
    let when = vm.real(&when)?;
    let call = callback(vm, args, 2, "call_at")?;
    call_at(vm, &event_loop, when, call, context, false).map(Value::Instance)
}

fn time(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::Float(seconds(vm)))
}

fn create_future(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    Ok(Value::Instance(new_future(vm, &event_loop)))
}

fn create_task(vm: &mut Vm, args: Args) -> Result<Flow> {
    let event_loop = receiver(vm, &args)?;
    let [_, coroutine, name, context] =
        args.named(vm, "create_task", ["self", "coro", "*name", "*context"], 2)?;
    check_open(vm, &event_loop)?;
    let factory = inner(&event_loop).borrow().task_factory.clone();
    if let Some(factory) = factory {
        return Ok(super::factory::create_task_by(vm, factory, event_loop, [coroutine, name, context]));
    }
    let context = Context::of_argument(vm, context)?;
    let task = super::task::create(vm, &event_loop, coroutine, name.present(), context)?;
    Ok(Flow::Value(Value::Instance(task)))
}

fn stop(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    inner(&event_loop).borrow_mut().stopping = true;
    Ok(Value::None)
}

fn close(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    if inner(&event_loop).borrow().runs.is_some() {
        return Err(vm.error("RuntimeError", "Cannot close a running event loop"));
    }
    let dropped = {
        let mut event_loop = inner(&event_loop).borrow_mut();
        event_loop.closed = true;
        (std::mem::take(&mut event_loop.ready), std::mem::take(&mut event_loop.timers))
    };
    drop(dropped);
    signals::close(vm, &event_loop)?;
    Ok(Value::None)
}

fn is_running(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let running = inner(&event_loop).borrow().runs.is_some();
    Ok(Value::Bool(running))
}

fn is_closed(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let closed = inner(&event_loop).borrow().closed;
    Ok(Value::Bool(closed))
}

fn get_debug(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let debug = inner(&event_loop).borrow().debug;
    Ok(Value::Bool(debug))
}

fn set_debug(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let [_, flag] = args.exactly(vm, "set_debug")?;
    let flag = vm.truth(&flag)?;
    inner(&event_loop).borrow_mut().debug = flag;
    Ok(Value::None)
}

fn set_exception_handler(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let [_, handler] = args.exactly(vm, "set_exception_handler")?;
    inner(&event_loop).borrow_mut().exception_handler = Some(handler).filter(|handler| !handler.is_none());
    Ok(Value::None)
}

fn get_exception_handler(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let handler = inner(&event_loop).borrow().exception_handler.clone();
    Ok(handler.into())
}

fn call_exception_handler(vm: &mut Vm, args: Args) -> Result<Flow> {
    let event_loop = receiver(vm, &args)?;
    let [_, context] = args.exactly(vm, "call_exception_handler")?;
    Ok(Flow::Start(Box::new(CallExceptionHandler::new(event_loop, context))))
}

fn default_exception_handler(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [_, context] = args.exactly(vm, "default_exception_handler")?;
    super::report::report(vm, &context)
}

fn repr(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let event_loop = inner(&event_loop).borrow();
    let name = |flag: bool| if flag { "True" } else { "False" };
    Ok(Value::str(format!(
        "<_UnixSelectorEventLoop running={} closed={} debug={}>",
        name(event_loop.runs.is_some()),
        name(event_loop.closed),
        name(event_loop.debug)
    )))
}

fn default_executor(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let executor = inner(&event_loop).borrow().executor.clone();
    Ok(executor.into())
}

fn set_default_executor(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let [_, executor] = args.exactly(vm, "set_default_executor")?;
    inner(&event_loop).borrow_mut().executor = Some(executor).filter(|executor| !executor.is_none());
    Ok(Value::None)
}

/// `run_in_executor(executor, func, *args)`: the rest of it is `asyncio/threads.py`.
fn run_in_executor(vm: &mut Vm, args: Args) -> Result<Flow> {
    let event_loop = receiver(vm, &args)?;
    check_open(vm, &event_loop)?;
    let is_default = args.positional.get(1).is_some_and(Value::is_none);
    if is_default && inner(&event_loop).borrow().executor_is_over {
        return Err(vm.error("RuntimeError", "Executor shutdown has been called"));
    }
    let threads = vm.import("asyncio.threads")?;
    let name = vm.symbols.intern("run_in_executor");
    let function = vm.get_attribute(&Value::Module(threads), name)?;
    Ok(Flow::Call(function, args))
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

/// The methods of loops, but for those that run it.
pub(super) const METHODS: &[Entry] = &[
    Entry::plain("call_soon", call_soon_method),
    Entry::plain("call_soon_threadsafe", call_soon_threadsafe),
    Entry::plain("call_later", call_later),
    Entry::plain("call_at", call_at_method),
    Entry::plain("time", time),
    Entry::plain("create_future", create_future),
    Entry::flow("create_task", create_task),
    Entry::plain("stop", stop),
    Entry::plain("close", close),
    Entry::plain("is_running", is_running),
    Entry::plain("is_closed", is_closed),
    Entry::plain("get_debug", get_debug),
    Entry::plain("set_debug", set_debug),
    Entry::plain("set_exception_handler", set_exception_handler),
    Entry::plain("get_exception_handler", get_exception_handler),
    Entry::flow("call_exception_handler", call_exception_handler),
    Entry::flow("default_exception_handler", default_exception_handler),
    Entry::plain("_default_executor", default_executor).as_property(),
    Entry::plain("set_default_executor", set_default_executor),
    Entry::flow("run_in_executor", run_in_executor),
    Entry::plain("__repr__", repr),
];
