//! From a trace to the members of its JSON form.
//!
//! One function for each part. What it is not: how members are spelled, which is `form`'s. Begin with [`event`].

use std::borrow::Cow;

use super::form;
use crate::event::{
    Blocker, Ending, Event, EventId, HandleId, HandleSource, Kind, LaneId, LaneKind, Name, ObjectId, Outcome,
    Purpose, Standing, Trace,
};
use crate::naming::Naming;

/// How the run ended.
pub(super) fn ending(ending: &Ending) -> form::Ending<'_> {
    match ending {
        Ending::Finished => form::Ending::Finished,
        Ending::Failed { traceback, status } => {
            form::Ending::Failed { status: *status, traceback: Cow::Borrowed(traceback) }
        }
        Ending::Deadlock { message } => form::Ending::Deadlock { message: Cow::Borrowed(message) },
        Ending::Unsupported { message } => form::Ending::Unsupported { message: Cow::Borrowed(message) },
        Ending::Limit { which, message } => {
            form::Ending::Limit { which: Cow::Borrowed(which), message: Cow::Borrowed(message) }
        }
        Ending::Stopped => form::Ending::Stopped,
    }
}

/// The lanes, in their order.
pub(super) fn lanes(trace: &Trace) -> impl Iterator<Item = form::Lane<'_>> {
    let naming = Naming::new(trace);
    (0..).zip(trace.lanes()).map(move |(number, lane)| {
        let name = text(trace, lane.name);
        let kind = match lane.kind {
            LaneKind::Thread { process } => form::LaneKind::Thread { name, process },
            LaneKind::Task { task, thread } => {
                form::LaneKind::Task { name, title: Cow::Owned(naming.task(trace, task)), task, thread }
            }
        };
        form::Lane { lane: LaneId(number), kind }
    })
}

/// The objects, in their order.
pub(super) fn objects(trace: &Trace) -> impl Iterator<Item = form::Object<'_>> {
    (1..).zip(trace.objects()).map(|(number, object)| form::Object {
        object: ObjectId(number),
        kind: object.kind,
        name: text(trace, object.name),
    })
}

/// An event.
pub(super) fn event(trace: &Trace, id: EventId, event: Event) -> form::Event<'_> {
    form::Event {
        event: id,
        time_ns: event.time,
        lane: event.lane,
        line: event.line,
        cause: event.cause.map(EventId::from),
        kind: kind(trace, event.kind),
    }
}

fn text(trace: &Trace, name: Name) -> form::Text<'_> {
    Cow::Borrowed(trace.text(name))
}

fn kind(trace: &Trace, kind: Kind) -> form::Kind<'_> {
    match kind {
        Kind::LoopStarted => form::Kind::LoopStarted,
        Kind::LoopStopped => form::Kind::LoopStopped,
        Kind::TurnStarted { turn } => form::Kind::TurnStarted { turn },
        Kind::PollStarted { timeout } => form::Kind::PollStarted { timeout_ns: timeout },
        Kind::PollEnded { ready } => form::Kind::PollEnded { ready },
        Kind::HandleQueued { handle: id, label, purpose, source } => {
            let handle = handle(trace, id, label, purpose);
            let (source, to) = match source {
                HandleSource::Soon => (form::Source::Soon, None),
                HandleSource::Timer => (form::Source::Timer, None),
                HandleSource::Io => (form::Source::Io, None),
                HandleSource::Thread { to } => (form::Source::Thread, Some(to)),
            };
            form::Kind::HandleQueued { handle, source, to }
        }
        Kind::TimerSet { handle: id, label, purpose, due } => {
            form::Kind::TimerSet { handle: handle(trace, id, label, purpose), due_ns: due }
        }
        Kind::TimerFired { handle } => form::Kind::TimerFired { handle },
        Kind::HandleStarted { handle } => form::Kind::HandleStarted { handle },
        Kind::HandleFinished { handle } => form::Kind::HandleFinished { handle },
        Kind::HandleCancelled { handle } => form::Kind::HandleCancelled { handle },
        Kind::TaskCreated { task, coroutine, parent } => {
            form::Kind::TaskCreated { task, coroutine: text(trace, coroutine), parent }
        }
        Kind::TaskResumed { task } => form::Kind::TaskResumed { task },
        Kind::TaskSuspended { task, on, standing: stood } => {
            form::Kind::TaskSuspended { task, on, standing: stood.map(standing) }
        }
        Kind::TaskWoken { task, from } => form::Kind::TaskWoken { task, from },
        Kind::TaskCancelRequested { task } => form::Kind::TaskCancelRequested { task },
        Kind::TaskFinished { task, outcome } => {
            let (outcome, exception) = match outcome {
                Outcome::Returned => (form::Outcome::Returned, None),
                Outcome::Raised(exception) => (form::Outcome::Raised, Some(text(trace, exception))),
                Outcome::Cancelled => (form::Outcome::Cancelled, None),
            };
            form::Kind::TaskFinished { task, outcome, exception }
        }
        Kind::FrameEntered { function, resumed } => {
            form::Kind::FrameEntered { function: text(trace, function), resumed }
        }
        Kind::FrameLeft { exit } => form::Kind::FrameLeft { exit },
        Kind::Line => form::Kind::Line,
        Kind::RequestSent { request, target, task } => {
            form::Kind::RequestSent { request, target: text(trace, target), task }
        }
        Kind::RequestConnected { request, at } => form::Kind::RequestConnected { request, at_ns: at },
        Kind::RequestAnswered { request, status, queued, worked, at } => {
            form::Kind::RequestAnswered { request, status, queued_us: queued, worked_us: worked, at_ns: at }
        }
        Kind::RequestDone { request, bytes, at } => form::Kind::RequestDone { request, bytes, at_ns: at },
        Kind::RequestFailed { request, reason } => {
            form::Kind::RequestFailed { request, reason: text(trace, reason) }
        }
        Kind::RequestAborted { request } => form::Kind::RequestAborted { request },
        Kind::ThreadStarted => form::Kind::ThreadStarted,
        Kind::ThreadBlocked { on, standing: stood } => {
            form::Kind::ThreadBlocked { on: blocker(on), standing: stood.map(standing) }
        }
        Kind::ThreadUnblocked => form::Kind::ThreadUnblocked,
        Kind::ThreadFinished => form::Kind::ThreadFinished,
        Kind::Output { stream, text: printed } => form::Kind::Output { stream, text: text(trace, printed) },
        Kind::Warning { kind, text: said } => form::Kind::Warning { about: kind, text: text(trace, said) },
    }
}

fn handle(trace: &Trace, handle: HandleId, label: Name, purpose: Purpose) -> form::Handle<'_> {
    let (name, from, request) = match purpose {
        Purpose::FirstStep(_) => (form::Purpose::FirstStep, None, None),
        Purpose::NextStep(_) => (form::Purpose::NextStep, None, None),
        Purpose::WakeUp { from, .. } => (form::Purpose::WakeUp, Some(from), None),
        Purpose::Sleep(_) => (form::Purpose::Sleep, None, None),
        Purpose::Timeout(_) => (form::Purpose::Timeout, None, None),
        Purpose::Arrival { request, .. } => (form::Purpose::Arrival, None, Some(request)),
        Purpose::Signal => (form::Purpose::Signal, None, None),
        Purpose::Program(_) => (form::Purpose::Program, None, None),
        Purpose::Library(_) => (form::Purpose::Library, None, None),
    };
    let label = text(trace, label);
    form::Handle { handle, label, task: purpose.task(), purpose: name, from, request }
}

fn standing(standing: Standing) -> form::Standing {
    form::Standing { holder: standing.holder(), left: standing.left, place: standing.place }
}

fn blocker(on: Blocker) -> form::Blocker {
    match on {
        Blocker::Sleep(until) => form::Blocker::Sleep { until_ns: until },
        Blocker::Request(request) => form::Blocker::Request { request },
        Blocker::Lock(object) => form::Blocker::Lock { object },
        Blocker::Thread => form::Blocker::Thread,
        Blocker::Interpreter => form::Blocker::Interpreter,
    }
}
