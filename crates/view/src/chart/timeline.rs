//! The timeline: what each lane does when; the loop's thread above the tasks that it runs.
//!
//! A state is told by its form, whatever the color: running is solid, ready outlined, waiting tinted with an outline, blocked
//! hatched; a task that failed ends in a cross. A bar says on what its task waits, where that fits. What is too narrow is merged
//! with its neighbors: of these it is shown how much of their time went by running, and how many they are. Only the lanes that are
//! in view are laid out, and of these only what is in view. Another run can lie under each lane, and the path of what took so long
//! along them. Begin with [`layout()`]; `pieces` merges, `awaited` finds words and `labels` room for them, `beside` finds the lanes
//! of another run, `minimap` shows the whole run however little of it is in view.

mod awaited;
mod beside;
mod draw;
mod labels;
mod layout;
mod minimap;
mod path;
mod picture;
mod pieces;
mod table;

use super::axis::Tick;
use super::geometry::{Hit, Rect, TimeScale};
use analysis::Stretches;
use analysis::critical_path::Segment;
use analysis::stretches::Activity;
use trace::{EventId, LaneId, Naming, Outcome, TaskShape, Time, Trace};

pub use awaited::wordings;
pub use beside::{Beside, same_lanes};
pub use draw::{draw, draw_caption};
pub use layout::{lane_height, layout, panel_height};
pub use minimap::minimap;
pub use picture::picture;
pub use table::table;

/// What is to be shown, and in how much room.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The run.
    pub trace: &'a Trace,
    /// Its tasks' names.
    pub naming: &'a Naming,
    /// Its stretches.
    pub stretches: &'a Stretches,
    /// The part of it that is in view.
    pub viewport: Viewport,
    /// The moment of the playhead.
    pub now: Option<Time>,
    /// How wide the picture is, in device pixels.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// What else there is to see.
    pub extra: Extra<'a>,
}

/// What can be drawn over and under a run. By default nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extra<'a> {
    /// Another run, under each lane.
    pub beside: Option<Beside<'a>>,
    /// The moment at which the two runs part.
    pub parting: Option<Time>,
    /// What the end of the run waited for, in order.
    pub path: &'a [Segment],
    /// The moment up to which that is drawn which goes on; None: the latest that is known.
    pub going_on: Option<Time>,
}

/// The part of a timeline that is in view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// The time at the left edge.
    pub start: Time,
    /// The time at the right edge.
    pub end: Time,
    /// How many lanes lie above the first that is in view.
    pub first_lane: usize,
    /// How high a lane is, in CSS pixels.
    pub lane_height: f64,
}

/// A timeline, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// How wide the picture is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// Where the lanes are, without labels and axis.
    pub plot: Rect,
    /// Maps time to x.
    pub scale: TimeScale,
    /// The axis.
    pub ticks: Vec<Tick>,
    /// Lanes in view, from above.
    pub rows: Vec<Row>,
    /// How many lanes there are in all.
    pub lane_count: usize,
    /// Where the playhead is, if it is in view.
    pub playhead: Option<f64>,
    /// How many stretches are not drawn on their own.
    pub merged: usize,
    /// The path of what took so long: bars along lanes, and lines from one lane to another.
    pub path: Vec<Rect>,
    /// Where the two runs part, if that is in view.
    pub parting: Option<f64>,
}

/// A lane in view.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which.
    pub lane: LaneId,
    /// What it is called.
    pub label: String,
    /// How its task is marked: the place of its color, and a shape; None for a thread.
    pub mark: Option<(usize, TaskShape)>,
    /// All of its room, label included.
    pub rect: Rect,
    /// Whether its task is over at the playhead.
    pub done: bool,
    /// What it does, in the order of time.
    pub pieces: Vec<Piece>,
    /// What is written on these, where there is room.
    pub labels: Vec<Label>,
    /// What the same lane does in the other run.
    pub beside: Vec<Piece>,
    /// Where its task ends, if that is in view, and how.
    pub end: Option<(f64, Outcome)>,
}

/// A stretch in view, or several that are too short to be told apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Where, at the full height of a bar.
    pub rect: Rect,
    /// What it is.
    pub what: ActivitySpan,
    /// If it stands for several that differ, how much of a bar's height each kind gets.
    pub mix: Option<Mix>,
}

/// What several stretches come to, in eighths of their time. What is left of them is spent waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mix {
    /// Blocked: at least two, if there is any of it.
    pub blocked: u8,
    /// Running: the same.
    pub running: u8,
    /// On the ready queue.
    pub ready: u8,
}

/// What is written on a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it says.
    pub text: String,
    /// The room that it takes.
    pub rect: Rect,
    /// Whether what lies below it must be covered, or it could not be read.
    pub covers: bool,
}

/// What a lane does for a while.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ActivitySpan {
    /// What; if it stands for several, the one that matters most.
    pub activity: Activity,
    /// How many stretches it stands for.
    pub count: usize,
    /// From when.
    pub start: Time,
    /// To when.
    pub end: Time,
    /// The event that began the first of them.
    pub event: EventId,
}

/// What can be pointed at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Item {
    /// A lane, where it does nothing, or its label.
    Lane(LaneId),
    /// What a lane does.
    ActivitySpan(LaneId, ActivitySpan),
}

impl ActivitySpan {
    /// Whether it is drawn over what only waits, and wide enough to be seen, however short it is.
    fn lies_above(&self) -> bool {
        self.count > 1 || matches!(self.activity, Activity::Running | Activity::Blocked(_))
    }
}

impl Viewport {
    /// The whole run, from the first lane on.
    pub fn fit(trace: &Trace, lane_height: f64) -> Viewport {
        Viewport { start: Time::ZERO, end: trace.latest(), first_lane: 0, lane_height }
    }
}

impl Timeline {
    /// What lies at a point.
    pub fn hit(&self, x: f64, y: f64) -> Option<Hit<Item>> {
        let row = self.rows.iter().find(|row| row.rect.contains(x, y))?;
        let is_here = |piece: &&Piece| x >= piece.rect.x && x < piece.rect.right();
        // What is drawn last lies above the rest.
        let topmost = row.pieces.iter().filter(is_here).max_by_key(|piece| piece.what.lies_above());
        Some(match topmost {
            Some(piece) => Hit { rect: piece.rect, what: Item::ActivitySpan(row.lane, piece.what) },
            None => Hit { rect: row.rect, what: Item::Lane(row.lane) },
        })
    }

    /// What is to be said above it, if anything.
    pub fn caption(&self) -> Option<String> {
        let merged = "stretches are too short to be told apart here: zoom in";
        self.worded("lanes are in view", merged)
    }

    /// The same in the fewest words; empty if there is nothing to say.
    pub fn in_short(&self) -> String {
        self.worded("lanes", "merged").unwrap_or_default()
    }

    /// The caption, and in fewer words.
    pub fn captions(&self) -> [String; 2] {
        [self.caption().unwrap_or_default(), self.worded("lanes", "too short: zoom in").unwrap_or_default()]
    }

    fn worded(&self, in_view: &str, too_short: &str) -> Option<String> {
        let merged = (self.merged > 0).then(|| format!("{} {too_short}", self.merged));
        let is_hidden = self.lane_count > self.rows.len();
        let hidden = is_hidden.then(|| format!("{} of {} {in_view}", self.rows.len(), self.lane_count));
        match (hidden, merged) {
            (Some(hidden), Some(merged)) => Some(format!("{hidden}; {merged}")),
            (hidden, merged) => hidden.or(merged),
        }
    }
}

#[cfg(test)]
mod tests;
