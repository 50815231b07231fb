//! Source, outside and limits to a trace: the one entry point that the page and the command line share.
//!
//! [`predict`] runs a program in virtual time; [`Session`] runs one step by step, against any outside, while its trace grows;
//! in the page, `live_session` prepares one whose requests really go out. [`facts`](facts::facts) says what a run shows about the
//! way its program is written.

pub mod facts;
pub mod limits;
#[cfg(target_arch = "wasm32")]
pub mod live;
pub mod options;
pub mod refusal;
pub mod session;

pub use limits::Limits;
#[cfg(target_arch = "wasm32")]
pub use live::live_session;
pub use options::Options;
pub use refusal::Refusal;
pub use session::{Session, check, predict};

pub use crate::world::Progress;
