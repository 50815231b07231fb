//! F-strings: text, and expressions in braces.
//!
//! As in Python 3.11 the literal is found first and taken apart afterwards. Each expression is cut out by counting brackets
//! and quotes, and is then read as if it stood in parentheses.

use super::string::{Literal, Parts, decode};
use super::{Parsed, Parser, Problem, tokenize};
use crate::ast::{Expression, FStringPart};
use crate::code::Conversion;
use crate::error::Error;
use crate::lexer::{Cursor, Lexer, Position};
use crate::token::{Token, TokenKind};

impl Parser<'_> {
    /// Adds a literal's text and fields to `parts`.
    pub(super) fn fstring(&mut self, literal: &Literal, parts: &mut Parts) -> Parsed<()> {
        let mut cursor = Cursor::within(self.source, literal.start, literal.end);
        self.fstring_parts(&mut cursor, literal, 0, parts)
    }

    /// Up to the end, or within a format up to its closing brace, which stays.
    fn fstring_parts(
        &mut self,
        cursor: &mut Cursor<'_>,
        literal: &Literal,
        level: usize,
        parts: &mut Parts,
    ) -> Parsed<()> {
        loop {
            let start = cursor.position();
            skip_text(cursor, literal.raw);
            let mut text = Cursor::within(self.source, start, cursor.position().offset);
            parts.push_text(&decode(&mut text, literal)?);
            let Some(brace) = cursor.peek() else { return Ok(()) };
            if level == 0 && cursor.peek_at(1) == Some(brace) {
                cursor.bump();
                cursor.bump();
                parts.push_text(brace.encode_utf8(&mut [0; 4]));
            } else if brace == '{' {
                self.field(cursor, literal, level, parts)?;
            } else if level > 0 {
                return Ok(());
            } else {
                return Err(mistake("single '}' is not allowed", literal));
            }
        }
    }

    /// `{expression=!r:format}`
    fn field(
        &mut self,
        cursor: &mut Cursor<'_>,
        literal: &Literal,
        level: usize,
        parts: &mut Parts,
    ) -> Parsed<()> {
        if level >= 2 {
            return Err(mistake("expressions nested too deeply", literal));
        }
        let brace = cursor.position();
        cursor.bump();
        let start = cursor.position();
        skip_expression(cursor, literal)?;
        let end = cursor.position();
        let value = self.field_expression(brace, start, end, literal)?;
        let shown = cursor.peek() == Some('=');
        if shown {
            cursor.bump();
            cursor.skip_while(char::is_whitespace);
            parts.push_text(&cursor.text_from(start).replace("\r\n", "\n").replace('\r', "\n"));
        }
        let conversion = conversion(cursor, literal)?;
        let spec = if cursor.peek() == Some(':') {
            cursor.bump();
            let mut spec = Parts::default();
            self.fstring_parts(cursor, literal, level + 1, &mut spec)?;
            Some(spec.finish())
        } else {
            None
        };
        if cursor.bump() != Some('}') {
            return Err(mistake("expecting '}'", literal));
        }
        let conversion = match conversion {
            None if shown && spec.is_none() => Conversion::Repr,
            None => Conversion::None,
            Some(conversion) => conversion,
        };
        parts.push_field(FStringPart::Field { value: Box::new(value), conversion, spec });
        Ok(())
    }

    /// Reads an expression in a parser of its own, as if it stood in parentheses.
    fn field_expression(
        &mut self,
        brace: Position,
        start: Position,
        end: Position,
        literal: &Literal,
    ) -> Parsed<Expression> {
        if self.source[start.offset..end.offset].trim().is_empty() {
            return Err(match self.source[end.offset..].chars().next() {
                Some(c @ ('!' | ':' | '=')) => mistake(&format!("expression required before '{c}'"), literal),
                _ => mistake("empty expression not allowed", literal),
            });
        }
        let (inner, failure) = tokenize(Lexer::nested(self.source, start, end.offset));
        if let Some(failure) = failure {
            return Err(failure.error.into());
        }
        let opening = bracket("(", brace, start);
        let mut tokens = vec![opening];
        tokens.extend(&inner[..inner.len() - 1]);
        let after = Position { offset: end.offset + 1, column: end.column + 1, ..end };
        tokens.push(bracket(")", end, after));
        tokens.extend(inner.last().map(|token| Token { depth: 0, ..*token }));
        self.nested(|parser| parser.read_field(tokens))
    }

    fn read_field(&mut self, tokens: Vec<Token>) -> Parsed<Expression> {
        let mut reader = Parser::new(self.source, tokens, self.diagnosing);
        reader.in_fstring = true;
        reader.depth = self.depth;
        reader.scopes = self.scopes;
        let read = reader.field_contents();
        self.scopes = reader.scopes;
        match read {
            Ok(value) => Ok(value),
            Err(Problem::Raised(mut error)) => {
                if !error.message.starts_with("f-string: ") {
                    error.message.insert_str(0, "f-string: ");
                }
                Err(Problem::Raised(error))
            }
            Err(Problem::Mismatch) if self.diagnosing => {
                let last = reader.tokens[reader.furthest];
                Err(Error::syntax("f-string: invalid syntax", last.span).into())
            }
            Err(mismatch) => {
                // The second reading says more; the outer parser must get there.
                self.furthest = self.furthest.max(self.position);
                Err(mismatch)
            }
        }
    }

    fn field_contents(&mut self) -> Parsed<Expression> {
        let value = self.atom()?;
        self.expect_kind(TokenKind::End)?;
        Ok(value)
    }
}

fn bracket(symbol: &'static str, start: Position, end: Position) -> Token {
    let kind = TokenKind::Operator(symbol);
    Token { kind, start: start.offset, end: end.offset, span: start.to(end), depth: 1 }
}

fn mistake(message: &str, literal: &Literal) -> Problem {
    Error::syntax(format!("f-string: {message}"), literal.span).into()
}

/// Moves to the next brace that is not part of an escape.
fn skip_text(cursor: &mut Cursor<'_>, raw: bool) {
    while let Some(c) = cursor.peek() {
        match c {
            '{' | '}' => return,
            '\\' if !raw => {
                cursor.bump();
                if cursor.peek() == Some('N') && cursor.peek_at(1) == Some('{') {
                    cursor.skip_while(|c| c != '}');
                    cursor.bump();
                } else if !matches!(cursor.peek(), Some('{' | '}')) {
                    cursor.bump();
                }
            }
            _ => {
                cursor.bump();
            }
        }
    }
}

/// Moves to the `=`, `!`, `:` or `}` that ends an expression.
fn skip_expression(cursor: &mut Cursor<'_>, literal: &Literal) -> Parsed<()> {
    let mut open: Vec<char> = Vec::new();
    let mut quote: Option<(char, usize)> = None;
    while let Some(c) = cursor.peek() {
        if c == '\\' {
            return Err(
                Error::syntax("f-string expression part cannot include a backslash", literal.span).into()
            );
        }
        if let Some((mark, count)) = quote {
            if c == mark && count == repeated(cursor, mark, count) {
                skip(cursor, count);
                quote = None;
            } else {
                cursor.bump();
            }
            continue;
        }
        match c {
            '"' | '\'' => {
                let count = if repeated(cursor, c, 3) == 3 { 3 } else { 1 };
                quote = Some((c, count));
                skip(cursor, count);
                continue;
            }
            '(' | '[' | '{' => open.push(c),
            '#' => {
                return Err(Error::syntax("f-string expression part cannot include '#'", literal.span).into());
            }
            '!' | ':' | '}' | '=' | '<' | '>' if open.is_empty() => {
                if "!=<>".contains(c) && cursor.peek_at(1) == Some('=') {
                    skip(cursor, 2);
                    continue;
                }
                if c != '<' && c != '>' {
                    return Ok(());
                }
            }
            ')' | ']' | '}' => close(&mut open, c, literal)?,
            _ => {}
        }
        cursor.bump();
    }
    if quote.is_some() {
        return Err(mistake("unterminated string", literal));
    }
    match open.last() {
        Some(bracket) => Err(mistake(&format!("unmatched '{bracket}'"), literal)),
        None => Err(mistake("expecting '}'", literal)),
    }
}

fn close(open: &mut Vec<char>, closing: char, literal: &Literal) -> Parsed<()> {
    match (open.pop(), closing) {
        (Some('('), ')') | (Some('['), ']') | (Some('{'), '}') => Ok(()),
        (None, _) => Err(mistake(&format!("unmatched '{closing}'"), literal)),
        (Some(opening), _) => {
            let message =
                format!("closing parenthesis '{closing}' does not match opening parenthesis '{opening}'");
            Err(mistake(&message, literal))
        }
    }
}

/// How many of the next characters are `mark`, at most `limit`.
fn repeated(cursor: &Cursor<'_>, mark: char, limit: usize) -> usize {
    cursor.rest().chars().take(limit).take_while(|c| *c == mark).count()
}

fn skip(cursor: &mut Cursor<'_>, count: usize) {
    for _ in 0..count {
        cursor.bump();
    }
}

fn conversion(cursor: &mut Cursor<'_>, literal: &Literal) -> Parsed<Option<Conversion>> {
    if cursor.peek() != Some('!') {
        return Ok(None);
    }
    cursor.bump();
    let conversion = match cursor.bump() {
        Some('s') => Conversion::Str,
        Some('r') => Conversion::Repr,
        Some('a') => Conversion::Ascii,
        Some(_) => {
            return Err(mistake("invalid conversion character: expected 's', 'r', or 'a'", literal));
        }
        None => return Err(mistake("expecting '}'", literal)),
    };
    Ok(Some(conversion))
}
