//! Threads: in a strip beside the loop, or, in a run without one, each with its call stack.

use super::flow::TokenBuilder;
use super::metrics::{Rect, Scale};
use super::{
    Anchor, Arrow, Bar, BoxLook, Boxed, Emphasis, More, Place, Scene, Text, TextStyle, Timed, Token, Words,
    Zone,
};
use crate::page::stage::threads::FEW;
use crate::page::stage::words::{blocker_text, doing_text, note_columns, note_share};
use crate::page::stage::{Lane, Look, MemberList, Note, Stage, ThreadStatus, Who};
use trace::Blocker;

/// What lies between two threads.
pub(super) const GAP: i32 = 6;

/// How high a thread of two lines is.
pub(super) fn tall(scale: Scale) -> i32 {
    2 * scale.row + 10
}

/// How high a thread of one line is.
pub(super) fn flat(scale: Scale) -> i32 {
    scale.row + 8
}

/// How many threads stand in a row.
pub(super) fn per_row(width: i32, scale: Scale) -> i32 {
    (width / (scale.row * 10)).max(1)
}

impl Scene {
    /// The threads of a run with a loop, in a strip.
    pub(super) fn add_strip(&mut self, builder: &TokenBuilder<'_>, stage: &Stage, strip: Rect) {
        let two_lines = strip.height >= tall(builder.scale)
            && stage.thread_count as i32 <= per_row(strip.width, builder.scale);
        self.add_chips(builder, stage, strip, two_lines);
    }

    /// Threads as small boxes, as many as fit.
    fn add_chips(&mut self, builder: &TokenBuilder<'_>, stage: &Stage, area: Rect, two_lines: bool) {
        let height = if two_lines { tall(builder.scale) } else { flat(builder.scale) };
        let columns = per_row(area.width, builder.scale).min(stage.thread_count as i32).max(2);
        let width = (area.width + GAP) / columns - GAP;
        let rows = ((area.height + GAP) / (height + GAP)).max(0);
        let capacity = columns * rows;
        let slots = stage.lanes.iter().map(|lane| lane.slot + 1).max().unwrap_or_default() as i32;
        let shown = if slots > capacity { capacity - 1 } else { capacity };
        let at =
            |slot: i32| (area.x + slot % columns * (width + GAP), area.y + slot / columns * (height + GAP));
        for lane in stage.lanes.iter().filter(|lane| (lane.slot as i32) < shown) {
            let (x, y) = at(lane.slot as i32);
            self.add_chip(builder, stage, lane, Rect { x, y, width, height });
        }
        let hidden = stage.lanes.iter().filter(|lane| lane.slot as i32 >= shown).count();
        if hidden > 0 && rows > 0 {
            let (x, y) = at(shown);
            let text = builder.scale.fit_note(&format!("+ {hidden} more threads"), width - 4);
            self.more.push(More {
                member_list: MemberList::Threads,
                text,
                rect: Rect { x: x + 4, y: y + 3, width: width - 4, height: height - 6 },
            });
        }
    }

    fn add_chip(&mut self, builder: &TokenBuilder<'_>, stage: &Stage, lane: &Lane, rect: Rect) {
        const PAD: i32 = 7;
        let scale = builder.scale;
        self.boxes.push(Boxed { rect, look: BoxLook::Thread(lane.status) });
        let texts = doing_text(builder.names, stage, lane);
        let two_lines = rect.height >= tall(scale);
        let lock = self.add_lock(builder, lane, Rect { height: scale.row + 4, ..rect }.without(0, 0, 4, 0));
        let inner = rect.without(PAD, 4, PAD + lock, 4);
        let first = inner.y + scale.row - 5;
        let name = builder.names.thread(lane.id);
        let name_room = if two_lines { inner.width } else { inner.width * 55 / 100 };
        let name = cut_middle(&name, name_room, scale);
        let used = scale.title_width(&name);
        self.texts.push(Text::new(inner.x, first, Anchor::Start, TextStyle::Strong, Words::Still(name)));
        let (y, room, left) = match two_lines {
            true => (first + scale.row, rect.width - 2 * PAD, rect.x + PAD),
            false => (first, inner.width - used - 8, inner.x + used + 8),
        };
        let timed =
            if two_lines { note_columns(lane.note).map_or(0, |columns| columns[1] as i32) } else { 0 };
        let timed_room = if timed > 0 { scale.note_columns_width(timed) + 6 } else { 0 };
        let text = texts.iter().find(|text| scale.note_width(text) <= room - timed_room);
        let text = text.cloned().unwrap_or_else(|| scale.fit_note(&texts[1], room - timed_room));
        self.texts.push(Text::new(left, y, Anchor::Start, TextStyle::Caption, Words::Still(text)));
        if timed_room > 0 && matches!(lane.status, ThreadStatus::Blocked(..)) {
            let words = Words::Note(lane.note, true);
            self.texts.push(Text::new(rect.right() - PAD, y, Anchor::End, TextStyle::Caption, words));
        }
        self.add_bar(rect, lane.note, lane.status);
    }

    /// The interpreter lock, at the right end of whoever holds it. How much room it takes.
    fn add_lock(&mut self, builder: &TokenBuilder<'_>, lane: &Lane, row: Rect) -> i32 {
        if lane.status != ThreadStatus::Runs {
            return 0;
        }
        let width = builder.scale.note_width("GIL") + 12;
        let height = builder.scale.row - 2;
        let rect = Rect { x: row.right() - width, y: row.y + 3, width, height };
        let (label, note) = ("GIL".to_owned(), Words::default());
        let token = Token {
            who: Who::Interpreter(lane.process),
            task: None,
            look: Look::Running,
            place: Place::Threads,
            rect,
            label,
            note,
            gauge: Note::Nothing,
            dot: false,
            origin: None,
        };
        self.tokens.push(token);
        width + 4
    }

    /// How far a thread's call is, at the lower edge of its box.
    fn add_bar(&mut self, rect: Rect, note: Note, status: ThreadStatus) {
        if matches!(status, ThreadStatus::Blocked(..)) && note_share(note, self.now).is_some() {
            let bar = Rect { x: rect.x + 4, y: rect.bottom() - 5, width: (rect.width - 8).max(0), height: 3 };
            self.bars.push(Bar { rect: bar, note });
        }
    }

    /// A run without a loop.
    pub(super) fn add_threads(&mut self, builder: &TokenBuilder<'_>, stage: &Stage, area: Rect) {
        if stage.thread_count <= 1 {
            return self.add_only_thread(builder, stage, area);
        }
        let slots = stage.lanes.iter().map(|lane| lane.slot + 1).max().unwrap_or_default();
        let slots = if stage.thread_count <= FEW { stage.thread_count } else { slots }.max(1) as i32;
        match cards(slots, area, builder.scale) {
            Some((columns, width, height)) => {
                for lane in &stage.lanes {
                    let slot = lane.slot as i32;
                    let (x, y) =
                        (area.x + slot % columns * (width + 12), area.y + slot / columns * (height + 16));
                    self.add_card(builder, stage, lane, Rect { x, y, width, height });
                }
            }
            None => self.add_chips(builder, stage, area, false),
        }
    }

    /// A thread with its call stack.
    fn add_card(&mut self, builder: &TokenBuilder<'_>, stage: &Stage, lane: &Lane, rect: Rect) {
        let scale = builder.scale;
        let emphasis = match lane.status {
            ThreadStatus::Runs => Emphasis::Active,
            ThreadStatus::Blocked(..) => Emphasis::Stuck,
            ThreadStatus::Over => Emphasis::Over,
            ThreadStatus::WaitsForInterpreter | ThreadStatus::Polls | ThreadStatus::Idle => Emphasis::Quiet,
        };
        let title = cut_middle(&builder.names.thread(lane.id), rect.width - 30, scale);
        self.zones.push(Zone { place: Place::Threads, rect, title, emphasis });
        let inner = rect.without(9, 12, 9, 8);
        let foot = Rect { y: inner.bottom() - scale.row, height: scale.row, ..inner };
        let lock = if stage.thread_count > 1 {
            self.add_lock(builder, lane, Rect { y: foot.y - 2, ..foot })
        } else {
            0
        };
        let stack = inner.without(0, 0, 0, scale.row + 6);
        let frames = if lane.status == ThreadStatus::Over { &[][..] } else { &lane.frames };
        self.add_stack(builder, stack, None, frames);
        let texts = match lane.status {
            ThreadStatus::Blocked(_, blocker) => {
                [format!("blocked on {}", blocker_text(blocker)), blocker_text(blocker).to_owned()]
            }
            ThreadStatus::Runs => ["runs".to_owned(), String::new()],
            _ => doing_text(builder.names, stage, lane),
        };
        let columns =
            if matches!(lane.status, ThreadStatus::Blocked(..)) { note_columns(lane.note) } else { None };
        let timed = columns.map_or(0, |columns| scale.note_columns_width(columns[1] as i32) + 8);
        let y = foot.y + scale.row - 5;
        let text = scale.shorter_note(texts, foot.width - timed - lock - 6);
        self.texts.push(Text::new(foot.x + 2, y, Anchor::Start, TextStyle::Caption, Words::Still(text)));
        if timed > 0 {
            let words = Words::Note(lane.note, true);
            self.texts.push(Text::new(foot.right() - 2, y, Anchor::End, TextStyle::Caption, words));
        }
        self.add_bar(rect, lane.note, lane.status);
    }

    /// The only thread, and what it waits for.
    fn add_only_thread(&mut self, builder: &TokenBuilder<'_>, stage: &Stage, area: Rect) {
        let scale = builder.scale;
        let between = (area.width / 10).clamp(24, 120);
        let left = Rect { width: ((area.width - between) * 55 / 100).max(0), ..area };
        let right_width = (area.width - between - left.width).max(0);
        let right = Rect { x: left.right() + between, width: right_width, ..area };
        let lane = stage.lanes.first();
        if let Some(lane) = lane {
            self.add_card(builder, stage, lane, left);
        }
        let blocked = lane.and_then(|lane| match lane.status {
            ThreadStatus::Blocked(_, blocker) => Some((lane, blocker)),
            _ => None,
        });
        let emphasis = if blocked.is_some() { Emphasis::Active } else { Emphasis::Quiet };
        let title = scale.fit_title("What it waits for", right.width - 30);
        self.zones.push(Zone { place: Place::Waiting, rect: right, title, emphasis });
        let (upper, lower) = (area.y + area.height / 3, area.y + area.height / 3 + 26);
        let (from, to) = (left.right() + 5, right.x - 5);
        let arrow = |from, to, caption| Arrow {
            ends: (Place::Threads, Place::Waiting),
            from,
            to,
            caption,
            shut: false,
        };
        self.arrows.push(arrow((from, upper), (to, upper), "calls"));
        self.arrows.push(arrow((to, lower), (from, lower), "returns"));
        let inner = right.without(12, 16, 12, 12);
        let row = |index: i32| inner.y + scale.row * (index + 1) + index * 4;
        let Some((lane, blocker)) = blocked else {
            let text = scale.fit_note("nothing: it runs", inner.width);
            self.texts.push(Text::new(
                inner.x,
                row(0),
                Anchor::Start,
                TextStyle::Caption,
                Words::Still(text),
            ));
            return;
        };
        let what = match blocker {
            Blocker::Request(request) => {
                let target = builder
                    .names
                    .state
                    .requests
                    .get(request)
                    .map_or("", |state| builder.names.run.trace.text(state.target));
                shown_target(target)
            }
            other => blocker_text(other).to_owned(),
        };
        let text = scale.fit_code(&what, inner.width);
        self.texts.push(Text::new(inner.x, row(0), Anchor::Start, TextStyle::Code, Words::Still(text)));
        let full = note_columns(lane.note).map_or(0, |columns| scale.value_columns_width(columns[0] as i32));
        let note = Words::Note(lane.note, full > inner.width);
        self.texts.push(Text::new(inner.x, row(1), Anchor::Start, TextStyle::Value, note));
        if note_share(lane.note, self.now).is_some() {
            let rect = Rect { y: row(1) + 8, height: 6, ..inner };
            self.bars.push(Bar { rect, note: lane.note });
        }
        if let ThreadStatus::Blocked(since, _) = lane.status {
            let fits = scale.note_columns_width(19) <= inner.width;
            let before = if fits { "blocked for " } else { "for " };
            let words = Words::Timed { before, what: Timed::Since(since), after: "" };
            let y = row(2) + 10;
            if y + 4 < inner.bottom() {
                self.texts.push(Text::new(inner.x, y, Anchor::Start, TextStyle::Caption, words));
            }
        }
    }
}

/// A request's target without the host that all share.
fn shown_target(target: &str) -> String {
    let printable =
        |text: &str| text.chars().filter(|character| !character.is_control()).take(200).collect::<String>();
    match target.split_once("://") {
        Some((method, rest)) => {
            let path = rest.find('/').map_or("/", |place| &rest[place..]);
            let method = method.split(' ').next().unwrap_or_default();
            printable(&format!("{method} {path}"))
        }
        None => printable(target),
    }
}

/// How so many threads stand, if there is room for their stacks: columns, and the size of each.
fn cards(count: i32, area: Rect, scale: Scale) -> Option<(i32, i32, i32)> {
    let least = (scale.row * 8, scale.row * 3 + 30);
    let of_columns = |columns: i32| {
        let rows = (count + columns - 1) / columns;
        let (width, height) = ((area.width + 12) / columns - 12, (area.height + 16) / rows - 16);
        (columns, width, height)
    };
    let fits = |&(_, width, height): &(i32, i32, i32)| width >= least.0 && height >= least.1;
    // Both should be large: what is worse of the two, measured by what each needs.
    let worth = |&(_, width, height): &(i32, i32, i32)| (width * 100 / least.0).min(height * 160 / least.1);
    (1..=count.min(8)).map(of_columns).filter(fits).max_by_key(worth)
}

/// A name cut in its middle: what tells threads of a pool apart stands at the end.
fn cut_middle(name: &str, room: i32, scale: Scale) -> String {
    if scale.title_width(name) <= room {
        return name.to_owned();
    }
    let letters: Vec<char> = name.chars().collect();
    let tail: String = letters[letters.len().saturating_sub(5)..].iter().collect();
    for head in (1..letters.len().saturating_sub(5)).rev() {
        let cut = format!("{}…{tail}", letters[..head].iter().collect::<String>());
        if scale.title_width(&cut) <= room {
            return cut;
        }
    }
    scale.fit_title(name, room)
}
