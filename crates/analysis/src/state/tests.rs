//! What the state is at moments of small stories.

use super::*;
use fixtures::arbitrary::{nonsense, sense};
use fixtures::story::{FAN_OUT, Story, fan_out};
use proptest::prelude::*;
use trace::event::{AwaitedKind, Event, FrameExit, HandleSource, Kind, LaneKind, Purpose};

const MAIN: TaskId = TaskId(1);

fn now(story: &Story) -> State {
    State::at(story.trace(), usize::MAX)
}

/// The state after the last event that satisfies `is_it`.
fn after(trace: &Trace, is_it: impl Fn(&Event) -> bool) -> State {
    let last = trace.events().rposition(|event| is_it(&event)).expect("the story has such an event");
    State::at(trace, last + 1)
}

fn event_loop(state: &State, thread: LaneId) -> &LoopState {
    let thread = state.threads.get(thread).expect("it has done something");
    thread.event_loop.as_ref().expect("it has a loop")
}

fn functions(trace: &Trace, frames: &[FrameState]) -> Vec<(String, u32)> {
    frames.iter().map(|frame| (trace.text(frame.function).to_owned(), frame.line)).collect()
}

proptest! {
    #[test]
    fn tasks_that_are_over_and_that_are_not_are_all_the_tasks(trace in prop_oneof![sense(), nonsense(200)], part in 0.0..1.0) {
        let state = State::at(&trace, (trace.event_count() as f64 * part) as usize);
        let is_over = |task: &TaskState| matches!(task.phase, TaskPhase::Finished(_));
        let mut over: Vec<(TaskId, &TaskState)> = state.tasks.iter().filter(|(_, task)| is_over(task)).collect();
        over.sort_by_key(|(_, task)| task.because);
        prop_assert_eq!(state.finished_count(), over.len());
        prop_assert_eq!(state.finished_tasks().collect::<Vec<_>>(), over);
        let others: Vec<(TaskId, &TaskState)> = state.tasks.iter().filter(|(_, task)| !is_over(task)).collect();
        prop_assert_eq!(state.unfinished_tasks().collect::<Vec<_>>(), others);
    }

    #[test]
    fn no_trace_makes_it_panic(trace in nonsense(400)) {
        let state = State::at(&trace, usize::MAX);
        prop_assert_eq!(state.position, trace.event_count());
    }
}

#[test]
fn a_new_task_is_ready_and_its_handle_in_the_queue() {
    let mut story = Story::new("");
    let task = story.create_task("main");
    let state = now(&story);
    assert_eq!(state.tasks.get(task).map(|task| task.phase), Some(TaskPhase::Ready));
    let event_loop = event_loop(&state, story.thread);
    assert_eq!(event_loop.ready, [HandleId(1)]);
}

#[test]
fn a_running_task_stands_on_the_stack_above_the_module() {
    let mut story = Story::new(FAN_OUT);
    story.enter("<module>");
    story.lines(&[14]);
    let main = story.create_task("main");
    story.turn();
    story.start(main);
    story.lines(&[11, 12]);
    let state = now(&story);
    let thread = &state.threads.get(story.thread).expect("it has done something");
    assert_eq!(
        functions(story.trace(), &thread.frames),
        [("<module>".to_owned(), 14), ("main".to_owned(), 12)]
    );
    assert_eq!(thread.task, Some(main));
    let task = state.tasks.get(main).expect("main was created");
    assert_eq!((task.phase, task.line), (TaskPhase::Running, 12));
}

#[test]
fn a_suspended_task_keeps_its_frames_and_lines_until_it_goes_on() {
    let mut story = Story::new("");
    let task = story.create_task("outer");
    story.turn();
    story.start(task);
    story.lines(&[2]);
    story.enter("inner");
    story.lines(&[7]);
    story.suspend(AwaitedKind::Future, 1);
    let frames = [("outer".to_owned(), 2), ("inner".to_owned(), 7)];
    let suspended = now(&story);
    let state = suspended.tasks.get(task).expect("it was created");
    assert_eq!(functions(story.trace(), &state.frames), frames);
    assert_eq!(state.line, 7);
    assert!(suspended.threads.get(story.thread).unwrap().frames.is_empty());

    story.wake(task);
    story.turn();
    story.resume(task);
    let resumed = now(&story);
    assert_eq!(functions(story.trace(), &resumed.threads.get(story.thread).unwrap().frames), frames);
    assert_eq!(functions(story.trace(), &resumed.tasks.get(task).expect("it was created").frames), frames);
}

#[test]
fn a_generator_that_yields_is_not_what_its_task_is_suspended_in() {
    let mut story = Story::new("");
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    story.lines(&[5]);
    story.enter("numbers");
    story.lines(&[2]);
    story.leave(FrameExit::Suspended);
    story.lines(&[6]);
    story.suspend(AwaitedKind::Future, 1);
    let state = now(&story);
    let frames = &state.tasks.get(task).expect("it was created").frames;
    assert_eq!(functions(story.trace(), frames), [("main".to_owned(), 6)]);
}

#[test]
fn a_task_that_was_interrupted_goes_on_in_the_lane_of_its_thread() {
    let mut story = Story::new("");
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    story.recorder.enter_lane(story.thread);
    story.lines(&[7]);
    let state = now(&story);
    assert_eq!(state.tasks.get(task).map(|task| task.line), Some(7));
}

#[test]
fn a_handle_that_another_thread_queues_goes_to_the_loop() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let other = story.recorder.add_lane(LaneKind::Thread { process: 0 }, "Thread-1");
    story.recorder.enter_lane(other);
    let handle =
        story.queue("callback", Purpose::Program(None), HandleSource::Thread { to: story.thread }, None);
    let state = now(&story);
    assert_eq!(event_loop(&state, story.thread).ready, [handle]);
    assert!(state.threads.get(other).is_none());
}

#[test]
fn a_poll_tells_what_it_found() {
    let trace = fan_out(4, 1);
    let state =
        after(&trace, |event| matches!(event.kind, Kind::HandleQueued { source: HandleSource::Io, .. }));
    let poll = state
        .threads
        .get(LaneId(0))
        .expect("it has done something")
        .event_loop
        .as_ref()
        .and_then(|it| it.poll.as_ref())
        .expect("it has polled");
    assert_eq!(poll.timeout, None);
    assert!(poll.ended.is_some());
    assert_eq!(poll.found.iter().map(|found| found.task).collect::<Vec<_>>(), [Some(TaskId(5))]);
}

#[test]
fn the_main_task_waits_for_the_tasks_that_it_made() {
    let trace = fan_out(4, 1);
    let finished = |event: &Event| matches!(event.kind, Kind::TaskFinished { task: TaskId(3), .. });
    let state = after(&trace, finished);
    // Tasks 2 and 3 are done, 4 and 5 are not.
    assert_eq!(state.unfinished_children(MAIN).collect::<Vec<_>>(), [TaskId(4), TaskId(5)]);
    assert_eq!(state.request_totals.in_flight, 2);
}

#[test]
fn a_timer_counts_down_to_its_due_time() {
    let mut story = Story::new("");
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    let due = Time::ZERO + Span::from_milliseconds(100);
    let timer = story.set_timer("set_result", Purpose::Sleep(task), due);
    story.suspend(AwaitedKind::Sleep, timer.0);
    let state = now(&story);
    let TaskPhase::Waiting(awaited) = state.tasks.get(task).expect("it was created").phase else {
        panic!("the task waits")
    };
    assert_eq!(state.due(awaited), Some(due));
}

#[test]
fn timers_stand_in_the_order_in_which_they_are_due() {
    let mut story = Story::new("");
    for milliseconds in [30, 10, 20, 10] {
        story.set_timer(
            "callback",
            Purpose::Program(None),
            Time::ZERO + Span::from_milliseconds(milliseconds),
        );
    }
    let state = now(&story);
    let timers = &event_loop(&state, story.thread).timers;
    assert_eq!(timers.iter().map(|handle| handle.0).collect::<Vec<_>>(), [2, 4, 3, 1]);
}

#[test]
fn a_cancelled_handle_stays_in_the_queue_until_the_turn_has_passed_it() {
    let mut story = Story::new("");
    let [first, second] =
        ["first", "second"].map(|label| story.queue(label, Purpose::Program(None), HandleSource::Soon, None));
    let ready = |story: &Story| {
        let state = now(story);
        Vec::from(event_loop(&state, story.thread).ready.clone())
    };
    story.turn();
    story.start_callback();
    story.happen(Kind::HandleCancelled { handle: second });
    let third = story.queue("third", Purpose::Program(None), HandleSource::Soon, None);
    story.finish_callback();
    assert_eq!(ready(&story), [second, third]);
    story.turn();
    assert_eq!(ready(&story), [third]);
    assert!(now(&story).handles.get(first).is_none());
}

#[test]
fn a_turn_takes_only_what_was_ready_when_it_began() {
    let mut story = Story::new("");
    for label in ["first", "second"] {
        story.queue(label, Purpose::Program(None), HandleSource::Soon, None);
    }
    story.turn();
    story.start_callback();
    story.queue("third", Purpose::Program(None), HandleSource::Soon, None);
    let state = now(&story);
    let event_loop = event_loop(&state, story.thread);
    assert_eq!((event_loop.ready.len(), event_loop.batch), (2, Some(1)));
}

#[test]
fn whoever_gives_way_for_a_turn_is_ready_again() {
    let mut story = Story::new("");
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    story.suspend(AwaitedKind::NextTurn, 0);
    assert_eq!(now(&story).tasks.get(task).map(|task| task.phase), Some(TaskPhase::Ready));
}

#[test]
fn at_the_end_nothing_is_left() {
    let trace = fan_out(4, 2);
    let state = State::at(&trace, trace.event_count());
    assert!(state.handles.is_empty());
    assert!(state.tasks.values().all(|task| task.phase == TaskPhase::Finished(Outcome::Returned)));
    assert_eq!((state.requests.len(), state.request_totals.in_flight, state.output_count), (8, 0, 4));
    assert!(state.threads.get(LaneId(0)).expect("it has done something").frames.is_empty());
}
