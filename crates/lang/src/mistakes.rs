//! Tests against `tests/lang/mistakes.json`: what CPython 3.11 accepts, what it refuses, and how it says so.
//!
//! `tests/lang/record.py` records the table; it can be read again wherever there is a Python 3.11.

use super::{ErrorKind, Options, compile};

/// One program and CPython's verdict.
#[derive(Debug, serde::Deserialize)]
struct Entry {
    source: String,
    /// What is printed; nothing if the program is accepted.
    refusal: Option<String>,
}

impl Entry {
    /// Our verdict, printed; nothing also for constructs that Loopscope leaves out.
    fn ours(&self) -> Option<String> {
        let error = compile(&self.source, &Options { file: "program.py".into(), lines: true }).err()?;
        let text = error.render(&self.source, "program.py");
        (error.kind != ErrorKind::Unsupported).then_some(text)
    }
}

fn table() -> Vec<Entry> {
    serde_json::from_str(include_str!("../../../tests/lang/mistakes.json")).expect("the table is valid")
}

/// The first line (file and line) and the last (kind and message).
fn gist(refusal: &str) -> (String, String) {
    let line = refusal.lines().next().unwrap_or_default().to_owned();
    (line, refusal.lines().next_back().unwrap_or_default().to_owned())
}

#[test]
fn every_mistake_has_the_line_and_the_words_of_cpython() {
    for entry in table() {
        let ours = entry.ours();
        let theirs = entry.refusal.as_deref().map(gist);
        assert_eq!(ours.as_deref().map(gist), theirs, "{}", entry.source);
    }
}

/// CPython marks the word behind a string that it cannot take apart, and nothing at the end of the text; here the string
/// itself is marked, and the end. The rest are places where CPython's marker misses what is wrong by a character or a word.
fn is_marked_better(refusal: &str) -> bool {
    if !refusal.contains('^') || !refusal.is_ascii() {
        return true;
    }
    let strings = ["f-string", "(unicode error)", "(value error)", "cannot mix bytes"];
    let others = [
        "unexpected EOF while parsing",
        "__debug__",
        "repeated in class pattern",
        "multiple exception types",
        "on the same 'try'",
        "future feature",
        "not a chance",
        "except* block",
        "can be annotated",
        "bind different names",
    ];
    strings.iter().chain(&others).any(|part| refusal.contains(part))
}

#[test]
fn mistakes_are_printed_as_cpython_prints_them() {
    let mut different = Vec::new();
    for entry in table() {
        let (Some(ours), Some(theirs)) = (entry.ours(), &entry.refusal) else { continue };
        if ours == *theirs || is_marked_better(theirs) {
            continue;
        }
        different.push(format!("{}\n{theirs}{ours}", entry.source));
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}
