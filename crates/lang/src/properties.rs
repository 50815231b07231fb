//! Property tests: whatever text comes in, nothing panics, no stack overflows, and every place is inside the text.

use super::compiler::check_depths;
use super::{Options, TextClass, compile, highlight, parse};
use proptest::prelude::*;
use std::path::Path;

/// Parsing and compiling recurse; a browser gives less stack than a host does, and so do these tests.
const STACK: usize = 2 << 20;

/// A program with much of the grammar in it, for when no others are at hand.
const SAMPLE: &str = r#"
"""Doc."""
from __future__ import annotations
import asyncio, os.path as p
@decorate(1)
class A(B, metaclass=M):
    x: int = 1
    def f(self, a, /, b=2, *c, d, **e) -> str:
        global g
        return super().f() if a else [*c, b][1:-1:2]
async def main(n: int = 3, *, k=None):
    async with A() as a, b as (c, *d):
        try:
            async for i in a: yield await i
        except (E, F) as e:
            raise X from e
        else:
            pass
        finally:
            del a.b, c[0]
    match n:
        case [1, *_] | {"k": -1.5, **r} if r: print(f"{n!r:>{k}} {k=} {{}}")
        case A(x=1 as y): x += 0x1F ** 2 // 3
        case _: assert not n, "no"
    while (z := n) < 5 <= 7: n += 1; continue
    for q, in (lambda *a: a)(1): break
    else: nonlocal_ = {**k, 'a': {1, 2}, b'x': (yield)}
    return
print(sum(i * j for i in range(3) if i for j in 'ab' 'c'), {a: b for a, b in c}, file=sys.stderr)
"#;

fn programs() -> Vec<String> {
    let mut programs = vec![SAMPLE.to_owned()];
    for directory in ["assets/programs", "tests/programs"] {
        let mut files = Vec::new();
        super::corpus::python_files(
            &Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(directory),
            &mut files,
        );
        files.sort();
        programs.extend(files.iter().filter_map(|path| std::fs::read_to_string(path).ok()));
    }
    programs
}

/// A change to a text. Places are fractions of its length, so that they fit any text.
#[derive(Debug, Clone)]
enum Mutation {
    Remove(f64, usize),
    Insert(f64, String),
    Repeat(f64, usize),
    Cut(f64),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let piece = prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        ",",
        "=",
        ":=",
        "*",
        "**",
        "'",
        "\"",
        "'''",
        "f'",
        "{x",
        "\\",
        "\n",
        "\t",
        "    ",
        "\r",
        " if ",
        " else ",
        " for ",
        " in ",
        " await ",
        "async ",
        "yield ",
        "lambda x: ",
        "not ",
        "def f():\n",
        "class C:\n",
        "match x:\n",
        "case ",
        "try:\n",
        "except:\n",
        "finally:\n",
        "return ",
        "global x\n",
        "nonlocal x\n",
        "import ",
        "1",
        "1.5e",
        "0x",
        "09",
        "é",
        "\u{200b}",
        "€",
        "\u{feff}",
        "#",
        ";",
        "@",
        "->",
        ".",
        "...",
        "$",
        "x",
        "_",
        "\\N{",
        "\\x",
        "!r",
        "~",
        "<",
        "is ",
        "del ",
        "\0",
    ]);
    let place = 0.0..1.0f64;
    prop_oneof![
        (place.clone(), 1usize..12).prop_map(|(place, length)| Mutation::Remove(place, length)),
        (place.clone(), piece).prop_map(|(place, piece)| Mutation::Insert(place, piece.to_owned())),
        (place.clone(), ".{1,3}").prop_map(|(place, text)| Mutation::Insert(place, text)),
        (place.clone(), 1usize..40).prop_map(|(place, length)| Mutation::Repeat(place, length)),
        place.prop_map(Mutation::Cut),
    ]
}

fn mutate(text: &str, mutations: &[Mutation]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for mutation in mutations {
        let at = |place: f64| (place * chars.len() as f64) as usize;
        match mutation {
            Mutation::Remove(place, length) => {
                let start = at(*place);
                let end = (start + length).min(chars.len());
                chars.drain(start..end);
            }
            Mutation::Insert(place, piece) => {
                let start = at(*place);
                chars.splice(start..start, piece.chars());
            }
            Mutation::Repeat(place, length) => {
                let start = at(*place);
                let end = (start + length).min(chars.len());
                let again: Vec<char> = chars[start..end].to_vec();
                chars.splice(start..start, again);
            }
            Mutation::Cut(place) => {
                let end = at(*place);
                chars.truncate(end);
            }
        }
    }
    chars.into_iter().collect()
}

/// All that must hold for any text.
fn check(source: &str) {
    let lines: Vec<&str> = super::error::split_lines(source).collect();
    match compile(source, &Options { file: "program.py".into(), lines: true }) {
        Ok(code) => {
            check_depths(&code);
            code.disassemble();
        }
        Err(error) => {
            assert!(!error.message.is_empty());
            let line = lines.get(error.line.saturating_sub(1) as usize);
            let length = line.map_or(0, |line| line.chars().count()) as u32;
            assert!(error.line >= 1 && error.line as usize <= lines.len().max(1), "{error:?}");
            assert!(error.column <= length + 2, "{error:?}");
            assert!(
                error.end_line >= error.line && error.end_line as usize <= lines.len().max(1),
                "{error:?}"
            );
            error.render(source, "program.py");
        }
    }
    let mut end = 0;
    for found in highlight(source) {
        assert!(found.start >= end && found.end > found.start, "{found:?}");
        assert!(source.get(found.start..found.end).is_some(), "{found:?}");
        end = found.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_mutated_program_breaks_the_compiler(
        index in any::<prop::sample::Index>(),
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let programs = programs();
        let program: &String = index.get(&programs);
        check(&mutate(program, &mutations));
    }

    #[test]
    fn no_text_breaks_the_compiler(text in "(?s).{0,60}") {
        check(&text);
    }

    #[test]
    fn no_sequence_of_words_breaks_the_compiler(mutations in prop::collection::vec(mutation(), 1..40)) {
        check(&mutate("", &mutations));
    }
}

/// Runs in a thread with a small stack.
fn with_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).expect("threads can be started");
    thread.join().expect("the work does not panic");
}

#[test]
fn nothing_that_nests_overflows_the_stack() {
    with_small_stack(|| {
        let nests = [
            ("(", "x", ")"),
            ("[", "", "]"),
            ("{", "", "}"),
            ("{1: ", "x", "}"),
            ("-", "x", ""),
            ("not ", "x", ""),
            ("lambda: ", "x", ""),
            ("lambda x=", "1", ": 1"),
            ("x if y else ", "x", ""),
            ("x ** ", "x", ""),
            ("f(", "x", ")"),
            ("f(x)(", "y", ")"),
            ("a.b[", "x", "].c"),
            ("[x for x in ", "y", "]"),
            ("(yield ", "x", ")"),
            ("(x := ", "y", ")"),
            ("x[", "y", ":1]"),
            ("not -(", "x", ")"),
            ("f(lambda: not -x ** [", "y", "], *a)"),
            ("", "x", ".y"),
            ("", "x", "()"),
            ("", "x", "[0]"),
            ("match x:\n case ", "y", ": pass"),
        ];
        for (open, middle, close) in nests {
            for count in [50, 99, 101, 199, 400, 5_000] {
                check(&format!("{}{middle}{}\n", open.repeat(count), close.repeat(count)));
            }
        }
        for count in [50, 98, 120, 300] {
            let pattern = format!("{}x{}", "[".repeat(count), "]".repeat(count));
            check(&format!("match y:\n    case {pattern}: pass\n"));
            for header in ["if x:", "def f():", "class A:", "while x:", "try:", "with x:", "match x:"] {
                let mut text = String::new();
                for depth in 0..count {
                    text.push_str(&format!("{}{header}\n", " ".repeat(depth)));
                }
                text.push_str(&format!("{}pass\n", " ".repeat(count)));
                check(&text);
            }
        }
    });
}

#[test]
fn what_is_long_but_not_deep_compiles() {
    with_small_stack(|| {
        let long = |piece: &str, last: &str| format!("{}{last}\n", piece.repeat(10_000));
        for source in [
            long("a + ", "a"),
            long("a * b - ", "c"),
            long("a and ", "b"),
            long("a or not b or ", "c"),
            long("a < ", "b"),
            long("x = ", "1"),
            long("'a' ", "'b'"),
            long("f(x); ", "y"),
            format!("[{}]", "x, ".repeat(10_000)),
            format!("f({})", "x, ".repeat(10_000)),
            format!("f'{}'", "{x}".repeat(10_000)),
            format!("if a: pass\n{}", "elif b: pass\n".repeat(10_000)),
            format!("{}def f(): pass\n", "@d\n".repeat(10_000)),
            "x\n".repeat(10_000),
        ] {
            let compiled = compile(&source, &Options { file: "program.py".into(), lines: true });
            assert!(compiled.is_ok(), "{compiled:?}");
        }
    });
}

#[test]
fn statements_and_expressions_know_their_places() {
    let module = parse(SAMPLE).expect("the sample is valid");
    let last = SAMPLE.lines().count() as u32;
    let mut before = 0;
    for statement in &module.body {
        let span = statement.span;
        assert!(span.line > before && span.end_line >= span.line && span.end_line <= last, "{span:?}");
        before = span.end_line;
    }
}

#[test]
fn every_keyword_of_the_sample_is_highlighted() {
    let keywords = highlight(SAMPLE).into_iter().filter(|found| found.class == TextClass::Keyword);
    let words: Vec<&str> = keywords.map(|found| &SAMPLE[found.start..found.end]).collect();
    for word in ["async", "await", "match", "case", "lambda", "None", "else", "finally", "yield"] {
        assert!(words.contains(&word), "{word}");
    }
}
