//! What an operating system would do for the program: processes, threads, time that passes, requests in flight.
//!
//! [`World`] runs threads one after the other, each until it waits, and says when all of them do. What it is not: it does no
//! input or output (that is [`Outside`], which others implement) and has no clock but the recorder's. Begin with
//! [`World::advance`]; [`drive`](World::drive) joins a world to an outside, virtual and live alike.

mod arrivals;
mod collect;
pub mod drive;
mod ending;
pub mod interval;
pub mod mailbox;
pub mod outside;
mod processes;
pub mod ready;
pub mod schedule;
pub mod signals;

pub use drive::Progress;
pub use mailbox::{Mailbox, NewThread, Owner};
pub use outside::{Answer, Arrival, OutgoingRequest, Outside, Waited};
pub use processes::PROCESSORS;
pub use schedule::World;
