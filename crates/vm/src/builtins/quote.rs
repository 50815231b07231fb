//! Texts and bytes as literals: `repr('it\'s')`. As `Objects/unicodeobject.c`, `unicode_repr`.

use std::fmt::Write;

/// A text in quotes, with what cannot be shown escaped.
pub(crate) fn text_repr(text: &str) -> String {
    quoted(text, is_printable)
}

/// `ascii()` of what `repr` gave: everything beyond ASCII escaped.
pub fn escape_beyond_ascii(repr: &str) -> String {
    let mut escaped = String::with_capacity(repr.len());
    for character in repr.chars() {
        if character.is_ascii() { escaped.push(character) } else { push_escaped(&mut escaped, character) }
    }
    escaped
}

/// Bytes as a literal.
pub(crate) fn bytes_repr(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut literal = format!("b{quote}");
    for &byte in bytes {
        let character = char::from(byte);
        match byte {
            b'\\' => literal.push_str("\\\\"),
            b'\n' => literal.push_str("\\n"),
            b'\r' => literal.push_str("\\r"),
            b'\t' => literal.push_str("\\t"),
            _ if character == quote => literal.extend(['\\', quote]),
            0x20..=0x7E => literal.push(character),
            _ => push_escaped(&mut literal, character),
        }
    }
    literal.push(quote);
    literal
}

fn quoted(text: &str, shown: impl Fn(char) -> bool) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push(quote);
    for character in text.chars() {
        match character {
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            _ if character == quote => literal.extend(['\\', quote]),
            _ if shown(character) => literal.push(character),
            _ => push_escaped(&mut literal, character),
        }
    }
    literal.push(quote);
    literal
}

/// `\x07`, `\u200b` or `\U000e0001`.
pub(crate) fn push_escaped(text: &mut String, character: char) {
    let code = u32::from(character);
    let written = match code {
        0..=0xFF => write!(text, "\\x{code:02x}"),
        0x100..=0xFFFF => write!(text, "\\u{code:04x}"),
        _ => write!(text, "\\U{code:08x}"),
    };
    written.expect("writing to a String cannot fail");
}

/// `str.isprintable` of a character: neither "other" nor a separator, save the space.
pub(crate) fn is_printable(character: char) -> bool {
    if character.is_ascii() {
        return (' '..='~').contains(&character);
    }
    // Rust's own escaping knows the same categories; a letter before it keeps it from escaping combining marks.
    let pair: String = ['a', character].into_iter().collect();
    let mut escaped = pair.escape_debug().skip(1);
    escaped.next() == Some(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_as_in_cpython() {
        let table = [
            ("plain", "'plain'"),
            ("it's", "\"it's\""),
            ("both ' and \"", "'both \\' and \"'"),
            ("tab\tline\nback\\", "'tab\\tline\\nback\\\\'"),
            ("\x07\u{7f}\u{a0}", "'\\x07\\x7f\\xa0'"),
            ("naïve 日本 🙂", "'naïve 日本 🙂'"),
            ("\u{200b}\u{2028}\u{e0001}", "'\\u200b\\u2028\\U000e0001'"),
            ("e\u{301}", "'e\u{301}'"),
        ];
        for (text, repr) in table {
            assert_eq!(text_repr(text), repr);
        }
    }

    #[test]
    fn bytes_are_quoted_as_in_cpython() {
        assert_eq!(bytes_repr(b"a'b\"\n\x00\xff"), "b'a\\'b\"\\n\\x00\\xff'");
        assert_eq!(bytes_repr(b"it's"), "b\"it's\"");
    }
}
