//! Python's dict: insertion-ordered, with deletion that keeps the order.
//!
//! Keys are found by hash and identity or built-in equality; where equality must ask the program (`__eq__` of its classes),
//! [`Dict::probe`] says so, and the caller, who can call Python, goes on. So no borrow is ever held while Python runs.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::equality::equal_natively;
use super::exception::Result;
use super::traverse::{Copier, Taken, Traverse, drop_references, hash_of_copy};
use super::value::Value;

/// A dict.
#[derive(Debug, Default)]
pub struct Dict {
    table: RefCell<Table>,
    /// Grows with each change of the keys, so that iteration can tell.
    changes: Cell<u32>,
    /// Grows with each change of any kind.
    version: Cell<u32>,
}

#[derive(Debug, Default)]
struct Table {
    /// In order of insertion; deleted ones have a missing key.
    entries: Vec<Entry>,
    /// Positions in `entries` plus one, by hash, probed linearly; 0 is empty and `DELETED` was one. A power of two long.
    buckets: Vec<u32>,
    live: usize,
}

#[derive(Debug, Clone)]
struct Entry {
    hash: u64,
    key: Value,
    value: Value,
}

const DELETED: u32 = u32::MAX;

/// What a probe found.
#[derive(Debug)]
pub enum Probe {
    /// The key is the entry at this position.
    Found(usize),
    /// There is no such key.
    Absent,
    /// This entry's key has the same hash, and only the program can tell whether it is equal.
    Ask {
        /// The entry's position.
        position: usize,
        /// Its key.
        key: Value,
        /// Where to go on if it is not equal.
        next: usize,
    },
}

impl Dict {
    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.table.borrow().live
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Grows with each change of the keys.
    pub fn changes(&self) -> u32 {
        self.changes.get()
    }

    /// Grows with each change of any kind.
    pub fn version(&self) -> u32 {
        self.version.get().wrapping_add(self.changes.get())
    }

    /// Looks for a key. `from` is 0 at first, then the `next` of [`Probe::Ask`].
    pub fn probe(&self, hash: u64, key: &Value, from: usize) -> Probe {
        let table = self.table.borrow();
        if table.buckets.is_empty() {
            return Probe::Absent;
        }
        let mask = table.buckets.len() - 1;
        for step in from..table.buckets.len() {
            let bucket = table.buckets[(spread(hash) as usize).wrapping_add(step) & mask];
            if bucket == 0 {
                return Probe::Absent;
            }
            if bucket == DELETED {
                continue;
            }
            let position = bucket as usize - 1;
            let entry = &table.entries[position];
            if entry.hash != hash {
                continue;
            }
            match equal_natively(&entry.key, key) {
                Some(true) => return Probe::Found(position),
                Some(false) => {}
                None => return Probe::Ask { position, key: entry.key.clone(), next: step + 1 },
            }
        }
        Probe::Absent
    }

    /// The value for a key whose equality is built in.
    pub fn get_native(&self, hash: u64, key: &Value) -> Option<Value> {
        match self.probe(hash, key, 0) {
            Probe::Found(position) => Some(self.value_at(position)),
            _ => None,
        }
    }

    /// The value of an entry that a probe found.
    pub fn value_at(&self, position: usize) -> Value {
        self.table.borrow().entries[position].value.clone()
    }

    /// Gives an entry that a probe found another value, and gives back the one before.
    pub fn replace_at(&self, position: usize, value: Value) -> Value {
        self.version.set(self.version.get().wrapping_add(1));
        std::mem::replace(&mut self.table.borrow_mut().entries[position].value, value)
    }

    /// Adds a key that a probe has found absent.
    pub fn insert_absent(&self, hash: u64, key: Value, value: Value) {
        let mut table = self.table.borrow_mut();
        if (table.entries.len() + 1) * 3 > table.buckets.len() * 2 {
            table.rebuild();
        }
        table.entries.push(Entry { hash, key, value });
        table.live += 1;
        let position = table.entries.len() as u32;
        table.set_bucket(hash, position);
        self.changes.set(self.changes.get().wrapping_add(1));
    }

    /// Removes an entry that a probe found, and gives back its key and value.
    pub fn remove_at(&self, position: usize) -> (Value, Value) {
        let mut table = self.table.borrow_mut();
        let mask = table.buckets.len() - 1;
        let hash = table.entries[position].hash;
        let mut at = spread(hash) as usize & mask;
        while table.buckets[at] != position as u32 + 1 {
            at = (at + 1) & mask;
        }
        table.buckets[at] = DELETED;
        table.live -= 1;
        self.changes.set(self.changes.get().wrapping_add(1));
        let entry = &mut table.entries[position];
        let key = std::mem::replace(&mut entry.key, Value::Missing);
        let value = std::mem::replace(&mut entry.value, Value::Missing);
        if position + 1 == table.entries.len() {
            while table.entries.last().is_some_and(|entry| entry.key.is_missing()) {
                table.entries.pop();
            }
        }
        (key, value)
    }

    /// The first entry at or after a position: where it is, its key and its value.
    pub fn entry_from(&self, position: usize) -> Option<(usize, Value, Value)> {
        let table = self.table.borrow();
        let (at, entry) =
            table.entries.iter().enumerate().skip(position).find(|(_, entry)| !entry.key.is_missing())?;
        Some((at, entry.key.clone(), entry.value.clone()))
    }

    /// The last entry before a position.
    pub fn entry_before(&self, position: usize) -> Option<(usize, Value, Value)> {
        let table = self.table.borrow();
        let position = position.min(table.entries.len());
        let (at, entry) =
            table.entries[..position].iter().enumerate().rev().find(|(_, entry)| !entry.key.is_missing())?;
        Some((at, entry.key.clone(), entry.value.clone()))
    }

    /// Hash, key and value of every entry, in order.
    pub fn hashed_entries(&self) -> Vec<(u64, Value, Value)> {
        let table = self.table.borrow();
        let live = table.entries.iter().filter(|entry| !entry.key.is_missing());
        live.map(|entry| (entry.hash, entry.key.clone(), entry.value.clone())).collect()
    }

    /// Key and value of every entry, in order.
    pub fn entries(&self) -> Vec<(Value, Value)> {
        self.hashed_entries().into_iter().map(|(_, key, value)| (key, value)).collect()
    }

    /// The keys, in order.
    pub fn keys(&self) -> Vec<Value> {
        self.hashed_entries().into_iter().map(|(_, key, _)| key).collect()
    }

    /// The values, in order.
    pub fn values(&self) -> Vec<Value> {
        self.hashed_entries().into_iter().map(|(_, _, value)| value).collect()
    }

    /// Removes everything.
    pub fn clear(&self) {
        let table = std::mem::take(&mut *self.table.borrow_mut());
        self.changes.set(self.changes.get().wrapping_add(1));
        drop(table);
    }

    /// A copy with the same entries.
    pub fn copy(&self) -> Dict {
        let copy = Dict::default();
        for (hash, key, value) in self.hashed_entries() {
            copy.insert_absent(hash, key, value);
        }
        copy
    }
}

impl Traverse for Dict {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for entry in self.table.borrow().entries.iter().filter(|entry| !entry.key.is_missing()) {
            visit(&entry.key);
            visit(&entry.value);
        }
    }

    fn clear(&self, taken: &mut Taken) {
        let table = self.table.take();
        taken.add_in_order(|taken| {
            for entry in table.entries {
                taken.add(entry.key);
                taken.add(entry.value);
            }
        });
    }

    fn copy(self: &Rc<Self>, copier: &mut dyn Copier) -> Result<Option<Value>> {
        let copy = Rc::new(Dict::default());
        copier.note(Value::Dict(self.clone()), &Value::Dict(copy.clone()));
        copier.vm().fuel.spend_steps(self.len() as u64);
        for (hash, key, value) in self.hashed_entries() {
            let key = copier.copy(&key)?;
            let value = copier.copy(&value)?;
            copy.insert_absent(hash_of_copy(copier, &key, hash), key, value);
        }
        Ok(Some(Value::Dict(copy)))
    }
}

impl Table {
    fn set_bucket(&mut self, hash: u64, bucket: u32) {
        let mask = self.buckets.len() - 1;
        let mut at = spread(hash) as usize & mask;
        while self.buckets[at] != 0 && self.buckets[at] != DELETED {
            at = (at + 1) & mask;
        }
        self.buckets[at] = bucket;
    }

    /// Drops what was deleted and makes room for as many again.
    fn rebuild(&mut self) {
        self.entries.retain(|entry| !entry.key.is_missing());
        let room = ((self.entries.len() + 1) * 3).next_power_of_two().max(8);
        self.buckets = vec![0; room];
        for position in 0..self.entries.len() {
            self.set_bucket(self.entries[position].hash, position as u32 + 1);
        }
    }
}

impl Drop for Dict {
    fn drop(&mut self) {
        drop_references(self);
    }
}

/// Spreads a hash over all bits: Python's hash of a small int is the int.
fn spread(hash: u64) -> u64 {
    hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insert(dict: &Dict, number: i64) {
        dict.insert_absent(number as u64, Value::Int(number), Value::Int(number * 10));
    }

    #[test]
    fn keys_come_in_the_order_of_insertion_whatever_was_deleted() {
        let dict = Dict::default();
        (0..100).for_each(|number| insert(&dict, number));
        for number in (0..100).filter(|number| number % 3 != 0) {
            let Probe::Found(position) = dict.probe(number as u64, &Value::Int(number), 0) else {
                panic!("{number} is there");
            };
            dict.remove_at(position);
        }
        insert(&dict, 1);
        let keys: Vec<String> = dict.keys().iter().map(|key| format!("{key:?}")).collect();
        let expected: Vec<String> =
            (0..100).filter(|n| n % 3 == 0).chain([1]).map(|n: i64| n.to_string()).collect();
        assert_eq!(keys, expected);
    }

    #[test]
    fn a_float_finds_the_int_that_it_equals() {
        let dict = Dict::default();
        insert(&dict, 1);
        assert!(dict.get_native(1, &Value::Float(1.0)).is_some());
        assert!(dict.get_native(1, &Value::Float(1.5)).is_none());
    }
}
