//! What took so long: the chain of causes that led to the end of a run, and that covers its time from the first moment to the last.
//!
//! Whoever shortens something that lies on this path shortens the run; whatever else happened, happened beside it. It is walked
//! from the end: what was the last thing that had to be there, so that this could happen? What it is not: a sum of what each
//! task did (that is [`statistics`](super::statistics)), nor advice. Begin with [`CriticalPath::of`]; `walk` finds the path, and
//! `say` puts it into words.

mod say;
mod walk;

use crate::sentence::Sentence;
use serde::{Deserialize, Serialize};
use trace::event::{AwaitedKind, Blocker, EventId, LaneId, RequestId, Trace};
use trace::naming::Naming;
use trace::time::{Span, Time};

/// From so many segments on, those that are too short to matter are put together.
const MANY: usize = 200;

/// A part of the whole that is too short to matter: a thousandth.
const SMALL: u64 = 1000;

/// The path, and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CriticalPath {
    /// In order; each begins where the one before it ends, and together they cover the run.
    pub segments: Vec<Segment>,
    /// The segments that matter in words, in order, and last what all the others come to.
    pub said: Vec<Said>,
}

/// A stretch of the path: one lane did one thing, and the end of the run waited for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Which lane.
    pub lane: LaneId,
    /// From when.
    pub from: Time,
    /// To when.
    pub to: Time,
    /// What it did.
    pub kind: SegmentKind,
    /// The event with which that began.
    pub event: EventId,
    /// Who waited for it directly, if somebody did.
    pub waiting: Option<Waiting>,
}

impl Segment {
    /// How long it is.
    pub fn span(&self) -> Span {
        self.to.since(self.from)
    }
}

/// What a lane did on the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SegmentKind {
    /// It ran.
    Computing,
    /// It could have run, but stood in the ready queue behind others.
    Ready,
    /// It slept, and let others run.
    Sleeping,
    /// It waited for a timer of another kind: a timeout, `call_later`.
    Timer,
    /// It waited for an answer.
    Request {
        /// To which request.
        request: RequestId,
        /// Where that was.
        place: RequestPhase,
    },
    /// It blocked its thread.
    Blocked(Blocker),
    /// The loop slept, and nothing that the trace knows of ended that.
    Polling,
    /// Many short things, by this lane or several.
    Various {
        /// How much of it was waiting.
        waiting: Span,
    },
}

/// Where a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestPhase {
    /// In this computer: there is no connection for it yet.
    Computer,
    /// On its way there or back.
    Network,
    /// In the server's queue.
    ServerQueue,
    /// The server works on it.
    Server,
    /// Out there: the server does not say how long it worked.
    Outside,
    /// The rest of the answer arrives.
    Download,
}

/// Who waits, and for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Who.
    pub lane: LaneId,
    /// For what.
    pub on: WaitsFor,
    /// Since when: that can be after the segment began.
    pub since: Time,
}

/// What somebody waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaitsFor {
    /// What it awaits.
    Await(AwaitedKind),
    /// Its turn: it is due, but the loop is busy.
    Turn,
    /// What its thread blocks on.
    Block(Blocker),
}

/// A sentence about a part of the path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The words.
    pub sentence: Sentence,
    /// Where it can be seen; None: it is about many places.
    pub event: Option<EventId>,
    /// How much of the run it is.
    pub span: Span,
}

impl CriticalPath {
    /// The path of a run, as far as the trace goes.
    pub fn of(trace: &Trace, naming: &Naming) -> CriticalPath {
        let segments = join_short(walk::walk(trace));
        let said = say::say(trace, naming, &segments);
        CriticalPath { segments, said }
    }
}

/// Puts neighbors together that are too short to matter, if there are many segments.
fn join_short(segments: Vec<Segment>) -> Vec<Segment> {
    if segments.len() <= MANY {
        return segments;
    }
    let small = small(&segments);
    let mut joined: Vec<Segment> = Vec::new();
    for segment in segments {
        match joined.last_mut() {
            Some(last) if segment.span() < small && is_short(last, small) => {
                last.kind = match (last.kind, segment.kind) {
                    (SegmentKind::Computing, SegmentKind::Computing) if last.lane == segment.lane => {
                        last.kind
                    }
                    _ => SegmentKind::Various { waiting: waited(last) + waited(&segment) },
                };
                last.waiting = None;
                last.to = segment.to;
            }
            _ => joined.push(segment),
        }
    }
    joined
}

fn is_short(segment: &Segment, small: Span) -> bool {
    matches!(segment.kind, SegmentKind::Various { .. }) || segment.span() < small
}

/// How much of a segment was not computing.
fn waited(segment: &Segment) -> Span {
    match segment.kind {
        SegmentKind::Computing => Span::ZERO,
        SegmentKind::Various { waiting } => waiting,
        _ => segment.span(),
    }
}

/// What is too short to matter in a run of these segments.
fn small(segments: &[Segment]) -> Span {
    Span(segments.last().map_or(0, |last| last.to.0) / SMALL)
}

#[cfg(test)]
mod tests;
