//! The command line: what there is to say, and which file does it. One subcommand, one file.

mod run;
mod serve;
mod settings;
mod trace;

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
    Serve(serve::Arguments),
}

/// Does what the command line says. Bad arguments end the process with status 2 and a message.
pub(crate) fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Trace(arguments) => trace::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
    }
}
