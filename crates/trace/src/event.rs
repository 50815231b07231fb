//! Events, and the trace that holds them.
//!
//! # The order in which a run records
//!
//! *A turn of the loop*, in the thread's lane: `TurnStarted`, `PollStarted`, `PollEnded`; `HandleQueued` by `Io` for each socket
//! that was ready; `TimerFired` and `HandleQueued` by `Timer` for each timer that is due; then for each handle of the batch
//! `HandleStarted` … `HandleFinished`. What became of a request is recorded when it is learnt, before the `PollEnded`.
//!
//! *A step of a task*: `HandleStarted`; in the task's lane `TaskResumed`, a `FrameEntered` for each frame from the outermost
//! coroutine to the innermost, what the step does, a `FrameLeft` for each frame that ends or gives way, innermost first, and
//! `TaskSuspended` or `TaskFinished`; then, in the thread's lane again, `HandleFinished`.
//!
//! *A handle* is queued in the lane of whoever does it: by `Thread`, that is not a lane of the loop's thread. Directly before the
//! `HandleQueued` of a task's step lies what made it due: `TaskCreated` (the task's lane has just been added), `TaskWoken`, or for
//! a task that gives way for one turn, `TaskSuspended` on `NextTurn`.
//!
//! # Causes
//!
//! [`Event::cause`] is the event whose effect this one is; it is always an earlier one. Followed back, causes lead to everything
//! that had to happen:
//!
//! - what a line does (it makes or wakes a task, sends a request, sets a timer, calls a function, prints) comes from its `Line`;
//!   what happens before the first line, from the activation of the line, which is the next rule;
//! - a `Line` comes from what made its thread run that code: `TaskResumed` in a task's step, `HandleStarted` in another callback,
//!   `LoopStopped` after a loop, `ThreadUnblocked` after a block, else `ThreadStarted`;
//! - `TaskResumed` comes from its `HandleStarted`, that from its `HandleQueued`, and that from `TaskCreated`, `TaskWoken` or
//!   `TaskSuspended` for a step, from `TimerFired` for a timer, from the `RequestDone` or its like for an arrival (a piece of a
//!   body has no event of its own: from the `RequestSent`), from whatever sent the signal, else from what asked for the callback;
//! - `TimerFired` comes from its `TimerSet`, what becomes of a request from its `RequestSent`;
//! - what follows from a task's end comes from its `TaskFinished`, what follows from a cancellation from `TaskCancelRequested`;
//! - `PollEnded` comes from what ended the poll, if that was no timer; `ThreadUnblocked` from whoever let the thread go on, or
//!   from its own `ThreadBlocked` if it only slept, `ThreadStarted` from what started the thread.
//!
//! Begin with [`Kind`]; [`Trace`] holds them all.

mod detail;
mod identifier;
mod object;
mod purpose;
mod trace;

pub use detail::{
    Awaited, AwaitedKind, Blocker, FrameExit, HandleSource, MicroSpan, Outcome, Stream, WarningKind,
};
pub use identifier::{EventId, HandleId, LaneId, Name, ObjectId, PerhapsTask, RequestId, TaskId};
pub use object::{Object, ObjectKind, Standing};
pub use purpose::Purpose;
pub use trace::{Ending, Lane, LaneKind, Trace};

use super::time::{Span, Time};
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub time: Time,
    /// The event whose effect this one is, if there is one.
    pub cause: Option<Cause>,
    /// Where: a task's lane while it runs, else its thread's.
    pub lane: LaneId,
    /// The line of the program that was executing there; 0 where none was.
    pub line: u32,
    /// What.
    pub kind: Kind,
}

/// An event as a cause: its number plus one, so that the option costs nothing.
pub type Cause = std::num::NonZeroU32;

impl From<EventId> for Cause {
    fn from(id: EventId) -> Cause {
        Cause::MIN.saturating_add(id.0)
    }
}

impl From<Cause> for EventId {
    fn from(cause: Cause) -> EventId {
        EventId(cause.get() - 1)
    }
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    /// A loop starts to run in this thread.
    LoopStarted,
    /// It stops running.
    LoopStopped,
    /// A turn of the loop begins (`_run_once`), counted from 1.
    TurnStarted {
        /// Which.
        turn: u32,
    },
    /// The loop asks which sockets are ready, and sleeps no longer than this; None: until something is.
    PollStarted {
        /// Zero if there is work already.
        timeout: Option<Span>,
    },
    /// The poll returns.
    PollEnded {
        /// How many sockets were ready.
        ready: u32,
    },

    /// A handle goes to the back of the ready queue.
    HandleQueued {
        /// Which.
        handle: HandleId,
        /// What it calls: a function's name.
        label: Name,
        /// What it is for.
        purpose: Purpose,
        /// Who put it there.
        source: HandleSource,
    },
    /// A handle waits for its time (`call_later`, `call_at`, `sleep`).
    TimerSet {
        /// Which.
        handle: HandleId,
        /// What it calls.
        label: Name,
        /// What it is for.
        purpose: Purpose,
        /// When it is due.
        due: Time,
    },
    /// A timer is due; `HandleQueued` follows.
    TimerFired {
        /// Which.
        handle: HandleId,
    },
    /// The loop takes the handle from the front of the queue and calls it.
    HandleStarted {
        /// Which.
        handle: HandleId,
    },
    /// The call is over.
    HandleFinished {
        /// Which.
        handle: HandleId,
    },
    /// A handle is cancelled: it stays where it is, and will not be called.
    HandleCancelled {
        /// Which.
        handle: HandleId,
    },

    /// A task is made; its lane begins. Its first step is queued next.
    TaskCreated {
        /// Which.
        task: TaskId,
        /// What its coroutine is called.
        coroutine: Name,
        /// The task that was running, if one was.
        parent: Option<TaskId>,
    },
    /// The task runs again (its coroutine is sent a value or an exception).
    TaskResumed {
        /// Which.
        task: TaskId,
    },
    /// The task gave way: it waits.
    TaskSuspended {
        /// Which.
        task: TaskId,
        /// For what.
        on: Awaited,
        /// How that stood then, if it is an object with a queue of those who wait.
        standing: Option<Standing>,
    },
    /// What the task waited for is done; its next step is queued.
    TaskWoken {
        /// Which.
        task: TaskId,
        /// What it waited for.
        from: Awaited,
    },
    /// Somebody asks the task to cancel.
    TaskCancelRequested {
        /// Which.
        task: TaskId,
    },
    /// The task is over.
    TaskFinished {
        /// Which.
        task: TaskId,
        /// How.
        outcome: Outcome,
    },

    /// A function starts to run, or a generator or coroutine goes on; the event's line is the frame's own: where it
    /// begins, or where it goes on.
    FrameEntered {
        /// Its name.
        function: Name,
        /// Whether it goes on where it was suspended.
        resumed: bool,
    },
    /// It stops running.
    FrameLeft {
        /// How.
        exit: FrameExit,
    },
    /// A line starts to execute: the event's line.
    Line,

    /// A request goes out.
    RequestSent {
        /// Which.
        request: RequestId,
        /// `GET http://…`
        target: Name,
        /// The task that sent it, if one did.
        task: Option<TaskId>,
    },
    /// The request's waiting in this computer is over and the connection has it. Live only, where the browser tells; the event's
    /// time is when it was learnt, `at` when it was.
    RequestConnected {
        /// Which.
        request: RequestId,
        /// When the bytes went out.
        at: Time,
    },
    /// The answer begins to arrive.
    RequestAnswered {
        /// Which.
        request: RequestId,
        /// The HTTP status.
        status: u16,
        /// How long it waited in the server's queue, as the server says (`Server-Timing`).
        queued: Option<MicroSpan>,
        /// How long the server worked on it, as the server says.
        worked: Option<MicroSpan>,
        /// When the first byte arrived.
        at: Time,
    },
    /// All of the answer is there.
    RequestDone {
        /// Which.
        request: RequestId,
        /// How many bytes the body has.
        bytes: u32,
        /// When the last byte arrived.
        at: Time,
    },
    /// It failed: no answer, or half of one.
    RequestFailed {
        /// Which.
        request: RequestId,
        /// Why, in a sentence.
        reason: Name,
    },
    /// The program gave it up (a timeout, a cancellation, Stop).
    RequestAborted {
        /// Which.
        request: RequestId,
    },

    /// A thread starts; its lane begins.
    ThreadStarted,
    /// It blocks.
    ThreadBlocked {
        /// On what.
        on: Blocker,
        /// How that stood then, if it is an object with a queue of those who wait.
        standing: Option<Standing>,
    },
    /// It can go on.
    ThreadUnblocked,
    /// It is over.
    ThreadFinished,

    /// The program printed.
    Output {
        /// Where.
        stream: Stream,
        /// What: any number of lines or parts of one.
        text: Name,
    },
    /// Something that a person should know.
    Warning {
        /// What about.
        kind: WarningKind,
        /// In a sentence.
        text: Name,
    },
}

impl Kind {
    /// Whether a thread makes an event by running; else it comes from outside, or from another thread.
    pub fn acts(self) -> bool {
        !matches!(
            self,
            Kind::ThreadStarted
                | Kind::ThreadUnblocked
                | Kind::RequestConnected { .. }
                | Kind::RequestAnswered { .. }
                | Kind::RequestDone { .. }
                | Kind::RequestFailed { .. }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_takes_at_most_64_bytes() {
        assert!(size_of::<Event>() <= 64, "an event takes {} bytes", size_of::<Event>());
    }

    /// A million events are the most that a page is measured with: eight bytes more are eight megabytes.
    #[test]
    fn purposes_and_standings_fit_in_what_an_event_takes_anyway() {
        assert_eq!(size_of::<Event>(), 56);
    }

    #[test]
    fn a_cause_names_its_event() {
        assert_eq!(EventId::from(Cause::from(EventId(0))), EventId(0));
        assert_eq!(EventId::from(Cause::from(EventId(41))), EventId(41));
    }
}
