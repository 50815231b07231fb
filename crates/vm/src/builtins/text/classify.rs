//! The questions that `str` answers about its characters: `isdigit()` and the like.

use super::super::quote::is_printable;
use super::{alone, is_space};
use crate::table::Entry;
use crate::value::Value;

/// One that asks each character, and is false for the empty text.
macro_rules! every {
    ($name:literal, $test:expr) => {
        Entry::plain($name, |vm, args| {
            let text = alone(vm, args, $name)?;
            Ok(Value::Bool(!text.as_str().is_empty() && text.as_str().chars().all($test)))
        })
    };
}

pub(super) const METHODS: &[Entry] = &[
    every!("isalpha", is_letter),
    every!("isalnum", |character| is_letter(character) || is_numeric(character)),
    every!("isdigit", is_digit),
    every!("isdecimal", is_decimal),
    every!("isnumeric", is_numeric),
    every!("isspace", is_space),
    Entry::plain("isascii", |vm, args| Ok(Value::Bool(alone(vm, args, "isascii")?.as_str().is_ascii()))),
    Entry::plain("isprintable", |vm, args| {
        Ok(Value::Bool(alone(vm, args, "isprintable")?.as_str().chars().all(is_printable)))
    }),
    Entry::plain("isidentifier", |vm, args| {
        Ok(Value::Bool(is_identifier(alone(vm, args, "isidentifier")?.as_str())))
    }),
    Entry::plain("islower", |vm, args| {
        Ok(Value::Bool(is_cased(
            alone(vm, args, "islower")?.as_str(),
            char::is_lowercase,
            char::is_uppercase,
        )))
    }),
    Entry::plain("isupper", |vm, args| {
        Ok(Value::Bool(is_cased(
            alone(vm, args, "isupper")?.as_str(),
            char::is_uppercase,
            char::is_lowercase,
        )))
    }),
    Entry::plain("istitle", |vm, args| Ok(Value::Bool(is_title(alone(vm, args, "istitle")?.as_str())))),
];

/// A letter: alphabetic, and neither a letter-like number nor a combining mark.
fn is_letter(character: char) -> bool {
    character.is_alphabetic() && !character.is_numeric()
}

/// The zeros of the decimal digits beyond ASCII; nine more follow each.
const ZEROS: &[u32] = &[
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0,
    0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x1D7CE, 0x1D7D8,
    0x1D7E2, 0x1D7EC, 0x1D7F6,
];

/// The value of a decimal digit of any script.
pub(crate) fn decimal_value(character: char) -> Option<u32> {
    let code = u32::from(character);
    character
        .to_digit(10)
        .or_else(|| ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code)).map(|zero| code - zero))
}

fn is_decimal(character: char) -> bool {
    decimal_value(character).is_some()
}

/// Decimal digits, and those that are raised, lowered or in circles.
fn is_digit(character: char) -> bool {
    is_decimal(character)
        || matches!(character, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨' | '⑴'..='⑼' | '⒈'..='⒐')
}

fn is_numeric(character: char) -> bool {
    is_digit(character) || character.is_numeric() || "零〇一二三四五六七八九十百千万億".contains(character)
}

fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    let starts = characters.next().is_some_and(|first| first == '_' || is_letter(first));
    starts && characters.all(|character| character == '_' || character.is_alphanumeric())
}

/// Whether there are cased characters, and all of them are of one case.
fn is_cased(text: &str, wanted: fn(char) -> bool, unwanted: fn(char) -> bool) -> bool {
    text.chars().any(wanted) && !text.chars().any(unwanted)
}

fn is_title(text: &str) -> bool {
    let (mut in_word, mut any) = (false, false);
    for character in text.chars() {
        if character.is_uppercase() {
            if in_word {
                return false;
            }
            (in_word, any) = (true, true);
        } else if character.is_lowercase() {
            if !in_word {
                return false;
            }
            any = true;
        } else {
            in_word = false;
        }
    }
    any
}
