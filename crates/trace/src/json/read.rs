//! From the JSON form back to a trace.
//!
//! What is read can be anybody's: serde_json says in which line and column a member is not what it should be, and the number of its
//! event says where members do not fit together. What it is not: a check that such a run could have been; readers of traces take any events in any order. Begin with [`Document`].

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::form;
use crate::event::{
    Blocker, Cause, Ending, Event, HandleSource, Kind, Lane, LaneId, LaneKind, Name, Object, Outcome,
    Purpose, Standing, TaskId, Trace,
};
use crate::time::Time;

/// What a document says it is, whatever else it holds, and whatever kind of value it says it with.
#[derive(Debug, Deserialize)]
pub(super) struct Head {
    #[serde(default)]
    pub(super) format: Value,
    #[serde(default)]
    pub(super) version: Value,
}

/// A whole document of this version.
#[derive(Debug, Deserialize)]
pub(super) struct Document {
    file: String,
    source: String,
    end_ns: Time,
    ending: Option<form::Ending<'static>>,
    lanes: Vec<form::Lane<'static>>,
    objects: Vec<form::Object<'static>>,
    events: Events,
}

impl Document {
    /// The trace that was saved, but for the numbers of its texts, which the form does not hold; or what does not fit together in it.
    pub(super) fn into_trace(self) -> Result<Trace, String> {
        let Events { mut texts, events, problem } = self.events;
        if let Some(problem) = problem {
            return Err(problem);
        }
        let mut trace = Trace::new(&self.file, &self.source);
        for (lane, place) in self.lanes.into_iter().zip(0..) {
            in_place("lane", lane.lane.0, place)?;
            trace.push_lane(texts.lane(lane.kind));
        }
        for (object, place) in self.objects.into_iter().zip(1..) {
            in_place("object", object.object.0, place)?;
            trace.push_object(Object { kind: object.kind, name: texts.name(&object.name) });
        }
        for text in texts.all {
            trace.push_name(&text);
        }
        trace.push_events(events.into_iter());
        trace.set_ending(self.ending.map(ending));
        trace.set_end(self.end_ns);
        Ok(trace)
    }
}

/// Numbers are how parts of a trace name each other: where lines have been removed or sorted, they would name others.
fn in_place(what: &str, number: u32, place: u32) -> Result<(), String> {
    let misplaced = || format!("{what} {number} stands where {what} {place} should");
    if number == place { Ok(()) } else { Err(misplaced()) }
}

/// The events, with numbers for their texts: they are taken in one at a time, since there can be a million.
#[derive(Debug, Default)]
struct Events {
    texts: Texts,
    events: Vec<Event>,
    /// What is wrong with the first one that does not fit together. The rest is passed over.
    problem: Option<String>,
}

impl Events {
    fn add(&mut self, event: form::Event<'_>) -> Result<(), String> {
        let number = event.event.0;
        in_place("event", number, self.events.len() as u32)?;
        let event = self.texts.event(event).map_err(|problem| format!("event {number}: {problem}"))?;
        self.events.push(event);
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Events {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Events, D::Error> {
        deserializer.deserialize_seq(EventsVisitor)
    }
}

struct EventsVisitor;

impl<'de> Visitor<'de> for EventsVisitor {
    type Value = Events;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of events")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Events, A::Error> {
        let mut read = Events::default();
        while read.problem.is_none()
            && let Some(event) = list.next_element()?
        {
            read.problem = read.add(event).err();
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(read)
    }
}

fn ending(ending: form::Ending<'_>) -> Ending {
    match ending {
        form::Ending::Finished => Ending::Finished,
        form::Ending::Failed { status, traceback } => {
            Ending::Failed { traceback: traceback.into_owned(), status }
        }
        form::Ending::Deadlock { message } => Ending::Deadlock { message: message.into_owned() },
        form::Ending::Unsupported { message } => Ending::Unsupported { message: message.into_owned() },
        form::Ending::Limit { which, message } => {
            Ending::Limit { which: which.into_owned(), message: message.into_owned() }
        }
        form::Ending::Stopped => Ending::Stopped,
    }
}

/// The texts that have been read, each with its number: the same text, the same number.
#[derive(Debug, Default)]
struct Texts {
    all: Vec<String>,
    numbers: BTreeMap<String, Name>,
}

impl Texts {
    fn name(&mut self, text: &str) -> Name {
        if let Some(&name) = self.numbers.get(text) {
            return name;
        }
        let name = Name(self.all.len() as u32);
        self.all.push(text.to_owned());
        self.numbers.insert(text.to_owned(), name);
        name
    }

    fn lane(&mut self, kind: form::LaneKind<'_>) -> Lane {
        match kind {
            form::LaneKind::Thread { name, process } => {
                Lane { kind: LaneKind::Thread { process }, name: self.name(&name) }
            }
            form::LaneKind::Task { name, title: _, task, thread } => {
                Lane { kind: LaneKind::Task { task, thread }, name: self.name(&name) }
            }
        }
    }

    fn event(&mut self, event: form::Event<'_>) -> Result<Event, &'static str> {
        Ok(Event {
            time: event.time_ns,
            cause: event.cause.map(Cause::from),
            lane: event.lane,
            line: event.line,
            kind: self.kind(event.kind)?,
        })
    }

    fn kind(&mut self, kind: form::Kind<'_>) -> Result<Kind, &'static str> {
        Ok(match kind {
            form::Kind::LoopStarted => Kind::LoopStarted,
            form::Kind::LoopStopped => Kind::LoopStopped,
            form::Kind::TurnStarted { turn } => Kind::TurnStarted { turn },
            form::Kind::PollStarted { timeout_ns: timeout } => Kind::PollStarted { timeout },
            form::Kind::PollEnded { ready } => Kind::PollEnded { ready },
            form::Kind::HandleQueued { handle, source, to } => Kind::HandleQueued {
                handle: handle.handle,
                label: self.name(&handle.label),
                purpose: purpose(&handle)?,
                source: handle_source(source, to)?,
            },
            form::Kind::TimerSet { handle, due_ns: due } => Kind::TimerSet {
                handle: handle.handle,
                label: self.name(&handle.label),
                purpose: purpose(&handle)?,
                due,
            },
            form::Kind::TimerFired { handle } => Kind::TimerFired { handle },
            form::Kind::HandleStarted { handle } => Kind::HandleStarted { handle },
            form::Kind::HandleFinished { handle } => Kind::HandleFinished { handle },
            form::Kind::HandleCancelled { handle } => Kind::HandleCancelled { handle },
            form::Kind::TaskCreated { task, coroutine, parent } => {
                Kind::TaskCreated { task, coroutine: self.name(&coroutine), parent }
            }
            form::Kind::TaskResumed { task } => Kind::TaskResumed { task },
            form::Kind::TaskSuspended { task, on, standing: stood } => {
                Kind::TaskSuspended { task, on, standing: stood.map(standing) }
            }
            form::Kind::TaskWoken { task, from } => Kind::TaskWoken { task, from },
            form::Kind::TaskCancelRequested { task } => Kind::TaskCancelRequested { task },
            form::Kind::TaskFinished { task, outcome, exception } => {
                Kind::TaskFinished { task, outcome: self.outcome(outcome, exception)? }
            }
            form::Kind::FrameEntered { function, resumed } => {
                Kind::FrameEntered { function: self.name(&function), resumed }
            }
            form::Kind::FrameLeft { exit } => Kind::FrameLeft { exit },
            form::Kind::Line => Kind::Line,
            form::Kind::RequestSent { request, target, task } => {
                Kind::RequestSent { request, target: self.name(&target), task }
            }
            form::Kind::RequestConnected { request, at_ns: at } => Kind::RequestConnected { request, at },
            form::Kind::RequestAnswered {
                request,
                status,
                queued_us: queued,
                worked_us: worked,
                at_ns: at,
            } => Kind::RequestAnswered { request, status, queued, worked, at },
            form::Kind::RequestDone { request, bytes, at_ns: at } => Kind::RequestDone { request, bytes, at },
            form::Kind::RequestFailed { request, reason } => {
                Kind::RequestFailed { request, reason: self.name(&reason) }
            }
            form::Kind::RequestAborted { request } => Kind::RequestAborted { request },
            form::Kind::ThreadStarted => Kind::ThreadStarted,
            form::Kind::ThreadBlocked { on, standing: stood } => {
                Kind::ThreadBlocked { on: blocker(on), standing: stood.map(standing) }
            }
            form::Kind::ThreadUnblocked => Kind::ThreadUnblocked,
            form::Kind::ThreadFinished => Kind::ThreadFinished,
            form::Kind::Output { stream, text } => Kind::Output { stream, text: self.name(&text) },
            form::Kind::Warning { about: kind, text } => Kind::Warning { kind, text: self.name(&text) },
        })
    }

    fn outcome(
        &mut self,
        outcome: form::Outcome,
        exception: Option<form::Text<'_>>,
    ) -> Result<Outcome, &'static str> {
        match outcome {
            form::Outcome::Returned => Ok(Outcome::Returned),
            form::Outcome::Raised => {
                let exception = exception.ok_or("an outcome `raised` needs an `exception`")?;
                Ok(Outcome::Raised(self.name(&exception)))
            }
            form::Outcome::Cancelled => Ok(Outcome::Cancelled),
        }
    }
}

fn purpose(handle: &form::Handle<'_>) -> Result<Purpose, &'static str> {
    let task: Option<TaskId> = handle.task;
    let needed = || task.ok_or("the step or the sleep of a task needs a `task`");
    Ok(match handle.purpose {
        form::Purpose::FirstStep => Purpose::FirstStep(needed()?),
        form::Purpose::NextStep => Purpose::NextStep(needed()?),
        form::Purpose::WakeUp => {
            let from = handle.from.ok_or("a purpose `wake_up` needs a `from`")?;
            Purpose::WakeUp { task: needed()?, from }
        }
        form::Purpose::Sleep => Purpose::Sleep(needed()?),
        form::Purpose::Timeout => Purpose::Timeout(task),
        form::Purpose::Arrival => {
            let request = handle.request.ok_or("a purpose `arrival` needs a `request`")?;
            Purpose::Arrival { request, task: task.into() }
        }
        form::Purpose::Signal => Purpose::Signal,
        form::Purpose::Program => Purpose::Program(task),
        form::Purpose::Library => Purpose::Library(task),
    })
}

fn handle_source(source: form::Source, to: Option<LaneId>) -> Result<HandleSource, &'static str> {
    Ok(match source {
        form::Source::Soon => HandleSource::Soon,
        form::Source::Timer => HandleSource::Timer,
        form::Source::Io => HandleSource::Io,
        form::Source::Thread => HandleSource::Thread { to: to.ok_or("a source `thread` needs a `to`")? },
    })
}

fn standing(standing: form::Standing) -> Standing {
    Standing::new(standing.holder, standing.left as usize, standing.place.get() as usize - 1)
}

fn blocker(on: form::Blocker) -> Blocker {
    match on {
        form::Blocker::Sleep { until_ns: until } => Blocker::Sleep(until),
        form::Blocker::Request { request } => Blocker::Request(request),
        form::Blocker::Lock { object } => Blocker::Lock(object),
        form::Blocker::Thread => Blocker::Thread,
        form::Blocker::Interpreter => Blocker::Interpreter,
    }
}
