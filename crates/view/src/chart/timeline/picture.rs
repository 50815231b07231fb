//! A timeline on its own, with nothing around it: for slides, pages and `loopscope draw`.

use super::draw::{draw, draw_caption};
use super::layout::{fitting_height, layout};
use super::{Extra, View, Viewport};
use crate::chart::scene::Scene;
use crate::chart::theme::Theme;
use analysis::Stretches;
use trace::{Naming, Trace};

/// How high a lane is, in CSS pixels.
const LANE_HEIGHT: f64 = 26.0;

/// A whole run in so many CSS pixels of width, with at most so many of its lanes; as high as these need.
pub fn picture(
    trace: &Trace,
    naming: &Naming,
    stretches: &Stretches,
    (width, most_lanes): (f64, usize),
    theme: &Theme,
) -> Scene {
    let view = View {
        trace,
        naming,
        stretches,
        viewport: Viewport::fit(trace, LANE_HEIGHT),
        now: None,
        width: theme.px(width),
        height: fitting_height(trace.lanes().len().clamp(1, most_lanes), LANE_HEIGHT, theme),
        extra: Extra::default(),
    };
    let timeline = layout(&view, theme);
    let mut scene = draw(&timeline, theme);
    draw_caption(&mut scene, &timeline, theme);
    scene
}
