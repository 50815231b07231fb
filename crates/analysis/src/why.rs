//! Why a step happened, in one sentence, with the names in it told apart.
//!
//! Everything that is said follows from the trace: the event, its causes, and the state right after it. What it is not: an
//! explanation of asyncio; lessons give that. Begin with [`why`]; beneath it, one file for each group of events, and `reason` for
//! what lies at the root of a wake-up; [`Causes`] leads from step to step.

mod caption;
mod causes;
mod io;
mod loops;
mod reason;
mod tasks;

pub use self::caption::caption;
pub use self::causes::Causes;
use crate::sentence::SentenceWriter;
pub use crate::sentence::{Part, Sentence};
use crate::state::{LoopState, State, ThreadState};
use trace::event::{Event, EventId, FrameExit, Kind, LaneId, LaneKind, Stream, TaskId, Trace, WarningKind};
use trace::naming::Naming;

/// Why what happened last at the state's position happened.
///
/// `naming` and `state` have to be those of the trace.
pub fn why(trace: &Trace, naming: &Naming, state: &State) -> Sentence {
    let speech = SentenceWriter::new(trace, naming);
    let latest = state.position.checked_sub(1).and_then(|index| trace.event(EventId(index as u32)));
    match latest {
        Some(event) => explain(&Moment { trace, state, event }, speech).end(),
        None => speech.say("Nothing has happened yet: the program is about to start.").end(),
    }
}

/// An event, and how things are right after it.
struct Moment<'a> {
    trace: &'a Trace,
    state: &'a State,
    event: Event,
}

impl Moment<'_> {
    fn id(&self) -> EventId {
        EventId(self.state.position.saturating_sub(1) as u32)
    }

    /// The lane of the thread in which it happened, and the task that ran there.
    fn place(&self) -> (LaneId, Option<TaskId>) {
        let lane = self.event.lane;
        match self.trace.lane(lane).map(|lane| lane.kind) {
            Some(LaneKind::Task { task, thread }) => (thread, Some(task)),
            Some(LaneKind::Thread { .. }) | None => {
                (lane, self.state.threads.get(lane).and_then(|thread| thread.task))
            }
        }
    }

    fn thread(&self) -> Option<&ThreadState> {
        self.state.threads.get(self.place().0)
    }

    fn event_loop(&self) -> Option<&LoopState> {
        self.thread()?.event_loop.as_ref()
    }

    /// How many handles are ready, cancelled ones not counted.
    fn ready_count(&self) -> usize {
        let is_live = |handle| self.state.handles.get(handle).is_some_and(|handle| !handle.cancelled);
        self.event_loop()
            .map_or(0, |event_loop| event_loop.ready.iter().filter(|&&handle| is_live(handle)).count())
    }
}

fn explain<'a>(moment: &Moment, speech: SentenceWriter<'a>) -> SentenceWriter<'a> {
    match moment.event.kind {
        Kind::LoopStarted
        | Kind::LoopStopped
        | Kind::TurnStarted { .. }
        | Kind::PollStarted { .. }
        | Kind::PollEnded { .. }
        | Kind::HandleQueued { .. }
        | Kind::TimerSet { .. }
        | Kind::TimerFired { .. }
        | Kind::HandleStarted { .. }
        | Kind::HandleFinished { .. }
        | Kind::HandleCancelled { .. } => loops::explain(moment, speech),
        Kind::TaskCreated { .. }
        | Kind::TaskResumed { .. }
        | Kind::TaskSuspended { .. }
        | Kind::TaskWoken { .. }
        | Kind::TaskCancelRequested { .. }
        | Kind::TaskFinished { .. } => tasks::explain(moment, speech),
        Kind::RequestSent { .. }
        | Kind::RequestConnected { .. }
        | Kind::RequestAnswered { .. }
        | Kind::RequestDone { .. }
        | Kind::RequestFailed { .. }
        | Kind::RequestAborted { .. }
        | Kind::ThreadStarted
        | Kind::ThreadBlocked { .. }
        | Kind::ThreadUnblocked
        | Kind::ThreadFinished => io::explain(moment, speech),
        Kind::FrameEntered { function, resumed } => tasks::explain_frame(moment, speech, function, resumed),
        Kind::FrameLeft { exit } => explain_exit(moment, speech, exit),
        Kind::Line => explain_line(moment, speech),
        Kind::Output { stream, .. } => {
            let to = if stream == Stream::Error { " prints to stderr." } else { " prints." };
            who(moment, speech).say(to)
        }
        Kind::Warning { kind, text } => speech.say(warning(kind)).say(": ").say(moment.trace.text(text)),
    }
}

/// Who runs: a task, or the program outside of tasks.
fn who<'a>(moment: &Moment, speech: SentenceWriter<'a>) -> SentenceWriter<'a> {
    match (moment.place().1, moment.event_loop()) {
        (Some(task), _) => speech.task(task),
        (None, Some(event_loop)) if event_loop.running.is_some() => speech.say("The callback"),
        (None, _) => speech.say("The program"),
    }
}

fn explain_line<'a>(moment: &Moment, speech: SentenceWriter<'a>) -> SentenceWriter<'a> {
    let speech = who(moment, speech).say(" runs line ").number(moment.event.line);
    match (moment.place().1, moment.ready_count()) {
        (None, _) => speech.say("."),
        (Some(_), 0) => speech.say("; nothing waits in the ready queue."),
        (Some(_), ready) => speech
            .say("; ")
            .count(ready, "handle waits", "handles wait")
            .say(" in the ready queue until this step is over."),
    }
}

fn explain_exit<'a>(moment: &Moment, speech: SentenceWriter<'a>, exit: FrameExit) -> SentenceWriter<'a> {
    let task = moment.place().1;
    let callback = moment.event_loop().and_then(|event_loop| event_loop.running).filter(|_| task.is_none());
    // Below a task's outermost frame, and below a callback, lies the loop, which is no function of the program.
    let caller = moment.thread().and_then(|thread| thread.frames.last());
    let caller = caller.filter(|frame| frame.task == task && frame.callback == callback);
    let left = moment.thread().and_then(|thread| thread.passing.last());
    match (exit, caller) {
        (FrameExit::Returned, Some(caller)) => {
            speech.say("The function returns; it was called in ").code(caller.function).say(".")
        }
        (FrameExit::Returned, None) if task.is_some() => {
            speech.say("The coroutine returns: its task is over.")
        }
        (FrameExit::Returned, None) if callback.is_some() => speech.say("The callback returns to the loop."),
        (FrameExit::Returned, None) => speech.say("The outermost function of this thread returns."),
        (FrameExit::Raised, Some(caller)) => speech
            .say("An exception leaves the function, which was called in ")
            .code(caller.function)
            .say("."),
        (FrameExit::Raised, None) => speech.say("An exception leaves the function."),
        (FrameExit::Suspended, _) => match left {
            Some(frame) => speech.code(frame.function).say(" is suspended here."),
            None => speech.say("The function is suspended here."),
        },
    }
}

fn warning(kind: WarningKind) -> &'static str {
    match kind {
        WarningKind::NeverAwaited => "A coroutine was never awaited",
        WarningKind::NeverRetrieved => "An exception was never looked at",
        WarningKind::PendingDestroyed => "A task was dropped before it was done",
        WarningKind::LoopBlocked => "The loop was blocked",
        WarningKind::Other => "Note",
    }
}

#[cfg(test)]
mod tests;
