//! A map of few entries, in the order of its keys: a sorted vector.
//!
//! Threads, processes, the names of coroutines: there are a handful of them, and the page, which is small first, would carry all of
//! `BTreeMap` for them. What it is not: a map for many entries, of which each that is added would move those behind it.

/// Few entries, in the order of their keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmallMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for SmallMap<K, V> {
    fn default() -> SmallMap<K, V> {
        SmallMap(Vec::new())
    }
}

impl<K: Ord + Copy, V> SmallMap<K, V> {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of a key.
    pub fn get(&self, key: K) -> Option<&V> {
        Some(&self.0[self.find(key).ok()?].1)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: K) -> Option<&mut V> {
        let index = self.find(key).ok()?;
        Some(&mut self.0[index].1)
    }

    /// Takes out the value of a key.
    pub fn remove(&mut self, key: K) -> Option<V> {
        let index = self.find(key).ok()?;
        Some(self.0.remove(index).1)
    }

    /// Takes out all entries.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes out the entries for which `stays` does not hold.
    pub fn retain(&mut self, mut stays: impl FnMut(K, &mut V) -> bool) {
        self.0.retain_mut(|(key, value)| stays(*key, value));
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: K, value: V) {
        match self.find(key) {
            Ok(index) => self.0[index].1 = value,
            Err(index) => self.0.insert(index, (key, value)),
        }
    }

    /// Entries, in the order of their keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (K, &V)> {
        self.0.iter().map(|(key, value)| (*key, value))
    }

    /// Keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = K> {
        self.0.iter().map(|(key, _)| *key)
    }

    /// Values, in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// The same, to be changed.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    fn find(&self, key: K) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.cmp(&key))
    }
}

impl<K: Ord + Copy, V: Default> SmallMap<K, V> {
    /// The value of a key, which begins as the default one.
    pub fn get_or_default(&mut self, key: K) -> &mut V {
        let index = match self.find(key) {
            Ok(index) => index,
            Err(index) => {
                self.0.insert(index, (key, V::default()));
                index
            }
        };
        &mut self.0[index].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_does_what_an_ordered_map_does(entries in prop::collection::vec((0_u8..20, any::<u8>()), 0..60)) {
            let (mut small, mut ordered) = (SmallMap::default(), BTreeMap::new());
            for (key, value) in entries {
                match value % 5 {
                    0 => {
                        small.insert(key, value);
                        ordered.insert(key, value);
                    }
                    1 => prop_assert_eq!(small.remove(key), ordered.remove(&key)),
                    2 => prop_assert_eq!(small.get_mut(key), ordered.get_mut(&key)),
                    3 => {
                        small.retain(|other, _| other % 7 != key % 7);
                        ordered.retain(|other, _| other % 7 != key % 7);
                    }
                    _ => {
                        *small.get_or_default(key) = value;
                        *ordered.entry(key).or_default() = value;
                    }
                }
                prop_assert_eq!(small.get(key), ordered.get(&key));
            }
            prop_assert!(small.iter().eq(ordered.iter().map(|(key, value)| (*key, value))));
            prop_assert!(small.keys().eq(ordered.keys().copied()));
            prop_assert!(small.values().eq(ordered.values()));
            prop_assert_eq!((small.len(), small.is_empty()), (ordered.len(), ordered.is_empty()));
        }
    }
}
