//! Blocks by indentation: how deep each line is, and which blocks it opens or closes.

use super::{Cursor, Failure};
use crate::error::{Error, ErrorKind};
use crate::token::TokenKind;

/// How deep blocks may nest, as in CPython.
const MAX_BLOCKS: usize = 100;

/// How deep a line is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Depth {
    /// With tab stops every eight columns.
    columns: u32,
    /// With tab stops every column. If the two disagree about which line is deeper, tabs and spaces are mixed.
    characters: u32,
}

/// The blocks that are open, and those that the current line opens or closes.
#[derive(Debug, Clone, Default)]
pub(super) struct Indentation {
    /// Of each open block; the module's own is not in it.
    open: Vec<Depth>,
    /// Above zero: an `Indent` to report; below: so many `Dedent`s.
    pending: i32,
}

impl Indentation {
    /// The next `Indent` or `Dedent` that the current line stands for.
    pub(super) fn take_pending(&mut self) -> Option<TokenKind> {
        let kind = match self.pending {
            0 => return None,
            1.. => TokenKind::Indent,
            _ => TokenKind::Dedent,
        };
        self.pending -= self.pending.signum();
        Some(kind)
    }

    /// The text has ended: so have all blocks.
    pub(super) fn close_all(&mut self) {
        self.pending -= self.open.len() as i32;
        self.open.clear();
    }

    /// Reads a line's indentation and compares it with the blocks that are open. Lines with nothing but a comment do not count.
    pub(super) fn measure(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Failure> {
        let depth = read(cursor);
        if matches!(cursor.peek(), None | Some('#' | '\n' | '\r')) {
            return Ok(());
        }
        let current = self.open.last().copied().unwrap_or_default();
        if depth.columns == current.columns {
            return check_tabs(depth.characters == current.characters, cursor);
        }
        if depth.columns > current.columns {
            if self.open.len() + 1 >= MAX_BLOCKS {
                return Err(failure(ErrorKind::Indentation, "too many levels of indentation", cursor));
            }
            check_tabs(depth.characters > current.characters, cursor)?;
            self.open.push(depth);
            self.pending = 1;
            return Ok(());
        }
        self.close_until(depth, cursor)
    }

    fn close_until(&mut self, depth: Depth, cursor: &Cursor<'_>) -> Result<(), Failure> {
        while self.open.last().is_some_and(|open| open.columns > depth.columns) {
            self.open.pop();
            self.pending -= 1;
        }
        let enclosing = self.open.last().copied().unwrap_or_default();
        if enclosing.columns != depth.columns {
            let message = "unindent does not match any outer indentation level";
            return Err(failure(ErrorKind::Indentation, message, cursor));
        }
        check_tabs(enclosing.characters == depth.characters, cursor)
    }
}

/// A line's indentation. Lines joined by a backslash are as deep as the first of them.
fn read(cursor: &mut Cursor<'_>) -> Depth {
    let mut depth = Depth::default();
    let mut first = None;
    loop {
        match cursor.peek() {
            Some(' ') => {
                depth.columns += 1;
                depth.characters += 1;
            }
            Some('\t') => {
                depth.columns = (depth.columns / 8 + 1) * 8;
                depth.characters += 1;
            }
            Some('\u{c}') => depth = Depth::default(),
            Some('\\') if joins_lines(cursor) => {
                if depth.columns > 0 {
                    first.get_or_insert(depth);
                }
                depth = Depth::default();
                cursor.bump();
            }
            _ => return first.unwrap_or(depth),
        }
        cursor.bump();
    }
}

/// Does a line follow that belongs to this one?
fn joins_lines(cursor: &Cursor<'_>) -> bool {
    let mut ahead = cursor.clone();
    ahead.bump();
    ahead.bump() == Some('\n') && ahead.peek().is_some()
}

fn check_tabs(consistent: bool, cursor: &Cursor<'_>) -> Result<(), Failure> {
    if consistent {
        return Ok(());
    }
    let mut failure = failure(ErrorKind::Tab, "inconsistent use of tabs and spaces in indentation", cursor);
    failure.error.column = 1;
    failure.error.end_column = 1;
    Err(failure)
}

/// Marks the end of the line, as CPython does.
fn failure(kind: ErrorKind, message: &str, cursor: &Cursor<'_>) -> Failure {
    let mut end = cursor.clone();
    end.skip_while(|c| c != '\n' && c != '\r');
    let position = end.position();
    Failure { error: Error::new(kind, message, position.to(position)), late: true }
}
