//! Where on a chart's axis time plays faster than it passed, as marks in pixels.
//!
//! Not which time that is: the pacing of a run says so. Begin with [`compressed`].

use super::geometry::TimeScale;
use trace::Time;

/// Marks that lie less than this apart, in device pixels, are one.
const APART: f64 = 2.0;

/// A part of the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CompressedMark {
    /// Its left edge, in device pixels.
    pub left: f64,
    /// Its right edge.
    pub right: f64,
    /// How many times faster time plays there; the most, where it stands for several parts.
    pub times: f64,
}

/// The marks in view of parts that follow each other: from when to when, and how many times faster.
pub fn compressed(
    parts: impl IntoIterator<Item = (Time, Time, f64)>,
    scale: &TimeScale,
) -> Vec<CompressedMark> {
    let mut marks: Vec<CompressedMark> = Vec::new();
    for (from, to, times) in parts {
        if to <= scale.start || from >= scale.end {
            continue;
        }
        let x = |time| scale.x_from_time(time).clamp(scale.left, scale.left + scale.width);
        let (left, right) = (x(from), x(to));
        match marks.last_mut().filter(|last| left < last.right + APART) {
            Some(last) => (last.right, last.times) = (last.right.max(right), last.times.max(times)),
            None => marks.push(CompressedMark { left, right, times }),
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_in_view_are_marked_and_those_too_close_are_one() {
        // A pixel is a nanosecond.
        let scale = TimeScale::new(Time(100), Time(200), 0.0, 100.0);
        let parts = [
            (0, 90, 2.0),
            (90, 120, 3.0),
            (140, 150, 4.0),
            (151, 160, 9.0),
            (190, 300, 5.0),
            (300, 400, 6.0),
        ];
        let parts = parts.map(|(from, to, times)| (Time(from), Time(to), times));
        let mark = |left, right, times| CompressedMark { left, right, times };
        assert_eq!(
            compressed(parts, &scale),
            [mark(0.0, 20.0, 3.0), mark(40.0, 60.0, 9.0), mark(90.0, 100.0, 5.0)]
        );
    }
}
