//! `container[index]`: reading, setting and deleting.

use std::rc::Rc;

use crate::Vm;
use crate::class::Class;
use crate::exception::Result;
use crate::function::{Args, Descriptor};
use crate::native_frame::Flow;
use crate::symbol::known;
use crate::value::Value;

use super::bound;

impl Vm {
    /// `container[index]`
    pub fn subscript_flow(&mut self, container: &Value, index: Value) -> Result<Flow> {
        if let Value::Instance(instance) = container {
            let class = instance.class();
            if let Some(value) = instance.wrapped()
                && !self.overrides(&class, known::GETITEM)
            {
                return self.subscript_wrapped(container, &class, value, index);
            }
        } else if let Some(value) = self.subscript_natively(container, &index)? {
            return Ok(Flow::Value(value));
        }
        if let Some(method) = self.lookup_special(container, known::GETITEM) {
            return Ok(Flow::Call(method, Args::one(index)));
        }
        if let Value::Class(class) = container {
            if let Some(hook) = class.lookup(known::CLASS_GETITEM) {
                return self.call_class_getitem(hook, class, index);
            }
            if class.built_in && self.takes_types(class) {
                return self.generic_alias(container, &index).map(Flow::Value);
            }
            let name = class.name.borrow().to_string();
            return Err(self.type_error(format!("type '{name}' is not subscriptable")));
        }
        let name = self.class_name(container);
        Err(self.type_error(format!("'{name}' object is not subscriptable")))
    }

    fn call_class_getitem(&mut self, hook: Value, class: &Rc<Class>, index: Value) -> Result<Flow> {
        let callee = match &hook {
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::ClassMethod(function) => bound(function.clone(), Value::Class(class.clone())),
                Descriptor::StaticMethod(function) => function.clone(),
                Descriptor::Property { .. } => hook,
            },
            // `__class_getitem__` is a class method even when it does not say so.
            Value::Function(_) => bound(hook, Value::Class(class.clone())),
            _ => hook,
        };
        Ok(Flow::Call(callee, Args::one(index)))
    }

    /// A subclass of dict may have `__missing__`.
    fn subscript_wrapped(
        &mut self,
        container: &Value,
        class: &Rc<Class>,
        value: &Value,
        index: Value,
    ) -> Result<Flow> {
        if let Value::Dict(dict) = value
            && self.overrides(class, known::MISSING)
        {
            return match self.dict_get(dict, &index)? {
                Some(value) => Ok(Flow::Value(value)),
                None => match self.lookup_special(container, known::MISSING) {
                    Some(method) => Ok(Flow::Call(method, Args::one(index))),
                    None => Err(self.type_error("__missing__ is not callable")),
                },
            };
        }
        match self.subscript_natively(value, &index)? {
            Some(value) => Ok(Flow::Value(value)),
            None => {
                let name = self.class_name(container);
                Err(self.type_error(format!("'{name}' object is not subscriptable")))
            }
        }
    }

    /// `container[index] = value`
    pub fn set_subscript_flow(&mut self, container: &Value, index: Value, value: Value) -> Result<Flow> {
        let target = match container {
            Value::Instance(instance) if !self.overrides(&instance.class(), known::SETITEM) => {
                instance.wrapped().unwrap_or(container)
            }
            _ => container,
        };
        if !matches!(target, Value::Instance(_)) && self.set_subscript_natively(target, &index, &value)? {
            return Ok(Flow::Value(Value::None));
        }
        match self.lookup_special(container, known::SETITEM) {
            Some(method) if matches!(container, Value::Instance(_) | Value::Class(_)) => {
                Ok(Flow::Call(method, Args::new([index, value])))
            }
            _ => {
                let name = self.class_name(container);
                Err(self.type_error(format!("'{name}' object does not support item assignment")))
            }
        }
    }

    /// `del container[index]`
    pub fn delete_subscript_flow(&mut self, container: &Value, index: Value) -> Result<Flow> {
        let target = match container {
            Value::Instance(instance) if !self.overrides(&instance.class(), known::DELITEM) => {
                instance.wrapped().unwrap_or(container)
            }
            _ => container,
        };
        if !matches!(target, Value::Instance(_)) && self.delete_subscript_natively(target, &index)? {
            return Ok(Flow::Value(Value::None));
        }
        match self.lookup_special(container, known::DELITEM) {
            Some(method) if matches!(container, Value::Instance(_) | Value::Class(_)) => {
                Ok(Flow::Call(method, Args::one(index)))
            }
            _ => {
                let name = self.class_name(container);
                Err(self.type_error(format!("'{name}' object doesn't support item deletion")))
            }
        }
    }
}
