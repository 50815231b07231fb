//! The built-in functions, `print` and `len` first; the numeric ones are in `functions/numbers.rs`, `sum` and `any` in
//! `functions/reduce.rs`, `isinstance` in `functions/classes.rs`, and those that are refused in `functions/refused.rs`.

mod classes;
mod numbers;
mod print;
mod reduce;
mod refused;

pub use refused::{ABSENT, REFUSED};

use super::quote::escape_beyond_ascii;
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::Flow;
use crate::symbol::known;
use crate::table::Entry;
use crate::value::Value;

/// The functions of `builtins`, by file.
pub(super) const FUNCTIONS: &[&[Entry]] = &[
    &[
        Entry::plain("ascii", ascii),
        Entry::plain("callable", callable),
        Entry::plain("chr", chr),
        Entry::plain("exit", exit),
        Entry::plain("format", format),
        Entry::plain("hash", hash),
        Entry::plain("id", id),
        Entry::flow("len", len),
        Entry::plain("ord", ord),
        Entry::plain("quit", exit),
        Entry::flow("repr", repr),
        Entry::flow("sorted", super::sort::sorted).collecting(0),
    ],
    classes::FUNCTIONS,
    numbers::FUNCTIONS,
    print::FUNCTIONS,
    reduce::FUNCTIONS,
    refused::FUNCTIONS,
];

fn ascii(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value] = args.exactly(vm, "ascii")?;
    let repr = vm.repr(&value)?;
    Ok(Value::str(escape_beyond_ascii(&repr)))
}

impl Vm {
    /// `callable(value)`
    pub fn is_callable(&self, value: &Value) -> bool {
        match value {
            Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) => true,
            Value::Instance(_) => self.lookup_special(value, known::CALL).is_some(),
            Value::Descriptor(descriptor) => {
                matches!(**descriptor, crate::function::Descriptor::StaticMethod(_))
            }
            _ => false,
        }
    }
}

fn callable(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value] = args.exactly(vm, "callable")?;
    Ok(Value::Bool(vm.is_callable(&value)))
}

fn chr(vm: &mut Vm, args: Args) -> Result<Value> {
    let [number] = args.exactly(vm, "chr")?;
    let number = vm.clamped_integer(&number)?;
    match u32::try_from(number) {
        Ok(code) if (0xD800..0xE000).contains(&code) => {
            Err(vm
                .value_error("Loopscope's texts cannot hold surrogates: chr() arg in range(0xd800, 0xe000)"))
        }
        Ok(code) if code < 0x11_0000 => Ok(char::from_u32(code).map_or(Value::None, |c| vm.character(c))),
        _ => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn exit(vm: &mut Vm, args: Args) -> Result<Value> {
    let [code] = args.between(vm, "exit", 0)?;
    let class = vm.exceptions.system_exit();
    Err(vm.exception(&class, vec![code.present().unwrap_or(Value::None)]))
}

fn format(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value, spec] = args.between(vm, "format", 1)?;
    let spec = if spec.is_missing() {
        String::new()
    } else {
        vm.text_argument(&spec, "format() argument 2")?.as_str().to_owned()
    };
    vm.format(&value, &spec).map(Value::str)
}

fn hash(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value] = args.exactly(vm, "hash")?;
    Ok(Value::Int(vm.hash(&value)? as i64))
}

fn id(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value] = args.exactly(vm, "id")?;
    Ok(Value::Int(vm.identity(&value) as i64))
}

fn len(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [value] = args.exactly(vm, "len")?;
    vm.length_flow(&value)
}

fn ord(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value] = args.exactly(vm, "ord")?;
    let (first, count) = match super::receiver::plain(&value) {
        Value::Str(text) => (text.as_str().chars().next().map(u32::from), text.length()),
        Value::Bytes(bytes) => (bytes.first().copied().map(u32::from), bytes.len()),
        other => {
            let name = vm.class_name(other);
            return Err(vm.type_error(format!("ord() expected string of length 1, but {name} found")));
        }
    };
    match (first, count) {
        (Some(code), 1) => Ok(Value::Int(i64::from(code))),
        _ => Err(vm.type_error(format!("ord() expected a character, but string of length {count} found"))),
    }
}

fn repr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [value] = args.exactly(vm, "repr")?;
    match vm.program_method(&value, known::REPR) {
        Some(method) => Ok(Flow::then(method, Args::default(), |vm, answer| {
            vm.text_answered(&answer, "__repr__").map(Flow::Value)
        })),
        None => vm.repr(&value).map(|text| Value::str(text).into()),
    }
}
