//! Tokens in an area: with their names while there is room, then as dots, then as a number.

use super::areas::Rect;
use super::{Member, Token, Who, note_text};
use crate::page::stage::Group;

/// How high a token with a name is.
pub(super) const TOKEN_HEIGHT: f64 = 22.0;
/// How high a line of text is.
pub(super) const LINE_HEIGHT: f64 = 17.0;
/// The room for the title of a group.
pub(super) const GROUP_TITLE: f64 = 15.0;
/// What lies between two groups.
pub(super) const GROUP_GAP: f64 = 5.0;

/// A group larger than this is a crowd.
const FEW: usize = 8;
const GAP: f64 = 5.0;
const DOT: f64 = 11.0;
const DOT_PITCH: f64 = 15.0;
/// The width of a character of a token's name, and of its note. Both fonts are as wide or narrower.
const NAME_CHAR: f64 = 7.6;
const NOTE_CHAR: f64 = 6.6;
/// What a token needs beside its name and note: its dot and its ends.
const NAME_START: f64 = 24.0;
const NAME_END: f64 = 9.0;
/// The room for "+ 1999 more".
const MORE_WIDTH: f64 = 80.0;

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
    /// Where a text about the others stands: the end that is nearer to the tokens, and its baseline.
    pub(super) end: (f64, f64),
}

/// Places as many as fit.
pub(super) fn place(
    members: &[Member],
    area: Rect,
    direction: Direction,
    name: &dyn Fn(Who) -> String,
) -> Placed {
    let mut placed = place_pills(members, area, name).unwrap_or_else(|| place_dots(members, area, name));
    if direction == Direction::FromRight {
        for token in &mut placed.tokens {
            token.rect.x = area.x + area.right() - token.rect.right();
        }
        placed.end.0 = area.x + area.right() - placed.end.0;
    }
    placed
}

/// The heights that groups get, titles included: enough for names, or else for dots, or else for as many dots as there is room
/// for. Crowds give way first: they are not looked at one by one.
pub(super) fn divide(groups: &[Group], area: Rect, name: &dyn Fn(Who) -> String) -> Vec<f64> {
    let gaps = GROUP_GAP * groups.len().saturating_sub(1) as f64;
    let room = (area.height - gaps).max(0.0);
    let endless = Rect { height: f64::INFINITY, ..area };
    let mut heights: Vec<f64> = groups.iter().map(|group| pills_height(group, endless, room, name)).collect();
    let mut by_size: Vec<usize> = (0..groups.len()).collect();
    by_size.sort_unstable_by_key(|&place| (std::cmp::Reverse(groups[place].members.len()), place));
    let (crowds, few): (Vec<usize>, Vec<usize>) =
        by_size.into_iter().partition(|&place| groups[place].members.len() > FEW);
    for (places, least) in [(crowds, GROUP_TITLE + DOT_PITCH), (few, GROUP_TITLE)] {
        for &place in &places {
            if heights.iter().sum::<f64>() > room {
                let dots = dots_height(groups[place].members.len(), area.width);
                heights[place] = heights[place].min(GROUP_TITLE + dots);
            }
        }
        for &place in &places {
            let excess = (heights.iter().sum::<f64>() - room).max(0.0);
            heights[place] = (heights[place] - excess).max(least.min(heights[place]));
        }
    }
    heights
}

/// A token with its name over the whole width of a rectangle.
pub(super) fn pill(member: Member, rect: Rect, name: &dyn Fn(Who) -> String) -> Token {
    let note = note_text(member.note);
    let room = rect.width - NAME_START - NAME_END - note_width(&note);
    let (label, note) = match (name(member.who), room < 4.0 * NAME_CHAR) {
        (label, false) => (shortened(&label, room), note),
        // Rather a name without a note than a note without a name.
        (label, true) => (shortened(&label, rect.width - NAME_START - NAME_END), String::new()),
    };
    Token { who: member.who, task: member.task, look: member.look, rect, label, note, dot: false }
}

/// A row of dots around a point; the last ones, if there are too many.
pub(super) fn dots_centered(
    members: &[Member],
    center: f64,
    top: f64,
    width: f64,
    name: &dyn Fn(Who) -> String,
) -> Vec<Token> {
    let fitting = fitting(width).min(members.len());
    let left = center - fitting as f64 * DOT_PITCH / 2.0;
    let shown = members[members.len() - fitting..].iter().enumerate();
    shown.map(|(place, member)| dot(*member, left + place as f64 * DOT_PITCH, top, name)).collect()
}

/// All of them with their names, if they fit.
fn place_pills(members: &[Member], area: Rect, name: &dyn Fn(Who) -> String) -> Option<Placed> {
    let (mut x, mut y) = (area.x, area.y);
    let mut tokens = Vec::new();
    for member in members {
        let width = pill_width(*member, name).min(area.width);
        if x > area.x && x + width > area.right() {
            (x, y) = (area.x, y + TOKEN_HEIGHT + GAP);
        }
        if y + TOKEN_HEIGHT > area.bottom() {
            return None;
        }
        tokens.push(pill(*member, Rect { x, y, width, height: TOKEN_HEIGHT }, name));
        x += width + GAP;
    }
    Some(Placed { tokens, end: (x, y) })
}

/// As many as fit as dots, with room for a text about the others.
fn place_dots(members: &[Member], area: Rect, name: &dyn Fn(Who) -> String) -> Placed {
    let per_row = fitting(area.width);
    let rows = fitting(area.height);
    let text = (MORE_WIDTH / DOT_PITCH).ceil() as usize;
    let capacity = per_row * rows;
    let shown = if members.len() <= capacity { members.len() } else { capacity.saturating_sub(text) };
    let at = |place: usize| {
        let (row, column) = (place / per_row.max(1), place % per_row.max(1));
        (area.x + column as f64 * DOT_PITCH, area.y + row as f64 * DOT_PITCH)
    };
    let tokens = members[..shown].iter().enumerate().map(|(place, member)| {
        let (x, y) = at(place);
        dot(*member, x, y, name)
    });
    let (x, y) = at(shown);
    Placed { tokens: tokens.collect(), end: (x, y + 10.0) }
}

fn dot(member: Member, x: f64, y: f64, name: &dyn Fn(Who) -> String) -> Token {
    let rect = Rect { x, y, width: DOT, height: DOT };
    let label = name(member.who);
    Token {
        who: member.who,
        task: member.task,
        look: member.look,
        rect,
        label,
        note: String::new(),
        dot: true,
    }
}

fn pills_height(group: &Group, endless: Rect, room: f64, name: &dyn Fn(Who) -> String) -> f64 {
    // So many names that they cannot fit need not be measured.
    let most = (room / TOKEN_HEIGHT).max(1.0) * (endless.width / (NAME_START + NAME_END)).max(1.0);
    if group.members.len() as f64 > most {
        return f64::MAX / 16.0;
    }
    let bottom =
        place_pills(&group.members, endless, name).map_or(endless.y, |placed| placed.end.1 + TOKEN_HEIGHT);
    GROUP_TITLE + bottom - endless.y
}

fn dots_height(count: usize, width: f64) -> f64 {
    count.div_ceil(fitting(width).max(1)) as f64 * DOT_PITCH
}

/// How many dots fit into a length. Lengths come from sums: a thousandth of a pixel is no reason to leave one out.
fn fitting(length: f64) -> usize {
    ((length + 0.001) / DOT_PITCH).max(0.0) as usize
}

fn pill_width(member: Member, name: &dyn Fn(Who) -> String) -> f64 {
    let name_width = name(member.who).chars().count() as f64 * NAME_CHAR;
    NAME_START + name_width + NAME_END + note_width(&note_text(member.note))
}

fn note_width(note: &str) -> f64 {
    if note.is_empty() { 0.0 } else { 8.0 + note.chars().count() as f64 * NOTE_CHAR }
}

/// Cut to a width, with an ellipsis.
fn shortened(text: &str, width: f64) -> String {
    // Widths come from sums: a thousandth of a character is no reason to cut one.
    let fitting = (width / NAME_CHAR + 0.001).max(1.0) as usize;
    if text.chars().count() <= fitting {
        return text.to_owned();
    }
    let kept: String = text.chars().take(fitting.saturating_sub(1)).collect();
    format!("{kept}…")
}
