//! `cargo xtask record`: what the real CPython prints for the programs in `tests/programs`, recorded or compared.
//!
//! Recording needs CPython 3.11; where there is none the records in the repository stand, and comparing says so and is skipped.

use std::path::PathBuf;
use std::process::Command;

use crate::Outcome;
use crate::requests::{Mode, with_requests};
use crate::shell::run;

/// The version whose behavior is recorded.
pub(crate) const VERSION: &str = "3.11";

/// Records what CPython prints, or with `--check` compares it with the records; with `--requests`, of the programs that send
/// requests.
pub(crate) fn record(arguments: &[String]) -> Outcome {
    let python = find_python()
        .ok_or_else(|| format!("There is no CPython {VERSION} here: install python{VERSION}."))?;
    if arguments.iter().any(|argument| argument == "--requests") {
        return with_requests(&python, Mode::Record);
    }
    run(Command::new(python).arg("tests/record.py").args(arguments))
}

/// The step of `cargo xtask test`: CPython is the judge, where it is present.
pub(crate) fn compare() -> Outcome {
    let Some(python) = find_python() else {
        println!("skipped: there is no CPython {VERSION} on this machine, so the records stand as they are");
        return Ok(());
    };
    run(Command::new(&python).args(["tests/record.py", "--check"]))?;
    with_requests(&python, Mode::Compare)
}

/// A python3 of the version that is recorded.
pub(crate) fn find_python() -> Option<PathBuf> {
    ["python3.11", "python3"].into_iter().map(PathBuf::from).find(|python| {
        let said = Command::new(python).arg("--version").output();
        said.is_ok_and(|output| {
            String::from_utf8_lossy(&output.stdout).starts_with(&format!("Python {VERSION}."))
        })
    })
}
