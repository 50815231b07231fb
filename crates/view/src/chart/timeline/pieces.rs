//! What a lane does in view, where stretches that are too short to be told apart are one piece.
//!
//! The cost depends on the number of pixels, not on the number of stretches.

use super::{ActivitySpan, Piece};
use crate::chart::geometry::{Rect, TimeScale};
use crate::chart::theme::Theme;
use analysis::stretches::{Activity, LaneStretches, Stretch, Sums};
use trace::log::partition_point;
use trace::{Blocker, Time};

/// How wide what runs is at least, in CSS pixels.
const LEAST_RUNNING: f64 = 2.0;
/// How many merged stretches are looked at, to find the first of those that matter most.
const LOOKED_AT: usize = 32;

/// The pieces of a lane, in the order of time, at the height of `bar`.
pub(super) fn pieces(lane: LaneStretches<'_>, theme: &Theme, scale: &TimeScale, bar: Rect) -> Vec<Piece> {
    let mut index = lane.first_from(scale.start);
    let mut before = lane.sums_of_first(index);
    let mut pieces: Vec<Piece> = Vec::new();
    while let Some(stretch) = lane.get(index).filter(|stretch| stretch.start <= scale.end) {
        let mut what = ActivitySpan {
            activity: stretch.activity,
            count: 1,
            start: stretch.start,
            end: stretch.end,
            event: stretch.event,
        };
        let left = scale.x_from_time(stretch.start);
        if scale.width_of(stretch.span()) < 1.0 {
            let pixel_end = scale.time_from_x(left + 1.0);
            what.count = count_until(lane, index, pixel_end).max(1);
            what.end = lane.get(index + what.count - 1).map_or(stretch.end, |last| last.end);
        }
        let after = lane.sums_of_first(index + what.count);
        if what.count > 1 {
            what.activity = most_important(lane.range(index, index + what.count), after.since(before));
        }
        before = after;
        index += what.count;
        push_piece(&mut pieces, what, theme, scale, bar);
    }
    pieces
}

/// How many from this one on are over by that moment. It looks ever farther ahead, so that few are soon counted.
fn count_until(lane: LaneStretches<'_>, first: usize, moment: Time) -> usize {
    let is_over = |count: usize| lane.get(first + count).is_some_and(|stretch| stretch.end <= moment);
    let mut reach = 4;
    while is_over(reach) {
        reach *= 4;
    }
    partition_point(reach.min(lane.len() - first), is_over)
}

fn push_piece(pieces: &mut Vec<Piece>, what: ActivitySpan, theme: &Theme, scale: &TimeScale, bar: Rect) {
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
fn most_important(mut stretches: impl DoubleEndedIterator<Item = Stretch>, sums: Sums) -> Activity {
    let kind = sums.count.iter().rposition(|count| *count > 0);
    let is_it = |stretch: &Stretch| Some(stretch.activity.kind()) == kind;
    match stretches.by_ref().take(LOOKED_AT).find(is_it) {
        Some(stretch) => stretch.activity,
        // It is drawn alike whatever it is that it waits for or blocks on.
        None if kind == Some(Activity::Blocked(Blocker::Lock(None)).kind()) => {
            Activity::Blocked(Blocker::Lock(None))
        }
        None => stretches.rev().find(is_it).map_or(Activity::Running, |stretch| stretch.activity),
    }
}
