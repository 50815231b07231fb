//! The page in the browser: leptos components, the animation frame, canvases, the address bar. Built for wasm32 only.
//!
//! What it is not: a place for decisions. What is shown is decided in [`page`](view::page), which is tested on the host;
//! a component here is layout. Begin with `programs`, then `app`, which is around each page, and `model`, one program that runs.

#![allow(unreachable_pub, reason = "leptos writes a public type for the properties of each component")]

mod app;
mod browser;
mod canvas;
mod changes;
mod conformance;
mod console;
mod controls;
mod copying;
mod critical_path;
mod deck;
mod dialogs;
mod editor;
mod embed;
mod fan_out;
mod figures;
mod flows;
mod frames;
mod guess;
mod header;
mod home;
mod keyboard;
mod lessons;
pub mod link;
mod listing;
mod measure;
mod model;
mod on_change;
mod panels;
mod parts;
mod pause;
mod playground;
pub mod programs;
mod remarks;
mod service_worker;
mod session;
mod shell;
mod stage;
mod tables;
mod timeline;
mod totals;
mod transport;
mod waterfall;
mod why;

pub use app::Mounted;
