//! What is derived from a trace: the state at any position, why a step happened, what took so long, what changed, and advice.
//!
//! All of it are pure functions of a trace (and of the program's text, which is in the trace), so that page and command line say
//! the same. What it is not: it runs nothing and shows nothing. Begin with [`state`], then [`why`](mod@why).

pub mod advice;
pub mod chrome;
pub mod critical_path;
pub mod difference;
pub mod facts;
pub mod replay;
pub mod sentence;
pub mod state;
pub mod statistics;
pub mod steps;
pub mod stretches;
pub mod why;

pub use critical_path::CriticalPath;
pub use difference::{Change, Difference, first_difference};
pub use replay::Replay;
pub use state::State;
pub use steps::Steps;
pub use stretches::Stretches;
pub use why::{Part, Sentence, why};
