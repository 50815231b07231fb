//! What the trace says of threads, where the output alone would not show it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use std::fs;

use analysis::State;
use analysis::state::TaskPhase;
use runtime::{Options, predict};
use trace::text::to_text;
use trace::{
    Blocker, Ending, EventId, HandleSource, Kind, LaneId, LaneKind, Purpose, Span, Stream, TaskId, Trace,
};

fn run(source: &str) -> Trace {
    predict(source, &Options::default()).unwrap()
}

fn lane_name(trace: &Trace, lane: trace::LaneId) -> String {
    trace.text(trace.lane(lane).unwrap().name).to_owned()
}

#[test]
fn a_task_that_blocks_its_loop_goes_on_in_its_own_lane_and_with_its_cause() {
    let trace = run("import asyncio, time\n\
                     async def main():\n    time.sleep(1)\n    print('after')\n\
                     asyncio.run(main())\n");
    let resumed = trace.events().find(|event| matches!(event.kind, Kind::TaskResumed { .. })).unwrap();
    let printed = trace.events().find(|event| matches!(event.kind, Kind::Output { .. })).unwrap();
    assert!(matches!(trace.lane(printed.lane).unwrap().kind, LaneKind::Task { .. }));
    assert_eq!(printed.lane, resumed.lane);
    let printed = trace.numbered().find(|(_, event)| *event == printed).unwrap().0;
    let causes: Vec<Kind> = trace.causes(printed).map(|(_, event)| event.kind).collect();
    // The line prints because the thread goes on, and that because the line before blocked it, in a step of the task.
    let [
        Kind::Line,
        Kind::ThreadUnblocked,
        Kind::ThreadBlocked { .. },
        Kind::Line,
        Kind::TaskResumed { .. },
        ..,
    ] = causes[..]
    else {
        panic!("{causes:?}")
    };
}

#[test]
fn a_timer_that_fires_says_whose_it_is() {
    let trace = run("import asyncio\nasync def main():\n    await asyncio.sleep(1)\nasyncio.run(main())\n");
    let fired = trace.events().position(|event| matches!(event.kind, Kind::TimerFired { .. })).unwrap();
    let queued = trace.event(EventId(fired as u32 + 1)).unwrap();
    let Kind::HandleQueued { purpose, .. } = queued.kind else { panic!("it is queued") };
    assert_eq!(purpose, Purpose::Sleep(TaskId(1)));
}

/// How often one of two threads that compute for 20 ms each had to give way.
fn switches_at(interval: &str) -> usize {
    let trace = run(&format!(
        "import sys, threading\n\
         sys.setswitchinterval({interval})\n\
         def work():\n    for _ in range(10_000):\n        pass\n\
         threads = [threading.Thread(target=work) for _ in range(2)]\n\
         for thread in threads: thread.start()\n\
         for thread in threads: thread.join()\n"
    ));
    let waits = Kind::ThreadBlocked { on: Blocker::Interpreter, standing: None };
    trace.events().filter(|event| event.kind == waits).count()
}

#[test]
fn threads_give_way_as_often_as_the_switch_interval_says() {
    assert_eq!(switches_at("1"), 0);
    let (every_10_ms, every_ms) = (switches_at("0.01"), switches_at("0.001"));
    assert!((2..=4).contains(&every_10_ms), "{every_10_ms} switches");
    assert!((25..=40).contains(&every_ms), "{every_ms} switches");
}

/// Two threads with 10,000 rounds of two lines each, 1 µs per line: 40 ms together, and no less than that.
#[test]
fn threads_that_compute_take_turns_and_gain_nothing() {
    let trace = run("import threading\n\
                     def work():\n    for _ in range(10_000):\n        pass\n\
                     threads = [threading.Thread(target=work) for _ in range(2)]\n\
                     for thread in threads: thread.start()\n\
                     for thread in threads: thread.join()\n");
    assert!(trace.end().since(trace::Time::ZERO) >= Span::from_milliseconds(40));
    let waits = Kind::ThreadBlocked { on: Blocker::Interpreter, standing: None };
    let switches = trace.events().filter(|event| event.kind == waits).count();
    assert!((4..=10).contains(&switches), "{switches} switches");
}

/// Four requests of 100 ms, each in a thread of its own: they wait side by side.
#[test]
fn blocking_requests_of_several_threads_wait_together() {
    let trace = run("import requests, threading, time\n\
                     def get():\n    requests.get('http://localhost:7001/delay/0.1')\n\
                     threads = [threading.Thread(target=get) for _ in range(4)]\n\
                     for thread in threads: thread.start()\n\
                     for thread in threads: thread.join()\n\
                     print(round(time.monotonic(), 1))\n");
    assert_eq!(trace.output(Stream::Output), "0.1\n");
    let answered = trace.events().filter(|event| matches!(event.kind, Kind::RequestAnswered { .. }));
    let lanes: Vec<String> = answered.map(|event| lane_name(&trace, event.lane)).collect();
    assert_eq!(lanes, ["Thread-1 (get)", "Thread-2 (get)", "Thread-3 (get)", "Thread-4 (get)"]);
}

/// The loop polls while another thread waits for a request: neither gets what is the other's.
#[test]
fn a_loop_and_a_blocking_request_share_the_network() {
    let trace = run("import aiohttp, asyncio, requests\n\
                     URL = 'http://localhost:7001/delay/0.1'\n\
                     async def get():\n\
                     \x20   async with aiohttp.ClientSession() as session:\n\
                     \x20       async with session.get(URL) as response:\n\
                     \x20           return (await response.json())['slept']\n\
                     async def main():\n\
                     \x20   blocking = asyncio.to_thread(lambda: requests.get(URL).json()['slept'])\n\
                     \x20   print(await asyncio.gather(blocking, get()))\n\
                     asyncio.run(main())\n");
    assert_eq!(trace.output(Stream::Output), "[0.1, 0.1]\n", "{}", trace.output(Stream::Error));
}

#[test]
fn a_thread_that_waits_for_ever_is_a_deadlock_with_its_name() {
    let trace = run("import threading\n\
                     lock = threading.Lock()\nlock.acquire()\n\
                     threading.Thread(target=lock.acquire, name='stuck').start()\n");
    let Some(Ending::Deadlock { message }) = trace.ending() else { panic!("{:?}", trace.ending()) };
    assert!(message.contains("stuck: it waits for another thread"), "{message}");
}

#[test]
fn a_daemon_ends_with_the_program() {
    let trace = run("import threading, time\n\
                     threading.Thread(target=time.sleep, args=(100,), daemon=True).start()\n");
    assert_eq!(trace.ending(), Some(&Ending::Finished));
    assert!(trace.end().since(trace::Time::ZERO) < Span::from_milliseconds(1000));
}

/// A handler hands four calls to a loop that runs in another thread, and sleeps itself meanwhile.
const OFFLOADED_CALLS: &str = include_str!("../../../tests/threads/offloaded_calls.py");

/// The lane of a thread of that name.
fn thread(trace: &Trace, name: &str) -> LaneId {
    let is_it = |lane: &LaneId| {
        matches!(trace.lane(*lane).unwrap().kind, LaneKind::Thread { .. }) && lane_name(trace, *lane) == name
    };
    (0..trace.lanes().len() as u32).map(LaneId).find(is_it).unwrap()
}

#[test]
fn calls_handed_to_a_loop_in_another_thread_take_no_longer_than_the_handler_itself() {
    let trace = run(OFFLOADED_CALLS);
    assert_eq!(trace.output(Stream::Output), "[0.125, 0.25, 0.375, 0.5] 1.0 s\n");
    let took = trace.end().since(trace::Time::ZERO);
    assert!((1000..1001).contains(&(took.as_milliseconds() as u64)), "{took:?}");
}

/// What threads, tasks and requests do; lines, frames, turns and callbacks are left out.
#[test]
fn the_trace_of_a_loop_in_another_thread_is_this_one() {
    let trace = run(OFFLOADED_CALLS);
    let is_shown = |kind: &Kind| {
        !matches!(
            kind,
            Kind::Line
                | Kind::FrameEntered { .. }
                | Kind::FrameLeft { .. }
                | Kind::TurnStarted { .. }
                | Kind::PollStarted { .. }
                | Kind::PollEnded { .. }
                | Kind::HandleQueued { source: HandleSource::Soon, .. }
                | Kind::HandleStarted { .. }
                | Kind::HandleFinished { .. }
        )
    };
    let text = to_text(&trace);
    let shown = text.lines().zip(trace.events()).filter(|(_, event)| is_shown(&event.kind));
    let actual: String = shown.map(|(line, _)| format!("{line}\n")).collect();
    let golden = fixtures::repository().join("tests/golden/threads/offloaded_calls.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&golden, &actual).unwrap();
    }
    assert_eq!(actual, fs::read_to_string(golden).unwrap(), "UPDATE_GOLDEN=1 cargo test rewrites it");
}

#[test]
fn while_the_handler_sleeps_the_other_threads_loop_has_its_queue_and_its_calls() {
    let trace = run(OFFLOADED_CALLS);
    let (main, calls) = (thread(&trace, "MainThread"), thread(&trace, "calls"));
    let then = trace::Time::ZERO + Span::from_milliseconds(400);
    let state = State::at(&trace, trace.events().take_while(|event| event.time <= then).count());
    assert!(matches!(state.threads.get(main).unwrap().blocked, Some((_, Blocker::Sleep(_)))));
    assert_eq!(state.threads.get(main).unwrap().event_loop, None, "what it queued belongs to the other loop");
    assert!(state.threads.get(calls).unwrap().event_loop.as_ref().unwrap().active);
    assert_eq!(state.request_totals.in_flight, 1, "the call of half a second");
    let finished =
        state.tasks.iter().filter(|(_, task)| matches!(task.phase, TaskPhase::Finished(_))).count();
    assert_eq!(finished, 3);
}

/// Handles that the main thread queues on the loops of two other threads, the second loop first.
#[test]
fn what_a_thread_queues_goes_to_the_loop_that_it_is_queued_on() {
    let trace = run("import asyncio, threading, time\n\
         loops = [asyncio.new_event_loop() for _ in range(2)]\n\
         for n, loop in enumerate(loops):\n\
         \x20   threading.Thread(target=loop.run_forever, name=f'loop-{n}', daemon=True).start()\n\
         time.sleep(0.1)\n\
         def one(): pass\n\
         def two(): pass\n\
         loops[1].call_soon_threadsafe(one)\n\
         loops[0].call_soon_threadsafe(two)\n\
         time.sleep(0.1)\n");
    let (first, second) = (thread(&trace, "loop-0"), thread(&trace, "loop-1"));
    let mut to = Vec::new();
    for (id, event) in trace.numbered() {
        let Kind::HandleQueued { handle, label, source: HandleSource::Thread { to: lane }, .. } = event.kind
        else {
            continue;
        };
        let state = State::at(&trace, id.index() + 1);
        assert_eq!(state.threads.get(lane).unwrap().event_loop.as_ref().unwrap().ready.back(), Some(&handle));
        to.push((trace.text(label), lane));
    }
    assert_eq!(to, [("one", second), ("two", first)]);
}

#[test]
fn what_is_queued_before_a_loop_runs_in_another_thread_is_called_there() {
    let trace = run("import asyncio, threading, time\n\
         loop = asyncio.new_event_loop()\n\
         loop.call_soon(print, 'called')\n\
         threading.Thread(target=loop.run_forever, name='loop', daemon=True).start()\n\
         time.sleep(0.1)\n");
    assert_eq!(trace.output(Stream::Output), "called\n");
    let state = State::at(&trace, trace.event_count());
    let left: usize = state
        .threads
        .values()
        .filter_map(|thread| thread.event_loop.as_ref())
        .map(|event_loop| event_loop.ready.len())
        .sum();
    assert_eq!(left, 0);
}
