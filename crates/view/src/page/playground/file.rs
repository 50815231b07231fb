//! Programs as files: which ones can be opened, and what one is called when it is downloaded.

use super::MAX_TEXT;
use crate::page::problem::{Problem, quoted};

/// The longest name of a file, without its ending, in characters.
const MAX_NAME: usize = 60;
/// What a program without a name is called.
const UNNAMED: &str = "program";

/// Modules that asyncio, aiohttp and the programs here import. A program of such a name that lies beside another would be
/// imported in the module's place, and break it: `queue.py` breaks asyncio's threads.
const MODULES: &str = " abc aiohttp array ast asyncio atexit base64 bisect calendar codecs collections concurrent contextlib \
    contextvars copy copyreg dataclasses datetime decimal dis email encodings enum fractions functools hashlib heapq http \
    importlib inspect io ipaddress itertools json keyword linecache locale logging math multidict numbers operator os pathlib \
    platform queue random re requests select selectors shutil signal socket ssl stat statistics string struct subprocess sys \
    tempfile textwrap threading time token tokenize traceback types typing urllib uuid warnings weakref yarl zipfile ";

/// A name for a program as a file, from one that a person, a file or a link gave: letters, digits, `-` and `_`, then `.py`.
pub fn download_name(name: &str) -> String {
    let stem = name.strip_suffix(".py").unwrap_or(name);
    let keep = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
    let stem: String = stem.chars().take(MAX_NAME).map(keep).collect();
    let stem = stem.trim_matches('_');
    match stem {
        "" => [UNNAMED, ".py"].concat(),
        _ if MODULES.contains(&[" ", &stem.to_lowercase(), " "].concat()) => [stem, "_program.py"].concat(),
        _ => [stem, ".py"].concat(),
    }
}

/// Whether a file can be opened, by its size in bytes: asked before it is read.
///
/// # Errors
/// It is too large.
pub fn check_size(name: &str, size: f64) -> Result<(), Problem> {
    match size > MAX_TEXT as f64 {
        true => Err(problem(name, "is larger than 1 MB. Open a smaller part of it.")),
        false => Ok(()),
    }
}

/// The program in a file.
///
/// # Errors
/// It is too large, or no text.
pub fn text_of(name: &str, mut bytes: Vec<u8>) -> Result<String, Problem> {
    check_size(name, bytes.len() as f64)?;
    // What some editors of Windows put before a text.
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => {
            Err(problem(name, "is no text. Open a Python program, a .py file."))
        }
        Ok(text) => Ok(text),
        Err(_) => Err(problem(
            name,
            "is not text in UTF-8. If it is a Python program, save it as UTF-8, and open it again.",
        )),
    }
}

/// For a browser that could not read a file.
pub fn unreadable(name: &str) -> Problem {
    problem(name, "could not be read. Was it moved or renamed? Choose it again.")
}

/// For several files at once.
pub fn too_many() -> Problem {
    Problem::new("file", "The playground holds one program. Drop one file.")
}

fn problem(name: &str, what: &str) -> Problem {
    Problem::new("file", [&quoted(name), " ", what].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_download_has_a_name_that_every_system_takes() {
        let cases = [
            ("gather.py", "gather.py"),
            ("my program", "my_program.py"),
            ("../../etc/passwd", "etc_passwd.py"),
            ("a\u{202e}b\n.PY", "a_b__PY.py"),
            ("größe-2.py", "größe-2.py"),
            ("", "program.py"),
            (".py", "program.py"),
            ("???", "program.py"),
        ];
        for (name, expected) in cases {
            assert_eq!(download_name(name), expected, "{name:?}");
        }
        assert_eq!(download_name(&"x".repeat(500)).len(), MAX_NAME + 3);
    }

    #[test]
    fn a_download_never_hides_a_module_that_it_imports() {
        assert_eq!(download_name("queue.py"), "queue_program.py");
        assert_eq!(download_name("Asyncio"), "Asyncio_program.py");
        assert_eq!(download_name("queues.py"), "queues.py");
    }

    #[test]
    fn a_name_that_was_made_safe_stays_as_it_is() {
        for name in ["queue.py", "my program", "größe-2.py", ""] {
            let safe = download_name(name);
            assert_eq!(download_name(&safe), safe);
        }
    }

    #[test]
    fn a_text_is_opened_without_the_mark_before_it() {
        assert_eq!(text_of("a.py", b"\xef\xbb\xbfprint(1)\r\n".to_vec()), Ok("print(1)\r\n".into()));
        assert_eq!(text_of("a.py", vec![]), Ok(String::new()));
    }

    #[test]
    fn what_is_no_program_is_refused_by_name_with_what_to_do() {
        let message = |bytes: &[u8]| text_of("x.bin", bytes.to_vec()).unwrap_err().message;
        assert_eq!(message(b"PK\0\0"), "“x.bin” is no text. Open a Python program, a .py file.");
        assert!(message(&[0xe4]).contains("save it as UTF-8"), "Latin-1's ä");
        assert!(message(&vec![b'a'; MAX_TEXT + 1]).contains("larger than 1 MB"));
        assert_eq!(text_of("x", vec![b'a'; MAX_TEXT]).map(|text| text.len()), Ok(MAX_TEXT));
    }
}
