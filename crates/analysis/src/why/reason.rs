//! What lies at the root of a wake-up: the causes are followed back to something that a person would name.

use crate::sentence::Speech;
use trace::event::{AwaitedKind, EventId, HandleSource, Kind, Name, RequestId, SIGNAL, TaskId, Trace};

/// How many callbacks are followed back: a wake-up has its root a few callbacks away.
const FARTHEST: usize = 8;

/// How many events before a wake-up are looked at, for what in its callback made it.
const NEIGHBORHOOD: usize = 64;

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
    /// Another thread did it.
    Thread,
    /// The trace does not say.
    Unknown,
}

/// What a handle calls.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Call {
    /// A task's first step.
    FirstStep(TaskId),
    /// A later step.
    Step(TaskId),
    /// It tells that a socket is ready, to the task that waits for it.
    Socket(Option<TaskId>),
    /// It reads the signals that have arrived.
    Signal,
    /// It tells a task that its time has come.
    Timer(TaskId),
    /// It ends what a task does, for its time is up.
    Timeout(TaskId),
    /// A function.
    Function(Name),
}

/// What the handle calls that was queued by this event.
pub(super) fn call(trace: &Trace, queued: EventId) -> Option<Call> {
    let Kind::HandleQueued { label, task, source, .. } = trace.event(queued)?.kind else { return None };
    Some(match (source, task) {
        (HandleSource::Io, None) if trace.text(label) == SIGNAL => Call::Signal,
        (HandleSource::Io, task) => Call::Socket(task),
        (HandleSource::Timer, _) => timer(trace, queued).unwrap_or(Call::Function(label)),
        (_, Some(task)) => match made_due(trace, queued, task) {
            Some(Kind::TaskCreated { .. }) => Call::FirstStep(task),
            Some(_) => Call::Step(task),
            None => Call::Function(label),
        },
        (_, None) => Call::Function(label),
    })
}

/// What a timer of the library does, as far as it concerns a task: one who sleeps was suspended right after setting it.
fn timer(trace: &Trace, queued: EventId) -> Option<Call> {
    let cause = |id: EventId| trace.event(id)?.cause.map(EventId::from);
    let set = cause(queued).and_then(cause)?;
    let Kind::TimerSet { handle, label, task, .. } = trace.event(set)?.kind else { return None };
    let after = trace.events.get(set.index() + 1..)?.iter().take(NEIGHBORHOOD);
    let after = after.take_while(|event| !matches!(event.kind, Kind::HandleFinished { .. }));
    let sleeper = after.filter_map(|event| match event.kind {
        Kind::TaskSuspended { task, on } if on.kind == AwaitedKind::Sleep && on.id == handle.0 => Some(task),
        _ => None,
    });
    match sleeper.last() {
        Some(task) => Some(Call::Timer(task)),
        None if trace.is_private(label) => task.map(Call::Timeout),
        None => None,
    }
}

/// The task that a handle steps, by the event that queued it; None if it only calls something.
pub fn stepped_by(trace: &Trace, queued: EventId) -> Option<TaskId> {
    match trace.event(queued)?.kind {
        Kind::HandleQueued { task: Some(task), .. } => made_due(trace, queued, task).map(|_| task),
        _ => None,
    }
}

/// What made a task's step due lies directly before the event that queues it.
fn made_due(trace: &Trace, queued: EventId, wanted: TaskId) -> Option<Kind> {
    let before = trace.events.get(queued.index().checked_sub(1)?)?;
    match before.kind {
        Kind::TaskCreated { task, .. } | Kind::TaskWoken { task } | Kind::TaskSuspended { task, .. } => {
            (task == wanted).then_some(before.kind)
        }
        _ => None,
    }
}

/// Why the task goes on that is resumed by this event.
pub(super) fn of_step(trace: &Trace, resumed: EventId) -> Reason {
    let cause = |id: EventId| trace.event(id)?.cause.map(EventId::from);
    match cause(resumed).and_then(cause) {
        Some(queued) => of_queued(trace, queued),
        None => Reason::Unknown,
    }
}

/// Why a handle was queued.
pub(super) fn of_queued(trace: &Trace, queued: EventId) -> Reason {
    let Some(event) = trace.event(queued) else { return Reason::Unknown };
    let Kind::HandleQueued { label, task, source, .. } = event.kind else { return Reason::Unknown };
    match source {
        HandleSource::Thread { .. } => Reason::Thread,
        HandleSource::Timer => match call(trace, queued) {
            Some(Call::Timeout(_)) => Reason::Timeout,
            _ => Reason::Timer,
        },
        HandleSource::Io if trace.text(label) == SIGNAL => Reason::Signal,
        HandleSource::Io => {
            match event.cause.and_then(|cause| trace.event(cause.into())).map(|cause| cause.kind) {
                Some(Kind::RequestDone { request, .. } | Kind::RequestAnswered { request, .. }) => {
                    Reason::Answered(request)
                }
                Some(Kind::RequestFailed { request, .. } | Kind::RequestAborted { request }) => {
                    Reason::RequestFailed(request)
                }
                _ => Reason::Socket,
            }
        }
        HandleSource::Soon => match task.and_then(|task| made_due(trace, queued, task)) {
            Some(Kind::TaskCreated { parent, .. }) => Reason::Created(parent),
            Some(Kind::TaskSuspended { .. }) => Reason::GaveWay,
            Some(_) => of_event(trace, EventId(queued.0 - 1)),
            None => of_event(trace, queued),
        },
    }
}

/// Why something happened within a callback: a wake-up, or that another callback was queued.
pub(super) fn of_event(trace: &Trace, id: EventId) -> Reason {
    let mut id = id;
    let mut function = None;
    for _ in 0..FARTHEST {
        let Some(started) = trace.event(id).and_then(|event| event.cause).map(EventId::from) else { break };
        let Some(queued) = trace.event(started).and_then(|event| event.cause).map(EventId::from) else {
            break;
        };
        match call(trace, queued) {
            Some(Call::FirstStep(task) | Call::Step(task)) => {
                return match (what_it_did(trace, id, started, task), function) {
                    (Reason::By(_), Some(_)) => callback(trace, function),
                    (reason, _) => reason,
                };
            }
            Some(Call::Socket(_) | Call::Signal | Call::Timer(_) | Call::Timeout(_)) => {
                return of_queued(trace, queued);
            }
            Some(Call::Function(label)) => {
                function = Some(function.unwrap_or(label));
                if by_itself(trace, queued) {
                    break;
                }
            }
            None => break,
        }
        id = queued;
    }
    callback(trace, function)
}

/// A callback of the program is worth naming; one of the library is not.
fn callback(trace: &Trace, function: Option<Name>) -> Reason {
    function.filter(|function| !trace.is_private(*function)).map_or(Reason::Unknown, Reason::Callback)
}

/// Whether nothing on the loop queued the callback: its time came, or another thread did.
fn by_itself(trace: &Trace, queued: EventId) -> bool {
    let kind = trace.event(queued).map(|event| event.kind);
    matches!(kind, Some(Kind::HandleQueued { source: HandleSource::Timer | HandleSource::Thread { .. }, .. }))
}

/// What a step of a task did, shortly before the event.
fn what_it_did(trace: &Trace, id: EventId, started: EventId, task: TaskId) -> Reason {
    let first = started.index().max(id.index().saturating_sub(NEIGHBORHOOD));
    let shortly_before = trace.events.get(first..id.index()).unwrap_or_default();
    let telling = shortly_before.iter().rev().find_map(|event| match event.kind {
        Kind::TaskFinished { task: finished, .. } if finished == task => Some(Reason::Finished(task)),
        Kind::TaskCancelRequested { .. } => Some(Reason::Cancel(task)),
        // What was done lines ago has nothing to do with it.
        Kind::Line => Some(Reason::By(task)),
        _ => None,
    });
    telling.unwrap_or(Reason::By(task))
}

/// Says the reason as a clause: `its timer was due`.
pub(super) fn say<'a>(speech: Speech<'a>, reason: Reason) -> Speech<'a> {
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
        Reason::Thread => speech.say("another thread asked for it"),
        Reason::Unknown => speech.say("what it waited for is done"),
    }
}

/// Says what is called: `the next step of get(2)`.
pub(super) fn say_call<'a>(speech: Speech<'a>, call: Call) -> Speech<'a> {
    match call {
        Call::FirstStep(task) => speech.say("the first step of ").task(task),
        Call::Step(task) => speech.say("the next step of ").task(task),
        Call::Socket(Some(task)) => speech.say("the callback of the socket for ").task(task),
        Call::Socket(None) => speech.say("the callback of a socket"),
        Call::Signal => speech.say("what reads the signals that have arrived"),
        Call::Timer(task) => speech.say("the callback of the timer of ").task(task),
        Call::Timeout(task) => speech.say("the callback of the timeout of ").task(task),
        Call::Function(function) => speech.code(function),
    }
}
