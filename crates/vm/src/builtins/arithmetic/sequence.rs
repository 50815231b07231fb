//! `+` and `*` of texts, bytes, lists and tuples, and the operators that change their left side.

use crate::Vm;
use crate::builtins::compare::is_set_like;
use crate::builtins::receiver::plain;
use crate::builtins::set_algebra::Algebra;
use crate::exception::Result;
use crate::value::Value;
use lang::code::BinaryOp;

impl Vm {
    /// `a + b`; None if they are not sequences of one type.
    pub(super) fn concatenate(&mut self, a: &Value, b: &Value) -> Result<Option<Value>> {
        Ok(Some(match (a, b) {
            (Value::Str(a), Value::Str(b)) => {
                self.check_text(a.as_str().len() + b.as_str().len())?;
                Value::str([a.as_str(), b.as_str()].concat())
            }
            (Value::Bytes(a), Value::Bytes(b)) => {
                self.check_text(a.len() + b.len())?;
                Value::bytes([&a[..], &b[..]].concat())
            }
            (Value::Tuple(a), Value::Tuple(b)) => {
                self.check_memory(a.0.len() + b.0.len())?;
                Value::tuple([&a.0[..], &b.0[..]].concat())
            }
            (Value::List(a), Value::List(b)) => {
                let (a, b) = (a.0.borrow(), b.0.borrow());
                self.check_memory(a.len() + b.len())?;
                Value::list([&a[..], &b[..]].concat())
            }
            _ => return Ok(None),
        }))
    }

    /// `a * b`; None unless one is a sequence and the other an int.
    pub(super) fn repeat(&mut self, a: &Value, b: &Value) -> Result<Option<Value>> {
        let is_sequence = |value: &Value| {
            matches!(value, Value::Str(_) | Value::Bytes(_) | Value::List(_) | Value::Tuple(_))
        };
        let (sequence, count) = match (is_sequence(a), is_sequence(b)) {
            (true, _) => (a, b),
            (_, true) => (b, a),
            _ => return Ok(None),
        };
        let Some(count) = self.integer_or_none(count)? else { return Ok(None) };
        let count = match count {
            Value::Int(count) => usize::try_from(count).unwrap_or(0),
            _ => return Err(self.overflow("cannot fit 'int' into an index-sized integer")),
        };
        Ok(Some(match sequence {
            Value::Str(text) => {
                self.check_text(text.as_str().len().saturating_mul(count))?;
                Value::str(text.as_str().repeat(count))
            }
            Value::Bytes(bytes) => {
                self.check_text(bytes.len().saturating_mul(count))?;
                Value::bytes(bytes.repeat(count))
            }
            Value::Tuple(tuple) => Value::tuple(self.repeated(&tuple.0, count)?),
            Value::List(list) => {
                let items = list.0.borrow().clone();
                Value::list(self.repeated(&items, count)?)
            }
            _ => return Ok(None),
        }))
    }

    fn repeated(&mut self, items: &[Value], count: usize) -> Result<Vec<Value>> {
        let length = items.len().saturating_mul(count);
        self.check_memory(length)?;
        Ok(items.iter().cycle().take(length).cloned().collect())
    }

    /// `a op= b` for what changes in place; false if it does not.
    pub(crate) fn change_in_place(&mut self, op: BinaryOp, a: &Value, b: &Value) -> Result<bool> {
        match (op, a) {
            (BinaryOp::Add, Value::List(list)) => {
                let items = self.items_of(b)?;
                self.check_memory(list.0.borrow().len() + items.len())?;
                list.0.borrow_mut().extend(items);
                Ok(true)
            }
            (BinaryOp::Multiply, Value::List(list)) => match self.repeat(a, b)? {
                Some(Value::List(repeated)) => {
                    let items = repeated.0.take();
                    let before = list.0.replace(items);
                    drop(before);
                    Ok(true)
                }
                _ => Ok(false),
            },
            (BinaryOp::BitOr, Value::Dict(dict)) => {
                self.update_dict(dict, b)?;
                Ok(true)
            }
            (_, Value::Set(set)) if !set.frozen => match Algebra::of(op) {
                Some(algebra) if is_set_like(b) => {
                    let other = self.set_from(plain(b))?;
                    self.change_set(set, algebra, &other)?;
                    Ok(true)
                }
                _ => Ok(false),
            },
            _ => Ok(false),
        }
    }
}
