//! How large letters and tokens are, and how much room a text takes.
//!
//! Sizes are whole pixels, so that lines are crisp and sums exact. A text's room is estimated from its characters, for fonts as wide
//! as any that a system is likely to have; a text that does not fit is shortened here, with an ellipsis, and never by the browser.

/// A rectangle, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    /// Its left edge.
    pub x: i32,
    /// Its top edge.
    pub y: i32,
    /// From left to right.
    pub width: i32,
    /// From top to bottom.
    pub height: i32,
}

impl Rect {
    /// Its right edge.
    pub fn right(self) -> i32 {
        self.x + self.width
    }

    /// Its bottom edge.
    pub fn bottom(self) -> i32 {
        self.y + self.height
    }

    /// Its middle.
    pub fn center(self) -> (i32, i32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }

    /// What is left of it without a margin.
    pub(super) fn without(self, left: i32, top: i32, right: i32, bottom: i32) -> Rect {
        let (width, height) = ((self.width - left - right).max(0), (self.height - top - bottom).max(0));
        Rect { x: self.x + left, y: self.y + top, width, height }
    }
}

/// How large everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Its name in the style sheet, which has the sizes of letters.
    pub class: &'static str,
    /// How high a token with a name is.
    pub token: i32,
    /// How wide and high a token without one is.
    pub dot: i32,
    /// How high a line of text is.
    pub row: i32,
    /// The size of names, in tenths of a pixel.
    name: i32,
    /// That of notes and captions.
    note: i32,
    /// That of values.
    value: i32,
    /// That of titles.
    title: i32,
    /// That of the clock.
    clock: i32,
}

/// Three sizes: for a stage beside others or on a telephone, on a page, and on a wall.
const SMALL: Scale = Scale {
    class: "small",
    token: 20,
    dot: 10,
    row: 16,
    name: 120,
    note: 105,
    value: 120,
    title: 115,
    clock: 150,
};
const MEDIUM: Scale = Scale {
    class: "medium",
    token: 24,
    dot: 11,
    row: 18,
    name: 135,
    note: 118,
    value: 130,
    title: 125,
    clock: 260,
};
const LARGE: Scale = Scale {
    class: "large",
    token: 30,
    dot: 14,
    row: 22,
    name: 160,
    note: 140,
    value: 155,
    title: 150,
    clock: 340,
};

/// What lies between tokens.
pub(super) const GAP: i32 = 5;
/// What a token needs at its right end.
pub(super) const TOKEN_END: i32 = 9;
/// What lies between a token's name and its note.
const NOTE_GAP: i32 = 8;

impl Scale {
    /// The scale of a stage of this size.
    pub(super) fn of(width: i32, height: i32) -> Scale {
        match (width, height) {
            (1100.., 420..) => LARGE,
            (640.., 230..) => MEDIUM,
            (_, _) => SMALL,
        }
    }

    /// The room of a name.
    pub(super) fn name_width(self, name: &str) -> i32 {
        width(columns(name), self.name, 61)
    }

    /// The room of a note or caption of so many columns.
    pub(super) fn note_columns_width(self, columns: i32) -> i32 {
        width(columns, self.note, 61)
    }

    /// The room of a note or caption.
    pub(super) fn note_width(self, text: &str) -> i32 {
        self.note_columns_width(columns(text))
    }

    /// The room of a value of so many columns.
    pub(super) fn value_columns_width(self, columns: i32) -> i32 {
        width(columns, self.value, 61)
    }

    /// The room of a value.
    pub(super) fn value_width(self, text: &str) -> i32 {
        self.value_columns_width(columns(text))
    }

    /// The room of a function's name on a stack.
    pub(super) fn code_width(self, text: &str) -> i32 {
        width(columns(text), self.value, 61)
    }

    /// The room of a title, which is bold.
    pub(super) fn title_width(self, text: &str) -> i32 {
        width(columns(text), self.title, 68)
    }

    /// The room of the clock.
    #[cfg(test)]
    pub(super) fn clock_width(self, text: &str) -> i32 {
        width(columns(text), self.clock, 66)
    }

    /// How high the clock is.
    pub(super) fn clock_height(self) -> i32 {
        self.clock / 10
    }

    /// The baseline of a line of text in the middle of a rectangle.
    pub(super) fn baseline(self, rect: Rect) -> i32 {
        rect.y + (rect.height + self.row) / 2 - 5
    }

    /// Where a token's name begins: after its mark.
    pub(super) fn name_start(self) -> i32 {
        self.token
    }

    /// The room of a token with a name of that room and a note of so many columns, if it has one.
    pub(super) fn token_width(self, name: i32, note_columns: i32) -> i32 {
        let note = if note_columns == 0 { 0 } else { NOTE_GAP + self.note_columns_width(note_columns) };
        self.name_start() + name + note + TOKEN_END
    }

    /// From one dot to the next.
    pub(super) fn pitch(self) -> i32 {
        self.dot + 4
    }

    /// A name cut to a width.
    pub(super) fn fit_name(self, text: &str, room: i32) -> String {
        fit(text, room, |text| self.name_width(text))
    }

    /// A caption in full if it fits, or else the short one, cut to a width.
    pub(super) fn shorter_note(self, [full, short]: [String; 2], room: i32) -> String {
        if self.note_width(&full) <= room { full } else { self.fit_note(&short, room) }
    }

    /// A caption cut to a width.
    pub(super) fn fit_note(self, text: &str, room: i32) -> String {
        fit(text, room, |text| self.note_width(text))
    }

    /// A function's name or a value cut to a width.
    pub(super) fn fit_code(self, text: &str, room: i32) -> String {
        fit(text, room, |text| self.code_width(text))
    }

    /// A title cut to a width.
    pub(super) fn fit_title(self, text: &str, room: i32) -> String {
        fit(text, room, |text| self.title_width(text))
    }
}

/// `percent` is the width of a column in hundredths of the letters' size, which is in tenths of a pixel. Rounded up.
fn width(columns: i32, size: i32, percent: i32) -> i32 {
    (columns * size * percent + 999) / 1000
}

/// How many columns a text takes: letters of the East, and pictures, take two.
pub(super) fn columns(text: &str) -> i32 {
    text.chars().map(|character| if u32::from(character) < 0x1100 { 1 } else { 2 }).sum()
}

/// A text, cut with an ellipsis if it takes more than the room; empty if not even one character fits.
fn fit(text: &str, room: i32, measure: impl Fn(&str) -> i32) -> String {
    if measure(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if measure(&kept) + measure("…") > room {
            kept.pop();
            break;
        }
    }
    if kept.is_empty() { String::new() } else { kept + "…" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_stays_and_a_longer_one_ends_in_an_ellipsis() {
        assert_eq!(MEDIUM.fit_name("fetch(1)", 500), "fetch(1)");
        let cut = MEDIUM.fit_name("a_coroutine_with_a_long_name", 100);
        assert!(cut.starts_with("a_corou") && cut.ends_with('…'), "{cut}");
        assert!(MEDIUM.name_width(&cut) <= 100);
        assert_eq!(MEDIUM.fit_name("fetch", 3), "");
    }

    #[test]
    fn letters_of_the_east_take_two_columns() {
        assert_eq!(columns("取る"), 4);
        assert_eq!(SMALL.name_width("取る"), SMALL.name_width("abcd"));
    }
}
