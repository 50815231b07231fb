//! The CPython that says what is right: which patch release of 3.11 it should be, where one is found, and what another one cannot
//! judge.
//!
//! All outputs are recorded with one release ([`RECORDED`]). Another one prints a few of them otherwise. Which ones is a matter of
//! record too: `tests/recorded/releases.txt` has a line for each release that was asked (`cargo xtask record --release`).

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::shell::{find_program, find_programs, output_of, run};
use crate::skips::Skips;

/// The release with which everything is recorded.
pub(crate) const RECORDED: Release = Release { patch: 7 };

/// What other releases print otherwise.
const RELEASES: &str = "tests/recorded/releases.txt";

/// Where a release is put that is installed here.
const INSTALLED: &str = "target/cpython";

/// A patch release of CPython 3.11.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Release {
    patch: u32,
}

/// An interpreter of CPython 3.11.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Oracle {
    pub(crate) program: PathBuf,
    pub(crate) release: Release,
}

/// Something that CPython does otherwise than is recorded, or than Loopscope does.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Difference {
    /// The program: its path without an extension, or `seed 139`.
    pub(crate) name: String,
    /// What to show of it.
    pub(crate) text: String,
}

impl Release {
    /// `3.11.7` → the release; `None` for another Python, and for what is no release.
    fn parse(text: &str) -> Option<Release> {
        Some(Release { patch: text.strip_prefix("3.11.")?.parse().ok()? })
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "3.11.{}", self.patch)
    }
}

impl Oracle {
    /// The best one that is on this machine: of the recorded release, or else of any.
    pub(crate) fn find() -> Option<Oracle> {
        best(candidates().into_iter().filter_map(asked))
    }

    /// The first one on the PATH, of whatever release.
    pub(crate) fn first_on_path() -> Option<Oracle> {
        let on_path = find_programs("python3").into_iter().chain(find_programs("python3.11"));
        on_path.filter_map(asked).next()
    }

    /// As [`Oracle::find`]; if there is none of the recorded release, tries to install that.
    pub(crate) fn find_or_install() -> Option<Oracle> {
        let found = Oracle::find();
        if found.as_ref().is_some_and(|oracle| oracle.release == RECORDED) {
            return found;
        }
        println!(
            "There is no CPython {RECORDED} here, with which outputs are recorded: trying to install it."
        );
        if install().is_none() {
            println!("It cannot be installed from here.");
        }
        Oracle::find()
    }

    /// One of the recorded release, for what no other one may do.
    pub(crate) fn of_recorded_release() -> Result<Oracle, String> {
        let found = Oracle::find();
        found.filter(|oracle| oracle.release == RECORDED).ok_or_else(|| {
            format!("This needs CPython {RECORDED}, and there is none here: {}.", how_to_install())
        })
    }

    /// Prints the differences that count and fails if there are any; those that are the release's own are skipped.
    pub(crate) fn judge(&self, differences: Vec<Difference>, what: &str, skips: &mut Skips) -> Outcome {
        let releases = std::fs::read_to_string(RELEASES).unwrap_or_default();
        let (skipped, wrong): (Vec<_>, Vec<_>) = differences
            .into_iter()
            .partition(|difference| is_of_release(&releases, self.release, &difference.name));
        if !skipped.is_empty() {
            let names: Vec<&str> = skipped.iter().map(|difference| &*difference.name).collect();
            let why =
                format!("{} by CPython {RECORDED} only, and this is {}", names.join(", "), self.release);
            skips.add(skipped.len(), what, &why);
        }
        if wrong.is_empty() {
            return Ok(());
        }
        wrong.iter().for_each(|difference| println!("\n{}\n{}", difference.name, difference.text.trim_end()));
        let mut message =
            format!("{} of the {what}s differ under CPython {}, as shown above.", wrong.len(), self.release);
        if self.release != RECORDED {
            message += &format!(
                " If they do not under {RECORDED}, `cargo xtask record --release` notes that they depend on the release."
            );
        }
        Err(message)
    }
}

/// What to type where the recorded release is missing.
pub(crate) fn how_to_install() -> String {
    format!("install it with `uv python install {RECORDED}` or `pyenv install {RECORDED}`")
}

/// Notes under this release that these programs depend on it.
pub(crate) fn note(release: Release, differences: &[Difference]) -> Outcome {
    let before = std::fs::read_to_string(RELEASES).unwrap_or_default();
    let names: Vec<&str> = differences.iter().map(|difference| &*difference.name).collect();
    std::fs::write(RELEASES, noted(&before, release, &names))
        .map_err(|error| format!("Cannot write {RELEASES}: {error}."))
}

/// What a script compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Report {
    /// How many programs.
    pub(crate) compared: usize,
    pub(crate) differences: Vec<Difference>,
}

impl Report {
    /// Reads a report as tests/record.py writes it: `436 compared`, then a line `== name` for each difference, and its text.
    pub(crate) fn parse(text: &str) -> Option<Report> {
        let (first, rest) = text.split_once('\n')?;
        let mut report =
            Report { compared: first.strip_suffix(" compared")?.parse().ok()?, differences: Vec::new() };
        for line in rest.lines() {
            if let Some(name) = line.strip_prefix("== ") {
                report.differences.push(Difference { name: name.to_owned(), text: String::new() });
            } else {
                let text = &mut report.differences.last_mut()?.text;
                *text += line;
                text.push('\n');
            }
        }
        Some(report)
    }
}

/// Whether a difference is the release's own: it is noted for that release, or nobody has asked that release yet.
fn is_of_release(releases: &str, release: Release, name: &str) -> bool {
    if release == RECORDED {
        return false;
    }
    match noted_for(releases, release) {
        Some(names) => names.contains(&name),
        None => true,
    }
}

/// What is noted for a release: `None` if it was not asked.
fn noted_for(releases: &str, release: Release) -> Option<Vec<&str>> {
    let line = releases.lines().find_map(|line| line.strip_prefix(&format!("{release}:")))?;
    Some(line.split(',').map(str::trim).filter(|name| !name.is_empty()).collect())
}

/// The text with the line of a release in place of the one before.
fn noted(releases: &str, release: Release, names: &[&str]) -> String {
    let start = format!("{release}:");
    let kept = releases.lines().filter(|line| !line.starts_with(&start));
    let line = format!("{start} {}", names.join(", "));
    kept.chain([line.trim_end()]).map(|line| format!("{line}\n")).collect()
}

/// The first one of the recorded release, or else the first.
fn best(oracles: impl Iterator<Item = Oracle>) -> Option<Oracle> {
    let mut first = None;
    for oracle in oracles {
        if oracle.release == RECORDED {
            return Some(oracle);
        }
        first = first.or(Some(oracle));
    }
    first
}

/// The interpreter, if it is CPython 3.11.
fn asked(program: PathBuf) -> Option<Oracle> {
    let question = "import platform; print(platform.python_implementation(), platform.python_version())";
    let said = output_of(Command::new(&program).args(["-c", question]))?;
    let release = Release::parse(said.strip_prefix("CPython ")?)?;
    Some(Oracle { program, release })
}

/// Where an interpreter may be: on the PATH, among pyenv's and uv's, and where [`install`] puts one.
fn candidates() -> Vec<PathBuf> {
    let mut found = find_programs("python3.11");
    found.extend(find_programs("python3"));
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let pyenv = std::env::var_os("PYENV_ROOT").map(PathBuf::from).or(home.map(|home| home.join(".pyenv")));
    let folders = pyenv.map(|pyenv| pyenv.join("versions")).into_iter().chain([INSTALLED.into()]);
    found.extend(folders.flat_map(|folder| interpreters_in(&folder)));
    let of_uv =
        uv().and_then(|uv| output_of(Command::new(uv).args(["python", "find", &RECORDED.to_string()])));
    found.extend(of_uv.map(PathBuf::from));
    found
}

/// `bin/python3.11` in each folder of a folder.
fn interpreters_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let programs = entries.filter_map(|entry| Some(entry.ok()?.path().join("bin/python3.11")));
    let mut found: Vec<PathBuf> = programs.filter(|program| program.is_file()).collect();
    found.sort();
    found
}

/// Installs the recorded release, where a tool for that is or can be had.
fn install() -> Option<()> {
    let release = RECORDED.to_string();
    let folder = std::path::absolute(INSTALLED).ok()?;
    let with_uv = uv().or_else(uv_of_pypi).and_then(|uv| {
        let mut command = Command::new(uv);
        // Below target/, and not on the PATH of whoever runs the tests.
        command.args(["python", "install", &release]).env("UV_PYTHON_INSTALL_DIR", folder);
        command.env("UV_PYTHON_INSTALL_BIN", "0").env("UV_HTTP_RETRIES", "1");
        output_of(&mut command).map(|_| ())
    });
    with_uv.or_else(|| {
        let pyenv = find_program("pyenv")?;
        run(Command::new(pyenv).args(["install", "--skip-existing", &release])).ok()
    })
}

fn uv() -> Option<PathBuf> {
    find_program("uv").or_else(|| Some(PathBuf::from("target/uv/bin/uv")).filter(|uv| uv.is_file()))
}

/// uv from PyPI, in an environment of its own below target/, where there is a Python of any version.
fn uv_of_pypi() -> Option<PathBuf> {
    let python = find_program("python3")?;
    output_of(Command::new(python).args(["-m", "venv", "target/uv"]))?;
    let install = ["-m", "pip", "--retries", "1", "--timeout", "10", "install", "--quiet", "uv"];
    output_of(Command::new("target/uv/bin/python").args(install))?;
    uv()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RELEASES: &str = "# Which programs.\n3.11.2: tests/programs/a/b, seed 139\n3.11.9:\n";

    fn release(text: &str) -> Release {
        Release::parse(text).expect("it is a release of 3.11")
    }

    fn oracle(program: &str, version: &str) -> Oracle {
        Oracle { program: program.into(), release: release(version) }
    }

    #[test]
    fn only_a_release_of_3_11_is_a_version_that_will_do() {
        assert_eq!(release("3.11.7"), RECORDED);
        assert_eq!(release("3.11.12").to_string(), "3.11.12");
        for other in ["3.12.1", "3.1.1", "3.11", "3.11.7+", "3.11.0rc1", ""] {
            assert_eq!(Release::parse(other), None, "{other}");
        }
    }

    #[test]
    fn the_recorded_release_is_taken_wherever_it_is_and_else_the_first_one() {
        let (debian, pyenv, newer) = (oracle("a", "3.11.2"), oracle("b", "3.11.7"), oracle("c", "3.11.9"));
        assert_eq!(best([debian.clone(), newer.clone(), pyenv.clone()].into_iter()), Some(pyenv));
        assert_eq!(best([debian.clone(), newer].into_iter()), Some(debian));
        assert_eq!(best(std::iter::empty()), None);
    }

    #[test]
    fn a_release_that_was_asked_excuses_what_is_noted_for_it_and_nothing_else() {
        assert!(is_of_release(RELEASES, release("3.11.2"), "tests/programs/a/b"));
        assert!(is_of_release(RELEASES, release("3.11.2"), "seed 139"));
        assert!(!is_of_release(RELEASES, release("3.11.2"), "tests/programs/a"));
        assert!(!is_of_release(RELEASES, release("3.11.9"), "tests/programs/a/b"));
    }

    #[test]
    fn a_release_that_nobody_asked_judges_nothing_and_the_recorded_one_everything() {
        assert!(is_of_release(RELEASES, release("3.11.5"), "anything"));
        assert!(!is_of_release(RELEASES, RECORDED, "tests/programs/a/b"));
    }

    #[test]
    fn what_differs_is_noted_in_place_of_what_was_noted_before() {
        let after = noted(RELEASES, release("3.11.2"), &["c/d", "seed 1"]);
        assert_eq!(after, "# Which programs.\n3.11.9:\n3.11.2: c/d, seed 1\n");
        assert_eq!(noted("", release("3.11.2"), &[]), "3.11.2:\n");
    }

    #[test]
    fn a_report_has_a_name_and_a_text_for_each_difference() {
        let report = Report::parse("5 compared\n== a/b\n-1 == 1\n+2\n== seed 3\n").expect("it is a report");
        let expected = [("a/b", "-1 == 1\n+2\n"), ("seed 3", "")];
        assert_eq!(report.compared, 5);
        assert_eq!(
            report.differences,
            expected.map(|(name, text)| Difference { name: name.into(), text: text.into() })
        );
        assert_eq!(Report::parse(""), None);
        assert_eq!(Report::parse("5 compared\nno name\n"), None);
    }

    #[test]
    fn differences_that_are_the_releases_own_are_counted_and_others_fail() {
        let differences = |names: &[&str]| {
            names
                .iter()
                .map(|&name| Difference { name: name.into(), text: String::new() })
                .collect::<Vec<_>>()
        };
        let mut skips = Skips::default();
        let unknown = oracle("a", "3.11.99");
        assert_eq!(unknown.judge(differences(&["a", "b"]), "program", &mut skips), Ok(()));
        assert_eq!(skips.count(), 2);
        let recorded = Oracle { release: RECORDED, ..unknown };
        assert!(recorded.judge(differences(&["a"]), "program", &mut skips).is_err());
        assert_eq!(skips.count(), 2);
    }
}
