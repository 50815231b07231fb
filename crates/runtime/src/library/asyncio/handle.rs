//! Handles: callbacks that wait for their turn, and timers that wait for their time.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::rc::Rc;

use super::state::{classes, state};
use crate::library::contextvars::{self, Context};
use trace::{EventId, HandleId, Kind, Name, Purpose, TaskId};
use vm::Vm;
use vm::class::{Instance, Native, Payload};
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::table::Entry;
use vm::traverse::Taken;
use vm::value::Value;

/// What a handle calls.
#[derive(Debug, Clone)]
pub enum HandleCall {
    /// A function with arguments.
    Function(Value, Vec<Value>, Asker),
    /// A task's step: its coroutine is sent None, or thrown this.
    Step(Rc<Instance>, Option<Raised>),
    /// A task's wake-up, because this future is done.
    Wake(Rc<Instance>, Option<Rc<Instance>>),
    /// What has arrived for a request is handed to its exchange.
    Arrived(Rc<Instance>, Vec<Value>),
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
            HandleCall::Arrived(exchange, values) => {
                instance(exchange);
                values.iter().for_each(visit);
            }
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
            HandleCall::Arrived(exchange, values) => {
                taken.add(Value::Instance(exchange));
                values.into_iter().for_each(|value| taken.add(value));
            }
            HandleCall::ReadSignals => {}
        }
    }
}

/// Who asked for a function to be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// The program.
    Program,
    /// The library, for its own ends.
    Library,
}

impl Asker {
    /// Who calls the native function that runs.
    pub fn of_call(vm: &Vm) -> Asker {
        if vm.called_by_program { Asker::Program } else { Asker::Library }
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
    let id = state(vm).next_handle();
    let classes = classes(vm);
    let class = if when.is_some() { classes.timer_handle.clone() } else { classes.handle.clone() };
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
        event_loop: event_loop.clone(),
    };
    Rc::new(Instance::new(class, Payload::Native(Box::new(object))))
}

/// The handle that an instance is.
pub fn handle(instance: &Rc<Instance>) -> &HandleObject {
    instance.native::<HandleObject>().expect("loops queue only handles")
}

/// What the trace calls a handle.
pub fn label_of(vm: &mut Vm, handle: &HandleObject) -> Name {
    // Most handles are steps, which need no copy of what is called to be looked at.
    if let Some(HandleCall::Step(task, _) | HandleCall::Wake(task, _)) = &*handle.call.borrow() {
        return label_of_step(vm, task);
    }
    let call = handle.call.borrow().clone();
    match call {
        Some(call) => label(vm, &call),
        None => vm.recorder.name("cancelled"),
    }
}

fn label_of_step(vm: &mut Vm, task: &Rc<Instance>) -> Name {
    match &super::future::object(task).task {
        Some(part) => vm.recorder.name(&part.coroutine_name),
        None => vm.recorder.name("task"),
    }
}

/// What the trace calls a callback.
pub fn label(vm: &mut Vm, call: &HandleCall) -> Name {
    match call {
        HandleCall::Function(function, ..) => {
            let text = plain_name(vm, function);
            vm.recorder.name(&text)
        }
        HandleCall::Step(task, _) | HandleCall::Wake(task, _) => label_of_step(vm, task),
        HandleCall::Arrived(..) => vm.recorder.name("socket is readable"),
        HandleCall::ReadSignals => vm.recorder.name("a signal has arrived"),
    }
}

/// What a handle is for that calls this. A step is taken for one of a task that gave way: whoever makes a task knows better.
pub fn purpose_of(vm: &mut Vm, call: &HandleCall) -> Purpose {
    let part = |task: &Rc<Instance>| super::future::object(task).task.as_ref().map(|part| part.id);
    match call {
        HandleCall::Function(function, _, asker) => purpose_of_function(vm, function, *asker),
        HandleCall::Step(task, _) => part(task).map_or(Purpose::Library(None), Purpose::NextStep),
        HandleCall::Wake(task, future) => match (part(task), future) {
            (Some(task), Some(future)) => {
                Purpose::WakeUp { task, from: super::future::object(future).meaning() }
            }
            (task, _) => task.map_or(Purpose::Library(None), Purpose::NextStep),
        },
        HandleCall::Arrived(exchange, _) => match crate::library::http::request_of(exchange) {
            Some(request) => {
                Purpose::Arrival { request, task: crate::library::http::task_of(exchange).into() }
            }
            None => Purpose::Library(None),
        },
        HandleCall::ReadSignals => Purpose::Signal,
    }
}

/// What a handle is for that is called by itself: at its time, or soon. A function of the library says with an attribute `_purpose`
/// if it ends a sleep, or what a task does. As a callback of a future the same function is only that.
pub fn purpose_of_timer(vm: &mut Vm, call: &HandleCall) -> Purpose {
    let HandleCall::Function(function, ..) = call else { return purpose_of(vm, call) };
    let (plain, receiver) = match function {
        Value::Method(method) => (&method.function, Some(&method.receiver)),
        function => (function, None),
    };
    if let Value::Function(plain) = plain
        && !plain.code.of_program
    {
        let name = vm.symbols.intern("_purpose");
        match plain.attributes.get(name).as_ref().and_then(Value::as_str) {
            Some("sleep") => {
                if let Some(task) = running_task(vm) {
                    return Purpose::Sleep(task);
                }
            }
            Some("timeout") => return Purpose::Timeout(timed_task(vm, receiver)),
            _ => {}
        }
    }
    purpose_of(vm, call)
}

fn purpose_of_function(vm: &mut Vm, function: &Value, asker: Asker) -> Purpose {
    let plain = match function {
        Value::Method(method) => &method.function,
        function => function,
    };
    match (plain, asker) {
        (Value::Function(function), _) if function.code.of_program => Purpose::Program(None),
        (_, Asker::Program) => Purpose::Program(running_task(vm)),
        (_, Asker::Library) => Purpose::Library(running_task(vm)),
    }
}

/// The task that runs in this thread, by its number.
fn running_task(vm: &mut Vm) -> Option<TaskId> {
    let thread = vm.current_thread;
    let task = state(vm).running_task.get(&thread)?.clone();
    super::future::object(&task).task.as_ref().map(|part| part.id)
}

/// The task whose time a timeout limits: the one that its object names, or else the one that sets it.
fn timed_task(vm: &mut Vm, receiver: Option<&Value>) -> Option<TaskId> {
    let name = vm.symbols.intern("_task");
    let named = receiver.and_then(|receiver| vm.find_attribute(receiver, name).ok().flatten());
    let named =
        named.as_ref().and_then(super::future::future_of).and_then(|(_, future)| future.task.as_ref());
    named.map(|part| part.id).or_else(|| running_task(vm))
}

/// `f` for functions, partial functions and methods of that name.
fn plain_name(vm: &mut Vm, function: &Value) -> String {
    let inner = match function {
        Value::Instance(_) => {
            let name = vm.symbols.intern("func");
            vm.find_attribute(function, name).ok().flatten()
        }
        _ => None,
    };
    let name = vm.callable_name(inner.as_ref().unwrap_or(function));
    name.rsplit('.').next().unwrap_or(&name).to_owned()
}

/// The order of timers: by time alone, as `TimerHandle.__lt__`. But a real clock never shows the same time twice, so that of two
/// equal delays the one that was set first is over first; here the library takes no time, and both may end at once.
fn earlier(a: &Rc<Instance>, b: &Rc<Instance>) -> bool {
    let (a, b) = (handle(a), handle(b));
    match a.when.partial_cmp(&b.when) {
        Some(Ordering::Equal) => a.after_delay.get() && b.after_delay.get() && a.id < b.id,
        order => order == Some(Ordering::Less),
    }
}

/// A heap of timers that orders equal times exactly as `Lib/heapq.py` does, since the order in which they fire is visible.
#[derive(Debug, Default)]
pub struct TimerHeap(Vec<Rc<Instance>>);

impl TimerHeap {
    /// The earliest.
    pub fn first(&self) -> Option<&Rc<Instance>> {
        self.0.first()
    }

    /// All, in no order.
    pub fn all(&self) -> impl Iterator<Item = &Rc<Instance>> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds one: `heappush`.
    pub fn push(&mut self, timer: Rc<Instance>) {
        self.0.push(timer);
        self.move_up(0, self.0.len() - 1);
    }

    /// Takes the earliest: `heappop`.
    pub fn pop(&mut self) -> Option<Rc<Instance>> {
        let last = self.0.pop()?;
        if self.0.is_empty() {
            return Some(last);
        }
        let first = std::mem::replace(&mut self.0[0], last);
        self.move_down(0);
        Some(first)
    }

    /// Drops those that were cancelled, and orders the rest anew: `heapify`.
    pub fn drop_cancelled(&mut self) {
        for timer in &self.0 {
            if handle(timer).cancelled.get() {
                handle(timer).scheduled.set(false);
            }
        }
        self.0.retain(|timer| !handle(timer).cancelled.get());
        for at in (0..self.0.len() / 2).rev() {
            self.move_down(at);
        }
    }

    /// Moves an item towards the root until its parent is not later.
    fn move_up(&mut self, root: usize, mut at: usize) {
        while at > root {
            let parent = (at - 1) / 2;
            if !earlier(&self.0[at], &self.0[parent]) {
                break;
            }
            self.0.swap(at, parent);
            at = parent;
        }
    }

    /// Moves an item to a leaf along the earlier children, then up again to its place.
    fn move_down(&mut self, root: usize) {
        let mut at = root;
        loop {
            let left = 2 * at + 1;
            if left >= self.0.len() {
                break;
            }
            let right = left + 1;
            let child =
                if right < self.0.len() && !earlier(&self.0[left], &self.0[right]) { right } else { left };
            self.0.swap(at, child);
            at = child;
        }
        self.move_up(root, at);
    }
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
    let dropped = object.call.borrow_mut().take();
    vm.recorder.record(Kind::HandleCancelled { handle: object.id });
    if object.scheduled.get()
        && let Some(event_loop) = super::event_loop::event_loop_of(&object.event_loop)
    {
        event_loop.borrow_mut().timers_cancelled += 1;
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
    let name = instance.class().name.borrow().to_string();
    let object = handle(&instance);
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
    Ok(Value::str(format!("<{name}{cancelled}{when}{call}>")))
}

/// The methods of handles.
pub(super) const HANDLE: &[Entry] = &[
    Entry::plain("cancel", cancel_method),
    Entry::plain("cancelled", cancelled),
    Entry::plain("__repr__", show),
];

/// What timer handles have beside.
pub(super) const TIMER_HANDLE: &[Entry] = &[Entry::plain("when", when)];
