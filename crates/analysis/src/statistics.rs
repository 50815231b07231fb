//! What a run adds up to: times of tasks, requests and loops.

use crate::state::{RequestEnd, RequestState, State, TaskPhase};
use crate::stretches::{Activity, LaneStretches, Stretches};
use trace::event::{EventId, Kind, LaneId, LaneKind, Outcome, RequestId, TaskId, Trace};
use trace::time::{Span, Time};

/// What a trace adds up to, as far as it goes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statistics {
    /// From the beginning of the run to its end, or to the latest moment known.
    pub total: Span,
    /// Tasks, by number.
    pub tasks: Vec<TaskStatistics>,
    /// Requests, by number.
    pub requests: Vec<RequestStatistics>,
    /// Threads in which a loop ran.
    pub loops: Vec<LoopStatistics>,
    /// How many requests were in flight at once, at most.
    pub greatest_in_flight: usize,
    /// How many requests were answered.
    pub done: usize,
    /// How many failed.
    pub failed: usize,
    /// How many were given up.
    pub aborted: usize,
}

/// How a task spent its time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TaskStatistics {
    /// Which.
    pub task: TaskId,
    /// It ran.
    pub running: Span,
    /// It was on the ready queue.
    pub ready: Span,
    /// It waited.
    pub waiting: Span,
    /// It blocked its thread.
    pub blocked: Span,
    /// How often it was resumed.
    pub steps: usize,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

/// How a request spent its time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RequestStatistics {
    /// Which.
    pub request: RequestId,
    /// When it was where.
    pub times: RequestTimes,
    /// How it ended.
    pub end: Option<RequestEnd>,
}

/// How a loop spent its time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LoopStatistics {
    /// The thread's lane.
    pub lane: LaneId,
    /// It called something.
    pub busy: Span,
    /// It slept in a poll.
    pub idle: Span,
    /// A callback blocked it.
    pub blocked: Span,
    /// How many turns it made.
    pub turns: usize,
    /// How many callbacks it called.
    pub callbacks: usize,
    /// The longest callback, blocked time included, and the event that began it.
    pub longest: Option<(Span, EventId)>,
}

/// The moments at which a request passed from one place to the next, none before the one above it.
///
/// What is not known takes no time: a request whose connection is not reported was connected when it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestTimes {
    /// It was sent, and began to wait in the browser.
    pub sent: Time,
    /// It left, and began to wait in the server's queue.
    pub connected: Time,
    /// The server began to work on it; the network's time is in this part.
    pub dequeued: Time,
    /// The first byte of the answer arrived.
    pub answered: Time,
    /// The last byte arrived, or it ended otherwise, or it goes on and this is now.
    pub end: Time,
    /// Whether it goes on.
    pub open: bool,
}

impl RequestTimes {
    /// Where a request was when, as known at `now`.
    pub fn of(request: &RequestState, now: Time) -> RequestTimes {
        let end = request.ended.map_or(now, |(end, _)| end).max(request.sent);
        let between = |low: Time, time: Option<Time>, otherwise| time.unwrap_or(otherwise).max(low).min(end);
        let connected = between(request.sent, request.connected, request.sent);
        let answered = between(connected, request.answered.map(|(at, _)| at), end);
        let queued = request.queued.unwrap_or_default();
        let dequeued = (connected + queued).min(answered);
        RequestTimes { sent: request.sent, connected, dequeued, answered, end, open: request.ended.is_none() }
    }

    /// How long it waited in the browser.
    pub fn browser(&self) -> Span {
        self.connected.since(self.sent)
    }

    /// How long it waited in the server's queue.
    pub fn server_queue(&self) -> Span {
        self.dequeued.since(self.connected)
    }

    /// How long the server worked on it, the way there and back included.
    pub fn working(&self) -> Span {
        self.answered.since(self.dequeued)
    }

    /// How long the answer took to arrive.
    pub fn download(&self) -> Span {
        self.end.since(self.answered)
    }

    /// All of it.
    pub fn total(&self) -> Span {
        self.end.since(self.sent)
    }
}

impl Statistics {
    /// Adds up a trace. `stretches` are its own, and `state` is that at its end.
    pub fn new(trace: &Trace, stretches: &Stretches, state: &State) -> Statistics {
        let end = state.now.max(trace.end());
        let mut statistics = Statistics { total: end.since(Time::ZERO), ..Statistics::default() };
        for (task, known) in state.tasks.iter() {
            let outcome = if let TaskPhase::Finished(outcome) = known.phase { Some(outcome) } else { None };
            let lane = known.lane.and_then(|lane| stretches.lane(lane));
            statistics.tasks.push(task_statistics(task, lane, outcome));
        }
        for (request, known) in state.requests.iter() {
            let times = RequestTimes::of(known, end);
            statistics.requests.push(RequestStatistics {
                request,
                times,
                end: known.ended.map(|(_, end)| end),
            });
            match known.ended {
                Some((_, RequestEnd::Done(_))) => statistics.done += 1,
                Some((_, RequestEnd::Failed(_))) => statistics.failed += 1,
                Some((_, RequestEnd::Aborted)) => statistics.aborted += 1,
                None => {}
            }
        }
        statistics.loops = loop_statistics(trace, stretches);
        statistics.greatest_in_flight = greatest_in_flight(trace);
        statistics
    }
}

fn task_statistics(task: TaskId, lane: Option<&LaneStretches>, outcome: Option<Outcome>) -> TaskStatistics {
    let none = Span::ZERO;
    let mut statistics =
        TaskStatistics { task, running: none, ready: none, waiting: none, blocked: none, steps: 0, outcome };
    for stretch in lane.iter().flat_map(|lane| &lane.stretches) {
        match stretch.activity {
            Activity::Running => {
                statistics.running += stretch.span();
                statistics.steps += 1;
            }
            Activity::Ready => statistics.ready += stretch.span(),
            Activity::Waiting(_) | Activity::Polling => statistics.waiting += stretch.span(),
            Activity::Blocked(_) => statistics.blocked += stretch.span(),
        }
    }
    statistics
}

/// One pass over the events: a callback is from its start to its end, whatever it does in between.
fn loop_statistics(trace: &Trace, stretches: &Stretches) -> Vec<LoopStatistics> {
    let mut loops: Vec<Option<LoopStatistics>> = vec![None; trace.lanes().len()];
    let mut started: Vec<Option<(Time, EventId)>> = vec![None; trace.lanes().len()];
    for (id, event) in trace.numbered() {
        let lane = event.lane;
        let (Some(known), Some(started)) = (loops.get_mut(lane.index()), started.get_mut(lane.index()))
        else {
            continue;
        };
        match event.kind {
            Kind::TurnStarted { .. } => known.get_or_insert_with(|| empty_loop(lane)).turns += 1,
            Kind::HandleStarted { .. } => {
                known.get_or_insert_with(|| empty_loop(lane)).callbacks += 1;
                *started = Some((event.time, id));
            }
            Kind::HandleFinished { .. } => {
                if let (Some(known), Some((start, id))) = (known, started.take()) {
                    let span = event.time.since(start);
                    if known.longest.is_none_or(|(longest, _)| span > longest) {
                        known.longest = Some((span, id));
                    }
                }
            }
            _ => {}
        }
    }
    let mut loops: Vec<LoopStatistics> = loops.into_iter().flatten().collect();
    for known in &mut loops {
        add_times(known, stretches.lane(known.lane));
    }
    loops.retain(|known| is_thread(trace, known.lane));
    loops
}

fn empty_loop(lane: LaneId) -> LoopStatistics {
    let none = Span::ZERO;
    LoopStatistics { lane, busy: none, idle: none, blocked: none, turns: 0, callbacks: 0, longest: None }
}

fn add_times(statistics: &mut LoopStatistics, lane: Option<&LaneStretches>) {
    for stretch in lane.iter().flat_map(|lane| &lane.stretches) {
        match stretch.activity {
            Activity::Polling => statistics.idle += stretch.span(),
            Activity::Blocked(_) => statistics.blocked += stretch.span(),
            Activity::Running | Activity::Ready | Activity::Waiting(_) => statistics.busy += stretch.span(),
        }
    }
}

fn is_thread(trace: &Trace, lane: LaneId) -> bool {
    matches!(trace.lane(lane).map(|lane| lane.kind), Some(LaneKind::Thread { .. }))
}

/// How many requests were in flight at once, at most.
pub(super) fn greatest_in_flight(trace: &Trace) -> usize {
    let mut in_flight = 0usize;
    let mut greatest = 0;
    for event in trace.events() {
        match event.kind {
            Kind::RequestSent { .. } => in_flight += 1,
            Kind::RequestDone { .. } | Kind::RequestFailed { .. } | Kind::RequestAborted { .. } => {
                in_flight = in_flight.saturating_sub(1);
            }
            _ => {}
        }
        greatest = greatest.max(in_flight);
    }
    greatest
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::arbitrary::nonsense;
    use fixtures::story::fan_out;
    use proptest::prelude::*;
    use trace::event::Name;

    fn statistics(trace: &Trace) -> Statistics {
        Statistics::new(trace, &Stretches::new(trace), &State::at(trace, usize::MAX))
    }

    fn request(
        connected: Option<u64>,
        answered: Option<u64>,
        queued: Option<u64>,
        end: Option<u64>,
    ) -> RequestState {
        RequestState {
            target: Name(0),
            task: None,
            line: 0,
            sent: Time(100),
            connected: connected.map(Time),
            answered: answered.map(|at| (Time(at), 200)),
            queued: queued.map(Span),
            worked: None,
            ended: end.map(|at| (Time(at), RequestEnd::Done(1))),
        }
    }

    #[test]
    fn four_gathered_requests_take_as_long_as_the_longest() {
        let statistics = statistics(&fan_out(4, 1));
        assert_eq!((statistics.done, statistics.failed, statistics.aborted), (4, 0, 0));
        assert_eq!(statistics.greatest_in_flight, 4);
        // 4/8 s, and less than 1 ms for the lines.
        assert_eq!(statistics.total.as_milliseconds().floor(), 500.0);
        let main = statistics.tasks[0];
        assert_eq!(main.waiting.as_milliseconds().floor(), 500.0);
        assert_eq!(main.running, Span::from_microseconds(2));
        assert_eq!(main.steps, 2);
    }

    #[test]
    fn a_loop_that_waits_for_requests_is_idle() {
        let statistics = statistics(&fan_out(4, 1));
        let [known] = statistics.loops[..] else { panic!("one loop ran") };
        assert_eq!(known.idle.as_milliseconds().floor(), 500.0);
        // A callback is at most the three lines of get.
        assert_eq!(known.longest.map(|(span, _)| span), Some(Span::from_microseconds(3)));
    }

    #[test]
    fn a_request_passes_through_four_places() {
        let times = RequestTimes::of(&request(Some(110), Some(180), Some(30), Some(200)), Time(999));
        let spans = [times.browser(), times.server_queue(), times.working(), times.download()];
        // Sent at 100, out at 110, queued 30 in the server, first byte at 180, last at 200.
        assert_eq!(spans, [Span(10), Span(30), Span(40), Span(20)]);
        assert!(!times.open);
    }

    #[test]
    fn a_request_that_goes_on_works_until_now() {
        let times = RequestTimes::of(&request(None, None, None, None), Time(150));
        assert_eq!((times.browser(), times.working(), times.download()), (Span(0), Span(50), Span(0)));
        assert!(times.open);
    }

    #[test]
    fn a_server_that_claims_more_than_the_whole_time_is_not_believed() {
        let times = RequestTimes::of(&request(Some(50), Some(120), Some(5000), Some(130)), Time(0));
        assert_eq!((times.connected, times.dequeued, times.end), (Time(100), Time(120), Time(130)));
    }

    proptest! {
        #[test]
        fn no_trace_makes_it_panic(trace in nonsense(200)) {
            let statistics = statistics(&trace);
            for request in statistics.requests {
                let RequestTimes { sent, connected, dequeued, answered, end, .. } = request.times;
                prop_assert!(sent <= connected && connected <= dequeued && dequeued <= answered && answered <= end);
            }
        }
    }
}
