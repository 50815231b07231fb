//! The text form of a trace: one event per line, aligned, for golden tests and for people.
//!
//! ```text
//!  12  250.900 ms  get(2)  line 6  suspended on lock 1 [lock 1 Lock, held by get(1), 0 left, place 2]  ← 9
//! ```
//!
//! The event's number, its time, its lane, its line, what happened, facts about that in brackets, and the event that caused it. The same trace gives the same
//! text. What it is not: a form to read back; that is for another format.

mod describe;

use super::event::{Ending, Event, EventId, LaneId, Trace};
use super::naming::Naming;
use describe::describe;
pub use describe::{awaited, blocker};
use std::fmt::{self, Write};

/// How much of a lane's name is shown.
const LANE_WIDTH: usize = 20;

/// The text form of a whole trace.
pub fn to_text(trace: &Trace) -> String {
    let naming = Naming::new(trace);
    let columns = Columns::of(trace, &naming);
    let mut text = String::new();
    for (id, event) in trace.numbered() {
        // Writing to a string cannot fail.
        columns.write(&mut text, id, &event, &describe(trace, &naming, &event)).ok();
    }
    if let Some(ending) = trace.ending() {
        writeln!(text, "{}", describe_ending(ending)).ok();
    }
    text
}

/// How wide each column is.
struct Columns {
    lanes: Vec<String>,
    number: usize,
    time: usize,
    lane: usize,
    line: usize,
}

impl Columns {
    fn of(trace: &Trace, naming: &Naming) -> Columns {
        let count = trace.event_count().saturating_sub(1);
        let latest = trace.events().map(|event| event.time).max().unwrap_or_default();
        let greatest_line = trace.events().map(|event| event.line).max().unwrap_or_default();
        let lanes: Vec<String> =
            (0..trace.lanes().len()).map(|lane| naming.lane(trace, LaneId(lane as u32))).collect();
        Columns {
            number: count.to_string().len(),
            time: latest.to_string().len(),
            lane: lanes.iter().map(|lane| lane.chars().count()).max().unwrap_or(0).min(LANE_WIDTH),
            lanes,
            line: "line ".len() + greatest_line.to_string().len(),
        }
    }

    fn write(&self, text: &mut String, id: EventId, event: &Event, what: &str) -> fmt::Result {
        let lane = self.lanes.get(event.lane.index()).map_or("?", String::as_str);
        let lane: String = lane.chars().take(LANE_WIDTH).collect();
        let line = if event.line == 0 { String::new() } else { format!("line {}", event.line) };
        write!(text, "{:>1$}  ", id.0, self.number)?;
        write!(text, "{:>1$}  ", event.time.to_string(), self.time)?;
        write!(text, "{:<1$}  ", lane, self.lane)?;
        write!(text, "{:<1$}  {what}", line, self.line)?;
        if let Some(cause) = event.cause {
            write!(text, "  ← {}", EventId::from(cause).0)?;
        }
        writeln!(text)
    }
}

fn describe_ending(ending: &Ending) -> String {
    match ending {
        Ending::Finished => "finished".to_owned(),
        Ending::Failed { traceback, status } => {
            let last = traceback.lines().last().unwrap_or_default();
            format!("failed with status {status}: {last}")
        }
        Ending::Deadlock { message } => format!("deadlock: {message}"),
        Ending::Unsupported { message } => format!("unsupported: {message}"),
        Ending::Limit { which, message } => format!("limit on {which}: {message}"),
        Ending::Stopped => "stopped".to_owned(),
    }
}
