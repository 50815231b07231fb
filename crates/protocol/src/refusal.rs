//! Why a program does not run.
//!
//! What it is not: it decides nothing; the runtime does, before a program starts.

use serde::{Deserialize, Serialize};

/// Why a program does not run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do instead, where that is known.
    pub hint: Option<String>,
    /// Everything as the command line prints it: file, line, caret, message.
    pub rendered: String,
}

impl Refusal {
    /// Whether CPython, too, does not run the program: its message begins with the exception that it raises.
    pub fn is_error_of_python(&self) -> bool {
        ["SyntaxError: ", "IndentationError: ", "TabError: "]
            .iter()
            .any(|class| self.message.starts_with(class))
    }
}
