//! What any value may be asked: whether it is true, how long it is, what it contains, and for its next item.

use super::receiver::{plain, text_of};
use crate::Vm;
use crate::class::{DictViewKind, Payload};
use crate::dict::Dict;
use crate::equality::small;
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::{Flow, Iterate};
use crate::symbol::known;
use crate::value::{Range, Value};
use num_traits::ToPrimitive;

impl Vm {
    /// `bool(value)`
    pub fn truth(&mut self, value: &Value) -> Result<bool> {
        Ok(match value {
            Value::Bool(flag) => *flag,
            Value::None | Value::Missing => false,
            Value::Int(number) => *number != 0,
            Value::Float(number) => *number != 0.0,
            Value::Str(text) => text.length() != 0,
            Value::Bytes(bytes) => !bytes.is_empty(),
            Value::Tuple(tuple) => !tuple.0.is_empty(),
            Value::List(list) => !list.0.borrow().is_empty(),
            Value::Dict(dict) => !dict.is_empty(),
            Value::Set(set) => !set.is_empty(),
            Value::Range(range) => range.length() != 0,
            Value::Instance(_) | Value::Class(_) => return self.truth_of_object(value),
            _ => true,
        })
    }

    fn truth_of_object(&mut self, value: &Value) -> Result<bool> {
        if let Some(method) = self.lookup_special(value, known::BOOL) {
            return match self.call_sync(method, Args::default())? {
                Value::Bool(flag) => Ok(flag),
                other => {
                    let name = self.class_name(&other);
                    Err(self.type_error(format!("__bool__ should return bool, returned {name}")))
                }
            };
        }
        if self.lookup_special(value, known::LEN).is_some() {
            return Ok(self.length(value)? != 0);
        }
        Ok(true)
    }

    /// `len(value)`
    pub fn length(&mut self, value: &Value) -> Result<usize> {
        if let Some(length) = length_natively(value) {
            return Ok(length);
        }
        if matches!(value, Value::Instance(_) | Value::Class(_))
            && let Some(method) = self.lookup_special(value, known::LEN)
        {
            let result = self.call_sync(method, Args::default())?;
            return self.length_answered(&result);
        }
        let name = self.class_name(value);
        Err(self.type_error(format!("object of type '{name}' has no len()")))
    }

    /// What `__len__` answered, if it is a length.
    pub(super) fn length_answered(&mut self, answer: &Value) -> Result<usize> {
        match self.integer(answer)? {
            Value::Int(length) if length >= 0 => Ok(length as usize),
            Value::BigInt(length) if length.sign() == num_bigint::Sign::Plus => {
                Err(self.overflow("cannot fit 'int' into an index-sized integer"))
            }
            _ => Err(self.value_error("__len__() should return >= 0")),
        }
    }

    /// `item in container`
    pub fn contains(&mut self, container: &Value, item: &Value) -> Result<bool> {
        if let Value::Instance(_) | Value::Class(_) = container
            && let Some(method) = self.lookup_special(container, known::CONTAINS)
        {
            if method.is_none() {
                let name = self.class_name(container);
                return Err(self.type_error(format!("'{name}' object is not a container")));
            }
            let result = self.call_sync(method, Args::one(item.clone()))?;
            return self.truth(&result);
        }
        match self.contains_natively(container, item)? {
            Some(found) => Ok(found),
            None => self.contains_by_walking(container, item),
        }
    }

    /// `in` for built-in containers; None if the value is none.
    pub(crate) fn contains_natively(&mut self, container: &Value, item: &Value) -> Result<Option<bool>> {
        match container {
            Value::Str(text) => match text_of(item) {
                Some(part) => Ok(Some(text.as_str().contains(part.as_str()))),
                None => {
                    let name = self.class_name(item);
                    let message = format!("'in <string>' requires string as left operand, not {name}");
                    Err(self.type_error(message))
                }
            },
            Value::Bytes(bytes) => self.bytes_contain(bytes, item).map(Some),
            Value::List(list) => {
                let mut index = 0;
                // The list may change while the program's `__eq__` runs.
                loop {
                    let other = list.0.borrow().get(index).cloned();
                    let found = match &other {
                        Some(other) => self.same(other, item)?,
                        None => false,
                    };
                    if found || other.is_none() {
                        self.work(index)?;
                        return Ok(Some(found));
                    }
                    index += 1;
                }
            }
            Value::Tuple(tuple) => {
                self.work(tuple.0.len())?;
                for other in &tuple.0 {
                    if self.same(other, item)? {
                        return Ok(Some(true));
                    }
                }
                Ok(Some(false))
            }
            Value::Dict(dict) => Ok(Some(self.dict_get(dict, item)?.is_some())),
            Value::Set(set) => match (plain(item), set) {
                // A set is looked for as the frozenset that equals it.
                (Value::Set(inner), set) if !inner.frozen => {
                    let frozen = Value::Set(std::rc::Rc::new(inner.copy(true)));
                    self.set_contains(set, &frozen).map(Some)
                }
                _ => self.set_contains(set, item).map(Some),
            },
            Value::Range(range) => Ok(match (small(item), plain(item)) {
                (Some(number), _) => Some(range_contains(range, i128::from(number))),
                (None, Value::BigInt(big)) => {
                    Some(big.to_i128().is_some_and(|number| range_contains(range, number)))
                }
                (None, _) => None,
            }),
            Value::Instance(instance) => match &instance.payload {
                Payload::DictView(dict, kind) => self.view_contains(dict, *kind, item).map(Some),
                Payload::Wrapped(wrapped) => self.contains_natively(wrapped, item),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    fn bytes_contain(&mut self, bytes: &[u8], item: &Value) -> Result<bool> {
        match plain(item) {
            Value::Bytes(part) => Ok(super::bytes::find(bytes, part).is_some()),
            other if small(other).is_some() => match u8::try_from(small(other).unwrap_or(-1)) {
                Ok(byte) => Ok(bytes.contains(&byte)),
                Err(_) => Err(self.value_error("byte must be in range(0, 256)")),
            },
            _ => {
                let name = self.class_name(item);
                Err(self.type_error(format!("a bytes-like object is required, not '{name}'")))
            }
        }
    }

    fn view_contains(&mut self, dict: &Dict, kind: DictViewKind, item: &Value) -> Result<bool> {
        match kind {
            DictViewKind::Keys => Ok(self.dict_get(dict, item)?.is_some()),
            DictViewKind::Values => {
                for value in dict.values() {
                    if self.same(&value, item)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            DictViewKind::Items => {
                let Value::Tuple(pair) = plain(item) else { return Ok(false) };
                let [key, value] = &*pair.0 else { return Ok(false) };
                match self.dict_get(dict, key)? {
                    Some(found) => self.same(&found, value),
                    None => Ok(false),
                }
            }
        }
    }

    fn contains_by_walking(&mut self, container: &Value, item: &Value) -> Result<bool> {
        let iterator = match self.iterate(container) {
            Ok(iterator) => iterator,
            Err(raised) if self.is_exception(&raised, "TypeError") => {
                let name = self.class_name(container);
                return Err(self.type_error(format!("argument of type '{name}' is not iterable")));
            }
            Err(raised) => return Err(raised),
        };
        let wanted = item.clone();
        let search = Iterate::new(iterator, move |vm, item| match item {
            Some(item) if !vm.same(&item, &wanted)? => Ok(None),
            found => Ok(Some(Value::Bool(found.is_some()).into())),
        });
        let found = self.run_sync(Flow::Start(Box::new(search)))?;
        self.truth(&found)
    }

    /// How many items of a sequence equal one.
    pub(crate) fn count_same(&mut self, items: &[Value], item: &Value) -> Result<i64> {
        let mut count = 0;
        for other in items {
            count += i64::from(self.same(other, item)?);
        }
        Ok(count)
    }
}

fn range_contains(range: &Range, number: i128) -> bool {
    let offset = number.saturating_sub(range.start);
    let index = offset / range.step;
    offset % range.step == 0 && index >= 0 && index < range.length() as i128
}

/// The length of a built-in container.
pub(crate) fn length_natively(value: &Value) -> Option<usize> {
    match value {
        Value::Str(text) => Some(text.length()),
        Value::Bytes(bytes) => Some(bytes.len()),
        Value::Tuple(tuple) => Some(tuple.0.len()),
        Value::List(list) => Some(list.0.borrow().len()),
        Value::Dict(dict) => Some(dict.len()),
        Value::Set(set) => Some(set.len()),
        Value::Range(range) => Some(range.length()),
        Value::Instance(instance) => match &instance.payload {
            Payload::DictView(dict, _) => Some(dict.len()),
            _ => None,
        },
        _ => None,
    }
}
