//! What a person picks out on the timeline, and what is said about it: a stretch, a part of the run, a lane by its name.
//!
//! Which part of the run is in view is the [`viewport`](super::viewport)'s; where things are in pixels is the chart's. Begin with
//! [`Selection`]; `range` measures, `search` finds lanes, `pinch` makes two fingers into a zoom.

mod pinch;
mod range;
mod search;
mod selection;
mod words;

pub use pinch::{Fingers, Pinch};
pub use range::Range;
pub use search::Search;
pub use selection::{Direction, Selection};
pub use words::{activity_text, pointed_at};
