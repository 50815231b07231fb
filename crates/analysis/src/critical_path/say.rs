//! Puts the path into words: a sentence for each thing that took long, in order, and one for all the rest together.

use super::{RequestPhase, Said, Segment, SegmentKind, Waiting, WaitsFor, small};
use crate::sentence::SentenceWriter;
use trace::event::{AwaitedKind, Blocker, EventId, LaneId, LaneKind, RequestId, Trace};
use trace::naming::Naming;
use trace::time::{Span, Time};

/// So many sentences at most, beside the last: more than that nobody reads.
const MOST: usize = 12;

/// One thing that one lane did, in one segment or a few.
#[derive(Clone, Copy)]
struct Action {
    lane: LaneId,
    kind: ActionKind,
    event: EventId,
    waiting: Option<Waiting>,
    from: Time,
    to: Time,
    /// For all of what whoever waits for the lane waited, on the path without a break; None for what follows the first action.
    waited: Option<Span>,
    /// The parts of a request's time, by [`PLACES`].
    places: [Span; PLACES.len()],
}

/// The places of which it is worth to say how long a request was there.
const PLACES: [(RequestPhase, &str); 3] = [
    (RequestPhase::Computer, "in this computer, for want of a connection"),
    (RequestPhase::ServerQueue, "in the server's queue"),
    (RequestPhase::Download, "until the whole answer was there"),
];

impl Action {
    fn span(&self) -> Span {
        self.to.since(self.from)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum ActionKind {
    Request(RequestId),
    Other(SegmentKind),
}

/// The sentences, in order.
pub(super) fn say(trace: &Trace, naming: &Naming, segments: &[Segment]) -> Vec<Said> {
    let actions = actions(segments);
    // A hundredth.
    let least = Span(small(segments).0 * 10).max(Span(1));
    let mut longest: Vec<Span> = actions.iter().map(|action| action.span()).collect();
    longest.sort_unstable_by(|a, b| b.cmp(a));
    let least = longest.get(MOST).map_or(least, |span| least.max(*span + Span(1)));
    // Twins of the longest would all be left out by that: then as many as there is room for are said.
    let least = if longest.first().is_some_and(|first| *first < least) { longest[0] } else { least };
    let mut said = Vec::new();
    let mut rest = Rest::default();
    for action in &actions {
        if action.span() < least || said.len() == MOST {
            rest.add(action);
            continue;
        }
        let sentence = say_action(SentenceWriter::new(trace, naming), trace, action).say(".").end();
        said.push(Said { sentence, event: Some(action.event), span: action.span() });
    }
    said.extend(rest.say(SentenceWriter::new(trace, naming), said.is_empty()));
    said
}

/// Takes together what belongs to one request, or goes on after a break that does not matter.
fn actions(segments: &[Segment]) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for segment in segments {
        let Segment { lane, from, to, event, waiting, .. } = *segment;
        let span = segment.span();
        let (kind, place) = match segment.kind {
            SegmentKind::Request { request, place } => (ActionKind::Request(request), Some(place)),
            kind => (ActionKind::Other(kind), None),
        };
        let same = |action: &&mut Action| (action.lane, action.kind, action.waiting) == (lane, kind, waiting);
        let index = match actions.last_mut().filter(same) {
            Some(last) => {
                last.to = to;
                actions.len() - 1
            }
            None => {
                actions.push(Action {
                    lane,
                    kind,
                    event,
                    waiting,
                    from,
                    to,
                    waited: None,
                    places: Default::default(),
                });
                actions.len() - 1
            }
        };
        for (known, (of, _)) in actions[index].places.iter_mut().zip(PLACES) {
            if place == Some(of) {
                *known += span;
            }
        }
    }
    add_waits(&mut actions);
    actions
}

/// Gives the longest action of each row for which the same lane waited the length of that row.
fn add_waits(actions: &mut [Action]) {
    for row in actions.chunk_by_mut(|a, b| (a.lane, a.waiting) == (b.lane, b.waiting)) {
        let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
        let since = first.waiting.map_or(first.from, |waiting| waiting.since.max(first.from));
        let total = last.to.since(since);
        let longest = row.iter().map(|action| action.span()).max();
        if let Some(first) = row.iter_mut().find(|action| Some(action.span()) == longest) {
            first.waited = Some(total);
        }
    }
}

fn say_action<'a>(speech: SentenceWriter<'a>, trace: &Trace, action: &Action) -> SentenceWriter<'a> {
    if let ActionKind::Other(SegmentKind::Various { waiting }) = action.kind {
        let speech = speech.say("Many short steps took ").number(action.span().spoken());
        return match waiting {
            Span::ZERO => speech,
            waiting => speech.say(", ").number(waiting.spoken()).say(" of that waiting"),
        };
    }
    match (action.waiting, action.waited) {
        (Some(Waiting { lane, on: WaitsFor::Turn, .. }), _) => {
            let speech = say_doing(speech.lane(action.lane).say(" "), trace, action);
            speech.say("; ").lane(lane).say(" had to wait until that was over")
        }
        (Some(Waiting { lane, on, .. }), Some(waited)) => {
            let speech = speech.lane(lane).say(" waited ").number(waited.spoken()).say(" for ");
            let speech = speech.say(waits_for(on)).lane(action.lane).say(", which ");
            say_doing(speech, trace, action)
        }
        _ => say_doing(speech.lane(action.lane).say(" "), trace, action),
    }
}

/// What somebody waits for, before the name of who could end that.
fn waits_for(on: WaitsFor) -> &'static str {
    match on {
        WaitsFor::Await(AwaitedKind::Lock) | WaitsFor::Block(Blocker::Lock(_)) => "a lock, and so for ",
        WaitsFor::Await(AwaitedKind::Semaphore) => "its place in a semaphore, and so for ",
        WaitsFor::Await(AwaitedKind::Event) => "an event, and so for ",
        WaitsFor::Await(AwaitedKind::Queue) => "a queue, and so for ",
        WaitsFor::Await(AwaitedKind::Future) => "a future, and so for ",
        WaitsFor::Await(_) | WaitsFor::Turn | WaitsFor::Block(_) => "",
    }
}

/// What it did, and for how long.
fn say_doing<'a>(speech: SentenceWriter<'a>, trace: &Trace, action: &Action) -> SentenceWriter<'a> {
    let span = action.span().spoken();
    let is_task = matches!(trace.lane(action.lane).map(|lane| lane.kind), Some(LaneKind::Task { .. }));
    let (before, after) = match action.kind {
        ActionKind::Request(request) => {
            let speech = speech.say("waited ").number(span).say(" for the answer to request ");
            return say_places(speech.number(request.0), action);
        }
        ActionKind::Other(SegmentKind::Blocked(Blocker::Request(request))) => {
            let speech = speech.say("blocked its thread for ").number(span).say(" until request ");
            return speech.number(request.0).say(" was answered");
        }
        ActionKind::Other(kind) => match kind {
            SegmentKind::Computing => ("computed for ", ""),
            SegmentKind::Ready => ("stood for ", " in the ready queue, while others ran"),
            SegmentKind::Sleeping => ("slept for ", ""),
            SegmentKind::Timer | SegmentKind::Request { .. } => ("waited ", " for a timer that it had set"),
            SegmentKind::Blocked(Blocker::Sleep(_)) if is_task => {
                ("blocked the loop for ", ": it slept without giving way")
            }
            SegmentKind::Blocked(Blocker::Sleep(_)) => ("slept for ", ""),
            SegmentKind::Blocked(Blocker::Lock(_)) => ("blocked its thread for ", " on a lock"),
            SegmentKind::Blocked(Blocker::Interpreter) => {
                ("waited ", " for the interpreter, which ran another thread")
            }
            SegmentKind::Blocked(Blocker::Thread | Blocker::Request(_)) => {
                ("blocked its thread for ", " until another was done")
            }
            SegmentKind::Polling => ("waited ", " in its loop, which had nothing to do"),
            SegmentKind::Various { .. } => ("did many short things for ", ""),
        },
    };
    speech.say(before).number(span).say(after)
}

/// `, 200 ms of that in the server's queue`, where it is a tenth at least.
fn say_places<'a>(mut speech: SentenceWriter<'a>, action: &Action) -> SentenceWriter<'a> {
    for (span, (_, place)) in action.places.iter().zip(PLACES) {
        if span.0 > 0 && span.0 >= action.span().0 / 10 {
            speech = speech.say(", ").number(span.spoken()).say(" of that ").say(place);
        }
    }
    speech
}

/// What is not worth a sentence of its own.
#[derive(Default)]
struct Rest {
    computing: Span,
    waiting: Span,
    waits: usize,
}

impl Rest {
    fn add(&mut self, action: &Action) {
        match action.kind {
            ActionKind::Other(SegmentKind::Computing | SegmentKind::Various { .. }) => {
                self.computing += action.span()
            }
            ActionKind::Request(_) | ActionKind::Other(_) => {
                self.waiting += action.span();
                self.waits += 1;
            }
        }
    }

    fn say(&self, speech: SentenceWriter, is_all: bool) -> Option<Said> {
        let span = self.computing + self.waiting;
        if span == Span::ZERO {
            return None;
        }
        let speech = speech.say(if is_all { "It took " } else { "The rest is " });
        let speech = match (self.waits, self.computing) {
            (0, computing) => speech.number(computing.spoken()).say(" of computing"),
            (waits, computing) => {
                let speech = speech.number(self.waiting.spoken()).say(" in ");
                let speech = speech.count(waits, "short wait", "shorter waits");
                match computing {
                    Span::ZERO => speech,
                    computing => speech.say(" and ").number(computing.spoken()).say(" of computing"),
                }
            }
        };
        Some(Said { sentence: speech.say(".").end(), event: None, span })
    }
}
