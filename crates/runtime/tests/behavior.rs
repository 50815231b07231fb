//! What runs do: limits, modules, threads, processes, refusals, and programs that were changed at random.
#![cfg(not(target_arch = "wasm32"))]

mod limits;
mod modules;
mod mutations;
mod processes;
mod refusals;
mod threads;
