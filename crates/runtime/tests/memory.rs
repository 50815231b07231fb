//! A run that is over leaves nothing behind: a page makes thousands of them, one for each place of a slider.
//!
//! Values are counted references, so whatever refers to itself in a circle stays for ever unless somebody takes it apart:
//! `Vm::tear_down`. One test alone is in here, since the bytes of tests that run beside each other cannot be told apart.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

#[path = "memory/counting.rs"]
mod counting;

use std::fs;
use std::path::PathBuf;

use counting::in_use;
use futures::FutureExt;
use runtime::VirtualBackend;
use runtime::{Options, Progress, Session, predict};
use trace::Clock;
use vm::limits::Fuel;

fn programs() -> Vec<PathBuf> {
    let root = fixtures::repository().join("tests/programs");
    let topics =
        fs::read_dir(root).unwrap().map(|topic| topic.unwrap().path()).filter(|topic| topic.is_dir());
    let files = topics.flat_map(|topic| fs::read_dir(topic).unwrap()).map(|file| file.unwrap().path());
    let mut programs: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|extension| extension == "py")).collect();
    programs.sort();
    programs
}

/// The bytes that a run takes for ever.
fn left_by(source: &str, fuel: &Fuel) -> usize {
    let before = in_use();
    drop(predict(source, &Options { fuel: fuel.clone(), ..Options::default() }));
    in_use() - before
}

/// Two ways to come to nothing: a program that is refused once its imports are there, and one that is given up.
fn left_by_those_that_came_to_nothing() -> usize {
    let options = Options::default();
    let before = in_use();
    let refused = predict("import asyncio\nasyncio.open_connection()\n", &options);
    assert!(refused.is_err());
    drop(refused);
    let endless = "import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(1)\nasyncio.run(main())\n";
    let backend = || (Clock::at_zero(options.cost_per_line), VirtualBackend::new(options.network.clone()));
    let mut session = Session::new(endless, &options, backend).unwrap();
    assert_eq!(session.advance().now_or_never(), Some(Progress::More));
    drop(session);
    in_use() - before
}

#[test]
fn a_run_leaves_no_memory_behind_whether_it_came_to_its_end_or_was_cut_off() {
    let whole = Fuel::default();
    let cut_off = Fuel { events: 120, ..Fuel::default() };
    let mut left = Vec::new();
    for program in programs() {
        let source = fs::read_to_string(&program).unwrap();
        left_by(&source, &whole); // What is made once for all runs.
        let bytes = [left_by(&source, &whole), left_by(&source, &cut_off)];
        if bytes != [0, 0] {
            left.push((program.file_stem().unwrap().to_owned(), bytes));
        }
    }
    assert_eq!(left, []);
    assert_eq!(left_by_those_that_came_to_nothing(), 0);
}
