//! Whatever text is run, the run ends and nothing panics: real programs with random changes, under small budgets.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use std::cell::Cell;
use std::fs;
use std::ops::Range;

use analysis::Replay;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use runtime::{Options, predict};
use trace::Span;
use vm::limits::Fuel;

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

/// What is no name, though it looks like one.
const KEYWORDS: &[&str] = &[
    "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def", "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

fn corpus() -> Vec<String> {
    let root = fixtures::repository();
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

/// One change of a program.
#[derive(Debug, Clone)]
enum Change {
    /// Some characters go, and a piece comes: mostly no Python any more.
    Text { at: Index, removed: usize, piece: usize },
    /// A name or a number becomes another one of the same program: mostly still Python, with another meaning.
    Word { at: Index, from: Index },
    /// A line becomes `pass`, as far to the right.
    Nothing { at: Index },
    /// A line comes twice.
    Twice { at: Index },
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    prop_oneof![
        1 => (index(), 0..12usize, 0..PIECES.len()).prop_map(|(at, removed, piece)| Change::Text { at, removed, piece }),
        4 => (index(), index()).prop_map(|(at, from)| Change::Word { at, from }),
        1 => index().prop_map(|at| Change::Nothing { at }),
        1 => index().prop_map(|at| Change::Twice { at }),
    ]
}

fn mutated(program: &str, changes: &[Change]) -> String {
    changes.iter().fold(program.to_owned(), |program, change| changed(&program, change))
}

fn changed(program: &str, change: &Change) -> String {
    match change {
        Change::Text { at, removed, piece } => {
            let mut characters: Vec<char> = program.chars().collect();
            let at = at.index(characters.len() + 1);
            let end = (at + removed).min(characters.len());
            characters.splice(at..end, PIECES[*piece].chars());
            characters.into_iter().collect()
        }
        Change::Word { at, from } => {
            let words = words(program);
            let (at, from) = (words[at.index(words.len())].clone(), words[from.index(words.len())].clone());
            format!("{}{}{}", &program[..at.start], &program[from], &program[at.end..])
        }
        Change::Nothing { at } => with_line(program, at, |line| {
            let indentation = &line[..line.len() - line.trim_start().len()];
            vec![format!("{indentation}pass")]
        }),
        Change::Twice { at } => with_line(program, at, |line| vec![line.to_owned(); 2]),
    }
}

fn with_line(program: &str, at: &Index, replace: impl Fn(&str) -> Vec<String>) -> String {
    let mut lines: Vec<String> = program.lines().map(str::to_owned).collect();
    let at = at.index(lines.len());
    let replaced = replace(&lines[at]);
    lines.splice(at..=at, replaced);
    lines.join("\n") + "\n"
}

/// Where names and numbers are, keywords left out.
fn words(program: &str) -> Vec<Range<usize>> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let mut start = 0;
    for piece in program.split_inclusive(|c| !is_word(c)) {
        let word = piece.trim_end_matches(|c| !is_word(c));
        if !word.is_empty() && !KEYWORDS.contains(&word) {
            found.push(start..start + word.len());
        }
        start += piece.len();
    }
    found
}

#[test]
fn a_changed_program_is_refused_or_runs_to_an_end() {
    let cases = fixtures::cases(400);
    let corpus = corpus();
    assert!(corpus.len() > 100, "only {} programs were found", corpus.len());
    let accepted = Cell::new(0);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let input = (any::<Index>(), prop::collection::vec(change(), 1..4));
    let result = TestRunner::new(config).run(&input, |(program, changes)| {
        let source = mutated(&corpus[program.index(corpus.len())], &changes);
        let fuel = Fuel { steps: 30_000, events: 30_000, output: 100_000, items: 100_000, ..Fuel::default() };
        let options = Options { fuel, longest: Span::from_milliseconds(600_000), ..Options::default() };
        if let Ok(trace) = predict(&source, &options) {
            accepted.set(accepted.get() + 1);
            prop_assert!(trace.ending().is_some());
            prop_assert!(trace.events().is_sorted_by_key(|event| event.time), "time goes back");
            let end = trace.event_count();
            let mut replay = Replay::new(&trace);
            prop_assert_eq!(replay.seek(&trace, end).position, end);
        }
        Ok(())
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
    // Changes that only break the syntax would try the parser alone.
    let accepted = accepted.get();
    assert!(accepted >= cases / 3, "only {accepted} of {cases} were accepted");
}
