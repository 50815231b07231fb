//! A list that only grows, and whose copies share what they have in common.
//!
//! A run that goes on is looked at again and again while it grows, and whoever looked at it earlier keeps what was there. Items lie
//! in chunks that copies share once they are full, and chunks in groups; only the latest chunk, which is not full yet, belongs to
//! each copy alone. So neither a copy nor what is added to it costs more the longer the list is, and reading goes through memory in
//! order. What it is not: a list to insert into; only its end, and single items, can be changed. Begin with [`Log`].

use std::fmt;
use std::sync::Arc;

/// How many items a chunk holds: whoever copies a list copies half as many on average.
const CHUNK: usize = 256;
/// How many chunks a group holds: whoever fills a chunk of a list that has been copied counts up as many references.
const GROUP: usize = 256;

/// A chunk that is full: the vector in which it grew, since nothing is copied then.
type Chunk<T> = Arc<Vec<T>>;

/// Items in the order in which they were added.
#[derive(Clone)]
pub struct Log<T> {
    /// All but the last are full.
    groups: Vec<Arc<Vec<Chunk<T>>>>,
    /// How many items lie in them.
    settled: usize,
    /// The latest items: those that fill no chunk yet, or just fill one.
    tail: Vec<T>,
}

impl<T> Log<T> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.settled + self.tail.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at a place, counted from 0.
    pub fn get(&self, index: usize) -> Option<&T> {
        match index.checked_sub(self.settled) {
            Some(late) => self.tail.get(late),
            None => self.chunk(index).get(index % CHUNK),
        }
    }

    /// The latest item.
    pub fn last(&self) -> Option<&T> {
        self.get(self.len().checked_sub(1)?)
    }

    /// All items, in order.
    pub fn iter(&self) -> Iter<'_, T> {
        self.range(0, self.len())
    }

    /// The items from one place until before another; none where there are none.
    pub fn range(&self, from: usize, until: usize) -> Iter<'_, T> {
        let end = until.min(self.len());
        Iter { log: self, ahead: [].iter(), start: from.min(end), end }
    }

    /// How many items come first for which `is_before` holds; it has to hold for none after the first for which it does not.
    pub fn partition_point(&self, is_before: impl Fn(&T) -> bool) -> usize {
        partition_point(self.len(), |index| self.get(index).is_some_and(&is_before))
    }

    /// Adds an item.
    #[inline]
    pub fn push(&mut self, item: T) {
        if self.tail.len() == self.tail.capacity().min(CHUNK) {
            self.make_room();
        }
        self.tail.push(item);
    }

    /// How many bytes the items take, and how many are kept for them.
    pub fn bytes(&self) -> (usize, usize) {
        (self.len() * size_of::<T>(), (self.settled + self.tail.capacity()) * size_of::<T>())
    }

    /// The chunk in which a place lies that is not in the tail.
    fn chunk(&self, index: usize) -> &[T] {
        &self.groups[index / (CHUNK * GROUP)][index / CHUNK % GROUP]
    }

    /// Makes room in the tail for at least one item, and never for more than a chunk's.
    #[cold]
    fn make_room(&mut self) {
        if self.tail.len() >= CHUNK {
            self.settle();
        }
        let (len, most) = (self.tail.len(), CHUNK - self.tail.len());
        self.tail.reserve_exact(len.max(4).min(most));
    }

    /// The tail is full, and becomes a chunk.
    fn settle(&mut self) {
        let chunk: Chunk<T> = Arc::new(std::mem::take(&mut self.tail));
        // There will be as many again, as a rule.
        self.tail.reserve_exact(CHUNK);
        self.settled += chunk.len();
        match self.groups.last_mut() {
            Some(group) if group.len() < GROUP => Arc::make_mut(group).push(chunk),
            Some(_) | None => self.groups.push(Arc::new(vec![chunk])),
        }
    }
}

impl<T: Clone> Log<T> {
    /// The item at a place, to be changed: in this copy alone.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        if let Some(late) = index.checked_sub(self.settled) {
            return self.tail.get_mut(late);
        }
        let group = Arc::make_mut(&mut self.groups[index / (CHUNK * GROUP)]);
        Arc::make_mut(&mut group[index / CHUNK % GROUP]).get_mut(index % CHUNK)
    }

    /// The latest item, to be changed.
    pub fn last_mut(&mut self) -> Option<&mut T> {
        self.get_mut(self.len().checked_sub(1)?)
    }

    /// Takes the latest item away.
    pub fn pop(&mut self) -> Option<T> {
        if self.tail.is_empty() {
            let group = Arc::make_mut(self.groups.last_mut()?);
            self.tail.extend_from_slice(&group.pop()?);
            if group.is_empty() {
                self.groups.pop();
            }
            self.settled -= self.tail.len();
        }
        self.tail.pop()
    }
}

/// How many of so many places come first for which `is_before` holds; it has to hold for none after the first for which it does not.
pub fn partition_point(len: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low.midpoint(high);
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

impl<T> Default for Log<T> {
    fn default() -> Log<T> {
        Log { groups: Vec::new(), settled: 0, tail: Vec::new() }
    }
}

impl<T: fmt::Debug> fmt::Debug for Log<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: PartialEq> PartialEq for Log<T> {
    fn eq(&self, other: &Log<T>) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<T> Extend<T> for Log<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T> FromIterator<T> for Log<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Log<T> {
        let mut log = Log::default();
        log.extend(items);
        log
    }
}

impl<'a, T> IntoIterator for &'a Log<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

/// Items of a [`Log`] that follow each other.
#[derive(Debug)]
pub struct Iter<'a, T> {
    log: &'a Log<T>,
    /// Those that come next, as far as they lie in one chunk.
    ahead: std::slice::Iter<'a, T>,
    /// The place of the first after these.
    start: usize,
    end: usize,
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Iter { ahead: self.ahead.clone(), ..*self }
    }
}

impl<'a, T> Iter<'a, T> {
    /// The next item lies in another chunk than the one before, or is the first.
    #[cold]
    fn turn_over(&mut self) -> Option<&'a T> {
        let left = self.end - self.start;
        let chunk = match self.start.checked_sub(self.log.settled) {
            Some(late) => self.log.tail.get(late..)?,
            None => &self.log.chunk(self.start)[self.start % CHUNK..],
        };
        let chunk = &chunk[..chunk.len().min(left)];
        self.start += chunk.len();
        self.ahead = chunk.iter();
        self.ahead.next()
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        match self.ahead.next() {
            Some(item) => Some(item),
            None => self.turn_over(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.ahead.len() + (self.end - self.start);
        (len, Some(len))
    }

    fn nth(&mut self, count: usize) -> Option<&'a T> {
        if let Some(beyond) = count.checked_sub(self.ahead.len()) {
            self.ahead = [].iter();
            self.start = self.start.saturating_add(beyond).min(self.end);
            return self.next();
        }
        self.ahead.nth(count)
    }
}

impl<T> DoubleEndedIterator for Iter<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        if self.start < self.end {
            self.end -= 1;
            return self.log.get(self.end);
        }
        self.ahead.next_back()
    }
}

impl<T> ExactSizeIterator for Iter<'_, T> {}
