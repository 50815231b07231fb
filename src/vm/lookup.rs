//! Attributes, variables and subscripts: how a name or an index finds its value.

use std::rc::Rc;

use super::Vm;
use super::activity::{Flow, Iterate};
use super::class::{Class, Instance, Payload};
use super::exception::Result;
use super::frame::Frame;
use super::function::{Args, BoundMethod, Descriptor, Function};
use super::symbol::{Symbol, known};
use super::value::Value;
use crate::lang::code::Op;

/// What `super()` is: attributes are looked up after a class, and bound to the receiver.
#[derive(Debug)]
pub(super) struct SuperProxy {
    pub after: Rc<Class>,
    pub receiver: Value,
    pub receiver_class: Rc<Class>,
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
            Err(raised) if self.is_exception(&raised, "AttributeError") => Ok(None),
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
        (!class.built_in && class.attributes.contains(name))
            || class.ancestors.iter().any(|class| !class.built_in && class.attributes.contains(name))
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
            _ => false,
        }))
    }

    /// `object.name`
    pub fn get_attribute_flow(&mut self, object: &Value, name: Symbol) -> Result<Flow> {
        match object {
            Value::Instance(instance) => self.instance_attribute(object, instance, name),
            Value::Class(class) => self.class_attribute(class, name),
            Value::Module(module) => match module.namespace.get(name) {
                Some(value) => Ok(Flow::Value(value)),
                None => self.module_special(module, name, object),
            },
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
            None => Err(self.missing_attribute(object, name)),
        }
    }

    fn instance_attribute(&mut self, object: &Value, instance: &Rc<Instance>, name: Symbol) -> Result<Flow> {
        if instance.attributes.has_view() {
            self.heed_view(&instance.attributes);
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
        if let Some(code) = instance.native::<Rc<super::code::Code>>().cloned()
            && let Some(value) = self.code_attribute(&code, name)
        {
            return Ok(Flow::Value(value));
        }
        let found = class.lookup(name);
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

    fn class_special(&mut self, class: &Rc<Class>, name: Symbol) -> Result<Option<Value>> {
        Ok(Some(match name {
            known::NAME => Value::str(&**class.name.borrow()),
            known::QUALNAME => Value::str(&**class.qualified_name.borrow()),
            known::MODULE => Value::str(&**class.module.borrow()),
            known::CLASS => Value::Class(self.class_of(&Value::Class(class.clone()))),
            known::MRO => {
                let classes = std::iter::once(class).chain(&class.ancestors).cloned().map(Value::Class);
                Value::tuple(classes.collect::<Vec<_>>())
            }
            known::BASES => Value::tuple(class.bases.iter().cloned().map(Value::Class).collect::<Vec<_>>()),
            known::DICT => self.class_dict(class)?,
            known::DOC if !class.attributes.contains(known::DOC) => Value::None,
            known::ANNOTATIONS => {
                class.attributes.get(name).unwrap_or_else(|| Value::dict(super::dict::Dict::default()))
            }
            _ => return Ok(None),
        }))
    }

    /// A class's `__dict__`: a dict with the same entries, as they are now.
    fn class_dict(&mut self, class: &Class) -> Result<Value> {
        let entries = class.attributes.entries();
        let pairs = entries.into_iter().flat_map(|(name, value)| [self.symbol_value(name), value]).collect();
        Ok(Value::dict(self.dict_from(pairs)?))
    }

    /// `__dict__`: a dict that stands for the attributes. What is changed in the one is changed in the other.
    pub(super) fn attribute_dict(&mut self, attributes: &super::attributes::Attributes) -> Result<Value> {
        self.heed_view(attributes);
        if let Some((dict, _)) = attributes.view() {
            return Ok(Value::Dict(dict));
        }
        let pairs = attributes
            .entries()
            .into_iter()
            .flat_map(|(name, value)| [self.symbol_value(name), value])
            .collect();
        let dict = Rc::new(self.dict_from(pairs)?);
        attributes.set_view(dict.clone());
        Ok(Value::Dict(dict))
    }

    /// Takes over what the program has changed in the dict that stands for the attributes.
    fn heed_view(&mut self, attributes: &super::attributes::Attributes) {
        let Some((dict, version)) = attributes.view() else { return };
        if dict.version() == version {
            return;
        }
        drop(attributes.take());
        for (key, value) in dict.entries() {
            if let Some(name) = key.as_str() {
                let name = self.symbols.intern(name);
                attributes.set(name, value);
            }
        }
        attributes.set_view(dict);
    }

    /// Sets or removes an attribute, also in the dict that stands for them. Gives back whether it was there.
    fn set_own(
        &mut self,
        attributes: &super::attributes::Attributes,
        name: Symbol,
        value: Option<Value>,
    ) -> Result<bool> {
        if let Some((dict, _)) = attributes.view() {
            self.heed_view(attributes);
            let key = self.symbol_value(name);
            match &value {
                Some(value) => self.dict_set(&dict, key, value.clone())?,
                None => drop(self.dict_remove(&dict, &key)?),
            }
            attributes.set_view(dict);
        }
        match value {
            Some(value) => {
                attributes.set(name, value);
                Ok(true)
            }
            None => Ok(attributes.remove(name).is_some()),
        }
    }

    fn module_special(
        &mut self,
        module: &super::module::Module,
        name: Symbol,
        object: &Value,
    ) -> Result<Flow> {
        match name {
            known::NAME => Ok(Flow::Value(Value::str(&*module.name))),
            known::DICT => {
                let pairs = module
                    .namespace
                    .entries()
                    .into_iter()
                    .flat_map(|(name, value)| [self.symbol_value(name), value])
                    .collect();
                Ok(Flow::Value(Value::dict(self.dict_from(pairs)?)))
            }
            known::DOC => Ok(Flow::Value(Value::None)),
            known::CLASS => Ok(Flow::Value(Value::Class(self.types.module.clone()))),
            _ => match module.namespace.get(known::GETATTR) {
                Some(hook) => Ok(Flow::Call(hook, Args::one(self.symbol_value(name)))),
                None => Err(self.missing_attribute(object, name)),
            },
        }
    }

    fn function_attribute(&mut self, function: &Rc<Function>, name: Symbol) -> Option<Value> {
        self.heed_view(&function.attributes);
        if let Some(value) = function.attributes.get(name) {
            return Some(value);
        }
        Some(match name {
            known::NAME => Value::str(&**function.name.borrow()),
            known::QUALNAME => Value::str(&**function.qualified_name.borrow()),
            known::MODULE => Value::str(&*function.module.name),
            known::DOC => Value::None,
            known::DICT => self.attribute_dict(&function.attributes).unwrap_or(Value::None),
            known::ANNOTATIONS => {
                let empty = Value::dict(super::dict::Dict::default());
                function.attributes.set(name, empty.clone());
                empty
            }
            known::DEFAULTS => match &function.defaults.borrow()[..] {
                [] => Value::None,
                defaults => Value::tuple(defaults.to_vec()),
            },
            known::KWDEFAULTS => {
                let defaults = function.keyword_defaults.borrow().clone();
                if defaults.is_empty() {
                    return Some(Value::None);
                }
                let pairs =
                    defaults.into_iter().flat_map(|(name, value)| [self.symbol_value(name), value]).collect();
                self.dict_from(pairs).map_or(Value::None, Value::dict)
            }
            known::CODE => {
                let payload = Payload::Native(Box::new(function.code.clone()));
                Value::Instance(Rc::new(Instance::new(self.types.code.clone(), payload)))
            }
            _ => return None,
        })
    }

    /// The attributes of methods, generators and other things that only look inside.
    fn introspect(&mut self, object: &Value, name: Symbol) -> Option<Value> {
        match object {
            Value::Method(method) => match name {
                known::SELF => Some(method.receiver.clone()),
                known::FUNC => Some(method.function.clone()),
                known::NAME | known::QUALNAME | known::DOC | known::MODULE | known::WRAPPED => {
                    self.find_attribute(&method.function.clone(), name).ok().flatten()
                }
                known::CLASS => None,
                _ => match &method.function {
                    Value::Function(function) => function.attributes.get(name),
                    _ => None,
                },
            },
            Value::Native(native) => match name {
                known::NAME | known::QUALNAME => Some(Value::str(&*native.name)),
                known::MODULE => Some(Value::str("builtins")),
                known::DOC => Some(Value::None),
                _ => None,
            },
            Value::Descriptor(descriptor) => self.descriptor_attribute(descriptor, name),
            Value::Generator(generator) => self.generator_attribute(generator, name),
            Value::Slice(slice) => match self.symbols.name(name) {
                "start" => Some(slice.start.clone()),
                "stop" => Some(slice.stop.clone()),
                "step" => Some(slice.step.clone()),
                _ => None,
            },
            Value::Range(range) => match self.symbols.name(name) {
                "start" => Some(Value::from_wide(range.start)),
                "stop" => Some(Value::from_wide(range.stop)),
                "step" => Some(Value::from_wide(range.step)),
                _ => None,
            },
            Value::Cell(cell) if self.symbols.name(name) == "cell_contents" => {
                cell.0.borrow().clone().present()
            }
            _ => None,
        }
    }

    /// The attributes of a code object.
    fn code_attribute(&mut self, code: &Rc<super::code::Code>, name: Symbol) -> Option<Value> {
        use crate::lang::code::CodeKind;
        let compiled = &code.compiled;
        let parameters = compiled.parameters;
        Some(match self.symbols.name(name) {
            "co_name" => Value::str(&*code.name),
            "co_qualname" => Value::str(&*code.qualified_name),
            "co_filename" => Value::str(&*compiled.file),
            "co_firstlineno" => Value::Int(i64::from(compiled.first_line)),
            "co_argcount" => Value::Int(i64::from(parameters.positional)),
            "co_posonlyargcount" => Value::Int(i64::from(parameters.positional_only)),
            "co_kwonlyargcount" => Value::Int(i64::from(parameters.keyword_only)),
            "co_varnames" => {
                Value::tuple(compiled.locals.iter().map(|name| Value::str(name.as_str())).collect::<Vec<_>>())
            }
            "co_freevars" => {
                Value::tuple(compiled.free.iter().map(|name| Value::str(name.as_str())).collect::<Vec<_>>())
            }
            // As in `Include/cpython/code.h`.
            "co_flags" => {
                let kind = match compiled.kind {
                    CodeKind::Generator => 0x20,
                    CodeKind::Coroutine => 0x80,
                    CodeKind::AsyncGenerator => 0x200,
                    CodeKind::Module | CodeKind::Class | CodeKind::Function => 0,
                };
                let variadic =
                    i64::from(parameters.variadic) * 0x04 + i64::from(parameters.variadic_keywords) * 0x08;
                Value::Int(0x03 + kind + variadic)
            }
            _ => return None,
        })
    }

    fn descriptor_attribute(&mut self, descriptor: &Rc<Descriptor>, name: Symbol) -> Option<Value> {
        match (&**descriptor, self.symbols.name(name)) {
            (Descriptor::Property { get, .. }, "fget") => Some(get.clone()),
            (Descriptor::Property { set, .. }, "fset") => Some(set.clone()),
            (Descriptor::Property { delete, .. }, "fdel") => Some(delete.clone()),
            (Descriptor::Property { doc, .. }, "__doc__") => Some(doc.clone()),
            (
                Descriptor::ClassMethod(function) | Descriptor::StaticMethod(function),
                "__func__" | "__wrapped__",
            ) => Some(function.clone()),
            (
                Descriptor::ClassMethod(function) | Descriptor::StaticMethod(function),
                "__name__" | "__qualname__" | "__doc__",
            ) => {
                let function = function.clone();
                self.find_attribute(&function, name).ok().flatten()
            }
            _ => None,
        }
    }

    fn generator_attribute(
        &mut self,
        generator: &Rc<super::generator::Generator>,
        name: Symbol,
    ) -> Option<Value> {
        use super::generator::GeneratorState;
        let text = self.symbols.name(name).to_owned();
        let suffix = ["gi_", "cr_", "ag_"].iter().find_map(|prefix| text.strip_prefix(prefix));
        match (&*text, suffix) {
            ("__name__", _) => Some(Value::str(&**generator.name.borrow())),
            ("__qualname__", _) => Some(Value::str(&**generator.qualified_name.borrow())),
            (_, Some("running")) => Some(Value::Bool(match generator.state.try_borrow() {
                Ok(state) => matches!(*state, GeneratorState::Running),
                Err(_) => true,
            })),
            (_, Some("suspended")) => {
                Some(Value::Bool(matches!(*generator.state.borrow(), GeneratorState::Suspended(_))))
            }
            (_, Some("await" | "yieldfrom")) => Some(generator.awaiting().unwrap_or(Value::None)),
            (_, Some("frame")) => match &*generator.state.borrow() {
                GeneratorState::Finished => Some(Value::None),
                _ => Some(Value::Ellipsis),
            },
            (_, Some("code")) => {
                let payload = Payload::Native(Box::new(generator.code.clone()));
                Some(Value::Instance(Rc::new(Instance::new(self.types.code.clone(), payload))))
            }
            _ => None,
        }
    }

    fn missing_attribute(&mut self, object: &Value, name: Symbol) -> super::exception::Raised {
        let text = self.symbols.name(name).to_owned();
        self.attribute_error(object, &text)
    }

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
                module.namespace.set(name, value);
                done
            }
            Value::Function(function) => {
                self.set_function_attribute(function, name, value)?;
                done
            }
            Value::Generator(generator) if matches!(name, known::NAME | known::QUALNAME) => {
                let text = value.as_str().unwrap_or_default();
                let place = if name == known::NAME { &generator.name } else { &generator.qualified_name };
                *place.borrow_mut() = text.into();
                done
            }
            other => Err(self.missing_attribute(other, name)),
        }
    }

    /// `object.__setattr__(name, value)` as `object` has it.
    pub(super) fn set_plain_attribute(
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

    pub(super) fn set_class_attribute(&mut self, class: &Rc<Class>, name: Symbol, value: Value) {
        match (name, value.as_str()) {
            (known::NAME, Some(text)) => *class.name.borrow_mut() = text.into(),
            (known::QUALNAME, Some(text)) => *class.qualified_name.borrow_mut() = text.into(),
            (known::MODULE, Some(text)) => *class.module.borrow_mut() = text.into(),
            _ => {
                class.attributes.set(name, value);
                class.hooks.set(self.hooks_of(class));
            }
        }
    }

    fn set_function_attribute(&mut self, function: &Rc<Function>, name: Symbol, value: Value) -> Result<()> {
        match (name, &value) {
            (known::NAME, Value::Str(text)) => *function.name.borrow_mut() = text.as_str().into(),
            (known::QUALNAME, Value::Str(text)) => {
                *function.qualified_name.borrow_mut() = text.as_str().into()
            }
            (known::DEFAULTS, Value::Tuple(tuple)) => *function.defaults.borrow_mut() = tuple.0.to_vec(),
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
            Value::Module(module) => module.namespace.remove(name),
            Value::Function(function) => {
                self.set_own(&function.attributes, name, None)?.then_some(Value::None)
            }
            _ => None,
        };
        match removed {
            Some(_) => Ok(Flow::Value(Value::None)),
            None => Err(self.missing_attribute(object, name)),
        }
    }

    pub(super) fn delete_class_attribute(&mut self, class: &Rc<Class>, name: Symbol) -> Result<Value> {
        let removed = class.attributes.remove(name);
        class.hooks.set(self.hooks_of(class));
        match removed {
            Some(_) => Ok(Value::None),
            None => Err(self.missing_attribute(&Value::Class(class.clone()), name)),
        }
    }

    /// `object.__delattr__(name)` as `object` has it.
    pub(super) fn delete_plain_attribute(
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
        } else {
            Err(self.missing_attribute(object, name))
        }
    }

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
            if class.built_in {
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

    pub(super) fn load_builtin(&mut self, name: Symbol) -> Result<Value> {
        match self.builtins.namespace.get(name) {
            Some(value) => Ok(value),
            None => Err(self.name_error(name)),
        }
    }

    /// A name in a class body: its namespace, the module, the builtins.
    pub(super) fn load_name(&mut self, frame: &Frame, name: Symbol, slot: u32) -> Result<Value> {
        if let Some(namespace) = Vm::class_namespace(frame) {
            let key = self.symbol_value(name);
            if let Some(value) = self.dict_get(namespace, &key)? {
                return Ok(value);
            }
        }
        match frame.module.namespace.at(slot) {
            Value::Missing => self.load_builtin(name),
            value => Ok(value),
        }
    }

    pub(super) fn store_name(&mut self, frame: &Frame, name: Symbol, value: Value) -> Result<()> {
        match Vm::class_namespace(frame).cloned() {
            Some(namespace) => {
                let key = self.symbol_value(name);
                self.dict_set(&namespace, key, value)
            }
            None => {
                frame.module.namespace.set(name, value);
                Ok(())
            }
        }
    }

    pub(super) fn delete_name(&mut self, frame: &Frame, name: Symbol) -> Result<()> {
        let removed = match Vm::class_namespace(frame).cloned() {
            Some(namespace) => {
                let key = self.symbol_value(name);
                self.dict_remove(&namespace, &key)?
            }
            None => frame.module.namespace.remove(name),
        };
        if removed.is_some() { Ok(()) } else { Err(self.name_error(name)) }
    }

    pub(super) fn load_class_cell(&mut self, frame: &Frame, slot: u16) -> Result<Value> {
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

    pub(super) fn annotate(&mut self, frame: &Frame, name: Symbol, value: Value) -> Result<()> {
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
                let dict = Rc::new(super::dict::Dict::default());
                self.store_name(frame, known::ANNOTATIONS, Value::Dict(dict.clone()))?;
                dict
            }
        };
        let key = self.symbol_value(name);
        self.dict_set(&dict, key, value)
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

    /// The items of an iterable, if they can be had without Python.
    pub(super) fn items_at_once(&mut self, iterable: &Value) -> Result<Option<Vec<Value>>> {
        if self.iterate_natively(iterable).is_some() { self.items_of(iterable).map(Some) } else { Ok(None) }
    }

    /// Refuses what cannot stand after `*` in a call or a display, with the message for the one or the other.
    pub(super) fn check_starred(&mut self, frame: &Frame, iterable: &Value, depth: usize) -> Result<()> {
        let iterates = self.iterate_natively(iterable).is_some()
            || matches!(iterable, Value::Generator(_))
            || self.lookup_special(iterable, known::ITER).is_some()
            || self.lookup_special(iterable, known::GETITEM).is_some();
        if iterates {
            return Ok(());
        }
        let kind = self.class_name(iterable);
        let at = frame.values.len() - depth;
        let is_call = matches!(frame.code.compiled.ops.get(frame.next_op), Some(Op::CallSpread { .. }));
        let first = matches!(&frame.values[at], Value::List(list) if list.0.borrow().is_empty());
        if is_call && first && at > 0 {
            let callee = frame.values[at - 1].clone();
            let name = self.callable_name(&callee);
            return Err(self.type_error(format!("{name}() argument after * must be an iterable, not {kind}")));
        }
        Err(self.type_error(format!("Value after * must be an iterable, not {kind}")))
    }

    /// As `items_at_once`, with the message that unpacking gives.
    pub(super) fn items_to_unpack(&mut self, iterable: &Value) -> Result<Option<Vec<Value>>> {
        if let Some(items) = self.items_at_once(iterable)? {
            return Ok(Some(items));
        }
        let iterable_anyway = matches!(iterable, Value::Generator(_))
            || self.lookup_special(iterable, known::ITER).is_some()
            || self.lookup_special(iterable, known::GETITEM).is_some();
        if iterable_anyway {
            return Ok(None);
        }
        let name = self.class_name(iterable);
        Err(self.type_error(format!("cannot unpack non-iterable {name} object")))
    }

    /// Runs an iterable to its end in a way that may wait; the result is a list.
    pub(super) fn collect_flow(&mut self, iterable: &Value) -> Result<Flow> {
        let iterator = self.iterate(iterable)?;
        Ok(Flow::Start(Box::new(Iterate::collect(iterator, |_, items| Ok(Flow::Value(Value::list(items)))))))
    }

    pub(super) fn check_unpacked(&mut self, got: usize, wanted: usize) -> Result<()> {
        match got.cmp(&wanted) {
            std::cmp::Ordering::Equal => Ok(()),
            std::cmp::Ordering::Greater => {
                Err(self.value_error(format!("too many values to unpack (expected {wanted})")))
            }
            std::cmp::Ordering::Less => {
                Err(self.value_error(format!("not enough values to unpack (expected {wanted}, got {got})")))
            }
        }
    }

    pub(super) fn unpack_starred(
        &mut self,
        frame: &mut Frame,
        mut items: Vec<Value>,
        before: usize,
        after: usize,
    ) -> Result<()> {
        if items.len() < before + after {
            let (wanted, got) = (before + after, items.len());
            let message = format!("not enough values to unpack (expected at least {wanted}, got {got})");
            return Err(self.value_error(message));
        }
        let last = items.split_off(items.len() - after);
        let rest = items.split_off(before);
        frame.values.extend(last.into_iter().rev());
        frame.values.push(Value::list(rest));
        frame.values.extend(items.into_iter().rev());
        Ok(())
    }
}

/// A method with its object.
pub(super) fn bound(function: Value, receiver: Value) -> Value {
    Value::Method(Rc::new(BoundMethod { function, receiver }))
}
