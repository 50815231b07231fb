//! Who stands where.

use super::*;
use fixtures::story::{Story, fan_out};
use std::sync::Arc;
use trace::{AwaitedKind, Outcome, Purpose, RequestId};

fn view(trace: &Trace) -> View {
    View::new(Arc::new(trace.clone()))
}

fn stage_at(trace: &Trace, position: usize) -> Stage {
    let state = State::at(trace, position);
    Stage::new(Run::from(&view(trace)), &state, state.now)
}

fn stage_at_end(trace: &Trace) -> Stage {
    stage_at(trace, trace.event_count())
}

fn milliseconds(count: u64) -> Time {
    Time::ZERO + Span::from_milliseconds(count)
}

fn waiting(stage: &Stage, reason: Reason) -> Vec<Member> {
    let group = stage.groups.iter().find(|group| group.reason == reason);
    group.map_or_else(Vec::new, |group| group.members.shown.clone())
}

fn whos(members: &Members) -> Vec<Who> {
    members.shown.iter().map(|member| member.who).collect()
}

#[test]
fn before_anything_happens_the_stage_is_empty() {
    let stage = stage_at(&Trace::default(), 0);
    assert_eq!(stage, Stage::default());
}

#[test]
fn every_task_has_exactly_one_place_at_every_position() {
    let trace = fan_out(5, 1);
    let view = view(&trace);
    for position in 0..=trace.event_count() {
        let state = State::at(&trace, position);
        let stage = Stage::new(Run::from(&view), &state, state.now);
        let groups = stage.groups.iter().flat_map(|group| &group.members.shown);
        let found = stage.found.sockets.shown.iter().chain(&stage.found.timers.shown);
        let all =
            groups.chain(found).chain(&stage.queue.shown).chain(&stage.running).chain(&stage.finished.shown);
        let mut tasks: Vec<Who> =
            all.map(|member| member.who).filter(|who| matches!(who, Who::Task(_))).collect();
        tasks.sort();
        let created: Vec<Who> = state.tasks.iter().map(|(id, _)| Who::Task(id)).collect();
        assert_eq!(tasks, created, "at {position}");
    }
}

#[test]
fn a_task_that_is_made_or_woken_stands_in_the_queue_at_once() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let task = story.create_task("main");
    // The last event queues the handle; one before it, the task has just been made.
    let count = story.trace().event_count();
    assert_eq!(whos(&stage_at(story.trace(), count - 1).queue), [Who::Task(task)]);
    assert_eq!(whos(&stage_at(story.trace(), count).queue), [Who::Task(task)]);
}

#[test]
fn a_sleeping_task_says_when_its_timer_was_set_and_when_it_is_due() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    let timer = story.set_timer("_resolve", Purpose::Sleep(task), milliseconds(250));
    story.suspend(AwaitedKind::Sleep, timer.0);
    let stage = stage_at_end(story.trace());
    let [member] = waiting(&stage, Reason::Timer)[..] else { panic!("{stage:?}") };
    let Note::Timer(set, due) = member.note else { panic!("{member:?}") };
    assert!(set < milliseconds(1) && due == milliseconds(250));
    assert_eq!(stage.changes_at, Some(milliseconds(250)));
}

#[test]
fn a_call_that_is_to_come_later_waits_on_the_stage_too() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    let [later, sooner] =
        [40, 20].map(|ms| story.set_timer("tick", Purpose::Program(None), milliseconds(ms)));
    story.suspend(AwaitedKind::Future, 1);
    let stage = stage_at_end(story.trace());
    let timers = waiting(&stage, Reason::Timer);
    assert_eq!(
        timers.iter().map(|member| member.who).collect::<Vec<_>>(),
        [Who::Handle(sooner), Who::Handle(later)]
    );
}

#[test]
fn a_timeout_that_the_run_does_not_live_to_see_stands_apart() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    story.set_timer("_pass", Purpose::Timeout(Some(task)), milliseconds(300_000));
    let stage = stage_at_end(story.trace());
    assert_eq!(waiting(&stage, Reason::Timer), []);
    assert_eq!(waiting(&stage, Reason::Timeout).len(), 1);
}

#[test]
fn the_handle_that_steps_a_task_is_shown_as_that_task() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    let stage = stage_at_end(story.trace());
    assert_eq!(stage.running.map(|member| member.who), Some(Who::Task(task)));
    assert_eq!((stage.activity, stage.turn), (ThreadActivity::Running, 1));
    assert_eq!(stage.called.len(), 1);
}

#[test]
fn a_callback_that_wakes_a_task_is_not_that_task_and_runs_until_it_is_over() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    story.suspend(AwaitedKind::Future, 1);
    let arrival = Purpose::Arrival { request: RequestId(1), task: Some(task).into() };
    let handle = story.queue("socket is readable", arrival, HandleSource::Io, None);
    assert_eq!(whos(&stage_at_end(story.trace()).queue), [Who::Handle(handle)]);
    story.turn();
    story.start_callback();
    story.wake(task);
    let stage = stage_at_end(story.trace());
    assert_eq!(stage.running.map(|member| member.who), Some(Who::Handle(handle)));
    assert_eq!(whos(&stage.queue), [Who::Task(task)]);
}

#[test]
fn groups_come_in_the_order_of_the_stage_and_their_members_in_that_of_waiting() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let tasks: Vec<TaskId> = (0..3).map(|_| story.create_task("get")).collect();
    story.turn();
    for (task, kind) in tasks.iter().zip([AwaitedKind::Request, AwaitedKind::Sleep, AwaitedKind::Request]) {
        story.start(*task);
        story.suspend(kind, 99);
    }
    let stage = stage_at_end(story.trace());
    let found: Vec<(Reason, Vec<Who>)> =
        stage.groups.iter().map(|group| (group.reason, whos(&group.members))).collect();
    assert_eq!(
        found,
        [
            (Reason::Timer, vec![Who::Task(tasks[1])]),
            (Reason::Request, vec![Who::Task(tasks[0]), Who::Task(tasks[2])])
        ]
    );
}

#[test]
fn whoever_stands_in_line_has_a_place_in_the_line_of_that_lock() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let tasks: Vec<TaskId> = (0..4).map(|_| story.create_task("get")).collect();
    story.turn();
    for (task, lock) in tasks.iter().zip([7, 8, 7, 7]) {
        story.start(*task);
        story.suspend(AwaitedKind::Lock, lock);
    }
    let places: Vec<Note> =
        waiting(&stage_at_end(story.trace()), Reason::Lock).iter().map(|member| member.note).collect();
    assert_eq!(places, [1, 1, 2, 3].map(Note::Place));
}

/// Three tasks that want the lock that `main` holds, and between them one that wants another.
#[test]
fn those_who_wait_for_the_same_lock_of_a_program_stand_in_one_line() {
    let program = "import asyncio\n\
                   async def take(lock):\n    async with lock:\n        pass\n\
                   async def main():\n    one, other = asyncio.Lock(), asyncio.Lock()\n    \
                   async with one, other:\n        \
                   tasks = [asyncio.create_task(take(lock)) for lock in (one, other, one, one)]\n        \
                   await asyncio.sleep(1)\n    await asyncio.wait(tasks)\n\
                   asyncio.run(main())\n";
    let trace = runtime::predict(program, &runtime::Options::default()).unwrap();
    let fired = trace.events().position(|event| matches!(event.kind, Kind::TimerFired { .. }));
    let stage = stage_at(&trace, fired.unwrap());
    let places: Vec<Note> = waiting(&stage, Reason::Lock).iter().map(|member| member.note).collect();
    assert_eq!(places, [1, 1, 2, 3].map(Note::Place));
}

#[test]
fn a_task_that_gathers_says_how_many_are_done() {
    let trace = fan_out(4, 1);
    let view = view(&trace);
    let notes = (0..=trace.event_count()).flat_map(|position| {
        let state = State::at(&trace, position);
        let stage = Stage::new(Run::from(&view), &state, state.now);
        waiting(&stage, Reason::Task).into_iter().map(|member| member.note)
    });
    let mut seen: Vec<Note> = notes.filter(|note| matches!(note, Note::Progress(..))).collect();
    seen.dedup();
    let expected: Vec<Note> = (0..=4).map(|done| Note::Progress(done, 4)).collect();
    assert!(seen == expected || seen == expected[..4], "{seen:?}");
}

#[test]
fn what_was_done_before_a_task_began_to_gather_does_not_count() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let main = story.create_task("main");
    story.turn();
    story.start(main);
    let first = story.create_task("get");
    story.suspend(AwaitedKind::NextTurn, 0);
    story.turn();
    story.start(first);
    story.finish(Outcome::Returned, &[]);
    story.resume(main);
    story.create_task("get");
    story.suspend(AwaitedKind::Several, 1);
    let notes: Vec<Note> =
        waiting(&stage_at_end(story.trace()), Reason::Task).iter().map(|member| member.note).collect();
    assert_eq!(notes, [Note::Progress(0, 1)]);
}

/// A task sleeps until 20 ms, and a request is answered at 30 ms, while another task blocks the loop until 100 ms.
fn blocked_story() -> (Story, [TaskId; 2]) {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let [sleeper, getter, blocker] = ["sleeper", "getter", "blocker"].map(|name| story.create_task(name));
    story.turn();
    story.start(sleeper);
    let timer = story.set_timer("_resolve", Purpose::Sleep(sleeper), milliseconds(20));
    story.suspend(AwaitedKind::Sleep, timer.0);
    story.start(getter);
    let request = story.send("GET http://localhost:7001/delay");
    story.suspend(AwaitedKind::Request, request.0);
    story.start(blocker);
    story.happen(Kind::ThreadBlocked { on: Blocker::Sleep(milliseconds(100)), standing: None });
    story.at(30_000);
    story.answer(request, 0, 1000);
    story.at(100_000);
    story.happen(Kind::ThreadUnblocked);
    (story, [sleeper, getter])
}

#[test]
fn behind_a_blocked_loop_those_pile_up_who_could_go_on() {
    let (story, [sleeper, getter]) = blocked_story();
    let trace = story.trace();
    let blocked = trace.events().position(|event| matches!(event.kind, Kind::ThreadBlocked { .. })).unwrap();
    let state = State::at(trace, blocked + 1);
    let view = view(trace);
    let found = |ms: u64| {
        let stage = Stage::new(Run::from(&view), &state, milliseconds(ms));
        assert!(stage.is_blocked());
        (whos(&stage.found.timers), whos(&stage.found.sockets), stage.changes_at)
    };
    assert_eq!(found(10), (vec![], vec![], Some(milliseconds(20))));
    assert_eq!(found(25), (vec![Who::Task(sleeper)], vec![], Some(milliseconds(30))));
    assert_eq!(found(99), (vec![Who::Task(sleeper)], vec![Who::Task(getter)], None));
}

#[test]
fn who_was_found_is_still_there_when_the_block_is_over_until_the_loop_polls() {
    let (story, [sleeper, getter]) = blocked_story();
    let stage = stage_at_end(story.trace());
    assert!(!stage.is_blocked());
    assert_eq!(
        (whos(&stage.found.timers), whos(&stage.found.sockets)),
        (vec![Who::Task(sleeper)], vec![Who::Task(getter)])
    );
}

#[test]
fn the_thread_that_did_something_last_holds_the_interpreter() {
    let mut story = Story::new("");
    story.enter("<module>");
    story.lines(&[1]);
    let main = story.thread;
    let other = story.recorder.add_lane(trace::LaneKind::Thread { process: 0 }, "Thread-1");
    story.recorder.enter_lane(other);
    story.happen(Kind::ThreadStarted);
    let status = |story: &Story| {
        let lanes = stage_at_end(story.trace()).lanes;
        lanes.iter().map(|lane| lane.status).collect::<Vec<_>>()
    };
    assert_eq!(status(&story), [ThreadStatus::Runs, ThreadStatus::Idle]);
    story.enter("work");
    story.lines(&[7]);
    assert_eq!(status(&story), [ThreadStatus::WaitsForInterpreter, ThreadStatus::Runs]);
    let until = Blocker::Sleep(milliseconds(5));
    story.happen(Kind::ThreadBlocked { on: until, standing: None });
    // Nobody else can run, so the main thread goes on.
    let stage = stage_at_end(story.trace());
    assert_eq!(stage.lanes[0].status, ThreadStatus::Runs);
    assert!(matches!(stage.lanes[1].status, ThreadStatus::Blocked(_, blocker) if blocker == until));
    assert_eq!((stage.has_loop, stage.thread_count), (false, 2));
    assert_eq!(stage.lanes[0].id, main);
}

#[test]
fn each_process_has_an_interpreter_of_its_own() {
    let mut story = Story::new("");
    story.enter("<module>");
    story.lines(&[1]);
    let child = story.recorder.add_lane(trace::LaneKind::Thread { process: 1 }, "Process-1");
    story.recorder.enter_lane(child);
    story.happen(Kind::ThreadStarted);
    story.enter("work");
    story.lines(&[7]);
    let lanes = stage_at_end(story.trace()).lanes;
    let found: Vec<_> = lanes.iter().map(|lane| (lane.process, lane.status)).collect();
    assert_eq!(found, [(0, ThreadStatus::Runs), (1, ThreadStatus::Runs)]);
}

#[test]
fn a_run_of_one_thread_with_a_loop_has_no_lanes() {
    assert_eq!(stage_at_end(&fan_out(2, 1)).lanes, []);
}
