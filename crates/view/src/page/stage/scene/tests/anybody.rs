//! Stages on which anybody stands anywhere, also such as no program makes: whatever they are, they can be read.
//!
//! Not what being read means, which is [`check`], and not what programs make, which the tests beside this file show. Begin with
//! [`stage_of`].

use super::check;
use crate::page::stage::scene::{Scene, Size};
use crate::page::stage::words::Names;
use crate::page::stage::{
    Frame, Group, Lane, Look, Member, Note, Reason, RequestProgress, Run, Stage, ThreadActivity,
    ThreadStatus, Who,
};
use crate::page::view::View;
use analysis::state::State;
use fixtures::story::Story;
use proptest::prelude::*;
use std::sync::Arc;
use trace::{Blocker, HandleId, HandleSource, LaneId, Name, Purpose, RequestId, TaskId, Time};

/// A trace with so many tasks and callbacks of these names, all of them known to its last state.
pub(super) fn cast(tasks: &[String], callbacks: &[String]) -> (View, State) {
    let mut story = Story::new("");
    story.happen(trace::Kind::LoopStarted);
    for name in tasks {
        story.create_task(name);
    }
    for (place, label) in (0..).zip(callbacks) {
        let task = (place % 2 == 0 && place < tasks.len()).then_some(TaskId(place as u32 + 1));
        story.queue(label, Purpose::Program(task), HandleSource::Soon, None);
    }
    story.at(400_000);
    let trace = story.end();
    let state = State::at(&trace, usize::MAX);
    (View::new(Arc::new(trace)), state)
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-z_]{1,12}",
        2 => "[a-z_]{30,70}",
        1 => "[取る行き待つ名前]{1,40}",
        1 => Just(String::new()),
        1 => "[ -~]{1,20}",
        1 => Just("\u{202e}\n\t<b>".to_owned()),
    ]
}

fn time() -> impl Strategy<Value = Time> {
    prop_oneof![(0u64..2_000_000_000).prop_map(Time), (0u64..u64::MAX / 2).prop_map(Time)]
}

fn note() -> impl Strategy<Value = Note> {
    prop_oneof![
        Just(Note::Nothing),
        (0u32..99_999).prop_map(Note::Line),
        (time(), time()).prop_map(|(set, due)| Note::Timer(set, due)),
        time().prop_map(Note::Since),
        (0usize..3000, 0usize..3000).prop_map(|(done, of)| Note::Progress(done.min(of), of)),
        (1usize..3000).prop_map(Note::Place),
        (1u32..40).prop_map(|task| Note::Task(TaskId(task))),
        Just(Note::Request(course())),
    ]
}

/// A request that is at work.
fn course() -> RequestProgress {
    let mut story = Story::new("");
    let request = story.send("GET http://localhost:7001/delay");
    story.at(900_000);
    story.answer(request, 100_000, 500_000);
    let trace = story.end();
    let view = View::new(Arc::new(trace));
    let state = State::at(&view.trace, usize::MAX);
    RequestProgress::new(Run::from(&view), &state, RequestId(1)).expect("it was sent")
}

fn activity() -> impl Strategy<Value = ThreadActivity> {
    let blocker = prop_oneof![
        time().prop_map(Blocker::Sleep),
        Just(Blocker::Request(RequestId(1))),
        Just(Blocker::Lock(None)),
        Just(Blocker::Thread),
        Just(Blocker::Interpreter)
    ];
    prop_oneof![
        Just(ThreadActivity::Idle),
        Just(ThreadActivity::Running),
        Just(ThreadActivity::Looping),
        (time(), blocker).prop_map(|(since, on)| ThreadActivity::Blocked(since, on)),
        (time(), prop::option::of(time())).prop_map(|(from, until)| ThreadActivity::Polling(from, until)),
    ]
}

fn frames() -> impl Strategy<Value = Vec<Frame>> {
    let frame =
        (0u32..20, 0u32..9999).prop_map(|(name, line)| Frame { function: Name(name), line, task: None });
    prop::collection::vec(frame, 0..14)
}

const REASONS: [Reason; 10] = [
    Reason::Timer,
    Reason::Request,
    Reason::Task,
    Reason::Lock,
    Reason::Semaphore,
    Reason::Event,
    Reason::Queue,
    Reason::Thread,
    Reason::Future,
    Reason::Timeout,
];

/// Where each of the cast stands: a number for a spot, and a note.
type Parts = Vec<(usize, Note)>;

/// Puts everybody somewhere.
fn stage_of(tasks: usize, callbacks: usize, parts: &Parts, now: Time) -> Stage {
    let mut stage = Stage { now, has_loop: true, turn: 12, task_count: tasks, ..Stage::default() };
    let task = |id: usize| (Who::Task(TaskId(id as u32 + 1)), Some(TaskId(id as u32 + 1)));
    let callback = |id: usize| (Who::Handle(HandleId((tasks + id) as u32 + 1)), None);
    let cast = (0..tasks).map(task).chain((0..callbacks).map(callback));
    let mut groups: Vec<Vec<Member>> = vec![Vec::new(); REASONS.len()];
    for ((who, task), &(spot, note)) in cast.zip(parts.iter().cycle()) {
        let member = |look| Member { who, task, look, note, origin: None };
        match spot {
            0 => stage.queue.add(member(Look::Ready)),
            1 if stage.running.is_none() => stage.running = Some(member(Look::Running)),
            1 | 2 => stage.found.sockets.add(member(Look::Ready)),
            3 => stage.found.timers.add(member(Look::Ready)),
            4 => stage.finished.add(member(Look::Done)),
            other => groups[(other - 5) % REASONS.len()].push(member(Look::Waiting)),
        }
    }
    let named = REASONS.into_iter().zip(groups).filter(|(_, members)| !members.is_empty());
    stage.groups =
        named.map(|(reason, members)| Group { reason, members: members.into_iter().collect() }).collect();
    stage
}

/// So many threads, each of which does something else than the next.
pub(super) fn lanes(count: usize) -> Vec<Lane> {
    let statuses = [
        ThreadStatus::WaitsForInterpreter,
        ThreadStatus::Blocked(Time::ZERO, Blocker::Sleep(Time(900_000_000))),
        ThreadStatus::Blocked(Time::ZERO, Blocker::Lock(None)),
        ThreadStatus::Idle,
        ThreadStatus::Polls,
        ThreadStatus::Over,
    ];
    let lane = |slot: usize| Lane {
        id: LaneId(slot as u32),
        process: 0,
        slot,
        status: if slot == count / 2 { ThreadStatus::Runs } else { statuses[slot % statuses.len()] },
        frames: vec![Frame { function: Name(slot as u32), line: 7, task: None }; slot % 5],
        task: None,
        note: if slot % statuses.len() == 1 {
            Note::Timer(Time::ZERO, Time(900_000_000))
        } else {
            Note::Nothing
        },
    };
    (0..count).map(lane).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn whoever_stands_where_everything_can_be_read(
        names in prop::collection::vec(name(), 1..40),
        repeats in prop::sample::select(vec![1usize, 1, 1, 8, 60]),
        callbacks in prop::collection::vec(name(), 0..6),
        spots in prop::collection::vec((0usize..15, note()), 1..60),
        (activity, callers, called) in (activity(), frames(), frames()),
        (now, threads, has_loop) in (time(), prop::sample::select(vec![1usize, 1, 2, 5, 9, 40]), prop::bool::weighted(0.8)),
        (width, height) in (300i32..=1600, 280i32..=700),
    ) {
        let tasks: Vec<String> = names.iter().cycle().take(names.len() * repeats).cloned().collect();
        let (view, state) = cast(&tasks, &callbacks);
        let mut stage = stage_of(tasks.len(), callbacks.len(), &spots, now);
        (stage.activity, stage.callers, stage.called, stage.has_loop) = (activity, callers, called, has_loop);
        stage.thread_count = threads;
        if threads > 1 || !has_loop {
            stage.lanes = lanes(threads);
        }
        let names = Names { run: Run::from(&view), state: &state };
        let scene = Scene::new(names, &stage, Size { width: width.into(), height: height.into() });
        prop_assert_eq!(check(&scene, names), Ok(()));
    }
}
