//! What it looks like.

use super::{BarEnd, BarPhase, Row, Shape, Side, Waterfall};
use crate::chart::geometry::Rect;
use crate::chart::label;
use crate::chart::scene::{Anchor, Scene};
use crate::chart::theme::{Color, Theme};
use trace::Time;

const FONT: f64 = 12.0;
const SMALL_FONT: f64 = 10.5;
const DASH: f64 = 4.0;
/// A bar lower than this has no room for patterns.
const LEAST_PATTERN: f64 = 4.0;

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
        scene.text(
            &tick.label,
            x,
            plot.bottom() + theme.px(12.0),
            anchor,
            theme.px(SMALL_FONT),
            theme.muted(),
        );
    }
}

fn draw_row(scene: &mut Scene, row: &Row, theme: &Theme) {
    if !row.label.is_empty() {
        scene.text(&row.label, theme.px(10.0), row.rect.middle(), Anchor::Start, theme.px(FONT), theme.ink());
    }
    for (side, shape) in [(Side::Predicted, &row.predicted), (Side::Measured, &row.measured)] {
        if let Some(shape) = shape {
            draw_shape(scene, shape, side, theme);
        }
    }
}

fn draw_shape(scene: &mut Scene, shape: &Shape, side: Side, theme: &Theme) {
    let color = shape.bar.color.map_or(theme.ink(), |place| theme.task(place));
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
            scene.fill(rect.flattened(0.5), theme.ground(theme.muted(), 0.15 * strength));
            scene.dashes(rect, theme.px(DASH), line, theme.muted().with_alpha(strength));
        }
        BarPhase::ServerQueue if is_low => scene.fill(rect, theme.ground(color, 0.35 * strength)),
        BarPhase::ServerQueue => {
            scene.fill(rect, theme.ground(color, 0.12 * strength));
            scene.outline(rect, line, color.with_alpha(strength));
        }
        BarPhase::Server => scene.fill(rect, color.with_alpha(strength)),
        BarPhase::Download => scene.fill(rect, theme.ground(color, 0.45 * strength)),
    }
}

/// A line where each run's requests are over, and how long they took.
fn draw_totals(scene: &mut Scene, waterfall: &Waterfall, theme: &Theme) {
    let plot = waterfall.plot;
    let line = theme.hairline() * 1.5;
    let font = theme.px(SMALL_FONT);
    // Above the tip of the line at the moment that is looked at.
    let y = plot.y - theme.px(13.0);
    let text = |side: &str, time: Time| format!("{side} {}", time.since(Time::ZERO).spoken());
    let mut room_until = plot.right() + theme.px(8.0);
    if let Some((x, time)) = waterfall.measured_total.filter(|(x, _)| *x <= plot.right() + 1.0) {
        scene.fill(Rect::new(x - line, plot.y, line, plot.height), theme.ink());
        // The run may go on after that, so this is not its length.
        let text = text("requests over", time);
        let end = (x + label::width(&text, font) / 2.0).min(room_until);
        room_until = end - label::width(&text, font) - theme.px(16.0);
        scene.text(text, end, y, Anchor::End, font, theme.ink());
    }
    if let Some((x, time)) = waterfall.predicted_total.filter(|(x, _)| *x <= plot.right() + 1.0) {
        let mut y_dash = plot.y;
        while y_dash < plot.bottom() {
            let height = theme.px(DASH).min(plot.bottom() - y_dash);
            scene.fill(Rect::new(x - line, y_dash, line, height), theme.muted());
            y_dash += theme.px(DASH) * 2.0;
        }
        let text = text("predicted", time);
        let end = (x + label::width(&text, font) / 2.0).min(room_until);
        scene.text(text, end, y, Anchor::End, font, theme.muted());
    }
}

/// What the parts of the bars mean that there are, and the caption beside that. Both in short where there is no room for more.
fn draw_legend(scene: &mut Scene, waterfall: &Waterfall, theme: &Theme) {
    let (font, y, margin) = (theme.px(SMALL_FONT), theme.px(10.0), theme.px(10.0));
    let (sample, gap, space) = (theme.px(18.0), theme.px(5.0), theme.px(12.0));
    let mut places = vec![BarPhase::Browser, BarPhase::ServerQueue, BarPhase::Server, BarPhase::Download];
    places.retain(|place| waterfall.shows(*place));
    let captions = waterfall.caption().unwrap_or_default();
    let room = waterfall.width - margin * 2.0;
    let length = |name: fn(BarPhase) -> &'static str| -> f64 {
        places.iter().map(|place| sample + gap + label::width(name(*place), font) + space).sum()
    };
    let fits = |name| length(name) + label::width(&captions[1], font) <= room;
    let name = if fits(BarPhase::label) { BarPhase::label } else { BarPhase::short_label };
    let mut x = margin;
    for place in places {
        let width = sample + gap + label::width(name(place), font);
        if x + width > margin + room {
            return;
        }
        let rect = Rect::new(x, y - theme.px(4.0), sample, theme.px(8.0));
        draw_segment(scene, rect, place, theme.ink(), 1.0, theme);
        scene.text(name(place), x + sample + gap, y, Anchor::Start, font, theme.muted());
        x += width + space;
    }
    label::caption(scene, &captions, (x, waterfall.width - margin), y, font, theme.muted());
}
