//! Charts of a trace: the timeline of its lanes, and the waterfall of its requests.
//!
//! In three steps. *Layout* computes rectangles in pixels, and is what hit-testing asks ([`timeline::layout`],
//! [`waterfall::layout`]). *Drawing* turns a layout and a [`Theme`] into a [`Scene`]: a list of marks. *Painting* puts the marks
//! on any plotters backend: that is the crate `draw`. The theme only gives colors and the scale. What it is not: interactive;
//! whoever shows a chart keeps the viewport, and asks for a new layout.
//!
//! All numbers are device pixels. The theme's scale is how many of them a CSS pixel has.

pub mod axis;
pub mod geometry;
pub mod label;
pub mod scene;
pub mod table;
pub mod theme;
pub mod timeline;
pub mod waterfall;

pub use geometry::{Hit, Rect};
pub use scene::Scene;
pub use table::TextTable;
pub use theme::{Color, Palette, Theme};
