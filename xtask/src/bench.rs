//! `cargo xtask bench`: Loopscope beside CPython on the same programs, the built page beside JavaScript (both sides in turn, so that
//! a noisy machine is noisy for both), and how quickly the page goes through runs of any length.
#![allow(clippy::disallowed_types, reason = "a host program that measures elapsed time")]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::record::find_python;
use crate::shell::{cargo, run};
use crate::{Outcome, test};

/// The programs in `benches/programs`.
const PROGRAMS: [&str; 2] = ["switches", "compute"];
/// Rounds that are counted, after one that is not.
const ROUNDS: usize = 7;

/// Runs the benchmark of that name, or all.
pub(crate) fn bench(names: &[String]) -> Outcome {
    match names.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => programs().and_then(|()| in_page("overhead")).and_then(|()| in_page("speed")),
        ["programs"] => programs(),
        ["page"] => in_page("overhead"),
        ["trace"] => in_page("speed"),
        _ => Err("There are three benchmarks: `programs`, `page` and `trace`.".into()),
    }
}

/// Measures the page in `dist/`: live runs beside the same work in JavaScript, or how quickly one goes through a run. See the file of
/// that name in tests/browser.
fn in_page(name: &str) -> Outcome {
    run(&mut test::browser_test(&["--", name, "--ignored", "--nocapture"])?)
}

/// Measures whole processes, trace included, and prints medians and the median of the ratios round by round.
fn programs() -> Outcome {
    let python = find_python().ok_or("There is no CPython 3.11 here to compare with.")?;
    run(&mut cargo(["build", "--release", "--bin", "loopscope"]))?;
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let loopscope = format!("{target}/release/loopscope");
    println!("{:10} {:>12} {:>12} {:>22}", "program", "Loopscope", "CPython", "Loopscope / CPython");
    for name in PROGRAMS {
        let file = format!("benches/programs/{name}.py");
        let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let a = time(Command::new(&loopscope).args(["run", &file]))?;
            let b = time(Command::new(&python).arg(&file))?;
            if round > 0 {
                ours.push(a.as_secs_f64());
                theirs.push(b.as_secs_f64());
                ratios.push(a.as_secs_f64() / b.as_secs_f64());
            }
        }
        let (ours, theirs, ratio) = (median(ours), median(theirs), median(ratios));
        println!("{name:10} {:>10.0} ms {:>10.0} ms {ratio:>22.2}", ours * 1e3, theirs * 1e3);
    }
    Ok(())
}

fn time(command: &mut Command) -> Result<Duration, String> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stdin(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => Ok(start.elapsed()),
        Ok(status) => Err(format!("{command:?} failed ({status}).")),
        Err(error) => Err(format!("{command:?} cannot be started: {error}.")),
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
