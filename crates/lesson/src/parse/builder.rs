//! Puts the events of the Markdown library together into blocks.
//!
//! What has begun and not ended lies on a stack, each with what it holds so far. Nothing here recurses, and what is nested too
//! deeply is laid flat, so that no text makes blocks that later code could not walk through.

mod open;

use self::open::{Kind, Open};
use super::super::block::{Alignment, Block, Inline, Problem, Table, Target};
use super::super::figures::{are_figures, figures};
use super::{clean, fence, link, note, quoted};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag};

/// How deeply lists, quotes, stress and links may nest.
const DEEPEST: usize = 12;
/// The most blocks of a lesson, and the most parts of lines.
const MOST_PARTS: usize = 20_000;
/// The most live views of a lesson.
const MOST_LIVE_VIEWS: usize = 30;
/// The most columns of a table.
const MOST_COLUMNS: usize = 12;

/// Makes blocks of events.
#[derive(Debug)]
pub(super) struct Builder {
    /// Where lines end in the file, in bytes.
    line_ends: Vec<usize>,
    /// Where what is read begins in the file.
    start: usize,
    /// What has begun, from the outermost on. Never empty: the first is the lesson itself.
    open: Vec<Open>,
    /// How many parts and live views there are so far.
    parts: usize,
    live_views: usize,
    /// What is wrong in the block that has begun.
    problems: Vec<Problem>,
}

impl Builder {
    pub(super) fn new(text: &str, start: usize, problems: Vec<Problem>) -> Builder {
        let line_ends = text.match_indices('\n').map(|(at, _)| at).collect();
        let open = vec![Open::new(Kind::Root, 1)];
        Builder { line_ends, start, open, parts: 0, live_views: 0, problems }
    }

    /// Whether no more will be read.
    pub(super) fn is_full(&self) -> bool {
        self.parts > MOST_PARTS
    }

    /// Reads an event that stands at `place` of what is read.
    pub(super) fn read(&mut self, event: Event<'_>, place: usize) {
        self.parts += 1;
        let line = self.line_ends.partition_point(|end| *end < self.start + place) as u32 + 1;
        match event {
            Event::Start(tag) => self.begin(&tag, line),
            Event::End(_) => self.end(),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => self.top().inlines.push(Inline::Code(clean(&text))),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.top().inlines.push(Inline::Break),
            Event::Rule => self.block(Block::Rule),
            // These need options that are not set.
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    /// Everything that was read.
    pub(super) fn finish(mut self) -> Vec<Block> {
        if self.is_full() {
            let message = format!("A lesson has at most {MOST_PARTS} parts. What follows is left out.");
            self.problem(self.open.last().map_or(1, |open| open.line), message, "Make two lessons of it.");
        }
        while self.open.len() > 1 {
            self.end();
        }
        self.report();
        let root = self.top();
        root.end_line();
        std::mem::take(&mut root.blocks)
    }

    fn top(&mut self) -> &mut Open {
        self.open.last_mut().expect("the lesson itself is open")
    }

    fn problem(&mut self, line: u32, message: impl Into<String>, instead: impl Into<String>) {
        self.problems.push(Problem { line, message: message.into(), instead: instead.into() });
    }

    fn text(&mut self, text: &str) {
        // A program runs as it is written.
        let is_code = matches!(self.top().kind, Kind::Code(_));
        let text = if is_code { text.to_owned() } else { clean(text) };
        self.top().push_text(&text);
    }

    fn begin(&mut self, tag: &Tag<'_>, line: u32) {
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(number(*level)),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Kind::Code(info.to_string()),
            Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Code(String::new()),
            Tag::HtmlBlock => Kind::Html,
            Tag::List(start) => Kind::List { start: *start, items: Vec::new() },
            Tag::Item => Kind::Item,
            Tag::Table(alignments) => Kind::Table(Table {
                alignments: alignments.iter().map(alignment).collect(),
                ..Table::default()
            }),
            Tag::TableHead | Tag::TableRow => Kind::Row(Vec::new()),
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Link { dest_url, .. } => Kind::Link(self.target(dest_url, line)),
            Tag::Image { dest_url, .. } => Kind::Picture(self.picture(dest_url, line)),
            // These need options that are not set.
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => Kind::Nothing,
        };
        let kind = if kind.nests() { self.flatten(kind, line) } else { kind };
        if kind.starts_a_block() {
            self.top().end_line();
        }
        let is_picture = matches!(kind, Kind::Picture(_));
        self.open.push(Open::new(kind, line));
        if is_picture {
            self.text("Picture: ");
        }
    }

    /// The same kind, or nothing if there are too many around it.
    fn flatten(&mut self, kind: Kind, line: u32) -> Kind {
        let depth = self.open.iter().filter(|open| open.kind.nests()).count();
        if depth < DEEPEST {
            return kind;
        }
        if depth == DEEPEST && !self.problems.iter().any(|problem| problem.line == line) {
            let message = format!("Lists, quotes and emphasis nest at most {DEEPEST} deep here.");
            self.problem(line, message, "Take some of them apart.");
        }
        Kind::Nothing
    }

    fn target(&mut self, address: &str, line: u32) -> Option<Target> {
        let target = link::target(address);
        if target.is_none() {
            let message = format!("A link to {} is not followed from here, so it is text.", quoted(address));
            let instead = "Write an address that begins with https:// or http://, NAME.md for a lesson beside this one, \
                           ../programs/NAME.py for a program, or what follows this site's address from #/ on.";
            self.problem(line, message, instead);
        }
        target
    }

    /// Pictures are not loaded, since they could come from anywhere. One can go and see them.
    fn picture(&mut self, address: &str, line: u32) -> Option<Target> {
        let target = link::target(address).filter(|target| matches!(target, Target::Web(_)));
        if target.is_none() {
            let message = format!("Lessons show no pictures, so {} is only described.", quoted(address));
            self.problem(line, message, "Show a live view, or link to the picture on another site.");
        }
        target
    }

    /// Adds a block to what is open, and says before it what was wrong in it.
    fn block(&mut self, block: Block) {
        if let Block::Live(view) = &block {
            self.live_views += 1;
            if self.live_views > MOST_LIVE_VIEWS {
                let message =
                    format!("A lesson has at most {MOST_LIVE_VIEWS} live views. This one is left out.");
                self.problem(view.line, message, "Make two lessons of it.");
                return;
            }
        }
        if self.open.len() == 1 {
            self.top().end_line();
            self.report();
        }
        self.top().push_block(block);
    }

    /// Puts the problems where they are read: between the blocks of the lesson.
    fn report(&mut self) {
        let problems = std::mem::take(&mut self.problems);
        self.open[0].blocks.extend(problems.into_iter().map(Block::Problem));
    }

    fn end(&mut self) {
        if self.open.len() == 1 {
            return;
        }
        let mut open = self.open.pop().expect("there is more than the lesson itself");
        match open.kind {
            Kind::Paragraph => self.block(Block::Paragraph(open.inlines)),
            Kind::Heading(level) => self.block(Block::Heading { level, text: open.inlines }),
            Kind::Quote => {
                open.end_line();
                let quote = note::note_or_quote(open.blocks, open.line, &mut self.problems);
                self.block(quote);
            }
            Kind::List { start, items } => self.block(Block::List { start, items }),
            Kind::Item => self.end_item(open),
            Kind::Code(ref info) => {
                let (info, line) = (info.clone(), open.line);
                if let Some(block) = fence::block(&info, open.text(), line, &mut self.problems) {
                    self.block(block);
                }
            }
            Kind::Html => self.end_html(&open.text()),
            Kind::Table(table) => self.end_table(table, open.line),
            Kind::Row(cells) => self.end_row(cells),
            Kind::Cell => self.end_cell(open.inlines),
            Kind::Strong => self.top().inlines.push(Inline::Strong(open.inlines)),
            Kind::Emphasis => self.top().inlines.push(Inline::Emphasis(open.inlines)),
            Kind::Link(target) | Kind::Picture(target) => self.end_link(target, open.inlines),
            Kind::Nothing | Kind::Root => {
                open.blocks.into_iter().for_each(|block| self.block(block));
                self.inlines(open.inlines);
            }
        }
    }

    /// Adds parts of a line, putting text to text.
    fn inlines(&mut self, parts: Vec<Inline>) {
        for part in parts {
            match part {
                Inline::Text(text) => self.top().push_text(&text),
                other => self.top().inlines.push(other),
            }
        }
    }

    fn end_item(&mut self, mut item: Open) {
        item.end_line();
        match &mut self.top().kind {
            Kind::List { items, .. } => items.push(item.blocks),
            // The list was nested too deeply to be one.
            _ => item.blocks.into_iter().for_each(|block| self.block(block)),
        }
    }

    /// Markup is shown as text. Comments were never meant to be seen.
    fn end_html(&mut self, text: &str) {
        let is_comment = text.trim_start().starts_with("<!--") && text.trim_end().ends_with("-->");
        if !is_comment {
            self.block(Block::Code { language: "html".to_owned(), text: text.to_owned() });
        }
    }

    fn end_link(&mut self, target: Option<Target>, text: Vec<Inline>) {
        match target {
            Some(target) => self.top().inlines.push(Inline::Link { target, text }),
            None => self.inlines(text),
        }
    }

    fn end_cell(&mut self, cell: Vec<Inline>) {
        if let Kind::Row(cells) = &mut self.top().kind
            && cells.len() < MOST_COLUMNS
        {
            cells.push(cell);
        }
    }

    fn end_row(&mut self, row: Vec<Vec<Inline>>) {
        if let Kind::Table(table) = &mut self.top().kind {
            if table.head.is_empty() {
                table.head = row;
            } else {
                table.rows.push(row);
            }
        }
    }

    fn end_table(&mut self, mut table: Table, line: u32) {
        if table.alignments.len() > MOST_COLUMNS {
            let message = format!("A table has at most {MOST_COLUMNS} columns. Those beyond are left out.");
            self.problem(line, message, "Make two tables of it.");
            table.alignments.truncate(MOST_COLUMNS);
        }
        let block = if are_figures(&table) {
            Block::Figures(figures(table, line, &mut self.problems))
        } else {
            Block::Table(table)
        };
        self.block(block);
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

fn alignment(alignment: &pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Start,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::End,
    }
}
