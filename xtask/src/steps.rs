//! Named steps with their elapsed time, and the summary that closes a command.

#![allow(clippy::disallowed_types, reason = "this is a host program, and elapsed time is what it reports")]

use crate::Outcome;
use crate::skips::Skips;
use std::time::{Duration, Instant};

/// How a step ended.
#[derive(Debug, Clone, PartialEq)]
enum End {
    Passed,
    /// With the sentence that says why.
    Failed(String),
    /// Not tried, since the named step failed on which it builds.
    Skipped(&'static str),
}

/// The steps done so far.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    done: Vec<(&'static str, End, Duration)>,
}

impl Steps {
    /// Runs a step, unless one of those that it builds on has failed.
    pub(crate) fn run(&mut self, name: &'static str, needs: &[&'static str], step: impl FnOnce() -> Outcome) {
        if let Some(broken) = needs.iter().find(|need| self.is_broken(need)) {
            println!("\n── {name}: skipped, since {broken} failed");
            self.done.push((name, End::Skipped(broken), Duration::ZERO));
            return;
        }
        println!("\n── {name}");
        let start = Instant::now();
        let end = match step() {
            Ok(()) => End::Passed,
            Err(message) => End::Failed(message),
        };
        let elapsed = start.elapsed();
        println!("── {name}: {} ({})", word(&end), seconds(elapsed));
        self.done.push((name, end, elapsed));
    }

    /// Prints the summary, which ends with what was skipped; fails if a step did.
    pub(crate) fn finish(self, skips: &Skips) -> Outcome {
        println!("\n{}\n{}", self.summary(), skips.line());
        let failed = self.done.iter().filter(|(_, end, _)| matches!(end, End::Failed(_))).count();
        if failed == 0 { Ok(()) } else { Err(format!("{failed} of {} steps failed.", self.done.len())) }
    }

    fn is_broken(&self, name: &str) -> bool {
        self.done.iter().any(|(done, end, _)| *done == name && *end != End::Passed)
    }

    fn summary(&self) -> String {
        let width = self.done.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
        let mut lines = Vec::new();
        for (name, end, elapsed) in &self.done {
            let detail = match end {
                End::Passed => String::new(),
                End::Failed(message) => format!("  {message}"),
                End::Skipped(need) => format!("  needs {need}"),
            };
            lines.push(format!("{name:width$}  {:7}  {:>8}{detail}", word(end), seconds(*elapsed)));
        }
        let total = self.done.iter().map(|(.., elapsed)| *elapsed).sum();
        lines.push(format!("{:width$}  {:7}  {:>8}", "total", "", seconds(total)));
        lines.join("\n")
    }
}

fn word(end: &End) -> &'static str {
    match end {
        End::Passed => "passed",
        End::Failed(_) => "FAILED",
        End::Skipped(_) => "skipped",
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_skipped_when_one_that_it_needs_has_failed() {
        let mut steps = Steps::default();
        steps.run("build", &[], || Err("It broke.".into()));
        steps.run("size", &["build"], || unreachable!("there is nothing to measure"));
        assert_eq!(steps.done[1].1, End::Skipped("build"));
    }

    #[test]
    fn steps_that_need_nothing_run_after_a_failure_and_the_command_still_fails() {
        let mut steps = Steps::default();
        steps.run("first", &[], || Err("It broke.".into()));
        steps.run("second", &[], || Ok(()));
        assert_eq!(steps.done[1].1, End::Passed);
        assert_eq!(steps.finish(&Skips::default()), Err("1 of 2 steps failed.".into()));
    }

    #[test]
    fn the_summary_has_a_line_per_step_and_the_total() {
        let steps = Steps {
            done: vec![
                ("format", End::Passed, Duration::from_millis(1500)),
                ("build", End::Failed("It broke.".into()), Duration::from_secs(60)),
                ("size", End::Skipped("build"), Duration::ZERO),
            ],
        };
        let expected = "\
format  passed      1.5 s
build   FAILED     60.0 s  It broke.
size    skipped     0.0 s  needs build
total              61.5 s";
        assert_eq!(steps.summary(), expected);
    }
}
