//! The walks of CONTRIBUTING.md, read from its text: the patch that each is kept as, the files that it touches, its commands.
//!
//! What it is not: it runs nothing. Begin with [`Walk::read_all`].

use crate::shell::output_of;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Where the patches lie.
const PATCHES: &str = "tests/first-hour/";

/// A section of CONTRIBUTING.md that walks through a change.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Walk {
    /// Its patch, from the top of the repository.
    pub(super) patch: String,
    /// What is typed, in order: the lines of code that are indented.
    pub(super) commands: Vec<String>,
    /// The files that the patch touches, as git counts their lines: added, removed, name.
    pub(super) touched: BTreeSet<String>,
    /// The files that only a command writes.
    pub(super) written: BTreeSet<String>,
}

impl Walk {
    /// The walks in the text of CONTRIBUTING.md.
    pub(super) fn read_all(text: &str) -> Vec<Walk> {
        let chapter = text.split("\n## ").find(|chapter| chapter.starts_with("The first hour\n"));
        chapter.unwrap_or_default().split("\n### ").skip(1).map(Walk::read).collect()
    }

    fn read(section: &str) -> Walk {
        let mut walk = Walk::default();
        if let Some((_, rest)) = section.split_once(PATCHES) {
            let name = rest.split(')').next().unwrap_or_default();
            walk.patch = format!("{PATCHES}{name}");
        }
        for line in section.lines() {
            if let Some(command) = line.strip_prefix("       ") {
                walk.commands.push(command.trim().to_owned());
            } else if let Some((file, lines)) = row(line) {
                match lines.split_once(" −") {
                    Some((added, removed)) => {
                        walk.touched.insert(format!("{}\t{removed}\t{file}", added.trim_start_matches('+')))
                    }
                    None => walk.written.insert(file.to_owned()),
                };
            }
        }
        walk
    }

    /// What the patch touches in the tree as it is, in git's words; or why it cannot be applied.
    pub(super) fn touched_by_patch(&self, top: &Path) -> Result<BTreeSet<String>, String> {
        let apply = |option| {
            output_of(Command::new("git").current_dir(top).args(["apply", option, "-C1", &self.patch]))
        };
        apply("--check").ok_or_else(|| {
            format!(
                "{} does not apply to the tree any more: see `git apply --check -C1 {}`. Make the change anew, by the walk in \
                 CONTRIBUTING.md, and keep `git diff` of it in its place.",
                self.patch, self.patch
            )
        })?;
        let counted = apply("--numstat").ok_or("git cannot count the lines of a patch.")?;
        Ok(counted.lines().map(str::to_owned).collect())
    }
}

/// A row of a table of files: its name, and how many lines are changed in it.
fn row(line: &str) -> Option<(&str, &str)> {
    let mut cells = line.strip_prefix("| `")?.split('|').map(str::trim);
    Some((cells.next()?.strip_suffix('`')?, cells.next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn top() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask/ lies in the repository")
    }

    fn walks() -> Vec<Walk> {
        let text = std::fs::read_to_string(top().join("CONTRIBUTING.md"));
        Walk::read_all(&text.expect("it is part of the repository"))
    }

    #[test]
    fn a_walk_is_read_with_its_patch_its_commands_and_its_files() {
        let text = "# Title\n\n## The first hour\n\nText.\n\n### A thing\n\n[`thing.patch`](tests/first-hour/thing.patch) adds it.\n\n\
                    1. Do.\n\n       cargo test -p x\n\n| file | lines | written by |\n|---|---|---|\n| `a/b.rs` | +2 −1 | you |\n\
                    | `c.json` | | `cargo x` |\n\n## Next\n\n### Nothing\n";
        let walk = Walk {
            patch: "tests/first-hour/thing.patch".into(),
            commands: vec!["cargo test -p x".into()],
            touched: ["2\t1\ta/b.rs".into()].into(),
            written: ["c.json".into()].into(),
        };
        assert_eq!(Walk::read_all(text), [walk]);
    }

    #[test]
    fn every_patch_is_walked_through() {
        let entries = std::fs::read_dir(top().join(PATCHES)).expect("it is part of the repository");
        let names =
            entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned());
        let kept: BTreeSet<String> = names.map(|name| format!("{PATCHES}{name}")).collect();
        let walked: BTreeSet<String> = walks().into_iter().map(|walk| walk.patch).collect();
        assert_eq!(kept, walked);
        for kind in ["function", "lesson", "page", "panel"] {
            assert!(walked.contains(&format!("{PATCHES}{kind}.patch")), "no walk adds a {kind}");
        }
    }

    #[test]
    fn every_patch_applies_to_the_tree_and_touches_what_contributing_says() {
        for walk in walks() {
            assert_eq!(
                walk.touched_by_patch(top()),
                Ok(walk.touched.clone()),
                "{}: left is the patch",
                walk.patch
            );
            assert!(!walk.commands.is_empty(), "{} is tested by no command", walk.patch);
        }
    }
}
