//! What two runs came to: how long they took, how they and their tasks and requests ended, and what they printed.

use super::{Change, Side, ending_now, quoted};
use crate::statistics::greatest_in_flight;
use std::collections::BTreeMap;
use trace::event::{Ending, EventId, Kind, Outcome, Stream, Trace, WarningKind};
use trace::small_map::SmallMap;
use trace::time::{Span, Time};

/// So many of one kind are told, and of the others how many they are.
const FEW: usize = 4;

/// All that is different, the most important first.
pub(super) fn compare(before: &Side, after: &Side) -> Vec<Change> {
    let mut changes = Vec::new();
    changes.extend(time(before.trace, after.trace));
    changes.extend(ending(before.trace, after.trace));
    changes.extend(blocking(before.trace, after.trace));
    changes.extend(in_flight(before.trace, after.trace));
    changes.extend(printed(before.trace, after.trace));
    tasks(before, after, &mut changes);
    requests(before, after, &mut changes);
    changes
}

fn change(text: String, before: Option<EventId>, after: Option<EventId>) -> Change {
    Change { text, before, after }
}

fn last(trace: &Trace) -> Option<EventId> {
    trace.event_count().checked_sub(1).map(|last| EventId(last as u32))
}

/// Less than a hundredth is no news, and in live runs chance; so are a few lines more or less.
fn time(before: &Trace, after: &Trace) -> Option<Change> {
    let (old, new) = (before.end().since(Time::ZERO), after.end().since(Time::ZERO));
    let (by, direction) = if new < old { (old - new, "earlier") } else { (new - old, "later") };
    if by < Span::from_microseconds(10) || by.0 < old.0.max(new.0) / 100 {
        return None;
    }
    let (by, new, old) = (by.spoken(), new.spoken(), old.spoken());
    let text = format!("The run ends {by} {direction}: after {new} instead of {old}.");
    Some(change(text, last(before), last(after)))
}

fn ending(before: &Trace, after: &Trace) -> Option<Change> {
    let (old, new) = (how_it_ends(before), how_it_ends(after));
    (old != new).then(|| change(format!("It ends {new}; before, {old}."), last(before), last(after)))
}

fn how_it_ends(trace: &Trace) -> String {
    match trace.ending() {
        Some(Ending::Finished) => "as it should".to_owned(),
        Some(Ending::Failed { traceback, status }) => match traceback.lines().last() {
            Some(line) => format!("with {}", quoted(line)),
            None => format!("with status {status}"),
        },
        Some(Ending::Deadlock { .. }) => "in a deadlock".to_owned(),
        Some(Ending::Unsupported { .. }) => "at something that is not supported".to_owned(),
        Some(Ending::Limit { which, .. }) => format!("at a limit ({which})"),
        Some(Ending::Stopped) => "because it was stopped".to_owned(),
        None => "not yet".to_owned(),
    }
}

fn blocking(before: &Trace, after: &Trace) -> Option<Change> {
    let first = |trace: &Trace| {
        let is_blocked = |kind: &Kind| matches!(kind, Kind::Warning { kind: WarningKind::LoopBlocked, .. });
        trace.events().position(|event| is_blocked(&event.kind)).map(|place| EventId(place as u32))
    };
    match (first(before), first(after)) {
        (None, new @ Some(_)) => {
            Some(change("The loop is blocked; before, it was not.".to_owned(), None, new))
        }
        (old @ Some(_), None) => Some(change("The loop is not blocked any more.".to_owned(), old, None)),
        _ => None,
    }
}

fn in_flight(before: &Trace, after: &Trace) -> Option<Change> {
    let (old, new) = (greatest_in_flight(before), greatest_in_flight(after));
    let said = |count| if count == 1 { "1 request was".to_owned() } else { format!("{count} requests were") };
    let text = || format!("Of its requests at most {new} are on their way at once; before, {}.", said(old));
    (old != new).then(|| change(text(), None, None))
}

/// The lines that were printed, each with the event that began it.
fn lines(trace: &Trace) -> Vec<(String, EventId)> {
    let mut lines: Vec<(String, EventId)> = Vec::new();
    let mut open = false;
    for (id, event) in trace.numbered() {
        let Kind::Output { stream: Stream::Output, text } = event.kind else { continue };
        for part in trace.text(text).split_inclusive('\n') {
            match lines.last_mut() {
                Some((line, _)) if open => line.push_str(part),
                _ => lines.push((part.to_owned(), id)),
            }
            open = !part.ends_with('\n');
        }
    }
    lines
}

/// The first line that is another one.
fn printed(before: &Trace, after: &Trace) -> Option<Change> {
    let (old, new) = (lines(before), lines(after));
    let place = old.iter().zip(&new).take_while(|(old, new)| old.0 == new.0).count();
    let comes =
        |lines: &[(String, EventId)], wanted: &str| lines.iter().skip(place).any(|(line, _)| line == wanted);
    let text = match (old.get(place), new.get(place)) {
        (None, None) => return None,
        (Some((was, _)), Some((is, _))) => {
            let (was_text, is_text) = (quoted(was), quoted(is));
            match (comes(&new, was), comes(&old, is)) {
                (true, true) => {
                    format!("{is_text} is printed before {was_text}; it was the other way around.")
                }
                (false, false) => format!("{is_text} is printed instead of {was_text}."),
                (true, false) => format!("{is_text} is printed; before, it was not."),
                (false, true) => format!("{was_text} is not printed any more."),
            }
        }
        (None, Some((is, _))) => format!("{} is printed; before, it was not.", quoted(is)),
        (Some((was, _)), None) => format!("{} is not printed any more.", quoted(was)),
    };
    Some(change(text, old.get(place).map(|line| line.1), new.get(place).map(|line| line.1)))
}

/// How something ended, now and before, in words, and which event shows it.
type End = (String, String, EventId);

/// Things by name. One type of map for whatever is named, since each that the standard library makes is several KB of the page.
struct Named<T> {
    places: BTreeMap<String, usize>,
    /// By place: in the order in which their names came.
    things: Vec<T>,
}

impl<T> Named<T> {
    fn new() -> Named<T> {
        Named { places: BTreeMap::new(), things: Vec::new() }
    }

    fn set(&mut self, name: String, thing: T) {
        let place = *self.places.entry(name).or_insert(self.things.len());
        match self.things.get_mut(place) {
            Some(known) => *known = thing,
            None => self.things.push(thing),
        }
    }

    fn get(&self, name: &str) -> Option<&T> {
        self.things.get(*self.places.get(name)?)
    }

    /// In the order of their names.
    fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        self.places.iter().map(|(name, place)| (name, &self.things[*place]))
    }
}

/// Each task's end.
fn ends(side: &Side) -> Named<End> {
    let mut ends = Named::new();
    for (id, event) in side.trace.numbered() {
        match event.kind {
            Kind::TaskCreated { task, .. } => {
                ends.set(side.name(task), ("does not end".to_owned(), "did not end".to_owned(), id));
            }
            Kind::TaskFinished { task, outcome } => {
                let was = match outcome {
                    Outcome::Returned => "returned".to_owned(),
                    Outcome::Raised(text) => format!("ended with {}", quoted(side.trace.text(text))),
                    Outcome::Cancelled => "was cancelled".to_owned(),
                };
                ends.set(side.name(task), (ending_now(side.trace, outcome), was, id));
            }
            _ => {}
        }
    }
    ends
}

fn tasks(before: &Side, after: &Side, changes: &mut Vec<Change>) {
    let (old, new) = (ends(before), ends(after));
    let mut others = 0;
    for (name, (is, _, after)) in new.iter() {
        let Some((_, was, before)) = old.get(name).filter(|(old, _, _)| old != is) else { continue };
        if others < FEW {
            let text = format!("{name} {is}; before, it {was}.");
            changes.push(change(text, Some(*before), Some(*after)));
        }
        others += 1;
    }
    if others > FEW {
        changes.push(change(format!("{} more tasks end otherwise.", others - FEW), None, None));
    }
    let only = |these: &Named<End>, those: &Named<End>| -> Vec<(String, EventId)> {
        let only = these.iter().filter(|(name, _)| those.get(name).is_none());
        only.map(|(name, (_, _, event))| (name.clone(), *event)).collect()
    };
    let (gone, made) = (only(&old, &new), only(&new, &old));
    if let Some((_, event)) = made.first() {
        let are = if made.len() == 1 { "is" } else { "are" };
        changes.push(change(format!("{} {are} new.", listed(&made)), None, Some(*event)));
    }
    if let Some((_, event)) = gone.first() {
        let are = if gone.len() == 1 { "is" } else { "are" };
        changes.push(change(format!("{} {are} not made any more.", listed(&gone)), Some(*event), None));
    }
}

/// `fetch(1), fetch(2) and 3 more`.
fn listed(names: &[(String, EventId)]) -> String {
    let few: Vec<&str> = names.iter().take(FEW).map(|(name, _)| name.as_str()).collect();
    match (names.len().checked_sub(FEW), few.split_last()) {
        (Some(more @ 1..), _) => format!("{} and {more} more", few.join(", ")),
        (_, Some((last, [_, ..]))) => format!("{} and {last}", few[..few.len() - 1].join(", ")),
        _ => few.concat(),
    }
}

/// What a request is called, what became of it, and which event shows it.
type Fate = (String, String, EventId);

/// What became of each request, by its sender and its place among that one's, in that order.
fn fates(side: &Side) -> Named<Fate> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut names = SmallMap::default();
    let mut fates = Named::new();
    for (id, event) in side.trace.numbered() {
        let (request, fate) = match event.kind {
            Kind::RequestSent { request, .. } => {
                let sender = side.sender(request.0);
                let count = counts.entry(sender.clone()).or_insert(0);
                *count += 1;
                // No name holds a zero, so that this is in the order of senders, and of places for each.
                let key = format!("{sender}\0{count:010}");
                names.insert(request.0, (key, format!("Request {count} of {sender}")));
                (request, "has no answer".to_owned())
            }
            Kind::RequestAnswered { request, status, .. } => {
                (request, format!("is answered with status {status}"))
            }
            Kind::RequestFailed { request, .. } => (request, "fails".to_owned()),
            Kind::RequestAborted { request } => (request, "is given up".to_owned()),
            _ => continue,
        };
        if let Some((key, name)) = names.get(request.0) {
            fates.set(key.clone(), (name.clone(), fate, id));
        }
    }
    fates
}

fn requests(before: &Side, after: &Side, changes: &mut Vec<Change>) {
    let (old, new) = (fates(before), fates(after));
    let (sent_before, sent) = (old.things.len(), new.things.len());
    if sent_before != sent {
        let are = if sent == 1 { "request is" } else { "requests are" };
        let text = format!("{sent} {are} sent instead of {sent_before}.");
        changes.push(change(text, None, None));
    }
    let others = new.iter().filter_map(|(key, (name, is, after))| {
        let (_, was, before) = old.get(key).filter(|(_, was, _)| was != is)?;
        let text = format!("{name} {is}; before, it {was}.");
        Some(change(text, Some(*before), Some(*after)))
    });
    changes.extend(others.take(FEW));
}
