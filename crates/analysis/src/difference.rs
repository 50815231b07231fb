//! What changed from one run to another: where they part, and what is different in plain sentences.
//!
//! Runs are laid side by side by what people call their tasks and by the order of what matters: prints, steps of tasks, requests
//! and what became of them, ends. Not by exact times: those of two live runs are never the same. What it is not: a comparison of
//! the programs' texts. Begin with [`Difference::between`]; `ends` compares what the runs came to.

mod ends;

use trace::event::{Event, EventId, Kind, Outcome, TaskId, Trace};
use trace::naming::Naming;
use trace::order::sorted_places;

/// What is different between two runs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// The first thing that happens otherwise, in the order of events; None if nothing does.
    pub first: Option<Change>,
    /// What is different, the most important first.
    pub changes: Vec<Change>,
}

/// One thing that is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// In a sentence.
    pub text: String,
    /// The event of the run before that shows it, if one does.
    pub before: Option<EventId>,
    /// The event of the run now.
    pub after: Option<EventId>,
}

impl Difference {
    /// Compares a run with one before it.
    pub fn between(before: &Trace, after: &Trace) -> Difference {
        let (before, after) = sides(before, after);
        Difference { first: parting(&before, &after), changes: ends::compare(&before, &after) }
    }
}

/// The first thing that happens otherwise than in a run before; None if nothing does.
pub fn first_difference(before: &Trace, after: &Trace) -> Option<Change> {
    let (before, after) = sides(before, after);
    parting(&before, &after)
}

fn sides<'a>(before: &'a Trace, after: &'a Trace) -> (Side<'a>, Side<'a>) {
    let (mut before, mut after) = (Side::of(before), Side::of(after));
    (before.others, after.others) = (after.names(), before.names());
    (before, after)
}

/// One of the two runs.
struct Side<'a> {
    trace: &'a Trace,
    naming: Naming,
    /// What tasks are called in the other run.
    others: Vec<String>,
    /// Who sent each request.
    senders: Vec<(u32, Option<TaskId>)>,
}

impl<'a> Side<'a> {
    fn of(trace: &'a Trace) -> Side<'a> {
        let senders = trace.events().filter_map(|event| match event.kind {
            Kind::RequestSent { request, task, .. } => Some((request.0, task)),
            _ => None,
        });
        let senders: Vec<_> = senders.collect();
        let places = sorted_places(senders.len(), &|a, b| senders[a].0.cmp(&senders[b].0));
        let senders = places.into_iter().map(|place| senders[place]).collect();
        Side { trace, naming: Naming::new(trace), others: Vec::new(), senders }
    }

    fn names(&self) -> Vec<String> {
        let named = |event: Event| match event.kind {
            Kind::TaskCreated { task, .. } => Some(self.naming.task(self.trace, task)),
            _ => None,
        };
        let names: Vec<String> = self.trace.events().filter_map(named).collect();
        let places = sorted_places(names.len(), &|a, b| names[a].cmp(&names[b]));
        places.into_iter().map(|place| names[place].clone()).collect()
    }

    /// What a task is called; the first of several as in the other run, if it is alone there.
    fn name(&self, task: TaskId) -> String {
        let name = self.naming.task(self.trace, task);
        match name.strip_suffix("(1)") {
            Some(alone) if self.others.binary_search_by(|other| other.as_str().cmp(alone)).is_ok() => {
                alone.to_owned()
            }
            _ => name,
        }
    }

    /// Whose request it is.
    fn sender(&self, request: u32) -> String {
        let place = self.senders.binary_search_by_key(&request, |(request, _)| *request);
        match place.ok().and_then(|place| self.senders[place].1) {
            Some(task) => self.name(task),
            None => "the program".to_owned(),
        }
    }
}

/// Something that matters, as it is said: two that are equal are the same thing in both runs.
fn mark(side: &Side, event: &Event) -> Option<String> {
    let named = |task, verb: &str| Some(format!("{} {verb}", side.name(task)));
    let of_request = |request, verb: &str| Some(format!("a request of {} {verb}", side.sender(request)));
    match event.kind {
        Kind::Output { text, .. } => {
            let text = side.trace.text(text);
            (text != "\n").then(|| format!("{} is printed", quoted(text)))
        }
        Kind::TaskCreated { task, .. } => named(task, "is made"),
        Kind::TaskResumed { task } => named(task, "runs"),
        Kind::TaskCancelRequested { task } => named(task, "is asked to cancel"),
        Kind::TaskFinished { task, outcome } => named(task, &ending_now(side.trace, outcome)),
        Kind::RequestSent { task: Some(task), .. } => named(task, "sends a request"),
        Kind::RequestSent { task: None, .. } => Some("the program sends a request".to_owned()),
        Kind::RequestAnswered { request, status, .. } => {
            of_request(request.0, &format!("is answered with status {status}"))
        }
        Kind::RequestFailed { request, .. } => of_request(request.0, "fails"),
        Kind::RequestAborted { request } => of_request(request.0, "is given up"),
        _ => None,
    }
}

fn ending_now(trace: &Trace, outcome: Outcome) -> String {
    match outcome {
        Outcome::Returned => "returns".to_owned(),
        Outcome::Raised(text) => format!("ends with {}", quoted(trace.text(text))),
        Outcome::Cancelled => "is cancelled".to_owned(),
    }
}

/// A text of the program, short and on one line.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.trim_end().replace(char::is_control, " ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", &line[..end]),
        None => format!("“{line}”"),
    }
}

/// The first thing that happens otherwise.
fn parting(before: &Side, after: &Side) -> Option<Change> {
    let mut places = (0, 0);
    loop {
        let (old, new) = (next_mark(before, &mut places.0), next_mark(after, &mut places.1));
        if old.is_none() && new.is_none() {
            return None;
        }
        let text = |mark: &Option<(EventId, String)>| mark.as_ref().map(|(_, text)| text.clone());
        if text(&old) != text(&new) {
            let said = |mark| text(mark).unwrap_or_else(|| "the run is over".to_owned());
            return Some(Change {
                text: capitalized(&format!("{}; before, {} here.", said(&new), said(&old))),
                before: old.map(|(event, _)| event),
                after: new.map(|(event, _)| event),
            });
        }
    }
}

fn next_mark(side: &Side, place: &mut usize) -> Option<(EventId, String)> {
    while let Some(event) = side.trace.event(EventId(*place as u32)) {
        let id = EventId(*place as u32);
        *place += 1;
        if let Some(mark) = mark(side, &event) {
            return Some((id, mark));
        }
    }
    None
}

/// With a capital letter, unless it begins with a name of the program.
fn capitalized(text: &str) -> String {
    match text.strip_prefix("a request").or(text.strip_prefix("the ")) {
        Some(_) => text[..1].to_ascii_uppercase() + &text[1..],
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
