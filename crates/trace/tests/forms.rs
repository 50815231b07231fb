//! Traces as they are saved and read: text, JSON, parts that travel, and the names of tasks in them.
#![cfg(not(target_arch = "wasm32"))]

mod growth;
mod json;
mod naming;
mod text;
