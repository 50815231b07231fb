//! The members of the JSON form, in their order, as types that serde writes and reads.
//!
//! Texts stand in it where the trace has numbers of texts; all else that a trace has is used as it is. What it is not: how a trace
//! becomes this, and this a trace; `write` and `read` do that. Begin with [`Event`].

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::event::{
    Awaited, EventId, FrameExit, HandleId, LaneId, MicroSpan, ObjectId, ObjectKind, RequestId, Stream,
    TaskId, WarningKind,
};
use crate::time::{Span, Time};

/// A text of a trace.
pub(super) type Text<'a> = Cow<'a, str>;

/// How the run ended.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Ending<'a> {
    Finished,
    Failed { status: i32, traceback: Text<'a> },
    Deadlock { message: Text<'a> },
    Unsupported { message: Text<'a> },
    Limit { which: Text<'a>, message: Text<'a> },
    Stopped,
}

/// A lane, with its place in the list.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Lane<'a> {
    pub(super) lane: LaneId,
    #[serde(flatten)]
    pub(super) kind: LaneKind<'a>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum LaneKind<'a> {
    Thread {
        name: Text<'a>,
        process: u32,
    },
    /// The title follows from the rest of the trace, and is for readers that do not want to find it themselves.
    Task {
        name: Text<'a>,
        title: Text<'a>,
        task: TaskId,
        thread: LaneId,
    },
}

/// What tasks and threads wait for, with its place in the list, from 1.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Object<'a> {
    pub(super) object: ObjectId,
    pub(super) kind: ObjectKind,
    pub(super) name: Text<'a>,
}

/// An event, with its place in the list.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Event<'a> {
    pub(super) event: EventId,
    pub(super) time_ns: Time,
    pub(super) lane: LaneId,
    pub(super) line: u32,
    pub(super) cause: Option<EventId>,
    #[serde(flatten)]
    pub(super) kind: Kind<'a>,
}

/// What happened: [`crate::event::Kind`] with texts.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Kind<'a> {
    LoopStarted,
    LoopStopped,
    TurnStarted {
        turn: u32,
    },
    PollStarted {
        timeout_ns: Option<Span>,
    },
    PollEnded {
        ready: u32,
    },
    HandleQueued {
        #[serde(flatten)]
        handle: Handle<'a>,
        source: Source,
        to: Option<LaneId>,
    },
    TimerSet {
        #[serde(flatten)]
        handle: Handle<'a>,
        due_ns: Time,
    },
    TimerFired {
        handle: HandleId,
    },
    HandleStarted {
        handle: HandleId,
    },
    HandleFinished {
        handle: HandleId,
    },
    HandleCancelled {
        handle: HandleId,
    },
    TaskCreated {
        task: TaskId,
        coroutine: Text<'a>,
        parent: Option<TaskId>,
    },
    TaskResumed {
        task: TaskId,
    },
    TaskSuspended {
        task: TaskId,
        on: Awaited,
        standing: Option<Standing>,
    },
    TaskWoken {
        task: TaskId,
        from: Awaited,
    },
    TaskCancelRequested {
        task: TaskId,
    },
    TaskFinished {
        task: TaskId,
        outcome: Outcome,
        exception: Option<Text<'a>>,
    },
    FrameEntered {
        function: Text<'a>,
        resumed: bool,
    },
    FrameLeft {
        exit: FrameExit,
    },
    Line,
    RequestSent {
        request: RequestId,
        target: Text<'a>,
        task: Option<TaskId>,
    },
    RequestConnected {
        request: RequestId,
        at_ns: Time,
    },
    RequestAnswered {
        request: RequestId,
        status: u16,
        queued_us: Option<MicroSpan>,
        worked_us: Option<MicroSpan>,
        at_ns: Time,
    },
    RequestDone {
        request: RequestId,
        bytes: u32,
        at_ns: Time,
    },
    RequestFailed {
        request: RequestId,
        reason: Text<'a>,
    },
    RequestAborted {
        request: RequestId,
    },
    ThreadStarted,
    ThreadBlocked {
        on: Blocker,
        standing: Option<Standing>,
    },
    ThreadUnblocked,
    ThreadFinished,
    Output {
        stream: Stream,
        text: Text<'a>,
    },
    Warning {
        about: WarningKind,
        text: Text<'a>,
    },
}

/// What is said of a handle that is queued or set.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Handle<'a> {
    pub(super) handle: HandleId,
    pub(super) label: Text<'a>,
    pub(super) task: Option<TaskId>,
    pub(super) purpose: Purpose,
    pub(super) from: Option<Awaited>,
    pub(super) request: Option<RequestId>,
}

/// What a handle is for; which task, request or awaited thing is meant stands beside it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Purpose {
    FirstStep,
    NextStep,
    WakeUp,
    Sleep,
    Timeout,
    Arrival,
    Signal,
    Program,
    Library,
}

/// Who queued a handle; of another thread, whose loop it is for stands beside it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Source {
    Soon,
    Timer,
    Io,
    Thread,
}

/// How a task ended; with which exception stands beside it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    Returned,
    Raised,
    Cancelled,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Blocker {
    Sleep { until_ns: Time },
    Request { request: RequestId },
    Lock { object: Option<ObjectId> },
    Thread,
    Interpreter,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Standing {
    pub(super) holder: Option<LaneId>,
    pub(super) left: u32,
    pub(super) place: std::num::NonZeroU32,
}
