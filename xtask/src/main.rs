//! The commands of Loopscope's developers: `cargo xtask <command>`, from anywhere in the repository.
//!
//! Each command has its file. They call the tools that a developer would call by hand (cargo, trunk, Chromium) and
//! print the calls, so nothing here is magic. Begin with [`test`](mod@test), which lists all that is checked.
#![allow(clippy::print_stdout, reason = "a command line program talks on standard output")]

mod bench;
mod build;
mod conformance;
mod differential;
mod first_hour;
mod glue;
mod imports;
mod offline;
mod oracle;
mod pictures;
mod record;
mod requests;
mod serve;
mod shell;
mod size;
mod skips;
mod steps;
mod test;
mod tools;

use std::process::ExitCode;

/// What a command or a step ends with: nothing, or a sentence that says what went wrong and what to do.
type Outcome = Result<(), String>;

const HELP: &str = "\
Usage: cargo xtask <command>

  serve [--release] [--open] [--lan]   build the page, serve it, and build again when a file changes
                                       --lan: for a whole room, with the demo server on port 7001 beside it
  test [STEP…]                         all checks and tests, or only the named steps (see --list)
  build                                the static site in dist/, and the table of its sizes
  record [--check | --requests | --names | --release | --runs]
                                       what CPython 3.11.7 prints for tests/programs, recorded or compared
                                       --requests: for the programs that send requests; --names: the names of its library
                                       --release: what another 3.11 on the PATH does otherwise
                                       --runs: what Loopscope itself does with what its pages show first
  conformance                          which of CPython's names there are here, into assets/conformance.json and .html
  soak [--seeds N] [--from S]          thousands of random asyncio programs under CPython 3.11 and under Loopscope
  first-hour                           makes the changes of CONTRIBUTING.md in a copy of the tree, and tests them
  bench [programs | page | trace | first]
                                       Loopscope beside CPython; the page beside JavaScript; how quickly it steps; how soon it moves
                                       programs [NAME…] [--baseline BINARY]: some; instructions beside another binary's
                                       first [--baseline FOLDER]: beside another built site
  pictures [ROUTE…]                    screenshots of dist/ in target/pictures/: wide and narrow, light and dark
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = shell::enter_repository().and_then(|()| dispatch(&arguments));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n{message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments),
    };
    match command {
        "serve" => serve::serve(&serve::Options::parse(rest)?),
        "test" => test::test(rest),
        "build" => no_arguments(rest).and_then(|()| build::build()),
        "record" => record::record(rest),
        "conformance" => no_arguments(rest).and_then(|()| conformance::write()),
        "soak" => differential::soak(rest),
        "first-hour" => no_arguments(rest).and_then(|()| first_hour::first_hour()),
        "bench" => bench::bench(rest),
        "pictures" => pictures::pictures(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        unknown => Err(format!("There is no command `{unknown}`.\n\n{HELP}")),
    }
}

fn no_arguments(rest: &[String]) -> Outcome {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(format!("This command takes no arguments, so not `{extra}`.")),
    }
}
