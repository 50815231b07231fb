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
//! *Causes*: everything within a callback comes from its `HandleStarted`, and that one from its `HandleQueued` (or from what was
//! queued last for it); a `HandleQueued` by `Io` comes from the `RequestDone` or its like, one by `Timer` from its `TimerFired`,
//! and that from its `TimerSet`. What becomes of a request comes from its `RequestSent`. A cause is always an earlier event.

use super::time::{Span, Time};
use serde::{Deserialize, Serialize};

/// Defines an identifier: a number that means nothing by itself.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// As a position in a list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

identifier!(
    /// An event's place in its trace: its sequence number, from 0.
    EventId
);
identifier!(
    /// A text in [`Trace::names`].
    Name
);
identifier!(
    /// A place in [`Trace::lanes`].
    LaneId
);
identifier!(
    /// A task, numbered from 1 in the order of creation, over all loops of the run.
    TaskId
);
identifier!(
    /// A handle: one callback that a loop will call, ready or timed. Numbered from 1 over the run.
    HandleId
);
identifier!(
    /// A request, numbered from 1 in the order of sending.
    RequestId
);

/// Everything that happened in one run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Trace {
    /// The file name that tracebacks show.
    pub file: String,
    /// The program's text: the listing is what ran.
    pub source: String,
    /// Texts that events point to.
    pub names: Vec<String>,
    /// Where events happen: threads, and tasks within them, in the order of appearance.
    pub lanes: Vec<Lane>,
    /// What happened, in order. Times never decrease.
    pub events: Vec<Event>,
    /// How the run ended; None while it goes on.
    pub ending: Option<Ending>,
    /// When the run ended, or the latest moment known.
    pub end: Time,
}

/// Where events happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// What it is.
    pub kind: LaneKind,
    /// What people call it: `MainThread`, `Task-1`.
    pub name: Name,
}

/// What a lane is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaneKind {
    /// A thread of a process (processes are numbered from 0).
    Thread {
        /// The process.
        process: u32,
    },
    /// A task, in the lane of the thread whose loop runs it.
    Task {
        /// The task.
        task: TaskId,
        /// The thread's lane.
        thread: LaneId,
    },
}

/// One thing that happened.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub time: Time,
    /// The event without which this one would not have happened, if there is one.
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
        /// The task that it steps or wakes, if it does.
        task: Option<TaskId>,
        /// Who put it there.
        source: HandleSource,
    },
    /// A handle waits for its time (`call_later`, `call_at`, `sleep`).
    TimerSet {
        /// Which.
        handle: HandleId,
        /// What it calls.
        label: Name,
        /// The task that waits for it, if one does.
        task: Option<TaskId>,
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
    },
    /// What the task waited for is done; its next step is queued.
    TaskWoken {
        /// Which.
        task: TaskId,
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

/// A length of time in microseconds, as `Server-Timing` is precise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MicroSpan(pub u32);

impl From<MicroSpan> for Span {
    fn from(span: MicroSpan) -> Span {
        Span::from_microseconds(u64::from(span.0))
    }
}

impl From<Span> for MicroSpan {
    fn from(span: Span) -> MicroSpan {
        MicroSpan(u32::try_from(span.0 / 1000).unwrap_or(u32::MAX))
    }
}

/// Who put a handle on the ready queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandleSource {
    /// Code that ran on the loop: `call_soon`, a future that was done, a new task.
    Soon,
    /// A timer that was due.
    Timer,
    /// A socket that was ready.
    Io,
    /// Another thread: `call_soon_threadsafe`.
    Thread {
        /// The lane of the loop's thread: the event itself lies in the lane of the thread that queued it.
        to: LaneId,
    },
}

/// What a suspended task waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awaited {
    /// What kind of thing.
    pub kind: AwaitedKind,
    /// Which one: a handle for `Sleep`, a request for `Request`, a task for `Task` and `NextTurn`; for a `Lock`, `Semaphore`,
    /// `Event` or `Queue` a number that all who wait for the same one have in common; otherwise the number of its future.
    pub id: u32,
}

/// What kind of thing a task can wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AwaitedKind {
    /// Its next turn only: `sleep(0)`, a bare `yield`.
    NextTurn,
    /// A timer.
    Sleep,
    /// The answer to a request.
    Request,
    /// Another task.
    Task,
    /// Several at once: `gather`, `wait`, `as_completed`, a task group.
    Several,
    /// A `Lock`.
    Lock,
    /// A `Semaphore`.
    Semaphore,
    /// An `Event` or `Condition` or `Barrier`.
    Event,
    /// A `Queue`.
    Queue,
    /// Another thread's work: an executor.
    Thread,
    /// A bare future.
    Future,
}

/// How a task ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// With a result.
    Returned,
    /// With an exception: its text, as `ValueError: no`.
    Raised(Name),
    /// Cancelled.
    Cancelled,
}

/// How a frame stopped running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FrameExit {
    /// It returned.
    Returned,
    /// It yielded or awaits: it will go on.
    Suspended,
    /// An exception left it.
    Raised,
}

/// What a thread blocks on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Blocker {
    /// `time.sleep` until then.
    Sleep(Time),
    /// A request.
    Request(RequestId),
    /// A lock, an event, a queue of the `threading` kind.
    Lock,
    /// Another thread's end or result.
    Thread,
    /// The interpreter lock: it could run, but another thread does.
    Interpreter,
}

/// Where a program prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stream {
    /// `sys.stdout`
    Output,
    /// `sys.stderr`
    Error,
}

/// What a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WarningKind {
    /// A coroutine was made and never awaited.
    NeverAwaited,
    /// A task's or future's exception was never retrieved.
    NeverRetrieved,
    /// A pending task was destroyed.
    PendingDestroyed,
    /// A callback kept the loop from everything else.
    LoopBlocked,
    /// Anything else.
    Other,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// The program ran to its end.
    Finished,
    /// An exception left the program, or it exited with a status other than 0.
    Failed {
        /// The traceback as Python prints it.
        traceback: String,
        /// The process's exit status.
        status: i32,
    },
    /// Everything waits, and nothing can wake it.
    Deadlock {
        /// Who waits for what.
        message: String,
    },
    /// A budget was used up.
    Limit {
        /// Which one: `instructions`, `virtual time`, …
        which: String,
        /// What that means and how to raise it.
        message: String,
    },
    /// A person stopped it.
    Stopped,
}

impl Trace {
    /// The text behind a name.
    pub fn text(&self, name: Name) -> &str {
        self.names.get(name.index()).map_or("", String::as_str)
    }

    /// Whether a function's name says that it is nobody's business: it begins with an underscore, as those of the library do.
    pub fn is_private(&self, function: Name) -> bool {
        self.text(function).starts_with('_')
    }

    /// The event, if there is one.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(id.index())
    }

    /// The lane of a task.
    ///
    /// Lanes of tasks appear in the order of their numbers, each after the lane of its thread, so the search begins near its end.
    pub fn lane_of_task(&self, wanted: TaskId) -> Option<LaneId> {
        for (index, lane) in self.lanes.iter().enumerate().skip(wanted.index()) {
            match lane.kind {
                LaneKind::Task { task, .. } if task == wanted => return Some(LaneId(index as u32)),
                LaneKind::Task { task, .. } if task > wanted => return None,
                LaneKind::Task { .. } | LaneKind::Thread { .. } => {}
            }
        }
        None
    }

    /// The lane itself, or that of the task's thread.
    pub fn thread_of(&self, lane: LaneId) -> LaneId {
        match self.lanes.get(lane.index()).map(|lane| lane.kind) {
            Some(LaneKind::Task { thread, .. }) => thread,
            Some(LaneKind::Thread { .. }) | None => lane,
        }
    }

    /// All that was printed to a stream.
    pub fn output(&self, stream: Stream) -> String {
        self.events
            .iter()
            .filter_map(|event| match event.kind {
                Kind::Output { stream: to, text } if to == stream => Some(self.text(text)),
                _ => None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_takes_at_most_64_bytes() {
        assert!(size_of::<Event>() <= 64, "an event takes {} bytes", size_of::<Event>());
    }

    #[test]
    fn a_cause_names_its_event() {
        assert_eq!(EventId::from(Cause::from(EventId(0))), EventId(0));
        assert_eq!(EventId::from(Cause::from(EventId(41))), EventId(41));
    }
}
