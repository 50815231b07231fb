//! Copies of what one process has in memory, for another.
//!
//! The memory of all processes is one: what keeps them apart is that each has its own copy of the program's module and of all
//! that hangs on it. There are two ways to it, as on a real system. A process that begins gets a copy of everything, as `fork`
//! gives it ([`Copies::of_everything`]). What is sent later is taken apart and put together again, as `pickle` does it: functions
//! and classes go by name, and what cannot go is refused ([`Copies::of_what_is_sent`]). What the library made natively (locks,
//! futures) is never copied, and its modules are one for all.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::library::collections;
use vm::Vm;
use vm::attributes::Attributes;
use vm::class::{Class, Instance, Payload};
use vm::dict::Dict;
use vm::exception::{ExceptionState, Raised, Result};
use vm::function::{BoundMethod, Descriptor, Function};
use vm::module::Module;
use vm::set::Set;
use vm::value::{List, Value, VariableCell};

/// What is nested deeper than this is not taken apart.
const DEEPEST: usize = 200;

/// The attribute of a class that says of its instances: all processes share them.
const SHARED: &str = "_shared_between_processes";

/// Copies from one process to another, each thing once.
pub(super) struct Copies<'vm> {
    vm: &'vm mut Vm,
    from: Rc<Module>,
    to: Rc<Module>,
    /// Whether everything is copied; otherwise it is sent.
    everything: bool,
    /// What was copied, by its address, and kept so that the address stays its own; and the copy.
    made: BTreeMap<usize, (Value, Value)>,
    depth: usize,
}

impl<'vm> Copies<'vm> {
    /// For a process that begins: the program's module, into an empty one, and all that comes with it.
    pub(super) fn of_everything(vm: &'vm mut Vm, from: Rc<Module>, to: Rc<Module>) -> Copies<'vm> {
        let mut copies = Copies { vm, from, to, everything: true, made: BTreeMap::new(), depth: 0 };
        for (name, value) in copies.from.namespace.slots() {
            // In the same order, so that each name has the same slot.
            copies.to.namespace.slot(name);
            // Nothing is refused where everything is copied, and nothing of the program is asked.
            let copy = copies.copy(&value).unwrap_or(value);
            copies.to.namespace.set(name, copy);
        }
        copies
    }

    /// For what goes from one process that runs to another.
    pub(super) fn of_what_is_sent(vm: &'vm mut Vm, from: Rc<Module>, to: Rc<Module>) -> Copies<'vm> {
        Copies { vm, from, to, everything: false, made: BTreeMap::new(), depth: 0 }
    }

    /// The copy of a value.
    pub(super) fn copy(&mut self, value: &Value) -> Result<Value> {
        if let Some((_, copy)) = value.address().and_then(|address| self.made.get(&address)) {
            return Ok(copy.clone());
        }
        if self.depth >= DEEPEST {
            return if self.everything { Ok(value.clone()) } else { Err(self.too_deep()) };
        }
        self.depth += 1;
        let copy = self.copy_anew(value);
        self.depth -= 1;
        copy
    }

    fn copy_anew(&mut self, value: &Value) -> Result<Value> {
        match value {
            Value::Tuple(tuple) => {
                let items = self.copy_all(&tuple.0)?;
                Ok(self.is_made(value, Value::tuple(items)))
            }
            Value::List(list) => {
                let copy = Rc::new(List::default());
                self.is_made(value, Value::List(copy.clone()));
                let items = list.0.borrow().clone();
                let items = self.copy_all(&items)?;
                *copy.0.borrow_mut() = items;
                Ok(Value::List(copy))
            }
            Value::Dict(dict) => {
                let copy = Rc::new(Dict::default());
                self.is_made(value, Value::Dict(copy.clone()));
                self.copy_dict(dict, &copy)?;
                Ok(Value::Dict(copy))
            }
            Value::Set(set) => self.copy_set(value, set),
            Value::Function(function) if Rc::ptr_eq(&function.module, &self.from) => {
                if self.everything {
                    self.copy_function(function)
                } else {
                    self.by_name(value)
                }
            }
            // What a decorator of the library made: it holds a function of the program.
            Value::Function(function) if !function.closure.is_empty() => {
                if self.everything {
                    self.copy_function(function)
                } else {
                    self.by_name_if_it_has_one(value)
                }
            }
            Value::Class(class) if self.is_of_program(class) => {
                if self.everything {
                    self.copy_class(class).map(Value::Class)
                } else {
                    self.by_name(value)
                }
            }
            Value::Method(method) => {
                let receiver = self.copy(&method.receiver)?;
                let function = if self.everything {
                    self.copy(&method.function)?
                } else {
                    self.method_of(&receiver, &method.function)?
                };
                Ok(self.is_made(value, Value::Method(Rc::new(BoundMethod { function, receiver }))))
            }
            Value::Descriptor(descriptor) => {
                let copy = self.copy_descriptor(descriptor)?;
                Ok(self.is_made(value, Value::Descriptor(Rc::new(copy))))
            }
            Value::Instance(instance) => self.copy_instance(value, instance),
            Value::Cell(cell) => Ok(Value::Cell(self.copy_cell(cell)?)),
            Value::Module(module) if Rc::ptr_eq(module, &self.from) && self.everything => {
                Ok(Value::Module(self.to.clone()))
            }
            Value::Generator(_) | Value::Module(_) | Value::Iter(_) if !self.everything => {
                Err(self.refuse(value))
            }
            other => Ok(other.clone()),
        }
    }

    /// Notes a copy. Each costs a step, so that copies without end are stopped as programs without end are.
    fn is_made(&mut self, value: &Value, copy: Value) -> Value {
        self.vm.fuel.spend_steps(1);
        if let Some(address) = value.address() {
            self.made.insert(address, (value.clone(), copy.clone()));
        }
        copy
    }

    fn copy_all(&mut self, values: &[Value]) -> Result<Vec<Value>> {
        self.vm.fuel.spend_steps(values.len() as u64);
        values.iter().map(|value| self.copy(value)).collect()
    }

    fn copy_dict(&mut self, dict: &Dict, copy: &Dict) -> Result<()> {
        self.vm.fuel.spend_steps(dict.len() as u64);
        for (hash, key, value) in dict.hashed_entries() {
            let key = self.copy(&key)?;
            let value = self.copy(&value)?;
            copy.insert_absent(self.hash(&key, hash), key, value);
        }
        Ok(())
    }

    fn copy_set(&mut self, value: &Value, set: &Set) -> Result<Value> {
        self.vm.fuel.spend_steps(set.len() as u64);
        let copy = Rc::new(Set::new(set.frozen));
        self.is_made(value, Value::Set(copy.clone()));
        for (hash, item) in set.hashed_items() {
            let item = self.copy(&item)?;
            copy.insert_absent(self.hash(&item, hash), item);
        }
        Ok(Value::Set(copy))
    }

    /// The hash of a copy: that of the original, unless it goes by identity.
    fn hash(&mut self, copy: &Value, before: u64) -> u64 {
        match copy {
            Value::Int(_) | Value::Str(_) | Value::Bytes(_) | Value::Float(_) => before,
            copy => self.vm.hash(copy).unwrap_or(before),
        }
    }

    fn copy_attributes(&mut self, attributes: &Attributes, copy: &Attributes) -> Result<()> {
        self.vm.heed_view(attributes);
        for (name, value) in attributes.entries() {
            let value = self.copy(&value)?;
            copy.set(name, value);
        }
        Ok(())
    }

    fn copy_function(&mut self, function: &Rc<Function>) -> Result<Value> {
        let cells = function.closure.iter().map(|cell| self.copy_cell(cell)).collect::<Result<Vec<_>>>()?;
        let of_program = Rc::ptr_eq(&function.module, &self.from);
        let copy = Rc::new(Function {
            code: function.code.clone(),
            module: if of_program { self.to.clone() } else { function.module.clone() },
            name: function.name.clone(),
            qualified_name: function.qualified_name.clone(),
            defaults: RefCell::default(),
            keyword_defaults: RefCell::default(),
            closure: cells.into(),
            attributes: Attributes::default(),
        });
        self.vm.note_function(&copy);
        self.is_made(&Value::Function(function.clone()), Value::Function(copy.clone()));
        let defaults = function.defaults.borrow().clone();
        *copy.defaults.borrow_mut() = self.copy_all(&defaults)?;
        let keyword_defaults = function.keyword_defaults.borrow().clone();
        for (name, value) in keyword_defaults {
            let value = self.copy(&value)?;
            copy.keyword_defaults.borrow_mut().push((name, value));
        }
        self.copy_attributes(&function.attributes, &copy.attributes)?;
        Ok(Value::Function(copy))
    }

    fn copy_cell(&mut self, cell: &Rc<VariableCell>) -> Result<Rc<VariableCell>> {
        let value = Value::Cell(cell.clone());
        if let Some((_, Value::Cell(copy))) = value.address().and_then(|address| self.made.get(&address)) {
            return Ok(copy.clone());
        }
        let copy = Rc::new(VariableCell(RefCell::new(Value::Missing)));
        self.is_made(&value, Value::Cell(copy.clone()));
        let content = cell.0.borrow().clone();
        *copy.0.borrow_mut() = self.copy(&content)?;
        Ok(copy)
    }

    fn is_of_program(&self, class: &Class) -> bool {
        !class.built_in && *class.module.borrow() == self.from.name
    }

    fn class(&mut self, class: &Rc<Class>) -> Result<Rc<Class>> {
        match self.copy(&Value::Class(class.clone()))? {
            Value::Class(copy) => Ok(copy),
            _ => Ok(class.clone()),
        }
    }

    fn copy_class(&mut self, class: &Rc<Class>) -> Result<Rc<Class>> {
        let bases = class.bases.iter().map(|base| self.class(base)).collect::<Result<_>>()?;
        let ancestors = class.ancestors.iter().map(|ancestor| self.class(ancestor)).collect::<Result<_>>()?;
        let metaclass = class.metaclass.as_ref().map(|metaclass| self.class(metaclass)).transpose()?;
        let copy = Rc::new(Class {
            name: class.name.clone(),
            qualified_name: class.qualified_name.clone(),
            module: class.module.clone(),
            bases,
            ancestors,
            attributes: Attributes::default(),
            layout: class.layout,
            metaclass,
            built_in: false,
            open: class.open,
            hooks: Cell::new(class.hooks.get()),
        });
        self.vm.note_class(&copy);
        self.is_made(&Value::Class(class.clone()), Value::Class(copy.clone()));
        self.copy_attributes(&class.attributes, &copy.attributes)?;
        Ok(copy)
    }

    fn copy_descriptor(&mut self, descriptor: &Descriptor) -> Result<Descriptor> {
        Ok(match descriptor {
            Descriptor::Property { get, set, delete, doc } => Descriptor::Property {
                get: self.copy(get)?,
                set: self.copy(set)?,
                delete: self.copy(delete)?,
                doc: doc.clone(),
            },
            Descriptor::ClassMethod(function) => Descriptor::ClassMethod(self.copy(function)?),
            Descriptor::StaticMethod(function) => Descriptor::StaticMethod(self.copy(function)?),
        })
    }

    fn copy_instance(&mut self, value: &Value, instance: &Rc<Instance>) -> Result<Value> {
        let shared = self.vm.symbols.intern(SHARED);
        if instance.class().lookup(shared).is_some() {
            return if self.everything { Ok(value.clone()) } else { Err(self.only_inherited(value)) };
        }
        let class = self.class(&instance.class())?;
        if let Some(member) = self.member(instance, &class) {
            return Ok(self.is_made(value, member));
        }
        let payload = match &instance.payload {
            Payload::None => Payload::None,
            Payload::Wrapped(inner) => Payload::Wrapped(self.copy(inner)?),
            Payload::Exception(_) if self.everything => return Ok(value.clone()),
            Payload::Exception(state) => {
                let args = state.args.borrow().clone();
                Payload::Exception(Box::new(ExceptionState::new(self.copy(&args)?)))
            }
            Payload::DictView(..) | Payload::Native(_) | Payload::Awaitable(_) => {
                if let Some(items) = collections::items_of_deque(instance) {
                    let items = self.copy_all(&items)?;
                    return Ok(self.is_made(value, collections::similar_deque(instance, items)));
                }
                return if self.everything { Ok(value.clone()) } else { Err(self.refuse(value)) };
            }
        };
        let copy = Rc::new(Instance::new(class, payload));
        self.is_made(value, Value::Instance(copy.clone()));
        self.copy_attributes(&instance.attributes, &copy.attributes)?;
        Ok(Value::Instance(copy))
    }

    /// The member of an enumeration that an instance is, where it goes by name.
    fn member(&mut self, instance: &Instance, class: &Rc<Class>) -> Option<Value> {
        if self.everything {
            return None;
        }
        let name = instance.attributes.get(self.vm.symbols.intern("_name_"))?;
        class.attributes.get(self.vm.symbols.intern("_member_map_"))?;
        class.attributes.get(self.vm.symbols.intern(name.as_str()?))
    }

    /// What has the name of a function or class of the program in the other process (`save_global` in `Lib/pickle.py`).
    fn by_name(&mut self, value: &Value) -> Result<Value> {
        let qualified = match value {
            Value::Function(function) => function.qualified_name.borrow().clone(),
            Value::Class(class) => class.qualified_name.borrow().clone(),
            _ => return Err(self.refuse(value)),
        };
        if qualified.contains("<locals>") {
            return Err(self.vm.error("AttributeError", format!("Can't pickle local object '{qualified}'")));
        }
        let (here, there) =
            (self.find(&self.from.clone(), &qualified), self.find(&self.to.clone(), &qualified));
        match (here, there) {
            (Some(here), Some(there)) if here.is(value) => Ok(self.is_made(value, there)),
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

    fn too_deep(&mut self) -> Raised {
        let message = "maximum recursion depth exceeded while pickling an object";
        self.vm.error("RecursionError", message)
    }
}
