//! What `asyncio.Lock` and `asyncio.Semaphore` do without waiting: being taken while nobody else wants them, and being given back.
//! Waiting is in `locks.py`.
//!
//! They are plain objects, so that programs can inherit from them. A class that has an `acquire` or a `release` of its own is asked
//! in the way that is written in Python.

use std::rc::Rc;

use super::state::{names, state};
use super::waiters::{deque_in, is_waited_for, wake_first, wake_some};
use crate::library::objects;
use vm::Vm;
use vm::class::{Awaitable, Instance, Native, Payload};
use vm::exception::Result;
use vm::function::Args;
use vm::native_frame::{Flow, Input};
use vm::symbol::Symbol;
use vm::table::Entry;
use vm::value::Value;

/// What `await` is done with at once.
struct Ready;

impl Native for Ready {}

impl Awaitable for Ready {
    fn step(&self, _vm: &mut Vm, _this: &Rc<Instance>) -> Input {
        Input::Ended(Value::None)
    }
}

fn ready(vm: &mut Vm) -> Value {
    let class = vm.types.coroutine_wrapper.clone();
    let new = || Rc::new(Instance::new(class, Payload::Awaitable(Box::new(Ready))));
    Value::Instance(state(vm).ready.get_or_insert_with(new).clone())
}

/// The lock that a method is called on.
fn receiver(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    match args.positional.first() {
        Some(Value::Instance(lock)) => {
            vm.sync_from_dict(&lock.attributes);
            Ok(lock.clone())
        }
        _ => Err(vm.type_error("descriptor requires a lock or semaphore of asyncio")),
    }
}

/// Whether a method is the library's own, and not one of the program or of the object alone.
fn is_of_library(lock: &Instance, method: Symbol) -> bool {
    let class = lock.class();
    let of_library = match class.lookup(method) {
        Some(Value::Function(function)) => !function.code.of_program,
        Some(Value::Native(_)) => true,
        _ => false,
    };
    of_library && class.hooks.get() == Default::default() && !lock.attributes.contains(method)
}

fn line(vm: &mut Vm, lock: &Instance) -> Option<Rc<Instance>> {
    deque_in(lock, names(vm).waiters)
}

/// Takes it, if it is free and nobody is before.
fn take(vm: &mut Vm, lock: &Instance) -> bool {
    let names = names(vm);
    if line(vm, lock).is_none_or(|line| is_waited_for(&line)) {
        return false;
    }
    if let Some(Value::Bool(locked)) = lock.attributes.get(names.locked) {
        lock.attributes.set(names.locked, Value::Bool(true));
        vm.fuel.count_calls(u64::from(!locked)); // `acquire`
        if !locked {
            note_holder(vm, lock);
        }
        return !locked;
    }
    match lock.attributes.get(names.value).as_ref().and_then(number) {
        Some(left) if left > 0 => {
            vm.fuel.count_calls(3); // `acquire`, `locked`, and a look at the line.
            lock.attributes.set(names.value, Value::Int(left - 1));
            note_holder(vm, lock);
            true
        }
        _ => false,
    }
}

/// Notes for the trace that whoever runs holds it from now on.
fn note_holder(vm: &mut Vm, lock: &Instance) {
    if let Some(holders) = lock.attributes.get(names(vm).holders) {
        objects::hold(vm, &holders);
    }
}

/// Notes for the trace that whoever runs gives it up.
fn note_release(vm: &mut Vm, lock: &Instance) {
    if let Some(holders) = lock.attributes.get(names(vm).holders) {
        objects::let_go(vm, &holders);
    }
}

fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Int(number) => Some(*number),
        Value::Bool(one) => Some(i64::from(*one)),
        _ => None,
    }
}

/// `async with` begins: at once if it can, else by the coroutine that waits.
fn enter(vm: &mut Vm, args: Args) -> Result<Flow> {
    let lock = receiver(vm, &args)?;
    let names = names(vm);
    if is_of_library(&lock, names.acquire) && is_of_library(&lock, names.is_locked) && take(vm, &lock) {
        return Ok(ready(vm).into());
    }
    let enter = vm.get_attribute(&Value::Instance(lock), names.enter)?;
    Ok(Flow::Call(enter, Args::default()))
}

/// `async with` ends.
fn leave(vm: &mut Vm, args: Args) -> Result<Flow> {
    let lock = receiver(vm, &args)?;
    let names = names(vm);
    if is_of_library(&lock, names.release)
        && let Some(Value::Native(native)) = lock.class().lookup(names.release)
    {
        vm.fuel.count_calls(1);
        vm.call(Value::Native(native), Args::one(Value::Instance(lock)))?;
        return Ok(ready(vm).into());
    }
    let leave = vm.get_attribute(&Value::Instance(lock), names.leave)?;
    Ok(Flow::Call(leave, Args::default()))
}

fn release_lock(vm: &mut Vm, args: Args) -> Result<Value> {
    let lock = receiver(vm, &args)?;
    let names = names(vm);
    vm.fuel.count_calls(1); // Looking for somebody to wake.
    match lock.attributes.get(names.locked) {
        Some(Value::Bool(true)) => lock.attributes.set(names.locked, Value::Bool(false)),
        _ => return Err(vm.error("RuntimeError", "Lock is not acquired.")),
    }
    note_release(vm, &lock);
    if let Some(line) = line(vm, &lock) {
        wake_first(vm, &line)?;
    }
    Ok(Value::None)
}

/// Releases a semaphore once: to the first who waits, who has it from then on, also while its task has yet to run.
fn give_back(vm: &mut Vm, semaphore: &Rc<Instance>) -> Result<()> {
    let name = names(vm).value;
    let Some(left) = semaphore.attributes.get(name).as_ref().and_then(number) else {
        return Err(vm.type_error("a semaphore's value must be an integer"));
    };
    semaphore.attributes.set(name, Value::Int(left.saturating_add(1)));
    note_release(vm, semaphore);
    vm.fuel.count_calls(1); // Looking for somebody to wake.
    if let Some(line) = line(vm, semaphore) {
        let woken = wake_some(vm, &line, &Value::Bool(true), 1)?;
        if woken > 0 {
            semaphore.attributes.set(name, Value::Int(left));
        }
    }
    Ok(())
}

fn release_semaphore(vm: &mut Vm, args: Args) -> Result<Value> {
    let semaphore = receiver(vm, &args)?;
    give_back(vm, &semaphore)?;
    Ok(Value::None)
}

fn release_bounded(vm: &mut Vm, args: Args) -> Result<Value> {
    let semaphore = receiver(vm, &args)?;
    let names = names(vm);
    let [left, most] =
        [names.value, names.bound].map(|name| semaphore.attributes.get(name).as_ref().and_then(number));
    vm.fuel.count_calls(2); // What the class above does.
    if left >= most {
        return Err(vm.value_error("BoundedSemaphore released too many times"));
    }
    give_back(vm, &semaphore)?;
    Ok(Value::None)
}

/// What `async with` needs of a lock or a semaphore.
pub(super) const METHODS: &[Entry] = &[Entry::flow("__aenter__", enter), Entry::flow("__aexit__", leave)];

/// Beside those: what a lock has.
pub(super) const LOCK: &[Entry] = &[Entry::plain("release", release_lock)];

/// What a semaphore has.
pub(super) const SEMAPHORE: &[Entry] = &[Entry::plain("release", release_semaphore)];

/// What a bounded semaphore has.
pub(super) const BOUNDED_SEMAPHORE: &[Entry] = &[Entry::plain("release", release_bounded)];
