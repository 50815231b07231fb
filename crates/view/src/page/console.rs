//! What a program has printed at a position, shortened to what a page can hold.

use trace::{EventId, Kind, Log, Stream, Time, Trace};

/// How many lines the console shows; those before are counted.
const MAX_LINES: usize = 400;
/// How much of a line it shows, in characters.
const MAX_LINE_LENGTH: usize = 1000;

/// A line that was printed, or the part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleLine {
    /// When it began.
    pub time: Time,
    /// Where it was printed.
    pub stream: Stream,
    /// What it says.
    pub text: String,
}

/// The console at a position.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Console {
    /// How many lines came before those that are shown.
    pub hidden: usize,
    /// The latest lines.
    pub lines: Vec<ConsoleLine>,
}

/// The events of a trace after the first so many that printed something, in order. Found once for a trace, so that a position finds
/// its lines quickly.
pub fn outputs_from(trace: &Trace, position: usize) -> impl Iterator<Item = EventId> {
    let prints = |(_, event): &(EventId, trace::Event)| matches!(event.kind, Kind::Output { .. });
    trace.numbered_from(position).filter(prints).map(|(id, _)| id)
}

impl Console {
    /// What the first `count` of the outputs wrote.
    pub fn new(trace: &Trace, outputs: &Log<EventId>, count: usize) -> Console {
        // More events than lines make a line only when a program prints without ends of lines; those are then cut.
        let first = count.min(outputs.len()).saturating_sub(MAX_LINES * 4);
        let mut console = Console { hidden: first, lines: Vec::new() };
        let mut open: Option<Stream> = None;
        for id in outputs.range(first, count) {
            let Some(event) = trace.event(*id) else { continue };
            let Kind::Output { stream, text } = event.kind else { continue };
            for piece in trace.text(text).split_inclusive('\n') {
                console.add(event.time, stream, piece, open == Some(stream));
                open = (!piece.ends_with('\n')).then_some(stream);
            }
        }
        let excess = console.lines.len().saturating_sub(MAX_LINES);
        console.lines.drain(..excess);
        console.hidden += excess;
        console
    }

    fn add(&mut self, time: Time, stream: Stream, piece: &str, continues: bool) {
        let piece = piece.strip_suffix('\n').unwrap_or(piece);
        match self.lines.last_mut().filter(|_| continues) {
            Some(line) => append(&mut line.text, piece),
            None => {
                let mut text = String::new();
                append(&mut text, piece);
                self.lines.push(ConsoleLine { time, stream, text });
            }
        }
    }
}

fn append(line: &mut String, piece: &str) {
    let length = line.chars().count();
    if length > MAX_LINE_LENGTH {
        return;
    }
    let room = MAX_LINE_LENGTH - length;
    line.extend(piece.chars().take(room));
    if piece.chars().nth(room).is_some() {
        line.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::story::Story;

    fn console(pieces: &[&str]) -> Console {
        let mut story = Story::new("");
        for piece in pieces {
            story.print(piece);
        }
        let trace = story.end();
        Console::new(&trace, &outputs_from(&trace, 0).collect(), pieces.len())
    }

    fn texts(console: &Console) -> Vec<&str> {
        console.lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn pieces_join_until_the_line_ends() {
        assert_eq!(texts(&console(&["a", "b\nc\n", "\n", "d"])), ["ab", "c", "", "d"]);
    }

    #[test]
    fn only_what_is_printed_at_the_position_shows() {
        let mut story = Story::new("");
        story.print("one\n");
        story.print("two\n");
        let trace = story.end();
        assert_eq!(texts(&Console::new(&trace, &outputs_from(&trace, 0).collect(), 1)), ["one"]);
    }

    #[test]
    fn a_million_characters_on_one_line_are_cut() {
        let console = console(&["x".repeat(1_000_000).as_str(), "y"]);
        assert_eq!(console.lines[0].text.chars().count(), MAX_LINE_LENGTH + 1);
    }

    #[test]
    fn of_many_lines_the_latest_show_and_the_others_are_counted() {
        let many: String = (0..1000).map(|line| format!("{line}\n")).collect();
        let console = console(&[&many]);
        assert_eq!((console.hidden, console.lines.len()), (600, 400));
        assert_eq!(console.lines[399].text, "999");
    }
}
