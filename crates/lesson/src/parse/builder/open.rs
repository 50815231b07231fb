//! What has begun in a lesson's text and not ended: what kind of thing it is, and what it holds so far.
//!
//! Not what becomes of it when it ends, which the builder decides. Begin with [`Open`].

use crate::block::{Block, Inline, Table, Target};

/// What has begun.
#[derive(Debug)]
pub(super) enum Kind {
    /// The lesson itself.
    Root,
    Quote,
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Item,
    Paragraph,
    Heading(u8),
    /// Fenced code, with what stands behind its fence.
    Code(String),
    /// Markup, which is shown as text.
    Html,
    Table(Table),
    Row(Vec<Vec<Inline>>),
    Cell,
    Strong,
    Emphasis,
    Link(Option<Target>),
    Picture(Option<Target>),
    /// Something that is not kept, around things that are.
    Nothing,
}

impl Kind {
    /// Whether it may stand in itself.
    pub(super) fn nests(&self) -> bool {
        matches!(
            self,
            Kind::Quote
                | Kind::List { .. }
                | Kind::Strong
                | Kind::Emphasis
                | Kind::Link(_)
                | Kind::Picture(_)
        )
    }

    /// Whether it begins on a line of its own.
    pub(super) fn starts_a_block(&self) -> bool {
        !matches!(
            self,
            Kind::Strong
                | Kind::Emphasis
                | Kind::Link(_)
                | Kind::Picture(_)
                | Kind::Nothing
                | Kind::Row(_)
                | Kind::Cell
        )
    }
}

/// What has begun, and what it holds so far.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) kind: Kind,
    pub(super) line: u32,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
}

impl Open {
    pub(super) fn new(kind: Kind, line: u32) -> Open {
        Open { kind, line, blocks: Vec::new(), inlines: Vec::new() }
    }

    /// Adds a block. Words before it that stand in no paragraph, as in short lists, become one.
    pub(super) fn push_block(&mut self, block: Block) {
        self.end_line();
        self.blocks.push(block);
    }

    pub(super) fn end_line(&mut self) {
        if !self.inlines.is_empty() {
            let line = std::mem::take(&mut self.inlines);
            self.blocks.push(Block::Paragraph(line));
        }
    }

    pub(super) fn push_text(&mut self, text: &str) {
        match self.inlines.last_mut() {
            Some(Inline::Text(before)) => before.push_str(text),
            _ => self.inlines.push(Inline::Text(text.to_owned())),
        }
    }

    /// All the words, for kinds whose words have no form.
    pub(super) fn text(self) -> String {
        let texts = self.inlines.into_iter().filter_map(|part| match part {
            Inline::Text(text) => Some(text),
            _ => None,
        });
        texts.collect()
    }
}
