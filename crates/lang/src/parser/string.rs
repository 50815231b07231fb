//! String and bytes literals: prefixes, quotes, escapes, and literals side by side.

use super::{Parsed, Parser};
use crate::ast::{Constant, Expression, ExpressionKind, FStringPart};
use crate::error::Error;
use crate::lexer::{Cursor, Position};
use crate::span::Span;
use crate::token::{Token, TokenKind};
use std::rc::Rc;

/// One literal, taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Literal {
    pub(super) bytes: bool,
    pub(super) raw: bool,
    pub(super) formatted: bool,
    /// Where the text between the quotes starts,
    pub(super) start: Position,
    /// and the byte where it ends.
    pub(super) end: usize,
    pub(super) span: Span,
}

impl Parser<'_> {
    /// One literal or several side by side.
    pub(super) fn strings(&mut self) -> Parsed<Expression> {
        let start = self.token().span;
        let mut literals = Vec::new();
        while self.at_kind(TokenKind::String) {
            let token = self.advance();
            literals.push(take_apart(self.source, token));
        }
        let span = self.span_from(start);
        let bytes = literals.iter().filter(|literal| literal.bytes).count();
        if bytes > 0 && bytes < literals.len() {
            return Err(Error::syntax("cannot mix bytes and nonbytes literals", start).into());
        }
        let kind = if bytes > 0 {
            let mut all = Vec::new();
            for literal in &literals {
                decode_bytes(self.source, literal, &mut all)?;
            }
            ExpressionKind::Constant(Constant::Bytes(Rc::from(all)))
        } else {
            self.joined(&literals)?
        };
        Ok(Expression { kind, span })
    }

    /// The parts of all literals, joined where they are plain text.
    fn joined(&mut self, literals: &[Literal]) -> Parsed<ExpressionKind> {
        let mut parts = Parts::default();
        for literal in literals {
            if literal.formatted {
                self.fstring(literal, &mut parts)?;
            } else {
                let mut cursor = Cursor::within(self.source, literal.start, literal.end);
                parts.push_text(&decode(&mut cursor, literal)?);
            }
        }
        if literals.iter().any(|literal| literal.formatted) {
            return Ok(ExpressionKind::FString(parts.finish()));
        }
        Ok(ExpressionKind::Constant(Constant::Str(Rc::from(parts.text))))
    }
}

/// Pieces of an f-string; neighbouring texts become one.
#[derive(Debug, Default)]
pub(super) struct Parts {
    parts: Vec<FStringPart>,
    text: String,
}

impl Parts {
    pub(super) fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn push_field(&mut self, field: FStringPart) {
        self.flush();
        self.parts.push(field);
    }

    pub(super) fn finish(mut self) -> Vec<FStringPart> {
        self.flush();
        self.parts
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.parts.push(FStringPart::Text(Rc::from(std::mem::take(&mut self.text))));
        }
    }
}

fn take_apart(source: &str, token: Token) -> Literal {
    let text = &source[token.start..token.end];
    let prefix_length = text.find(['"', '\'']).unwrap_or(0);
    let prefix = text[..prefix_length].to_ascii_lowercase();
    let body = &text[prefix_length..];
    let triple = body.len() >= 6 && (body.starts_with("\"\"\"") || body.starts_with("'''"));
    let quotes = if triple { 3 } else { 1 };
    let start = Position {
        offset: token.start + prefix_length + quotes,
        line: token.span.line,
        column: token.span.column + (prefix_length + quotes) as u32,
    };
    Literal {
        bytes: prefix.contains('b'),
        raw: prefix.contains('r'),
        formatted: prefix.contains('f'),
        start,
        end: token.end - quotes,
        span: token.span,
    }
}

/// The text from the cursor to its end, with escapes resolved.
pub(super) fn decode(cursor: &mut Cursor<'_>, literal: &Literal) -> Result<String, Error> {
    let mut text = String::new();
    let mut index = 0;
    while let Some(c) = cursor.bump() {
        if c != '\\' || literal.raw {
            text.push(c);
            index += if c.is_ascii() { 1 } else { 10 };
            continue;
        }
        let before = cursor.rest().len();
        escape(cursor, &mut text, index, literal.span)?;
        index += 1 + before - cursor.rest().len();
    }
    Ok(text)
}

/// What a backslash and the characters after it stand for. `index` is where CPython sees the backslash.
fn escape(cursor: &mut Cursor<'_>, text: &mut String, index: usize, span: Span) -> Result<(), Error> {
    let Some(c) = cursor.bump() else {
        text.push('\\');
        return Ok(());
    };
    if let Some(simple) = simple_escape(c) {
        text.extend(simple);
        return Ok(());
    }
    let (code, name, length) = match c {
        '0'..='7' => {
            text.extend(char::from_u32(octal(cursor, c)));
            return Ok(());
        }
        'x' => (hexadecimal(cursor, 2), "\\xXX", 2),
        'u' => (hexadecimal(cursor, 4), "\\uXXXX", 4),
        'U' => (hexadecimal(cursor, 8), "\\UXXXXXXXX", 8),
        'N' => {
            let hint = "write the character itself, or its number as in \"\\u00e9\"";
            return Err(Error::unsupported("a character given by name (\\N{…})", hint, span));
        }
        other => {
            text.push('\\');
            text.push(other);
            return Ok(());
        }
    };
    let (value, read) = code;
    let problem = if read < length {
        format!("truncated {name} escape")
    } else {
        match char::from_u32(value) {
            Some(decoded) => {
                text.push(decoded);
                return Ok(());
            }
            None if (0xd800..0xe000).contains(&value) => {
                let hint = "write the character itself, or its number as in \"\\U0001f600\"";
                return Err(Error::unsupported("half of a surrogate pair in a string", hint, span));
            }
            None => "illegal Unicode character".to_owned(),
        }
    };
    let end = index + 1 + read;
    let message = format!(
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {index}-{end}: {problem}"
    );
    Err(Error::syntax(message, span))
}

/// Escapes of one character; an escaped line break stands for nothing.
fn simple_escape(c: char) -> Option<Option<char>> {
    Some(match c {
        '\n' => None,
        '\\' | '\'' | '"' => Some(c),
        'a' => Some('\u{7}'),
        'b' => Some('\u{8}'),
        'f' => Some('\u{c}'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'v' => Some('\u{b}'),
        _ => return None,
    })
}

/// Up to three octal digits, the first of which has been read.
fn octal(cursor: &mut Cursor<'_>, first: char) -> u32 {
    let mut value = first.to_digit(8).unwrap_or(0);
    for _ in 0..2 {
        let Some(digit) = cursor.peek().and_then(|c| c.to_digit(8)) else { break };
        cursor.bump();
        value = value * 8 + digit;
    }
    value
}

/// So many hexadecimal digits if they are there; the value, and how many were.
fn hexadecimal(cursor: &mut Cursor<'_>, length: usize) -> (u32, usize) {
    let mut value: u32 = 0;
    for read in 0..length {
        let Some(digit) = cursor.peek().and_then(|c| c.to_digit(16)) else { return (value, read) };
        cursor.bump();
        value = value.wrapping_mul(16).wrapping_add(digit);
    }
    (value, length)
}

fn decode_bytes(source: &str, literal: &Literal, into: &mut Vec<u8>) -> Result<(), Error> {
    let mut cursor = Cursor::within(source, literal.start, literal.end);
    let body = cursor.rest();
    if !body.is_ascii() {
        return Err(Error::syntax("bytes can only contain ASCII literal characters", literal.span));
    }
    while let Some(c) = cursor.bump() {
        if c != '\\' || literal.raw {
            into.push(c as u8);
            continue;
        }
        let position = body.len() - cursor.rest().len() - 1;
        let Some(c) = cursor.bump() else { break };
        match (simple_escape(c), c) {
            (Some(simple), _) => into.extend(simple.map(|c| c as u8)),
            (None, '0'..='7') => into.push((octal(&mut cursor, c) & 0xff) as u8),
            (None, 'x') => match hexadecimal(&mut cursor, 2) {
                (value, 2) => into.push(value as u8),
                _ => {
                    let message = format!("(value error) invalid \\x escape at position {position}");
                    return Err(Error::syntax(message, literal.span));
                }
            },
            _ => into.extend([b'\\', c as u8]),
        }
    }
    Ok(())
}
