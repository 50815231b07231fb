//! What is wrong at a place of the program: what the editor underlines.

use crate::page::explain::{Remark, Tone};
use protocol::Refusal;

/// How serious it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The program does not run.
    Error,
    /// It runs, and something about it is worth knowing.
    Warning,
}

impl Severity {
    /// As the editor's script names it.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Something wrong at a place of the program. A place that the text does not have, since it has been edited, is shown at the
/// nearest one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// The column after the marked text; None marks the word that is there.
    pub end_column: Option<u32>,
    /// What is wrong, and what to do.
    pub message: String,
    /// How serious it is.
    pub severity: Severity,
}

impl Diagnostic {
    /// Why a program does not run.
    pub fn from_refusal(refusal: &Refusal) -> Diagnostic {
        let mut message = refusal.message.clone();
        if let Some(hint) = &refusal.hint {
            message.push_str(". ");
            message.push_str(hint);
        }
        let Refusal { line, column, .. } = *refusal;
        Diagnostic { line, column, end_column: None, message, severity: Severity::Error }
    }

    /// A remark about a line, which marks all of it; None if it is about none.
    pub fn from_remark(remark: &Remark) -> Option<Diagnostic> {
        let severity = match remark.tone {
            Tone::Bad => Severity::Error,
            Tone::Note => Severity::Warning,
            Tone::Good => return None,
        };
        let message = [&remark.title, ". ", &remark.text].concat();
        let end_column = Some(u32::MAX);
        (remark.line > 0).then_some(Diagnostic {
            line: remark.line,
            column: 1,
            end_column,
            message,
            severity,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use runtime::{Options, predict};

    #[test]
    fn a_program_that_is_refused_is_marked_where_it_is_wrong_with_what_to_do() {
        let refusal = predict("import asyncio\nimport numpy\n", &Options::default()).unwrap_err();
        let diagnostic = Diagnostic::from_refusal(&refusal);
        assert_eq!((diagnostic.line, diagnostic.severity), (2, Severity::Error));
        let hint = refusal.hint.unwrap();
        assert!(diagnostic.message.ends_with(&hint), "{}", diagnostic.message);
    }

    #[test]
    fn only_what_is_about_a_line_and_not_all_well_is_marked() {
        let note = Remark::new(Tone::Note, "The loop stood still", "For 500 ms.");
        assert_eq!(Diagnostic::from_remark(&note), None);
        let diagnostic = Diagnostic::from_remark(&note.about_line(7)).unwrap();
        assert_eq!((diagnostic.line, diagnostic.severity), (7, Severity::Warning));
        assert_eq!(diagnostic.message, "The loop stood still. For 500 ms.");
        assert_eq!(Diagnostic::from_remark(&Remark::new(Tone::Good, "", "").about_line(1)), None);
    }
}
