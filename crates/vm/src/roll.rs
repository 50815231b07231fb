//! Lists of what is alive of a kind, which keep nothing alive: all tasks; all classes, so that the end of a run can take them apart.

use std::rc::{Rc, Weak};

/// Weak references, in the order in which they were added. What is dropped is struck off now and then.
#[derive(Debug)]
pub struct Roll<T> {
    entries: Vec<Weak<T>>,
    /// At so many entries those of the dropped are struck off: twice as many as were left the last time, so that adding stays cheap.
    review_at: usize,
}

/// So few are not worth looking through.
const FEW: usize = 64;

impl<T> Default for Roll<T> {
    fn default() -> Roll<T> {
        Roll { entries: Vec::new(), review_at: FEW }
    }
}

impl<T> Roll<T> {
    /// Adds one.
    pub fn add(&mut self, new: &Rc<T>) {
        if self.entries.len() >= self.review_at {
            self.entries.retain(|entry| entry.strong_count() > 0);
            self.review_at = (self.entries.len() * 2).max(FEW);
        }
        self.entries.push(Rc::downgrade(new));
    }

    /// Those that are alive.
    pub fn alive(&self) -> impl Iterator<Item = Rc<T>> {
        self.entries.iter().filter_map(Weak::upgrade)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_roll_keeps_nothing_alive_and_forgets_what_is_gone() {
        let mut roll = Roll::default();
        let kept = Rc::new(0);
        roll.add(&kept);
        for number in 1..10_000 {
            roll.add(&Rc::new(number));
        }
        assert_eq!(roll.alive().collect::<Vec<_>>(), [kept]);
        assert!(roll.entries.len() <= FEW);
    }

    #[test]
    fn a_roll_of_many_that_live_is_not_looked_through_at_every_addition() {
        let mut roll = Roll::default();
        let alive: Vec<Rc<usize>> = (0..1000).map(Rc::new).collect();
        let mut reviews = 0;
        for new in &alive {
            let before = roll.review_at;
            roll.add(new);
            reviews += u32::from(roll.review_at != before);
        }
        assert_eq!(reviews, 4, "at 64, 128, 256 and 512");
        assert_eq!(roll.alive().count(), alive.len());
    }
}
