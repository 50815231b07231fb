#![doc = include_str!("../../../docs/trace-format.md")]
//!
//! This module writes it: [`to_json`]. Reading it back is not needed here.

use serde_json::{Value, json};

use super::event::{
    Awaited, AwaitedKind, Blocker, Ending, Event, EventId, FrameExit, HandleId, HandleSource, Kind, Lane,
    LaneId, LaneKind, Name, Object, ObjectKind, Outcome, Purpose, RequestId, Standing, Stream, TaskId, Trace,
    WarningKind,
};
use super::naming::Naming;

/// What the document says it is.
const FORMAT: &str = "loopscope-trace";
/// Changes when a member changes its meaning or goes.
pub const VERSION: u32 = 2;

/// The whole trace as a JSON document.
pub fn to_json(trace: &Trace) -> String {
    let naming = Naming::new(trace);
    let head = json!({
        "format": FORMAT,
        "version": VERSION,
        "file": trace.file(),
        "source": trace.source(),
        "end_ns": trace.end().0,
        "ending": trace.ending().map(ending),
    });
    let mut text = head.to_string();
    // The lists follow by hand, so that each item has a line, and no document of a million events lies in memory.
    text.pop();
    text.push_str(",\n\"lanes\":[");
    let lanes = (0..).zip(trace.lanes()).map(|(index, one)| lane(trace, &naming, LaneId(index), *one));
    push_lines(&mut text, lanes);
    text.push_str("],\n\"objects\":[");
    push_lines(
        &mut text,
        (1..).zip(trace.objects()).map(|(number, object)| one_object(trace, number, *object)),
    );
    text.push_str("],\n\"events\":[");
    push_lines(&mut text, trace.numbered().map(|(id, event)| one_event(trace, id, event)));
    text.push_str("]}\n");
    text
}

fn push_lines(text: &mut String, items: impl Iterator<Item = Value>) {
    for (index, item) in items.enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&item.to_string());
    }
    text.push('\n');
}

fn ending(ending: &Ending) -> Value {
    match ending {
        Ending::Finished => json!({"kind": "finished"}),
        Ending::Failed { traceback, status } => {
            json!({"kind": "failed", "status": status, "traceback": traceback})
        }
        Ending::Deadlock { message } => json!({"kind": "deadlock", "message": message}),
        Ending::Limit { which, message } => json!({"kind": "limit", "which": which, "message": message}),
        Ending::Stopped => json!({"kind": "stopped"}),
    }
}

fn lane(trace: &Trace, naming: &Naming, id: LaneId, lane: Lane) -> Value {
    let name = trace.text(lane.name);
    match lane.kind {
        LaneKind::Thread { process } => {
            json!({"lane": id.0, "kind": "thread", "name": name, "process": process})
        }
        LaneKind::Task { task, thread } => json!({
            "lane": id.0, "kind": "task", "name": name, "title": naming.task(trace, task), "task": task.0,
            "thread": thread.0,
        }),
    }
}

fn one_object(trace: &Trace, number: u32, object: Object) -> Value {
    let kind = match object.kind {
        ObjectKind::Lock => "lock",
        ObjectKind::Semaphore => "semaphore",
        ObjectKind::Condition => "condition",
        ObjectKind::Event => "event",
        ObjectKind::Queue => "queue",
        ObjectKind::Barrier => "barrier",
        ObjectKind::ConnectionPool => "connection_pool",
    };
    json!({"object": number, "kind": kind, "name": trace.text(object.name)})
}

fn one_event(trace: &Trace, id: EventId, event: Event) -> Value {
    let (kind, members) = kind(trace, event.kind);
    let mut whole = json!({
        "event": id.0,
        "time_ns": event.time.0,
        "lane": event.lane.0,
        "line": event.line,
        "cause": event.cause.map(|cause| EventId::from(cause).0),
        "kind": kind,
    });
    if let (Value::Object(whole), Value::Object(members)) = (&mut whole, members) {
        whole.extend(members);
    }
    whole
}

/// The kind's name and its members.
fn kind(trace: &Trace, kind: Kind) -> (&'static str, Value) {
    match kind {
        Kind::LoopStarted => ("loop_started", Value::Null),
        Kind::LoopStopped => ("loop_stopped", Value::Null),
        Kind::TurnStarted { turn } => ("turn_started", json!({"turn": turn})),
        Kind::PollStarted { timeout } => {
            ("poll_started", json!({"timeout_ns": timeout.map(|timeout| timeout.0)}))
        }
        Kind::PollEnded { ready } => ("poll_ended", json!({"ready": ready})),
        Kind::HandleQueued { .. }
        | Kind::TimerSet { .. }
        | Kind::TimerFired { .. }
        | Kind::HandleStarted { .. }
        | Kind::HandleFinished { .. }
        | Kind::HandleCancelled { .. } => of_handle(trace, kind),
        Kind::TaskCreated { .. }
        | Kind::TaskResumed { .. }
        | Kind::TaskSuspended { .. }
        | Kind::TaskWoken { .. }
        | Kind::TaskCancelRequested { .. }
        | Kind::TaskFinished { .. } => of_task(trace, kind),
        Kind::FrameEntered { function, resumed } => {
            ("frame_entered", json!({"function": trace.text(function), "resumed": resumed}))
        }
        Kind::FrameLeft { exit } => ("frame_left", json!({"exit": frame_exit(exit)})),
        Kind::Line => ("line", Value::Null),
        Kind::RequestSent { .. }
        | Kind::RequestConnected { .. }
        | Kind::RequestAnswered { .. }
        | Kind::RequestDone { .. }
        | Kind::RequestFailed { .. }
        | Kind::RequestAborted { .. } => of_request(trace, kind),
        Kind::ThreadStarted => ("thread_started", Value::Null),
        Kind::ThreadBlocked { on, standing } => {
            ("thread_blocked", json!({"on": blocker(on), "standing": standing.map(one_standing)}))
        }
        Kind::ThreadUnblocked => ("thread_unblocked", Value::Null),
        Kind::ThreadFinished => ("thread_finished", Value::Null),
        Kind::Output { stream, text } => {
            let stream = match stream {
                Stream::Output => "stdout",
                Stream::Error => "stderr",
            };
            ("output", json!({"stream": stream, "text": trace.text(text)}))
        }
        Kind::Warning { kind, text } => {
            ("warning", json!({"about": warning(kind), "text": trace.text(text)}))
        }
    }
}

fn of_handle(trace: &Trace, kind: Kind) -> (&'static str, Value) {
    match kind {
        Kind::HandleQueued { handle, label, purpose, source } => {
            let (source, to) = match source {
                HandleSource::Soon => ("soon", None),
                HandleSource::Timer => ("timer", None),
                HandleSource::Io => ("io", None),
                HandleSource::Thread { to } => ("thread", Some(to)),
            };
            let mut queued = handed(trace, handle, label, purpose);
            queued["source"] = source.into();
            queued["to"] = json!(to.map(|to| to.0));
            ("handle_queued", queued)
        }
        Kind::TimerSet { handle, label, purpose, due } => {
            let mut set = handed(trace, handle, label, purpose);
            set["due_ns"] = due.0.into();
            ("timer_set", set)
        }
        Kind::TimerFired { handle } => ("timer_fired", json!({"handle": handle.0})),
        Kind::HandleStarted { handle } => ("handle_started", json!({"handle": handle.0})),
        Kind::HandleFinished { handle } => ("handle_finished", json!({"handle": handle.0})),
        Kind::HandleCancelled { handle } => ("handle_cancelled", json!({"handle": handle.0})),
        _ => unreachable!("only called for handles"),
    }
}

/// What is said of a handle that is queued or set.
fn handed(trace: &Trace, handle: HandleId, label: Name, purpose: Purpose) -> Value {
    let name = match purpose {
        Purpose::FirstStep(_) => "first_step",
        Purpose::NextStep(_) => "next_step",
        Purpose::WakeUp { .. } => "wake_up",
        Purpose::Sleep(_) => "sleep",
        Purpose::Timeout(_) => "timeout",
        Purpose::Arrival { .. } => "arrival",
        Purpose::Signal => "signal",
        Purpose::Program(_) => "program",
        Purpose::Library(_) => "library",
    };
    let (from, request) = match purpose {
        Purpose::WakeUp { from, .. } => (Some(from), None),
        Purpose::Arrival { request, .. } => (None, Some(request)),
        _ => (None, None),
    };
    json!({
        "handle": handle.0,
        "label": trace.text(label),
        "task": purpose.task().map(|TaskId(task)| task),
        "purpose": name,
        "from": from.map(one_awaited),
        "request": request.map(|RequestId(request)| request),
    })
}

fn one_awaited(Awaited { kind, id }: Awaited) -> Value {
    json!({"kind": awaited(kind), "id": id})
}

fn one_standing(standing: Standing) -> Value {
    json!({"holder": standing.holder().map(|lane| lane.0), "left": standing.left, "place": standing.place})
}

fn of_task(trace: &Trace, kind: Kind) -> (&'static str, Value) {
    match kind {
        Kind::TaskCreated { task, coroutine, parent } => {
            let parent = parent.map(|parent| parent.0);
            ("task_created", json!({"task": task.0, "coroutine": trace.text(coroutine), "parent": parent}))
        }
        Kind::TaskResumed { task } => ("task_resumed", json!({"task": task.0})),
        Kind::TaskSuspended { task, on, standing } => {
            let standing = standing.map(one_standing);
            ("task_suspended", json!({"task": task.0, "on": one_awaited(on), "standing": standing}))
        }
        Kind::TaskWoken { task, from } => ("task_woken", json!({"task": task.0, "from": one_awaited(from)})),
        Kind::TaskCancelRequested { task } => ("task_cancel_requested", json!({"task": task.0})),
        Kind::TaskFinished { task, outcome } => {
            let (outcome, exception): (_, Option<Name>) = match outcome {
                Outcome::Returned => ("returned", None),
                Outcome::Raised(text) => ("raised", Some(text)),
                Outcome::Cancelled => ("cancelled", None),
            };
            let exception = exception.map(|text| trace.text(text));
            ("task_finished", json!({"task": task.0, "outcome": outcome, "exception": exception}))
        }
        _ => unreachable!("only called for tasks"),
    }
}

fn of_request(trace: &Trace, kind: Kind) -> (&'static str, Value) {
    match kind {
        Kind::RequestSent { request, target, task } => (
            "request_sent",
            json!({"request": request.0, "target": trace.text(target), "task": task.map(|task| task.0)}),
        ),
        Kind::RequestConnected { request, at } => {
            ("request_connected", json!({"request": request.0, "at_ns": at.0}))
        }
        Kind::RequestAnswered { request, status, queued, worked, at } => {
            let (queued, worked) = (queued.map(|span| span.0), worked.map(|span| span.0));
            (
                "request_answered",
                json!({
                    "request": request.0, "status": status, "queued_us": queued, "worked_us": worked, "at_ns": at.0,
                }),
            )
        }
        Kind::RequestDone { request, bytes, at } => {
            ("request_done", json!({"request": request.0, "bytes": bytes, "at_ns": at.0}))
        }
        Kind::RequestFailed { request, reason } => {
            ("request_failed", json!({"request": request.0, "reason": trace.text(reason)}))
        }
        Kind::RequestAborted { request } => ("request_aborted", json!({"request": request.0})),
        _ => unreachable!("only called for requests"),
    }
}

fn awaited(kind: AwaitedKind) -> &'static str {
    match kind {
        AwaitedKind::NextTurn => "next_turn",
        AwaitedKind::Sleep => "sleep",
        AwaitedKind::Request => "request",
        AwaitedKind::Task => "task",
        AwaitedKind::Several => "several",
        AwaitedKind::Lock => "lock",
        AwaitedKind::Semaphore => "semaphore",
        AwaitedKind::Event => "event",
        AwaitedKind::Queue => "queue",
        AwaitedKind::Thread => "thread",
        AwaitedKind::Future => "future",
    }
}

fn frame_exit(exit: FrameExit) -> &'static str {
    match exit {
        FrameExit::Returned => "returned",
        FrameExit::Suspended => "suspended",
        FrameExit::Raised => "raised",
    }
}

fn blocker(on: Blocker) -> Value {
    match on {
        Blocker::Sleep(until) => json!({"kind": "sleep", "until_ns": until.0}),
        Blocker::Request(request) => json!({"kind": "request", "request": request.0}),
        Blocker::Lock(object) => json!({"kind": "lock", "object": object.map(|object| object.0)}),
        Blocker::Thread => json!({"kind": "thread"}),
        Blocker::Interpreter => json!({"kind": "interpreter"}),
    }
}

fn warning(kind: WarningKind) -> &'static str {
    match kind {
        WarningKind::NeverAwaited => "never_awaited",
        WarningKind::NeverRetrieved => "never_retrieved",
        WarningKind::PendingDestroyed => "pending_destroyed",
        WarningKind::LoopBlocked => "loop_blocked",
        WarningKind::Other => "other",
    }
}
