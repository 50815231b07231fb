//! How far a number or a string reaches, and what CPython says about malformed ones.

use super::{Cursor, Failure, Position};
use crate::token::continues_name;

/// Is this what may stand before a quote?
pub(super) fn is_string_prefix(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    matches!(lower.as_str(), "r" | "u" | "b" | "f" | "br" | "rb" | "fr" | "rf")
}

/// Moves over a string whose opening quote is next. `start` is where its prefix starts.
pub(super) fn string(cursor: &mut Cursor<'_>, start: Position) -> Result<(), Failure> {
    let Some(quote) = cursor.bump() else { return Ok(()) };
    let triple = cursor.peek() == Some(quote) && cursor.peek_at(1) == Some(quote);
    if triple {
        cursor.bump();
        cursor.bump();
    } else if cursor.peek() == Some(quote) {
        cursor.bump();
        return Ok(());
    }
    let mut quotes = 0;
    loop {
        match cursor.peek() {
            None => return Err(unterminated(cursor, start, triple)),
            Some('\n' | '\r') if !triple => return Err(unterminated(cursor, start, triple)),
            Some('\\') => {
                quotes = 0;
                cursor.bump();
                cursor.bump();
                continue;
            }
            Some(c) if c == quote => quotes += 1,
            Some(_) => quotes = 0,
        }
        cursor.bump();
        if quotes == if triple { 3 } else { 1 } {
            return Ok(());
        }
    }
}

fn unterminated(cursor: &Cursor<'_>, start: Position, triple: bool) -> Failure {
    let here = cursor.position();
    // An end of text just after a line break belongs to the line before.
    let line = if here.column == 1 && here.line > start.line { here.line - 1 } else { here.line };
    let what = if triple { "triple-quoted string literal" } else { "string literal" };
    let mut first = start.to(start);
    first.end_column += 1;
    Failure::new(format!("unterminated {what} (detected at line {line})"), first)
}

/// Moves over a number.
pub(super) fn number(cursor: &mut Cursor<'_>) -> Result<(), Failure> {
    if cursor.peek() == Some('0') {
        if let Some((name, base)) = cursor.peek_at(1).and_then(radix) {
            return radix_number(cursor, name, base);
        }
        return number_with_leading_zero(cursor);
    }
    if cursor.peek() != Some('.') {
        digits(cursor)?;
    }
    fraction(cursor)
}

fn radix(letter: char) -> Option<(&'static str, u32)> {
    match letter {
        'x' | 'X' => Some(("hexadecimal", 16)),
        'o' | 'O' => Some(("octal", 8)),
        'b' | 'B' => Some(("binary", 2)),
        _ => None,
    }
}

fn radix_number(cursor: &mut Cursor<'_>, name: &str, base: u32) -> Result<(), Failure> {
    cursor.bump();
    cursor.bump();
    loop {
        if cursor.peek() == Some('_') {
            cursor.bump();
        }
        match cursor.peek() {
            Some(c) if c.is_digit(base) => cursor.skip_while(|c| c.is_digit(base)),
            Some(c) if c.is_ascii_digit() => return Err(invalid_digit(cursor, c, name)),
            _ => return Err(invalid(cursor, name)),
        }
        if cursor.peek() != Some('_') {
            break;
        }
    }
    match cursor.peek() {
        Some(c) if c.is_ascii_digit() => Err(invalid_digit(cursor, c, name)),
        _ => end_of_number(cursor, name),
    }
}

/// `0`, `00`, `0.5`, `0_0`, `09.5`; `09` is an error.
fn number_with_leading_zero(cursor: &mut Cursor<'_>) -> Result<(), Failure> {
    let start = cursor.position();
    loop {
        cursor.skip_while(|c| c == '0');
        if cursor.peek() != Some('_') {
            break;
        }
        cursor.bump();
        if !cursor.peek().is_some_and(|c| c.is_ascii_digit()) {
            return Err(invalid(cursor, "decimal"));
        }
    }
    let zeros_end = cursor.position();
    let nonzero = cursor.peek().is_some_and(|c| c.is_ascii_digit());
    if nonzero {
        digits(cursor)?;
    }
    if matches!(cursor.peek(), Some('.' | 'e' | 'E' | 'j' | 'J')) {
        return fraction(cursor);
    }
    if nonzero {
        return Err(Failure::new(
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
            start.to(zeros_end),
        ));
    }
    end_of_number(cursor, "decimal")
}

fn digits(cursor: &mut Cursor<'_>) -> Result<(), Failure> {
    loop {
        cursor.skip_while(|c| c.is_ascii_digit());
        if cursor.peek() != Some('_') {
            return Ok(());
        }
        cursor.bump();
        if !cursor.peek().is_some_and(|c| c.is_ascii_digit()) {
            return Err(invalid(cursor, "decimal"));
        }
    }
}

/// What may follow the whole part: a fraction, an exponent, the imaginary unit.
fn fraction(cursor: &mut Cursor<'_>) -> Result<(), Failure> {
    if cursor.peek() == Some('.') {
        cursor.bump();
        if cursor.peek().is_some_and(|c| c.is_ascii_digit()) {
            digits(cursor)?;
        }
    }
    if matches!(cursor.peek(), Some('e' | 'E')) {
        let sign = matches!(cursor.peek_at(1), Some('+' | '-'));
        if cursor.peek_at(1 + usize::from(sign)).is_some_and(|c| c.is_ascii_digit()) {
            cursor.bump();
            if sign {
                cursor.bump();
            }
            digits(cursor)?;
        } else if sign {
            cursor.bump();
            cursor.bump();
            return Err(invalid(cursor, "decimal"));
        }
    }
    if matches!(cursor.peek(), Some('j' | 'J')) {
        cursor.bump();
        return end_of_number(cursor, "imaginary");
    }
    end_of_number(cursor, "decimal")
}

/// A letter right after a number is an error, unless it starts a keyword: `1if x else 2`.
fn end_of_number(cursor: &mut Cursor<'_>, name: &str) -> Result<(), Failure> {
    let rest = cursor.rest();
    if ["and", "else", "for", "if", "in", "is", "not", "or"].iter().any(|word| rest.starts_with(word)) {
        return Ok(());
    }
    match cursor.peek() {
        Some(c) if c.is_ascii() && continues_name(c) => Err(invalid(cursor, name)),
        _ => Ok(()),
    }
}

/// Marks the character before the cursor, as CPython does.
fn invalid(cursor: &Cursor<'_>, name: &str) -> Failure {
    let mut end = cursor.position();
    let mut start = end;
    start.column = start.column.saturating_sub(1).max(1);
    end.column = end.column.max(start.column + 1);
    Failure::new(format!("invalid {name} literal"), start.to(end))
}

fn invalid_digit(cursor: &mut Cursor<'_>, digit: char, name: &str) -> Failure {
    let start = cursor.position();
    cursor.bump();
    Failure::new(format!("invalid digit '{digit}' in {name} literal"), start.to(cursor.position()))
}
