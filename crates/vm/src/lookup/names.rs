//! Variables: how a name finds its value in a class body, a module or the builtins, and what annotations leave.

use std::rc::Rc;

use crate::Vm;
use crate::exception::Result;
use crate::frame::Frame;
use crate::symbol::{Symbol, known};
use crate::value::Value;

/// Builtins that are written in Python and only loaded when a program names them, each with its module.
const RARE_BUILTINS: &[(&str, &str)] = &[
    ("__import__", "_import"),
    ("_imaginary", "_complex"),
    ("bytearray", "_bytearray"),
    ("complex", "_complex"),
    ("memoryview", "_memoryview"),
];

impl Vm {
    pub(crate) fn load_builtin(&mut self, name: Symbol) -> Result<Value> {
        match self.builtins.namespace.get(name) {
            Some(value) => Ok(value),
            None => self.load_rare_builtin(name),
        }
    }

    /// A builtin that few programs use: a module of the library has it.
    #[cold]
    fn load_rare_builtin(&mut self, name: Symbol) -> Result<Value> {
        let text = self.symbols.name(name).to_owned();
        let module = RARE_BUILTINS.iter().find(|(builtin, _)| *builtin == text).map(|(_, module)| *module);
        let Some(module) = module else { return Err(self.name_error(name)) };
        let module = self.import(module)?;
        let value = self.get_attribute(&Value::Module(module), name)?;
        self.builtins.namespace.set(name, value.clone());
        Ok(value)
    }

    /// A name in a class body: its namespace, the module, the builtins.
    pub(crate) fn load_name(&mut self, frame: &Frame, name: Symbol, slot: u32) -> Result<Value> {
        if let Some(namespace) = Vm::class_namespace(frame) {
            let key = self.symbol_value(name);
            if let Some(value) = self.dict_get(namespace, &key)? {
                return Ok(value);
            }
        }
        if frame.module.namespace.has_view() {
            return self.load_viewed(&frame.module, name);
        }
        match frame.module.namespace.at(slot) {
            Value::Missing => self.load_builtin(name),
            value => Ok(value),
        }
    }

    pub(crate) fn store_name(&mut self, frame: &Frame, name: Symbol, value: Value) -> Result<()> {
        match Vm::class_namespace(frame).cloned() {
            Some(namespace) => {
                let key = self.symbol_value(name);
                self.dict_set(&namespace, key, value)
            }
            None => {
                self.set_global(&frame.module, name, value)?;
                Ok(())
            }
        }
    }

    pub(crate) fn delete_name(&mut self, frame: &Frame, name: Symbol) -> Result<()> {
        let removed = match Vm::class_namespace(frame).cloned() {
            Some(namespace) => {
                let key = self.symbol_value(name);
                self.dict_remove(&namespace, &key)?
            }
            None => self.set_global(&frame.module, name, Value::Missing)?.present(),
        };
        if removed.is_some() { Ok(()) } else { Err(self.name_error(name)) }
    }

    pub(crate) fn load_class_cell(&mut self, frame: &Frame, slot: u16) -> Result<Value> {
        let own = frame.code.compiled.cells.len();
        let name = match frame.code.compiled.cells.get(slot as usize) {
            Some(cell) => cell.name.clone(),
            None => frame.code.compiled.free[slot as usize - own].clone(),
        };
        if let Some(namespace) = Vm::class_namespace(frame).cloned()
            && let Some(value) = self.dict_get(&namespace, &Value::str(name))?
        {
            return Ok(value);
        }
        match frame.cells[slot as usize].0.borrow().clone() {
            Value::Missing => {
                let code = frame.code.clone();
                Err(self.unbound_cell(&code, slot))
            }
            value => Ok(value),
        }
    }

    pub(crate) fn annotate(&mut self, frame: &Frame, name: Symbol, value: Value) -> Result<()> {
        let existing = match self.load_name(
            frame,
            known::ANNOTATIONS,
            frame.module.namespace.slot(known::ANNOTATIONS),
        ) {
            Ok(Value::Dict(dict)) => Some(dict),
            _ => None,
        };
        let in_class = Vm::class_namespace(frame).cloned();
        let own = match (&in_class, existing) {
            (Some(namespace), _) => match self.dict_get(namespace, &Value::str("__annotations__"))? {
                Some(Value::Dict(dict)) => Some(dict),
                _ => None,
            },
            (None, existing) => existing,
        };
        let dict = match own {
            Some(dict) => dict,
            None => {
                let dict = Rc::new(crate::dict::Dict::default());
                self.store_name(frame, known::ANNOTATIONS, Value::Dict(dict.clone()))?;
                dict
            }
        };
        let key = self.symbol_value(name);
        self.dict_set(&dict, key, value)
    }
}
