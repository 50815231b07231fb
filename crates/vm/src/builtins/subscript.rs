//! `container[index]` of built-in values: to read, to set and to delete.

use super::slice::Positions;
use crate::Vm;
use crate::exception::{Raised, Result};
use crate::value::{List, Range, Slice, Value};
use std::rc::Rc;

impl Vm {
    /// `container[index]`; None if the container is not built in.
    pub fn subscript_natively(&mut self, container: &Value, index: &Value) -> Result<Option<Value>> {
        Ok(Some(match (container, index) {
            (Value::List(list), Value::Int(at)) => {
                let items = list.0.borrow();
                match position(*at, items.len()) {
                    Some(at) => items[at].clone(),
                    None => return Err(self.error("IndexError", "list index out of range")),
                }
            }
            (Value::Dict(dict), _) => match self.dict_get(dict, index)? {
                Some(value) => value,
                None => return Err(self.key_error(index)),
            },
            (Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::Range(_), _) => {
                match index {
                    Value::Slice(slice) => self.sliced(container, slice)?,
                    _ => self.item_at(container, index)?,
                }
            }
            _ => return Ok(None),
        }))
    }

    fn item_at(&mut self, container: &Value, index: &Value) -> Result<Value> {
        let kind = sequence_name(container);
        let at = self.index_of_item(index, kind)?;
        let length = super::protocol::length_natively(container).unwrap_or(0);
        let Some(at) = position(at, length) else {
            let message = match kind {
                "byte" => "index out of range".to_owned(),
                "range" => "range object index out of range".to_owned(),
                kind => format!("{kind} index out of range"),
            };
            return Err(self.error("IndexError", message));
        };
        Ok(match container {
            Value::List(list) => list.0.borrow()[at].clone(),
            Value::Tuple(tuple) => tuple.0[at].clone(),
            Value::Bytes(bytes) => Value::Int(i64::from(bytes[at])),
            Value::Range(range) => range.at(at),
            Value::Str(text) => {
                let offset = text.byte_offset(at);
                let character = text.as_str()[offset..].chars().next().expect("the index is within the text");
                self.character(character)
            }
            _ => Value::None,
        })
    }

    /// An index as a number that fits, or the message of the container's kind.
    fn index_of_item(&mut self, index: &Value, kind: &str) -> Result<i64> {
        match self.integer_or_none(index)? {
            Some(Value::Int(at)) => Ok(at),
            Some(_) => {
                let name = self.class_name(index);
                Err(self.error("IndexError", format!("cannot fit '{name}' into an index-sized integer")))
            }
            None => {
                let name = self.class_name(index);
                Err(self.type_error(match kind {
                    "string" => format!("string indices must be integers, not '{name}'"),
                    kind => format!("{kind} indices must be integers or slices, not {name}"),
                }))
            }
        }
    }

    fn sliced(&mut self, container: &Value, slice: &Slice) -> Result<Value> {
        let length = || super::protocol::length_natively(container).unwrap_or(0);
        let positions = self.slice_positions(slice, length)?;
        self.check_text(positions.count)?;
        Ok(match container {
            Value::List(list) => Value::list(picked(&list.0.borrow(), positions)),
            Value::Tuple(tuple) => {
                if positions.count == tuple.0.len() && positions.step == 1 {
                    return Ok(container.clone());
                }
                Value::tuple(picked(&tuple.0, positions))
            }
            Value::Bytes(bytes) => Value::bytes(picked(bytes, positions)),
            Value::Str(text) if positions.step == 1 => {
                let start = positions.start as usize;
                Value::str(text.slice(start, start + positions.count))
            }
            Value::Str(text) if text.is_ascii() => {
                let bytes = text.as_str().as_bytes();
                Value::str(positions.iter().map(|at| char::from(bytes[at])).collect::<String>())
            }
            Value::Str(text) => {
                let characters: Vec<char> = text.as_str().chars().collect();
                Value::str(positions.iter().map(|at| characters[at]).collect::<String>())
            }
            Value::Range(range) => Value::Range(Rc::new(sliced_range(range, positions))),
            _ => Value::None,
        })
    }

    /// `container[index] = value`; false if the container is not one that this changes.
    pub fn set_subscript_natively(
        &mut self,
        container: &Value,
        index: &Value,
        value: &Value,
    ) -> Result<bool> {
        match container {
            Value::Dict(dict) => self.dict_set(dict, index.clone(), value.clone())?,
            Value::List(list) => match index {
                Value::Slice(slice) => self.set_slice(list, slice, value)?,
                _ => {
                    let at = self.index_of_item(index, "list")?;
                    let length = list.0.borrow().len();
                    let replaced = match position(at, length) {
                        Some(at) => std::mem::replace(&mut list.0.borrow_mut()[at], value.clone()),
                        None => return Err(self.error("IndexError", "list assignment index out of range")),
                    };
                    drop(replaced);
                }
            },
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn set_slice(&mut self, list: &List, slice: &Slice, value: &Value) -> Result<()> {
        let items = match self.items_of(value) {
            Ok(items) => items,
            Err(raised) if self.is_exception(&raised, "TypeError") => {
                let what = if slice.step.is_none() {
                    "can only assign an iterable"
                } else {
                    "must assign iterable to extended slice"
                };
                return Err(self.type_error(what));
            }
            Err(raised) => return Err(raised),
        };
        let positions = self.slice_positions(slice, || list.0.borrow().len())?;
        if positions.step == 1 {
            let (start, length) = (positions.start as usize, list.0.borrow().len());
            self.check_memory(length - positions.count + items.len())?;
            let replaced: Vec<Value> =
                list.0.borrow_mut().splice(start..start + positions.count, items).collect();
            drop(replaced);
            return Ok(());
        }
        if items.len() != positions.count {
            let (given, wanted) = (items.len(), positions.count);
            let message =
                format!("attempt to assign sequence of size {given} to extended slice of size {wanted}");
            return Err(self.value_error(message));
        }
        let mut replaced = Vec::with_capacity(items.len());
        for (at, item) in positions.iter().zip(items) {
            replaced.push(std::mem::replace(&mut list.0.borrow_mut()[at], item));
        }
        drop(replaced);
        Ok(())
    }

    /// `del container[index]`; false if the container is not one that this changes.
    pub fn delete_subscript_natively(&mut self, container: &Value, index: &Value) -> Result<bool> {
        match container {
            Value::Dict(dict) => {
                if self.dict_remove(dict, index)?.is_none() {
                    return Err(self.key_error(index));
                }
            }
            Value::List(list) => match index {
                Value::Slice(slice) => self.delete_slice(list, slice)?,
                _ => {
                    let at = self.index_of_item(index, "list")?;
                    let length = list.0.borrow().len();
                    let removed = match position(at, length) {
                        Some(at) => list.0.borrow_mut().remove(at),
                        None => return Err(self.error("IndexError", "list assignment index out of range")),
                    };
                    drop(removed);
                }
            },
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn delete_slice(&mut self, list: &List, slice: &Slice) -> Result<()> {
        let positions = self.slice_positions(slice, || list.0.borrow().len())?;
        let mut doomed = vec![false; list.0.borrow().len()];
        positions.iter().for_each(|at| doomed[at] = true);
        let items = list.0.take();
        let (kept, removed): (Vec<_>, Vec<_>) =
            items.into_iter().zip(doomed).partition(|(_, doomed)| !doomed);
        list.0.replace(kept.into_iter().map(|(item, _)| item).collect());
        drop(removed);
        Ok(())
    }

    /// A `KeyError` for a key.
    pub(crate) fn key_error(&mut self, key: &Value) -> Raised {
        let class = self.exceptions.key_error();
        self.exception(&class, vec![key.clone()])
    }
}

/// Where an index points, counted from the end if it is negative; None if it is out of range.
pub(crate) fn position(index: i64, length: usize) -> Option<usize> {
    let index = if index < 0 { index + length as i64 } else { index };
    usize::try_from(index).ok().filter(|&index| index < length)
}

fn sequence_name(container: &Value) -> &'static str {
    match container {
        Value::List(_) => "list",
        Value::Tuple(_) => "tuple",
        Value::Str(_) => "string",
        Value::Bytes(_) => "byte",
        _ => "range",
    }
}

fn picked<T: Clone>(items: &[T], positions: Positions) -> Vec<T> {
    if positions.step == 1 {
        let start = positions.start as usize;
        return items[start..start + positions.count].to_vec();
    }
    positions.iter().map(|at| items[at].clone()).collect()
}

fn sliced_range(range: &Range, positions: Positions) -> Range {
    // Only ranges of one number or none come near the bound.
    let within = |number: i128| number.clamp(-(1 << 120), 1 << 120);
    let at = |index: i64| within(range.start + range.step * i128::from(index));
    let step = within(range.step.saturating_mul(i128::from(positions.step)));
    Range { start: at(positions.start), stop: at(positions.stop), step }
}
