//! Where something stands in the program's text.

/// A stretch of the text. Lines and columns count from 1, columns in characters; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Span {
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// The column after the last character.
    pub end_column: u32,
}

impl Span {
    /// From this one's start to the other's end.
    pub fn to(self, end: Span) -> Span {
        Span { end_line: end.end_line, end_column: end.end_column, ..self }
    }

    /// The empty stretch at this one's start.
    pub fn start(self) -> Span {
        Span { end_line: self.line, end_column: self.column, ..self }
    }
}
