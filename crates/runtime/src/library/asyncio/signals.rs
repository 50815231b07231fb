//! Signals on a loop: `_UnixSelectorEventLoop.add_signal_handler` and what belongs to it, in CPython's `Lib/asyncio/unix_events.py`.
//!
//! A signal is written to the socket with which the loop wakes itself. The turn that finds it there calls `_read_from_self`, which
//! queues the program's callback: so that runs one turn later. Begin with [`write`](fn@write).

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::event_loop::{call_soon, check_open, inner, make_ready, receiver};
use super::handle::{Caller, HandleCall, new_handle};
use super::module::is_coroutine_like;
use crate::library::contextvars::{self, Context};
use crate::library::signal::{self, Wakeup};
use crate::world::Mailbox;
use trace::{EventId, HandleSource, Purpose};
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;
use vm::function::Args;
use vm::table::Entry;
use vm::value::Value;

/// What a loop has to do with signals.
#[derive(Debug, Default)]
pub struct LoopSignals {
    /// Callbacks, by the signal's number.
    handlers: BTreeMap<i64, Handler>,
    /// What was written to the loop's own socket and not yet read: signals, and why they were sent.
    written: VecDeque<(i64, EventId)>,
    /// Whether something else was written there, only to wake the loop.
    woken: bool,
    /// What woke it so last.
    woken_by: Option<EventId>,
}

#[derive(Debug, Clone)]
struct Handler {
    function: Value,
    args: Vec<Value>,
    caller: Caller,
    context: Option<Context>,
}

impl LoopSignals {
    /// Whether the next poll finds a signal.
    pub fn any(&self) -> bool {
        !self.written.is_empty()
    }

    /// The loop is woken without a signal: `_write_to_self`.
    pub fn wake(&mut self, because: Option<EventId>) {
        self.woken = true;
        self.woken_by = because;
    }

    /// What ends a poll that is over now, if it was a signal, or somebody who woke the loop.
    pub fn ended_by(&self) -> Option<EventId> {
        self.written.front().map(|(_, because)| *because).or(self.woken_by.filter(|_| self.woken))
    }
}

/// Writes a signal to the loop's own socket, which ends its poll: what `set_wakeup_fd` asks for.
fn write(vm: &mut Vm, event_loop: &Rc<Instance>, number: i64, because: EventId) {
    let thread = {
        let mut event_loop = inner(event_loop).borrow_mut();
        event_loop.signals.written.push_back((number, because));
        event_loop.runs.map(|runs| runs.thread)
    };
    vm.extensions.get::<Mailbox>().interrupted.extend(thread);
}

/// What a poll finds on the loop's own socket.
pub(super) enum Found {
    Nothing,
    /// Signals: the handle that reads them is ready.
    Signals,
    /// Only that the loop was woken. The handle that reads this is left out of the trace, but signals that are sent before its turn
    /// are read with it.
    Woken,
}

/// A poll is over.
pub(super) fn found(vm: &mut Vm, event_loop: &Rc<Instance>) -> Found {
    let (signals, woken) = {
        let event_loop = inner(event_loop).borrow();
        (event_loop.signals.any(), event_loop.signals.woken)
    };
    match (signals, woken) {
        (true, _) => {
            queue_reading(vm, event_loop);
            Found::Signals
        }
        (false, true) => Found::Woken,
        (false, false) => Found::Nothing,
    }
}

/// Queues the handle that reads the signals that are there.
fn queue_reading(vm: &mut Vm, event_loop: &Rc<Instance>) {
    let because = inner(event_loop).borrow().signals.written.front().map(|(_, because)| *because);
    let before = vm.recorder.set_cause(because);
    let new = new_handle(vm, event_loop, HandleCall::ReadSignals, None, None, Purpose::Signal);
    make_ready(vm, event_loop, new, HandleSource::Io);
    vm.recorder.set_cause(before);
}

/// It is the turn of the handle that reads that the loop was woken: gives one that reads signals, if any were sent meanwhile.
pub(super) fn read_woken(vm: &mut Vm, event_loop: &Rc<Instance>) -> Option<Rc<Instance>> {
    inner(event_loop).borrow_mut().signals.woken = false;
    if !inner(event_loop).borrow().signals.any() {
        return None;
    }
    queue_reading(vm, event_loop);
    inner(event_loop).borrow_mut().ready.pop_back()
}

/// `_read_from_self`: queues the callback of each signal that was written, if there is one. What wakes the loop for these it reads
/// itself.
pub(super) fn read(vm: &mut Vm, event_loop: &Rc<Instance>) -> Result<()> {
    inner(event_loop).borrow_mut().signals.woken = false;
    loop {
        let next = inner(event_loop).borrow_mut().signals.written.pop_front();
        let Some((number, _)) = next else { return Ok(()) };
        let handler = inner(event_loop).borrow().signals.handlers.get(&number).cloned();
        if let Some(Handler { function, args, caller, context }) = handler {
            call_soon(vm, event_loop, HandleCall::Function(function, args.into(), caller), context)?;
        }
    }
}

/// The number of a signal, as `_check_signal` wants it.
fn number_of(vm: &mut Vm, value: &Value) -> Result<i64> {
    let plain = match value {
        Value::Instance(instance) => instance.wrapped().unwrap_or(value),
        other => other,
    };
    match plain {
        Value::Int(number) if signal::is_valid(*number) => Ok(*number),
        Value::Int(_) | Value::Bool(_) => {
            let shown = vm.str(value)?;
            Err(vm.value_error(format!("invalid signal number {shown}")))
        }
        _ => {
            let shown = vm.repr(value)?;
            Err(vm.type_error(format!("sig must be an int, not {shown}")))
        }
    }
}

/// `add_signal_handler(sig, callback, *args)`
fn add(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let caller = Caller::of_call(vm);
    let mut values = args.positional.into_iter().skip(1);
    let (Some(sig), Some(callback)) = (values.next(), values.next()) else {
        let message =
            "BaseEventLoop.add_signal_handler() missing required positional arguments: 'sig' and 'callback'";
        return Err(vm.type_error(message));
    };
    if is_coroutine_like(vm, &callback)? {
        return Err(vm.type_error("coroutines cannot be used with add_signal_handler()"));
    }
    let number = number_of(vm, &sig)?;
    check_open(vm, &event_loop)?;
    vm.import("_signal")?;
    let wakeup = Wakeup { receiver: Rc::downgrade(&event_loop), write };
    if let Err(raised) = signal::set_wakeup(vm, Some(wakeup)) {
        let message = vm.str(&raised.value())?;
        return Err(vm.error("RuntimeError", message));
    }
    let (args, context) = (values.collect(), contextvars::copy(vm));
    let handler = Handler { function: callback, args, caller, context };
    inner(&event_loop).borrow_mut().signals.handlers.insert(number, handler);
    if signal::set_handler(vm, number, NOTHING.value()).is_err() {
        inner(&event_loop).borrow_mut().signals.handlers.remove(&number);
        forget_wakeup(vm, &event_loop)?;
        return Err(cannot_be_caught(vm, &sig));
    }
    Ok(Value::None)
}

/// What asyncio sets as the signal's own handler: it does nothing, the loop does the rest.
const NOTHING: Entry = Entry::plain("_sighandler_noop", |_, _| Ok(Value::None));

fn cannot_be_caught(vm: &mut Vm, sig: &Value) -> vm::exception::Raised {
    let shown = vm.str(sig).unwrap_or_default();
    vm.error("RuntimeError", format!("sig {shown} cannot be caught"))
}

fn forget_wakeup(vm: &mut Vm, event_loop: &Rc<Instance>) -> Result<()> {
    if inner(event_loop).borrow().signals.handlers.is_empty() {
        signal::set_wakeup(vm, None)?;
    }
    Ok(())
}

/// `remove_signal_handler(sig)`
fn remove(vm: &mut Vm, args: Args) -> Result<Value> {
    let event_loop = receiver(vm, &args)?;
    let [_, sig] = args.exactly(vm, "remove_signal_handler")?;
    let number = number_of(vm, &sig)?;
    remove_number(vm, &event_loop, number).map(Value::Bool)
}

fn remove_number(vm: &mut Vm, event_loop: &Rc<Instance>, number: i64) -> Result<bool> {
    if inner(event_loop).borrow_mut().signals.handlers.remove(&number).is_none() {
        return Ok(false);
    }
    let default =
        if number == signal::INTERRUPT { signal::default_handler_of_interrupt(vm) } else { Value::Int(0) };
    signal::set_handler(vm, number, default)?;
    forget_wakeup(vm, event_loop)?;
    Ok(true)
}

/// A loop that closes leaves no handlers behind.
pub(super) fn close(vm: &mut Vm, event_loop: &Rc<Instance>) -> Result<()> {
    loop {
        let first = inner(event_loop).borrow().signals.handlers.first_key_value().map(|(number, _)| *number);
        let Some(number) = first else { return Ok(()) };
        remove_number(vm, event_loop, number)?;
    }
}

/// The methods of loops that are about signals.
pub(super) const METHODS: &[Entry] =
    &[Entry::plain("add_signal_handler", add), Entry::plain("remove_signal_handler", remove)];
