//! The place of the poll: how long it may sleep, who it will find, and below them how many requests there are.
//!
//! Not who could go on, which the stage knows. Begin with `add_poll`.

use super::flow::{Direction, TokenBuilder};
use super::metrics::Rect;
use super::{Anchor, Bar, Place, Scene, Text, TextStyle, Timed, Words};
use crate::page::stage::words::{none_text, requests_text, sleep_text};
use crate::page::stage::{MemberList, Members, Note, Stage, ThreadActivity};

impl Scene {
    /// Rows, each with what it is about at its left; those for which there is no room are left out.
    pub(super) fn add_poll(&mut self, builder: &TokenBuilder<'_>, stage: &Stage, area: Rect) {
        let scale = self.scale;
        let brief = area.width < 200;
        let label = |full: &'static str, short: &'static str| if brief { short } else { full };
        let step = scale.token + 4;
        let mut row = Rect { height: scale.token, ..area };
        let text = label("may sleep", "sleep");
        self.add_label(row, text);
        self.add_sleep(stage, row.without(scale.value_width(text) + 8, 0, 0, 0), scale.baseline(row));
        let (sockets, timers) = (label("sockets ready", "sockets"), label("timers due", "timers"));
        // Both lists have the same room, beside the longer label.
        let beside = scale.value_width(sockets) + 8;
        let (watched, found) = (stage.found.watched, &stage.found);
        let found = [
            (sockets, &found.sockets, MemberList::Sockets, watched.map(|watched| watched.sockets)),
            (timers, &found.timers, MemberList::Timers, watched.map(|watched| watched.timers)),
        ];
        for (text, members, member_list, watched) in found {
            row.y += step;
            if row.bottom() > area.bottom() {
                return;
            }
            self.add_label(row, text);
            let row = row.without(beside, 0, 0, 0);
            if members.count == 0 {
                self.add_none(row, watched);
            } else {
                self.add_found(builder, row, members, member_list);
            }
        }
        let text = scale.shorter_note(requests_text(stage), area.width);
        if row.y + step + scale.row <= area.bottom() + 4 && !text.is_empty() {
            let words = Words::Still(text);
            self.texts.push(Text::new(area.x, area.bottom() - 2, Anchor::Start, TextStyle::Caption, words));
        }
    }

    fn add_label(&mut self, row: Rect, label: &str) {
        let (y, words) = (self.scale.baseline(row), Words::Still(label.to_owned()));
        self.texts.push(Text::new(row.x, y, Anchor::Start, TextStyle::Value, words));
    }

    /// Nobody, of so many whom the poll watches.
    fn add_none(&mut self, row: Rect, watched: Option<usize>) {
        let (y, text) = (self.scale.baseline(row), self.scale.shorter_note(none_text(watched), row.width));
        self.texts.push(Text::new(row.right(), y, Anchor::End, TextStyle::Caption, Words::Still(text)));
    }

    /// Those whom the poll finds in one way, the first at the right.
    fn add_found(
        &mut self,
        builder: &TokenBuilder<'_>,
        row: Rect,
        members: &Members,
        member_list: MemberList,
    ) {
        let mut placed = builder.place(Place::Poll, members, row, Direction::FromRight);
        if placed.tokens.first().is_none_or(|token| token.dot) {
            // Dots stand in the middle of the row.
            let down = (self.scale.token - self.scale.dot) / 2;
            placed.tokens.iter_mut().for_each(|token| token.rect.y += down);
            placed.end.1 += down;
        }
        self.add_placed(builder, placed, member_list, members);
    }

    /// How long the poll may sleep; while it does, what is left of that.
    fn add_sleep(&mut self, stage: &Stage, room: Rect, baseline: i32) {
        let [full, short] = sleep_text(stage);
        let text = self.scale.shorter_note([full, short], room.width);
        let words = match stage.activity {
            ThreadActivity::Polling(from, Some(until)) => {
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
}
