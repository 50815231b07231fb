//! What happened in a run, as plain data: times, lanes, events; the recorder that alone makes them; the forms to save them in.
//!
//! The narrow waist of the project: runs make traces, and everything that a person sees is a pure function of a trace and a
//! position in it. What it is not: it runs nothing, it derives nothing (the crate `analysis` does), and it does not know whether
//! a trace was predicted or measured live. Begin with [`event`], then [`recorder`].

pub mod clock;
pub mod decimal;
pub mod event;
pub mod growth;
pub mod json;
pub mod log;
pub mod naming;
pub mod order;
pub mod recorder;
pub mod small_map;
pub mod table;
pub mod text;
pub mod time;

pub use clock::Clock;
pub use event::{
    Awaited, AwaitedKind, Blocker, Ending, Event, EventId, FrameExit, HandleId, HandleSource, Kind, Lane,
    LaneId, LaneKind, Name, Object, ObjectId, ObjectKind, Outcome, Purpose, RequestId, Standing, Stream,
    TaskId, Trace, WarningKind,
};
pub use growth::{Growth, Known};
pub use log::Log;
pub use naming::{Naming, TaskShape};
pub use recorder::{ExecutionPoint, Reasons, Recorder};
pub use table::Table;
pub use time::{Span, Time};
