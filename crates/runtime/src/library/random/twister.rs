//! The Mersenne Twister MT19937 of Matsumoto and Nishimura, with the seeding and the floats that CPython takes from it
//! (`Modules/_randommodule.c`).

use num_bigint::BigUint;

const LENGTH: usize = 624;
const MIDDLE: usize = 397;

/// The generator's state.
#[derive(Clone, PartialEq)]
pub(super) struct Twister {
    /// The numbers from which the next ones are made.
    pub(super) words: [u32; LENGTH],
    /// How many of them have been given out.
    pub(super) position: usize,
}

impl std::fmt::Debug for Twister {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Twister at {}", self.position)
    }
}

impl Twister {
    /// From one number.
    fn from_number(seed: u32) -> Twister {
        let mut words = [seed; LENGTH];
        for index in 1..LENGTH {
            let before = words[index - 1];
            words[index] = 1_812_433_253_u32.wrapping_mul(before ^ (before >> 30)).wrapping_add(index as u32);
        }
        Twister { words, position: LENGTH }
    }

    /// From an int's digits in base 2**32, the lowest first; at least one. (`init_by_array`)
    pub(super) fn from_seed(digits: &[u32]) -> Twister {
        let mut twister = Twister::from_number(19_650_218);
        let words = &mut twister.words;
        let (mut at, mut digit) = (1, 0);
        for _ in 0..LENGTH.max(digits.len()) {
            let mixed = (words[at - 1] ^ (words[at - 1] >> 30)).wrapping_mul(1_664_525);
            words[at] = (words[at] ^ mixed).wrapping_add(digits[digit]).wrapping_add(digit as u32);
            at += 1;
            digit = (digit + 1) % digits.len();
            if at == LENGTH {
                words[0] = words[LENGTH - 1];
                at = 1;
            }
        }
        for _ in 1..LENGTH {
            let mixed = (words[at - 1] ^ (words[at - 1] >> 30)).wrapping_mul(1_566_083_941);
            words[at] = (words[at] ^ mixed).wrapping_sub(at as u32);
            at += 1;
            if at == LENGTH {
                words[0] = words[LENGTH - 1];
                at = 1;
            }
        }
        words[0] = 0x8000_0000;
        twister
    }

    /// The next 32 bits.
    pub(super) fn word(&mut self) -> u32 {
        if self.position >= LENGTH {
            self.refill();
        }
        let mut word = self.words[self.position];
        self.position += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C_5680;
        word ^= (word << 15) & 0xEFC6_0000;
        word ^ (word >> 18)
    }

    fn refill(&mut self) {
        for at in 0..LENGTH {
            let joined = (self.words[at] & 0x8000_0000) | (self.words[(at + 1) % LENGTH] & 0x7FFF_FFFF);
            let twist = if joined & 1 == 0 { 0 } else { 0x9908_B0DF };
            self.words[at] = self.words[(at + MIDDLE) % LENGTH] ^ (joined >> 1) ^ twist;
        }
        self.position = 0;
    }

    /// A float in `0.0..1.0` with 53 random bits.
    pub(super) fn float(&mut self) -> f64 {
        let high = f64::from(self.word() >> 5);
        let low = f64::from(self.word() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// An int of so many random bits.
    pub(super) fn bits(&mut self, mut count: u64) -> BigUint {
        let mut digits = Vec::with_capacity(count.div_ceil(32) as usize);
        while count > 0 {
            let word = self.word();
            digits.push(if count < 32 { word >> (32 - count) } else { word });
            count = count.saturating_sub(32);
        }
        BigUint::new(digits)
    }

    /// An index below a bound that is above 0. (`_randbelow_with_getrandbits`)
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let bits = u64::from(usize::BITS - bound.leading_zeros());
        loop {
            let number = self.bits(bits).iter_u64_digits().next().unwrap_or(0);
            if number < bound as u64 {
                return number as usize;
            }
        }
    }

    /// An int below a bound that is above 0.
    pub(super) fn big_below(&mut self, bound: &BigUint) -> BigUint {
        loop {
            let number = self.bits(bound.bits());
            if number < *bound {
                return number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_cpython() {
        // python3 -c 'import random; random.seed(42); print([random.random() for _ in range(3)], random.getrandbits(70))'
        let mut twister = Twister::from_seed(&[42]);
        assert_eq!(
            [twister.float(), twister.float(), twister.float()],
            [0.6394267984578837, 0.025010755222666936, 0.27502931836911926]
        );
        assert_eq!(twister.bits(70).to_string(), "869570991858821387998");
    }

    #[test]
    fn a_bound_of_one_gives_zero() {
        assert_eq!(Twister::from_seed(&[1]).below(1), 0);
    }
}
