//! `asyncio.Task`: steps a coroutine, as `task_step_impl` in CPython's `Modules/_asynciomodule.c` does.
//!
//! Not what programs call: that is in `methods`. Begin with [`create`], then follow a step: [`begin_step`], [`end_step`].

mod methods;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::event_loop::debug::{is_debugging, place};
use super::event_loop::own::step_object;
use super::event_loop::queue;
use super::future::{self, FutureObject, Status, cancel_any, future_of, object, settle};
use super::handle::HandleCall;
use super::state::{classes, names, running_loop, state};
use super::steppable::Steppable;
use crate::library::contextvars::{self, Context};
use lang::code::Code;
use trace::{Awaited, AwaitedKind, Kind, LaneId, LaneKind, Outcome, Purpose, TaskId};
use vm::Vm;
use vm::class::{Class, Instance, Payload};
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::generator::{Generator, GeneratorState};
use vm::native_frame::{Input, Resumption};
use vm::traverse::Taken;
use vm::value::Value;

pub(super) use methods::METHODS;

/// What a task has beside a future.
pub struct TaskPart {
    /// Its number.
    pub id: TaskId,
    /// Its lane in the trace.
    pub lane: LaneId,
    /// Its coroutine.
    pub coroutine: Rc<Generator>,
    /// What `get_coro()` gives, where that is an object with the methods of a coroutine.
    coroutine_object: RefCell<Option<Value>>,
    /// What the coroutine is called.
    pub coroutine_name: Rc<str>,
    /// `get_name()`
    pub name: RefCell<Rc<str>>,
    /// The context in which it runs.
    pub context: Option<Context>,
    /// Whether the next step throws `CancelledError`.
    pub must_cancel: Cell<bool>,
    /// `cancelling()`
    pub cancels: Cell<u32>,
    /// What it waits for.
    pub waiter: RefCell<Option<Rc<Instance>>>,
    /// The line of the program at which it waits, while that is known.
    waits_at: Cell<Option<u32>>,
    /// Whether its being dropped unfinished is worth a message.
    pub log_destroy_pending: Cell<bool>,
    /// What a collection has made of it.
    pub collection: Cell<Collection>,
}

/// What collections have made of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Collection {
    /// There was none in its life.
    #[default]
    None,
    /// It outlived one.
    Outlived,
    /// It was destroyed. If it lives all the same, it has nothing more to say.
    Destroyed,
}

impl TaskPart {
    /// Hands each reference to `visit`, once; but for its context.
    pub(super) fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Generator(self.coroutine.clone()));
        self.coroutine_object.borrow().iter().for_each(&mut *visit);
        self.waiter.borrow().iter().for_each(|future| visit(&Value::Instance(future.clone())));
    }

    /// Gives up its references.
    pub(super) fn take(&self, taken: &mut Taken) {
        taken.add(Value::Generator(self.coroutine.clone()));
        self.coroutine_object.take().into_iter().for_each(|object| taken.add(object));
        self.waiter.take().into_iter().for_each(|future| taken.add(Value::Instance(future)));
        self.context.iter().for_each(|context| context.take(taken));
    }

    /// `name='Task-1' coro=<main() running at program.py:3>`, for `repr` and messages.
    pub fn description(&self) -> String {
        if self.coroutine_object.borrow().is_some() {
            return format!("name='{}' coro=<{}()>", self.name.borrow(), self.coroutine_name);
        }
        let Code { file, first_line, .. } = &*self.coroutine.code.compiled;
        if let Some(state) = super::places::of_coroutine(&self.coroutine) {
            return format!("name='{}' coro=<{}() {state}>", self.name.borrow(), self.coroutine_name);
        }
        let state = if self.coroutine.is_finished() {
            format!("done, defined at {file}:{first_line}")
        } else {
            let line = self.coroutine.line().unwrap_or(*first_line);
            format!("running at {file}:{line}")
        };
        format!("name='{}' coro=<{}() {state}>", self.name.borrow(), self.coroutine_name)
    }
}

fn part(instance: &Rc<Instance>) -> &TaskPart {
    object(instance).task.as_ref().expect("only tasks are stepped")
}

/// Makes a task for a coroutine, and queues its first step.
pub fn create(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    coroutine: Value,
    name: Option<Value>,
    context: Option<Context>,
) -> Result<Rc<Instance>> {
    let class = classes(vm).task.clone();
    create_of(vm, class, event_loop, coroutine, name, context)
}

/// Makes a task of a class that is `Task` or derived from it.
fn create_of(
    vm: &mut Vm,
    class: Rc<Class>,
    event_loop: &Rc<Instance>,
    coroutine: Value,
    name: Option<Value>,
    context: Option<Context>,
) -> Result<Rc<Instance>> {
    let steppable = Steppable::of(vm, &coroutine)?;
    let name = match name.filter(|name| !name.is_none()) {
        Some(name) => vm.str(&name)?,
        None => {
            let state = state(vm);
            state.task_names += 1;
            format!("Task-{}", state.task_names)
        }
    };
    let id = state(vm).next_task();
    let thread = thread_lane(vm);
    let lane = vm.recorder.add_lane(LaneKind::Task { task: id, thread }, &name);
    let coroutine = vm.recorder.name(&steppable.name);
    let parent = current_task(vm).map(|task| part(&task).id);
    let created = vm.recorder.record(Kind::TaskCreated { task: id, coroutine, parent });
    let task = TaskPart {
        id,
        lane,
        coroutine: steppable.generator,
        coroutine_object: RefCell::new(steppable.object),
        coroutine_name: steppable.shown,
        name: RefCell::new(name.as_str().into()),
        context: context.or_else(|| contextvars::copy(vm)),
        must_cancel: Cell::new(false),
        cancels: Cell::new(0),
        waiter: RefCell::new(None),
        waits_at: Cell::new(None),
        log_destroy_pending: Cell::new(true),
        collection: Cell::default(),
    };
    let context = task.context.clone();
    let future = FutureObject::new(vm, Some(Box::new(task)));
    future.core.borrow_mut().event_loop = Some(event_loop.clone());
    if is_debugging(event_loop) {
        // `asyncio.run` makes the first one, and `create_task` the others.
        let is_first = running_loop(vm).is_none();
        let made_at = place(vm, if is_first { "runners.py:100" } else { "tasks.py:374" });
        future.core.borrow_mut().made_at = Some(made_at);
    }
    let instance = Rc::new(Instance::new(class, Payload::Awaitable(Box::new(future))));
    state(vm).tasks.add(&instance);
    let cause = vm.recorder.set_cause(Some(created));
    let queued =
        queue(vm, event_loop, HandleCall::Step(instance.clone(), None), context, Purpose::FirstStep(id));
    vm.recorder.set_cause(cause);
    queued?;
    Ok(instance)
}

/// Gives up what a task holds, when its run is over.
pub(super) fn clear(instance: &Rc<Instance>) {
    let task = part(instance);
    task.log_destroy_pending.set(false);
    let core = object(instance).core.take();
    let frame = task.coroutine.state.replace(GeneratorState::Finished);
    drop((core, frame, task.waiter.take(), task.coroutine_object.take()));
    if let Some(context) = &task.context {
        context.clear();
    }
}

/// The lane of the thread that runs now.
pub fn thread_lane(vm: &Vm) -> LaneId {
    vm.recorder.trace().thread_of(vm.recorder.lane())
}

/// The task that runs in this thread.
pub fn current_task(vm: &mut Vm) -> Option<Rc<Instance>> {
    let thread = vm.current_thread;
    state(vm).running_task.get(&thread).cloned()
}

/// Prepares a task's step: what its coroutine is resumed with.
///
/// # Errors
/// The task is done already.
pub fn begin_step(
    vm: &mut Vm,
    instance: &Rc<Instance>,
    thrown: Option<Raised>,
) -> Result<(Rc<Generator>, Resumption)> {
    let task = part(instance);
    if !object(instance).is_pending() {
        let shown = vm.repr(&Value::Instance(instance.clone()))?;
        let class = classes(vm).invalid_state_error.clone();
        return Err(vm.exception(&class, vec![Value::str(format!("__step(): already done: {shown}"))]));
    }
    let mut thrown = thrown;
    if task.must_cancel.replace(false) {
        let cancelled = classes(vm).cancelled_error.clone();
        let already = thrown.as_ref().is_some_and(|raised| raised.class().is_subclass_of(&cancelled));
        if !already {
            thrown = Some(future::cancelled_error(vm, object(instance)));
        }
    }
    drop(task.waiter.borrow_mut().take());
    let generator = task.coroutine.clone();
    let thread = vm.current_thread;
    state(vm).running_task.insert(thread, instance.clone());
    vm.recorder.enter_lane(task.lane);
    let line = task.waits_at.take().or_else(|| place_in_program(&generator));
    vm.recorder.set_line(line.unwrap_or(0));
    let resumed = vm.recorder.record(Kind::TaskResumed { task: task.id });
    vm.recorder.activate(Some(resumed));
    let resumption = match thrown {
        Some(raised) => Resumption::Throw(raised),
        None => Resumption::Send(Value::None),
    };
    Ok((generator, resumption))
}

/// What a task's wake-up throws into its coroutine: the exception of what it waited for.
pub fn wake_with(vm: &mut Vm, future: Option<Rc<Instance>>) -> Option<Raised> {
    let future = future?;
    let name = names(vm).result;
    match future.native::<FutureObject>() {
        Some(native) if !vm.overrides(&future.class(), name) => future::result(vm, native).err(),
        _ => call_method(vm, &Value::Instance(future), "result", Args::default()).err(),
    }
}

/// Deals with what a task's coroutine did. An error must leave the loop.
pub fn end_step(vm: &mut Vm, instance: &Rc<Instance>, input: Input) -> Result<()> {
    let result = match input {
        Input::Yielded(value) | Input::Value(value) | Input::AsyncYielded(value) | Input::Sent(value) => {
            suspended(vm, instance, value)
        }
        Input::Start | Input::Arrived(_) => Ok(()),
        Input::Ended(value) => returned(vm, instance, value),
        Input::Raised(raised) => failed(vm, instance, raised),
    };
    let thread = vm.current_thread;
    state(vm).running_task.remove(&thread);
    result
}

fn returned(vm: &mut Vm, instance: &Rc<Instance>, value: Value) -> Result<()> {
    let task = part(instance);
    if task.must_cancel.replace(false) {
        // It was cancelled in its last step, and did not notice.
        finish(vm, instance, Outcome::Cancelled);
        let message = object(instance).core.borrow().cancel_message.clone();
        future::cancel(vm, instance, message)?;
        return Ok(());
    }
    finish(vm, instance, Outcome::Returned);
    settle(vm, instance, Status::Returned(value))
}

fn failed(vm: &mut Vm, instance: &Rc<Instance>, raised: Raised) -> Result<()> {
    let cancelled = classes(vm).cancelled_error.clone();
    if raised.class().is_subclass_of(&cancelled) {
        finish(vm, instance, Outcome::Cancelled);
        object(instance).core.borrow_mut().cancelled_error = Some(raised);
        future::cancel(vm, instance, None)?;
        return Ok(());
    }
    let text = vm.exception_line(&raised);
    let name = vm.recorder.name(&text);
    finish(vm, instance, Outcome::Raised(name));
    settle(vm, instance, Status::Failed(raised.clone()))?;
    let ends_loop = vm.is_exception(&raised, "SystemExit") || vm.is_exception(&raised, "KeyboardInterrupt");
    if ends_loop { Err(raised) } else { Ok(()) }
}

/// What the loop does for it now, it does because the task is over.
fn finish(vm: &mut Vm, instance: &Rc<Instance>, outcome: Outcome) {
    let finished = vm.recorder.record(Kind::TaskFinished { task: part(instance).id, outcome });
    vm.recorder.set_cause(Some(finished));
}

/// The coroutine handed something on: the task waits for it, if it can.
fn suspended(vm: &mut Vm, instance: &Rc<Instance>, value: Value) -> Result<()> {
    let task = part(instance);
    let line = place_in_program(&task.coroutine);
    task.waits_at.set(line);
    vm.recorder.set_line(line.unwrap_or(0));
    let Some((awaited, future)) = future_of(&value) else {
        return not_a_future(vm, instance, &value);
    };
    if Rc::ptr_eq(awaited, instance) {
        // It stays marked as handed on, as in CPython: the next one that awaits it is told so.
        let message = format!("Task cannot await on itself: {}", shown(vm, &value));
        return fail_later(vm, instance, "RuntimeError", message);
    }
    let own_loop = object(instance).core.borrow().event_loop.clone();
    let same_loop = match (&own_loop, &future.core.borrow().event_loop) {
        (Some(own), Some(other)) => Rc::ptr_eq(own, other),
        _ => false,
    };
    if !same_loop {
        let message = format!(
            "Task {} got Future {} attached to a different loop",
            shown(vm, &Value::Instance(instance.clone())),
            shown(vm, &value)
        );
        return fail_later(vm, instance, "RuntimeError", message);
    }
    if !future.blocking.replace(false) {
        let message = format!(
            "yield was used instead of yield from in task {} with {}",
            shown(vm, &Value::Instance(instance.clone())),
            shown(vm, &value)
        );
        return fail_later(vm, instance, "RuntimeError", message);
    }
    let (on, standing) = (future.meaning(), future.standing());
    vm.recorder.record(Kind::TaskSuspended { task: task.id, on, standing });
    let context = task.context.clone();
    future::add_callback(vm, awaited, HandleCall::Wake(instance.clone(), None), context)?;
    *task.waiter.borrow_mut() = Some(awaited.clone());
    if task.must_cancel.get() {
        let message = object(instance).core.borrow().cancel_message.clone();
        if cancel_any(vm, awaited, message)? {
            task.must_cancel.set(false);
        }
    }
    Ok(())
}

fn not_a_future(vm: &mut Vm, instance: &Rc<Instance>, value: &Value) -> Result<()> {
    if value.is_none() {
        return give_way(vm, instance, None);
    }
    let blocking = vm.symbols.intern("_asyncio_future_blocking");
    if let Value::Instance(other) = value
        && let Some(blocking) = vm.find_attribute(value, blocking)?
        && !blocking.is_none()
    {
        let is_awaited = vm.truth(&blocking)?;
        return other_future(vm, instance, other, is_awaited);
    }
    let own = shown(vm, &Value::Instance(instance.clone()));
    let other = shown(vm, value);
    let message = match value {
        Value::Generator(_) => {
            format!("yield was used instead of yield from for generator in task {own} with {other}")
        }
        _ => format!("Task got bad yield: {other}"),
    };
    fail_later(vm, instance, "RuntimeError", message)
}

/// The coroutine waits for an object that has a future's methods: `task_step_handle_result_impl`, "Check if `result` is a
/// Future-compatible object".
fn other_future(vm: &mut Vm, instance: &Rc<Instance>, other: &Rc<Instance>, is_awaited: bool) -> Result<()> {
    let value = Value::Instance(other.clone());
    let own_loop = object(instance).core.borrow().event_loop.clone();
    let its_loop = call_method(vm, &value, "get_loop", Args::default())?;
    let is_same = matches!((&own_loop, &its_loop), (Some(own), Value::Instance(its)) if Rc::ptr_eq(own, its));
    let own = shown(vm, &Value::Instance(instance.clone()));
    let other_shown = shown(vm, &value);
    if !is_same {
        let message = format!("Task {own} got Future {other_shown} attached to a different loop");
        return fail_later(vm, instance, "RuntimeError", message);
    }
    if !is_awaited {
        let message = format!("yield was used instead of yield from in task {own} with {other_shown}");
        return fail_later(vm, instance, "RuntimeError", message);
    }
    let blocking = vm.symbols.intern("_asyncio_future_blocking");
    vm.set_attribute_flow(&value, blocking, Value::Bool(false))?;
    let mut args = Args::one(step_object(
        vm,
        HandleCall::Wake(instance.clone(), None),
        Purpose::NextStep(part(instance).id),
    ));
    if let Some(context) = part(instance).context.clone() {
        args.keywords.push((vm.symbols.intern("context"), context.object(vm)));
    }
    call_method(vm, &value, "add_done_callback", args)?;
    let on = Awaited { kind: AwaitedKind::Future, id: 0 };
    vm.recorder.record(Kind::TaskSuspended { task: part(instance).id, on, standing: None });
    *part(instance).waiter.borrow_mut() = Some(other.clone());
    if part(instance).must_cancel.get() {
        let message = object(instance).core.borrow().cancel_message.clone();
        if cancel_any(vm, other, message)? {
            part(instance).must_cancel.set(false);
        }
    }
    Ok(())
}

fn call_method(vm: &mut Vm, object: &Value, name: &str, args: Args) -> Result<Value> {
    let name = vm.symbols.intern(name);
    let method = vm.get_attribute(object, name)?;
    vm.call_sync(method, args)
}

/// The line of the program at which a coroutine waits: its own, or that of the innermost of those it awaits.
fn place_in_program(generator: &Rc<Generator>) -> Option<u32> {
    let line_of = |generator: &Generator| if generator.code.of_program { generator.line() } else { None };
    let mut line = line_of(generator);
    let mut awaited = generator.awaiting();
    while let Some(Value::Generator(inner)) = awaited {
        line = line_of(&inner).or(line);
        awaited = inner.awaiting();
    }
    line
}

fn shown(vm: &mut Vm, value: &Value) -> String {
    vm.repr(value).unwrap_or_else(|_| "<?>".to_owned())
}

fn fail_later(vm: &mut Vm, instance: &Rc<Instance>, class: &str, message: String) -> Result<()> {
    let raised = vm.error(class, message);
    give_way(vm, instance, Some(raised))
}

/// Suspends a task for one turn.
fn give_way(vm: &mut Vm, instance: &Rc<Instance>, thrown: Option<Raised>) -> Result<()> {
    let task = part(instance);
    let on = Awaited { kind: AwaitedKind::NextTurn, id: task.id.0 };
    let suspended = vm.recorder.record(Kind::TaskSuspended { task: task.id, on, standing: None });
    let event_loop = future::loop_of(vm, instance)?;
    let context = task.context.clone();
    let call = HandleCall::Step(instance.clone(), thrown);
    let cause = vm.recorder.set_cause(Some(suspended));
    let queued = queue(vm, &event_loop, call, context, Purpose::NextStep(task.id));
    vm.recorder.set_cause(cause);
    queued
}

/// `Task.cancel(msg)`
pub fn cancel(vm: &mut Vm, instance: &Rc<Instance>, message: Option<Value>) -> Result<bool> {
    let cause = vm.recorder.cause();
    let cancelled = cancel_chain(vm, instance, message);
    vm.recorder.set_cause(cause);
    cancelled
}

/// Tasks that await tasks are gone through in a loop: such chains are long. The last one is cancelled in what it waits for, or
/// where it goes on.
fn cancel_chain(vm: &mut Vm, instance: &Rc<Instance>, message: Option<Value>) -> Result<bool> {
    let mut last: Option<Rc<Instance>> = None;
    let mut next = Some(instance.clone());
    let mut depth = 0;
    while let Some(waiter) = next.take() {
        if future::has_own_cancel(vm, &waiter) || object(&waiter).task.is_none() {
            if cancel_any(vm, &waiter, message.clone())? {
                return Ok(true);
            }
            break;
        }
        object(&waiter).core.borrow_mut().unseen = false;
        if !object(&waiter).is_pending() {
            break;
        }
        depth += 1;
        if depth > vm.fuel.recursion {
            return Err(vm.recursion_error(" while calling a Python object"));
        }
        let task = part(&waiter);
        let requested = vm.recorder.record(Kind::TaskCancelRequested { task: task.id });
        vm.recorder.set_cause(Some(requested));
        task.cancels.set(task.cancels.get() + 1);
        next = task.waiter.borrow().clone();
        last = Some(waiter);
    }
    let Some(last) = last else { return Ok(false) };
    part(&last).must_cancel.set(true);
    object(&last).core.borrow_mut().cancel_message = message;
    Ok(true)
}

/// Sets `_log_destroy_pending`: library code keeps a task's end to itself.
pub(super) fn set_log_destroy_pending(instance: &Rc<Instance>, value: bool) {
    if let Some(part) = &object(instance).task {
        part.log_destroy_pending.set(value);
    }
}
