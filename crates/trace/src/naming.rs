//! What people call tasks, and how each is marked: one name, one color and one shape everywhere.
//!
//! A task is called what its coroutine is called, with its number among those of that name where there are several: `main`,
//! `get(1)`, `get(2)`. A name that the program gave (`set_name`) goes first; a task without either is `Task-3`. What it is not:
//! the colors themselves, which are the theme's.

use super::event::{Kind, LaneId, LaneKind, Name, TaskId, Trace};
use super::small_map::SmallMap;
use super::table::Table;

/// How many colors there are: the hues, and one that is none.
pub const COLORS: usize = HUES + 1;
/// How many hues there are.
const HUES: usize = 8;

/// The shape of a task's mark, which tells tasks of one color apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskShape {
    /// Of the first task, and of the first that has each hue.
    Circle,
    /// Of the second that has each hue.
    Square,
    /// Of the third. After it they begin again.
    Diamond,
}

/// The names of the tasks of one trace.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Naming {
    tasks: Table<TaskId, Coroutine>,
    /// How many tasks each coroutine has: there are as many as the program has names for them.
    counts: SmallMap<Name, u32>,
    /// How many of these names have become several tasks', so that the first of them has a number since.
    shared: usize,
    /// Whether a loop has run.
    has_loop: bool,
    threads: usize,
    lanes_seen: usize,
    events_seen: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Coroutine {
    name: Name,
    /// From 1, among the tasks of this name.
    number: u32,
}

impl Naming {
    /// Names the tasks of a trace.
    pub fn new(trace: &Trace) -> Naming {
        let mut naming = Naming::default();
        naming.extend(trace);
        naming
    }

    /// Takes in what has been added to the trace since.
    ///
    /// Names can change by that: `get` becomes `get(1)` when another `get` appears.
    pub fn extend(&mut self, trace: &Trace) {
        for event in trace.events_from(self.events_seen) {
            match event.kind {
                Kind::TaskCreated { task, coroutine, .. } => {
                    let number = self.counts.get_or_default(coroutine);
                    *number += 1;
                    self.shared += usize::from(*number == 2);
                    self.tasks.insert(task, Coroutine { name: coroutine, number: *number });
                }
                Kind::LoopStarted => self.has_loop = true,
                _ => {}
            }
        }
        let lanes = trace.lanes().range(self.lanes_seen, usize::MAX);
        self.threads += lanes.filter(|lane| matches!(lane.kind, LaneKind::Thread { .. })).count();
        self.lanes_seen = trace.lanes().len();
        self.events_seen = trace.event_count();
    }

    /// What a task is called. Without control characters, and no longer than 40 characters.
    pub fn task(&self, trace: &Trace, task: TaskId) -> String {
        let lane = trace.lane_of_task(task).and_then(|lane| trace.lane(lane));
        if let Some(chosen) = lane.map(|lane| trace.text(lane.name)).filter(|name| is_chosen(name)) {
            return presentable(chosen);
        }
        let anonymous = || format!("Task-{}", task.0);
        let Some(coroutine) = self.tasks.get(task) else { return anonymous() };
        let text = trace.text(coroutine.name);
        match self.counts.get(coroutine.name) {
            _ if text.is_empty() => anonymous(),
            Some(2..) => format!("{}({})", presentable(text), coroutine.number),
            Some(_) | None => presentable(text),
        }
    }

    /// How often names have changed that tasks had. Where that is as before, all that had a name have the same.
    pub fn renamed(&self, trace: &Trace) -> usize {
        self.shared + trace.renamed_lanes().len()
    }

    /// What a lane is called: its task's name, or its thread's.
    pub fn lane(&self, trace: &Trace, lane: LaneId) -> String {
        match trace.lane(lane).map(|lane| (lane.kind, lane.name)) {
            Some((LaneKind::Task { task, .. }, _)) => self.task(trace, task),
            Some((LaneKind::Thread { .. }, name)) if !trace.text(name).is_empty() => {
                presentable(trace.text(name))
            }
            Some((LaneKind::Thread { .. }, _)) | None => format!("lane {}", lane.0),
        }
    }

    /// What stands before a lane: its name, or `loop` for the only thread if a loop runs in it.
    pub fn lane_title(&self, trace: &Trace, lane: LaneId) -> String {
        match trace.lane(lane).map(|lane| lane.kind) {
            Some(LaneKind::Thread { .. }) if self.threads == 1 && self.has_loop => "loop".to_owned(),
            Some(_) | None => self.lane(trace, lane),
        }
    }

    /// The place of a task's color in the palette, below [`COLORS`]. The first task, which is `main` as a rule, has the last one,
    /// which is no hue; those that it makes have the hues, one after the other.
    pub fn color(task: TaskId) -> usize {
        place(task).map_or(HUES, |place| place % HUES)
    }

    /// The shape of a task's mark: the first tasks, one of each color, have a circle.
    pub fn shape(task: TaskId) -> TaskShape {
        match place(task).unwrap_or(0) / HUES % 3 {
            0 => TaskShape::Circle,
            1 => TaskShape::Square,
            _ => TaskShape::Diamond,
        }
    }
}

/// The place of a task among all but the first.
fn place(task: TaskId) -> Option<usize> {
    task.index().checked_sub(2)
}

/// Whether the program gave this name: it is not the `Task-3` that asyncio gives.
fn is_chosen(name: &str) -> bool {
    let number = name.strip_prefix("Task-");
    !name.is_empty() && !number.is_some_and(|number| number.chars().all(|digit| digit.is_ascii_digit()))
}

fn presentable(text: &str) -> String {
    const LONGEST: usize = 40;
    let printable = |character: char| if character.is_control() { '\u{fffd}' } else { character };
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => text[..end].chars().map(printable).chain(['…']).collect(),
        None => text.chars().map(printable).collect(),
    }
}
