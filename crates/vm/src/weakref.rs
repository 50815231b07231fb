//! Weak references: they keep nothing alive, and know when what they refer to is gone.
//!
//! An object has a list of its weak references that want to be called, as CPython's objects have (`Objects/weakrefobject.c`). The
//! list goes with the object, and queues the calls then; so nothing is looked at while nobody dies. The VM makes the calls after the
//! statement, and after each call of a function: no earlier than CPython, and at most a statement later. Begin with [`WeakReference`].

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::rc::{Rc, Weak};

use super::Vm;
use super::class::{Class, Instance, Native};
use super::finalizer::FinalizationQueue;
use super::function::{Args, Function};
use super::generator::Generator;
use super::set::Set;
use super::value::Value;
use super::weak_list::WeakList;

/// A kind of object that weak references may refer to.
trait Referent {
    fn value(self: Rc<Self>) -> Value;

    /// Has `add` add to the object's weak references.
    fn with_weakrefs(&self, add: &mut dyn FnMut(&WeakrefSlot));
}

impl Referent for Instance {
    fn value(self: Rc<Self>) -> Value {
        Value::Instance(self)
    }

    fn with_weakrefs(&self, add: &mut dyn FnMut(&WeakrefSlot)) {
        self.attributes.add_weakref(add);
    }
}

impl Referent for Function {
    fn value(self: Rc<Self>) -> Value {
        Value::Function(self)
    }

    fn with_weakrefs(&self, add: &mut dyn FnMut(&WeakrefSlot)) {
        self.attributes.add_weakref(add);
    }
}

impl Referent for Class {
    fn value(self: Rc<Self>) -> Value {
        Value::Class(self)
    }

    fn with_weakrefs(&self, add: &mut dyn FnMut(&WeakrefSlot)) {
        self.attributes.add_weakref(add);
    }
}

impl Referent for Generator {
    fn value(self: Rc<Self>) -> Value {
        Value::Generator(self)
    }

    fn with_weakrefs(&self, add: &mut dyn FnMut(&WeakrefSlot)) {
        add(&self.weakrefs);
    }
}

impl Referent for Set {
    fn value(self: Rc<Self>) -> Value {
        Value::Set(self)
    }

    fn with_weakrefs(&self, add: &mut dyn FnMut(&WeakrefSlot)) {
        add(&self.weakrefs);
    }
}

/// A weak reference. One to a method refers to nothing from the start: methods are made anew whenever a program asks for them.
#[derive(Clone)]
pub struct WeakReference(Option<Weak<dyn Referent>>);

impl Native for WeakReference {}

impl WeakReference {
    /// One to this; None if its kind allows none.
    pub fn to(value: &Value) -> Option<WeakReference> {
        let referent: Rc<dyn Referent> = match value {
            Value::Instance(instance)
                if matches!(instance.wrapped(), Some(Value::Int(_) | Value::Tuple(_))) =>
            {
                return None;
            }
            Value::Instance(instance) => instance.clone(),
            Value::Function(function) => function.clone(),
            Value::Class(class) => class.clone(),
            Value::Generator(generator) => generator.clone(),
            Value::Set(set) => set.clone(),
            Value::Method(_) => return Some(WeakReference(None)),
            _ => return None,
        };
        Some(WeakReference(Some(Rc::downgrade(&referent))))
    }

    fn referent(&self) -> Option<Rc<dyn Referent>> {
        self.0.as_ref()?.upgrade()
    }

    /// What it refers to, while that is there.
    pub fn value(&self) -> Option<Value> {
        self.referent().map(|referent| referent.value())
    }
}

/// The weak references to an object that have callbacks. Small, since most objects have none.
#[derive(Default)]
pub(super) struct WeakrefSlot(Cell<Option<Box<WeakrefList>>>);

impl std::fmt::Debug for WeakrefSlot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "weak references")
    }
}

/// Queues its callbacks when it is dropped, with the object.
struct WeakrefList {
    /// The references as the program has them, and a number for each that grows with every one that is made.
    references: WeakList<Instance, u64>,
    queue: Rc<FinalizationQueue>,
}

impl WeakrefSlot {
    fn add(&self, queue: &Rc<FinalizationQueue>, reference: &Rc<Instance>) {
        let mut list = self.0.take().unwrap_or_else(|| {
            Box::new(WeakrefList { references: WeakList::default(), queue: queue.clone() })
        });
        list.references.add_labeled(reference, queue.callbacks.next_number());
        self.0.set(Some(list));
    }
}

impl Drop for WeakrefList {
    fn drop(&mut self) {
        let references = std::mem::take(&mut self.references);
        references
            .into_entries()
            .for_each(|(reference, number)| self.queue.callbacks.push(number, reference));
    }
}

/// The callbacks of references whose objects are gone.
#[derive(Debug, Default)]
pub(super) struct CallbackQueue {
    /// With their numbers. If a reference is gone too, nobody wants its callback.
    due: RefCell<Vec<(u64, Weak<Instance>)>>,
    any: Cell<bool>,
    numbers: Cell<u64>,
}

impl CallbackQueue {
    fn next_number(&self) -> u64 {
        self.numbers.set(self.numbers.get() + 1);
        self.numbers.get()
    }

    fn push(&self, number: u64, reference: Weak<Instance>) {
        self.due.borrow_mut().push((number, reference));
        self.any.set(true);
    }

    /// All that are due, the reference that was made last first.
    fn take(&self) -> Vec<(u64, Weak<Instance>)> {
        self.any.set(false);
        let mut due = self.due.take();
        due.sort_by_key(|(number, _)| Reverse(*number));
        due
    }
}

impl Vm {
    /// Has a reference's `__callback__` called with it when what it refers to is gone.
    pub fn add_weakref_callback(&mut self, weak: &WeakReference, reference: &Rc<Instance>) {
        match weak.referent() {
            Some(referent) => {
                referent.with_weakrefs(&mut |slot| slot.add(&self.finalization, reference));
            }
            None => {
                let callbacks = &self.finalization.callbacks;
                callbacks.push(callbacks.next_number(), Rc::downgrade(reference));
            }
        }
    }

    /// Calls back the weak references whose objects are gone.
    #[inline]
    pub(super) fn run_weakref_callbacks(&mut self) {
        if self.finalization.callbacks.any.get() {
            self.run_due_callbacks();
        }
    }

    #[cold]
    fn run_due_callbacks(&mut self) {
        let callback = self.symbols.intern("__callback__");
        for (_, reference) in self.finalization.callbacks.take() {
            let Some(reference) = reference.upgrade() else { continue };
            let function = reference.attributes.get(callback).filter(|function| !function.is_none());
            let Some(function) = function else { continue };
            reference.attributes.set(callback, Value::None);
            if let Err(raised) = self.call_sync(function, Args::one(Value::Instance(reference))) {
                self.report_unraisable(&raised, None);
            }
        }
    }
}
