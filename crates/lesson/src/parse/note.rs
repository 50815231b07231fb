//! Notes: quotes that begin with `[!kind]`, as GitHub and others write them.

use super::super::block::{Block, Inline, Note, NoteKind, Problem};
use super::quoted;

/// A quote's blocks, as a note if its first line says so.
pub(super) fn note_or_quote(mut blocks: Vec<Block>, line: u32, problems: &mut Vec<Problem>) -> Block {
    let Some(Block::Paragraph(first)) = blocks.first_mut() else { return Block::Quote(blocks) };
    let Some(Inline::Text(text)) = first.first_mut() else { return Block::Quote(blocks) };
    let Some((word, rest)) = text.strip_prefix("[!").and_then(|text| text.split_once(']')) else {
        return Block::Quote(blocks);
    };
    let kind = NoteKind::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word));
    if kind.is_none() {
        let words = NoteKind::ALL.map(|kind| format!("[!{}]", kind.word()));
        problems.push(Problem {
            line,
            message: format!("There is no kind of note called {}.", quoted(word)),
            instead: format!("Write one of {}.", words.join(", ")),
        });
    }
    *text = rest.trim_start_matches(' ').to_owned();
    let title = split_title(first);
    if first.is_empty() {
        blocks.remove(0);
    }
    Block::Note(Note { kind: kind.unwrap_or(NoteKind::Note), title, blocks })
}

/// Takes the first line out of a paragraph.
fn split_title(paragraph: &mut Vec<Inline>) -> Vec<Inline> {
    let ends_line = |part: &Inline| match part {
        Inline::Text(text) => text.contains('\n'),
        Inline::Break => true,
        _ => false,
    };
    let end = paragraph.iter().position(ends_line);
    let mut title: Vec<Inline> = paragraph.drain(..end.unwrap_or(paragraph.len())).collect();
    match paragraph.first_mut() {
        Some(Inline::Text(text)) => {
            let (before, after) = text.split_once('\n').unwrap_or((text, ""));
            title.push(Inline::Text(before.to_owned()));
            *text = after.to_owned();
        }
        Some(_) => {
            paragraph.remove(0);
        }
        None => {}
    }
    let is_empty = |part: &Inline| matches!(part, Inline::Text(text) if text.is_empty());
    title.retain(|part| !is_empty(part));
    paragraph.retain(|part| !is_empty(part));
    title
}
