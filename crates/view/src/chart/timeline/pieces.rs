//! What a lane does in view, where stretches that are too short to be told apart are one piece.
//!
//! The cost depends on the number of pixels, not on the number of stretches.

use super::{ActivitySpan, Mix, Piece};
use crate::chart::geometry::{Rect, TimeScale};
use crate::chart::theme::Theme;
use analysis::stretches::{Activity, LaneStretches, Stretch, Sums};
use trace::log::partition_point;
use trace::{Blocker, Span, Time};

/// How wide what runs is at least, in CSS pixels.
pub(super) const LEAST_RUNNING: f64 = 4.0;
/// Stretches narrower than this, in CSS pixels, are merged with what is as narrow beside them. Twice what runs takes at least: with
/// less, a lane that runs now and then would look as if it did so all the time.
const NARROW: f64 = 2.0 * LEAST_RUNNING;
/// How wide what is merged is, as a rule: with room for two that are narrow, or some would be merged and others not.
const CELL: f64 = 2.0 * NARROW;
/// How many merged stretches are looked at, to find the first of those that matter most.
const LOOKED_AT: usize = 32;

/// The pieces of a lane; what goes on lasts until `going_on`, if that is later than what is known.
pub(super) fn pieces_until(
    lane: LaneStretches<'_>,
    going_on: Option<Time>,
    theme: &Theme,
    scale: &TimeScale,
    bar: Rect,
) -> Vec<Piece> {
    let mut pieces = pieces(lane, theme, scale, bar);
    let last = lane.len().checked_sub(1).and_then(|last| lane.get(last)).filter(|_| lane.open());
    let (Some(now), Some(last)) = (going_on, last) else { return pieces };
    if now > last.end && last.start <= scale.end && now >= scale.start {
        pieces.pop_if(|piece| piece.what.count == 1 && piece.what.event == last.event);
        let Stretch { activity, start, event, .. } = last;
        push_piece(
            &mut pieces,
            ActivitySpan { activity, count: 1, start, end: now, event },
            Sums::default(),
            theme,
            scale,
            bar,
        );
    }
    pieces
}

/// The pieces of a lane, in the order of time, at the height of `bar`.
pub(super) fn pieces(lane: LaneStretches<'_>, theme: &Theme, scale: &TimeScale, bar: Rect) -> Vec<Piece> {
    let (narrow, cell) = (theme.px(NARROW), theme.px(CELL));
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
        if scale.width_of(stretch.span()) < narrow {
            what.count = count_narrow(lane, index, scale, narrow, cell_end(stretch.start, scale, cell));
            what.end = lane.get(index + what.count - 1).map_or(stretch.end, |last| last.end);
        }
        let after = lane.sums_of_first(index + what.count);
        let sums = after.since(before);
        if what.count > 1 {
            what.activity = most_important(lane.range(index, index + what.count), sums);
        }
        before = after;
        index += what.count;
        push_piece(&mut pieces, what, sums, theme, scale, bar);
    }
    forget_mix_of_ticks(&mut pieces, theme);
    pieces
}

/// Where a cell that begins then ends. Cells end where multiples of their width do, so that panning does not make them swim; none is
/// narrower than half of that, so that two narrow stretches have room in each, and what happens at once is not split.
fn cell_end(start: Time, scale: &TimeScale, cell: f64) -> Time {
    let length = cell * scale.end.since(scale.start).0 as f64 / scale.width;
    // `as` saturates.
    Time(((start.0 as f64 / length + 0.5).ceil() * length) as u64)
}

/// How many from this one on, at least that, are over by that moment, which is no more than three narrow widths away, and come before
/// the next that is not narrow.
fn count_narrow(lane: LaneStretches<'_>, first: usize, scale: &TimeScale, narrow: f64, end: Time) -> usize {
    let count = count_until(lane, first, end).max(1);
    let Some(start) = lane.get(first).map(|stretch| stretch.start) else { return count };
    let width = narrow * scale.end.since(scale.start).0 as f64 / scale.width;
    // What is not narrow lies across a multiple of that width: no need to look at all of them.
    let across = [1.0, 2.0].map(|times| count_until(lane, first, start + Span((width * times) as u64)));
    let is_wide = |count: &usize| {
        lane.get(first + count).is_some_and(|stretch| scale.width_of(stretch.span()) >= narrow)
    };
    across.into_iter().filter(|before| (1..count).contains(before)).find(is_wide).unwrap_or(count)
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

fn push_piece(
    pieces: &mut Vec<Piece>,
    what: ActivitySpan,
    sums: Sums,
    theme: &Theme,
    scale: &TimeScale,
    bar: Rect,
) {
    let least = if what.lies_above() { theme.px(LEAST_RUNNING) } else { 1.0 };
    let left = scale.x_from_time(what.start).clamp(bar.x, bar.right());
    let right = scale.x_from_time(what.end).clamp(bar.x, bar.right()).max(left + least);
    let mix = (what.count > 1).then(|| Mix::of(sums));
    // A row of merged pieces that look the same is one piece.
    if let Some(last) = pieces.last_mut() {
        let joins = last.mix.is_some() && last.mix == mix && left - last.rect.right() < 1.0;
        if joins && same_form(last.what.activity, what.activity) {
            last.what.count += what.count;
            last.what.end = what.end;
            last.rect.width = (right - last.rect.x).max(last.rect.width);
            return;
        }
    }
    pieces.push(Piece { rect: Rect { x: left, width: right - left, ..bar }, what, mix });
}

/// What happens at once, with nothing merged beside it, is a tick as high as what runs: a part of it would hardly be seen.
fn forget_mix_of_ticks(pieces: &mut [Piece], theme: &Theme) {
    let is_merged = |piece: &Piece| piece.what.count > 1;
    for index in 0..pieces.len() {
        let piece = &pieces[index];
        let near = |other: Option<&Piece>| {
            other.is_some_and(|other| {
                let gap = (other.rect.x - piece.rect.right()).max(piece.rect.x - other.rect.right());
                is_merged(other) && gap < piece.rect.width
            })
        };
        let before = index.checked_sub(1).and_then(|before| pieces.get(before));
        let is_alone = !near(before) && !near(pieces.get(index + 1));
        if is_alone && piece.rect.width <= theme.px(LEAST_RUNNING) + 0.01 {
            pieces[index].mix = None;
        }
    }
}

impl Mix {
    /// What stretches come to.
    fn of(sums: Sums) -> Mix {
        // By `Activity::kind`.
        let [.., ready, running, blocked] = [0, 1, 2, 3, 4];
        let total: u64 = sums.time.iter().map(|time| time.0).fold(0, u64::saturating_add);
        let share = |kind: usize, room: u8| {
            let part = sums.time[kind].0 as f64 / (total as f64).max(1.0) * 8.0;
            (part.round() as u8).min(room)
        };
        let seen =
            |kind: usize, room: u8| if sums.count[kind] > 0 { share(kind, room).max(2).min(room) } else { 0 };
        let blocked = seen(blocked, 8);
        let running = seen(running, 8 - blocked);
        Mix { blocked, running, ready: share(ready, 8 - blocked - running) }
    }
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
