//! Programs written to break the interpreter: deep, wide, endless, huge, reentrant. Each runs in a process of its own, so that an
//! overflow of the stack or a panic is seen for what it is, and must end as it says: one with an `.out` beside it prints that (what
//! CPython 3.11 prints) and finishes; any other names in its first line the limit that stops it, or the exception that ends it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::thread;

/// What a program that is to be stopped may spend: little, so that the test is short.
const SMALL: [&str; 6] = ["--max-steps", "100000", "--max-memory", "20", "--max-output", "100000"];
/// So many run at a time.
const AT_ONCE: usize = 2;

fn run(program: &Path, options: &[&str]) -> Output {
    let mut loopscope = Command::new(env!("CARGO_BIN_EXE_loopscope"));
    loopscope.arg("run").args(options).arg(program).stdin(Stdio::null()).output().unwrap()
}

/// What is wrong with the way in which a program ends, if anything is.
fn complaint(program: &Path) -> Option<String> {
    let source = std::fs::read_to_string(program).unwrap();
    let recorded = std::fs::read_to_string(program.with_extension("out"));
    let output = run(program, if recorded.is_ok() { &[] } else { &SMALL });
    let (printed, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let last = said.lines().last().unwrap_or_default();
    let expected = source.lines().next().and_then(|line| line.strip_prefix("# ")).unwrap_or_default();
    let is_as_expected = match (recorded, expected.split_once(": ")) {
        (Ok(recorded), _) => output.status.code() == Some(0) && printed == recorded.as_str(),
        (_, Some(("stopped", limit))) => {
            output.status.code() == Some(4) && last.contains(&format!("--max-{limit},"))
        }
        (_, Some(("fails", exception))) => output.status.code() == Some(1) && said.contains(exception),
        _ => panic!("{}: its first line says how it ends", program.display()),
    };
    (!is_as_expected).then(|| format!("{}: {}, {printed:.200}{last:.300}", program.display(), output.status))
}

#[test]
fn no_program_breaks_the_interpreter() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attack");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let programs: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|extension| extension == "py")).collect();
    assert!(programs.len() >= 60, "{} programs", programs.len());
    let (waiting, complaints) = (Mutex::new(programs), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let Some(program) = waiting.lock().unwrap().pop() else { break };
                    complaints.lock().unwrap().extend(complaint(&program));
                }
            });
        }
    });
    let complaints = complaints.into_inner().unwrap();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}
