//! What is left when the process ends: the variables of the program's module are cleared, so that what they alone hold is finalized
//! (`_PyModule_ClearDict` in `Objects/moduleobject.c`). Only programs that have a `__del__` somewhere would notice.

use std::collections::VecDeque;
use std::rc::Rc;

use super::asyncio::collector;
use vm::Vm;
use vm::exception::Result;
use vm::module::Module;
use vm::native_frame::{Flow, Input, NativeFrame, Next};
use vm::symbol::Symbol;
use vm::value::Value;

struct ClearVariables {
    module: Rc<Module>,
    left: VecDeque<Symbol>,
}

impl NativeFrame for ClearVariables {
    fn resume(&mut self, vm: &mut Vm, _: Input) -> Result<Next> {
        if let Some(finalizers) = vm.finalizers() {
            return Ok(Next::Start(finalizers));
        }
        while let Some(name) = self.left.pop_front() {
            if self.module.namespace.get(name).is_none() {
                continue;
            }
            drop(vm.set_global(&self.module, name, Value::None)?);
            if let Some(finalizers) = vm.finalizers() {
                return Ok(Next::Start(finalizers));
            }
        }
        collector::collect(vm);
        Ok(Next::Return(Value::None))
    }
}

/// Clears the variables of the program's module: those whose names begin with one underscore first. None if nobody would notice.
pub fn clear_variables(vm: &mut Vm) -> Option<Flow> {
    if !vm.has_finalizers() {
        return None;
    }
    collector::collect(vm);
    let module = vm.modules.get("__main__")?.clone();
    let names: Vec<Symbol> = module.namespace.entries().into_iter().map(|(name, _)| name).collect();
    let (private, others): (Vec<Symbol>, Vec<Symbol>) = names.into_iter().partition(|&name| {
        let name = vm.symbols.name(name);
        name.starts_with('_') && !name.starts_with("__")
    });
    let builtins = vm.symbols.intern("__builtins__");
    let left = private.into_iter().chain(others).filter(|&name| name != builtins).collect();
    Some(Flow::Start(Box::new(ClearVariables { module, left })))
}
