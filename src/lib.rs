//! The page of Loopscope: leptos components, and its end of what page and worker tell each other.
//!
//! What is shown is decided in the crate `view`, which is tested on the host; programs run in a worker of their own, the crate
//! `engine`. What is not here: a decision, a parser, an interpreter. Begin with `ui`.

#[cfg(target_arch = "wasm32")]
pub mod client;
#[cfg(target_arch = "wasm32")]
pub mod ui;
