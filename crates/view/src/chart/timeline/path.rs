//! Where the path of what took so long runs: a bar under what each lane did on it, and a line to the lane that it came from.

use super::Timeline;
use crate::chart::geometry::Rect;
use crate::chart::theme::Theme;
use analysis::critical_path::Segment;

/// How thick a bar of the path is, in CSS pixels, and a line between two.
const THICKNESS: f64 = 3.0;
const LINE: f64 = 1.5;

/// The path's rectangles, of a timeline whose rows begin at lane `first`. What is out of view is not there; a line to a lane
/// above or below runs as far as the edge.
pub(super) fn path(segments: &[Segment], first: usize, timeline: &Timeline, theme: &Theme) -> Vec<Rect> {
    let (scale, plot) = (&timeline.scale, timeline.plot);
    let in_view: Vec<&Segment> =
        segments.iter().filter(|segment| segment.to >= scale.start && segment.from <= scale.end).collect();
    let height = |segment: &Segment| Level::of(segment.lane.index(), first, timeline, theme);
    let mut rects = Vec::with_capacity(in_view.len() * 2);
    let mut before: Option<Level> = None;
    for segment in in_view {
        let level = height(segment);
        let left = scale.x_from_time(segment.from).clamp(plot.x, plot.right());
        let right = scale.x_from_time(segment.to).clamp(plot.x, plot.right());
        if let Level::At(y) = level {
            rects.push(Rect::new(left, y, (right - left).max(1.0), theme.px(THICKNESS)));
        }
        if let Some(before) = before.filter(|before| *before != level) {
            let (from, to) = (before.y(timeline), level.y(timeline));
            let line = theme.px(LINE);
            rects.push(Rect::new(left - line / 2.0, from.min(to), line, (from - to).abs()));
        }
        before = Some(level);
    }
    rects
}

/// How high up a lane's part of the path lies.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Level {
    /// At this y.
    At(f64),
    /// Above what is in view.
    Above,
    /// Below it.
    Below,
}

impl Level {
    fn of(lane: usize, first: usize, timeline: &Timeline, theme: &Theme) -> Level {
        let Some(place) = lane.checked_sub(first) else { return Level::Above };
        let room = theme.px(THICKNESS);
        timeline.rows.get(place).map_or(Level::Below, |row| Level::At(row.rect.bottom() - room))
    }

    fn y(self, timeline: &Timeline) -> f64 {
        match self {
            Level::At(y) => y,
            Level::Above => timeline.plot.y,
            Level::Below => timeline.plot.bottom(),
        }
    }
}
