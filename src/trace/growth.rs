//! What a trace has gained since it was last looked at: how a growing trace travels.
//!
//! Events, names, lanes and objects are only ever added, so the numbers of those that are known say what is new. Lanes travel
//! whole, since they can be renamed and are few.
//!
//! A growth begins with the [version](VERSION) of its form, and one of another version is refused: its events would say something
//! else.

use super::event::{Ending, Event, Lane, Object, Trace};
use super::time::Time;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// The version of the binary form: to be raised by whoever changes what an event holds, or what one of its numbers means.
pub const VERSION: u32 = 2;

/// How much of a trace somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    names: usize,
    objects: usize,
    events: usize,
}

/// Stands for [`VERSION`] in what is written; nothing else can be read in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Version;

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        VERSION.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Version, D::Error> {
        match u32::deserialize(deserializer)? {
            VERSION => Ok(Version),
            other => Err(D::Error::custom(format!("a trace of version {other}; this is version {VERSION}"))),
        }
    }
}

/// What has been added to a trace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Growth<'a> {
    version: Version,
    names: Cow<'a, [String]>,
    lanes: Cow<'a, [Lane]>,
    objects: Cow<'a, [Object]>,
    events: Events<'a>,
    ending: Option<Ending>,
    end: Time,
}

/// Events on their way: still in their trace where they are written, in a list where they were read.
#[derive(Debug, Clone)]
enum Events<'a> {
    /// Those of a trace after the first so many.
    Since(&'a Trace, usize),
    Arrived(Vec<Event>),
}

impl PartialEq for Events<'_> {
    fn eq(&self, other: &Events<'_>) -> bool {
        let all = |events: &Events<'_>| match events {
            Events::Since(trace, known) => trace.events_from(*known).collect(),
            Events::Arrived(events) => events.clone(),
        };
        all(self) == all(other)
    }
}

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Events::Since(trace, known) => serializer.collect_seq(trace.events_from(*known)),
            Events::Arrived(events) => events.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Events<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Events::Arrived)
    }
}

impl Known {
    /// What `trace` has beyond what is known; afterwards that is known too.
    pub fn catch_up<'a>(&mut self, trace: &'a Trace) -> Growth<'a> {
        let growth = Growth {
            version: Version,
            names: Cow::Borrowed(trace.names_from(self.names)),
            lanes: Cow::Borrowed(trace.lanes()),
            objects: Cow::Borrowed(trace.objects().get(self.objects..).unwrap_or_default()),
            events: Events::Since(trace, self.events),
            ending: trace.ending().cloned(),
            end: trace.end(),
        };
        *self =
            Known { names: trace.name_count(), objects: trace.objects().len(), events: trace.event_count() };
        growth
    }
}

impl Trace {
    /// Takes in what was added to the same trace elsewhere.
    pub fn grow(&mut self, growth: Growth<'_>) {
        for name in growth.names.into_owned() {
            self.push_name(name);
        }
        self.set_lanes(growth.lanes.into_owned());
        for object in growth.objects.iter() {
            self.push_object(*object);
        }
        match growth.events {
            Events::Since(trace, known) => self.push_events(trace.events_from(known)),
            Events::Arrived(events) => self.push_events(events.into_iter()),
        }
        self.set_ending(growth.ending);
        self.set_end(growth.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::arbitrary::{nonsense, sense};
    use crate::trace::story::fan_out;
    use proptest::prelude::*;

    #[test]
    fn a_growth_of_another_version_is_refused() {
        let mut bytes =
            postcard::to_allocvec(&Known::default().catch_up(&fan_out(1, 1))).expect("it is written");
        assert_eq!(u32::from(bytes[0]), VERSION, "the version comes first");
        for other in [VERSION - 1, VERSION + 1] {
            bytes[0] = other as u8;
            assert!(postcard::from_bytes::<Growth>(&bytes).is_err(), "version {other}");
        }
    }

    /// If this fails, what is written has changed: raise [`VERSION`], then write the new number here.
    #[test]
    fn whoever_changes_the_form_raises_the_version() {
        let bytes = postcard::to_allocvec(&Known::default().catch_up(&fan_out(2, 1))).expect("it is written");
        let sum = bytes.iter().fold(0u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
        assert_eq!((VERSION, bytes.len(), sum), (2, 1346, 544_420_201_643_804_421));
    }

    /// A trace as it was when it had so many events, names and objects.
    fn beginning(trace: &Trace, part: f64) -> Trace {
        let count = |all: usize| (all as f64 * part) as usize;
        let mut beginning = Trace::new(trace.file(), trace.source());
        let names = trace.names_from(0);
        for name in &names[..count(names.len())] {
            beginning.push_name(name.clone());
        }
        beginning.set_lanes(trace.lanes().to_vec());
        for object in &trace.objects()[..count(trace.objects().len())] {
            beginning.push_object(*object);
        }
        beginning.push_events(trace.events_until(count(trace.event_count())));
        beginning.set_ending(trace.ending().cloned());
        beginning.set_end(trace.end());
        beginning
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
            let mut copy = Trace::new(trace.file(), trace.source());
            for part in parts {
                let so_far = beginning(&trace, part);
                let bytes = postcard::to_allocvec(&known.catch_up(&so_far)).expect("a trace can be written");
                copy.grow(postcard::from_bytes(&bytes).expect("what was written can be read"));
                prop_assert_eq!(&copy, &so_far);
            }
        }
    }
}
