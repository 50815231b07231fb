//! Source, I/O backend and limits to a trace: the one entry that the worker and the command line share.
//!
//! [`predict`] runs a program in virtual time; [`Session`] runs one step by step, against any backend, while its trace grows.
//! [`world`] is the operating system of a run, [`library`] the modules that programs import, [`virtual_backend`] the network of
//! predictions. What it is not: it derives nothing from the trace. Begin with [`session`].

pub mod library;
pub mod options;
pub mod refusal;
pub mod session;
pub mod virtual_backend;
pub mod world;

pub use options::Options;
pub use session::{Session, check, predict};
pub use virtual_backend::VirtualBackend;
pub use vm::memory::MemoryGauge;
pub use world::Progress;
