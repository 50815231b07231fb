//! Where control jumps, where it goes on, and what frames keep meanwhile.

use super::outline::Outline;
use super::words::{code, list, tally, times};
use super::{Fact, Topic};
use crate::sentence::count_text;
use std::collections::{BTreeMap, BTreeSet};
use trace::{Event, EventId, FrameExit, Kind, LaneId, Name, TaskId, Trace};

const LAMBDA: &str = "<lambda>";

/// What was seen of it so far.
#[derive(Debug, Default)]
pub(super) struct Jumps {
    threads: BTreeMap<LaneId, Thread>,
    /// Tasks that no callback made: what `asyncio.run` is given. And what their coroutines are called.
    mains: BTreeMap<TaskId, Name>,
    /// Where the loop began which function.
    begun: Vec<(EventId, Name)>,
    /// How often it went on where it had stopped.
    went_on: usize,
    /// The functions that ran, by their names.
    ran: BTreeSet<Name>,
    /// The functions whose frames waited, in the order of their first wait.
    waited: Vec<Name>,
}

#[derive(Debug, Default)]
struct Thread {
    /// Whether the loop is calling something.
    called: bool,
    /// The task that it steps, if it does.
    task: Option<TaskId>,
    stack: Vec<Name>,
    /// Frames are back on the stack, and nothing of the program has been executed yet.
    resumed: bool,
    /// The place in `begun` of a lambda that has not called anything yet.
    lambda: Option<usize>,
}

impl Jumps {
    /// Takes in the next event.
    pub(super) fn read(&mut self, trace: &Trace, id: EventId, event: &Event) {
        let thread = self.threads.entry(trace.thread_of(event.lane)).or_default();
        match event.kind {
            Kind::TaskCreated { task, coroutine, .. } if !thread.called => {
                self.mains.insert(task, coroutine);
            }
            Kind::HandleStarted { .. } => *thread = Thread { called: true, ..Thread::default() },
            Kind::HandleFinished { .. } => *thread = Thread::default(),
            Kind::TaskResumed { task } => thread.task = Some(task),
            Kind::FrameEntered { function, resumed } => {
                let is_main = thread.task.is_some_and(|task| self.mains.contains_key(&task));
                match (thread.lambda.take(), thread.stack.is_empty() && thread.called) {
                    // What a lambda calls says more than its own name.
                    (Some(place), false) => self.begun[place].1 = function,
                    (_, true) if resumed => thread.resumed = true,
                    (_, true) if !is_main => {
                        thread.lambda = (trace.text(function) == LAMBDA).then_some(self.begun.len());
                        self.begun.push((id, function));
                    }
                    _ => {}
                }
                thread.stack.push(function);
            }
            Kind::Line => {
                self.went_on += usize::from(std::mem::take(&mut thread.resumed));
                self.ran.extend(thread.stack.last().filter(|_| thread.called));
            }
            Kind::FrameLeft { exit } => {
                let left = thread.stack.pop();
                let resumed = std::mem::take(&mut thread.resumed);
                if exit != FrameExit::Suspended {
                    self.went_on += usize::from(resumed);
                } else if let Some(left) = left.filter(|left| !self.waited.contains(left)) {
                    self.waited.push(left);
                }
            }
            _ => {}
        }
    }

    /// How often control jumped.
    pub(super) fn fact(&self, trace: &Trace) -> Option<Fact> {
        if self.begun.is_empty() && self.went_on == 0 {
            return None;
        }
        let on = format!("{} the loop goes on where it had stopped", times(self.went_on));
        let text = if self.begun.is_empty() {
            format!("Control never jumps: {on}.")
        } else {
            let begun = list(&tally(self.begun.iter().map(|(_, function)| trace.text(*function))));
            format!("Control jumps {}: the loop begins {begun}; {on}.", times(self.begun.len()))
        };
        let spread = count_text(self.ran.len(), "function");
        Some(Fact {
            topic: Topic::Jumps,
            short: match self.begun.len() {
                0 => "no jumps".to_owned(),
                count => count_text(count, "jump"),
            },
            text: format!("{text} The work is spread over {spread}."),
            events: self.begun.iter().map(|(event, _)| *event).collect(),
        })
    }

    /// What had to be carried along, and what frames kept.
    pub(super) fn context(&self, trace: &Trace, outline: &Outline) -> Option<Fact> {
        let ran: BTreeSet<&str> = self.ran.iter().map(|name| trace.text(*name)).collect();
        let captured = outline.functions.iter().filter(|function| ran.contains(function.name.as_str()));
        let captured =
            captured.map(|function| (&function.name, "captures", outline.values(&function.captured)));
        let given = outline.bound.iter().map(|bound| (&bound.function, "is given", code(&bound.arguments)));
        let carried: Vec<_> = captured.chain(given).filter(|(_, _, values)| !values.is_empty()).collect();
        let count = carried.iter().map(|(_, _, values)| values.len()).sum();
        let carried = carried.iter().map(|(name, verb, values)| format!("`{name}` {verb} {}", list(values)));
        let carried: Vec<String> = carried.collect();
        let kept = self.kept(trace, outline);
        if carried.is_empty() && kept.is_empty() {
            return None;
        }
        let mut text = match carried.is_empty() {
            true => "Nothing has to be carried.".to_owned(),
            false => format!("This is carried: {}.", carried.join("; ")),
        };
        if !kept.is_empty() {
            text.push_str(&format!(" While they wait, frames keep what they know: {}.", kept.join("; ")));
        }
        let short = if count == 0 { "nothing".to_owned() } else { count_text(count, "value") };
        Some(Fact { topic: Topic::Context, short, text, events: Vec::new() })
    }

    /// What the frames of functions kept that waited; main's excepted, which is the same in all styles.
    fn kept(&self, trace: &Trace, outline: &Outline) -> Vec<String> {
        let waited = self.waited.iter().filter(|name| !self.mains.values().any(|main| main == *name));
        let waited = waited.map(|name| trace.text(*name));
        waited
            .filter_map(|name| outline.functions.iter().find(|function| function.name == name))
            .map(|function| (&function.name, outline.values(&function.own)))
            .filter(|(_, values)| !values.is_empty())
            .map(|(name, values)| format!("`{name}` keeps {}", list(&values)))
            .collect()
    }

    /// The functions that the loop began after an event.
    pub(super) fn begun_after<'a>(
        &'a self,
        trace: &'a Trace,
        event: EventId,
    ) -> impl Iterator<Item = &'a str> {
        let later = self.begun.iter().filter(move |(begun, _)| *begun > event);
        later.map(|(_, function)| trace.text(*function))
    }
}
