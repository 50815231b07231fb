//! The first half of a turn: how long the loop polls, and what becomes ready by that, by signals and by timers.

use std::rc::Rc;

use super::RunForever;
use crate::library::asyncio::event_loop::{EventLoop, inner, make_ready, seconds};
use crate::library::asyncio::handle::{HandleCall, handle, new_handle, purpose_of};
use crate::library::asyncio::readers;
use crate::library::asyncio::signals::{self, Found};
use crate::world::{Deliveries, Mailbox};
use trace::{HandleSource, Kind, Span};
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;
use vm::native_frame::Wait;

/// The longest that a poll sleeps: `MAXIMUM_SELECT_TIMEOUT`, a day.
const LONGEST_POLL_SECONDS: f64 = 24.0 * 3600.0;
/// `time.get_clock_info('monotonic').resolution` is a nanosecond, but a real machine spends some microseconds between setting a
/// timer and looking for those that are due. Here that takes no time, so timers count as due that much earlier.
const CLOCK_RESOLUTION_SECONDS: f64 = 1e-6;
/// From so many cancelled timers on, and such a share of all, the heap is cleaned.
const CANCELLED_TIMERS_TO_CLEAN: usize = 100;

impl RunForever {
    /// The first half of a turn: how long to poll. None if nobody needs to be asked.
    pub(super) fn begin_poll(&mut self, vm: &mut Vm) -> Result<Option<Wait>> {
        let now = seconds(vm, &self.event_loop)?;
        let (turn, timeout) = {
            let mut event_loop = inner(&self.event_loop).borrow_mut();
            event_loop.turns += 1;
            forget_cancelled_timers(&mut event_loop);
            (event_loop.turns, timeout_of(&event_loop, now))
        };
        vm.recorder.set_line(0);
        vm.recorder.record(Kind::TurnStarted { turn });
        vm.recorder.record(Kind::PollStarted { timeout });
        let mailbox = vm.extensions.get::<Mailbox>();
        // Asking lets go of the interpreter, so that other threads can run.
        let nobody_to_ask = mailbox.in_flight.is_empty() && !mailbox.has_started_threads();
        if inner(&self.event_loop).borrow().signals.any() {
            // It finds them at once.
            return Ok(if nobody_to_ask { None } else { Some(Wait::Poll(Some(Span::ZERO))) });
        }
        let nothing_to_ask = timeout == Some(Span::ZERO) && nobody_to_ask;
        Ok(if nothing_to_ask { None } else { Some(Wait::Poll(timeout)) })
    }

    /// The second half: what the poll found and the timers that are due become ready.
    pub(super) fn end_poll(&mut self, vm: &mut Vm, found: Deliveries) -> Result<()> {
        vm.recorder.enter_lane(self.lane);
        let readers = readers::ready(vm, found);
        let signals = usize::from(inner(&self.event_loop).borrow().signals.any());
        let first = readers.iter().map(|(event, _)| *event).min();
        let ended_by = first.or_else(|| inner(&self.event_loop).borrow().signals.ended_by());
        let ready = (readers.len() + signals) as u32;
        vm.recorder.record_because(ended_by, Kind::PollEnded { ready });
        for (event, reader) in readers {
            vm.recorder.set_cause(Some(event));
            let call = HandleCall::Read(reader);
            let purpose = purpose_of(vm, &call);
            let new = new_handle(vm, &self.event_loop, call, None, None, purpose);
            make_ready(vm, &self.event_loop, new, HandleSource::Io);
        }
        vm.recorder.set_cause(None);
        self.reads_woken_after = match signals::found(vm, &self.event_loop) {
            Found::Woken => Some(inner(&self.event_loop).borrow().ready.len()),
            Found::Signals | Found::Nothing => None,
        };
        let end = seconds(vm, &self.event_loop)? + CLOCK_RESOLUTION_SECONDS;
        loop {
            let due = take_due(&mut inner(&self.event_loop).borrow_mut(), end);
            let Some(timer) = due else { break };
            self.fire(vm, timer);
        }
        self.left = inner(&self.event_loop).borrow().ready.len();
        Ok(())
    }

    fn fire(&mut self, vm: &mut Vm, timer: Rc<Instance>) {
        let object = handle(&timer);
        object.scheduled.set(false);
        if object.cancelled.get() {
            let mut event_loop = inner(&self.event_loop).borrow_mut();
            event_loop.ready.push_back(timer.clone());
            return;
        }
        let set = object.because.get();
        let fired = vm.recorder.record_because(set, Kind::TimerFired { handle: object.id });
        vm.recorder.set_cause(Some(fired));
        make_ready(vm, &self.event_loop, timer, HandleSource::Timer);
        vm.recorder.set_cause(None);
    }
}

/// Takes cancelled timers off the top of the heap; all of them, if they are many.
fn forget_cancelled_timers(event_loop: &mut EventLoop) {
    let cancelled = event_loop.timers_cancelled;
    if cancelled > CANCELLED_TIMERS_TO_CLEAN && cancelled * 2 > event_loop.timers.len() {
        event_loop.timers.drop_cancelled();
        event_loop.timers_cancelled = 0;
        return;
    }
    while event_loop.timers.first().is_some_and(|timer| handle(timer).cancelled.get()) {
        event_loop.timers_cancelled = event_loop.timers_cancelled.saturating_sub(1);
        if let Some(timer) = event_loop.timers.pop() {
            handle(&timer).scheduled.set(false);
        }
    }
}

/// How long a loop polls that has nothing to do before its first timer is due; None without timers.
fn timeout_of(event_loop: &EventLoop, now: f64) -> Option<Span> {
    if !event_loop.ready.is_empty() || event_loop.stopping {
        return Some(Span::ZERO);
    }
    let when = event_loop.timers.first().and_then(|timer| handle(timer).when)?;
    Some(Span::from_seconds((when - now).clamp(0.0, LONGEST_POLL_SECONDS)))
}

/// Takes the first timer from the heap, if it is due before this moment.
fn take_due(event_loop: &mut EventLoop, end: f64) -> Option<Rc<Instance>> {
    let when = event_loop.timers.first().and_then(|timer| handle(timer).when)?;
    // As CPython asks it: a moment that is not a number is no later than any other.
    if when >= end { None } else { event_loop.timers.pop() }
}
