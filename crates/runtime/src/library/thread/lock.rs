//! Locks: the one thing that threads wait for.
//!
//! A lock that is released is free for whoever takes it first: one who waits is woken, and tries when it runs. So a thread that
//! releases a lock and takes it again at once gets it, as in CPython, where locks are semaphores. One that does other things in
//! between comes too late: who was woken needs no turn to take the lock, only a moment. Begin with [`Lock::take`].

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use super::ident;
use crate::library::objects;
use crate::world::Mailbox;
use trace::{Blocker, LaneId, ObjectId, ObjectKind, Span, Standing, Time};
use vm::Vm;
use vm::class::{Class, Instance, Layout, Native, Payload};
use vm::exception::Result;
use vm::function::Args;
use vm::module::Module;
use vm::native_frame::{Flow, Input, NativeFrame, Next, Wait, WaitTicket};
use vm::table::{Entry, install_functions, install_methods};
use vm::types::built_in_class;
use vm::value::Value;

/// The longest that a lock is waited for: `threading.TIMEOUT_MAX`.
const LONGEST_WAIT_SECONDS: f64 = 9_223_372_036.0;

/// After so many steps, who was woken has the lock. On a real machine that takes some fifty microseconds.
const STEPS_TO_WAKE: u64 = 60;

/// A lock of either kind.
#[derive(Default)]
struct Lock {
    /// Whether its owner may take it again.
    reentrant: bool,
    /// Who holds it. Only of those that are reentrant it matters who.
    owner: Cell<u32>,
    /// How often it is held.
    count: Cell<usize>,
    /// Who waits, the next one first.
    waiters: RefCell<VecDeque<WaitTicket>>,
    /// Who was woken to take it, and how many steps the run had left then.
    promised: Cell<Option<(WaitTicket, u64)>>,
    /// What waiting for it means.
    meaning: Cell<Meaning>,
    /// Its number in the trace, once somebody has waited for it.
    object: Cell<Option<ObjectId>>,
    /// The lane of whoever holds it.
    holder: Cell<LaneId>,
}

/// What it means for a thread to wait for a lock.
#[derive(Debug, Clone, Copy, Default)]
enum Meaning {
    /// That it waits for the lock.
    #[default]
    Itself,
    /// That it waits for a thread, which holds the lock as long as it runs.
    Thread,
    /// That it waits for another object, among whose waiters the lock is.
    WaiterOf(ObjectId, Standing),
}

impl Native for Lock {}

impl Lock {
    /// Takes it so many times, if that is possible now; with a ticket if it was waited for.
    fn take(&self, vm: &Vm, times: usize, ticket: Option<WaitTicket>) -> bool {
        let (thread, count) = (vm.current_thread, self.count.get());
        let possible = if count > 0 {
            self.reentrant && self.owner.get() == thread
        } else {
            !self.is_promised_to_another(vm, ticket)
        };
        if possible {
            self.owner.set(thread);
            self.holder.set(vm.recorder.lane());
            self.count.set(count + times);
            self.promised.set(None);
        }
        possible
    }

    fn is_promised_to_another(&self, vm: &Vm, ticket: Option<WaitTicket>) -> bool {
        self.promised.get().is_some_and(|(promised, left)| {
            Some(promised) != ticket && left.saturating_sub(vm.fuel.steps) >= STEPS_TO_WAKE
        })
    }

    fn is_owned_by(&self, thread: u32) -> bool {
        self.count.get() > 0 && self.owner.get() == thread
    }

    /// Nobody holds it now: the next who waits may try.
    fn set_free(&self, vm: &mut Vm) {
        self.count.set(0);
        let next = self.waiters.borrow_mut().pop_front();
        self.promised.set(next.map(|ticket| (ticket, vm.fuel.steps)));
        let because = vm.recorder.cause();
        let mailbox = vm.extensions.get::<Mailbox>();
        mailbox.woken.extend(next.map(|ticket| (ticket, because)));
        if mailbox.has_started_processes() {
            // Who waits may have a processor of its own, and goes on now.
            vm.fuel.end_slice();
        }
    }
}

/// Waits until it can take a lock.
struct Acquire {
    lock: Rc<Instance>,
    times: usize,
    deadline: Option<Time>,
    ticket: Option<WaitTicket>,
}

impl Acquire {
    /// A signal's handler raised something while it waited. If it was woken already, the next one is in its place.
    fn give_up(&self, vm: &mut Vm, lock: &Lock) {
        lock.waiters.borrow_mut().retain(|other| Some(*other) != self.ticket);
        let was_woken = lock.promised.get().is_some_and(|(promised, _)| Some(promised) == self.ticket);
        if was_woken && lock.count.get() == 0 {
            lock.set_free(vm);
        }
    }
}

impl NativeFrame for Acquire {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        let Some(lock) = self.lock.native::<Lock>() else { return Ok(Next::Return(Value::None)) };
        let too_late = match input {
            Input::Raised(raised) => {
                self.give_up(vm, lock);
                return Err(raised);
            }
            Input::Value(Value::Bool(woken)) => !woken,
            _ => false,
        };
        let ticket = self.ticket.take();
        lock.waiters.borrow_mut().retain(|other| Some(*other) != ticket);
        let taken = lock.take(vm, self.times, ticket);
        if taken || too_late {
            return Ok(Next::Return(Value::Bool(taken)));
        }
        let (on, standing) = meaning_of_wait(vm, lock);
        let ticket = vm.extensions.get::<Mailbox>().next_ticket();
        lock.waiters.borrow_mut().push_back(ticket);
        self.ticket = Some(ticket);
        Ok(Next::Wait(Wait::Thread(ticket, on, standing, self.deadline)))
    }
}

/// What it means to begin to wait for a lock now, and how things stand with what is waited for.
fn meaning_of_wait(vm: &mut Vm, lock: &Lock) -> (Blocker, Option<Standing>) {
    match lock.meaning.get() {
        Meaning::Thread => (Blocker::Thread, None),
        Meaning::WaiterOf(object, standing) => (Blocker::Lock(Some(object)), Some(standing)),
        Meaning::Itself => {
            let class = if lock.reentrant { "RLock" } else { "Lock" };
            let object = lock.object.get().unwrap_or_else(|| vm.recorder.add_object(ObjectKind::Lock, class));
            lock.object.set(Some(object));
            let holder = (lock.count.get() > 0).then(|| lock.holder.get());
            let standing = Standing::new(holder, 0, lock.waiters.borrow().len());
            (Blocker::Lock(Some(object)), Some(standing))
        }
    }
}

fn receiver(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    match args.positional.first() {
        Some(Value::Instance(instance)) if instance.native::<Lock>().is_some() => Ok(instance.clone()),
        _ => Err(vm.type_error("descriptor requires a '_thread.lock' object")),
    }
}

fn lock_of(instance: &Rc<Instance>) -> &Lock {
    instance.native::<Lock>().expect("the receiver was found to be a lock")
}

/// How long `acquire` may wait: None for ever, zero not at all.
fn timeout_of(vm: &mut Vm, blocking: Value, timeout: Value) -> Result<Option<Span>> {
    let blocking = if blocking.is_missing() { true } else { vm.truth(&blocking)? };
    let timeout = if timeout.is_missing() { -1.0 } else { vm.real(&timeout)? };
    if timeout == -1.0 {
        return Ok(if blocking { None } else { Some(Span::ZERO) });
    }
    if !blocking {
        return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
    }
    if timeout.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if timeout < 0.0 {
        return Err(vm.value_error("timeout value must be positive"));
    }
    if timeout > LONGEST_WAIT_SECONDS {
        return Err(vm.error("OverflowError", "timestamp out of range for platform time_t"));
    }
    Ok(Some(Span::of_wait(timeout)))
}

fn wait_for(vm: &mut Vm, lock: Rc<Instance>, times: usize, timeout: Option<Span>) -> Flow {
    if lock_of(&lock).take(vm, times, None) {
        return Flow::Value(Value::Bool(true));
    }
    if timeout == Some(Span::ZERO) {
        return Flow::Value(Value::Bool(false));
    }
    let deadline = timeout.map(|span| vm.recorder.now() + span);
    Flow::Start(Box::new(Acquire { lock, times, deadline, ticket: None }))
}

fn acquire(vm: &mut Vm, args: Args) -> Result<Flow> {
    let lock = receiver(vm, &args)?;
    let [_, blocking, timeout] = args.named(vm, "acquire", ["self", "blocking", "timeout"], 1)?;
    let timeout = timeout_of(vm, blocking, timeout)?;
    Ok(wait_for(vm, lock, 1, timeout))
}

fn enter(vm: &mut Vm, args: Args) -> Result<Flow> {
    let lock = receiver(vm, &args)?;
    Ok(wait_for(vm, lock, 1, None))
}

/// `release()` and `__exit__(…)`
fn release(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let lock = lock_of(&instance);
    if lock.reentrant && !lock.is_owned_by(vm.current_thread) {
        return Err(vm.error("RuntimeError", "cannot release un-acquired lock"));
    }
    match lock.count.get() {
        0 => return Err(vm.error("RuntimeError", "release unlocked lock")),
        1 => lock.set_free(vm),
        count => lock.count.set(count - 1),
    }
    Ok(Value::None)
}

fn locked(vm: &mut Vm, args: Args) -> Result<Value> {
    let lock = receiver(vm, &args)?;
    Ok(Value::Bool(lock_of(&lock).count.get() > 0))
}

fn is_owned(vm: &mut Vm, args: Args) -> Result<Value> {
    let lock = receiver(vm, &args)?;
    Ok(Value::Bool(lock_of(&lock).is_owned_by(vm.current_thread)))
}

/// Gives the lock up, however often it is held, and says how often that was.
fn release_save(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let lock = lock_of(&instance);
    if !lock.is_owned_by(vm.current_thread) {
        return Err(vm.error("RuntimeError", "cannot release un-acquired lock"));
    }
    let count = lock.count.get();
    lock.set_free(vm);
    Ok(Value::from_usize(count))
}

fn acquire_restore(vm: &mut Vm, args: Args) -> Result<Flow> {
    let lock = receiver(vm, &args)?;
    let [_, count] = args.exactly(vm, "_acquire_restore")?;
    let times = match count {
        Value::Int(count) => usize::try_from(count).unwrap_or(1),
        _ => 1,
    };
    Ok(wait_for(vm, lock, times, None))
}

fn repr(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let lock = lock_of(&instance);
    let state = if lock.count.get() > 0 { "locked" } else { "unlocked" };
    let identity = vm.identity(&Value::Instance(instance.clone()));
    Ok(Value::str(if lock.reentrant {
        let owner = if lock.count.get() > 0 { ident(lock.owner.get()) } else { 0 };
        format!("<{state} _thread.RLock object owner={owner} count={} at {identity:#x}>", lock.count.get())
    } else {
        format!("<{state} _thread.lock object at {identity:#x}>")
    }))
}

/// The classes of locks. One of a process's extensions.
#[derive(Default)]
struct Classes {
    lock: Option<Rc<Class>>,
    reentrant_lock: Option<Rc<Class>>,
}

fn new_lock(vm: &mut Vm, reentrant: bool) -> Value {
    let classes = vm.extensions.get::<Classes>();
    let class = if reentrant { &classes.reentrant_lock } else { &classes.lock };
    let class = class.clone().unwrap_or_else(|| vm.types.object.clone());
    let lock = Lock { reentrant, ..Lock::default() };
    Value::Instance(Rc::new(Instance::new(class, Payload::Native(Box::new(lock)))))
}

fn allocate_lock(vm: &mut Vm, args: Args) -> Result<Value> {
    let [] = args.exactly(vm, "allocate_lock")?;
    Ok(new_lock(vm, false))
}

fn reentrant_lock(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(new_lock(vm, true))
}

/// Says of a lock that it is held as long as a thread runs: the trace tells what waiting for it means.
fn mark(vm: &mut Vm, args: Args) -> Result<Value> {
    let lock = receiver(vm, &args)?;
    lock_of(&lock).meaning.set(Meaning::Thread);
    Ok(Value::None)
}

/// `allocate_waiter(condition, waiters)`: a lock on which a thread waits for a condition, or for what that is part of. The condition
/// says which: `_object` is a list of its kind and its name, to which its number in the trace is added, `_left` how much is left.
fn allocate_waiter(vm: &mut Vm, args: Args) -> Result<Value> {
    let [condition, waiters] = args.exactly(vm, "allocate_waiter")?;
    let waiter = new_lock(vm, false);
    let [object, left] = ["_object", "_left"].map(|name| {
        let name = vm.symbols.intern(name);
        vm.find_attribute(&condition, name).ok().flatten().unwrap_or(Value::None)
    });
    if let (Some(object), Value::Instance(waiter)) = (number_of_object(vm, &object), &waiter) {
        let standing = objects::standing_of(vm, &waiters, &left, &Value::None);
        lock_of(waiter).meaning.set(Meaning::WaiterOf(object, standing));
    }
    Ok(waiter)
}

/// The number in the trace of what a list describes: its kind, its name, and the number if it has one.
fn number_of_object(vm: &mut Vm, object: &Value) -> Option<ObjectId> {
    let Value::List(list) = object else { return None };
    let parts = list.0.borrow().clone();
    match &parts[..] {
        [_, _, Value::Int(number)] => u32::try_from(*number).ok().map(ObjectId),
        [kind, name] => {
            let kind = objects::kind_of(kind.as_str()?)?;
            let id = vm.recorder.add_object(kind, name.as_str()?);
            list.0.borrow_mut().push(Value::Int(i64::from(id.0)));
            Some(id)
        }
        _ => None,
    }
}

const METHODS: &[Entry] = &[
    Entry::flow("acquire", acquire),
    Entry::flow("__enter__", enter),
    Entry::plain("release", release),
    Entry::plain("__exit__", release),
    Entry::plain("__repr__", repr),
];

const REENTRANT: &[Entry] = &[
    Entry::plain("_is_owned", is_owned),
    Entry::plain("_release_save", release_save),
    Entry::flow("_acquire_restore", acquire_restore),
];

fn class(vm: &mut Vm, name: &str, own: &[Entry]) -> Rc<Class> {
    let class = built_in_class(name, vec![vm.types.object.clone()], Layout::Native, false);
    *class.module.borrow_mut() = "_thread".into();
    install_methods(vm, &class, METHODS);
    install_methods(vm, &class, own);
    class
}

/// Fills the module with what is about locks.
pub(super) fn fill(vm: &mut Vm, module: &Rc<Module>) {
    let lock = class(vm, "lock", &[Entry::plain("locked", locked)]);
    let reentrant = class(vm, "RLock", REENTRANT);
    let name = vm.symbols.intern("LockType");
    module.namespace.set(name, Value::Class(lock.clone()));
    *vm.extensions.get::<Classes>() = Classes { lock: Some(lock), reentrant_lock: Some(reentrant) };
    install_functions(
        vm,
        module,
        &[
            Entry::plain("allocate_lock", allocate_lock),
            Entry::plain("RLock", reentrant_lock),
            Entry::plain("mark", mark),
            Entry::plain("allocate_waiter", allocate_waiter),
        ],
    );
}
