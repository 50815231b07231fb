//! How the stage is divided: four places in a circle, the ways between them, and the middle.

use super::{Anchor, Label, Size, TextStyle};

/// A rectangle, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its top edge.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Rect {
    /// Its right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Its bottom edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// What is left within a place's border.
    pub(super) fn inner(self) -> Rect {
        const PADDING: f64 = 9.0;
        Rect {
            x: self.x + PADDING,
            y: self.y + PADDING,
            width: (self.width - 2.0 * PADDING).max(0.0),
            height: (self.height - 2.0 * PADDING).max(0.0),
        }
    }
}

/// A way from one place to the next: from a point to a point, where the head is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrow {
    /// Where it begins.
    pub from: (f64, f64),
    /// Where it ends.
    pub to: (f64, f64),
}

/// The parts of the stage.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Areas {
    pub(super) queue: Rect,
    pub(super) stack: Rect,
    pub(super) waiting: Rect,
    pub(super) poll: Rect,
    /// The middle, where there is room for one.
    pub(super) hub: Option<Rect>,
    pub(super) arrows: Vec<Arrow>,
    pub(super) captions: Vec<Label>,
}

/// Narrower stages have no captions on the ways, and no middle.
const WIDE: f64 = 600.0;
/// The room above a place for its title.
const TITLE: f64 = 25.0;
/// What lies between the upper places and the titles of the lower ones.
const ROW_GAP: f64 = 22.0;

impl Areas {
    pub(super) fn new(size: Size) -> Areas {
        let wide = size.width >= WIDE;
        let margin = if wide { 18.0 } else { 8.0 };
        let inner = (size.width - 2.0 * margin).max(0.0);
        let (left, right) = if wide {
            ((inner * 0.31).clamp(190.0, 380.0), (inner * 0.4).clamp(230.0, 520.0))
        } else {
            ((inner - 24.0).max(0.0) / 2.0, (inner - 24.0).max(0.0) / 2.0)
        };
        let usable = (size.height - 2.0 * TITLE - ROW_GAP - 9.0).max(0.0);
        let (upper, lower) = (usable * 0.43, usable * 0.57);
        let (upper_y, lower_y) = (TITLE, TITLE + upper + ROW_GAP + TITLE);
        let right_x = size.width - margin - right;
        let queue = Rect { x: margin, y: upper_y, width: left, height: upper };
        let stack = Rect { x: right_x, y: upper_y, width: right, height: upper };
        let poll = Rect { x: margin, y: lower_y, width: left, height: lower };
        let waiting = Rect { x: right_x, y: lower_y, width: right, height: lower };
        let hub = wide.then(|| Rect {
            x: queue.right() + 12.0,
            y: upper_y + upper / 2.0 + 8.0,
            width: right_x - queue.right() - 24.0,
            height: (lower_y + lower / 2.0) - (upper_y + upper / 2.0) - 24.0,
        });
        let arrows = arrows(queue, stack, waiting, poll);
        let captions = if wide { captions(&arrows) } else { Vec::new() };
        Areas { queue, stack, waiting, poll, hub, arrows, captions }
    }
}

/// Clockwise, from the queue.
fn arrows(queue: Rect, stack: Rect, waiting: Rect, poll: Rect) -> Vec<Arrow> {
    const AIR: f64 = 5.0;
    let upper = queue.y + queue.height / 2.0;
    let lower = poll.y + poll.height / 2.0;
    // To the right of the lower places' titles.
    let right = stack.x + stack.width - 26.0;
    let left = queue.right() - 26.0;
    vec![
        Arrow { from: (queue.right() + AIR, upper), to: (stack.x - AIR, upper) },
        Arrow { from: (right, stack.bottom() + AIR), to: (right, waiting.y - AIR) },
        Arrow { from: (waiting.x - AIR, lower), to: (poll.right() + AIR, lower) },
        Arrow { from: (left, poll.y - AIR), to: (left, queue.bottom() + AIR) },
    ]
}

fn captions(arrows: &[Arrow]) -> Vec<Label> {
    let texts = ["takes the first", "await: steps aside", "ready?", "wakes: to the back"];
    let caption = |(arrow, text): (&Arrow, &str)| {
        let horizontal = arrow.from.1 == arrow.to.1;
        let (x, y) = ((arrow.from.0 + arrow.to.0) / 2.0, (arrow.from.1 + arrow.to.1) / 2.0);
        let (x, y, anchor) =
            if horizontal { (x, y - 8.0, Anchor::Middle) } else { (x - 10.0, y + 4.0, Anchor::End) };
        Label { x, y, anchor, style: TextStyle::Caption, text: text.to_owned() }
    };
    arrows.iter().zip(texts).map(caption).collect()
}
