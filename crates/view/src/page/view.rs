//! A trace made ready to be looked at: what is the same for all its positions, found once.

use super::console;
use super::player::Pacing;
use super::summary::Totals;
use analysis::statistics::Statistics;
use analysis::steps::Steps;
use analysis::why::Causes;
use analysis::{Replay, State, Stretches};
use std::sync::{Arc, OnceLock};
use trace::{EventId, Naming, Time, Trace};

/// A trace, and what the page derives from all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// What happened.
    pub trace: Arc<Trace>,
    /// What tasks are called.
    pub naming: Naming,
    /// The positions at which there is something to see.
    pub steps: Steps,
    /// How long each is shown while playing.
    pub pacing: Pacing,
    /// The events that printed something.
    pub outputs: Vec<EventId>,
    /// The moment of each place of the player: the beginning, and each step.
    times: Vec<Time>,
    /// What each lane does when.
    pub stretches: Stretches,
    /// The state at its end.
    pub end: State,
    /// States on the way there, so that no position is far from one.
    pub replay: Replay,
    /// The run in numbers.
    pub totals: Totals,
    /// What caused each step: found when it is first asked for.
    causes: OnceLock<Causes>,
}

impl View {
    /// Makes a trace ready. `replay` is one of this trace, and may be of an earlier part of it.
    pub fn new(trace: Arc<Trace>, replay: &mut Replay) -> View {
        let end = replay.seek(&trace, trace.event_count()).clone();
        let steps = Steps::new(&trace);
        let times: Vec<Time> = (0..=steps.len()).map(|step| time_at(&trace, steps.position(step))).collect();
        let stretches = Stretches::new(&trace);
        View {
            naming: Naming::new(&trace),
            pacing: Pacing::new(&times),
            outputs: console::outputs(&trace),
            totals: Totals::new(&Statistics::new(&trace, &stretches, &end)),
            steps,
            times,
            stretches,
            end,
            replay: replay.clone(),
            causes: OnceLock::new(),
            trace,
        }
    }

    /// What caused each step, and what each caused.
    pub fn causes(&self) -> &Causes {
        self.causes.get_or_init(|| Causes::new(&self.trace, &self.steps))
    }

    /// The moment of its end, or the latest one known.
    pub fn end_time(&self) -> Time {
        self.end.now.max(self.trace.end())
    }

    /// How many places there are for the player: the beginning, and each step.
    pub fn stop_count(&self) -> usize {
        self.steps.len() + 1
    }

    /// How many events have happened at a step; 0 is the beginning, and what is beyond the last is the last.
    pub fn position(&self, step: usize) -> usize {
        self.steps.position(step)
    }

    /// The moment of a step; of the last one for steps that do not exist.
    pub fn time(&self, step: usize) -> Time {
        self.times.get(step).or(self.times.last()).copied().unwrap_or_default()
    }

    /// The last step that has happened at a moment.
    pub fn step_at(&self, time: Time) -> usize {
        self.times.partition_point(|step| *step <= time).saturating_sub(1)
    }

    /// The step in which something happened.
    pub fn step_of(&self, event: EventId) -> usize {
        self.steps.number_at(event.index() + 1)
    }

    /// The moment between a step and the next that is `progress` of the way, 0..=1.
    pub fn time_between(&self, step: usize, progress: f64) -> Time {
        let (from, to) = (self.time(step), self.time(step + 1));
        Time(from.0 + (to.since(from).0 as f64 * progress.clamp(0.0, 1.0)) as u64)
    }
}

/// The time of the latest of the first `position` events.
fn time_at(trace: &Trace, position: usize) -> Time {
    let latest = position.checked_sub(1).and_then(|place| trace.event(EventId(place as u32)));
    latest.map_or(Time::ZERO, |event| event.time)
}

/// The state of a view at a step.
pub fn state_at(view: &View, replay: &mut Replay, step: usize) -> State {
    replay.learn(&view.replay);
    replay.seek(&view.trace, view.position(step)).clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::story::fan_out;

    fn view() -> View {
        View::new(Arc::new(fan_out(3, 1)), &mut Replay::default())
    }

    #[test]
    fn the_first_place_is_the_beginning_and_the_last_is_the_last_step() {
        let view = view();
        assert_eq!((view.position(0), view.time(0)), (0, Time::ZERO));
        assert_eq!(view.position(usize::MAX), view.position(view.stop_count() - 1));
        assert_eq!(view.pacing.step_count(), view.stop_count());
    }

    #[test]
    fn a_moment_finds_the_last_step_before_it() {
        let view = view();
        for step in 0..view.stop_count() {
            let found = view.step_at(view.time(step));
            assert!(found >= step && view.time(found) == view.time(step));
        }
    }

    #[test]
    fn between_two_steps_time_goes_on_evenly() {
        let view = view();
        let last = view.stop_count() - 1;
        assert_eq!(view.time_between(last, 0.5), view.time(last));
        for step in 0..last {
            let between = view.time_between(step, 0.5);
            assert!(view.time(step) <= between && between <= view.time(step + 1));
        }
    }

    #[test]
    fn going_to_a_step_and_back_gives_the_same_state() {
        let view = view();
        let mut replay = Replay::default();
        let there = state_at(&view, &mut replay, 9);
        state_at(&view, &mut replay, 30);
        assert_eq!(state_at(&view, &mut replay, 9), there);
    }
}
