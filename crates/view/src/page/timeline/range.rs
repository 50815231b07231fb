//! A part of a run that is measured: how long it is, and what lanes did in it.

use super::words::{span_text, times_text};
use crate::page::view::View;
use trace::{LaneId, Time};

/// From one moment to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Where it begins.
    pub from: Time,
    /// Where it ends; not before `from`.
    pub to: Time,
}

impl Range {
    /// Between two moments, whichever is the earlier.
    pub fn between(one: Time, other: Time) -> Range {
        Range { from: one.min(other), to: one.max(other) }
    }

    /// How long it is, and what the loop's thread and a chosen lane did meanwhile.
    pub fn sentence(self, view: &View, lane: Option<LaneId>) -> String {
        let thread = LaneId(0);
        let lanes = std::iter::once(thread).chain(lane.filter(|lane| *lane != thread));
        let did = |lane: LaneId| {
            let known = view.stretches.lane(lane)?;
            let times = times_text(known.times_between(self.from, self.to));
            Some(format!("{}: {times}", view.naming.lane_title(&view.trace, lane)))
        };
        let did: Vec<String> = lanes.filter_map(did).collect();
        format!("{}. {}.", span_text(self.from, self.to), did.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::story::fan_out;
    use std::sync::Arc;
    use trace::TaskId;

    #[test]
    fn a_range_says_what_the_thread_and_the_chosen_lane_did() {
        let view = View::new(Arc::new(fan_out(1, 1)));
        let lane = view.trace.lane_of_task(TaskId(2));
        // The answer to the only request comes after 125.9 ms; nobody does anything between these moments.
        let range = Range::between(Time(60_000_000), Time(20_000_000));
        assert_eq!(
            range.sentence(&view, lane),
            "40 ms, from 20 ms to 60 ms. loop: asleep in polls 40 ms; get: waiting 40 ms."
        );
    }
}
