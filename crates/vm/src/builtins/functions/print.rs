//! `print`.

use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::Flow;
use crate::table::Entry;
use crate::value::Value;
use trace::Stream;

pub(super) const FUNCTIONS: &[Entry] = &[Entry::flow("print", print)];

fn print(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let (mut separator, mut end) = (" ".to_owned(), "\n".to_owned());
    let (mut file, mut flush) = (Value::None, false);
    for (name, value) in std::mem::take(&mut args.keywords) {
        match vm.symbols.name(name).to_owned().as_str() {
            "sep" => separator = text_option(vm, &value, "sep", " ")?,
            "end" => end = text_option(vm, &value, "end", "\n")?,
            "file" => file = value,
            "flush" => flush = vm.truth(&value)?,
            other => {
                return Err(vm.type_error(format!("'{other}' is an invalid keyword argument for print()")));
            }
        }
    }
    if file.is_none() {
        file = redirected_output(vm);
    }
    let pieces = Pieces { file, separator, end, flush };
    if let [value] = &*args.positional
        && let Some((method, name)) = vm.text_method(value)
    {
        return Ok(Flow::then(method, Args::default(), move |vm, answer| {
            let text = vm.text_answered(&answer, name)?;
            pieces.write(vm, &[text]).map(Flow::Value)
        }));
    }
    pieces.write(vm, &args.positional).map(Flow::Value)
}

/// What is between and after the values, and where all of it goes: None for the program's output.
struct Pieces {
    file: Value,
    separator: String,
    end: String,
    flush: bool,
}

impl Pieces {
    fn write(&self, vm: &mut Vm, values: &[Value]) -> Result<Value> {
        if !self.file.is_none() {
            return print_to(vm, &self.file, values, &self.separator, &self.end, self.flush);
        }
        let mut text = String::new();
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                text.push_str(&self.separator);
            }
            text.push_str(&vm.str(value)?);
        }
        text.push_str(&self.end);
        vm.write(Stream::Output, &text)?;
        Ok(Value::None)
    }
}

fn text_option(vm: &mut Vm, value: &Value, name: &str, default: &str) -> Result<String> {
    match (value, value.as_str()) {
        (Value::None, _) => Ok(default.to_owned()),
        (_, Some(text)) => Ok(text.to_owned()),
        _ => {
            let found = vm.class_name(value);
            Err(vm.type_error(format!("{name} must be None or a string, not {found}")))
        }
    }
}

/// `sys.stdout`, if the program has imported `sys` and set it to something else; None if it has not.
fn redirected_output(vm: &mut Vm) -> Value {
    let Some(module) = vm.modules.get("sys").cloned() else { return Value::None };
    let (now, original) = (vm.symbols.intern("stdout"), vm.symbols.intern("__stdout__"));
    match (module.namespace.get(now), module.namespace.get(original)) {
        (Some(now), Some(original)) if !now.is(&original) => now,
        _ => Value::None,
    }
}

/// Writes to a file object, as CPython does: each piece by a call of its own.
fn print_to(
    vm: &mut Vm,
    file: &Value,
    values: &[Value],
    separator: &str,
    end: &str,
    flush: bool,
) -> Result<Value> {
    let name = vm.symbols.intern("write");
    let write = vm.get_attribute(file, name)?;
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            vm.call_sync(write.clone(), Args::one(Value::str(separator)))?;
        }
        let text = Value::str(vm.str(value)?);
        vm.call_sync(write.clone(), Args::one(text))?;
    }
    vm.call_sync(write, Args::one(Value::str(end)))?;
    if flush {
        let name = vm.symbols.intern("flush");
        let method = vm.get_attribute(file, name)?;
        vm.call_sync(method, Args::default())?;
    }
    Ok(Value::None)
}
