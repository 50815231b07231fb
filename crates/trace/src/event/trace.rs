//! A whole run: the program, the lanes in which something happened, the events, and how it ended.
//!
//! Not how it is made ([`Recorder`](crate::Recorder) does that), nor what things looked like at a moment
//! (`analysis::State`). Begin with [`Trace`].

use super::{Event, EventId, Kind, LaneId, Name, Stream, TaskId};
use crate::time::Time;
use serde::{Deserialize, Serialize};

/// Everything that happened in one run.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Trace {
    /// The file name that tracebacks show.
    pub file: String,
    /// The program's text: the listing is what ran.
    pub source: String,
    /// Texts that events point to.
    pub names: Vec<String>,
    /// Where events happen: threads, and tasks within them, in the order of appearance.
    pub lanes: Vec<Lane>,
    /// What happened, in order. Times never decrease.
    pub events: Vec<Event>,
    /// How the run ended; None while it goes on.
    pub ending: Option<Ending>,
    /// When the run ended, or the latest moment known.
    pub end: Time,
}

/// Where events happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// What it is.
    pub kind: LaneKind,
    /// What people call it: `MainThread`, `Task-1`.
    pub name: Name,
}

/// What a lane is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaneKind {
    /// A thread of a process (processes are numbered from 0).
    Thread {
        /// The process.
        process: u32,
    },
    /// A task, in the lane of the thread whose loop runs it.
    Task {
        /// The task.
        task: TaskId,
        /// The thread's lane.
        thread: LaneId,
    },
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// The program ran to its end.
    Finished,
    /// An exception left the program, or it exited with a status other than 0.
    Failed {
        /// The traceback as Python prints it.
        traceback: String,
        /// The process's exit status.
        status: i32,
    },
    /// Everything waits, and nothing can wake it.
    Deadlock {
        /// Who waits for what.
        message: String,
    },
    /// A budget was used up.
    Limit {
        /// Which one: `instructions`, `virtual time`, …
        which: String,
        /// What that means and how to raise it.
        message: String,
    },
    /// A person stopped it.
    Stopped,
}

impl Trace {
    /// The text behind a name.
    pub fn text(&self, name: Name) -> &str {
        self.names.get(name.index()).map_or("", String::as_str)
    }

    /// Whether a function's name says that it is nobody's business: it begins with an underscore, as those of the library do.
    pub fn is_private(&self, function: Name) -> bool {
        self.text(function).starts_with('_')
    }

    /// The event, if there is one.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.get(id.index())
    }

    /// The lane of a task.
    ///
    /// Lanes of tasks appear in the order of their numbers, each after the lane of its thread, so the search begins near its end.
    pub fn lane_of_task(&self, wanted: TaskId) -> Option<LaneId> {
        for (index, lane) in self.lanes.iter().enumerate().skip(wanted.index()) {
            match lane.kind {
                LaneKind::Task { task, .. } if task == wanted => return Some(LaneId(index as u32)),
                LaneKind::Task { task, .. } if task > wanted => return None,
                LaneKind::Task { .. } | LaneKind::Thread { .. } => {}
            }
        }
        None
    }

    /// The lane itself, or that of the task's thread.
    pub fn thread_of(&self, lane: LaneId) -> LaneId {
        match self.lanes.get(lane.index()).map(|lane| lane.kind) {
            Some(LaneKind::Task { thread, .. }) => thread,
            Some(LaneKind::Thread { .. }) | None => lane,
        }
    }

    /// The number of the process that a lane belongs to; the program itself is 0.
    pub fn process_of(&self, lane: LaneId) -> u32 {
        match self.lanes.get(self.thread_of(lane).index()).map(|lane| lane.kind) {
            Some(LaneKind::Thread { process }) => process,
            Some(LaneKind::Task { .. }) | None => 0,
        }
    }

    /// The task of a lane; None for a thread's.
    pub fn task_of(&self, lane: LaneId) -> Option<TaskId> {
        match self.lanes.get(lane.index()).map(|lane| lane.kind) {
            Some(LaneKind::Task { task, .. }) => Some(task),
            Some(LaneKind::Thread { .. }) | None => None,
        }
    }

    /// The latest moment known: the run's end, or that of its last event.
    pub fn latest(&self) -> Time {
        self.events.last().map_or(self.end, |event| event.time.max(self.end))
    }

    /// All that was printed to a stream.
    pub fn output(&self, stream: Stream) -> String {
        self.events
            .iter()
            .filter_map(|event| match event.kind {
                Kind::Output { stream: to, text } if to == stream => Some(self.text(text)),
                _ => None,
            })
            .collect()
    }
}
