//! Requests in numbers: when each was where, and what all of them come to.

use crate::state::{RequestEnd, RequestState};
use trace::event::{Kind, Trace};
use trace::time::{Span, Time};

/// What the requests come to that have been sent until a position. Kept up to date request by request, so that nobody has to look at
/// all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RequestTotals {
    /// How many have been sent and have not ended.
    pub in_flight: usize,
    /// How many were in flight at once, at most.
    pub most_in_flight: usize,
    /// How many were answered.
    pub answered: usize,
    /// How many failed.
    pub failed: usize,
    /// How many were given up.
    pub aborted: usize,
    /// How long those that have ended took together; in nanoseconds, modulo 2⁶⁴, since a saved trace can say anything.
    ended_ns: u64,
    /// The moments together at which those in flight were sent; in nanoseconds, modulo 2⁶⁴.
    sent_at_ns: u64,
}

impl RequestTotals {
    /// How many have been sent.
    pub fn sent(&self) -> usize {
        self.in_flight + self.answered + self.failed + self.aborted
    }

    /// How long all have taken together by `now`, which is not before any of them was sent.
    pub fn time(&self, now: Time) -> Span {
        let in_flight = now.0.wrapping_mul(self.in_flight as u64).wrapping_sub(self.sent_at_ns);
        Span(self.ended_ns.wrapping_add(in_flight))
    }

    /// There is another request, or one that has changed.
    pub(crate) fn add(&mut self, request: &RequestState) {
        match request.ended {
            None => {
                self.in_flight += 1;
                self.most_in_flight = self.most_in_flight.max(self.in_flight);
                self.sent_at_ns = self.sent_at_ns.wrapping_add(request.sent.0);
            }
            Some((at, end)) => {
                *self.count_of(end) += 1;
                self.ended_ns = self.ended_ns.wrapping_add(at.since(request.sent).0);
            }
        }
    }

    /// A request that was added is about to change.
    pub(crate) fn remove(&mut self, request: &RequestState) {
        match request.ended {
            None => {
                self.in_flight -= 1;
                self.sent_at_ns = self.sent_at_ns.wrapping_sub(request.sent.0);
            }
            Some((at, end)) => {
                *self.count_of(end) -= 1;
                self.ended_ns = self.ended_ns.wrapping_sub(at.since(request.sent).0);
            }
        }
    }

    fn count_of(&mut self, end: RequestEnd) -> &mut usize {
        match end {
            RequestEnd::Done(_) => &mut self.answered,
            RequestEnd::Failed(_) => &mut self.failed,
            RequestEnd::Aborted => &mut self.aborted,
        }
    }
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
    use crate::state::State;
    use fixtures::arbitrary::{nonsense, sense};
    use fixtures::story::fan_out;
    use proptest::prelude::*;
    use trace::event::Name;

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
    fn four_gathered_requests_are_in_flight_at_once_and_answered() {
        let trace = fan_out(4, 1);
        let totals = State::at(&trace, usize::MAX).request_totals;
        assert_eq!((totals.sent(), totals.answered, totals.failed, totals.aborted), (4, 4, 0, 0));
        assert_eq!((totals.in_flight, totals.most_in_flight), (0, greatest_in_flight(&trace)));
    }

    #[test]
    fn a_request_under_way_has_taken_the_time_until_now() {
        let mut totals = RequestTotals::default();
        totals.add(&request(None, None, None, Some(130)));
        totals.add(&request(None, None, None, None));
        // Sent at 100, ended at 130; sent at 100, and now it is 150.
        assert_eq!(totals.time(Time(150)), Span(30 + 50));
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
        fn totals_are_those_of_the_requests_one_by_one(trace in prop_oneof![sense(), nonsense(200)], part in 0.0..1.0) {
            let state = State::at(&trace, (trace.event_count() as f64 * part) as usize);
            let totals = state.request_totals;
            let requests = || state.requests.values();
            let count = |is_it: fn(&RequestState) -> bool| requests().filter(|request| is_it(request)).count();
            prop_assert_eq!(totals.in_flight, count(|request| request.ended.is_none()));
            prop_assert_eq!(totals.answered, count(|request| matches!(request.ended, Some((_, RequestEnd::Done(_))))));
            prop_assert_eq!(totals.failed, count(|request| matches!(request.ended, Some((_, RequestEnd::Failed(_))))));
            prop_assert_eq!((totals.sent(), totals.most_in_flight >= totals.in_flight), (state.requests.len(), true));
            let times = requests().map(|request| RequestTimes::of(request, state.now).total());
            prop_assert_eq!(totals.time(state.now), Span(times.fold(0, |sum: u64, time| sum.wrapping_add(time.0))));
        }

        #[test]
        fn the_moments_of_a_request_are_in_order(trace in nonsense(200)) {
            let state = State::at(&trace, usize::MAX);
            for request in state.requests.values() {
                let RequestTimes { sent, connected, dequeued, answered, end, .. } = RequestTimes::of(request, state.now);
                prop_assert!(sent <= connected && connected <= dequeued && dequeued <= answered && answered <= end);
            }
        }
    }
}
