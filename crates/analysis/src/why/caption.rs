//! A step in a few words, as an entry of a list.

use super::Sentence;
use crate::sentence::SentenceWriter;
use trace::event::{Event, Kind, Trace};
use trace::naming::Naming;

/// What happened, in a few words: `get(2) goes on`.
pub fn caption(trace: &Trace, naming: &Naming, event: Event) -> Sentence {
    let speech = SentenceWriter::new(trace, naming);
    let of_task = trace.task_of(event.lane);
    let (task, words) = match event.kind {
        Kind::TaskCreated { task, .. } => (Some(task), " is made"),
        Kind::TaskResumed { task } => (Some(task), " goes on"),
        Kind::TaskSuspended { task, .. } => (Some(task), " gives way"),
        Kind::TaskWoken { task, .. } => (Some(task), " is woken"),
        Kind::TaskCancelRequested { task } => (Some(task), " is asked to cancel"),
        Kind::TaskFinished { task, .. } => (Some(task), " is done"),
        Kind::Line => {
            let speech = match of_task {
                Some(task) => speech.task(task).say(", line "),
                None => speech.say("line "),
            };
            return speech.number(event.line).end();
        }
        Kind::HandleQueued { label, .. } => return speech.code(label).say(" is queued").end(),
        Kind::TimerSet { label, .. } => return speech.say("a timer for ").code(label).end(),
        Kind::Output { .. } => (of_task, " prints"),
        Kind::TimerFired { .. } => (None, "a timer is due"),
        Kind::PollStarted { .. } => (None, "the loop sleeps"),
        Kind::PollEnded { .. } => (None, "the poll returns"),
        Kind::LoopStarted => (None, "the loop starts"),
        Kind::LoopStopped => (None, "the loop stops"),
        Kind::ThreadStarted => (None, "a thread starts"),
        Kind::ThreadBlocked { .. } => (of_task, " blocks"),
        Kind::ThreadUnblocked => (of_task, " goes on after a block"),
        Kind::ThreadFinished => (None, "a thread ends"),
        Kind::RequestFailed { .. } => (None, "a request fails"),
        Kind::RequestAborted { .. } => (None, "a request is given up"),
        Kind::Warning { .. } => (None, "a warning"),
        _ => (None, "a step"),
    };
    match task {
        Some(task) => speech.task(task).say(words).end(),
        None if words.starts_with(' ') => speech.say("the thread").say(words).end(),
        None => speech.say(words).end(),
    }
}
