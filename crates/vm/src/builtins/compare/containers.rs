//! Comparing what containers hold.

use crate::Vm;
use crate::class::{DictViewKind, Payload};
use crate::depth::LEVEL;
use crate::dict::Dict;
use crate::equality::equal_natively;
use crate::exception::Result;
use crate::set::Set;
use crate::value::Value;
use lang::code::CompareOp;

impl Vm {
    /// Tuples and lists: the first items that differ decide, else the lengths.
    pub(super) fn compare_items(&mut self, op: CompareOp, a: &[Value], b: &[Value]) -> Result<bool> {
        let only_equality = matches!(op, CompareOp::Equal | CompareOp::NotEqual);
        if only_equality && a.len() != b.len() {
            return Ok(op == CompareOp::NotEqual);
        }
        self.work(a.len().min(b.len()))?;
        for (a, b) in a.iter().zip(b) {
            if self.items_equal(a, b)? {
                continue;
            }
            return match op {
                CompareOp::Equal => Ok(false),
                CompareOp::NotEqual => Ok(true),
                _ => {
                    let result = self.compare_deeper(op, a, b)?;
                    self.truth(&result)
                }
            };
        }
        Ok(super::holds(op, a.len().cmp(&b.len())))
    }

    fn items_equal(&mut self, a: &Value, b: &Value) -> Result<bool> {
        if a.is(b) {
            return Ok(true);
        }
        if let Some(equal) = equal_natively(a, b) {
            return Ok(equal);
        }
        let result = self.compare_deeper(CompareOp::Equal, a, b)?;
        self.truth(&result)
    }

    fn compare_deeper(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Value> {
        self.nested(LEVEL, " in comparison", |vm| vm.compare_order(op, a, b))
    }

    pub(super) fn dicts_equal(&mut self, a: &Dict, b: &Dict) -> Result<bool> {
        if a.len() != b.len() {
            return Ok(false);
        }
        self.work(a.len())?;
        for (_, key, value) in a.hashed_entries() {
            match self.dict_get(b, &key)? {
                Some(other) if self.items_equal(&value, &other)? => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Sets are ordered by inclusion.
    pub(super) fn compare_sets(&mut self, op: CompareOp, a: &Set, b: &Set) -> Result<bool> {
        match op {
            CompareOp::Less => Ok(a.len() < b.len() && self.is_subset(a, b)?),
            CompareOp::LessEqual => self.is_subset(a, b),
            CompareOp::Greater => Ok(b.len() < a.len() && self.is_subset(b, a)?),
            CompareOp::GreaterEqual => self.is_subset(b, a),
            CompareOp::NotEqual => Ok(!(a.len() == b.len() && self.is_subset(a, b)?)),
            _ => Ok(a.len() == b.len() && self.is_subset(a, b)?),
        }
    }

    /// Views of keys and items compare as sets do.
    pub(super) fn compare_views(&mut self, op: CompareOp, a: &Value, b: &Value) -> Result<Option<bool>> {
        if !is_set_like(a) || !is_set_like(b) {
            return Ok(None);
        }
        let a = self.set_from(a)?;
        let b = self.set_from(b)?;
        self.compare_sets(op, &a, &b).map(Some)
    }
}

/// Whether a value is a set, or a view that has a set's operations.
pub(crate) fn is_set_like(value: &Value) -> bool {
    match value {
        Value::Set(_) => true,
        Value::Instance(instance) => match &instance.payload {
            Payload::DictView(_, kind) => *kind != DictViewKind::Values,
            Payload::Wrapped(wrapped) => matches!(wrapped, Value::Set(_)),
            _ => false,
        },
        _ => false,
    }
}
