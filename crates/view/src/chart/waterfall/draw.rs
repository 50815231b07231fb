//! What it looks like.

use super::heading::{FONT, LINE, MARGIN, legend, totals};
use super::layout::{NAMES, TOP};
use super::{BarEnd, BarPhase, Row, Shape, Side, Waterfall};
use crate::chart::geometry::Rect;
use crate::chart::label;
use crate::chart::scene::{Anchor, Scene};
use crate::chart::theme::{Color, FUTURE, TINT, Theme};

const DASH: f64 = 4.0;
/// A bar lower than this has no room for patterns.
const LEAST_PATTERN: f64 = 4.0;
/// How large a task's mark is, in CSS pixels, and where its middle lies.
const MARK: f64 = 8.0;
const MARK_AT: f64 = 9.0;

/// Draws a waterfall.
pub fn draw(waterfall: &Waterfall, theme: &Theme) -> Scene {
    let mut scene = Scene::new(waterfall.width, waterfall.height, theme.background());
    draw_axis(&mut scene, waterfall, theme);
    for row in &waterfall.rows {
        draw_row(&mut scene, row, theme);
    }
    draw_totals(&mut scene, waterfall, theme);
    draw_legend(&mut scene, waterfall, theme);
    if let Some(x) = waterfall.playhead {
        let Rect { y, height, .. } = waterfall.plot;
        let veil = theme.background().with_alpha(1.0 - FUTURE);
        scene.fill(Rect::new(x, y, waterfall.plot.right() - x, height), veil);
        scene.fill(Rect::new(x - theme.hairline() / 2.0, y, theme.hairline(), height), theme.ink());
    }
    scene
}

fn draw_axis(scene: &mut Scene, waterfall: &Waterfall, theme: &Theme) {
    let plot = waterfall.plot;
    for tick in &waterfall.ticks {
        scene.fill(Rect::new(tick.x, plot.y, theme.hairline(), plot.height), theme.hair());
        let is_last = tick.x > plot.right() - theme.px(20.0);
        let (x, anchor) =
            if is_last { (plot.right() + theme.px(8.0), Anchor::End) } else { (tick.x, Anchor::Middle) };
        scene.text(&tick.label, x, plot.bottom() + theme.px(12.0), anchor, theme.px(FONT), theme.muted());
    }
}

fn draw_row(scene: &mut Scene, row: &Row, theme: &Theme) {
    if !row.label.is_empty() {
        let y = row.rect.middle();
        if let Some((place, shape)) = row.mark {
            scene.task_mark(theme.px(MARK_AT), y, theme.px(MARK), shape, theme.task(place));
        }
        scene.text(&row.label, theme.px(NAMES), y, Anchor::Start, theme.px(FONT), theme.ink());
    }
    for (side, shape) in [(Side::Predicted, &row.predicted), (Side::Measured, &row.measured)] {
        if let Some(shape) = shape {
            draw_shape(scene, shape, side, theme);
        }
    }
}

fn draw_shape(scene: &mut Scene, shape: &Shape, side: Side, theme: &Theme) {
    let color = shape.bar.mark.map_or(theme.ink(), |(place, _)| theme.task(place));
    let strength = if side == Side::Predicted { 0.5 } else { 1.0 };
    for segment in &shape.segments {
        draw_segment(scene, segment.rect, segment.place, color, strength, theme);
    }
    if side == Side::Predicted && shape.rect.height >= LEAST_PATTERN {
        scene.outline(shape.rect, theme.hairline(), theme.ground(color, 0.6));
    }
    let size = shape.rect.height.min(theme.px(9.0));
    let x = shape.rect.right() + size / 2.0 + theme.hairline();
    match shape.bar.end {
        BarEnd::Done(Some(400..), _) | BarEnd::Failed(_) => {
            scene.cross(x, shape.rect.middle(), size, theme.px(1.6), theme.bad());
        }
        BarEnd::Aborted => scene.cross(x, shape.rect.middle(), size, theme.px(1.6), theme.muted()),
        BarEnd::Open => scene.dashes(
            Rect::new(shape.rect.right(), shape.rect.y, theme.px(16.0), shape.rect.height),
            theme.px(2.0),
            theme.hairline(),
            color,
        ),
        BarEnd::Done(..) => {}
    }
}

fn draw_segment(scene: &mut Scene, rect: Rect, place: BarPhase, color: Color, strength: f64, theme: &Theme) {
    let line = theme.hairline();
    let is_low = rect.height < LEAST_PATTERN;
    match place {
        BarPhase::Browser if is_low => scene.fill(rect, theme.ground(theme.muted(), 0.3 * strength)),
        BarPhase::Browser => {
            scene.fill(rect, theme.ground(theme.muted(), 0.15 * strength));
            scene.outline(rect, line, theme.muted().with_alpha(strength));
        }
        BarPhase::ServerQueue if is_low => scene.fill(rect, theme.ground(color, 0.35 * strength)),
        BarPhase::ServerQueue => {
            scene.fill(rect, theme.ground(color, TINT * strength));
            scene.outline(rect, line, color.with_alpha(strength));
        }
        BarPhase::Server => scene.fill(rect, color.with_alpha(strength)),
        BarPhase::Download => scene.fill(rect, theme.ground(color, 0.45 * strength)),
    }
}

/// A line where each run's requests are over, and how long they took.
fn draw_totals(scene: &mut Scene, waterfall: &Waterfall, theme: &Theme) {
    let plot = waterfall.plot;
    let (line, dash) = (theme.hairline() * 1.5, theme.px(DASH));
    // Above the tip of the line at the moment that is looked at.
    let y = plot.y - theme.px(TOP + LINE / 2.0);
    for total in totals(waterfall, theme) {
        let color = if total.measured { theme.ink() } else { theme.muted() };
        let (length, period) = if total.measured { (plot.height, plot.height) } else { (dash, dash * 2.0) };
        let mut from = plot.y;
        while from < plot.bottom() && period > 0.0 {
            scene.fill(Rect::new(total.line - line, from, line, length.min(plot.bottom() - from)), color);
            from += period;
        }
        scene.text(total.text, total.end, y, Anchor::End, theme.px(FONT), color);
    }
}

/// What the parts of the bars mean that there are, and the caption beside that.
fn draw_legend(scene: &mut Scene, waterfall: &Waterfall, theme: &Theme) {
    let (font, y) = (theme.px(FONT), theme.px(LINE / 2.0));
    let mut x = theme.px(MARGIN);
    for entry in legend(waterfall, 0.0, theme) {
        let sample = Rect::new(entry.x, y - theme.px(4.0), theme.px(18.0), theme.px(8.0));
        draw_segment(scene, sample, entry.place, theme.ink(), 1.0, theme);
        scene.text(entry.name, entry.name_x, y, Anchor::Start, font, theme.muted());
        x = entry.end + theme.px(MARGIN);
    }
    let captions = waterfall.caption().unwrap_or_default();
    label::caption(scene, &captions, (x, waterfall.width - theme.px(MARGIN)), y, font, theme.muted());
}
