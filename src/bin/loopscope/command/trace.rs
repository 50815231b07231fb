//! `loopscope trace FILE`: prints everything that happens in a run.

use std::process::ExitCode;

use super::run::trace_of;
use super::settings::Settings;

/// Runs a program in virtual time and prints its trace.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The Python program
    file: std::path::PathBuf,
    /// The form of the trace
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    settings: Settings,
}

/// The forms that a trace can be printed in.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// One event a line, for reading and comparing
    Text,
}

/// Runs the command.
#[allow(clippy::print_stdout, reason = "it is what the command is for")]
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let trace = match trace_of(&arguments.file, arguments.settings.options(&arguments.file)) {
        Ok(trace) => trace,
        Err(status) => return status,
    };
    match arguments.format {
        Format::Text => print!("{}", loopscope::trace::text::to_text(&trace)),
    }
    ExitCode::SUCCESS
}
