//! What can be set for a run.

use crate::virtual_backend::Settings;
use protocol::Limits;
use trace::Span;
use vm::limits::Fuel;
use vm::memory::MemoryGauge;

/// Settings and limits of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The file name that tracebacks show.
    pub file: String,
    /// Seeds what the program leaves to chance: `random` without a seed, hashes, the demo server's choices.
    pub seed: u64,
    /// What one executed line costs in virtual time.
    pub cost_per_line: Span,
    /// The virtual network.
    pub network: Settings,
    /// Budgets of steps, events, output, memory and recursion.
    pub fuel: Fuel,
    /// How much memory is in use: what the budget of memory is compared with.
    pub memory: MemoryGauge,
    /// The longest that a run may take on its own clock.
    pub longest: Span,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            file: "program.py".to_owned(),
            seed: 0,
            cost_per_line: Span::from_microseconds(1),
            network: Settings::default(),
            fuel: Fuel::default(),
            memory: MemoryGauge::default(),
            longest: Span::from_milliseconds(24 * 3600 * 1000),
        }
    }
}

impl Options {
    /// These options with the limits that a person set.
    pub fn limited(mut self, limits: Limits) -> Options {
        self.fuel.steps = limits.steps.into();
        self.fuel.events = limits.events as usize;
        self.fuel.output = limits.output as usize;
        self.fuel.memory = limits.megabytes as usize * 1_000_000;
        self.longest = Span::from_milliseconds(limits.milliseconds.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::predict;
    use trace::Ending;

    #[test]
    fn the_defaults_change_nothing() {
        assert_eq!(Options::default().limited(Limits::default()), Options::default());
    }

    #[test]
    fn each_limit_stops_a_run_that_goes_beyond_it() {
        let source = "import time\nfor i in range(1000):\n    print(i)\n    time.sleep(1)\n";
        let few = [
            (Limits { steps: 100, ..Limits::default() }, "steps"),
            (Limits { events: 100, ..Limits::default() }, "events"),
            (Limits { output: 100, ..Limits::default() }, "output"),
            (Limits { milliseconds: 100_500, ..Limits::default() }, "time"),
        ];
        for (limits, expected) in few {
            let trace = predict(source, &Options::default().limited(limits)).unwrap();
            let Some(Ending::Limit { which, message }) = trace.ending() else { panic!("{expected}") };
            assert_eq!(which, expected);
            assert!(message.ends_with(&format!("--max-{expected}, or Limits in the page.")), "{message}");
        }
    }
}
