//! Classes, and in what order they are asked for an attribute. What their instances hold is in `instance`. Begin with [`Class`].

mod instance;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::attributes::Attributes;
use super::exception::Result;
use super::finalizer::FinalizationQueue;
use super::symbol::Symbol;
use super::traverse::{Copier, Taken, Traverse, copy_attributes, drop_references};
use super::value::Value;

pub use instance::{Awaitable, Callable, DictViewKind, Instance, Native, Payload};

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
    /// Where its instances go when they are dropped, if they have a `__del__`.
    pub finalization: RefCell<Option<Rc<FinalizationQueue>>>,
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

    /// `__base__`: the base that says what its instances hold.
    pub fn best_base(&self) -> Option<Rc<Class>> {
        let holds = |base: &&Rc<Class>| base.layout == self.layout && self.layout != Layout::Object;
        self.bases.iter().find(holds).or(self.bases.first()).cloned()
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
            finalization: self.finalization.clone(),
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
