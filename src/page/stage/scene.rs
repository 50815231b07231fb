//! A place in pixels for everything on the stage: one loop from the ready queue over the call stack and the waiting to the poll,
//! and back to the queue; beside it the threads.
//!
//! Only layout: what is here is drawn as it is. Tokens carry who they are, so that the page can move them from scene to scene, and
//! what changes with time is kept as such, so that it need not be laid out anew. Begin with [`Scene::new`]; `metrics` says how large
//! things are, `areas` divides the stage, `flow` fills an area, `stack` and `lanes` draw frames and threads.

mod areas;
mod flow;
mod lanes;
mod metrics;
mod stack;

use self::areas::Areas;
use self::flow::{Detail, Direction, Pen};
pub use self::metrics::{Rect, Scale};
use super::threads::block_note;
use super::words::{Names, blocks_text, finished_text, line_text, requests_text, sleep_text};
use super::{Activity, Doing, Group, Look, Members, Note, Reason, Stage, Who};
use crate::page::wording::count_text;
use crate::trace::{Blocker, TaskId, Time};
use std::collections::BTreeSet;

/// How big the stage is, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// Which part of the stage.
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
    /// The middle, where those are who are finished.
    Middle,
    /// The threads.
    Threads,
}

/// Whose members a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Crowd {
    /// The ready queue.
    Queue,
    /// Those whose answers are there.
    Sockets,
    /// Those whose timers are due.
    Timers,
    /// Those who wait for this.
    Waiting(Reason),
    /// The threads.
    Threads,
}

/// How a place is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emphasis {
    /// Nothing happens there.
    Quiet,
    /// What happens now happens there.
    Active,
    /// It is stuck, and a loop with it.
    Blocked,
    /// It is stuck, as threads may be.
    Stuck,
    /// Somebody there could go on, and is held up by what is stuck elsewhere.
    Held,
    /// Nothing happens there any more.
    Over,
}

/// A place.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Which.
    pub place: Place,
    /// Where.
    pub rect: Rect,
    /// What people read on its upper edge.
    pub title: String,
    /// How it is marked.
    pub emphasis: Emphasis,
}

/// A way from one place to another: from a point to a point, where the head is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// From where, and where to.
    pub ends: (Place, Place),
    /// Where it begins.
    pub from: (i32, i32),
    /// Where it ends.
    pub to: (i32, i32),
    /// What is said about it, where there is room.
    pub caption: &'static str,
    /// Whether nobody can go it now.
    pub shut: bool,
}

/// Somebody, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Who.
    pub who: Who,
    /// The task whose color it has.
    pub task: Option<TaskId>,
    /// Its pattern.
    pub look: Look,
    /// In which part of the stage.
    pub place: Place,
    /// Where. A dot is as wide as it is high.
    pub rect: Rect,
    /// Its name, shortened to fit; empty if it is a dot.
    pub label: String,
    /// What stands at its right end.
    pub note: Words,
    /// What its bar shows, or its ring, if it has one.
    pub gauge: Note,
    /// Whether it has no room for a name.
    pub dot: bool,
    /// From whom it comes, if it was not there before.
    pub origin: Option<Who>,
}

/// A text that stays, or one that changes while time goes by.
#[derive(Debug, Clone, PartialEq)]
pub enum Words {
    /// It stays.
    Still(String),
    /// A note, in short if that is said.
    Note(Note, bool),
    /// A moment or a length of time, between words.
    Timed {
        /// What comes before.
        before: &'static str,
        /// What changes.
        what: Timed,
        /// What comes after.
        after: &'static str,
    },
}

impl Default for Words {
    fn default() -> Words {
        Words::Still(String::new())
    }
}

/// What changes while time goes by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Timed {
    /// The moment itself.
    Clock,
    /// How long ago something was.
    Since(Time),
    /// How long until something will be.
    Until(Time),
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    /// Beside something more important.
    Caption,
    /// A value.
    Value,
    /// A value that matters.
    Strong,
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
pub struct Text {
    /// Where, horizontally.
    pub x: i32,
    /// Its baseline.
    pub y: i32,
    /// Relative to its point.
    pub anchor: Anchor,
    /// How it looks.
    pub style: TextStyle,
    /// What it says.
    pub words: Words,
}

impl Text {
    fn new(x: i32, y: i32, anchor: Anchor, style: TextStyle, words: Words) -> Text {
        Text { x, y, anchor, style, words }
    }
}

/// What a box is drawn around.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BoxLook {
    /// A task that runs, with its frames.
    Task(Option<TaskId>),
    /// A frame that waits for the one in it.
    Frame(Option<TaskId>),
    /// The frame in which something happens.
    Innermost(Option<TaskId>),
    /// A thread.
    Thread(Doing),
}

/// A box around others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Boxed {
    /// Where.
    pub rect: Rect,
    /// Around what.
    pub look: BoxLook,
}

/// A bar that fills or empties while time goes by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Where it is when it is full.
    pub rect: Rect,
    /// What it shows.
    pub note: Note,
}

/// "+ 187 more": those for whom there is no room. It opens a list.
#[derive(Debug, Clone, PartialEq)]
pub struct More {
    /// Of which.
    pub crowd: Crowd,
    /// What it says.
    pub text: String,
    /// Where it is.
    pub rect: Rect,
}

/// The stage, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// How large everything is.
    pub scale: Scale,
    /// How large the whole is.
    pub rect: Rect,
    /// The moment.
    pub now: Time,
    /// The places.
    pub zones: Vec<Zone>,
    /// The ways between them.
    pub ways: Vec<Way>,
    /// Whether captions stand beside the ways.
    pub captions: bool,
    /// Boxes, the outer ones before those in them.
    pub boxes: Vec<Boxed>,
    /// Texts.
    pub texts: Vec<Text>,
    /// Bars.
    pub bars: Vec<Bar>,
    /// Everybody who is shown, each once, in the order of [`Who`].
    pub tokens: Vec<Token>,
    /// Everybody else.
    pub more: Vec<More>,
}

impl Default for Scene {
    fn default() -> Scene {
        Scene::empty(0, 0)
    }
}

impl Scene {
    /// Gives everything a place on a stage of that size.
    pub fn new(names: Names<'_>, stage: &Stage, size: Size) -> Scene {
        let mut scene = Scene::empty(size.width as i32, size.height as i32);
        scene.now = stage.now;
        let pen = Pen { names, scale: scene.scale, now: stage.now };
        if stage.has_loop {
            scene.add_loop(&pen, stage);
        } else {
            scene.add_plain(&pen, stage);
        }
        scene.show_everybody_once();
        scene
    }

    fn empty(width: i32, height: i32) -> Scene {
        Scene {
            scale: Scale::of(width, height),
            rect: Rect { x: 0, y: 0, width, height },
            now: Time::ZERO,
            zones: Vec::new(),
            ways: Vec::new(),
            captions: false,
            boxes: Vec::new(),
            texts: Vec::new(),
            bars: Vec::new(),
            tokens: Vec::new(),
            more: Vec::new(),
        }
    }

    /// Somebody's token.
    pub fn token(&self, who: Who) -> Option<&Token> {
        let place = self.tokens.binary_search_by_key(&who, |token| token.who).ok()?;
        self.tokens.get(place)
    }

    /// A place, if the scene has it.
    pub fn zone(&self, place: Place) -> Option<&Zone> {
        self.zones.iter().find(|zone| zone.place == place)
    }

    fn add_loop(&mut self, pen: &Pen<'_>, stage: &Stage) {
        let areas = Areas::new(stage, self.scale, self.rect.width, self.rect.height);
        self.ways = areas.ways.clone();
        self.captions = areas.wide;
        // Nobody is taken from the queue while something is stuck.
        self.ways[0].shut = stage.is_blocked() && stage.queue.count > 0;
        self.add_zones(&areas, stage);
        // What runs comes first: where somebody stands twice, there is where they are.
        self.add_running(pen, stage, inner(areas.stack));
        let queue = inner(areas.queue);
        let placed = pen.place(Place::Queue, &stage.queue, queue, Direction::FromRight);
        self.add_placed(pen, placed, Crowd::Queue, &stage.queue);
        self.add_poll(pen, stage, inner(areas.poll));
        self.add_waiting(pen, stage, inner(areas.waiting));
        match areas.middle {
            Some(middle) if areas.wide => self.add_middle(pen, stage, middle),
            Some(line) => self.add_line(stage, line),
            None => {}
        }
        if let Some(strip) = areas.strip {
            self.add_strip(pen, stage, strip);
        }
    }

    /// A run without a loop: its threads, and below them the moment.
    fn add_plain(&mut self, pen: &Pen<'_>, stage: &Stage) {
        let margin = if self.rect.width >= 640 { 14 } else { 8 };
        let row = self.scale.row;
        let area = self.rect.without(margin, 10, margin, row + 14);
        self.add_threads(pen, stage, area);
        let line = Rect { x: area.x, y: self.rect.height - row - 6, width: area.width, height: row };
        self.add_line(stage, line);
    }

    fn add_zones(&mut self, areas: &Areas, stage: &Stage) {
        let found = stage.found.sockets.count + stage.found.timers.count;
        let held =
            |count: usize| if stage.is_blocked() && count > 0 { Emphasis::Held } else { Emphasis::Quiet };
        let (stack, poll) = match stage.activity {
            Activity::Running => (Emphasis::Active, Emphasis::Quiet),
            Activity::Blocked(..) => (Emphasis::Blocked, held(found)),
            Activity::Polling(..) => (Emphasis::Quiet, Emphasis::Active),
            Activity::Idle | Activity::Looping => (Emphasis::Quiet, Emphasis::Quiet),
        };
        let running = match stage.activity {
            Activity::Blocked(..) => "Blocked",
            _ => "Running · call stack",
        };
        let poll_title = match poll {
            Emphasis::Held => format!("Poll · {found} held up"),
            Emphasis::Active => "Poll · the loop sleeps".to_owned(),
            _ => "Poll".to_owned(),
        };
        let mut add = |place, rect: Rect, titles: &[String], emphasis| {
            let room = rect.width - 30;
            let title = titles.iter().find(|title| self.scale.title_width(title) <= room);
            let title =
                title.or(titles.last()).map(|title| self.scale.fit_title(title, room)).unwrap_or_default();
            self.zones.push(Zone { place, rect, title, emphasis });
        };
        add(Place::Queue, areas.queue, &queue_titles(stage), held(stage.queue.count));
        add(Place::Stack, areas.stack, &[running.to_owned(), "Running".to_owned()], stack);
        add(Place::Poll, areas.poll, &[poll_title, "Poll".to_owned()], poll);
        let waiting = stage.waiting_count();
        let titles = if waiting > 1 { vec![format!("Waiting · {waiting}")] } else { Vec::new() };
        let titles: Vec<String> = titles.into_iter().chain(["Waiting".to_owned()]).collect();
        add(Place::Waiting, areas.waiting, &titles, Emphasis::Quiet);
    }

    /// The loop, and within it who runs, down to the innermost frame; or what the thread is stuck in.
    fn add_running(&mut self, pen: &Pen<'_>, stage: &Stage, area: Rect) {
        let scale = self.scale;
        let caller = stage
            .callers
            .last()
            .map(|frame| format!("{} {}", pen.names.function(frame), line_text(frame.line)));
        let turn = if stage.turn > 0 { format!("turn {}", stage.turn) } else { String::new() };
        let looping = !matches!(stage.activity, Activity::Idle) && stage.turn > 0;
        let head = Rect { height: scale.row, ..area };
        let mut rest = area;
        // Rather who runs without the loop than the loop without who runs.
        let below = if stage.is_blocked() { scale.row + 8 } else { 0 };
        if looping && area.height >= 2 * scale.row + scale.token + below - 8 {
            let full = caller.map(|caller| format!("{} › event loop", caller.trim_end()));
            let room = area.width - scale.note_width(&turn) - 24;
            let fits = |text: &String| scale.code_width(text) <= room;
            let name = full.filter(fits).unwrap_or_else(|| "event loop".to_owned());
            self.add_pair(pen, head, name, turn);
            rest = area.without(0, scale.row + 3, 0, 0);
        }
        if let Activity::Blocked(since, blocker) = stage.activity {
            rest = rest.without(0, 0, 0, below);
            self.add_block(pen, area, since, blocker);
        }
        let frames = if looping { &stage.called } else { &stage.callers };
        self.add_stack(pen, rest, stage.running, frames);
    }

    /// What the thread is stuck in, for how long, and how long it will be.
    fn add_block(&mut self, pen: &Pen<'_>, area: Rect, since: Time, blocker: Blocker) {
        let [full, short] = blocks_text(blocker);
        let fits = self.scale.title_width(&format!("{full}999.9 ms")) <= area.width;
        let words =
            Words::Timed { before: if fits { full } else { short }, what: Timed::Since(since), after: "" };
        self.texts.push(Text::new(area.x + 2, area.bottom() - 8, Anchor::Start, TextStyle::Strong, words));
        let note = block_note(pen.names.run, pen.names.state, since, blocker);
        self.bars.push(Bar { rect: Rect { y: area.bottom() - 3, height: 4, ..area }, note });
    }

    fn add_placed(&mut self, pen: &Pen<'_>, placed: flow::Placed, crowd: Crowd, members: &Members) {
        let hidden = members.count - placed.tokens.len();
        if hidden > 0 {
            let text = pen.more_text(hidden, placed.room);
            let width = self.scale.note_width(&text);
            let (x, y) = placed.end;
            let x = if placed.direction == Direction::FromRight { x - width } else { x };
            self.more.push(More { crowd, text, rect: Rect { x, y, width, height: self.scale.dot } });
        }
        self.tokens.extend(placed.tokens);
    }

    fn add_waiting(&mut self, pen: &Pen<'_>, stage: &Stage, area: Rect) {
        let scale = self.scale;
        let title_row = pen.group_title();
        let (far, groups): (Vec<&Group>, Vec<&Group>) =
            stage.groups.iter().partition(|group| group.reason == Reason::Timeout);
        let titles: Vec<String> = groups.iter().map(|group| group_title(group)).collect();
        // Timeouts that are far away stand at the right of the first title, or below everything if there is no room.
        let far = far.first().map(|group| (group, group_title(group)));
        let beside = far.as_ref().map_or(0, |(_, text)| scale.note_width(text) + 14);
        let fits = titles.first().is_none_or(|title| scale.note_width(title) + beside <= area.width);
        let below = if fits || far.is_none() { 0 } else { title_row };
        let room = area.without(0, 0, 0, below);
        let parts = pen.divide(&groups, room);
        // Names are worth more than titles above them.
        let named = parts.len() == groups.len() && parts.iter().all(|&(detail, _)| detail <= Detail::Bare);
        let packing = [Detail::Short, Detail::Bare].into_iter().filter(|_| !named);
        let room = if far.is_some() { area.without(0, 0, 0, title_row) } else { area };
        let packed = packing.filter_map(|detail| pen.pack(Place::Waiting, &groups, room, detail)).next();
        let fits = fits && packed.is_none();
        if let Some(packed) = packed {
            self.tokens.extend(packed.tokens);
            let title = |(x, y, title): (i32, i32, &str)| {
                Text::new(x, y, Anchor::Start, TextStyle::Caption, Words::Still(title.to_owned()))
            };
            self.texts.extend(packed.titles.into_iter().map(title));
        } else {
            self.add_groups(pen, &groups, titles, &parts, area);
        }
        if let Some((group, text)) = far {
            let text = scale.fit_note(&text, area.width);
            let width = scale.note_width(&text);
            let y = if fits { area.y } else { area.bottom() - title_row };
            let rect = Rect { x: area.right() - width, y, width, height: title_row - 1 };
            self.more.push(More { crowd: Crowd::Waiting(group.reason), text, rect });
        }
    }

    /// Groups one below the other, each with as much detail as it was given room for.
    fn add_groups(
        &mut self,
        pen: &Pen<'_>,
        groups: &[&Group],
        titles: Vec<String>,
        parts: &[(Detail, i32)],
        area: Rect,
    ) {
        let (scale, title_row) = (self.scale, pen.group_title());
        let mut y = area.y;
        for ((group, title), &(detail, height)) in groups.iter().zip(titles).zip(parts) {
            let title = scale.fit_note(&title, area.width);
            let crowd = Crowd::Waiting(group.reason);
            let rect = Rect { y, width: scale.note_width(&title), height: title_row, ..area };
            if detail == Detail::Title {
                self.more.push(More { crowd, text: title, rect });
            } else {
                self.texts.push(Text::new(
                    area.x,
                    y + title_row - 4,
                    Anchor::Start,
                    TextStyle::Caption,
                    Words::Still(title),
                ));
                let rect = Rect { y: y + title_row, height: height - title_row, ..area };
                let placed = pen.place(Place::Waiting, &group.members, rect, Direction::FromLeft);
                self.add_placed(pen, placed, crowd, &group.members);
            }
            y += height + flow::GROUP_GAP;
        }
    }

    fn add_poll(&mut self, pen: &Pen<'_>, stage: &Stage, area: Rect) {
        let scale = self.scale;
        let row = scale.token + 4;
        let brief = area.width < 200;
        let label = |full: &'static str, short: &'static str| if brief { short } else { full };
        let baseline = |y: i32| y + (scale.token + scale.row) / 2 - 5;
        let mut y = area.y;
        let text = label("may sleep", "sleep");
        self.texts.push(Text::new(
            area.x,
            baseline(y),
            Anchor::Start,
            TextStyle::Value,
            Words::Still(text.to_owned()),
        ));
        self.add_sleep(
            stage,
            Rect { y, height: scale.token, ..area }.without(scale.value_width(text) + 8, 0, 0, 0),
            baseline(y),
        );
        let found = [
            (label("sockets ready", "sockets"), &stage.found.sockets, Crowd::Sockets),
            (label("timers due", "timers"), &stage.found.timers, Crowd::Timers),
        ];
        for (text, members, crowd) in found {
            y += row;
            if y + scale.token > area.bottom() {
                return;
            }
            self.texts.push(Text::new(
                area.x,
                baseline(y),
                Anchor::Start,
                TextStyle::Value,
                Words::Still(text.to_owned()),
            ));
            let label_width = scale.value_width(label("sockets ready", "sockets")) + 8;
            let room = Rect { y, height: scale.token, ..area }.without(label_width, 0, 0, 0);
            if members.count == 0 {
                let none = Words::Still("none".to_owned());
                self.texts.push(Text::new(area.right(), baseline(y), Anchor::End, TextStyle::Caption, none));
                continue;
            }
            let placed = pen.place(Place::Poll, members, room, Direction::FromRight);
            // Dots stand in the middle of the row.
            let down = if placed.tokens.first().is_none_or(|token| token.dot) {
                (scale.token - scale.dot) / 2
            } else {
                0
            };
            let lower = |mut token: Token| {
                token.rect.y += down;
                token
            };
            let tokens = placed.tokens.into_iter().map(lower).collect();
            let placed = flow::Placed { tokens, end: (placed.end.0, placed.end.1 + down), ..placed };
            self.add_placed(pen, placed, crowd, members);
        }
        let text = scale.shorter_note(requests_text(stage), area.width);
        if y + row + scale.row <= area.bottom() + 4 && !text.is_empty() {
            let words = Words::Still(text);
            self.texts.push(Text::new(area.x, area.bottom() - 2, Anchor::Start, TextStyle::Caption, words));
        }
    }

    /// How long the poll may sleep; while it does, what is left of that.
    fn add_sleep(&mut self, stage: &Stage, room: Rect, baseline: i32) {
        let [full, short] = sleep_text(stage);
        let text = self.scale.shorter_note([full, short], room.width);
        let words = match stage.activity {
            Activity::Polling(from, Some(until)) => {
                let note = Note::Timer(from, until);
                let bar = Rect { y: room.bottom() - 1, height: 3, ..room };
                self.bars.push(Bar { rect: bar, note });
                let after = if self.scale.note_columns_width(12) <= room.width { " more" } else { "" };
                Words::Timed { before: "", what: Timed::Until(until), after }
            }
            _ => Words::Still(text),
        };
        self.texts.push(Text::new(room.right(), baseline, Anchor::End, TextStyle::Caption, words));
    }

    /// The moment, and who is finished.
    fn add_middle(&mut self, pen: &Pen<'_>, stage: &Stage, area: Rect) {
        let scale = self.scale;
        let (center, _) = area.center();
        let clock = scale.clock_height();
        let finished = finished_text(stage);
        let dots = (area.width / scale.pitch()) as usize;
        let room = area.height - clock - scale.row - 4;
        let height = clock + scale.row + if room >= scale.dot { scale.dot + 8 } else { 0 };
        let top = area.y + ((area.height - height) / 2).max(0);
        if area.height < clock {
            return;
        }
        let words = Words::Timed { before: "", what: Timed::Clock, after: "" };
        self.texts.push(Text::new(center, top + clock - 4, Anchor::Middle, TextStyle::Clock, words));
        if area.height < clock + scale.row {
            return;
        }
        let text = scale.fit_note(&finished, area.width);
        self.texts.push(Text::new(
            center,
            top + clock + scale.row - 5,
            Anchor::Middle,
            TextStyle::Caption,
            Words::Still(text),
        ));
        if room < scale.dot {
            return;
        }
        let y = top + clock + scale.row + 4;
        let all = pen.names.run.end.tasks.len().max(stage.task_count);
        if all <= dots {
            let left = center - all as i32 * scale.pitch() / 2;
            let dot = |(place, member): (i32, &super::Member)| {
                pen.dot(Place::Middle, member, left + place * scale.pitch(), y)
            };
            self.tokens.extend((0..).zip(&stage.finished.shown).map(dot));
        } else {
            let width = (area.width * 2 / 3).min(220);
            let rect = Rect { x: center - width / 2, y: y + 2, width, height: 5 };
            self.bars.push(Bar { rect, note: Note::Progress(stage.finished.count, all) });
        }
    }

    /// The same as one line, where there is no middle.
    fn add_line(&mut self, stage: &Stage, line: Rect) {
        let y = line.bottom() - 4;
        let clock = self.scale.note_columns_width(12);
        let words = Words::Timed { before: "", what: Timed::Clock, after: "" };
        self.texts.push(Text::new(line.x, y, Anchor::Start, TextStyle::Strong, words));
        let texts = if stage.has_loop { [finished_text(stage), String::new()] } else { requests_text(stage) };
        let text = self.scale.shorter_note(texts, line.width - clock);
        self.texts.push(Text::new(line.right(), y, Anchor::End, TextStyle::Caption, Words::Still(text)));
    }

    fn show_everybody_once(&mut self) {
        let mut seen = BTreeSet::new();
        self.tokens.retain(|token| seen.insert(token.who));
        self.tokens.sort_unstable_by_key(|token| token.who);
    }
}

/// What is left of a place within its border and below its title.
fn inner(rect: Rect) -> Rect {
    rect.without(9, 12, 9, 7)
}

/// `on an answer · 4`
fn group_title(group: &Group) -> String {
    match (group.reason, group.members.count) {
        (Reason::Timeout, count) => count_text(count, "far timeout"),
        (reason, 1) => reason.title().to_owned(),
        (reason, count) => format!("{} · {count}", reason.title()),
    }
}

/// What the queue is called, the longest first.
fn queue_titles(stage: &Stage) -> Vec<String> {
    let plain = "Ready queue".to_owned();
    let count = stage.queue.count;
    if count == 0 {
        return vec![plain];
    }
    if stage.is_blocked() {
        return vec![format!("Ready queue · {count} held up"), format!("Ready · {count} held up"), plain];
    }
    // A turn calls only what was ready when it began to call.
    let later = stage.batch.map(|batch| (batch, count.saturating_sub(batch)));
    match later {
        Some((0, _)) => {
            vec![format!("Ready queue · {count} next turn"), format!("Ready queue · {count}"), plain]
        }
        Some((batch, later)) if later > 0 => {
            vec![format!("Ready · {batch} now, {later} next turn"), format!("Ready queue · {count}"), plain]
        }
        _ if count > 1 => vec![format!("Ready queue · {count}"), plain],
        _ => vec![plain],
    }
}

#[cfg(test)]
pub(super) mod tests;
