//! Where everything goes.

use super::labels::labels;
use super::path::path;
use super::pieces;
use super::{Row, Timeline, View};
use crate::chart::axis;
use crate::chart::geometry::{Rect, TimeScale};
use crate::chart::label;
use crate::chart::theme::Theme;
use trace::{LaneId, Naming, Time};

/// Sizes in CSS pixels.
const FONT: f64 = 12.0;
const AXIS_FONT: f64 = 12.0;
const MARGIN: f64 = 10.0;
const TOP: f64 = 16.0;
const AXIS: f64 = 24.0;
/// Where the names begin: before them lie the marks of the tasks.
pub(super) const NAMES: f64 = 17.0;
const LEAST_LABELS: f64 = 40.0;
const GREATEST_LABELS: f64 = 150.0;
/// The same as a part of the width, where that is less.
const GREATEST_LABELS_PART: f64 = 0.3;
/// How high a lane is.
pub(super) const LANE: f64 = 22.0;
/// The same where there is not room for all, so that more are in view.
const SHORT_LANE: f64 = 16.0;
const LEAST_LANE: f64 = 4.0;
const GREATEST_LANE: f64 = 80.0;
/// How high a bar is, and at most as a part of its lane.
const BAR: f64 = 14.0;
const BAR_PART: f64 = 0.88;
/// The part of a lane's height that a bar takes where another run lies under it, and that one's: from where, and how much.
const UPPER_BAR: (f64, f64) = (0.05, 0.56);
const LOWER_BAR: (f64, f64) = (0.65, 0.22);

/// How high a lane is, in CSS pixels, in a chart of a height that has so many of them: never more than usual, however much room
/// there is; where there are too many, less, so that more are in view, and none is cut.
pub fn lane_height(lanes: usize, height: f64) -> f64 {
    let available = (height - TOP - AXIS).max(SHORT_LANE);
    let in_view = (lanes.max(1) as f64).min((available / SHORT_LANE).floor());
    (available / in_view).min(LANE)
}

/// The height of a chart, in CSS pixels, in which so many lanes are as high as usual.
pub fn panel_height(lanes: usize) -> f64 {
    TOP + AXIS + LANE * lanes as f64
}

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
    let label_width = labels_width(&labels, view.width, theme);
    let left = theme.px(NAMES + MARGIN) + label_width;
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

fn labels_width(labels: &[String], width: f64, theme: &Theme) -> f64 {
    let widest = labels.iter().map(|text| label::width(text, theme.px(FONT))).fold(0.0, f64::max);
    let least = theme.px(LEAST_LABELS);
    widest.clamp(least, theme.px(GREATEST_LABELS).min(width * GREATEST_LABELS_PART).max(least))
}

fn lay_row(view: &View, theme: &Theme, scale: &TimeScale, lane: LaneId, label: String, rect: Rect) -> Row {
    let known = view.stretches.lane(lane);
    let whole = Rect { x: scale.left, width: scale.width, ..rect };
    let bar = if view.extra.beside.is_some() { whole.part(UPPER_BAR) } else { bar_in(whole, theme) };
    let other = view.extra.beside.and_then(|other| other.lane(lane));
    let finished = known.and_then(|known| known.finished());
    let end = finished.and_then(|(time, outcome)| Some((scale.x_in_view(time)?, outcome)));
    let pieces = known
        .map(|known| pieces::pieces_until(known, view.extra.going_on, theme, scale, bar))
        .unwrap_or_default();
    Row {
        lane,
        label,
        mark: view.trace.task_of(lane).map(|task| (Naming::color(task), Naming::shape(task))),
        rect,
        done: finished.is_some_and(|(time, _)| view.now.is_some_and(|now| now > time)),
        labels: labels(view, theme, &pieces),
        pieces,
        beside: other
            .map(|known| pieces::pieces(known, theme, scale, whole.part(LOWER_BAR)))
            .unwrap_or_default(),
        end,
    }
}

/// Where the bars of a lane lie that has this room: in its middle, as high as ever where they fit.
fn bar_in(lane: Rect, theme: &Theme) -> Rect {
    let height = theme.px(BAR).min(lane.height * BAR_PART);
    Rect::new(lane.x, lane.middle() - height / 2.0, lane.width, height)
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
