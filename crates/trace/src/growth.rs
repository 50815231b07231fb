//! What a trace has gained since it was last looked at: how a growing trace travels.
//!
//! Events, names and lanes are only ever added, so the numbers of those that are known say what is new. Lanes travel whole, since
//! they can be renamed and are few.

use super::event::{Ending, Event, Lane, Trace};
use super::time::Time;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How much of a trace somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    names: usize,
    events: usize,
}

/// What has been added to a trace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Growth<'a> {
    names: Cow<'a, [String]>,
    lanes: Cow<'a, [Lane]>,
    events: Cow<'a, [Event]>,
    ending: Cow<'a, Option<Ending>>,
    end: Time,
}

impl Known {
    /// What `trace` has beyond what is known; afterwards that is known too.
    pub fn catch_up<'a>(&mut self, trace: &'a Trace) -> Growth<'a> {
        let growth = Growth {
            names: Cow::Borrowed(trace.names.get(self.names..).unwrap_or_default()),
            lanes: Cow::Borrowed(&trace.lanes),
            events: Cow::Borrowed(trace.events.get(self.events..).unwrap_or_default()),
            ending: Cow::Borrowed(&trace.ending),
            end: trace.end,
        };
        *self = Known { names: trace.names.len(), events: trace.events.len() };
        growth
    }
}

impl Trace {
    /// A trace to which nothing has happened yet, of a run of `source` that tracebacks call `file`.
    pub fn new(file: &str, source: &str) -> Trace {
        Trace { file: file.to_owned(), source: source.to_owned(), ..Trace::default() }
    }

    /// Takes in what was added to the same trace elsewhere.
    pub fn grow(&mut self, growth: Growth<'_>) {
        self.names.extend(growth.names.into_owned());
        self.lanes = growth.lanes.into_owned();
        self.events.extend_from_slice(&growth.events);
        self.ending = growth.ending.into_owned();
        self.end = growth.end;
    }
}
