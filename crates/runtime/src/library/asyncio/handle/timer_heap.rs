//! The timers of a loop, the earliest first.

use std::cmp::Ordering;
use std::rc::Rc;

use super::handle;
use vm::class::Instance;

/// The order of timers: by time alone, as `TimerHandle.__lt__`. But a real clock never shows the same time twice, so that of two
/// equal delays the one that was set first is over first; here the library takes no time, and both may end at once.
fn earlier(a: &Rc<Instance>, b: &Rc<Instance>) -> bool {
    let (a, b) = (handle(a), handle(b));
    match a.when.partial_cmp(&b.when) {
        Some(Ordering::Equal) => a.after_delay.get() && b.after_delay.get() && a.id < b.id,
        order => order == Some(Ordering::Less),
    }
}

/// A heap of timers that orders equal times exactly as `Lib/heapq.py` does, since the order in which they fire is visible.
#[derive(Debug, Default)]
pub struct TimerHeap(Vec<Rc<Instance>>);

impl TimerHeap {
    /// The earliest.
    pub fn first(&self) -> Option<&Rc<Instance>> {
        self.0.first()
    }

    /// All, in no order.
    pub fn all(&self) -> impl Iterator<Item = &Rc<Instance>> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds one: `heappush`.
    pub fn push(&mut self, timer: Rc<Instance>) {
        self.0.push(timer);
        self.move_up(0, self.0.len() - 1);
    }

    /// Takes the earliest: `heappop`.
    pub fn pop(&mut self) -> Option<Rc<Instance>> {
        let last = self.0.pop()?;
        if self.0.is_empty() {
            return Some(last);
        }
        let first = std::mem::replace(&mut self.0[0], last);
        self.move_down(0);
        Some(first)
    }

    /// Drops those that were cancelled, and orders the rest anew: `heapify`.
    pub fn drop_cancelled(&mut self) {
        for timer in &self.0 {
            if handle(timer).cancelled.get() {
                handle(timer).scheduled.set(false);
            }
        }
        self.0.retain(|timer| !handle(timer).cancelled.get());
        for at in (0..self.0.len() / 2).rev() {
            self.move_down(at);
        }
    }

    /// Moves an item towards the root until its parent is not later.
    fn move_up(&mut self, root: usize, mut at: usize) {
        while at > root {
            let parent = (at - 1) / 2;
            if !earlier(&self.0[at], &self.0[parent]) {
                break;
            }
            self.0.swap(at, parent);
            at = parent;
        }
    }

    /// Moves an item to a leaf along the earlier children, then up again to its place.
    fn move_down(&mut self, root: usize) {
        let mut at = root;
        loop {
            let left = 2 * at + 1;
            if left >= self.0.len() {
                break;
            }
            let right = left + 1;
            let child =
                if right < self.0.len() && !earlier(&self.0[left], &self.0[right]) { right } else { left };
            self.0.swap(at, child);
            at = child;
        }
        self.move_up(root, at);
    }
}
