//! Runs every program of a folder, and leaves what it printed and how it ended beside it: half of the differential test.
//!
//! The other half is `compare.py`, which writes the programs, asks CPython, and compares. One process for hundreds of programs
//! is what makes that quick. Not a test by itself, so plain `cargo test` leaves it out: `cargo xtask test differential` runs it.
//!
//!     cargo test -p runtime --test differential -- FOLDER
#![cfg_attr(
    target_arch = "wasm32",
    allow(unused, reason = "there is nothing to run without an operating system")
)]

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    batch::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod batch {
    use std::panic::catch_unwind;
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;
    use std::sync::Mutex;
    use std::thread;
    use std::{fs, io};

    use runtime::{Options, predict};
    use trace::{Ending, Stream};

    /// As much as a program's main thread has, which is more than Rust gives to others.
    const STACK: usize = 8 << 20;

    /// Runs the programs of the folder that the command line names, on all processors.
    pub(super) fn run() -> ExitCode {
        let Some(folder) = std::env::args().nth(1) else {
            eprintln!("which folder?");
            return ExitCode::from(2);
        };
        match programs(Path::new(&folder)).and_then(run_all) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{folder}: {error}");
                ExitCode::FAILURE
            }
        }
    }

    fn programs(folder: &Path) -> io::Result<Vec<PathBuf>> {
        let paths = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
        let paths: Vec<PathBuf> = paths.collect::<io::Result<_>>()?;
        Ok(paths
            .into_iter()
            .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
            .collect())
    }

    fn run_all(programs: Vec<PathBuf>) -> io::Result<()> {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let waiting = Mutex::new(programs);
        let next = || waiting.lock().ok().and_then(|mut waiting| waiting.pop());
        let work = || {
            while let Some(program) = next() {
                fs::write(program.with_extension("got"), what_happened(&fs::read_to_string(&program)?))?;
            }
            Ok(())
        };
        thread::scope(|scope| {
            let start = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            let threads = (0..workers).map(start).collect::<io::Result<Vec<_>>>()?;
            let ended = threads.into_iter().map(|thread| thread.join());
            ended
                .map(|result| result.unwrap_or_else(|_| Err(io::Error::other("a worker panicked"))))
                .collect()
        })
    }

    /// What the program printed, and in a last line how it ended.
    fn what_happened(source: &str) -> String {
        match catch_unwind(|| predict(source, &Options::default())) {
            Ok(Ok(trace)) => {
                let ending = match trace.ending() {
                    Some(Ending::Failed { traceback, .. }) => {
                        traceback.trim_end().lines().last().unwrap_or_default().to_owned()
                    }
                    Some(Ending::Finished) => "finished".to_owned(),
                    other => format!("{other:?}"),
                };
                format!("{}{ending}\n", trace.output(Stream::Output))
            }
            Ok(Err(refusal)) => refusal.rendered,
            Err(_) => "Loopscope panicked\n".to_owned(),
        }
    }
}
