//! The list of files that the service worker keeps, so that the site works without a network after the first visit.

use crate::Outcome;
use crate::build::{PROGRAMS, is_of};
use std::path::Path;

/// The list's name, as `assets/sw.js` knows it.
const LIST: &str = "offline.txt";

/// The worker in which programs run: its script, and the interpreter.
const WORKER: [&str; 2] = ["worker", "engine"];

/// Writes the list into the folder of a site that has been built.
pub(crate) fn write(site: &Path) -> Outcome {
    let mut files = Vec::new();
    collect(site, "", &mut files)?;
    files.sort();
    let build = files.iter().find(|name| name.starts_with("app-") && name.ends_with(".js")).cloned();
    let build = build.ok_or("The site has no program `app`.")?;
    let names: Vec<String> = files.iter().filter_map(|name| address(name, &build)).collect();
    std::fs::write(site.join(LIST), names.join("\n") + "\n")
        .map_err(|error| format!("Cannot write {LIST}: {error}."))
}

/// The address at which the page asks for a file; None for what it never asks for.
///
/// Programs whose names have no hash are asked for by the build, as in `boot.js` and `worker.js`; and so are stored runs.
fn address(name: &str, build: &str) -> Option<String> {
    let is_program = PROGRAMS.iter().chain(&WORKER).any(|program| is_of(name, program));
    let by_build = is_program || name == "pages.css" || name.starts_with("runs/");
    match name {
        "index.html" => Some("./".to_owned()),
        "sw.js" | LIST => None,
        _ if by_build => Some(format!("{name}?{build}")),
        _ => Some(name.to_owned()),
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) -> Outcome {
    let unreadable = |error| format!("Cannot read {}: {error}.", folder.display());
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files)?;
        } else {
            files.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_without_a_hash_are_listed_as_the_page_asks_for_them() {
        let listed = |name| address(name, "app-1.js");
        assert_eq!(listed("engine_bg.wasm").as_deref(), Some("engine_bg.wasm?app-1.js"));
        assert_eq!(listed("course.js").as_deref(), Some("course.js?app-1.js"));
        assert_eq!(listed("runs/home.bin").as_deref(), Some("runs/home.bin?app-1.js"));
        assert_eq!(listed("lessons/en/index.md").as_deref(), Some("lessons/en/index.md"));
        assert_eq!(listed("index.html").as_deref(), Some("./"));
        assert_eq!(listed("sw.js"), None);
    }
}
