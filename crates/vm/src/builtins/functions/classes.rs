//! `isinstance` and `issubclass`.

use crate::Vm;
use crate::depth::LEVEL;
use crate::exception::Result;
use crate::function::Args;
use crate::symbol::{Symbol, known};
use crate::table::Entry;
use crate::value::Value;
use std::rc::Rc;

pub(super) const FUNCTIONS: &[Entry] =
    &[Entry::plain("isinstance", isinstance), Entry::plain("issubclass", issubclass)];

fn isinstance(vm: &mut Vm, args: Args) -> Result<Value> {
    let [object, class] = args.exactly(vm, "isinstance")?;
    vm.is_instance(&object, &class).map(Value::Bool)
}

fn issubclass(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class, other] = args.exactly(vm, "issubclass")?;
    if !matches!(class, Value::Class(_)) {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    vm.is_subclass(&class, &other).map(Value::Bool)
}

impl Vm {
    /// `isinstance(object, class)`, where the class may be a tuple or a union of them.
    pub fn is_instance(&mut self, object: &Value, class: &Value) -> Result<bool> {
        match class {
            Value::Class(class) if class.metaclass.is_none() => {
                Ok(self.class_of(object).is_subclass_of(class))
            }
            Value::Tuple(classes) => self.nested(LEVEL, " in __instancecheck__", |vm| {
                for class in &classes.0 {
                    if vm.is_instance(object, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }),
            Value::None => Ok(object.is_none()),
            _ => match self.ask_class(class, known::INSTANCECHECK, object)? {
                Some(answer) => Ok(answer),
                None => match class {
                    Value::Class(class) => Ok(self.class_of(object).is_subclass_of(class)),
                    _ => match self.union_members(class) {
                        Some(members) => self.is_instance(object, &members),
                        None => {
                            let message = "isinstance() arg 2 must be a type, a tuple of types, or a union";
                            Err(self.type_error(message))
                        }
                    },
                },
            },
        }
    }

    /// `issubclass(class, other)`, where the other may be a tuple or a union.
    pub fn is_subclass(&mut self, class: &Value, other: &Value) -> Result<bool> {
        let Value::Class(derived) = class else { return Ok(false) };
        match other {
            Value::Class(base) if base.metaclass.is_none() => Ok(derived.is_subclass_of(base)),
            Value::Tuple(classes) => self.nested(LEVEL, " in __subclasscheck__", |vm| {
                for other in &classes.0 {
                    if vm.is_subclass(class, other)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }),
            Value::None => Ok(Rc::ptr_eq(derived, &self.types.none)),
            _ => match self.ask_class(other, known::SUBCLASSCHECK, class)? {
                Some(answer) => Ok(answer),
                None => match other {
                    Value::Class(base) => Ok(derived.is_subclass_of(base)),
                    _ => match self.union_members(other) {
                        Some(members) => self.is_subclass(class, &members),
                        None => Err(self.type_error(
                            "issubclass() arg 2 must be a class, a tuple of classes, or a union",
                        )),
                    },
                },
            },
        }
    }

    /// What a class's metaclass says of an object, if it has a say.
    fn ask_class(&mut self, class: &Value, hook: Symbol, object: &Value) -> Result<Option<bool>> {
        if !matches!(class, Value::Class(_) | Value::Instance(_)) {
            return Ok(None);
        }
        let Some(method) = self.lookup_special(class, hook) else { return Ok(None) };
        let answer = self.call_sync(method, Args::one(object.clone()))?;
        self.truth(&answer).map(Some)
    }

    /// The classes of `A | B`, as a tuple.
    fn union_members(&mut self, value: &Value) -> Option<Value> {
        let Value::Instance(instance) = value else { return None };
        if !Rc::ptr_eq(&instance.class(), &self.types.union) {
            return None;
        }
        instance.attributes.get(self.symbols.intern("__args__"))
    }
}
