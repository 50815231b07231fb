//! Runs the part of `builtins` that is written in Python, and the native functions that choose between it and a quicker way.

use super::Vm;
use super::code::link;
use super::exception::Result;
use super::function::Args;
use super::generator::GeneratorKind;
use super::native_frame::{Flow, Input, NativeFrame, Next};
use super::symbol::{Symbol, known};
use super::table::{Entry, install_functions};
use super::value::Value;

const SOURCE: &str = include_str!("prelude.py");

/// `iter(object)`, where the object's own `__iter__` says what that is.
struct CheckIterator(Option<Flow>);

impl NativeFrame for CheckIterator {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match (self.0.take(), input) {
            (Some(Flow::Call(callee, args)), _) => Ok(Next::Call(callee, args)),
            (_, Input::Raised(raised)) => Err(raised),
            (_, Input::Value(iterator)) => vm.check_iterator(iterator).map(Next::Return),
            _ => Ok(Next::Return(Value::None)),
        }
    }
}

fn iter(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [iterable, sentinel] = args.between(vm, "iter", 1)?;
    if sentinel.is_missing() {
        return Ok(match vm.iterate_flow(&iterable)? {
            flow @ Flow::Call(..) => Flow::Start(Box::new(CheckIterator(Some(flow)))),
            flow => flow,
        });
    }
    if !vm.is_callable(&iterable) {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    Ok(Flow::Value(vm.iterate_results(iterable, sentinel)))
}

/// `next(iterator, default)`
struct NextOr {
    iterator: Value,
    default: Value,
}

impl NativeFrame for NextOr {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match input {
            Input::Start => Ok(match vm.next_flow(&self.iterator)? {
                // A generator's end arrives here only if this stays on the stack.
                Flow::Resume(generator, resumption) => Next::Resume(generator, resumption),
                Flow::Call(callee, args) => Next::Call(callee, args),
                flow => Next::Become(flow),
            }),
            Input::Value(value) | Input::Yielded(value) => Ok(Next::Return(value)),
            Input::Ended(value) if self.default.is_missing() => Err(vm.stop_iteration(value)),
            Input::Ended(_) => Ok(Next::Return(self.default.clone())),
            Input::Raised(raised) if !self.default.is_missing() && vm.is_stop_iteration(&raised) => {
                Ok(Next::Return(self.default.clone()))
            }
            Input::Raised(raised) => Err(raised),
            Input::Sent(_) | Input::AsyncYielded(_) | Input::Arrived(_) => Ok(Next::Return(Value::None)),
        }
    }
}

fn next(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [iterator, default] = args.between(vm, "next", 1)?;
    if let Value::Iter(iter) = &iterator {
        return match (iter.next(vm)?, default.present()) {
            (Some(item), _) => Ok(Flow::Value(item)),
            (None, Some(default)) => Ok(Flow::Value(default)),
            (None, None) => Err(vm.stop_iteration(Value::None)),
        };
    }
    Ok(Flow::Start(Box::new(NextOr { iterator, default })))
}

fn is_async(vm: &Vm, value: &Value, method: Symbol) -> bool {
    let is_generator =
        matches!(value, Value::Generator(generator) if generator.kind == GeneratorKind::AsyncGenerator);
    is_generator || vm.lookup_special(value, method).is_some()
}

fn aiter(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [iterable] = args.exactly(vm, "aiter")?;
    if !is_async(vm, &iterable, known::AITER) {
        let name = vm.class_name(&iterable);
        return Err(vm.type_error(format!("'{name}' object is not an async iterable")));
    }
    vm.async_iterate_flow(&iterable)
}

fn anext(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [iterator, default] = args.between(vm, "anext", 1)?;
    if !is_async(vm, &iterator, known::ANEXT) {
        let name = vm.class_name(&iterator);
        return Err(vm.type_error(format!("'{name}' object is not an async iterator")));
    }
    let flow = vm.async_next_flow(&iterator)?;
    let Some(default) = default.present() else { return Ok(flow) };
    let awaitable = match flow {
        Flow::Value(value) => value,
        flow => vm.run_sync(flow)?,
    };
    let helper = vm.prelude("_anext_or")?;
    Ok(Flow::Call(helper, Args::new([awaitable, default])))
}

/// `getattr` and its family.
fn getattr(vm: &mut Vm, args: Args) -> Result<Value> {
    let [object, name, default] = args.between(vm, "getattr", 2)?;
    let name = attribute_name(vm, &name)?;
    match default.present() {
        None => vm.get_attribute(&object, name),
        Some(default) => Ok(vm.find_attribute(&object, name)?.unwrap_or(default)),
    }
}

fn hasattr(vm: &mut Vm, args: Args) -> Result<Value> {
    let [object, name] = args.exactly(vm, "hasattr")?;
    let name = attribute_name(vm, &name)?;
    Ok(Value::Bool(vm.find_attribute(&object, name)?.is_some()))
}

fn setattr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object, name, value] = args.exactly(vm, "setattr")?;
    let name = attribute_name(vm, &name)?;
    vm.set_attribute_flow(&object, name, value)
}

fn delattr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object, name] = args.exactly(vm, "delattr")?;
    let name = attribute_name(vm, &name)?;
    vm.delete_attribute_flow(&object, name)
}

fn attribute_name(vm: &mut Vm, name: &Value) -> Result<super::symbol::Symbol> {
    match name.as_str() {
        Some(name) => Ok(vm.symbols.intern(name)),
        None => Err(vm.type_error("attribute name must be string")),
    }
}

/// Runs the prelude.
pub(super) fn install(vm: &mut Vm) {
    const FUNCTIONS: &[Entry] = &[
        Entry::flow("iter", iter),
        Entry::flow("next", next),
        Entry::flow("aiter", aiter),
        Entry::flow("anext", anext),
        Entry::plain("getattr", getattr),
        Entry::plain("hasattr", hasattr),
        Entry::flow("setattr", setattr),
        Entry::flow("delattr", delattr),
    ];
    let builtins = vm.builtins.clone();
    install_functions(vm, &builtins, FUNCTIONS);
    builtins.namespace.set(known::NAME, Value::str("builtins"));
    let options = lang::Options { file: "builtins.py".into(), lines: false };
    let code = lang::compile(SOURCE, &options).expect("the prelude is Python");
    let linked = link(&code, &builtins, &mut vm.symbols);
    let mut frame = vm.frame(&linked, &builtins);
    frame.values.resize(linked.locals.len(), Value::Missing);
    if let Err(raised) = vm.run_sync(Flow::Enter(frame)) {
        panic!("the prelude runs: {}", vm.format_exception(&raised));
    }
    let group = vm.exceptions.named("BaseExceptionGroup");
    for method in ["split", "subgroup", "derive"] {
        let function = vm.builtin(&format!("_group_{method}")).expect("the prelude defines it");
        let name = vm.symbols.intern(method);
        group.attributes.set(name, function);
    }
}
