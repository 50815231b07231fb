//! What a cancellation stops, and what goes on in spite of it.

use super::jumps::Jumps;
use super::outline::Outline;
use super::words::{code, list, tally};
use super::{Fact, Topic};
use crate::sentence::count_text;
use std::collections::{BTreeMap, BTreeSet};
use trace::{Event, EventId, Kind, LaneId, Name, Naming, RequestId, TaskId, Time, Trace};

/// What was seen of it so far.
#[derive(Debug)]
pub(super) struct Cancelling<'a> {
    outline: &'a Outline,
    /// Requests on their way.
    open: BTreeSet<RequestId>,
    /// The threads whose loops are calling something.
    called: BTreeSet<LaneId>,
    stacks: BTreeMap<LaneId, Vec<Name>>,
    /// The first that was asked to cancel: the others may follow from it.
    first: Option<Cancellation>,
}

/// What came of asking a task to cancel.
#[derive(Debug)]
struct Cancellation {
    event: EventId,
    task: TaskId,
    at: Time,
    /// The requests that were on their way then.
    open: BTreeSet<RequestId>,
    given_up: Vec<RequestId>,
    /// Those that were answered all the same, and when.
    answered: Vec<(RequestId, Time)>,
    /// The functions whose `finally` ran while the task dealt with it.
    finals: Vec<Name>,
    /// Whether the task has not run since it was asked, or runs for the first time since.
    dealing: bool,
}

impl<'a> Cancelling<'a> {
    pub(super) fn new(outline: &'a Outline) -> Cancelling<'a> {
        Cancelling {
            outline,
            open: BTreeSet::new(),
            called: BTreeSet::new(),
            stacks: BTreeMap::new(),
            first: None,
        }
    }

    /// Takes in the next event.
    pub(super) fn read(&mut self, trace: &Trace, id: EventId, event: &Event) {
        let thread = trace.thread_of(event.lane);
        match event.kind {
            Kind::RequestSent { request, .. } => {
                self.open.insert(request);
            }
            Kind::RequestDone { request, .. } | Kind::RequestFailed { request, .. } => {
                self.open.remove(&request);
                if let Some(first) = self.first.as_mut().filter(|first| first.open.contains(&request)) {
                    first.answered.push((request, event.time));
                }
            }
            Kind::RequestAborted { request } => {
                self.open.remove(&request);
                if let Some(first) = self.first.as_mut().filter(|first| first.open.contains(&request)) {
                    first.given_up.push(request);
                }
            }
            // What is cancelled outside a callback is what the end of the program leaves over.
            Kind::TaskCancelRequested { task } if self.first.is_none() && self.called.contains(&thread) => {
                self.first = Some(Cancellation::new(id, task, event.time, self.open.clone()));
            }
            Kind::TaskSuspended { task, .. } | Kind::TaskFinished { task, .. } => {
                if let Some(first) = self.first.as_mut().filter(|first| first.task == task) {
                    first.dealing = false;
                }
            }
            Kind::HandleStarted { .. } => {
                self.called.insert(thread);
                self.stacks.entry(thread).or_default().clear();
            }
            Kind::HandleFinished { .. } => drop(self.called.remove(&thread)),
            Kind::FrameEntered { function, .. } => self.stacks.entry(thread).or_default().push(function),
            Kind::FrameLeft { .. } => {
                self.stacks.entry(thread).or_default().pop();
            }
            Kind::Line if self.outline.is_final(event.line) => {
                let function = self.stacks.entry(thread).or_default().last().copied();
                if let Some(first) = self.first.as_mut().filter(|first| first.dealing) {
                    first.finals.extend(function.filter(|function| first.finals.last() != Some(function)));
                }
            }
            _ => {}
        }
    }

    /// What the first cancellation stopped, and what it did not.
    pub(super) fn fact(&self, trace: &Trace, jumps: &Jumps) -> Option<Fact> {
        let first = self.first.as_ref()?;
        let task = Naming::new(trace).task(trace, first.task);
        let mut text = format!("After {} `{task}` is asked to cancel.", first.at.since(Time::ZERO).spoken());
        if !first.given_up.is_empty() {
            let are = if first.given_up.len() == 1 { "is" } else { "are" };
            text.push_str(&format!(" {} {are} given up.", numbered(&first.given_up)));
        }
        if let Some((_, last)) = first.answered.last() {
            let answered: Vec<RequestId> = first.answered.iter().map(|(request, _)| *request).collect();
            let go = if answered.len() == 1 { "goes" } else { "go" };
            let until = last.since(Time::ZERO).spoken();
            text.push_str(&format!(" {} {go} on all the same, until {until}.", numbered(&answered)));
        }
        let finals: Vec<&str> = first.finals.iter().map(|function| trace.text(*function)).collect();
        match finals.is_empty() {
            true => text.push_str(" No `finally` runs."),
            false => text.push_str(&format!(" The `finally` of {} runs at once.", list(&code(&finals)))),
        }
        let begun = tally(jumps.begun_after(trace, first.event));
        match begun.is_empty() {
            true => text.push_str(" Afterwards the loop begins nothing more."),
            false => text.push_str(&format!(" Afterwards the loop still begins {}.", list(&begun))),
        }
        Some(Fact { topic: Topic::Cancelling, short: first.short(), text, events: vec![first.event] })
    }
}

/// `Request 2`, `Requests 2 and 3`.
fn numbered(requests: &[RequestId]) -> String {
    let numbers: Vec<String> = requests.iter().map(|request| request.0.to_string()).collect();
    format!("{} {}", if numbers.len() == 1 { "Request" } else { "Requests" }, list(&numbers))
}

impl Cancellation {
    fn short(&self) -> String {
        match (self.given_up.len(), self.answered.len()) {
            (0, 0) => "no request on its way".to_owned(),
            (given_up, 0) => format!("{} given up", count_text(given_up, "request")),
            (0, 1) => "1 request goes on".to_owned(),
            (0, answered) => format!("{answered} requests go on"),
            (given_up, answered) => format!("{} given up, {answered} not", count_text(given_up, "request")),
        }
    }

    fn new(event: EventId, task: TaskId, at: Time, open: BTreeSet<RequestId>) -> Cancellation {
        Cancellation {
            event,
            task,
            at,
            open,
            given_up: Vec::new(),
            answered: Vec::new(),
            finals: Vec::new(),
            dealing: true,
        }
    }
}
