//! A scene: what is to be painted, as a list of marks.
//!
//! Marks are few and simple, so that every backend paints them alike: outlines and dashes are filled rectangles, because plotters'
//! backends differ in how they stroke.

use super::geometry::Rect;
use super::theme::Color;
use trace::TaskShape;

/// Marks, the first at the bottom.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// How wide the picture is, in device pixels.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// What is on it.
    pub marks: Vec<Mark>,
}

/// One mark.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A filled rectangle.
    Fill {
        /// Where.
        rect: Rect,
        /// In which color.
        color: Color,
    },
    /// A straight line.
    Line {
        /// From this point.
        from: (f64, f64),
        /// To this one.
        to: (f64, f64),
        /// How wide.
        width: f64,
        /// In which color.
        color: Color,
    },
    /// A filled polygon.
    Polygon {
        /// Its corners.
        points: Vec<(f64, f64)>,
        /// In which color.
        color: Color,
    },
    /// A line of text; its vertical middle is at y.
    Text {
        /// What it says.
        text: String,
        /// Where.
        x: f64,
        /// Its middle.
        y: f64,
        /// Which part of it is at x.
        anchor: Anchor,
        /// The font's size.
        size: f64,
        /// In which color.
        color: Color,
    },
}

/// Which part of a text is at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Scene {
    /// An empty picture with a background.
    pub fn new(width: f64, height: f64, background: Color) -> Scene {
        let mut scene = Scene { width, height, marks: Vec::new() };
        scene.fill(Rect::new(0.0, 0.0, width, height), background);
        scene
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, rect: Rect, color: Color) {
        self.marks.push(Mark::Fill { rect, color });
    }

    /// Draws the edges of a rectangle, inside of it.
    pub fn outline(&mut self, rect: Rect, width: f64, color: Color) {
        if rect.width <= 2.0 * width || rect.height <= 2.0 * width {
            return self.fill(rect, color);
        }
        let Rect { x, y, .. } = rect;
        self.fill(Rect::new(x, y, rect.width, width), color);
        self.fill(Rect::new(x, rect.bottom() - width, rect.width, width), color);
        self.fill(Rect::new(x, y + width, width, rect.height - 2.0 * width), color);
        self.fill(Rect::new(rect.right() - width, y + width, width, rect.height - 2.0 * width), color);
    }

    /// Draws dashes along the middle of a rectangle.
    pub fn dashes(&mut self, rect: Rect, dash: f64, width: f64, color: Color) {
        // The pattern holds to the picture, not to the rectangle: neighbours join, and panning does not make it swim.
        let period = dash * 2.0;
        let mut x = (rect.x / period).floor() * period;
        while x < rect.right() {
            let (left, right) = (x.max(rect.x), (x + dash).min(rect.right()));
            if right > left {
                self.fill(Rect::new(left, rect.middle() - width / 2.0, right - left, width), color);
            }
            x += period;
        }
    }

    /// Draws slanting lines through a rectangle.
    pub fn hatch(&mut self, rect: Rect, distance: f64, width: f64, color: Color) {
        let mut x = rect.x - rect.height;
        while x < rect.right() {
            // The line runs up from (x, bottom); what is left or right of the rectangle is cut off.
            let (left, right) = (x.max(rect.x), (x + rect.height).min(rect.right()));
            if right > left {
                let (from, to) = ((left, rect.bottom() - (left - x)), (right, rect.bottom() - (right - x)));
                self.marks.push(Mark::Line { from, to, width, color });
            }
            x += distance;
        }
    }

    /// Draws a cross.
    pub fn cross(&mut self, x: f64, y: f64, size: f64, width: f64, color: Color) {
        let half = size / 2.0;
        self.marks.push(Mark::Line { from: (x - half, y - half), to: (x + half, y + half), width, color });
        self.marks.push(Mark::Line { from: (x - half, y + half), to: (x + half, y - half), width, color });
    }

    /// Draws the mark of a task around a point.
    pub fn task_mark(&mut self, x: f64, y: f64, size: f64, shape: TaskShape, color: Color) {
        let half = size / 2.0;
        let corners: &[(f64, f64)] = match shape {
            // Corners lie on whole pixels: more of them than these do not make it rounder.
            TaskShape::Circle => &[
                (-0.4, -1.0),
                (0.4, -1.0),
                (1.0, -0.4),
                (1.0, 0.4),
                (0.4, 1.0),
                (-0.4, 1.0),
                (-1.0, 0.4),
                (-1.0, -0.4),
            ],
            TaskShape::Square => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            TaskShape::Diamond => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
        };
        let points = corners.iter().map(|(across, down)| (x + across * half, y + down * half)).collect();
        self.marks.push(Mark::Polygon { points, color });
    }

    /// Writes a line of text.
    pub fn text(&mut self, text: impl Into<String>, x: f64, y: f64, anchor: Anchor, size: f64, color: Color) {
        self.marks.push(Mark::Text { text: text.into(), x, y, anchor, size, color });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INK: Color = Color::hex(0);

    #[test]
    fn an_outline_stays_inside_its_rectangle() {
        let mut scene = Scene::default();
        scene.outline(Rect::new(10.0, 20.0, 30.0, 8.0), 1.0, INK);
        for mark in &scene.marks {
            let Mark::Fill { rect, .. } = mark else { panic!("outlines are filled") };
            assert!(
                rect.x >= 10.0 && rect.right() <= 40.0 && rect.y >= 20.0 && rect.bottom() <= 28.0,
                "{rect:?}"
            );
        }
    }

    #[test]
    fn a_hatch_stays_inside_its_rectangle() {
        let mut scene = Scene::default();
        scene.hatch(Rect::new(10.0, 20.0, 30.0, 8.0), 5.0, 1.0, INK);
        assert!(!scene.marks.is_empty());
        for mark in &scene.marks {
            let Mark::Line { from, to, .. } = mark else { panic!("hatches are lines") };
            for (x, y) in [from, to] {
                assert!((10.0..=40.0).contains(x) && (20.0..=28.0).contains(y), "({x}, {y})");
            }
        }
    }

    #[test]
    fn dashes_of_neighbours_join() {
        let mut whole = Scene::default();
        whole.dashes(Rect::new(3.0, 0.0, 20.0, 4.0), 4.0, 1.0, INK);
        // Periods of 8: dashes at 0–4 (cut to 3–4), 8–12, 16–20.
        assert_eq!(whole.marks.len(), 3);
    }
}
