//! The `loopscope` command: runs programs, and serves the demo endpoints, without a browser.
//!
//! Everything is in `command`, which exists only where there is an operating system: cargo builds all binaries
//! for wasm too, when it is asked to check the page.

#[cfg(not(target_arch = "wasm32"))]
mod command;

#[cfg(not(target_arch = "wasm32"))]
use cap::Cap;

/// A run makes and drops small objects by the million; the system's allocator would take a sixth of its time. What is in use is
/// counted, for the budget of memory.
#[cfg(not(target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: Cap<mimalloc::MiMalloc> = Cap::new(mimalloc::MiMalloc, usize::MAX);

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    command::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
