//! `_traceback`: the frames of tracebacks and of the running thread, which only the virtual machine knows. Those of the library are
//! left out, as in every traceback here.

use std::rc::Rc;

use vm::Vm;
use vm::exception::{Result, TracebackEntry};
use vm::function::{Args, NativeCode, NativeFunction};
use vm::module::Module;
use vm::table::{Entry, install_functions};
use vm::value::Value;

/// Frames as a list of `(file, line, name, text of the line)`, outermost first.
fn described(vm: &mut Vm, innermost_first: &[TracebackEntry]) -> Value {
    let source = vm.recorder.trace().source();
    let one = |entry: &TracebackEntry| {
        let text = source.lines().nth(entry.line.saturating_sub(1) as usize).unwrap_or_default();
        Value::tuple([
            Value::str(&*entry.code.compiled.file),
            Value::Int(i64::from(entry.line)),
            Value::str(&*entry.code.name),
            Value::str(text.trim()),
        ])
    };
    Value::list(innermost_first.iter().rev().map(one).collect())
}

/// The frames of a traceback.
fn frames(vm: &mut Vm, args: Args) -> Result<Value> {
    let [traceback] = args.exactly(vm, "frames")?;
    let entries = match &traceback {
        Value::Instance(instance) => instance.native::<Vec<TracebackEntry>>().cloned(),
        _ => None,
    };
    Ok(described(vm, &entries.unwrap_or_default()))
}

/// An exception as text, as it is printed when it ends a thread.
fn uncaught(vm: &mut Vm, args: Args) -> Result<Value> {
    let [exception] = args.exactly(vm, "uncaught")?;
    let raised = vm.exception_from(exception)?;
    Ok(Value::str(vm.format_uncaught(&raised)))
}

/// The frames of the thread that asks.
fn stack(vm: &mut Vm, frames: Vec<TracebackEntry>, _args: Args) -> Result<Value> {
    Ok(described(vm, &frames))
}

/// A line of the program's text, without what surrounds it; empty where there is none.
fn line(vm: &mut Vm, args: Args) -> Result<Value> {
    let [file, number] = args.exactly(vm, "line")?;
    let trace = vm.recorder.trace();
    let line = match number {
        Value::Int(number) if file.as_str() == Some(trace.file()) => usize::try_from(number).ok(),
        _ => None,
    };
    let text = line.and_then(|line| trace.source().lines().nth(line.checked_sub(1)?));
    Ok(Value::str(text.unwrap_or_default().trim()))
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    let functions =
        [Entry::plain("frames", frames), Entry::plain("line", line), Entry::plain("uncaught", uncaught)];
    install_functions(vm, module, &functions);
    let function = NativeFunction { name: "stack".into(), code: NativeCode::Stack(stack), binds: false };
    let name = vm.symbols.intern("stack");
    module.namespace.set(name, Value::Native(Rc::new(function)));
}
