//! `loopscope trace FILE`: prints everything that happens in a run, of a program or as it was saved.

use std::process::ExitCode;

use super::input::run_or_saved;
use super::say;
use super::settings::Settings;
use analysis::{CriticalPath, chrome};
use trace::{Naming, Trace, json, text};

/// Runs a program in virtual time and prints its trace, or prints that of a saved run
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The Python program, or a run that was saved with `loopscope trace --format json`
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
    /// All of it as data: docs/trace-format.md
    Json,
    /// For ui.perfetto.dev and chrome://tracing
    Chrome,
    /// What took so long, in sentences
    Why,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let trace = match run_or_saved(&arguments.file, &arguments.settings) {
        Ok(trace) => trace,
        Err(unusable) => return unusable.status(),
    };
    say(&match arguments.format {
        Format::Text => text::to_text(&trace),
        Format::Json => json::to_json(&trace),
        Format::Chrome => chrome::to_chrome(&trace),
        Format::Why => why(&trace),
    });
    ExitCode::SUCCESS
}

/// The critical path, a sentence a line.
fn why(trace: &Trace) -> String {
    let path = CriticalPath::of(trace, &Naming::new(trace));
    path.said.iter().map(|said| format!("{}\n", said.sentence)).collect()
}
