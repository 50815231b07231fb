//! What `match` asks of a subject, and the building of displays and f-strings.

use std::rc::Rc;

use super::Vm;
use super::class::{Class, Payload};
use super::dict::Dict;
use super::exception::Result;
use super::function::Args;
use super::native_frame::Flow;
use super::set::Set;
use super::symbol::known;
use super::value::Value;
use lang::code::Conversion;

impl Vm {
    /// Whether a sequence pattern can match it.
    pub(super) fn is_match_sequence(&self, subject: &Value) -> bool {
        match subject {
            Value::List(_) | Value::Tuple(_) | Value::Range(_) => true,
            Value::Instance(instance) => {
                matches!(instance.payload, Payload::Wrapped(Value::List(_) | Value::Tuple(_)))
            }
            _ => false,
        }
    }

    /// Whether a mapping pattern can match it.
    pub(super) fn is_match_mapping(&self, subject: &Value) -> bool {
        match subject {
            Value::Dict(_) => true,
            Value::Instance(instance) => matches!(instance.payload, Payload::Wrapped(Value::Dict(_))),
            _ => false,
        }
    }

    /// The values of all keys, or None if one is not there.
    pub(super) fn match_keys(&mut self, subject: &Value, keys: &Value) -> Result<Value> {
        let dict = match subject {
            Value::Dict(dict) => dict.clone(),
            Value::Instance(instance) => match &instance.payload {
                Payload::Wrapped(Value::Dict(dict)) => dict.clone(),
                _ => return Ok(Value::None),
            },
            _ => return Ok(Value::None),
        };
        let mut values = Vec::new();
        for key in self.items_of(keys)? {
            match self.dict_get(&dict, &key)? {
                Some(value) => values.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::tuple(values))
    }

    /// The attributes that a class pattern asks for, or None if the subject is not an instance or lacks one.
    pub(super) fn match_class(
        &mut self,
        subject: &Value,
        class: &Value,
        names: &Value,
        count: usize,
    ) -> Result<Value> {
        let Value::Class(class) = class else {
            return Err(self.type_error("called match pattern must be a class"));
        };
        if !self.class_of(subject).is_subclass_of(class) {
            return Ok(Value::None);
        }
        let mut values = Vec::new();
        if count > 0 && self.matches_itself(class) {
            if count > 1 {
                let name = class.name.borrow().to_string();
                let message = format!("{name}() accepts 1 positional sub-pattern ({count} given)");
                return Err(self.type_error(message));
            }
            values.push(subject.clone());
        } else if count > 0 {
            let match_args = match class.lookup(known::MATCH_ARGS) {
                Some(names) => self.items_of(&names)?,
                None => Vec::new(),
            };
            if count > match_args.len() {
                let (name, accepts) = (class.name.borrow().to_string(), match_args.len());
                let plural = if accepts == 1 { "" } else { "s" };
                let message =
                    format!("{name}() accepts {accepts} positional sub-pattern{plural} ({count} given)");
                return Err(self.type_error(message));
            }
            for name in match_args.iter().take(count) {
                let name = self.symbols.intern(name.as_str().unwrap_or_default());
                match self.find_attribute(subject, name)? {
                    Some(value) => values.push(value),
                    None => return Ok(Value::None),
                }
            }
        }
        for name in self.items_of(names)? {
            let name = self.symbols.intern(name.as_str().unwrap_or_default());
            match self.find_attribute(subject, name)? {
                Some(value) => values.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::tuple(values))
    }

    /// The built-in classes whose single positional pattern is the subject itself (PEP 634).
    fn matches_itself(&self, class: &Rc<Class>) -> bool {
        let types = &self.types;
        let own = [
            &types.bool,
            &types.bytes,
            &types.dict,
            &types.float,
            &types.frozenset,
            &types.int,
            &types.list,
            &types.set,
            &types.str,
            &types.tuple,
        ];
        own.iter().any(|other| class.is_subclass_of(other)) && class.lookup(known::MATCH_ARGS).is_none()
    }

    /// A dict of keys and values in turn.
    pub fn dict_from(&mut self, keys_and_values: Vec<Value>) -> Result<Dict> {
        let dict = Dict::default();
        let mut values = keys_and_values.into_iter();
        while let (Some(key), Some(value)) = (values.next(), values.next()) {
            self.dict_set(&dict, key, value)?;
        }
        Ok(dict)
    }

    /// A set of these items.
    pub fn set_of_items(&mut self, items: Vec<Value>, frozen: bool) -> Result<Set> {
        let set = Set::new(frozen);
        for item in items {
            self.set_add(&set, item)?;
        }
        Ok(set)
    }

    /// `{value!conversion:spec}`
    pub(super) fn format_flow(
        &mut self,
        value: &Value,
        conversion: Conversion,
        spec: &Value,
    ) -> Result<Flow> {
        let is_plain = spec.as_str().is_none_or(str::is_empty);
        let method = match conversion {
            Conversion::None => {
                if let Some(method) = self.program_method(value, known::FORMAT) {
                    let spec = if is_plain { Value::str("") } else { spec.clone() };
                    return Ok(Flow::then(method, Args::one(spec), |vm, answer| {
                        vm.format_answered(&answer).map(Flow::Value)
                    }));
                }
                if is_plain { self.text_method(value) } else { None }
            }
            Conversion::Str if is_plain => self.text_method(value),
            Conversion::Repr if is_plain => {
                self.program_method(value, known::REPR).map(|method| (method, "__repr__"))
            }
            _ => None,
        };
        match method {
            Some((method, name)) => Ok(Flow::then(method, Args::default(), move |vm, answer| {
                vm.text_answered(&answer, name).map(Flow::Value)
            })),
            None => self.format_value(value, conversion, spec).map(Flow::Value),
        }
    }

    fn format_value(&mut self, value: &Value, conversion: Conversion, spec: &Value) -> Result<Value> {
        let converted = match conversion {
            Conversion::None => value.clone(),
            Conversion::Str => Value::str(self.str(value)?),
            Conversion::Repr => Value::str(self.repr(value)?),
            Conversion::Ascii => Value::str(super::builtins::escape_beyond_ascii(&self.repr(value)?)),
        };
        match (spec.as_str(), &converted) {
            (None | Some(""), Value::Str(_)) => Ok(converted),
            (spec, _) => self.format(&converted, spec.unwrap_or_default()).map(Value::str),
        }
    }
}
