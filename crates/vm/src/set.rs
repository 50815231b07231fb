//! Python's set and frozenset.
//!
//! The order in which a set of ints is walked is visible in what programs print, so the table grows and probes as CPython's does
//! (`Objects/setobject.c`, `set_add_entry`, `set_table_resize`): open addressing with nine linear probes, then a perturbed jump.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::dict::Probe;
use super::equality::equal_natively;
use super::exception::Result;
use super::traverse::{Copier, Taken, Traverse, drop_references, hash_of_copy};
use super::value::Value;
use super::weakref::WeakrefSlot;

/// A set or frozenset.
#[derive(Debug)]
pub struct Set {
    table: RefCell<Table>,
    changes: Cell<u32>,
    /// Whether it is a frozenset.
    pub frozen: bool,
    /// The weak references to it that have callbacks.
    pub(super) weakrefs: WeakrefSlot,
}

#[derive(Debug, Clone)]
struct Table {
    slots: Vec<Slot>,
    /// Live entries and deleted ones.
    fill: usize,
    used: usize,
}

#[derive(Debug, Clone)]
enum Slot {
    Empty,
    Deleted,
    Live(u64, Value),
}

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const SMALLEST: usize = 8;

impl Set {
    /// A set without items.
    pub fn new(frozen: bool) -> Set {
        let table = Table { slots: vec![Slot::Empty; SMALLEST], fill: 0, used: 0 };
        Set { table: RefCell::new(table), changes: Cell::new(0), frozen, weakrefs: WeakrefSlot::default() }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.table.borrow().used
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Grows with each change.
    pub fn changes(&self) -> u32 {
        self.changes.get()
    }

    /// Looks for an item, as `Dict::probe` does for a key.
    pub fn probe(&self, hash: u64, item: &Value, from: usize) -> Probe {
        let table = self.table.borrow();
        for (step, at) in Walk::new(hash, table.slots.len() - 1).enumerate().skip(from) {
            match &table.slots[at] {
                Slot::Empty => return Probe::Absent,
                Slot::Deleted => {}
                Slot::Live(other, _) if *other != hash => {}
                Slot::Live(_, key) => match equal_natively(key, item) {
                    Some(true) => return Probe::Found(at),
                    Some(false) => {}
                    None => return Probe::Ask { position: at, key: key.clone(), next: step + 1 },
                },
            }
        }
        Probe::Absent
    }

    /// Adds an item that a probe has found absent.
    pub fn insert_absent(&self, hash: u64, item: Value) {
        let mut table = self.table.borrow_mut();
        self.changes.set(self.changes.get().wrapping_add(1));
        let mask = table.slots.len() - 1;
        let at = Walk::new(hash, mask)
            .find(|&at| matches!(table.slots[at], Slot::Empty))
            .expect("a set is never full: it grows at three fifths");
        table.slots[at] = Slot::Live(hash, item);
        table.fill += 1;
        table.used += 1;
        if table.fill * 5 >= mask * 3 {
            let room = if table.used > 50_000 { table.used * 2 } else { table.used * 4 };
            table.resize(room);
        }
    }

    /// Removes the item at a position that a probe found.
    pub fn remove_at(&self, position: usize) -> Value {
        let mut table = self.table.borrow_mut();
        self.changes.set(self.changes.get().wrapping_add(1));
        table.used -= 1;
        match std::mem::replace(&mut table.slots[position], Slot::Deleted) {
            Slot::Live(_, item) => item,
            Slot::Empty | Slot::Deleted => Value::Missing,
        }
    }

    /// The first item at or after a position, and where it is.
    pub fn item_from(&self, position: usize) -> Option<(usize, Value)> {
        let table = self.table.borrow();
        table.slots.iter().enumerate().skip(position).find_map(|(at, slot)| match slot {
            Slot::Live(_, item) => Some((at, item.clone())),
            Slot::Empty | Slot::Deleted => None,
        })
    }

    /// Hash and item, in the order of the table.
    pub fn hashed_items(&self) -> Vec<(u64, Value)> {
        let table = self.table.borrow();
        let live = table.slots.iter().filter_map(|slot| match slot {
            Slot::Live(hash, item) => Some((*hash, item.clone())),
            Slot::Empty | Slot::Deleted => None,
        });
        live.collect()
    }

    /// The items, in the order of the table.
    pub fn items(&self) -> Vec<Value> {
        self.hashed_items().into_iter().map(|(_, item)| item).collect()
    }

    /// Removes everything.
    pub fn clear(&self) {
        let empty = Table { slots: vec![Slot::Empty; SMALLEST], fill: 0, used: 0 };
        let table = self.table.replace(empty);
        self.changes.set(self.changes.get().wrapping_add(1));
        drop(table);
    }

    /// A copy with the same items (as CPython's `set_merge`: a table of the same size, so the same order).
    pub fn copy(&self, frozen: bool) -> Set {
        let copy = Set::new(frozen);
        let source = self.table.borrow();
        if (source.used * 5) >= (copy.table.borrow().slots.len() - 1) * 3 {
            copy.table.borrow_mut().resize((source.used) * 2);
        }
        drop(source);
        for (hash, item) in self.hashed_items() {
            copy.insert_absent(hash, item);
        }
        copy
    }
}

impl Table {
    /// As `set_table_resize`: the smallest power of two above `minimum`.
    fn resize(&mut self, minimum: usize) {
        let mut size = SMALLEST;
        while size <= minimum {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.slots, vec![Slot::Empty; size]);
        self.fill = self.used;
        for slot in old {
            if let Slot::Live(hash, item) = slot {
                let free = Walk::new(hash, size - 1)
                    .find(|&at| matches!(self.slots[at], Slot::Empty))
                    .expect("the new table has more room than items");
                self.slots[free] = Slot::Live(hash, item);
            }
        }
    }
}

/// The positions at which CPython looks for a hash, in order; endless.
struct Walk {
    perturb: u64,
    at: usize,
    probe: usize,
    mask: usize,
}

impl Walk {
    fn new(hash: u64, mask: usize) -> Walk {
        Walk { perturb: hash, at: hash as usize & mask, probe: 0, mask }
    }
}

impl Iterator for Walk {
    type Item = usize;
    fn next(&mut self) -> Option<usize> {
        let position = self.at + self.probe;
        if self.at + LINEAR_PROBES <= self.mask && self.probe < LINEAR_PROBES {
            self.probe += 1;
        } else {
            self.probe = 0;
            self.perturb >>= PERTURB_SHIFT;
            self.at =
                (self.at.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize)) & self.mask;
        }
        Some(position)
    }
}

impl Traverse for Set {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for slot in &self.table.borrow().slots {
            if let Slot::Live(_, item) = slot {
                visit(item);
            }
        }
    }

    fn clear(&self, taken: &mut Taken) {
        let slots = std::mem::take(&mut self.table.borrow_mut().slots);
        taken.add_in_order(|taken| {
            for slot in slots {
                if let Slot::Live(_, item) = slot {
                    taken.add(item);
                }
            }
        });
    }

    fn copy(self: &Rc<Self>, copier: &mut dyn Copier) -> Result<Option<Value>> {
        copier.vm().fuel.spend_steps(self.len() as u64);
        let copy = Rc::new(Set::new(self.frozen));
        copier.note(Value::Set(self.clone()), &Value::Set(copy.clone()));
        for (hash, item) in self.hashed_items() {
            let item = copier.copy(&item)?;
            copy.insert_absent(hash_of_copy(copier, &item, hash), item);
        }
        Ok(Some(Value::Set(copy)))
    }
}

impl Drop for Set {
    fn drop(&mut self) {
        drop_references(self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(numbers: &[i64]) -> Vec<String> {
        let set = Set::new(false);
        for &number in numbers {
            set.insert_absent(number as u64, Value::Int(number));
        }
        set.items().iter().map(|item| format!("{item:?}")).collect()
    }

    #[test]
    fn small_ints_come_out_sorted_as_in_cpython() {
        assert_eq!(order(&[3, 1, 2]), ["1", "2", "3"]);
    }

    #[test]
    fn a_grown_table_orders_as_cpython_does() {
        // python3.11 -c 'print(list({100, 5, 33, 8, 1, 64}))'
        assert_eq!(order(&[100, 5, 33, 8, 1, 64]), ["64", "33", "1", "100", "5", "8"]);
    }
}
