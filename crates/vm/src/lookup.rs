//! Attributes, variables and subscripts: how a name or an index finds its value.

mod assignment;
mod dictionary;
mod frame_view;
mod introspection;
mod module_view;
mod names;
mod subscript;
mod unpacking;

use std::rc::Rc;

use super::Vm;
use super::class::{Class, Instance, Native, Payload};
use super::exception::Result;
use super::function::{Args, BoundMethod, Descriptor};
use super::native_frame::Flow;
use super::symbol::{Symbol, known};
use super::traverse::Taken;
use super::value::Value;

/// What `super()` is: attributes are looked up after a class, and bound to the receiver.
#[derive(Debug)]
pub(super) struct SuperProxy {
    pub after: Rc<Class>,
    pub receiver: Value,
    pub receiver_class: Rc<Class>,
}

impl Native for SuperProxy {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.receiver);
    }

    fn take(&mut self, taken: &mut Taken) {
        taken.add(std::mem::replace(&mut self.receiver, Value::None));
    }
}

impl Vm {
    /// `object.name`, nested if it must be computed.
    pub fn get_attribute(&mut self, object: &Value, name: Symbol) -> Result<Value> {
        match self.get_attribute_flow(object, name)? {
            Flow::Value(value) => Ok(value),
            flow => self.run_sync(flow),
        }
    }

    /// `object.name`, or None if it has no such attribute.
    pub fn find_attribute(&mut self, object: &Value, name: Symbol) -> Result<Option<Value>> {
        match self.get_attribute(object, name) {
            Ok(value) => Ok(Some(value)),
            Err(raised) if self.halt.is_none() && self.is_exception(&raised, "AttributeError") => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    /// A special method as the interpreter looks it up: on the class, never on the instance; bound.
    pub fn lookup_special(&self, object: &Value, name: Symbol) -> Option<Value> {
        let class = self.class_of(object);
        let found = class.lookup(name)?;
        Some(match &found {
            Value::Function(_) => bound(found, object.clone()),
            Value::Native(native) if native.binds => bound(found, object.clone()),
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::StaticMethod(function) => function.clone(),
                Descriptor::ClassMethod(function) => bound(function.clone(), Value::Class(class)),
                Descriptor::Property { .. } => found,
            },
            _ => found,
        })
    }

    /// Whether a class of the program, or an ancestor that is one, defines the name.
    pub fn overrides(&self, class: &Class, name: Symbol) -> bool {
        // What is built in is derived from nothing of the program's.
        !class.built_in
            && (class.attributes.contains(name)
                || class.ancestors.iter().any(|class| !class.built_in && class.attributes.contains(name)))
    }

    /// The plain function behind `object.name(…)`, to be called with the object first; None if it is anything else.
    pub(super) fn load_method(&mut self, object: &Value, name: Symbol) -> Result<Option<Value>> {
        let class = match object {
            Value::Instance(instance) => {
                let class = instance.class();
                if class.hooks.get().getattribute
                    || instance.attributes.has_view()
                    || instance.attributes.contains(name)
                    || matches!(instance.payload, Payload::Native(_))
                        && Rc::ptr_eq(&class, &self.types.super_)
                {
                    return Ok(None);
                }
                class
            }
            Value::Class(_) | Value::Module(_) => return Ok(None),
            other => self.class_of(other),
        };
        Ok(class.lookup(name).filter(|value| match value {
            Value::Function(_) => true,
            Value::Native(native) => native.binds,
            Value::Instance(instance) => self.binds(instance),
            _ => false,
        }))
    }

    /// Whether an object of the library becomes a method when it is looked up through an instance.
    fn binds(&self, instance: &Instance) -> bool {
        match &instance.payload {
            Payload::Callable(callable) => callable.binds() && instance.class().built_in,
            _ => false,
        }
    }

    /// `object.name`
    pub fn get_attribute_flow(&mut self, object: &Value, name: Symbol) -> Result<Flow> {
        match object {
            Value::Instance(instance) => self.instance_attribute(object, instance, name),
            Value::Class(class) => self.class_attribute(class, name),
            Value::Module(module) => {
                self.sync_module(module);
                match module.namespace.get(name) {
                    Some(value) => Ok(Flow::Value(value)),
                    None => self.module_special(module, name, object),
                }
            }
            Value::Function(function) => match self.function_attribute(function, name) {
                Some(value) => Ok(Flow::Value(value)),
                None => self.plain_attribute(object, name),
            },
            _ => match self.introspect(object, name) {
                Some(value) => Ok(Flow::Value(value)),
                None => self.plain_attribute(object, name),
            },
        }
    }

    /// An attribute of a built-in value: its class's.
    fn plain_attribute(&mut self, object: &Value, name: Symbol) -> Result<Flow> {
        let class = self.class_of(object);
        if name == known::CLASS {
            return Ok(Flow::Value(Value::Class(class)));
        }
        match class.lookup(name) {
            Some(found) => self.bind_attribute(found, Some(object), &class),
            None if name == known::DOC => Ok(Flow::Value(Value::None)),
            None => Err(self.missing_attribute(object, name)),
        }
    }

    fn instance_attribute(&mut self, object: &Value, instance: &Rc<Instance>, name: Symbol) -> Result<Flow> {
        if instance.attributes.has_view() {
            self.sync_from_dict(&instance.attributes);
        }
        let class = instance.class();
        let hooks = class.hooks.get();
        if hooks.getattribute
            && let Some(method) = self.lookup_special(object, known::GETATTRIBUTE)
        {
            return Ok(Flow::Call(method, Args::one(self.symbol_value(name))));
        }
        if let Some(proxy) = instance.native::<SuperProxy>()
            && name != known::CLASS
        {
            return match proxy.receiver_class.lookup_after(&proxy.after, name) {
                Some(found) => {
                    let receiver = proxy.receiver.clone();
                    let class = proxy.receiver_class.clone();
                    let bound_to_class = matches!(&receiver, Value::Class(c) if Rc::ptr_eq(c, &class));
                    self.bind_attribute(found, if bound_to_class { None } else { Some(&receiver) }, &class)
                }
                None => {
                    let text = self.symbols.name(name).to_owned();
                    Err(self.error("AttributeError", format!("'super' object has no attribute '{text}'")))
                }
            };
        }
        if let Payload::Native(_) = instance.payload {
            let code = instance.native::<Rc<super::code::Code>>().cloned();
            let found = match (code, Vm::traceback_entries(object)) {
                (Some(code), _) => self.code_attribute(&code, name),
                (None, Some(entries)) => self.traceback_attribute(entries, name),
                (None, None) => None,
            };
            if let Some(value) = found {
                return Ok(Flow::Value(value));
            }
        }
        let found = if name == known::DOC { class.attributes.get(name) } else { class.lookup(name) };
        if let Some(found) = &found
            && self.is_data_descriptor(found)
        {
            return self.bind_attribute(found.clone(), Some(object), &class);
        }
        if let Some(value) = instance.attributes.get(name) {
            return Ok(Flow::Value(value));
        }
        if let Some(found) = found {
            return self.bind_attribute(found, Some(object), &class);
        }
        match name {
            known::CLASS => return Ok(Flow::Value(Value::Class(class))),
            known::DOC => return Ok(Flow::Value(Value::None)),
            known::MODULE if !class.built_in || &**class.module.borrow() != "builtins" => {
                return Ok(Flow::Value(Value::str(&**class.module.borrow())));
            }
            known::DICT if class.open => return Ok(Flow::Value(self.attribute_dict(&instance.attributes)?)),
            _ => {}
        }
        if hooks.getattr
            && let Some(method) = self.lookup_special(object, known::GETATTR)
        {
            return Ok(Flow::Call(method, Args::one(self.symbol_value(name))));
        }
        Err(self.missing_attribute(object, name))
    }

    /// What an attribute found in a class gives, looked up through an object or the class itself.
    pub(super) fn bind_attribute(
        &mut self,
        found: Value,
        object: Option<&Value>,
        class: &Rc<Class>,
    ) -> Result<Flow> {
        let value = match (&found, object) {
            (Value::Function(_), Some(object)) => bound(found, object.clone()),
            (Value::Native(native), Some(object)) if native.binds => bound(found.clone(), object.clone()),
            (Value::Descriptor(descriptor), _) => match (&**descriptor, object) {
                (Descriptor::StaticMethod(function), _) => function.clone(),
                (Descriptor::ClassMethod(function), _) => {
                    bound(function.clone(), Value::Class(class.clone()))
                }
                (Descriptor::Property { get, .. }, Some(object)) => {
                    if get.is_none() || get.is_missing() {
                        return Err(self.error("AttributeError", "unreadable attribute"));
                    }
                    return self.call(get.clone(), Args::one(object.clone()));
                }
                (Descriptor::Property { .. }, None) => found,
            },
            (Value::Instance(callable), Some(object)) if self.binds(callable) => bound(found, object.clone()),
            (Value::Instance(_), _) => match self.lookup_special(&found, known::GET) {
                Some(get) => {
                    let object = object.cloned().unwrap_or(Value::None);
                    return Ok(Flow::Call(get, Args::new([object, Value::Class(class.clone())])));
                }
                None => found,
            },
            _ => found,
        };
        Ok(Flow::Value(value))
    }

    fn is_data_descriptor(&self, found: &Value) -> bool {
        match found {
            Value::Descriptor(descriptor) => matches!(**descriptor, Descriptor::Property { .. }),
            Value::Instance(instance) => {
                let class = instance.class();
                class.lookup(known::SET).is_some() || class.lookup(known::DELETE).is_some()
            }
            _ => false,
        }
    }

    fn class_attribute(&mut self, class: &Rc<Class>, name: Symbol) -> Result<Flow> {
        let metaclass = self.class_of(&Value::Class(class.clone()));
        let of_metaclass = metaclass.lookup(name);
        if let Some(found) = &of_metaclass
            && class.metaclass.is_some()
            && self.is_data_descriptor(found)
        {
            return self.bind_attribute(found.clone(), Some(&Value::Class(class.clone())), &metaclass);
        }
        if let Some(value) = self.class_special(class, name)? {
            return Ok(Flow::Value(value));
        }
        if let Some(found) = class.lookup(name) {
            return self.bind_attribute(found, None, class);
        }
        if let Some(found) = of_metaclass {
            return self.bind_attribute(found, Some(&Value::Class(class.clone())), &metaclass);
        }
        if metaclass.hooks.get().getattr
            && let Some(method) = self.lookup_special(&Value::Class(class.clone()), known::GETATTR)
        {
            return Ok(Flow::Call(method, Args::one(self.symbol_value(name))));
        }
        Err(self.missing_attribute(&Value::Class(class.clone()), name))
    }

    fn missing_attribute(&mut self, object: &Value, name: Symbol) -> super::exception::Raised {
        let text = self.symbols.name(name).to_owned();
        self.attribute_error(object, &text)
    }

    /// `__enter__` and `__exit__` of a context manager: exit first.
    pub(super) fn context_manager(
        &mut self,
        manager: &Value,
        enter: Symbol,
        exit: Symbol,
    ) -> Result<(Value, Value)> {
        let asynchronous = enter == known::AENTER;
        let protocol = if asynchronous { "asynchronous context manager" } else { "context manager" };
        let name = self.class_name(manager);
        let Some(enter) = self.lookup_special(manager, enter) else {
            return Err(self.type_error(format!("'{name}' object does not support the {protocol} protocol")));
        };
        match self.lookup_special(manager, exit) {
            Some(exit) => Ok((exit, enter)),
            None => {
                let missed = if asynchronous { "__aexit__" } else { "__exit__" };
                Err(self.type_error(format!(
                    "'{name}' object does not support the {protocol} protocol (missed {missed} method)"
                )))
            }
        }
    }
}

/// A method with its object.
pub(super) fn bound(function: Value, receiver: Value) -> Value {
    Value::Method(Rc::new(BoundMethod { function, receiver }))
}
