//! A program's text as the listing shows it: lines, in pieces of one color each.

use lang::{Highlight, TextClass, highlight};

/// The longest line that is colored and shown in full, in bytes: one that is longer is no program for people.
const LONGEST_LINE: usize = 2_000;

/// A piece of a line, and what it is; None where it is nothing in particular.
pub type Piece = (Option<TextClass>, String);

/// The lines of a program. Written one after the other, their pieces are the lines.
pub fn colored_lines(source: &str) -> Vec<Vec<Piece>> {
    let highlights = highlight(source);
    let mut from = 0;
    let mut start = 0;
    let mut lines = Vec::new();
    for line in source.split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        // A string over several lines belongs to each of them.
        while highlights.get(from).is_some_and(|highlight| highlight.end <= start) {
            from += 1;
        }
        lines.push(pieces(source, start, end, &highlights[from..]));
        start += line.len();
    }
    lines
}

fn pieces(source: &str, start: usize, end: usize, highlights: &[Highlight]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |class, from: usize, to: usize| {
        if let Some(text) = source.get(from..to).filter(|text| !text.is_empty()) {
            pieces.push((class, text.to_owned()));
        }
    };
    if end - start > LONGEST_LINE {
        add(None, start, end);
        return pieces;
    }
    let mut at = start;
    for highlight in highlights.iter().take_while(|highlight| highlight.start < end) {
        let (from, to) = (highlight.start.max(at), highlight.end.min(end));
        add(None, at, from);
        add(Some(highlight.class), from, to.max(from));
        at = to.max(from);
    }
    add(None, at, end);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::program;
    use crate::page::settings::{FanOut, Strategy};
    use proptest::prelude::{prop_assert_eq, proptest};

    fn plain(source: &str) -> Vec<String> {
        let text = |line: Vec<Piece>| line.into_iter().map(|(_, text)| text).collect();
        colored_lines(source).into_iter().map(text).collect()
    }

    #[test]
    fn words_of_the_language_are_told_from_others() {
        let lines = colored_lines("await x\n");
        assert_eq!(lines, [vec![(Some(TextClass::Keyword), "await".into()), (None, " x".into())]]);
    }

    #[test]
    fn a_string_over_two_lines_colors_both() {
        let lines = colored_lines("x = '''a\nb'''\n");
        let string = |text: &str| (Some(TextClass::String), text.to_owned());
        assert_eq!(lines, [vec![(None, "x = ".into()), string("'''a")], vec![string("b'''")]]);
    }

    #[test]
    fn the_shipped_programs_are_shown_as_they_are() {
        for strategy in Strategy::ALL {
            let source = program::source(&FanOut { strategy, ..FanOut::default() });
            assert_eq!(plain(&source), source.lines().collect::<Vec<_>>());
        }
    }

    proptest! {
        #[test]
        fn no_text_is_lost_whatever_it_is(source in "([a-z'\"# (]|\\n|é|\\PC)*") {
            prop_assert_eq!(plain(&source), source.lines().collect::<Vec<_>>());
        }
    }
}
