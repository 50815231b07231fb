//! The order of the lessons: that of the links to them in the page that lists them, which is itself written as a lesson.

use super::block::{Block, Inline, Lesson, Target, plain_text};
use serde::{Deserialize, Serialize};

/// What lessons are called in addresses: `#/lesson/` and the name of the file.
pub const LESSON_ROUTE: &str = "#/lesson/";

/// A lesson in its course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id: the name of its file, without `.md`.
    pub id: String,
    /// The text of the link to it.
    pub title: String,
}

/// The lessons that a page lists, in order: the first link of each item of its lists that leads to one.
pub fn course(index: &Lesson) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for block in index.walk() {
        let Block::List { items, .. } = block else { continue };
        for entry in items.iter().filter_map(|item| entry(item)) {
            if !entries.iter().any(|other| other.id == entry.id) {
                entries.push(entry);
            }
        }
    }
    entries
}

fn entry(item: &[Block]) -> Option<Entry> {
    let Some(Block::Paragraph(line)) = item.first() else { return None };
    line.iter().find_map(|part| match part {
        Inline::Link { target: Target::Route(route), text } => {
            let id = route.strip_prefix(LESSON_ROUTE)?;
            Some(Entry { id: id.to_owned(), title: plain_text(text) })
        }
        _ => None,
    })
}
