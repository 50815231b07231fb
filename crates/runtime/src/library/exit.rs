//! What is left when the process ends: what hangs on the program's variables is finalized. A `__del__` is called, and generators that
//! are suspended run their `finally`.
//!
//! CPython's collector does it (`finalize_modules` in `Python/pylifecycle.c`), since functions refer to the module's variables and these
//! to the functions. So the variables still have their values then, and the order is the collector's: what is older than its container
//! keeps its place and comes first, what a container was made of follows it.

use std::collections::BTreeSet;

use super::asyncio::collector;
use vm::Vm;
use vm::finalizer::Finalizer;
use vm::generator::{GeneratorKind, GeneratorState};
use vm::native_frame::Flow;
use vm::value::Value;

/// What finalizes all that hangs on the variables of the program's module. None if nothing would notice.
pub fn finalize_variables(vm: &mut Vm) -> Option<Flow> {
    if vm.has_finalizers() {
        collector::collect(vm);
    }
    let main = vm.modules.get("__main__")?.namespace.entries();
    let mut levels: Vec<Vec<Value>> = vec![main.into_iter().map(|(_, value)| value).collect()];
    let mut met = BTreeSet::new();
    let mut at = 0;
    while at < levels.len() {
        levels.resize_with(levels.len().max(at + 3), Vec::new);
        let values = std::mem::take(&mut levels[at]);
        let mut values = with_attributes(values, &mut met);
        if at == 0 {
            sort_by_making(vm, &mut values);
        }
        for value in values {
            finalize(vm, &value);
            let distance = if matches!(value, Value::Function(_) | Value::Class(_)) { 2 } else { 1 };
            add_children(&value, &mut levels[at + distance]);
        }
        at += 1;
        while levels.last().is_some_and(Vec::is_empty) && levels.len() > at {
            levels.pop();
        }
    }
    vm.finalizers().map(Flow::Start)
}

/// These values that were not met yet, each followed by what it has as attributes, if it is an instance.
fn with_attributes(values: Vec<Value>, met: &mut BTreeSet<usize>) -> Vec<Value> {
    let mut all = Vec::new();
    let mut to_visit = values;
    to_visit.reverse();
    while let Some(value) = to_visit.pop() {
        if !value.address().is_some_and(|address| met.insert(address)) {
            continue;
        }
        match &value {
            // What tasks and futures hold, asyncio has looked after.
            Value::Instance(instance) if instance.awaitable().is_some() => continue,
            Value::Instance(_) => add_children(&value, &mut to_visit),
            _ => {}
        }
        all.push(value);
    }
    all
}

/// Brings the objects with a `__del__` into the order of their making.
fn sort_by_making(vm: &Vm, values: &mut [Value]) {
    if !vm.has_finalizers() {
        return;
    }
    let made: Vec<usize> =
        vm.noticing_objects().filter_map(|object| Value::Instance(object).address()).collect();
    values.sort_by_key(|value| {
        let address = value.address();
        made.iter().position(|made| Some(*made) == address).unwrap_or(usize::MAX)
    });
}

fn add_children(value: &Value, to: &mut Vec<Value>) {
    let from = to.len();
    value.traverse(&mut |child| {
        if child.holds_references() && !matches!(child, Value::Module(_)) {
            to.push(child.clone());
        }
    });
    // As `list_traverse` goes.
    if let Value::List(_) = value {
        to[from..].reverse();
    }
}

fn finalize(vm: &mut Vm, value: &Value) {
    match value {
        Value::Instance(instance) => drop(vm.queue_del(instance)),
        Value::Generator(generator) if generator.kind != GeneratorKind::AsyncGenerator => {
            let has_cleanup =
                matches!(&*generator.state.borrow(), GeneratorState::Suspended(frame) if frame.has_cleanup());
            if has_cleanup
                && let GeneratorState::Suspended(frame) = generator.state.replace(GeneratorState::Finished)
            {
                let (kind, code) = (generator.kind, generator.code.clone());
                vm.finalization.push(Finalizer::Close { frame, kind, code });
            }
        }
        _ => {}
    }
}
