//! On what a lane waits, blocks or polls, in words: as much as the events say, and in fewer words for less room.
//!
//! Not what it does otherwise, nor why; and not where the words stand, which is for `labels` to find.

use super::ActivitySpan;
use crate::page::wording::{FAR, count_text, seconds_text};
use analysis::stretches::Activity;
use trace::{
    Awaited, AwaitedKind, Blocker, EventId, HandleId, Kind, Naming, ObjectId, ObjectKind, RequestId, Span,
    Standing, TaskId, Trace,
};

/// How many events before a wait are looked at for the one that set its timer or sent its request. The same step of the task did
/// so, as a rule; if it lies further back, fewer words must do.
const LOOKED_BACK: u32 = 256;

/// What is to be said about something that a lane does, in ever fewer words: first all that is known. Nothing about several things
/// at once, and nothing about running.
pub fn wordings(trace: &Trace, naming: &Naming, what: &ActivitySpan) -> Vec<String> {
    if what.count > 1 {
        return Vec::new();
    }
    let known = Known { trace, naming, event: what.event };
    match what.activity {
        Activity::Running => Vec::new(),
        Activity::Ready => vec!["ready".to_owned()],
        Activity::Waiting(on) => known.wait(on),
        Activity::Polling => known.poll(),
        Activity::Blocked(on) => known.block(on),
    }
}

/// What there is to know about a stretch.
struct Known<'a> {
    trace: &'a Trace,
    naming: &'a Naming,
    /// The event that began it.
    event: EventId,
}

impl Known<'_> {
    fn wait(&self, on: Awaited) -> Vec<String> {
        let standing = match self.trace.event(self.event).map(|event| event.kind) {
            Some(Kind::TaskSuspended { standing, .. }) => standing,
            _ => None,
        };
        match on.kind {
            AwaitedKind::NextTurn => vec!["next turn".to_owned()],
            AwaitedKind::Sleep => self.sleep(HandleId(on.id)),
            AwaitedKind::Request => self.request(RequestId(on.id)),
            AwaitedKind::Task => {
                let name = self.naming.task(self.trace, TaskId(on.id));
                vec![format!("task {name}"), name]
            }
            AwaitedKind::Several => vec!["other tasks".to_owned()],
            AwaitedKind::Lock | AwaitedKind::Semaphore | AwaitedKind::Event | AwaitedKind::Queue => {
                self.object(on.object(), standing)
            }
            AwaitedKind::Thread => vec!["another thread".to_owned(), "thread".to_owned()],
            AwaitedKind::Future => vec!["future".to_owned()],
        }
    }

    fn poll(&self) -> Vec<String> {
        let timeout = match self.trace.event(self.event).map(|event| event.kind) {
            Some(Kind::PollStarted { timeout }) => timeout,
            _ => Some(Span::ZERO),
        };
        let short = "poll".to_owned();
        match timeout {
            Some(Span::ZERO) => vec![short],
            Some(most) if most >= FAR => vec![short],
            Some(most) => {
                let most = seconds_text(most);
                vec![format!("poll for at most {most}"), format!("poll ≤ {most}"), short]
            }
            None => vec!["poll until something is ready".to_owned(), short],
        }
    }

    fn block(&self, on: Blocker) -> Vec<String> {
        let (since, standing) = match self.trace.event(self.event).map(|event| (event.time, event.kind)) {
            Some((time, Kind::ThreadBlocked { standing, .. })) => (Some(time), standing),
            _ => (None, None),
        };
        let short = "blocked".to_owned();
        let mut wordings = match on {
            Blocker::Sleep(until) => {
                let length = since.map(|since| format!("time.sleep {}", seconds_text(until.since(since))));
                length.into_iter().chain(["time.sleep".to_owned()]).collect()
            }
            Blocker::Request(request) => self.request(request),
            Blocker::Lock(Some(object)) => self.object(Some(object), standing),
            Blocker::Lock(None) => vec!["a lock or a signal".to_owned()],
            Blocker::Thread => vec!["another thread".to_owned()],
            Blocker::Interpreter => vec!["the interpreter lock".to_owned(), "GIL".to_owned()],
        };
        if let Some(all) = wordings.first() {
            wordings.insert(0, format!("blocked: {all}"));
        }
        wordings.push(short);
        wordings
    }

    /// `sleep 0.2 s`
    fn sleep(&self, timer: HandleId) -> Vec<String> {
        let length = self.before(|event, kind| match kind {
            Kind::TimerSet { handle, due, .. } if handle == timer => {
                Some(due.since(self.trace.event(event)?.time))
            }
            _ => None,
        });
        let said = length.map(|length| format!("sleep {}", seconds_text(length)));
        said.into_iter().chain(["sleep".to_owned()]).collect()
    }

    /// `GET http://localhost:7001/delay?duration=0.5`
    fn request(&self, wanted: RequestId) -> Vec<String> {
        let target = self.before(|_, kind| match kind {
            Kind::RequestSent { request, target, .. } if request == wanted => Some(self.trace.text(target)),
            _ => None,
        });
        let mut wordings: Vec<String> = target.map(single_line).into_iter().collect();
        wordings.extend(target.and_then(path).map(single_line));
        wordings.push(format!("request {}", wanted.0));
        wordings
    }

    /// `lock of fetch(1), no. 2 in line`
    fn object(&self, object: Option<ObjectId>, standing: Option<Standing>) -> Vec<String> {
        let kind = object.and_then(|object| self.trace.object(object)).map(|object| object.kind);
        let short = kind.map_or("object", ObjectKind::word);
        let thing = match (kind, standing) {
            (Some(ObjectKind::Lock), Some(standing)) => match standing.holder() {
                Some(lane) => format!("{short} of {}", self.naming.lane(self.trace, lane)),
                None => short.to_owned(),
            },
            (Some(ObjectKind::Queue), Some(Standing { left: 0, .. })) => "empty queue".to_owned(),
            (Some(ObjectKind::Queue), Some(Standing { left, .. })) => {
                format!("queue of {}", count_text(left as usize, "item"))
            }
            _ => short.to_owned(),
        };
        let place = standing.map(|standing| standing.place.get()).filter(|place| *place > 1);
        let all = place.map(|place| format!("{thing}, no. {place} in line"));
        let mut wordings: Vec<String> = all.into_iter().chain([thing, short.to_owned()]).collect();
        wordings.dedup();
        wordings
    }

    /// What the nearest event before the stretch gives that gives anything.
    fn before<T>(&self, find: impl Fn(EventId, Kind) -> Option<T>) -> Option<T> {
        let events = (self.event.0.saturating_sub(LOOKED_BACK)..self.event.0).rev().map(EventId);
        events.into_iter().find_map(|id| find(id, self.trace.event(id)?.kind))
    }
}

/// What follows the host in the target of a request.
fn path(target: &str) -> Option<&str> {
    let (_, rest) = target.split_once("://")?;
    rest.find('/').map(|start| &rest[start..])
}

/// A text of the program, as far as it can be shown.
fn single_line(text: &str) -> String {
    const LONGEST: usize = 120;
    let shown = |character: char| if character.is_control() { '\u{fffd}' } else { character };
    text.chars().take(LONGEST).map(shown).collect()
}

#[cfg(test)]
mod tests;
