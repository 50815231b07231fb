//! Classes and their instances.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use super::Vm;
use super::activity::Input;
use super::attributes::Attributes;
use super::dict::Dict;
use super::exception::ExceptionState;
use super::symbol::Symbol;
use super::value::{Value, drop_deep};

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
    Native(Box<dyn Any>),
    /// It is something of the library that can be awaited as it is.
    Awaitable(Box<dyn Awaitable>),
}

/// What the library hands on, step by step, while it is awaited: a future hands on itself, and ends with its result.
pub trait Awaitable: Any {
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
            Payload::Native(any) => any.downcast_ref(),
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

    /// Hands over what it holds, for dropping. What the library put in drops by itself.
    pub(super) fn take_into(&self, values: &mut Vec<Value>) {
        values.extend(self.attributes.take().into_iter().map(|(_, value)| value));
        if let Payload::Exception(state) = &self.payload {
            state.take_into(values);
        }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let mut values = Vec::new();
        self.take_into(&mut values);
        if !values.is_empty() {
            drop_deep(values);
        }
    }
}

impl fmt::Debug for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} object>", self.class.borrow().name.borrow())
    }
}
