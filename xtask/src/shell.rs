//! Calling other programs: printed before they run, with their failure as a sentence.

use crate::Outcome;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Makes the top of the repository the current directory, wherever the command was called.
pub(crate) fn enter_repository() -> Outcome {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask/ lies in the repository");
    std::env::set_current_dir(top).map_err(|error| format!("Cannot enter {}: {error}.", top.display()))
}

/// A call of `cargo`: the one that runs this program, so that `cargo +toolchain xtask` stays with its toolchain.
pub(crate) fn cargo<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    command
}

/// Prints the call, runs it to its end, and reports a failure.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let line = command_line(command);
    println!("$ {line}");
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status}).")),
        Err(error) => Err(format!("`{line}` cannot be started: {error}.")),
    }
}

/// What the program prints on standard output; `None` if it cannot be run or fails.
pub(crate) fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Builds something, and says where its executable is.
pub(crate) fn built(arguments: &[&str], name: &str) -> Result<String, String> {
    run(&mut cargo(arguments))?;
    let messages = output_of(cargo(arguments).args(["--message-format", "json"])).unwrap_or_default();
    executable(&messages, name).ok_or_else(|| format!("cargo did not say where it put `{name}`."))
}

/// Builds the command line `loopscope`, and says where it is.
pub(crate) fn built_loopscope(options: &[&str]) -> Result<String, String> {
    built(&[&["build", "--bin", "loopscope"], options].concat(), "loopscope")
}

/// Where an executable is, as cargo's messages say: one for each thing that it built.
fn executable(messages: &str, name: &str) -> Option<String> {
    let named = format!("\"name\":\"{name}\"");
    messages.lines().filter(|line| line.contains(&named)).find_map(|line| {
        let (_, after) = line.split_once("\"executable\":\"")?;
        after.split_once('"').map(|(path, _)| path.replace("\\\\", "\\"))
    })
}

/// Where a program lies on the PATH.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    find_programs(name).into_iter().next()
}

/// All places on the PATH where a program of that name lies.
pub(crate) fn find_programs(name: &str) -> Vec<PathBuf> {
    let file_name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(&file_name)).filter(|file| file.is_file()).collect()
}

/// The call as a person would type it.
fn command_line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args()).map(OsStr::to_string_lossy);
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_printed_as_a_person_would_type_it() {
        let mut command = Command::new("/opt/rust/bin/cargo");
        command.args(["test", "--workspace"]);
        assert_eq!(command_line(&command), "cargo test --workspace");
    }

    #[test]
    fn the_executable_is_the_one_of_that_name() {
        let messages = [
            r#"{"name":"other","executable":"/a"}"#,
            r#"{"name":"test","executable":null}"#,
            r#"{"name":"test","executable":"/b/c","x":1}"#,
        ];
        assert_eq!(executable(&messages.join("\n"), "test"), Some("/b/c".into()));
        assert_eq!(executable(messages[1], "test"), None);
    }

    #[test]
    fn a_program_that_does_not_exist_is_reported_with_its_name() {
        let message = run(&mut Command::new("no-such-program-anywhere")).expect_err("it does not exist");
        assert!(message.starts_with("`no-such-program-anywhere` cannot be started"), "{message}");
    }
}
