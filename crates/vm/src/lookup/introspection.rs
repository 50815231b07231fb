//! What objects tell about themselves: the attributes with two underscores of classes, modules, functions, code and generators.

use std::rc::Rc;

use crate::Vm;
use crate::class::{Class, Instance, Payload};
use crate::code::Code;
use crate::exception::Result;
use crate::function::{Args, Descriptor, Function};
use crate::native_frame::Flow;
use crate::symbol::{Symbol, known};
use crate::value::Value;

impl Vm {
    pub(super) fn class_special(&mut self, class: &Rc<Class>, name: Symbol) -> Result<Option<Value>> {
        Ok(Some(match name {
            known::NAME => Value::str(&**class.name.borrow()),
            known::QUALNAME => Value::str(&**class.qualified_name.borrow()),
            known::MODULE => Value::str(&**class.module.borrow()),
            known::CLASS => Value::Class(self.class_of(&Value::Class(class.clone()))),
            known::MRO => {
                let classes = std::iter::once(class).chain(&class.ancestors).cloned().map(Value::Class);
                Value::tuple(classes.collect::<Vec<_>>())
            }
            known::BASE => class.best_base().map_or(Value::None, Value::Class),
            known::BASES => Value::tuple(class.bases.iter().cloned().map(Value::Class).collect::<Vec<_>>()),
            known::DICT => self.class_dict(class)?,
            known::DOC if !class.attributes.contains(known::DOC) => Value::None,
            known::ANNOTATIONS => {
                class.attributes.get(name).unwrap_or_else(|| Value::dict(crate::dict::Dict::default()))
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

    pub(super) fn module_special(
        &mut self,
        module: &Rc<crate::module::Module>,
        name: Symbol,
        object: &Value,
    ) -> Result<Flow> {
        match name {
            known::NAME => Ok(Flow::Value(Value::str(&*module.name))),
            known::DICT => Ok(Flow::Value(Value::Dict(self.module_dict(module)))),
            known::DOC => Ok(Flow::Value(Value::None)),
            known::CLASS => Ok(Flow::Value(Value::Class(self.types.module.clone()))),
            _ => match module.namespace.get(known::GETATTR) {
                Some(hook) => Ok(Flow::Call(hook, Args::one(self.symbol_value(name)))),
                None => Err(self.missing_attribute(object, name)),
            },
        }
    }

    pub(super) fn function_attribute(&mut self, function: &Rc<Function>, name: Symbol) -> Option<Value> {
        self.sync_from_dict(&function.attributes);
        if let Some(value) = function.attributes.get(name) {
            return Some(value);
        }
        Some(match name {
            known::NAME => Value::str(&**function.name.borrow()),
            known::QUALNAME => Value::str(&**function.qualified_name.borrow()),
            known::MODULE => Value::str(&*function.module.name),
            known::DOC => function.doc.borrow().clone(),
            known::DICT => self.attribute_dict(&function.attributes).unwrap_or(Value::None),
            known::ANNOTATIONS => {
                let mut annotations = function.annotations.borrow_mut();
                if annotations.is_missing() {
                    *annotations = Value::dict(crate::dict::Dict::default());
                }
                annotations.clone()
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
            known::CODE => self.code_object(&function.code),
            _ => match self.symbols.name(name) {
                "__closure__" if function.closure.is_empty() => Value::None,
                "__closure__" => {
                    Value::tuple(function.closure.iter().cloned().map(Value::Cell).collect::<Vec<_>>())
                }
                "__globals__" => Value::Dict(self.module_dict(&function.module)),
                "__builtins__" => {
                    let builtins = self.builtins.clone();
                    Value::Dict(self.module_dict(&builtins))
                }
                _ => return None,
            },
        })
    }

    /// The code object of some code: always the same while anybody has it.
    pub(crate) fn code_object(&self, code: &Rc<Code>) -> Value {
        if let Some(object) = code.object.borrow().upgrade() {
            return Value::Instance(object);
        }
        let payload = Payload::Native(Box::new(code.clone()));
        let object = Rc::new(Instance::new(self.types.code.clone(), payload));
        *code.object.borrow_mut() = Rc::downgrade(&object);
        Value::Instance(object)
    }

    /// The attributes of methods, generators and other things that only look inside.
    pub(super) fn introspect(&mut self, object: &Value, name: Symbol) -> Option<Value> {
        match object {
            Value::Method(method) => match name {
                known::SELF => Some(method.receiver.clone()),
                known::FUNC => Some(method.function.clone()),
                known::NAME | known::QUALNAME | known::DOC | known::MODULE | known::WRAPPED => {
                    self.find_attribute(&method.function.clone(), name).ok().flatten()
                }
                known::CLASS => None,
                _ if self.types.method.lookup(name).is_some() => None,
                _ => match &method.function {
                    Value::Function(function) => self.function_attribute(&function.clone(), name),
                    _ => None,
                },
            },
            Value::Native(native) => match name {
                known::NAME | known::QUALNAME => Some(Value::str(&*native.name)),
                known::SELF if !native.binds => self.modules.get("builtins").cloned().map(Value::Module),
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
    pub(super) fn code_attribute(&mut self, code: &Rc<Code>, name: Symbol) -> Option<Value> {
        use lang::code::CodeKind;
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
            "co_varnames" => names_tuple(compiled.locals.iter()),
            "co_freevars" => names_tuple(compiled.free.iter()),
            "co_cellvars" => names_tuple(compiled.cells.iter().map(|cell| &cell.name)),
            "co_nlocals" => Value::from_usize(compiled.locals.len()),
            "co_names" => names_tuple(compiled.names.iter()),
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
                "__name__" | "__qualname__" | "__doc__" | "__module__" | "__annotations__",
            ) => {
                let function = function.clone();
                self.find_attribute(&function, name).ok().flatten()
            }
            _ => None,
        }
    }

    fn generator_attribute(
        &mut self,
        generator: &Rc<crate::generator::Generator>,
        name: Symbol,
    ) -> Option<Value> {
        use crate::generator::{GeneratorKind, GeneratorState};
        let prefix = match generator.kind {
            GeneratorKind::Generator | GeneratorKind::IterableCoroutine => "gi_",
            GeneratorKind::Coroutine => "cr_",
            GeneratorKind::AsyncGenerator => "ag_",
        };
        let text = self.symbols.name(name).to_owned();
        match (&*text, text.strip_prefix(prefix)) {
            ("__name__", _) => Some(Value::str(&**generator.name.borrow())),
            ("__qualname__", _) => Some(Value::str(&**generator.qualified_name.borrow())),
            (_, Some("running")) => Some(Value::Bool(match generator.state.try_borrow() {
                Ok(_) if generator.kind == GeneratorKind::AsyncGenerator => generator.running_async.get(),
                Ok(state) => matches!(*state, GeneratorState::Running),
                Err(_) => true,
            })),
            (_, Some("suspended")) if generator.kind != GeneratorKind::AsyncGenerator => {
                Some(Value::Bool(matches!(*generator.state.borrow(), GeneratorState::Suspended(_))))
            }
            ("gi_yieldfrom" | "cr_await" | "ag_await", Some(_)) => {
                Some(generator.awaiting().unwrap_or(Value::None))
            }
            ("cr_origin", Some(_)) => Some(generator.origin.borrow().clone().unwrap_or(Value::None)),
            (_, Some("frame")) => self.frame_view(generator).ok(),
            (_, Some("code")) => Some(self.code_object(&generator.code)),
            _ => None,
        }
    }
}

fn names_tuple<'a>(names: impl Iterator<Item = &'a String>) -> Value {
    Value::tuple(names.map(|name| Value::str(name.as_str())).collect::<Vec<_>>())
}
