//! Text to bytes and back: UTF-8, ASCII and Latin-1, with the error handlers that are common.

use super::super::quote::push_escaped;
use super::super::receiver::{bytes_of, text_receiver};
use crate::Vm;
use crate::exception::{Raised, Result};
use crate::function::Args;
use crate::value::Value;

/// An encoding that is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    /// With a mark at its beginning.
    Utf8Marked,
    /// Of two or four bytes each.
    Wide(Width),
    Ascii,
    Latin1,
}

/// Characters of two or four bytes, in an order that is given or marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Width {
    four: bool,
    big: bool,
    marked: bool,
}

impl Encoding {
    fn named(name: &str) -> Option<Encoding> {
        match name.to_ascii_lowercase().replace(['_', ' '], "-").as_str() {
            "utf-8" | "utf8" | "u8" | "cp65001" => Some(Encoding::Utf8),
            "ascii" | "us-ascii" | "646" => Some(Encoding::Ascii),
            "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "l1" | "8859" | "cp819" => {
                Some(Encoding::Latin1)
            }
            "utf-8-sig" => Some(Encoding::Utf8Marked),
            wide => {
                let (four, order) = match wide.strip_prefix("utf-16") {
                    Some(order) => (false, order),
                    None => (true, wide.strip_prefix("utf-32")?),
                };
                let (big, marked) = match order {
                    "" => (false, true),
                    "-le" | "le" => (false, false),
                    "-be" | "be" => (true, false),
                    _ => return None,
                };
                Some(Encoding::Wide(Width { four, big, marked }))
            }
        }
    }

    fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Marked => "utf-8",
            Encoding::Wide(Width { four: true, .. }) => "utf-32",
            Encoding::Wide(_) => "utf-16",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
        }
    }
}

impl Width {
    fn encode(self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut push = |unit: u32| {
            let little = unit.to_le_bytes();
            let used = if self.four { &little[..] } else { &little[..2] };
            if self.big { bytes.extend(used.iter().rev()) } else { bytes.extend_from_slice(used) }
        };
        if self.marked {
            push(0xFEFF);
        }
        for character in text.chars() {
            if self.four {
                push(u32::from(character));
            } else {
                character.encode_utf16(&mut [0; 2]).iter().for_each(|&unit| push(u32::from(unit)));
            }
        }
        bytes
    }

    /// None if a character is cut off, or is none.
    fn decode(self, bytes: &[u8]) -> Option<String> {
        let size = if self.four { 4 } else { 2 };
        let (mut big, mut bytes) = (self.big, bytes);
        if self.marked {
            let little = if self.four { &b"\xff\xfe\0\0"[..] } else { b"\xff\xfe" };
            let reversed: Vec<u8> = little.iter().rev().copied().collect();
            big = bytes.starts_with(&reversed);
            bytes = bytes.strip_prefix(little).or(bytes.strip_prefix(&reversed[..])).unwrap_or(bytes);
        }
        if bytes.len() % size != 0 {
            return None;
        }
        let add = |unit: u32, byte: &u8| unit << 8 | u32::from(*byte);
        let unit = |chunk: &[u8]| {
            if big { chunk.iter().fold(0, add) } else { chunk.iter().rev().fold(0, add) }
        };
        let units = bytes.chunks(size).map(unit);
        if self.four {
            return units.map(char::from_u32).collect();
        }
        char::decode_utf16(units.map(|unit| unit as u16)).collect::<Result<String, _>>().ok()
    }
}

/// `str.encode(encoding, errors)`
pub(super) fn encode_method(vm: &mut Vm, args: Args) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, "encode")?;
    let [encoding, errors] = args.named(vm, "encode", ["encoding", "errors"], 0)?;
    let (encoding, errors) = options(vm, &encoding, &errors, "encode")?;
    encode_text(vm, text.as_str(), encoding, &errors).map(Value::bytes)
}

/// Encodes a text, for `bytes(text, encoding, errors)`.
pub(crate) fn encode(vm: &mut Vm, text: &str, encoding: &Value, errors: &Value) -> Result<Vec<u8>> {
    let (encoding, errors) = options(vm, encoding, errors, "bytes")?;
    encode_text(vm, text, encoding, &errors)
}

/// Decodes bytes, for `bytes.decode(encoding, errors)` and `str(bytes, encoding, errors)`.
pub(crate) fn decode(
    vm: &mut Vm,
    object: &Value,
    encoding: &Value,
    errors: &Value,
    function: &str,
) -> Result<Value> {
    let (encoding, errors) = options(vm, encoding, errors, function)?;
    let Some(bytes) = bytes_of(object) else {
        if object.as_str().is_some() {
            return Err(vm.type_error("decoding str is not supported"));
        }
        let name = vm.class_name(object);
        return Err(vm.type_error(format!("decoding to str: need a bytes-like object, {name} found")));
    };
    decode_bytes(vm, &bytes, encoding, &errors).map(Value::str)
}

fn options(vm: &mut Vm, encoding: &Value, errors: &Value, function: &str) -> Result<(Encoding, String)> {
    let mut option = |value: &Value, name: &str, default: &str| match (value, value.as_str()) {
        (Value::Missing, _) => Ok(default.to_owned()),
        (_, Some(text)) => Ok(text.to_owned()),
        (_, None) => {
            let found = vm.class_name(value);
            Err(vm.type_error(format!("{function}() argument '{name}' must be str, not {found}")))
        }
    };
    let encoding = option(encoding, "encoding", "utf-8")?;
    let errors = option(errors, "errors", "strict")?;
    match Encoding::named(&encoding) {
        Some(encoding) => Ok((encoding, errors)),
        None => Err(vm.error("LookupError", format!("unknown encoding: {encoding}"))),
    }
}

fn encode_text(vm: &mut Vm, text: &str, encoding: Encoding, errors: &str) -> Result<Vec<u8>> {
    let highest = match encoding {
        Encoding::Utf8 => return Ok(text.as_bytes().to_vec()),
        Encoding::Utf8Marked => return Ok([b"\xef\xbb\xbf", text.as_bytes()].concat()),
        Encoding::Wide(width) => return Ok(width.encode(text)),
        Encoding::Ascii => 0x7F,
        Encoding::Latin1 => 0xFF,
    };
    let mut bytes = Vec::with_capacity(text.len());
    for (index, character) in text.chars().enumerate() {
        let code = u32::from(character);
        if code <= highest {
            bytes.push(code as u8);
            continue;
        }
        match errors {
            "ignore" => {}
            "replace" => bytes.push(b'?'),
            "xmlcharrefreplace" => bytes.extend(format!("&#{code};").into_bytes()),
            "backslashreplace" => {
                let mut escaped = String::new();
                push_escaped(&mut escaped, character);
                bytes.extend(escaped.into_bytes());
            }
            _ => {
                let run =
                    text.chars().skip(index).take_while(|&character| u32::from(character) > highest).count();
                let reason = format!("ordinal not in range({})", highest + 1);
                let range = (index, index + run);
                return Err(unicode_error(
                    vm,
                    errors,
                    "UnicodeEncodeError",
                    encoding,
                    Value::str(text),
                    range,
                    &reason,
                ));
            }
        }
    }
    Ok(bytes)
}

fn decode_bytes(vm: &mut Vm, bytes: &[u8], encoding: Encoding, errors: &str) -> Result<String> {
    match encoding {
        Encoding::Latin1 => return Ok(bytes.iter().copied().map(char::from).collect()),
        Encoding::Utf8Marked => {
            let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            return decode_bytes(vm, rest, Encoding::Utf8, errors);
        }
        Encoding::Wide(width) => {
            return match width.decode(bytes) {
                Some(text) => Ok(text),
                None => {
                    let range = (bytes.len().saturating_sub(1), bytes.len());
                    let object = Value::bytes(bytes.to_vec());
                    let reason = "truncated data";
                    Err(unicode_error(vm, "strict", "UnicodeDecodeError", encoding, object, range, reason))
                }
            };
        }
        Encoding::Utf8 | Encoding::Ascii => {}
    }
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let (valid, wrong) = valid_prefix(&bytes[at..], encoding);
        text.push_str(valid);
        at += valid.len();
        let Some((length, reason)) = wrong else { break };
        match errors {
            "ignore" => {}
            "replace" => text.push('\u{FFFD}'),
            "backslashreplace" => {
                text.extend(bytes[at..at + length].iter().map(|byte| format!("\\x{byte:02x}")));
            }
            _ => {
                let object = Value::bytes(bytes.to_vec());
                let range = (at, at + length);
                return Err(unicode_error(vm, errors, "UnicodeDecodeError", encoding, object, range, reason));
            }
        }
        at += length;
    }
    Ok(text)
}

/// What can be decoded, and then how many bytes are wrong, and why.
fn valid_prefix(bytes: &[u8], encoding: Encoding) -> (&str, Option<(usize, &'static str)>) {
    if encoding == Encoding::Ascii {
        let end = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len());
        let wrong = if end < bytes.len() { Some((1, "ordinal not in range(128)")) } else { None };
        return (std::str::from_utf8(&bytes[..end]).unwrap_or_default(), wrong);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let (valid, rest) = bytes.split_at(error.valid_up_to());
            let wrong = match error.error_len() {
                None => (rest.len(), "unexpected end of data"),
                Some(length) if matches!(rest[0], 0xC2..=0xF4) => (length, "invalid continuation byte"),
                Some(length) => (length, "invalid start byte"),
            };
            (std::str::from_utf8(valid).unwrap_or_default(), Some(wrong))
        }
    }
}

fn unicode_error(
    vm: &mut Vm,
    errors: &str,
    class: &str,
    encoding: Encoding,
    object: Value,
    (start, end): (usize, usize),
    reason: &str,
) -> Raised {
    if errors != "strict" {
        return vm.error("LookupError", format!("unknown error handler name '{errors}'"));
    }
    let class = vm.exceptions.named(class);
    let args = vec![
        Value::str(encoding.name()),
        object.clone(),
        Value::from_usize(start),
        Value::from_usize(end),
        Value::str(reason),
    ];
    let raised = vm.exception(&class, args.clone());
    for (name, value) in ["encoding", "object", "start", "end", "reason"].into_iter().zip(args) {
        let name = vm.symbols.intern(name);
        raised.0.attributes.set(name, value);
    }
    raised
}
