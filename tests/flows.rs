//! The programs of `assets/flows`: the same work in several styles. They print what CPython 3.11 printed for them, take the time
//! that arithmetic gives, and show what is said of them.
#![cfg(not(target_arch = "wasm32"))]

use analysis::facts::{Topic, facts};
use runtime::{Options, predict};
use std::path::PathBuf;
use trace::{Kind, Span, Stream, Time, Trace};
use view::page::flows::{Case, Style};

/// Lines of code that fit beside each other on a screen.
const LINES: usize = 42;
/// Characters that do.
const COLUMNS: usize = 64;

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn all() -> impl Iterator<Item = (Case, Style)> {
    Case::ALL.into_iter().flat_map(|case| case.styles().iter().map(move |style| (case, *style)))
}

fn source(case: Case, style: Style) -> String {
    let path = case.path(style);
    std::fs::read_to_string(top().join("assets").join(&path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn run(case: Case, style: Style) -> Trace {
    let options = Options { file: format!("{}.py", style.id()), ..Options::default() };
    predict(&source(case, style), &options)
        .unwrap_or_else(|refusal| panic!("{}: {refusal:?}", case.path(style)))
}

fn took(trace: &Trace) -> Span {
    trace.end().since(Time::ZERO)
}

/// What CPython printed to a stream; nothing if there is no record.
fn recorded(case: Case, style: Style, extension: &str) -> String {
    let path = format!("tests/flows/{}/{}.{extension}", case.about().id, style.id());
    std::fs::read_to_string(top().join(path)).unwrap_or_default()
}

#[test]
fn each_program_is_in_the_table_and_each_of_the_table_is_there() {
    let mut listed: Vec<String> = all().map(|(case, style)| case.path(style)).collect();
    let mut found = Vec::new();
    for folder in std::fs::read_dir(top().join("assets/flows")).unwrap().map(|entry| entry.unwrap().path()) {
        let Ok(files) = std::fs::read_dir(&folder) else { continue };
        for file in files.map(|entry| entry.unwrap().path()) {
            let path = file.strip_prefix(top().join("assets")).unwrap();
            found.push(path.to_str().unwrap().replace('\\', "/"));
        }
    }
    listed.sort();
    found.sort();
    assert_eq!(listed, found);
}

#[test]
fn each_prints_what_cpython_printed_to_both_streams() {
    for (case, style) in all() {
        let trace = run(case, style);
        let path = case.path(style);
        let printed = trace.output(Stream::Output);
        assert!(!printed.is_empty(), "{path} prints nothing");
        assert_eq!(printed, recorded(case, style, "out"), "{path}");
        assert_eq!(trace.output(Stream::Error), recorded(case, style, "err"), "{path}");
    }
}

#[test]
fn each_takes_what_arithmetic_gives_and_a_hundredth_more_at_most() {
    for (case, style) in all() {
        let ideal = Span::from_milliseconds(case.ideal_ms(style).into());
        let took = took(&run(case, style));
        // A millisecond for the way of each request, and one for a thousand lines.
        assert!(
            took >= ideal && took.0 <= ideal.0 + ideal.0 / 100,
            "{}: {took}, and not {ideal}",
            case.path(style)
        );
    }
}

#[test]
fn the_same_program_leaves_the_same_trace() {
    for (case, style) in all() {
        assert!(run(case, style) == run(case, style), "{}", case.path(style));
    }
}

#[test]
fn programs_fit_beside_each_other() {
    for (case, style) in all() {
        let source = source(case, style);
        let code = source.lines().filter(|line| !line.trim().is_empty()).count();
        assert!(code <= LINES, "{} has {code} lines", case.path(style));
        let long = source.lines().find(|line| line.chars().count() > COLUMNS);
        assert_eq!(long, None, "{}", case.path(style));
    }
}

#[test]
fn what_is_around_the_styles_is_the_same_in_them() {
    let main = |case, style| {
        let source = source(case, style);
        source[source.find("async def main").expect("there is a main")..].to_owned()
    };
    for case in Case::ALL {
        assert_eq!(main(case, Style::Async), main(case, Style::Generators), "{case:?}");
        // Twenty futures are counted by the program itself.
        if !matches!(case, Case::Rounds | Case::BothRounds) {
            assert_eq!(main(case, Style::Async), main(case, Style::Futures), "{case:?}");
        }
    }
}

#[test]
fn the_loop_does_the_same_work_for_each_style() {
    let requests = |trace: &Trace| -> Vec<String> {
        let targets = trace.events().filter_map(|event| match event.kind {
            Kind::RequestSent { target, .. } => Some(trace.text(target).to_owned()),
            _ => None,
        });
        targets.collect()
    };
    for case in Case::ALL {
        let of_async = requests(&run(case, Style::Async));
        for style in [Style::Callbacks, Style::Futures, Style::Generators] {
            let mut sent = requests(&run(case, style));
            let mut expected = of_async.clone();
            // With ten clients who is first may differ.
            sent.sort();
            expected.sort();
            assert_eq!(sent, expected, "{}", case.path(style));
        }
    }
}

#[test]
fn what_is_said_of_the_runs_is_as_reviewed() {
    let mut text = String::new();
    for (case, style) in all() {
        text.push_str(&format!("# {}\n", case.path(style)));
        for fact in facts(&run(case, style)) {
            text.push_str(&format!("{}: {}\n    {}\n", fact.topic.title(), fact.short, fact.text));
        }
        text.push('\n');
    }
    let path = top().join("tests/flows/facts.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &text).expect("the golden file can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (expected, actual) in expected.lines().zip(text.lines()) {
        assert_eq!(expected, actual, "UPDATE_GOLDEN=1 cargo test rewrites {}", path.display());
    }
    assert_eq!(expected.lines().count(), text.lines().count());
}

#[test]
fn waiting_in_line_needs_no_jump_and_nothing_carried() {
    let short = |case, style, topic| {
        let found = facts(&run(case, style)).into_iter().find(|fact| fact.topic == topic);
        found.map(|fact| (fact.short, fact.events.len())).unwrap_or_default()
    };
    for case in Case::ALL {
        for style in [Style::Generators, Style::Async] {
            assert_eq!(short(case, style, Topic::Context).0, "nothing", "{}", case.path(style));
            let (own, callbacks) =
                (short(case, style, Topic::Jumps), short(case, Style::Callbacks, Topic::Jumps));
            assert!(own.1 < callbacks.1, "{}: {own:?}, {callbacks:?}", case.path(style));
        }
        assert!(short(case, Style::Callbacks, Topic::Context).0.ends_with("values"));
    }
}
