//! What becomes of objects when a process begins, as `fork` does it: a copy of everything, but for what all processes share. Nothing is
//! refused, and nothing of the program is asked. Begin with [`Fork`].

use super::{Copies, Visitor};
use vm::class::Payload;
use vm::exception::Result;
use vm::traverse::Copier;
use vm::value::Value;

/// Gives a process that begins a copy of everything.
#[derive(Clone, Copy)]
pub(in crate::library::process) struct Fork;

impl Visitor for Fork {
    fn visit(copies: &mut Copies<'_, Fork>, value: &Value) -> Result<Value> {
        let is_shared = match value {
            Value::Module(module) if copies.is_main(module) => return Ok(Value::Module(copies.to.clone())),
            // A closure of the library is what a decorator made: it holds a function of the program.
            Value::Function(function) => !copies.is_main(&function.module) && function.closure.is_empty(),
            Value::Class(class) => !copies.is_of_program(class),
            Value::Instance(instance) => {
                matches!(instance.payload, Payload::Exception(_)) || copies.is_shared(instance)
            }
            _ => false,
        };
        if is_shared { Ok(value.clone()) } else { value.copy_with(copies) }
    }

    fn too_deep(_: &mut Copies<'_, Fork>, value: &Value) -> Result<Value> {
        Ok(value.clone())
    }
}

impl Copies<'_, Fork> {
    /// Fills the module of a process that begins, which is empty, with copies of what is in the other's.
    pub(in crate::library::process) fn copy_module(&mut self) {
        for (name, value) in self.from.namespace.slots() {
            // In the same order, so that each name has the same slot.
            self.to.namespace.slot(name);
            let copy = self.copy(&value).unwrap_or(value);
            self.to.namespace.set(name, copy);
        }
    }
}
