//! Programs that are refused before they run: what is wrong, where, and what to do.

use crate::lang::{self, ErrorKind, Import};
use crate::library;

/// Why a program does not run.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do instead, where that is known.
    pub hint: Option<String>,
    /// Everything as the command line prints it: file, line, caret, message.
    pub rendered: String,
}

impl Refusal {
    /// From an error of the compiler.
    pub fn from_error(error: &lang::Error, source: &str, file: &str) -> Refusal {
        let kind = match error.kind {
            ErrorKind::Unsupported => String::new(),
            kind => format!("{}: ", kind.name()),
        };
        Refusal {
            line: error.line,
            column: error.column,
            message: format!("{kind}{}", error.message),
            hint: error.hint.clone(),
            rendered: error.render(source, file),
        }
    }

    /// For a module that Loopscope does not have.
    fn unknown_module(import: &Import, source: &str, file: &str) -> Refusal {
        let name = &import.module;
        let hint = hint_for(name).map_or_else(
            || format!("Loopscope has these modules: {}.", outermost(&library::public_modules())),
            str::to_owned,
        );
        let message = format!("the module '{name}' is not supported");
        let span = lang::Span { line: import.line, column: import.column, ..lang::Span::default() };
        let error = lang::Error::unsupported(&format!("the module '{name}'"), &hint, span);
        let rendered = error.render(source, file);
        Refusal { line: import.line, column: import.column, message, hint: Some(hint), rendered }
    }
}

/// The names without dots: what is inside a package need not be listed.
fn outermost(modules: &[&str]) -> String {
    let names: Vec<&str> = modules.iter().copied().filter(|name| !name.contains('.')).collect();
    names.join(", ")
}

/// What to use in place of modules that programs about input and output often import.
fn hint_for(module: &str) -> Option<&'static str> {
    match module.split('.').next().unwrap_or(module) {
        "httpx" | "urllib3" | "http" => Some("Use aiohttp: `async with aiohttp.ClientSession() as session`."),
        "trio" | "anyio" | "curio" | "gevent" | "twisted" | "tornado" => Some("Use asyncio."),
        "numpy" | "pandas" => {
            Some("Loopscope runs the standard library's asyncio and what goes with it, no packages.")
        }
        "socket" | "select" | "selectors" | "ssl" => {
            Some("A page has no sockets. Use aiohttp for requests, or asyncio's own tools.")
        }
        "os" | "subprocess" | "multiprocessing" | "pathlib" | "shutil" | "io" => {
            Some("A program here has no files and no other processes.")
        }
        _ => None,
    }
}

/// The first import of a program that nothing satisfies.
pub fn refused_import(imports: &[Import], source: &str, file: &str) -> Option<Refusal> {
    let unknown = imports.iter().find(|import| {
        let private = import.module.split('.').any(|part| part.starts_with('_'));
        !import.guarded && (private || library::find(&import.module).is_none())
    });
    unknown.map(|import| Refusal::unknown_module(import, source, file))
}
