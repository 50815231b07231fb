//! What happened, in a few words.

use crate::event::{
    Awaited, AwaitedKind, Blocker, Event, FrameExit, HandleSource, Kind, ObjectId, Outcome, Purpose,
    Standing, Stream, TaskId, Trace, WarningKind,
};
use crate::naming::Naming;
use crate::time::Span;

/// How much of a text that the program made is shown.
const LONGEST_TEXT: usize = 100;

pub(super) fn describe(trace: &Trace, naming: &Naming, event: &Event) -> String {
    let name = |task| naming.task(trace, task);
    let of_task = |task: Option<TaskId>| task.map(|task| format!(" of {}", name(task))).unwrap_or_default();
    match event.kind {
        Kind::LoopStarted => "loop started".to_owned(),
        Kind::LoopStopped => "loop stopped".to_owned(),
        Kind::TurnStarted { turn } => format!("turn {turn}"),
        Kind::PollStarted { timeout: None } => "poll until something is ready".to_owned(),
        Kind::PollStarted { timeout: Some(Span::ZERO) } => "poll".to_owned(),
        Kind::PollStarted { timeout: Some(span) } => format!("poll for at most {span}"),
        Kind::PollEnded { ready } => format!("poll ended, {ready} ready"),
        Kind::HandleQueued { handle, label, purpose, source } => {
            let (label, of_task) = (trace.text(label), of_task(purpose.task()));
            let purpose = describe_purpose(purpose);
            format!("queued handle {} {label}{of_task}{} [{purpose}]", handle.0, by(source))
        }
        Kind::TimerSet { handle, label, purpose, due } => {
            let (label, of_task) = (trace.text(label), of_task(purpose.task()));
            let purpose = describe_purpose(purpose);
            format!("set timer {} {label}{of_task} due {due} [{purpose}]", handle.0)
        }
        Kind::TimerFired { handle } => format!("timer {} is due", handle.0),
        Kind::HandleStarted { handle } => format!("started handle {}", handle.0),
        Kind::HandleFinished { handle } => format!("finished handle {}", handle.0),
        Kind::HandleCancelled { handle } => format!("cancelled handle {}", handle.0),
        Kind::TaskCreated { .. }
        | Kind::TaskResumed { .. }
        | Kind::TaskSuspended { .. }
        | Kind::TaskWoken { .. }
        | Kind::TaskCancelRequested { .. }
        | Kind::TaskFinished { .. } => describe_task(trace, naming, event.kind),
        Kind::FrameEntered { function, resumed: false } => format!("entered {}", trace.text(function)),
        Kind::FrameEntered { function, resumed: true } => format!("went on in {}", trace.text(function)),
        Kind::FrameLeft { exit: FrameExit::Returned } => "frame returned".to_owned(),
        Kind::FrameLeft { exit: FrameExit::Suspended } => "frame suspended".to_owned(),
        Kind::FrameLeft { exit: FrameExit::Raised } => "frame raised".to_owned(),
        Kind::Line => source_line(trace, event.line),
        Kind::RequestSent { .. }
        | Kind::RequestConnected { .. }
        | Kind::RequestAnswered { .. }
        | Kind::RequestDone { .. }
        | Kind::RequestFailed { .. }
        | Kind::RequestAborted { .. } => describe_request(trace, naming, event.kind),
        Kind::ThreadStarted => "thread started".to_owned(),
        Kind::ThreadBlocked { on, standing } => {
            let mut facts = Vec::new();
            if let Blocker::Lock(Some(object)) = on {
                facts.push(describe_object(trace, object));
            }
            facts.extend(standing.map(|standing| describe_standing(trace, naming, standing)));
            format!("thread blocked on {}{}", blocker(on), in_brackets(&facts))
        }
        Kind::ThreadUnblocked => "thread unblocked".to_owned(),
        Kind::ThreadFinished => "thread finished".to_owned(),
        Kind::Output { stream: Stream::Output, text } => format!("printed {}", quoted(trace.text(text))),
        Kind::Output { stream: Stream::Error, text } => {
            format!("printed to stderr {}", quoted(trace.text(text)))
        }
        Kind::Warning { kind, text } => format!("warning, {}: {}", warning(kind), quoted(trace.text(text))),
    }
}

fn describe_task(trace: &Trace, naming: &Naming, kind: Kind) -> String {
    let name = |task| naming.task(trace, task);
    match kind {
        Kind::TaskCreated { task, parent, .. } => {
            let by = parent.map(|parent| format!(" by {}", name(parent))).unwrap_or_default();
            format!("created task {} {}{by}", task.0, name(task))
        }
        Kind::TaskResumed { task } => format!("resumed {}", name(task)),
        Kind::TaskSuspended { on, standing, .. } => {
            let mut facts: Vec<String> =
                on.object().map(|object| describe_object(trace, object)).into_iter().collect();
            facts.extend(standing.map(|standing| describe_standing(trace, naming, standing)));
            format!("suspended on {}{}", awaited(on), in_brackets(&facts))
        }
        Kind::TaskWoken { task, from } => format!("woke {} [from {}]", name(task), awaited(from)),
        Kind::TaskCancelRequested { task } => format!("asked {} to cancel", name(task)),
        Kind::TaskFinished { task, outcome } => match outcome {
            Outcome::Returned => format!("finished {}", name(task)),
            Outcome::Raised(text) => format!("failed {}: {}", name(task), quoted(trace.text(text))),
            Outcome::Cancelled => format!("cancelled {}", name(task)),
        },
        _ => String::new(),
    }
}

fn describe_request(trace: &Trace, naming: &Naming, kind: Kind) -> String {
    match kind {
        Kind::RequestSent { request, target, task } => {
            let of_task = task.map(|task| format!(" of {}", naming.task(trace, task))).unwrap_or_default();
            format!("sent request {}{of_task} {}", request.0, trace.text(target))
        }
        Kind::RequestConnected { request, at } => format!("request {} got a connection at {at}", request.0),
        Kind::RequestAnswered { request, status, queued, worked, at } => {
            let queued =
                queued.map(|span| format!(", queued {}", Span::from(span).spoken())).unwrap_or_default();
            let worked =
                worked.map(|span| format!(", worked {}", Span::from(span).spoken())).unwrap_or_default();
            format!("request {} answered {status} at {at}{queued}{worked}", request.0)
        }
        Kind::RequestDone { request, bytes, at } => {
            format!("request {} done at {at}, {bytes} bytes", request.0)
        }
        Kind::RequestFailed { request, reason } => {
            format!("request {} failed: {}", request.0, quoted(trace.text(reason)))
        }
        Kind::RequestAborted { request } => format!("request {} aborted", request.0),
        _ => String::new(),
    }
}

fn describe_purpose(purpose: Purpose) -> String {
    match purpose {
        Purpose::FirstStep(_) => "first step".to_owned(),
        Purpose::NextStep(_) => "next step".to_owned(),
        Purpose::WakeUp { from, .. } => format!("wake-up from {}", awaited(from)),
        Purpose::Sleep(_) => "sleep".to_owned(),
        Purpose::Timeout(_) => "timeout".to_owned(),
        Purpose::Arrival { request, .. } => format!("arrival for request {}", request.0),
        Purpose::Signal => "signal".to_owned(),
        Purpose::Program(_) => "of the program".to_owned(),
        Purpose::Library(_) => "of the library".to_owned(),
    }
}

/// `lock 1 Lock`
fn describe_object(trace: &Trace, id: ObjectId) -> String {
    let Some(object) = trace.object(id) else { return format!("object {}", id.0) };
    let kind = object.kind.word();
    format!("{kind} {} {}", id.0, trace.text(object.name))
}

fn describe_standing(trace: &Trace, naming: &Naming, standing: Standing) -> String {
    let holder = standing.holder().map(|lane| format!("held by {}, ", naming.lane(trace, lane)));
    format!("{}{} left, place {}", holder.unwrap_or_default(), standing.left, standing.place)
}

fn in_brackets(facts: &[String]) -> String {
    if facts.is_empty() { String::new() } else { format!(" [{}]", facts.join(", ")) }
}

/// The line itself says most.
fn source_line(trace: &Trace, line: u32) -> String {
    let text = (line as usize).checked_sub(1).and_then(|index| trace.source().lines().nth(index));
    match text.map(str::trim) {
        Some(text) if !text.is_empty() => {
            format!("> {}", text.chars().take(LONGEST_TEXT).collect::<String>())
        }
        Some(_) | None => ">".to_owned(),
    }
}

fn by(source: HandleSource) -> &'static str {
    match source {
        HandleSource::Soon => "",
        HandleSource::Timer => " by timer",
        HandleSource::Io => " by socket",
        HandleSource::Thread { .. } => " by thread",
    }
}

/// What a task waits for: `request 2`.
pub fn awaited(on: Awaited) -> String {
    let what = match on.kind {
        AwaitedKind::NextTurn => return "the next turn".to_owned(),
        AwaitedKind::Sleep => "timer",
        AwaitedKind::Request => "request",
        AwaitedKind::Task => "task",
        AwaitedKind::Several => "several, future",
        AwaitedKind::Lock => "lock",
        AwaitedKind::Semaphore => "semaphore",
        AwaitedKind::Event => "event",
        AwaitedKind::Queue => "queue",
        AwaitedKind::Thread => "thread, future",
        AwaitedKind::Future => "future",
    };
    format!("{what} {}", on.id)
}

/// What a thread blocks on.
pub fn blocker(on: Blocker) -> String {
    match on {
        Blocker::Sleep(until) => format!("sleep until {until}"),
        Blocker::Request(request) => format!("request {}", request.0),
        Blocker::Lock(_) => "a lock".to_owned(),
        Blocker::Thread => "another thread".to_owned(),
        Blocker::Interpreter => "the interpreter lock".to_owned(),
    }
}

fn warning(kind: WarningKind) -> &'static str {
    match kind {
        WarningKind::NeverAwaited => "never awaited",
        WarningKind::NeverRetrieved => "never retrieved",
        WarningKind::PendingDestroyed => "destroyed while pending",
        WarningKind::LoopBlocked => "blocked the loop",
        WarningKind::Other => "other",
    }
}

/// On one line, with its end cut off where it is long.
fn quoted(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}
