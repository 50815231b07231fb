//! Ordered tables from names to values: what instances, classes and functions carry.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::dict::Dict;
use super::symbol::Symbol;
use super::value::Value;

/// Names and values in the order of first assignment. Few are searched one by one, many by an index.
#[derive(Debug, Default)]
pub struct Attributes {
    table: RefCell<Table>,
    /// The dict that the program got for `__dict__`, with its version when the two were last the same. `Vm` keeps them so.
    view: RefCell<Option<(Rc<Dict>, u32)>>,
}

#[derive(Debug, Default)]
struct Table {
    entries: Vec<(Symbol, Value)>,
    index: Option<BTreeMap<Symbol, u32>>,
}

/// From here on an index is worth its memory.
const INDEXED_FROM: usize = 12;

impl Table {
    fn position(&self, name: Symbol) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(&name).map(|&at| at as usize),
            None => self.entries.iter().position(|(other, _)| *other == name),
        }
    }

    fn rebuild(&mut self) {
        if self.entries.len() < INDEXED_FROM {
            self.index = None;
            return;
        }
        let numbered = self.entries.iter().enumerate().map(|(at, (name, _))| (*name, at as u32));
        self.index = Some(numbered.collect());
    }
}

impl Attributes {
    /// The value of a name.
    pub fn get(&self, name: Symbol) -> Option<Value> {
        let table = self.table.borrow();
        table.position(name).map(|at| table.entries[at].1.clone())
    }

    /// Whether the name has a value.
    pub fn contains(&self, name: Symbol) -> bool {
        self.table.borrow().position(name).is_some()
    }

    /// Gives a name a value.
    pub fn set(&self, name: Symbol, value: Value) {
        let mut table = self.table.borrow_mut();
        let replaced = match table.position(name) {
            Some(at) => std::mem::replace(&mut table.entries[at].1, value),
            None => {
                table.entries.push((name, value));
                let at = table.entries.len() as u32 - 1;
                match &mut table.index {
                    Some(index) => drop(index.insert(name, at)),
                    None => table.rebuild(),
                }
                Value::Missing
            }
        };
        drop(table);
        drop(replaced);
    }

    /// Takes a name's value away.
    pub fn remove(&self, name: Symbol) -> Option<Value> {
        let mut table = self.table.borrow_mut();
        let at = table.position(name)?;
        let (_, value) = table.entries.remove(at);
        table.rebuild();
        drop(table);
        Some(value)
    }

    /// All names and values, in order.
    pub fn entries(&self) -> Vec<(Symbol, Value)> {
        self.table.borrow().entries.clone()
    }

    /// All names, in order.
    pub fn names(&self) -> Vec<Symbol> {
        self.table.borrow().entries.iter().map(|(name, _)| *name).collect()
    }

    /// The dict that stands for them, and its version when the two were last the same.
    pub fn view(&self) -> Option<(Rc<Dict>, u32)> {
        self.view.borrow().clone()
    }

    /// Notes the dict that stands for them, as it is now.
    pub fn set_view(&self, dict: Rc<Dict>) {
        let version = dict.version();
        *self.view.borrow_mut() = Some((dict, version));
    }

    /// Whether a dict stands for them.
    pub fn has_view(&self) -> bool {
        self.view.borrow().is_some()
    }

    /// Empties the table.
    pub fn take(&self) -> Vec<(Symbol, Value)> {
        std::mem::take(&mut *self.table.borrow_mut()).entries
    }
}

/// A module's variables. Each name keeps its slot for ever, so that compiled code can refer to it by number.
#[derive(Debug, Default)]
pub struct Namespace {
    slots: RefCell<Vec<(Symbol, Value)>>,
    index: RefCell<BTreeMap<Symbol, u32>>,
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

    /// All names that have values, with them.
    pub fn entries(&self) -> Vec<(Symbol, Value)> {
        self.slots.borrow().iter().filter(|(_, value)| !value.is_missing()).cloned().collect()
    }

    /// Unsets every name.
    pub fn clear(&self) {
        let count = self.slots.borrow().len() as u32;
        for slot in 0..count {
            drop(self.set_at(slot, Value::Missing));
        }
    }
}
