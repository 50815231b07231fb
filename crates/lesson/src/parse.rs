//! Markdown → blocks. Never fails: see [`parse`].
//!
//! The Markdown itself is read by pulldown-cmark; here its events become blocks, and directives become what they mean.

mod builder;
mod fence;
mod front_matter;
mod link;
mod note;

use self::builder::Builder;
use super::block::{Block, Lesson, Problem, plain_text};
use pulldown_cmark::{Options, Parser};

/// The longest lesson, in bytes: some thirty times as long as a short one.
const LONGEST_TEXT: usize = 200_000;
/// The most problems that are listed: who has that many will mend these first.
const MOST_PROBLEMS: usize = 20;
/// The longest piece of somebody's text that a message repeats, in characters.
const LONGEST_QUOTATION: usize = 40;

/// Reads a lesson. Any text is one: what is not understood becomes a problem where it stands, and the rest is read.
pub fn parse(text: &str) -> Lesson {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lesson = Lesson::default();
    let mut problems = Vec::new();
    let text = shortened(text, &mut problems);
    let start = front_matter::read(text, &mut lesson, &mut problems);
    let mut builder = Builder::new(text, start, problems);
    for (event, range) in Parser::new_ext(&text[start..], Options::ENABLE_TABLES).into_offset_iter() {
        if builder.is_full() {
            break;
        }
        builder.read(event, range.start);
    }
    lesson.blocks = builder.finish();
    take_title(&mut lesson);
    shorten_problems(&mut lesson.blocks);
    lesson
}

/// The part of a text that is read: whole lines.
fn shortened<'t>(text: &'t str, problems: &mut Vec<Problem>) -> &'t str {
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let end = text.floor_char_boundary(LONGEST_TEXT);
    let end = text[..end].rfind('\n').map_or(end, |at| at + 1);
    let line = text[..end].matches('\n').count() as u32 + 1;
    problems.push(Problem {
        line,
        message: format!("A lesson has at most {LONGEST_TEXT} bytes. What follows this line is left out."),
        instead: "Make two lessons of it.".to_owned(),
    });
    &text[..end]
}

/// Makes the first heading the title, where nothing but problems stands above it.
fn take_title(lesson: &mut Lesson) {
    let first = lesson.blocks.iter().position(|block| !matches!(block, Block::Problem(_)));
    let Some(place) = first else { return };
    if let Block::Heading { level: 1, text } = &lesson.blocks[place] {
        lesson.title = plain_text(text).chars().take(200).collect();
        lesson.blocks.remove(place);
    }
}

/// Keeps the first problems, and says how many more there are.
fn shorten_problems(blocks: &mut Vec<Block>) {
    let mut count = 0;
    blocks.retain(|block| {
        count += usize::from(matches!(block, Block::Problem(_)));
        count <= MOST_PROBLEMS || !matches!(block, Block::Problem(_))
    });
    if count > MOST_PROBLEMS {
        let more = count - MOST_PROBLEMS;
        blocks.push(Block::Problem(Problem {
            line: 1,
            message: format!("There are {more} more problems in this lesson."),
            instead: "Mend those above first.".to_owned(),
        }));
    }
}

/// Somebody's text, with a mark in place of each control character.
fn clean(text: &str) -> String {
    let mark = |c: char| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c };
    text.chars().map(mark).collect()
}

/// Somebody's text in quotation marks, short.
fn quoted(text: &str) -> String {
    let shown: String = clean(text).chars().take(LONGEST_QUOTATION).collect();
    let rest = if text.chars().nth(LONGEST_QUOTATION).is_some() { "…" } else { "" };
    format!("“{shown}{rest}”")
}
