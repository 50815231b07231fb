//! Tests over whole programs: those that ship, and those that were recorded.

use super::compiler::check_depths;
use super::{Options, compile};
use std::path::{Path, PathBuf};

/// Parsing recurses; a browser gives less stack than a host does, and so does this thread.
const STACK: usize = 2 << 20;

pub(super) fn python_files(directory: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(directory) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            python_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            into.push(path);
        }
    }
}

/// Compiles every file; gives those that are refused, with the reason.
fn refused(directory: &Path) -> (usize, Vec<String>) {
    let mut files = Vec::new();
    python_files(directory, &mut files);
    files.sort();
    let mut refused = Vec::new();
    for path in &files {
        let Ok(source) = std::fs::read_to_string(path) else { continue };
        match compile(&source, &Options { file: "program.py".into(), lines: true }) {
            Ok(code) => check_depths(&code),
            Err(error) => refused.push(format!("{}: {error}", path.display())),
        }
    }
    (files.len(), refused)
}

fn with_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).expect("threads can be started");
    thread.join().expect("the work does not panic");
}

#[test]
fn every_shipped_program_compiles_with_consistent_stack_depths() {
    with_small_stack(|| {
        for (directory, least) in [("assets", 50), ("tests/programs", 400)] {
            let (count, refused) =
                refused(&Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(directory));
            assert!(count >= least, "only {count} programs were found in {directory}");
            assert!(refused.is_empty(), "{refused:#?}");
        }
    });
}
