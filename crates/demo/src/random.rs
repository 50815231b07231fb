//! Random numbers that a seed fixes.

/// A stream of numbers, each the mixture of a seed and a counter (the SplitMix64 generator of Steele, Lea and
/// Flood, 2014). Good enough to choose quotations; no secret may depend on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Random {
    counter: u64,
}

/// What the counter moves by: 2⁶⁴ divided by the golden ratio, odd, so that all 2⁶⁴ values come before one repeats.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

impl Random {
    /// Begins the stream of a seed.
    pub(super) fn from_seed(seed: u64) -> Self {
        Self { counter: seed }
    }

    /// Draws one of all 2⁶⁴ numbers.
    pub(super) fn whole(&mut self) -> u64 {
        self.counter = self.counter.wrapping_add(STEP);
        let mut mixed = self.counter;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Draws a fraction, at least 0 and less than 1.
    pub(super) fn fraction(&mut self) -> f64 {
        // 53 bits are what a double holds exactly.
        (self.whole() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Draws one of the items; `None` if there is none.
    pub(super) fn choice<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(items.len()).ok().filter(|count| *count > 0)?;
        usize::try_from(self.whole() % count).ok().and_then(|idx| items.get(idx))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_that_of_the_published_generator() {
        // The first outputs of SplitMix64 for seed 1234567, as other implementations of it give them.
        let mut random = Random::from_seed(1_234_567);
        assert_eq!(random.whole(), 6_457_827_717_110_365_317);
        assert_eq!(random.whole(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn fractions_lie_between_zero_and_one() {
        let mut random = Random::from_seed(0);
        assert!((0..1000).all(|_| (0.0..1.0).contains(&random.fraction())));
    }

    #[test]
    fn nothing_can_be_chosen_from_nothing() {
        assert_eq!(Random::from_seed(0).choice::<u8>(&[]), None);
    }
}
