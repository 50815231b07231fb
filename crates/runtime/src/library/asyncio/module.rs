//! The module `_asyncio`: its classes and functions, put together.

use std::rc::Rc;

use super::event_loop::{event_loop_of, new_event_loop};
use super::future::{future_of, object};
use super::report::LogSelector;
use super::state::{Classes, running_loop, state};
use super::{event_loop, factory, future, handle, locks, queue, signals, task, until_complete, waiters};
use crate::world::Mailbox;
use vm::Vm;
use vm::class::{Class, Instance, Layout};
use vm::exception::Result;
use vm::function::{Args, Descriptor};
use vm::module::Module;
use vm::native_frame::Flow;
use vm::table::{Entry, install_functions, install_methods};
use vm::types::built_in_class;
use vm::value::Value;

/// `get_event_loop()`: the running one, else the one that is set; the main thread gets one made.
pub fn get_event_loop(vm: &mut Vm) -> Result<Rc<Instance>> {
    match current_or_new_loop(vm)? {
        (event_loop, false) => Ok(event_loop),
        (event_loop, true) => {
            // Here a logging handler cannot wait; where the program itself asks for the loop, it can.
            vm.run_sync(Flow::Start(Box::new(LogSelector(event_loop.clone()))))?;
            Ok(event_loop)
        }
    }
}

/// The same, and whether it is new and has not said so.
fn current_or_new_loop(vm: &mut Vm) -> Result<(Rc<Instance>, bool)> {
    if let Some(running) = running_loop(vm) {
        return Ok((running, false));
    }
    let thread = vm.current_thread;
    match state(vm).current.get(&thread).cloned() {
        Some(Some(event_loop)) => Ok((event_loop, false)),
        None if thread == 0 => {
            let event_loop = new_event_loop(vm);
            state(vm).current.insert(thread, Some(event_loop.clone()));
            Ok((event_loop, true))
        }
        _ => {
            let name = crate::library::thread::name_of_current(vm);
            Err(vm.error("RuntimeError", format!("There is no current event loop in thread '{name}'.")))
        }
    }
}

fn get_event_loop_function(vm: &mut Vm, _args: Args) -> Result<Flow> {
    Ok(match current_or_new_loop(vm)? {
        (event_loop, false) => Flow::Value(Value::Instance(event_loop)),
        (event_loop, true) => Flow::Start(Box::new(LogSelector(event_loop))),
    })
}

fn get_running_loop(vm: &mut Vm, _args: Args) -> Result<Value> {
    match running_loop(vm) {
        Some(event_loop) => Ok(Value::Instance(event_loop)),
        None => Err(vm.error("RuntimeError", "no running event loop")),
    }
}

fn running_loop_or_none(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(running_loop(vm).map_or(Value::None, Value::Instance))
}

fn new_event_loop_function(vm: &mut Vm, _args: Args) -> Result<Flow> {
    Ok(Flow::Start(Box::new(LogSelector(new_event_loop(vm)))))
}

fn set_event_loop(vm: &mut Vm, args: Args) -> Result<Value> {
    let [event_loop] = args.exactly(vm, "set_event_loop")?;
    let event_loop = match event_loop {
        Value::Instance(instance) if event_loop_of(&instance).is_some() => Some(instance),
        Value::None => None,
        _ => return Err(vm.type_error("loop argument must be an instance of AbstractEventLoop or None")),
    };
    let thread = vm.current_thread;
    state(vm).current.insert(thread, event_loop);
    Ok(Value::None)
}

fn loop_argument(vm: &mut Vm, args: Args, name: &str) -> Result<Rc<Instance>> {
    let [event_loop] = args.named(vm, name, ["loop"], 0)?;
    match (event_loop, running_loop(vm)) {
        (Value::Instance(event_loop), _) => Ok(event_loop),
        (_, Some(running)) => Ok(running),
        _ => Err(vm.error("RuntimeError", "no running event loop")),
    }
}

fn current_task(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = loop_argument(vm, args, "current_task")?;
    let Some(task) = task::current_task(vm) else { return Ok(Value::None) };
    let own = object(&task).core.borrow().event_loop.clone();
    let same = own.is_some_and(|own| Rc::ptr_eq(&own, &event_loop));
    Ok(if same { Value::Instance(task) } else { Value::None })
}

fn all_tasks(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = loop_argument(vm, args, "all_tasks")?;
    let tasks: Vec<Value> = pending_tasks(vm)
        .into_iter()
        .filter(|task| {
            object(task).core.borrow().event_loop.as_ref().is_some_and(|own| Rc::ptr_eq(own, &event_loop))
        })
        .map(Value::Instance)
        .collect();
    Ok(Value::Set(Rc::new(vm.set_of_items(tasks, false)?)))
}

/// The tasks that are not done, in the order of creation.
pub(super) fn pending_tasks(vm: &mut Vm) -> Vec<Rc<Instance>> {
    let alive = state(vm).tasks.alive();
    alive.filter(|task| object(task).is_pending()).collect()
}

fn generator_started(vm: &mut Vm, args: Args) -> Result<Value> {
    if let (Some(Value::Generator(generator)), Some(event_loop)) = (args.positional.first(), running_loop(vm))
    {
        event_loop::inner(&event_loop).borrow_mut().generators.push(Rc::downgrade(generator));
    }
    Ok(Value::None)
}

/// An asynchronous generator was dropped before its end: the running loop closes it in a task, as its finalizer hook does.
fn generator_dropped(vm: &mut Vm, args: Args) -> Result<Value> {
    let (Some(generator), Some(event_loop)) = (args.positional.first().cloned(), running_loop(vm)) else {
        return Ok(Value::Bool(false));
    };
    let helper = vm.import("asyncio.generators")?;
    let name = vm.symbols.intern("close_later");
    let close = vm.get_attribute(&Value::Module(helper), name)?;
    vm.call_sync(close, Args::new([Value::Instance(event_loop), generator]))?;
    Ok(Value::Bool(true))
}

/// The asynchronous generators of a loop that have begun and are not over.
fn open_generators(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = event_loop::receiver(vm, &args)?;
    let generators = std::mem::take(&mut event_loop::inner(&event_loop).borrow_mut().generators);
    let open =
        generators.iter().filter_map(std::rc::Weak::upgrade).filter(|generator| !generator.is_finished());
    Ok(Value::list(open.map(Value::Generator).collect()))
}

/// Whether `shutdown_asyncgens` and `shutdown_default_executor` would find nothing, and nothing else would be called in the turns
/// that they take: then two tasks that do nothing are left out of the trace. The numbers in tasks' names go on as if they had been there.
fn nothing_to_shut_down(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = event_loop::receiver(vm, &args)?;
    let now = event_loop::seconds(vm);
    let nothing = {
        let event_loop = event_loop::inner(&event_loop).borrow();
        let mut open = event_loop.generators.iter().filter_map(std::rc::Weak::upgrade);
        event_loop.executor.is_none()
            && !event_loop.has_more_to_call(now)
            && !open.any(|generator| !generator.is_finished())
    };
    if nothing {
        state(vm).task_names += 2;
    }
    Ok(Value::Bool(nothing))
}

/// A coroutine of `asyncio.generators`, for this loop.
fn shutdown_step(vm: &mut Vm, args: Args, function: &str) -> Result<Value> {
    let event_loop = event_loop::receiver(vm, &args)?;
    let helper = vm.import("asyncio.generators")?;
    let name = vm.symbols.intern(function);
    let function = vm.get_attribute(&Value::Module(helper), name)?;
    vm.call_sync(function, Args::one(Value::Instance(event_loop)))
}

fn shutdown_default_executor(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = event_loop::receiver(vm, &args)?;
    event_loop::inner(&event_loop).borrow_mut().executor_is_over = true;
    shutdown_step(vm, args, "close_executor")
}

fn is_coroutine(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value] = args.exactly(vm, "iscoroutine")?;
    Ok(Value::Bool(super::steppable::is_coroutine(vm, &value)))
}

/// A class of the module.
fn class(name: &str, base: &Rc<Class>) -> Rc<Class> {
    let class = built_in_class(name, vec![base.clone()], Layout::Native, true);
    *class.module.borrow_mut() = "_asyncio".into();
    class
}

/// An exception class of asyncio.
fn exception_class(module: &str, name: &str, base: &Rc<Class>) -> Rc<Class> {
    let class = built_in_class(name, vec![base.clone()], Layout::Exception, true);
    *class.module.borrow_mut() = module.into();
    class
}

/// Classes from which those of `locks.py` and `queues.py` are derived: what need not wait is done in them.
fn add_bases(vm: &mut Vm, module: &Module) {
    let object_class = vm.types.object.clone();
    for (name, tables) in [
        ("Lock", &[locks::METHODS, locks::LOCK][..]),
        ("Semaphore", &[locks::METHODS, locks::SEMAPHORE]),
        ("BoundedSemaphore", &[locks::BOUNDED_SEMAPHORE]),
        ("Queue", &[queue::METHODS]),
    ] {
        let class = built_in_class(name, vec![object_class.clone()], Layout::Object, true);
        *class.module.borrow_mut() = "_asyncio".into();
        for table in tables {
            install_methods(vm, &class, table);
        }
        let name = vm.symbols.intern(name);
        module.namespace.set(name, Value::Class(class));
    }
}

/// A property that Python code may only set: a flag of a future.
fn write_only(name: &str, set: fn(&Rc<Instance>, bool)) -> Value {
    let setter = vm::function::NativeFunction {
        name: name.into(),
        code: vm::function::NativeCode::Closure(Box::new(move |vm, args| {
            let flag = vm.truth(&args.positional.get(1).cloned().unwrap_or(Value::None))?;
            if let Some((instance, _)) = args.positional.first().and_then(future_of) {
                set(instance, flag);
            }
            Ok(Value::None.into())
        })),
        binds: true,
    };
    let getter = Entry::plain("get", |_, _| Ok(Value::Bool(true)));
    Value::Descriptor(Rc::new(Descriptor::Property {
        get: getter.value(),
        set: Value::Native(Rc::new(setter)),
        delete: Value::None,
        doc: Value::None,
    }))
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    let object_class = vm.types.object.clone();
    let future_class = class("Future", &object_class);
    let handle_class = class("Handle", &object_class);
    let classes = Rc::new(Classes {
        task: class("Task", &future_class),
        timer_handle: class("TimerHandle", &handle_class),
        event_loop: class("EventLoop", &object_class),
        cancelled_error: exception_class(
            "asyncio.exceptions",
            "CancelledError",
            &vm.exceptions.base_exception(),
        ),
        invalid_state_error: exception_class(
            "asyncio.exceptions",
            "InvalidStateError",
            &vm.exceptions.exception(),
        ),
        queue_full: exception_class("asyncio.queues", "QueueFull", &vm.exceptions.exception()),
        queue_empty: exception_class("asyncio.queues", "QueueEmpty", &vm.exceptions.exception()),
        future: future_class,
        handle: handle_class,
    });
    install_methods(vm, &classes.future, future::METHODS);
    install_methods(vm, &classes.task, task::METHODS);
    install_methods(vm, &classes.handle, handle::HANDLE);
    install_methods(vm, &classes.timer_handle, handle::TIMER_HANDLE);
    install_methods(vm, &classes.event_loop, event_loop::METHODS);
    install_methods(vm, &classes.event_loop, until_complete::METHODS);
    install_methods(vm, &classes.event_loop, signals::METHODS);
    install_methods(vm, &classes.event_loop, factory::METHODS);
    install_methods(
        vm,
        &classes.event_loop,
        &[
            Entry::plain("_open_generators", open_generators),
            Entry::plain("_nothing_to_shut_down", nothing_to_shut_down),
            Entry::plain("shutdown_asyncgens", |vm, args| shutdown_step(vm, args, "close_all")),
            Entry::plain("shutdown_default_executor", shutdown_default_executor),
        ],
    );
    let pending = vm.symbols.intern("_log_destroy_pending");
    classes.task.attributes.set(pending, write_only("_log_destroy_pending", task::set_log_destroy_pending));
    for (name, class) in [
        ("Future", &classes.future),
        ("Task", &classes.task),
        ("Handle", &classes.handle),
        ("TimerHandle", &classes.timer_handle),
        ("EventLoop", &classes.event_loop),
        ("CancelledError", &classes.cancelled_error),
        ("InvalidStateError", &classes.invalid_state_error),
        ("QueueFull", &classes.queue_full),
        ("QueueEmpty", &classes.queue_empty),
    ] {
        let name = vm.symbols.intern(name);
        module.namespace.set(name, Value::Class(class.clone()));
    }
    add_bases(vm, module);
    install_functions(vm, module, waiters::FUNCTIONS);
    let holding = vm.symbols.intern("holding");
    module.namespace.set(holding, future::holding());
    vm.finalizer_reporter = Some(super::report::report_dropped);
    state(vm).classes = Some(classes);
    install_functions(
        vm,
        module,
        &[
            Entry::flow("get_event_loop", get_event_loop_function),
            Entry::plain("get_running_loop", get_running_loop),
            Entry::plain("_get_running_loop", running_loop_or_none),
            Entry::flow("new_event_loop", new_event_loop_function),
            Entry::plain("set_event_loop", set_event_loop),
            Entry::plain("current_task", current_task),
            Entry::plain("all_tasks", all_tasks),
            Entry::plain("mark", future::mark),
            Entry::plain("is_coroutine", is_coroutine),
            Entry::flow("_report_left_over", super::left_over::report_left_over),
        ],
    );
    let builtins = vm.builtins.clone();
    install_functions(
        vm,
        &builtins,
        &[
            Entry::plain("_async_generator_started", generator_started),
            Entry::plain("_async_generator_dropped", generator_dropped),
        ],
    );
    vm.extensions.get::<Mailbox>().deadlock_reporters.push(super::who_waits);
}
