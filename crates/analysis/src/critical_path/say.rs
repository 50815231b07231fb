//! Puts the path into words: a sentence for each thing that took long, in order, and one for all the rest together.

use super::{Place, Said, Segment, SegmentKind, Waiting, WaitsFor, small};
use crate::sentence::Speech;
use trace::event::{AwaitedKind, Blocker, EventId, LaneId, LaneKind, RequestId, Trace};
use trace::naming::Naming;
use trace::time::{Span, Time};

/// So many sentences at most, beside the last: more than that nobody reads.
const MOST: usize = 12;

/// One thing that one lane did, in one segment or a few.
#[derive(Clone, Copy)]
struct Deed {
    lane: LaneId,
    kind: DeedKind,
    event: EventId,
    waiting: Option<Waiting>,
    from: Time,
    to: Time,
    /// For all of what whoever waits for the lane waited, on the path without a break; None for what follows the first deed.
    waited: Option<Span>,
    /// The parts of a request's time, by [`PLACES`].
    places: [Span; PLACES.len()],
}

/// The places of which it is worth to say how long a request was there.
const PLACES: [(Place, &str); 3] = [
    (Place::Computer, "in this computer, for want of a connection"),
    (Place::ServerQueue, "in the server's queue"),
    (Place::Download, "until the whole answer was there"),
];

impl Deed {
    fn span(&self) -> Span {
        self.to.since(self.from)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum DeedKind {
    Request(RequestId),
    Other(SegmentKind),
}

/// The sentences, in order.
pub(super) fn say(trace: &Trace, naming: &Naming, segments: &[Segment]) -> Vec<Said> {
    let deeds = deeds(segments);
    // A hundredth.
    let least = Span(small(segments).0 * 10).max(Span(1));
    let mut longest: Vec<Span> = deeds.iter().map(|deed| deed.span()).collect();
    longest.sort_unstable_by(|a, b| b.cmp(a));
    let least = longest.get(MOST).map_or(least, |span| least.max(*span + Span(1)));
    // Twins of the longest would all be left out by that: then as many as there is room for are said.
    let least = if longest.first().is_some_and(|first| *first < least) { longest[0] } else { least };
    let mut said = Vec::new();
    let mut rest = Rest::default();
    for deed in &deeds {
        if deed.span() < least || said.len() == MOST {
            rest.add(deed);
            continue;
        }
        let sentence = say_deed(Speech::new(trace, naming), trace, deed).say(".").end();
        said.push(Said { sentence, event: Some(deed.event), span: deed.span() });
    }
    said.extend(rest.say(Speech::new(trace, naming), said.is_empty()));
    said
}

/// Takes together what belongs to one request, or goes on after a break that does not matter.
fn deeds(segments: &[Segment]) -> Vec<Deed> {
    let mut deeds: Vec<Deed> = Vec::new();
    for segment in segments {
        let Segment { lane, from, to, event, waiting, .. } = *segment;
        let span = segment.span();
        let (kind, place) = match segment.kind {
            SegmentKind::Request { request, place } => (DeedKind::Request(request), Some(place)),
            kind => (DeedKind::Other(kind), None),
        };
        let same = |deed: &&mut Deed| (deed.lane, deed.kind, deed.waiting) == (lane, kind, waiting);
        let index = match deeds.last_mut().filter(same) {
            Some(last) => {
                last.to = to;
                deeds.len() - 1
            }
            None => {
                deeds.push(Deed {
                    lane,
                    kind,
                    event,
                    waiting,
                    from,
                    to,
                    waited: None,
                    places: Default::default(),
                });
                deeds.len() - 1
            }
        };
        for (known, (of, _)) in deeds[index].places.iter_mut().zip(PLACES) {
            if place == Some(of) {
                *known += span;
            }
        }
    }
    add_waits(&mut deeds);
    deeds
}

/// Gives the longest deed of each row for which the same lane waited the length of that row.
fn add_waits(deeds: &mut [Deed]) {
    for row in deeds.chunk_by_mut(|a, b| (a.lane, a.waiting) == (b.lane, b.waiting)) {
        let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
        let since = first.waiting.map_or(first.from, |waiting| waiting.since.max(first.from));
        let total = last.to.since(since);
        let longest = row.iter().map(|deed| deed.span()).max();
        if let Some(first) = row.iter_mut().find(|deed| Some(deed.span()) == longest) {
            first.waited = Some(total);
        }
    }
}

fn say_deed<'a>(speech: Speech<'a>, trace: &Trace, deed: &Deed) -> Speech<'a> {
    if let DeedKind::Other(SegmentKind::Various { waiting }) = deed.kind {
        let speech = speech.say("Many short steps took ").number(deed.span().spoken());
        return match waiting {
            Span::ZERO => speech,
            waiting => speech.say(", ").number(waiting.spoken()).say(" of that waiting"),
        };
    }
    match (deed.waiting, deed.waited) {
        (Some(Waiting { lane, on: WaitsFor::Turn, .. }), _) => {
            let speech = say_doing(speech.lane(deed.lane).say(" "), trace, deed);
            speech.say("; ").lane(lane).say(" had to wait until that was over")
        }
        (Some(Waiting { lane, on, .. }), Some(waited)) => {
            let speech = speech.lane(lane).say(" waited ").number(waited.spoken()).say(" for ");
            let speech = speech.say(waits_for(on)).lane(deed.lane).say(", which ");
            say_doing(speech, trace, deed)
        }
        _ => say_doing(speech.lane(deed.lane).say(" "), trace, deed),
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
fn say_doing<'a>(speech: Speech<'a>, trace: &Trace, deed: &Deed) -> Speech<'a> {
    let span = deed.span().spoken();
    let is_task = matches!(trace.lane(deed.lane).map(|lane| lane.kind), Some(LaneKind::Task { .. }));
    let (before, after) = match deed.kind {
        DeedKind::Request(request) => {
            let speech = speech.say("waited ").number(span).say(" for the answer to request ");
            return say_places(speech.number(request.0), deed);
        }
        DeedKind::Other(SegmentKind::Blocked(Blocker::Request(request))) => {
            let speech = speech.say("blocked its thread for ").number(span).say(" until request ");
            return speech.number(request.0).say(" was answered");
        }
        DeedKind::Other(kind) => match kind {
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
fn say_places<'a>(mut speech: Speech<'a>, deed: &Deed) -> Speech<'a> {
    for (span, (_, place)) in deed.places.iter().zip(PLACES) {
        if span.0 > 0 && span.0 >= deed.span().0 / 10 {
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
    fn add(&mut self, deed: &Deed) {
        match deed.kind {
            DeedKind::Other(SegmentKind::Computing | SegmentKind::Various { .. }) => {
                self.computing += deed.span()
            }
            DeedKind::Request(_) | DeedKind::Other(_) => {
                self.waiting += deed.span();
                self.waits += 1;
            }
        }
    }

    fn say(&self, speech: Speech, is_all: bool) -> Option<Said> {
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
