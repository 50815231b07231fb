//! `cargo xtask conformance` and the step of that name: which of CPython's names Loopscope has, in `assets/conformance.json` and, for
//! the page to show, in `assets/conformance.html`; and which it has not, for the refusal of programs, in `missing.txt`.
//!
//! CPython's names are a matter of record (`tests/recorded/names.txt`), so that the command line alone makes the table anew.

mod missing;
mod table;

use std::path::Path;
use std::process::Command;

use self::table::{Ours, Row, library};
use crate::Outcome;
use crate::shell::{built_loopscope, output_of};

const NAMES: &str = "tests/recorded/names.txt";
const JSON: &str = "assets/conformance.json";
const PAGE: &str = "assets/conformance.html";
const MISSING: &str = "crates/runtime/src/refusal/missing.txt";

/// Builtins that are there to be named, for `isinstance`, and not to be called.
const NAMED_ONLY: [&str; 1] = ["complex"];

/// Writes the table.
pub(crate) fn write() -> Outcome {
    for (path, text) in made()? {
        std::fs::write(path, text).map_err(|error| format!("Cannot write {path}: {error}."))?;
        println!("{path} is written.");
    }
    Ok(())
}

/// The step of `cargo xtask test`: the table is up to date.
pub(crate) fn check() -> Outcome {
    for (path, text) in made()? {
        let before = read(path)?;
        if before != text {
            let changed: Vec<String> = changed_lines(&before, &text);
            return Err(format!(
                "{path} is not up to date: `cargo xtask conformance` writes it. It would begin so:\n{}",
                changed.join("\n")
            ));
        }
        println!("{path} is up to date.");
    }
    Ok(())
}

/// Records CPython's names.
pub(crate) fn record_names(python: &Path) -> Outcome {
    let names = output_of(Command::new(python).arg("tests/names.py")).ok_or("tests/names.py failed.")?;
    std::fs::write(NAMES, names + "\n").map_err(|error| format!("Cannot write {NAMES}: {error}."))
}

/// The files, as they should be: path and text.
fn made() -> Result<[(&'static str, String); 3], String> {
    let names = read(NAMES)?;
    let library = library(&names).ok_or_else(|| format!("{NAMES} is not as tests/names.py writes it."))?;
    let loopscope = Loopscope { program: built_loopscope(&[])? };
    let ours = loopscope.ours(&library.rows)?;
    let table = library.marked(&ours);
    let members = loopscope.printed(&missing::question(&table))?;
    let missing = missing::text(&table, &members);
    Ok([(JSON, table.json()), (PAGE, table.page()), (MISSING, missing)])
}

/// The first lines that a text has and another one has not, cut where they get long.
fn changed_lines(before: &str, after: &str) -> Vec<String> {
    const SHOWN: usize = 5;
    const WIDTH: usize = 300;
    let new = after.lines().filter(|line| !before.lines().any(|other| other == *line));
    new.take(SHOWN).map(|line| line.chars().take(WIDTH).collect()).collect()
}

fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("Cannot read {path}: {error}."))
}

/// The command line, which is asked by programs.
struct Loopscope {
    program: String,
}

impl Loopscope {
    /// What there is, of CPython's library.
    fn ours(&self, library: &[Row]) -> Result<Ours, String> {
        // A program that imports what is not there does not begin: one program for each module.
        let mut modules = Vec::new();
        for row in library {
            let (_, errors) = self.answer(&format!("import {}\n", row.module))?;
            if errors.is_empty() {
                modules.push(row.module.clone());
            }
        }
        let mut names = String::new();
        for row in library.iter().filter(|row| modules.contains(&row.module) && row.module != "builtins") {
            let module = &row.module;
            names += &format!("import {module} as module\n");
            names += &format!(
                "print(*['{module}.' + name for name in {:?} if name in vars(module)], sep='\\n')\n",
                row.lacks
            );
        }
        let mut names = self.printed(&names)?;
        let builtins = library.iter().find(|row| row.module == "builtins");
        names.extend(self.builtins(builtins.map_or(&[], |row| &row.lacks))?);
        Ok(Ours { modules, names })
    }

    /// Those builtins that a program may name, as `builtins.name`. A program that names another one is refused as a whole, and tried
    /// again without it.
    fn builtins(&self, names: &[String]) -> Result<Vec<String>, String> {
        let mut names: Vec<&String> =
            names.iter().filter(|name| !NAMED_ONLY.contains(&name.as_str())).collect();
        loop {
            let tries = names.iter().map(|name| {
                format!("try:\n    {name}\n    print('builtins.{name}')\nexcept NameError: pass\n")
            });
            let (printed, errors) = self.answer(&tries.collect::<String>())?;
            let Some(refused) = refused_name(&errors) else {
                return if errors.is_empty() { Ok(printed) } else { Err(errors) };
            };
            let count = names.len();
            names.retain(|name| *name != refused);
            if names.len() == count {
                return Err(errors);
            }
        }
    }

    /// The lines that a program prints that should not fail.
    fn printed(&self, program: &str) -> Result<Vec<String>, String> {
        let (lines, errors) = self.answer(program)?;
        if errors.is_empty() {
            Ok(lines)
        } else {
            Err(format!("Loopscope could not list its names:\n{errors}"))
        }
    }

    /// What a program prints, in lines, and what it says on standard error.
    fn answer(&self, program: &str) -> Result<(Vec<String>, String), String> {
        const FILE: &str = "target/conformance.py";
        std::fs::create_dir_all("target").map_err(|error| format!("Cannot make target/: {error}."))?;
        std::fs::write(FILE, program).map_err(|error| format!("Cannot write {FILE}: {error}."))?;
        let output = Command::new(&self.program).args(["run", FILE]).output();
        let output = output.map_err(|error| format!("{} cannot be started: {error}.", self.program))?;
        let lines = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
        Ok((lines, String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}

/// The name in `SyntaxError: open() is not supported`.
fn refused_name(errors: &str) -> Option<&str> {
    let line = errors.lines().find(|line| line.contains(" is not supported"))?;
    let (_, name) = line.split_once("SyntaxError: ")?;
    let (name, _) = name.split_once(" is not supported")?;
    Some(name.trim_end_matches("()"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_that_is_refused_is_read_from_the_message() {
        let errors =
            "  File \"p.py\", line 2\nSyntaxError: open() is not supported here: there are no files\n";
        assert_eq!(refused_name(errors), Some("open"));
        assert_eq!(refused_name("SyntaxError: exec is not supported\n"), Some("exec"));
        assert_eq!(refused_name("NameError: name 'x' is not defined\n"), None);
    }

    #[test]
    fn what_changed_is_shown_by_the_lines_that_are_new() {
        assert_eq!(changed_lines("a\nb\n", "a\nc\n"), ["c"]);
    }
}
