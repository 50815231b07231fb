//! Where everything goes.

use super::path::path;
use super::pieces::pieces;
use super::{Row, Timeline, View};
use crate::chart::axis;
use crate::chart::geometry::{Rect, TimeScale};
use crate::chart::label;
use crate::chart::theme::Theme;
use trace::{LaneId, Naming, Time};

/// Sizes in CSS pixels.
const FONT: f64 = 12.0;
const AXIS_FONT: f64 = 10.5;
const MARGIN: f64 = 10.0;
const TOP: f64 = 16.0;
const AXIS: f64 = 24.0;
const LEAST_LABELS: f64 = 40.0;
const GREATEST_LABELS: f64 = 150.0;
const LEAST_LANE: f64 = 4.0;
const GREATEST_LANE: f64 = 80.0;
/// The part of a lane's height that a bar takes.
const BAR: f64 = 0.62;
/// The same where another run lies under it, and that one's: from where, and how much.
const UPPER_BAR: (f64, f64) = (0.1, 0.46);
const LOWER_BAR: (f64, f64) = (0.66, 0.22);

/// The height, in device pixels, at which so many lanes of a height in CSS pixels are all in view.
pub(super) fn fitting_height(lanes: usize, lane_height: f64, theme: &Theme) -> f64 {
    theme.px(TOP + AXIS + clamp_lane(lane_height) * lanes as f64)
}

/// Lays a timeline out.
pub fn layout(view: &View, theme: &Theme) -> Timeline {
    let lane_height = theme.px(clamp_lane(view.viewport.lane_height));
    let lane_count = view.trace.lanes().len();
    let first = view.viewport.first_lane.min(lane_count.saturating_sub(1));
    let (top, bottom) = (theme.px(TOP), view.height - theme.px(AXIS));
    // What is left over by rounding is no room.
    let room = ((bottom - top) / lane_height - 0.01).ceil().max(0.0) as usize;
    let lanes: Vec<LaneId> = (first..lane_count).take(room).map(|lane| LaneId(lane as u32)).collect();
    let labels: Vec<String> = lanes.iter().map(|&lane| view.naming.lane_title(view.trace, lane)).collect();
    let label_width = labels_width(&labels, theme);
    let left = theme.px(MARGIN) * 2.0 + label_width;
    let plot = Rect::new(left, top, view.width - theme.px(MARGIN) * 2.0 - left, bottom - top);
    let scale = TimeScale::new(view.viewport.start, view.viewport.end, plot.x, plot.width);
    let mut timeline = Timeline {
        width: view.width,
        height: view.height,
        plot,
        scale,
        ticks: axis::ticks(&scale, theme.px(AXIS_FONT)),
        rows: Vec::with_capacity(lanes.len()),
        lane_count,
        playhead: view.now.and_then(|now| scale.x_in_view(now)),
        merged: 0,
        path: Vec::new(),
        parting: view.extra.parting.and_then(|moment| scale.x_in_view(moment)),
    };
    for (index, (lane, label)) in lanes.into_iter().zip(labels).enumerate() {
        let y = top + index as f64 * lane_height;
        let rect = Rect::new(0.0, y, view.width, lane_height.min(bottom - y));
        let label = label::fit(&label, theme.px(FONT), label_width);
        let row = lay_row(view, theme, &scale, lane, label, rect);
        timeline.merged += row.pieces.iter().map(|piece| piece.what.count - 1).sum::<usize>();
        timeline.rows.push(row);
    }
    timeline.path = path(view.extra.path, first, &timeline, theme);
    timeline
}

fn clamp_lane(height: f64) -> f64 {
    if height.is_finite() { height.clamp(LEAST_LANE, GREATEST_LANE) } else { LEAST_LANE }
}

fn labels_width(labels: &[String], theme: &Theme) -> f64 {
    let widest = labels.iter().map(|text| label::width(text, theme.px(FONT))).fold(0.0, f64::max);
    widest.clamp(theme.px(LEAST_LABELS), theme.px(GREATEST_LABELS))
}

fn lay_row(view: &View, theme: &Theme, scale: &TimeScale, lane: LaneId, label: String, rect: Rect) -> Row {
    let known = view.stretches.lane(lane);
    let whole = Rect { x: scale.left, width: scale.width, ..rect };
    let bar = if view.extra.beside.is_some() { whole.part(UPPER_BAR) } else { whole.flattened(BAR) };
    let other = view.extra.beside.and_then(|other| other.lane(lane));
    let finished = known.and_then(|known| known.finished());
    let end = finished.and_then(|(time, outcome)| Some((scale.x_in_view(time)?, outcome)));
    let color = view.trace.task_of(lane).map(Naming::color);
    Row {
        lane,
        label,
        color,
        rect,
        done: finished.is_some_and(|(time, _)| view.now.is_some_and(|now| now > time)),
        pieces: known.map(|known| pieces(known, theme, scale, bar)).unwrap_or_default(),
        beside: other.map(|known| pieces(known, theme, scale, whole.part(LOWER_BAR))).unwrap_or_default(),
        end,
    }
}

impl Timeline {
    /// The moment at a place, within the viewport.
    pub fn time_from_x(&self, x: f64) -> Time {
        self.scale.time_from_x(x.clamp(self.plot.x, self.plot.right().max(self.plot.x)))
    }

    /// Where a moment is.
    pub fn x_from_time(&self, time: Time) -> f64 {
        self.scale.x_from_time(time)
    }
}
