//! What Cargo cannot say of the structure: that ARCHITECTURE.md shows the dependencies as they are, that the page holds no
//! interpreter, that nothing below the page names a browser or a machine's clock, and that the modules of the library use each other
//! one way only.
//!
//! Which crate may use which is said in their manifests, and Cargo enforces it. Sources are read as text here: what a
//! `#[cfg(test)]` module uses is left out, since it does not ship.
#![cfg(not(target_arch = "wasm32"))]

use fixtures::repository;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What belongs to the browser, or to its clock: only the outermost crates may name it.
const BROWSER: [&str; 6] = ["web_sys", "js_sys", "leptos", "gloo_", "time::Instant", "time::SystemTime"];

/// The outermost crates: the page, its two workers, and the command line.
const OUTERMOST: [&str; 4] = ["src/", "crates/engine/", "crates/edge/", "crates/cli/"];

/// Crates for tests only, which ARCHITECTURE.md's table of what ships does not show.
const FOR_TESTS: [&str; 1] = ["fixtures"];

#[test]
fn the_page_holds_no_interpreter() {
    let used = used_by_all("loopscope", &dependencies());
    for crate_name in ["vm", "runtime", "engine"] {
        assert!(!used.contains(crate_name), "the page's package uses `{crate_name}`: {used:?}");
    }
    assert!(used.contains("trace"), "{used:?}");
}

#[test]
fn architecture_md_shows_the_dependencies_as_they_are() {
    let text =
        fs::read_to_string(repository().join("ARCHITECTURE.md")).expect("it is part of the repository");
    let shown: BTreeMap<String, BTreeSet<String>> = text.lines().filter_map(row).collect();
    let mut dependencies = dependencies();
    dependencies.retain(|name, _| !FOR_TESTS.contains(&name.as_str()));
    for used in dependencies.values_mut() {
        // Each row may use the trace too, as the text above the table says.
        used.remove("trace");
    }
    assert_eq!(shown, dependencies, "left: the table in ARCHITECTURE.md; right: the manifests");
}

#[test]
fn below_the_outermost_crates_nothing_names_the_browser() {
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
    assert!(paths.len() > 400, "only {} sources were found", paths.len());
}

#[test]
fn the_modules_of_the_library_use_each_other_one_way_only() {
    let mut uses = uses_in_library();
    assert!(uses["http"].contains("asyncio"), "what requests bring ends futures: {uses:?}");
    // Whoever uses none of those that are left goes; in a circle nobody does.
    while let Some(first) = uses.iter().find(|(_, used)| used.is_empty()).map(|(name, _)| name.clone()) {
        uses.remove(&first);
        for used in uses.values_mut() {
            used.remove(&first);
        }
    }
    assert!(
        uses.is_empty(),
        "These modules of crates/runtime/src/library use each other in a circle, or one that does: {uses:?}\n\
         Let the lower one take data or a function, as `asyncio::readers` and `signal::Wakeup` do."
    );
}

#[test]
fn the_world_does_not_know_the_library() {
    let world = sources().into_iter().filter(|file| file.path.starts_with("crates/runtime/src/world"));
    let knowing: Vec<_> =
        world.filter(|file| file.code.contains("library::")).map(|file| file.path).collect();
    assert!(knowing.is_empty(), "The library uses the world, and not the other way round: {knowing:?}");
}

/// Where the modules that programs import are.
const LIBRARY: &str = "crates/runtime/src/library/";

/// Each native module of the library, and the others that it names.
fn uses_in_library() -> BTreeMap<String, BTreeSet<String>> {
    let files: Vec<Source> = sources().into_iter().filter(|file| file.path.starts_with(LIBRARY)).collect();
    let module = |file: &Source| {
        let inside = &file.path[LIBRARY.len()..];
        inside.split(['/', '.']).next().unwrap_or_default().to_owned()
    };
    let mut uses: BTreeMap<String, BTreeSet<String>> =
        files.iter().map(|file| (module(file), BTreeSet::new())).collect();
    for file in &files {
        let depth = file.path[LIBRARY.len()..].split('/').count();
        let own = module(file);
        let named = named_in_library(&file.code, depth);
        let others: Vec<_> =
            named.into_iter().filter(|name| *name != own && uses.contains_key(name)).collect();
        uses.entry(own).or_default().extend(others);
    }
    uses
}

/// What a file of the library names directly below that, in paths from `crate::library` or up to it: it lies so many modules deep.
fn named_in_library(code: &str, depth: usize) -> BTreeSet<String> {
    let whole: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let up = "super::".repeat(depth);
    let mut named = BTreeSet::new();
    for start in ["crate::library::", &up] {
        for (at, _) in whole.match_indices(start) {
            let rest = &whole[at + start.len()..];
            if whole[..at].ends_with("super::") || rest.starts_with("super::") {
                continue;
            }
            named.extend(first_names(rest));
        }
    }
    named
}

/// The first name of a path, or those of the paths in braces.
fn first_names(path: &str) -> Vec<String> {
    let name =
        |path: &str| path.trim().split(|c: char| c != '_' && !c.is_alphanumeric()).next().map(String::from);
    let Some(list) = path.strip_prefix('{') else { return name(path).into_iter().collect() };
    let (mut level, mut names, mut start) = (0, Vec::new(), 0);
    for (at, character) in list.char_indices() {
        match character {
            '{' => level += 1,
            '}' if level == 0 => {
                names.extend(name(&list[start..at]));
                break;
            }
            '}' => level -= 1,
            ',' if level == 0 => {
                names.extend(name(&list[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn the_reader_finds_what_a_module_of_the_library_names() {
    let named = |code, depth| named_in_library(code, depth).into_iter().collect::<Vec<_>>();
    assert_eq!(
        named("use super::{signal, thread::{a, b}};\nfn f() { super::time::now() }", 1),
        ["signal", "thread", "time"]
    );
    assert_eq!(
        named("use super::state; use super::super::gc; use crate::library::http::send;", 2),
        ["gc", "http"]
    );
}

/// Each crate of the workspace, and those of the workspace that it uses in what ships.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let folders = fs::read_dir(repository().join("crates")).expect("crates/ can be read");
    let names: BTreeSet<String> = folders
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .collect();
    let used = |manifest: PathBuf| {
        let text = fs::read_to_string(manifest).expect("each crate has a manifest");
        names_in_dependencies(&text).filter(|name| names.contains(*name)).map(str::to_owned).collect()
    };
    let mut all: BTreeMap<String, BTreeSet<String>> = names
        .iter()
        .map(|name| (name.clone(), used(repository().join("crates").join(name).join("Cargo.toml"))))
        .collect();
    all.insert("loopscope".into(), used(repository().join("Cargo.toml")));
    all
}

/// The names below `[dependencies]`, for whichever target.
fn names_in_dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    manifest.lines().filter_map(move |line| {
        if line.starts_with('[') {
            inside = line == "[dependencies]"
                || (line.starts_with("[target.") && line.ends_with(".dependencies]"));
            return None;
        }
        let name = line.split(['.', ' ', '=']).next()?;
        (inside && !name.is_empty()).then_some(name)
    })
}

/// What a crate uses, and what that uses.
fn used_by_all(name: &str, dependencies: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = vec![name.to_owned()];
    while let Some(name) = rest.pop() {
        let used = &dependencies[&name];
        rest.extend(used.iter().filter(|used| found.insert((*used).clone())).cloned());
    }
    found
}

/// A source file: its path from the top of the repository, and its text without comments and tests.
struct Source {
    path: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    collect(&repository().join("src"), &mut files);
    for entry in fs::read_dir(repository().join("crates")).expect("crates/ can be read") {
        collect(&entry.expect("crates/ can be read").path().join("src"), &mut files);
    }
    files.sort();
    let read = |file: PathBuf| {
        let path =
            file.strip_prefix(repository()).expect("it lies below").to_string_lossy().replace('\\', "/");
        Source { path, code: shipped_code(&fs::read_to_string(&file).expect("sources are UTF-8")) }
    };
    files.into_iter().map(read).collect()
}

/// Rust files below a folder, without those that hold only tests.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("sources can be read") {
        let path = entry.expect("sources can be read").path();
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

/// A row of the table in ARCHITECTURE.md: "| `vm` | what it is | lang |".
fn row(line: &str) -> Option<(String, BTreeSet<String>)> {
    let cells: Vec<&str> = line.strip_prefix("| `")?.strip_suffix('|')?.split('|').map(str::trim).collect();
    let [name, _, used] = cells[..] else { return None };
    let used = used.split(',').map(str::trim).filter(|name| *name != "–" && !name.is_empty());
    Some((name.trim_end_matches('`').to_owned(), used.map(String::from).collect()))
}

#[test]
fn the_reader_finds_dependencies_of_every_target_and_none_of_tests() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\nvm.workspace = true\nserde = { version = \"1\" }\n\n\
                    [target.'cfg(x)'.dependencies]\nlang = \"1\"\n[dev-dependencies]\nrun.workspace = true\n";
    assert_eq!(names_in_dependencies(manifest).collect::<Vec<_>>(), ["vm", "serde", "lang"]);
}

#[test]
fn the_reader_skips_comments_and_tests_but_not_addresses() {
    let text = "//! [web_sys]\nuse lang; // web_sys\nlet a = \"http://x\";\n#[cfg(test)]\nmod tests {\n    use web_sys;\n}";
    let code = shipped_code(text);
    assert!(!code.contains("web_sys") && code.contains("http://x") && code.contains("use lang"), "{code}");
}
