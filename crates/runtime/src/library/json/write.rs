//! Writing JSON text.

use std::cell::RefCell;

use vm::Vm;
use vm::exception::Result;
use vm::function::Args;
use vm::value::Value;

/// How deep lists and dicts may be nested.
const DEEPEST: usize = 500;

/// What `dumps` was asked for.
pub(super) struct Style {
    /// Whether what is not ASCII is escaped.
    pub ascii: bool,
    /// Whether keys that are no strings or numbers are left out.
    pub skip_keys: bool,
    /// Whether keys are sorted.
    pub sort_keys: bool,
    /// Between items.
    pub item: String,
    /// Between key and value.
    pub key: String,
    /// Called for what has no form of its own.
    pub default: Option<Value>,
    /// Whether floats that JSON has no form for are written all the same.
    pub allow_nan: bool,
    /// Whether what refers to itself is found out.
    pub check_circular: bool,
    /// The addresses of all that is being written, the outermost first.
    pub path: RefCell<Vec<usize>>,
    /// One level of indentation, if lines are broken.
    pub indent: Option<String>,
}

/// Writes a value.
pub(super) fn write(
    vm: &mut Vm,
    style: &Style,
    value: &Value,
    depth: usize,
    text: &mut String,
) -> Result<()> {
    if style.path.borrow().len() > DEEPEST {
        return Err(
            vm.error("RecursionError", "maximum recursion depth exceeded while encoding a JSON object")
        );
    }
    let inner = match value {
        Value::Instance(instance) => instance.wrapped().cloned().unwrap_or_else(|| value.clone()),
        other => other.clone(),
    };
    match &inner {
        Value::None => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Str(string) => write_string(string.as_str(), style.ascii, text),
        Value::Int(_) | Value::BigInt(_) | Value::Float(_) => text.push_str(&number(vm, style, &inner)?),
        other => {
            let address = other.address().unwrap_or_default();
            if style.check_circular && style.path.borrow().contains(&address) {
                return Err(vm.value_error("Circular reference detected"));
            }
            style.path.borrow_mut().push(address);
            write_container(vm, style, value, other, depth, text)?;
            style.path.borrow_mut().pop();
        }
    }
    Ok(())
}

/// Writes what holds other values, and what has no form of its own: `inner` is what an instance extends.
fn write_container(
    vm: &mut Vm,
    style: &Style,
    value: &Value,
    inner: &Value,
    depth: usize,
    text: &mut String,
) -> Result<()> {
    match inner {
        Value::List(list) => {
            let items = list.0.borrow().clone();
            write_items(vm, style, &items, depth, text)
        }
        Value::Tuple(tuple) => write_items(vm, style, &tuple.0, depth, text),
        Value::Dict(dict) => {
            let pairs = dict.entries();
            write_pairs(vm, style, pairs, depth, text)
        }
        _ => match &style.default {
            Some(default) => {
                let replaced = vm.call_sync(default.clone(), Args::one(value.clone()))?;
                write(vm, style, &replaced, depth, text)
            }
            None => {
                let name = vm.class_name(value);
                Err(vm.type_error(format!("Object of type {name} is not JSON serializable")))
            }
        },
    }
}

fn number(vm: &mut Vm, style: &Style, value: &Value) -> Result<String> {
    if let Value::Float(number) = value
        && !number.is_finite()
        && !style.allow_nan
    {
        return Err(vm.value_error("Out of range float values are not JSON compliant"));
    }
    Ok(match value {
        Value::Float(number) if number.is_nan() => "NaN".to_owned(),
        Value::Float(number) if number.is_infinite() => {
            if *number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
        }
        other => vm.repr(other)?,
    })
}

fn new_line(style: &Style, depth: usize, text: &mut String) {
    if let Some(indent) = &style.indent {
        text.push('\n');
        text.push_str(&indent.repeat(depth));
    }
}

fn write_items(vm: &mut Vm, style: &Style, items: &[Value], depth: usize, text: &mut String) -> Result<()> {
    if items.is_empty() {
        text.push_str("[]");
        return Ok(());
    }
    text.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            text.push_str(&style.item);
        }
        new_line(style, depth + 1, text);
        write(vm, style, item, depth + 1, text)?;
        vm.check_items(text.len())?;
    }
    new_line(style, depth, text);
    text.push(']');
    Ok(())
}

fn write_pairs(
    vm: &mut Vm,
    style: &Style,
    pairs: Vec<(Value, Value)>,
    depth: usize,
    text: &mut String,
) -> Result<()> {
    let mut pairs = pairs;
    if style.sort_keys {
        let keys = pairs.iter().map(|(key, _)| key.clone()).collect();
        let items = pairs.iter().map(|(key, value)| Value::tuple([key.clone(), value.clone()])).collect();
        let pair = |item: Value| match &item {
            Value::Tuple(pair) => (pair.0[0].clone(), pair.0[1].clone()),
            _ => (item, Value::None),
        };
        pairs = vm.sort_items(items, keys, false)?.into_iter().map(pair).collect();
    }
    let mut named = Vec::new();
    for (key, value) in pairs {
        match key_text(vm, style, &key)? {
            Some(name) => named.push((name, value)),
            None if style.skip_keys => {}
            None => {
                let name = vm.class_name(&key);
                return Err(vm.type_error(format!("keys must be str, int, float, bool or None, not {name}")));
            }
        }
    }
    if named.is_empty() {
        text.push_str("{}");
        return Ok(());
    }
    text.push('{');
    for (at, (name, value)) in named.iter().enumerate() {
        if at > 0 {
            text.push_str(&style.item);
        }
        new_line(style, depth + 1, text);
        write_string(name, style.ascii, text);
        text.push_str(&style.key);
        write(vm, style, value, depth + 1, text)?;
        vm.check_items(text.len())?;
    }
    new_line(style, depth, text);
    text.push('}');
    Ok(())
}

/// A key as a string; None if it cannot be one.
fn key_text(vm: &mut Vm, style: &Style, key: &Value) -> Result<Option<String>> {
    if let Some(text) = key.as_str() {
        return Ok(Some(text.to_owned()));
    }
    Ok(Some(match vm::builtins::plain(key) {
        Value::None => "null".to_owned(),
        Value::Bool(true) => "true".to_owned(),
        Value::Bool(false) => "false".to_owned(),
        plain @ (Value::Int(_) | Value::BigInt(_) | Value::Float(_)) => number(vm, style, plain)?,
        _ => return Ok(None),
    }))
}

fn write_string(string: &str, ascii: bool, text: &mut String) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            '\0'..='\u{1f}' => text.push_str(&format!("\\u{:04x}", character as u32)),
            other if ascii && !other.is_ascii() => {
                let mut units = [0; 2];
                for unit in other.encode_utf16(&mut units) {
                    text.push_str(&format!("\\u{unit:04x}"));
                }
            }
            other => text.push(other),
        }
    }
    text.push('"');
}
