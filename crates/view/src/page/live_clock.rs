//! The clock of a run that goes on elsewhere: what it says between two reports, in which it may only wait.
//!
//! Fed with the page's own time; it has no clock. What it is not: exact. A report is a little late, so the clock that is told is
//! late too, by as much as the quickest report of the run took, and never ahead. Begin with [`LiveClock::report`].

use trace::{Span, Time};

/// How much is added to the room for a run that outgrows it.
const GROWTH: f64 = 1.25;

/// A clock that is known by its reports.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LiveClock {
    /// What the page's own clock said when this one was at zero, in milliseconds; None before the first report.
    began_ms: Option<f64>,
}

impl LiveClock {
    /// A report is there, in which the clock says `latest`, while the page's own says `page_ms`.
    pub fn report(&mut self, latest: Time, page_ms: f64) {
        let began = page_ms - latest.since(Time::ZERO).as_milliseconds();
        self.began_ms = Some(self.began_ms.map_or(began, |known| known.min(began)));
    }

    /// What it says now; None before the first report.
    pub fn time(&self, page_ms: f64) -> Option<Time> {
        let passed_ms = (page_ms - self.began_ms?).max(0.0);
        Some(Time((passed_ms * 1_000_000.0) as u64))
    }
}

/// The end of the time for which there must be room, if a run was expected to end at `end` and goes on at `now`: grows by a quarter
/// at once and then stays, since bars that shrink all the time are hard to look at.
pub fn room_for(end: Time, now: Time) -> Time {
    let mut room = end.0.max(1_000_000);
    while room < now.0 {
        room = (room as f64 * GROWTH) as u64;
    }
    if now <= end { end } else { Time::ZERO + Span(room) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ms(milliseconds: u64) -> Time {
        Time::ZERO + Span::from_milliseconds(milliseconds)
    }

    #[test]
    fn between_reports_time_goes_on() {
        let mut clock = LiveClock::default();
        assert_eq!(clock.time(1000.0), None);
        // At 40 ms of the run something happened, and 60 ms later the page heard of it.
        clock.report(ms(40), 1100.0);
        assert_eq!(clock.time(1600.0), Some(ms(540)));
    }

    #[test]
    fn the_quickest_report_counts() {
        let mut clock = LiveClock::default();
        clock.report(ms(40), 1100.0);
        // This one took 5 ms: the run began at 1000.
        clock.report(ms(200), 1205.0);
        assert_eq!(clock.time(1505.0), Some(ms(500)));
        // Nothing has happened since: that says nothing.
        clock.report(ms(200), 1900.0);
        assert_eq!(clock.time(2005.0), Some(ms(1000)));
    }

    #[test]
    fn a_run_has_the_room_that_was_expected_until_it_needs_more() {
        assert_eq!(room_for(ms(400), ms(0)), ms(400));
        assert_eq!(room_for(ms(400), ms(400)), ms(400));
        // 400 · 1.25 = 500
        assert_eq!([401, 450, 500].map(|now| room_for(ms(400), ms(now))), [ms(500); 3]);
        assert_eq!(room_for(ms(400), ms(501)), ms(625));
    }

    proptest! {
        #[test]
        fn time_never_goes_back_and_is_never_before_what_was_reported(
            reports in prop::collection::vec((0u64..1000, 0u32..2000), 1..20),
        ) {
            let (mut clock, mut said) = (LiveClock::default(), Time::ZERO);
            let (mut latest, mut page_ms) = (0, 0.0);
            for (passed, late) in reports {
                // The page's clock goes on by what has passed in the run, and as long as the report takes.
                latest += passed;
                page_ms = f64::max(page_ms, latest as f64 + f64::from(late));
                clock.report(ms(latest), page_ms);
                let now = clock.time(page_ms).expect("there was a report");
                prop_assert!(now >= said && now + Span(1) >= ms(latest));
                said = now;
            }
        }

        #[test]
        fn there_is_always_room(end in any::<u64>(), now in 0u64..1 << 60) {
            let end = Time(end >> 2);
            prop_assert!(room_for(end, Time(now)) >= end.max(Time(now)));
        }
    }
}
