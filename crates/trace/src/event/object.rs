//! Locks, queues and other objects that tasks and threads wait for: which they are, and how they stood when somebody began to wait.
//!
//! An object is in the trace from the first time that somebody has to wait for it: one that nobody ever waits for plays no part
//! in what happens. Begin with [`Object`].

use super::{LaneId, Name};
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// Something that tasks or threads wait for, and hand on to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// What kind of thing it is.
    pub kind: ObjectKind,
    /// What its class is called: `Lock`, `PriorityQueue`.
    pub name: Name,
}

/// What kind of thing tasks or threads wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// Held by one at a time: `Lock`, `RLock`.
    Lock,
    /// Held by at most so many at a time.
    Semaphore,
    /// `Condition`
    Condition,
    /// `Event`
    Event,
    /// `Queue` and its like.
    Queue,
    /// `Barrier`
    Barrier,
    /// Connections, of which at most so many may be open at a time.
    ConnectionPool,
}

impl ObjectKind {
    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            ObjectKind::Lock => "lock",
            ObjectKind::Semaphore => "semaphore",
            ObjectKind::Condition => "condition",
            ObjectKind::Event => "event",
            ObjectKind::Queue => "queue",
            ObjectKind::Barrier => "barrier",
            ObjectKind::ConnectionPool => "connection pool",
        }
    }
}

/// How an object stood when somebody began to wait for it. Small, since each suspension has room for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The holder's lane plus one, so that the option costs nothing.
    holder: Option<NonZeroU32>,
    /// How much was left of it: free places of a semaphore or a pool, items in a queue.
    pub left: u32,
    /// The place in the queue of those who wait, from 1.
    pub place: NonZeroU32,
}

impl Standing {
    /// An object with that holder and so much left, for which so many waited before this one.
    pub fn new(holder: Option<LaneId>, left: usize, before: usize) -> Standing {
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Standing {
            holder: holder.map(|lane| NonZeroU32::MIN.saturating_add(lane.0)),
            left: small(left),
            place: NonZeroU32::MIN.saturating_add(small(before)),
        }
    }

    /// The lane of the task or thread that held it; of several the one that had held it longest; None where nobody did, or where
    /// nobody can.
    pub fn holder(self) -> Option<LaneId> {
        self.holder.map(|lane| LaneId(lane.get() - 1))
    }
}
