//! `cargo xtask record`: what the real CPython prints for the programs in `tests/programs`, recorded or compared, and what else of it
//! is a matter of record.
//!
//! Recording needs the release that is recorded; comparing takes any 3.11, and skips what that one cannot judge. See [`crate::oracle`].

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::oracle::{self, Difference, Oracle, RECORDED, Report};
use crate::requests::{self, Mode};
use crate::shell::{cargo, run};
use crate::test::Context;
use crate::{conformance, differential};

/// What is compared, in the words of a summary.
const WHAT: &str = "recorded program";
const PROGRAMS: &str = "tests/programs";
/// The scripts write their differences here.
const REPORT: &str = "target/differences.txt";

/// Records what CPython prints, or with an option something else: see the usage in `main.rs`.
pub(crate) fn record(arguments: &[String]) -> Outcome {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--requests"] => {
            requests::compared(&Oracle::of_recorded_release()?.program, Mode::Record).map(|_| ())
        }
        ["--names"] => conformance::record_names(&Oracle::of_recorded_release()?.program),
        ["--release"] => note_release(),
        ["--runs"] => record_runs(),
        _ => {
            let oracle = Oracle::of_recorded_release()?;
            run(Command::new(oracle.program).arg("tests/record.py").args(arguments))
        }
    }
}

/// Writes what pages show first into `assets/runs`; the test that compares it with what there is does that. See tests/runs.rs.
fn record_runs() -> Outcome {
    let mut test = cargo(["test", "--test", "content", "what_is_stored", "--", "--nocapture"]);
    run(test.env("LOOPSCOPE_RECORD_RUNS", "1"))
}

/// The step of `cargo xtask test`: CPython is the judge, where it is present.
pub(crate) fn compare(context: &mut Context) -> Outcome {
    let Some(oracle) = context.oracle() else {
        let why = format!("by CPython 3.11, which is not here: {}", oracle::how_to_install());
        context.skips.add(files(Path::new(PROGRAMS))?.len() + requests::count()?, WHAT, &why);
        context.skips.add(1, "table of mistakes", &why);
        return Ok(());
    };
    println!("{} is CPython {}", oracle.program.display(), oracle.release);
    let differences = all_differences(&oracle, context)?;
    oracle.judge(differences, WHAT, &mut context.skips)?;
    // A test that asks CPython, and is left out of the others for that.
    let mut mistakes = cargo(["test", "--workspace", "--test", "advice", "--", "--ignored", "cpython"]);
    run(mistakes.env("PYTHON", &oracle.program))
}

/// What this CPython does otherwise than is recorded. What cannot be run is counted as skipped.
fn all_differences(oracle: &Oracle, context: &mut Context) -> Result<Vec<Difference>, String> {
    let mut found = reported(Command::new(&oracle.program).arg("tests/record.py"))?.differences;
    let of_requests = requests::compared(&oracle.program, Mode::Compare)?;
    found.extend(of_requests.differences);
    if of_requests.left_out > 0 {
        let why = "by CPython with aiohttp and requests, which could not be installed: that needs the module `venv` and PyPI";
        context.skips.add(of_requests.left_out, WHAT, why);
    }
    Ok(found)
}

/// Notes what the first CPython 3.11 on the PATH does otherwise than the recorded release.
fn note_release() -> Outcome {
    let oracle = Oracle::first_on_path().ok_or("There is no CPython 3.11 on the PATH.")?;
    if oracle.release == RECORDED {
        return Err(format!(
            "{} is CPython {RECORDED}, with which everything is recorded. Put another release of 3.11 first on the PATH.",
            oracle.program.display()
        ));
    }
    let mut context = Context::default();
    let mut found = all_differences(&oracle, &mut context)?;
    found.extend(differential::differences(&oracle, differential::OF_TEST)?);
    found.iter().for_each(|difference| println!("{}\n{}", difference.name, difference.text));
    oracle::note(oracle.release, &found)
}

/// Runs a script that compares, and reads what it found.
pub(crate) fn reported(script: &mut Command) -> Result<Report, String> {
    std::fs::create_dir_all("target").map_err(|error| format!("Cannot make target/: {error}."))?;
    run(script.args(["--report", REPORT]))?;
    let report =
        std::fs::read_to_string(REPORT).map_err(|error| format!("Cannot read {REPORT}: {error}."))?;
    Report::parse(&report).ok_or_else(|| format!("{REPORT} is no report:\n{report}"))
}

/// The programs in a folder and in those within it, in the order of their names.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("Cannot read {}: {error}", folder.display()))?;
    let mut entries: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        if entry.is_dir() {
            found.extend(files(&entry)?);
        } else if entry.extension().is_some_and(|extension| extension == "py") {
            found.push(entry);
        }
    }
    Ok(found)
}
