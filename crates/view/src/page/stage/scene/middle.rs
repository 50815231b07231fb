//! The moment, and who is finished: in the middle of the loop, or as a line below it where there is no middle.
//!
//! Not how time is written, which `words` says while it goes by. Begin with `add_middle`.

use super::flow::TokenBuilder;
use super::metrics::Rect;
use super::{Anchor, Bar, Place, Scene, Text, TextStyle, Timed, Words};
use crate::page::stage::words::{finished_text, requests_text};
use crate::page::stage::{Member, Note, Stage};

impl Scene {
    /// The moment, and who is finished.
    pub(super) fn add_middle(&mut self, builder: &TokenBuilder<'_>, stage: &Stage, area: Rect) {
        let scale = self.scale;
        let (center, _) = area.center();
        let clock = scale.clock_height();
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
        let text = scale.fit_note(&finished_text(stage), area.width);
        let y = top + clock + scale.row;
        self.texts.push(Text::new(center, y - 5, Anchor::Middle, TextStyle::Caption, Words::Still(text)));
        if room >= scale.dot {
            self.add_finished(builder, stage, area, y + 4);
        }
    }

    /// A dot for each, with room for those who are not there yet; or a bar, if they are too many.
    fn add_finished(&mut self, builder: &TokenBuilder<'_>, stage: &Stage, area: Rect, y: i32) {
        let scale = self.scale;
        let (center, _) = area.center();
        let dots = (area.width / scale.pitch()) as usize;
        let all = builder.names.run.end.tasks.len().max(stage.task_count);
        if all <= dots {
            let left = center - all as i32 * scale.pitch() / 2;
            let dot = |(place, member): (i32, &Member)| {
                builder.dot(Place::Middle, member, left + place * scale.pitch(), y)
            };
            self.tokens.extend((0..).zip(&stage.finished.shown).map(dot));
        } else {
            let width = (area.width * 2 / 3).min(220);
            let rect = Rect { x: center - width / 2, y: y + 2, width, height: 5 };
            self.bars.push(Bar { rect, note: Note::Progress(stage.finished.count, all) });
        }
    }

    /// The same as one line, where there is no middle.
    pub(super) fn add_line(&mut self, stage: &Stage, line: Rect) {
        let y = line.bottom() - 4;
        let clock = self.scale.note_columns_width(12);
        let words = Words::Timed { before: "", what: Timed::Clock, after: "" };
        self.texts.push(Text::new(line.x, y, Anchor::Start, TextStyle::Strong, words));
        let texts = if stage.has_loop { [finished_text(stage), String::new()] } else { requests_text(stage) };
        let text = self.scale.shorter_note(texts, line.width - clock);
        self.texts.push(Text::new(line.right(), y, Anchor::End, TextStyle::Caption, Words::Still(text)));
    }
}
