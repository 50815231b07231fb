#![doc = include_str!("../../../docs/trace-format.md")]
//!
//! This module writes it, [`to_json`], and reads it, [`from_json`]; `form` has its members.

mod form;
mod read;
mod write;

use std::fmt;

use serde::Serialize;
use serde_json::error::Category;
use serde_json::json;

use super::event::Trace;

/// What the document says it is.
const FORMAT: &str = "loopscope-trace";
/// Changes when a member changes its meaning or goes.
pub const VERSION: u32 = 2;

/// The whole trace as a JSON document.
pub fn to_json(trace: &Trace) -> String {
    let head = json!({
        "format": FORMAT,
        "version": VERSION,
        "file": trace.file(),
        "source": trace.source(),
        "end_ns": trace.end(),
        "ending": trace.ending().map(write::ending),
    });
    let mut text = head.to_string();
    // The lists follow by hand, so that each item has a line, and no document of a million events lies in memory.
    text.pop();
    push_list(&mut text, "lanes", write::lanes(trace));
    push_list(&mut text, "objects", write::objects(trace));
    push_list(&mut text, "events", trace.numbered().map(|(id, event)| write::event(trace, id, event)));
    text.push_str("}\n");
    text
}

fn push_list(text: &mut String, member: &str, items: impl Iterator<Item = impl Serialize>) {
    text.push_str(&format!(",\n\"{member}\":["));
    for (index, item) in items.enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&serde_json::to_string(&item).expect("members are texts and numbers, which JSON has"));
    }
    text.push_str("\n]");
}

/// Why a text is no trace that can be read, in a sentence that says what to do.
#[derive(Debug)]
pub enum ReadError {
    /// No JSON, or a member that is missing or is not what it should be; with line and column.
    Damaged(serde_json::Error),
    /// JSON of something else.
    Foreign,
    /// A trace of another version of the form.
    Version(u64),
    /// Parts that do not fit together, and which: a number is not its place, or a member needs another one.
    Inconsistent(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const AGAIN: &str = "make it again with `loopscope trace PROGRAM.py --format json`";
        match self {
            ReadError::Damaged(error) => write!(f, "it is damaged: {error}; {AGAIN}"),
            ReadError::Foreign => {
                write!(
                    f,
                    "it is JSON, but no saved trace, which has a \"format\" of \"{FORMAT}\" and a number as its \
                     \"version\"; {AGAIN}"
                )
            }
            ReadError::Version(version) => {
                let age = if *version < u64::from(VERSION) { "an older" } else { "a newer" };
                write!(
                    f,
                    "it has version {version} of the form, made by {age} Loopscope, and this one reads version \
                     {VERSION}; {AGAIN}"
                )
            }
            ReadError::Inconsistent(what) => write!(f, "it is damaged: {what}; {AGAIN}"),
        }
    }
}

impl std::error::Error for ReadError {}

/// Whether a text begins as [`to_json`] begins one, so that whoever takes programs too knows what it is.
pub fn is_saved_trace(text: &str) -> bool {
    let mut rest = text.trim_start();
    ["{", "\"format\"", ":", "\"loopscope-trace\""].iter().all(|token| {
        let found = rest.strip_prefix(token);
        rest = found.unwrap_or_default().trim_start();
        found.is_some()
    })
}

/// The trace that [`to_json`] wrote: all its forms, pictures and explanations are the same. (The numbers of its texts are not, since
/// the document does not hold them.)
///
/// # Errors
/// If the text is no such document, or one of another version.
pub fn from_json(text: &str) -> Result<Trace, ReadError> {
    let head: read::Head = serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => ReadError::Foreign,
        Category::Io | Category::Syntax | Category::Eof => ReadError::Damaged(error),
    })?;
    match (head.format.as_str(), head.version.as_u64()) {
        (Some(FORMAT), Some(version)) if version == u64::from(VERSION) => {}
        (Some(FORMAT), Some(version)) => return Err(ReadError::Version(version)),
        _ => return Err(ReadError::Foreign),
    }
    let document: read::Document = serde_json::from_str(text).map_err(ReadError::Damaged)?;
    document.into_trace().map_err(ReadError::Inconsistent)
}
