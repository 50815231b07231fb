//! Ordered tables from names to values: what instances, classes and functions carry.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::dict::Dict;
use super::symbol::Symbol;
use super::traverse::Taken;
use super::value::Value;
use super::weakref::WeakrefSlot;

/// Names and values in the order of first assignment. Few are searched one by one, many by an index.
#[derive(Debug, Default)]
pub struct Attributes(RefCell<Table>);

/// Kept small, since every object has one, and most have few attributes or none.
#[derive(Debug, Default)]
struct Table {
    entries: Vec<(Symbol, Value)>,
    more: Option<Box<More>>,
}

/// What few tables have.
#[derive(Debug, Default)]
struct More {
    /// Where each name is, if there are many.
    index: Option<BTreeMap<Symbol, u32>>,
    /// The dict that the program got for `__dict__`, with its version when the two were last the same. `Vm` keeps them so.
    view: Option<(Rc<Dict>, u32)>,
    /// The weak references with callbacks to what has these attributes.
    weakrefs: WeakrefSlot,
    /// Whether the `__del__` of what has these attributes was called.
    finalized: bool,
}

/// From here on an index is worth its memory.
const INDEXED_FROM: usize = 12;

impl Table {
    fn index(&self) -> Option<&BTreeMap<Symbol, u32>> {
        self.more.as_ref()?.index.as_ref()
    }

    fn position(&self, name: Symbol) -> Option<usize> {
        match self.index() {
            Some(index) => index.get(&name).map(|&at| at as usize),
            None => self.entries.iter().position(|(other, _)| *other == name),
        }
    }

    fn push(&mut self, name: Symbol, value: Value) {
        self.entries.push((name, value));
        let at = self.entries.len() as u32 - 1;
        match self.more.as_mut().and_then(|more| more.index.as_mut()) {
            Some(index) => drop(index.insert(name, at)),
            None if self.entries.len() >= INDEXED_FROM => self.rebuild(),
            None => {}
        }
    }

    fn remove(&mut self, at: usize) -> Value {
        let (_, value) = self.entries.remove(at);
        if self.index().is_some() {
            self.rebuild();
        }
        value
    }

    fn rebuild(&mut self) {
        let numbered = self.entries.iter().enumerate().map(|(at, (name, _))| (*name, at as u32));
        let index = if self.entries.len() < INDEXED_FROM { None } else { Some(numbered.collect()) };
        self.more.get_or_insert_default().index = index;
    }
}

impl Attributes {
    /// The value of a name.
    pub fn get(&self, name: Symbol) -> Option<Value> {
        let table = self.0.borrow();
        table.position(name).map(|at| table.entries[at].1.clone())
    }

    /// Whether the name has a value.
    pub fn contains(&self, name: Symbol) -> bool {
        self.0.borrow().position(name).is_some()
    }

    /// Gives a name a value.
    pub fn set(&self, name: Symbol, value: Value) {
        let mut table = self.0.borrow_mut();
        let replaced = match table.position(name) {
            Some(at) => std::mem::replace(&mut table.entries[at].1, value),
            None => {
                table.push(name, value);
                Value::Missing
            }
        };
        drop(table);
        drop(replaced);
    }

    /// Takes a name's value away.
    pub fn remove(&self, name: Symbol) -> Option<Value> {
        let mut table = self.0.borrow_mut();
        let at = table.position(name)?;
        Some(table.remove(at))
    }

    /// All names and values, in order.
    pub fn entries(&self) -> Vec<(Symbol, Value)> {
        self.0.borrow().entries.clone()
    }

    /// All names, in order.
    pub fn names(&self) -> Vec<Symbol> {
        self.0.borrow().entries.iter().map(|(name, _)| *name).collect()
    }

    /// The dict that stands for them, and its version when the two were last the same.
    pub fn view(&self) -> Option<(Rc<Dict>, u32)> {
        self.0.borrow().more.as_ref()?.view.clone()
    }

    /// Notes the dict that stands for them, as it is now.
    pub fn set_view(&self, dict: Rc<Dict>) {
        let version = dict.version();
        let before = self.0.borrow_mut().more.get_or_insert_default().view.replace((dict, version));
        drop(before);
    }

    /// Whether a dict stands for them.
    pub fn has_view(&self) -> bool {
        self.0.borrow().more.as_ref().is_some_and(|more| more.view.is_some())
    }

    /// Hands each value to `visit`, and the dict that stands for them.
    pub(super) fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        let table = self.0.borrow();
        table.entries.iter().for_each(|(_, value)| visit(value));
        if let Some((dict, _)) = table.more.as_ref().and_then(|more| more.view.as_ref()) {
            visit(&Value::Dict(dict.clone()));
        }
    }

    /// Gives up all values, and the dict that stands for them.
    pub(super) fn clear(&self, taken: &mut Taken) {
        let mut table = self.0.borrow_mut();
        if table.entries.is_empty() && table.more.is_none() {
            return;
        }
        let entries = std::mem::take(&mut table.entries);
        let view = table.more.as_mut().and_then(|more| {
            more.index = None;
            more.view.take()
        });
        drop(table);
        taken.add_in_order(|taken| {
            entries.into_iter().for_each(|(_, value)| taken.add(value));
            view.into_iter().for_each(|(dict, _)| taken.add(Value::Dict(dict)));
        });
    }

    /// The weak references to what has these attributes.
    pub(super) fn add_weakref(&self, add: impl FnOnce(&WeakrefSlot)) {
        add(&self.0.borrow_mut().more.get_or_insert_default().weakrefs);
    }

    /// Whether the `__del__` of what has these attributes was called.
    pub fn is_finalized(&self) -> bool {
        self.0.borrow().more.as_ref().is_some_and(|more| more.finalized)
    }

    /// Notes that it was.
    pub fn set_finalized(&self) {
        self.0.borrow_mut().more.get_or_insert_default().finalized = true;
    }

    /// Empties the table.
    pub fn take(&self) -> Vec<(Symbol, Value)> {
        let mut table = self.0.borrow_mut();
        if let Some(more) = &mut table.more {
            more.index = None;
        }
        std::mem::take(&mut table.entries)
    }
}

/// A module's variables. Each name keeps its slot for ever, so that compiled code can refer to it by number.
#[derive(Debug, Default)]
pub struct Namespace {
    slots: RefCell<Vec<(Symbol, Value)>>,
    index: RefCell<BTreeMap<Symbol, u32>>,
    /// The dict that the program got for `globals()`, with its version when the two were last the same. `Vm` keeps them so.
    view: RefCell<Option<(Rc<Dict>, u32)>>,
    viewed: Cell<bool>,
}

impl Namespace {
    /// The slot of a name; made if there is none.
    pub fn slot(&self, name: Symbol) -> u32 {
        *self.index.borrow_mut().entry(name).or_insert_with(|| {
            let mut slots = self.slots.borrow_mut();
            slots.push((name, Value::Missing));
            slots.len() as u32 - 1
        })
    }

    /// The value in a slot; missing if it is unset.
    pub fn at(&self, slot: u32) -> Value {
        self.slots.borrow()[slot as usize].1.clone()
    }

    /// Sets a slot, and gives back what was there.
    pub fn set_at(&self, slot: u32, value: Value) -> Value {
        std::mem::replace(&mut self.slots.borrow_mut()[slot as usize].1, value)
    }

    /// The value of a name.
    pub fn get(&self, name: Symbol) -> Option<Value> {
        let slot = *self.index.borrow().get(&name)?;
        self.at(slot).present()
    }

    /// Gives a name a value.
    pub fn set(&self, name: Symbol, value: Value) {
        let slot = self.slot(name);
        drop(self.set_at(slot, value));
    }

    /// Takes a name's value away.
    pub fn remove(&self, name: Symbol) -> Option<Value> {
        let slot = *self.index.borrow().get(&name)?;
        self.set_at(slot, Value::Missing).present()
    }

    /// Whether a dict stands for them.
    #[inline]
    pub fn has_view(&self) -> bool {
        self.viewed.get()
    }

    /// The dict that stands for them, and its version when the two were last the same.
    pub fn view(&self) -> Option<(Rc<Dict>, u32)> {
        self.view.borrow().clone()
    }

    /// Notes the dict that stands for them, as it is now.
    pub fn set_view(&self, dict: Rc<Dict>) {
        let version = dict.version();
        self.viewed.set(true);
        drop(self.view.borrow_mut().replace((dict, version)));
    }

    /// Has a dict stand for them, of which nothing was taken over yet.
    pub fn set_view_stale(&self, dict: Rc<Dict>) {
        let version = dict.version().wrapping_sub(1);
        self.viewed.set(true);
        drop(self.view.borrow_mut().replace((dict, version)));
    }

    /// All names, with their values, in the order of their slots; missing where there is none.
    pub fn slots(&self) -> Vec<(Symbol, Value)> {
        self.slots.borrow().clone()
    }

    /// All names that have values, with them.
    pub fn entries(&self) -> Vec<(Symbol, Value)> {
        self.slots.borrow().iter().filter(|(_, value)| !value.is_missing()).cloned().collect()
    }

    /// Unsets every name.
    pub(super) fn clear(&self, taken: &mut Taken) {
        if let Some((dict, _)) = self.view.take() {
            self.viewed.set(false);
            taken.add(Value::Dict(dict));
        }
        let count = self.slots.borrow().len() as u32;
        for slot in 0..count {
            taken.add(self.set_at(slot, Value::Missing));
        }
    }
}
