//! What threads wait for, and how their waits end: at a moment, by what arrives, by another thread.
//!
//! Which of those that can run does so is in `schedule`. Begin with [`World::block`].

use super::delivery::Deliveries;
use super::schedule::World;
use trace::{Blocker, EventId, ExecutionPoint, Kind, LaneId, RequestId, Span, Standing, Time};
use vm::native_frame::{Input, Wait, WaitTicket};
use vm::thread::Thread;
use vm::value::Value;

/// A thread of the run.
pub(super) struct Slot {
    pub(super) thread: Thread,
    /// The number of its process.
    pub(super) process: usize,
    pub(super) lane: LaneId,
    /// Where it is in the trace while it does not run: the lane of a task, perhaps.
    pub(super) point: ExecutionPoint,
    pub(super) name: String,
    pub(super) state: SlotState,
    /// What it waits for, as the trace says it; of polls, the trace has events of its own.
    pub(super) blocked_on: Option<(Blocker, Option<Standing>)>,
    /// The event that says so.
    pub(super) blocked_at: Option<EventId>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum SlotState {
    Runnable,
    /// It could run, but had its turn.
    Preempted,
    Until(Time),
    Poll(Option<Time>),
    Request(RequestId, Option<Time>),
    Ticket(WaitTicket, Option<Time>),
    Finished,
}

impl SlotState {
    pub(super) fn deadline(&self) -> Option<Time> {
        match self {
            SlotState::Until(moment) => Some(*moment),
            SlotState::Poll(moment) | SlotState::Request(_, moment) | SlotState::Ticket(_, moment) => *moment,
            SlotState::Runnable | SlotState::Preempted | SlotState::Finished => None,
        }
    }
}

impl World {
    /// A thread that has run waits from now on, unless what it asks for is there.
    pub(super) fn block(&mut self, at: usize, wait: Wait) {
        let now = self.vm.recorder.now();
        let (state, blocker, standing) = match wait {
            Wait::Yield => return self.answer(at, Value::None.into()),
            Wait::Exit(status) => return self.exit(status),
            Wait::Again(depth) => return self.wait_again(depth),
            Wait::Poll(timeout) => return self.poll(at, now, timeout),
            Wait::Request(id, _) if self.arrived.contains_key(&id) => {
                let arrived = self.take_of(id);
                return self.answer(at, arrived.into());
            }
            Wait::Until(moment) => (SlotState::Until(moment), Blocker::Sleep(moment), None),
            Wait::Request(id, deadline) => (SlotState::Request(id, deadline), Blocker::Request(id), None),
            Wait::Thread(ticket, blocker, standing, deadline) => {
                (SlotState::Ticket(ticket, deadline), blocker, standing)
            }
        };
        self.block_in(at, state, (blocker, standing));
    }

    /// A thread waits in this state; the trace says for what.
    pub(super) fn block_in(&mut self, at: usize, state: SlotState, on: (Blocker, Option<Standing>)) {
        let blocked = self.vm.recorder.record(Kind::ThreadBlocked { on: on.0, standing: on.1 });
        let slot = &mut self.threads[at];
        slot.state = state;
        slot.blocked_on = Some(on);
        slot.blocked_at = Some(blocked);
    }

    /// Answers a thread at once; those that could run already come before it.
    pub(super) fn answer(&mut self, at: usize, answer: Input) {
        self.threads[at].thread.answer(answer);
        self.wake(at);
    }

    /// A loop polls: what has arrived is handed over at once; else the thread sleeps, in whole milliseconds, rounded up, as
    /// `EpollSelector.select` does (`Lib/selectors.py`).
    fn poll(&mut self, at: usize, now: Time, timeout: Option<Span>) {
        if timeout == Some(Span::ZERO) || self.has_arrivals(at) {
            let arrived = self.take_for_loop(at);
            return self.answer(at, arrived.into());
        }
        let deadline = timeout.map(|span| now + Span::from_milliseconds(span.0.div_ceil(1_000_000)));
        self.threads[at].state = SlotState::Poll(deadline);
        self.threads[at].blocked_on = None;
    }

    /// Ends a poll with what has arrived.
    pub(super) fn end_poll(&mut self, at: usize) {
        let arrived = self.take_for_loop(at);
        self.unblock(at, arrived.into(), None);
    }

    /// A thread that waited is resumed with this: because of that event, or because its own wait is over.
    pub(super) fn unblock(&mut self, at: usize, answer: Input, because: Option<EventId>) {
        self.threads[at].thread.answer(answer);
        self.make_runnable(at, because);
    }

    /// A thread that waited can run, whatever it is resumed with: because of that event, or because its own wait is over.
    pub(super) fn make_runnable(&mut self, at: usize, because: Option<EventId>) {
        let slot = &mut self.threads[at];
        let was_blocked = !matches!(slot.state, SlotState::Poll(_) | SlotState::Runnable);
        slot.state = SlotState::Runnable;
        let (point, because) = (slot.point, because.or(slot.blocked_at));
        self.wake(at);
        if was_blocked {
            let before = self.vm.recorder.go_to(point);
            let unblocked = self.vm.recorder.record_because(because, Kind::ThreadUnblocked);
            self.vm.recorder.go_to(before);
            self.threads[at].point = point.activated_by(unblocked);
        }
    }

    /// Makes runnable what waits for a moment that has come.
    pub(super) fn wake_due(&mut self) {
        let now = self.vm.recorder.now();
        let mut due: Vec<(Time, usize)> = Vec::new();
        for (at, slot) in self.threads.iter().enumerate() {
            if let Some(moment) = slot.state.deadline()
                && moment <= now
            {
                due.push((moment, at));
            }
        }
        due.sort_unstable();
        for (_, at) in due {
            match self.threads[at].state {
                SlotState::Poll(_) => self.end_poll(at),
                SlotState::Ticket(..) => self.unblock(at, Value::Bool(false).into(), None),
                SlotState::Request(..) => self.unblock(at, Deliveries::default().into(), None),
                _ => self.unblock(at, Value::None.into(), None),
            }
        }
    }
}
