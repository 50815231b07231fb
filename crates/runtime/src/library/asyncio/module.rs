//! The module `_asyncio`: its classes and functions, put together.

use std::rc::Rc;

use super::event_loop::{event_loop_of, new_event_loop};
use super::future::object;
use super::future::private::{self, Accessor};
use super::report::log_selector;
use super::state::{Classes, classes, running_loop, state};
use super::{event_loop, factory, future, handle, locks, queue, signals, task, until_complete, waiters};
use crate::world::Mailbox;
use vm::Vm;
use vm::class::{Class, Instance, Layout};
use vm::exception::Result;
use vm::function::Args;
use vm::module::Module;
use vm::native_frame::Flow;
use vm::table::{Entry, install_functions, install_methods};
use vm::types::built_in_class;
use vm::value::Value;

/// `get_event_loop()`: the running one, else the one that is set; the main thread gets one made.
pub fn get_event_loop(vm: &mut Vm) -> Result<Rc<Instance>> {
    // Here a policy or a logging handler cannot wait; where the program itself asks for the loop, it can.
    match get_event_loop_function(vm, Args::default())? {
        Flow::Value(Value::Instance(event_loop)) => Ok(event_loop),
        flow => match vm.run_sync(flow)? {
            Value::Instance(event_loop) => Ok(event_loop),
            _ => Err(vm.error("RuntimeError", "There is no current event loop")),
        },
    }
}

/// A method of the program's own policy, if it has one.
fn policy_method(vm: &mut Vm, name: &str) -> Result<Option<Value>> {
    let Some(policy) = state(vm).policy.clone() else { return Ok(None) };
    let name = vm.symbols.intern(name);
    vm.get_attribute(&policy, name).map(Some)
}

/// `_set_policy(policy)`: the loops that threads have set were the other policy's.
fn set_policy(vm: &mut Vm, args: Args) -> Result<Value> {
    let [policy] = args.exactly(vm, "_set_policy")?;
    let state = state(vm);
    state.policy = Some(policy).filter(|policy| !policy.is_none());
    let before = std::mem::take(&mut state.current);
    drop(before);
    Ok(Value::None)
}

/// `_current()`: the loop that this thread has set, and whether it has set any.
fn current_loop(vm: &mut Vm, _args: Args) -> Result<Value> {
    let thread = vm.current_thread;
    let current = state(vm).current.get(&thread).cloned();
    let was_set = current.is_some();
    let event_loop = current.flatten().map(Value::Instance);
    Ok(Value::tuple([event_loop.into(), Value::Bool(was_set)]))
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
    if running_loop(vm).is_none()
        && let Some(method) = policy_method(vm, "get_event_loop")?
    {
        return Ok(Flow::Call(method, Args::default()));
    }
    Ok(match current_or_new_loop(vm)? {
        (event_loop, false) => Flow::Value(Value::Instance(event_loop)),
        (event_loop, true) => log_selector(event_loop),
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
    match policy_method(vm, "new_event_loop")? {
        Some(method) => Ok(Flow::Call(method, Args::default())),
        None => Ok(log_selector(new_event_loop(vm))),
    }
}

fn set_event_loop_function(vm: &mut Vm, args: Args) -> Result<Flow> {
    match policy_method(vm, "set_event_loop")? {
        Some(method) => Ok(Flow::Call(method, args)),
        None => set_event_loop(vm, args).map(Flow::Value),
    }
}

/// `_set_current(loop)`: what the default policy does.
fn set_event_loop(vm: &mut Vm, args: Args) -> Result<Value> {
    let [event_loop] = args.exactly(vm, "set_event_loop")?;
    let abstract_loop = classes(vm).abstract_event_loop.clone();
    let event_loop = match event_loop {
        Value::Instance(instance) if instance.class().is_subclass_of(&abstract_loop) => Some(instance),
        Value::None => None,
        other => {
            let name = vm.class_name(&other);
            let message = format!("loop must be an instance of AbstractEventLoop or None, not '{name}'");
            return Err(vm.type_error(message));
        }
    };
    let thread = vm.current_thread;
    state(vm).current.insert(thread, event_loop);
    Ok(Value::None)
}

/// `_set_running_loop(loop)`: for loops that the program has written itself.
fn set_running_loop(vm: &mut Vm, args: Args) -> Result<Value> {
    let [event_loop] = args.exactly(vm, "_set_running_loop")?;
    let thread = vm.current_thread;
    let before = match event_loop {
        Value::Instance(event_loop) => state(vm).running.insert(thread, event_loop),
        _ => state(vm).running.remove(&thread),
    };
    drop(before);
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
        && let Some(event_loop) = event_loop_of(&event_loop)
    {
        event_loop.borrow_mut().generators.push(Rc::downgrade(generator));
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
    let now = event_loop::seconds(vm, &event_loop)?;
    // Where another loop runs, this one cannot, and whoever closes it hears that.
    let is_alone = running_loop(vm).is_none();
    let nothing = is_alone && {
        let event_loop = event_loop::inner(&event_loop).borrow();
        let mut open = event_loop.generators.iter().filter_map(std::rc::Weak::upgrade);
        event_loop.executor.is_none()
            && !event_loop.is_derived
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
    shutdown_step(vm, args, "shutdown_default_executor")
}

/// Whether something is a coroutine, or a function that makes one.
pub fn is_coroutine_like(vm: &mut Vm, callback: &Value) -> Result<bool> {
    let helper = vm.import("asyncio.coroutines")?;
    for name in ["iscoroutine", "iscoroutinefunction"] {
        let name = vm.symbols.intern(name);
        let check = vm.get_attribute(&Value::Module(helper.clone()), name)?;
        let answer = vm.call_sync(check, Args::one(callback.clone()))?;
        if vm.truth(&answer)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_coroutine(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value] = args.exactly(vm, "iscoroutine")?;
    Ok(Value::Bool(super::steppable::is_coroutine(vm, &value)))
}

/// A class of the module.
fn class(name: &str, base: &Rc<Class>) -> Rc<Class> {
    class_of("_asyncio", name, base, Layout::Native)
}

/// A class that says it is of this module.
fn class_of(module: &str, name: &str, base: &Rc<Class>, layout: Layout) -> Rc<Class> {
    let class = built_in_class(name, vec![base.clone()], layout, true);
    *class.module.borrow_mut() = module.into();
    class
}

/// What an abstract loop has: whoever derives a loop from it has methods of its own. `getaddrinfo` and what else needs a network is
/// not among them.
const ABSTRACT: &[&str] = &[
    "run_forever",
    "run_until_complete",
    "stop",
    "is_running",
    "is_closed",
    "close",
    "shutdown_asyncgens",
    "shutdown_default_executor",
    "call_soon",
    "call_later",
    "call_at",
    "time",
    "create_future",
    "create_task",
    "call_soon_threadsafe",
    "run_in_executor",
    "set_default_executor",
    "add_signal_handler",
    "remove_signal_handler",
    "set_task_factory",
    "get_task_factory",
    "get_exception_handler",
    "set_exception_handler",
    "default_exception_handler",
    "call_exception_handler",
    "get_debug",
    "set_debug",
];

/// The classes of loops: the most general one, and the one that programs get. The classes between are there to be named and asked for.
fn loop_classes(vm: &mut Vm, object_class: &Rc<Class>) -> [Rc<Class>; 4] {
    let general = class_of("asyncio.events", "AbstractEventLoop", object_class, Layout::Object);
    for name in ABSTRACT {
        let refuse = Entry::plain(name, |vm, _| {
            let class = vm.exceptions.named("NotImplementedError");
            Err(vm.exception(&class, vec![]))
        });
        install_methods(vm, &general, &[refuse]);
    }
    let base = class_of("asyncio.base_events", "BaseEventLoop", &general, Layout::Native);
    let between = class_of("asyncio.selector_events", "BaseSelectorEventLoop", &base, Layout::Native);
    let selector = class_of("asyncio.unix_events", "_UnixSelectorEventLoop", &between, Layout::Native);
    install_methods(vm, &base, event_loop::METHODS);
    install_methods(vm, &base, until_complete::METHODS);
    install_methods(vm, &base, factory::METHODS);
    install_methods(vm, &base, SHUT_DOWN);
    let slow = vm.symbols.intern("slow_callback_duration");
    base.attributes.set(slow, event_loop::slow_property());
    install_methods(vm, &selector, signals::METHODS);
    [general, base, between, selector]
}

/// The methods of loops that end what is left of a run.
const SHUT_DOWN: &[Entry] = &[
    Entry::plain("_open_generators", open_generators),
    Entry::plain("_nothing_to_shut_down", nothing_to_shut_down),
    Entry::plain("shutdown_asyncgens", |vm, args| shutdown_step(vm, args, "shutdown_asyncgens")),
    Entry::plain("shutdown_default_executor", shutdown_default_executor),
];

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

/// What can be set of objects of a class.
fn install_settable(vm: &mut Vm, class: &Class, table: &[(&str, Accessor, Accessor)]) {
    for (name, get, set) in table {
        let name = vm.symbols.intern(name);
        class.attributes.set(name, private::property((*get, *set)));
    }
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    let object_class = vm.types.object.clone();
    let future_class = class("Future", &object_class);
    let handle_class = class_of("asyncio.events", "Handle", &object_class, Layout::Native);
    let loops = loop_classes(vm, &object_class);
    let [abstract_loop, base_loop, between, selector_loop] = &loops;
    let classes = Rc::new(Classes {
        task: class("Task", &future_class),
        timer_handle: class_of("asyncio.events", "TimerHandle", &handle_class, Layout::Native),
        future_iterator: class("FutureIter", &vm.types.coroutine_wrapper.clone()),
        step: class("TaskStepMethWrapper", &object_class),
        abstract_event_loop: abstract_loop.clone(),
        event_loop: selector_loop.clone(),
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
    install_methods(vm, &classes.step, event_loop::own::STEP);
    install_methods(vm, &classes.future, private::METHODS);
    install_methods(vm, &classes.task, private::TASK_METHODS);
    install_methods(vm, &classes.future_iterator, future::iterator::METHODS);
    install_settable(vm, &classes.future, private::SETTABLE);
    install_settable(vm, &classes.task, private::SETTABLE_OF_TASK);
    for (name, class) in [
        ("Future", &classes.future),
        ("Task", &classes.task),
        ("Handle", &classes.handle),
        ("TimerHandle", &classes.timer_handle),
        ("AbstractEventLoop", abstract_loop),
        ("BaseEventLoop", base_loop),
        ("BaseSelectorEventLoop", between),
        ("SelectorEventLoop", selector_loop),
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
            Entry::flow("set_event_loop", set_event_loop_function),
            Entry::plain("_set_current", set_event_loop),
            Entry::plain("_current", current_loop),
            Entry::plain("_set_policy", set_policy),
            Entry::plain("_set_running_loop", set_running_loop),
            Entry::plain("_new_event_loop", |vm, _| Ok(Value::Instance(new_event_loop(vm)))),
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
