//! One walk over the object graph: what each kind of object refers to, as CPython's `tp_traverse` and `tp_clear` say it.
//!
//! Every kind of object says once what it refers to ([`Traverse`]), beside its type; one `match` over all kinds, the macro
//! [`with_object`](super::value), finds it for a value. On that stand dropping (here), tear-down (`tear_down`), the collector
//! (`library/asyncio/collector`) and the copies that processes get (`library/process/copies`). What it is not: a collector. Begin with
//! [`Traverse`].

mod values;

use smallvec::SmallVec;
use std::rc::Rc;

use super::Vm;
use super::attributes::Attributes;
use super::exception::Result;
use super::module::Module;
use super::value::{Value, with_object};

/// What refers to others.
pub trait Traverse {
    /// Whether none of the kind ever refers to anything.
    const IS_LEAF: bool = false;

    /// Hands each reference to `visit`, once; but for those to code, to the module of a function and to the class of an instance, which
    /// the VM keeps until its end. A reference that is not named here counts as one from outside for the collector.
    fn traverse(&self, _visit: &mut dyn FnMut(&Value)) {}

    /// Gives up the references that can be given up while others refer to it: enough to break every circle.
    fn clear(&self, _taken: &mut Taken) {}

    /// Gives up all references: nobody else refers to it, and it is dropped next.
    fn take(&mut self, taken: &mut Taken) {
        self.clear(taken);
    }

    /// A copy that refers to the copies of what this refers to; None for what is never copied.
    fn copy(self: &Rc<Self>, _copier: &mut dyn Copier) -> Result<Option<Value>> {
        Ok(None)
    }
}

/// Who makes copies of objects, each one once.
pub trait Copier {
    /// The VM in which it does.
    fn vm(&mut self) -> &mut Vm;

    /// What a copy refers to instead of this.
    fn copy(&mut self, value: &Value) -> Result<Value>;

    /// Notes the copy of an object. What can refer to itself is noted before its references are copied.
    fn note(&mut self, original: Value, copy: &Value);

    /// The module that a copy belongs to instead of this one.
    fn module(&self, module: &Rc<Module>) -> Rc<Module>;
}

/// References that were given up, and are dropped one after the other: the last one first, as CPython's lists and tuples do it
/// (`list_dealloc`). Whatever has names or keys drops them in their order: [`Taken::add_in_order`].
#[derive(Debug, Default)]
pub struct Taken(SmallVec<[Value; 8]>);

impl Taken {
    /// Adds one. What refers to nothing is dropped at once: it cannot nest.
    #[inline]
    pub fn add(&mut self, value: Value) {
        if value.holds_references() {
            self.0.push(value);
        }
    }

    /// Adds all, without copying them if they are the first.
    pub(super) fn add_all(&mut self, values: Vec<Value>) {
        if self.0.is_empty() {
            self.0 = SmallVec::from_vec(values);
        } else {
            values.into_iter().for_each(|value| self.add(value));
        }
    }

    pub(super) fn pop(&mut self) -> Option<Value> {
        self.0.pop()
    }

    /// What `add` adds is dropped in the order in which it was added.
    pub fn add_in_order(&mut self, add: impl FnOnce(&mut Taken)) {
        let before = self.0.len();
        add(self);
        self.0[before..].reverse();
    }

    /// Drops everything, however deep it is nested: in a loop, since recursion would overflow the stack.
    #[inline]
    fn drop_all(mut self) {
        while let Some(value) = self.0.pop() {
            value.take(&mut self);
        }
    }
}

/// Drops what an object refers to that is being dropped itself: what each kind of object does in its `Drop`.
#[inline]
pub(super) fn drop_references(object: &mut impl Traverse) {
    let mut taken = Taken::default();
    object.take(&mut taken);
    taken.drop_all();
}

impl Value {
    /// Whether it is an object of a kind that refers to others.
    #[inline]
    pub fn holds_references(&self) -> bool {
        fn holds<T: Traverse>(_: &Rc<T>) -> bool {
            !T::IS_LEAF
        }
        with_object!(self, object => holds(object), false)
    }

    /// Hands each reference that it holds to `visit`: see [`Traverse::traverse`].
    pub fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        with_object!(self, object => Traverse::traverse(&**object, visit), ());
    }

    /// Gives up what can be given up while others refer to it.
    pub(super) fn clear(&self, taken: &mut Taken) {
        with_object!(self, object => Traverse::clear(&**object, taken), ());
    }

    /// Drops this reference. If it is the last one, the object's own are given up first.
    fn take(self, taken: &mut Taken) {
        fn take<T: Traverse>(mut object: Rc<T>, taken: &mut Taken) {
            if let Some(object) = Rc::get_mut(&mut object) {
                Traverse::take(object, taken);
            } else if let Some(mut object) = Rc::into_inner(object) {
                // There are weak references to it.
                Traverse::take(&mut object, taken);
            }
        }
        with_object!(self, object => take(object, taken), ());
    }

    /// A copy of the object, if its kind is one that is copied; otherwise the value itself.
    pub fn copy_with(&self, copier: &mut dyn Copier) -> Result<Value> {
        let copy = with_object!(self, object => Traverse::copy(object, copier)?, None);
        Ok(copy.unwrap_or_else(|| self.clone()))
    }

    /// How many references there are to the object; None for what is held by value.
    pub fn reference_count(&self) -> Option<usize> {
        with_object!(self, object => Some(Rc::strong_count(object)), None)
    }
}

/// Copies of all of these, in order.
pub fn copy_all(copier: &mut dyn Copier, values: &[Value]) -> Result<Vec<Value>> {
    copier.vm().fuel.spend_steps(values.len() as u64);
    values.iter().map(|value| copier.copy(value)).collect()
}

/// Copies attributes into a table that is empty.
pub(super) fn copy_attributes(copier: &mut dyn Copier, from: &Attributes, to: &Attributes) -> Result<()> {
    copier.vm().sync_from_dict(from);
    for (name, value) in from.entries() {
        let value = copier.copy(&value)?;
        to.set(name, value);
    }
    Ok(())
}

/// The hash of a key's copy: that of the key itself, unless it goes by identity.
pub fn hash_of_copy(copier: &mut dyn Copier, copy: &Value, before: u64) -> u64 {
    match copy {
        Value::Int(_) | Value::Str(_) | Value::Bytes(_) | Value::Float(_) => before,
        copy => copier.vm().hash(copy).unwrap_or(before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::List;

    #[test]
    fn what_weak_references_lead_to_is_dropped_in_a_loop_too() {
        let mut weak = Vec::new();
        let mut value = Value::None;
        for _ in 0..100_000 {
            let list = Rc::new(List::default());
            list.0.borrow_mut().push(value);
            weak.push(Rc::downgrade(&list));
            value = Value::List(list);
        }
        drop(value);
        assert!(weak.iter().all(|list| list.strong_count() == 0));
    }

    #[test]
    fn what_is_referred_to_twice_at_every_level_is_dropped_in_a_loop_too() {
        let mut value = Value::None;
        for _ in 0..100_000 {
            value = Value::tuple([value.clone(), value]);
        }
        drop(value);
    }

    #[test]
    fn a_traversal_meets_each_reference_once() {
        let shared = Value::list(vec![]);
        let tuple = Value::tuple([shared.clone(), Value::Int(1), shared.clone()]);
        let mut met = 0;
        tuple.traverse(&mut |child| met += usize::from(child.is(&shared)));
        assert_eq!(met, 2);
        assert_eq!(shared.reference_count(), Some(3));
    }
}
