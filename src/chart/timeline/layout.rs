//! Where everything goes.

use super::{Doing, Piece, Row, Timeline, View};
use crate::chart::axis;
use crate::chart::geometry::{Rect, TimeScale};
use crate::chart::label;
use crate::chart::theme::Theme;
use crate::trace::stretches::{Activity, LaneStretches, Stretch, Sums};
use crate::trace::{Blocker, LaneId, LaneKind, Naming, Time};

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
/// How wide what runs is at least.
const LEAST_RUNNING: f64 = 2.0;
/// How many merged stretches are looked at, to find what it is that matters most.
const LOOKED_AT: usize = 32;

/// The height, in device pixels, at which so many lanes of a height in CSS pixels are all in view.
pub fn fitting_height(lanes: usize, lane_height: f64, theme: &Theme) -> f64 {
    theme.px(TOP + AXIS + clamp_lane(lane_height) * lanes as f64)
}

/// Lays a timeline out.
pub fn layout(view: &View, theme: &Theme) -> Timeline {
    let lane_height = theme.px(clamp_lane(view.viewport.lane_height));
    let lane_count = view.trace.lanes.len();
    let first = view.viewport.first_lane.min(lane_count.saturating_sub(1));
    let (top, bottom) = (theme.px(TOP), view.height - theme.px(AXIS));
    let room = ((bottom - top) / lane_height).ceil().max(0.0) as usize;
    let lanes: Vec<LaneId> = (first..lane_count).take(room).map(|lane| LaneId(lane as u32)).collect();
    let threads = view.trace.lanes.iter().filter(|lane| matches!(lane.kind, LaneKind::Thread { .. }));
    let is_alone = threads.take(2).count() == 1;
    let labels: Vec<String> = lanes.iter().map(|&lane| lane_label(view, lane, is_alone)).collect();
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
        playhead: view
            .now
            .map(|now| scale.x_from_time(now))
            .filter(|x| *x >= plot.x - 0.5 && *x <= plot.right() + 0.5),
        merged: 0,
    };
    for (index, (lane, label)) in lanes.into_iter().zip(labels).enumerate() {
        let y = top + index as f64 * lane_height;
        let rect = Rect::new(0.0, y, view.width, lane_height.min(bottom - y));
        let label = label::fit(&label, theme.px(FONT), label_width);
        let row = lay_row(view, theme, &scale, lane, label, rect);
        timeline.merged += row.pieces.iter().map(|piece| piece.what.count - 1).sum::<usize>();
        timeline.rows.push(row);
    }
    timeline
}

fn clamp_lane(height: f64) -> f64 {
    if height.is_finite() { height.clamp(LEAST_LANE, GREATEST_LANE) } else { LEAST_LANE }
}

/// The only thread is the loop's, and is called so.
fn lane_label(view: &View, lane: LaneId, is_alone: bool) -> String {
    match view.trace.lanes.get(lane.index()).map(|lane| lane.kind) {
        Some(LaneKind::Thread { .. }) if is_alone => "loop".to_owned(),
        Some(_) | None => view.naming.lane(view.trace, lane),
    }
}

fn labels_width(labels: &[String], theme: &Theme) -> f64 {
    let widest = labels.iter().map(|text| label::width(text, theme.px(FONT))).fold(0.0, f64::max);
    widest.clamp(theme.px(LEAST_LABELS), theme.px(GREATEST_LABELS))
}

fn lay_row(view: &View, theme: &Theme, scale: &TimeScale, lane: LaneId, label: String, rect: Rect) -> Row {
    let known = view.stretches.lane(lane);
    let bar = Rect { x: scale.left, width: scale.width, ..rect }.flattened(0.62);
    let finished = known.and_then(|known| known.finished);
    let in_view = |x: &f64| *x >= scale.left - 0.5 && *x <= scale.left + scale.width + 0.5;
    let end = finished.map(|(time, outcome)| (scale.x_from_time(time), outcome)).filter(|(x, _)| in_view(x));
    let color = match view.trace.lanes.get(lane.index()).map(|lane| lane.kind) {
        Some(LaneKind::Task { task, .. }) => Some(Naming::color(task)),
        Some(LaneKind::Thread { .. }) | None => None,
    };
    Row {
        lane,
        label,
        color,
        rect,
        done: finished.is_some_and(|(time, _)| view.now.is_some_and(|now| now > time)),
        pieces: known.map(|known| pieces(known, theme, scale, bar)).unwrap_or_default(),
        end,
    }
}

/// What a lane does in view. Its cost depends on the number of pixels, not on the number of stretches.
fn pieces(lane: &LaneStretches, theme: &Theme, scale: &TimeScale, bar: Rect) -> Vec<Piece> {
    let all = &lane.stretches;
    let mut index = lane.first_from(scale.start);
    let mut before = lane.sums_of_first(index);
    let mut pieces: Vec<Piece> = Vec::new();
    while let Some(stretch) = all.get(index).filter(|stretch| stretch.start <= scale.end) {
        let mut what = Doing {
            activity: stretch.activity,
            count: 1,
            start: stretch.start,
            end: stretch.end,
            event: stretch.event,
        };
        let left = scale.x_from_time(stretch.start);
        if scale.width_of(stretch.span()) < 1.0 {
            let pixel_end = scale.time_from_x(left + 1.0);
            what.count = count_until(&all[index..], pixel_end).max(1);
            what.end = all[index + what.count - 1].end;
        }
        let after = lane.sums_of_first(index + what.count);
        if what.count > 1 {
            what.activity = most_important(&all[index..index + what.count], after.since(before));
        }
        before = after;
        index += what.count;
        push_piece(&mut pieces, what, theme, scale, bar);
    }
    pieces
}

/// How many of the first are over by that moment. It looks ever farther ahead, so that few are soon counted.
fn count_until(stretches: &[Stretch], moment: Time) -> usize {
    let is_over = |stretch: &Stretch| stretch.end <= moment;
    let mut reach = 4;
    while stretches.get(reach).is_some_and(is_over) {
        reach *= 4;
    }
    stretches[..reach.min(stretches.len())].partition_point(is_over)
}

fn push_piece(pieces: &mut Vec<Piece>, what: Doing, theme: &Theme, scale: &TimeScale, bar: Rect) {
    let least = if what.activity == Activity::Running { theme.px(LEAST_RUNNING) } else { 1.0 };
    let left = scale.x_from_time(what.start).clamp(bar.x, bar.right());
    let right = scale.x_from_time(what.end).clamp(bar.x, bar.right()).max(left + least);
    // A row of merged pieces that look the same is one piece.
    if let Some(last) = pieces.last_mut() {
        let joins = last.what.count > 1 && what.count > 1 && left - last.rect.right() < 1.0;
        if joins && same_form(last.what.activity, what.activity) {
            last.what.count += what.count;
            last.what.end = what.end;
            last.rect.width = (right - last.rect.x).max(last.rect.width);
            return;
        }
    }
    pieces.push(Piece { rect: Rect { x: left, width: right - left, ..bar }, what });
}

fn same_form(one: Activity, other: Activity) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}

/// The activity that matters most among stretches that come to `sums`; the first of its kind, if that is near.
fn most_important(stretches: &[Stretch], sums: Sums) -> Activity {
    let kind = sums.count.iter().rposition(|count| *count > 0);
    let is_it = |stretch: &&Stretch| Some(stretch.activity.kind()) == kind;
    match stretches.iter().take(LOOKED_AT).find(is_it) {
        Some(stretch) => stretch.activity,
        // It is drawn alike whatever it is that it waits for or blocks on.
        None if kind == Some(Activity::Blocked(Blocker::Lock).kind()) => Activity::Blocked(Blocker::Lock),
        None => stretches.iter().rev().find(is_it).map_or(Activity::Running, |stretch| stretch.activity),
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
