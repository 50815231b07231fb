//! What is wrong with an address or an entry, said so that a person knows what to do next.

use std::fmt;

/// The longest piece of somebody's text that a message repeats, in characters.
const QUOTED_LENGTH: usize = 40;

/// One thing that was not as it should be, and what was done instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is about: a parameter's name, `address`, `live requests`.
    pub about: String,
    /// What is wrong, and what happens instead or what to do: whole sentences.
    pub message: String,
}

impl Problem {
    /// A problem with something.
    pub fn new(about: &str, message: impl Into<String>) -> Problem {
        Problem { about: about.to_owned(), message: message.into() }
    }

    /// A file of the site that could not be had, for that reason.
    pub fn not_fetched(about: &str, reason: &str) -> Problem {
        Problem::new(about, format!("It could not be fetched ({reason}). Reload the page to try again."))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.about, self.message)
    }
}

/// Somebody's text in quotation marks: shortened, and with a mark in place of each control character.
pub fn quoted(text: &str) -> String {
    let shown: String =
        text.chars().take(QUOTED_LENGTH).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    let rest = if text.chars().nth(QUOTED_LENGTH).is_some() { "…" } else { "" };
    format!("“{shown}{rest}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_short_and_holds_no_control_characters() {
        assert_eq!(quoted("banana"), "“banana”");
        assert_eq!(quoted("a\nb"), "“a\u{fffd}b”");
        assert_eq!(quoted(&"x".repeat(41)), format!("“{}…”", "x".repeat(40)));
    }
}
