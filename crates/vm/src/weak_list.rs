//! Lists that keep nothing alive: all tasks; all classes, so that the end of a run can take them apart; the weak references to an
//! object.

use std::rc::{Rc, Weak};

/// Weak references, in the order in which they were added, each with a label. What is dropped is struck off now and then.
#[derive(Debug)]
pub struct WeakList<T, Label = ()> {
    entries: Vec<(Weak<T>, Label)>,
    /// At so many entries those of the dropped are struck off: twice as many as were left the last time, so that adding stays cheap.
    review_at: usize,
}

/// So few are not worth looking through.
const FEW: usize = 64;

impl<T, Label> Default for WeakList<T, Label> {
    fn default() -> WeakList<T, Label> {
        WeakList { entries: Vec::new(), review_at: FEW }
    }
}

impl<T> WeakList<T> {
    /// Adds one.
    pub fn add(&mut self, new: &Rc<T>) {
        self.add_labeled(new, ());
    }
}

impl<T, Label> WeakList<T, Label> {
    /// Adds one with a label.
    pub fn add_labeled(&mut self, new: &Rc<T>, label: Label) {
        if self.entries.len() >= self.review_at {
            self.entries.retain(|(entry, _)| entry.strong_count() > 0);
            self.review_at = (self.entries.len() * 2).max(FEW);
        }
        self.entries.push((Rc::downgrade(new), label));
    }

    /// Those that are alive.
    pub fn alive(&self) -> impl Iterator<Item = Rc<T>> {
        self.entries.iter().filter_map(|(entry, _)| entry.upgrade())
    }

    /// All entries, also those that were dropped.
    pub fn into_entries(self) -> impl Iterator<Item = (Weak<T>, Label)> {
        self.entries.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_keeps_nothing_alive_and_forgets_what_is_gone() {
        let mut list = WeakList::default();
        let kept = Rc::new(0);
        list.add(&kept);
        for number in 1..10_000 {
            list.add(&Rc::new(number));
        }
        assert_eq!(list.alive().collect::<Vec<_>>(), [kept]);
        assert!(list.entries.len() <= FEW);
    }

    #[test]
    fn a_list_of_many_that_live_is_not_looked_through_at_every_addition() {
        let mut list = WeakList::default();
        let alive: Vec<Rc<usize>> = (0..1000).map(Rc::new).collect();
        let mut reviews = 0;
        for new in &alive {
            let before = list.review_at;
            list.add(new);
            reviews += u32::from(list.review_at != before);
        }
        assert_eq!(reviews, 4, "at 64, 128, 256 and 512");
        assert_eq!(list.alive().count(), alive.len());
    }
}
