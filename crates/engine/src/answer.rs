//! What an order means for the interpreter, and what is said to a question: the same in the worker as on the host, where the first
//! of them are stored with the site.
//!
//! What it is not: the worker itself, which watches what it runs, and lets itself be stopped.

use crate::run_summary;
use protocol::message::{Encoded, Order, Question};
use protocol::{Refusal, RunSummary};
use runtime::virtual_backend::Settings;
use runtime::{Options, check, predict};
use trace::Trace;

/// The settings and limits of a run.
pub fn options(order: &Order) -> Options {
    let options = Options {
        file: order.file.clone(),
        network: Settings { latency: order.latency, ..Settings::default() },
        memory: crate::memory(),
        ..Options::default()
    };
    options.limited(order.limits)
}

/// What is said to a question.
pub fn reply(question: &Question) -> Encoded {
    match question {
        Question::Check(source) => Encoded::new(&check(source)),
        Question::Lesson(text) => Encoded::new(&lesson::parse(text)),
    }
}

/// The run of an order whose requests are predicted, at once and to its end, and what is to be said of it.
///
/// # Errors
/// The program is not run: why.
pub fn predicted(order: &Order) -> Result<(Trace, RunSummary), Refusal> {
    let trace = predict(&order.source, &options(order))?;
    let summary = run_summary(&trace, order.facts);
    Ok((trace, summary))
}
