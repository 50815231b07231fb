//! Every program in `tests/programs/` prints what CPython 3.11 printed when it was recorded, and ends as it ended.
//!
//! The records are made by `tests/record.py`; how programs are written and recorded is in `tests/programs/README.md`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use std::fs;
use std::path::{Path, PathBuf};

use loopscope::run::{Options, predict};
use loopscope::trace::{Ending, Stream, Trace};

/// Programs that Loopscope does not run as CPython does yet, and why. One that is mended must leave this list.
const NOT_YET: &[(&str, &str)] = &[];

fn programs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let mut found = Vec::new();
    for topic in fs::read_dir(root).unwrap() {
        let topic = topic.unwrap().path();
        if topic.is_dir() {
            let files = fs::read_dir(topic).unwrap().map(|file| file.unwrap().path());
            found.extend(files.filter(|file| file.extension().is_some_and(|extension| extension == "py")));
        }
    }
    found.sort();
    found
}

fn name(program: &Path) -> String {
    let topic = program.parent().and_then(Path::file_name).unwrap().to_string_lossy();
    format!("{topic}/{}", program.file_stem().unwrap().to_string_lossy())
}

fn run(program: &Path) -> Result<Trace, String> {
    let source = fs::read_to_string(program).unwrap();
    predict(&source, &Options::default()).map_err(|refusal| refusal.rendered)
}

/// What is different from the record, in a few lines; None if nothing is.
fn difference(program: &Path) -> Option<String> {
    let wanted = fs::read_to_string(program.with_extension("out")).unwrap();
    let trace = match run(program) {
        Ok(trace) => trace,
        Err(refusal) => return Some(refusal),
    };
    let printed = trace.output(Stream::Output);
    if printed != wanted {
        let at = printed.lines().zip(wanted.lines()).take_while(|(a, b)| a == b).count();
        let line = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").to_owned();
        let errors = trace.output(Stream::Error);
        return Some(format!(
            "line {}: {:?}, recorded {:?}\n{errors}",
            at + 1,
            line(&printed),
            line(&wanted)
        ));
    }
    let traceback = fs::read_to_string(program.with_extension("err")).ok();
    let status = fs::read_to_string(program.with_extension("status")).ok();
    let status: i32 = status.map_or(1, |status| status.trim().parse().unwrap());
    match (trace.ending(), traceback) {
        (Some(Ending::Finished), None) => None,
        (Some(Ending::Failed { traceback, status: ended }), wanted)
            if *traceback == wanted.clone().unwrap_or_default() && *ended == status =>
        {
            None
        }
        (ending, wanted) => Some(format!("it ended with {ending:?}, recorded {wanted:?}")),
    }
}

#[test]
fn every_recorded_program_prints_what_cpython_printed() {
    let mut different = Vec::new();
    let mut mended = Vec::new();
    let programs = programs();
    assert!(programs.len() >= 250, "only {} programs were found", programs.len());
    for program in &programs {
        let name = name(program);
        let expected_to_differ = NOT_YET.iter().any(|(other, _)| *other == name);
        match difference(program) {
            Some(what) if !expected_to_differ => different.push(format!("{name}: {what}")),
            None if expected_to_differ => mended.push(name),
            _ => {}
        }
    }
    assert!(
        different.is_empty(),
        "{} of {} differ:\n{}",
        different.len(),
        programs.len(),
        different.join("\n")
    );
    assert!(mended.is_empty(), "take these off the list NOT_YET: {mended:?}");
}

#[test]
fn a_program_leaves_the_same_trace_each_time() {
    for program in programs() {
        let (Ok(first), Ok(second)) = (run(&program), run(&program)) else { continue };
        assert!(first == second, "{} leaves two different traces", name(&program));
    }
}

#[test]
fn the_fan_out_programs_print_what_cpython_and_aiohttp_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["sequential", "callbacks", "gather", "semaphore", "as_completed", "timeout"] {
        let trace = run(&root.join(format!("assets/programs/{name}.py"))).unwrap();
        let wanted = fs::read_to_string(root.join(format!("tests/fan-out/{name}.out"))).unwrap();
        assert_eq!(trace.output(Stream::Output), wanted, "{name}");
    }
}

/// Recorded with the packages themselves, against `loopscope serve`.
#[test]
fn blocking_clients_print_what_requests_and_urllib_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/blocking");
    for name in ["requests", "threads", "urlopen"] {
        let program = root.join(format!("{name}.py"));
        assert_eq!(difference(&program), None, "{name}");
    }
}

#[test]
fn what_session_get_gives_can_be_made_a_task() {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/requests/tasks_of_requests.py");
    assert_eq!(difference(&program), None);
}

#[test]
fn a_process_that_ends_at_once_says_nothing_of_the_tasks_that_are_left() {
    let left = "import asyncio, os, signal\nloop = asyncio.new_event_loop()\n\
                task = loop.create_task(asyncio.sleep(1))\nloop.call_soon(loop.stop)\nloop.run_forever()\n";
    let said = |end: &str| {
        let trace = predict(&format!("{left}{end}"), &Options::default()).unwrap();
        trace.output(Stream::Error)
    };
    assert!(said("").starts_with("Task was destroyed but it is pending!\n"));
    assert_eq!(said("os._exit(3)"), "");
    assert_eq!(said("os.kill(os.getpid(), signal.SIGTERM)"), "");
}
