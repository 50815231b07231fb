//! Why the loop does what it does: polls, timers, and what it takes from its queue.

use super::Moment;
use super::reason::{self, Reason};
use crate::sentence::SentenceWriter;
use crate::state::{TaskPhase, TaskState};
use trace::event::{AwaitedKind, Event, HandleId, HandleSource, Kind, Purpose, TaskId};
use trace::time::Span;

pub(super) fn explain<'a>(moment: &Moment, speech: SentenceWriter<'a>) -> SentenceWriter<'a> {
    match moment.event.kind {
        Kind::LoopStarted => {
            speech.say("An event loop starts: until it stops, it decides what its thread runs next.")
        }
        Kind::LoopStopped => speech.say("The loop stops, and returns to the code that started it."),
        Kind::TurnStarted { turn } => {
            let speech = speech.say("Turn ").number(turn).say(" of the loop begins: it polls, then calls ");
            speech.say("what is ready by then, and nothing that comes later.")
        }
        Kind::PollStarted { timeout } => explain_poll(moment, speech, timeout),
        Kind::PollEnded { ready } => explain_poll_end(moment, speech, ready),
        Kind::HandleQueued { .. } => explain_queued(moment, speech),
        Kind::TimerSet { label, purpose, due, .. } => {
            let span = due.since(moment.event.time).spoken();
            let speech = super::who(moment, speech);
            let speech = match purpose.is_of_program() {
                true => speech.say(" asks the loop to call ").code(label).say(" in "),
                false => speech.say(" sets a timer of "),
            };
            speech.number(span).say(".")
        }
        Kind::TimerFired { handle } => explain_fired(moment, speech, handle),
        Kind::HandleStarted { .. } => explain_started(moment, speech),
        Kind::HandleFinished { .. } => explain_finished(moment, speech),
        Kind::HandleCancelled { handle } => {
            let speech = super::who(moment, speech).say(" cancels ");
            match moment.state.handles.get(handle) {
                Some(handle) => speech.code(handle.label).say(": the loop will pass it over."),
                None => speech.say("a callback that has been called already: nothing changes."),
            }
        }
        _ => speech,
    }
}

fn explain_poll<'a>(
    moment: &Moment,
    speech: SentenceWriter<'a>,
    timeout: Option<Span>,
) -> SentenceWriter<'a> {
    let waiting = waiting_on_io(moment);
    let speech = match (timeout, moment.ready_count()) {
        (Some(Span::ZERO), 0) if is_timer_due(moment) => {
            return speech.say("A timer is due, so the loop polls without sleeping.");
        }
        // CPython's loop looks whether there are handles, not whether one of them is to be called.
        (Some(Span::ZERO), 0)
            if moment.event_loop().is_some_and(|event_loop| !event_loop.ready.is_empty()) =>
        {
            return speech
                .say("Only cancelled handles are in the queue, so the loop polls without sleeping.");
        }
        // `loop.stop` was called while the loop did not run, or by a handle of the turn before.
        (Some(Span::ZERO), 0) => {
            return speech.say("The loop is to stop after this turn, so it polls without sleeping.");
        }
        (Some(Span::ZERO), ready) => {
            let speech = speech.count(ready, "handle is", "handles are");
            let speech = speech.say(" ready, so the loop polls without sleeping");
            return speech.say(": it only looks which sockets are ready too.");
        }
        (_, 0) => speech.say("The loop has nothing ready: it polls, and sleeps"),
        // A wrong trace, or a handle that was cancelled.
        (_, _) => speech.say("The loop polls, and sleeps"),
    };
    let speech = match waiting.is_empty() {
        true => speech,
        false => speech.say(" until a socket is ready, for ").tasks(&waiting, ""),
    };
    let Some(timeout) = timeout else {
        let until = if waiting.is_empty() { " until something is ready" } else { "" };
        return speech.say(until).say("; no timer is set.");
    };
    let at_most = if waiting.is_empty() { " at most " } else { ", but at most " };
    let speech = speech.say(at_most).number(timeout.spoken());
    let timer = moment.event_loop().and_then(|event_loop| event_loop.timers.first());
    let Some(timer) = timer.and_then(|&timer| moment.state.handles.get(timer)) else {
        return speech.say(".");
    };
    match timer.purpose {
        Purpose::Sleep(task) => speech.say(", until the timer of ").task(task).say("."),
        Purpose::Timeout(Some(task)) => speech.say(", until the timeout of ").task(task).say("."),
        _ => speech.say(", until it is time for ").code(timer.label).say("."),
    }
}

fn is_timer_due(moment: &Moment) -> bool {
    let first = moment.event_loop().and_then(|event_loop| event_loop.timers.first());
    let due = first.and_then(|&timer| moment.state.handles.get(timer)?.due);
    due.is_some_and(|due| due <= moment.event.time)
}

/// The tasks of this loop that wait for answers.
fn waiting_on_io(moment: &Moment) -> Vec<TaskId> {
    let thread = moment.place().0;
    let waits = |task: &TaskState| {
        let of_loop = task.lane.is_some_and(|lane| moment.trace.thread_of(lane) == thread);
        of_loop && matches!(task.phase, TaskPhase::Waiting(on) if on.kind == AwaitedKind::Request)
    };
    moment.state.unfinished_tasks().filter(|(_, task)| waits(task)).map(|(id, _)| id).collect()
}

fn explain_poll_end<'a>(moment: &Moment, speech: SentenceWriter<'a>, ready: u32) -> SentenceWriter<'a> {
    let poll = moment.event_loop().and_then(|event_loop| event_loop.poll.as_ref());
    let slept = poll.map_or(Span::ZERO, |poll| moment.event.time.since(poll.started));
    if is_woken_by_thread(moment) {
        let speech = speech.say("Another thread woke the loop");
        return match slept {
            Span::ZERO => speech.say("."),
            slept => speech.say(", which had slept ").number(slept.spoken()).say("."),
        };
    }
    let speech = match (ready, slept) {
        (0, Span::ZERO) => return speech.say("No socket is ready."),
        (0, _) => {
            let speech = speech.say("No socket is ready; the loop slept ").number(slept.spoken());
            return speech.say(if is_timer_due(moment) { ", and a timer is due." } else { "." });
        }
        (1, _) => speech.say("The socket for ").tasks(&found(moment), "a callback").say(" became readable"),
        (_, _) => speech.say("The sockets for ").tasks(&found(moment), "callbacks").say(" became readable"),
    };
    if slept == Span::ZERO {
        speech.say(".")
    } else {
        speech.say(" after the loop slept ").number(slept.spoken()).say(".")
    }
}

/// Whether it was `call_soon_threadsafe` in another thread that ended the poll.
fn is_woken_by_thread(moment: &Moment) -> bool {
    let cause = moment.trace.cause(moment.id()).and_then(|cause| moment.trace.event(cause));
    let queues =
        |event: Event| matches!(event.kind, Kind::HandleQueued { source: HandleSource::Thread { .. }, .. });
    cause.is_some_and(queues)
}

/// The tasks of the handles that this poll is about to queue: they come right after it.
fn found(moment: &Moment) -> Vec<TaskId> {
    let later = moment.trace.events_from(moment.state.position);
    let of_poll = later.take_while(|event| match event.kind {
        Kind::HandleQueued { source, .. } => source == HandleSource::Io,
        Kind::RequestConnected { .. }
        | Kind::RequestAnswered { .. }
        | Kind::RequestDone { .. }
        | Kind::RequestFailed { .. } => true,
        _ => false,
    });
    let task = |event: Event| match event.kind {
        Kind::HandleQueued { purpose, .. } => purpose.task(),
        _ => None,
    };
    let mut tasks: Vec<TaskId> = of_poll.filter_map(task).collect();
    tasks.dedup();
    tasks
}

fn explain_queued<'a>(moment: &Moment, speech: SentenceWriter<'a>) -> SentenceWriter<'a> {
    let Some((purpose, label)) = reason::call(moment.trace, moment.id()) else { return speech };
    let cause = reason::of_queued(moment.trace, moment.id());
    let is_function = matches!(purpose, Purpose::Program(_) | Purpose::Library(_));
    let speech = match (purpose, cause) {
        (Purpose::Arrival { .. }, cause) => match (purpose.task(), cause) {
            (Some(task), Reason::RequestFailed(_)) => {
                speech.say("The request of ").task(task).say(" came to nothing: its callback")
            }
            (Some(task), _) => speech.say("The socket for ").task(task).say(" became readable: its callback"),
            (None, _) => speech.say("A socket became ready: its callback"),
        },
        (Purpose::Signal, _) => speech.say("A signal has arrived: what reads it"),
        (Purpose::Timeout(Some(task)), _) => {
            speech.say("The time of ").task(task).say(" is up: the callback of its timeout")
        }
        (Purpose::Sleep(task), _) => speech.say("The timer of ").task(task).say(" was due: its callback"),
        (Purpose::Timeout(None), _) | (Purpose::Program(_) | Purpose::Library(_), Reason::Timer) => {
            speech.say("It is time for ").code(label).say(": it")
        }
        (_, Reason::Thread) if is_function => {
            speech.say("Another thread asks the loop to call ").code(label).say(": it")
        }
        (_, Reason::By(task)) if is_function => {
            speech.task(task).say(" asks the loop to call ").code(label).say(": it")
        }
        (_, Reason::Unknown | Reason::Callback(_) | Reason::ByThread) if is_function => {
            speech.say("The loop is to call ").code(label).say(" soon: it")
        }
        (_, cause) => {
            let speech = reason::say_call(speech.say("The loop is to call "), purpose, label);
            reason::say(speech.say(" because "), cause).say(": it")
        }
    };
    speech.say(" goes to the back of the ready queue.")
}

fn explain_fired<'a>(moment: &Moment, speech: SentenceWriter<'a>, handle: HandleId) -> SentenceWriter<'a> {
    /// A poll sleeps whole milliseconds.
    const PUNCTUAL: Span = Span::from_milliseconds(1);
    let Some(state) = moment.state.handles.get(handle) else { return speech.say("A timer is due.") };
    let speech = match state.purpose {
        Purpose::Sleep(task) => speech.say("The timer of ").task(task).say(" is due"),
        Purpose::Timeout(Some(task)) => {
            speech.say("The time of ").task(task).say(" is up: its timeout is due")
        }
        _ => speech.say("It is time for ").code(state.label),
    };
    match state.due.map(|due| moment.event.time.since(due)) {
        Some(late) if late > PUNCTUAL => speech.say(", ").number(late.spoken()).say(" late."),
        Some(_) | None => speech.say("."),
    }
}

fn explain_started<'a>(moment: &Moment, speech: SentenceWriter<'a>) -> SentenceWriter<'a> {
    let speech = speech.say("The loop takes the first handle from its queue");
    let speech = match moment.trace.cause(moment.id()).and_then(|queued| reason::call(moment.trace, queued)) {
        Some((purpose, label)) => reason::say_call(speech.say(", "), purpose, label).say(", and calls it"),
        None => speech.say(", and calls it"),
    };
    match moment.ready_count() {
        0 => speech.say("."),
        ready => speech.say("; ").count(ready, "waits", "wait").say(" behind it."),
    }
}

fn explain_finished<'a>(moment: &Moment, speech: SentenceWriter<'a>) -> SentenceWriter<'a> {
    let batch = moment.event_loop().and_then(|event_loop| event_loop.batch).unwrap_or(0);
    let speech = speech.say("The call is over. ");
    match (batch, moment.ready_count()) {
        (0, 0) => speech.say("Nothing else is ready."),
        (0, ready) => {
            speech.say("The turn is complete; ").count(ready, "handle", "handles").say(" for the next one.")
        }
        (_, _) => speech.say("The loop takes the next handle of this turn."),
    }
}
