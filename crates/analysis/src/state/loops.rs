//! The loop's turns, its ready queue and its timers.
//!
//! As in CPython's `_run_once`: a turn polls, moves what is ready to the queue, then takes exactly the handles that were in the
//! queue when it began to take any. Cancelled handles stay where they are until the loop would have come to them.

use super::fold::EventContext;
use super::{Found, HandleState, LoopState, PollState, State, ThreadState};
use trace::Table;
use trace::event::{HandleId, HandleSource, Kind, LaneId};
use trace::time::Time;

type Handles = Table<HandleId, HandleState>;

impl State {
    pub(super) fn apply_to_loop(&mut self, here: EventContext, kind: Kind) {
        let thread = thread_of_loop(here, kind);
        if let Kind::HandleStarted { handle } = kind {
            self.follow_handle(handle, thread);
        }
        let event_loop = self.threads.get_or_default(thread).event_loop.get_or_insert_default();
        let handles = &mut self.handles;
        match kind {
            Kind::LoopStarted => event_loop.active = true,
            Kind::LoopStopped => event_loop.stop(handles),
            Kind::TurnStarted { turn } => event_loop.start_turn(turn, handles),
            Kind::PollStarted { timeout } => {
                event_loop.poll =
                    Some(PollState { started: here.time, timeout, ended: None, found: Vec::new() });
            }
            Kind::PollEnded { .. } => {
                if let Some(poll) = &mut event_loop.poll {
                    poll.ended = Some(here.time);
                }
            }
            Kind::HandleQueued { handle, label, purpose, source } => {
                let due = due(handles, handle);
                let state = HandleState {
                    label,
                    purpose,
                    source: Some(source),
                    due,
                    cancelled: false,
                    because: here.id,
                };
                handles.insert(handle, state);
                event_loop.queue(handle, &state, handles);
            }
            Kind::TimerSet { handle, label, purpose, due } => {
                let state = HandleState {
                    label,
                    purpose,
                    source: None,
                    due: Some(due),
                    cancelled: false,
                    because: here.id,
                };
                event_loop.forget_timer(handle, handles);
                handles.insert(handle, state);
                event_loop.set_timer(handle, due, handles);
            }
            Kind::TimerFired { handle } => event_loop.forget_timer(handle, handles),
            Kind::HandleStarted { handle } => {
                event_loop.start(handle, handles);
                if let Some(handle) = handles.get_mut(handle) {
                    handle.because = here.id;
                }
            }
            Kind::HandleFinished { handle } => {
                event_loop.running = None;
                handles.remove(handle);
            }
            _ => {}
        }
    }

    pub(super) fn cancel_handle(&mut self, handle: HandleId) {
        if let Some(handle) = self.handles.get_mut(handle) {
            handle.cancelled = true;
        }
    }

    /// A handle that was queued in one thread before its loop began to run in another goes there when it is called.
    fn follow_handle(&mut self, handle: HandleId, thread: LaneId) {
        let holds = |other: &ThreadState| {
            other.event_loop.as_ref().is_some_and(|event_loop| event_loop.ready.contains(&handle))
        };
        if self.threads.get(thread).is_some_and(holds) {
            return;
        }
        let from = self.threads.values_mut().find(|other| holds(other));
        if let Some(event_loop) = from.and_then(|other| other.event_loop.as_mut()) {
            event_loop.ready.retain(|&known| known != handle);
        }
    }
}

/// The thread whose loop is concerned: another thread can queue a handle.
fn thread_of_loop(here: EventContext, kind: Kind) -> LaneId {
    match kind {
        Kind::HandleQueued { source: HandleSource::Thread { to }, .. } => to,
        _ => here.thread,
    }
}

fn due(handles: &Handles, handle: HandleId) -> Option<Time> {
    handles.get(handle).and_then(|known| known.due)
}

impl LoopState {
    fn stop(&mut self, handles: &mut Handles) {
        self.active = false;
        self.drop_skipped(handles);
        if let Some(handle) = self.running.take() {
            handles.remove(handle);
        }
    }

    fn start_turn(&mut self, turn: u32, handles: &mut Handles) {
        self.turn = turn;
        self.drop_skipped(handles);
        let cancelled = |handles: &Handles, handle| handles.get(handle).is_none_or(|handle| handle.cancelled);
        // Cancelled timers leave the heap when they come to its top.
        let count = self.timers.iter().take_while(|&&handle| cancelled(handles, handle)).count();
        for handle in self.timers.drain(..count) {
            handles.remove(handle);
        }
    }

    /// The turn is over: cancelled handles that it came to and did not call are gone.
    fn drop_skipped(&mut self, handles: &mut Handles) {
        let reached = self.batch.take().unwrap_or(self.ready.len());
        for _ in 0..reached {
            match self.ready.front() {
                Some(&handle) if handles.get(handle).is_none_or(|handle| handle.cancelled) => {
                    self.ready.pop_front();
                    handles.remove(handle);
                }
                _ => break,
            }
        }
    }

    fn queue(&mut self, handle: HandleId, state: &HandleState, handles: &Handles) {
        self.forget_timer(handle, handles);
        self.ready.push_back(handle);
        let source = state.source.unwrap_or(HandleSource::Soon);
        let by_poll = matches!(source, HandleSource::Io | HandleSource::Timer);
        if let Some(poll) = self.poll.as_mut().filter(|_| by_poll && self.batch.is_none()) {
            poll.found.push(Found { handle, task: state.purpose.task(), source });
        }
    }

    fn set_timer(&mut self, handle: HandleId, due_then: Time, handles: &Handles) {
        let is_due = |known: &HandleId| due(handles, *known).is_none_or(|other| other <= due_then);
        let place = self.timers.partition_point(is_due);
        self.timers.insert(place, handle);
    }

    /// Looks among the timers of its moment, and not at all of them: there can be ten thousand.
    fn forget_timer(&mut self, handle: HandleId, handles: &Handles) {
        let Some(due_then) = due(handles, handle) else { return };
        let first =
            self.timers.partition_point(|known| due(handles, *known).is_none_or(|other| other < due_then));
        let of_moment = self.timers.iter().skip(first);
        let mut of_moment =
            of_moment.take_while(|known| due(handles, **known).is_none_or(|other| other == due_then));
        if let Some(place) = of_moment.position(|&known| known == handle) {
            self.timers.remove(first + place);
        }
    }

    /// Takes the handle from the queue, with the cancelled ones before it.
    fn start(&mut self, handle: HandleId, handles: &mut Handles) {
        let batch = self.batch.unwrap_or(self.ready.len());
        let taken = self.ready.iter().position(|&known| known == handle).map_or(0, |place| place + 1);
        for skipped in self.ready.drain(..taken) {
            if skipped != handle {
                handles.remove(skipped);
            }
        }
        self.batch = Some(batch.saturating_sub(taken));
        self.running = Some(handle);
    }
}
