//! The JavaScript that wasm-bindgen writes beside each program, and that which starts them, without what only people read.
//!
//! Trunk's minifier does not know all of the language that is in it and leaves it as it is. Names and line breaks stay.

use crate::build::{PROGRAMS, is_of};
use crate::{Outcome, imports};
use std::path::Path;

/// Programs that are loaded beside those of pages.
const WORKERS: [&str; 2] = ["engine", "edge"];

/// Takes comments and indentation out of the files of this kind in a site, and shortens the names that they share with programs.
pub(crate) fn thin(site: &Path) -> Outcome {
    let unreadable = |error| format!("Cannot read {}: {error}.", site.display());
    for entry in std::fs::read_dir(site).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_glue(&name) {
            let text = std::fs::read_to_string(&path).map_err(unreadable)?;
            let thinned = thinned(&text);
            let unwritable = |error| format!("Cannot write {name} or its program: {error}.");
            if is_starter(&name) {
                std::fs::write(&path, thinned).map_err(unwritable)?;
                continue;
            }
            let program = path.with_file_name(name.replace(".js", "_bg.wasm"));
            let bytes = std::fs::read(&program).map_err(unreadable)?;
            let (script, bytes) = imports::shortened(&thinned, &bytes)?;
            std::fs::write(&path, script).map_err(unwritable)?;
            std::fs::write(&program, bytes).map_err(unwritable)?;
        }
    }
    Ok(())
}

/// Whether it is the script that starts programs, and so has none of its own.
fn is_starter(name: &str) -> bool {
    name.starts_with("boot-")
}

fn is_glue(name: &str) -> bool {
    let is_first = name.starts_with("app-") || is_starter(name);
    name.ends_with(".js") && (is_first || PROGRAMS.iter().chain(&WORKERS).any(|program| is_of(name, program)))
}

/// The text without indentation, empty lines, and comments that have lines of their own. If a text in it goes over several lines,
/// whose indentation would mean something, it stays as it is.
fn thinned(text: &str) -> String {
    if text.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return text.to_owned();
    }
    let mut thinned = String::with_capacity(text.len());
    let mut within_comment = false;
    for line in text.lines().map(str::trim) {
        within_comment |= line.starts_with("/*");
        if !within_comment && !line.is_empty() && !line.starts_with("//") {
            thinned.push_str(line);
            thinned.push('\n');
        }
        within_comment &= !line.ends_with("*/");
    }
    thinned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_people_read_is_left_out() {
        let text = "/* all\n   of it */\nlet a = 1;\n\nfunction b() {\n    // why\n    /**\n     * @returns {number}\n     */\n    return a;\n}\n";
        assert_eq!(thinned(text), "let a = 1;\nfunction b() {\nreturn a;\n}\n");
    }

    #[test]
    fn a_text_over_several_lines_keeps_its_indentation() {
        let text = "let a = `\n    b`;\n";
        assert_eq!(thinned(text), text);
    }

    #[test]
    fn files_that_nobody_waits_for_are_left_alone() {
        let glue =
            ["app-0123.js", "fanout.js", "engine.js", "edge.js", "boot-0123.js", "app-0123_bg.wasm", "sw.js"];
        assert_eq!(glue.map(is_glue), [true, true, true, true, true, false, false]);
    }
}
