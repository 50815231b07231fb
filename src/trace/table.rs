//! A table from small numbers to values that is cheap to clone.
//!
//! Values lie in pages; clones share every page until one of them changes it. So a hundred snapshots of a thousand tasks cost
//! little more than what differs between them. What it is not: a general map; keys are numbers that are given out one after the
//! other, and a page is as full as they are dense.

use super::event::{HandleId, RequestId, TaskId};
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

/// How many values a page holds.
const PAGE: u32 = 32;

/// What numbers the values of a [`Table`].
pub trait Key: Copy {
    /// From the number.
    fn from_number(number: u32) -> Self;
    /// The number.
    fn number(self) -> u32;
}

macro_rules! key {
    ($name:ident) => {
        impl Key for $name {
            fn from_number(number: u32) -> Self {
                $name(number)
            }
            fn number(self) -> u32 {
                self.0
            }
        }
    };
}

key!(TaskId);
key!(HandleId);
key!(RequestId);

/// Values by number, in the order of their numbers.
#[derive(Debug, Clone)]
pub struct Table<K, V> {
    pages: BTreeMap<u32, Arc<Page<V>>>,
    len: usize,
    key: PhantomData<K>,
}

#[derive(Debug, Clone)]
struct Page<V> {
    slots: [Option<V>; PAGE as usize],
    used: u32,
}

impl<K: Key, V: Clone> Table<K, V> {
    /// How many values there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The value of that number.
    pub fn get(&self, key: K) -> Option<&V> {
        let (page, slot) = place(key);
        self.pages.get(&page)?.slots[slot].as_ref()
    }

    /// The value of that number, to be changed.
    pub fn get_mut(&mut self, key: K) -> Option<&mut V> {
        let (page, slot) = place(key);
        let page = self.pages.get_mut(&page)?;
        // Asked first, so that looking for what is not there copies no page.
        page.slots[slot].as_ref()?;
        Arc::make_mut(page).slots[slot].as_mut()
    }

    /// Puts a value; gives back the one that was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let (page, slot) = place(key);
        let page = Arc::make_mut(self.pages.entry(page).or_default());
        let old = page.slots[slot].replace(value);
        if old.is_none() {
            page.used += 1;
            self.len += 1;
        }
        old
    }

    /// Takes a value away.
    pub fn remove(&mut self, key: K) -> Option<V> {
        let (number, slot) = place(key);
        let page = self.pages.get_mut(&number)?;
        page.slots[slot].as_ref()?;
        self.len -= 1;
        if page.used == 1 {
            let page = self.pages.remove(&number)?;
            return Arc::unwrap_or_clone(page).slots[slot].take();
        }
        let page = Arc::make_mut(page);
        page.used -= 1;
        page.slots[slot].take()
    }

    /// All, in the order of their numbers.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (K, &V)> {
        self.pages.iter().flat_map(|(&page, content)| {
            let numbered = content.slots.iter().enumerate();
            numbered.filter_map(move |(slot, value)| {
                Some((K::from_number(page * PAGE + slot as u32), value.as_ref()?))
            })
        })
    }

    /// The values, in the order of their numbers.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }
}

fn place(key: impl Key) -> (u32, usize) {
    (key.number() / PAGE, (key.number() % PAGE) as usize)
}

impl<V> Default for Page<V> {
    fn default() -> Page<V> {
        Page { slots: [const { None }; PAGE as usize], used: 0 }
    }
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Table<K, V> {
        Table { pages: BTreeMap::new(), len: 0, key: PhantomData }
    }
}

impl<K: Key, V: Clone + PartialEq> PartialEq for Table<K, V> {
    fn eq(&self, other: &Table<K, V>) -> bool {
        self.len == other.len
            && self.iter().zip(other.iter()).all(|((key, value), (other_key, other_value))| {
                key.number() == other_key.number() && value == other_value
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_clone_does_not_see_later_changes() {
        let mut table: Table<TaskId, &str> = Table::default();
        table.insert(TaskId(1), "one");
        let before = table.clone();
        table.insert(TaskId(1), "uno");
        table.insert(TaskId(2), "due");
        assert_eq!(before.iter().map(|(key, value)| (key.0, *value)).collect::<Vec<_>>(), [(1, "one")]);
        assert_eq!(table.values().copied().collect::<Vec<_>>(), ["uno", "due"]);
    }

    #[test]
    fn the_greatest_number_is_a_key_like_any_other() {
        let mut table: Table<HandleId, u8> = Table::default();
        table.insert(HandleId(u32::MAX), 7);
        assert_eq!(table.iter().map(|(key, value)| (key.0, *value)).collect::<Vec<_>>(), [(u32::MAX, 7)]);
    }

    proptest! {
        #[test]
        fn it_holds_what_a_map_holds(changes in prop::collection::vec((0u32..200, any::<Option<u8>>()), 0..200)) {
            let mut map = BTreeMap::new();
            let mut table: Table<TaskId, u8> = Table::default();
            for (key, value) in changes {
                match value {
                    Some(value) => prop_assert_eq!(map.insert(key, value), table.insert(TaskId(key), value)),
                    None => prop_assert_eq!(map.remove(&key), table.remove(TaskId(key))),
                }
                prop_assert_eq!(map.get(&key), table.get(TaskId(key)));
            }
            prop_assert_eq!(map.len(), table.len());
            let pairs: Vec<_> = table.iter().map(|(key, value)| (key.0, *value)).collect();
            prop_assert_eq!(pairs, map.into_iter().collect::<Vec<_>>());
        }
    }
}
