//! Whatever text is run, the run ends and nothing panics: real programs with random changes, under small budgets.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use std::fs;
use std::path::Path;

use loopscope::run::{Options, predict};
use loopscope::trace::{Replay, Span};
use loopscope::vm::limits::Fuel;
use proptest::prelude::*;

/// Pieces that change what a program means.
const PIECES: &[&str] = &[
    "await ",
    "async ",
    "yield ",
    "return ",
    "raise ",
    "not ",
    "*",
    "**",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ".",
    "=",
    "None",
    "0",
    "-1",
    "10 ** 30",
    "'x' * 9",
    "lambda: 0",
    "[]",
    "{}",
    "asyncio.sleep(0)",
    "task.cancel()",
    "self",
    "\n",
    "    ",
    "in ",
    "is ",
    " if x else ",
    "@",
    "->",
    ":=",
    "f'{x!r:>{3}}'",
    "del ",
    "import asyncio\n",
    "global x\n",
    "break\n",
];

fn corpus() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut programs = Vec::new();
    for folder in [
        "tests/programs/asyncio",
        "tests/programs/language",
        "tests/programs/asyncio-more",
        "assets/programs",
    ] {
        let files =
            fs::read_dir(root.join(folder)).expect("the folder is there").map(|file| file.unwrap().path());
        let mut files: Vec<_> =
            files.filter(|file| file.extension().is_some_and(|name| name == "py")).collect();
        files.sort();
        programs.extend(files.iter().map(|file| fs::read_to_string(file).unwrap()));
    }
    programs
}

/// One change: where, what it removes, what it puts there.
#[derive(Debug, Clone)]
struct Change {
    at: prop::sample::Index,
    removed: usize,
    piece: usize,
}

fn change() -> impl Strategy<Value = Change> {
    (any::<prop::sample::Index>(), 0..12usize, 0..PIECES.len()).prop_map(|(at, removed, piece)| Change {
        at,
        removed,
        piece,
    })
}

fn mutated(program: &str, changes: &[Change]) -> String {
    let mut characters: Vec<char> = program.chars().collect();
    for change in changes {
        let at = change.at.index(characters.len() + 1);
        let end = (at + change.removed).min(characters.len());
        characters.splice(at..end, PIECES[change.piece].chars());
    }
    characters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_program_is_refused_or_runs_to_an_end(
        program in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let corpus = corpus();
        let source = mutated(&corpus[program.index(corpus.len())], &changes);
        let fuel = Fuel { steps: 30_000, events: 30_000, output: 100_000, items: 100_000, ..Fuel::default() };
        let options = Options { fuel, longest: Span::from_milliseconds(600_000), ..Options::default() };
        if let Ok(trace) = predict(&source, &options) {
            prop_assert!(trace.ending().is_some());
            prop_assert!(trace.events().is_sorted_by_key(|event| event.time), "time goes back");
            let end = trace.event_count();
            let mut replay = Replay::new(&trace);
            prop_assert_eq!(replay.seek(&trace, end).position, end);
        }
    }
}
