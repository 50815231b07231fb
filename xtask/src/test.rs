//! `cargo xtask test`: everything that is checked, in the order in which mistakes are cheapest to find.

use crate::oracle::Oracle;
use crate::shell::{built_loopscope, cargo, run};
use crate::skips::Skips;
use crate::steps::Steps;
use crate::tools::{self, WASM};
use crate::{Outcome, build, conformance, differential, record, size};
use std::cell::OnceCell;
use std::process::Command;

/// A step: its name, the steps that it builds on, and what it does.
struct Step {
    name: &'static str,
    needs: &'static [&'static str],
    run: fn(&mut Context) -> Outcome,
}

/// What steps share.
#[derive(Debug, Default)]
pub(crate) struct Context {
    pub(crate) skips: Skips,
    /// Looked for once, when it is first needed.
    oracle: OnceCell<Option<Oracle>>,
}

impl Context {
    /// The CPython to compare with: of the recorded release, if one is here or can be installed.
    pub(crate) fn oracle(&self) -> Option<Oracle> {
        self.oracle.get_or_init(Oracle::find_or_install).clone()
    }
}

const STEPS: [Step; 12] = [
    Step { name: "format", needs: &[], run: |_| format() },
    Step { name: "clippy", needs: &[], run: |_| clippy() },
    Step { name: "clippy-wasm", needs: &[], run: |_| clippy_wasm() },
    Step { name: "docs", needs: &[], run: |_| docs() },
    Step { name: "host", needs: &[], run: |_| host_tests() },
    Step { name: "cpython", needs: &[], run: record::compare },
    Step { name: "differential", needs: &[], run: differential::check },
    Step { name: "conformance", needs: &[], run: |_| conformance::check() },
    Step { name: "wasm", needs: &[], run: |_| wasm_tests() },
    Step { name: "build", needs: &[], run: |_| build::site() },
    Step { name: "size", needs: &["build"], run: |_| size_budget() },
    Step { name: "browser", needs: &["build"], run: |_| browser_tests() },
];

/// The tests that run in a browser.
const WASM_TESTS: [&str; 14] = [
    "--package",
    "loopscope",
    "--package",
    "runtime",
    "--package",
    "engine",
    "--test",
    "wasm",
    "--test",
    "determinism",
    "--test",
    "live",
    "--test",
    "link",
];
/// What is built for the page.
const WASM_PACKAGES: [&str; 3] = ["--package=loopscope", "--package=engine", "--package=edge"];

/// Runs all steps, or those that are named, and closes with a summary.
pub(crate) fn test(names: &[String]) -> Outcome {
    if names.iter().any(|name| name == "--list") {
        STEPS.iter().for_each(|step| println!("{}", step.name));
        return Ok(());
    }
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let known = STEPS.map(|step| step.name).join(", ");
        return Err(format!("There is no step `{unknown}`. The steps are {known}."));
    }
    let mut steps = Steps::default();
    let mut context = Context::default();
    for step in STEPS.iter().filter(|step| names.is_empty() || names.iter().any(|name| name == step.name)) {
        steps.run(step.name, step.needs, || (step.run)(&mut context));
    }
    steps.finish(&context.skips)
}

/// `cargo fmt` follows `mod` lines, and does not see the modules that the tables of pages and panels declare (`src/ui.rs`).
fn format() -> Outcome {
    let folder = std::fs::read_dir("src/ui").map_err(|error| format!("Cannot read src/ui: {error}."))?;
    let files = folder.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "rs")).collect();
    files.sort();
    run(cargo(["fmt", "--all", "--", "--check"]).args(files))
        .map_err(|_| "The sources are not formatted: `cargo fmt --all -- src/ui/*.rs` does that.".into())
}

fn clippy() -> Outcome {
    run(&mut cargo(["clippy", "--workspace", "--all-targets", "--test", "browser", "--", "-D", "warnings"]))
}

fn clippy_wasm() -> Outcome {
    tools::ensure_wasm_target()?;
    let clippy = || cargo(["clippy", "--target", WASM]);
    run(clippy().args(WASM_PACKAGES).args(["--lib", "--bins", "--", "-D", "warnings"]))?;
    run(clippy().args(WASM_TESTS).args(["--", "-D", "warnings"]))
}

/// The documentation, private items included, since who reads it reads the source. Links to them are what it is for.
fn docs() -> Outcome {
    tools::ensure_wasm_target()?;
    let doc = || {
        let mut command = cargo(["doc", "--no-deps", "--document-private-items", "--lib"]);
        command.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links");
        command
    };
    run(doc().arg("--workspace"))?;
    run(doc().args(["--target", WASM]).args(WASM_PACKAGES))
}

/// Properties are tried on the same random values each time, so that a change is judged by what it changed: `cargo test`
/// alone tries others, and what they find is recorded as a case of its own.
fn host_tests() -> Outcome {
    run(cargo(["test", "--workspace", "--no-fail-fast"]).env("PROPTEST_RNG_SEED", "311"))
}

/// The tests that need a browser's interfaces, but no page around them.
fn wasm_tests() -> Outcome {
    tools::ensure_wasm_target()?;
    tools::ensure_wasm_bindgen()?;
    let mut command = cargo(["test", "--target", WASM]);
    command.args(WASM_TESTS);
    // The default of 20 s is short for a browser that starts for the first time on a busy machine.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    run(with_browser(&mut command)?)
}

fn size_budget() -> Outcome {
    let table = size::Table::of_site(build::SITE.as_ref())?;
    println!("{table}");
    table.check()
}

/// The tests that drive the built page as a person would.
fn browser_tests() -> Outcome {
    let axe = tools::ensure_axe()?;
    let mut command = browser_test(&[])?;
    run(command.env("AXE", axe))
}

/// A call of the tests in `tests/browser`, which start the command line's server.
pub(crate) fn browser_test(arguments: &[&str]) -> Result<Command, String> {
    let server = built_loopscope(&[])?;
    let mut command = cargo(["test", "--test", "browser"]);
    command.args(arguments);
    with_browser(&mut command)?
        .env("LOOPSCOPE", std::path::absolute(server).map_err(|error| error.to_string())?);
    Ok(command)
}

/// Tells a command where the browser and its driver are.
fn with_browser(command: &mut Command) -> Result<&mut Command, String> {
    let browser = tools::find_browser()?;
    Ok(command.env("CHROMIUM", browser.chromium).env("CHROMEDRIVER", browser.chromedriver))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_comes_after_those_that_it_needs() {
        for (index, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(
                    STEPS[..index].iter().any(|earlier| earlier.name == *need),
                    "{} needs {need}",
                    step.name
                );
            }
        }
    }

    #[test]
    fn an_unknown_step_is_refused_with_the_known_ones() {
        let message = test(&["browsers".into()]).expect_err("there is no such step");
        assert!(message.contains("format, clippy"), "{message}");
    }
}
