//! The timeline as a table: how each lane spent its time, and on what it waited longest.

use super::{ActivitySpan, wordings};
use crate::chart::table::TextTable;
use analysis::Stretches;
use analysis::stretches::{Activity, LaneStretches, Stretch};
use trace::{LaneId, Naming, Outcome, Span, Time, Trace};

/// One row for each lane of a run, in the order of the lanes.
pub fn table(trace: &Trace, naming: &Naming, stretches: &Stretches) -> TextTable {
    let header = ["Lane", "Running", "Ready", "Waiting", "Blocked", "Longest wait", "Ended"];
    let rows = (0..trace.lanes().len()).map(|lane| row(trace, naming, stretches, LaneId(lane as u32)));
    TextTable {
        caption: "How each lane spent its time".to_owned(),
        header: header.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

fn row(trace: &Trace, naming: &Naming, stretches: &Stretches, lane: LaneId) -> Vec<String> {
    let known = stretches.lane(lane);
    let times = known.map(|known| known.sums_of_first(known.len()).time).unwrap_or_default();
    // By `Activity::kind`.
    let [waiting, polling, ready, running, blocked] = times;
    let ended = match known.and_then(|known| known.finished()) {
        Some((time, Outcome::Returned)) => {
            format!("returned at {}", time.since(Time::ZERO).spoken())
        }
        Some((time, Outcome::Raised(text))) => {
            format!("failed at {}: {}", time.since(Time::ZERO).spoken(), trace.text(text))
        }
        Some((time, Outcome::Cancelled)) => {
            format!("cancelled at {}", time.since(Time::ZERO).spoken())
        }
        None => "–".to_owned(),
    };
    let spans = [running, ready, waiting + polling, blocked].map(Span::spoken);
    let wait = known.and_then(|known| longest_wait(trace, naming, known)).unwrap_or_else(|| "–".to_owned());
    [naming.lane_title(trace, lane)].into_iter().chain(spans).chain([wait, ended]).collect()
}

/// On what the lane waited or blocked longest, in full.
fn longest_wait(trace: &Trace, naming: &Naming, known: LaneStretches<'_>) -> Option<String> {
    let is_wait = |stretch: &Stretch| matches!(stretch.activity, Activity::Waiting(_) | Activity::Blocked(_));
    let waits = known.iter().filter(is_wait);
    // Of several that are as long the first.
    let Stretch { activity, start, end, event } = waits.rev().max_by_key(Stretch::span)?;
    let what = ActivitySpan { activity, count: 1, start, end, event };
    let on = wordings(trace, naming, &what).into_iter().next()?;
    Some(format!("{}: {on}", end.since(start).spoken()))
}
