//! Copies of what one process has in memory, for another.
//!
//! The memory of all processes is one: what keeps them apart is that each has its own copy of the program's module and of all
//! that hangs on it. There are two ways to it, as on a real system, and each is a [`Visitor`] of the object graph, which says of every
//! object what becomes of it. A process that begins gets a copy of everything, as `fork` gives it ([`Fork`]). What is sent later is
//! taken apart and put together again, as `pickle` does it ([`Pickle`]). How the references of an object are followed is in
//! `vm/traverse`. What the library made natively (locks, futures) is never copied, and its modules are one for all.

mod fork;
mod pickle;

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::rc::Rc;

use vm::Vm;
use vm::class::{Class, Instance};
use vm::exception::Result;
use vm::module::Module;
use vm::traverse::Copier;
use vm::value::Value;

pub(super) use fork::Fork;
pub(super) use pickle::Pickle;

/// What is nested deeper than this is not taken apart.
const DEEPEST: usize = 200;

/// The attribute of a class that says of its instances: all processes share them.
const SHARED: &str = "_shared_between_processes";

/// Says what becomes of the objects that copies are made of.
pub(super) trait Visitor: Sized {
    /// What the copy of whoever refers to this refers to.
    fn visit(copies: &mut Copies<'_, Self>, value: &Value) -> Result<Value>;

    /// The same for what is nested too deep to be taken apart.
    fn too_deep(copies: &mut Copies<'_, Self>, value: &Value) -> Result<Value>;
}

/// Copies from one process to another, each object once.
pub(super) struct Copies<'vm, V> {
    vm: &'vm mut Vm,
    from: Rc<Module>,
    to: Rc<Module>,
    /// What was copied, by its address, and kept so that the address stays its own; and the copy.
    made: BTreeMap<usize, (Value, Value)>,
    depth: usize,
    /// Whether what all processes share goes along: to a process that begins.
    pub(super) to_new_process: bool,
    visitor: PhantomData<V>,
}

impl<'vm, V: Visitor> Copies<'vm, V> {
    /// Of what hangs on the one module, for the process that has the other.
    pub(super) fn new(vm: &'vm mut Vm, from: Rc<Module>, to: Rc<Module>) -> Copies<'vm, V> {
        Copies { vm, from, to, made: BTreeMap::new(), depth: 0, to_new_process: false, visitor: PhantomData }
    }

    fn is_main(&self, module: &Rc<Module>) -> bool {
        Rc::ptr_eq(module, &self.from)
    }

    fn is_of_program(&self, class: &Class) -> bool {
        !class.built_in && *class.module.borrow() == self.from.name
    }

    fn is_shared(&mut self, instance: &Instance) -> bool {
        let shared = self.vm.symbols.intern(SHARED);
        instance.class().lookup(shared).is_some()
    }
}

impl<V: Visitor> Copier for Copies<'_, V> {
    fn vm(&mut self) -> &mut Vm {
        self.vm
    }

    fn copy(&mut self, value: &Value) -> Result<Value> {
        if let Some((_, copy)) = value.address().and_then(|address| self.made.get(&address)) {
            return Ok(copy.clone());
        }
        // The cell of a captured variable is no level of its own.
        if matches!(value, Value::Cell(_)) {
            return V::visit(self, value);
        }
        if self.depth >= DEEPEST {
            return V::too_deep(self, value);
        }
        self.depth += 1;
        let copy = V::visit(self, value);
        self.depth -= 1;
        copy
    }

    /// Each copy costs a step, so that copies without end are stopped as programs without end are.
    fn note(&mut self, original: Value, copy: &Value) {
        self.vm.fuel.spend_steps(1);
        if let Some(address) = original.address() {
            self.made.insert(address, (original, copy.clone()));
        }
    }

    fn module(&self, module: &Rc<Module>) -> Rc<Module> {
        if self.is_main(module) { self.to.clone() } else { module.clone() }
    }
}
