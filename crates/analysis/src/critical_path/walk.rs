//! Finds the path: from the last event back to the first, each time to what had to be there last.
//!
//! Mostly that is what the same thread did before. A callback goes back to what queued it, unless the loop was busy with something
//! else for most of the time in between: then that is what it waited for. Timers go back to where they were set, answers to
//! where the request was sent, threads that were blocked to whoever let them go on.

use super::{RequestPhase, SMALL, Segment, SegmentKind, Waiting, WaitsFor};
use std::collections::BTreeMap;
use trace::event::{
    AwaitedKind, Blocker, Event, EventId, HandleSource, Kind, LaneId, Purpose, RequestId, TaskId, Trace,
};
use trace::time::{Span, Time};

/// The segments of the path, in order.
pub(super) fn walk(trace: &Trace) -> Vec<Segment> {
    let latest = trace.events().map(|event| event.time).max().unwrap_or_default();
    let end = latest.max(trace.end());
    let Some(last) = trace.event_count().checked_sub(1) else { return Vec::new() };
    let mut walk = Walk {
        trace,
        index: Index::of(trace),
        small: Span(end.0 / SMALL),
        until: end,
        waits: Vec::new(),
        segments: Vec::new(),
    };
    let mut at = EventId(last as u32);
    walk.go_to(at);
    // Each step leads to an earlier event.
    while let Some(before) = walk.step(at) {
        at = before;
    }
    walk.add(walk.lane(at), SegmentKind::Computing, at, Time::ZERO);
    walk.segments.reverse();
    walk.segments
}

/// Where things are in a trace.
#[derive(Default)]
struct Index {
    /// For each event the one before it in its thread.
    before: Vec<Option<EventId>>,
    /// The calls of each thread's loop, by their first and last event.
    calls: BTreeMap<LaneId, Vec<(EventId, EventId)>>,
    /// Where each task was suspended.
    suspensions: BTreeMap<TaskId, Vec<(EventId, AwaitedKind)>>,
    requests: BTreeMap<RequestId, Flight>,
}

/// What is known of a request.
struct Flight {
    sent: EventId,
    connected: Option<Time>,
    answered: Option<EventId>,
}

impl Index {
    fn of(trace: &Trace) -> Index {
        let mut index = Index::default();
        let mut latest: BTreeMap<LaneId, EventId> = BTreeMap::new();
        let mut running: BTreeMap<LaneId, EventId> = BTreeMap::new();
        for (id, event) in trace.numbered() {
            let thread = trace.thread_of(event.lane);
            index.before.push(latest.insert(thread, id));
            match event.kind {
                Kind::HandleStarted { .. } => drop(running.insert(thread, id)),
                Kind::HandleFinished { .. } => {
                    if let Some(started) = running.remove(&thread) {
                        index.calls.entry(thread).or_default().push((started, id));
                    }
                }
                Kind::TaskSuspended { task, on, .. } => {
                    index.suspensions.entry(task).or_default().push((id, on.kind));
                }
                Kind::RequestSent { request, .. } => {
                    index.requests.insert(request, Flight { sent: id, connected: None, answered: None });
                }
                Kind::RequestConnected { request, at } => {
                    if let Some(flight) = index.requests.get_mut(&request) {
                        flight.connected = Some(at);
                    }
                }
                Kind::RequestAnswered { request, .. } => {
                    if let Some(flight) = index.requests.get_mut(&request) {
                        flight.answered = Some(id);
                    }
                }
                _ => {}
            }
        }
        index
    }
}

struct Walk<'a> {
    trace: &'a Trace,
    index: Index,
    /// What is too short to matter.
    small: Span,
    /// The path is known from here on.
    until: Time,
    /// Who waits for what is walked through, the innermost last.
    waits: Vec<Waiting>,
    /// The last one first.
    segments: Vec<Segment>,
}

impl Walk<'_> {
    fn event(&self, id: EventId) -> Event {
        self.trace.event(id).expect("the path leads over events of its trace")
    }

    fn lane(&self, id: EventId) -> LaneId {
        self.event(id).lane
    }

    /// The cause of an event, if it is one that can be.
    fn cause(&self, id: EventId) -> Option<EventId> {
        self.trace.cause(id)
    }

    /// The event before this one on the path.
    fn step(&mut self, at: EventId) -> Option<EventId> {
        match self.event(at).kind {
            Kind::HandleStarted { .. } => self.before_call(at),
            Kind::ThreadUnblocked => self.before_unblocked(at),
            Kind::TaskWoken { task, .. } => {
                self.somebody_waits(task, at);
                self.before(at)
            }
            _ => self.before(at),
        }
    }

    /// What the thread did before; for its first event, what started it.
    fn before(&mut self, at: EventId) -> Option<EventId> {
        let before = self.index.before[at.index()].or_else(|| self.cause(at))?;
        Some(self.go_to(before))
    }

    /// Goes to an event, after which its lane went on doing what began with it.
    fn go_to(&mut self, id: EventId) -> EventId {
        let Event { lane, kind, time, .. } = self.event(id);
        let kind = match kind {
            Kind::PollStarted { .. } => SegmentKind::Polling,
            Kind::ThreadBlocked { on, .. } => SegmentKind::Blocked(on),
            _ => SegmentKind::Computing,
        };
        self.add(lane, kind, id, time);
        id
    }

    /// A callback is called: why not before?
    fn before_call(&mut self, at: EventId) -> Option<EventId> {
        let Some(queued) = self.cause(at) else { return self.before(at) };
        let Kind::HandleQueued { purpose, source, .. } = self.event(queued).kind else {
            return self.before(at);
        };
        let thread = self.trace.thread_of(self.lane(at));
        let lane = purpose.task().and_then(|task| self.trace.lane_of_task(task)).unwrap_or(thread);
        if let Some(finished) = self.busy_with(thread, queued, at) {
            self.add(lane, SegmentKind::Ready, queued, self.event(finished).time);
            self.waits(lane, WaitsFor::Turn, queued);
            return Some(finished);
        }
        self.add(lane, SegmentKind::Ready, queued, self.event(queued).time);
        let cause = self.cause(queued);
        match (source, cause.map(|cause| (cause, self.event(cause).kind))) {
            (HandleSource::Timer, Some((fired, Kind::TimerFired { .. }))) => Some(self.before_timer(fired)),
            (HandleSource::Io, Some((learnt, Kind::RequestAnswered { request, at, .. }))) => {
                Some(self.before_answer(learnt, request, at, None))
            }
            (HandleSource::Io, Some((learnt, Kind::RequestDone { request, at, .. }))) => {
                let answered = self.index.requests.get(&request).and_then(|flight| flight.answered);
                Some(self.before_answer(learnt, request, at, answered))
            }
            (HandleSource::Io, Some((learnt, Kind::RequestFailed { request, .. }))) => {
                Some(self.before_answer(learnt, request, self.event(learnt).time, None))
            }
            _ => Some(queued),
        }
    }

    /// The end of the call that kept the loop from the next one for most of the time, if one did.
    fn busy_with(&self, thread: LaneId, queued: EventId, at: EventId) -> Option<EventId> {
        let since = self.event(queued).time;
        let gap = self.event(at).time.since(since);
        if gap <= self.small || gap == Span::ZERO {
            return None;
        }
        let calls = self.index.calls.get(&thread)?;
        let first = calls.partition_point(|(_, finished)| *finished < queued);
        let during = calls[first..].iter().take_while(|(_, finished)| *finished < at);
        let span = |started: EventId, finished: EventId| {
            self.event(finished).time.since(self.event(started).time.max(since))
        };
        let (longest, finished) =
            during.map(|(started, finished)| (span(*started, *finished), *finished)).max()?;
        (longest.0 >= gap.0 / 2).then_some(finished)
    }

    /// A timer is due: the loop slept until then, or was busy and comes late.
    fn before_timer(&mut self, fired: EventId) -> EventId {
        let Some(set) = self.cause(fired) else { return fired };
        let Kind::TimerSet { due, purpose, .. } = self.event(set).kind else { return fired };
        let lane = self.lane(set);
        if let Some(poll) = self.late_poll(fired, due) {
            self.waits(lane, WaitsFor::Turn, set);
            return self.go_to(poll);
        }
        let sleeps = matches!(purpose, Purpose::Sleep(_));
        let kind = if sleeps { SegmentKind::Sleeping } else { SegmentKind::Timer };
        self.add(lane, kind, set, self.event(set).time);
        set
    }

    /// The poll that learnt something, if the loop was busy when that was there already.
    fn late_poll(&self, learnt: EventId, there: Time) -> Option<EventId> {
        let mut poll = self.index.before[learnt.index()]?;
        while !matches!(self.event(poll).kind, Kind::PollStarted { .. }) {
            if matches!(self.event(poll).kind, Kind::HandleStarted { .. }) {
                return None;
            }
            poll = self.index.before[poll.index()]?;
        }
        (self.event(poll).time > there + self.small).then_some(poll)
    }

    /// An answer is there: back over all the places where its request was. `answered` is when it began to arrive, if it is the
    /// rest of it that was waited for.
    fn before_answer(
        &mut self,
        learnt: EventId,
        request: RequestId,
        there: Time,
        answered: Option<EventId>,
    ) -> EventId {
        let Some(flight) = self.index.requests.get(&request) else { return learnt };
        let (sent, connected) = (flight.sent, flight.connected);
        if sent >= learnt {
            return learnt;
        }
        let lane = self.lane(sent);
        if let Some(poll) = self.late_poll(learnt, there) {
            self.waits(lane, WaitsFor::Turn, sent);
            return self.go_to(poll);
        }
        if let Some(answered) = answered.filter(|answered| *answered < learnt && *answered > sent) {
            let kind = SegmentKind::Request { request, place: RequestPhase::Download };
            self.add(lane, kind, answered, self.event(answered).time);
        }
        let (mut queued, mut worked) = (None, None);
        if let Kind::RequestAnswered { queued: in_queue, worked: at_work, .. } =
            self.event(answered.unwrap_or(learnt)).kind
        {
            (queued, worked) = (in_queue.map(Span::from), at_work.map(Span::from));
        }
        let start = self.event(sent).time;
        let connected = connected.unwrap_or(start).max(start);
        for (place, from) in places(connected, self.until, queued.unwrap_or_default(), worked) {
            self.add(lane, SegmentKind::Request { request, place }, sent, from);
        }
        self.add(lane, SegmentKind::Request { request, place: RequestPhase::Computer }, sent, start);
        sent
    }

    /// A thread goes on: it slept long enough, or what another thread just did lets it.
    fn before_unblocked(&mut self, at: EventId) -> Option<EventId> {
        let Some(blocked) = self.index.before[at.index()] else { return self.before(at) };
        let Kind::ThreadBlocked { on, .. } = self.event(blocked).kind else { return self.before(at) };
        let Some(giver) = self.cause(at) else { return self.before(at) };
        let (lane, other) = (self.lane(at), self.lane(giver));
        let by_another = self.trace.thread_of(lane) != self.trace.thread_of(other) && giver > blocked;
        match on {
            Blocker::Lock(_) | Blocker::Thread | Blocker::Interpreter if by_another => {
                self.waits(lane, WaitsFor::Block(on), blocked);
                self.add(lane, SegmentKind::Blocked(on), blocked, self.event(giver).time);
                Some(giver)
            }
            _ => self.before(at),
        }
    }

    /// A task was woken: up to here it waited for what lies before.
    fn somebody_waits(&mut self, task: TaskId, woken: EventId) {
        let Some(lane) = self.trace.lane_of_task(task) else { return };
        let Some(suspensions) = self.index.suspensions.get(&task) else { return };
        let count = suspensions.partition_point(|(id, _)| *id < woken);
        if let Some((since, on)) = count.checked_sub(1).and_then(|last| suspensions.get(last)) {
            self.waits(lane, WaitsFor::Await(*on), *since);
        }
    }

    /// What comes next on the path, which is what was before, somebody waits for since that event.
    fn waits(&mut self, lane: LaneId, on: WaitsFor, since: EventId) {
        let since = self.event(since).time;
        self.waits.push(Waiting { lane, on, since });
    }

    /// The path goes on at an earlier moment: from then on a lane did this.
    fn add(&mut self, lane: LaneId, kind: SegmentKind, event: EventId, from: Time) {
        // Times of a wrong trace can be later than those after them.
        let (from, to) = (from.min(self.until), self.until);
        if from == to {
            return;
        }
        self.until = from;
        while self.waits.last().is_some_and(|waiting| waiting.since >= to) {
            self.waits.pop();
        }
        // Whoever waits for itself waits for nobody.
        let waiting = self.waits.iter().rev().find(|waiting| waiting.lane != lane).copied();
        match self.segments.last_mut() {
            Some(next) if (next.lane, next.kind, next.waiting) == (lane, kind, waiting) => {
                (next.from, next.event) = (from, event);
            }
            _ => self.segments.push(Segment { lane, from, to, kind, event, waiting }),
        }
    }
}

/// Where a request was between its connection and its answer, the last place first, and from when.
fn places(connected: Time, answered: Time, queued: Span, worked: Option<Span>) -> Vec<(RequestPhase, Time)> {
    let total = answered.since(connected);
    let queued = queued.min(total);
    let Some(worked) = worked else {
        return vec![(RequestPhase::Outside, connected + queued), (RequestPhase::ServerQueue, connected)];
    };
    let worked = worked.min(total - queued);
    // Nobody knows how the way there and the way back differ.
    let there = Span((total - queued - worked).0 / 2);
    let arrived = connected + there;
    vec![
        (RequestPhase::Network, arrived + queued + worked),
        (RequestPhase::Server, arrived + queued),
        (RequestPhase::ServerQueue, arrived),
        (RequestPhase::Network, connected),
    ]
}
