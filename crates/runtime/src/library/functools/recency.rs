//! What a cache of limited size keeps, in the order in which it was used last: the links of `lru_cache` in CPython's
//! `Modules/_functoolsmodule.c`.
//!
//! Not which key leads where: that is in the cache's dict. Begin with [`RecencyList`].

use vm::value::Value;

/// A result, with the key under which it is kept.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// The key's hash.
    pub(super) hash: u64,
    /// The key.
    pub(super) key: Value,
    /// The result.
    pub(super) result: Value,
}

impl From<(u64, Value, Value)> for Kept {
    fn from((hash, key, result): (u64, Value, Value)) -> Kept {
        Kept { hash, key, result }
    }
}

/// Which link of a list. A link that takes the room of one that is gone is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LinkId {
    index: u32,
    generation: u32,
}

impl LinkId {
    /// As a dict holds it.
    pub(super) fn to_value(self) -> Value {
        Value::Int(i64::from(self.index) | i64::from(self.generation) << 32)
    }

    /// From what a dict holds.
    pub(super) fn from_value(value: &Value) -> Option<LinkId> {
        match value {
            Value::Int(number) => {
                Some(LinkId { index: *number as u32, generation: (*number as u64 >> 32) as u32 })
            }
            _ => None,
        }
    }
}

#[derive(Debug, Default)]
struct Link {
    /// None once it is gone.
    kept: Option<Kept>,
    generation: u32,
    older: Option<u32>,
    newer: Option<u32>,
}

/// Results from the one that was used longest ago to the one that was used last.
#[derive(Debug, Default)]
pub(super) struct RecencyList {
    links: Vec<Link>,
    free: Vec<u32>,
    oldest: Option<u32>,
    newest: Option<u32>,
}

impl RecencyList {
    /// All that is kept, the oldest first.
    pub(super) fn oldest_first(&self) -> impl Iterator<Item = &Kept> {
        let link = |index: Option<u32>| index.map(|index| self.link(index));
        std::iter::successors(link(self.oldest), move |at| link(at.newer)).filter_map(|at| at.kept.as_ref())
    }

    /// The oldest, and its key with the hash.
    pub(super) fn oldest(&self) -> Option<(LinkId, u64, Value)> {
        let index = self.oldest?;
        let Link { kept, generation, .. } = self.link(index);
        let kept = kept.as_ref()?;
        Some((LinkId { index, generation: *generation }, kept.hash, kept.key.clone()))
    }

    /// The result of a link, which is the newest from now on. None if it is gone.
    pub(super) fn use_again(&mut self, id: LinkId) -> Option<Value> {
        let link = self.links.get(id.index as usize).filter(|link| link.generation == id.generation)?;
        let result = link.kept.as_ref()?.result.clone();
        if self.newest != Some(id.index) {
            self.unlink(id.index);
            self.link_newest(id.index);
        }
        Some(result)
    }

    /// Adds what is used last.
    pub(super) fn add(&mut self, kept: Kept) -> LinkId {
        let index = self.free.pop().unwrap_or_else(|| {
            self.links.push(Link::default());
            self.links.len() as u32 - 1
        });
        let link = self.link_mut(index);
        link.kept = Some(kept);
        let id = LinkId { index, generation: link.generation };
        self.link_newest(index);
        id
    }

    /// Takes a link out. None if it is gone.
    pub(super) fn remove(&mut self, id: LinkId) -> Option<Kept> {
        let link = self.links.get_mut(id.index as usize).filter(|link| link.generation == id.generation)?;
        let kept = link.kept.take()?;
        link.generation = link.generation.wrapping_add(1);
        self.unlink(id.index);
        self.free.push(id.index);
        Some(kept)
    }

    fn link(&self, index: u32) -> &Link {
        &self.links[index as usize]
    }

    fn link_mut(&mut self, index: u32) -> &mut Link {
        &mut self.links[index as usize]
    }

    fn unlink(&mut self, index: u32) {
        let Link { older, newer, .. } = *self.link(index);
        match older {
            Some(older) => self.link_mut(older).newer = newer,
            None => self.oldest = newer,
        }
        match newer {
            Some(newer) => self.link_mut(newer).older = older,
            None => self.newest = older,
        }
    }

    fn link_newest(&mut self, index: u32) {
        let before = self.newest.replace(index);
        let link = self.link_mut(index);
        link.older = before;
        link.newer = None;
        match before {
            Some(before) => self.link_mut(before).newer = Some(index),
            None => self.oldest = Some(index),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(number: i64) -> Kept {
        Kept { hash: number as u64, key: Value::Int(number), result: Value::Int(number * 10) }
    }

    fn hashes(list: &RecencyList) -> Vec<u64> {
        list.oldest_first().map(|kept| kept.hash).collect()
    }

    #[test]
    fn what_is_used_again_is_the_newest() {
        let mut list = RecencyList::default();
        let ids: Vec<LinkId> = (1..=3).map(|number| list.add(kept(number))).collect();
        for id in [ids[1], ids[0], ids[0]] {
            assert!(list.use_again(id).is_some());
        }
        assert_eq!(hashes(&list), [3, 2, 1]);
        list.remove(ids[1]);
        assert_eq!(hashes(&list), [3, 1]);
    }

    #[test]
    fn a_link_that_takes_the_room_of_another_is_not_that_one() {
        let mut list = RecencyList::default();
        let first = list.add(kept(1));
        assert!(list.remove(first).is_some());
        assert!(list.oldest().is_none());
        let second = list.add(kept(2));
        assert_eq!((first.index, second.index), (0, 0));
        assert!(list.use_again(first).is_none() && list.remove(first).is_none());
        assert!(list.use_again(second).is_some());
        assert_eq!(LinkId::from_value(&second.to_value()), Some(second));
    }
}
