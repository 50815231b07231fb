//! Which part of a run the timeline shows: zooming, panning, fitting. Moments in nanoseconds, places as fractions of the width.

use trace::{Span, Time};

/// The shortest part that can be shown.
const SHORTEST: Span = Span(1_000);

/// From when until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewport {
    /// The moment at the left edge.
    pub start: Time,
    /// The moment at the right edge; later than `start`.
    pub end: Time,
}

impl Viewport {
    /// All of a run that ends at `end`.
    pub fn fit(end: Time) -> Viewport {
        Viewport { start: Time::ZERO, end: Time(end.0.max(SHORTEST.0)) }
    }

    /// How much it shows.
    pub fn span(self) -> Span {
        self.end.since(self.start)
    }

    /// The moment at a place: 0 is the left edge, 1 the right one.
    pub fn time_from_fraction(self, fraction: f64) -> Time {
        let offset = (self.span().0 as f64 * fraction.clamp(0.0, 1.0)) as u64;
        self.start + Span(offset)
    }

    /// The place of a moment; outside 0..=1 if it is not in view.
    pub fn fraction_from_time(self, time: Time) -> f64 {
        (time.0 as f64 - self.start.0 as f64) / self.span().0 as f64
    }

    /// Shows a part `factor` times as long, within a run that ends at `end`; the moment at `anchor` stays where it is.
    pub fn zoom(self, factor: f64, anchor: f64, end: Time) -> Viewport {
        let whole = Viewport::fit(end);
        let factor = if factor.is_finite() && factor > 0.0 { factor } else { 1.0 };
        let length = (self.span().0 as f64 * factor).clamp(SHORTEST.0 as f64, whole.span().0 as f64);
        let anchor = anchor.clamp(0.0, 1.0);
        let fixed = self.time_from_fraction(anchor).0 as f64;
        within(fixed - length * anchor, length as u64, whole)
    }

    /// Moves by so many of its widths to the right, within a run that ends at `end`.
    pub fn pan(self, widths: f64, end: Time) -> Viewport {
        let widths = if widths.is_finite() { widths } else { 0.0 };
        let length = self.span().0;
        within(self.start.0 as f64 + widths * length as f64, length, Viewport::fit(end))
    }

    /// Moves, if it must, so that a moment is in view.
    pub fn reveal(self, time: Time, end: Time) -> Viewport {
        let place = self.fraction_from_time(time);
        if (0.0..=1.0).contains(&place) { self } else { self.pan(place - 0.5, end) }
    }
}

/// A part of that length that begins at `start`, or as near as the whole allows.
fn within(start: f64, length: u64, whole: Viewport) -> Viewport {
    let length = length.clamp(SHORTEST.0, whole.span().0.max(SHORTEST.0));
    let latest = whole.end.0.saturating_sub(length);
    // `as` takes negative numbers to zero.
    let start = Time((start as u64).min(latest));
    Viewport { start, end: start + Span(length) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop_assert, proptest};

    const END: Time = Time(1_000_000);

    #[test]
    fn zooming_in_keeps_the_moment_under_the_pointer() {
        let zoomed = Viewport::fit(END).zoom(0.5, 0.25, END);
        // 250 µs stay at a quarter of 500 µs: 125 µs to their left.
        assert_eq!(zoomed, Viewport { start: Time(125_000), end: Time(625_000) });
    }

    #[test]
    fn zooming_out_ends_at_the_whole_run() {
        let part = Viewport { start: Time(900_000), end: Time(1_000_000) };
        assert_eq!(part.zoom(100.0, 0.9, END), Viewport::fit(END));
    }

    #[test]
    fn panning_stops_at_both_ends() {
        let part = Viewport { start: Time(400_000), end: Time(500_000) };
        assert_eq!(part.pan(1.0, END), Viewport { start: Time(500_000), end: Time(600_000) });
        assert_eq!(part.pan(-9.0, END).start, Time::ZERO);
        assert_eq!(part.pan(9.0, END).end, END);
    }

    #[test]
    fn a_moment_out_of_view_comes_to_the_middle() {
        let part = Viewport { start: Time(0), end: Time(100_000) };
        assert_eq!(part.reveal(Time(50_000), END), part);
        assert_eq!(part.reveal(Time(500_000), END), Viewport { start: Time(450_000), end: Time(550_000) });
    }

    #[test]
    fn a_run_without_length_can_be_shown() {
        assert_eq!(Viewport::fit(Time::ZERO).span(), SHORTEST);
        assert_eq!(Viewport::fit(Time::ZERO).zoom(2.0, 0.5, Time::ZERO), Viewport::fit(Time::ZERO));
    }

    proptest! {
        #[test]
        fn no_gesture_leaves_the_run(end in 0..u64::MAX / 4, factor in any::<f64>(), anchor in any::<f64>(), widths in any::<f64>()) {
            let whole = Viewport::fit(Time(end));
            let view = whole.zoom(factor, anchor, Time(end)).pan(widths, Time(end));
            prop_assert!(view.start < view.end && view.end <= whole.end);
        }
    }
}
