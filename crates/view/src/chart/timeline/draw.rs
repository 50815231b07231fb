//! What it looks like.

use super::labels::FONT;
use super::layout::NAMES;
use super::pieces::LEAST_RUNNING;
use super::{Label, Mix, Piece, Row, Timeline};
use crate::chart::geometry::Rect;
use crate::chart::label;
use crate::chart::scene::{Anchor, Mark, Scene};
use crate::chart::theme::{Color, FUTURE, TINT, Theme};
use analysis::stretches::Activity;
use trace::Outcome;

/// Below this height a lane has room for no label, in CSS pixels.
const LEAST_LABEL: f64 = 11.0;
/// How much of a loop's color lies on the ground of its polls: they say less than a task's waiting.
const POLL_TINT: f64 = 0.12;
/// How large a task's mark is, in CSS pixels, and where its middle lies.
const MARK: f64 = 8.0;
const MARK_AT: f64 = 9.0;
/// How thick the outline is of what is ready.
const READY: f64 = 2.0;

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
        let (plot, veil) = (timeline.plot, theme.background().with_alpha(1.0 - FUTURE));
        scene.fill(Rect::new(x, plot.y, plot.right() - x + theme.px(LEAST_RUNNING), plot.height), veil);
        draw_playhead(&mut scene, x, timeline, theme);
    }
    scene
}

/// Writes above it what cannot be seen in it: for pictures, which have nothing around them that could say so.
pub fn draw_caption(scene: &mut Scene, timeline: &Timeline, theme: &Theme) {
    let (captions, y) = (timeline.captions(), theme.px(7.0));
    let places = (theme.px(10.0), timeline.plot.right() - theme.px(8.0));
    label::caption(scene, &captions, places, y, theme.px(FONT), theme.muted());
}

fn draw_axis(scene: &mut Scene, timeline: &Timeline, theme: &Theme) {
    let plot = timeline.plot;
    for tick in &timeline.ticks {
        scene.fill(Rect::new(tick.x, plot.y, theme.hairline(), plot.height), theme.hair());
        let y = plot.bottom() + theme.px(12.0);
        let is_last = tick.x > plot.right() - theme.px(20.0);
        let (x, anchor) =
            if is_last { (plot.right() + theme.px(8.0), Anchor::End) } else { (tick.x, Anchor::Middle) };
        scene.text(&tick.label, x, y, anchor, theme.px(FONT), theme.muted());
    }
}

fn draw_row(scene: &mut Scene, row: &Row, timeline: &Timeline, theme: &Theme) {
    let color = row.mark.map_or(theme.ink(), |(place, _)| theme.task(place));
    if row.rect.height >= theme.px(LEAST_LABEL) {
        let text = if row.done { theme.muted() } else { theme.ink() };
        let y = row.rect.middle();
        if let Some((_, shape)) = row.mark {
            scene.task_mark(theme.px(MARK_AT), y, theme.px(MARK), shape, color);
        }
        scene.text(&row.label, theme.px(NAMES), y, Anchor::Start, theme.px(FONT), text);
    }
    for above in [false, true] {
        for piece in row.pieces.iter().filter(|piece| piece.what.lies_above() == above) {
            draw_piece(scene, piece, color, theme);
        }
    }
    for label in &row.labels {
        draw_label(scene, label, theme);
    }
    for piece in &row.beside {
        draw_piece(scene, piece, theme.muted(), theme);
    }
    if let Some((x, outcome)) = row.end {
        draw_end(scene, x, row, outcome, timeline, theme);
    }
}

fn draw_piece(scene: &mut Scene, piece: &Piece, color: Color, theme: &Theme) {
    let Piece { rect, what, mix } = *piece;
    let line = theme.hairline();
    if let Some(mix) = mix {
        return draw_mix(scene, rect, mix, color, theme);
    }
    match what.activity {
        Activity::Running => scene.fill(rect, color),
        // Where it is narrow, what lies between its two lines must still be seen.
        Activity::Ready => scene.outline(rect, theme.px(READY).min(rect.width / 4.0).max(line), color),
        Activity::Waiting(_) => draw_wait(scene, rect, color, TINT, theme),
        Activity::Polling => draw_wait(scene, rect, color, POLL_TINT, theme),
        Activity::Blocked(_) => {
            scene.fill(rect, theme.ground(theme.bad(), 0.14));
            scene.hatch(rect, theme.px(6.0), line, theme.bad());
            scene.outline(rect, line, theme.bad());
        }
    }
}

fn draw_wait(scene: &mut Scene, rect: Rect, color: Color, tint: f64, theme: &Theme) {
    scene.fill(rect, color.with_alpha(tint));
    scene.outline(rect, theme.hairline(), color);
}

/// Several stretches: from below how much of them is blocked, running and ready, over the ground of what waits.
fn draw_mix(scene: &mut Scene, rect: Rect, mix: Mix, color: Color, theme: &Theme) {
    let line = theme.hairline();
    scene.fill(rect, color.with_alpha(POLL_TINT));
    scene.fill(Rect { height: line, ..rect }, color);
    scene.fill(Rect { y: rect.bottom() - line, height: line, ..rect }, color);
    let mut bottom = rect.bottom();
    let parts = [(mix.blocked, theme.bad()), (mix.running, color), (mix.ready, color.with_alpha(TINT))];
    for (eighths, color) in parts.into_iter().filter(|(eighths, _)| *eighths > 0) {
        let height = rect.height * f64::from(eighths) / 8.0;
        bottom -= height;
        scene.fill(Rect { y: bottom, height, ..rect }, color);
    }
}

fn draw_label(scene: &mut Scene, label: &Label, theme: &Theme) {
    let Label { text, rect, covers } = label;
    if *covers {
        let (margin, line) = (theme.px(3.0), theme.hairline());
        let plate =
            Rect::new(rect.x - margin, rect.y + line, rect.width + margin * 2.0, rect.height - line * 2.0);
        scene.fill(plate, theme.background());
    }
    scene.text(text, rect.x, rect.middle(), Anchor::Start, theme.px(FONT), theme.ink());
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
    let is_far_right = x + label::width(text, theme.px(FONT)) > plot.right();
    let (x, anchor) =
        if is_far_right { (x - theme.px(4.0), Anchor::End) } else { (x + theme.px(4.0), Anchor::Start) };
    scene.text(text, x, plot.y - theme.px(8.0), anchor, theme.px(FONT), theme.bad());
}

fn draw_playhead(scene: &mut Scene, x: f64, timeline: &Timeline, theme: &Theme) {
    let plot = timeline.plot;
    scene.fill(Rect::new(x - theme.hairline() / 2.0, plot.y, theme.hairline(), plot.height), theme.ink());
    let (half, top) = (theme.px(5.0), plot.y - theme.px(4.0));
    let points = vec![(x - half, top), (x + half, top), (x, top + theme.px(7.0))];
    scene.marks.push(Mark::Polygon { points, color: theme.ink() });
}
