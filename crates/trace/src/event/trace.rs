//! A whole run: the program, the lanes in which something happened, the events, and how it ended.
//!
//! Not how it is made (the recorder does that), nor what things looked like at a moment, which is for readers to find. Events are
//! read by [`Trace::event`] and by iterators, one at a time: how they are stored is nobody else's business. Copies share what they
//! have in common, so a copy of a trace that goes on growing costs the same however long that is. Begin with [`Trace`].

use super::{Event, EventId, Kind, LaneId, Name, Object, ObjectId, Stream, TaskId};
use crate::log::Log;
use crate::time::Time;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Everything that happened in one run.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    file: Arc<str>,
    source: Arc<str>,
    names: Log<Arc<str>>,
    lanes: Log<Lane>,
    /// The lanes that got another name, as often as they did. How that came about is no part of what happened.
    renamed: Log<LaneId>,
    objects: Log<Object>,
    events: Log<Event>,
    ending: Option<Ending>,
    end: Time,
}

impl PartialEq for Trace {
    fn eq(&self, other: &Trace) -> bool {
        (&self.file, &self.source, &self.ending, self.end)
            == (&other.file, &other.source, &other.ending, other.end)
            && (&self.names, &self.lanes, &self.objects) == (&other.names, &other.lanes, &other.objects)
            && self.events == other.events
    }
}

/// Where events happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// What it is.
    pub kind: LaneKind,
    /// What people call it: `MainThread`, `Task-1`.
    pub name: Name,
}

/// What a lane is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaneKind {
    /// A thread of a process (processes are numbered from 0).
    Thread {
        /// The process.
        process: u32,
    },
    /// A task, in the lane of the thread whose loop runs it.
    Task {
        /// The task.
        task: TaskId,
        /// The thread's lane.
        thread: LaneId,
    },
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// The program ran to its end.
    Finished,
    /// An exception left the program, or it exited with a status other than 0.
    Failed {
        /// The traceback as Python prints it.
        traceback: String,
        /// The process's exit status.
        status: i32,
    },
    /// Everything waits, and nothing can wake it.
    Deadlock {
        /// Who waits for what.
        message: String,
    },
    /// The program needs what CPython has and Loopscope has not.
    Unsupported {
        /// What that is.
        message: String,
    },
    /// A budget was used up.
    Limit {
        /// Which one: `instructions`, `virtual time`, …
        which: String,
        /// What that means and how to raise it.
        message: String,
    },
    /// A person stopped it.
    Stopped,
}

/// Reading.
impl Trace {
    /// The file name that tracebacks show.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The program's text: the listing is what ran.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// How the run ended; None while it goes on.
    pub fn ending(&self) -> Option<&Ending> {
        self.ending.as_ref()
    }

    /// When the run ended, or the latest moment known.
    pub fn end(&self) -> Time {
        self.end
    }

    /// The text behind a name.
    pub fn text(&self, name: Name) -> &str {
        self.names.get(name.index()).map_or("", |text| text)
    }

    /// How many texts there are.
    pub fn name_count(&self) -> usize {
        self.names.len()
    }

    /// The texts from this one on.
    pub fn names_from(&self, first: usize) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.names.range(first, usize::MAX).map(|text| &**text)
    }

    /// Where events happen: threads, and tasks within them, in the order of appearance.
    pub fn lanes(&self) -> &Log<Lane> {
        &self.lanes
    }

    /// The lanes that got another name than they began with, as often as they did, in that order.
    pub fn renamed_lanes(&self) -> &Log<LaneId> {
        &self.renamed
    }

    /// The lane, if there is one.
    pub fn lane(&self, id: LaneId) -> Option<&Lane> {
        self.lanes.get(id.index())
    }

    /// What tasks and threads wait for, in the order in which somebody first had to.
    pub fn objects(&self) -> &Log<Object> {
        &self.objects
    }

    /// The object, if there is one.
    pub fn object(&self, id: ObjectId) -> Option<&Object> {
        self.objects.get(id.index().checked_sub(1)?)
    }

    /// How many events there are.
    pub fn event_count(&self) -> usize {
        self.events.len()
    }

    /// The event, if there is one.
    pub fn event(&self, id: EventId) -> Option<Event> {
        self.events.get(id.index()).copied()
    }

    /// What happened, in order. Times never decrease.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = Event> + ExactSizeIterator + Clone {
        self.events_from(0)
    }

    /// What happened after the first so many events.
    pub fn events_from(
        &self,
        position: usize,
    ) -> impl DoubleEndedIterator<Item = Event> + ExactSizeIterator + Clone {
        self.events.range(position, usize::MAX).copied()
    }

    /// What happened until the first so many events, these included.
    pub fn events_until(
        &self,
        position: usize,
    ) -> impl DoubleEndedIterator<Item = Event> + ExactSizeIterator + Clone {
        self.events.range(0, position).copied()
    }

    /// The events with their numbers, in order.
    pub fn numbered(&self) -> impl DoubleEndedIterator<Item = (EventId, Event)> + ExactSizeIterator + Clone {
        self.numbered_from(0)
    }

    /// What happened after the first so many events, with numbers. Whoever skips over [`Trace::numbered`] instead passes them one by one.
    pub fn numbered_from(
        &self,
        position: usize,
    ) -> impl DoubleEndedIterator<Item = (EventId, Event)> + ExactSizeIterator + Clone {
        let numbered = move |(index, event)| (EventId((position + index) as u32), event);
        self.events_from(position).enumerate().map(numbered)
    }

    /// The event that caused another one, if there is one, and it came before that.
    pub fn cause(&self, id: EventId) -> Option<EventId> {
        self.event(id)?.cause.map(EventId::from).filter(|cause| *cause < id)
    }

    /// The causes of an event, the nearest first. Each comes before the one that it caused, so there is an end to them.
    pub fn causes(&self, id: EventId) -> impl Iterator<Item = (EventId, Event)> {
        let next = |id: EventId| self.cause(id);
        std::iter::successors(next(id), move |id| next(*id))
            .filter_map(|id| self.event(id).map(|event| (id, event)))
    }

    /// The lane of a task.
    ///
    /// Lanes of tasks appear in the order of their numbers, each after the lane of its thread, so the search begins near its end.
    pub fn lane_of_task(&self, wanted: TaskId) -> Option<LaneId> {
        for (index, lane) in (wanted.index()..).zip(self.lanes.range(wanted.index(), usize::MAX)) {
            match lane.kind {
                LaneKind::Task { task, .. } if task == wanted => return Some(LaneId(index as u32)),
                LaneKind::Task { task, .. } if task > wanted => return None,
                LaneKind::Task { .. } | LaneKind::Thread { .. } => {}
            }
        }
        None
    }

    /// The lane itself, or that of the task's thread.
    pub fn thread_of(&self, lane: LaneId) -> LaneId {
        match self.lane(lane).map(|lane| lane.kind) {
            Some(LaneKind::Task { thread, .. }) => thread,
            Some(LaneKind::Thread { .. }) | None => lane,
        }
    }

    /// The number of the process that a lane belongs to; the program itself is 0.
    pub fn process_of(&self, lane: LaneId) -> u32 {
        match self.lane(self.thread_of(lane)).map(|lane| lane.kind) {
            Some(LaneKind::Thread { process }) => process,
            Some(LaneKind::Task { .. }) | None => 0,
        }
    }

    /// The task of a lane; None for a thread's.
    pub fn task_of(&self, lane: LaneId) -> Option<TaskId> {
        match self.lane(lane).map(|lane| lane.kind) {
            Some(LaneKind::Task { task, .. }) => Some(task),
            Some(LaneKind::Thread { .. }) | None => None,
        }
    }

    /// The latest moment known: the run's end, or that of its last event.
    pub fn latest(&self) -> Time {
        self.events.last().map_or(self.end, |event| event.time.max(self.end))
    }

    /// All that was printed to a stream.
    pub fn output(&self, stream: Stream) -> String {
        self.events
            .iter()
            .filter_map(|event| match event.kind {
                Kind::Output { stream: to, text } if to == stream => Some(self.text(text)),
                _ => None,
            })
            .collect()
    }
}

/// Growing. Runs do that through a recorder, so that what is written is what happened.
impl Trace {
    /// A trace to which nothing has happened yet, of a run of `source` that tracebacks call `file`.
    pub fn new(file: &str, source: &str) -> Trace {
        Trace { file: file.into(), source: source.into(), ..Trace::default() }
    }

    /// Adds a text.
    pub fn push_name(&mut self, text: &str) -> Name {
        self.names.push(text.into());
        Name(self.names.len() as u32 - 1)
    }

    /// Begins a lane.
    pub fn push_lane(&mut self, lane: Lane) -> LaneId {
        self.lanes.push(lane);
        LaneId(self.lanes.len() as u32 - 1)
    }

    /// Renames a lane.
    pub fn rename_lane(&mut self, id: LaneId, name: Name) {
        if let Some(lane) = self.lanes.get_mut(id.index()) {
            lane.name = name;
            self.renamed.push(id);
        }
    }

    /// Adds an object.
    pub fn push_object(&mut self, object: Object) -> ObjectId {
        self.objects.push(object);
        ObjectId(self.objects.len() as u32)
    }

    /// Adds events.
    pub fn push_events(&mut self, events: impl Iterator<Item = Event>) {
        self.events.extend(events);
    }

    /// Adds an event.
    pub fn push_event(&mut self, event: Event) -> EventId {
        self.events.push(event);
        EventId(self.events.len() as u32 - 1)
    }

    /// Sets how the run ended, or that it goes on.
    pub fn set_ending(&mut self, ending: Option<Ending>) {
        self.ending = ending;
    }

    /// Sets when it ended, or the latest moment known.
    pub fn set_end(&mut self, end: Time) {
        self.end = end;
    }

    /// The same trace as if this had been the program.
    pub fn with_source(self, source: &str) -> Trace {
        Trace { source: source.into(), ..self }
    }

    /// The same trace as it was after its first so many events.
    pub fn beginning(&self, position: usize) -> Trace {
        Trace { events: self.events_until(position).collect(), ..self.clone() }
    }

    /// How many bytes its events take, and how many are kept for them.
    pub fn bytes_of_events(&self) -> (usize, usize) {
        self.events.bytes()
    }
}
