//! Why a task was made, goes on, gives way, or ends.

use super::Moment;
use super::reason::{self, Reason};
use crate::sentence::SentenceWriter;
use crate::state::TaskPhase;
use trace::event::{
    Awaited, AwaitedKind, EventId, HandleId, Kind, Name, ObjectId, ObjectKind, Outcome, RequestId, Standing,
    TaskId,
};

pub(super) fn explain<'a>(moment: &Moment, speech: SentenceWriter<'a>) -> SentenceWriter<'a> {
    match moment.event.kind {
        Kind::TaskCreated { task, parent, .. } => {
            let speech = match parent {
                Some(parent) => speech.task(parent).say(" makes the task ").task(task),
                None => speech.say("The task ").task(task).say(" is made"),
            };
            speech.say(". It does not run yet: its first step goes to the back of the ready queue.")
        }
        Kind::TaskResumed { task } => explain_resume(moment, speech, task, moment.id()),
        Kind::TaskSuspended { task, on, standing } => match standing.zip(on.object()) {
            Some((standing, object)) => explain_queue(moment, speech.task(task), object, standing),
            None => explain_wait(moment, speech.task(task), task, on),
        },
        Kind::TaskWoken { task, .. } => {
            let cause = reason::of_event(moment.trace, moment.id());
            let speech = reason::say(speech.task(task).say(" is woken because "), cause);
            speech.say(": its next step goes to the back of the ready queue.")
        }
        Kind::TaskCancelRequested { task } => explain_cancel(moment, speech, task),
        Kind::TaskFinished { task, outcome } => explain_end(moment, speech.task(task), task, outcome),
        _ => speech,
    }
}

/// What `Task.cancel` does depends on what the task does: CPython's `asyncio/tasks.py`, `Task.cancel`.
fn explain_cancel<'a>(moment: &Moment, speech: SentenceWriter<'a>, task: TaskId) -> SentenceWriter<'a> {
    let speech = super::who(moment, speech).say(" asks ").task(task).say(" to cancel: ");
    match moment.state.tasks.get(task).map(|task| task.phase) {
        Some(TaskPhase::Waiting(on)) if on.kind == AwaitedKind::Task => {
            speech.say("what it awaits is cancelled first.")
        }
        Some(TaskPhase::Waiting(_)) => speech.say("CancelledError will be raised where it waits."),
        Some(TaskPhase::Running) => {
            speech.say("CancelledError will be raised where it waits next, if it does.")
        }
        _ => speech.say("CancelledError will be raised at its next step."),
    }
}

/// A frame is entered, or goes on: with its task that was resumed just now, or by itself.
pub(super) fn explain_frame<'a>(
    moment: &Moment,
    speech: SentenceWriter<'a>,
    function: Name,
    resumed: bool,
) -> SentenceWriter<'a> {
    match just_resumed(moment) {
        Some((task, resumed)) => explain_resume(moment, speech, task, resumed),
        None if resumed => speech.code(function).say(" goes on where it gave a value."),
        None => super::who(moment, speech).say(" calls ").code(function).say("."),
    }
}

/// The task that was resumed, if its frames go on because of that, and not because a line calls something.
fn just_resumed(moment: &Moment) -> Option<(TaskId, EventId)> {
    let resumed = moment.trace.cause(moment.id())?;
    match moment.trace.event(resumed)?.kind {
        Kind::TaskResumed { task } => Some((task, resumed)),
        _ => None,
    }
}

fn explain_resume<'a>(
    moment: &Moment,
    speech: SentenceWriter<'a>,
    task: TaskId,
    resumed: EventId,
) -> SentenceWriter<'a> {
    let speech = match reason::of_step(moment.trace, resumed) {
        Reason::Created(parent) => {
            let speech = speech.say("It is the turn of ").task(task).say(", which runs for the first time");
            match parent {
                Some(parent) => speech.say(": ").task(parent).say(" made it."),
                None => speech.say("."),
            }
        }
        Reason::GaveWay => speech.task(task).say(" had given way for one turn of the loop, and goes on."),
        Reason::Answered(_) | Reason::Socket => {
            let speech = speech.say("The socket for ").task(task).say(" became readable, ");
            speech.say("so the loop called its task back.")
        }
        Reason::Timer => {
            speech.say("The timer of ").task(task).say(" was due, so the loop called its task back.")
        }
        cause => {
            let speech = speech.say("The loop called ").task(task).say(" back because ");
            reason::say(speech, cause).say(".")
        }
    };
    say_who_is_ready(moment, speech, task)
}

/// `get(2) is ready too, and waits its turn.`
fn say_who_is_ready<'a>(moment: &Moment, speech: SentenceWriter<'a>, running: TaskId) -> SentenceWriter<'a> {
    let handles = moment.event_loop().map(|event_loop| &event_loop.ready).into_iter().flatten();
    let mut ready: Vec<TaskId> = Vec::new();
    for task in handles.filter_map(|&handle| moment.state.handles.get(handle)?.purpose.task()) {
        let is_ready = moment.state.tasks.get(task).is_some_and(|task| task.phase == TaskPhase::Ready);
        if is_ready && task != running && !ready.contains(&task) {
            ready.push(task);
        }
        if ready.len() > 8 {
            // More names than anybody reads: their number says enough.
            return speech
                .say(" ")
                .count(moment.ready_count(), "handle waits", "handles wait")
                .say(" in the queue.");
        }
    }
    match ready.len() {
        0 => speech,
        1 => speech.say(" ").tasks(&ready, "").say(" is ready too, and waits its turn."),
        _ => speech.say(" ").tasks(&ready, "").say(" are ready too, and wait their turn."),
    }
}

fn explain_wait<'a>(
    moment: &Moment,
    speech: SentenceWriter<'a>,
    task: TaskId,
    on: Awaited,
) -> SentenceWriter<'a> {
    match on.kind {
        AwaitedKind::NextTurn => {
            speech.say(" gives way for one turn: it goes to the back of the ready queue.")
        }
        AwaitedKind::Sleep => match moment.state.handles.get(HandleId(on.id)).and_then(|handle| handle.due) {
            Some(due) => {
                let span = due.since(moment.event.time).spoken();
                speech.say(" sleeps for ").number(span).say(": it gives way until its timer is due.")
            }
            None => speech.say(" sleeps: it gives way until its timer is due."),
        },
        AwaitedKind::Request => {
            let request = moment.state.requests.get(RequestId(on.id));
            let speech = speech.say(" awaits the answer to request ").number(on.id);
            match request.filter(|request| request.ended.is_some()) {
                Some(_) => {
                    speech.say(", which is there already: it gives way until the loop has passed it on.")
                }
                None => speech.say(": it gives way, and the loop can run whatever else is ready."),
            }
        }
        AwaitedKind::Task => {
            speech.say(" awaits ").task(TaskId(on.id)).say(": it gives way until that is done.")
        }
        AwaitedKind::Several => {
            let speech = speech.say(" awaits several things at once, and gives way until they are done");
            match moment.state.unfinished_children(task).count() {
                0 => speech.say("."),
                open => speech
                    .say("; ")
                    .count(open, "task that it made is", "tasks that it made are")
                    .say(" not done yet."),
            }
        }
        // Where one stands in line for these is recorded, and `explain_queue` says it.
        AwaitedKind::Lock | AwaitedKind::Semaphore | AwaitedKind::Event | AwaitedKind::Queue => {
            speech.say(" waits.")
        }
        AwaitedKind::Thread => {
            speech.say(" awaits what another thread does: it gives way until that is done.")
        }
        AwaitedKind::Future => speech.say(" awaits a future: it gives way until somebody sets its result."),
    }
}

/// A task stands in line: for what, who has it, and how many stood there before.
fn explain_queue<'a>(
    moment: &Moment,
    speech: SentenceWriter<'a>,
    object: ObjectId,
    standing: Standing,
) -> SentenceWriter<'a> {
    let Some(object) = moment.trace.object(object) else { return speech.say(" waits.") };
    let speech = speech.say(" awaits ");
    let speech = match (object.kind, standing.holder(), standing.left) {
        (ObjectKind::Lock, Some(holder), _) => speech.say("the lock that ").lane(holder).say(" holds"),
        (ObjectKind::Lock, None, _) => speech.say("a lock"),
        (ObjectKind::Semaphore, _, 0) => speech.say("a permit of a semaphore that has none left"),
        (ObjectKind::Semaphore, ..) => speech.say("a permit of a semaphore"),
        (ObjectKind::ConnectionPool, _, 0) => speech.say("a connection of a pool that has none left"),
        (ObjectKind::ConnectionPool, ..) => speech.say("a connection of a pool"),
        (ObjectKind::Condition, ..) => speech.say("a condition, until it is notified"),
        (ObjectKind::Event, ..) => speech.say("an event, until it is set"),
        (ObjectKind::Barrier, ..) => speech.say("a barrier, until enough have come to it"),
        (ObjectKind::Queue, _, 0) => speech.say("an item of an empty queue"),
        (ObjectKind::Queue, _, items) => {
            speech.say("room in a queue that is full, with ").count(items as usize, "item", "items")
        }
    };
    match standing.place.get() - 1 {
        0 => speech.say(": it gives way."),
        before => speech
            .say(": it gives way, and ")
            .count(before as usize, "stands", "stand")
            .say(" in line before it."),
    }
}

fn explain_end<'a>(
    moment: &Moment,
    speech: SentenceWriter<'a>,
    task: TaskId,
    outcome: Outcome,
) -> SentenceWriter<'a> {
    let speech = match outcome {
        Outcome::Returned => speech.say(" returned, and is done."),
        Outcome::Raised(text) => speech.say(" ended with an exception: ").code(text).say("."),
        Outcome::Cancelled => speech.say(" is cancelled."),
    };
    let awaits = |on: Awaited| on.kind == AwaitedKind::Task && on.id == task.0;
    let parent = moment.state.tasks.get(task).and_then(|task| task.parent);
    let gathers = |id: TaskId, on: Awaited| on.kind == AwaitedKind::Several && Some(id) == parent;
    let waiting = moment.state.unfinished_tasks().find(|(id, known)| match known.phase {
        TaskPhase::Waiting(on) => awaits(on) || gathers(*id, on),
        TaskPhase::Ready | TaskPhase::Running | TaskPhase::Finished(_) => false,
    });
    let Some((waiting, state)) = waiting else { return speech };
    match state.phase {
        TaskPhase::Waiting(on) if on.kind == AwaitedKind::Several => {
            let speech = speech.say(" ").task(waiting);
            match moment.state.unfinished_children(waiting).count() {
                0 => speech.say(" waited for several, and all the tasks that it made are done now."),
                open => {
                    let speech = speech.say(" still waits; ").count(open, "task", "tasks");
                    speech
                        .say(" that it made ")
                        .say(if open == 1 { "is" } else { "are" })
                        .say(" not done yet.")
                }
            }
        }
        _ => speech.say(" ").task(waiting).say(" waits for it."),
    }
}
