//! What the pointer is at, and all that belongs to it: so that it lights up in every panel at once.
//!
//! A [`Subject`] is what can be pointed at; its text form is what elements of the page carry. [`Light`] says which tasks, requests,
//! lines and lanes belong to it at a position of a run, and `card` what is said about it. What it is not: a search; nothing here
//! looks at other positions than the one that is shown.

mod card;

pub use self::card::{Card, card};
use crate::page::stage::{Run, Who};
use analysis::state::{State, TaskPhase};
use std::fmt;
use std::str::FromStr;
use trace::{HandleId, LaneId, RequestId, TaskId};

/// What can be pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A task, wherever it is shown.
    Task(TaskId),
    /// A callback that is not a task's step.
    Handle(HandleId),
    /// A request.
    Request(RequestId),
    /// A line of the program, from 1.
    Line(u32),
    /// A thread: the lane of the timeline that is its own.
    Thread(LaneId),
}

/// The text form: `task-3`, `line-12`.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, number) = match *self {
            Subject::Task(task) => ("task", task.0),
            Subject::Handle(handle) => ("handle", handle.0),
            Subject::Request(request) => ("request", request.0),
            Subject::Line(line) => ("line", line),
            Subject::Thread(lane) => ("thread", lane.0),
        };
        write!(f, "{kind}-{number}")
    }
}

/// Reads the text form. The error is that it is none.
impl FromStr for Subject {
    type Err = ();

    fn from_str(text: &str) -> Result<Subject, ()> {
        let (kind, number) = text.split_once('-').ok_or(())?;
        let number: u32 = number.parse().map_err(drop)?;
        match kind {
            "task" => Ok(Subject::Task(TaskId(number))),
            "handle" => Ok(Subject::Handle(HandleId(number))),
            "request" => Ok(Subject::Request(RequestId(number))),
            "line" => Ok(Subject::Line(number)),
            "thread" => Ok(Subject::Thread(LaneId(number))),
            _ => Err(()),
        }
    }
}

/// The same as what stands on the stage; the interpreter lock is no subject.
impl TryFrom<Who> for Subject {
    type Error = ();

    fn try_from(who: Who) -> Result<Subject, ()> {
        match who {
            Who::Task(task) => Ok(Subject::Task(task)),
            Who::Handle(handle) => Ok(Subject::Handle(handle)),
            Who::Interpreter(_) => Err(()),
        }
    }
}

/// A lane of the timeline: its task, or the thread itself.
pub fn subject_of_lane(run: Run<'_>, lane: LaneId) -> Subject {
    run.trace.task_of(lane).map_or(Subject::Thread(lane), Subject::Task)
}

/// All that lights up because of a subject.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Light {
    /// Tasks: their tokens, their markers in the listing.
    pub tasks: Vec<TaskId>,
    /// Callbacks on the stage.
    pub handles: Vec<HandleId>,
    /// Bars of the waterfall.
    pub requests: Vec<RequestId>,
    /// Lines of the listing.
    pub lines: Vec<u32>,
    /// Lanes of the timeline.
    pub lanes: Vec<LaneId>,
}

impl Light {
    /// What belongs to a subject at a position of a run.
    pub fn new(run: Run<'_>, state: &State, subject: Subject) -> Light {
        let mut light = Light::default();
        match subject {
            Subject::Task(task) => light.add_task(run, state, task),
            Subject::Handle(handle) => {
                light.handles.push(handle);
                if let Some(task) = state.handles.get(handle).and_then(|handle| handle.purpose.task()) {
                    light.add_task(run, state, task);
                }
            }
            Subject::Request(request) => {
                light.requests.push(request);
                match state.requests.get(request) {
                    Some(known) if known.task.is_none() => light.add_line(known.line),
                    Some(known) => {
                        known.task.into_iter().for_each(|task| light.add_place_of_task(run, state, task));
                    }
                    None => {}
                }
            }
            Subject::Line(line) => {
                for (task, known) in state.unfinished_tasks() {
                    if known.line == line {
                        light.add_task(run, state, task);
                    }
                }
                light.lines = vec![line];
            }
            Subject::Thread(lane) => light.lanes.push(lane),
        }
        light
    }

    /// Whether this token is lit.
    pub fn shows(&self, who: Who) -> bool {
        match who {
            Who::Task(task) => self.tasks.contains(&task),
            Who::Handle(handle) => self.handles.contains(&handle),
            Who::Interpreter(_) => false,
        }
    }

    /// A task with the callbacks and the requests that are its own.
    fn add_task(&mut self, run: Run<'_>, state: &State, task: TaskId) {
        self.add_place_of_task(run, state, task);
        let of_task = state.handles.iter().filter(|(_, handle)| handle.purpose.task() == Some(task));
        self.handles.extend(of_task.map(|(handle, _)| handle));
        let of_task = state.requests.iter().filter(|(_, request)| request.task == Some(task));
        self.requests.extend(of_task.map(|(request, _)| request));
    }

    /// A task, its lane, and where it is.
    fn add_place_of_task(&mut self, run: Run<'_>, state: &State, task: TaskId) {
        self.tasks.push(task);
        self.lanes.extend(run.trace.lane_of_task(task));
        let over = |phase| matches!(phase, TaskPhase::Finished(_));
        if let Some(known) = state.tasks.get(task).filter(|known| !over(known.phase)) {
            self.add_line(known.line);
        }
    }

    fn add_line(&mut self, line: u32) {
        if line > 0 && !self.lines.contains(&line) {
            self.lines.push(line);
        }
    }
}

#[cfg(test)]
mod tests;
