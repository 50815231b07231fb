//! What happened in a run, as plain data: times, lanes, events; the recorder that alone makes them; the state at any position.
//!
//! The narrow waist of the project: runs make traces, and everything that a person sees is a pure function of a trace and a
//! position in it. What it is not: it runs nothing, and it does not know whether a trace was predicted or measured live.
//! Begin with [`event`], then [`recorder`].

pub mod advice;
#[cfg(test)]
pub(crate) mod arbitrary;
pub mod chrome;
pub mod clock;
pub mod critical_path;
pub mod difference;
pub mod event;
#[cfg(test)]
pub(crate) mod golden;
pub mod growth;
pub mod json;
pub mod naming;
pub mod recorder;
pub mod replay;
pub mod sentence;
pub mod state;
pub mod statistics;
pub mod steps;
pub mod story;
pub mod stretches;
pub mod table;
pub mod text;
pub mod time;
pub mod why;

pub use clock::Clock;
pub use critical_path::CriticalPath;
pub use difference::{Change, Difference, first_difference};
pub use event::{
    Awaited, AwaitedKind, Blocker, Ending, Event, EventId, FrameExit, HandleId, HandleSource, Kind, Lane,
    LaneId, LaneKind, Name, Object, ObjectId, ObjectKind, Outcome, Purpose, RequestId, Standing, Stream,
    TaskId, Trace, WarningKind,
};
pub use growth::{Growth, Known};
pub use naming::Naming;
pub use recorder::{Place, Reasons, Recorder};
pub use replay::Replay;
pub use state::State;
pub use statistics::Statistics;
pub use steps::Steps;
pub use stretches::Stretches;
pub use time::{Span, Time};
pub use why::{Part, Sentence, why};
