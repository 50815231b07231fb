//! Sorting by places: one sort for whatever is sorted, since each type that the standard library sorts is 3 KB of the page.
//!
//! What it is not: faster. Sort what is large where it is made, or keep it in order.

use std::cmp::Ordering;

/// The places `0..count` in the order that `compare` has of them; those that are equal stay in the order in which they were.
pub fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_unstable_by(|&a, &b| compare(a, b).then(a.cmp(&b)));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_a_stable_sort(values in prop::collection::vec(0_u8..20, 0..60)) {
            let mut sorted: Vec<(usize, u8)> = values.iter().copied().enumerate().collect();
            sorted.sort_by_key(|(_, value)| *value);
            let places = sorted_places(values.len(), &|a, b| values[a].cmp(&values[b]));
            prop_assert!(places.into_iter().eq(sorted.into_iter().map(|(place, _)| place)));
        }
    }
}
