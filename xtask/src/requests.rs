//! Programs that send requests, under CPython with the real aiohttp and requests, against `loopscope serve`: do they print what is
//! recorded?
//!
//! The records lie in `tests/`, beside those of `record`. Programs run one after the other, since some print by what time it is.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::Outcome;
use crate::oracle::Difference;
use crate::record::{files, reported};
use crate::shell::{built_loopscope, output_of, run};

/// Where programs are, and their records.
const FOLDERS: [(&str, &str); 5] = [
    ("assets/programs", "tests/fan-out"),
    ("assets/playground", "tests/playground"),
    ("assets/flows", "tests/flows"),
    ("assets/figures", "tests/figures"),
    ("tests/requests", "tests/requests"),
];
/// Records and compares the programs of the lessons.
const LESSONS: &str = "tests/lessons/record.py";
/// Programs that take more than three seconds: those of `assets/figures` are no more than variations of others.
const SLOW: [&str; 6] =
    ["blocking.py", "progress.py", "quotes.py", "searches.py", "wsgi_processes.py", "wsgi_threads.py"];
/// How often a program may try: what it prints can depend on the time that it has, and a busy machine gives it less.
const TRIES: usize = 3;
/// The address that the programs ask.
const SERVER: &str = "127.0.0.1:7001";
/// What they import that does not come with CPython.
const PACKAGES: [&str; 2] = ["aiohttp", "requests"];

/// What is to be done with what CPython prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Keep it, of all programs.
    Record,
    /// Compare it with the records, of all programs that do not take long.
    Compare,
}

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Compared {
    pub(crate) differences: Vec<Difference>,
    /// How many could not be run, since the packages could not be installed.
    pub(crate) left_out: usize,
}

/// How many programs [`Mode::Compare`] runs.
pub(crate) fn count() -> Result<usize, String> {
    Ok(requesting(Mode::Compare)?.len() + lessons()?)
}

/// Runs the programs; without the packages, only the lessons that send no requests.
pub(crate) fn compared(python: &Path, mode: Mode) -> Result<Compared, String> {
    let Some(python) = python_with_packages(python) else {
        if mode == Mode::Record {
            return Err(format!(
                "Recording needs {}, which cannot be installed from PyPI.",
                PACKAGES.join(" and ")
            ));
        }
        let lessons = reported(Command::new(python).args([LESSONS, "--offline"]))?;
        return Ok(Compared {
            left_out: count()?.saturating_sub(lessons.compared),
            differences: lessons.differences,
        });
    };
    let _server = Server::start(&built_loopscope(&[])?)?;
    let mut differences = Vec::new();
    for (program, record) in requesting(mode)? {
        differences.extend(check(&python, &program, &record, mode)?);
    }
    match mode {
        Mode::Record => run(Command::new(&python).arg(LESSONS))?,
        Mode::Compare => differences.extend(reported(Command::new(&python).arg(LESSONS))?.differences),
    }
    Ok(Compared { differences, left_out: 0 })
}

/// The programs outside of lessons, each with the path of its record, without an extension.
fn requesting(mode: Mode) -> Result<Vec<(PathBuf, PathBuf)>, String> {
    let mut found = Vec::new();
    for (programs, records) in FOLDERS {
        for program in files(Path::new(programs))? {
            let name = program.file_name().unwrap_or_default();
            if mode == Mode::Record || SLOW.iter().all(|slow| name != OsStr::new(slow)) {
                let below = program.strip_prefix(programs).unwrap_or(&program);
                let record = Path::new(records).join(below).with_extension("");
                found.push((program, record));
            }
        }
    }
    Ok(found)
}

/// How many programs of lessons are recorded.
fn lessons() -> Result<usize, String> {
    let folder = Path::new(LESSONS).parent().expect("the script lies in a folder");
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("Cannot read {}: {error}", folder.display()))?;
    let is_record = |entry: &std::fs::DirEntry| entry.path().extension() == Some(OsStr::new("out"));
    Ok(entries.filter(|entry| entry.as_ref().is_ok_and(is_record)).count())
}

/// Runs a program, and keeps what it prints, or compares that with its record. A record that is not there says that it prints nothing.
fn check(python: &Path, program: &Path, record: &Path, mode: Mode) -> Result<Option<Difference>, String> {
    let records = ["out", "err"].map(|extension| record.with_extension(extension));
    let recorded = records.each_ref().map(|record| std::fs::read_to_string(record).unwrap_or_default());
    let mut printed = printed_by(python, program)?;
    if mode == Mode::Record {
        for (record, (printed, recorded)) in records.iter().zip(printed.iter().zip(&recorded)) {
            if printed != recorded {
                keep(record, printed)?;
            }
        }
        println!("{} recorded under CPython", program.display());
        return Ok(None);
    }
    for _ in 1..TRIES {
        if printed != recorded {
            printed = printed_by(python, program)?;
        }
    }
    if printed != recorded {
        let ([out, err], [wanted_out, wanted_err]) = (&printed, &recorded);
        let text = format!("CPython printed\n{out}{err}\nand not, as is recorded,\n{wanted_out}{wanted_err}");
        return Ok(Some(Difference { name: record.display().to_string(), text }));
    }
    println!("{} prints the same under CPython", program.display());
    Ok(None)
}

/// What a program prints to stdout, and to stderr.
fn printed_by(python: &Path, program: &Path) -> Result<[String; 2], String> {
    // Tracebacks name the whole path, whatever the program was called by.
    let path = std::path::absolute(program).unwrap_or_else(|_| program.to_owned());
    let output = Command::new(python).arg(&path).output();
    let output = output.map_err(|error| format!("Cannot run {}: {error}", python.display()))?;
    let errors = normalized(&String::from_utf8_lossy(&output.stderr), &path);
    Ok([String::from_utf8_lossy(&output.stdout).into_owned(), errors])
}

fn keep(record: &Path, printed: &str) -> Outcome {
    let folder = record.parent().map_or(Ok(()), std::fs::create_dir_all);
    let written = folder.and_then(|()| std::fs::write(record, printed));
    written.map_err(|error| format!("Cannot write {}: {error}", record.display()))
}

/// What CPython says on stderr, as Loopscope says it: without the markers below a traceback's lines and without the frames of the
/// library, and with the program's name in place of its path.
fn normalized(errors: &str, program: &Path) -> String {
    let path = program.to_string_lossy();
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    let mut of_library = false;
    let mut kept = String::new();
    for line in errors.lines() {
        let is_marker = !line.trim().is_empty() && line.chars().all(|character| " ^~".contains(character));
        if line.starts_with("  File \"") {
            of_library = !line.contains(&*path);
        } else if !line.starts_with("    ") {
            of_library = false;
        }
        if !of_library && !is_marker {
            kept.push_str(&line.replace(&*path, &name));
            kept.push('\n');
        }
    }
    kept
}

/// An interpreter that has the packages: in an environment of its own below `target`, made when it is first needed, for each
/// release one.
fn python_with_packages(python: &Path) -> Option<PathBuf> {
    let release =
        output_of(Command::new(python).args(["-c", "import platform; print(platform.python_version())"]))?;
    let environment = &Path::new("target").join(format!("python-{release}"));
    let inside = environment.join("bin/python");
    let has_packages = |python: &Path| {
        let mut command = Command::new(python);
        command.args(["-c", &format!("import {}", PACKAGES.join(", "))]).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    // Where an environment was made without pip, it is made again.
    if !environment.join("bin/pip").exists() {
        run(Command::new(python).args(["-m", "venv", "--clear"]).arg(environment)).ok()?;
    }
    if !has_packages(&inside) {
        run(Command::new(&inside).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES)).ok()?;
    }
    Some(inside).filter(|python| has_packages(python))
}

/// `loopscope serve`, for as long as this lives.
struct Server {
    child: Child,
    /// Kept open: the server may print more.
    _output: std::io::BufReader<std::process::ChildStdout>,
}

impl Server {
    fn start(loopscope: &str) -> Result<Server, String> {
        let mut child = Command::new(loopscope)
            .args(["serve", "--addr", SERVER])
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_keep_the_frames_of_the_program_alone() {
        let errors = "\
Traceback (most recent call last):
  File \"/usr/lib/python3.11/asyncio/events.py\", line 80, in _run
    self._context.run(self._callback, *self._args)
  File \"assets/a/b.py\", line 2, in f
    x[1]
    ~^^^
KeyError: 1
";
        let expected = "\
Traceback (most recent call last):
  File \"b.py\", line 2, in f
    x[1]
KeyError: 1
";
        assert_eq!(normalized(errors, Path::new("assets/a/b.py")), expected);
    }
}
