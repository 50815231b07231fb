//! How attributes are set and deleted.

use std::rc::Rc;

use crate::Vm;
use crate::class::{Class, Instance};
use crate::exception::Result;
use crate::function::{Args, Descriptor, Function};
use crate::native_frame::Flow;
use crate::symbol::{Symbol, known};
use crate::value::Value;

impl Vm {
    /// `object.name = value`
    pub fn set_attribute_flow(&mut self, object: &Value, name: Symbol, value: Value) -> Result<Flow> {
        let done = Ok(Flow::Value(Value::None));
        match object {
            Value::Instance(instance) => {
                let class = instance.class();
                if class.hooks.get().setattr
                    && let Some(method) = self.lookup_special(object, known::SETATTR)
                {
                    return Ok(Flow::Call(method, Args::new([self.symbol_value(name), value])));
                }
                self.set_plain_attribute(object, instance, name, value)
            }
            Value::Class(class) => {
                if class.built_in {
                    let (class_name, text) =
                        (class.name.borrow().to_string(), self.symbols.name(name).to_owned());
                    return Err(self.type_error(format!(
                        "cannot set '{text}' attribute of immutable type '{class_name}'"
                    )));
                }
                let metaclass = self.class_of(object);
                if metaclass.hooks.get().setattr
                    && let Some(method) = self.lookup_special(object, known::SETATTR)
                {
                    return Ok(Flow::Call(method, Args::new([self.symbol_value(name), value])));
                }
                self.set_class_attribute(class, name, value);
                done
            }
            Value::Module(module) => {
                self.set_global(module, name, value)?;
                done
            }
            Value::Function(function) => {
                self.set_function_attribute(function, name, value)?;
                done
            }
            Value::Generator(generator) if matches!(name, known::NAME | known::QUALNAME) => {
                let Some(text) = value.as_str() else {
                    let name = self.symbols.name(name).to_owned();
                    return Err(self.type_error(format!("{name} must be set to a string object")));
                };
                let text_of = if name == known::NAME { &generator.name } else { &generator.qualified_name };
                *text_of.borrow_mut() = text.into();
                done
            }
            other => Err(self.missing_attribute(other, name)),
        }
    }

    /// `object.__setattr__(name, value)` as `object` has it.
    pub(crate) fn set_plain_attribute(
        &mut self,
        object: &Value,
        instance: &Rc<Instance>,
        name: Symbol,
        value: Value,
    ) -> Result<Flow> {
        let class = instance.class();
        match class.lookup(name) {
            Some(Value::Descriptor(descriptor)) => {
                if let Descriptor::Property { set, .. } = &*descriptor {
                    if set.is_none() || set.is_missing() {
                        let (text, class) =
                            (self.symbols.name(name).to_owned(), class.name.borrow().to_string());
                        let message = format!("property '{text}' of '{class}' object has no setter");
                        return Err(self.error("AttributeError", message));
                    }
                    return self.call(set.clone(), Args::new([object.clone(), value]));
                }
            }
            Some(found @ Value::Instance(_)) => {
                if let Some(set) = self.lookup_special(&found, known::SET) {
                    return Ok(Flow::Call(set, Args::new([object.clone(), value])));
                }
            }
            _ => {}
        }
        if name == known::CLASS
            && let Value::Class(class) = &value
        {
            instance.set_class(class.clone());
            return Ok(Flow::Value(Value::None));
        }
        if name == known::DICT
            && let Value::Dict(dict) = &value
        {
            instance.attributes.take();
            for (key, value) in dict.entries() {
                let key = self.symbols.intern(key.as_str().unwrap_or_default());
                instance.attributes.set(key, value);
            }
            instance.attributes.set_view(dict.clone());
            return Ok(Flow::Value(Value::None));
        }
        if !class.open && !self.has_slot(&class, name) {
            return Err(self.missing_attribute(object, name));
        }
        self.set_own(&instance.attributes, name, Some(value))?;
        Ok(Flow::Value(Value::None))
    }

    fn has_slot(&mut self, class: &Rc<Class>, name: Symbol) -> bool {
        let text = self.symbols.name(name).to_owned();
        std::iter::once(class).chain(&class.ancestors).any(|class| match class.attributes.get(known::SLOTS) {
            Some(Value::Str(slot)) => slot.as_str() == text,
            Some(slots) => {
                self.items_of(&slots).is_ok_and(|slots| slots.iter().any(|slot| slot.as_str() == Some(&text)))
            }
            None => false,
        })
    }

    pub(crate) fn set_class_attribute(&mut self, class: &Rc<Class>, name: Symbol, value: Value) {
        match (name, value.as_str()) {
            (known::NAME, Some(text)) => *class.name.borrow_mut() = text.into(),
            (known::QUALNAME, Some(text)) => *class.qualified_name.borrow_mut() = text.into(),
            (known::MODULE, Some(text)) => *class.module.borrow_mut() = text.into(),
            _ => {
                class.attributes.set(name, value);
                class.hooks.set(self.hooks_of(class));
                self.note_finalizer(class);
            }
        }
    }

    fn set_function_attribute(&mut self, function: &Rc<Function>, name: Symbol, value: Value) -> Result<()> {
        match (name, &value) {
            (known::NAME, Value::Str(text)) => *function.name.borrow_mut() = text.as_str().into(),
            (known::QUALNAME, Value::Str(text)) => {
                *function.qualified_name.borrow_mut() = text.as_str().into()
            }
            (known::DOC, _) => drop(function.doc.replace(value)),
            (known::ANNOTATIONS, Value::Dict(_)) => drop(function.annotations.replace(value)),
            (known::ANNOTATIONS, Value::None) => drop(function.annotations.replace(Value::Missing)),
            (known::DEFAULTS, Value::Tuple(tuple)) => *function.defaults.borrow_mut() = tuple.0.to_vec(),
            (known::NAME | known::QUALNAME, _) => {
                let name = self.symbols.name(name).to_owned();
                return Err(self.type_error(format!("{name} must be set to a string object")));
            }
            (known::KWDEFAULTS, Value::None) => function.keyword_defaults.borrow_mut().clear(),
            (known::KWDEFAULTS, Value::Dict(dict)) => {
                let named =
                    |(name, value): (Value, Value)| Some((self.symbols.intern(name.as_str()?), value));
                *function.keyword_defaults.borrow_mut() =
                    dict.entries().into_iter().filter_map(named).collect();
            }
            (known::DEFAULTS, Value::None) => function.defaults.borrow_mut().clear(),
            _ => return self.set_own(&function.attributes, name, Some(value)).map(drop),
        }
        Ok(())
    }

    /// `del object.name`
    pub fn delete_attribute_flow(&mut self, object: &Value, name: Symbol) -> Result<Flow> {
        let removed = match object {
            Value::Instance(instance) => {
                let class = instance.class();
                if class.hooks.get().delattr
                    && let Some(method) = self.lookup_special(object, known::DELATTR)
                {
                    return Ok(Flow::Call(method, Args::one(self.symbol_value(name))));
                }
                return self.delete_plain_attribute(object, instance, name);
            }
            Value::Class(class) if !class.built_in => {
                if self.class_of(object).hooks.get().delattr
                    && let Some(method) = self.lookup_special(object, known::DELATTR)
                {
                    return Ok(Flow::Call(method, Args::one(self.symbol_value(name))));
                }
                return self.delete_class_attribute(class, name).map(Flow::Value);
            }
            Value::Module(module) => self.set_global(module, name, Value::Missing)?.present(),
            Value::Function(function) => match name {
                known::DOC => Some(function.doc.replace(Value::None)),
                known::ANNOTATIONS => Some(function.annotations.replace(Value::Missing)),
                known::DEFAULTS | known::KWDEFAULTS => {
                    self.set_function_attribute(function, name, Value::None)?;
                    Some(Value::None)
                }
                known::NAME | known::QUALNAME => {
                    let name = self.symbols.name(name).to_owned();
                    return Err(self.type_error(format!("{name} must be set to a string object")));
                }
                _ => self.set_own(&function.attributes, name, None)?.then_some(Value::None),
            },
            _ => None,
        };
        match removed {
            Some(_) => Ok(Flow::Value(Value::None)),
            None => Err(self.missing_attribute(object, name)),
        }
    }

    pub(crate) fn delete_class_attribute(&mut self, class: &Rc<Class>, name: Symbol) -> Result<Value> {
        let removed = class.attributes.remove(name);
        class.hooks.set(self.hooks_of(class));
        match removed {
            Some(_) => Ok(Value::None),
            None => Err(self.missing_attribute(&Value::Class(class.clone()), name)),
        }
    }

    /// `object.__delattr__(name)` as `object` has it.
    pub(crate) fn delete_plain_attribute(
        &mut self,
        object: &Value,
        instance: &Rc<Instance>,
        name: Symbol,
    ) -> Result<Flow> {
        let class = instance.class();
        match class.lookup(name) {
            Some(Value::Descriptor(descriptor)) => {
                if let Descriptor::Property { delete, .. } = &*descriptor {
                    if delete.is_none() || delete.is_missing() {
                        let (text, class) =
                            (self.symbols.name(name).to_owned(), class.name.borrow().to_string());
                        let message = format!("property '{text}' of '{class}' object has no deleter");
                        return Err(self.error("AttributeError", message));
                    }
                    return self.call(delete.clone(), Args::one(object.clone()));
                }
            }
            Some(found @ Value::Instance(_)) => {
                if let Some(delete) = self.lookup_special(&found, known::DELETE) {
                    return Ok(Flow::Call(delete, Args::one(object.clone())));
                }
            }
            _ => {}
        }
        if self.set_own(&instance.attributes, name, None)? {
            Ok(Flow::Value(Value::None))
        } else if !class.open && self.has_slot(&class, name) {
            // A slot that is empty: its name is all that CPython says.
            let text = self.symbols.name(name).to_owned();
            Err(self.error("AttributeError", text))
        } else {
            Err(self.missing_attribute(object, name))
        }
    }
}
