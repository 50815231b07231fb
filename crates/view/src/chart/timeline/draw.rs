//! What it looks like.

use super::{Piece, Row, Timeline};
use crate::chart::geometry::Rect;
use crate::chart::label;
use crate::chart::scene::{Anchor, Mark, Scene};
use crate::chart::theme::{Color, Theme};
use analysis::stretches::Activity;
use trace::Outcome;

const FONT: f64 = 12.0;
const SMALL_FONT: f64 = 10.5;
const DASH: f64 = 5.0;
/// Below this height a lane has room for neither a label nor a pattern.
const LEAST_LABEL: f64 = 11.0;

/// Draws a timeline.
pub fn draw(timeline: &Timeline, theme: &Theme) -> Scene {
    let mut scene = Scene::new(timeline.width, timeline.height, theme.background());
    draw_axis(&mut scene, timeline, theme);
    for row in &timeline.rows {
        draw_row(&mut scene, row, timeline, theme);
    }
    for rect in &timeline.path {
        scene.fill(*rect, theme.ink());
    }
    if let Some(x) = timeline.parting {
        draw_parting(&mut scene, x, timeline, theme);
    }
    if let Some(x) = timeline.playhead {
        draw_playhead(&mut scene, x, timeline, theme);
    }
    scene
}

/// Writes above it what cannot be seen in it: for pictures, which have nothing around them that could say so.
pub fn draw_caption(scene: &mut Scene, timeline: &Timeline, theme: &Theme) {
    let (captions, y) = (timeline.captions(), theme.px(7.0));
    let places = (theme.px(10.0), timeline.plot.right() - theme.px(8.0));
    label::caption(scene, &captions, places, y, theme.px(SMALL_FONT), theme.muted());
}

fn draw_axis(scene: &mut Scene, timeline: &Timeline, theme: &Theme) {
    let plot = timeline.plot;
    for tick in &timeline.ticks {
        scene.fill(Rect::new(tick.x, plot.y, theme.hairline(), plot.height), theme.hair());
        let y = plot.bottom() + theme.px(12.0);
        let is_last = tick.x > plot.right() - theme.px(20.0);
        let (x, anchor) =
            if is_last { (plot.right() + theme.px(8.0), Anchor::End) } else { (tick.x, Anchor::Middle) };
        scene.text(&tick.label, x, y, anchor, theme.px(SMALL_FONT), theme.muted());
    }
}

fn draw_row(scene: &mut Scene, row: &Row, timeline: &Timeline, theme: &Theme) {
    let color = row.color.map_or(theme.ink(), |place| theme.task(place));
    if row.rect.height >= theme.px(LEAST_LABEL) {
        let text = if row.done { theme.muted() } else { theme.ink() };
        let (x, y) = (theme.px(10.0), row.rect.middle());
        if row.color.is_some() && !row.done {
            scene.fill(Rect::new(theme.px(3.0), y - theme.px(4.0), theme.px(3.0), theme.px(8.0)), color);
        }
        scene.text(&row.label, x, y, Anchor::Start, theme.px(FONT), text);
    }
    // What runs lies above the rest: it can be wider than it lasted.
    for piece in row.pieces.iter().filter(|piece| piece.what.activity != Activity::Running) {
        draw_piece(scene, piece, color, theme);
    }
    for piece in row.pieces.iter().filter(|piece| piece.what.activity == Activity::Running) {
        draw_piece(scene, piece, color, theme);
    }
    for piece in &row.beside {
        draw_piece(scene, piece, theme.muted(), theme);
    }
    if let Some((x, outcome)) = row.end {
        draw_end(scene, x, row, outcome, timeline, theme);
    }
}

fn draw_piece(scene: &mut Scene, piece: &Piece, color: Color, theme: &Theme) {
    let Piece { rect, what } = *piece;
    let line = theme.hairline();
    match what.activity {
        Activity::Running if what.count > 1 => scene.fill(rect, color.with_alpha(0.75)),
        Activity::Running => scene.fill(rect, color),
        Activity::Ready => scene.outline(rect, line * 1.5, color),
        Activity::Waiting(_) => {
            scene.fill(rect.flattened(0.5), theme.ground(color, 0.16));
            scene.dashes(rect, theme.px(DASH), line, color);
        }
        Activity::Polling => scene.dashes(rect, theme.px(DASH), line, theme.muted()),
        Activity::Blocked(_) => {
            scene.fill(rect, theme.ground(theme.bad(), 0.14));
            scene.hatch(rect, theme.px(6.0), line, theme.bad());
            scene.outline(rect, line, theme.bad());
        }
    }
}

fn draw_end(scene: &mut Scene, x: f64, row: &Row, outcome: Outcome, timeline: &Timeline, theme: &Theme) {
    let size = (row.rect.height * 0.5).min(theme.px(9.0));
    let x = (x + size / 2.0 + theme.hairline()).min(timeline.plot.right() + size / 2.0);
    match outcome {
        Outcome::Returned => {}
        Outcome::Raised(_) => scene.cross(x, row.rect.middle(), size, theme.px(1.6), theme.bad()),
        Outcome::Cancelled => scene.cross(x, row.rect.middle(), size, theme.px(1.6), theme.muted()),
    }
}

/// A dashed line where two runs part, with its name beside it.
fn draw_parting(scene: &mut Scene, x: f64, timeline: &Timeline, theme: &Theme) {
    let (plot, dash) = (timeline.plot, theme.px(4.0));
    let mut y = plot.y;
    while y < plot.bottom() {
        let height = dash.min(plot.bottom() - y);
        scene.fill(Rect::new(x - theme.hairline(), y, theme.hairline() * 2.0, height), theme.bad());
        y += dash * 2.0;
    }
    let text = "first difference";
    let is_far_right = x + label::width(text, theme.px(SMALL_FONT)) > plot.right();
    let (x, anchor) =
        if is_far_right { (x - theme.px(4.0), Anchor::End) } else { (x + theme.px(4.0), Anchor::Start) };
    scene.text(text, x, plot.y - theme.px(8.0), anchor, theme.px(SMALL_FONT), theme.bad());
}

fn draw_playhead(scene: &mut Scene, x: f64, timeline: &Timeline, theme: &Theme) {
    let plot = timeline.plot;
    scene.fill(Rect::new(x - theme.hairline() / 2.0, plot.y, theme.hairline(), plot.height), theme.ink());
    let (half, top) = (theme.px(5.0), plot.y - theme.px(4.0));
    let points = vec![(x - half, top), (x + half, top), (x, top + theme.px(7.0))];
    scene.marks.push(Mark::Polygon { points, color: theme.ink() });
}
