//! One clock for several runs: they are stepped and played together, each at the place where it was at that moment.

use crate::page::pacing::{Gap, Pacing, Turns};
use crate::page::view::View;
use trace::Time;

/// The moments at which any of several runs has a step. A [`Player`](crate::page::player::Player) goes through its stops as it goes
/// through the steps of a single run.
///
/// Steps of one run that happen at the same moment are stops of their own, so that none is skipped; the first of them in one
/// run is the same stop as the first in another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CommonClock {
    /// The moment of each stop; the first is the beginning.
    times: Vec<Time>,
    /// For each run, the stop at which it reaches each of its steps.
    reached: Vec<Vec<u32>>,
    /// How long each stop is shown while playing.
    pacing: Pacing,
    /// The turns of any run, by their stops.
    pub turns: Turns,
}

impl CommonClock {
    /// The clock of these runs.
    pub fn new(runs: &[&View]) -> CommonClock {
        let times = |view: &&View| (0..view.stop_count()).map(|step| view.time(step)).collect();
        let mut clock = CommonClock::from_times(&runs.iter().map(times).collect::<Vec<_>>());
        clock.turns = clock.turns_of(runs);
        clock.pacing = Pacing::new(&clock.gaps(runs));
        clock
    }

    fn turns_of(&self, runs: &[&View]) -> Turns {
        let of_run = |(run, view): (usize, &&View)| -> Vec<usize> {
            view.landmarks.turns.steps().map(|step| self.stop_of(run, step)).collect()
        };
        Turns::at(runs.iter().enumerate().flat_map(of_run))
    }

    /// The times between the stops. Everybody waits, if nobody computes in any run that is not over.
    fn gaps(&self, runs: &[&View]) -> Vec<Gap> {
        let waits = |run: usize, view: &View, stop: usize| {
            let step = self.step(run, stop);
            step + 1 >= view.stop_count() || view.landmarks.waits_after(step)
        };
        let gap = |(stop, times): (usize, &[Time])| Gap {
            span: times[1].since(times[0]),
            waits: runs.iter().enumerate().all(|(run, view)| waits(run, view, stop)),
        };
        self.times.windows(2).enumerate().map(gap).collect()
    }

    /// The clock of runs whose steps happen at these moments; each begins with step 0, the beginning. Moments that go back count as
    /// the one before.
    fn from_times(runs: &[Vec<Time>]) -> CommonClock {
        let mut cursors = vec![Cursor::default(); runs.len()];
        let mut clock = CommonClock {
            times: vec![Time::ZERO],
            reached: runs.iter().map(|_| vec![0]).collect(),
            ..CommonClock::default()
        };
        while let Some(next) = cursors.iter().zip(runs).filter_map(|(cursor, run)| cursor.next(run)).min() {
            for ((cursor, run), reached) in cursors.iter_mut().zip(runs).zip(&mut clock.reached) {
                if cursor.next(run) == Some(next) {
                    *cursor = Cursor { step: cursor.step + 1, time: next.0, place: next.1 };
                    reached.push(clock.times.len() as u32);
                }
            }
            clock.times.push(next.0);
        }
        clock
    }

    /// How many stops there are: the beginning, and each moment. At least one.
    pub fn stop_count(&self) -> usize {
        self.times.len().max(1)
    }

    /// How long each stop is shown while playing.
    pub fn pacing(&self) -> &Pacing {
        &self.pacing
    }

    /// The moment of a stop; of the last one for stops that do not exist.
    pub fn time(&self, stop: usize) -> Time {
        self.times.get(stop).or(self.times.last()).copied().unwrap_or_default()
    }

    /// The moment between a stop and the next that is `progress` of the way, 0..=1.
    pub fn time_between(&self, stop: usize, progress: f64) -> Time {
        let (from, to) = (self.time(stop), self.time(stop.saturating_add(1)));
        Time(from.0 + (to.since(from).0 as f64 * progress.clamp(0.0, 1.0)) as u64)
    }

    /// The last stop that has happened at a moment.
    pub fn stop_at(&self, time: Time) -> usize {
        self.times.partition_point(|stop| *stop <= time).saturating_sub(1)
    }

    /// The step at which a run is then: after its end, its last.
    pub fn step(&self, run: usize, stop: usize) -> usize {
        let stop = u32::try_from(stop).unwrap_or(u32::MAX);
        let reached = self.reached.get(run).map_or(0, |reached| reached.partition_point(|at| *at <= stop));
        reached.saturating_sub(1)
    }

    /// The stop at which a run reaches a step; its last step for steps that it does not have.
    pub fn stop_of(&self, run: usize, step: usize) -> usize {
        let reached = self.reached.get(run).and_then(|reached| reached.get(step).or(reached.last()));
        reached.map_or(0, |stop| *stop as usize)
    }

    /// Whether a run has made its last step then.
    pub fn has_ended(&self, run: usize, stop: usize) -> bool {
        stop >= self.stop_of(run, usize::MAX)
    }
}

/// How far a run has been put on the clock.
#[derive(Debug, Clone, Copy, Default)]
struct Cursor {
    step: usize,
    time: Time,
    /// Among the steps of the run at that time.
    place: u32,
}

impl Cursor {
    /// When the run has its next step.
    fn next(&self, run: &[Time]) -> Option<(Time, u32)> {
        let time = (*run.get(self.step + 1)?).max(self.time);
        Some((time, if time == self.time { self.place + 1 } else { 0 }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::player::Player;
    use fixtures::story::fan_out;
    use proptest::prelude::*;
    use std::sync::Arc;
    use trace::Span;

    fn times(milliseconds: &[u64]) -> Vec<Time> {
        milliseconds.iter().map(|ms| Time(ms * 1_000_000)).collect()
    }

    fn runs() -> impl Strategy<Value = Vec<Vec<Time>>> {
        let run = prop::collection::vec(0u64..4, 0..30).prop_map(|gaps| {
            let steps = gaps.iter().scan(0, |at, gap| {
                *at += gap;
                Some(*at)
            });
            times(&std::iter::once(0).chain(steps).collect::<Vec<_>>())
        });
        prop::collection::vec(run, 0..5)
    }

    #[test]
    fn each_moment_at_which_any_run_has_a_step_is_a_stop() {
        let clock = CommonClock::from_times(&[times(&[0, 1, 3, 3]), times(&[0, 3, 5])]);
        // The beginning; 1; 3 in both; 3 once more in the first; 5.
        let stops: Vec<_> = (0..clock.stop_count())
            .map(|stop| (clock.time(stop).0 / 1_000_000, clock.step(0, stop), clock.step(1, stop)))
            .collect();
        assert_eq!(stops, [(0, 0, 0), (1, 1, 0), (3, 2, 1), (3, 3, 1), (5, 3, 2)]);
        assert!(clock.has_ended(0, 3) && !clock.has_ended(0, 2) && !clock.has_ended(1, 3));
        assert_eq!(clock.stop_at(Time(4_000_000)), 3);
        assert_eq!(clock.time_between(3, 0.5), Time(4_000_000));
    }

    #[test]
    fn without_runs_there_is_one_stop() {
        for clock in [CommonClock::new(&[]), CommonClock::default()] {
            assert_eq!((clock.stop_count(), clock.step(0, 7), clock.stop_of(0, 7)), (1, 0, 0));
        }
    }

    #[test]
    fn everybody_waits_while_nobody_computes_in_any_run_that_is_not_over() {
        let view = |tasks, rounds| View::new(Arc::new(fan_out(tasks, rounds)));
        let (short, long) = (view(1, 1), view(1, 2));
        let clock = CommonClock::new(&[&short, &long]);
        assert_eq!(clock.pacing().step_count(), clock.stop_count());
        let ends = [&short, &long].map(|view| view.time(usize::MAX));
        // Each waits 125 ms for an answer, and the long one does so twice.
        let long_gaps: Vec<usize> = (0..clock.stop_count() - 1)
            .filter(|stop| clock.time(stop + 1).since(clock.time(*stop)) > Span::from_milliseconds(100))
            .collect();
        assert_eq!(long_gaps.len(), 2, "{long_gaps:?}");
        assert!(ends[0] < ends[1] && long_gaps.iter().all(|stop| clock.pacing().waits(*stop)));
    }

    #[test]
    fn a_turn_of_any_run_is_one_of_the_clock() {
        let view = View::new(Arc::new(fan_out(2, 1)));
        let clock = CommonClock::new(&[&view, &view]);
        let expected = view.landmarks.turns.steps().map(|step| clock.stop_of(0, step));
        assert_eq!(clock.turns.steps().collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn going_on_never_takes_a_run_back_and_takes_each_to_its_own_end(runs in runs()) {
            let clock = CommonClock::from_times(&runs);
            for (run, steps) in runs.iter().enumerate() {
                for stop in 1..clock.stop_count() {
                    let (before, after) = (clock.step(run, stop - 1), clock.step(run, stop));
                    prop_assert!(after == before || after == before + 1);
                }
                prop_assert_eq!(clock.step(run, 0), 0);
                prop_assert_eq!(clock.step(run, usize::MAX), steps.len() - 1);
                prop_assert!(clock.has_ended(run, clock.stop_count() - 1));
            }
        }

        #[test]
        fn a_step_and_its_stop_lead_to_each_other_at_the_same_moment(runs in runs()) {
            let clock = CommonClock::from_times(&runs);
            for (run, steps) in runs.iter().enumerate() {
                for (step, time) in steps.iter().enumerate() {
                    let stop = clock.stop_of(run, step);
                    prop_assert_eq!((clock.step(run, stop), clock.time(stop)), (step, *time));
                }
            }
        }

        #[test]
        fn at_each_stop_some_run_has_a_step_and_none_is_beyond_the_moment(runs in runs()) {
            let clock = CommonClock::from_times(&runs);
            for stop in 1..clock.stop_count() {
                let moves = |run: usize| clock.step(run, stop) > clock.step(run, stop - 1);
                prop_assert!((0..runs.len()).any(moves));
                prop_assert!(clock.time(stop - 1) <= clock.time(stop));
                for (run, steps) in runs.iter().enumerate() {
                    let step = clock.step(run, stop);
                    prop_assert!(steps[step] <= clock.time(stop));
                    // And what comes next in that run is not due yet, but for steps of the same moment.
                    prop_assert!(steps.get(step + 1).is_none_or(|next| *next >= clock.time(stop)));
                }
            }
        }

        #[test]
        fn stepping_back_undoes_stepping_forward(runs in runs(), stop in 0usize..60) {
            let clock = CommonClock::from_times(&runs);
            let mut player = Player::default();
            player.go_to(stop, clock.stop_count());
            let before = player.step;
            player.step_forward(clock.stop_count());
            if player.step > before {
                player.step_back(clock.stop_count());
            }
            prop_assert_eq!(player.step, before);
        }
    }
}
