//! Holds the dependency table: which module may use which, and what stays out of all but the outermost ones.
//!
//! [`TABLE`] is the truth, ARCHITECTURE.md shows it to people, and a test here checks that the two agree. The source
//! is read as text: what a `#[cfg(test)]` module uses is left out, since it does not ship.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// Each module (or program) and the modules that it may use. Anything else is forbidden. To add an entry is a design
/// decision: change ARCHITECTURE.md too, and say there why.
const TABLE: [(&str, &[&str]); 20] = [
    ("trace", &[]),
    ("lang", &[]),
    ("vm", &["lang", "trace"]),
    ("world", &["vm", "trace"]),
    ("library", &["lang", "vm", "world", "trace"]),
    ("demo", &[]),
    ("outside", &["world", "demo", "trace"]),
    ("run", &["trace", "lang", "vm", "world", "library", "demo", "outside"]),
    ("engine", &["run", "outside", "trace", "lesson"]),
    ("chart", &["trace"]),
    ("lesson", &[]),
    ("page", &["trace", "lang", "run"]),
    ("ui", &["page", "engine", "run", "chart", "lesson", "outside", "trace", "lang"]),
    ("bin/app", &["ui"]),
    ("bin/fanout", &["ui"]),
    ("bin/playground", &["ui"]),
    ("bin/course", &["ui"]),
    ("bin/engine", &["engine"]),
    ("bin/edge", &["demo"]),
    ("bin/loopscope", &["run", "trace", "chart", "demo"]),
];

/// What belongs to the browser, or to its clock: only the outermost modules may name it.
const BROWSER: [&str; 6] = ["web_sys", "js_sys", "leptos", "gloo_", "time::Instant", "time::SystemTime"];

/// The outermost modules.
const OUTERMOST: [&str; 5] =
    ["src/ui", "src/engine/client", "src/engine/worker", "src/outside/live", "src/bin/"];

#[test]
fn modules_use_only_what_the_table_allows() {
    let mut broken = Vec::new();
    for file in sources() {
        let Some(module) = module_of(&file.path) else { continue };
        let Some((_, allowed)) = TABLE.iter().find(|(name, _)| *name == module) else {
            broken.push(format!("{} belongs to `{module}`, which has no row in the table.", file.path));
            continue;
        };
        for (line, used) in uses(&file) {
            if used != module && !allowed.contains(&used) {
                let allowed = if allowed.is_empty() { "no other module".into() } else { allowed.join(", ") };
                let path = &file.path;
                broken.push(format!("{path}:{line} uses `{used}`, but `{module}` may use only {allowed}."));
            }
        }
    }
    assert!(broken.is_empty(), "The dependency table is broken:\n{}", broken.join("\n"));
}

#[test]
fn below_the_outermost_modules_nothing_names_the_browser() {
    let mut broken = Vec::new();
    for file in sources().iter().filter(|file| !OUTERMOST.iter().any(|outer| file.path.starts_with(outer))) {
        for (index, line) in file.code.lines().enumerate() {
            for name in BROWSER.iter().filter(|name| line.contains(*name)) {
                broken.push(format!("{}:{} names `{name}`, which only the page may.", file.path, index + 1));
            }
        }
    }
    assert!(broken.is_empty(), "Invariant 3 is broken:\n{}", broken.join("\n"));
}

#[test]
fn modules_are_files_beside_their_folders() {
    let paths: Vec<_> = sources().into_iter().map(|file| file.path).collect();
    let wrong: Vec<_> = paths.iter().filter(|path| path.ends_with("/mod.rs")).collect();
    assert!(wrong.is_empty(), "Name these `foo.rs` beside `foo/`, and not `foo/mod.rs`: {wrong:?}");
}

#[test]
fn architecture_md_shows_the_same_table() {
    let text = fs::read_to_string(top().join("ARCHITECTURE.md")).expect("it is part of the repository");
    let shown: Vec<(String, Vec<String>)> = text.lines().filter_map(row).collect();
    for (module, allowed) in TABLE {
        let found = shown.iter().find(|(name, _)| name == module);
        let (_, listed) = found.unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for `{module}`"));
        let sorted = |names: &mut Vec<String>| names.sort();
        let (mut listed, mut allowed) =
            (listed.clone(), allowed.iter().map(|name| name.to_string()).collect());
        sorted(&mut listed);
        sorted(&mut allowed);
        assert_eq!(
            listed, allowed,
            "ARCHITECTURE.md's row for `{module}` differs from the table in this test"
        );
    }
    assert_eq!(shown.len(), TABLE.len(), "ARCHITECTURE.md has rows that this test does not know");
}

/// A source file: its path from the top of the repository, and its text without comments and tests.
struct Source {
    path: String,
    code: String,
}

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    collect(&top().join("src"), &mut files);
    files.sort();
    let read = |file: PathBuf| {
        let path = file.strip_prefix(top()).expect("it lies below").to_string_lossy().replace('\\', "/");
        Source { path, code: shipped_code(&fs::read_to_string(&file).expect("sources are UTF-8")) }
    };
    files.into_iter().map(read).collect()
}

/// Rust files below a folder, without those that hold only tests.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src/ can be read") {
        let path = entry.expect("src/ can be read").path();
        let is_tests = path.file_stem().is_some_and(|stem| stem == "tests");
        if path.is_dir() && !is_tests {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_tests {
            files.push(path);
        }
    }
}

/// Drops line comments, keeping the lines, and ends at the test module, which is the last thing in a file.
fn shipped_code(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let is_test_module =
        |pair: &[&str]| pair[0].trim() == "#[cfg(test)]" && pair[1].trim_end().ends_with('{');
    let end = lines.windows(2).position(is_test_module).unwrap_or(lines.len());
    let code = lines[..end].iter().map(|line| match line.find("//") {
        // Addresses like http://… are no comments.
        Some(at) if !line[..at].ends_with(':') => &line[..at],
        _ => line,
    });
    code.collect::<Vec<_>>().join("\n")
}

/// `src/vm/frame.rs` → `vm`, `src/bin/loopscope/serve.rs` → `bin/loopscope`; none for `src/lib.rs`, the map.
fn module_of(path: &str) -> Option<String> {
    let inner = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let mut parts = inner.split('/');
    match parts.next()? {
        "lib" => None,
        "bin" => Some(format!("bin/{}", parts.next()?)),
        module => Some(module.to_owned()),
    }
}

/// The modules of the table that a file names, with the line of each.
fn uses(file: &Source) -> Vec<(usize, &'static str)> {
    let root = if file.path.starts_with("src/bin/") { "loopscope::" } else { "crate::" };
    let mut found = Vec::new();
    for (at, _) in file.code.match_indices(root) {
        let is_whole_word = !file.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if is_whole_word {
            let line = file.code[..at].matches('\n').count() + 1;
            let names = first_names(&file.code[at + root.len()..]);
            found.extend(names.into_iter().filter_map(known).map(|module| (line, module)));
        }
    }
    found
}

/// `trace::Event` → `trace`; `{lang, trace::{Event, Lane}}` → `lang`, `trace`.
fn first_names(path: &str) -> Vec<&str> {
    let name = |text| -> &str {
        let text: &str = str::trim_start(text);
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        &text[..end]
    };
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let mut names = vec![name(group)];
    let mut depth = 1;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(name(&group[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

fn known(name: &str) -> Option<&'static str> {
    TABLE.iter().map(|(module, _)| *module).find(|module| *module == name)
}

/// A row of the table in ARCHITECTURE.md: "| `vm` | what it is | lang, trace |".
fn row(line: &str) -> Option<(String, Vec<String>)> {
    let cells: Vec<&str> = line.strip_prefix("| `")?.strip_suffix('|')?.split('|').map(str::trim).collect();
    let [module, _, allowed] = cells[..] else { return None };
    let allowed = allowed.split(',').map(str::trim).filter(|name| *name != "–" && !name.is_empty());
    Some((module.trim_end_matches('`').to_owned(), allowed.map(String::from).collect()))
}

#[test]
fn the_reader_finds_modules_in_paths_and_in_groups() {
    assert_eq!(first_names("trace::Event;"), ["trace"]);
    assert_eq!(first_names("{lang, trace::{Event, Lane}, vm};"), ["lang", "trace", "vm"]);
}

#[test]
fn the_reader_skips_comments_and_tests_but_not_addresses() {
    let text = "//! [crate::ui]\n#[cfg(test)]\nmod tests;\nuse crate::lang; // crate::page\n\
                let a = \"http://x\";\n#[cfg(test)]\nmod more_tests {\n    use crate::run;\n}";
    let file = Source { path: "src/vm.rs".into(), code: shipped_code(text) };
    assert_eq!(uses(&file), [(4, "lang")]);
    assert!(file.code.contains("http://x"));
}

#[test]
fn the_reader_knows_to_which_module_a_file_belongs() {
    assert_eq!(module_of("src/vm/frame.rs").as_deref(), Some("vm"));
    assert_eq!(module_of("src/bin/loopscope/serve.rs").as_deref(), Some("bin/loopscope"));
    assert_eq!(module_of("src/lib.rs"), None);
}
