//! What a command is given: a program, which is run, or a run that was saved with `loopscope trace --format json`, which is read.
//!
//! Which of them a file is, its content says, or its name: what ends with `.json` is no program. What is wrong is said here, so that
//! commands only end. Begin with [`run_or_saved`].

use std::path::Path;
use std::process::ExitCode;

use super::settings::Settings;
use super::status;
use protocol::Refusal;
use runtime::predict;
use trace::{Trace, json};

/// Why there is no run. It has been said.
pub(crate) enum Unusable {
    /// The file cannot be read, or is none for this command.
    File,
    /// The program does not run.
    Program(Box<Refusal>),
}

impl Unusable {
    /// The status with which to end.
    pub(crate) fn status(&self) -> ExitCode {
        ExitCode::from(match self {
            Unusable::File => status::WRONG_USE,
            Unusable::Program(refusal) => status::of_refusal(refusal).1,
        })
    }
}

/// A run of the program in the file, or the run that was saved in it; else why there is none.
pub(crate) fn run_or_saved(file: &Path, settings: &Settings) -> Result<Trace, Unusable> {
    let text = read(file)?;
    if !is_saved(file, &text) {
        return run(&text, file, settings);
    }
    if settings.are_given() {
        return refuse(&format!(
            "{} is a run that has been saved: seeds, costs and limits are for running a program",
            file.display()
        ));
    }
    json::from_json(&text).or_else(|error| refuse(&format!("cannot read {}: {error}", file.display())))
}

/// A run of the program in the file.
pub(crate) fn run_of_program(file: &Path, settings: &Settings) -> Result<Trace, Unusable> {
    let text = read(file)?;
    if is_saved(file, &text) {
        let file = file.display();
        return refuse(&format!(
            "{file} is a run that has been saved, and no program; `loopscope trace {file}` shows it"
        ));
    }
    run(&text, file, settings)
}

fn run(source: &str, file: &Path, settings: &Settings) -> Result<Trace, Unusable> {
    predict(source, &settings.options(file)).map_err(|refusal| {
        eprint!("{}", refusal.rendered);
        Unusable::Program(Box::new(refusal))
    })
}

fn read(file: &Path) -> Result<String, Unusable> {
    std::fs::read_to_string(file).or_else(|error| refuse(&format!("cannot read {}: {error}", file.display())))
}

fn is_saved(file: &Path, text: &str) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
        || json::is_saved_trace(text)
}

fn refuse<T>(message: &str) -> Result<T, Unusable> {
    eprintln!("loopscope: {message}");
    Err(Unusable::File)
}
