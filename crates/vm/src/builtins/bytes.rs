//! `bytes`. What does the same as the method of `str` of that name is in `bytes/text_like.rs`.

mod text_like;

use super::receiver::{bytes_receiver, class_argument, plain};
use super::text::codec;
use super::wrap;
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::symbol::known;
use crate::table::Entry;
use crate::value::Value;
use std::rc::Rc;

pub(crate) use text_like::METHODS as TEXT_METHODS;

/// `bytes`' methods.
pub(crate) const METHODS: &[Entry] = &[
    Entry::plain("__new__", new).without_self().collecting(1),
    Entry::plain("fromhex", from_hex).of_class(),
    Entry::plain("decode", decode),
    Entry::plain("hex", hex),
    Entry::plain("find", |vm, args| Ok(locate(vm, args, "find")?.map_or(Value::Int(-1), Value::from_usize))),
    Entry::plain("index", index),
    Entry::plain("count", count),
    Entry::plain("startswith", |vm, args| affix(vm, args, "startswith")),
    Entry::plain("endswith", |vm, args| affix(vm, args, "endswith")),
    Entry::plain("join", join).collecting(1),
    Entry::plain("split", split),
    Entry::plain("splitlines", split_lines),
    Entry::plain("replace", replace),
    Entry::plain("strip", |vm, args| strip(vm, args, true, true, "strip")),
    Entry::plain("lstrip", |vm, args| strip(vm, args, true, false, "lstrip")),
    Entry::plain("rstrip", |vm, args| strip(vm, args, false, true, "rstrip")),
    Entry::plain("upper", |vm, args| Ok(Value::bytes(alone(vm, args, "upper")?.to_ascii_uppercase()))),
    Entry::plain("lower", |vm, args| Ok(Value::bytes(alone(vm, args, "lower")?.to_ascii_lowercase()))),
];

/// The first place of a part.
pub(crate) fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    if part.is_empty() { Some(0) } else { bytes.windows(part.len()).position(|window| window == part) }
}

fn alone(vm: &mut Vm, args: Args, method: &str) -> Result<Rc<Vec<u8>>> {
    let (bytes, args) = bytes_receiver(vm, args, method)?;
    let [] = args.exactly(vm, &format!("bytes.{method}"))?;
    Ok(bytes)
}

fn new(vm: &mut Vm, args: Args) -> Result<Value> {
    let (class, args) = class_argument(vm, args, "bytes")?;
    let [source, encoding, errors] = args.named(vm, "bytes", ["source", "encoding", "errors"], 0)?;
    let no_encoding = encoding.is_missing() && errors.is_missing();
    let bytes = match plain(&source) {
        Value::Str(text) if !encoding.is_missing() => codec::encode(vm, text.as_str(), &encoding, &errors)?,
        Value::Str(_) => return Err(vm.type_error("string argument without an encoding")),
        _ if !no_encoding => return Err(vm.type_error("encoding without a string argument")),
        Value::Missing => Vec::new(),
        Value::Bytes(bytes) => bytes.to_vec(),
        _ => bytes_from(vm, &source)?,
    };
    Ok(wrap(&class, Value::bytes(bytes)))
}

fn bytes_from(vm: &mut Vm, source: &Value) -> Result<Vec<u8>> {
    if let Value::Instance(_) = source
        && let Some(method) = vm.lookup_special(source, known::BYTES)
    {
        return match vm.call_sync(method, Args::default())? {
            Value::Bytes(bytes) => Ok(bytes.to_vec()),
            other => {
                let name = vm.class_name(&other);
                Err(vm.type_error(format!("__bytes__ returned non-bytes (type {name})")))
            }
        };
    }
    if vm.integer_or_none(source)?.is_some() {
        let count = vm.small_integer(source)?;
        let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("negative count")) };
        vm.check_text(count)?;
        return Ok(vec![0; count]);
    }
    if let Value::Float(_) | Value::None = source {
        let name = vm.class_name(source);
        return Err(vm.type_error(format!("cannot convert '{name}' object to bytes")));
    }
    let mut bytes = Vec::new();
    for item in vm.items_of(source)? {
        let number = vm.small_integer(&item)?;
        match u8::try_from(number) {
            Ok(byte) => bytes.push(byte),
            Err(_) => return Err(vm.value_error("bytes must be in range(0, 256)")),
        }
    }
    Ok(bytes)
}

fn from_hex(vm: &mut Vm, args: Args) -> Result<Value> {
    let (class, args) = class_argument(vm, args, "bytes")?;
    let [text] = args.exactly(vm, "bytes.fromhex")?;
    let text = vm.text_argument(&text, "fromhex() argument")?;
    let mut bytes = Vec::new();
    let mut high: Option<u32> = None;
    for (at, character) in text.as_str().chars().enumerate() {
        if high.is_none() && character.is_ascii_whitespace() {
            continue;
        }
        let Some(digit) = character.to_digit(16) else {
            let message = format!("non-hexadecimal number found in fromhex() arg at position {at}");
            return Err(vm.value_error(message));
        };
        match high.take() {
            None => high = Some(digit),
            Some(high) => bytes.push((high * 16 + digit) as u8),
        }
    }
    if high.is_some() {
        let at = text.length();
        return Err(vm.value_error(format!("non-hexadecimal number found in fromhex() arg at position {at}")));
    }
    Ok(wrap(&class, Value::bytes(bytes)))
}

fn decode(vm: &mut Vm, args: Args) -> Result<Value> {
    let (bytes, args) = bytes_receiver(vm, args, "decode")?;
    let [encoding, errors] = args.named(vm, "decode", ["encoding", "errors"], 0)?;
    codec::decode(vm, &Value::Bytes(bytes), &encoding, &errors, "decode")
}

fn hex(vm: &mut Vm, args: Args) -> Result<Value> {
    let (bytes, args) = bytes_receiver(vm, args, "hex")?;
    let [separator, group] = args.named(vm, "hex", ["sep", "bytes_per_sep"], 0)?;
    let group = if group.is_missing() { 1 } else { vm.small_integer(&group)? };
    let separator = match &separator {
        Value::Missing => String::new(),
        Value::Bytes(bytes) if bytes.len() == 1 => char::from(bytes[0]).to_string(),
        other => match other.as_str() {
            Some(text) if text.chars().count() == 1 => text.to_owned(),
            Some(_) => return Err(vm.value_error("sep must be length 1.")),
            None if matches!(other, Value::Bytes(_)) => return Err(vm.value_error("sep must be length 1.")),
            None => return Err(vm.type_error("sep must be str or bytes.")),
        },
    };
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut text = String::new();
    for (at, byte) in bytes.iter().enumerate() {
        // Groups are counted from the right, with a negative size from the left.
        let place = if group > 0 { bytes.len() - at } else { at };
        if at > 0 && size > 0 && place % size == 0 {
            text.push_str(&separator);
        }
        text.push_str(&format!("{byte:02x}"));
    }
    Ok(Value::str(text))
}

/// The bytes of an argument: a bytes, or an int for one byte.
fn part_argument(vm: &mut Vm, value: &Value) -> Result<Vec<u8>> {
    match plain(value) {
        Value::Bytes(bytes) => Ok(bytes.to_vec()),
        Value::Int(number) => match u8::try_from(*number) {
            Ok(byte) => Ok(vec![byte]),
            Err(_) => Err(vm.value_error("byte must be in range(0, 256)")),
        },
        other if matches!(other, Value::Instance(_)) && vm.lookup_special(other, known::BYTES).is_some() => {
            bytes_from(vm, value)
        }
        other => {
            let name = vm.class_name(other);
            Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}

/// The same for what is searched for.
fn searched(vm: &mut Vm, part: &Value) -> Result<Vec<u8>> {
    if part.as_str().is_some() || part.is_none() {
        let kind = vm.class_name(part);
        let what = "argument should be integer or bytes-like object, not";
        return Err(vm.type_error(format!("{what} '{kind}'")));
    }
    part_argument(vm, part)
}

fn locate(vm: &mut Vm, args: Args, method: &str) -> Result<Option<usize>> {
    let (bytes, args) = bytes_receiver(vm, args, method)?;
    let [part, start, stop] = args.between(vm, method, 1)?;
    let part = searched(vm, &part)?;
    let (start, stop) = vm.search_bounds(&start, &stop, bytes.len())?;
    Ok(if start <= stop { find(&bytes[start..stop], &part).map(|at| start + at) } else { None })
}

fn index(vm: &mut Vm, args: Args) -> Result<Value> {
    match locate(vm, args, "index")? {
        Some(at) => Ok(Value::from_usize(at)),
        None => Err(vm.value_error("subsection not found")),
    }
}

fn count(vm: &mut Vm, args: Args) -> Result<Value> {
    let (bytes, args) = bytes_receiver(vm, args, "count")?;
    let [part, start, stop] = args.between(vm, "count", 1)?;
    let part = searched(vm, &part)?;
    let (start, stop) = vm.search_bounds(&start, &stop, bytes.len())?;
    if start > stop {
        return Ok(Value::Int(0));
    }
    if part.is_empty() {
        return Ok(Value::from_usize(stop - start + 1));
    }
    Ok(Value::from_usize(pieces(&bytes[start..stop], &part, usize::MAX).len() - 1))
}

fn affix(vm: &mut Vm, args: Args, method: &str) -> Result<Value> {
    let (bytes, args) = bytes_receiver(vm, args, method)?;
    let [affix, start, stop] = args.between(vm, method, 1)?;
    let (start, stop) = vm.search_bounds(&start, &stop, bytes.len())?;
    let candidates = match plain(&affix) {
        Value::Tuple(tuple) => tuple.0.to_vec(),
        _ => vec![affix.clone()],
    };
    for candidate in &candidates {
        let Value::Bytes(affix) = plain(candidate) else {
            let name = vm.class_name(candidate);
            return Err(
                vm.type_error(format!("{method} first arg must be bytes or a tuple of bytes, not {name}"))
            );
        };
        let Some(part) = bytes.get(start..stop) else { continue };
        let fits = if method == "startswith" { part.starts_with(affix) } else { part.ends_with(affix) };
        if fits {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn join(vm: &mut Vm, args: Args) -> Result<Value> {
    let (separator, args) = bytes_receiver(vm, args, "join")?;
    let [iterable] = args.exactly(vm, "bytes.join")?;
    let mut joined = Vec::new();
    for (index, item) in vm.items_of(&iterable)?.iter().enumerate() {
        let item = match plain(item) {
            Value::Bytes(item) => item.to_vec(),
            Value::Instance(_) if vm.lookup_special(item, known::BYTES).is_some() => part_argument(vm, item)?,
            _ => {
                let name = vm.class_name(item);
                let message = format!("sequence item {index}: expected a bytes-like object, {name} found");
                return Err(vm.type_error(message));
            }
        };
        if index > 0 {
            joined.extend_from_slice(&separator);
        }
        joined.extend_from_slice(&item);
        vm.check_text(joined.len())?;
    }
    Ok(Value::bytes(joined))
}

/// The pieces between occurrences of a separator, after at most `limit` cuts.
fn pieces<'a>(bytes: &'a [u8], separator: &[u8], limit: usize) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while parts.len() < limit
        && let Some(at) = find(rest, separator)
    {
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
    }
    parts.push(rest);
    parts
}

fn split(vm: &mut Vm, args: Args) -> Result<Value> {
    let (bytes, args) = bytes_receiver(vm, args, "split")?;
    let [separator, limit] = args.named(vm, "split", ["sep", "maxsplit"], 0)?;
    let limit = if limit.is_missing() { -1 } else { vm.clamped_integer(&limit)? };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let parts: Vec<&[u8]> = match separator {
        Value::Missing | Value::None => words(&bytes, limit),
        given => {
            let separator = part_argument(vm, &given)?;
            if separator.is_empty() {
                return Err(vm.value_error("empty separator"));
            }
            pieces(&bytes, &separator, limit)
        }
    };
    Ok(Value::list(parts.into_iter().map(|part| Value::bytes(part.to_vec())).collect()))
}

fn is_space(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || *byte == 0x0b
}

/// What lies between white space, after at most `limit` cuts.
fn words(bytes: &[u8], limit: usize) -> Vec<&[u8]> {
    let mut words = Vec::new();
    let mut rest = bytes;
    while let Some(start) = rest.iter().position(|byte| !is_space(byte)) {
        rest = &rest[start..];
        let end = rest.iter().position(is_space).filter(|_| words.len() < limit);
        let end = end.unwrap_or(rest.len());
        words.push(&rest[..end]);
        if words.len() > limit {
            break;
        }
        rest = &rest[end..];
    }
    words
}

fn split_lines(vm: &mut Vm, args: Args) -> Result<Value> {
    let (bytes, args) = bytes_receiver(vm, args, "splitlines")?;
    let [keep] = args.named(vm, "splitlines", ["keepends"], 0)?;
    let keep = !keep.is_missing() && vm.truth(&keep)?;
    let mut lines = Vec::new();
    let mut rest = &bytes[..];
    while !rest.is_empty() {
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let mark = if rest[end..].starts_with(b"\r\n") { 2 } else { usize::from(end < rest.len()) };
        lines.push(Value::bytes(rest[..if keep { end + mark } else { end }].to_vec()));
        rest = &rest[end + mark..];
    }
    Ok(Value::list(lines))
}

fn replace(vm: &mut Vm, args: Args) -> Result<Value> {
    let (bytes, args) = bytes_receiver(vm, args, "replace")?;
    let [old, new, limit] = args.between(vm, "replace", 2)?;
    let (old, new) = (part_argument(vm, &old)?, part_argument(vm, &new)?);
    let limit = if limit.is_missing() { -1 } else { vm.clamped_integer(&limit)? };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if old.is_empty() {
        // Before each byte and at the end.
        let places = limit.min(bytes.len() + 1);
        vm.check_text(bytes.len().saturating_add(places.saturating_mul(new.len())))?;
        let mut replaced = Vec::new();
        for (at, byte) in bytes.iter().enumerate() {
            replaced.extend_from_slice(if at < places { &new } else { &[] });
            replaced.push(*byte);
        }
        replaced.extend_from_slice(if bytes.len() < places { &new } else { &[] });
        return Ok(Value::bytes(replaced));
    }
    let parts = pieces(&bytes, &old, limit);
    vm.check_text(bytes.len().saturating_add(parts.len().saturating_mul(new.len())))?;
    Ok(Value::bytes(parts.join(&new[..])))
}

fn strip(vm: &mut Vm, args: Args, left: bool, right: bool, method: &str) -> Result<Value> {
    let (bytes, args) = bytes_receiver(vm, args, method)?;
    let [unwanted] = args.between(vm, method, 0)?;
    let unwanted = match unwanted {
        Value::Missing | Value::None => b" \t\n\r\x0b\x0c".to_vec(),
        given => part_argument(vm, &given)?,
    };
    let keep = |byte: &u8| !unwanted.contains(byte);
    let start = if left { bytes.iter().position(keep).unwrap_or(bytes.len()) } else { 0 };
    let end = if right { bytes.iter().rposition(keep).map_or(start, |at| at + 1) } else { bytes.len() };
    Ok(Value::bytes(bytes[start..end.max(start)].to_vec()))
}
