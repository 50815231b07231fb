//! What is wrong with a program's text, and how to print it as CPython does.

use super::span::Span;
use std::fmt;

/// The kind of an error, which gives its name when printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
    /// Python knows it and Loopscope does not. Printed as a `SyntaxError` too, for that is what refuses a program.
    Unsupported,
}

impl ErrorKind {
    /// The name of Python's exception class.
    pub fn name(self) -> &'static str {
        match self {
            ErrorKind::Syntax | ErrorKind::Unsupported => "SyntaxError",
            ErrorKind::Indentation => "IndentationError",
            ErrorKind::Tab => "TabError",
        }
    }
}

/// Why a program is refused before it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What kind.
    pub kind: ErrorKind,
    /// In CPython's words where it has some.
    pub message: String,
    /// What to do instead, if there is something.
    pub hint: Option<String>,
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// The line where the marked text ends.
    pub end_line: u32,
    /// The column after the marked text.
    pub end_column: u32,
}

impl Error {
    /// An error of the given kind that marks `span`.
    pub fn new(kind: ErrorKind, message: impl Into<String>, span: Span) -> Self {
        Error {
            kind,
            message: message.into(),
            hint: None,
            line: span.line,
            column: span.column,
            end_line: span.end_line,
            end_column: span.end_column,
        }
    }

    /// A `SyntaxError` that marks `span`.
    pub fn syntax(message: impl Into<String>, span: Span) -> Self {
        Error::new(ErrorKind::Syntax, message, span)
    }

    /// A construct that Loopscope does not run, and what to do instead.
    pub fn unsupported(construct: &str, hint: &str, span: Span) -> Self {
        let mut error =
            Error::new(ErrorKind::Unsupported, format!("{construct} is not supported here"), span);
        error.hint = Some(hint.to_owned());
        error
    }

    /// The error as CPython prints it: file and line, the line's text, carets, and the message.
    pub fn render(&self, source: &str, file: &str) -> String {
        let mut text = format!("  File \"{file}\", line {}\n", self.line);
        let index = self.line.saturating_sub(1) as usize;
        if let Some(line) = split_lines(source).nth(index) {
            text.push_str(&self.excerpt(line));
        }
        text.push_str(self.kind.name());
        text.push_str(": ");
        text.push_str(&self.message);
        text.push('\n');
        if let Some(hint) = &self.hint {
            text.push_str("Hint: ");
            text.push_str(hint);
            text.push('\n');
        }
        text
    }

    /// The line without its indentation, and carets under the marked text.
    fn excerpt(&self, line: &str) -> String {
        let blank = [' ', '\t', '\u{c}', '\u{feff}'];
        let stripped = line.trim_start_matches(blank);
        if stripped.trim_end().is_empty() {
            return String::new();
        }
        let indentation = line.chars().take_while(|c| blank.contains(c)).count();
        let length = stripped.chars().count();
        let Some(start) = (self.column as usize).checked_sub(indentation + 1) else {
            return format!("    {stripped}\n");
        };
        let start = start.min(length);
        let end = if self.end_line > self.line {
            length
        } else {
            (self.end_column.max(1) as usize - 1).saturating_sub(indentation)
        };
        let carets = end.saturating_sub(start).clamp(1, (length + 1 - start).max(1));
        let padding: String =
            stripped.chars().take(start).map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
        format!("    {stripped}\n    {padding}{}\n", "^".repeat(carets))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Error { line, column, message, .. } = self;
        write!(formatter, "{}: {message} (line {line}, column {column})", self.kind.name())
    }
}

impl std::error::Error for Error {}

/// Lines as Python counts them: `\n`, `\r\n` and `\r` end one.
pub(super) fn split_lines(source: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(source);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(['\n', '\r']) else {
            rest = None;
            return Some(text);
        };
        let skip = if text[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = Some(&text[end + skip..]);
        Some(&text[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, column: u32, end_line: u32, end_column: u32) -> Error {
        Error::syntax("wrong", Span { line, column, end_line, end_column })
    }

    #[test]
    fn the_marked_text_has_carets_below_it_and_the_line_no_indentation() {
        let text = at(2, 5, 2, 8).render("a\n    b = c\n", "program.py");
        assert_eq!(text, "  File \"program.py\", line 2\n    b = c\n    ^^^\nSyntaxError: wrong\n");
    }

    #[test]
    fn what_goes_on_in_the_next_line_is_marked_to_the_end_of_the_first() {
        let text = at(1, 3, 2, 2).render("a (b,\nc)\n", "program.py");
        assert_eq!(text, "  File \"program.py\", line 1\n    a (b,\n      ^^^\nSyntaxError: wrong\n");
    }

    #[test]
    fn a_place_outside_the_text_is_printed_without_it() {
        assert_eq!(at(9, 9, 9, 9).render("a\n", "x.py"), "  File \"x.py\", line 9\nSyntaxError: wrong\n");
    }

    #[test]
    fn a_hint_follows_on_a_line_of_its_own() {
        let error = Error::unsupported("a thing", "use another", Span::default());
        assert!(error.render("", "x.py").ends_with("a thing is not supported here\nHint: use another\n"));
    }
}
