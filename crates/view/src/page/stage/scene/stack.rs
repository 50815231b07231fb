//! A call stack: frames within frames, each inside the one that called it or awaits it.

use super::flow::TokenBuilder;
use super::metrics::Rect;
use super::{Anchor, BoxLook, Boxed, Place, Scene, Text, TextStyle, Words};
use crate::page::stage::words::line_text;
use crate::page::stage::{Frame, Member};

/// What lies between a frame's border and what is in it.
const PAD: i32 = 4;
/// The narrowest that a frame gets; further ones are as wide.
const NARROWEST: i32 = 90;

/// One frame: a token at its head, or a name.
#[derive(Debug, Clone)]
enum Row {
    Token(Member),
    Name(String, String),
}

impl Scene {
    /// Draws a token, if there is one, and frames in it, outermost first. What does not fit is left out in the middle, and said.
    pub(super) fn add_stack(
        &mut self,
        builder: &TokenBuilder<'_>,
        area: Rect,
        head: Option<Member>,
        frames: &[Frame],
    ) {
        let named = |frame: &Frame| Row::Name(builder.names.function(frame), line_text(frame.line));
        // The task's outermost coroutine is what the task is called after: the token stands for both.
        let covered = head.is_some_and(|head| {
            let name = builder.names.of(head.who);
            frames.first().is_some_and(|frame| name.starts_with(&builder.names.function(frame)))
        });
        let rows = head.map(Row::Token).into_iter();
        let rows: Vec<Row> = rows.chain(frames.iter().skip(usize::from(covered)).map(named)).collect();
        let fitting = fitting(builder, &rows, area.height);
        self.nest(builder, area, shortened(rows, fitting));
    }

    fn nest(&mut self, builder: &TokenBuilder<'_>, area: Rect, rows: Vec<Row>) {
        let count = rows.len() as i32;
        let mut inner = area;
        let bottom =
            area.y + rows.iter().map(|row| height(builder, row)).sum::<i32>() + (count - 1).max(0) * PAD;
        let task = rows.iter().find_map(|row| match row {
            Row::Token(head) => head.task,
            Row::Name(..) => None,
        });
        for (row, depth) in rows.into_iter().zip(0..) {
            let last = depth + 1 == count;
            let rect = Rect { height: bottom - depth * PAD - inner.y, ..inner };
            let row_height = height(builder, &row);
            match row {
                Row::Token(member) => {
                    if !last {
                        self.boxes.push(Boxed { rect, look: BoxLook::Task(task) });
                    }
                    self.tokens.push(builder.pill(
                        Place::Stack,
                        &member,
                        Rect { height: builder.scale.token, ..rect },
                    ));
                }
                Row::Name(name, line) => {
                    let look = if last { BoxLook::Innermost(task) } else { BoxLook::Frame(task) };
                    self.boxes.push(Boxed { rect, look });
                    self.add_pair(builder, Rect { height: builder.scale.row, ..rect }, name, line);
                }
            }
            let aside = if inner.width - 2 * PAD >= NARROWEST { PAD } else { 0 };
            inner = inner.without(aside, row_height, aside, 0);
        }
    }

    /// A name at the left, and what is said beside it at the right, if there is room for both.
    pub(super) fn add_pair(&mut self, builder: &TokenBuilder<'_>, rect: Rect, name: String, note: String) {
        const END: i32 = 6;
        let scale = builder.scale;
        let room = rect.width - 2 * END;
        let note_room = scale.note_width(&note) + 8;
        let beside = !note.is_empty()
            && room - note_room >= scale.code_width(&name).min(scale.code_width("event loop"));
        let text = scale.fit_code(&name, if beside { room - note_room } else { room });
        let y = scale.baseline(rect);
        self.texts.push(Text::new(rect.x + END, y, Anchor::Start, TextStyle::Code, Words::Still(text)));
        if beside {
            self.texts.push(Text::new(
                rect.right() - END,
                y,
                Anchor::End,
                TextStyle::Caption,
                Words::Still(note),
            ));
        }
    }
}

fn height(builder: &TokenBuilder<'_>, row: &Row) -> i32 {
    match row {
        Row::Token(_) => builder.scale.token + 3,
        Row::Name(..) => builder.scale.row + 3,
    }
}

/// How many rows fit, with their borders.
fn fitting(builder: &TokenBuilder<'_>, rows: &[Row], room: i32) -> usize {
    // Below each row but the innermost lies a border.
    let mut used = -PAD;
    let fits = |row: &&Row| {
        used += height(builder, row) + PAD;
        used <= room
    };
    rows.iter().take_while(fits).count()
}

/// The outermost row, and the innermost ones: those are where something happens.
fn shortened(mut rows: Vec<Row>, fitting: usize) -> Vec<Row> {
    if rows.len() <= fitting {
        return rows;
    }
    let left_out = rows.len() + 1 - fitting;
    match fitting {
        0 => Vec::new(),
        1 => rows.into_iter().take(1).collect(),
        2 => {
            let hidden = rows.len() - 2;
            let note = format!("in {hidden} more");
            let mut kept: Vec<Row> = Vec::new();
            let last = rows.len() - 1;
            for (place, row) in rows.into_iter().enumerate() {
                match row {
                    row if place == 0 => kept.push(row),
                    Row::Name(name, _) if place == last => kept.push(Row::Name(name, note.clone())),
                    _ => {}
                }
            }
            kept
        }
        _ => {
            rows.splice(1..=left_out, [Row::Name(format!("… {left_out} more"), String::new())]);
            rows
        }
    }
}
