//! Cutting texts into parts.

use super::super::receiver::text_receiver;
use super::is_space;
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::table::Entry;
use crate::value::Value;

pub(super) const METHODS: &[Entry] = &[
    Entry::plain("split", |vm, args| split(vm, args, "split")),
    Entry::plain("rsplit", |vm, args| split(vm, args, "rsplit")),
    Entry::plain("splitlines", split_lines),
    Entry::plain("partition", |vm, args| partition(vm, args, "partition")),
    Entry::plain("rpartition", |vm, args| partition(vm, args, "rpartition")),
];

fn split(vm: &mut Vm, args: Args, method: &str) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, method)?;
    let [separator, limit] = args.named(vm, method, ["sep", "maxsplit"], 0)?;
    let limit = if limit.is_missing() { -1 } else { vm.clamped_integer(&limit)? };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let parts = match separator {
        Value::Missing | Value::None if method == "split" => words(text.as_str(), limit),
        Value::Missing | Value::None => words_from_right(text.as_str(), limit),
        given => {
            let Some(separator) = given.as_str() else {
                let name = vm.class_name(&given);
                return Err(vm.type_error(format!("must be str or None, not {name}")));
            };
            if separator.is_empty() {
                return Err(vm.value_error("empty separator"));
            }
            let pieces = limit.saturating_add(1);
            if method == "split" {
                text.as_str().splitn(pieces, separator).collect()
            } else {
                let mut parts: Vec<&str> = text.as_str().rsplitn(pieces, separator).collect();
                parts.reverse();
                parts
            }
        }
    };
    vm.check_memory(parts.len())?;
    Ok(Value::list(parts.into_iter().map(Value::str).collect()))
}

/// Parts between runs of white space; after `limit` cuts the rest stays as it is.
fn words(text: &str, limit: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    parts
}

fn words_from_right(text: &str, limit: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest);
            break;
        }
        let last_space = rest.char_indices().rev().find(|(_, character)| is_space(*character));
        let start = last_space.map_or(0, |(at, character)| at + character.len_utf8());
        parts.push(&rest[start..]);
        rest = rest[..start].trim_end_matches(is_space);
    }
    parts.reverse();
    parts
}

fn split_lines(vm: &mut Vm, args: Args) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, "splitlines")?;
    let [keep_ends] = args.named(vm, "splitlines", ["keepends"], 0)?;
    let keep_ends = vm.truth(&keep_ends)?;
    Ok(Value::list(lines(text.as_str(), keep_ends).into_iter().map(Value::str).collect()))
}

fn lines(text: &str, keep_ends: bool) -> Vec<&str> {
    let ends_line = |character: char| {
        matches!(
            character,
            '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some((end, character)) = rest.char_indices().find(|(_, character)| ends_line(*character)) else {
            parts.push(rest);
            break;
        };
        let next = if rest[end..].starts_with("\r\n") { end + 2 } else { end + character.len_utf8() };
        parts.push(&rest[..if keep_ends { next } else { end }]);
        rest = &rest[next..];
    }
    parts
}

fn partition(vm: &mut Vm, args: Args, method: &str) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, method)?;
    let [separator] = args.exactly(vm, &format!("str.{method}"))?;
    let Some(separator) = super::super::receiver::text_of(&separator) else {
        let name = vm.class_name(&separator);
        return Err(vm.type_error(format!("must be str, not {name}")));
    };
    if separator.as_str().is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let found = match method {
        "partition" => text.as_str().split_once(separator.as_str()),
        _ => text.as_str().rsplit_once(separator.as_str()),
    };
    let whole = text.as_str();
    let parts = match (found, method) {
        (Some((before, after)), _) => [before, separator.as_str(), after],
        (None, "partition") => [whole, "", ""],
        (None, _) => ["", "", whole],
    };
    Ok(Value::tuple(parts.map(Value::str).to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_as_in_cpython() {
        assert_eq!(words("  a  b c ", usize::MAX), ["a", "b", "c"]);
        assert_eq!(words("  a  b c  ", 1), ["a", "b c  "]);
        assert_eq!(words("   ", 1), [""; 0]);
        assert_eq!(words_from_right("  a  b c ", 1), ["  a  b", "c"]);
    }

    #[test]
    fn lines_end_where_python_ends_them() {
        assert_eq!(lines("a\nb\r\nc\rd\u{2028}e\n\n", false), ["a", "b", "c", "d", "e", ""]);
        assert_eq!(lines("a\r\nb", true), ["a\r\n", "b"]);
        assert_eq!(lines("", false), [""; 0]);
    }
}
