//! What can be set for a run.

use crate::outside::virtual_::Settings;
use crate::trace::Span;
use crate::vm::limits::Fuel;

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
            longest: Span::from_milliseconds(24 * 3600 * 1000),
        }
    }
}
