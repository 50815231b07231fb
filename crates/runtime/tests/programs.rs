//! Each recorded program prints what CPython 3.11 printed when it was recorded, ends as it ended, and leaves the same trace each time.
//!
//! The records are made by `tests/record.py`; how programs are written and recorded is in `tests/programs/README.md`. Each program is a
//! test of its own name: `cargo test -p runtime --test programs -- asyncio/gather`.
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    recorded::main()
}

#[cfg(not(target_arch = "wasm32"))]
mod recorded {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;

    use libtest_mimic::{Arguments, Failed, Trial};
    use runtime::{Options, predict};
    use trace::{Ending, Stream, Trace};

    /// Where programs lie, where their records lie, and how many there are at least: a folder that was moved must not pass unseen.
    const FOLDERS: [(&str, &str, usize); 5] = [
        ("tests/programs", "tests/programs", 430),
        ("assets/programs", "tests/fan-out", 6),
        ("tests/blocking", "tests/blocking", 3),
        ("tests/requests", "tests/requests", 1),
        // Here the order of events is the program's own business, so that no sentence about them is judged.
        ("tests/own-loops", "tests/own-loops", 4),
    ];

    /// Programs that Loopscope does not run as CPython does yet. One that is mended must leave this list: its test fails.
    const KNOWN_FAILURES: &[&str] = &[];

    pub(crate) fn main() -> ExitCode {
        let arguments = Arguments::from_args();
        let trials =
            FOLDERS.into_iter().flat_map(|(programs, records, least)| trials(programs, records, least));
        libtest_mimic::run(&arguments, trials.collect()).exit_code()
    }

    /// A test for each program below a folder, which is named by its path there.
    fn trials(programs: &str, records: &str, least: usize) -> Vec<Trial> {
        let (folder, records) = (fixtures::repository().join(programs), fixtures::repository().join(records));
        let mut found = Vec::new();
        find(&folder, &mut found);
        found.sort();
        let count = found.len();
        let enough = move || {
            if count >= least {
                Ok(())
            } else {
                Err(Failed::from(format!("only {count} programs were found")))
            }
        };
        let whole = Trial::test(format!("{programs} is complete"), enough);
        let trial = |program: PathBuf| {
            let name = program.strip_prefix(&folder).unwrap().with_extension("");
            let record = records.join(&name);
            let name = name.to_string_lossy().replace('\\', "/");
            let expected_to_fail = KNOWN_FAILURES.contains(&name.as_str());
            Trial::test(name, move || match (compare(&program, &record), expected_to_fail) {
                (Err(_), true) => Ok(()),
                (Ok(()), true) => Err("it passes: take it off the list KNOWN_FAILURES".into()),
                (result, false) => result.map_err(Failed::from),
            })
        };
        found.into_iter().map(trial).chain([whole]).collect()
    }

    fn find(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                find(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                found.push(path);
            }
        }
    }

    fn compare(program: &Path, record: &Path) -> Result<(), String> {
        let source = fs::read_to_string(program).unwrap();
        let run = || predict(&source, &Options::default()).map_err(|refusal| refusal.rendered);
        let trace = run()?;
        same_output(&trace, &fs::read_to_string(record.with_extension("out")).unwrap())?;
        same_ending(&trace, record)?;
        if run()? == trace { Ok(()) } else { Err("it leaves another trace the second time".into()) }
    }

    fn same_output(trace: &Trace, wanted: &str) -> Result<(), String> {
        let printed = trace.output(Stream::Output);
        if printed == wanted {
            return Ok(());
        }
        let at = printed.lines().zip(wanted.lines()).take_while(|(a, b)| a == b).count();
        let line = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").to_owned();
        let errors = trace.output(Stream::Error);
        Err(format!("line {}: {:?}, recorded {:?}\n{errors}", at + 1, line(&printed), line(wanted)))
    }

    fn same_ending(trace: &Trace, record: &Path) -> Result<(), String> {
        let traceback = fs::read_to_string(record.with_extension("err")).ok();
        let status = fs::read_to_string(record.with_extension("status")).ok();
        let status: i32 = status.map_or(1, |status| status.trim().parse().unwrap());
        match (trace.ending(), traceback) {
            (Some(Ending::Finished), None) => Ok(()),
            (Some(Ending::Failed { traceback, status: ended }), wanted)
                if *traceback == wanted.clone().unwrap_or_default() && *ended == status =>
            {
                Ok(())
            }
            (ending, wanted) => Err(format!("it ended with {ending:?}, recorded {wanted:?}")),
        }
    }
}
