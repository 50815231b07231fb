//! `loopscope run FILE`: runs a program in virtual time.

use std::process::ExitCode;

use super::input::run_of_program;
use super::say;
use super::settings::Settings;
use analysis::advice::advice;
use protocol::Advice;
use trace::{Ending, Kind, Stream};

/// Runs a program in virtual time and prints what it prints.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The Python program
    file: std::path::PathBuf,
    #[command(flatten)]
    settings: Settings,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let trace = match run_of_program(&arguments.file, &arguments.settings) {
        Ok(trace) => trace,
        Err(status) => return status,
    };
    for event in trace.events() {
        if let Kind::Output { stream, text } = event.kind {
            match stream {
                Stream::Output => say(trace.text(text)),
                Stream::Error => eprint!("{}", trace.text(text)),
            }
        }
    }
    // Prefixed, so that nobody takes it for Python's.
    for Advice { line, text, .. } in advice(&trace) {
        let place = if line == 0 { String::new() } else { format!("line {line}: ") };
        eprintln!("loopscope: {place}{text}");
    }
    match trace.ending() {
        Some(Ending::Finished) | None => ExitCode::SUCCESS,
        Some(Ending::Failed { status, .. }) => ExitCode::from(u8::try_from(*status).unwrap_or(1)),
        Some(Ending::Deadlock { message } | Ending::Limit { message, .. }) => {
            eprintln!("loopscope: {message}");
            ExitCode::from(3)
        }
        Some(Ending::Stopped) => ExitCode::from(3),
    }
}
