//! The whole run in a strip, however little of it the timeline shows: where it runs, waits and blocks, not which task does.

use super::Mix;
use super::pieces::pieces;
use crate::chart::geometry::{Rect, TimeScale};
use crate::chart::scene::Scene;
use crate::chart::theme::Theme;
use analysis::Stretches;
use analysis::stretches::Activity;
use trace::{LaneId, Naming, Time, Trace};

/// How high a row is at least, in CSS pixels. Where there are more lanes than rows, several share one.
const LEAST_ROW: f64 = 2.0;
/// How many lanes that share a row are drawn, so that the cost does not grow with the number of lanes.
const IN_A_ROW: usize = 4;

/// Draws a run until `end` in so many device pixels.
pub fn minimap(
    trace: &Trace,
    stretches: &Stretches,
    end: Time,
    (width, height): (f64, f64),
    theme: &Theme,
) -> Scene {
    let mut scene = Scene::new(width, height, theme.background());
    let lanes = trace.lanes().len();
    let rows = lanes.min((height / theme.px(LEAST_ROW)) as usize);
    let scale = TimeScale::new(Time::ZERO, end, 0.0, width);
    for row in 0..rows {
        let (first, beyond) = (row * lanes / rows, (row + 1) * lanes / rows);
        let place = Rect::new(0.0, row as f64 * height / rows as f64, width, height / rows as f64);
        for lane in (first..beyond).step_by((beyond - first).div_ceil(IN_A_ROW)) {
            draw_lane(&mut scene, trace, stretches, LaneId(lane as u32), (&scale, place), theme);
        }
    }
    scene
}

fn draw_lane(
    scene: &mut Scene,
    trace: &Trace,
    stretches: &Stretches,
    lane: LaneId,
    (scale, place): (&TimeScale, Rect),
    theme: &Theme,
) {
    let color = trace.task_of(lane).map_or(theme.ink(), |task| theme.task(Naming::color(task)));
    let Some(known) = stretches.lane(lane) else { return };
    for piece in pieces(known, theme, scale, place) {
        let color = match (piece.mix, piece.what.activity) {
            (Some(Mix { blocked: 1.., .. }), _) | (_, Activity::Blocked(_)) => theme.bad(),
            // As dark as it is busy.
            (Some(mix), _) => theme.ground(color, 0.25 + 0.75 * f64::from(mix.running) / 8.0),
            (None, Activity::Running) => color,
            (None, Activity::Ready) => theme.ground(color, 0.5),
            (None, Activity::Waiting(_)) => theme.ground(color, 0.25),
            (None, Activity::Polling) => theme.ground(theme.muted(), 0.15),
        };
        scene.fill(piece.rect, color);
    }
}
