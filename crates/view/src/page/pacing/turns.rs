//! Going through a run by turns of the loop.

use trace::order::sorted_places;

/// The first steps of turns, increasing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Turns(Vec<u32>);

impl Turns {
    /// Turns that begin at these steps, in any order, several perhaps at the same.
    pub fn at(steps: impl IntoIterator<Item = usize>) -> Turns {
        let steps: Vec<u32> = steps.into_iter().filter_map(|step| u32::try_from(step).ok()).collect();
        let places = sorted_places(steps.len(), &|a, b| steps[a].cmp(&steps[b]));
        let mut turns: Vec<u32> = places.into_iter().map(|place| steps[place]).collect();
        turns.dedup();
        Turns(turns)
    }

    /// All of them.
    pub fn steps(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|turn| *turn as usize)
    }

    /// The first step of the next turn; None in the last one, and where no loop turns.
    pub fn after(&self, step: usize) -> Option<usize> {
        let begun = self.0.partition_point(|turn| *turn as usize <= step);
        self.0.get(begun).map(|turn| *turn as usize)
    }

    /// The first step of the turn of a step, or of the turn before if it is that already; None before the first.
    pub fn before(&self, step: usize) -> Option<usize> {
        let begun = self.0.partition_point(|turn| (*turn as usize) < step);
        Some(self.0[begun.checked_sub(1)?] as usize)
    }

    /// A turn begins at this step, the last one known.
    pub(super) fn push(&mut self, step: u32) {
        self.0.push(step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_lead_from_one_to_the_next_and_back() {
        let turns = Turns::at([30, 10, 20, 20]);
        assert_eq!(turns.steps().collect::<Vec<_>>(), [10, 20, 30]);
        assert_eq!(
            [0, 9, 10, 29, 30].map(|step| turns.after(step)),
            [Some(10), Some(10), Some(20), Some(30), None]
        );
        // In the middle of a turn it leads to the beginning of that one.
        assert_eq!(
            [40, 30, 11, 10, 0].map(|step| turns.before(step)),
            [Some(30), Some(20), Some(10), None, None]
        );
    }
}
