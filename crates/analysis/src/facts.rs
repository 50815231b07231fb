//! What a run shows about the way its program is written: where control jumps, what has to be carried along, who sees an
//! exception, what a cancellation stops, and how much the loop had to do. Programs that do the same work in several styles are
//! compared by these facts.
//!
//! All of it is derived: from the events of the trace, and from the program's text, which is in the trace. Nothing knows which
//! style a program is said to have. What it is not: advice; no fact is good or bad by itself. Begin with [`facts`].

mod cancelling;
mod exceptions;
mod jumps;
mod outline;
#[cfg(test)]
mod tests;
mod words;

use cancelling::Cancelling;
use exceptions::Exceptions;
use jumps::Jumps;
use outline::Outline;
use serde::{Deserialize, Serialize};
use trace::{EventId, Trace};

/// How many events a fact points to at most: what a timeline can still show.
const MOST_EVENTS: usize = 200;

/// One thing that a run shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is about.
    pub topic: Topic,
    /// In a few words, as a table has room for.
    pub short: String,
    /// In sentences, with the names and lines of the program.
    pub text: String,
    /// The events that show it, in order: at most the first 200.
    pub events: Vec<EventId>,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Topic {
    /// How often the loop begins a function, in place of going on in one where it had stopped.
    Jumps,
    /// What functions must be given, or must capture, to know later what was known before.
    Context,
    /// Who sees an exception.
    Exceptions,
    /// What a cancellation stops, and what goes on in spite of it.
    Cancelling,
    /// What the loop had to do.
    Work,
}

impl Topic {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Topic; 5] =
        [Topic::Jumps, Topic::Context, Topic::Exceptions, Topic::Cancelling, Topic::Work];

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Topic::Jumps => "Jumps",
            Topic::Context => "Context carried",
            Topic::Exceptions => "Who sees the exception",
            Topic::Cancelling => "What cancelling does",
            Topic::Work => "Work of the loop",
        }
    }

    /// What exactly is counted or told, in a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Topic::Jumps => {
                "A jump is where the loop begins a function (a callback, or another task), so that what comes next stands \
                 somewhere else in the text. No jump is where it goes on in the line in which it had stopped. main's own \
                 beginning does not count."
            }
            Topic::Context => {
                "What a function knows of what was before it: variables that it captures from around it (closures), and \
                 arguments that are bound to it for later (partial, call_later). What a frame keeps while it waits needs \
                 neither."
            }
            Topic::Exceptions => {
                "The functions whose except clause ran; or the loop's exception handler, which has what leaves a callback; \
                 or a task, which keeps it for whoever awaits it. A traceback names the functions on its way."
            }
            Topic::Cancelling => {
                "Which requests are given up when a task is asked to cancel, and what still runs afterwards."
            }
            Topic::Work => {
                "Turns of the loop, callbacks that it calls, tasks, requests, and the time that it all takes."
            }
        }
    }
}

/// The facts of a run, in the order of [`Topic::ALL`]. What did not occur has none: no exception, no fact about one.
pub fn facts(trace: &Trace) -> Vec<Fact> {
    let outline = Outline::new(trace.source());
    let mut jumps = Jumps::default();
    let mut exceptions = Exceptions::new(&outline);
    let mut cancelling = Cancelling::new(&outline);
    for (id, event) in trace.numbered() {
        jumps.read(trace, id, &event);
        exceptions.read(trace, id, &event);
        cancelling.read(trace, id, &event);
    }
    let all = [
        jumps.fact(trace),
        jumps.context(trace, &outline),
        exceptions.fact(trace),
        cancelling.fact(trace, &jumps),
        words::work(trace),
    ];
    let mut facts: Vec<Fact> = all.into_iter().flatten().collect();
    facts.iter_mut().for_each(|fact| fact.events.truncate(MOST_EVENTS));
    facts
}
