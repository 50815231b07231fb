//! Literals as `repr` writes them.

use crate::ast::{Constant, FStringPart};
use crate::code::Conversion;

pub(super) fn constant(constant: &Constant) -> String {
    match constant {
        Constant::None => "None".to_owned(),
        Constant::Ellipsis => "...".to_owned(),
        Constant::Bool(true) => "True".to_owned(),
        Constant::Bool(false) => "False".to_owned(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(value) => value.to_string(),
        Constant::Float(value) => float(*value),
        Constant::Imaginary(value) => {
            let number = float(*value);
            format!("{}j", number.strip_suffix(".0").unwrap_or(&number))
        }
        Constant::Str(text) => quoted(text),
        Constant::Bytes(bytes) => {
            let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
            format!("b{}", quoted_with(&text, |c| !c.is_ascii()))
        }
    }
}

/// The shortest digits that read back as the same float; exponents as Python writes them.
fn float(value: f64) -> String {
    // The only infinite literal is one with too large an exponent.
    if value.is_infinite() {
        return "1e309".to_owned();
    }
    let scientific = format!("{value:e}");
    let Some((digits, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        return format!("{value:?}");
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

fn quoted(text: &str) -> String {
    quoted_with(text, |c| {
        c.is_control() || matches!(u32::from(c), 0x80..=0xa0 | 0xad | 0x2028 | 0x2029 | 0xfeff)
    })
}

/// Text in the quotes that need the fewest escapes. `hidden` says what is written by its number.
fn quoted_with(text: &str, hidden: impl Fn(char) -> bool) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut written = String::from(quote);
    for c in text.chars() {
        match c {
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            '\\' => written.push_str("\\\\"),
            c if c == quote => {
                written.push('\\');
                written.push(c);
            }
            c if c.is_ascii_control() || hidden(c) => match u32::from(c) {
                code @ 0..=0xff => written.push_str(&format!("\\x{code:02x}")),
                code @ 0..=0xffff => written.push_str(&format!("\\u{code:04x}")),
                code => written.push_str(&format!("\\U{code:08x}")),
            },
            c => written.push(c),
        }
    }
    written.push(quote);
    written
}

pub(super) fn fstring(parts: &[FStringPart]) -> String {
    let mut body = String::new();
    write_parts(parts, &mut body);
    format!("f{}", quoted(&body))
}

fn write_parts(parts: &[FStringPart], body: &mut String) {
    for part in parts {
        match part {
            FStringPart::Text(text) => body.push_str(&text.replace('{', "{{").replace('}', "}}")),
            FStringPart::Field { value, conversion, spec } => {
                let value = super::unparse_at(value, super::Level::Or);
                // `{{` would be a brace and no field.
                body.push_str(if value.starts_with('{') { "{ " } else { "{" });
                body.push_str(&value);
                body.push_str(match conversion {
                    Conversion::None => "",
                    Conversion::Str => "!s",
                    Conversion::Repr => "!r",
                    Conversion::Ascii => "!a",
                });
                if let Some(spec) = spec {
                    body.push(':');
                    write_parts(spec, body);
                }
                body.push('}');
            }
        }
    }
}
