//! A table from small numbers to values that is cheap to clone, however many there are.
//!
//! Values lie in pages, and pages in groups; clones share every page until one of them changes it. So a step through a run of a
//! hundred thousand tasks copies a few hundred numbers, and a hundred snapshots of it cost little more than what differs between them.
//! What it is not: a general map; keys are numbers that are given out one after the other, and a page is as full as they are
//! dense.

use crate::event::{HandleId, RequestId, TaskId};
use std::marker::PhantomData;
use std::sync::Arc;

/// How many values a page holds: few, since whoever changes one copies the others.
const PAGE: usize = 8;
/// How many pages a group holds.
const GROUP: usize = 64;

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
    /// In the order of their places; none is empty.
    groups: Vec<(u32, Arc<PageGroup<V>>)>,
    len: usize,
    key: PhantomData<K>,
}

#[derive(Debug, Clone)]
struct PageGroup<V> {
    pages: [Option<Arc<Page<V>>>; GROUP],
    used: u32,
}

#[derive(Debug, Clone)]
struct Page<V> {
    slots: [Option<V>; PAGE],
    used: u32,
}

/// Where a value lies.
#[derive(Debug, Clone, Copy)]
struct SlotIndex {
    group: u32,
    page: usize,
    slot: usize,
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
        let address = SlotIndex::of(key);
        let (_, group) = &self.groups[self.find(address.group).ok()?];
        group.pages[address.page].as_ref()?.slots[address.slot].as_ref()
    }

    /// The value of that number, to be changed.
    pub fn get_mut(&mut self, key: K) -> Option<&mut V> {
        // Asked first, so that looking for what is not there copies nothing.
        self.get(key)?;
        let address = SlotIndex::of(key);
        let index = self.find(address.group).ok()?;
        let group = Arc::make_mut(&mut self.groups[index].1);
        Arc::make_mut(group.pages[address.page].as_mut()?).slots[address.slot].as_mut()
    }

    /// Puts a value; gives back the one that was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let address = SlotIndex::of(key);
        let index = self.find(address.group).unwrap_or_else(|index| {
            self.groups.insert(index, (address.group, Arc::new(PageGroup::default())));
            index
        });
        let group = Arc::make_mut(&mut self.groups[index].1);
        let page = &mut group.pages[address.page];
        group.used += u32::from(page.is_none());
        let page = Arc::make_mut(page.get_or_insert_default());
        let old = page.slots[address.slot].replace(value);
        page.used += u32::from(old.is_none());
        self.len += usize::from(old.is_none());
        old
    }

    /// Takes a value away.
    pub fn remove(&mut self, key: K) -> Option<V> {
        self.get(key)?;
        let address = SlotIndex::of(key);
        let index = self.find(address.group).ok()?;
        let group = Arc::make_mut(&mut self.groups[index].1);
        let page = Arc::make_mut(group.pages[address.page].as_mut()?);
        let old = page.slots[address.slot].take();
        self.len -= 1;
        page.used -= 1;
        if page.used == 0 {
            group.pages[address.page] = None;
            group.used -= 1;
            if group.used == 0 {
                self.groups.remove(index);
            }
        }
        old
    }

    /// All, in the order of their numbers.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (K, &V)> {
        let pages = self.groups.iter().flat_map(|(group, content)| {
            let pages = content.pages.iter().enumerate();
            pages.filter_map(move |(page, content)| Some((*group, page, content.as_deref()?)))
        });
        pages.flat_map(|(group, page, content)| {
            content.slots.iter().enumerate().filter_map(move |(slot, value)| {
                Some((K::from_number(SlotIndex { group, page, slot }.number()), value.as_ref()?))
            })
        })
    }

    /// The values, in the order of their numbers.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }

    /// Where the group is, or where it would be.
    fn find(&self, group: u32) -> Result<usize, usize> {
        // Numbers begin at the first and have few gaps: nearly always the group is where its number says.
        match self.groups.get(group as usize) {
            Some((known, _)) if *known == group => Ok(group as usize),
            _ => self.groups.binary_search_by_key(&group, |(known, _)| *known),
        }
    }
}

impl SlotIndex {
    fn of(key: impl Key) -> SlotIndex {
        let number = key.number() as usize;
        SlotIndex {
            group: (number / (PAGE * GROUP)) as u32,
            page: number / PAGE % GROUP,
            slot: number % PAGE,
        }
    }

    fn number(self) -> u32 {
        self.group * (PAGE * GROUP) as u32 + (self.page * PAGE + self.slot) as u32
    }
}

impl<V> Default for PageGroup<V> {
    fn default() -> PageGroup<V> {
        PageGroup { pages: [const { None }; GROUP], used: 0 }
    }
}

impl<V> Default for Page<V> {
    fn default() -> Page<V> {
        Page { slots: [const { None }; PAGE], used: 0 }
    }
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Table<K, V> {
        Table { groups: Vec::new(), len: 0, key: PhantomData }
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
    use std::collections::BTreeMap;

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
        fn it_holds_what_a_map_holds(changes in prop::collection::vec((prop_oneof![4 => 0u32..200, 1 => 0u32..100_000], any::<Option<u8>>()), 0..200)) {
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
