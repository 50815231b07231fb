//! The methods of loops: what programs call, but for what runs a loop (`until_complete`) and what is about signals (`signals`).

use super::{call_at, check_open, inner, queue, receiver, seconds};
use crate::library::asyncio::future::new_future;
use crate::library::asyncio::handle::{Caller, HandleCall, handle, purpose_of_timer};
use crate::library::asyncio::report::{self, CallExceptionHandler};
use crate::library::asyncio::{factory, signals, task};
use crate::library::contextvars::Context;
use crate::world::Mailbox;
use vm::Vm;
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

/// Function and arguments of `call_soon(function, *args)`, with `skip` arguments before them.
fn callback(vm: &mut Vm, args: Args, skip: usize, name: &str) -> Result<HandleCall> {
    let mut values = args.positional.into_iter().skip(skip);
    let Some(function) = values.next() else {
        return Err(vm.type_error(format!("{name}() missing 1 required positional argument: 'callback'")));
    };
    if matches!(&function, Value::Generator(generator) if generator.is_awaitable()) {
        return Err(vm.type_error(format!("coroutines cannot be used with {name}()")));
    }
    Ok(HandleCall::Function(function, values.collect(), Caller::of_call(vm)))
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
    vm.extensions.get::<Mailbox>().interrupted.extend(thread);
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
    report::report(vm, &context)
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

/// The methods of loops, but for those that run it.
pub(in crate::library::asyncio) const METHODS: &[Entry] = &[
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
