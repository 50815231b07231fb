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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::arbitrary::{nonsense, sense};
    use proptest::prelude::*;

    /// A trace as it was when it had so many events and names.
    fn beginning(trace: &Trace, part: f64) -> Trace {
        let count = |all: usize| (all as f64 * part) as usize;
        Trace {
            names: trace.names[..count(trace.names.len())].to_vec(),
            events: trace.events[..count(trace.events.len())].to_vec(),
            ..trace.clone()
        }
    }

    proptest! {
        #[test]
        fn a_trace_that_arrives_in_parts_is_the_trace(
            trace in prop_oneof![sense(), nonsense(60)],
            mut parts in prop::collection::vec(0.0..1.0, 0..5),
        ) {
            parts.sort_by(f64::total_cmp);
            parts.push(1.0);
            let mut known = Known::default();
            let mut copy = Trace::new(&trace.file, &trace.source);
            for part in parts {
                let so_far = beginning(&trace, part);
                let bytes = postcard::to_allocvec(&known.catch_up(&so_far)).expect("a trace can be written");
                copy.grow(postcard::from_bytes(&bytes).expect("what was written can be read"));
                prop_assert_eq!(&copy, &so_far);
            }
        }
    }
}
