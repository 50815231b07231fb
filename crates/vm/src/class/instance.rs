//! Instances: their attributes, and what they hold beside them.
//!
//! Whatever is no built-in value is one: objects of the program's classes, exceptions, and what the library makes natively (futures,
//! deques, partial functions), which says itself what it refers to. Begin with [`Instance`]; [`Payload`] lists what one can hold.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use super::Class;
use crate::Vm;
use crate::attributes::Attributes;
use crate::dict::Dict;
use crate::exception::{ExceptionState, Result, TracebackEntry};
use crate::function::Args;
use crate::native_frame::{Flow, Input};
use crate::symbol::known;
use crate::traverse::{Copier, Taken, Traverse, copy_attributes, drop_references};
use crate::value::Value;

/// An instance.
pub struct Instance {
    class: RefCell<Rc<Class>>,
    /// Its own attributes.
    pub attributes: Attributes,
    /// What it holds beside them.
    pub payload: Payload,
    /// Its number, given when first asked for; 0 before.
    pub identity: Cell<u64>,
}

/// What an instance holds beside attributes.
pub enum Payload {
    /// Nothing.
    None,
    /// It is an exception.
    Exception(Box<ExceptionState>),
    /// It extends a built-in value.
    Wrapped(Value),
    /// It is the view of a dict.
    DictView(Rc<Dict>, DictViewKind),
    /// It is something of the library.
    Native(Box<dyn Native>),
    /// It is something of the library that can be awaited as it is.
    Awaitable(Box<dyn Awaitable>),
    /// It is something of the library that can be called as it is.
    Callable(Box<dyn Callable>),
}

/// What the library puts into an instance. As [`Traverse`], for what it refers to.
pub trait Native: Any {
    /// Hands each reference to `visit`, once. One that is not named counts as one from outside for the collector.
    fn traverse(&self, _visit: &mut dyn FnMut(&Value)) {}

    /// Gives up the references that can be given up while others refer to the instance.
    fn clear(&self, _taken: &mut Taken) {}

    /// Gives up all references that may lead on without end: it is dropped next.
    fn take(&mut self, taken: &mut Taken) {
        self.clear(taken);
    }

    /// A copy for another process; None for what all processes share.
    ///
    /// # Errors
    /// Something that it refers to cannot be copied.
    fn copy(&self, _copier: &mut dyn Copier) -> Result<Option<Box<dyn Native>>> {
        Ok(None)
    }
}

impl<T: Native> Native for RefCell<T> {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.borrow().traverse(visit);
    }

    fn clear(&self, taken: &mut Taken) {
        self.borrow().clear(taken);
    }

    fn take(&mut self, taken: &mut Taken) {
        self.get_mut().take(taken);
    }
}

/// What is shared refers to nothing: code, the state of a random generator.
impl<T: 'static> Native for Rc<T> {}

/// A traceback.
impl Native for Vec<TracebackEntry> {}

/// What the library hands on, step by step, while it is awaited: a future hands on itself, and ends with its result.
pub trait Awaitable: Native {
    /// Goes on: `Input::Yielded` hands a value to the loop, `Input::Ended` is the result of the `await`, `Input::Raised` its
    /// exception.
    fn step(&self, vm: &mut Vm, this: &Rc<Instance>) -> Input;
}

/// What the library has for programs to call: a partial function, a function with a cache. Its class has a `__call__` that does the
/// same, for those who ask.
pub trait Callable: Native {
    /// Calls it.
    ///
    /// # Errors
    /// It does not take such arguments.
    fn call(&self, vm: &mut Vm, this: &Rc<Instance>, args: Args) -> Result<Flow>;

    /// Whether it becomes a method when it is looked up through an instance, as functions do.
    fn binds(&self) -> bool {
        false
    }

    /// A copy for another process, as [`Native::copy`] makes one; None for what all processes share.
    ///
    /// # Errors
    /// Something that it refers to cannot be copied.
    fn copy_callable(&self, _copier: &mut dyn Copier) -> Result<Option<Box<dyn Callable>>> {
        Ok(None)
    }
}

/// Which view of a dict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DictViewKind {
    /// `keys()`
    Keys,
    /// `values()`
    Values,
    /// `items()`
    Items,
}

impl Instance {
    /// An instance without attributes.
    pub fn new(class: Rc<Class>, payload: Payload) -> Instance {
        Instance {
            class: RefCell::new(class),
            attributes: Attributes::default(),
            payload,
            identity: Cell::new(0),
        }
    }

    /// Its class.
    pub fn class(&self) -> Rc<Class> {
        self.class.borrow().clone()
    }

    /// Gives it another class: `x.__class__ = …`.
    pub fn set_class(&self, class: Rc<Class>) {
        *self.class.borrow_mut() = class;
    }

    /// The built-in value that it extends.
    pub fn wrapped(&self) -> Option<&Value> {
        match &self.payload {
            Payload::Wrapped(value) => Some(value),
            _ => None,
        }
    }

    /// What it holds as an exception.
    pub fn exception(&self) -> Option<&ExceptionState> {
        match &self.payload {
            Payload::Exception(state) => Some(state),
            _ => None,
        }
    }

    /// What it holds, if that is a `T` of the library.
    pub fn native<T: 'static>(&self) -> Option<&T> {
        match &self.payload {
            Payload::Native(native) => {
                let any: &dyn Any = &**native;
                any.downcast_ref()
            }
            Payload::Awaitable(awaitable) => {
                let any: &dyn Any = &**awaitable;
                any.downcast_ref()
            }
            Payload::Callable(callable) => {
                let any: &dyn Any = &**callable;
                any.downcast_ref()
            }
            _ => None,
        }
    }

    /// What it holds, if that can be awaited as it is.
    pub fn awaitable(&self) -> Option<&dyn Awaitable> {
        match &self.payload {
            Payload::Awaitable(awaitable) => Some(&**awaitable),
            _ => None,
        }
    }

    /// What it holds, if that can be called as it is, and its class has nothing else to say about calls.
    pub fn callable(&self, vm: &Vm) -> Option<&dyn Callable> {
        match &self.payload {
            Payload::Callable(callable) => {
                let class = self.class.borrow();
                if vm.overrides(&class, known::CALL) { None } else { Some(&**callable) }
            }
            _ => None,
        }
    }
}

impl Instance {
    /// Queues the call of its `__del__`, with all that it has; false if that was called already.
    #[cold]
    fn finalize(&mut self) -> bool {
        if self.attributes.is_finalized() {
            return false;
        }
        let class = self.class();
        let again = Instance {
            class: RefCell::new(class.clone()),
            attributes: std::mem::take(&mut self.attributes),
            payload: std::mem::replace(&mut self.payload, Payload::None),
            identity: self.identity.clone(),
        };
        again.attributes.set_finalized();
        // What is left of this one is dropped next.
        self.attributes.set_finalized();
        if let Some(queue) = &*class.finalization.borrow() {
            queue.push_del(Rc::new(again));
        }
        true
    }
}

impl Traverse for Instance {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.attributes.traverse(visit);
        match &self.payload {
            Payload::None => {}
            Payload::Exception(state) => state.traverse(visit),
            Payload::Wrapped(value) => visit(value),
            Payload::DictView(dict, _) => visit(&Value::Dict(dict.clone())),
            Payload::Native(native) => native.traverse(visit),
            Payload::Awaitable(awaitable) => awaitable.traverse(visit),
            Payload::Callable(callable) => callable.traverse(visit),
        }
    }

    fn clear(&self, taken: &mut Taken) {
        self.attributes.clear(taken);
        match &self.payload {
            Payload::Exception(state) => state.clear(taken),
            Payload::Native(native) => native.clear(taken),
            Payload::Awaitable(awaitable) => awaitable.clear(taken),
            Payload::Callable(callable) => callable.clear(taken),
            Payload::None | Payload::Wrapped(_) | Payload::DictView(..) => {}
        }
    }

    fn take(&mut self, taken: &mut Taken) {
        if self.class.get_mut().finalization.borrow().is_some() && self.finalize() {
            return;
        }
        // A class that lives for one instance alone may refer to the next one.
        if Rc::strong_count(self.class.get_mut()) == 1 {
            taken.add(Value::Class(self.class()));
        }
        self.attributes.clear(taken);
        // Nothing is left, so that there is little to do when the instance itself is dropped right afterwards.
        match std::mem::replace(&mut self.payload, Payload::None) {
            Payload::None => {}
            Payload::Exception(state) => state.clear(taken),
            Payload::Wrapped(value) => taken.add(value),
            Payload::DictView(dict, _) => taken.add(Value::Dict(dict)),
            Payload::Native(mut native) => native.take(taken),
            Payload::Awaitable(mut awaitable) => awaitable.take(taken),
            Payload::Callable(mut callable) => callable.take(taken),
        }
    }

    fn copy(self: &Rc<Self>, copier: &mut dyn Copier) -> Result<Option<Value>> {
        let class = match copier.copy(&Value::Class(self.class()))? {
            Value::Class(class) => class,
            _ => self.class(),
        };
        let payload = match &self.payload {
            Payload::None => Payload::None,
            Payload::Wrapped(inner) => Payload::Wrapped(copier.copy(inner)?),
            Payload::Exception(state) => {
                let args = state.args.borrow().clone();
                Payload::Exception(Box::new(ExceptionState::new(copier.copy(&args)?)))
            }
            Payload::Native(native) => match native.copy(copier)? {
                Some(copy) => Payload::Native(copy),
                None => return Ok(None),
            },
            Payload::Callable(callable) => match callable.copy_callable(copier)? {
                Some(copy) => Payload::Callable(copy),
                None => return Ok(None),
            },
            Payload::DictView(..) | Payload::Awaitable(_) => return Ok(None),
        };
        let copy = Rc::new(Instance::new(class, payload));
        copier.note(Value::Instance(self.clone()), &Value::Instance(copy.clone()));
        copy_attributes(copier, &self.attributes, &copy.attributes)?;
        Ok(Some(Value::Instance(copy)))
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        drop_references(self);
    }
}

impl fmt::Debug for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} object>", self.class.borrow().name.borrow())
    }
}
