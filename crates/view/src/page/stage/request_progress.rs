//! How far a request is at a moment: on its way, in the server's queue, at work, on its way back.
//!
//! While a request is under way a program knows nothing of this. The trace does, once the answer has said how long it waited and
//! how long it was worked on; so the phases of a run that is known to its end can be shown while they happen.

use super::Run;
use analysis::state::{RequestState, State};
use trace::{RequestId, Span, Time};

/// When a request passed what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RequestProgress {
    /// It was sent.
    pub sent: Time,
    /// A connection had it.
    pub connected: Time,
    /// It reached the server, its work began, and ended there; None where the server did not say.
    server: Option<[Time; 3]>,
    /// Its answer began to arrive.
    answered: Option<Time>,
    /// All of it was there.
    ended: Option<Time>,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// No connection has it yet.
    Unconnected,
    /// It is under way, and more is not known.
    UnderWay,
    /// It travels to the server.
    There,
    /// It waits in the server's queue.
    Queued,
    /// The server works on it.
    Working,
    /// Its answer travels back.
    Back,
    /// Its answer arrives.
    Arriving,
    /// All is there.
    Over,
}

impl Phase {
    /// In a word or two, beside the name of the task that waits: of the request, not of the task.
    pub fn word(self) -> &'static str {
        match self {
            Phase::Unconnected => "held",
            Phase::UnderWay => "",
            Phase::There => "sent",
            Phase::Queued => "queued",
            Phase::Working => "at server",
            Phase::Back => "answered",
            Phase::Arriving => "arriving",
            Phase::Over => "there",
        }
    }
}

impl RequestProgress {
    /// The course of a request that has been sent.
    pub(super) fn new(run: Run<'_>, state: &State, id: RequestId) -> Option<RequestProgress> {
        let sent = state.requests.get(id)?.sent;
        // A trace of another kind may number two requests alike: what was sent later says nothing about this one.
        let known = run.end.requests.get(id).filter(|known| known.sent == sent);
        Some(RequestProgress::of(known.or_else(|| state.requests.get(id))?))
    }

    fn of(request: &RequestState) -> RequestProgress {
        let answered = request.answered.map(|(at, _)| at);
        let connected = request.connected.unwrap_or(request.sent);
        let server = answered.zip(request.worked).map(|(answered, worked)| {
            let queued = request.queued.unwrap_or(Span::ZERO);
            let travel = (answered.since(connected) - queued - worked).0 / 2;
            let reached = connected + Span(travel);
            [reached, reached + queued, reached + queued + worked]
        });
        RequestProgress {
            sent: request.sent,
            connected,
            server,
            answered,
            ended: request.ended.map(|(at, _)| at),
        }
    }

    /// How far it is at a moment.
    pub fn phase(&self, now: Time) -> Phase {
        self.phase_since(now).0
    }

    /// How far it is at a moment, and since when it is there.
    pub(super) fn phase_since(&self, now: Time) -> (Phase, Time) {
        let [reached, begun, worked] = self.server.map_or([None; 3], |times| times.map(Some));
        let passed = [
            (self.ended, Phase::Over),
            (self.answered, Phase::Arriving),
            (worked, Phase::Back),
            (begun, Phase::Working),
            (reached, Phase::Queued),
        ];
        let latest =
            passed.into_iter().find_map(|(at, phase)| at.filter(|&at| at <= now).map(|at| (phase, at)));
        latest.unwrap_or(match reached {
            _ if now < self.connected => (Phase::Unconnected, self.sent),
            Some(_) => (Phase::There, self.connected),
            None => (Phase::UnderWay, self.sent),
        })
    }

    /// How much of its way is done at a moment, in thousandths; None if its end is not known.
    pub fn done(&self, now: Time) -> Option<u32> {
        self.ended.map(|ended| thousandths(self.sent, ended, now))
    }

    /// The first moment at which it has something for whoever waits since then: the answer's beginning, or its end.
    pub(super) fn arrival(&self, since: Time) -> Option<Time> {
        self.answered.filter(|&at| at >= since).or(self.ended.filter(|&at| at >= since))
    }
}

/// How much of a stretch of time has passed, in thousandths.
pub(super) fn thousandths(from: Time, to: Time, now: Time) -> u32 {
    let (passed, whole) = (now.since(from).0, to.since(from).0);
    if passed >= whole { 1000 } else { (u128::from(passed) * 1000 / u128::from(whole)) as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use analysis::state::RequestEnd;
    use trace::Name;

    fn at(milliseconds: u64) -> Time {
        Time::ZERO + Span::from_milliseconds(milliseconds)
    }

    /// Sent at 10, connected at 12; 8 ms in the server's queue, 20 at work; the answer begins at 44 and is there at 50.
    fn request() -> RequestState {
        RequestState {
            target: Name(0),
            task: None,
            line: 1,
            sent: at(10),
            connected: Some(at(12)),
            answered: Some((at(44), 200)),
            queued: Some(Span::from_milliseconds(8)),
            worked: Some(Span::from_milliseconds(20)),
            ended: Some((at(50), RequestEnd::Done(9))),
        }
    }

    #[test]
    fn a_request_passes_every_phase_in_order() {
        let course = RequestProgress::of(&request());
        // 32 ms from connection to answer, 28 of them in the server: 2 for each way.
        let phases = [11, 13, 15, 30, 43, 45, 50].map(|ms| course.phase(at(ms)));
        let expected = [
            Phase::Unconnected,
            Phase::There,
            Phase::Queued,
            Phase::Working,
            Phase::Back,
            Phase::Arriving,
            Phase::Over,
        ];
        assert_eq!(phases, expected);
        assert_eq!([10, 30, 50].map(|ms| course.done(at(ms))), [Some(0), Some(500), Some(1000)]);
    }

    #[test]
    fn how_long_it_works_counts_from_the_moment_when_the_work_began() {
        let progress = RequestProgress::of(&request());
        // Connected at 12, 2 ms on its way, 8 ms in the queue: work begins at 22.
        assert_eq!(progress.phase_since(at(30)), (Phase::Working, at(22)));
        assert_eq!(progress.phase_since(at(11)), (Phase::Unconnected, at(10)));
    }

    #[test]
    fn a_request_whose_end_is_not_known_is_under_way() {
        let course = RequestProgress::of(&RequestState { answered: None, ended: None, ..request() });
        assert_eq!((course.phase(at(40)), course.done(at(40))), (Phase::UnderWay, None));
    }

    #[test]
    fn a_server_that_says_more_than_there_was_time_for_is_no_error() {
        let course =
            RequestProgress::of(&RequestState { worked: Some(Span::from_milliseconds(900)), ..request() });
        assert_eq!(course.phase(at(43)), Phase::Working);
        assert_eq!(course.phase(at(60)), Phase::Over);
    }

    #[test]
    fn whoever_waits_anew_waits_for_the_rest() {
        let course = RequestProgress::of(&request());
        assert_eq!(
            [10, 44, 45, 51].map(|ms| course.arrival(at(ms))),
            [Some(at(44)), Some(at(44)), Some(at(50)), None]
        );
    }
}
