//! What a trace has gained since it was last looked at: how a growing trace travels.
//!
//! Events, names, lanes and objects are only ever added, so the numbers of those that are known say what is new. Only the name of a
//! lane can change; a trace keeps which ones did, and those that are known already travel once more.
//!
//! A growth begins with the [version](VERSION) of its form, and one of another version is refused: its events would say something
//! else.

use super::event::{Ending, Event, Lane, LaneId, Name, Object, Trace};
use super::time::Time;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// The version of the binary form: to be raised by whoever changes what an event holds, or what one of its numbers means.
pub const VERSION: u32 = 4;

/// How much of a trace somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    names: usize,
    lanes: usize,
    renamed: usize,
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
    names: Vec<Cow<'a, str>>,
    lanes: Vec<Lane>,
    objects: Vec<Object>,
    events: Events<'a>,
    ending: Option<Ending>,
    end: Time,
    /// The names that lanes have now which had others when they travelled.
    renamed: Vec<(LaneId, Name)>,
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
        let renamed = trace.renamed_lanes().range(self.renamed, usize::MAX);
        let renamed = renamed.filter(|lane| lane.index() < self.lanes);
        let growth = Growth {
            version: Version,
            names: trace.names_from(self.names).map(Cow::Borrowed).collect(),
            lanes: trace.lanes().range(self.lanes, usize::MAX).copied().collect(),
            renamed: renamed.filter_map(|&lane| Some((lane, trace.lane(lane)?.name))).collect(),
            objects: trace.objects().range(self.objects, usize::MAX).copied().collect(),
            events: Events::Since(trace, self.events),
            ending: trace.ending().cloned(),
            end: trace.end(),
        };
        *self = Known {
            names: trace.name_count(),
            lanes: trace.lanes().len(),
            renamed: trace.renamed_lanes().len(),
            objects: trace.objects().len(),
            events: trace.event_count(),
        };
        growth
    }
}

impl Trace {
    /// Takes in what was added to the same trace elsewhere.
    pub fn grow(&mut self, growth: Growth<'_>) {
        for name in &growth.names {
            self.push_name(name);
        }
        for lane in growth.lanes {
            self.push_lane(lane);
        }
        for (lane, name) in growth.renamed {
            self.rename_lane(lane, name);
        }
        for object in growth.objects {
            self.push_object(object);
        }
        match growth.events {
            Events::Since(trace, known) => self.push_events(trace.events_from(known)),
            Events::Arrived(events) => self.push_events(events.into_iter()),
        }
        self.set_ending(growth.ending);
        self.set_end(growth.end);
    }
}
