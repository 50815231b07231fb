//! What is said about waits, in the words that the events allow and no others.

use super::*;
use analysis::Stretches;
use fixtures::story::{Story, fan_out};
use trace::{LaneId, Purpose, Time};

/// What is said about a lane's first stretch that only waits or blocks.
fn said(trace: &Trace, lane: LaneId) -> Vec<String> {
    let naming = Naming::new(trace);
    let stretches = Stretches::new(trace);
    let known = stretches.lane(lane).expect("the lane has stretches");
    let is_wait = |activity: Activity| {
        matches!(activity, Activity::Waiting(_) | Activity::Blocked(_) | Activity::Polling)
    };
    let stretch = known.iter().find(|stretch| is_wait(stretch.activity)).expect("it waits");
    let what = ActivitySpan {
        activity: stretch.activity,
        count: 1,
        start: stretch.start,
        end: stretch.end,
        event: stretch.event,
    };
    wordings(trace, &naming, &what)
}

/// A task `main` that waits, after `prepare`, and the lane of that task.
fn waiting(prepare: impl FnOnce(&mut Story, TaskId)) -> (Trace, LaneId) {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    prepare(&mut story, task);
    story.at(500_000);
    let trace = story.end();
    let lane = trace.lane_of_task(task).expect("the task has a lane");
    (trace, lane)
}

#[test]
fn a_sleep_says_for_how_long_its_timer_was_set() {
    let (trace, lane) = waiting(|story, task| {
        story.at(100);
        let due = Time::ZERO + Span::from_microseconds(200_100);
        let timer = story.set_timer("wake", Purpose::Sleep(task), due);
        story.suspend(AwaitedKind::Sleep, timer.0);
    });
    assert_eq!(said(&trace, lane), ["sleep 0.2 s", "sleep"]);
}

#[test]
fn a_sleep_whose_timer_is_not_known_says_no_length() {
    let (trace, lane) = waiting(|story, _| story.suspend(AwaitedKind::Sleep, 77));
    assert_eq!(said(&trace, lane), ["sleep"]);
}

#[test]
fn a_lock_says_who_holds_it_and_how_many_are_before() {
    let (trace, lane) = waiting(|story, task| {
        let object = story.recorder.add_object(ObjectKind::Lock, "Lock");
        let holder = story.trace().lane_of_task(task);
        let on = Awaited { kind: AwaitedKind::Lock, id: object.0 };
        story.suspend_at(on, Standing::new(holder, 0, 1));
    });
    assert_eq!(said(&trace, lane), ["lock of main, no. 2 in line", "lock of main", "lock"]);
}

#[test]
fn a_queue_says_what_lay_in_it() {
    for (items, text) in [(0, "empty queue"), (1, "queue of 1 item"), (3, "queue of 3 items")] {
        let (trace, lane) = waiting(|story, _| {
            let object = story.recorder.add_object(ObjectKind::Queue, "Queue");
            let on = Awaited { kind: AwaitedKind::Queue, id: object.0 };
            story.suspend_at(on, Standing::new(None, items, 0));
        });
        assert_eq!(said(&trace, lane), [text, "queue"]);
    }
}

#[test]
fn a_request_says_what_was_asked_for() {
    let trace = fan_out(1, 1);
    let lane = trace.lane_of_task(TaskId(2)).expect("get has a lane");
    let all = "GET http://localhost:7001/delay?task=2";
    assert_eq!(said(&trace, lane), [all, "/delay?task=2", "request 1"]);
}

#[test]
fn a_wait_for_another_task_says_which() {
    let (trace, lane) = waiting(|story, _| {
        let child = story.create_task("child");
        story.suspend(AwaitedKind::Task, child.0);
    });
    assert_eq!(said(&trace, lane), ["task child", "child"]);
}

#[test]
fn a_blocked_thread_says_on_what() {
    let (trace, lane) = waiting(|story, _| {
        let until = Time::ZERO + Span::from_milliseconds(500);
        story.happen(Kind::ThreadBlocked { on: Blocker::Sleep(until), standing: None });
    });
    let words = said(&trace, lane);
    assert_eq!(words, ["blocked: time.sleep 0.5 s", "time.sleep 0.5 s", "time.sleep", "blocked"]);
    assert_eq!(said(&trace, LaneId(0)), words);
}

#[test]
fn a_poll_says_how_long_it_may_last() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    story.turn_that_sleeps(Some(Span::from_milliseconds(200)));
    story.at(200_000);
    story.wake_up(0);
    assert_eq!(said(&story.end(), LaneId(0)), ["poll for at most 0.2 s", "poll ≤ 0.2 s", "poll"]);
}

#[test]
fn several_stretches_at_once_have_no_words_of_their_own() {
    let trace = fan_out(1, 1);
    let what =
        ActivitySpan { activity: Activity::Ready, count: 2, start: Time(0), end: Time(1), event: EventId(0) };
    assert_eq!(wordings(&trace, &Naming::new(&trace), &what), Vec::<String>::new());
}
