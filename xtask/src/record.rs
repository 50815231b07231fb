//! `cargo xtask record`: what the real CPython prints for the programs in `tests/programs`, recorded or compared.
//!
//! Recording needs CPython 3.11; where there is none the records in the repository stand, and comparing says so and is skipped.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::Outcome;
use crate::shell::{cargo, run};

/// The version whose behavior is recorded.
pub(crate) const VERSION: &str = "3.11";
/// The programs that fan out requests, in `assets/programs`.
const FAN_OUT: [&str; 6] = ["sequential", "callbacks", "gather", "semaphore", "as_completed", "timeout"];
/// The address that the programs ask.
const SERVER: &str = "127.0.0.1:7001";

/// Records what CPython prints, or with `--check` compares it with the records.
pub(crate) fn record(arguments: &[String]) -> Outcome {
    let python = find_python()
        .ok_or_else(|| format!("There is no CPython {VERSION} here: install python{VERSION}."))?;
    run(Command::new(python).arg("tests/record.py").args(arguments))
}

/// The step of `cargo xtask test`: CPython is the judge, where it is present.
pub(crate) fn compare() -> Outcome {
    let Some(python) = find_python() else {
        println!("skipped: there is no CPython {VERSION} on this machine, so the records stand as they are");
        return Ok(());
    };
    run(Command::new(&python).args(["tests/record.py", "--check"]))?;
    compare_fan_out(&python)
}

/// A python3 of the version that is recorded.
pub(crate) fn find_python() -> Option<PathBuf> {
    ["python3.11", "python3"].into_iter().map(PathBuf::from).find(|python| {
        let said = Command::new(python).arg("--version").output();
        said.is_ok_and(|output| {
            String::from_utf8_lossy(&output.stdout).starts_with(&format!("Python {VERSION}."))
        })
    })
}

/// Runs the fan-out programs under CPython, with the real aiohttp, against `loopscope serve`.
fn compare_fan_out(python: &Path) -> Outcome {
    let Some(python) = python_with_aiohttp(python) else {
        println!(
            "skipped: aiohttp could not be installed, so the fan-out programs were not run under CPython"
        );
        return Ok(());
    };
    run(&mut cargo(["build", "--bin", "loopscope"]))?;
    let _server = Server::start()?;
    for name in FAN_OUT {
        let output = Command::new(&python).arg(format!("assets/programs/{name}.py")).output();
        let output = output.map_err(|error| format!("Cannot run {}: {error}", python.display()))?;
        let recorded = format!("tests/fan-out/{name}.out");
        let wanted =
            std::fs::read_to_string(&recorded).map_err(|error| format!("Cannot read {recorded}: {error}"))?;
        let printed = String::from_utf8_lossy(&output.stdout);
        if printed != wanted {
            let errors = String::from_utf8_lossy(&output.stderr);
            return Err(format!(
                "{name}.py under CPython printed\n{printed}{errors}\nand not, as recorded,\n{wanted}"
            ));
        }
        println!("{name}.py prints the same under CPython with aiohttp");
    }
    Ok(())
}

/// An interpreter that has aiohttp: in an environment of its own below `target`, made when it is first needed.
fn python_with_aiohttp(python: &Path) -> Option<PathBuf> {
    let environment = Path::new("target/python");
    let inside = environment.join("bin/python");
    let has_aiohttp = |python: &Path| {
        let mut command = Command::new(python);
        command.args(["-c", "import aiohttp"]).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if !inside.exists() {
        run(Command::new(python).args(["-m", "venv"]).arg(environment)).ok()?;
    }
    if !has_aiohttp(&inside) {
        run(Command::new(&inside).args(["-m", "pip", "install", "--quiet", "aiohttp"])).ok()?;
    }
    Some(inside).filter(|python| has_aiohttp(python))
}

/// `loopscope serve`, for as long as this lives.
struct Server {
    child: Child,
    /// Kept open: the server may print more.
    _output: std::io::BufReader<std::process::ChildStdout>,
}

impl Server {
    fn start() -> Result<Server, String> {
        let mut command = cargo(["run", "--quiet", "--bin", "loopscope", "--", "serve", "--addr", SERVER]);
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("Cannot start the demo server: {error}"))?;
        let output = child.stdout.take().ok_or("The demo server has no output.")?;
        let mut output = std::io::BufReader::new(output);
        let mut first_line = String::new();
        std::io::BufRead::read_line(&mut output, &mut first_line).ok();
        let server = Server { child, _output: output };
        if first_line.starts_with("Listening") {
            Ok(server)
        } else {
            Err(format!("The demo server did not start on {SERVER}. Is something else using that port?"))
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
