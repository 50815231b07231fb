//! What the event loop, the tasks and the requests look like at a position of a trace.
//!
//! [`State`] is what the stage, the listing and the console show. It is made by folding events from the beginning, or from the
//! nearest snapshot ([`Replay`](crate::Replay) does), and from nothing else. It trusts no event: a saved trace can say anything,
//! and what makes no sense changes nothing. Begin with [`State::at`]; the rules lie in `fold`, and beneath it one file for each
//! of loops, frames, tasks and requests.

mod fold;
mod frames;
mod loops;
mod requests;
mod tasks;

use crate::statistics::RequestTotals;
use std::collections::VecDeque;
use trace::event::{
    Awaited, Blocker, EventId, HandleId, HandleSource, LaneId, Name, Outcome, Purpose, RequestId, TaskId,
    Trace,
};
use trace::small_map::SmallMap;
use trace::time::{Span, Time};
use trace::{Log, Table};

/// Everything at one position. Cheap to clone: clones share what did not change between them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// How many events have happened.
    pub position: usize,
    /// The time of the latest of them.
    pub now: Time,
    /// Threads, by lane.
    pub threads: SmallMap<LaneId, ThreadState>,
    /// Tasks, by number; finished ones too.
    pub tasks: Table<TaskId, TaskState>,
    /// Those of them that are not over: who asks for these does not look at all that ever were.
    unfinished: Table<TaskId, ()>,
    /// Which tasks ended by which event, in that order.
    finished: Log<(TaskId, EventId)>,
    /// Handles that wait, run, or are cancelled and not yet dropped.
    pub handles: Table<HandleId, HandleState>,
    /// Requests, by number; finished ones too.
    pub requests: Table<RequestId, RequestState>,
    /// What the requests come to.
    pub request_totals: RequestTotals,
    /// The thread of each process that did something last: it has the interpreter, if it still can run.
    pub actors: SmallMap<u32, LaneId>,
    /// The thread that did something last, of whichever process.
    pub actor: Option<LaneId>,
    /// How many events printed something.
    pub output_count: usize,
    /// How many events warned.
    pub warning_count: usize,
}

/// A thread.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ThreadState {
    /// Its loop, once it has one.
    pub event_loop: Option<LoopState>,
    /// The task that runs in it now.
    pub task: Option<TaskId>,
    /// The frames that are on its stack now, outermost first; frames of a running task included.
    pub frames: Vec<FrameState>,
    /// Frames that are on their way between the stack and a suspended task, innermost first.
    pub passing: Vec<FrameState>,
    /// Since when it blocks, and on what.
    pub blocked: Option<(Time, Blocker)>,
    /// Whether it is over.
    pub finished: bool,
}

/// A frame on a thread's stack.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FrameState {
    /// The function's name.
    pub function: Name,
    /// The line that it executes; 0 before its first.
    pub line: u32,
    /// The task that runs it, if one does.
    pub task: Option<TaskId>,
    /// The handle that the loop called, if it is part of such a call and of no task.
    pub callback: Option<HandleId>,
}

/// A loop.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LoopState {
    /// Whether it runs: between `LoopStarted` and `LoopStopped`.
    pub active: bool,
    /// Which turn it is in.
    pub turn: u32,
    /// Handles that are ready, the next one first.
    pub ready: VecDeque<HandleId>,
    /// How many of these this turn still takes; the others came during it. None until it takes the first.
    pub batch: Option<usize>,
    /// Handles that wait for their time, the earliest first.
    pub timers: Vec<HandleId>,
    /// The handle that is being called.
    pub running: Option<HandleId>,
    /// The latest poll.
    pub poll: Option<PollState>,
}

/// A poll: the loop asks which sockets are ready, then which timers are due.
#[derive(Debug, Clone, PartialEq)]
pub struct PollState {
    /// When it began.
    pub started: Time,
    /// How long it may sleep; zero if there was work already, None: until something is ready.
    pub timeout: Option<Span>,
    /// When it returned; None while the loop sleeps in it.
    pub ended: Option<Time>,
    /// What it found: handles of ready sockets, then of due timers.
    pub found: Vec<Found>,
}

/// A handle that became ready by a poll.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Which.
    pub handle: HandleId,
    /// The task that waited for it, if one did.
    pub task: Option<TaskId>,
    /// Whether a socket was ready or a timer due.
    pub source: HandleSource,
}

/// A task.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskState {
    /// Its lane, if the trace has one.
    pub lane: Option<LaneId>,
    /// What its coroutine is called.
    pub coroutine: Name,
    /// The task that made it.
    pub parent: Option<TaskId>,
    /// When it was made.
    pub created: Time,
    /// The line where it is, or waits; 0 before its first.
    pub line: u32,
    /// The frames that it is suspended in or runs, outermost first.
    pub frames: Vec<FrameState>,
    /// What it does.
    pub phase: TaskPhase,
    /// Since when.
    pub since: Time,
    /// The event that brought it there.
    pub because: EventId,
    /// Whether somebody asked it to cancel.
    pub cancel_requested: bool,
}

/// What a task does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TaskPhase {
    /// Its next step is on the ready queue.
    Ready,
    /// It runs.
    Running,
    /// It waits.
    Waiting(Awaited),
    /// It is over.
    Finished(Outcome),
}

/// A handle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HandleState {
    /// What it calls.
    pub label: Name,
    /// What it is for.
    pub purpose: Purpose,
    /// Who made it ready, once it is.
    pub source: Option<HandleSource>,
    /// When it is due, if it is a timer.
    pub due: Option<Time>,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// The event that put it where it is.
    pub because: EventId,
}

/// A request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RequestState {
    /// `GET http://…`
    pub target: Name,
    /// The task that sent it.
    pub task: Option<TaskId>,
    /// The line that sent it.
    pub line: u32,
    /// When.
    pub sent: Time,
    /// When the connection had it, where that is known.
    pub connected: Option<Time>,
    /// When the answer began to arrive, and its status.
    pub answered: Option<(Time, u16)>,
    /// How long it waited in the server, as the server says.
    pub queued: Option<Span>,
    /// How long the server worked, as it says.
    pub worked: Option<Span>,
    /// When it ended, and how.
    pub ended: Option<(Time, RequestEnd)>,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RequestEnd {
    /// With so many bytes.
    Done(u32),
    /// Without, for this reason.
    Failed(Name),
    /// Given up.
    Aborted,
}

impl State {
    /// The state after the first `position` events; after all of them, if there are fewer.
    ///
    /// Folds from the beginning. To visit many positions of one trace use [`Replay`](crate::Replay).
    pub fn at(trace: &Trace, position: usize) -> State {
        let mut state = State::default();
        for event in trace.events_until(position) {
            state.apply(trace, &event);
        }
        state
    }

    /// When the timer is due that this wait is for.
    pub fn due(&self, awaited: Awaited) -> Option<Time> {
        self.handles.get(awaited.timer()?)?.due
    }

    /// Tasks that this one made and that are not over.
    pub fn unfinished_children(&self, parent: TaskId) -> impl Iterator<Item = TaskId> {
        self.unfinished_tasks().filter(move |(_, task)| task.parent == Some(parent)).map(|(id, _)| id)
    }

    /// Tasks that are not over, by number.
    pub fn unfinished_tasks(&self) -> impl Iterator<Item = (TaskId, &TaskState)> {
        self.unfinished.iter().filter_map(|(id, ())| Some((id, self.tasks.get(id)?)))
    }

    /// Tasks that are over, in the order in which they ended.
    pub fn finished_tasks(&self) -> impl DoubleEndedIterator<Item = (TaskId, &TaskState)> {
        let known = self.finished.iter().filter_map(|&(id, ended)| Some((id, ended, self.tasks.get(id)?)));
        // In a wrong trace a task can go on after its end, or end twice.
        let is_over = |task: &TaskState| matches!(task.phase, TaskPhase::Finished(_));
        known
            .filter(move |(_, ended, task)| task.because == *ended && is_over(task))
            .map(|(id, _, task)| (id, task))
    }

    /// How many tasks are over.
    pub fn finished_count(&self) -> usize {
        self.tasks.len() - self.unfinished.len()
    }
}

impl LoopState {
    /// The poll that the loop sleeps in now.
    pub fn sleeping_poll(&self) -> Option<&PollState> {
        self.poll.as_ref().filter(|poll| poll.ended.is_none())
    }
}

#[cfg(test)]
mod tests;
