//! Runs that were saved with `loopscope trace --format json`: they are read again as they were, and nothing else is taken for one.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use analysis::{CriticalPath, Stretches, chrome};
use proptest::prelude::*;
use runtime::{Options, predict};
use trace::{Naming, Trace, json, text};
use view::chart::timeline::picture;
use view::chart::{Palette, Theme};

/// All Python files below a folder.
fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
}

fn recorded_programs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["tests/programs", "tests/requests", "assets/programs", "assets/flows"] {
        programs(&fixtures::repository().join(folder), &mut found);
    }
    found.sort();
    assert!(found.len() > 440, "only {} programs were found", found.len());
    found
}

/// All that is shown of a run: the forms that are printed, what took so long, and the picture.
fn shown(trace: &Trace) -> [String; 5] {
    let naming = Naming::new(trace);
    let theme = Theme::new(1.0, Palette::Light);
    let scene = picture(trace, &naming, &Stretches::new(trace), (1200.0, usize::MAX), &theme);
    [
        text::to_text(trace),
        json::to_json(trace),
        chrome::to_chrome(trace),
        format!("{:?}", CriticalPath::of(trace, &naming)),
        draw::to_svg(&scene),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_run_that_is_read_again_shows_all_that_it_showed(program in prop::sample::select(recorded_programs())) {
        let source = fs::read_to_string(&program).unwrap();
        // Some records are of programs that are refused; there is nothing to save of them.
        if let Ok(trace) = predict(&source, &Options::default()) {
            let again = json::from_json(&json::to_json(&trace)).unwrap();
            for (before, after) in shown(&trace).iter().zip(&shown(&again)) {
                prop_assert_eq!(before, after);
            }
        }
    }
}

const SLEEP: &str = "import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n    print('slept')\n\nasyncio.run(main())\n";

/// A file in a folder of these tests' own.
fn file(name: &str, content: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("saved");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

fn loopscope(command: &str, file: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_loopscope")).arg(command).arg(file).args(options).output().unwrap()
}

fn printed(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// What a command says that is used wrongly (status 64), and prints nothing.
fn refusal(output: &Output) -> &str {
    let said = std::str::from_utf8(&output.stderr).unwrap();
    assert_eq!((output.status.code(), printed(output)), (Some(64), ""), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    said
}

#[test]
fn the_command_line_prints_and_draws_a_saved_run_as_it_does_the_program() {
    let program = file("sleep.py", SLEEP);
    let saved = file("sleep.json", printed(&loopscope("trace", &program, &["--format", "json"])));
    for options in
        [&["trace"][..], &["trace", "--format", "chrome"], &["trace", "--format", "why"], &["draw", "--dark"]]
    {
        let (command, options) = options.split_first().unwrap();
        let (of_program, of_saved) =
            (loopscope(command, &program, options), loopscope(command, &saved, options));
        assert!(of_saved.status.success(), "{command} {options:?}: {of_saved:?}");
        assert_eq!(printed(&of_program), printed(&of_saved), "{command} {options:?}");
    }
}

#[test]
fn what_a_file_is_its_content_says_whatever_it_is_called() {
    let program = file("content.py", SLEEP);
    let json = loopscope("trace", &program, &["--format", "json"]);
    let saved = file("saved-under-another-name.txt", printed(&json));
    assert_eq!(printed(&loopscope("trace", &saved, &["--format", "json"])), printed(&json));
    // A program can begin with a brace too.
    let dictionary = file("dictionary.py", "{'format': print('ran')}\n");
    assert!(printed(&loopscope("trace", &dictionary, &[])).contains("ran"));
}

#[test]
fn version_1_and_later_versions_are_refused_with_what_to_do() {
    for (version, age) in [(1, "an older"), (3, "a newer")] {
        let old = file(
            "version.json",
            &format!("{{\"format\":\"loopscope-trace\",\"version\":{version},\"events\":[]}}"),
        );
        for command in ["trace", "draw"] {
            let output = loopscope(command, &old, &[]);
            let said = refusal(&output);
            assert!(said.contains(&format!("version {version}")) && said.contains(age), "{said}");
            assert!(said.contains("make it again with `loopscope trace PROGRAM.py --format json`"), "{said}");
        }
    }
}

#[test]
fn damaged_and_foreign_files_are_refused_with_the_place() {
    let whole = json::to_json(&predict(SLEEP, &Options::default()).unwrap());
    let cut = &whole[..whole.len() / 2];
    // The lists come after the first line, each event on a line of its own.
    let line = 1 + cut.matches('\n').count();
    let cases = [
        (cut.to_owned(), format!("line {line} column ")),
        (whole.replacen("\"line\":3", "\"line\":\"three\"", 1), "expected u32".to_owned()),
        (whole.replacen("\"kind\":\"loop_started\"", "\"kind\":\"loop_begun\"", 1), "loop_begun".to_owned()),
        (whole.replacen("\"event\":5,", "\"event\":6,", 1), "event 6 stands where event 5 should".to_owned()),
        ("{\"traceEvents\":[]}".to_owned(), "no saved trace".to_owned()),
        ("[1, 2]".to_owned(), "no saved trace".to_owned()),
        (String::new(), "line 1 column 0".to_owned()),
        (SLEEP.to_owned(), "line 1 column 1".to_owned()),
    ];
    for (content, expected) in cases {
        let output = loopscope("trace", &file("damaged.json", &content), &[]);
        let said = refusal(&output);
        assert!(said.contains("damaged.json") && said.contains(&expected), "{expected}: {said}");
    }
}

#[test]
fn a_saved_run_is_no_program_and_takes_no_settings() {
    let saved = file("settings.json", &json::to_json(&predict(SLEEP, &Options::default()).unwrap()));
    let output = loopscope("run", &saved, &[]);
    assert!(refusal(&output).contains("`loopscope trace "), "{output:?}");
    let output = loopscope("trace", &saved, &["--seed", "3"]);
    assert!(refusal(&output).contains("are for running a program"), "{output:?}");
}
