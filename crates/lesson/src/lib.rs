//! Lessons: Markdown with a few directives → blocks of plain data, which the page shows.
//!
//! What it is not: it knows neither Python nor runs. A live view holds the text of a program or the name of one; what the
//! program does, and so the answer to a prediction, comes from running it. How lessons are written is told in
//! `docs/lessons.md`.
//!
//! A lesson may come from anywhere, so any text is a lesson: reading never fails, markup and strange links stay text, sizes are
//! limited, and what cannot be understood becomes a [`Problem`] that says where, what, and what to write instead, while the
//! rest is shown. Nothing in a lesson makes a page ask a third party for anything.
//!
//! Begin with [`block`], the data; [`parse`](fn@parse) makes it. It belongs into the worker: the Markdown library is no part of the first
//! load, and blocks travel as postcard.

pub mod block;
pub mod course;
pub mod figures;
pub mod guess;
pub mod live;
mod parse;

pub use block::{Alignment, Block, Inline, Lesson, Note, NoteKind, Problem, Table, Target};
pub use course::{Entry, course};
pub use figures::{Figure, FigureCell, FigureTable};
pub use live::{Backend, LiveView, Position, Prediction, Program, Question, USUAL_PANELS};
pub use parse::parse;

#[cfg(test)]
mod tests;
