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

use runtime::MemoryGauge;

#[cfg(target_arch = "wasm32")]
pub use live_session::live_session;
pub use run_summary::run_summary;

/// Counts what is in use, for the budget of memory.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

/// How much memory the worker uses.
#[cfg(target_arch = "wasm32")]
fn memory() -> MemoryGauge {
    MemoryGauge::new(|| ALLOCATOR.allocated())
}

/// On the host nobody counts.
#[cfg(not(target_arch = "wasm32"))]
fn memory() -> MemoryGauge {
    MemoryGauge::default()
}
