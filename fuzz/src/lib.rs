//! What must hold for any text, whoever made it. The targets in `fuzz_targets/` differ only in where the text is from.
//!
//! Panics, hangs and memory without bound are noticed by libFuzzer itself.

pub mod grammar;

use runtime::{Options, predict};
use analysis::Replay;
use trace::Span;
use vm::limits::Fuel;

/// Reads and compiles; a refusal must point into the text.
pub fn read(text: &str) {
    let colored = lang::highlight(text);
    std::hint::black_box(&colored);
    let compiled = lang::parse(text).and_then(|tree| {
        lang::imports(&tree);
        lang::uses(&tree)?;
        lang::compile_module(&tree, &lang::Options { file: "program.py".into(), lines: true })
    });
    if let Err(error) = compiled {
        std::hint::black_box(error.render(text, "program.py"));
    }
}

/// Runs under small budgets: it ends, time never goes back, and the trace can be replayed to its end.
pub fn run(text: &str) {
    let fuel = Fuel {
        steps: 20_000,
        events: 20_000,
        output: 100_000,
        items: 50_000,
        recursion: 200,
        ..Fuel::default()
    };
    let options = Options { fuel, longest: Span::from_milliseconds(600_000), ..Options::default() };
    let Ok(trace) = predict(text, &options) else { return };
    assert!(trace.ending().is_some(), "the run did not end");
    assert!(trace.events().is_sorted_by_key(|event| event.time), "time goes back");
    let end = trace.event_count();
    assert_eq!(Replay::new(&trace).seek(&trace, end).position, end);
}
