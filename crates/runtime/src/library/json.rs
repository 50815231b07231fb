//! `_json_text`: JSON text to values and back, with CPython's messages and forms. What programs call is in `json/package.py`.

mod read;
mod write;

use std::cell::RefCell;
use std::rc::Rc;

use vm::Vm;
use vm::class::{Class, Layout};
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::module::Module;
use vm::table::{Entry, install_functions, install_methods};
use vm::types::built_in_class;
use vm::value::Value;

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
    set_place(vm, &raised, message, text, (at, line, column));
    raised
}

/// `JSONDecodeError(message, text, position)`
fn init_error(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this, message, text, at] = args.exactly(vm, "__init__")?;
    let at = usize::try_from(vm.small_integer(&at)?).unwrap_or(0);
    let (message, text) = (vm.str(&message)?, vm.str(&text)?);
    let made = decode_error(vm, &message, &text, at);
    if let Value::Instance(this) = this
        && let Some(state) = this.exception()
    {
        *state.args.borrow_mut() = Value::tuple(made.args());
        for (name, value) in made.0.attributes.entries() {
            this.attributes.set(name, value);
        }
    }
    Ok(Value::None)
}

fn set_place(
    vm: &mut Vm,
    raised: &Raised,
    message: &str,
    text: &str,
    (at, line, column): (usize, usize, usize),
) {
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
}

/// The last arguments of both functions that read: functions of the program, and whether strings are looked at closely.
fn hooks(vm: &mut Vm, hooks: [Value; 6]) -> Result<read::Hooks> {
    let [object, pairs, float, int, constant, strict] = hooks;
    let allows_control = !strict.is_missing() && !vm.truth(&strict)?;
    let [object, pairs, float, int, constant] =
        [object, pairs, float, int, constant].map(|hook| hook.present().filter(|hook| !hook.is_none()));
    Ok(read::Hooks { object, pairs, float, int, constant, allows_control })
}

/// The text to read, which `json` has made sure of.
fn text_to_read(vm: &mut Vm, text: &Value) -> Result<String> {
    match text.as_str() {
        Some(text) => Ok(text.to_owned()),
        None => Err(vm.type_error("first argument must be a string")),
    }
}

fn loads(vm: &mut Vm, args: Args) -> Result<Value> {
    let [text, rest @ ..] = args.between::<7>(vm, "loads", 1)?;
    let (text, hooks) = (text_to_read(vm, &text)?, hooks(vm, rest)?);
    read::read(vm, &text, &hooks)
}

fn scan(vm: &mut Vm, args: Args) -> Result<Value> {
    let [text, at, rest @ ..] = args.between::<8>(vm, "scan", 2)?;
    let (text, hooks) = (text_to_read(vm, &text)?, hooks(vm, rest)?);
    let Ok(at) = usize::try_from(vm.small_integer(&at)?) else {
        return Err(vm.value_error("idx cannot be negative"));
    };
    let (value, end) = read::scan(vm, &text, at, &hooks)?;
    Ok(Value::tuple([value, Value::from_usize(end)]))
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
        "*check_circular",
    ];
    let [object, skip, ascii, nan, indent, separators, default, sort, circular] =
        args.named(vm, "dumps", names, 1)?;
    let indent = match indent {
        Value::Int(width) => Some(" ".repeat(usize::try_from(width).unwrap_or(0).min(64))),
        other => other.as_str().map(str::to_owned),
    };
    let mut style = write::Style {
        ascii: ascii.is_missing() || vm.truth(&ascii)?,
        skip_keys: !skip.is_missing() && vm.truth(&skip)?,
        sort_keys: !sort.is_missing() && vm.truth(&sort)?,
        allow_nan: nan.is_missing() || vm.truth(&nan)?,
        check_circular: circular.is_missing() || vm.truth(&circular)?,
        path: RefCell::default(),
        item: if indent.is_some() { ",".to_owned() } else { ", ".to_owned() },
        key: ": ".to_owned(),
        default: default.present().filter(|default| !default.is_none()),
        indent,
    };
    if !separators.is_missing() && !separators.is_none() {
        let parts = vm.items_of(&separators)?;
        if let [item, key] = &parts[..] {
            // CPython's writer says it in these words.
            for (number, part, place) in [(5, key, &mut style.key), (6, item, &mut style.item)] {
                let Some(part) = part.as_str() else {
                    let kind = vm.class_name(part);
                    let what = format!("make_encoder() argument {number} must be str, not {kind}");
                    return Err(vm.type_error(what));
                };
                *place = part.to_owned();
            }
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
    install_methods(vm, &error, &[Entry::plain("__init__", init_error)]);
    vm.extensions.get::<JsonState>().error = Some(error.clone());
    let name = vm.symbols.intern("JSONDecodeError");
    module.namespace.set(name, Value::Class(error));
    let functions = [Entry::plain("loads", loads), Entry::plain("scan", scan), Entry::plain("dumps", dumps)];
    install_functions(vm, module, &functions);
}
