//! What lies at the root of something: its causes are followed back to what a person would name.

use crate::sentence::SentenceWriter;
use trace::event::{EventId, HandleSource, Kind, Name, Purpose, RequestId, TaskId, Trace};

/// Why something was put on the ready queue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reason {
    /// The task was made.
    Created(Option<TaskId>),
    /// It gave way for a turn.
    GaveWay,
    /// A request was answered.
    Answered(RequestId),
    /// A request failed.
    RequestFailed(RequestId),
    /// A socket was ready.
    Socket,
    /// A signal has arrived.
    Signal,
    /// A timer was due.
    Timer,
    /// A timeout was due.
    Timeout,
    /// Another task is done.
    Finished(TaskId),
    /// A task did something while it ran: set an event, released a lock, put into a queue.
    By(TaskId),
    /// A callback of the program did.
    Callback(Name),
    /// Somebody asked it to cancel.
    Cancel(TaskId),
    /// A callback of the program did that.
    CancelCallback(Name),
    /// Another thread asked the loop for it.
    Thread,
    /// Another thread did something.
    ByThread,
    /// The trace does not say.
    Unknown,
}

/// What the handle is for that was queued by this event, and what its function is called.
pub(super) fn call(trace: &Trace, queued: EventId) -> Option<(Purpose, Name)> {
    match trace.event(queued)?.kind {
        Kind::HandleQueued { purpose, label, .. } => Some((purpose, label)),
        _ => None,
    }
}

/// Why the task goes on that is resumed by this event.
pub(super) fn of_step(trace: &Trace, resumed: EventId) -> Reason {
    match trace.cause(resumed).and_then(|started| trace.cause(started)) {
        Some(queued) => of_queued(trace, queued),
        None => Reason::Unknown,
    }
}

/// Why a handle was queued.
pub(super) fn of_queued(trace: &Trace, queued: EventId) -> Reason {
    let Some(event) = trace.event(queued) else { return Reason::Unknown };
    let Kind::HandleQueued { purpose, source, .. } = event.kind else { return Reason::Unknown };
    let cause = trace.cause(queued);
    let kind = cause.and_then(|cause| trace.event(cause)).map(|event| event.kind);
    match (source, purpose) {
        (HandleSource::Thread { .. }, _) => Reason::Thread,
        (_, Purpose::Timeout(_)) => Reason::Timeout,
        (HandleSource::Timer, _) | (_, Purpose::Sleep(_)) => Reason::Timer,
        (_, Purpose::Signal) => Reason::Signal,
        (_, Purpose::Arrival { request, .. }) => match kind {
            Some(Kind::RequestDone { .. } | Kind::RequestAnswered { .. }) => Reason::Answered(request),
            Some(Kind::RequestFailed { .. } | Kind::RequestAborted { .. }) => Reason::RequestFailed(request),
            _ => Reason::Socket,
        },
        (_, Purpose::FirstStep(_)) => match kind {
            Some(Kind::TaskCreated { parent, .. }) => Reason::Created(parent),
            _ => Reason::Created(None),
        },
        (_, Purpose::NextStep(_)) => Reason::GaveWay,
        (_, Purpose::WakeUp { .. }) => cause.map_or(Reason::Unknown, |woken| of_event(trace, woken)),
        (_, Purpose::Program(_) | Purpose::Library(_)) => of_event(trace, queued),
    }
}

/// Why something happened within a callback: a wake-up, or that another callback was queued.
pub(super) fn of_event(trace: &Trace, id: EventId) -> Reason {
    let Some(event) = trace.event(id) else { return Reason::Unknown };
    let home = match event.kind {
        Kind::TaskWoken { task, .. } => trace.lane_of_task(task).unwrap_or(event.lane),
        _ => event.lane,
    };
    let home = trace.thread_of(home);
    if trace.thread_of(event.lane) != home {
        return Reason::ByThread;
    }
    let (mut function, mut cancels) = (None, false);
    for (id, event) in trace.causes(id) {
        match event.kind {
            Kind::TaskFinished { task, .. } => return Reason::Finished(task),
            Kind::TaskCancelRequested { .. } => cancels = true,
            Kind::HandleStarted { .. } => {}
            Kind::HandleQueued {
                purpose: Purpose::Program(_) | Purpose::Library(_), label, source, ..
            } => {
                if let Some((Purpose::Program(_), _)) = call(trace, id) {
                    function = function.or(Some(label));
                }
                match (source, function) {
                    (HandleSource::Thread { .. }, None) => return Reason::ByThread,
                    (HandleSource::Thread { .. } | HandleSource::Timer, _) => break,
                    (HandleSource::Soon | HandleSource::Io, _) => {}
                }
            }
            Kind::HandleQueued { purpose, .. } => {
                return match purpose.stepped() {
                    Some(task) => by(task, function, cancels),
                    None => of_queued(trace, id),
                };
            }
            _ if trace.thread_of(event.lane) != home => return Reason::ByThread,
            _ => {
                if let Some(task) = trace.task_of(event.lane) {
                    return by(task, function, cancels);
                }
            }
        }
    }
    function.map_or(Reason::Unknown, |function| by_callback(function, cancels))
}

/// A task did it, or a callback of the program that it asked for.
fn by(task: TaskId, function: Option<Name>, cancels: bool) -> Reason {
    match (function, cancels) {
        (Some(function), _) => by_callback(function, cancels),
        (None, true) => Reason::Cancel(task),
        (None, false) => Reason::By(task),
    }
}

fn by_callback(function: Name, cancels: bool) -> Reason {
    if cancels { Reason::CancelCallback(function) } else { Reason::Callback(function) }
}

/// Says the reason as a clause: `its timer was due`.
pub(super) fn say<'a>(speech: SentenceWriter<'a>, reason: Reason) -> SentenceWriter<'a> {
    match reason {
        Reason::Created(Some(parent)) => speech.task(parent).say(" made it"),
        Reason::Created(None) => speech.say("it is new"),
        Reason::GaveWay => speech.say("it had only given way for a turn"),
        Reason::Answered(request) => speech.say("the answer to request ").number(request.0).say(" is there"),
        Reason::RequestFailed(request) => speech.say("request ").number(request.0).say(" came to nothing"),
        Reason::Socket => speech.say("its socket became ready"),
        Reason::Signal => speech.say("a signal has arrived"),
        Reason::Timer => speech.say("its timer was due"),
        Reason::Timeout => speech.say("the time for what it waited for is up"),
        Reason::Finished(other) => speech.task(other).say(" is done"),
        Reason::By(other) => speech.task(other).say(" did what it waited for"),
        Reason::Callback(function) => speech.code(function).say(" did what it waited for"),
        Reason::Cancel(other) => speech.task(other).say(" asked it to cancel"),
        Reason::CancelCallback(function) => speech.code(function).say(" asked it to cancel"),
        Reason::Thread => speech.say("another thread asked for it"),
        Reason::ByThread => speech.say("another thread did what it waited for"),
        Reason::Unknown => speech.say("what it waited for is done"),
    }
}

/// Says what is called: `the next step of get(2)`.
pub(super) fn say_call<'a>(speech: SentenceWriter<'a>, purpose: Purpose, label: Name) -> SentenceWriter<'a> {
    match purpose {
        Purpose::FirstStep(task) => speech.say("the first step of ").task(task),
        Purpose::NextStep(task) | Purpose::WakeUp { task, .. } => speech.say("the next step of ").task(task),
        Purpose::Arrival { .. } => match purpose.task() {
            Some(task) => speech.say("the callback of the socket for ").task(task),
            None => speech.say("the callback of a socket"),
        },
        Purpose::Signal => speech.say("what reads the signals that have arrived"),
        Purpose::Sleep(task) => speech.say("the callback of the timer of ").task(task),
        Purpose::Timeout(Some(task)) => speech.say("the callback of the timeout of ").task(task),
        Purpose::Timeout(None) | Purpose::Program(_) | Purpose::Library(_) => speech.code(label),
    }
}
