//! How the stage is divided: four places in a circle, the arrows between them, the middle, and a strip for threads.

use super::metrics::{Rect, Scale};
use super::{Arrow, Place};
use crate::page::stage::Stage;

/// The parts of a stage with a loop.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Areas {
    pub(super) queue: Rect,
    pub(super) stack: Rect,
    pub(super) waiting: Rect,
    pub(super) poll: Rect,
    /// The middle: where there is room for one, what lies between the places; or else a line below them, or nothing.
    pub(super) middle: Option<Rect>,
    /// Where the threads are, if there are several.
    pub(super) strip: Option<Rect>,
    pub(super) arrows: Vec<Arrow>,
    pub(super) wide: bool,
}

/// What the titles of the upper places need above these.
const TITLE: i32 = 9;
/// Between the places and the strip, and below everything.
const EDGE: i32 = 8;
/// What lies between an arrow and a place.
const AIR: i32 = 5;

impl Areas {
    pub(super) fn new(stage: &Stage, scale: Scale, width: i32, height: i32) -> Areas {
        let wide = width >= 640;
        let margin = if wide { 14 } else { 8 };
        let inner = (width - 2 * margin).max(0);
        let strip_height = if stage.thread_count > 1 { strip_height(stage, scale, inner, height) } else { 0 };
        let line = if wide || height < 230 { 0 } else { scale.row };
        let below = strip_height + line + EDGE * (1 + i32::from(strip_height > 0));
        let usable = (height - TITLE - below).max(0);
        let between = (usable / 10).clamp(22, 60);
        let upper = ((usable - between) * 46 / 100).max(0);
        let lower = (usable - between - upper).max(0);
        let (left, right) = match wide {
            true => ((inner * 30 / 100).clamp(190, 400), (inner * 40 / 100).clamp(230, 600)),
            false => ((inner - 24) * 46 / 100, (inner - 24) * 54 / 100),
        };
        let (upper_y, lower_y) = (TITLE, TITLE + upper + between);
        let right_x = width - margin - right;
        let queue = Rect { x: margin, y: upper_y, width: left.max(0), height: upper };
        let stack = Rect { x: right_x, y: upper_y, width: right.max(0), height: upper };
        let poll = Rect { y: lower_y, height: lower, ..queue };
        let waiting = Rect { y: lower_y, height: lower, ..stack };
        let arrows = arrows([queue, stack, waiting, poll], wide);
        let bottom = lower_y + lower + EDGE;
        let middle = if wide {
            let top = arrows[4].from.1 + scale.row + 8;
            let end = arrows[2].from.1 - scale.row - 6;
            Some(Rect {
                x: queue.right() + 12,
                y: top,
                width: right_x - queue.right() - 24,
                height: (end - top).max(0),
            })
        } else {
            (line > 0).then_some(Rect { x: margin, y: bottom - 2, width: inner, height: line })
        };
        let strip_y = bottom + line;
        let strip =
            (strip_height > 0).then_some(Rect { x: margin, y: strip_y, width: inner, height: strip_height });
        Areas { queue, stack, waiting, poll, middle, strip, arrows, wide }
    }
}

/// One row of threads with two lines each, if they fit; or else as many rows of one line each as there is room for.
fn strip_height(stage: &Stage, scale: Scale, width: i32, height: i32) -> i32 {
    let per_row = super::lanes::per_row(width, scale);
    let count = stage.thread_count as i32;
    if count <= per_row && height >= 340 {
        return super::lanes::tall(scale);
    }
    let rows = (count + per_row - 1) / per_row;
    let row = super::lanes::flat(scale) + super::lanes::GAP;
    let most = (height / 5 / row).clamp(1, 4);
    rows.min(most) * row - super::lanes::GAP
}

/// Clockwise from the queue, and then the short way back to it.
fn arrows([queue, stack, waiting, poll]: [Rect; 4], wide: bool) -> Vec<Arrow> {
    let upper = queue.y + queue.height * if wide { 34 } else { 42 } / 100;
    let back = upper + if wide { 24 } else { 14 };
    let lower = poll.y + poll.height / 2;
    let aside = stack.x + stack.width * 6 / 10;
    let up = queue.right() - 28;
    let (left, right) = (queue.right() + AIR, stack.x - AIR);
    let arrow = |ends, from, to, caption| Arrow { ends, from, to, caption, shut: false };
    vec![
        arrow((Place::Queue, Place::Stack), (left, upper), (right, upper), "takes the first"),
        arrow(
            (Place::Stack, Place::Waiting),
            (aside, stack.bottom() + AIR),
            (aside, waiting.y - AIR),
            "awaits: steps aside",
        ),
        arrow((Place::Waiting, Place::Poll), (right, lower), (left, lower), "ready?"),
        arrow(
            (Place::Poll, Place::Queue),
            (up, poll.y - AIR),
            (up, queue.bottom() + AIR),
            "wakes: to the back",
        ),
        arrow((Place::Stack, Place::Queue), (right, back), (left, back), "call_soon: to the back"),
    ]
}
