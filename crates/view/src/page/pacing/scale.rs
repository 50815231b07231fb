//! How long the lengths of a run play: evenly, or the long ones compressed so that all have room.
//!
//! Lengths are in milliseconds throughout. It knows nothing of steps. Begin with [`Scale::fit`].

use trace::order::sorted_places;

/// How many times an interval is halved to find where compressing begins: far below what can be seen.
const HALVINGS: u32 = 60;
/// A nanosecond: no length is shorter, but for none at all.
const SHORTEST: f64 = 1e-6;

/// A monotone map from lengths on the run's clock to lengths of the playback.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// How many milliseconds of playback a millisecond takes, where it is not compressed.
    rate: f64,
    /// Lengths up to this one play evenly; infinite if all do.
    even: f64,
    /// How long all lengths play together.
    pub(super) total: f64,
}

impl Scale {
    /// The scale by which these lengths take between `least` and `most` together, and their own time if that lies between.
    pub(super) fn fit(lengths: &[f64], least: f64, most: f64) -> Scale {
        let sum: f64 = lengths.iter().sum();
        if sum <= most {
            let rate = if sum > 0.0 { (least / sum).max(1.0) } else { 1.0 };
            return Scale { rate, even: f64::INFINITY, total: sum * rate };
        }
        let places = sorted_places(lengths.len(), &|a, b| lengths[a].total_cmp(&lengths[b]));
        let lengths: Vec<f64> = places.into_iter().map(|place| lengths[place]).collect();
        Scale { rate: 1.0, even: even_length(&lengths, most), total: most }
    }

    /// How long a length plays.
    pub(super) fn of(&self, length: f64) -> f64 {
        self.rate * compressed(length, self.even)
    }
}

/// A length, if it is at most `even`; beyond that it grows with the logarithm, and begins to do so without a kink: each time that a
/// length is doubled, it plays as much longer.
fn compressed(length: f64, even: f64) -> f64 {
    if length <= even { length } else { even * (1.0 + (length / even).ln()) }
}

/// The length beyond which lengths must be compressed to take `most` together. They increase, and take more by themselves.
fn even_length(lengths: &[f64], most: f64) -> f64 {
    // What the first of them come to, and their logarithms.
    let sums = |of: fn(f64) -> f64| -> Vec<f64> {
        let mut sum = 0.0;
        let rest = lengths.iter().map(|length| {
            sum += of(*length);
            sum
        });
        std::iter::once(0.0).chain(rest).collect()
    };
    // A length of zero has no logarithm, and is never compressed.
    let (whole, logarithms) = (sums(|length| length), sums(|length| length.max(SHORTEST).ln()));
    let count = lengths.len();
    let total = |even: f64| {
        let short = lengths.partition_point(|length| *length <= even);
        let long = (count - short) as f64 * (1.0 - even.ln()) + logarithms[count] - logarithms[short];
        whole[short] + even * long
    };
    let (mut low, mut high) = (0.0, lengths.last().copied().unwrap_or(0.0));
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if total(middle) > most { high = middle } else { low = middle }
    }
    low
}
