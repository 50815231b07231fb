//! What a visitor downloads, compressed as hosts do it, and the budget that it must keep.

use crate::Outcome;
use std::fmt;
use std::path::Path;

/// The most that the first load may take: HTML, CSS, JavaScript and wasm of the page, without the service worker.
const BUDGET: usize = 250_000;
/// What it must not exceed while it is still over its budget: the interpreter and its library have not been made small yet.
/// This line only ever moves down, until it meets the budget.
const CEILING: usize = 800_000;

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

    /// Fails if the first load takes more than its ceiling.
    pub(crate) fn check(&self) -> Outcome {
        match self.total(Part::Page).1 {
            0 => Err("The page consists of no files at all.".into()),
            page if page > CEILING => Err(format!(
                "The first load takes {page} bytes, {} more than its ceiling. See what grew in the table above.",
                page - CEILING
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
        let parts = [(Part::Page, "page"), (Part::Worker, "service worker"), (Part::Rest, "on demand")];
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
    let is_worker = name == "sw.js" || name.starts_with("edge");
    let is_code = [".html", ".css", ".js", ".wasm"].iter().any(|ending| name.ends_with(ending));
    match (is_worker, is_code) {
        (true, _) => Part::Worker,
        (false, true) => Part::Page,
        (false, false) => Part::Rest,
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
    fn the_first_load_is_counted_apart_from_the_worker_and_from_pictures() {
        let table =
            Table { files: vec![file("app-1_bg.wasm", 3), file("edge_bg.wasm", 5), file("favicon.svg", 7)] };
        assert_eq!(table.total(Part::Page), (6, 3));
        assert_eq!(table.total(Part::Worker), (10, 5));
        assert_eq!(table.total(Part::Rest), (14, 7));
    }

    #[test]
    fn a_page_over_its_ceiling_is_refused_with_the_excess() {
        let exact = Table { files: vec![file("app.wasm", CEILING)] };
        assert_eq!(exact.check(), Ok(()));
        let over = Table { files: vec![file("app.wasm", CEILING), file("index.html", 10)] };
        let message = over.check().expect_err("ten bytes too many");
        assert!(message.contains("10 more than its ceiling"), "{message}");
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
