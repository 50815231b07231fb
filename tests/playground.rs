//! The programs that the playground offers: each runs here, and prints what CPython 3.11 prints.
//!
//! `tests/playground/` holds what each printed under CPython, with aiohttp and `loopscope serve` where it sends requests.
//! `cargo xtask test cpython` compares again. What happens in them lies a tenth of a second apart, so that a busy machine
//! prints the same.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use runtime::{Options, predict};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use trace::{Ending, Stream};
use view::page::playground::file::download_name;
use view::page::playground::template::{TEMPLATES, Template};

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(template: &Template) -> String {
    fs::read_to_string(top().join("assets").join(template.path())).unwrap()
}

#[test]
fn each_template_prints_what_cpython_printed_and_finishes() {
    for template in &TEMPLATES {
        let record = template.file_name().replace(".py", ".out");
        let wanted = fs::read_to_string(top().join("tests/playground").join(record)).unwrap();
        let trace = predict(&text(template), &Options::default()).unwrap();
        assert_eq!(trace.output(Stream::Output), wanted, "{}", template.id);
        assert_eq!(trace.ending(), Some(&Ending::Finished), "{}", template.id);
    }
}

#[test]
fn the_table_and_the_folder_have_the_same_programs() {
    let files = |folder: &str| -> BTreeSet<String> {
        let names = fs::read_dir(top().join(folder)).unwrap();
        names.map(|name| name.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned()).collect()
    };
    let table: BTreeSet<String> =
        TEMPLATES.iter().map(|template| template.file_name().replace(".py", "")).collect();
    assert_eq!(files("assets/playground"), table);
    assert_eq!(files("tests/playground"), table);
    assert_eq!(table.len(), TEMPLATES.len(), "no name is given twice");
}

#[test]
fn each_template_can_be_named_in_an_address_and_downloaded_under_its_own_name() {
    for template in &TEMPLATES {
        assert!(template.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", template.id);
        assert_eq!(Template::from_id(template.id), Some(template));
        assert_eq!(download_name(&template.file_name()), template.file_name());
    }
}

#[test]
fn each_template_fits_a_slide_and_says_what_it_shows() {
    for template in &TEMPLATES {
        let text = text(template);
        assert!(text.starts_with("\"\"\""), "{}", template.id);
        assert!(text.lines().count() <= 45, "{}", template.id);
        assert!(text.lines().all(|line| line.chars().count() <= 72), "{}", template.id);
    }
}
