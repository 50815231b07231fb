//! What an event says beside its kind: what a task waits for, how it ended, on what a thread blocks, where something is printed.

use super::{HandleId, LaneId, Name, ObjectId, RequestId, TaskId};
use crate::time::{Span, Time};
use serde::{Deserialize, Serialize};

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
    /// Which one: a handle for `Sleep`, a request for `Request`, a task for `Task` and `NextTurn`, an object for `Lock`,
    /// `Semaphore`, `Event` and `Queue`; otherwise the number of its future.
    pub id: u32,
}

impl Awaited {
    /// The timer, if a task waits for one.
    pub fn timer(self) -> Option<HandleId> {
        (self.kind == AwaitedKind::Sleep).then_some(HandleId(self.id))
    }

    /// The request, if a task waits for its answer.
    pub fn request(self) -> Option<RequestId> {
        (self.kind == AwaitedKind::Request).then_some(RequestId(self.id))
    }

    /// The other task, if a task waits for one.
    pub fn task(self) -> Option<TaskId> {
        (self.kind == AwaitedKind::Task).then_some(TaskId(self.id))
    }

    /// The lock, queue or other object, if a task waits for one.
    pub fn object(self) -> Option<ObjectId> {
        match self.kind {
            AwaitedKind::Lock | AwaitedKind::Semaphore | AwaitedKind::Event | AwaitedKind::Queue => {
                Some(ObjectId(self.id))
            }
            _ => None,
        }
    }
}

/// What kind of thing a task can wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// A `Semaphore`, or a place in a pool of connections.
    Semaphore,
    /// An `Event`, a `Condition` or a `Barrier`: [`Object::kind`](super::Object::kind) says which.
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
#[serde(rename_all = "snake_case")]
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
    /// A lock, an event, a queue of the `threading` kind; or a signal, which is no object.
    Lock(Option<ObjectId>),
    /// Another thread's end or result.
    Thread,
    /// The interpreter lock: it could run, but another thread does.
    Interpreter,
}

/// Where a program prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stream {
    /// `sys.stdout`
    #[serde(rename = "stdout")]
    Output,
    /// `sys.stderr`
    #[serde(rename = "stderr")]
    Error,
}

/// What a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
