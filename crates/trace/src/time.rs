//! Moments and spans of a run, as whole nanoseconds.

use crate::decimal::rounded;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::{Add, AddAssign, Sub};

/// A moment, in nanoseconds since the run began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Time(pub u64);

/// A length of time, in nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span(pub u64);

impl Time {
    /// The moment the run began.
    pub const ZERO: Time = Time(0);

    /// The length of time since `earlier`, or zero if that is later.
    pub fn since(self, earlier: Time) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }

    /// Seconds since the run began, for programs and axes; never for comparing moments.
    pub fn as_seconds(self) -> f64 {
        self.0 as f64 / 1e9
    }

    /// Milliseconds since the run began, for people.
    pub fn as_milliseconds(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// The moment so many seconds after the run began; what is negative or not a number is the beginning.
    pub fn from_seconds(seconds: f64) -> Time {
        Time(Span::from_seconds(seconds).0)
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Span = Span(0);

    /// So many milliseconds.
    pub const fn from_milliseconds(milliseconds: u64) -> Span {
        Span(milliseconds * 1_000_000)
    }

    /// So many microseconds.
    pub const fn from_microseconds(microseconds: u64) -> Span {
        Span(microseconds * 1_000)
    }

    /// So many seconds, rounded to the nanosecond; what is negative or not a number is no time at all, and what is too long
    /// for the type is its longest (584 years).
    pub fn from_seconds(seconds: f64) -> Span {
        // `as` saturates, and takes NaN to zero.
        Span((seconds * 1e9).round() as u64)
    }

    /// The same for a wait, which takes at least a nanosecond if it is to take any time: whoever waits until the clock shows a
    /// time would else wait for ever for the last part of a nanosecond. CPython rounds up too (`_PyTime_ROUND_TIMEOUT`).
    pub fn of_wait(seconds: f64) -> Span {
        let span = Span::from_seconds(seconds);
        if seconds > 0.0 { span.max(Span(1)) } else { span }
    }

    /// In seconds.
    pub fn as_seconds(self) -> f64 {
        self.0 as f64 / 1e9
    }

    /// In milliseconds.
    pub fn as_milliseconds(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl Span {
    /// As people say it: at most four digits, in the unit that fits. `125 ms`, `1.25 s`, `80 µs`.
    pub fn spoken(self) -> String {
        let (unit, divisor) = match self.0 {
            0 => return "0 ms".to_owned(),
            1..1_000 => ("ns", 1.0),
            1_000..1_000_000 => ("µs", 1e3),
            1_000_000..1_000_000_000 => ("ms", 1e6),
            _ => ("s", 1e9),
        };
        let value = self.0 as f64 / divisor;
        let decimals = if value >= 100.0 { 1 } else { 2 };
        format!("{} {unit}", rounded(value, decimals))
    }
}

impl Add<Span> for Time {
    type Output = Time;
    fn add(self, span: Span) -> Time {
        Time(self.0.saturating_add(span.0))
    }
}

impl AddAssign<Span> for Time {
    fn add_assign(&mut self, span: Span) {
        *self = *self + span;
    }
}

impl Add for Span {
    type Output = Span;
    fn add(self, other: Span) -> Span {
        Span(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Span {
    fn add_assign(&mut self, other: Span) {
        *self = *self + other;
    }
}

impl Sub for Span {
    type Output = Span;
    fn sub(self, other: Span) -> Span {
        Span(self.0.saturating_sub(other.0))
    }
}

/// Milliseconds with three decimals: `250.900 ms`.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Span(self.0).fmt(f)
    }
}

/// Milliseconds with three decimals: `250.900 ms`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let microseconds = self.0.saturating_add(500) / 1000;
        write!(f, "{}.{:03} ms", microseconds / 1000, microseconds % 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_prints_as_milliseconds_rounded_to_microseconds() {
        assert_eq!(Span(250_900_000).to_string(), "250.900 ms");
        assert_eq!(Span(1_499).to_string(), "0.001 ms");
        assert_eq!(Span(1_500).to_string(), "0.002 ms");
    }

    #[test]
    fn a_span_is_spoken_with_few_digits_in_the_unit_that_fits() {
        let spoken = [0, 999, 80_000, 125_000_000, 250_900_000, 1_250_000_000, 100_000_000_000]
            .map(|span| Span(span).spoken());
        assert_eq!(spoken, ["0 ms", "999 ns", "80 µs", "125 ms", "250.9 ms", "1.25 s", "100 s"]);
    }

    #[test]
    fn seconds_that_are_no_length_of_time_are_none() {
        assert_eq!(Span::from_seconds(f64::NAN), Span::ZERO);
        assert_eq!(Span::from_seconds(-1.0), Span::ZERO);
        assert_eq!(Span::from_seconds(f64::INFINITY), Span(u64::MAX));
        assert_eq!(Span::from_seconds(0.125), Span::from_milliseconds(125));
    }

    #[test]
    fn a_wait_for_less_than_a_nanosecond_takes_one() {
        assert_eq!(Span::of_wait(1e-13), Span(1));
        assert_eq!(Span::of_wait(0.125), Span::from_milliseconds(125));
        assert_eq!(Span::of_wait(0.0), Span::ZERO);
        assert_eq!(Span::of_wait(-1.0), Span::ZERO);
    }
}
