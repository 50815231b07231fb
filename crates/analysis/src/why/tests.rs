//! What is said about small stories, and that something is said about all.

use super::*;
use crate::steps::Steps;
use fixtures::arbitrary::nonsense;
use fixtures::golden;
use fixtures::story::{Story, fan_out};
use proptest::prelude::*;
use trace::event::{AwaitedKind, Blocker, HandleSource, Purpose, RequestId};
use trace::time::{Span, Time};

fn at(trace: &Trace, position: usize) -> String {
    why(trace, &Naming::new(trace), &State::at(trace, position)).to_string()
}

fn latest(story: &Story) -> String {
    at(story.trace(), usize::MAX)
}

#[test]
fn every_step_of_a_fan_out_has_its_sentence() {
    let trace = fan_out(3, 1);
    let steps = Steps::new(&trace);
    let lines: Vec<String> =
        (0..=steps.len()).map(|step| format!("{step:>3}  {}\n", at(&trace, steps.position(step)))).collect();
    golden::check("trace/why_steps.txt", &lines.concat());
}

#[test]
fn every_event_of_a_fan_out_has_its_sentence() {
    let trace = fan_out(1, 1);
    let lines: Vec<String> = (0..=trace.event_count())
        .map(|position| format!("{position:>3}  {}\n", at(&trace, position)))
        .collect();
    golden::check("trace/why_events.txt", &lines.concat());
}

#[test]
fn names_of_tasks_are_parts_of_their_own() {
    let mut story = Story::new("");
    let task = story.create_task("main");
    let trace = story.trace();
    let sentence = why(trace, &Naming::new(trace), &State::at(trace, 1));
    assert!(sentence.parts.contains(&Part::Task { task, name: "main".to_owned() }));
}

#[test]
fn a_poll_sleeps_until_the_next_timer() {
    let mut story = Story::new("");
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    let due = Time::ZERO + Span::from_milliseconds(125);
    let timer = story.set_timer("set_result", Purpose::Sleep(task), due);
    story.suspend(AwaitedKind::Sleep, timer.0);
    story.turn_that_sleeps(Some(Span::from_milliseconds(125)));
    let said = "The loop has nothing ready: it polls, and sleeps at most 125 ms, until the timer of main.";
    assert_eq!(latest(&story), said);
}

#[test]
fn a_task_that_slept_goes_on_because_of_its_timer() {
    let mut story = Story::new("");
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    let timer = story.set_timer("set_result", Purpose::Sleep(task), Time::ZERO + Span::from_milliseconds(1));
    story.suspend(AwaitedKind::Sleep, timer.0);
    story.turn_that_sleeps(Some(Span::from_milliseconds(1)));
    story.at(1000);
    story.wake_up(0);
    story.fire(timer);
    story.start_callback();
    story.wake(task);
    story.finish_callback();
    story.turn();
    story.resume(task);
    assert_eq!(latest(&story), "The timer of main was due, so the loop called its task back.");
}

/// A piece of a body has no event of its own, so that it comes from its request.
#[test]
fn a_piece_of_an_answer_is_not_taken_for_a_signal() {
    let mut story = Story::new("");
    story.lines(&[1]);
    story.send("GET http://localhost:7001/stream");
    let sent = EventId(story.trace().event_count() as u32 - 1);
    story.turn_that_sleeps(None);
    story.wake_up_because(sent);
    let arrival = Purpose::Arrival { request: RequestId(1), task: None.into() };
    story.queue("socket is readable", arrival, HandleSource::Io, Some(sent));
    story.start_callback();
    story.queue("_on_arrival", Purpose::Library(None), HandleSource::Soon, None);
    let said = "The loop is to call `_on_arrival` because its socket became ready: it goes to the back of the ready queue.";
    assert_eq!(latest(&story), said);
}

#[test]
fn what_the_loop_calls_for_a_signal_is_called_because_that_has_arrived() {
    let mut story = Story::new("");
    story.lines(&[1]);
    let sent = story.happen(Kind::Line);
    story.turn_that_sleeps(None);
    story.wake_up_because(sent);
    story.queue("a signal has arrived", Purpose::Signal, HandleSource::Io, Some(sent));
    let said = "A signal has arrived: what reads it goes to the back of the ready queue.";
    assert_eq!(latest(&story), said);
    story.start_callback();
    story.queue("stop", Purpose::Program(None), HandleSource::Soon, None);
    let said =
        "The loop is to call `stop` because a signal has arrived: it goes to the back of the ready queue.";
    assert_eq!(latest(&story), said);
}

#[test]
fn a_callback_that_is_only_due_is_no_timer_of_whoever_asked_for_it() {
    let mut story = Story::new("");
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    story.set_timer("print", Purpose::Program(Some(task)), Time::ZERO + Span::from_milliseconds(10));
    story.suspend(AwaitedKind::Future, 1);
    story.turn_that_sleeps(Some(Span::from_milliseconds(10)));
    let said =
        "The loop has nothing ready: it polls, and sleeps at most 10 ms, until it is time for `print`.";
    assert_eq!(latest(&story), said);
}

#[test]
fn a_timer_of_the_library_that_nobody_sleeps_on_is_a_timeout() {
    let mut story = Story::new("");
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    let timer = story.set_timer(
        "_release_waiter",
        Purpose::Timeout(Some(task)),
        Time::ZERO + Span::from_milliseconds(10),
    );
    let request = story.send("GET http://localhost:7001/delay");
    story.suspend(AwaitedKind::Request, request.0);
    story.turn_that_sleeps(Some(Span::from_milliseconds(10)));
    let said = "The loop has nothing ready: it polls, and sleeps until a socket is ready, for main, \
                but at most 10 ms, until the timeout of main.";
    assert_eq!(latest(&story), said);
    story.at(10_000);
    story.wake_up(0);
    story.fire(timer);
    story.start_callback();
    let woken = story.trace().event_count() + 1;
    story.wake(task);
    let said = "main is woken because the time for what it waited for is up: \
                its next step goes to the back of the ready queue.";
    assert_eq!(at(story.trace(), woken), said);
}

#[test]
fn a_task_that_sets_an_event_wakes_who_waits_for_it() {
    let mut story = Story::new("");
    let [waiter, setter] = ["waiter", "setter"].map(|name| story.create_task(name));
    story.turn();
    story.start(waiter);
    story.suspend(AwaitedKind::Event, 1);
    story.start(setter);
    story.wake(waiter);
    story.suspend(AwaitedKind::NextTurn, 0);
    story.turn();
    story.resume(waiter);
    let said = "The loop called waiter back because setter did what it waited for. setter is ready too, and waits its turn.";
    assert_eq!(latest(&story), said);
}

#[test]
fn a_blocking_call_blocks_the_loop_and_all_who_are_ready() {
    let mut story = Story::new("");
    let [first, _second] = ["first", "second"].map(|name| story.create_task(name));
    story.happen(Kind::LoopStarted);
    story.turn();
    story.start(first);
    story.happen(Kind::ThreadBlocked {
        on: Blocker::Sleep(Time::ZERO + Span::from_milliseconds(500)),
        standing: None,
    });
    let said =
        "first blocks its thread for 500 ms: the loop is blocked with it, and 1 handle waits behind it.";
    assert_eq!(latest(&story), said);
}

proptest! {
    #[test]
    fn something_is_said_about_any_event(trace in nonsense(60)) {
        for position in 0..=trace.event_count() {
            let said = at(&trace, position);
            prop_assert!(said.len() > 3, "{:?}", trace.event(EventId(position.wrapping_sub(1) as u32)));
        }
    }
}
