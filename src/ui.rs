//! The page in the browser: leptos components, the animation frame, canvases, the address bar. Built for wasm32 only.
//!
//! What it is not: a place for decisions. What is shown is decided in [`page`](crate::page), which is tested on the host;
//! a component here is layout. Begin with `app`, then `model`, which holds all signals.

#![allow(unreachable_pub, reason = "leptos writes a public type for the properties of each component")]

mod app;
mod browser;
mod canvas;
mod conformance;
mod console;
mod controls;
mod dialogs;
mod fan_out;
mod frames;
mod header;
mod keyboard;
mod listing;
mod measure;
mod model;
mod parts;
mod remarks;
mod session;
mod stage;
mod tables;
mod timeline;
mod totals;
mod transport;
mod waterfall;

pub use app::mount;
