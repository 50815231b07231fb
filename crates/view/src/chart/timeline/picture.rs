//! A timeline on its own, with nothing around it: for slides, pages and `loopscope draw`.

use super::draw::{draw, draw_caption};
use super::layout::{LANE, fitting_height, layout};
use super::{Extra, View, Viewport};
use crate::chart::scene::Scene;
use crate::chart::theme::Theme;
use analysis::Stretches;
use trace::{Naming, Trace};

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
        viewport: Viewport::fit(trace, LANE),
        now: None,
        width: theme.px(width),
        height: fitting_height(trace.lanes().len().clamp(1, most_lanes), LANE, theme),
        extra: Extra::default(),
    };
    let timeline = layout(&view, theme);
    let mut scene = draw(&timeline, theme);
    draw_caption(&mut scene, &timeline, theme);
    scene
}
