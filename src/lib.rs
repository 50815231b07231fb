//! Loopscope.
pub mod chart;
pub mod demo;
pub mod engine;
pub mod lang;
pub mod lesson;
pub mod library;
pub mod outside;
pub mod page;
pub mod run;
pub mod trace;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod vm;
pub mod world;
