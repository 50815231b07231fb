//! The numbers by which events name things: tasks, handles, requests, lanes, texts, and each other.

use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// Defines an identifier: a number that means nothing by itself.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// As a position in a list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

identifier!(
    /// An event's place in its trace: its sequence number, from 0.
    EventId
);
identifier!(
    /// A text: see [`Trace::text`](super::Trace::text).
    Name
);
identifier!(
    /// A place in [`Trace::lanes`](super::Trace::lanes).
    LaneId
);
identifier!(
    /// A task, numbered from 1 in the order of creation, over all loops of the run.
    TaskId
);
identifier!(
    /// A handle: one callback that a loop will call, ready or timed. Numbered from 1 over the run.
    HandleId
);
identifier!(
    /// A request, numbered from 1 in the order of sending.
    RequestId
);
identifier!(
    /// A lock, a queue or another object that tasks or threads wait for, numbered from 1 in the order in which somebody first had
    /// to wait for it: see [`Trace::object`](super::Trace::object).
    ObjectId
);

/// A task, if there is one, in the room of a number: its own plus one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PerhapsTask(Option<NonZeroU32>);

impl From<Option<TaskId>> for PerhapsTask {
    fn from(task: Option<TaskId>) -> PerhapsTask {
        PerhapsTask(task.map(|task| NonZeroU32::MIN.saturating_add(task.0)))
    }
}

impl From<PerhapsTask> for Option<TaskId> {
    fn from(task: PerhapsTask) -> Option<TaskId> {
        task.0.map(|task| TaskId(task.get() - 1))
    }
}
