//! What is to be run: a program, and what its prediction depends on.
//!
//! Pages differ in where their programs come from: choices, an editor, a lesson's text. From here on they are all the same.

use super::settings::Milliseconds;
use protocol::Limits;
use std::sync::Arc;

/// A program that is to be run. Equal plans have equal predictions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The name that tracebacks show, and that a download has.
    pub file: Arc<str>,
    /// The program's text.
    pub source: Arc<str>,
    /// How long a request travels there and back, in predictions.
    pub latency: Milliseconds,
    /// How much a run may do.
    pub limits: Limits,
}
