//! What `def` and `lambda` make.

use std::cell::RefCell;
use std::rc::Rc;

use crate::Vm;
use crate::attributes::Attributes;
use crate::frame::Frame;
use crate::function::Function;
use crate::value::Value;
use lang::code::FunctionParts;

impl Vm {
    /// `MakeFunction`
    pub(crate) fn make_function(&mut self, frame: &mut Frame, constant: u32, parts: FunctionParts) -> Value {
        let code =
            frame.code.inner[constant as usize].clone().expect("the compiler points at a code constant");
        let closure = if parts.closure { frame.values.pop() } else { None };
        let annotations = if parts.annotations { frame.values.pop() } else { None };
        let keyword_defaults = if parts.keyword_defaults { frame.values.pop() } else { None };
        let defaults = if parts.defaults { frame.values.pop() } else { None };
        let closure = match closure {
            Some(Value::Tuple(cells)) => cells
                .0
                .iter()
                .filter_map(|cell| match cell {
                    Value::Cell(cell) => Some(cell.clone()),
                    _ => None,
                })
                .collect(),
            _ => Box::default(),
        };
        let keyword_defaults = match keyword_defaults {
            Some(Value::Dict(dict)) => dict
                .entries()
                .into_iter()
                .map(|(name, value)| (self.symbols.intern(name.as_str().unwrap_or_default()), value))
                .collect(),
            _ => Vec::new(),
        };
        let defaults = match defaults {
            Some(Value::Tuple(tuple)) => tuple.0.to_vec(),
            _ => Vec::new(),
        };
        let doc = code.compiled.docstring.as_ref().map(|text| Value::str(text.as_str()));
        let function = Rc::new(Function {
            name: RefCell::new(code.name.clone()),
            qualified_name: RefCell::new(code.qualified_name.clone()),
            code,
            module: frame.module.clone(),
            defaults: RefCell::new(defaults),
            keyword_defaults: RefCell::new(keyword_defaults),
            closure,
            doc: RefCell::new(doc.unwrap_or(Value::None)),
            annotations: RefCell::new(annotations.unwrap_or(Value::Missing)),
            attributes: Attributes::default(),
        });
        if !function.closure.is_empty() {
            self.closures.add(&function);
        }
        Value::Function(function)
    }
}
