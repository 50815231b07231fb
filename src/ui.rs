//! The page in the browser: leptos components, the animation frame, canvases, the address bar. Built for wasm32 only.
//!
//! What it is not: a place for decisions. What is shown is decided in [`page`](view::page), which is tested on the host;
//! a component here is layout. Begin with `programs`, then `app`, which is around each page, and `model`, one program that runs.
//!
//! Pages and panels are modules that nothing names but their rows: `page/route/table.rs` in the crate `view` is the table of pages,
//! `panel.rs` in the crate `protocol` that of panels.

#![allow(unreachable_pub, reason = "leptos writes a public type for the properties of each component")]

mod app;
mod browser;
mod canvas;
mod changes;
mod clipboard;
mod controls;
mod critical_path;
mod dialogs;
mod editor;
mod embed;
mod frames;
mod guess;
mod header;
mod keyboard;
pub mod link;
mod measure;
mod model;
mod on_change;
mod panels;
mod parts;
mod pause;
mod playback;
mod pointing;
mod presenter;
pub mod programs;
mod reactive;
mod remarks;
mod service_worker;
mod session;
mod shell;
mod tables;
mod taking;
mod totals;
mod transport;
mod why;

/// Declares the module of each row.
macro_rules! declare_modules {
    ($($(#[$about:meta])* $row:ident $(($($parameters:tt)*))? { module: $module:ident, $($columns:tt)* })*) => {
        $(mod $module;)*
    };
}

view::pages!(declare_modules);
protocol::panels!(declare_modules);

pub use app::Mounted;
