//! Rectangles, and the line between time and pixels.

use trace::{Span, Time};

/// A rectangle in device pixels; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// How wide it is, never negative.
    pub width: f64,
    /// How high it is, never negative.
    pub height: f64,
}

/// What lies at a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit<T> {
    /// Where it was drawn.
    pub rect: Rect,
    /// What it is.
    pub what: T,
}

impl Rect {
    /// A rectangle; a negative size is none.
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width: width.max(0.0), height: height.max(0.0) }
    }

    /// Its right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Its lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Its middle, from above.
    pub fn middle(&self) -> f64 {
        self.y + self.height / 2.0
    }

    /// Whether the point lies in it; the left and upper edges belong to it.
    pub fn contains(&self, x: f64, y: f64) -> bool {
        x >= self.x && x < self.right() && y >= self.y && y < self.bottom()
    }

    /// The same width, and of the height a part: from where, and how much.
    pub fn part(&self, (from, part): (f64, f64)) -> Rect {
        Rect::new(self.x, self.y + self.height * from, self.width, self.height * part)
    }

    /// The same middle and width, and this part of the height.
    pub fn flattened(&self, part: f64) -> Rect {
        let height = self.height * part;
        Rect::new(self.x, self.middle() - height / 2.0, self.width, height)
    }
}

/// Maps a range of time to a range of pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeScale {
    /// The time at the left edge.
    pub start: Time,
    /// The time at the right edge, after `start`.
    pub end: Time,
    /// The left edge.
    pub left: f64,
    /// How wide it is, at least one pixel.
    pub width: f64,
}

impl TimeScale {
    /// From `start` to `end` between `left` and `left + width`. An empty range becomes a nanosecond, no width a pixel.
    pub fn new(start: Time, end: Time, left: f64, width: f64) -> TimeScale {
        let start = Time(start.0.min(u64::MAX - 1));
        TimeScale { start, end: end.max(start + Span(1)), left, width: width.max(1.0) }
    }

    /// Where a moment lies; outside of the edges, if it lies outside of the range.
    pub fn x_from_time(&self, time: Time) -> f64 {
        let offset = i128::from(time.0) - i128::from(self.start.0);
        self.left + offset as f64 * self.width / self.end.since(self.start).0 as f64
    }

    /// Where a moment lies, if that is between the edges.
    pub fn x_in_view(&self, time: Time) -> Option<f64> {
        let x = self.x_from_time(time);
        (x >= self.left - 0.5 && x <= self.left + self.width + 0.5).then_some(x)
    }

    /// The moment at a place; never before the beginning of the run.
    pub fn time_from_x(&self, x: f64) -> Time {
        let offset = (x - self.left) / self.width * self.end.since(self.start).0 as f64;
        Time((self.start.0 as f64 + offset).round().max(0.0) as u64)
    }

    /// A span of time as a number of pixels.
    pub fn width_of(&self, span: Span) -> f64 {
        span.0 as f64 * self.width / self.end.since(self.start).0 as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_and_pixels_map_to_each_other() {
        let scale = TimeScale::new(Time(1000), Time(3000), 50.0, 400.0);
        // 2000 ns over 400 px: 5 ns each.
        assert_eq!(scale.x_from_time(Time(1500)), 150.0);
        assert_eq!(scale.time_from_x(150.0), Time(1500));
        assert_eq!(scale.x_from_time(Time(0)), -150.0);
        assert_eq!(scale.time_from_x(-1e9), Time(0));
    }

    #[test]
    fn an_empty_range_divides_by_nothing() {
        let scale = TimeScale::new(Time(5), Time(5), 0.0, 0.0);
        assert!(scale.x_from_time(Time(6)).is_finite());
        let scale = TimeScale::new(Time(u64::MAX), Time(0), 0.0, 100.0);
        assert!(scale.x_from_time(Time(0)).is_finite());
    }
}
