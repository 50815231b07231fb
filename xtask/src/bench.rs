//! `cargo xtask bench`: Loopscope beside CPython on the same programs ([`programs`]), the built page beside JavaScript (both sides in
//! turn, so that a noisy machine is noisy for both), how quickly the page goes through runs of any length, and how soon it moves
//! ([`first`]).

mod first;
mod programs;

use crate::shell::run;
use crate::{Outcome, test};

/// Runs the benchmark of that name, or all.
pub(crate) fn bench(arguments: &[String]) -> Outcome {
    match arguments.split_first().map(|(name, rest)| (name.as_str(), rest)) {
        None => programs::bench(&[]).and_then(|()| in_page("overhead")).and_then(|()| in_page("speed")),
        Some(("programs", options)) => programs::bench(options),
        Some(("page", [])) => in_page("overhead"),
        Some(("trace", [])) => in_page("speed"),
        Some(("first", options)) => first::bench(options),
        Some(_) => Err("There are four benchmarks: `programs`, `page`, `trace` and `first`.".into()),
    }
}

/// Measures the page in `dist/`: live runs beside the same work in JavaScript, or how quickly one goes through a run. See the file of
/// that name in tests/browser.
fn in_page(name: &str) -> Outcome {
    run(&mut test::browser_test(&["--", name, "--ignored", "--nocapture"])?)
}
