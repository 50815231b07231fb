//! How lessons are read: each test is a small lesson.

mod any_text;

use super::block::plain_text;
use super::*;
use protocol::Panel;

/// The blocks of a lesson in which nothing is wrong.
fn blocks(text: &str) -> Vec<Block> {
    let lesson = parse(text);
    assert_eq!(problems(&lesson), [], "{text}");
    lesson.blocks
}

fn problems(lesson: &Lesson) -> Vec<Problem> {
    let problem = |block: &&Block| match block {
        Block::Problem(problem) => Some(problem.clone()),
        _ => None,
    };
    lesson.walk().iter().filter_map(problem).collect()
}

/// The only problem of a lesson: its line, and both sentences.
fn problem(text: &str) -> (u32, String) {
    let lesson = parse(text);
    let [problem] = &problems(&lesson)[..] else { panic!("{text}: {:?}", lesson.blocks) };
    (problem.line, format!("{} {}", problem.message, problem.instead))
}

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![text(words)])
}

fn live(lesson: &str) -> LiveView {
    let mut blocks = blocks(lesson);
    let Some(Block::Live(view)) = blocks.pop() else { panic!("{lesson}: {blocks:?}") };
    view
}

#[test]
fn a_lesson_says_what_it_is_above_its_text() {
    let lesson = parse("---\nsummary: Wait: *in line*.\nminutes: 4\n---\n\n# The `loop`\n\nText.\n");
    assert_eq!(lesson.title, "The loop");
    assert_eq!(lesson.summary, "Wait: *in line*.");
    assert_eq!(lesson.minutes, Some(4));
    assert_eq!(lesson.blocks, [paragraph("Text.")]);
}

#[test]
fn plain_markdown_is_a_lesson_too() {
    let lesson = parse("Some text.\n\n# A heading\n");
    assert_eq!((lesson.title.as_str(), lesson.minutes), ("", None));
    assert_eq!(lesson.blocks.len(), 2);
    assert_eq!(parse(""), Lesson::default());
    assert_eq!(parse("---\n\nText.\n").blocks, [Block::Rule, paragraph("Text.")]);
}

#[test]
fn front_matter_that_is_not_understood_is_a_problem_with_its_line() {
    let (line, said) = problem("---\nsummary: x\nminute: 4\n---\nText.\n");
    assert_eq!(line, 3);
    assert!(said.contains("“minute”") && said.contains("Write summary: or minutes:"), "{said}");
    assert!(problem("---\nminutes: soon\n---\n").1.contains("minutes: 4"));
    assert!(problem("---\ntitle: x\n---\n").1.contains("# Title"));
}

#[test]
fn lines_are_counted_from_the_top_of_the_file() {
    assert_eq!(problem("---\nminutes: 4\n---\n\n# Title\n\n[x](y)\n").0, 7);
    assert_eq!(problem("\u{feff}---\r\nminutes: 4\r\n---\r\n\r\n[x](y)\r\n").0, 5);
    assert_eq!(problem("a\n\n```python live\n```\n").0, 3);
}

#[test]
fn the_usual_markdown_becomes_blocks() {
    let source =
        "## Head\n\nSome *very* **bold** `code`\nhere.\\\nNext.\n\n> A quote.\n\n---\n\n    indented\n";
    let line = Block::Paragraph(vec![
        text("Some "),
        Inline::Emphasis(vec![text("very")]),
        text(" "),
        Inline::Strong(vec![text("bold")]),
        text(" "),
        Inline::Code("code".into()),
        text("\nhere."),
        Inline::Break,
        text("Next."),
    ]);
    let expected = [
        Block::Heading { level: 2, text: vec![text("Head")] },
        line,
        Block::Quote(vec![paragraph("A quote.")]),
        Block::Rule,
        Block::Code { language: String::new(), text: "indented\n".into() },
    ];
    assert_eq!(blocks(source), expected);
}

#[test]
fn lists_nest_and_hold_blocks() {
    let source = "3. one\n4. two\n   - inner\n\n     ```python\n     x = 1\n     ```\n";
    let code = Block::Code { language: "python".into(), text: "x = 1\n".into() };
    let inner = Block::List { start: None, items: vec![vec![paragraph("inner"), code]] };
    let items = vec![vec![paragraph("one")], vec![paragraph("two"), inner]];
    assert_eq!(blocks(source), [Block::List { start: Some(3), items }]);
}

#[test]
fn a_table_has_cells_and_sides() {
    let [Block::Table(table)] = &blocks("| a | b |\n|---|--:|\n| 1 |\n| 3 | `4` |\n")[..] else {
        panic!("it is a table")
    };
    assert_eq!(table.alignments, [Alignment::Start, Alignment::End]);
    let words = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>();
    assert_eq!(words(&table.head), ["a", "b"]);
    assert_eq!(table.rows.iter().map(words).collect::<Vec<_>>(), [["1", ""], ["3", "4"]]);
}

#[test]
fn a_program_that_says_live_is_a_live_view() {
    let view = live(
        "```python live panels=console,stage outside=live position=12 height=360 title=\"Two of them\"\nx = 1\n```\n",
    );
    let expected = LiveView {
        line: 1,
        title: "Two of them".into(),
        program: Program::Inline("x = 1\n".into()),
        panels: vec![Panel::Console, Panel::Stage],
        backend: Backend::Live,
        position: Position::Step(12),
        height: Some(360),
        prediction: None,
    };
    assert_eq!(view, expected);
    let usual = live("```python live\nx = 1\n```\n");
    assert_eq!((usual.panels, usual.position), (USUAL_PANELS.to_vec(), Position::Start));
    assert_eq!(live("```python live position=end\nx\n```").position, Position::End);
}

#[test]
fn a_program_can_be_named_with_comments_for_readers_elsewhere() {
    let named = Program::Named("four-calls".into());
    assert_eq!(live("```python live program=four-calls\n# See programs/four-calls.py\n```\n").program, named);
    assert_eq!(live("```python live program=four-calls.py\n```\n").program, named);
}

#[test]
fn a_prediction_asks_before_the_run_is_shown() {
    let asks = |text: &str| live(text).prediction.expect("it asks");
    let order = asks("```python live predict=order\nx\n```");
    assert_eq!(order, Prediction { question: Question::Order, text: Question::Order.usual_text().into() });
    let total = asks("```python live predict=total ask=\"How long?\"\nx\n```");
    assert_eq!(total, Prediction { question: Question::Total, text: "How long?".into() });
}

#[test]
fn what_a_live_view_does_not_know_is_a_problem_and_the_view_still_shows() {
    for (options, said) in [
        ("speed=2", "no option “speed”"),
        ("fast", "no option “fast”"),
        ("panels=stage,graph", "no panel “graph”"),
        ("panels=", ""),
        ("outside=mars", "outside=predicted"),
        ("position=middle", "position=start"),
        ("position=0", "position=start"),
        ("height=9999999999", "from 120 to 1200"),
        ("height=10", "from 120 to 1200"),
        ("predict=why", "predict=order"),
        ("ask=\"Why?\"", "Add predict="),
    ] {
        let lesson = parse(&format!("```python live {options}\nx = 1\n```\n"));
        let shown = lesson.blocks.last();
        assert!(matches!(shown, Some(Block::Live(view)) if !view.panels.is_empty()), "{options}: {shown:?}");
        let problems = problems(&lesson);
        assert_eq!(problems.len(), usize::from(!said.is_empty()), "{options}");
        for problem in problems {
            assert!(format!("{} {}", problem.message, problem.instead).contains(said), "{problem:?}");
        }
    }
}

#[test]
fn a_live_view_that_cannot_run_is_left_out() {
    for (source, said) in [
        ("```python live\n# nothing\n```\n", "without a program"),
        ("```python live program=../x\nx = 1\n```\n", "no name of a program"),
    ] {
        let lesson = parse(source);
        assert!(problems(&lesson)[0].message.contains(said), "{lesson:?}");
    }
    let long = format!("```python live\n{}\n```\n", "x = 1\n".repeat(10_000));
    assert!(problem(&long).1.contains("too long for a lesson"));
    assert!(problem("```js live\nx\n```\n").1.contains("Only Python"));
    assert!(problem("```python live program=a\nx = 1\n```\n").1.contains("The named one runs"));
    assert!(problem("```python predict=order\nx = 1\n```\n").1.contains("python live"));
}

#[test]
fn other_fences_are_code_whatever_they_say() {
    let expected = |language: &str| Block::Code { language: language.into(), text: "x\n".into() };
    assert_eq!(blocks("```rust,ignore title=\"x\"\nx\n```\n"), [expected("rust,ignore")]);
    assert_eq!(blocks("~~~\nx\n~~~\n"), [expected("")]);
    assert_eq!(blocks("```python\nx\n"), [expected("python")]);
}

#[test]
fn a_quote_with_a_kind_is_a_note() {
    let [Block::Note(note)] = &blocks("> [!try] Make it *slow*\n> Change `1`.\n>\n> Look.\n")[..] else {
        panic!("it is a note")
    };
    assert_eq!((note.kind, plain_text(&note.title)), (NoteKind::Try, "Make it slow".into()));
    let change = Block::Paragraph(vec![text("Change "), Inline::Code("1".into()), text(".")]);
    assert_eq!(note.blocks, [change, paragraph("Look.")]);
    let [Block::Note(note)] = &blocks("> [!SURPRISE]\n> Twice.\n")[..] else { panic!("it is a note") };
    assert_eq!((note.kind, note.title.len()), (NoteKind::Surprise, 0));
    assert_eq!(note.blocks, [paragraph("Twice.")]);
    let [Block::Note(note)] = &blocks("> [!note]\n>\n> - a\n")[..] else { panic!("it is a note") };
    assert!(matches!(note.blocks[..], [Block::List { .. }]));
}

#[test]
fn an_unknown_kind_of_note_is_a_problem_and_still_shows() {
    let lesson = parse("Text.\n\n> [!warning]\n> Hot.\n");
    let [problem] = &problems(&lesson)[..] else { panic!("{lesson:?}") };
    assert_eq!(problem.line, 3);
    assert!(problem.instead.contains("[!note], [!try], [!surprise]"), "{problem:?}");
    assert!(matches!(lesson.blocks.last(), Some(Block::Note(_))));
}

#[test]
fn a_table_whose_last_column_is_here_is_a_figure_table() {
    let source = "| What | Set-up | Measured | Ideal | Here |\n|---|---|--:|--:|--:|\n\
                  | one | 1 process | 25.425 s | 25.0 s | [run](../programs/twenty.py) |\n| two | – | half an hour | | |\n";
    let [Block::Figures(table)] = &blocks(source)[..] else { panic!("it holds figures") };
    assert_eq!(table.head.len(), 5);
    let measured = Figure { text: "25.425 s".into(), milliseconds: Some(25_425) };
    let ideal = Figure { text: "25.0 s".into(), milliseconds: Some(25_000) };
    let first = [
        FigureCell::Text(vec![text("one")]),
        FigureCell::Text(vec![text("1 process")]),
        FigureCell::Measured(measured),
        FigureCell::Ideal(ideal),
        FigureCell::Here(Some("twenty".into())),
    ];
    assert_eq!(table.rows[0], first);
    assert_eq!(table.rows[1][4], FigureCell::Here(None));
    let (line, said) = problem("\n| a | here |\n|--|--|\n| 1 | 25 s |\n");
    assert!(line == 2 && said.contains("[run](../programs/NAME.py)"), "{said}");
}

#[test]
fn markup_is_shown_as_text() {
    let source = "<script>alert(1)</script>\n\nA <b onclick=\"x()\">bold</b> word.\n\n<!-- not seen -->\n";
    let markup = Block::Code { language: "html".into(), text: "<script>alert(1)</script>\n".into() };
    assert_eq!(blocks(source), [markup, paragraph("A <b onclick=\"x()\">bold</b> word.")]);
}

#[test]
fn links_that_could_do_harm_are_text() {
    for address in ["javascript:alert(1)", "data:text/html,x", "&#106;avascript:alert(1)", "file:///x"] {
        let lesson = parse(&format!("Go [*here*]({address}).\n"));
        assert_eq!(problems(&lesson).len(), 1, "{address}");
        let line = Block::Paragraph(vec![text("Go "), Inline::Emphasis(vec![text("here")]), text(".")]);
        assert_eq!(lesson.blocks.last(), Some(&line), "{address}");
    }
    assert_eq!(problems(&parse("<javascript:alert(1)>\n")).len(), 1);
    assert_eq!(problems(&parse("[x][y]\n\n[y]: javascript:alert(1)\n")).len(), 1);
}

#[test]
fn pictures_are_described_and_never_loaded() {
    let link = Inline::Link {
        target: Target::Web("https://x.org/a.png".into()),
        text: vec![text("Picture: a loop")],
    };
    assert_eq!(blocks("![a loop](https://x.org/a.png)\n"), [Block::Paragraph(vec![link])]);
    let lesson = parse("![a loop](loop.png)\n");
    assert_eq!(lesson.blocks.last(), Some(&paragraph("Picture: a loop")));
    assert!(problems(&lesson)[0].message.contains("no pictures"));
}

#[test]
fn control_characters_are_marked_except_in_programs() {
    assert_eq!(
        blocks("a\u{7}b `c\u{1b}`\n"),
        [Block::Paragraph(vec![text("a\u{fffd}b "), Inline::Code("c\u{fffd}".into())])]
    );
    let program = live("```python live\nprint('\u{7}')\n```\n").program;
    assert_eq!(program, Program::Inline("print('\u{7}')\n".into()));
}

#[test]
fn the_page_that_lists_lessons_gives_their_order() {
    let index = parse(
        "# Course\n\nSee [one](one.md).\n\n1. [Two](two.md): 4 minutes, and [three](three.md).\n2. no link\n3. [Site](https://x.org)\n\
         4. [Again](two.md)\n\n- [Four `x`](#/lesson/four)\n",
    );
    let entry = |id: &str, title: &str| Entry { id: id.into(), title: title.into() };
    assert_eq!(course(&index), [entry("two", "Two"), entry("four", "Four x")]);
}
