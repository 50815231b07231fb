//! The place of those who wait: one group below the other, with as much of each as there is room for.
//!
//! Not who waits for what, which the stage knows, and not how much fits, which `flow` finds out. Begin with `add_waiting`.

use super::flow::{Detail, Direction, GROUP_GAP, Packed, TokenBuilder};
use super::metrics::Rect;
use super::{Anchor, More, Place, Scene, Text, TextStyle, Words};
use crate::page::stage::{Group, MemberList, Reason, Stage};
use crate::page::wording::count_text;

impl Scene {
    /// Groups with their titles, or in a smaller place as words in a text; far timeouts only as a number.
    pub(super) fn add_waiting(&mut self, builder: &TokenBuilder<'_>, stage: &Stage, area: Rect) {
        let scale = self.scale;
        let title_row = builder.group_title();
        let (far, groups): (Vec<&Group>, Vec<&Group>) =
            stage.groups.iter().partition(|group| group.reason == Reason::Timeout);
        let titles: Vec<String> = groups.iter().map(|group| group_title(group)).collect();
        // Timeouts that are far away stand at the right of the first title, or below everything if there is no room.
        let far = far.first().map(|group| (group, group_title(group)));
        let beside = far.as_ref().map_or(0, |(_, text)| scale.note_width(text) + 14);
        let fits = titles.first().is_none_or(|title| scale.note_width(title) + beside <= area.width);
        let below = if fits || far.is_none() { 0 } else { title_row };
        let parts = builder.divide(&groups, area.without(0, 0, 0, below));
        // Names are worth more than titles above them.
        let named = parts.len() == groups.len() && parts.iter().all(|&(detail, _)| detail <= Detail::Bare);
        let mut packing = [Detail::Short, Detail::Bare].into_iter().filter(|_| !named);
        let room = if far.is_some() { area.without(0, 0, 0, title_row) } else { area };
        let packed = packing.find_map(|detail| builder.pack(Place::Waiting, &groups, room, detail));
        let fits = fits && packed.is_none();
        match packed {
            Some(packed) => self.add_packed(packed),
            None => self.add_groups(builder, &groups, titles, &parts, area),
        }
        if let Some((group, text)) = far {
            let text = scale.fit_note(&text, area.width);
            let width = scale.note_width(&text);
            let y = if fits { area.y } else { area.bottom() - title_row };
            let rect = Rect { x: area.right() - width, y, width, height: title_row - 1 };
            self.more.push(More { member_list: MemberList::Waiting(group.reason), text, rect });
        }
    }

    fn add_packed(&mut self, packed: Packed) {
        self.tokens.extend(packed.tokens);
        let title = |(x, y, title): (i32, i32, &str)| {
            Text::new(x, y, Anchor::Start, TextStyle::Caption, Words::Still(title.to_owned()))
        };
        self.texts.extend(packed.titles.into_iter().map(title));
    }

    /// Groups one below the other, each with as much detail as it was given room for.
    fn add_groups(
        &mut self,
        builder: &TokenBuilder<'_>,
        groups: &[&Group],
        titles: Vec<String>,
        parts: &[(Detail, i32)],
        area: Rect,
    ) {
        let (scale, title_row) = (self.scale, builder.group_title());
        let mut y = area.y;
        for ((group, title), &(detail, height)) in groups.iter().zip(titles).zip(parts) {
            let title = scale.fit_note(&title, area.width);
            let member_list = MemberList::Waiting(group.reason);
            let rect = Rect { y, width: scale.note_width(&title), height: title_row, ..area };
            if detail == Detail::Title {
                self.more.push(More { member_list, text: title, rect });
            } else {
                let (baseline, words) = (y + title_row - 4, Words::Still(title));
                self.texts.push(Text::new(area.x, baseline, Anchor::Start, TextStyle::Caption, words));
                let rect = Rect { y: y + title_row, height: height - title_row, ..area };
                let placed = builder.place(Place::Waiting, &group.members, rect, Direction::FromLeft);
                self.add_placed(builder, placed, member_list, &group.members);
            }
            y += height + GROUP_GAP;
        }
    }
}

/// `on an answer · 4`
fn group_title(group: &Group) -> String {
    match (group.reason, group.members.count) {
        (Reason::Timeout, count) => count_text(count, "far timeout"),
        (reason, 1) => reason.title().to_owned(),
        (reason, count) => format!("{} · {count}", reason.title()),
    }
}
