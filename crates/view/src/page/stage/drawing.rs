//! Shapes: what a scene looks like, in the terms of SVG.
//!
//! Pure data, so that the page can put it into its elements, and anything else write it as a file. Colors and letters are the
//! style sheet's; a shape has its class. What it is not: layout, which is done. Begin with [`backdrop`], which is everything but the
//! tokens, and [`token`].

use super::scene::{
    Anchor, Arrow, Bar, BoxLook, Emphasis, Rect, Scene, Text, TextStyle, Timed, Token, Words, Zone,
};
use super::words::{Names, clock_text, note_share, span_text};
use super::{Look, Note, ThreadStatus, Who};
use std::fmt::Write;
use trace::{Naming, TaskId, TaskShape, Time};

/// One element.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shape {
    /// Which element.
    pub tag: &'static str,
    /// Its class.
    pub class: String,
    /// Its other attributes.
    pub attributes: Vec<(&'static str, String)>,
    /// Its text.
    pub text: String,
}

impl Shape {
    fn new(tag: &'static str, class: impl Into<String>) -> Shape {
        Shape { tag, class: class.into(), attributes: Vec::new(), text: String::new() }
    }

    fn with(mut self, attributes: &[(&'static str, i32)]) -> Shape {
        self.attributes.extend(attributes.iter().map(|&(name, value)| (name, value.to_string())));
        self
    }

    fn path(class: impl Into<String>, outline: String) -> Shape {
        Shape { attributes: vec![("d", outline)], ..Shape::new("path", class) }
    }

    fn rect(class: impl Into<String>, rect: Rect, round: i32) -> Shape {
        let Rect { x, y, width, height } = rect;
        Shape::new("rect", class).with(&[
            ("x", x),
            ("y", y),
            ("width", width),
            ("height", height),
            ("rx", round),
        ])
    }

    fn text(class: impl Into<String>, x: i32, y: i32, anchor: Anchor, text: String) -> Shape {
        let mut shape = Shape { text, ..Shape::new("text", class) }.with(&[("x", x), ("y", y)]);
        let anchor = match anchor {
            Anchor::Start => return shape,
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        shape.attributes.push(("text-anchor", anchor.to_owned()));
        shape
    }
}

/// Everything but the tokens, at a moment.
pub fn backdrop(scene: &Scene, names: Names<'_>, now: Time) -> Vec<Shape> {
    let mut shapes = Vec::new();
    scene.arrows.iter().for_each(|arrow| draw_arrow(&mut shapes, arrow, scene.captions));
    scene.zones.iter().for_each(|zone| draw_zone(&mut shapes, zone));
    scene.boxes.iter().for_each(|boxed| draw_box(&mut shapes, boxed.rect, boxed.look));
    scene.bars.iter().for_each(|bar| draw_bar(&mut shapes, bar, now));
    shapes.extend(scene.texts.iter().map(|text| shape_of_text(text, names, now)));
    shapes
}

/// The class of a token's group: its pattern and its color.
pub fn token_class(token: &Token) -> String {
    let kind = match token.who {
        Who::Task(_) => "task",
        Who::Handle(_) => "callback",
        Who::Interpreter(_) => "lock",
    };
    let shape = if token.dot { "dot" } else { "pill" };
    format!(
        "token token--{} token--{shape} token--{kind} {}",
        look_class(token.look),
        color_class(token.task)
    )
}

/// A token around its upper left corner, of that size, at a moment. While it moves its size lies between that of two places.
pub fn token(scene: &Scene, token: &Token, size: (i32, i32), names: Names<'_>, now: Time) -> Vec<Shape> {
    let (width, height) = size;
    let mut shapes = Vec::new();
    if token.dot {
        draw_dot(&mut shapes, token, width, now);
    } else {
        draw_pill(&mut shapes, scene, token, size, names, now);
    }
    if token.look == Look::Failed {
        let (right, bottom) = (width - 2, height - 2);
        shapes.push(Shape::path("token__cross", format!("M2 2L{right} {bottom}M2 {bottom}L{right} 2")));
    }
    shapes
}

/// What words say at a moment.
pub fn words_at(words: &Words, names: Names<'_>, now: Time) -> String {
    match words {
        Words::Still(text) => text.clone(),
        &Words::Note(note, short) => {
            let [full, brief] = names.note(note, now);
            if short { brief } else { full }
        }
        &Words::Timed { before, what, after } => {
            let changing = match what {
                Timed::Clock => clock_text(now),
                Timed::Since(since) => span_text(now.since(since)),
                Timed::Until(until) => span_text(until.since(now)),
            };
            format!("{before}{changing}{after}")
        }
    }
}

/// Whether a token looks different as time goes by.
pub fn changes(token: &Token) -> bool {
    matches!(token.gauge, Note::Timer(..) | Note::Request(_)) || matches!(token.note, Words::Note(..))
}

/// A look as the style sheet names it.
pub fn look_class(look: Look) -> &'static str {
    match look {
        Look::Running => "running",
        Look::Ready => "ready",
        Look::Waiting => "waiting",
        Look::Blocked => "blocked",
        Look::Failed => "failed",
        Look::Done => "done",
    }
}

/// The color of a task, as a class; and the shape of its mark, if it is no circle.
pub fn color_class(task: Option<TaskId>) -> String {
    let Some(task) = task else { return "task-plain".to_owned() };
    let shape = match Naming::shape(task) {
        TaskShape::Circle => "",
        TaskShape::Square => " shape-square",
        TaskShape::Diamond => " shape-diamond",
    };
    format!("task-{}{shape}", Naming::color(task))
}

/// The mark of a task around a point, reaching so far from it.
fn task_mark(task: TaskId, (x, y): (i32, i32), reach: i32) -> Shape {
    let class = "token__dot";
    match Naming::shape(task) {
        TaskShape::Circle => Shape::new("circle", class).with(&[("cx", x), ("cy", y), ("r", reach)]),
        TaskShape::Square => {
            let size = reach * 2;
            Shape::rect(class, Rect { x: x - reach, y: y - reach, width: size, height: size }, 0)
        }
        TaskShape::Diamond => {
            let reach = reach + 1;
            Shape::path(
                class,
                format!("M{x} {}l{reach} {reach} -{reach} {reach} -{reach} -{reach}z", y - reach),
            )
        }
    }
}

fn draw_pill(
    shapes: &mut Vec<Shape>,
    scene: &Scene,
    token: &Token,
    (width, height): (i32, i32),
    names: Names<'_>,
    now: Time,
) {
    let round = if matches!(token.who, Who::Task(_)) { height * 3 / 10 } else { 2 };
    let whole = Rect { x: 0, y: 0, width, height };
    shapes.push(Shape::rect("token__box", whole, round));
    if token.look == Look::Blocked {
        shapes.push(hatch("hatch", whole));
    }
    if let Some(share) = note_share(token.gauge, now) {
        let length = ((width - 8) * share as i32 / 1000).max(0);
        let bar = Rect { x: 4, y: height - 4, width: length, height: 2 };
        shapes.push(Shape::rect("token__gauge", bar, 1));
    }
    let start = scene.scale.token;
    let baseline = height / 2 + scene.scale.token / 5;
    match token.who {
        Who::Task(task) => {
            shapes.push(task_mark(task, (start / 2 + 1, height / 2), scene.scale.dot * 2 / 5));
        }
        Who::Handle(_) => {
            shapes.push(Shape::text("token__mark", start / 2 + 1, baseline, Anchor::Middle, "ƒ".to_owned()));
        }
        Who::Interpreter(_) => {
            let label = token.label.clone();
            shapes.push(Shape::text("token__lock", width / 2, height / 2 + 4, Anchor::Middle, label));
            return;
        }
    }
    shapes.push(Shape::text("token__name", start, baseline, Anchor::Start, token.label.clone()));
    let note = words_at(&token.note, names, now);
    // While it is on its way it may be narrower than where it goes, and then there is no room for both.
    if !note.is_empty() && width >= token.rect.width {
        let color = match token.gauge {
            Note::Task(task) => format!("token__note token__note--task {}", color_class(Some(task))),
            _ => "token__note".to_owned(),
        };
        shapes.push(Shape::text(color, width - 9, baseline - 1, Anchor::End, note));
    }
}

fn draw_dot(shapes: &mut Vec<Shape>, token: &Token, size: i32, now: Time) {
    if !matches!(token.who, Who::Task(_)) {
        shapes.push(Shape::rect("token__box", Rect { x: 0, y: 0, width: size, height: size }, 1));
        return;
    }
    let round = |class| Shape::new("circle", class).with(&[("cx", size / 2), ("cy", size / 2)]);
    let radius = |shape: Shape, radius: String| Shape {
        attributes: [shape.attributes, vec![("r", radius)]].concat(),
        ..shape
    };
    // Half a pixel is what the border takes.
    let half = format!("{}.5", size / 2 - 1);
    shapes.push(radius(round("token__box"), half.clone()));
    if let (Look::Waiting, Some(share)) = (token.look, note_share(token.gauge, now)) {
        // The circle's length is its whole: 1000 thousandths.
        let mut ring = radius(round("token__ring"), half);
        ring.attributes.push(("pathLength", "1000".to_owned()));
        ring.attributes.push(("stroke-dasharray", format!("{share} 1000")));
        shapes.push(ring);
    }
}

fn draw_zone(shapes: &mut Vec<Shape>, zone: &Zone) {
    let class = match zone.emphasis {
        Emphasis::Quiet => "",
        Emphasis::Active => " zone--active",
        Emphasis::Blocked => " zone--blocked",
        Emphasis::Stuck => " zone--stuck",
        Emphasis::Held => " zone--held",
        Emphasis::Over => " zone--over",
    };
    let rect = zone.rect;
    shapes.push(Shape::rect(format!("zone__box{class}"), rect, 10));
    match zone.emphasis {
        Emphasis::Blocked => shapes.push(hatch("hatch", rect)),
        Emphasis::Stuck => shapes.push(hatch("hatch hatch--quiet", rect)),
        Emphasis::Quiet | Emphasis::Active | Emphasis::Held | Emphasis::Over => {}
    }
    shapes.push(Shape::text(
        format!("zone__title{class}"),
        rect.x + 12,
        rect.y + 4,
        Anchor::Start,
        zone.title.clone(),
    ));
}

fn draw_arrow(shapes: &mut Vec<Shape>, arrow: &Arrow, captions: bool) {
    let ((x1, y1), (x2, y2)) = (arrow.from, arrow.to);
    let (dx, dy) = ((x2 - x1).signum(), (y2 - y1).signum());
    if (x2 - x1).abs() + (y2 - y1).abs() < 8 {
        return;
    }
    let class = if arrow.shut { " arrow--shut" } else { "" };
    // The head is drawn by hand: references to markers break where a page has a base address.
    let (bx, by) = (x2 - 7 * dx, y2 - 7 * dy);
    shapes.push(Shape::path(format!("arrow__line{class}"), format!("M{x1} {y1}L{bx} {by}")));
    let head = format!("M{x2} {y2}L{} {}L{} {}z", bx - 4 * dy, by - 4 * dx, bx + 4 * dy, by + 4 * dx);
    shapes.push(Shape::path(format!("arrow__head{class}"), head));
    if arrow.shut {
        let gate = format!(
            "M{} {}L{} {}",
            x1 + 8 * dx - 8 * dy,
            y1 + 8 * dy - 8 * dx,
            x1 + 8 * dx + 8 * dy,
            y1 + 8 * dy + 8 * dx
        );
        shapes.push(Shape::path("arrow__gate", gate));
    }
    if captions {
        let (x, y) = (i32::midpoint(x1, x2), i32::midpoint(y1, y2));
        let (x, y, anchor) = match (dx, dy) {
            // What leads back has its caption below, away from the arrow that it accompanies.
            (-1, _) if arrow.caption.contains(':') => (x, y + 16, Anchor::Middle),
            (_, 0) => (x, y - 7, Anchor::Middle),
            // Where there is little room, the title of the place below needs what there is.
            (_, _) => (x - 9, y + if (y2 - y1).abs() < 24 { 0 } else { 4 }, Anchor::End),
        };
        shapes.push(Shape::text("stage__text stage__text--caption", x, y, anchor, arrow.caption.to_owned()));
    }
}

fn draw_box(shapes: &mut Vec<Shape>, rect: Rect, look: BoxLook) {
    let class = match look {
        BoxLook::Task(task) => format!("frame frame--task {}", color_class(task)),
        BoxLook::Frame(task) => format!("frame {}", color_class(task)),
        BoxLook::Innermost(task) => format!("frame frame--innermost {}", color_class(task)),
        BoxLook::Thread(status) => format!("thread thread--{}", status_class(status)),
    };
    shapes.push(Shape::rect(class, rect, 6));
    if matches!(look, BoxLook::Thread(ThreadStatus::Blocked(..))) {
        shapes.push(hatch("hatch hatch--quiet", rect));
    }
}

fn status_class(status: ThreadStatus) -> &'static str {
    match status {
        ThreadStatus::Runs => "runs",
        ThreadStatus::WaitsForInterpreter => "ready",
        ThreadStatus::Blocked(..) => "blocked",
        ThreadStatus::Polls | ThreadStatus::Idle => "idle",
        ThreadStatus::Over => "over",
    }
}

/// A bar that cannot be measured is not drawn.
fn draw_bar(shapes: &mut Vec<Shape>, bar: &Bar, now: Time) {
    let Some(share) = note_share(bar.note, now) else { return };
    let rect = bar.rect;
    let width = (rect.width * share as i32 / 1000).max(0);
    shapes.push(Shape::rect("bar__ground", rect, rect.height / 2));
    shapes.push(Shape::rect("bar__filled", Rect { width, ..rect }, rect.height / 2));
}

fn shape_of_text(text: &Text, names: Names<'_>, now: Time) -> Shape {
    let style = match text.style {
        TextStyle::Caption => "stage__text stage__text--caption",
        TextStyle::Value => "stage__text",
        TextStyle::Strong => "stage__text stage__text--strong",
        TextStyle::Code => "stage__text stage__text--code",
        TextStyle::Clock => "stage__text stage__text--clock",
    };
    Shape::text(style, text.x, text.y, text.anchor, words_at(&text.words, names, now))
}

/// Slanting lines over a rectangle: what is stuck. Drawn as lines, since a pattern would need a name that the whole page shares.
fn hatch(class: &str, rect: Rect) -> Shape {
    const STEP: usize = 9;
    let mut outline = String::new();
    let (left, top, right, bottom) = (rect.x + 3, rect.y + 3, rect.right() - 3, rect.bottom() - 3);
    let height = bottom - top;
    for start in (left - height..right).step_by(STEP) {
        // From the lower left to the upper right, cut where it leaves the rectangle.
        let (mut x1, mut y1, mut x2, mut y2) = (start, bottom, start + height, top);
        if x1 < left {
            (x1, y1) = (left, bottom - (left - start));
        }
        if x2 > right {
            (x2, y2) = (right, bottom - (right - start));
        }
        if x1 < x2 {
            write!(outline, "M{x1} {y1}L{x2} {y2}").ok();
        }
    }
    Shape::path(class, outline)
}

#[cfg(test)]
mod tests;
