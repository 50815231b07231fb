//! The methods of loops: what programs call, but for what runs a loop (`until_complete`) and what is about signals (`signals`).

use std::rc::Rc;

use super::own::{own_method, purpose_of_step, step_of};
use super::{
    call_at, check_open, debug, inner, new_of_class, queue_from_anywhere, queue_here, receiver, seconds,
};
use crate::library::asyncio::future::new_future;
use crate::library::asyncio::future::private::property;
use crate::library::asyncio::handle::{Caller, HandleCall, handle, purpose_of_timer};
use crate::library::asyncio::report::{self, CallExceptionHandler};
use crate::library::asyncio::{factory, signals, task};
use crate::library::contextvars::Context;
use crate::world::Mailbox;
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;
use vm::function::Args;
use vm::native_frame::Flow;
use vm::table::Entry;
use vm::value::Value;

/// Takes `context=` out of the keyword arguments.
fn context_keyword(vm: &mut Vm, args: &mut Args, name: &str) -> Result<Option<Context>> {
    if args.keywords.is_empty() {
        return Ok(None);
    }
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

/// Function and arguments of `call_soon(function, *args)`, with `skip` arguments before them; in debug mode they are looked at.
fn callback(vm: &mut Vm, args: Args, skip: usize, name: &str, debugs: bool) -> Result<HandleCall> {
    let mut values = args.positional.into_iter().skip(skip);
    let Some(function) = values.next() else {
        return Err(vm.type_error(format!(
            "BaseEventLoop.{name}() missing 1 required positional argument: 'callback'"
        )));
    };
    if debugs {
        debug::check_callback(vm, &function, name)?;
    }
    match step_of(&function) {
        Some(HandleCall::Wake(task, future)) => match values.next() {
            Some(Value::Instance(given)) => Ok(HandleCall::Wake(task, Some(given))),
            _ => Ok(HandleCall::Wake(task, future)),
        },
        Some(step) => Ok(step),
        None => Ok(HandleCall::Function(function, values.collect(), Caller::of_call(vm))),
    }
}

fn call_soon_method(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let context = context_keyword(vm, &mut args, "call_soon")?;
    check_open(vm, &event_loop)?;
    let debugs = debug::is_debugging(&event_loop);
    if debugs {
        debug::check_thread(vm, &event_loop)?;
    }
    let of_step = args.positional.get(1).and_then(purpose_of_step);
    let call = callback(vm, args, 1, "call_soon", debugs)?;
    let purpose = of_step.unwrap_or_else(|| purpose_of_timer(vm, &call));
    queue_here(vm, &event_loop, call, context, purpose).map(Value::Instance)
}

fn call_soon_threadsafe(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let context = context_keyword(vm, &mut args, "call_soon_threadsafe")?;
    check_open(vm, &event_loop)?;
    let call = callback(vm, args, 1, "call_soon_threadsafe", debug::is_debugging(&event_loop))?;
    let purpose = purpose_of_timer(vm, &call);
    let new = queue_from_anywhere(vm, &event_loop, call, context, purpose)?;
    // The loop's own thread, too, may do it in the middle of a poll: in a signal's handler.
    let thread = {
        let because = handle(&new).because.get();
        let mut event_loop = inner(&event_loop).borrow_mut();
        event_loop.signals.wake(because);
        event_loop.runs.map(|runs| runs.thread)
    };
    vm.extensions.get::<Mailbox>().interrupted.extend(thread);
    Ok(Value::Instance(new))
}

fn call_later(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let event_loop = receiver(vm, &args)?;
    let own_call_at = own_method(vm, &event_loop, "call_at")?;
    if let Some(call_at) = own_call_at {
        return call_later_by(vm, call_at, args);
    }
    let context = context_keyword(vm, &mut args, "call_later")?;
    let delay = args.positional.get(1).cloned().unwrap_or(Value::None);
    if delay.is_none() {
        return Err(vm.type_error("delay must not be None"));
    }
    let when = seconds(vm, &event_loop)? + vm.real(&delay)?;
    let call = timer_callback(vm, &event_loop, args, "call_later")?;
    call_at(vm, &event_loop, when, call, context, true).map(|new| Flow::Value(Value::Instance(new)))
}

/// `call_later` of a loop with a `call_at` of the program's own.
fn call_later_by(vm: &mut Vm, call_at: Value, mut args: Args) -> Result<Flow> {
    let event_loop = receiver(vm, &args)?;
    args.positional.remove(0);
    if let Some(delay) = args.positional.first_mut() {
        *delay = Value::Float(seconds(vm, &event_loop)? + vm.real(delay)?);
    }
    Ok(Flow::Call(call_at, args))
}

fn timer_callback(vm: &mut Vm, event_loop: &Rc<Instance>, args: Args, name: &str) -> Result<HandleCall> {
    check_open(vm, event_loop)?;
    let debugs = debug::is_debugging(event_loop);
    if debugs {
        debug::check_thread(vm, event_loop)?;
    }
    // `call_later` has `call_at` look at it.
    callback(vm, args, 2, if debugs { "call_at" } else { name }, debugs)
}

fn call_at_method(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let context = context_keyword(vm, &mut args, "call_at")?;
    let when = args.positional.get(1).cloned().unwrap_or(Value::None);
    if when.is_none() {
        return Err(vm.type_error("when cannot be None"));
    }
    let when = vm.real(&when)?;
    let call = timer_callback(vm, &event_loop, args, "call_at")?;
    call_at(vm, &event_loop, when, call, context, false).map(Value::Instance)
}

fn time(vm: &mut Vm, _args: Args) -> Result<Value> {
    vm.recorder.look_at_clock();
    Ok(Value::Float(vm.recorder.now().as_seconds()))
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
        return Ok(factory::create_task_by(vm, factory, event_loop, [coroutine, name, context]));
    }
    let context = Context::of_argument(vm, context)?;
    let task = task::create(vm, &event_loop, coroutine, name.present(), context)?;
    Ok(Flow::Value(Value::Instance(task)))
}

fn stop(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    inner(&event_loop).borrow_mut().stopping = true;
    Ok(Value::None)
}

fn close(vm: &mut Vm, args: Args) -> Result<Flow> {
    let event_loop = receiver(vm, &args)?;
    if inner(&event_loop).borrow().runs.is_some() {
        return Err(vm.error("RuntimeError", "Cannot close a running event loop"));
    }
    if inner(&event_loop).borrow().closed {
        return Ok(Flow::Value(Value::None));
    }
    if debug::is_debugging(&event_loop) {
        let text = format!("Close {}", vm.repr(&Value::Instance(event_loop.clone()))?);
        return Ok(Flow::Start(Box::new(report::DebugThen::new(text, move |vm| close_now(vm, &event_loop)))));
    }
    close_now(vm, &event_loop)
}

fn close_now(vm: &mut Vm, event_loop: &Rc<Instance>) -> Result<Flow> {
    let (dropped, executor) = {
        let mut event_loop = inner(event_loop).borrow_mut();
        event_loop.closed = true;
        event_loop.executor_is_over = true;
        let waiting = (std::mem::take(&mut event_loop.ready), std::mem::take(&mut event_loop.timers));
        (waiting, event_loop.executor.take())
    };
    drop(dropped);
    signals::close(vm, event_loop)?;
    let Some(executor) = executor else { return Ok(Flow::Value(Value::None)) };
    let shutdown = vm.symbols.intern("shutdown");
    let shutdown = vm.get_attribute(&executor, shutdown)?;
    let wait = vm.symbols.intern("wait");
    let args = Args { keywords: vec![(wait, Value::Bool(false))], ..Args::default() };
    Ok(Flow::Call(shutdown, args))
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
    if !handler.is_none() && !vm.is_callable(&handler) {
        let shown = vm.repr(&handler)?;
        return Err(vm.type_error(format!("A callable object or None is expected, got {shown}")));
    }
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
    Ok(Flow::Start(Box::new(CallExceptionHandler::of_asyncio(event_loop, context))))
}

fn default_exception_handler(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [_, context] = args.exactly(vm, "default_exception_handler")?;
    report::report(vm, &context)
}

fn repr(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let class = event_loop.class().name.borrow().clone();
    let event_loop = inner(&event_loop).borrow();
    let name = |flag: bool| if flag { "True" } else { "False" };
    Ok(Value::str(format!(
        "<{class} running={} closed={} debug={}>",
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
    if !is_thread_pool(vm, &executor) {
        return Err(vm.type_error("executor must be ThreadPoolExecutor instance"));
    }
    inner(&event_loop).borrow_mut().executor = Some(executor);
    Ok(Value::None)
}

/// Nobody has one who has not loaded its module.
fn is_thread_pool(vm: &mut Vm, executor: &Value) -> bool {
    let Some(module) = vm.modules.get("concurrent.futures.thread").cloned() else { return false };
    let name = vm.symbols.intern("ThreadPoolExecutor");
    match module.namespace.get(name) {
        Some(Value::Class(pool)) => vm.class_of(executor).is_subclass_of(&pool),
        _ => false,
    }
}

/// The default executor, which the loop has no more.
fn take_executor(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let executor = inner(&event_loop).borrow_mut().executor.take();
    Ok(executor.into())
}

/// `EventLoop.__new__`: what a class derived from it takes for its own `__init__`, this need not know.
fn new(vm: &mut Vm, args: Args) -> Result<Value> {
    match args.positional.first() {
        Some(Value::Class(class)) => Ok(Value::Instance(new_of_class(vm, class.clone()))),
        _ => Err(vm.type_error("object.__new__(X): X is not a type object")),
    }
}

fn init(vm: &mut Vm, args: Args) -> Result<Flow> {
    receiver(vm, &args)?;
    let [_, selector] = args.named(vm, "__init__", ["self", "selector"], 1)?;
    if !matches!(selector, Value::Missing | Value::None) {
        return Err(vm.type_error("a loop here has no other selector than its own"));
    }
    let text = "Using selector: EpollSelector".to_owned();
    let nothing = |_: &mut Vm| Ok(Flow::Value(Value::None));
    Ok(Flow::Start(Box::new(report::DebugThen::new(text, nothing))))
}

/// From how many seconds on a callback is reported in debug mode.
pub(super) const SLOW_SECONDS: f64 = 0.1;

fn slow_callback_duration(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let slow = inner(&event_loop).borrow().slow.clone();
    Ok(slow.unwrap_or(Value::Float(SLOW_SECONDS)))
}

fn set_slow_callback_duration(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let [_, seconds] = args.exactly(vm, "slow_callback_duration")?;
    inner(&event_loop).borrow_mut().slow = Some(seconds);
    Ok(Value::None)
}

/// `slow_callback_duration`: what a program sets for itself.
pub(in crate::library::asyncio) fn slow_property() -> Value {
    property((slow_callback_duration, set_slow_callback_duration))
}

/// `run_in_executor(executor, func, *args)`: the rest of it is `asyncio/threads.py`.
fn run_in_executor(vm: &mut Vm, args: Args) -> Result<Flow> {
    let event_loop = receiver(vm, &args)?;
    check_open(vm, &event_loop)?;
    if debug::is_debugging(&event_loop)
        && let Some(function) = args.positional.get(2)
    {
        debug::check_callback(vm, function, "run_in_executor")?;
    }
    let is_default = args.positional.get(1).is_some_and(Value::is_none);
    if is_default && inner(&event_loop).borrow().executor_is_over {
        return Err(vm.error("RuntimeError", "Executor shutdown has been called"));
    }
    let threads = vm.import("asyncio.threads")?;
    let name = vm.symbols.intern("run_in_executor");
    let function = vm.get_attribute(&Value::Module(threads), name)?;
    Ok(Flow::Call(function, args))
}

/// The methods of loops, but for those that run it.
pub(in crate::library::asyncio) const METHODS: &[Entry] = &[
    Entry::plain("call_soon", call_soon_method),
    Entry::plain("call_soon_threadsafe", call_soon_threadsafe),
    Entry::flow("call_later", call_later),
    Entry::plain("call_at", call_at_method),
    Entry::plain("time", time),
    Entry::plain("create_future", create_future),
    Entry::flow("create_task", create_task),
    Entry::plain("stop", stop),
    Entry::flow("close", close),
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
    Entry::plain("_take_executor", take_executor),
    Entry::flow("run_in_executor", run_in_executor),
    Entry::plain("__new__", new).without_self(),
    Entry::flow("__init__", init),
    Entry::plain("__repr__", repr),
];
