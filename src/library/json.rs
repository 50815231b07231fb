//! `json`: what `loads` and `dumps` do, with CPython's messages and forms.

mod read;
mod write;

use std::rc::Rc;

use crate::vm::Vm;
use crate::vm::class::{Class, Layout};
use crate::vm::exception::{Raised, Result};
use crate::vm::function::Args;
use crate::vm::module::Module;
use crate::vm::table::{Entry, install_functions};
use crate::vm::types::built_in_class;
use crate::vm::value::Value;

/// One of a process's extensions.
#[derive(Default)]
struct JsonState {
    error: Option<Rc<Class>>,
}

/// A `JSONDecodeError` at a character.
fn decode_error(vm: &mut Vm, message: &str, text: &str, at: usize) -> Raised {
    let before: String = text.chars().take(at).collect();
    let line = before.matches('\n').count() + 1;
    let column = at - before.rfind('\n').map_or(0, |newline| before[..=newline].chars().count()) + 1;
    let shown = format!("{message}: line {line} column {column} (char {at})");
    let class = match vm.extensions.get::<JsonState>().error.clone() {
        Some(class) => class,
        None => vm.exceptions.value_error(),
    };
    let raised = vm.exception(&class, vec![Value::str(shown)]);
    for (name, value) in [
        ("msg", Value::str(message)),
        ("doc", Value::str(text)),
        ("pos", Value::from_usize(at)),
        ("lineno", Value::from_usize(line)),
        ("colno", Value::from_usize(column)),
    ] {
        let name = vm.symbols.intern(name);
        raised.0.attributes.set(name, value);
    }
    raised
}

fn loads(vm: &mut Vm, args: Args) -> Result<Value> {
    let [text] = args.exactly(vm, "loads")?;
    let text = match &text {
        Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => return Err(vm.error("UnicodeDecodeError", "'utf-8' codec can't decode the bytes")),
        },
        other => match other.as_str() {
            Some(text) => text.to_owned(),
            None => {
                let name = vm.class_name(other);
                return Err(
                    vm.type_error(format!("the JSON object must be str, bytes or bytearray, not {name}"))
                );
            }
        },
    };
    read::read(vm, &text)
}

fn dumps(vm: &mut Vm, args: Args) -> Result<Value> {
    let names = [
        "obj",
        "*skipkeys",
        "*ensure_ascii",
        "*allow_nan",
        "*indent",
        "*separators",
        "*default",
        "*sort_keys",
    ];
    let [object, skip, ascii, _, indent, separators, default, sort] = args.named(vm, "dumps", names, 1)?;
    let indent = match indent {
        Value::Int(width) => Some(" ".repeat(usize::try_from(width).unwrap_or(0).min(64))),
        other => other.as_str().map(str::to_owned),
    };
    let mut style = write::Style {
        ascii: ascii.is_missing() || vm.truth(&ascii)?,
        skip_keys: !skip.is_missing() && vm.truth(&skip)?,
        sort_keys: !sort.is_missing() && vm.truth(&sort)?,
        item: if indent.is_some() { ",".to_owned() } else { ", ".to_owned() },
        key: ": ".to_owned(),
        default: default.present().filter(|default| !default.is_none()),
        indent,
    };
    if !separators.is_missing() && !separators.is_none() {
        let parts = vm.items_of(&separators)?;
        if let [item, key] = &parts[..] {
            style.item = vm.str(item)?;
            style.key = vm.str(key)?;
        }
    }
    let mut text = String::new();
    write::write(vm, &style, &object, 0, &mut text)?;
    Ok(Value::str(text))
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    let error = built_in_class("JSONDecodeError", vec![vm.exceptions.value_error()], Layout::Exception, true);
    *error.module.borrow_mut() = "json.decoder".into();
    vm.extensions.get::<JsonState>().error = Some(error.clone());
    let name = vm.symbols.intern("JSONDecodeError");
    module.namespace.set(name, Value::Class(error));
    install_functions(vm, module, &[Entry::plain("loads", loads), Entry::plain("dumps", dumps)]);
}
