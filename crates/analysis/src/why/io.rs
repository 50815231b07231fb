//! Why requests and threads go on, or do not.

use super::Moment;
use crate::sentence::SentenceWriter;
use trace::event::{Blocker, Event, Kind, LaneId, RequestId, TaskId};
use trace::time::Span;

pub(super) fn explain<'a>(moment: &Moment, speech: SentenceWriter<'a>) -> SentenceWriter<'a> {
    match moment.event.kind {
        Kind::RequestSent { request, target, .. } => {
            let speech =
                super::who(moment, speech).say(" sends request ").number(request.0).say(", ").code(target);
            speech.say("; ").count(moment.state.request_totals.in_flight, "is", "are").say(" in flight now.")
        }
        Kind::RequestConnected { request, at } => {
            let waited = moment.state.requests.get(request).map(|request| at.since(request.sent));
            let speech = subject(moment, speech.say("Request "), request).say(" got its connection");
            match waited {
                Some(waited) => speech.say(" after ").number(waited.spoken()).say(" in this computer."),
                None => speech.say("."),
            }
        }
        Kind::RequestAnswered { request, status, queued, worked, .. } => {
            let speech = subject(moment, speech.say("The answer to request "), request)
                .say(" begins to arrive, with status ");
            let speech = speech.number(status);
            let speech = match queued {
                Some(queued) => speech
                    .say("; it waited ")
                    .number(Span::from(queued).spoken())
                    .say(" in the server's queue"),
                None => speech,
            };
            match worked {
                Some(worked) => {
                    speech.say("; the server worked for ").number(Span::from(worked).spoken()).say(".")
                }
                None => speech.say("."),
            }
        }
        Kind::RequestDone { request, at, .. } => {
            let took = moment.state.requests.get(request).map(|request| at.since(request.sent));
            let speech =
                subject(moment, speech.say("All of the answer to request "), request).say(" is there");
            match took {
                Some(took) => speech.say(", ").number(took.spoken()).say(" after it was sent."),
                None => speech.say("."),
            }
        }
        Kind::RequestFailed { request, reason } => {
            subject(moment, speech.say("Request "), request).say(" failed: ").say(moment.trace.text(reason))
        }
        Kind::RequestAborted { request } => subject(moment, speech.say("Request "), request)
            .say(" was given up: nobody waits for its answer any more."),
        Kind::ThreadStarted if moment.place().0 == LaneId(0) => {
            speech.say("The program starts, in its main thread.")
        }
        Kind::ThreadFinished if moment.place().0 == LaneId(0) => speech.say("The main thread is over."),
        Kind::ThreadStarted => speech.say("A thread starts: it runs beside the others."),
        Kind::ThreadBlocked { on, .. } => explain_block(moment, speech, on),
        Kind::ThreadUnblocked => explain_unblock(moment, speech),
        Kind::ThreadFinished => speech.say("The thread is over."),
        _ => speech,
    }
}

/// Who let the thread go on: another thread, or nobody but the time.
fn explain_unblock<'a>(moment: &Moment, speech: SentenceWriter<'a>) -> SentenceWriter<'a> {
    let own = moment.place().0;
    let cause = moment.trace.cause(moment.id()).and_then(|cause| moment.trace.event(cause));
    let speech = speech.say("The thread can go on");
    match cause {
        Some(cause) if moment.trace.thread_of(cause.lane) != own => {
            speech.say(" because of what ").lane(cause.lane).say(" did.")
        }
        // A signal ends a sleep for as long as its handler runs.
        Some(Event { kind: Kind::ThreadBlocked { on: Blocker::Sleep(until), .. }, .. })
            if until <= moment.event.time =>
        {
            speech.say(": its sleep is over.")
        }
        Some(Event { kind: Kind::RequestDone { request, .. }, .. }) => {
            speech.say(": the answer to request ").number(request.0).say(" is there.")
        }
        Some(_) | None => speech.say("."),
    }
}

/// `2 of get(2)`.
fn subject<'a>(moment: &Moment, speech: SentenceWriter<'a>, request: RequestId) -> SentenceWriter<'a> {
    let task: Option<TaskId> = moment.state.requests.get(request).and_then(|request| request.task);
    let speech = speech.number(request.0);
    match task {
        Some(task) => speech.say(" of ").task(task),
        None => speech,
    }
}

fn explain_block<'a>(moment: &Moment, speech: SentenceWriter<'a>, on: Blocker) -> SentenceWriter<'a> {
    let speech = super::who(moment, speech);
    let speech = match on {
        Blocker::Sleep(until) => {
            speech.say(" blocks its thread for ").number(until.since(moment.event.time).spoken())
        }
        Blocker::Request(request) => {
            speech.say(" blocks its thread until request ").number(request.0).say(" is answered")
        }
        Blocker::Lock(_) => speech.say(" blocks its thread on a lock"),
        Blocker::Thread => speech.say(" blocks its thread until another is done"),
        Blocker::Interpreter => return speech.say(" could run, but another thread holds the interpreter."),
    };
    if moment.event_loop().is_none_or(|event_loop| !event_loop.active) {
        return speech.say(".");
    }
    match moment.ready_count() {
        0 => speech.say(": the loop is blocked with it, and can wake nobody."),
        ready => speech
            .say(": the loop is blocked with it, and ")
            .count(ready, "handle waits", "handles wait")
            .say(" behind it."),
    }
}
