//! Lines of tasks that wait for a lock, an event, a queue: each is a deque of futures, the one that has waited longest first.
//!
//! Who waits puts a future at the end of a line ([`line_up`]) and awaits it; who has something to give resolves the first that is
//! not done ([`wake_some`]). A task takes its own future out of the line when it runs again, in `locks.py`.
//!
//! What is done here counts as the calls that it would take in Python: else threads would give way at other moments, and what
//! arrives meanwhile would stand elsewhere in the trace, whenever some of the library is made native.

use std::rc::Rc;

use super::event_loop::own::own_method;
use super::future::{self, Status, future_of, new_future, object, settle};
use super::state::{names, running_loop};
use crate::library::collections;
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;
use vm::function::Args;
use vm::symbol::Symbol;
use vm::table::Entry;
use vm::value::Value;

/// The running loop, to which what is waited for belongs from the first time on: `_LoopBoundMixin` in `Lib/asyncio/mixins.py`.
fn loop_of_owner(vm: &mut Vm, owner: &Value) -> Result<Rc<Instance>> {
    let name = names(vm).event_loop;
    let own = vm.find_attribute(owner, name)?.filter(|own| !own.is_none());
    let running = running_loop(vm);
    match (own, running) {
        (Some(Value::Instance(own)), Some(running)) if Rc::ptr_eq(&own, &running) => Ok(running),
        (Some(_), _) => {
            let shown = vm.repr(owner)?;
            Err(vm.error("RuntimeError", format!("{shown} is bound to a different event loop")))
        }
        (None, Some(running)) => {
            vm.set_attribute_flow(owner, name, Value::Instance(running.clone()))?;
            Ok(running)
        }
        (None, None) => Err(vm.error("RuntimeError", "no running event loop")),
    }
}

/// `line_up(owner, waiters, kind)`: a new future at the end of the line. `kind` says what waiting for it means, as in `mark`, which
/// also notes how the owner stands: how much is left (`_value`) and who holds it (`_holders`).
fn line_up(vm: &mut Vm, args: Args) -> Result<Value> {
    let [owner, waiters, kind] = args.exactly(vm, "line_up")?;
    vm.fuel.count_calls(4); // Finding the running loop, and making, marking and appending the future.
    let event_loop = loop_of_owner(vm, &owner)?;
    let waiter = match own_method(vm, &event_loop, "create_future")? {
        Some(create_future) => vm.call_sync(create_future, Args::default())?,
        None => Value::Instance(new_future(vm, &event_loop)),
    };
    let [left, holders] = [names(vm).value, names(vm).holders].map(|name| own(&owner, name));
    future::mark(vm, Args::new([waiter.clone(), kind, owner, waiters.clone(), left, holders]))?;
    if let Some(line) = line_of(&waiters) {
        collections::push_back(line, waiter.clone());
    }
    Ok(waiter)
}

/// An attribute that an object itself has, for the trace; nothing is called to get it.
fn own(owner: &Value, name: Symbol) -> Value {
    match owner {
        Value::Instance(owner) => owner.attributes.get(name).unwrap_or(Value::None),
        _ => Value::None,
    }
}

/// The deque that an object keeps in an attribute: a line of waiters, or the items of a queue. None if it is something else.
pub(super) fn deque_in(owner: &Instance, name: Symbol) -> Option<Rc<Instance>> {
    owner.attributes.get(name).as_ref().and_then(line_of).cloned()
}

/// The deque that a line is.
fn line_of(value: &Value) -> Option<&Rc<Instance>> {
    match value {
        Value::Instance(instance) if collections::is_deque(instance) => Some(instance),
        _ => None,
    }
}

/// Resolves a waiter, unless it is done. Says whether it did.
fn resolve(vm: &mut Vm, waiter: &Value, result: &Value) -> Result<bool> {
    let Some((waiter, future)) = future_of(waiter) else { return Ok(false) };
    if !future.is_pending() {
        return Ok(false);
    }
    settle(vm, waiter, Status::Returned(result.clone()))?;
    Ok(true)
}

/// Resolves the first that are not done, at most so many. Gives how many those were.
pub(super) fn wake_some(vm: &mut Vm, line: &Rc<Instance>, result: &Value, most: i64) -> Result<i64> {
    let (mut at, mut woken) = (0, 0);
    while woken < most
        && let Some(waiter) = collections::item(line, at)
    {
        let resolved = resolve(vm, &waiter, result)?;
        vm.fuel.count_calls(2 + u64::from(resolved)); // Asking whether it is done, resolving it, and going round.
        woken += i64::from(resolved);
        at += 1;
    }
    Ok(woken)
}

/// `wake(waiters, result, most)`: as [`wake_some`]; all of them if it is not said how many.
fn wake(vm: &mut Vm, args: Args) -> Result<Value> {
    let [waiters, result, most] = args.between(vm, "wake", 2)?;
    let most = match most {
        Value::Missing => i64::MAX,
        Value::Int(most) => most,
        Value::Bool(one) => i64::from(one),
        _ => return Err(vm.type_error("an integer is required")),
    };
    match line_of(&waiters) {
        Some(line) => wake_some(vm, line, &result, most).map(Value::Int),
        None => Ok(Value::Int(0)),
    }
}

/// Resolves the first in a line, unless it is done: then its task is on the way, and wakes the next if it cannot go on.
pub(super) fn wake_first(vm: &mut Vm, line: &Rc<Instance>) -> Result<()> {
    if let Some(waiter) = collections::item(line, 0) {
        let resolved = resolve(vm, &waiter, &Value::Bool(true))?;
        vm.fuel.count_calls(1 + u64::from(resolved));
    }
    Ok(())
}

/// Takes waiters out of a line until one could be resolved.
pub(super) fn release_one(vm: &mut Vm, line: &Rc<Instance>) -> Result<()> {
    while let Some(waiter) = collections::pop_front(line) {
        vm.fuel.count_calls(3); // Taking it, asking whether it is done, and resolving it or going round.
        if resolve(vm, &waiter, &Value::None)? {
            break;
        }
    }
    Ok(())
}

/// Whether somebody is in a line who has not been cancelled.
pub(super) fn is_waited_for(line: &Rc<Instance>) -> bool {
    let mut at = 0;
    while let Some(waiter) = collections::item(line, at) {
        let gone = future_of(&waiter)
            .is_none_or(|(waiter, _)| matches!(object(waiter).core.borrow().status, Status::Cancelled));
        if !gone {
            return true;
        }
        at += 1;
    }
    false
}

/// `wake_first(waiters)`
fn wake_first_function(vm: &mut Vm, args: Args) -> Result<Value> {
    let [waiters] = args.exactly(vm, "wake_first")?;
    if let Some(line) = line_of(&waiters) {
        wake_first(vm, line)?;
    }
    Ok(Value::None)
}

/// `release_one(waiters)`
fn release_one_function(vm: &mut Vm, args: Args) -> Result<Value> {
    let [waiters] = args.exactly(vm, "release_one")?;
    if let Some(line) = line_of(&waiters) {
        release_one(vm, line)?;
    }
    Ok(Value::None)
}

/// `is_waited_for(waiters)`
fn is_waited_for_function(vm: &mut Vm, args: Args) -> Result<Value> {
    let [waiters] = args.exactly(vm, "is_waited_for")?;
    Ok(Value::Bool(line_of(&waiters).is_some_and(is_waited_for)))
}

/// What the library's Python files call.
pub(super) const FUNCTIONS: &[Entry] = &[
    Entry::plain("line_up", line_up),
    Entry::plain("wake", wake),
    Entry::plain("wake_first", wake_first_function),
    Entry::plain("release_one", release_one_function),
    Entry::plain("is_waited_for", is_waited_for_function),
];
