//! Paints a scene on a plotters backend: a canvas in the page, a picture file elsewhere. The only generic part, and a thin one.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{PathElement, Polygon, Rectangle};
use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontFamily, IntoFont, RGBAColor, ShapeStyle, TextStyle};
use view::chart::scene::{Anchor, Mark, Scene};
use view::chart::theme::Color;

/// System fonts, as CSS names them.
const FONT: FontFamily<'static> = FontFamily::Name("system-ui, sans-serif");

/// Why a backend did not paint.
pub type PaintError<B> = DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>;

/// Paints a scene.
///
/// # Errors
///
/// When the backend does not paint: for a canvas, because the browser refused.
pub fn paint<B: DrawingBackend>(scene: &Scene, area: &DrawingArea<B, Shift>) -> Result<(), PaintError<B>> {
    paint_scaled(scene, area, 1.0)
}

/// The scene as an SVG document.
pub fn to_svg(scene: &Scene) -> String {
    /// By how much plotters' SVG makes fonts smaller than it is told.
    const SHRINKS: f64 = 1.24;
    let mut svg = String::new();
    {
        let area =
            SVGBackend::with_string(&mut svg, (scene.width as u32, scene.height as u32)).into_drawing_area();
        // Writing to a string cannot fail.
        paint_scaled(scene, &area, SHRINKS).ok();
    }
    svg
}

fn paint_scaled<B: DrawingBackend>(
    scene: &Scene,
    area: &DrawingArea<B, Shift>,
    font_factor: f64,
) -> Result<(), PaintError<B>> {
    for mark in &scene.marks {
        match mark {
            Mark::Fill { rect, color } => {
                let corners = [pixel(rect.x, rect.y), pixel(rect.right(), rect.bottom())];
                // What is thinner than a pixel would vanish.
                let far = (corners[1].0.max(corners[0].0 + 1), corners[1].1.max(corners[0].1 + 1));
                area.draw(&Rectangle::new([corners[0], far], plotters_color(*color).filled()))?;
            }
            Mark::Line { from, to, width, color } => {
                let style =
                    ShapeStyle { color: plotters_color(*color), filled: false, stroke_width: stroke(*width) };
                area.draw(&PathElement::new([pixel(from.0, from.1), pixel(to.0, to.1)], style))?;
            }
            Mark::Polygon { points, color } => {
                let points: Vec<(i32, i32)> = points.iter().map(|&(x, y)| pixel(x, y)).collect();
                area.draw(&Polygon::new(points, plotters_color(*color).filled()))?;
            }
            Mark::Text { text, x, y, anchor, size, color } => {
                let position = Pos::new(plotters_anchor(*anchor), VPos::Center);
                let font = (FONT, size * font_factor).into_font();
                let style: TextStyle = font.color(&plotters_color(*color)).pos(position);
                area.draw_text(text, &style, pixel(*x, *y))?;
            }
        }
    }
    area.present()
}

fn pixel(x: f64, y: f64) -> (i32, i32) {
    // `as` saturates, and takes what is not a number to zero.
    (x.round() as i32, y.round() as i32)
}

fn stroke(width: f64) -> u32 {
    width.round().max(1.0) as u32
}

fn plotters_color(color: Color) -> RGBAColor {
    let (red, green, blue) = color.rgb;
    RGBAColor(red, green, blue, color.alpha)
}

fn plotters_anchor(anchor: Anchor) -> HPos {
    match anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    }
}
