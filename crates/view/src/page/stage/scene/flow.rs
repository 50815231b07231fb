//! Tokens in an area: with their names while there is room, then as dots, then as a number.

use super::metrics::{GAP, Rect, Scale, TOKEN_END, columns};
use super::{Place, Token, Words};
use crate::page::stage::words::{Names, note_columns};
use crate::page::stage::{Group, Member, Members};
use trace::Time;

/// What lies between two groups.
pub(super) const GROUP_GAP: i32 = 4;

/// More than these are never tried with their names.
const MOST_NAMES: usize = 80;

/// How much of each member is shown. What comes later needs less room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// Name and note.
    Full,
    /// Name and a short note.
    Short,
    /// Name.
    Bare,
    /// A dot for each, in as many rows as it takes.
    Dots,
    /// One row of dots.
    Row,
    /// How many there are, in the title.
    Title,
}

impl Detail {
    const NAMED: [Detail; 3] = [Detail::Full, Detail::Short, Detail::Bare];

    fn less(self) -> Option<Detail> {
        match self {
            Detail::Full => Some(Detail::Short),
            Detail::Short => Some(Detail::Bare),
            Detail::Bare => Some(Detail::Dots),
            Detail::Dots => Some(Detail::Row),
            Detail::Row => Some(Detail::Title),
            Detail::Title => None,
        }
    }
}

/// From where an area fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// As text does.
    FromLeft,
    /// The first at the right.
    FromRight,
}

/// Tokens that found a place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) tokens: Vec<Token>,
    /// Where a text about the others stands: the end that is nearer to the tokens, and the top of its line.
    pub(super) end: (i32, i32),
    /// How wide that text may be.
    pub(super) room: i32,
    pub(super) direction: Direction,
}

/// Groups that stand one after the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Packed {
    pub(super) tokens: Vec<Token>,
    /// Where each title begins, and its baseline.
    pub(super) titles: Vec<(i32, i32, &'static str)>,
}

/// What it takes to make a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct TokenBuilder<'a> {
    pub(super) names: Names<'a>,
    pub(super) scale: Scale,
    pub(super) now: Time,
}

impl TokenBuilder<'_> {
    /// Places as many as fit, with as much detail as fits.
    pub(super) fn place(&self, place: Place, members: &Members, area: Rect, direction: Direction) -> Placed {
        let named =
            Detail::NAMED.into_iter().find_map(|detail| self.place_named(place, members, area, detail));
        let mut placed = named.unwrap_or_else(|| self.place_dots(place, members, area));
        if direction == Direction::FromRight {
            for token in &mut placed.tokens {
                token.rect.x = area.x + area.right() - token.rect.right();
            }
            placed.end.0 = area.x + area.right() - placed.end.0;
            placed.direction = direction;
        }
        placed
    }

    /// A token with its name over the whole width of a rectangle.
    pub(super) fn pill(&self, place: Place, member: &Member, rect: Rect) -> Token {
        let full = [Detail::Full, Detail::Short]
            .into_iter()
            .find(|&detail| self.width(member, detail) <= rect.width);
        self.named_token(place, member, rect, full.unwrap_or(Detail::Bare))
    }

    /// Without its name.
    pub(super) fn dot(&self, place: Place, member: &Member, x: i32, y: i32) -> Token {
        let rect = Rect { x, y, width: self.scale.dot, height: self.scale.dot };
        let (label, note) = (String::new(), Words::default());
        let &Member { who, task, look, origin, .. } = member;
        Token { who, task, look, place, rect, label, note, gauge: member.note, dot: true, origin }
    }

    fn named_token(&self, place: Place, member: &Member, rect: Rect, detail: Detail) -> Token {
        let scale = self.scale;
        let note = self.note(member, detail);
        let note_room = match self.columns_of_note(member, detail) {
            0 => 0,
            columns => 8 + scale.note_columns_width(columns),
        };
        let room = rect.width - scale.name_start() - TOKEN_END - note_room;
        let label = scale.fit_name(&self.names.of(member.who), room);
        let &Member { who, task, look, origin, .. } = member;
        Token { who, task, look, place, rect, label, note, gauge: member.note, dot: false, origin }
    }

    fn note(&self, member: &Member, detail: Detail) -> Words {
        let short = match detail {
            Detail::Full => false,
            Detail::Short => true,
            Detail::Bare | Detail::Dots | Detail::Row | Detail::Title => return Words::default(),
        };
        match note_columns(member.note) {
            Some(_) => Words::Note(member.note, short),
            None => {
                let [full, brief] = self.names.note(member.note, self.now);
                Words::Still(if short { brief } else { full })
            }
        }
    }

    fn columns_of_note(&self, member: &Member, detail: Detail) -> i32 {
        let which = match detail {
            Detail::Full => 0,
            Detail::Short => 1,
            Detail::Bare | Detail::Dots | Detail::Row | Detail::Title => return 0,
        };
        match note_columns(member.note) {
            Some(reserved) => reserved[which] as i32,
            None => columns(&self.names.note(member.note, self.now)[which]),
        }
    }

    fn width(&self, member: &Member, detail: Detail) -> i32 {
        let name = self.scale.name_width(&self.names.of(member.who));
        self.scale.token_width(name, self.columns_of_note(member, detail))
    }

    /// How wide each is, and how many stand in a row, if all are as wide as the widest.
    fn grid(&self, members: &Members, width: i32, detail: Detail) -> Option<(i32, i32)> {
        if members.count > MOST_NAMES || members.shown.is_empty() {
            return None;
        }
        let widest = members.shown.iter().map(|member| self.width(member, detail)).max().unwrap_or_default();
        let least = self.scale.token_width(self.scale.name_width("abc"), 0);
        match (width + GAP) / (widest + GAP) {
            0 if detail == Detail::Bare && width >= least => Some((width, 1)),
            0 => None,
            per_row => Some((widest, per_row)),
        }
    }

    /// All of them with their names, if they fit.
    fn place_named(&self, place: Place, members: &Members, area: Rect, detail: Detail) -> Option<Placed> {
        let (width, per_row) = self.grid(members, area.width, detail)?;
        let height = self.scale.token;
        if rows_height(members.count as i32, per_row, height, GAP) > area.height {
            return None;
        }
        let at = |index: i32| {
            (area.x + index % per_row * (width + GAP), area.y + index / per_row * (height + GAP))
        };
        let token = |(index, member): (i32, &Member)| {
            let (x, y) = at(index);
            self.named_token(place, member, Rect { x, y, width, height }, detail)
        };
        let tokens: Vec<Token> = (0..).zip(&members.shown).map(token).collect();
        Some(Placed { end: at(tokens.len() as i32), tokens, room: 0, direction: Direction::FromLeft })
    }

    /// As many as fit as dots, with room for a text about the others.
    fn place_dots(&self, place: Place, members: &Members, area: Rect) -> Placed {
        let (pitch, dot) = (self.scale.pitch(), self.scale.dot);
        let per_row = ((area.width + pitch - dot) / pitch).max(0);
        let rows = ((area.height + pitch - dot) / pitch).max(0);
        let capacity = per_row * rows;
        let count = members.count as i32;
        let text = self.scale.note_width(&self.more_text(members.count, area.width)) / pitch + 1;
        let shown = if count <= capacity { count } else { (capacity - text.min(per_row)).max(0) };
        let shown = shown.min(members.shown.len() as i32);
        let at = |index: i32| {
            let per_row = per_row.max(1);
            (area.x + index % per_row * pitch, area.y + index / per_row * pitch)
        };
        let dot = |(index, member): (i32, &Member)| {
            let (x, y) = at(index);
            self.dot(place, member, x, y)
        };
        let tokens = (0..shown).zip(&members.shown).map(dot).collect();
        let room = area.width - shown % per_row.max(1) * pitch;
        Placed { tokens, end: at(shown), room, direction: Direction::FromLeft }
    }

    /// All groups one after the other, as words in a text: each with a short title, then its members by name. None if they do not
    /// fit.
    pub(super) fn pack(&self, place: Place, groups: &[&Group], area: Rect, detail: Detail) -> Option<Packed> {
        let height = self.scale.token;
        let (mut x, mut y) = (area.x, area.y);
        let mut packed = Packed::default();
        for group in groups {
            let title = group.reason.short_title();
            let title_width = self.scale.note_width(title) + GAP;
            if group.members.count > MOST_NAMES {
                return None;
            }
            for (index, member) in group.members.shown.iter().enumerate() {
                let width = self.width(member, detail);
                let before = if index == 0 { title_width } else { 0 };
                if x > area.x && x + before + width > area.right() {
                    (x, y) = (area.x, y + height + GAP);
                }
                if x + before + width > area.right() || y + height > area.bottom() {
                    return None;
                }
                let rect = Rect { x: x + before, y, width, height };
                if index == 0 {
                    packed.titles.push((x, self.scale.baseline(rect), title));
                }
                packed.tokens.push(self.named_token(place, member, rect, detail));
                x += before + width + GAP;
            }
            x += 3 * GAP;
        }
        Some(packed)
    }

    /// `+ 187 more`, or as much of that as fits.
    pub(super) fn more_text(&self, count: usize, room: i32) -> String {
        let texts = [format!("+ {count} more"), format!("+{count}")];
        self.scale.shorter_note(texts, room)
    }

    /// How much of each group is shown, and how high it is with its title, so that all of them fit. Whoever needs most gives way
    /// first. Groups for which there is no room at all are left out, the last ones first.
    pub(super) fn divide(&self, groups: &[&Group], area: Rect) -> Vec<(Detail, i32)> {
        let mut parts: Vec<(Detail, i32)> =
            groups.iter().map(|group| self.first_part(group, area.width)).collect();
        loop {
            let gaps = GROUP_GAP * (parts.len() as i32 - 1).max(0);
            let left = area.height - gaps - parts.iter().map(|part| part.1).sum::<i32>();
            if left >= 0 {
                // What is left goes to the largest group.
                let rows = parts.iter_mut().enumerate().filter(|(_, part)| part.0 == Detail::Row);
                if let Some((_, part)) = rows.max_by_key(|&(place, _)| groups[place].members.count) {
                    part.1 += left;
                }
                return parts;
            }
            let by_height = |&(place, part): &(usize, &(Detail, i32))| (part.1, place);
            let smaller = |(place, part): (usize, &(Detail, i32))| {
                self.smaller(groups[place], area.width, *part).is_some()
            };
            let candidates = parts.iter().enumerate().filter(|&(place, part)| smaller((place, part)));
            match candidates.max_by_key(by_height).map(|(place, _)| place) {
                Some(place) => {
                    if let Some(part) = self.smaller(groups[place], area.width, parts[place]) {
                        parts[place] = part;
                    }
                }
                None if parts.pop().is_none() => return parts,
                None => {}
            }
        }
    }

    fn first_part(&self, group: &Group, width: i32) -> (Detail, i32) {
        self.height(group, width, Detail::Full)
            .map(|height| (Detail::Full, height))
            .or_else(|| self.smaller(group, width, (Detail::Full, i32::MAX)))
            .unwrap_or((Detail::Title, self.group_title()))
    }

    /// How high the title of a group is.
    pub(super) fn group_title(&self) -> i32 {
        self.scale.row - 2
    }

    /// The next lesser detail that needs less room.
    fn smaller(&self, group: &Group, width: i32, (detail, height): (Detail, i32)) -> Option<(Detail, i32)> {
        let mut detail = detail;
        loop {
            detail = detail.less()?;
            if let Some(less) = self.height(group, width, detail).filter(|&less| less < height) {
                return Some((detail, less));
            }
        }
    }

    fn height(&self, group: &Group, width: i32, detail: Detail) -> Option<i32> {
        let (title, scale) = (self.group_title(), self.scale);
        let count = group.members.count as i32;
        match detail {
            Detail::Full | Detail::Short | Detail::Bare => {
                let (_, per_row) = self.grid(&group.members, width, detail)?;
                Some(title + rows_height(count, per_row, scale.token, GAP))
            }
            Detail::Dots => {
                let per_row = ((width + 4) / scale.pitch()).max(1);
                Some(title + rows_height(count, per_row, scale.dot, 4))
            }
            Detail::Row => Some(title + scale.dot),
            Detail::Title => Some(title),
        }
    }
}

/// The height of so many in rows.
fn rows_height(count: i32, per_row: i32, height: i32, gap: i32) -> i32 {
    let rows = (count + per_row - 1) / per_row;
    (rows.saturating_mul(height + gap) - gap).max(0)
}
