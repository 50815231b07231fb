//! Every sentence that `why` says is true: of each event of the recorded programs, and of random ones.
//!
//! `table` gives each kind of sentence its condition over events, `model` what the events say; neither shares code with what chooses
//! the words. Begin with [`judged`].
#![cfg(not(target_arch = "wasm32"))]

mod model;
mod table;

#[path = "../../../../fuzz/src/grammar.rs"]
#[allow(unreachable_pub, reason = "the fuzzer's crate uses it too")]
mod grammar;

use analysis::{State, why};
use fixtures::waiting::{ACTIONS, program};
use model::Model;
use protocol::Limits;
use runtime::{Options, predict};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use table::{Claim, judge, patterns};
use trace::{Event, EventId, Naming, Trace};

/// What was found in one trace.
#[derive(Default)]
struct Findings {
    /// Sentences that are not true, or that no row knows; some of them.
    faults: Vec<String>,
    /// The rows that some sentence met.
    used: BTreeSet<&'static str>,
    /// The rows whose condition refused a sentence that was said of another event of the same kind.
    refused: BTreeSet<&'static str>,
    /// What was last said of an event of each kind, in this trace or one before.
    earlier: Vec<(std::mem::Discriminant<trace::Kind>, String)>,
}

/// Judges what is said of each event, and tries on some of them what was said of others, which should rarely be true.
fn judged(name: &str, trace: &Trace, findings: &mut Findings) {
    let naming = Naming::new(trace);
    let (mut state, mut model) = (State::default(), Model::default());
    for (id, event) in trace.numbered() {
        state.apply(trace, &event);
        model.read(trace, &event);
        let said = why(trace, &naming, &state).to_string();
        let claim = Claim { trace, naming: &naming, id, event, model: &model };
        if let Err(fault) = judge(&said, &claim, &mut |row| {
            findings.used.insert(row);
        }) && findings.faults.len() < 40
        {
            findings.faults.push(format!(
                "{name}, event {}: {said}\n    {fault:?} {}",
                id.0,
                shown(trace, id, &event)
            ));
        }
        let kind = std::mem::discriminant(&event.kind);
        // All that were said of other kinds now and then, and the one that was said last always: some kinds are rare.
        let tried = if id.0 % 5 == 0 && id.0 < 400 { usize::MAX } else { 1 };
        for (_, other) in findings.earlier.iter().rev().take(tried) {
            let mut rows = Vec::new();
            if judge(other, &claim, &mut |row| rows.push(row)).is_err() {
                findings.refused.extend(rows);
            }
        }
        findings.earlier.retain(|(other, _)| *other != kind);
        findings.earlier.push((kind, said));
    }
}

fn shown(trace: &Trace, id: EventId, event: &Event) -> String {
    let causes: Vec<String> =
        trace.causes(id).take(6).map(|(_, cause)| format!("{:?}", cause.kind)).collect();
    format!("{:?} line {} <- {}", event.kind, event.line, causes.join(" <- "))
}

/// Runs a program until some thousand events.
fn run(source: &str, events: u32) -> Option<Trace> {
    let limits =
        Limits { steps: 100_000, events, output: 20_000, milliseconds: 100_000, ..Limits::default() };
    predict(source, &Options::default().limited(limits)).ok()
}

fn programs_in(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            programs_in(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
}

fn recorded() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["tests/programs", "tests/requests", "tests/blocking", "assets/programs"] {
        programs_in(&fixtures::repository().join(folder), &mut found);
    }
    found
}

/// Numbers that look random and are the same each time: a linear congruential generator.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn random_program(numbers: &mut Numbers) -> String {
    if numbers.below(4) == 0 {
        let length = numbers.below(400);
        return grammar::program(&(0..length).map(|_| numbers.below(256) as u8).collect::<Vec<_>>());
    }
    let worker = |numbers: &mut Numbers| {
        let count = 1 + numbers.below(5);
        (0..count).map(|_| (numbers.below(ACTIONS as u64) as usize, 1 + numbers.below(8) as u32)).collect()
    };
    let count = 1 + numbers.below(6);
    program(&(0..count).map(|_| worker(numbers)).collect::<Vec<_>>())
}

fn assert_true(findings: &Findings) {
    assert!(findings.faults.is_empty(), "{} faults:\n{}", findings.faults.len(), findings.faults.join("\n"));
}

#[test]
fn what_is_said_of_the_recorded_programs_is_true_and_each_kind_of_sentence_can_be_false() {
    let mut findings = Findings::default();
    let programs = recorded();
    assert!(programs.len() > 400, "only {} programs were found", programs.len());
    let mut accepted = 0;
    for path in programs {
        let source =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if let Some(trace) = run(&source, 600) {
            accepted += 1;
            judged(
                &path.file_stem().map_or("?".into(), |name| name.to_string_lossy()),
                &trace,
                &mut findings,
            );
        }
    }
    assert!(accepted > 400, "only {accepted} programs were accepted");
    assert_true(&findings);
    let missing: Vec<_> = patterns().into_iter().filter(|row| !findings.used.contains(row)).collect();
    assert!(missing.is_empty(), "no program meets {missing:#?}");
    let toothless: Vec<_> = patterns().into_iter().filter(|row| !findings.refused.contains(row)).collect();
    assert!(toothless.is_empty(), "no event refutes {toothless:#?}");
}

#[test]
fn what_is_said_of_two_thousand_random_programs_is_true() {
    let mut findings = Findings::default();
    let mut numbers = Numbers(311);
    for number in 0..fixtures::cases(2000) {
        let source = random_program(&mut numbers);
        if let Some(trace) = run(&source, 120) {
            judged(&format!("random program {number}"), &trace, &mut findings);
        }
    }
    assert_true(&findings);
}
