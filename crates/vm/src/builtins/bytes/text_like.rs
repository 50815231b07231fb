//! The methods of `bytes` that do what those of `str` do: each byte is taken for the character of that number, and only ASCII counts
//! as letters and digits.

use super::{alone, part_argument};
use crate::Vm;
use crate::builtins::plain;
use crate::builtins::receiver::bytes_receiver;
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::Flow;
use crate::table::Entry;
use crate::value::Value;

/// These methods.
pub(crate) const METHODS: &[Entry] = &[
    Entry::plain("rfind", |vm, args| as_text(vm, args, "rfind")),
    Entry::plain("rindex", |vm, args| as_text(vm, args, "rindex")),
    Entry::plain("partition", |vm, args| as_text(vm, args, "partition")),
    Entry::plain("rpartition", |vm, args| as_text(vm, args, "rpartition")),
    Entry::plain("rsplit", right_split),
    Entry::plain("center", |vm, args| as_text(vm, args, "center")),
    Entry::plain("ljust", |vm, args| as_text(vm, args, "ljust")),
    Entry::plain("rjust", |vm, args| as_text(vm, args, "rjust")),
    Entry::plain("zfill", |vm, args| as_text(vm, args, "zfill")),
    Entry::plain("expandtabs", |vm, args| as_text(vm, args, "expandtabs")),
    Entry::plain("removeprefix", |vm, args| as_text(vm, args, "removeprefix")),
    Entry::plain("removesuffix", |vm, args| as_text(vm, args, "removesuffix")),
    Entry::plain("title", |vm, args| cased(vm, args, "title")),
    Entry::plain("capitalize", |vm, args| cased(vm, args, "capitalize")),
    Entry::plain("swapcase", |vm, args| cased(vm, args, "swapcase")),
    Entry::plain("isalpha", |vm, args| all(vm, args, "isalpha", |byte| byte.is_ascii_alphabetic())),
    Entry::plain("isdigit", |vm, args| all(vm, args, "isdigit", |byte| byte.is_ascii_digit())),
    Entry::plain("isalnum", |vm, args| all(vm, args, "isalnum", |byte| byte.is_ascii_alphanumeric())),
    Entry::plain("isspace", |vm, args| all(vm, args, "isspace", |byte| b" \t\n\r\x0b\x0c".contains(&byte))),
    Entry::plain("isascii", |vm, args| Ok(Value::Bool(alone(vm, args, "isascii")?.is_ascii()))),
    Entry::plain("islower", |vm, args| {
        let bytes = alone(vm, args, "islower")?;
        let lower = bytes.iter().any(u8::is_ascii_lowercase);
        Ok(Value::Bool(lower && !bytes.iter().any(u8::is_ascii_uppercase)))
    }),
    Entry::plain("isupper", |vm, args| {
        let bytes = alone(vm, args, "isupper")?;
        let upper = bytes.iter().any(u8::is_ascii_uppercase);
        Ok(Value::Bool(upper && !bytes.iter().any(u8::is_ascii_lowercase)))
    }),
    Entry::plain("istitle", |vm, args| {
        let bytes = alone(vm, args, "istitle")?;
        let letters = bytes.iter().any(u8::is_ascii_alphabetic);
        Ok(Value::Bool(letters && titled(&bytes) == **bytes))
    }),
    Entry::plain("translate", translate),
    Entry::plain("maketrans", make_translation).without_self(),
];

fn text_of(bytes: &[u8]) -> Value {
    Value::str(bytes.iter().copied().map(char::from).collect::<String>())
}

/// Bytes for every text in a result.
fn bytes_again(value: Value) -> Value {
    match &value {
        Value::Str(text) => Value::bytes(text.as_str().chars().map(|character| character as u8).collect()),
        Value::Tuple(items) => Value::tuple(items.0.iter().cloned().map(bytes_again).collect::<Vec<_>>()),
        Value::List(items) => Value::list(items.0.borrow().iter().cloned().map(bytes_again).collect()),
        _ => value,
    }
}

/// Calls the method of that name of the text that these bytes are.
fn as_text(vm: &mut Vm, args: Args, method: &str) -> Result<Value> {
    let (bytes, mut args) = bytes_receiver(vm, args, method)?;
    let searched = matches!(method, "rfind" | "rindex");
    for (at, arg) in args.positional.iter_mut().enumerate() {
        *arg = match plain(arg) {
            Value::Int(_) if searched && at == 0 => text_of(&part_argument(vm, arg)?),
            Value::Int(_) | Value::None | Value::Bool(_) => continue,
            _ => text_of(&part_argument(vm, arg)?),
        };
    }
    let name = vm.symbols.intern(method);
    let callee = vm.get_attribute(&text_of(&bytes), name)?;
    let result = match vm.call(callee, args) {
        Ok(Flow::Value(value)) => value,
        Ok(flow) => vm.run_sync(flow)?,
        Err(_) if method == "rindex" => return Err(vm.value_error("subsection not found")),
        Err(raised) => return Err(raised),
    };
    Ok(bytes_again(result))
}

fn right_split(vm: &mut Vm, args: Args) -> Result<Value> {
    let (bytes, args) = bytes_receiver(vm, args, "rsplit")?;
    let [separator, limit] = args.named(vm, "rsplit", ["sep", "maxsplit"], 0)?;
    let limit = limit.present().unwrap_or(Value::Int(-1));
    let reversed = |bytes: &[u8]| bytes.iter().rev().copied().collect::<Vec<u8>>();
    let separator = match separator {
        Value::Missing | Value::None => Value::None,
        given => Value::bytes(reversed(&part_argument(vm, &given)?)),
    };
    let Value::List(parts) = super::split(vm, Args::new([Value::bytes(reversed(&bytes)), separator, limit]))?
    else {
        return Ok(Value::None);
    };
    let part = |part: &Value| match part {
        Value::Bytes(part) => Value::bytes(reversed(part)),
        other => other.clone(),
    };
    let parts = parts.0.borrow().iter().rev().map(part).collect();
    Ok(Value::list(parts))
}

fn titled(bytes: &[u8]) -> Vec<u8> {
    let mut inside = false;
    let change = |byte: &u8| {
        let before = std::mem::replace(&mut inside, byte.is_ascii_alphabetic());
        if before { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() }
    };
    bytes.iter().map(change).collect()
}

fn cased(vm: &mut Vm, args: Args, method: &str) -> Result<Value> {
    let bytes = alone(vm, args, method)?;
    Ok(Value::bytes(match method {
        "title" => titled(&bytes),
        "capitalize" => {
            let mut lower = bytes.to_ascii_lowercase();
            if let Some(first) = lower.first_mut() {
                first.make_ascii_uppercase();
            }
            lower
        }
        _ => {
            let swap = |byte: &u8| {
                if byte.is_ascii_lowercase() { byte.to_ascii_uppercase() } else { byte.to_ascii_lowercase() }
            };
            bytes.iter().map(swap).collect()
        }
    }))
}

fn all(vm: &mut Vm, args: Args, method: &str, test: fn(u8) -> bool) -> Result<Value> {
    let bytes = alone(vm, args, method)?;
    Ok(Value::Bool(!bytes.is_empty() && bytes.iter().all(|&byte| test(byte))))
}

/// `bytes.translate(table, delete)`
fn translate(vm: &mut Vm, args: Args) -> Result<Value> {
    let (bytes, args) = bytes_receiver(vm, args, "translate")?;
    let [table, delete] = args.named(vm, "translate", ["table", "delete"], 1)?;
    let table = if table.is_none() { None } else { Some(part_argument(vm, &table)?) };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let delete = if delete.is_missing() { Vec::new() } else { part_argument(vm, &delete)? };
    let kept = bytes.iter().filter(|byte| !delete.contains(byte));
    let changed = kept.map(|&byte| table.as_ref().map_or(byte, |table| table[usize::from(byte)]));
    Ok(Value::bytes(changed.collect()))
}

/// `bytes.maketrans(from, to)`
fn make_translation(vm: &mut Vm, args: Args) -> Result<Value> {
    let [from, to] = args.exactly(vm, "maketrans")?;
    let (from, to) = (part_argument(vm, &from)?, part_argument(vm, &to)?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.into_iter().zip(to) {
        table[usize::from(from)] = to;
    }
    Ok(Value::bytes(table))
}
