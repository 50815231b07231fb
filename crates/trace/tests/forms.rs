//! Traces as they are saved and read: text, JSON, parts that travel; the names of tasks in them, and the lists they are made of.
#![cfg(not(target_arch = "wasm32"))]

mod growth;
mod json;
mod log;
mod naming;
mod text;
