//! `==` and `<`: built-in values natively, others by their `__eq__`, `__lt__` … As `Objects/object.c`, `do_richcompare`.

mod containers;

pub(crate) use containers::is_set_like;

use std::cmp::Ordering;

use super::receiver::plain;
use crate::Vm;
use crate::equality::{compare_float, equal_natively, small};
use crate::exception::Result;
use crate::function::Args;
use crate::symbol::{Symbol, known};
use crate::value::Value;
use lang::code::CompareOp;

impl Vm {
    /// `a == b` as a bool; the same object is not asked whether it equals itself only where CPython's containers do not ask.
    pub fn equal(&mut self, a: &Value, b: &Value) -> Result<bool> {
        if let Some(equal) = equal_natively(a, b) {
            return Ok(equal);
        }
        let result = self.compare(CompareOp::Equal, a, b)?;
        self.truth(&result)
    }

    /// `a is b or a == b`: how containers look for items.
    pub(crate) fn same(&mut self, a: &Value, b: &Value) -> Result<bool> {
        if a.is(b) { Ok(true) } else { self.equal(a, b) }
    }

    /// `a < b` as a bool.
    pub fn less(&mut self, a: &Value, b: &Value) -> Result<bool> {
        if let (Value::Int(a), Value::Int(b)) = (a, b) {
            return Ok(a < b);
        }
        let result = self.compare(CompareOp::Less, a, b)?;
        self.truth(&result)
    }

    /// `a op b` for any comparison operator.
    pub fn compare(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Value> {
        match op {
            CompareOp::Is => return Ok(Value::Bool(a.is(b))),
            CompareOp::IsNot => return Ok(Value::Bool(!a.is(b))),
            CompareOp::In => return self.contains(b, a).map(Value::Bool),
            CompareOp::NotIn => return self.contains(b, a).map(|found| Value::Bool(!found)),
            _ => {}
        }
        self.compare_order(op, a, b)
    }

    /// The six that ask for an order.
    fn compare_order(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Value> {
        let by_program = |value: &Value| matches!(value, Value::Instance(_) | Value::Class(_));
        let result = if by_program(a) || by_program(b) {
            self.compare_by_methods(op, a, b)?
        } else {
            self.compare_natively(op, a, b)?.map(Value::Bool)
        };
        match result {
            Some(result) => Ok(result),
            None => self.compare_without_answer(op, a, b),
        }
    }

    /// What a comparison comes to if neither side has an answer.
    pub(super) fn compare_without_answer(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Value> {
        match op {
            CompareOp::Equal => Ok(Value::Bool(a.is(b))),
            CompareOp::NotEqual => Ok(Value::Bool(!a.is(b))),
            _ => {
                let (sign, a, b) = (sign_of(op), self.class_name(a), self.class_name(b));
                Err(self.type_error(format!("'{sign}' not supported between instances of '{a}' and '{b}'")))
            }
        }
    }

    /// Whether the right side is asked first: its class is derived from the left one's.
    pub(super) fn is_reflected_first(&self, op: CompareOp, a: &Value, b: &Value) -> bool {
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        let derived = !std::rc::Rc::ptr_eq(&class_a, &class_b) && class_b.is_subclass_of(&class_a);
        derived && class_b.lookup(method_of(reflected(op))).is_some()
    }

    /// Asks both sides; None if neither has an answer.
    fn compare_by_methods(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Option<Value>> {
        let reflected_first = self.is_reflected_first(op, a, b);
        if reflected_first && let Some(result) = self.ask(reflected(op), b, a)? {
            return Ok(Some(result));
        }
        if let Some(result) = self.ask(op, a, b)? {
            return Ok(Some(result));
        }
        if reflected_first { Ok(None) } else { self.ask(reflected(op), b, a) }
    }

    pub(super) fn ask(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Option<Value>> {
        if !matches!(a, Value::Instance(_) | Value::Class(_)) {
            // Of a built-in value and an instance only what the instance extends can be compared natively.
            return Ok(self.compare_natively(op, a, plain(b))?.map(Value::Bool));
        }
        let default = self.types.object.attributes.get(method_of(op));
        let own = self.class_of(a).lookup(method_of(op));
        if let (Some(own), Some(default)) = (own, default)
            && own.is(&default)
        {
            return self.ask_default(op, a, b);
        }
        let Some(method) = self.lookup_special(a, method_of(op)) else { return Ok(None) };
        match self.call_sync(method, Args::one(b.clone()))? {
            Value::NotImplemented => Ok(None),
            result => Ok(Some(result)),
        }
    }

    /// What `object`'s methods say: `!=` is the opposite of what `==` says, and all else is left to the other side.
    fn ask_default(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Option<Value>> {
        match op {
            CompareOp::Equal if a.is(b) => Ok(Some(Value::Bool(true))),
            CompareOp::NotEqual => match self.ask(CompareOp::Equal, a, b)? {
                Some(equal) => self.truth(&equal).map(|equal| Some(Value::Bool(!equal))),
                None => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// Compares built-in values, `op` being one of the six; None if they cannot be. What containers hold is compared in full.
    pub(crate) fn compare_natively(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Option<bool>> {
        match (a, b) {
            (Value::Str(a), Value::Str(b)) => Ok(Some(holds(op, a.as_str().cmp(b.as_str())))),
            (Value::Bytes(a), Value::Bytes(b)) => Ok(Some(holds(op, a.cmp(b)))),
            (Value::Tuple(a), Value::Tuple(b)) => self.compare_items(op, &a.0, &b.0).map(Some),
            (Value::List(a), Value::List(b)) => {
                let (a, b) = (a.0.borrow().clone(), b.0.borrow().clone());
                self.compare_items(op, &a, &b).map(Some)
            }
            (Value::Dict(a), Value::Dict(b)) => match op {
                CompareOp::Equal => self.dicts_equal(a, b).map(Some),
                CompareOp::NotEqual => self.dicts_equal(a, b).map(|equal| Some(!equal)),
                _ => Ok(None),
            },
            (Value::Set(a), Value::Set(b)) => self.compare_sets(op, a, b).map(Some),
            (Value::Slice(a), Value::Slice(b)) => {
                let parts = |slice: &crate::value::Slice| {
                    [slice.start.clone(), slice.stop.clone(), slice.step.clone()]
                };
                self.compare_items(op, &parts(a), &parts(b)).map(Some)
            }
            _ => {
                if let Some(ordering) = compare_numbers(a, b) {
                    return Ok(Some(
                        ordering.map_or(op == CompareOp::NotEqual, |ordering| holds(op, ordering)),
                    ));
                }
                match (op, equal_natively(a, b)) {
                    (CompareOp::Equal, Some(true)) => Ok(Some(true)),
                    (CompareOp::NotEqual, Some(true)) => Ok(Some(false)),
                    _ => self.compare_views(op, a, b),
                }
            }
        }
    }
}

/// Orders numbers; None if one of the two is none, `Some(None)` if one is not a number in the other sense.
fn compare_numbers(a: &Value, b: &Value) -> Option<Option<Ordering>> {
    if let (Some(a), Some(b)) = (small(a), small(b)) {
        return Some(Some(a.cmp(&b)));
    }
    let is_int = |value: &Value| matches!(value, Value::Int(_) | Value::Bool(_) | Value::BigInt(_));
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => Some(a.partial_cmp(b)),
        (Value::Float(a), int) if is_int(int) => Some(compare_float(*a, int)),
        (int, Value::Float(b)) if is_int(int) => Some(compare_float(*b, int).map(Ordering::reverse)),
        (Value::BigInt(a), Value::BigInt(b)) => Some(Some(a.cmp(b))),
        // A big int does not fit where a small one does: its sign decides.
        (Value::BigInt(a), int) if is_int(int) => Some(Some(a.sign().cmp(&num_bigint::Sign::NoSign))),
        (int, Value::BigInt(b)) if is_int(int) => Some(Some(num_bigint::Sign::NoSign.cmp(&b.sign()))),
        _ => None,
    }
}

/// Whether an order fulfils a comparison.
fn holds(op: CompareOp, ordering: Ordering) -> bool {
    match op {
        CompareOp::Less => ordering.is_lt(),
        CompareOp::LessEqual => ordering.is_le(),
        CompareOp::NotEqual => ordering.is_ne(),
        CompareOp::Greater => ordering.is_gt(),
        CompareOp::GreaterEqual => ordering.is_ge(),
        CompareOp::Equal | CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn => {
            ordering.is_eq()
        }
    }
}

/// The same comparison with the sides exchanged.
pub(super) fn reflected(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Less => CompareOp::Greater,
        CompareOp::LessEqual => CompareOp::GreaterEqual,
        CompareOp::Greater => CompareOp::Less,
        CompareOp::GreaterEqual => CompareOp::LessEqual,
        other => other,
    }
}

pub(super) fn method_of(op: CompareOp) -> Symbol {
    match op {
        CompareOp::Less => known::LT,
        CompareOp::LessEqual => known::LE,
        CompareOp::NotEqual => known::NE,
        CompareOp::Greater => known::GT,
        CompareOp::GreaterEqual => known::GE,
        CompareOp::Equal | CompareOp::Is | CompareOp::IsNot | CompareOp::In | CompareOp::NotIn => known::EQ,
    }
}

fn sign_of(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Less => "<",
        CompareOp::LessEqual => "<=",
        CompareOp::Equal => "==",
        CompareOp::NotEqual => "!=",
        CompareOp::Greater => ">",
        CompareOp::GreaterEqual => ">=",
        CompareOp::Is => "is",
        CompareOp::IsNot => "is not",
        CompareOp::In => "in",
        CompareOp::NotIn => "not in",
    }
}
