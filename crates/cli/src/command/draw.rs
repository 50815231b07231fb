//! `loopscope draw FILE -o out.svg`: the timeline of a run as a picture.

use std::path::PathBuf;
use std::process::ExitCode;

use super::input::run_or_saved;
use super::say;
use super::settings::Settings;
use analysis::Stretches;
use draw::to_svg;
use trace::{Naming, Trace};
use view::chart::timeline::picture;
use view::chart::{Palette, Theme};

/// Runs a program in virtual time and draws its timeline, or draws that of a saved run
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The Python program, or a run that was saved with `loopscope trace --format json`
    file: PathBuf,
    /// Where the picture goes, an SVG file; standard output if not given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How wide the picture is, in pixels; it is as high as its lanes need
    #[arg(long, value_name = "PIXELS", default_value_t = 1200, value_parser = clap::value_parser!(u32).range(200..=20_000))]
    width: u32,
    /// Light on dark
    #[arg(long)]
    dark: bool,
    #[command(flatten)]
    settings: Settings,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let trace = match run_or_saved(&arguments.file, &arguments.settings) {
        Ok(trace) => trace,
        Err(unusable) => return unusable.status(),
    };
    let svg = timeline(&trace, f64::from(arguments.width), arguments.dark);
    match &arguments.output {
        None => say(&svg),
        Some(output) => {
            if let Err(error) = std::fs::write(output, svg) {
                eprintln!("loopscope: cannot write {}: {error}", output.display());
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// The whole run, with all of its lanes.
fn timeline(trace: &Trace, width: f64, dark: bool) -> String {
    let size = (width, usize::MAX);
    let theme = Theme::new(1.0, if dark { Palette::Dark } else { Palette::Light });
    to_svg(&picture(trace, &Naming::new(trace), &Stretches::new(trace), size, &theme))
}
