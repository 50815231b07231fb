//! What the page shows, as plain data: where it is (its address), what runs, which position is looked at, what stands where.
//!
//! Everything that could be wrong about the page is decided here and tested on the host; `ui` only turns it into elements.
//! What it is not: it draws nothing, runs nothing, and names no browser type. Begin with [`route`], the page's whole
//! reproducible state, then [`player`] and [`stage`].

pub mod beginning;
pub mod console;
pub mod explain;
pub mod figures;
pub mod flows;
pub mod keys;
pub mod listing;
pub mod live_clock;
pub mod pacing;
pub mod plan;
pub mod player;
pub mod playground;
pub mod pointing;
pub mod problem;
pub mod program;
pub mod result;
pub mod route;
pub mod settings;
pub mod source;
pub mod stage;
pub mod summary;
pub mod timeline;
pub mod view;
pub mod viewport;
pub mod wording;
