//! Random traces for property tests: some that runs could make, and some that no run would.

use super::event::*;
use super::story::fan_out;
use super::time::{Span, Time};
use proptest::prelude::*;

/// Stories of random sizes.
pub(crate) fn sense() -> impl Strategy<Value = Trace> {
    (1u32..6, 1u32..6).prop_map(|(tasks, rounds)| fan_out(tasks, rounds))
}

/// Any events in any order, with small numbers so that they meet, and a few that point nowhere.
pub(crate) fn nonsense(longest: usize) -> impl Strategy<Value = Trace> {
    let lanes = prop::collection::vec(lane(), 0..8);
    let events = prop::collection::vec((any::<u16>(), number(), number(), 0u32..20, kind()), 0..longest);
    (lanes, events).prop_map(|(lanes, events)| {
        let mut now = 0;
        let events: Vec<Event> = events
            .into_iter()
            .map(|(elapsed, cause, lane, line, kind)| {
                // One in a hundred goes back in time.
                now = if elapsed % 100 == 0 { now / 2 } else { now + u64::from(elapsed) };
                Event { time: Time(now), cause: Cause::new(cause), lane: LaneId(lane), line, kind }
            })
            .collect();
        let mut trace = Trace::default();
        for name in ["get", "main", "", "Task-3", "_step"] {
            trace.push_name(name.to_owned());
        }
        trace.set_lanes(lanes);
        let object = Object { kind: ObjectKind::Lock, name: Name(0) };
        for object in [object, Object { kind: ObjectKind::Queue, ..object }] {
            trace.push_object(object);
        }
        trace.push_events(events.into_iter());
        trace.set_end(Time(now));
        trace
    })
}

fn lane() -> impl Strategy<Value = Lane> {
    (any::<bool>(), number(), number(), 0u32..6).prop_map(|(is_thread, task, thread, name)| {
        let kind = LaneKind::Task { task: TaskId(task), thread: LaneId(thread) };
        Lane { kind: if is_thread { LaneKind::Thread { process: 0 } } else { kind }, name: Name(name) }
    })
}

fn number() -> impl Strategy<Value = u32> {
    prop_oneof![40 => 0u32..8, 1 => any::<u32>()]
}

fn time() -> impl Strategy<Value = Time> {
    prop_oneof![20 => 0u64..100_000, 1 => any::<u64>()].prop_map(Time)
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![loop_kind(), handle_kind(), task_kind(), frame_kind(), request_kind(), thread_kind()]
}

fn loop_kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::LoopStarted),
        Just(Kind::LoopStopped),
        number().prop_map(|turn| Kind::TurnStarted { turn }),
        prop::option::of(any::<u64>().prop_map(Span)).prop_map(|timeout| Kind::PollStarted { timeout }),
        number().prop_map(|ready| Kind::PollEnded { ready }),
    ]
}

fn handle_kind() -> impl Strategy<Value = Kind> {
    let handle = || number().prop_map(HandleId);
    let source = prop::sample::select(vec![
        HandleSource::Soon,
        HandleSource::Timer,
        HandleSource::Io,
        HandleSource::Thread { to: LaneId(0) },
        HandleSource::Thread { to: LaneId(1) },
    ]);
    prop_oneof![
        (handle(), number(), purpose(), source).prop_map(|(handle, label, purpose, source)| {
            Kind::HandleQueued { handle, label: Name(label), purpose, source }
        }),
        (handle(), number(), purpose(), time()).prop_map(|(handle, label, purpose, due)| Kind::TimerSet {
            handle,
            label: Name(label),
            purpose,
            due
        }),
        handle().prop_map(|handle| Kind::TimerFired { handle }),
        handle().prop_map(|handle| Kind::HandleStarted { handle }),
        handle().prop_map(|handle| Kind::HandleFinished { handle }),
        handle().prop_map(|handle| Kind::HandleCancelled { handle }),
    ]
}

fn purpose() -> impl Strategy<Value = Purpose> {
    let task = || number().prop_map(TaskId);
    let perhaps = || prop::option::of(task());
    prop_oneof![
        task().prop_map(Purpose::FirstStep),
        task().prop_map(Purpose::NextStep),
        (task(), awaited()).prop_map(|(task, from)| Purpose::WakeUp { task, from }),
        task().prop_map(Purpose::Sleep),
        perhaps().prop_map(Purpose::Timeout),
        (number(), perhaps())
            .prop_map(|(request, task)| Purpose::Arrival { request: RequestId(request), task: task.into() }),
        Just(Purpose::Signal),
        perhaps().prop_map(Purpose::Program),
        perhaps().prop_map(Purpose::Library),
    ]
}

fn standing() -> impl Strategy<Value = Option<Standing>> {
    let standing = (prop::option::of(number().prop_map(LaneId)), number(), number());
    prop::option::of(
        standing.prop_map(|(holder, left, before)| Standing::new(holder, left as usize, before as usize)),
    )
}

fn task_kind() -> impl Strategy<Value = Kind> {
    let task = || number().prop_map(TaskId);
    prop_oneof![
        (task(), number(), prop::option::of(task())).prop_map(|(task, coroutine, parent)| {
            Kind::TaskCreated { task, coroutine: Name(coroutine), parent }
        }),
        task().prop_map(|task| Kind::TaskResumed { task }),
        (task(), awaited(), standing()).prop_map(|(task, on, standing)| Kind::TaskSuspended {
            task,
            on,
            standing
        }),
        (task(), awaited()).prop_map(|(task, from)| Kind::TaskWoken { task, from }),
        task().prop_map(|task| Kind::TaskCancelRequested { task }),
        (task(), outcome()).prop_map(|(task, outcome)| Kind::TaskFinished { task, outcome }),
    ]
}

fn awaited() -> impl Strategy<Value = Awaited> {
    let kinds = vec![
        AwaitedKind::NextTurn,
        AwaitedKind::Sleep,
        AwaitedKind::Request,
        AwaitedKind::Task,
        AwaitedKind::Several,
        AwaitedKind::Lock,
        AwaitedKind::Semaphore,
        AwaitedKind::Event,
        AwaitedKind::Queue,
        AwaitedKind::Thread,
        AwaitedKind::Future,
    ];
    (prop::sample::select(kinds), number()).prop_map(|(kind, id)| Awaited { kind, id })
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        Just(Outcome::Returned),
        number().prop_map(|text| Outcome::Raised(Name(text))),
        Just(Outcome::Cancelled)
    ]
}

fn frame_kind() -> impl Strategy<Value = Kind> {
    let exit = prop::sample::select(vec![FrameExit::Returned, FrameExit::Suspended, FrameExit::Raised]);
    prop_oneof![
        (number(), any::<bool>())
            .prop_map(|(name, resumed)| Kind::FrameEntered { function: Name(name), resumed }),
        exit.prop_map(|exit| Kind::FrameLeft { exit }),
        Just(Kind::Line),
    ]
}

fn request_kind() -> impl Strategy<Value = Kind> {
    let request = || number().prop_map(RequestId);
    let micro = || prop::option::of(number().prop_map(MicroSpan));
    prop_oneof![
        (request(), number(), prop::option::of(number().prop_map(TaskId))).prop_map(
            |(request, target, task)| { Kind::RequestSent { request, target: Name(target), task } }
        ),
        (request(), time()).prop_map(|(request, at)| Kind::RequestConnected { request, at }),
        (request(), any::<u16>(), micro(), micro(), time()).prop_map(
            |(request, status, queued, worked, at)| {
                Kind::RequestAnswered { request, status, queued, worked, at }
            }
        ),
        (request(), number(), time()).prop_map(|(request, bytes, at)| Kind::RequestDone {
            request,
            bytes,
            at
        }),
        (request(), number())
            .prop_map(|(request, reason)| Kind::RequestFailed { request, reason: Name(reason) }),
        request().prop_map(|request| Kind::RequestAborted { request }),
    ]
}

fn thread_kind() -> impl Strategy<Value = Kind> {
    let blocker = prop_oneof![
        time().prop_map(Blocker::Sleep),
        number().prop_map(|request| Blocker::Request(RequestId(request))),
        prop::option::of(number().prop_map(ObjectId)).prop_map(Blocker::Lock),
        Just(Blocker::Thread),
        Just(Blocker::Interpreter),
    ];
    let warnings = vec![
        WarningKind::NeverAwaited,
        WarningKind::NeverRetrieved,
        WarningKind::PendingDestroyed,
        WarningKind::LoopBlocked,
        WarningKind::Other,
    ];
    prop_oneof![
        Just(Kind::ThreadStarted),
        (blocker, standing()).prop_map(|(on, standing)| Kind::ThreadBlocked { on, standing }),
        Just(Kind::ThreadUnblocked),
        Just(Kind::ThreadFinished),
        number().prop_map(|text| Kind::Output { stream: Stream::Output, text: Name(text) }),
        (prop::sample::select(warnings), number())
            .prop_map(|(kind, text)| Kind::Warning { kind, text: Name(text) }),
    ]
}
