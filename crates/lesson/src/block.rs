//! What a lesson consists of, as plain data. No text here is markup: the page shows each as it stands.

use super::figures::FigureTable;
use super::live::LiveView;
use serde::{Deserialize, Serialize};

/// A lesson, or the page that lists them.
///
/// Its id is not in it: that is the name of its file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lesson {
    /// The first heading; empty if there is none.
    pub title: String,
    /// What one sees in it, in a sentence; empty if the file does not say.
    pub summary: String,
    /// How long it takes; None if the file does not say.
    pub minutes: Option<u32>,
    /// Everything below the title, from top to bottom.
    pub blocks: Vec<Block>,
}

impl Lesson {
    /// All its blocks, those inside of others too, in the order in which they stand.
    pub fn walk(&self) -> Vec<&Block> {
        let mut found = Vec::new();
        let mut ahead: Vec<&Block> = self.blocks.iter().rev().collect();
        while let Some(block) = ahead.pop() {
            found.push(block);
            ahead.extend(block.inner().into_iter().rev());
        }
        found
    }
}

/// A part of a lesson that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading below the title.
    Heading {
        /// 2 to 6; 1 if a file has more than one heading of the first level.
        level: u8,
        /// What it says.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The number of the first item; None if they have none.
        start: Option<u64>,
        /// Each with what stands in it.
        items: Vec<Vec<Block>>,
    },
    /// What somebody else said.
    Quote(Vec<Block>),
    /// Text of a fixed width, that does not run.
    Code {
        /// As the file names it, such as `python`; may be empty.
        language: String,
        /// The lines, with the last one's end.
        text: String,
    },
    /// A table.
    Table(Table),
    /// A line between two parts.
    Rule,
    /// A program, and what one sees of it.
    Live(LiveView),
    /// An aside.
    Note(Note),
    /// Figures that were measured somewhere, beside what a run gives here.
    Figures(FigureTable),
    /// What could not be understood, where it stands.
    Problem(Problem),
}

impl Block {
    /// The blocks that stand in it.
    fn inner(&self) -> Vec<&Block> {
        match self {
            Block::List { items, .. } => items.iter().flatten().collect(),
            Block::Quote(blocks) | Block::Note(Note { blocks, .. }) => blocks.iter().collect(),
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::Code { .. }
            | Block::Table(_)
            | Block::Rule
            | Block::Live(_)
            | Block::Figures(_)
            | Block::Problem(_) => Vec::new(),
        }
    }
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// As it stands. An end of a line in it is a space.
    Text(String),
    /// Something that a program could contain.
    Code(String),
    /// Important.
    Strong(Vec<Inline>),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// A link to somewhere harmless.
    Link {
        /// Where it leads.
        target: Target,
        /// What one clicks.
        text: Vec<Inline>,
    },
    /// The line ends here.
    Break,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// Another place of this page: an address from `#/` on. Only the page can tell whether there is one.
    Route(String),
    /// Another site: an address with `http` or `https`. Leads away, so open it beside, without a referrer.
    Web(String),
    /// The program of that name in `lessons/programs`.
    Program(String),
}

/// The words of a line without their form: for a title, a search, or the ear.
pub fn plain_text(line: &[Inline]) -> String {
    let words = line.iter().map(|part| match part {
        Inline::Text(text) => text.replace('\n', " "),
        Inline::Code(text) => text.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
            plain_text(inner)
        }
        Inline::Break => " ".to_owned(),
    });
    words.collect()
}

/// A table. All rows have as many cells as the head.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// To which side the cells of each column lean.
    pub alignments: Vec<Alignment>,
    /// The names of the columns.
    pub head: Vec<Vec<Inline>>,
    /// The rows, cell by cell.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// To which side text leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Alignment {
    /// Where lines begin.
    #[default]
    Start,
    /// To neither.
    Center,
    /// Where lines end, as numbers should.
    End,
}

/// An aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is for.
    pub kind: NoteKind,
    /// What stands above it; empty where the kind's own word will do.
    pub title: Vec<Inline>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// What an aside is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteKind {
    /// Something to know.
    Note,
    /// Something to do.
    Try,
    /// Something that one would not have guessed.
    Surprise,
}

impl NoteKind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [NoteKind; 3] = [NoteKind::Note, NoteKind::Try, NoteKind::Surprise];

    /// The word in `[!word]`.
    pub fn word(self) -> &'static str {
        match self {
            NoteKind::Note => "note",
            NoteKind::Try => "try",
            NoteKind::Surprise => "surprise",
        }
    }
}

/// Something in a lesson's text that could not be understood, or is not allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: u32,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to write instead, in a sentence.
    pub instead: String,
}
