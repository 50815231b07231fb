//! A place in pixels for everything on the stage: one loop from the ready queue over the call stack and the waiting to the poll,
//! and back to the queue.
//!
//! Only layout: what is here is drawn as it is. Tokens carry who they are, so that the page can move them from scene to scene.
//! Begin with [`Scene::new`]; `areas` divides the stage, `flow` fills an area.

mod areas;
mod flow;

use self::areas::Areas;
pub use self::areas::{Arrow, Rect};
use super::{Activity, Look, Member, Note, Reason, StackRow, Stage, Who};
use crate::page::wording::{duration_text, frame_text};
use crate::trace::{Blocker, Span, Trace};
use std::collections::BTreeSet;

/// How big the stage is, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// Which of the four places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The ready queue.
    Queue,
    /// The call stack.
    Stack,
    /// Those who wait.
    Waiting,
    /// The poll.
    Poll,
}

/// Whose members a list shows: a place, or one group of those who wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Crowd {
    /// The ready queue.
    Queue,
    /// Those who wait for this.
    Waiting(Reason),
}

/// How a place is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emphasis {
    /// Nothing happens there.
    Quiet,
    /// What happens now happens there.
    Active,
    /// It is stuck.
    Blocked,
}

/// One of the four places.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Which.
    pub place: Place,
    /// Where.
    pub rect: Rect,
    /// What people read above it.
    pub title: &'static str,
    /// How it is marked.
    pub emphasis: Emphasis,
}

/// Somebody, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Who.
    pub who: Who,
    /// The task whose color it has.
    pub task: Option<crate::trace::TaskId>,
    /// Its pattern.
    pub look: Look,
    /// Where. A dot is as wide as it is high.
    pub rect: Rect,
    /// Its name, shortened to fit; in full if it is a dot, for the pointer.
    pub label: String,
    /// What stands at its right end.
    pub note: String,
    /// Whether only a dot is drawn.
    pub dot: bool,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    /// Beside something more important.
    Caption,
    /// A value.
    Value,
    /// Code.
    Code,
    /// The clock in the middle.
    Clock,
}

/// Where a text lies relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Begins there.
    Start,
    /// Is centered there.
    Middle,
    /// Ends there.
    End,
}

/// A text.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Where, horizontally.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// Relative to its point.
    pub anchor: Anchor,
    /// How it looks.
    pub style: TextStyle,
    /// What it says.
    pub text: String,
}

/// "+ 187 more": those for whom there is no room.
#[derive(Debug, Clone, PartialEq)]
pub struct More {
    /// Of which.
    pub crowd: Crowd,
    /// How many.
    pub count: usize,
    /// Where the text is.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// Relative to that point.
    pub anchor: Anchor,
}

/// The stage, drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// The four places.
    pub zones: Vec<Zone>,
    /// The ways between them.
    pub arrows: Vec<Arrow>,
    /// Texts.
    pub labels: Vec<Label>,
    /// Everybody who is shown, each once, in the order of [`Who`].
    pub tokens: Vec<Token>,
    /// Everybody else.
    pub more: Vec<More>,
}

impl Scene {
    /// Gives everything a place on a stage of that size. `name` says what somebody is called.
    pub fn new(trace: &Trace, stage: &Stage, size: Size, name: &dyn Fn(Who) -> String) -> Scene {
        let areas = Areas::new(size);
        let mut scene =
            Scene { arrows: areas.arrows.clone(), labels: areas.captions.clone(), ..Scene::default() };
        scene.add_zones(&areas, stage.activity);
        // What runs comes first: where somebody stands twice, there is where they are.
        scene.add_stack(trace, stage, areas.stack.inner(), name);
        scene.add_crowd(Crowd::Queue, &stage.queue, areas.queue.inner(), name, flow::Direction::FromRight);
        scene.add_waiting(stage, areas.waiting.inner(), name);
        scene.add_poll(stage, areas.poll.inner(), name);
        if let Some(hub) = areas.hub {
            scene.add_hub(stage, hub, name);
        }
        scene.show_everybody_once();
        scene
    }

    /// Everybody who is shown.
    pub fn everybody(&self) -> Vec<Who> {
        self.tokens.iter().map(|token| token.who).collect()
    }

    /// Somebody's token.
    pub fn token(&self, who: Who) -> Option<&Token> {
        let place = self.tokens.binary_search_by_key(&who, |token| token.who).ok()?;
        self.tokens.get(place)
    }

    fn add_zones(&mut self, areas: &Areas, activity: Activity) {
        let (stack, poll) = match activity {
            Activity::Running => (Emphasis::Active, Emphasis::Quiet),
            Activity::Blocked(..) => (Emphasis::Blocked, Emphasis::Quiet),
            Activity::Polling(_) => (Emphasis::Quiet, Emphasis::Active),
            Activity::Idle | Activity::Looping => (Emphasis::Quiet, Emphasis::Quiet),
        };
        let zone = |place, rect, title, emphasis| Zone { place, rect, title, emphasis };
        self.zones = vec![
            zone(Place::Queue, areas.queue, "Ready queue", Emphasis::Quiet),
            zone(Place::Stack, areas.stack, "Running · call stack", stack),
            zone(Place::Poll, areas.poll, "Poll", poll),
            zone(Place::Waiting, areas.waiting, "Waiting", Emphasis::Quiet),
        ];
    }

    fn add_stack(&mut self, trace: &Trace, stage: &Stage, area: Rect, name: &dyn Fn(Who) -> String) {
        let mut y = area.y;
        if let Some(running) = stage.running {
            let rect = Rect { height: flow::TOKEN_HEIGHT, ..area };
            self.tokens.push(flow::pill(running, rect, name));
            y += flow::TOKEN_HEIGHT + 5.0;
        }
        if let Activity::Blocked(since, blocker) = stage.activity {
            let text = format!("{}: {} so far", blocker_text(blocker), duration_text(stage.now.since(since)));
            self.label(area.x + 2.0, y + 12.0, Anchor::Start, TextStyle::Value, text);
            y += flow::LINE_HEIGHT;
        }
        let rows = visible_rows(stage);
        let room = ((area.bottom() - y) / flow::LINE_HEIGHT).max(0.0) as usize;
        let shown = if rows.len() <= room { rows.len() } else { room.saturating_sub(1) };
        for row in &rows[..shown] {
            let (text, note) = match *row {
                StackRow::Frame { function, line, .. } => (frame_text(trace.text(function)), line_text(line)),
                StackRow::Loop(turn) => ("event loop".to_owned(), format!("turn {turn}")),
            };
            self.label(area.x + 2.0, y + 12.0, Anchor::Start, TextStyle::Code, text);
            self.label(area.right() - 2.0, y + 12.0, Anchor::End, TextStyle::Caption, note);
            y += flow::LINE_HEIGHT;
        }
        if shown < rows.len() && room > 0 {
            let text = format!("+ {} more frames", rows.len() - shown);
            self.label(area.x + 2.0, y + 12.0, Anchor::Start, TextStyle::Caption, text);
        }
    }

    fn add_crowd(
        &mut self,
        crowd: Crowd,
        members: &[Member],
        area: Rect,
        name: &dyn Fn(Who) -> String,
        direction: flow::Direction,
    ) {
        let placed = flow::place(members, area, direction, name);
        if placed.tokens.len() < members.len() {
            let (x, y) = placed.end;
            let (x, y, anchor) = match direction {
                // No row is left for them: beside the heading there is room.
                flow::Direction::FromLeft if area.height < flow::LINE_HEIGHT && placed.tokens.is_empty() => {
                    (area.right(), area.y - flow::GROUP_TITLE + 10.0, Anchor::End)
                }
                flow::Direction::FromLeft => (x, y, Anchor::Start),
                flow::Direction::FromRight => (x, y, Anchor::End),
            };
            self.more.push(More { crowd, count: members.len() - placed.tokens.len(), x, y, anchor });
        }
        self.tokens.extend(placed.tokens);
    }

    fn add_waiting(&mut self, stage: &Stage, area: Rect, name: &dyn Fn(Who) -> String) {
        let heights = flow::divide(&stage.groups, area, name);
        let mut y = area.y;
        for (group, height) in stage.groups.iter().zip(heights) {
            let text = match group.members.len() {
                1 => group.reason.title().to_owned(),
                count => format!("{} · {count}", group.reason.title()),
            };
            self.label(area.x, y + 10.0, Anchor::Start, TextStyle::Caption, text);
            let rect = Rect { y: y + flow::GROUP_TITLE, height: height - flow::GROUP_TITLE, ..area };
            let crowd = Crowd::Waiting(group.reason);
            self.add_crowd(crowd, &group.members, rect, name, flow::Direction::FromLeft);
            y += height + flow::GROUP_GAP;
        }
    }

    fn add_poll(&mut self, stage: &Stage, area: Rect, name: &dyn Fn(Who) -> String) {
        let found = [("sockets ready", &stage.sockets_ready), ("timers due", &stage.timers_due)];
        let mut y = area.y + 13.0;
        for (text, members) in found {
            self.label(area.x, y, Anchor::Start, TextStyle::Value, text.to_owned());
            let text = match members.as_slice() {
                [] => "none".to_owned(),
                [only] => name(only.who),
                several => several.len().to_string(),
            };
            self.label(area.right(), y, Anchor::End, TextStyle::Caption, text);
            y += 22.0;
        }
        self.label(area.x, y, Anchor::Start, TextStyle::Value, "may sleep".to_owned());
        self.label(area.right(), y, Anchor::End, TextStyle::Caption, sleep_text(stage, area.width > 200.0));
        if y + 22.0 < area.bottom() {
            let mut text =
                format!("{} of {} requests answered", stage.requests_answered, stage.requests_sent);
            if stage.requests_lost > 0 {
                text.push_str(&format!(" · {} not", stage.requests_lost));
            }
            self.label(area.x, area.bottom() - 2.0, Anchor::Start, TextStyle::Caption, text);
        }
    }

    fn add_hub(&mut self, stage: &Stage, hub: Rect, name: &dyn Fn(Who) -> String) {
        let (x, y) = (hub.x + hub.width / 2.0, hub.y + hub.height / 2.0);
        self.label(
            x,
            y + 2.0,
            Anchor::Middle,
            TextStyle::Clock,
            format!("{:.1} ms", stage.now.as_milliseconds()),
        );
        let text = match (stage.finished.len(), stage.task_count) {
            (_, 0) => "no tasks yet".to_owned(),
            (finished, count) => format!("{finished} of {count} tasks finished"),
        };
        self.label(x, y + 20.0, Anchor::Middle, TextStyle::Caption, text);
        let dots = flow::dots_centered(&stage.finished, x, y + 28.0, hub.width, name);
        self.tokens.extend(dots);
    }

    fn label(&mut self, x: f64, y: f64, anchor: Anchor, style: TextStyle, text: String) {
        self.labels.push(Label { x, y, anchor, style, text });
    }

    fn show_everybody_once(&mut self) {
        let mut seen = BTreeSet::new();
        self.tokens.retain(|token| seen.insert(token.who));
        self.tokens.sort_unstable_by_key(|token| token.who);
    }
}

/// The rows of the stack without one that only repeats the token above it: a task's single function.
fn visible_rows(stage: &Stage) -> Vec<StackRow> {
    let of_task = |row: &&StackRow| matches!(row, StackRow::Frame { task: Some(_), .. });
    let single = stage.running.is_some() && stage.stack.iter().filter(of_task).count() == 1;
    stage.stack.iter().filter(|row| !(single && of_task(row))).copied().collect()
}

/// How long the poll may sleep; with the reason, where there is room for it.
fn sleep_text(stage: &Stage, wide: bool) -> String {
    match (stage.may_sleep, stage.activity) {
        (_, Activity::Polling(Some(until))) => format!("{} more", duration_text(until.since(stage.now))),
        (_, Activity::Polling(None)) => "until an answer".to_owned(),
        (None, _) => "–".to_owned(),
        (Some(Some(Span::ZERO)), _) => if wide { "no: work is ready" } else { "no" }.to_owned(),
        (Some(Some(span)), _) => format!("at most {}", duration_text(span)),
        (Some(None), _) => "until an answer".to_owned(),
    }
}

fn blocker_text(blocker: Blocker) -> &'static str {
    match blocker {
        Blocker::Sleep(_) => "blocked in time.sleep",
        Blocker::Request(_) => "blocked in a request",
        Blocker::Lock => "blocked on a lock",
        Blocker::Thread => "blocked on a thread",
        Blocker::Interpreter => "waits for the interpreter",
    }
}

/// What a token's note says.
fn note_text(note: Note) -> String {
    match note {
        Note::Nothing => String::new(),
        Note::Line(line) => line_text(line),
        Note::Until(span) => format!("in {}", duration_text(span)),
        Note::Since(span) => duration_text(span),
        Note::Progress { done, of } => format!("{done} of {of}"),
        Note::Place(place) => format!("no. {place}"),
    }
}

fn line_text(line: u32) -> String {
    if line == 0 { String::new() } else { format!("line {line}") }
}

#[cfg(test)]
mod tests;
