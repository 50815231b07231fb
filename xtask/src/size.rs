//! What a visitor downloads, compressed as hosts do it, and the budget that it must keep.

use crate::Outcome;
use crate::build::{PROGRAMS, is_of};
use std::fmt;
use std::path::Path;

/// The most that the first load may take: HTML, CSS, JavaScript and wasm of the page, without its workers, which are loaded while
/// the page already shows.
const BUDGET: usize = 258_000;

/// The most that a page may take that is not the first, for whoever comes to it by a link: it has charts, and more to choose. Not
/// what is wished for, but what must not grow.
const BUDGET_OF_OTHERS: usize = 410_000;

/// The most that the interpreter may take, which is loaded while the page already shows. Not what is wished for either.
const BUDGET_OF_ENGINE: usize = 985_000;

/// The most that the service worker may take, which is loaded once the page is idle.
const BUDGET_OF_WORKER: usize = 80_000;

/// The most that may be stored of what a page shows first: it comes beside the page, and must not keep that waiting.
const BUDGET_OF_RUNS: usize = 30_000;

/// Where that is stored.
const RUNS: &str = "runs";

/// A file of the site.
#[derive(Debug, Clone, PartialEq)]
struct File {
    name: String,
    part: Part,
    /// Bytes as they lie on the disk.
    raw: usize,
    /// Bytes after brotli at its best quality, as static hosts store them.
    brotli: usize,
}

/// When a file is fetched.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    /// Before the first page shows; with another program in the place of `app`, before one of that program's.
    Page,
    /// With the program of any other page.
    Pages,
    /// The program of other pages, by its place in [`PROGRAMS`].
    Program(usize),
    /// While the page already shows: the interpreter.
    Engine,
    /// Afterwards, in the background, for the demo endpoints.
    Worker,
    /// Beside one page: what it shows first.
    Run,
    /// When something asks for it.
    Rest,
}

/// What is downloaded together, and what it may take.
#[derive(Debug, Clone, PartialEq)]
struct Load {
    title: String,
    /// Bytes after brotli.
    brotli: usize,
    budget: usize,
}

/// The sizes of all files of the site.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    files: Vec<File>,
}

impl Table {
    /// Measures the site in a folder.
    pub(crate) fn of_site(folder: &Path) -> Result<Table, String> {
        let unreadable =
            |error| format!("Cannot read {}: {error}. Run `cargo xtask build` first.", folder.display());
        let mut files = Vec::new();
        let runs = std::fs::read_dir(folder.join(RUNS)).into_iter().flatten();
        for entry in std::fs::read_dir(folder).map_err(unreadable)?.chain(runs) {
            let path = entry.map_err(unreadable)?.path();
            if path.is_file() {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let bytes = std::fs::read(&path).map_err(unreadable)?;
                files.push(File {
                    part: part_of(&name),
                    name,
                    raw: bytes.len(),
                    brotli: compressed(&bytes)?.len(),
                });
            }
        }
        files.sort_by(|a, b| b.brotli.cmp(&a.brotli).then_with(|| a.name.cmp(&b.name)));
        Ok(Table { files })
    }

    /// Fails if a load takes more than its budget.
    pub(crate) fn check(&self) -> Outcome {
        if self.total(Part::Page).1 == 0 {
            return Err("The page consists of no files at all.".into());
        }
        let over = self.loads().into_iter().filter(|load| load.brotli > load.budget);
        let over: Vec<String> = over
            .map(|Load { title, brotli, budget }| {
                format!("{title} takes {brotli} bytes, {} more than its budget", brotli - budget)
            })
            .collect();
        if over.is_empty() {
            return Ok(());
        }
        Err(format!("The site is too large: {}. See what grew in the table above.", over.join("; ")))
    }

    /// All that has a budget.
    fn loads(&self) -> Vec<Load> {
        let first_loads = self.first_loads().into_iter().map(|(name, brotli)| {
            let budget = if name == "app" { BUDGET } else { BUDGET_OF_OTHERS };
            Load { title: format!("first load of {name}"), brotli, budget }
        });
        let workers = [
            ("the interpreter", Part::Engine, BUDGET_OF_ENGINE),
            ("the service worker", Part::Worker, BUDGET_OF_WORKER),
        ];
        let workers = workers.map(|(title, part, budget)| Load {
            title: title.into(),
            brotli: self.total(part).1,
            budget,
        });
        let runs = self.files.iter().filter(|file| is_run(&file.name));
        let largest = runs.max_by_key(|file| file.brotli).map(|file| Load {
            title: format!("what a page shows first, {},", file.name),
            brotli: file.brotli,
            budget: BUDGET_OF_RUNS,
        });
        first_loads.chain(workers).chain(largest).collect()
    }

    /// What is downloaded before a page of each program shows.
    fn first_loads(&self) -> Vec<(&'static str, usize)> {
        let app = self.total(Part::Page).1;
        let of_app = |file: &&File| file.part == Part::Page && file.name.starts_with("app");
        let around = self.total(Part::Pages).1 + app
            - self.files.iter().filter(of_app).map(|file| file.brotli).sum::<usize>();
        let others = PROGRAMS.iter().enumerate();
        let others = others
            .map(|(place, name)| (*name, self.total(Part::Program(place)).1))
            .filter(|(_, bytes)| *bytes > 0);
        std::iter::once(("app", app)).chain(others.map(|(name, bytes)| (name, bytes + around))).collect()
    }

    /// Bytes of a part: raw, and compressed.
    fn total(&self, part: Part) -> (usize, usize) {
        let files = self.files.iter().filter(|file| file.part == part);
        files.fold((0, 0), |(raw, brotli), file| (raw + file.raw, brotli + file.brotli))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (Part::Page, "first page"),
            (Part::Pages, "with any other page"),
            (Part::Program(0), "fan-out, in the place of app"),
            (Part::Program(1), "playground, in the place of app"),
            (Part::Program(2), "lessons, flows and figures, in the place of app"),
            (Part::Engine, "interpreter, in the background"),
            (Part::Worker, "service worker"),
            (Part::Run, "what one page shows first"),
            (Part::Rest, "on demand"),
        ];
        writeln!(f, "{:44}{:>10}{:>10}", "", "bytes", "brotli")?;
        for (part, title) in parts {
            let (raw, brotli) = self.total(part);
            writeln!(f, "{title:44}{raw:>10}{brotli:>10}")?;
            for file in self.files.iter().filter(|file| file.part == part) {
                writeln!(f, "  {:42}{:>10}{:>10}", file.name, file.raw, file.brotli)?;
            }
        }
        for Load { title, brotli, budget } in self.loads() {
            writeln!(f, "{title}: {brotli} bytes, {} % of its budget of {budget}", brotli * 100 / budget)?;
        }
        Ok(())
    }
}

fn part_of(name: &str) -> Part {
    let is_code = [".html", ".css", ".js", ".wasm"].iter().any(|ending| name.ends_with(ending));
    let program = PROGRAMS.iter().position(|program| is_of(name, program));
    if let Some(place) = program {
        return Part::Program(place);
    }
    match name {
        "pages.css" => Part::Pages,
        _ if is_run(name) => Part::Run,
        _ if name == "sw.js" || name.starts_with("edge") => Part::Worker,
        _ if name.starts_with("conformance") => Part::Rest,
        _ if name == "worker.js" || name.starts_with("engine") => Part::Engine,
        _ if is_code => Part::Page,
        _ => Part::Rest,
    }
}

/// Whether it is what a page shows first.
fn is_run(name: &str) -> bool {
    name.starts_with("runs/")
}

/// Bytes as a host sends them: after brotli at its best.
pub(crate) fn compressed(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut output = Vec::new();
    let best = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut &bytes[..], &mut output, &best)
        .map_err(|error| format!("brotli failed: {error}."))?;
    Ok(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, brotli: usize) -> File {
        File { name: name.into(), part: part_of(name), raw: 2 * brotli, brotli }
    }

    #[test]
    fn the_first_load_is_counted_apart_from_the_workers_and_from_pictures() {
        let names = [
            ("app-1_bg.wasm", 3),
            ("edge_bg.wasm", 5),
            ("favicon.svg", 7),
            ("engine.js", 11),
            ("worker.js", 13),
        ];
        let table = Table { files: names.map(|(name, size)| file(name, size)).into() };
        assert_eq!(table.total(Part::Page), (6, 3));
        assert_eq!(table.total(Part::Engine), (48, 24));
        assert_eq!(table.total(Part::Worker), (10, 5));
        assert_eq!(table.total(Part::Rest), (14, 7));
    }

    #[test]
    fn a_page_over_its_budget_is_refused_with_the_excess() {
        let exact = Table { files: vec![file("app.wasm", BUDGET)] };
        assert_eq!(exact.check(), Ok(()));
        let over = Table { files: vec![file("app.wasm", BUDGET), file("index.html", 10)] };
        let message = over.check().expect_err("ten bytes too many");
        assert!(message.contains("10 more than its budget"), "{message}");
    }

    #[test]
    fn the_workers_have_budgets_of_their_own() {
        let of = |name: &str, brotli| Table { files: vec![file("app.wasm", 1), file(name, brotli)] };
        for (name, budget) in [("engine_bg.wasm", BUDGET_OF_ENGINE), ("edge_bg.wasm", BUDGET_OF_WORKER)] {
            assert_eq!(of(name, budget).check(), Ok(()));
            assert!(
                of(name, budget + 1).check().is_err_and(|message| message.contains("1 more than its budget"))
            );
        }
    }

    #[test]
    fn another_program_is_loaded_in_the_place_of_the_first_ones() {
        let files = [("app-1.js", 10), ("index.html", 5), ("course_bg.wasm", 20), ("course.js", 2)];
        let table = Table { files: files.map(|(name, size)| file(name, size)).into() };
        // 15 of the first page; 5 around it and 22 of its own.
        assert_eq!(table.first_loads(), [("app", 15), ("course", 27)]);
    }

    #[test]
    fn what_a_page_shows_first_has_a_budget_of_its_own() {
        let files = [("app-1.js", 10), ("runs/flows-both.bin", BUDGET_OF_RUNS)];
        let mut table = Table { files: files.map(|(name, size)| file(name, size)).into() };
        assert_eq!(table.first_loads(), [("app", 10)]);
        assert_eq!(table.check(), Ok(()));
        table.files.push(file("runs/lesson-waiting.bin", BUDGET_OF_RUNS + 1));
        let message = table.check().expect_err("a byte too many");
        assert!(message.contains("runs/lesson-waiting.bin, takes 30001 bytes"), "{message}");
    }

    #[test]
    fn the_stored_runs_are_within_their_budget() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/runs");
        let files = std::fs::read_dir(folder).expect("it is part of the repository");
        for path in files.map(|file| file.expect("it can be read").path()) {
            let bytes = std::fs::read(&path).expect("it can be read");
            let bytes = compressed(&bytes).expect("memory does not fail").len();
            assert!(bytes <= BUDGET_OF_RUNS, "{} takes {bytes} bytes", path.display());
        }
    }

    #[test]
    fn an_empty_site_is_an_error_and_not_a_small_page() {
        assert!(Table { files: vec![] }.check().is_err());
    }

    #[test]
    fn what_repeats_compresses() {
        let size = compressed(&[b'a'; 10_000]).expect("memory does not fail").len();
        assert!(size < 100, "{size} bytes");
    }
}
