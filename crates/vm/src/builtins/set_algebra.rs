//! Union, intersection, difference: for sets, frozensets and views of dicts. As `Objects/setobject.c`, whose order of
//! insertion this keeps, since it shows in what programs print.

use std::rc::Rc;

use super::compare::is_set_like;
use super::receiver::{plain, set_of};
use crate::Vm;
use crate::class::{DictViewKind, Payload};
use crate::exception::Result;
use crate::set::Set;
use crate::value::Value;
use lang::code::BinaryOp;

/// What is done with two sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Algebra {
    /// `|`
    Union,
    /// `&`
    Intersection,
    /// `-`
    Difference,
    /// `^`
    SymmetricDifference,
}

impl Algebra {
    /// What an operator does with sets.
    pub(crate) fn of(op: BinaryOp) -> Option<Algebra> {
        match op {
            BinaryOp::BitOr => Some(Algebra::Union),
            BinaryOp::BitAnd => Some(Algebra::Intersection),
            BinaryOp::Subtract => Some(Algebra::Difference),
            BinaryOp::BitXor => Some(Algebra::SymmetricDifference),
            _ => None,
        }
    }
}

impl Vm {
    /// A set of what an iterable gives, or a copy of a set.
    pub(crate) fn set_from(&mut self, iterable: &Value) -> Result<Set> {
        if let Value::Set(set) = iterable {
            return Ok(set.copy(false));
        }
        let set = Set::new(false);
        self.extend_set(&set, iterable)?;
        Ok(set)
    }

    /// Adds what an iterable gives.
    pub(crate) fn extend_set(&mut self, set: &Set, iterable: &Value) -> Result<()> {
        match plain(iterable) {
            Value::Set(other) => {
                for (hash, item) in other.hashed_items() {
                    self.set_add_hashed(set, hash, item)?;
                }
            }
            Value::Dict(dict) => {
                for (hash, key, _) in dict.hashed_entries() {
                    self.set_add_hashed(set, hash, key)?;
                }
            }
            _ => {
                for item in self.items_of(iterable)? {
                    self.set_add(set, item)?;
                }
            }
        }
        Ok(())
    }

    /// `a op b` of sets or views; None if an operand is neither.
    pub(super) fn set_operation(&mut self, algebra: Algebra, a: &Value, b: &Value) -> Result<Option<Value>> {
        let view = is_view(a) || is_view(b);
        let both = is_set_like(a) && is_set_like(b);
        if !(view || both) {
            return Ok(None);
        }
        // Views take any iterable on the other side.
        if view && !(self.iterate(a).is_ok() && self.iterate(b).is_ok()) {
            return Ok(None);
        }
        let frozen = set_of(a).is_some_and(|set| set.frozen);
        let left = match plain(a) {
            Value::Set(set) => set.clone(),
            _ => Rc::new(self.set_from(a)?),
        };
        let right = match plain(b) {
            Value::Set(set) => set.clone(),
            _ => Rc::new(self.set_from(b)?),
        };
        let result = self.combine_sets(algebra, &left, &right, frozen)?;
        Ok(Some(Value::Set(Rc::new(result))))
    }

    /// A new set made of two.
    pub(crate) fn combine_sets(&mut self, algebra: Algebra, a: &Set, b: &Set, frozen: bool) -> Result<Set> {
        match algebra {
            Algebra::Union => {
                let union = a.copy(frozen);
                for (hash, item) in b.hashed_items() {
                    self.set_add_hashed(&union, hash, item)?;
                }
                Ok(union)
            }
            // The smaller one is walked, the larger one asked.
            Algebra::Intersection if b.len() > a.len() => self.filter_set(a, b, true, frozen),
            Algebra::Intersection => self.filter_set(b, a, true, frozen),
            Algebra::Difference => self.filter_set(a, b, false, frozen),
            Algebra::SymmetricDifference => {
                let result = b.copy(frozen);
                self.toggle_items(&result, a)?;
                Ok(result)
            }
        }
    }

    /// Changes a set by another.
    pub(crate) fn change_set(&mut self, set: &Set, algebra: Algebra, other: &Set) -> Result<()> {
        match algebra {
            Algebra::Union => {
                for (hash, item) in other.hashed_items() {
                    self.set_add_hashed(set, hash, item)?;
                }
                Ok(())
            }
            Algebra::Intersection => {
                let kept = self.combine_sets(Algebra::Intersection, set, other, false)?;
                set.clear();
                for (hash, item) in kept.hashed_items() {
                    self.set_add_hashed(set, hash, item)?;
                }
                Ok(())
            }
            Algebra::Difference => {
                for item in other.items() {
                    self.set_remove(set, &item)?;
                }
                Ok(())
            }
            Algebra::SymmetricDifference => self.toggle_items(set, other),
        }
    }

    fn toggle_items(&mut self, set: &Set, other: &Set) -> Result<()> {
        for (hash, item) in other.hashed_items() {
            if self.set_contains_hashed(set, hash, &item)? {
                self.set_remove(set, &item)?;
            } else {
                self.set_add_hashed(set, hash, item)?;
            }
        }
        Ok(())
    }

    /// The items of `from` that `by` contains, or does not.
    fn filter_set(&mut self, from: &Set, by: &Set, contained: bool, frozen: bool) -> Result<Set> {
        let result = Set::new(frozen);
        for (hash, item) in from.hashed_items() {
            if self.set_contains_hashed(by, hash, &item)? == contained {
                self.set_add_hashed(&result, hash, item)?;
            }
        }
        Ok(result)
    }

    /// Whether every item of `a` is in `b`.
    pub(crate) fn is_subset(&mut self, a: &Set, b: &Set) -> Result<bool> {
        if a.len() > b.len() {
            return Ok(false);
        }
        for (hash, item) in a.hashed_items() {
            if !self.set_contains_hashed(b, hash, &item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Whether a value is a view of keys or items.
fn is_view(value: &Value) -> bool {
    match value {
        Value::Instance(instance) => {
            matches!(instance.payload, Payload::DictView(_, kind) if kind != DictViewKind::Values)
        }
        _ => false,
    }
}
