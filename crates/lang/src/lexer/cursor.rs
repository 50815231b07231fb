//! A place in the text that moves forward and knows its line and column.

use crate::span::Span;

/// A place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    /// In bytes from the start of the source.
    pub(crate) offset: usize,
    /// From 1.
    pub(crate) line: u32,
    /// From 1, in characters.
    pub(crate) column: u32,
}

impl Position {
    /// The stretch from here to there.
    pub(crate) fn to(self, end: Position) -> Span {
        Span { line: self.line, column: self.column, end_line: end.line, end_column: end.column }
    }
}

/// Reads a text character by character. `\r\n` and `\r` read as `\n`.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'s> {
    source: &'s str,
    end: usize,
    position: Position,
}

impl<'s> Cursor<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        Cursor::within(source, Position { offset: 0, line: 1, column: 1 }, source.len())
    }

    pub(crate) fn within(source: &'s str, start: Position, end: usize) -> Self {
        Cursor { source, end, position: start }
    }

    pub(crate) fn position(&self) -> Position {
        self.position
    }

    pub(crate) fn rest(&self) -> &'s str {
        &self.source[self.position.offset..self.end]
    }

    pub(crate) fn text_from(&self, start: Position) -> &'s str {
        &self.source[start.offset..self.position.offset]
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    pub(crate) fn peek_at(&self, ahead: usize) -> Option<char> {
        self.rest().chars().nth(ahead)
    }

    /// Moves over one character.
    pub(crate) fn bump(&mut self) -> Option<char> {
        let mut chars = self.rest().chars();
        let c = chars.next()?;
        self.position.offset += c.len_utf8();
        match c {
            '\n' | '\r' => {
                if c == '\r' && chars.next() == Some('\n') {
                    self.position.offset += 1;
                }
                self.position.line += 1;
                self.position.column = 1;
                Some('\n')
            }
            c => {
                self.position.column += 1;
                Some(c)
            }
        }
    }

    pub(crate) fn skip_while(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&wanted) {
            self.bump();
        }
    }

    /// Some editors put one at the start; it is not a character of the program.
    pub(crate) fn skip_byte_order_mark(&mut self) {
        if self.rest().starts_with('\u{feff}') {
            self.position.offset += '\u{feff}'.len_utf8();
        }
    }
}
