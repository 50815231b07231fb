//! What holds for every lesson, whatever somebody wrote: texts at random, and the worst of each kind.
//!
//! Not what any piece of it becomes, which the tests beside this file say. Begin with [`check`].

use super::{paragraph, problems};
use crate::Block;
use crate::Inline;
use crate::Lesson;
use crate::Note;
use crate::Target;
use crate::parse;
use proptest::prelude::*;

/// A lesson that is the worst of its kind in one way, still read in no time, and not nested deeper than a page can walk.
#[test]
fn absurd_sizes_are_limited() {
    let deep_quotes = format!("{}x\n", "> ".repeat(20_000));
    let deep_lists = (0..300).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect::<String>();
    let deep_stress = format!("{}x{}\n", "*a **b ".repeat(5_000), "** *".repeat(5_000));
    let brackets = "[".repeat(50_000);
    let wide = format!("|{}\n|{}\n|x\n", "a|".repeat(5_000), "-|".repeat(5_000));
    let many = "a\n\n".repeat(60_000);
    let views = "```python live\nx\n```\n\n".repeat(100);
    let wrong = "[x](y)\n\n".repeat(1000);
    let one_line = "x".repeat(1_000_000);
    for text in [deep_quotes, deep_lists, deep_stress, brackets, wide, many, views, wrong, one_line] {
        let lesson = parse(&text);
        check(&lesson, &text);
    }
}

/// What holds for every lesson.
fn check(lesson: &Lesson, text: &str) {
    let start: String = text.chars().take(60).collect();
    let bytes = postcard::to_allocvec(lesson).expect("a lesson is plain data");
    assert!(bytes.len() <= 4 * text.len() + 10_000, "{start}: {} bytes of {}", bytes.len(), text.len());
    assert_eq!(postcard::from_bytes::<Lesson>(&bytes).as_ref(), Ok(lesson), "{start}");
    assert!(deepest(&lesson.blocks) <= 40, "{start}");
    let lines = text.matches('\n').count() as u32 + 1;
    let problems = problems(lesson);
    assert!(problems.len() <= 21, "{start}: {} problems", problems.len());
    for problem in problems {
        assert!((1..=lines).contains(&problem.line), "{start}: {problem:?}");
        assert!(problem.message.ends_with('.') && problem.instead.ends_with('.'), "{problem:?}");
    }
    for block in lesson.walk() {
        match block {
            Block::Live(view) => assert!(!view.panels.is_empty(), "{start}"),
            Block::Table(table) => {
                assert!(table.rows.iter().all(|row| row.len() == table.head.len()), "{start}")
            }
            Block::Figures(table) => {
                assert!(table.rows.iter().all(|row| row.len() == table.head.len()), "{start}");
            }
            Block::Paragraph(line) | Block::Heading { text: line, .. } => assert_links(line),
            _ => {}
        }
    }
}

fn deepest(blocks: &[Block]) -> usize {
    let inner = |block: &Block| match block {
        Block::List { items, .. } => items.iter().map(|item| deepest(item)).max().unwrap_or(0),
        Block::Quote(blocks) | Block::Note(Note { blocks, .. }) => deepest(blocks),
        Block::Paragraph(line) | Block::Heading { text: line, .. } => deepest_inline(line),
        _ => 0,
    };
    1 + blocks.iter().map(inner).max().unwrap_or(0)
}

fn deepest_inline(line: &[Inline]) -> usize {
    let inner = |part: &Inline| match part {
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
            deepest_inline(inner)
        }
        Inline::Text(_) | Inline::Code(_) | Inline::Break => 0,
    };
    1 + line.iter().map(inner).max().unwrap_or(0)
}

fn assert_links(line: &[Inline]) {
    for part in line {
        match part {
            Inline::Link { target: Target::Web(address), .. } => {
                assert!(address.starts_with("https://") || address.starts_with("http://"), "{address}");
            }
            Inline::Link { target: Target::Route(address), .. } => {
                assert!(address.starts_with("#/"), "{address}")
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) => assert_links(inner),
            _ => {}
        }
    }
}

/// Text that is likely to mean something.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "```python live ",
        "```",
        "~~~",
        "\n",
        "\n\n",
        "> ",
        "[!try] ",
        "[!",
        "]",
        "[",
        "](",
        ")",
        "javascript:",
        "https://x",
        "#/lesson/x",
        "a.md",
        "| ",
        "|",
        "|---|--:|\n",
        "here",
        "../programs/x.py",
        "- ",
        "1. ",
        "  ",
        "    ",
        "\t",
        "# ",
        "###",
        "*",
        "**",
        "_",
        "`",
        "<b>",
        "<!--",
        "-->",
        "<script>",
        "&#x6a;",
        "\\",
        "---\n",
        "minutes: 4\n",
        "summary: ",
        "panels=stage",
        "predict=order ",
        "ask=\"",
        "\"",
        "program=x ",
        "![",
        "\r\n",
        "\0",
        "\u{202e}",
        "ü",
        "👩‍🚀",
        "25.4 s",
        "x",
        " ",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_a_lesson(text in any::<String>()) {
        check(&parse(&text), &text);
    }

    #[test]
    fn any_text_with_marks_is_a_lesson(text in markdown()) {
        check(&parse(&text), &text);
    }

    /// A directive with anything behind it: options never break what stands around them.
    #[test]
    fn any_options_leave_the_rest_of_the_lesson_alone(options in "[^`\n]{0,80}") {
        let lesson = parse(&format!("Before.\n\n```python live {options}\nx = 1\n```\n\nAfter.\n"));
        prop_assert_eq!(lesson.blocks.first(), Some(&paragraph("Before.")));
        prop_assert_eq!(lesson.blocks.last(), Some(&paragraph("After.")));
    }
}
