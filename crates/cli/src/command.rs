//! The command line: what there is to say, and which file does it. One subcommand, one file.

mod draw;
mod input;
mod run;
mod serve;
mod settings;
mod status;
mod trace;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// See asynchronous Python happen.
#[derive(Debug, Parser)]
#[command(name = "loopscope", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Arguments),
    Trace(trace::Arguments),
    Draw(draw::Arguments),
    Serve(serve::Arguments),
}

/// Does what the command line says. Bad arguments end the process with a message.
pub(crate) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and versions come this way too, and are no errors.
            error.print().ok();
            return if error.use_stderr() { ExitCode::from(status::WRONG_USE) } else { ExitCode::SUCCESS };
        }
    };
    match arguments.command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Trace(arguments) => trace::run(&arguments),
        Command::Draw(arguments) => draw::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
    }
}

/// Prints what the command is for. Whoever reads it may have enough before its end (`| head`): that is no error.
fn say(text: &str) {
    let mut output = std::io::stdout().lock();
    output.write_all(text.as_bytes()).and_then(|()| output.flush()).ok();
}
