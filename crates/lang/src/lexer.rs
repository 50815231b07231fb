//! Text to tokens: names, numbers, strings, punctuation, and Python's line and block structure.
//!
//! Begin with [`Lexer::next_token`]. Whether a token may stand where it stands is the parser's business; what a literal
//! means is decided in `parser/number.rs` and `parser/string.rs`.

mod cursor;
mod indentation;
mod literal;
#[cfg(test)]
mod tests;

use super::error::Error;
use super::span::Span;
use super::token::{KEYWORDS, OPERATORS, Token, TokenKind, continues_name, starts_name};
pub(super) use cursor::{Cursor, Position};
use indentation::Indentation;

/// How deep brackets may nest: what parses and compiles recursively must fit into a browser's stack.
pub(super) const MAX_BRACKETS: usize = 100;

/// Why the text cannot be split any further.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Failure {
    /// What to report.
    pub(super) error: Error,
    /// CPython reports such an error only if the parser gets that far; the others beat any error of the parser.
    pub(super) late: bool,
}

impl Failure {
    fn new(message: impl Into<String>, span: Span) -> Self {
        Failure { error: Error::syntax(message, span), late: false }
    }
}

/// An opening bracket that waits for its other half.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bracket {
    symbol: char,
    span: Span,
}

/// Splits a program into tokens, one at a time.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'s> {
    cursor: Cursor<'s>,
    brackets: Vec<Bracket>,
    /// Brackets that surround the text itself, as for an expression within an f-string.
    outer_depth: usize,
    indentation: Indentation,
    line_is_fresh: bool,
    /// Whether a token other than a comment has occurred since the last `Newline`.
    line_has_tokens: bool,
    with_comments: bool,
    /// The last line break.
    last_line_end: Position,
}

impl<'s> Lexer<'s> {
    /// Reads a whole program.
    pub(super) fn new(source: &'s str) -> Self {
        let mut cursor = Cursor::new(source);
        cursor.skip_byte_order_mark();
        Lexer {
            cursor,
            brackets: Vec::new(),
            outer_depth: 0,
            indentation: Indentation::default(),
            line_is_fresh: true,
            line_has_tokens: false,
            with_comments: false,
            last_line_end: Position { offset: 0, line: 1, column: 1 },
        }
    }

    /// Reads one expression from within a program, up to the byte `end`. Line ends in it mean nothing.
    pub(super) fn nested(source: &'s str, start: Position, end: usize) -> Self {
        let mut lexer = Lexer::new(source);
        lexer.cursor = Cursor::within(source, start, end);
        lexer.outer_depth = 1;
        lexer.line_is_fresh = false;
        lexer
    }

    /// Makes it report comments as well.
    pub(super) fn with_comments(mut self) -> Self {
        self.with_comments = true;
        self
    }

    /// The innermost bracket that is still open, as an error.
    pub(super) fn unclosed_bracket(&self) -> Option<Error> {
        let bracket = self.brackets.last()?;
        Some(Error::syntax(format!("'{}' was never closed", bracket.symbol), bracket.span))
    }

    /// Where it has got to, and a way past an error: see `highlight`.
    pub(super) fn cursor_mut(&mut self) -> &mut Cursor<'s> {
        &mut self.cursor
    }

    /// The next token; `End` for ever once the text is used up.
    pub(super) fn next_token(&mut self) -> Result<Token, Failure> {
        if self.line_is_fresh {
            self.line_is_fresh = false;
            self.measure_line()?;
        }
        if let Some(kind) = self.indentation.take_pending() {
            return Ok(self.token(kind, self.cursor.position()));
        }
        loop {
            self.skip_blanks()?;
            let start = self.cursor.position();
            match self.cursor.peek() {
                None => return self.end_of_text(start),
                Some('#') => {
                    self.cursor.skip_while(|c| c != '\n' && c != '\r');
                    if self.with_comments {
                        return Ok(self.token(TokenKind::Comment, start));
                    }
                }
                Some('\n' | '\r') => {
                    if let Some(token) = self.end_of_line(start)? {
                        return Ok(token);
                    }
                }
                Some(c) => {
                    self.line_has_tokens = true;
                    return self.word(c, start);
                }
            }
        }
    }

    fn depth(&self) -> usize {
        self.outer_depth + self.brackets.len()
    }

    fn token(&self, kind: TokenKind, start: Position) -> Token {
        let end = self.cursor.position();
        Token { kind, start: start.offset, end: end.offset, span: start.to(end), depth: self.depth() as u32 }
    }

    fn measure_line(&mut self) -> Result<(), Failure> {
        if self.depth() == 0 { self.indentation.measure(&mut self.cursor) } else { Ok(()) }
    }

    /// Blanks, and line ends after a backslash.
    fn skip_blanks(&mut self) -> Result<(), Failure> {
        loop {
            self.cursor.skip_while(|c| matches!(c, ' ' | '\t' | '\u{c}'));
            if self.cursor.peek() != Some('\\') {
                return Ok(());
            }
            let start = self.cursor.position();
            self.cursor.bump();
            let after = self.cursor.position();
            match self.cursor.bump() {
                Some('\n') if self.cursor.peek().is_some() => {}
                Some('\n') | None => return Err(self.unexpected_end(start.to(after))),
                Some(_) => {
                    let message = "unexpected character after line continuation character";
                    let error = Error::syntax(message, after.to(self.cursor.position()));
                    return Err(Failure { error, late: true });
                }
            }
        }
    }

    /// The text ends behind a backslash.
    fn unexpected_end(&self, span: Span) -> Failure {
        let plain = || Error::syntax("unexpected EOF while parsing", span);
        Failure { error: self.unclosed_bracket().unwrap_or_else(plain), late: true }
    }

    /// A line break ends a statement unless a bracket is open or nothing stands on the line.
    fn end_of_line(&mut self, start: Position) -> Result<Option<Token>, Failure> {
        self.cursor.bump();
        self.last_line_end = start;
        if self.depth() > 0 {
            return Ok(None);
        }
        if self.line_has_tokens {
            self.line_has_tokens = false;
            self.line_is_fresh = true;
            let mut token = self.token(TokenKind::Newline, start);
            token.span = start.to(start);
            return Ok(Some(token));
        }
        self.measure_line()?;
        if let Some(kind) = self.indentation.take_pending() {
            return Ok(Some(self.token(kind, self.cursor.position())));
        }
        Ok(None)
    }

    fn end_of_text(&mut self, start: Position) -> Result<Token, Failure> {
        if let Some(error) = self.unclosed_bracket() {
            return Err(Failure { error, late: true });
        }
        if self.outer_depth == 0 {
            if self.line_has_tokens {
                self.line_has_tokens = false;
                return Ok(self.token(TokenKind::Newline, start));
            }
            self.indentation.close_all();
        }
        let kind = self.indentation.take_pending().unwrap_or(TokenKind::End);
        let mut token = self.token(kind, start);
        if start.column == 1 && start.line > 1 {
            // Nothing stands on the last line: for errors the text ends with the line break before it.
            token.span = self.last_line_end.to(self.last_line_end);
        }
        Ok(token)
    }

    fn word(&mut self, c: char, start: Position) -> Result<Token, Failure> {
        if starts_name(c) {
            return self.name_or_string(start);
        }
        let digit_follows = |lexer: &Self| lexer.cursor.peek_at(1).is_some_and(|next| next.is_ascii_digit());
        if c.is_ascii_digit() || (c == '.' && digit_follows(self)) {
            literal::number(&mut self.cursor)?;
            return Ok(self.token(TokenKind::Number, start));
        }
        if c == '"' || c == '\'' {
            return self.string(start);
        }
        let rest = self.cursor.rest();
        let Some(operator) = OPERATORS.iter().find(|operator| rest.starts_with(**operator)) else {
            if matches!(c, '!' | '$' | '?' | '`') {
                self.cursor.bump();
                return Ok(self.token(TokenKind::Stray, start));
            }
            return Err(self.invalid_character(c, start));
        };
        for _ in 0..operator.len() {
            self.cursor.bump();
        }
        self.match_bracket(operator, start)?;
        Ok(self.token(TokenKind::Operator(operator), start))
    }

    fn name_or_string(&mut self, start: Position) -> Result<Token, Failure> {
        self.cursor.skip_while(continues_name);
        let text = self.cursor.text_from(start);
        if matches!(self.cursor.peek(), Some('"' | '\'')) && literal::is_string_prefix(text) {
            return self.string(start);
        }
        let kind = match KEYWORDS.iter().find(|keyword| **keyword == text) {
            Some(keyword) => TokenKind::Keyword(keyword),
            None => TokenKind::Name,
        };
        if matches!(self.cursor.peek(), Some(c) if !c.is_ascii() && !c.is_whitespace()) {
            let c = self.cursor.peek().unwrap_or_default();
            return Err(self.invalid_character(c, self.cursor.position()));
        }
        Ok(self.token(kind, start))
    }

    fn string(&mut self, start: Position) -> Result<Token, Failure> {
        literal::string(&mut self.cursor, start)?;
        Ok(self.token(TokenKind::String, start))
    }

    fn match_bracket(&mut self, operator: &str, start: Position) -> Result<(), Failure> {
        let span = start.to(self.cursor.position());
        match operator {
            "(" | "[" | "{" => {
                if self.depth() >= MAX_BRACKETS {
                    return Err(Failure::new("too many nested parentheses", span));
                }
                self.brackets.extend(operator.chars().next().map(|symbol| Bracket { symbol, span }));
                Ok(())
            }
            ")" | "]" | "}" => self.close_bracket(operator, span),
            _ => Ok(()),
        }
    }

    fn close_bracket(&mut self, closing: &str, span: Span) -> Result<(), Failure> {
        let Some(opening) = self.brackets.pop() else {
            return Err(Failure::new(format!("unmatched '{closing}'"), span));
        };
        if matches!((opening.symbol, closing), ('(', ")") | ('[', "]") | ('{', "}")) {
            return Ok(());
        }
        let place = if opening.span.line == span.line {
            String::new()
        } else {
            format!(" on line {}", opening.span.line)
        };
        let symbol = opening.symbol;
        Err(Failure::new(
            format!("closing parenthesis '{closing}' does not match opening parenthesis '{symbol}'{place}"),
            span,
        ))
    }

    fn invalid_character(&mut self, c: char, start: Position) -> Failure {
        self.cursor.bump();
        let span = start.to(self.cursor.position());
        match c {
            c if c.is_control() || c.is_whitespace() || is_invisible(c) => {
                Failure::new(format!("invalid non-printable character U+{:04X}", u32::from(c)), span)
            }
            c => Failure::new(format!("invalid character '{c}' (U+{:04X})", u32::from(c)), span),
        }
    }
}

/// Formatting characters that an editor does not show.
fn is_invisible(c: char) -> bool {
    matches!(u32::from(c), 0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfeff
        | 0xe000..=0xf8ff | 0xfdd0..=0xfdef | 0xfff0..=0xfffb)
        || u32::from(c) & 0xfffe == 0xfffe
}
