//! A sentence about a mistake that a run shows.
//!
//! What it is not: it finds nothing; `analysis::advice` does, in the worker, where it costs the page nothing.

use serde::{Deserialize, Serialize};
use trace::EventId;

/// A sentence about something that went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// The event that shows it; None if the run's end does.
    pub event: Option<EventId>,
    /// The line of the program that it is about; 0 if there is none.
    pub line: u32,
    /// What happened, and what to write instead.
    pub text: String,
}
