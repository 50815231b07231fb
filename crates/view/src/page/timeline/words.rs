//! What lanes do, in words.

use crate::chart::timeline::{ActivitySpan, wordings};
use crate::page::view::View;
use crate::page::wording::duration_text;
use analysis::stretches::Activity;
use trace::{AwaitedKind, LaneId, Span, Time};

/// What a lane does.
pub fn activity_text(activity: Activity) -> &'static str {
    match activity {
        Activity::Running => "running",
        Activity::Ready => "ready",
        Activity::Polling => "asleep in a poll",
        Activity::Blocked(_) => "blocked",
        Activity::Waiting(awaited) => match awaited.kind {
            AwaitedKind::NextTurn => "waiting for its next turn",
            AwaitedKind::Sleep => "sleeping",
            AwaitedKind::Request => "waiting for an answer",
            AwaitedKind::Task => "waiting for a task",
            AwaitedKind::Several => "waiting for several",
            AwaitedKind::Lock => "waiting for a lock",
            AwaitedKind::Semaphore => "waiting for the semaphore",
            AwaitedKind::Event => "waiting for an event",
            AwaitedKind::Queue => "waiting for a queue",
            AwaitedKind::Thread => "waiting for a thread",
            AwaitedKind::Future => "waiting for a future",
        },
    }
}

/// What is said about something on a lane that is pointed at: what it is, how long, and all that is known about what it waits for.
pub fn pointed_at(view: &View, lane: LaneId, what: &ActivitySpan) -> String {
    let name = view.naming.lane_title(&view.trace, lane);
    let (from, length) = (what.start.since(Time::ZERO), what.end.since(what.start));
    let from = duration_text(from);
    if what.count > 1 {
        let times = view.stretches.lane(lane).map(|known| known.times_between(what.start, what.end));
        let times = times_text(times.unwrap_or_default());
        return format!(
            "{name}: {} stretches in {}, from {from}: {times}",
            what.count,
            duration_text(length)
        );
    }
    let does = format!("{name}: {} for {}, from {from}", activity_text(what.activity), duration_text(length));
    match wordings(&view.trace, &view.naming, what).first() {
        Some(all) if !matches!(what.activity, Activity::Ready) => format!("{does} ({all})"),
        Some(_) | None => does,
    }
}

/// What a lane spent its time with, the most important first; `nothing` if it did nothing.
pub(super) fn times_text(times: [Span; Activity::KINDS]) -> String {
    const NAMES: [&str; Activity::KINDS] = ["waiting", "asleep in polls", "ready", "running", "blocked"];
    let said = |(name, time): (&str, Span)| format!("{name} {}", time.spoken());
    let parts: Vec<String> =
        NAMES.into_iter().zip(times).rev().filter(|(_, time)| *time > Span::ZERO).map(said).collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
}

/// How long something takes, and between which moments.
pub(super) fn span_text(from: Time, to: Time) -> String {
    let at = |time: Time| duration_text(time.since(Time::ZERO));
    format!("{}, from {} to {}", to.since(from).spoken(), at(from), at(to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use analysis::stretches::Stretch;
    use fixtures::story::fan_out;
    use std::sync::Arc;
    use trace::TaskId;

    fn said(count: usize, place: usize) -> String {
        let view = View::new(Arc::new(fan_out(1, 1)));
        let lane = view.trace.lane_of_task(TaskId(2)).expect("get has a lane");
        let known = view.stretches.lane(lane).expect("and stretches");
        let first = known.get(place).expect("it has so many");
        let end = known.get(place + count - 1).expect("and after it").end;
        let Stretch { activity, start, event, .. } = first;
        pointed_at(&view, lane, &ActivitySpan { activity, count, start, end, event })
    }

    #[test]
    fn a_wait_that_is_pointed_at_says_all_that_is_known_about_it() {
        assert_eq!(
            said(1, 1),
            "get: waiting for an answer for 126 ms, from 0 ms (GET http://localhost:7001/delay?task=2)"
        );
    }

    #[test]
    fn several_stretches_say_what_they_come_to() {
        assert_eq!(said(3, 0), "get: 3 stretches in 126 ms, from 0 ms: running 5 µs, waiting 125.9 ms");
    }
}
