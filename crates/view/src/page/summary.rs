//! What a run comes to: how long it took, how many requests it made, and what it saved.

use analysis::statistics::RequestTotals;
use trace::decimal::fixed;
use trace::{Span, Time};

/// A run in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// How long it took, or has taken so far.
    pub total: Span,
    /// Requests that were sent.
    pub sent: usize,
    /// Requests whose answers came.
    pub answered: usize,
    /// Requests that failed.
    pub failed: usize,
    /// Requests that were given up.
    pub aborted: usize,
    /// The lengths of all requests together: what they would take one after the other.
    pub one_after_the_other: Span,
    /// The most requests that were on their way at once.
    pub at_once: usize,
}

impl Totals {
    /// The numbers of a run that ended at a moment, or has come that far.
    pub fn new(requests: &RequestTotals, end: Time) -> Totals {
        Totals {
            total: end.since(Time::ZERO),
            sent: requests.sent(),
            answered: requests.answered,
            failed: requests.failed,
            aborted: requests.aborted,
            one_after_the_other: requests.time(end),
            at_once: requests.most_in_flight,
        }
    }

    /// How many times as fast as one after the other; None if that says nothing.
    pub fn speedup(&self) -> Option<f64> {
        let told = self.sent > 1 && self.total > Span::ZERO;
        told.then(|| self.one_after_the_other.as_seconds() / self.total.as_seconds())
    }
}

/// The measured length as a part of the predicted one, in percent above or below.
pub fn deviation_percent(predicted: Span, measured: Span) -> Option<f64> {
    (predicted > Span::ZERO).then(|| (measured.as_seconds() / predicted.as_seconds() - 1.0) * 100.0)
}

/// Whole milliseconds, as the totals show them.
pub fn milliseconds_text(span: Span) -> String {
    fixed(span.as_milliseconds(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use analysis::State;
    use fixtures::story::fan_out;

    fn totals(requests: u32) -> Totals {
        let trace = fan_out(requests, 1);
        let end = State::at(&trace, trace.event_count());
        Totals::new(&end.request_totals, trace.end())
    }

    #[test]
    fn four_requests_at_once_are_counted() {
        let four = totals(4);
        assert_eq!((four.sent, four.answered, four.failed, four.aborted, four.at_once), (4, 4, 0, 0, 4));
        assert!(four.one_after_the_other > four.total);
    }

    #[test]
    fn a_single_request_saves_nothing() {
        assert_eq!(totals(1).speedup(), None);
        assert_eq!(Totals::default().speedup(), None);
    }

    #[test]
    fn a_deviation_is_in_percent_of_the_prediction() {
        let ms = Span::from_milliseconds;
        // 525 / 500 = 1.05
        assert_eq!(deviation_percent(ms(500), ms(525)).map(f64::round), Some(5.0));
        assert_eq!(deviation_percent(Span::ZERO, ms(1)), None);
    }
}
