//! The worker of the page, in which programs run: the page stays quick whatever they do, and shows itself before the interpreter
//! has been loaded.
//!
//! `worker` takes orders and reports, in the terms of the crate `protocol`; `live_backend` is the I/O backend of runs whose
//! requests really go out; `answer` and `run_summary` are there on the host too, where what a page shows first is stored. What it is not: it shows nothing, and shares no memory with the page.

pub mod answer;
#[cfg(target_arch = "wasm32")]
pub mod live_backend;
#[cfg(target_arch = "wasm32")]
mod live_session;
mod run_summary;
#[cfg(any(target_arch = "wasm32", test))]
mod server_timing;
#[cfg(target_arch = "wasm32")]
pub mod worker;

#[cfg(target_arch = "wasm32")]
pub use live_session::live_session;
pub use run_summary::run_summary;
