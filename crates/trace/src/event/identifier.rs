//! The numbers by which events name things: tasks, handles, requests, lanes, texts, and each other.

use serde::{Deserialize, Serialize};

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
    /// A text in [`Trace::names`](super::Trace::names).
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
