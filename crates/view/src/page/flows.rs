//! The same work in several styles, to be seen side by side on one clock: which cases there are, in which styles, where their
//! programs are, and what a run shows beside another one.
//!
//! The programs are files of the build (`assets/flows`), fetched when they are asked for: none is in the page. What it is not:
//! the facts themselves, which `run::facts` finds where programs run. Begin with [`Case`] and [`Style`]; [`CommonClock`] is how
//! several runs are stepped and played together.

mod clock;

pub use clock::CommonClock;

use analysis::facts::{Fact, Topic};

/// A piece of work that is there in several styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Case {
    /// A query, then a request that needs its result.
    #[default]
    Sequence,
    /// The same for twenty requests, ten at a time.
    Rounds,
    /// Query and request at once.
    Both,
    /// The same for twenty requests, ten at a time.
    BothRounds,
    /// Again after a failure, with longer and longer pauses.
    Retry,
    /// An error in the second step.
    Error,
    /// Given up in the second step, while a resource is held.
    Cleanup,
}

/// How a program says what comes after a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// It does not: it blocks.
    Blocking,
    /// By functions that are given to others.
    Callbacks,
    /// By functions that are called when a future is done.
    Futures,
    /// By `yield from`.
    Generators,
    /// By `await`.
    Async,
}

/// What people read about a case.
#[derive(Debug)]
pub struct About {
    /// In addresses and paths.
    pub id: &'static str,
    /// In a few words.
    pub title: &'static str,
    /// What the programs do, in a sentence.
    pub text: &'static str,
    /// What to look at, in a sentence or two.
    pub look: &'static str,
    /// What arithmetic gives, in milliseconds.
    pub ideal_ms: u32,
}

const SEQUENCE: About = About {
    id: "sequence",
    title: "Database, then HTTP",
    text: "A query of 0.3 s, then an HTTP call of 0.3 s, and a result that needs both.",
    look: "With await the second call stands below the first, and the row that it needs is a variable. With callbacks it \
           stands within a function that the loop will call, and the row has to be captured.",
    ideal_ms: 600,
};
const ROUNDS: About = About {
    id: "rounds",
    title: "Twenty requests, ten at a time",
    text: "Ten clients ask twice, each time for a query of 0.3 s and then an HTTP call of 0.3 s.",
    look: "All styles but one take two rounds, 1.2 s: the loop does the same work for each. The blocking one does only the \
           query, half of the work, and takes 6 s. With callbacks no for loop is left: the client calls itself.",
    ideal_ms: 1200,
};
const BOTH: About = About {
    id: "both",
    title: "Database and HTTP at once",
    text: "A query of 0.3 s and an HTTP call of 0.3 s at the same time, and a result that needs both.",
    look: "With await one line waits for both. Callbacks count for themselves which of the two was the last.",
    ideal_ms: 300,
};
const BOTH_ROUNDS: About = About {
    id: "both-rounds",
    title: "Twenty requests, both at once",
    text: "Ten clients ask twice, each time for a query and an HTTP call of 0.3 s at once.",
    look: "Two rounds of 0.3 s: half the time that one after the other takes, in every style.",
    ideal_ms: 600,
};
const RETRY: About = About {
    id: "retry",
    title: "Again after a failure",
    text: "A call that fails three times, with pauses of 0.1, 0.2 and 0.4 s before the next attempt.",
    look: "With await it is a for loop with a sleep in it. With callbacks a function asks the loop to call it again, and the \
           number of the attempt travels with it.",
    ideal_ms: 700,
};
const ERROR: About = About {
    id: "error",
    title: "An error in the second step",
    text: "The query and the call succeed; then a key is missing. main has try and except around it all.",
    look: "With await the error comes to main, and its traceback leads from main to the line. A callback has the loop below \
           it and not main: the loop reports the error, and main waits until its patience ends. With futures each step has to \
           hand the error on.",
    ideal_ms: 600,
};
const CLEANUP: About = About {
    id: "cleanup",
    title: "Given up half-way",
    text: "A connection is taken from a pool; after 0.45 s, in the second step, main gives up, and looks into the pool.",
    look: "With await the cancellation comes to the line that waits: the request is given up, finally puts the connection \
           back, and only then main goes on. A callback has no frame that waits: the step goes on, and its result finds \
           nobody.",
    ideal_ms: 800,
};

impl Case {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Case; 7] =
        [Case::Sequence, Case::Rounds, Case::Both, Case::BothRounds, Case::Retry, Case::Error, Case::Cleanup];

    /// What people read.
    pub fn about(self) -> &'static About {
        match self {
            Case::Sequence => &SEQUENCE,
            Case::Rounds => &ROUNDS,
            Case::Both => &BOTH,
            Case::BothRounds => &BOTH_ROUNDS,
            Case::Retry => &RETRY,
            Case::Error => &ERROR,
            Case::Cleanup => &CLEANUP,
        }
    }

    /// The case of that id.
    pub fn from_id(id: &str) -> Option<Case> {
        Case::ALL.into_iter().find(|case| case.about().id == id)
    }

    /// The styles in which it is there, in the order of [`Style::ALL`].
    pub fn styles(self) -> &'static [Style] {
        match self {
            Case::Rounds => &Style::ALL,
            _ => &Style::ALL[1..],
        }
    }

    /// The styles to begin with: what differs most.
    pub fn first_styles(self) -> [Style; 2] {
        [Style::Callbacks, Style::Async]
    }

    /// Where the program is, beside the page.
    pub fn path(self, style: Style) -> String {
        ["flows/", self.about().id, "/", style.id(), ".py"].concat()
    }

    /// How long arithmetic says that it takes, in milliseconds. Callbacks lose the error, and wait for main's patience of 1 s;
    /// what blocks does so twenty times for 0.3 s.
    pub fn ideal_ms(self, style: Style) -> u32 {
        match (self, style) {
            (Case::Rounds, Style::Blocking) => 6000,
            (Case::Error, Style::Callbacks) => 1000,
            _ => self.about().ideal_ms,
        }
    }
}

impl Style {
    /// All of them, in the order of their invention.
    pub const ALL: [Style; 5] =
        [Style::Blocking, Style::Callbacks, Style::Futures, Style::Generators, Style::Async];

    /// In addresses and paths.
    pub fn id(self) -> &'static str {
        match self {
            Style::Blocking => "blocking",
            Style::Callbacks => "callbacks",
            Style::Futures => "futures",
            Style::Generators => "generators",
            Style::Async => "async",
        }
    }

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Style::Blocking => "Blocking",
            Style::Callbacks => "Callbacks",
            Style::Futures => "Futures",
            Style::Generators => "Generators",
            Style::Async => "async/await",
        }
    }

    /// What it is, in a sentence.
    pub fn text(self) -> &'static str {
        match self {
            Style::Blocking => "The call waits, and nothing else can happen meanwhile.",
            Style::Callbacks => {
                "Whoever starts something gives a function along, to be called with the result."
            }
            Style::Futures => {
                "Whoever starts something gets a future, and adds functions to be called when it is done."
            }
            Style::Generators => "The function stops at yield from, and the loop sends it the result there.",
            Style::Async => "The function stops at await, and goes on in that line.",
        }
    }

    /// The style of that id.
    pub fn from_id(id: &str) -> Option<Style> {
        Style::ALL.into_iter().find(|style| style.id() == id)
    }
}

/// One row of the table that compares runs: a topic, and what each run shows of it.
pub type Row<'a> = (Topic, Vec<Option<&'a Fact>>);

/// The facts of several runs side by side, in the order of the runs. Topics of which no run shows anything are left out.
pub fn rows<'a>(runs: &[&'a [Fact]]) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for topic in Topic::ALL {
        let row: Vec<_> = runs.iter().map(|facts| facts.iter().find(|fact| fact.topic == topic)).collect();
        if row.iter().any(Option::is_some) {
            rows.push((topic, row));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lead_back_to_what_they_name() {
        for case in Case::ALL {
            assert_eq!(Case::from_id(case.about().id), Some(case));
            assert!(case.first_styles().iter().all(|style| case.styles().contains(style)));
        }
        for style in Style::ALL {
            assert_eq!(Style::from_id(style.id()), Some(style));
        }
        assert_eq!((Case::from_id("no"), Style::from_id("")), (None, None));
    }

    #[test]
    fn rows_have_a_place_for_each_run_and_none_is_empty() {
        let fact = |topic| Fact { topic, short: String::new(), text: String::new(), events: Vec::new() };
        let (one, other) = ([fact(Topic::Jumps), fact(Topic::Work)], [fact(Topic::Work)]);
        let rows = rows(&[&one, &other, &[]]);
        let jumps = (Topic::Jumps, vec![Some(&one[0]), None, None]);
        assert_eq!(rows, [jumps, (Topic::Work, vec![Some(&one[1]), Some(&other[0]), None])]);
    }
}
