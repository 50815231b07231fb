//! What is true of several processes: they compute at the same time, and none sees what another does to its memory.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use analysis::{Replay, State};
use runtime::{Options, predict};
use trace::text::to_text;
use trace::{Ending, Kind, LaneKind, Span, Stream, Time, Trace};

fn run(source: &str) -> Trace {
    predict(source, &Options::default()).unwrap()
}

/// How long it takes until so many processes have done 10,000 rounds of two lines each, 1 µs per line.
fn computing(processes: usize) -> Span {
    let trace = run(&format!(
        "from multiprocessing import Process\n\
         def work():\n    for _ in range(10_000):\n        pass\n\
         processes = [Process(target=work) for _ in range({processes})]\n\
         for process in processes: process.start()\n\
         for process in processes: process.join()\n"
    ));
    assert_eq!(trace.ending(), Some(&Ending::Finished));
    trace.end().since(Time::ZERO)
}

/// What a process takes to begin.
const TO_BEGIN: u64 = 1;

fn is_about(span: Span, milliseconds: u64) -> bool {
    let expected = Span::from_milliseconds(milliseconds);
    span >= expected && span < expected + Span::from_milliseconds(1)
}

#[test]
fn up_to_four_processes_compute_at_the_same_time() {
    // Each takes 20 ms; the lines around that take microseconds.
    for count in [1, 2, 4] {
        assert!(is_about(computing(count), TO_BEGIN + 20), "{count} processes take {}", computing(count));
    }
}

#[test]
fn more_processes_than_processors_get_a_share_each() {
    // Eight of them on four processors: twice as long.
    assert!(is_about(computing(8), TO_BEGIN + 40), "{}", computing(8));
}

#[test]
fn threads_of_a_child_process_share_its_processor() {
    let trace = run("from multiprocessing import Process\n\
                     from threading import Thread\n\
                     def work():\n    for _ in range(10_000):\n        pass\n\
                     def both():\n    \
                         threads = [Thread(target=work) for _ in range(2)]\n    \
                         for thread in threads: thread.start()\n    \
                         for thread in threads: thread.join()\n\
                     child = Process(target=both)\n\
                     child.start()\n\
                     work()\n\
                     child.join()\n");
    assert!(is_about(trace.end().since(Time::ZERO), TO_BEGIN + 40), "{}", trace.end());
}

#[test]
fn what_is_recorded_stays_in_the_order_of_time_and_each_state_is_the_same_from_both_sides() {
    let trace = run("from concurrent.futures import ProcessPoolExecutor\n\
                     import time\n\
                     def work(number):\n    time.sleep(number / 1000)\n    return sum(i for i in range(number * 100))\n\
                     with ProcessPoolExecutor(3) as pool:\n    print(list(pool.map(work, range(6))))\n");
    assert!(trace.events().is_sorted_by_key(|event| event.time));
    // A replay that goes back takes the states from its snapshots; folding from the beginning knows none.
    let mut replay = Replay::new(&trace);
    for position in (0..=trace.event_count()).rev().step_by(7) {
        assert_eq!(*replay.seek(&trace, position), State::at(&trace, position), "at {position}");
    }
    assert_eq!(trace.output(Stream::Output), "[0, 4950, 19900, 44850, 79800, 124750]\n");
}

#[test]
fn each_process_has_a_lane_that_says_which_it_is() {
    let trace = run("from multiprocessing import Process\n\
                     child = Process(target=print, name='child')\n\
                     child.start()\n\
                     child.join()\n");
    let lanes = trace.lanes().iter().filter_map(|lane| match lane.kind {
        LaneKind::Thread { process } => Some((process, trace.text(lane.name))),
        _ => None,
    });
    assert_eq!(lanes.collect::<Vec<_>>(), [(0, "MainThread"), (1, "child")]);
}

#[test]
fn a_process_that_is_killed_goes_no_further() {
    let trace = run("from multiprocessing import Process\n\
                     import time\n\
                     def work():\n    time.sleep(1)\n    print('never')\n\
                     child = Process(target=work)\n\
                     child.start()\n\
                     time.sleep(0.5)\n\
                     child.terminate()\n\
                     child.join()\n\
                     print(child.exitcode)\n");
    assert_eq!(trace.output(Stream::Output), "-15\n");
    assert!(is_about(trace.end().since(Time::ZERO), 500), "{}", trace.end());
    let finished = trace.events().filter(|event| event.kind == Kind::ThreadFinished);
    assert_eq!(finished.count(), 2);
}

#[test]
fn a_process_that_ends_at_once_says_nothing_of_the_tasks_that_are_left() {
    let left = "import asyncio, os, signal\nloop = asyncio.new_event_loop()\n\
                task = loop.create_task(asyncio.sleep(1))\nloop.call_soon(loop.stop)\nloop.run_forever()\n";
    let said = |end: &str| {
        let trace = predict(&format!("{left}{end}"), &Options::default()).unwrap();
        trace.output(Stream::Error)
    };
    assert!(said("").starts_with("Task was destroyed but it is pending!\n"));
    assert_eq!(said("os._exit(3)"), "");
    assert_eq!(said("os.kill(os.getpid(), signal.SIGTERM)"), "");
}

#[test]
fn the_same_program_with_processes_leaves_the_same_trace_twice() {
    let program = "from multiprocessing import Pool\n\
                   import random\n\
                   def work(number):\n    return number * random.randrange(10)\n\
                   with Pool(3) as pool:\n    print(pool.map(work, range(20)))\n";
    assert_eq!(to_text(&run(program)), to_text(&run(program)));
}
