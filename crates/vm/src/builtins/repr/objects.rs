//! `repr()` of what is neither a number, a text nor a container.

use crate::Vm;
use crate::class::Class;
use crate::exception::Result;
use crate::function::Descriptor;
use crate::value::Value;

impl Vm {
    /// `<__main__.Point object at 0x…>`
    pub(crate) fn repr_object(&mut self, value: &Value) -> String {
        let class = self.class_of(value);
        format!("<{} object at {}>", class_path(&class), self.address_text(value))
    }

    /// An object's identity as `repr` shows addresses.
    pub(crate) fn address_text(&mut self, value: &Value) -> String {
        format!("0x{:012x}", self.identity(value))
    }

    pub(super) fn repr_other(&mut self, value: &Value) -> Result<String> {
        Ok(match value {
            Value::Class(class) => format!("<class '{}'>", class_path(class)),
            Value::Function(function) => {
                let name = function.qualified_name.borrow().clone();
                format!("<function {name} at {}>", self.address_text(value))
            }
            Value::Native(function) if function.binds => format!("<method '{}'>", function.name),
            Value::Native(function) => format!("<built-in function {}>", function.name),
            Value::Method(method) => return self.repr_method(value, &method.function, &method.receiver),
            Value::Generator(generator) => {
                let name = generator.qualified_name.borrow().clone();
                format!("<{} object {name} at {}>", generator.kind_name(), self.address_text(value))
            }
            Value::Module(module) if module.of_program => format!("<module '{}'>", module.name),
            Value::Module(module) => format!("<module '{}' (built-in)>", module.name),
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Property { .. } => format!("<property object at {}>", self.address_text(value)),
                Descriptor::ClassMethod(function) => format!("<classmethod({})>", self.repr(function)?),
                Descriptor::StaticMethod(function) => format!("<staticmethod({})>", self.repr(function)?),
            },
            other => {
                let name = self.class_name(other);
                format!("<{name} object at {}>", self.address_text(other))
            }
        })
    }

    fn repr_method(&mut self, value: &Value, function: &Value, receiver: &Value) -> Result<String> {
        match function {
            Value::Native(native) => {
                let (class, address) = (self.class_name(receiver), self.address_text(value));
                Ok(format!("<built-in method {} of {class} object at {address}>", native.name))
            }
            Value::Function(function) => {
                let name = function.qualified_name.borrow().clone();
                Ok(format!("<bound method {name} of {}>", self.repr(receiver)?))
            }
            other => Ok(format!("<bound method {} of {}>", self.repr(other)?, self.repr(receiver)?)),
        }
    }
}

/// A class's dotted name with its module, which built-in classes do not show.
pub(super) fn class_path(class: &Class) -> String {
    let module = class.module.borrow();
    let name = class.qualified_name.borrow();
    if &**module == "builtins" { name.to_string() } else { format!("{module}.{name}") }
}
