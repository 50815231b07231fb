//! Another run beside the one that is looked at: which of its lanes is the same as which of this one's.

use analysis::Stretches;
use analysis::stretches::LaneStretches;
use std::collections::BTreeMap;
use trace::{LaneId, Naming, Trace};

/// Another run.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// What its lanes do.
    pub stretches: &'a Stretches,
    /// For each lane of the run that is looked at, the same one there; see [`same_lanes`].
    pub lanes: &'a [Option<LaneId>],
}

impl<'a> Beside<'a> {
    /// What the same lane does there.
    pub(super) fn lane(self, lane: LaneId) -> Option<LaneStretches<'a>> {
        let there = self.lanes.get(lane.index()).copied().flatten()?;
        self.stretches.lane(there)
    }
}

/// For each lane of a run, the one of another run that has its name; of several, the first with the first, and so on.
pub fn same_lanes(here: (&Trace, &Naming), there: (&Trace, &Naming)) -> Vec<Option<LaneId>> {
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    let mut same: Vec<Vec<LaneId>> = Vec::new();
    for lane in lanes(there.0).rev() {
        let place = *named.entry(there.1.lane_title(there.0, lane)).or_insert(same.len());
        same.resize_with(same.len().max(place + 1), Vec::new);
        same[place].push(lane);
    }
    let mut first = |lane| same[*named.get(&here.1.lane_title(here.0, lane))?].pop();
    lanes(here.0).map(&mut first).collect()
}

fn lanes(trace: &Trace) -> impl DoubleEndedIterator<Item = LaneId> {
    (0..trace.lanes().len() as u32).map(LaneId)
}
