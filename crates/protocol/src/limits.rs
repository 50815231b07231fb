//! The limits that a person can set for a run, in the page as on the command line. What the interpreter counts them with is in
//! `vm::limits`; `runtime::Options` takes them over.

use serde::{Deserialize, Serialize};

/// Limits of a run.
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
    /// Megabytes of the program's own objects.
    pub megabytes: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            steps: 50_000_000,
            events: 2_000_000,
            output: 10_000_000,
            milliseconds: 86_400_000,
            megabytes: 512,
        }
    }
}
