//! The command line: what it prints where, and the status with which it ends.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use std::path::PathBuf;
use std::process::{Command, Output};
use std::{env, fs};

/// A program in a file of its own, named after the test.
struct Program(PathBuf);

impl Program {
    fn new(name: &str, source: &str) -> Program {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("command-{name}.py"));
        fs::write(&path, source).unwrap();
        Program(path)
    }

    fn run(&self, command: &str, options: &[&str]) -> Output {
        let mut loopscope = Command::new(env!("CARGO_BIN_EXE_loopscope"));
        loopscope.arg(command).arg(&self.0).args(options).output().unwrap()
    }
}

const SLEEP: &str = "import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n    print('slept')\n\nasyncio.run(main())\n";

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn the_trace_is_printed_in_three_forms() {
    let program = Program::new("forms", SLEEP);
    let text = printed(&program.run("trace", &[]));
    assert!(text.ends_with("finished\n"), "{text}");
    let json = printed(&program.run("trace", &["--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["ending"]["kind"], "finished");
    assert_eq!(
        json["events"].as_array().unwrap().len(),
        text.lines().count() - 1,
        "one event a line, and the ending"
    );
    let chrome = printed(&program.run("trace", &["--format", "chrome"]));
    let chrome: serde_json::Value = serde_json::from_str(&chrome).unwrap();
    let events = chrome["traceEvents"].as_array().unwrap();
    assert!(events.iter().any(|event| event["cat"] == "waiting" && event["dur"] == 1_000_000.0));
}

#[test]
fn what_took_so_long_is_said_in_sentences() {
    let said = printed(&Program::new("why", SLEEP).run("trace", &["--format", "why"]));
    assert!(said.starts_with("main slept for 1 s.\nThe rest is "), "{said}");
}

#[test]
fn the_timeline_is_drawn_into_a_file_or_to_the_output() {
    let program = Program::new("draw", SLEEP);
    let file = program.0.with_extension("svg");
    assert!(program.run("draw", &["-o", file.to_str().unwrap()]).status.success());
    let svg = fs::read_to_string(&file).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("main"), "{svg}");
    assert_eq!(printed(&program.run("draw", &[])), svg);
    assert_ne!(printed(&program.run("draw", &["--dark"])), svg);
}

#[test]
fn each_way_to_end_has_its_status() {
    let status = |name, source| Program::new(name, source).run("run", &[]).status.code().unwrap();
    assert_eq!(status("finished", "print(1)"), 0);
    assert_eq!(status("failed", "1 / 0"), 1);
    assert_eq!(status("exit", "import sys\nsys.exit(7)"), 7);
    assert_eq!(status("status-of-eight-bits", "import sys\nsys.exit(-1)"), 255);
    assert_eq!(status("syntax", "def f(:\n"), 1);
    assert_eq!(status("refused", "import socket"), 2);
    assert_eq!(
        status(
            "refused-late",
            "import sys\nprint(1)\ngetattr(sys, 'get' + 'totalrefcount', 1)\ngetattr(sys, 'settra' + 'ce')"
        ),
        2
    );
    let limited = Program::new("limited", "while True: pass").run("run", &["--max-steps", "10"]);
    assert_eq!(limited.status.code(), Some(4));
    assert_eq!(Program::new("wrong-use", "").run("run", &["--nothing"]).status.code(), Some(64));
    assert_eq!(Program("nowhere.py".into()).run("run", &[]).status.code(), Some(64));
    assert_eq!(status("deadlock", "import asyncio\nasyncio.run(asyncio.Event().wait())"), 3);
}

#[test]
fn how_a_run_ended_is_written_to_a_file() {
    for (name, source, line) in [
        ("status-finished", "print(1)", "{\"ending\": \"finished\", \"status\": 0}\n"),
        ("status-exit", "import sys\nsys.exit(7)", "{\"ending\": \"failed\", \"status\": 7}\n"),
        ("status-refused", "import socket", "{\"ending\": \"refused\", \"status\": 2}\n"),
        ("status-syntax", "a b", "{\"ending\": \"failed\", \"status\": 1}\n"),
    ] {
        let program = Program::new(name, source);
        let file = program.0.with_extension("json");
        program.run("run", &["--status-file", file.to_str().unwrap()]);
        assert_eq!(fs::read_to_string(&file).unwrap(), line);
    }
}

#[test]
fn every_limit_is_an_option_and_its_message_names_it() {
    let cases = [
        ("steps", "--max-steps", "10", "while True:\n    pass\n"),
        ("events", "--max-events", "10", "for n in range(100):\n    n += 1\n"),
        ("output", "--max-output", "10", "while True:\n    print('more')\n"),
        ("items", "--max-items", "10", "x = [0] * 100\n"),
        ("memory", "--max-memory", "10", "x = []\nwhile True:\n    x.append([0] * 100_000)\n"),
        ("time", "--max-time", "0.5", SLEEP),
    ];
    for (name, option, value, source) in cases {
        let output = Program::new(name, source).run("run", &[option, value]);
        let message = complained(&output);
        assert!(message.contains(option), "{option}: {message}");
        assert!(!output.status.success(), "{option}");
    }
    let source =
        "def f(n):\n    return f(n + 1)\ntry:\n    f(0)\nexcept RecursionError:\n    print('deep')\n";
    assert_eq!(printed(&Program::new("recursion", source).run("run", &["--max-recursion", "50"])), "deep\n");
}

#[test]
fn seed_and_cost_are_options() {
    let source = "import random\nprint(random.random())\n";
    let program = Program::new("seed", source);
    let with = |seed| printed(&program.run("run", &["--seed", seed]));
    assert_eq!(with("1"), with("1"));
    assert_ne!(with("1"), with("2"));
    let source =
        "import time\nstart = time.perf_counter()\nx = 1\nprint(round(time.perf_counter() - start, 3))\n";
    // Two lines begin after the first reading.
    assert_eq!(printed(&Program::new("cost", source).run("run", &["--cost-per-line", "500000"])), "1.0\n");
}
