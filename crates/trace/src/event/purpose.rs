//! What a handle is for: the loop knows when it makes one, and says so.
//!
//! Not who put it on the ready queue, which is [`HandleSource`](super::HandleSource), nor because of what, which is the event's
//! cause.

use super::{Awaited, PerhapsTask, RequestId, TaskId};
use serde::{Deserialize, Serialize};

/// What a handle is for. Small, since an event has room for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// The first step of a task.
    FirstStep(TaskId),
    /// The next step of a task that gave way for one turn.
    NextStep(TaskId),
    /// The next step of a task, since what it waited for is done.
    WakeUp {
        /// The task.
        task: TaskId,
        /// What it waited for.
        from: Awaited,
    },
    /// A timer on which a task sleeps: `asyncio.sleep`.
    Sleep(TaskId),
    /// A timer that ends what a task does, if that takes longer: `asyncio.timeout`, `wait_for`.
    Timeout(Option<TaskId>),
    /// What has arrived for a request is handed to whoever waits for it.
    Arrival {
        /// The request.
        request: RequestId,
        /// The task that sent it, if one did.
        task: PerhapsTask,
    },
    /// The signals that have arrived are read.
    Signal,
    /// A function that the program asked for; of one that is built in, with the task that ran then.
    Program(Option<TaskId>),
    /// A function that the library asked for, for its own ends, with the task that ran then.
    Library(Option<TaskId>),
}

impl Purpose {
    /// The task that is concerned, if one is.
    pub fn task(self) -> Option<TaskId> {
        match self {
            Purpose::FirstStep(task)
            | Purpose::NextStep(task)
            | Purpose::WakeUp { task, .. }
            | Purpose::Sleep(task) => Some(task),
            Purpose::Timeout(task) | Purpose::Program(task) | Purpose::Library(task) => task,
            Purpose::Arrival { task, .. } => task.into(),
            Purpose::Signal => None,
        }
    }

    /// The task that runs when the handle is called, if it is a step of one.
    pub fn stepped(self) -> Option<TaskId> {
        match self {
            Purpose::FirstStep(task) | Purpose::NextStep(task) | Purpose::WakeUp { task, .. } => Some(task),
            _ => None,
        }
    }

    /// Whether the program asked for the call, so that the handle is worth showing as such.
    pub fn is_of_program(self) -> bool {
        matches!(self, Purpose::Program(_))
    }
}
