//! `asyncio.Future`, as `Modules/_asynciomodule.c` and `Lib/asyncio/futures.py` have it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::event_loop::{call_soon, event_loop_of};
use super::handle::HandleCall;
use super::state::{classes, running_loop, state};
use super::task::TaskPart;
use crate::library::contextvars::{self, Context};
use crate::trace::{Awaited, AwaitedKind, Kind, WarningKind};
use crate::vm::Vm;
use crate::vm::activity::{Flow, Input};
use crate::vm::class::{Awaitable, Instance, Payload};
use crate::vm::exception::{Raised, Result};
use crate::vm::function::Args;
use crate::vm::generator::{Abandoned, Orphan, OrphanMessage};
use crate::vm::table::Entry;
use crate::vm::value::Value;

/// What a future or task holds.
pub struct FutureObject {
    /// Its number, for the trace.
    pub number: u32,
    /// Everything that changes.
    pub core: RefCell<Core>,
    /// What a task has beside.
    pub task: Option<Box<TaskPart>>,
    /// Whether an `await` has handed it to its task, which has not taken it yet: a bare `yield future` does not.
    pub blocking: Cell<bool>,
    abandoned: Rc<Abandoned>,
}

/// Where a future stands.
#[derive(Debug, Default)]
pub struct Core {
    /// Its loop; None until `__init__`.
    pub event_loop: Option<Rc<Instance>>,
    /// Whether it is done, and how.
    pub status: Status,
    /// Who is to be called when it is done, and in which context.
    pub callbacks: Vec<(HandleCall, Option<Context>)>,
    /// What `cancel(msg)` was given.
    pub cancel_message: Option<Value>,
    /// The exception that the cancelled coroutine raised, until somebody asks for it.
    pub cancelled_error: Option<Raised>,
    /// Whether its exception has yet to be looked at.
    pub unseen: bool,
    /// What waiting for it means.
    pub meaning: Option<Awaited>,
}

/// Whether a future is done, and how.
#[derive(Debug, Default, Clone)]
pub enum Status {
    /// Not yet.
    #[default]
    Pending,
    /// Cancelled.
    Cancelled,
    /// With a result.
    Returned(Value),
    /// With an exception.
    Failed(Raised),
}

impl FutureObject {
    /// A pending one.
    pub fn new(vm: &mut Vm, task: Option<Box<TaskPart>>) -> FutureObject {
        let number = state(vm).next_future();
        let abandoned = vm.abandoned.clone();
        FutureObject { number, core: RefCell::default(), task, blocking: Cell::new(false), abandoned }
    }

    /// Whether it is not done.
    pub fn is_pending(&self) -> bool {
        matches!(self.core.borrow().status, Status::Pending)
    }

    /// What waiting for it means.
    pub fn meaning(&self) -> Awaited {
        if let Some(task) = &self.task {
            return Awaited { kind: AwaitedKind::Task, id: task.id.0 };
        }
        self.core.borrow().meaning.unwrap_or(Awaited { kind: AwaitedKind::Future, id: self.number })
    }
}

impl Drop for FutureObject {
    fn drop(&mut self) {
        let core = self.core.get_mut();
        match (&core.status, &self.task) {
            (Status::Failed(raised), task) if core.unseen => {
                let (what, description) = match task {
                    Some(task) => (
                        "Task",
                        format!("<Task finished {} exception={{exception}}>", task.description(None)),
                    ),
                    None => ("Future", "<Future finished exception={exception}>".to_owned()),
                };
                let message = OrphanMessage {
                    kind: WarningKind::NeverRetrieved,
                    text: format!("{what} exception was never retrieved\nfuture: {description}"),
                    exception: Some(raised.clone()),
                };
                self.abandoned.push(Orphan::Message(Box::new(message)));
            }
            (Status::Pending, Some(task)) if task.log_destroy_pending.get() => {
                let message = OrphanMessage {
                    kind: WarningKind::PendingDestroyed,
                    text: format!(
                        "Task was destroyed but it is pending!\ntask: <Task pending {}>",
                        task.description(None)
                    ),
                    exception: None,
                };
                self.abandoned.push(Orphan::Message(Box::new(message)));
            }
            _ => {}
        }
    }
}

/// The future behind a value, if it is one.
pub fn future_of(value: &Value) -> Option<(&Rc<Instance>, &FutureObject)> {
    match value {
        Value::Instance(instance) => instance.native::<FutureObject>().map(|object| (instance, object)),
        _ => None,
    }
}

/// The future that an instance is: only called with instances that are.
pub fn object(instance: &Rc<Instance>) -> &FutureObject {
    instance.native::<FutureObject>().expect("the instance was found to be a future")
}

/// A pending future of this loop.
pub fn new_future(vm: &mut Vm, event_loop: &Rc<Instance>) -> Rc<Instance> {
    let object = FutureObject::new(vm, None);
    object.core.borrow_mut().event_loop = Some(event_loop.clone());
    let class = classes(vm).future.clone();
    Rc::new(Instance::new(class, Payload::Awaitable(Box::new(object))))
}

/// An exception of class `CancelledError`: the one that the coroutine raised, or a new one.
pub fn cancelled_error(vm: &mut Vm, future: &FutureObject) -> Raised {
    if let Some(raised) = future.core.borrow_mut().cancelled_error.take() {
        return raised;
    }
    let message = future.core.borrow().cancel_message.clone().filter(|message| !message.is_none());
    let class = classes(vm).cancelled_error.clone();
    vm.exception(&class, message.into_iter().collect())
}

fn invalid_state(vm: &mut Vm, message: &str) -> Raised {
    let class = classes(vm).invalid_state_error.clone();
    vm.exception(&class, vec![Value::str(message)])
}

/// `future.result()`
pub fn result(vm: &mut Vm, future: &FutureObject) -> Result<Value> {
    let status = future.core.borrow().status.clone();
    match status {
        Status::Pending => Err(invalid_state(vm, "Result is not set.")),
        Status::Cancelled => Err(cancelled_error(vm, future)),
        Status::Returned(value) => Ok(value),
        Status::Failed(raised) => {
            future.core.borrow_mut().unseen = false;
            Err(raised)
        }
    }
}

/// Ends a pending future, and queues its callbacks.
pub fn settle(vm: &mut Vm, instance: &Rc<Instance>, status: Status) -> Result<()> {
    let future = object(instance);
    let (callbacks, event_loop) = {
        let mut core = future.core.borrow_mut();
        core.unseen = matches!(status, Status::Failed(_));
        core.status = status;
        (std::mem::take(&mut core.callbacks), core.event_loop.clone())
    };
    let Some(event_loop) = event_loop else { return Ok(()) };
    for (call, context) in callbacks {
        queue_callback(vm, &event_loop, instance, call, context)?;
    }
    Ok(())
}

fn queue_callback(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    future: &Rc<Instance>,
    call: HandleCall,
    context: Option<Context>,
) -> Result<()> {
    let call = match call {
        HandleCall::Function(function, _) => {
            HandleCall::Function(function, vec![Value::Instance(future.clone())])
        }
        HandleCall::Wake(task, _) => {
            if let Some(part) = &object(&task).task {
                vm.recorder.record(Kind::TaskWoken { task: part.id });
            }
            HandleCall::Wake(task, Some(future.clone()))
        }
        other => other,
    };
    call_soon(vm, event_loop, call, context)?;
    Ok(())
}

/// `future.add_done_callback(…)`, of any kind of callback.
pub fn add_callback(
    vm: &mut Vm,
    instance: &Rc<Instance>,
    call: HandleCall,
    context: Option<Context>,
) -> Result<()> {
    let future = object(instance);
    if future.is_pending() {
        let callbacks = &mut future.core.borrow_mut().callbacks;
        if callbacks.is_empty() {
            callbacks.reserve_exact(1); // Nearly always the task that waits, and nobody else.
        }
        callbacks.push((call, context));
        return Ok(());
    }
    let Some(event_loop) = future.core.borrow().event_loop.clone() else { return Ok(()) };
    queue_callback(vm, &event_loop, instance, call, context)
}

/// `Future.cancel(msg)`, for what is no task.
pub fn cancel(vm: &mut Vm, instance: &Rc<Instance>, message: Option<Value>) -> Result<bool> {
    let future = object(instance);
    future.core.borrow_mut().unseen = false;
    if !future.is_pending() {
        return Ok(false);
    }
    future.core.borrow_mut().cancel_message = message;
    settle(vm, instance, Status::Cancelled)?;
    Ok(true)
}

/// Cancels anything that a task can wait for, as its class says.
pub fn cancel_any(vm: &mut Vm, instance: &Rc<Instance>, message: Option<Value>) -> Result<bool> {
    let name = vm.symbols.intern("cancel");
    if vm.overrides(&instance.class(), name) {
        let method = vm.get_attribute(&Value::Instance(instance.clone()), name)?;
        let mut args = Args::default();
        if let Some(message) = message {
            args.keywords.push((vm.symbols.intern("msg"), message));
        }
        let answer = vm.call_sync(method, args)?;
        return vm.truth(&answer);
    }
    if object(instance).task.is_some() {
        return super::task::cancel(vm, instance, message);
    }
    cancel(vm, instance, message)
}

/// Awaited, a future hands itself to the task, then ends with its result.
impl Awaitable for FutureObject {
    fn step(&self, vm: &mut Vm, this: &Rc<Instance>) -> Input {
        if self.is_pending() {
            if self.blocking.replace(true) {
                return Input::Raised(vm.error("RuntimeError", "await wasn't used with future"));
            }
            return Input::Yielded(Value::Instance(this.clone()));
        }
        match result(vm, self) {
            Ok(value) => Input::Ended(value),
            Err(raised) => Input::Raised(raised),
        }
    }
}

/// What `future.__await__()` gives those who ask for it: `await` itself does without.
struct FutureIterator(Rc<Instance>);

impl Awaitable for FutureIterator {
    fn step(&self, vm: &mut Vm, _this: &Rc<Instance>) -> Input {
        object(&self.0).step(vm, &self.0)
    }
}

pub(super) fn receiver(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    match args.positional.first().and_then(future_of) {
        Some((instance, _)) => Ok(instance.clone()),
        None => Err(vm.type_error("descriptor requires a '_asyncio.Future' object")),
    }
}

fn future_new(vm: &mut Vm, args: Args) -> Result<Value> {
    let Some(Value::Class(class)) = args.positional.first() else {
        return Err(vm.type_error("Future.__new__(X): X is not a type object"));
    };
    let object = FutureObject::new(vm, None);
    Ok(Value::Instance(Rc::new(Instance::new(class.clone(), Payload::Awaitable(Box::new(object))))))
}

fn future_init(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, event_loop] = args.named(vm, "Future", ["self", "*loop"], 1)?;
    let event_loop = match event_loop {
        Value::Missing | Value::None => super::module::get_event_loop(vm)?,
        Value::Instance(event_loop) => event_loop,
        _ => return Err(vm.type_error("loop must be an event loop")),
    };
    object(&instance).core.borrow_mut().event_loop = Some(event_loop);
    Ok(Value::None)
}

fn wait_for_it(vm: &mut Vm, args: Args) -> Result<Value> {
    let future = receiver(vm, &args)?;
    let payload = Payload::Awaitable(Box::new(FutureIterator(future)));
    Ok(Value::Instance(Rc::new(Instance::new(vm.types.coroutine_wrapper.clone(), payload))))
}

fn result_method(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    result(vm, object(&instance))
}

fn exception_method(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let future = object(&instance);
    let status = future.core.borrow().status.clone();
    match status {
        Status::Pending => Err(invalid_state(vm, "Exception is not set.")),
        Status::Cancelled => Err(cancelled_error(vm, future)),
        Status::Returned(_) => Ok(Value::None),
        Status::Failed(raised) => {
            future.core.borrow_mut().unseen = false;
            Ok(raised.value())
        }
    }
}

fn set_result(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, value] = args.exactly(vm, "set_result")?;
    if object(&instance).task.is_some() {
        return Err(vm.error("RuntimeError", "Task does not support set_result operation"));
    }
    refuse_if_done(vm, &instance)?;
    settle(vm, &instance, Status::Returned(value))?;
    Ok(Value::None)
}

fn set_exception(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, exception] = args.exactly(vm, "set_exception")?;
    if object(&instance).task.is_some() {
        return Err(vm.error("RuntimeError", "Task does not support set_exception operation"));
    }
    refuse_if_done(vm, &instance)?;
    let valid = match &exception {
        Value::Class(class) => class.is_subclass_of(&vm.exceptions.base_exception()),
        Value::Instance(instance) => instance.exception().is_some(),
        _ => false,
    };
    if !valid {
        return Err(vm.type_error("invalid exception object"));
    }
    let raised = vm.exception_from(exception)?;
    if vm.is_stop_iteration(&raised) {
        return Err(
            vm.type_error("StopIteration interacts badly with generators and cannot be raised into a Future")
        );
    }
    settle(vm, &instance, Status::Failed(raised))?;
    Ok(Value::None)
}

fn refuse_if_done(vm: &mut Vm, instance: &Rc<Instance>) -> Result<()> {
    if object(instance).is_pending() {
        return Ok(());
    }
    Err(invalid_state(vm, "invalid state"))
}

fn done(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(Value::Bool(!object(&instance).is_pending()))
}

fn cancelled(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let is_cancelled = matches!(object(&instance).core.borrow().status, Status::Cancelled);
    Ok(Value::Bool(is_cancelled))
}

fn cancel_method(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, message] = args.named(vm, "cancel", ["self", "msg"], 1)?;
    let message = message.present();
    let answer = match object(&instance).task {
        Some(_) => super::task::cancel(vm, &instance, message)?,
        None => cancel(vm, &instance, message)?,
    };
    Ok(Value::Bool(answer))
}

fn add_done_callback(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, function, context] = args.named(vm, "add_done_callback", ["self", "fn", "*context"], 2)?;
    let context = Context::of_argument(vm, context)?.or_else(|| contextvars::copy(vm));
    add_callback(vm, &instance, HandleCall::Function(function, Vec::new()), context)?;
    Ok(Value::None)
}

fn remove_done_callback(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, function] = args.exactly(vm, "remove_done_callback")?;
    let callbacks = std::mem::take(&mut object(&instance).core.borrow_mut().callbacks);
    let before = callbacks.len();
    let mut kept = Vec::new();
    for (call, context) in callbacks {
        let same = match &call {
            HandleCall::Function(other, _) => vm.equal(other, &function)?,
            _ => false,
        };
        if !same {
            kept.push((call, context));
        }
    }
    let removed = before - kept.len();
    object(&instance).core.borrow_mut().callbacks = kept;
    Ok(Value::from_usize(removed))
}

fn get_loop(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let event_loop = object(&instance).core.borrow().event_loop.clone();
    match event_loop {
        Some(event_loop) => Ok(Value::Instance(event_loop)),
        None => Err(vm.error("RuntimeError", "Future object is not initialized.")),
    }
}

fn make_cancelled_error(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(cancelled_error(vm, object(&instance)).value())
}

fn cancel_message(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(object(&instance).core.borrow().cancel_message.clone().into())
}

fn future_repr(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    super::describe::future(vm, &instance).map(Value::str)
}

/// `mark(future, kind, subject)`: what waiting for the future means, for the trace.
pub(super) fn mark(vm: &mut Vm, args: Args) -> Result<Value> {
    let [future, kind, subject] = args.between(vm, "mark", 2)?;
    let Some((_, object)) = future_of(&future) else { return Ok(Value::None) };
    let kind = match kind.as_str().unwrap_or_default() {
        "sleep" => AwaitedKind::Sleep,
        "request" => AwaitedKind::Request,
        "several" => AwaitedKind::Several,
        "lock" => AwaitedKind::Lock,
        "semaphore" => AwaitedKind::Semaphore,
        "event" => AwaitedKind::Event,
        "queue" => AwaitedKind::Queue,
        "thread" => AwaitedKind::Thread,
        _ => AwaitedKind::Future,
    };
    let id = match (kind, &subject) {
        (AwaitedKind::Sleep, Value::Instance(handle)) => {
            handle.native::<super::handle::HandleObject>().map(|handle| handle.id.0)
        }
        (AwaitedKind::Request, Value::Instance(exchange)) => {
            crate::library::http::request_of(exchange).map(|id| id.0)
        }
        // Each of those who stand in line has a future of its own; what they have in common is the thing itself.
        (
            AwaitedKind::Lock | AwaitedKind::Semaphore | AwaitedKind::Event | AwaitedKind::Queue,
            Value::Instance(thing),
        ) => u32::try_from(vm.number_of(thing)).ok(),
        _ => None,
    };
    object.core.borrow_mut().meaning = Some(Awaited { kind, id: id.unwrap_or(object.number) });
    Ok(Value::None)
}

/// Whether a loop runs in this thread, and it is the future's.
pub fn is_on_running_loop(vm: &mut Vm, instance: &Rc<Instance>) -> bool {
    match (running_loop(vm), object(instance).core.borrow().event_loop.as_ref()) {
        (Some(running), Some(own)) => Rc::ptr_eq(&running, own),
        _ => false,
    }
}

fn class_getitem(_vm: &mut Vm, args: Args) -> Result<Value> {
    Ok(args.positional.first().cloned().unwrap_or(Value::None))
}

/// The log flag that library code clears to keep a future's end to itself.
fn log_traceback(vm: &mut Vm, args: Args) -> Result<Flow> {
    let instance = receiver(vm, &args)?;
    Ok(Flow::Value(Value::Bool(object(&instance).core.borrow().unseen)))
}

/// The methods of futures; tasks have them too.
pub(super) const METHODS: &[Entry] = &[
    Entry::plain("__new__", future_new).without_self(),
    Entry::plain("__init__", future_init),
    Entry::plain("__await__", wait_for_it),
    Entry::plain("__iter__", wait_for_it),
    Entry::plain("__repr__", future_repr),
    Entry::plain("__class_getitem__", class_getitem).of_class(),
    Entry::plain("result", result_method),
    Entry::plain("exception", exception_method),
    Entry::plain("set_result", set_result),
    Entry::plain("set_exception", set_exception),
    Entry::plain("done", done),
    Entry::plain("cancelled", cancelled),
    Entry::plain("cancel", cancel_method),
    Entry::plain("add_done_callback", add_done_callback),
    Entry::plain("remove_done_callback", remove_done_callback),
    Entry::plain("get_loop", get_loop),
    Entry::plain("_make_cancelled_error", make_cancelled_error),
    Entry::plain("_cancel_message", cancel_message).as_property(),
    Entry::flow("_log_traceback", log_traceback).as_property(),
];

/// The loop of a future, for those who queue things on it.
pub fn loop_of(vm: &mut Vm, instance: &Rc<Instance>) -> Result<Rc<Instance>> {
    let event_loop = object(instance).core.borrow().event_loop.clone();
    match event_loop {
        Some(event_loop) if event_loop_of(&event_loop).is_some() => Ok(event_loop),
        _ => Err(vm.error("RuntimeError", "Future object is not initialized.")),
    }
}
