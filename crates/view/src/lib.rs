//! What is shown, as plain data: the page and its address, the stage, the layout of charts.
//!
//! Everything that could be wrong about the page is decided here and tested on the host; the page's components turn it into
//! elements, and the crate `draw` paints the charts. What it is not: it draws nothing, runs nothing, and names no browser type.
//! Begin with [`page`], then [`chart`].

pub mod chart;
pub mod page;
