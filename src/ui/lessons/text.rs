//! Blocks of a lesson as elements. Each text is shown as it stands: nothing in a lesson is markup.

use super::figures::figure_table;
use super::live::live_view;
use super::progress::Progress;
use crate::ui::listing::colored;
use crate::ui::playground::{Change, program_link};
use leptos::prelude::*;
use lesson::{Alignment, Block, Inline, Note, NoteKind, Problem, Table, Target};
use view::page::route::Route;
use view::page::source::colored_lines;

/// Blocks, one below the other. Links to lessons that have been read are marked.
pub(super) fn blocks(blocks: Vec<Block>, progress: &Progress) -> AnyView {
    blocks.into_iter().map(|part| block(part, progress)).collect_view().into_any()
}

fn block(block: Block, progress: &Progress) -> AnyView {
    let line = |text| inlines(text, progress);
    match block {
        Block::Heading { level: ..=2, text } => view! { <h2>{line(text)}</h2> }.into_any(),
        Block::Heading { text, .. } => view! { <h3>{line(text)}</h3> }.into_any(),
        Block::Paragraph(text) => view! { <p>{line(text)}</p> }.into_any(),
        Block::List { start, items } => {
            let items = items.into_iter().map(|item| list_item(item, progress)).collect_view();
            match start {
                Some(start) => view! { <ol start=start.to_string()>{items}</ol> }.into_any(),
                None => view! { <ul>{items}</ul> }.into_any(),
            }
        }
        Block::Quote(inner) => view! { <blockquote>{blocks(inner, progress)}</blockquote> }.into_any(),
        Block::Code { language, text } => code(&language, &text),
        Block::Table(table) => table_view(table, progress),
        Block::Rule => view! { <hr /> }.into_any(),
        Block::Live(view) => live_view(view),
        Block::Note(note) => note_view(note, progress),
        Block::Figures(table) => figure_table(table, progress),
        Block::Problem(problem) => problem_view(problem),
    }
}

/// A single paragraph in an item stands without one.
fn list_item(item: Vec<Block>, progress: &Progress) -> AnyView {
    let mut inner = item.into_iter();
    let first = match inner.next() {
        Some(Block::Paragraph(text)) => inlines(text, progress),
        Some(other) => block(other, progress),
        None => ().into_any(),
    };
    view! { <li>{first} {blocks(inner.collect(), progress)}</li> }.into_any()
}

/// The parts of a line.
pub(super) fn inlines(line: Vec<Inline>, progress: &Progress) -> AnyView {
    line.into_iter().map(|part| inline(part, progress)).collect_view().into_any()
}

fn inline(part: Inline, progress: &Progress) -> AnyView {
    match part {
        Inline::Text(text) => text.into_any(),
        Inline::Code(text) => view! { <code>{text}</code> }.into_any(),
        Inline::Strong(inner) => view! { <strong>{inlines(inner, progress)}</strong> }.into_any(),
        Inline::Emphasis(inner) => view! { <em>{inlines(inner, progress)}</em> }.into_any(),
        Inline::Break => view! { <br /> }.into_any(),
        Inline::Link { target, text } => link(target, inlines(text, progress), progress),
    }
}

fn link(target: Target, text: AnyView, progress: &Progress) -> AnyView {
    match target {
        Target::Route(route) => {
            // An address that leads nowhere is no link.
            let (known, problems) = Route::parse(&route);
            if !problems.is_empty() {
                return text;
            }
            let read = matches!(&known.page, view::page::route::Page::Lesson(id) if progress.has(id));
            let mark = read.then(|| view! { <span class="lesson__read">" ✓ read"</span> });
            view! { <a href=route>{text}</a> {mark} }.into_any()
        }
        Target::Web(address) => {
            view! { <a href=address target="_blank" rel="noopener noreferrer">{text}</a> }.into_any()
        }
        Target::Program(name) => program_link(format!("lessons/programs/{name}.py"), Change::none(), text),
    }
}

/// Text of a fixed width; Python in its colors.
fn code(language: &str, text: &str) -> AnyView {
    if language != "python" {
        return view! { <pre class="code" tabindex="0">{text.to_owned()}</pre> }.into_any();
    }
    let line = |pieces| view! { {colored(pieces)} "\n" };
    view! { <pre class="code" tabindex="0">{colored_lines(text).into_iter().map(line).collect_view()}</pre> }
        .into_any()
}

fn table_view(table: Table, progress: &Progress) -> AnyView {
    let class = |column: usize| match table.alignments.get(column) {
        Some(Alignment::End) => "end",
        Some(Alignment::Center) => "center",
        Some(Alignment::Start) | None => "",
    };
    let head = table.head.clone().into_iter().enumerate();
    let head = head
        .map(|(column, cell)| view! { <th scope="col" class=class(column)>{inlines(cell, progress)}</th> });
    let row = |row: Vec<Vec<Inline>>| {
        let cells = row.into_iter().enumerate();
        let cells =
            cells.map(|(column, cell)| view! { <td class=class(column)>{inlines(cell, progress)}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let head = head.collect_view();
    let rows = table.rows.clone().into_iter().map(row).collect_view();
    view! { <div class="table" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div> }.into_any()
}

fn note_view(note: Note, progress: &Progress) -> AnyView {
    let (class, word) = match note.kind {
        NoteKind::Note => ("note", "Note"),
        NoteKind::Try => ("note note--try", "Try it"),
        NoteKind::Surprise => ("note note--surprise", "Surprise"),
    };
    let title = if note.title.is_empty() { word.into_any() } else { inlines(note.title, progress) };
    view! { <aside class=class><p class="note__title">{title}</p>{blocks(note.blocks, progress)}</aside> }
        .into_any()
}

fn problem_view(problem: Problem) -> AnyView {
    view! {
        <div class="remark remark--bad" role="alert" data-testid="problem">
            <strong>{format!("Line {} of the lesson: ", problem.line)}</strong>{problem.message}" "{problem.instead}
        </div>
    }
    .into_any()
}
