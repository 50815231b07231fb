//! What becomes of objects that are sent to another process, as `pickle` does it: functions and classes go by name, and what cannot go
//! is refused. What it is not: the bytes of a pickle. Begin with [`Pickle`].

use std::rc::Rc;

use super::{Copies, Visitor};
use crate::library::functools;
use vm::class::{Class, Instance, Payload};
use vm::exception::{Raised, Result};
use vm::function::{BoundMethod, Descriptor};
use vm::module::Module;
use vm::symbol::known;
use vm::traverse::Copier;
use vm::value::Value;

/// Sends what one process has to another that runs.
#[derive(Clone, Copy)]
pub(in crate::library::process) struct Pickle;

impl Visitor for Pickle {
    fn visit(copies: &mut Copies<'_, Pickle>, value: &Value) -> Result<Value> {
        match value {
            Value::Function(function) if copies.is_main(&function.module) => copies.by_name(value),
            // What a decorator of the library made: it holds a function of the program.
            Value::Function(function) if !function.closure.is_empty() => copies.by_name_if_it_has_one(value),
            Value::Class(class) if copies.is_of_program(class) => copies.by_name(value),
            Value::Function(_) | Value::Class(_) => Ok(value.clone()),
            Value::Method(method) => copies.method(value, method),
            Value::Instance(instance) => copies.instance(value, instance),
            Value::Generator(_) | Value::Module(_) | Value::Iter(_) => Err(copies.refuse(value)),
            other => other.copy_with(copies),
        }
    }

    fn too_deep(copies: &mut Copies<'_, Pickle>, _: &Value) -> Result<Value> {
        let message = "maximum recursion depth exceeded while pickling an object";
        Err(copies.vm.error("RecursionError", message))
    }
}

impl Copies<'_, Pickle> {
    /// Methods go by their object and their name.
    fn method(&mut self, value: &Value, method: &BoundMethod) -> Result<Value> {
        let receiver = self.copy(&method.receiver)?;
        let function = self.method_of(&receiver, &method.function)?;
        let copy = Value::Method(Rc::new(BoundMethod { function, receiver }));
        self.note(value.clone(), &copy);
        Ok(copy)
    }

    fn instance(&mut self, value: &Value, instance: &Rc<Instance>) -> Result<Value> {
        if self.is_shared(instance) {
            if self.to_new_process {
                return Ok(value.clone());
            }
            return Err(self.only_inherited(value));
        }
        if functools::is_cached(instance) {
            return self.by_name(value);
        }
        let class = match self.copy(&Value::Class(instance.class()))? {
            Value::Class(class) => class,
            _ => instance.class(),
        };
        if let Some(member) = self.member(instance, &class) {
            self.note(value.clone(), &member);
            return Ok(member);
        }
        let copy = value.copy_with(self)?;
        match &instance.payload {
            Payload::DictView(..) | Payload::Native(_) | Payload::Awaitable(_) | Payload::Callable(_)
                if copy.is(value) =>
            {
                Err(self.refuse(value))
            }
            _ => Ok(copy),
        }
    }

    /// The member of an enumeration that an instance is, where it goes by name.
    fn member(&mut self, instance: &Instance, class: &Rc<Class>) -> Option<Value> {
        let name = instance.attributes.get(self.vm.symbols.intern("_name_"))?;
        class.attributes.get(self.vm.symbols.intern("_member_map_"))?;
        class.attributes.get(self.vm.symbols.intern(name.as_str()?))
    }

    /// What has the name of a function, function with a cache, or class of the program in the other process (`save_global` in `Lib/pickle.py`).
    fn by_name(&mut self, value: &Value) -> Result<Value> {
        let qualified = match value {
            Value::Function(function) => function.qualified_name.borrow().clone(),
            Value::Class(class) => class.qualified_name.borrow().clone(),
            Value::Instance(instance) => {
                let qualified = instance.attributes.get(known::QUALNAME);
                qualified.as_ref().and_then(Value::as_str).unwrap_or_default().into()
            }
            _ => return Err(self.refuse(value)),
        };
        if qualified.contains("<locals>") {
            return Err(self.vm.error("AttributeError", format!("Can't pickle local object '{qualified}'")));
        }
        let (here, there) =
            (self.find(&self.from.clone(), &qualified), self.find(&self.to.clone(), &qualified));
        match (here, there) {
            (Some(here), Some(there)) if here.is(value) => {
                self.note(value.clone(), &there);
                Ok(there)
            }
            (Some(here), None) if here.is(value) => {
                let message = format!("Can't get attribute '{qualified}' on <module '__main__'>");
                Err(self.vm.error("AttributeError", message))
            }
            (Some(_), _) => {
                let shown = self.vm.repr(value)?;
                let why = format!("it's not the same object as __main__.{qualified}");
                Err(self.pickling_error(format!("Can't pickle {shown}: {why}")))
            }
            (None, _) => {
                let shown = self.vm.repr(value)?;
                let why = format!("attribute lookup {qualified} on __main__ failed");
                Err(self.pickling_error(format!("Can't pickle {shown}: {why}")))
            }
        }
    }

    fn by_name_if_it_has_one(&mut self, value: &Value) -> Result<Value> {
        let Value::Function(function) = value else { return Ok(value.clone()) };
        let qualified = function.qualified_name.borrow().clone();
        match self.find(&self.from.clone(), &qualified) {
            Some(here) if here.is(value) => self.by_name(value),
            _ => Ok(value.clone()),
        }
    }

    /// The function that a method of this name has there: methods go by their object and their name.
    fn method_of(&mut self, receiver: &Value, function: &Value) -> Result<Value> {
        let Value::Function(own) = function else { return Ok(function.clone()) };
        let name = own.name.borrow().clone();
        let name = self.vm.symbols.intern(&name);
        let class = match receiver {
            Value::Class(class) => class.clone(),
            other => self.vm.class_of(other),
        };
        match class.lookup(name) {
            Some(Value::Descriptor(descriptor)) => match &*descriptor {
                Descriptor::ClassMethod(found) => Ok(found.clone()),
                _ => Err(self.refuse(function)),
            },
            Some(found @ Value::Function(_)) => Ok(found),
            _ => Err(self.refuse(function)),
        }
    }

    fn find(&mut self, module: &Rc<Module>, qualified: &str) -> Option<Value> {
        let mut parts = qualified.split('.');
        let first = self.vm.symbols.intern(parts.next()?);
        parts.try_fold(module.namespace.get(first)?, |value, part| {
            let part = self.vm.symbols.intern(part);
            match value {
                Value::Class(class) => match class.attributes.get(part)? {
                    Value::Descriptor(descriptor) => match &*descriptor {
                        Descriptor::StaticMethod(function) => Some(function.clone()),
                        _ => None,
                    },
                    other => Some(other),
                },
                _ => None,
            }
        })
    }

    fn pickling_error(&mut self, message: String) -> Raised {
        let class = self.vm.modules.get("_pickle").and_then(|module| {
            let name = self.vm.symbols.intern("PicklingError");
            module.namespace.get(name)
        });
        match class {
            Some(Value::Class(class)) => self.vm.exception(&class, vec![Value::str(message)]),
            _ => self.vm.type_error(message),
        }
    }

    fn refuse(&mut self, value: &Value) -> Raised {
        let class = self.vm.class_of(value);
        let name = class.display_name();
        self.vm.type_error(format!("cannot pickle '{name}' object"))
    }

    fn only_inherited(&mut self, value: &Value) -> Raised {
        let name = self.vm.class_name(value);
        let message = format!("{name} objects should only be shared between processes through inheritance");
        self.vm.error("RuntimeError", message)
    }
}
