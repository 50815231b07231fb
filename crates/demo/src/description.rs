//! What the index says of a parameter.
//!
//! What it is not: the parameter, which reads and checks values; `parameter` has those.

use serde_json::Value;

/// A parameter in words and as a JSON schema.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Description {
    pub(super) name: &'static str,
    pub(super) place: &'static str,
    pub(super) meaning: &'static str,
    /// Completes "must be …".
    pub(super) expected: String,
    pub(super) schema: Value,
}
