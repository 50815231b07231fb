//! `asyncio.Future`, as `Modules/_asynciomodule.c` and `Lib/asyncio/futures.py` have it.
//!
//! Not what programs call: that is in `methods`. Begin with [`FutureObject`]; [`settle`] ends one, and queues who waits for it.

pub(super) mod iterator;
mod meaning;
mod methods;
pub(super) mod private;

use smallvec::smallvec;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::event_loop::debug::{self, is_debugging};
use super::event_loop::{call_soon, queue};
use super::handle::HandleCall;
use super::state::{classes, names, running_loop, state};
use super::task::{Collection, TaskPart};
use crate::library::contextvars::Context;
use trace::{Awaited, AwaitedKind, Kind, Purpose, Standing, WarningKind};
use vm::Vm;
use vm::class::{Awaitable, Instance, Native, Payload};
use vm::exception::{Raised, Result, TracebackEntry};
use vm::finalizer::{FinalizationQueue, Finalizer, FinalizerMessage};
use vm::function::Args;
use vm::native_frame::Input;
use vm::traverse::Taken;
use vm::value::Value;

pub(super) use meaning::{holding, mark};
pub(super) use methods::{METHODS, receiver};

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
    finalization: Rc<FinalizationQueue>,
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
    /// The traceback that its exception had then: who asks first gets it, whoever asks later begins anew.
    pub traceback: Vec<TracebackEntry>,
    /// Whether its exception has yet to be looked at.
    pub unseen: bool,
    /// Where it was made, in debug mode.
    pub made_at: Option<Rc<str>>,
    /// What waiting for it means.
    pub meaning: Option<Awaited>,
    /// How that stood when it was made, if it is an object with a queue of those who wait.
    pub standing: Option<Standing>,
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
        let finalization = vm.finalization.clone();
        FutureObject { number, core: RefCell::default(), task, blocking: Cell::new(false), finalization }
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

    /// How what it stands for stood when it was made.
    pub fn standing(&self) -> Option<Standing> {
        self.core.borrow().standing
    }
}

impl Native for FutureObject {
    /// All but loops and contexts.
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        let core = self.core.borrow();
        match &core.status {
            Status::Returned(value) => visit(value),
            Status::Failed(raised) => visit(&raised.value()),
            Status::Pending | Status::Cancelled => {}
        }
        core.cancelled_error.iter().for_each(|raised| visit(&raised.value()));
        core.callbacks.iter().for_each(|(call, _)| call.traverse(visit));
        core.cancel_message.iter().for_each(&mut *visit);
        self.task.iter().for_each(|task| task.traverse(visit));
    }

    fn take(&mut self, taken: &mut Taken) {
        self.finalize();
        let core = self.core.get_mut();
        let status = std::mem::take(&mut core.status);
        let take_result = |taken: &mut Taken| match status {
            Status::Returned(value) => taken.add(value),
            Status::Failed(raised) => taken.add(Value::Instance(raised.0)),
            Status::Pending | Status::Cancelled => {}
        };
        let is_plain = core.callbacks.is_empty() && core.cancel_message.is_none();
        if is_plain && core.cancelled_error.is_none() && self.task.is_none() {
            // So are most futures by then.
            return take_result(taken);
        }
        let core = self.core.take();
        taken.add_in_order(|taken| {
            take_result(taken);
            core.callbacks.into_iter().for_each(|(call, _)| call.take(taken));
            core.cancel_message.into_iter().for_each(|message| taken.add(message));
            core.cancelled_error.into_iter().for_each(|raised| taken.add(Value::Instance(raised.0)));
            self.task.iter().for_each(|task| task.take(taken));
        });
    }
}

impl FutureObject {
    /// Queues what is to be said of one that is dropped. The second time there is nothing.
    fn finalize(&mut self) {
        let core = self.core.get_mut();
        if self.task.as_ref().is_some_and(|task| task.collection.get() == Collection::Destroyed) {
            return;
        }
        match (&core.status, &self.task) {
            (Status::Failed(raised), task) if core.unseen => {
                let (what, description) = match task {
                    Some(task) => {
                        ("Task", format!("<Task finished {} exception={{exception}}>", task.description()))
                    }
                    None => ("Future", "<Future finished exception={exception}>".to_owned()),
                };
                let message = FinalizerMessage {
                    kind: WarningKind::NeverRetrieved,
                    text: format!("{what} exception was never retrieved\nfuture: {description}"),
                    exception: Some(raised.clone()),
                };
                self.finalization.push(Finalizer::Message(Box::new(message)));
            }
            (Status::Pending, Some(task)) if task.log_destroy_pending.get() => {
                let message = FinalizerMessage {
                    kind: WarningKind::PendingDestroyed,
                    text: format!(
                        "Task was destroyed but it is pending!\ntask: <Task pending {}>",
                        task.description()
                    ),
                    exception: None,
                };
                self.finalization.push(Finalizer::Message(Box::new(message)));
            }
            _ => {}
        }
        core.unseen = false;
        self.task.iter().for_each(|task| task.log_destroy_pending.set(false));
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
    if is_debugging(event_loop) {
        object.core.borrow_mut().made_at = Some(debug::place_in_library("base_events.py:427"));
    }
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
            let mut core = future.core.borrow_mut();
            core.unseen = false;
            *raised.state().traceback.borrow_mut() = std::mem::take(&mut core.traceback);
            Err(raised)
        }
    }
}

/// Ends a pending future, and queues its callbacks.
pub fn settle(vm: &mut Vm, instance: &Rc<Instance>, status: Status) -> Result<()> {
    let future = object(instance);
    let (callbacks, event_loop) = {
        let mut core = future.core.borrow_mut();
        core.unseen = false;
        if let Status::Failed(raised) = &status {
            core.unseen = true;
            core.traceback = raised.state().traceback.borrow().clone();
        }
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
        HandleCall::Function(function, _, asker) => {
            HandleCall::Function(function, smallvec![Value::Instance(future.clone())], asker)
        }
        HandleCall::Wake(task, _) => return wake(vm, event_loop, future, task, context),
        other => other,
    };
    call_soon(vm, event_loop, call, context)?;
    Ok(())
}

/// The task goes on, since the future is done that it waited for.
fn wake(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    future: &Rc<Instance>,
    task: Rc<Instance>,
    context: Option<Context>,
) -> Result<()> {
    let Some(id) = object(&task).task.as_ref().map(|part| part.id) else { return Ok(()) };
    let from = object(future).meaning();
    let woken = vm.recorder.record(Kind::TaskWoken { task: id, from });
    let call = HandleCall::Wake(task, Some(future.clone()));
    let cause = vm.recorder.set_cause(Some(woken));
    let queued = queue(vm, event_loop, call, context, Purpose::WakeUp { task: id, from });
    vm.recorder.set_cause(cause);
    queued
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

/// Whether the class of a future has a `cancel` that is not asyncio's own.
pub fn has_own_cancel(vm: &mut Vm, instance: &Rc<Instance>) -> bool {
    let name = names(vm).cancel;
    vm.overrides(&instance.class(), name)
}

/// Cancels anything that a task can wait for, as its class says.
pub fn cancel_any(vm: &mut Vm, instance: &Rc<Instance>, message: Option<Value>) -> Result<bool> {
    if has_own_cancel(vm, instance) {
        let name = names(vm).cancel;
        let method = vm.get_attribute(&Value::Instance(instance.clone()), name)?;
        let mut args = Args::default();
        if let Some(message) = message {
            args.keywords.push((vm.symbols.intern("msg"), message));
        }
        let answer = vm.call_sync(method, args)?;
        return vm.truth(&answer);
    }
    match instance.native::<FutureObject>() {
        Some(future) if future.task.is_some() => super::task::cancel(vm, instance, message),
        Some(_) => cancel(vm, instance, message),
        None => Ok(false),
    }
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

/// The loop of a future, for those who queue things on it.
pub fn loop_of(vm: &mut Vm, instance: &Rc<Instance>) -> Result<Rc<Instance>> {
    let event_loop = object(instance).core.borrow().event_loop.clone();
    match event_loop {
        Some(event_loop) => Ok(event_loop),
        _ => Err(vm.error("RuntimeError", "Future object is not initialized.")),
    }
}

/// Whether a loop runs in this thread, and it is the future's.
pub fn is_on_running_loop(vm: &mut Vm, instance: &Rc<Instance>) -> bool {
    match (running_loop(vm), object(instance).core.borrow().event_loop.as_ref()) {
        (Some(running), Some(own)) => Rc::ptr_eq(&running, own),
        _ => false,
    }
}
