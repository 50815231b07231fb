//! What a visitor downloads, compressed as hosts do it, and the budget that it must keep.

use crate::Outcome;
use std::fmt;
use std::path::Path;

/// The most that the first load may take: HTML, CSS, JavaScript and wasm of the page, without its workers, which are loaded while
/// the page already shows.
const BUDGET: usize = 250_000;

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
    /// Before the page shows.
    Page,
    /// While the page already shows: the interpreter.
    Engine,
    /// Afterwards, in the background, for the demo endpoints.
    Worker,
    /// When something asks for it.
    Rest,
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
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_file() {
                let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
                let bytes = std::fs::read(&path).map_err(unreadable)?;
                files.push(File {
                    part: part_of(&name),
                    name,
                    raw: bytes.len(),
                    brotli: compressed(&bytes)?,
                });
            }
        }
        files.sort_by(|a, b| b.brotli.cmp(&a.brotli).then_with(|| a.name.cmp(&b.name)));
        Ok(Table { files })
    }

    /// Fails if the first load takes more than its budget.
    pub(crate) fn check(&self) -> Outcome {
        match self.total(Part::Page).1 {
            0 => Err("The page consists of no files at all.".into()),
            page if page > BUDGET => Err(format!(
                "The first load takes {page} bytes, {} more than its budget. See what grew in the table above.",
                page - BUDGET
            )),
            _ => Ok(()),
        }
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
            (Part::Page, "page"),
            (Part::Engine, "interpreter, in the background"),
            (Part::Worker, "service worker"),
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
        let page = self.total(Part::Page).1;
        write!(f, "The page takes {} % of its budget of {BUDGET} bytes.", page * 100 / BUDGET)
    }
}

fn part_of(name: &str) -> Part {
    let is_code = [".html", ".css", ".js", ".wasm"].iter().any(|ending| name.ends_with(ending));
    match name {
        _ if name == "sw.js" || name.starts_with("edge") => Part::Worker,
        _ if name.starts_with("conformance") => Part::Rest,
        _ if name == "worker.js" || name.starts_with("engine") => Part::Engine,
        _ if is_code => Part::Page,
        _ => Part::Rest,
    }
}

fn compressed(bytes: &[u8]) -> Result<usize, String> {
    let mut output = Vec::new();
    let best = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut &bytes[..], &mut output, &best)
        .map_err(|error| format!("brotli failed: {error}."))?;
    Ok(output.len())
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
    fn an_empty_site_is_an_error_and_not_a_small_page() {
        assert!(Table { files: vec![] }.check().is_err());
    }

    #[test]
    fn what_repeats_compresses() {
        let size = compressed(&[b'a'; 10_000]).expect("memory does not fail");
        assert!(size < 100, "{size} bytes");
    }
}
