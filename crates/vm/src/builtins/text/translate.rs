//! `str.translate` and the tables for it.

use super::super::receiver::{big_of, plain, text_receiver};
use crate::Vm;
use crate::dict::Dict;
use crate::exception::Result;
use crate::function::Args;
use crate::table::Entry;
use crate::value::Value;
use num_traits::ToPrimitive;

pub(super) const METHODS: &[Entry] =
    &[Entry::plain("translate", translate), Entry::plain("maketrans", make_table).without_self()];

fn translate(vm: &mut Vm, args: Args) -> Result<Value> {
    let (text, args) = text_receiver(vm, args, "translate")?;
    let [table] = args.exactly(vm, "str.translate")?;
    let mut translated = String::with_capacity(text.as_str().len());
    for character in text.as_str().chars() {
        match replacement(vm, &table, character)? {
            None => translated.push(character),
            Some(Value::None) => {}
            Some(value) => match plain(&value) {
                Value::Str(text) => translated.push_str(text.as_str()),
                number => match big_of(number).map(|number| number.to_u32().and_then(char::from_u32)) {
                    Some(Some(character)) => translated.push(character),
                    Some(None) => {
                        return Err(vm.value_error("character mapping must be in range(0x110000)"));
                    }
                    None => {
                        return Err(vm.type_error("character mapping must return integer, None or str"));
                    }
                },
            },
        }
        vm.check_items(translated.len() / 4)?;
    }
    Ok(Value::str(translated))
}

/// What the table has for a character; None if it has nothing.
fn replacement(vm: &mut Vm, table: &Value, character: char) -> Result<Option<Value>> {
    let key = Value::Int(i64::from(u32::from(character)));
    if let Value::Dict(dict) = plain(table) {
        return vm.dict_get(dict, &key);
    }
    let item = match vm.subscript_flow(table, key) {
        Ok(flow) => vm.run_sync(flow),
        Err(raised) => Err(raised),
    };
    match item {
        Ok(value) => Ok(Some(value)),
        Err(raised) if vm.is_exception(&raised, "LookupError") => Ok(None),
        Err(raised) => Err(raised),
    }
}

fn make_table(vm: &mut Vm, args: Args) -> Result<Value> {
    let [from, to, dropped] = args.between(vm, "maketrans", 1)?;
    let table = Dict::default();
    if to.is_missing() {
        let Value::Dict(mapping) = plain(&from) else {
            let message = "if you give only one argument to maketrans it must be a dict";
            return Err(vm.type_error(message));
        };
        for (key, value) in mapping.entries() {
            let key = match key.as_str().map(|key| (key.chars().next(), key.chars().count())) {
                Some((Some(character), 1)) => code(character),
                Some(_) => return Err(vm.value_error("string keys in translate table must be of length 1")),
                None if big_of(&key).is_some() => key,
                None => return Err(vm.type_error("keys in translate table must be strings or integers")),
            };
            vm.dict_set(&table, key, value)?;
        }
        return Ok(Value::dict(table));
    }
    let Value::Str(from) = plain(&from) else {
        let message = "first maketrans argument must be a string if there is a second argument";
        return Err(vm.type_error(message));
    };
    let to = vm.text_argument(&to, "maketrans() argument 2")?;
    if from.length() != to.length() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (from, to) in from.as_str().chars().zip(to.as_str().chars()) {
        vm.dict_set(&table, code(from), code(to))?;
    }
    if !dropped.is_missing() {
        let dropped = vm.text_argument(&dropped, "maketrans() argument 3")?;
        for character in dropped.as_str().chars() {
            vm.dict_set(&table, code(character), Value::None)?;
        }
    }
    Ok(Value::dict(table))
}

fn code(character: char) -> Value {
    Value::Int(i64::from(u32::from(character)))
}
