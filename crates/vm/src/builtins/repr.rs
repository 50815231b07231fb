//! `repr()` and `str()`.
//!
//! [`Vm::repr`] and [`Vm::str`] ask the program's `__repr__` and `__str__` where there are any; `repr_natively` never does for
//! the value itself (but for what it holds). How texts are quoted is in `quote.rs`, numbers in `number_text.rs`.

mod alias;
mod exception;
mod objects;

use super::number_text::float_repr;
use super::quote::{bytes_repr, text_repr};
use super::receiver::text_of;
use crate::Vm;
use crate::class::{DictViewKind, Payload};
use crate::depth::LEVEL;
use crate::dict::Dict;
use crate::exception::Result;
use crate::function::Args;
use crate::set::Set;
use crate::symbol::known;
use crate::value::{Range, Value};
use num_bigint::BigInt;

/// An int has at most so many digits as text: `sys.get_int_max_str_digits()`.
pub(crate) const LONGEST_INT: usize = 4300;

impl Vm {
    /// `repr(value)`
    pub fn repr(&mut self, value: &Value) -> Result<String> {
        if !value.holds_references() {
            return self.repr_natively(value);
        }
        self.nested(LEVEL, " while getting the repr of an object", |vm| vm.repr_deeper(value))
    }

    fn repr_deeper(&mut self, value: &Value) -> Result<String> {
        if !matches!(value, Value::Instance(_) | Value::Class(_)) {
            return self.repr_natively(value);
        }
        let Some(method) = self.lookup_special(value, known::REPR) else { return self.repr_natively(value) };
        let result = self.call_sync(method, Args::default())?;
        self.text_result(&result, "__repr__")
    }

    /// `str(value)`
    pub fn str(&mut self, value: &Value) -> Result<String> {
        match value {
            Value::Str(text) => return Ok(text.as_str().to_owned()),
            Value::Instance(_) | Value::Class(_) => {}
            _ => return self.repr_natively(value),
        }
        let Some(method) = self.lookup_special(value, known::STR) else { return self.repr(value) };
        let result = self.call_sync(method, Args::default())?;
        self.text_result(&result, "__str__")
    }

    fn text_result(&mut self, result: &Value, method: &str) -> Result<String> {
        match text_of(result) {
            Some(text) => Ok(text.as_str().to_owned()),
            None => {
                let name = self.class_name(result);
                Err(self.type_error(format!("{method} returned non-string (type {name})")))
            }
        }
    }

    /// The `repr` that the VM gives a value whose class says nothing else.
    pub(crate) fn repr_natively(&mut self, value: &Value) -> Result<String> {
        Ok(match value {
            Value::Missing => "<NULL>".to_owned(),
            Value::None => "None".to_owned(),
            Value::NotImplemented => "NotImplemented".to_owned(),
            Value::Ellipsis => "Ellipsis".to_owned(),
            Value::Bool(flag) => (if *flag { "True" } else { "False" }).to_owned(),
            Value::Int(number) => number.to_string(),
            Value::BigInt(number) => return self.big_text(number),
            Value::Float(number) => float_repr(*number),
            Value::Str(text) => text_repr(text.as_str()),
            Value::Bytes(bytes) => bytes_repr(bytes),
            Value::Range(range) => range_repr(range),
            Value::Slice(slice) => {
                let parts = [&slice.start, &slice.stop, &slice.step];
                let parts = self.repr_all(parts)?;
                format!("slice({})", parts.join(", "))
            }
            Value::Tuple(_) | Value::List(_) | Value::Dict(_) | Value::Set(_) => {
                return self.repr_container(value, None);
            }
            Value::Instance(instance) => match &instance.payload {
                Payload::Wrapped(wrapped) => return self.repr_extended(value, wrapped),
                Payload::DictView(dict, kind) => {
                    let (dict, kind) = (dict.clone(), *kind);
                    return self.repr_once(value, "...", |vm| vm.repr_view(&dict, kind));
                }
                Payload::Exception(_) => return self.repr_exception(value, instance),
                Payload::None | Payload::Native(_) | Payload::Awaitable(_) | Payload::Callable(_) => {
                    self.repr_object(value)
                }
            },
            other => return self.repr_other(other),
        })
    }

    /// An instance of a class derived from a built-in one, by the built-in one's rules.
    fn repr_extended(&mut self, value: &Value, wrapped: &Value) -> Result<String> {
        match wrapped {
            Value::Set(_) => {
                let name = self.class_name(value);
                self.repr_container(wrapped, Some(&name))
            }
            _ => self.repr_natively(wrapped),
        }
    }

    fn repr_container(&mut self, value: &Value, class: Option<&str>) -> Result<String> {
        match value {
            Value::Tuple(tuple) => self.repr_once(value, "(...)", |vm| {
                let items = vm.repr_all(tuple.0.iter())?;
                Ok(if items.len() == 1 {
                    format!("({},)", items[0])
                } else {
                    format!("({})", items.join(", "))
                })
            }),
            Value::List(list) => self.repr_once(value, "[...]", |vm| {
                let mut text = String::from("[");
                let mut index = 0;
                // The list may change while the program's `__repr__` runs.
                loop {
                    let Some(item) = list.0.borrow().get(index).cloned() else { break };
                    text.push_str(if index == 0 { "" } else { ", " });
                    text.push_str(&vm.repr(&item)?);
                    index += 1;
                }
                text.push(']');
                Ok(text)
            }),
            Value::Dict(dict) => self.repr_once(value, "{...}", |vm| vm.repr_dict(dict)),
            Value::Set(set) => {
                let default = if set.frozen { "frozenset" } else { "set" };
                let recursive = format!("{}(...)", class.unwrap_or(default));
                self.repr_once(value, &recursive, |vm| vm.repr_set(set, class))
            }
            other => self.repr_natively(other),
        }
    }

    fn repr_dict(&mut self, dict: &Dict) -> Result<String> {
        let mut text = String::from("{");
        let mut position = 0;
        // The dict may change while the program's `__repr__` runs.
        while let Some((at, key, value)) = dict.entry_from(position) {
            text.push_str(if text.len() == 1 { "" } else { ", " });
            text.push_str(&self.repr(&key)?);
            text.push_str(": ");
            text.push_str(&self.repr(&value)?);
            position = at + 1;
        }
        text.push('}');
        Ok(text)
    }

    fn repr_set(&mut self, set: &Set, class: Option<&str>) -> Result<String> {
        let class = class.or(if set.frozen { Some("frozenset") } else { None });
        if set.is_empty() {
            return Ok(format!("{}()", class.unwrap_or("set")));
        }
        let items = self.repr_all(set.items().iter())?.join(", ");
        Ok(match class {
            Some(class) => format!("{class}({{{items}}})"),
            None => format!("{{{items}}}"),
        })
    }

    fn repr_view(&mut self, dict: &Dict, kind: DictViewKind) -> Result<String> {
        let (name, items) = match kind {
            DictViewKind::Keys => ("dict_keys", dict.keys()),
            DictViewKind::Values => ("dict_values", dict.values()),
            DictViewKind::Items => {
                let pairs = dict.entries().into_iter().map(|(key, value)| Value::tuple(vec![key, value]));
                ("dict_items", pairs.collect())
            }
        };
        Ok(format!("{name}([{}])", self.repr_all(items.iter())?.join(", ")))
    }

    fn repr_all<'a>(&mut self, items: impl IntoIterator<Item = &'a Value>) -> Result<Vec<String>> {
        items.into_iter().map(|item| self.repr(item)).collect()
    }

    /// Makes a container's `repr`, or the short form if that is already being made further out.
    ///
    /// # Errors
    /// It is nested too deep, or something in it has no `repr`.
    pub fn repr_once(
        &mut self,
        value: &Value,
        recursive: &str,
        make: impl FnOnce(&mut Vm) -> Result<String>,
    ) -> Result<String> {
        let Some(address) = value.address() else { return make(self) };
        if self.printing.contains(&address) {
            return Ok(recursive.to_owned());
        }
        self.printing.push(address);
        let text = make(self);
        self.printing.pop();
        let text = text?;
        self.check_text(text.len())?;
        Ok(text)
    }

    /// A big int in base ten, unless it is too long.
    pub(crate) fn big_text(&mut self, number: &BigInt) -> Result<String> {
        // 10 is above 2**3.32, so an int of so many bits has more digits than are allowed; below, counting is exact.
        let too_long = number.bits() as f64 / std::f64::consts::LOG2_10 > LONGEST_INT as f64 + 1.0;
        let text = if too_long { String::new() } else { number.to_string() };
        if too_long || text.trim_start_matches('-').len() > LONGEST_INT {
            return Err(self.value_error(format!(
                "Exceeds the limit ({LONGEST_INT} digits) for integer string conversion; \
                 use sys.set_int_max_str_digits() to increase the limit"
            )));
        }
        Ok(text)
    }
}

fn range_repr(range: &Range) -> String {
    match range.step {
        1 => format!("range({}, {})", range.start, range.stop),
        step => format!("range({}, {}, {step})", range.start, range.stop),
    }
}
