//! What an operating system would do for the program: processes, threads, time that passes, requests in flight.
//!
//! [`World`] runs threads one after the other, each until it waits, and says when all of them do. What it is not: it does no
//! input or output (that is [`IoBackend`], which others implement) and has no clock but the recorder's. Begin with
//! [`World::advance`]; [`drive`](World::drive) joins a world to its I/O backend, virtual and live alike.

mod arrivals;
mod collect;
pub mod delivery;
pub mod drive;
mod ending;
pub mod interval;
pub mod io_backend;
pub mod mailbox;
mod processes;
pub mod schedule;
pub mod signals;
mod wait;

pub use delivery::{Deliveries, Delivery};
pub use drive::Progress;
pub use io_backend::{Arrival, IoBackend, OutgoingRequest, ResponsePart, Waited};
pub use mailbox::{Mailbox, NewThread, Owner};
pub use processes::PROCESSORS;
pub use schedule::World;
