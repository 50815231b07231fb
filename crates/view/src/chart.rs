//! Charts of a trace: the timeline of its lanes, and the waterfall of its requests.
//!
//! In three steps. *Layout* computes rectangles in pixels, and is what hit-testing asks ([`timeline::layout`],
//! [`waterfall::layout`]). *Drawing* turns a layout and a [`Theme`] into a [`Scene`]: a list of marks. *Painting* puts the marks
//! on any plotters backend: that is the crate `draw`. The theme only gives colors and the scale. What it is not: interactive;
//! whoever shows a chart keeps the viewport, and asks for a new layout.
//!
//! All numbers are device pixels. The theme's scale is how many of them a CSS pixel has.

pub mod axis;
pub mod compressed;
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

/// The room that the charts of a run need, in CSS pixels, if they stand beside each other: as much as shows all of a small run, and
/// never so much that what lies above them would have none.
pub fn wanted_height(lanes: usize, requests: usize) -> f64 {
    const LEAST: f64 = 176.0;
    const GREATEST: f64 = 281.0;
    // The titles above the charts, and what is said above or below them.
    let (timeline, waterfall) =
        (timeline::panel_height(lanes) + 58.0, waterfall::panel_height(requests) + 51.0);
    timeline.max(waterfall).clamp(LEAST, GREATEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars_of(requests: u32) -> Vec<waterfall::Bar> {
        let trace = fixtures::story::fan_out(requests, 1);
        let state = analysis::State::at(&trace, usize::MAX);
        waterfall::bars(&trace, &trace::Naming::new(&trace), &state, state.now)
    }

    #[test]
    fn twelve_requests_get_fourteen_pixels_each() {
        let bars = bars_of(12);
        for both in [false, true] {
            let view = waterfall::View {
                predicted: Some(&bars),
                measured: both.then_some(&bars[..]),
                until: None,
                now: None,
                width: 430.0,
                // Without the title and the sentence below it.
                height: wanted_height(14, 12) - 51.0,
            };
            let waterfall = waterfall::layout(&view, &Theme::new(1.0, Palette::Light));
            assert_eq!(waterfall.rows.len(), 12);
            let least = waterfall.rows.iter().map(|row| row.rect.height).fold(f64::MAX, f64::min);
            assert!(least >= 14.0, "a row has {least} pixels");
        }
    }

    #[test]
    fn few_lanes_take_no_more_than_they_need_and_many_leave_room_for_the_stage() {
        assert_eq!(wanted_height(1, 0), 176.0);
        // Six lanes of 22, the axis and what is above (40), title and foot (58).
        assert_eq!(wanted_height(6, 4), 230.0);
        assert_eq!(wanted_height(10_002, 10_000), 281.0);
    }
}
