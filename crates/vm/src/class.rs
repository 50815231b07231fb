//! Classes and their instances.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use super::Vm;
use super::attributes::Attributes;
use super::dict::Dict;
use super::exception::{ExceptionState, Result, TracebackEntry};
use super::native_frame::Input;
use super::symbol::Symbol;
use super::traverse::{Copier, Taken, Traverse, copy_attributes, drop_references};
use super::value::Value;

/// A class.
#[derive(Debug)]
pub struct Class {
    /// Its plain name.
    pub name: RefCell<Rc<str>>,
    /// Its dotted name within its module.
    pub qualified_name: RefCell<Rc<str>>,
    /// The module it was made in; `builtins` for those that are built in.
    pub module: RefCell<Rc<str>>,
    /// Its bases.
    pub bases: Vec<Rc<Class>>,
    /// Where attributes are looked up after the class itself, in order.
    pub ancestors: Vec<Rc<Class>>,
    /// Its own attributes.
    pub attributes: Attributes,
    /// What its instances hold beside attributes.
    pub layout: Layout,
    /// Its class, if that is not `type`.
    pub metaclass: Option<Rc<Class>>,
    /// Whether programs cannot change it.
    pub built_in: bool,
    /// Whether instances may have attributes of any name (`__slots__` and most built-in classes say no).
    pub open: bool,
    /// Whether it or an ancestor within the program defines `__getattr__`, `__setattr__` …: what attribute access must heed.
    pub hooks: Cell<Hooks>,
}

/// Which attribute hooks a class has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hooks {
    /// `__getattribute__`
    pub getattribute: bool,
    /// `__getattr__`
    pub getattr: bool,
    /// `__setattr__`
    pub setattr: bool,
    /// `__delattr__`
    pub delattr: bool,
}

/// What instances of a class hold beside attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Nothing.
    Object,
    /// An exception's arguments, cause, context and traceback.
    Exception,
    /// A built-in value that the instance extends: a subclass of list, dict, str, int …
    Wrapped,
    /// Something of the library: made by the class's own `__new__`.
    Native,
    /// Classes themselves.
    Type,
}

impl Class {
    /// The attribute as found in the class or its ancestors, not bound to anything.
    pub fn lookup(&self, name: Symbol) -> Option<Value> {
        if let Some(value) = self.attributes.get(name) {
            return Some(value);
        }
        self.ancestors.iter().find_map(|class| class.attributes.get(name))
    }

    /// As `lookup`, beginning after `class` in the order of this one: for `super()`.
    pub fn lookup_after(&self, class: &Rc<Class>, name: Symbol) -> Option<Value> {
        let after: &[Rc<Class>] = if std::ptr::eq(Rc::as_ptr(class), self) {
            &self.ancestors
        } else {
            let at = self.ancestors.iter().position(|other| Rc::ptr_eq(other, class))?;
            &self.ancestors[at + 1..]
        };
        after.iter().find_map(|class| class.attributes.get(name))
    }

    /// Whether it is `other` or derived from it.
    pub fn is_subclass_of(&self, other: &Rc<Class>) -> bool {
        std::ptr::eq(self, Rc::as_ptr(other)) || self.ancestors.iter().any(|class| Rc::ptr_eq(class, other))
    }

    /// The name as tracebacks and `repr` show it: with the module unless it is built in or the program itself.
    pub fn display_name(&self) -> String {
        let module = self.module.borrow();
        let name = self.qualified_name.borrow();
        if matches!(&**module, "builtins" | "__main__") {
            name.to_string()
        } else {
            format!("{module}.{name}")
        }
    }
}

/// The order in which attributes of a class with these bases are looked up, the class itself left out: C3, as in
/// `Objects/typeobject.c`, `mro_implementation`. None if the bases cannot be ordered.
pub fn linearize(bases: &[Rc<Class>]) -> Option<Vec<Rc<Class>>> {
    let mut lists: Vec<Vec<Rc<Class>>> = bases
        .iter()
        .map(|base| std::iter::once(base).chain(&base.ancestors).cloned().collect())
        .chain(std::iter::once(bases.to_vec()))
        .collect();
    let mut order = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Some(order);
        }
        let next = lists.iter().map(|list| &list[0]).find(|candidate| {
            !lists.iter().any(|list| list[1..].iter().any(|class| Rc::ptr_eq(class, candidate)))
        })?;
        let next = next.clone();
        for list in &mut lists {
            if Rc::ptr_eq(&list[0], &next) {
                list.remove(0);
            }
        }
        order.push(next);
    }
}

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
        }
    }

    fn clear(&self, taken: &mut Taken) {
        self.attributes.clear(taken);
        match &self.payload {
            Payload::Exception(state) => state.clear(taken),
            Payload::Native(native) => native.clear(taken),
            Payload::Awaitable(awaitable) => awaitable.clear(taken),
            Payload::None | Payload::Wrapped(_) | Payload::DictView(..) => {}
        }
    }

    fn take(&mut self, taken: &mut Taken) {
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

impl Traverse for Class {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.attributes.traverse(visit);
        let classes = self.bases.iter().chain(&self.ancestors).chain(&self.metaclass);
        classes.for_each(|class| visit(&Value::Class(class.clone())));
    }

    fn clear(&self, taken: &mut Taken) {
        self.attributes.clear(taken);
    }

    fn copy(self: &Rc<Self>, copier: &mut dyn Copier) -> Result<Option<Value>> {
        let mut copy_of = |class: &Rc<Class>| -> Result<Rc<Class>> {
            match copier.copy(&Value::Class(class.clone()))? {
                Value::Class(copy) => Ok(copy),
                _ => Ok(class.clone()),
            }
        };
        let bases = self.bases.iter().map(&mut copy_of).collect::<Result<_>>()?;
        let ancestors = self.ancestors.iter().map(&mut copy_of).collect::<Result<_>>()?;
        let metaclass = self.metaclass.as_ref().map(copy_of).transpose()?;
        let copy = Rc::new(Class {
            name: self.name.clone(),
            qualified_name: self.qualified_name.clone(),
            module: self.module.clone(),
            bases,
            ancestors,
            attributes: Attributes::default(),
            layout: self.layout,
            metaclass,
            built_in: false,
            open: self.open,
            hooks: Cell::new(self.hooks.get()),
        });
        copier.vm().note_class(&copy);
        copier.note(Value::Class(self.clone()), &Value::Class(copy.clone()));
        copy_attributes(copier, &self.attributes, &copy.attributes)?;
        Ok(Some(Value::Class(copy)))
    }
}

impl Drop for Class {
    fn drop(&mut self) {
        drop_references(self);
    }
}

impl fmt::Debug for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} object>", self.class.borrow().name.borrow())
    }
}
