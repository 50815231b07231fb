//! The recorder: the one place that makes events, at the moment they happen.
//!
//! It stamps each event with the clock, and with the lane, line and cause that whoever runs has set. What it is not: it does not
//! decide when time passes (the world does), nor what is worth recording (each module records what it does).

mod polling;

use super::clock::Clock;
use super::event::{
    Cause, Event, EventId, Kind, Lane, LaneId, LaneKind, Name, Object, ObjectId, ObjectKind, Stream, Trace,
    WarningKind,
};
use super::time::Time;
use std::collections::BTreeMap;

/// So many lines and frames are recorded in a row; the rest is left out until something else happens. A computation of
/// millions of lines is no use to watch, and would leave no room for what comes after it.
const LONGEST_ROW: usize = 20_000;

/// Where things happen, and why: what an event is stamped with beside the time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExecutionPoint {
    lane: LaneId,
    line: u32,
    reasons: Reasons,
}

/// Why things happen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reasons {
    /// Why code runs at all: what a line that starts to execute is the effect of.
    activation: Option<Cause>,
    /// What everything else is the effect of: mostly the line that executes.
    cause: Option<Cause>,
}

impl Reasons {
    /// Everything happens because of this event.
    fn of(event: Option<EventId>) -> Reasons {
        let cause = event.map(Cause::from);
        Reasons { activation: cause, cause }
    }
}

impl ExecutionPoint {
    /// The beginning of a lane.
    pub fn beginning_of(lane: LaneId) -> ExecutionPoint {
        ExecutionPoint { lane, ..ExecutionPoint::default() }
    }

    /// The same place, where what happens from now on happens because of this event.
    pub fn activated_by(self, event: EventId) -> ExecutionPoint {
        ExecutionPoint { reasons: Reasons::of(Some(event)), ..self }
    }
}

/// Names that were asked for lately, by where their text lies in memory: the same few functions and tasks ask again and again, and
/// searching for each costs more than all the rest of an event. The text decides, the place only says where to look.
#[derive(Debug)]
struct RecentNames([Option<Name>; RECENT]);

/// How many are kept: a run's functions and tasks, as a rule, so that few of them share a slot.
const RECENT: usize = 256;

impl RecentNames {
    fn slot(&mut self, text: &str) -> &mut Option<Name> {
        // Texts lie in regular distances: multiplying spreads them (Knuth, The Art of Computer Programming, 6.4).
        let place = text.as_ptr().addr().wrapping_mul(0x9E37_79B1) >> 12;
        &mut self.0[(place + text.len()) % RECENT]
    }
}

impl Default for RecentNames {
    fn default() -> RecentNames {
        RecentNames([None; RECENT])
    }
}

/// Makes the events of one run.
#[derive(Debug, Default)]
pub struct Recorder {
    /// The run's clock.
    pub clock: Clock,
    trace: Trace,
    interned: BTreeMap<String, Name>,
    recent: RecentNames,
    point: ExecutionPoint,
    latest: Time,
    /// Lines and frames in a row, since something else happened.
    in_a_row: usize,
    /// How often the program looked at the clock since something else happened.
    looks_in_vain: u32,
    /// Frames that were entered and not recorded.
    unrecorded_frames: usize,
}

impl Recorder {
    /// A recorder of a run of `source`, called `file` in tracebacks.
    pub fn new(clock: Clock, file: &str, source: &str) -> Recorder {
        Recorder { clock, trace: Trace::new(file, source), ..Recorder::default() }
    }

    /// What has been recorded so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// Ends the recording.
    pub fn finish(mut self) -> Trace {
        let end = self.stamp();
        self.trace.set_end(end);
        self.trace
    }

    /// The moment it is for whoever runs. Another process may have come further.
    pub fn now(&mut self) -> Time {
        self.clock.now()
    }

    /// The moment of what is recorded now: never earlier than that of an event before.
    fn stamp(&mut self) -> Time {
        self.latest = self.latest.max(self.clock.now());
        self.latest
    }

    /// Begins a lane.
    pub fn add_lane(&mut self, kind: LaneKind, name: &str) -> LaneId {
        let name = self.name(name);
        self.trace.push_lane(Lane { kind, name })
    }

    /// Renames a lane: `task.set_name()`.
    pub fn rename_lane(&mut self, lane: LaneId, name: &str) {
        let name = self.name(name);
        self.trace.rename_lane(lane, name);
    }

    /// Notes an object that somebody has to wait for: the first time that somebody does.
    pub fn add_object(&mut self, kind: ObjectKind, class: &str) -> ObjectId {
        let name = self.name(class);
        self.trace.push_object(Object { kind, name })
    }

    /// The name for a text that occurs often: the same text, the same name.
    pub fn name(&mut self, text: &str) -> Name {
        let recent = self.recent.slot(text);
        if let Some(name) = *recent
            && self.trace.text(name) == text
        {
            return name;
        }
        let name = match self.interned.get(text) {
            Some(&name) => name,
            None => {
                let name = self.trace.push_name(text);
                self.interned.insert(text.to_owned(), name);
                name
            }
        };
        *self.recent.slot(text) = Some(name);
        name
    }

    /// What happens from now on happens in this lane. Gives back the one before.
    pub fn enter_lane(&mut self, lane: LaneId) -> LaneId {
        std::mem::replace(&mut self.point.lane, lane)
    }

    /// The lane in which things happen now.
    pub fn lane(&self) -> LaneId {
        self.point.lane
    }

    /// What happens from now on happens there: a thread goes on where it was. Gives back the place before.
    pub fn go_to(&mut self, place: ExecutionPoint) -> ExecutionPoint {
        std::mem::replace(&mut self.point, place)
    }

    /// What happens from now on happens because of this event: a callback that is called, a task that goes on. Gives back why
    /// things happened before.
    pub fn activate(&mut self, by: Option<EventId>) -> Reasons {
        std::mem::replace(&mut self.point.reasons, Reasons::of(by))
    }

    /// Things happen again for these reasons.
    pub fn restore(&mut self, reasons: Reasons) {
        self.point.reasons = reasons;
    }

    /// What happens from now on, but for lines, happens because of this event, until a line does something. Gives back the cause
    /// before.
    pub fn set_cause(&mut self, cause: Option<EventId>) -> Option<EventId> {
        std::mem::replace(&mut self.point.reasons.cause, cause.map(Cause::from)).map(EventId::from)
    }

    /// Why things happen now: the line that executes, or what made its code run.
    pub fn cause(&self) -> Option<EventId> {
        self.point.reasons.cause.map(EventId::from)
    }

    /// The line that is executing is this one, without an event; 0 for none.
    pub fn set_line(&mut self, line: u32) {
        self.point.line = line;
    }

    /// The line that is executing; 0 for none.
    pub fn line(&self) -> u32 {
        self.point.line
    }

    /// Records that a line starts to execute, and lets it take its time.
    pub fn record_line(&mut self, line: u32) {
        self.clock.spend_line();
        self.point.line = line;
        let cause = self.point.reasons.activation;
        if let Some(line) = self.push(cause, Kind::Line) {
            self.point.reasons.cause = Some(line.into());
        }
    }

    /// Records an event here and now, because of the current cause.
    pub fn record(&mut self, kind: Kind) -> EventId {
        let cause = self.point.reasons.cause;
        self.push(cause, kind).unwrap_or_else(|| self.latest_event())
    }

    /// Records an event here and now, because of `cause`.
    pub fn record_because(&mut self, cause: Option<EventId>, kind: Kind) -> EventId {
        self.push(cause.map(Cause::from), kind).unwrap_or_else(|| self.latest_event())
    }

    /// Records that the program printed.
    pub fn record_output(&mut self, stream: Stream, text: &str) -> EventId {
        let text = self.trace.push_name(text);
        self.record(Kind::Output { stream, text })
    }

    /// How many events there are.
    pub fn event_count(&self) -> usize {
        self.trace.event_count()
    }

    /// The event that was recorded last.
    pub fn latest_event(&self) -> EventId {
        EventId(self.trace.event_count().saturating_sub(1) as u32)
    }

    /// Adds an event; None if it is left out.
    fn push(&mut self, cause: Option<Cause>, kind: Kind) -> Option<EventId> {
        if self.leaves_out(kind) {
            return None;
        }
        if self.looks_in_vain > 0 && polling::is_news(&kind) {
            self.looks_in_vain = 0;
        }
        let time = self.stamp();
        let event = Event { time, cause, lane: self.point.lane, line: self.point.line, kind };
        Some(self.trace.push_event(event))
    }

    /// Whether an event is one too many in a long row of lines and frames.
    fn leaves_out(&mut self, kind: Kind) -> bool {
        let minor = matches!(kind, Kind::Line | Kind::FrameEntered { .. } | Kind::FrameLeft { .. });
        if !minor {
            self.in_a_row = 0;
            return false;
        }
        self.in_a_row += 1;
        if self.in_a_row == LONGEST_ROW {
            let text = format!(
                "More than {LONGEST_ROW} lines in a row: those up to the next event are left out here."
            );
            let text = self.name(&text);
            self.push(None, Kind::Warning { kind: WarningKind::Other, text });
            self.in_a_row = LONGEST_ROW;
        }
        match kind {
            // What was not seen to begin must not be seen to end.
            Kind::FrameLeft { .. } if self.unrecorded_frames > 0 => {
                self.unrecorded_frames -= 1;
                true
            }
            Kind::FrameLeft { .. } => false,
            _ if self.in_a_row < LONGEST_ROW => false,
            Kind::FrameEntered { .. } => {
                self.unrecorded_frames += 1;
                true
            }
            _ => true,
        }
    }

    /// Sets how the run ended.
    pub fn set_ending(&mut self, ending: super::event::Ending) {
        self.trace.set_ending(Some(ending));
    }
}
