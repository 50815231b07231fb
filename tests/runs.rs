//! What pages show first (`assets/runs`): made by the interpreter as it is, small, and known to the script that fetches it.
//!
//! `cargo xtask record --runs` writes the files, with the test that compares them. That the pages ask exactly this is tested in a
//! browser, by keeping the interpreter from them (tests/browser/first.rs).
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use engine::answer::{predicted, reply};
use lesson::{Block, Program, course, parse};
use protocol::{Order, Question, Stored};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use view::page::flows::Case;
use view::page::plan::Plan;
use view::page::playground::template::TEMPLATES;
use view::page::route::Route;
use view::page::settings::Strategy;

/// The most that is stored for a page, in bytes as they are: what takes more is left to the interpreter. Of an event there are twenty
/// bytes or so, and compression leaves a sixth of them. `cargo xtask test size` holds the files below 30 KB of brotli.
const MOST: usize = 150_000;

/// Set by `cargo xtask record --runs`.
const RECORD: &str = "LOOPSCOPE_RECORD_RUNS";

/// What a page asks first.
#[derive(Default)]
struct First {
    orders: Vec<Order>,
    questions: Vec<Question>,
}

fn asset(path: &str) -> String {
    let path = folder("assets").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn lesson_text(id: &str) -> String {
    asset(&format!("lessons/en/{id}.md"))
}

fn fan_out(route: &str) -> First {
    let (route, problems) = Route::parse(route);
    assert!(problems.is_empty(), "{problems:?}");
    First { orders: vec![Plan::of_fan_out(&route).order(false)], ..First::default() }
}

/// A lesson, the list that it stands in, and the programs that run in it.
fn lesson(id: &str) -> First {
    let text = lesson_text(id);
    let lesson = parse(&text);
    let views = lesson.walk().into_iter();
    let views = views.filter_map(|block| if let Block::Live(view) = block { Some(view) } else { None });
    let plan = |program: &Program| match program {
        Program::Inline(text) => Plan::new("lesson.py", text),
        Program::Named(name) => {
            Plan::new(&format!("{name}.py"), &asset(&format!("lessons/programs/{name}.py")))
        }
    };
    First {
        orders: views.map(|view| plan(&view.program).order(false)).collect(),
        questions: vec![Question::Lesson(text), Question::Lesson(lesson_text("index"))],
    }
}

/// What every page with something stored asks first, by the name of the file.
fn pages() -> BTreeMap<String, First> {
    let mut pages = BTreeMap::from([("home".to_owned(), fan_out("#/"))]);
    for strategy in Strategy::ALL.map(Strategy::id) {
        pages.insert(format!("fan-out-{strategy}"), fan_out(&format!("#/fan-out?strategy={strategy}")));
    }
    for template in &TEMPLATES {
        let text = asset(&template.path());
        let orders = vec![Plan::new(&template.file_name(), &text).order(false)];
        let first = First { orders, questions: vec![Question::Check(text)] };
        pages.insert(format!("playground-{}", template.id), first);
    }
    for case in Case::ALL {
        let plan = |style| {
            Plan::new(&format!("{}.py", view::page::flows::Style::id(style)), &asset(&case.path(style)))
        };
        let orders = case.first_styles().map(|style| plan(style).order(true)).into();
        pages.insert(format!("flows-{}", case.about().id), First { orders, ..First::default() });
    }
    let index = lesson_text("index");
    for entry in course(&parse(&index)) {
        pages.insert(format!("lesson-{}", entry.id), lesson(&entry.id));
    }
    let questions = vec![Question::Lesson(index)];
    pages.insert("lesson-index".to_owned(), First { questions, ..First::default() });
    pages
}

/// What is stored of this: all of it, or what there is room for; and the places of the runs that are left out.
fn stored(first: &First) -> (Stored, Vec<usize>) {
    let mut stored = Stored::default();
    let mut left_out = Vec::new();
    for question in &first.questions {
        stored.add_reply(question, reply(question));
    }
    for (place, order) in first.orders.iter().enumerate() {
        let (trace, summary) = predicted(order).unwrap_or_else(|refusal| panic!("{}", refusal.rendered));
        let mut more = stored.clone();
        more.add_run(order, &trace, summary);
        if more.write().len() <= MOST {
            stored = more;
        } else {
            left_out.push(place);
        }
    }
    (stored, left_out)
}

#[test]
fn what_is_stored_is_what_the_interpreter_says_today() {
    let record = std::env::var_os(RECORD).is_some();
    let runs = folder("assets/runs");
    for (name, first) in pages() {
        let (stored, left_out) = stored(&first);
        let (path, bytes) = (runs.join(format!("{name}.bin")), stored.write());
        if record {
            fs::create_dir_all(&runs).unwrap();
            fs::write(&path, &bytes).unwrap();
            eprintln!("{:>8} bytes  {name}  left out: {left_out:?}", bytes.len());
        }
        let is = fs::read(&path).unwrap_or_default();
        // Thousands of bytes would tell nobody anything.
        assert!(
            is == bytes,
            "assets/runs/{name}.bin is not what the interpreter says now: `cargo xtask record --runs` writes it"
        );
    }
}

#[test]
fn only_long_runs_of_lessons_are_left_out_and_the_first_of_a_page_only_where_it_asks_before_it_shows() {
    let left_out: Vec<(String, Vec<usize>)> = pages()
        .into_iter()
        .map(|(name, first)| (name, stored(&first).1))
        .filter(|(_, left_out)| !left_out.is_empty())
        .collect();
    // By the place in the page: runs of 13,000 to 30,000 events.
    let expected = [
        ("lesson-blocking-the-loop", vec![2]),
        ("lesson-fan-out", vec![0, 1]),
        ("lesson-threads", vec![1]),
        ("lesson-waiting", vec![1]),
    ];
    assert_eq!(left_out, expected.map(|(name, places)| (name.to_owned(), places)));
    let lesson = parse(&lesson_text("fan-out"));
    let views = lesson.walk().into_iter();
    let mut views = views.filter_map(|block| if let Block::Live(view) = block { Some(view) } else { None });
    assert!(views.next().is_some_and(|view| view.prediction.is_some()));
}

#[test]
fn a_stored_run_is_the_run() {
    for (name, first) in pages() {
        let file = fs::read(folder("assets/runs").join(format!("{name}.bin"))).unwrap_or_default();
        let stored = Stored::read(&file);
        for order in &first.orders {
            let Some(run) = stored.run(order) else { continue };
            assert!(predicted(order).as_ref() == Ok(&run), "{name}: {}", order.file);
        }
        for question in &first.questions {
            assert_eq!(stored.reply(question), Some(&reply(question)), "{name}");
        }
    }
}

#[test]
fn the_folder_has_no_other_files_and_the_script_that_fetches_them_knows_each() {
    let pages: BTreeSet<String> = pages().into_keys().collect();
    let files = fs::read_dir(folder("assets/runs")).unwrap().map(|file| file.unwrap().path());
    let files: BTreeSet<String> =
        files.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(files, pages);
    assert_eq!(names_in_the_script(), pages);
}

/// The names in the table of `assets/boot.js`: its rows are `page: [parameter, [value, …]]`.
fn names_in_the_script() -> BTreeSet<String> {
    let script = asset("boot.js");
    let (_, table) = script.split_once("const STORED = {").unwrap();
    let (table, _) = table.split_once("};").unwrap();
    let table: String = table.replace("__proto__: null,", "").split_whitespace().collect();
    let mut names = BTreeSet::new();
    for row in table.split_terminator("]],").flat_map(|row| row.split_terminator("],],")) {
        let (page, rest) = row.split_once(":[").unwrap();
        let (_, values) = rest.split_once(",[").unwrap();
        let page = page.trim_matches('"');
        let page = if page.is_empty() { String::new() } else { format!("{page}-") };
        let values = values.split(',').filter(|value| !value.is_empty());
        names.extend(values.map(|value| format!("{page}{}", value.trim_matches('"'))));
    }
    names
}
