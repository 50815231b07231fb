//! `cargo xtask first-hour`: the changes through which CONTRIBUTING.md walks, made for real in a copy of the tree, built and tested by
//! the commands that stand there.
//!
//! That each patch still applies, and touches what CONTRIBUTING.md says and nothing else, is also a test of its own in [`walk`], which
//! takes no time. Begin with [`first_hour`].

mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use self::walk::Walk;
use crate::oracle::Oracle;
use crate::shell::{output_of, run};
use crate::{Outcome, tools};

/// Where the copy lies, with a target directory of its own, since no two trees may share one.
const FOLDER: &str = "target/first-hour";

/// Makes all changes in the copy, one after the other, each with its commands.
pub(crate) fn first_hour() -> Outcome {
    tools::ensure_wasm_target()?;
    let text = std::fs::read_to_string("CONTRIBUTING.md");
    let walks = Walk::read_all(&text.map_err(|error| format!("Cannot read CONTRIBUTING.md: {error}."))?);
    for walk in &walks {
        walk.touched_by_patch(Path::new("."))?;
    }
    let python = Oracle::of_recorded_release().ok().map(|oracle| oracle.program);
    let copy = Copy::make()?;
    for walk in &walks {
        println!("\n── {}", walk.patch);
        copy.walk(walk, python.as_deref())?;
    }
    println!("\nAll {} changes are as CONTRIBUTING.md says.", walks.len());
    Ok(())
}

/// A copy of the tree, which is no repository.
struct Copy {
    tree: PathBuf,
    target: PathBuf,
}

impl Copy {
    /// Brings the copy up to date. Files that are as they were stay untouched, so that cargo builds nothing anew for them.
    fn make() -> Result<Copy, String> {
        let folder =
            std::path::absolute(FOLDER).map_err(|error| format!("Cannot find {FOLDER}: {error}."))?;
        let copy = Copy { tree: folder.join("tree"), target: folder.join("target") };
        std::fs::create_dir_all(&copy.tree).map_err(|error| format!("Cannot make {FOLDER}: {error}."))?;
        let listed = ["ls-files", "--cached", "--others", "--exclude-standard"];
        let listed = output_of(Command::new("git").args(listed));
        let listed = listed.ok_or("`git ls-files` failed. This needs git, and a clone of the repository.")?;
        let files: BTreeSet<PathBuf> =
            listed.lines().map(PathBuf::from).filter(|file| file.is_file()).collect();
        for file in &files {
            copy.write(file, &read(file)?)?;
        }
        for file in copy.contents(Path::new(""))?.into_keys().filter(|file| !files.contains(file)) {
            let old = copy.tree.join(file);
            std::fs::remove_file(&old)
                .map_err(|error| format!("Cannot remove {}: {error}.", old.display()))?;
        }
        Ok(copy)
    }

    fn write(&self, file: &Path, text: &[u8]) -> Outcome {
        let place = self.tree.join(file);
        if std::fs::read(&place).is_ok_and(|before| before == text) {
            return Ok(());
        }
        let folder = place.parent().expect("a file lies in a folder");
        let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&place, text));
        written.map_err(|error| format!("Cannot write {}: {error}.", place.display()))
    }

    /// The files of the copy below a folder, with what is in them; but for what commands leave behind that git ignores.
    fn contents(&self, below: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
        let folder = self.tree.join(below);
        let unreadable = |error| format!("Cannot read {}: {error}.", folder.display());
        let mut found = BTreeMap::new();
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let file = below.join(entry.map_err(unreadable)?.file_name());
            let place = self.tree.join(&file);
            if !place.is_dir() {
                found.insert(file, read(&place)?);
            } else if !["target", "__pycache__"].iter().any(|ignored| file.ends_with(ignored)) {
                found.extend(self.contents(&file)?);
            }
        }
        Ok(found)
    }

    /// Makes a change, runs its commands, and compares what they write with what CONTRIBUTING.md says.
    fn walk(&self, walk: &Walk, python: Option<&Path>) -> Outcome {
        run(self.command("git").args(["apply", "-C1", &walk.patch]))?;
        let before = self.contents(Path::new(""))?;
        for command in &walk.commands {
            let mut words = command.split_whitespace();
            match words.next().unwrap_or_default() {
                "python3" => match python {
                    Some(python) => run(self.command(python).args(words))?,
                    None => println!("Left out, since it needs CPython 3.11.7: {command}"),
                },
                program => run(self.command(program).args(words))?,
            }
        }
        let after = self.contents(Path::new(""))?;
        let is_new = |(file, text): &(PathBuf, Vec<u8>)| before.get(file) != Some(text);
        let written = after.into_iter().filter(is_new).map(|(file, _)| file.display().to_string());
        let written: BTreeSet<String> = written.collect();
        if written == walk.written {
            return Ok(());
        }
        Err(format!(
            "After {}, the commands of CONTRIBUTING.md wrote {written:?}, and its table says {:?}.",
            walk.patch, walk.written
        ))
    }

    /// A call of a program in the copy. Git takes the copy for no part of the repository that it lies in.
    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        let above = self.tree.parent().expect("it lies below target/");
        command.current_dir(&self.tree).env("CARGO_TARGET_DIR", &self.target);
        command.env("GIT_CEILING_DIRECTORIES", above);
        command
    }
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(file).map_err(|error| format!("Cannot read {}: {error}.", file.display()))
}
