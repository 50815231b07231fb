//! The limits that a person can set for a run, in the page as on the command line. What the interpreter counts them with is in
//! `vm::limits`.

use super::Options;
use crate::trace::Span;
use serde::{Deserialize, Serialize};

/// Limits of a run. The defaults are those of [`Options`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Lines, calls and rounds of loops.
    pub steps: u32,
    /// Events that are kept.
    pub events: u32,
    /// Bytes of output.
    pub output: u32,
    /// Milliseconds of the run's own clock.
    pub milliseconds: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { steps: 50_000_000, events: 2_000_000, output: 10_000_000, milliseconds: 86_400_000 }
    }
}

impl Limits {
    /// These options with these limits.
    pub fn set(self, mut options: Options) -> Options {
        options.fuel.steps = self.steps.into();
        options.fuel.events = self.events as usize;
        options.fuel.output = self.output as usize;
        options.longest = Span::from_milliseconds(self.milliseconds.into());
        options
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::predict;
    use crate::trace::Ending;

    #[test]
    fn the_defaults_change_nothing() {
        assert_eq!(Limits::default().set(Options::default()), Options::default());
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
            let trace = predict(source, &limits.set(Options::default())).unwrap();
            let Some(Ending::Limit { which, message }) = trace.ending() else { panic!("{expected}") };
            assert_eq!(which, expected);
            assert!(message.ends_with(&format!("--max-{expected}, or Limits in the page.")), "{message}");
        }
    }
}
