//! `cargo xtask conformance` and the step of that name: what of Python 3.11 Loopscope has, in `assets/conformance.json` and, for the page to show, in `assets/conformance.html`.
//!
//! `tests/conformance.py` makes the table; here is only what it needs from cargo.

use std::process::Command;

use crate::Outcome;
use crate::record::{VERSION, find_python};
use crate::shell::{built, run};

/// Writes the table again.
pub(crate) fn write() -> Outcome {
    if find_python().is_none() {
        return Err(format!("There is no CPython {VERSION} here: install python{VERSION}."));
    }
    call(&[])
}

/// The step of `cargo xtask test`: the table is up to date.
pub(crate) fn check() -> Outcome {
    if find_python().is_none() {
        println!("skipped: there is no CPython {VERSION} on this machine, so the table stands as it is");
        return Ok(());
    }
    call(&["--check"]).map_err(|_| {
        "The table is not up to date, as shown above: `cargo xtask conformance` writes it.".into()
    })
}

fn call(arguments: &[&str]) -> Outcome {
    let python = find_python().ok_or("There is no CPython to ask.")?;
    let loopscope = built(&["build", "--bin", "loopscope"], "loopscope")?;
    run(Command::new(python).args(["tests/conformance.py", "--loopscope", &loopscope]).args(arguments))
}
