//! A stretch that is picked out, or several that are too short to be told apart; and the way from one to the next.

use super::words::{activity_text, span_text, times_text};
use crate::page::view::View;
use analysis::Stretches;
use analysis::stretches::LaneStretches;
use trace::{EventId, LaneId, Time};

/// Stretches of a lane that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// Whose.
    pub lane: LaneId,
    /// Which of its stretches is the first.
    first: usize,
    /// How many there are, at least one.
    count: usize,
}

/// Where a key goes from what is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To what the lane did before.
    Earlier,
    /// To what it did next.
    Later,
    /// To the lane above, at the same time.
    Above,
    /// To the lane below.
    Below,
}

impl Selection {
    /// `count` stretches of a lane, of which the first begins with that event.
    pub fn beginning_with(
        stretches: &Stretches,
        lane: LaneId,
        (event, start): (EventId, Time),
        count: usize,
    ) -> Option<Selection> {
        let known = stretches.lane(lane)?;
        let near = known.partition_point(|stretch| stretch.start < start);
        let further = known.range(near, known.len()).position(|stretch| stretch.event == event)?;
        Some(Selection { lane, first: near + further, count: count.max(1) })
    }

    /// What a lane does at a moment; where it does nothing, what it did last before it, or first.
    pub fn at(stretches: &Stretches, lane: LaneId, time: Time) -> Option<Selection> {
        let known = stretches.lane(lane)?;
        let begun = known.partition_point(|stretch| stretch.start <= time);
        (!known.is_empty()).then(|| Selection { lane, first: begun.saturating_sub(1), count: 1 })
    }

    /// What lies in a direction from it; itself, if nothing does. Lanes without a stretch are passed over.
    pub fn toward(self, stretches: &Stretches, lanes: usize, direction: Direction) -> Selection {
        let single = |first| Selection { first, count: 1, ..self };
        let found = match direction {
            Direction::Earlier => self.first.checked_sub(1).map(single),
            Direction::Later => {
                let next = self.first + self.count;
                stretches.lane(self.lane).filter(|lane| next < lane.len()).map(|_| single(next))
            }
            Direction::Above => self.beside(stretches, (0..self.lane.0).rev()),
            Direction::Below => self.beside(stretches, self.lane.0 + 1..lanes as u32),
        };
        found.unwrap_or(self)
    }

    fn beside(self, stretches: &Stretches, mut lanes: impl Iterator<Item = u32>) -> Option<Selection> {
        let (start, _) = self.between(stretches)?;
        lanes.find_map(|lane| Selection::at(stretches, LaneId(lane), start))
    }

    /// From when to when it lasts; None in a run that has no such stretches.
    pub fn between(self, stretches: &Stretches) -> Option<(Time, Time)> {
        let lane = self.lane_in(stretches)?;
        Some((lane.get(self.first)?.start, lane.get(self.first + self.count - 1)?.end))
    }

    /// The event with which it begins.
    pub fn event(self, stretches: &Stretches) -> Option<EventId> {
        Some(self.lane_in(stretches)?.get(self.first)?.event)
    }

    /// The lane, in a run that has all of it.
    fn lane_in(self, stretches: &Stretches) -> Option<LaneStretches<'_>> {
        stretches.lane(self.lane).filter(|lane| self.first + self.count <= lane.len())
    }

    /// What is selected, in a sentence.
    pub fn sentence(self, view: &View) -> Option<String> {
        let name = view.naming.lane_title(&view.trace, self.lane);
        let (from, to) = self.between(&view.stretches)?;
        let (lane, span) = (self.lane_in(&view.stretches)?, span_text(from, to));
        Some(match self.count {
            1 => format!("{name}: {} for {span}.", activity_text(lane.get(self.first)?.activity)),
            count => {
                format!("{name}: {count} stretches in {span}: {}.", times_text(lane.times_between(from, to)))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::arbitrary::nonsense;
    use fixtures::story::fan_out;
    use proptest::prelude::*;
    use std::sync::Arc;
    use trace::{TaskId, Trace};

    fn view(trace: Trace) -> View {
        View::new(Arc::new(trace))
    }

    #[test]
    fn keys_go_along_a_lane_and_from_lane_to_lane() {
        let view = view(fan_out(2, 1));
        let lane = view.trace.lane_of_task(TaskId(2)).expect("get(1) has a lane");
        let start = Selection::at(&view.stretches, lane, Time::ZERO).expect("it does something");
        let go = |from: Selection, to| from.toward(&view.stretches, view.trace.lanes().len(), to);
        // It runs, waits for its answer, and runs.
        let waits = go(start, Direction::Later);
        let sentence = waits.sentence(&view).expect("it is there");
        assert!(sentence.starts_with("get(1): waiting for an answer for "), "{sentence}");
        assert_eq!(go(waits, Direction::Earlier), start);
        assert_eq!(go(start, Direction::Earlier), start);
        let below = go(waits, Direction::Below);
        assert_eq!(view.naming.lane_title(&view.trace, below.lane), "get(2)");
        assert_eq!(go(below, Direction::Below), below);
    }

    #[test]
    fn several_stretches_say_what_they_come_to() {
        let view = view(fan_out(1, 1));
        let lane = view.trace.lane_of_task(TaskId(2)).expect("get has a lane");
        let stretch = view.stretches.lane(lane).and_then(|lane| lane.get(0)).expect("and stretches");
        let all = Selection::beginning_with(&view.stretches, lane, (stretch.event, stretch.start), 3);
        assert_eq!(
            all.and_then(|all| all.sentence(&view)).as_deref(),
            Some("get: 3 stretches in 125.9 ms, from 0 ms to 126 ms: running 5 µs, waiting 125.9 ms.")
        );
    }

    #[test]
    fn what_another_run_does_not_have_is_not_selected() {
        let (long, short) = (view(fan_out(3, 2)), view(fan_out(1, 1)));
        let last = LaneId(long.trace.lanes().len() as u32 - 1);
        let selection = Selection::at(&long.stretches, last, long.end_time()).expect("it does something");
        assert_eq!(selection.sentence(&short), None);
        assert_eq!(selection.between(&short.stretches), None);
    }

    proptest! {
        #[test]
        fn no_key_leaves_a_run(trace in nonsense(100), keys in prop::collection::vec(0usize..4, 0..60)) {
            let view = view(trace);
            let lanes = view.trace.lanes().len();
            let first = (0..lanes as u32).find_map(|lane| Selection::at(&view.stretches, LaneId(lane), Time::ZERO));
            if let Some(mut selection) = first {
                for key in keys {
                    let ways = [Direction::Earlier, Direction::Later, Direction::Above, Direction::Below];
                    selection = selection.toward(&view.stretches, lanes, ways[key]);
                    prop_assert!(selection.sentence(&view).is_some());
                }
            }
        }
    }
}
