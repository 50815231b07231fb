//! `loopscope run FILE`: runs a program in virtual time.

use std::process::ExitCode;

use super::input::{Unusable, run_of_program};
use super::say;
use super::settings::Settings;
use super::status;
use analysis::advice::advice;
use protocol::Advice;
use trace::{Ending, Kind, Stream};

/// Runs a program in virtual time and prints what it prints.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The Python program
    file: std::path::PathBuf,
    /// Where to write how it ended, as a line of JSON
    #[arg(long, value_name = "FILE")]
    status_file: Option<std::path::PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let status_file = arguments.status_file.as_deref();
    let trace = match run_of_program(&arguments.file, &arguments.settings) {
        Ok(trace) => trace,
        Err(Unusable::File) => return ExitCode::from(status::WRONG_USE),
        Err(Unusable::Program(refusal)) => {
            return ExitCode::from(status::write(status_file, status::of_refusal(&refusal)));
        }
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
    if let Some(
        Ending::Deadlock { message } | Ending::Limit { message, .. } | Ending::Unsupported { message },
    ) = trace.ending()
    {
        eprintln!("loopscope: {message}");
    }
    ExitCode::from(status::write(status_file, status::of_ending(trace.ending())))
}
