//! `locals()`, `globals()` and what is being handled: functions that look at the frame that calls them.

use crate::Vm;
use crate::exception::Result;
use crate::frame::Frame;
use crate::function::Args;
use crate::native_frame::Flow;
use crate::symbol::known;
use crate::value::Value;

/// `sys.exc_info()`: the exception that is being handled, in three parts.
pub(super) fn exc_info(vm: &mut Vm, _frame: &Frame, _args: Args) -> Result<Flow> {
    Ok(Flow::Value(match vm.handled_by_caller.take() {
        None => Value::tuple([Value::None, Value::None, Value::None]),
        Some(raised) => {
            let traceback = vm.traceback_object(&raised);
            Value::tuple([Value::Class(raised.class()), raised.value(), traceback])
        }
    }))
}

/// `sys.exception`
pub(super) fn exception(vm: &mut Vm, _frame: &Frame, _args: Args) -> Result<Flow> {
    Ok(Flow::Value(vm.handled_by_caller.take().map(|raised| raised.value()).into()))
}

/// The function behind `locals()`: a dict of what has a value now.
pub(super) fn locals(vm: &mut Vm, frame: &Frame, _args: Args) -> Result<Flow> {
    if let Some(namespace) = Vm::class_namespace(frame) {
        return Ok(Flow::Value(Value::Dict(namespace.clone())));
    }
    if frame.code.compiled.kind == lang::code::CodeKind::Module {
        return globals(vm, frame, Args::default());
    }
    Ok(Flow::Value(vm.variables_of(frame)?))
}

impl Vm {
    /// A dict of the variables of a frame that have a value now.
    pub(crate) fn variables_of(&mut self, frame: &Frame) -> Result<Value> {
        let compiled = frame.code.compiled.clone();
        let mut pairs = Vec::new();
        for (&name, value) in frame.code.locals.iter().zip(&frame.values) {
            if !value.is_missing() {
                pairs.extend([self.symbol_value(name), value.clone()]);
            }
        }
        let cell_names = compiled.cells.iter().map(|cell| &cell.name).chain(&compiled.free);
        for (name, cell) in cell_names.zip(&frame.cells) {
            let value = cell.0.borrow().clone();
            if !value.is_missing() {
                pairs.extend([Value::str(name.as_str()), value]);
            }
        }
        Ok(Value::dict(self.dict_from(pairs)?))
    }
}

/// `globals()`: a dict of the module's variables as they are now.
pub(super) fn globals(vm: &mut Vm, frame: &Frame, _args: Args) -> Result<Flow> {
    vm.get_attribute_flow(&Value::Module(frame.module.clone()), known::DICT)
}
