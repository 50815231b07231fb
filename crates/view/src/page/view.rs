//! A trace made ready to be looked at: what is the same for all its positions, found once.
//!
//! A trace that grows is looked at again with each report. What was found before stays, and only what is new is read: every part can
//! be extended, and its copies share what they have in common. What it is not: a state; begin with [`View::grown`].

use super::console;
use super::pacing::{Gap, Landmarks, Pacing};
use super::summary::Totals;
use analysis::steps::Steps;
use analysis::why::Causes;
use analysis::{Replay, State, Stretches};
use std::sync::{Arc, OnceLock};
use trace::log::partition_point;
use trace::{EventId, Log, Naming, Time, Trace};

/// A trace, and what the page derives from all of it.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// What happened.
    pub trace: Arc<Trace>,
    /// What tasks are called.
    pub naming: Naming,
    /// The positions at which there is something to see.
    pub steps: Steps,
    /// Where everybody waits, and where turns begin.
    pub landmarks: Landmarks,
    /// The events that printed something.
    pub outputs: Log<EventId>,
    /// What each lane does when.
    pub stretches: Stretches,
    /// The state at its end, and states on the way there, so that no position is far from one.
    pub replay: Replay,
    /// The run in numbers.
    pub totals: Totals,
    /// What caused each step: found when it is first asked for.
    causes: OnceLock<Causes>,
    /// How long each step is shown while playing: found when it is first played.
    pacing: OnceLock<Pacing>,
}

impl View {
    /// Makes a trace ready.
    pub fn new(trace: Arc<Trace>) -> View {
        View::default().grown(trace)
    }

    /// The same for a trace that has grown since; what it costs depends only on by how much.
    pub fn grown(&self, trace: Arc<Trace>) -> View {
        let mut view = self.clone();
        view.naming.extend(&trace);
        view.steps.extend(&trace);
        view.stretches.extend(&trace);
        view.outputs.extend(console::outputs_from(&trace, self.trace.event_count()));
        view.replay.seek(&trace, trace.event_count());
        if let Some(causes) = view.causes.get_mut() {
            causes.extend(&trace, &view.steps);
        }
        view.trace = trace;
        view.landmarks.extend(&view.trace, &view.steps);
        view.pacing = OnceLock::new();
        view.totals = Totals::new(&view.end().request_totals, view.end_time());
        view
    }

    /// The state at its end.
    pub fn end(&self) -> &State {
        self.replay.current()
    }

    /// What caused each step, and what each caused.
    pub fn causes(&self) -> &Causes {
        self.causes.get_or_init(|| Causes::new(&self.trace, &self.steps))
    }

    /// How long each step is shown while playing.
    pub fn pacing(&self) -> &Pacing {
        self.pacing.get_or_init(|| {
            let gap = |step: usize| Gap {
                span: self.time(step + 1).since(self.time(step)),
                waits: self.landmarks.waits_after(step),
            };
            Pacing::new(&(0..self.steps.len()).map(gap).collect::<Vec<_>>())
        })
    }

    /// Where time plays faster than it passed: from when to when, and how many times faster.
    pub fn compressed(&self) -> impl Iterator<Item = (Time, Time, f64)> {
        let part = |(step, times)| (self.time(step), self.time(step + 1), times);
        self.pacing().compressed().map(part)
    }

    /// The moment of its end, or the latest one known.
    pub fn end_time(&self) -> Time {
        self.end().now.max(self.trace.end())
    }

    /// How many places there are for the player: the beginning, and each step.
    pub fn stop_count(&self) -> usize {
        self.steps.len() + 1
    }

    /// How many events have happened at a step; 0 is the beginning, and what is beyond the last is the last.
    pub fn position(&self, step: usize) -> usize {
        self.steps.position(step)
    }

    /// The moment of a step, which is that of its last event; of the last step for steps that do not exist.
    pub fn time(&self, step: usize) -> Time {
        let last = self.position(step).checked_sub(1).and_then(|last| self.trace.event(EventId(last as u32)));
        last.map_or(Time::ZERO, |event| event.time)
    }

    /// The last step that has happened at a moment.
    pub fn step_at(&self, time: Time) -> usize {
        partition_point(self.stop_count(), |step| self.time(step) <= time).saturating_sub(1)
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

/// The state of a view at a step.
pub fn state_at(view: &View, replay: &mut Replay, step: usize) -> State {
    replay.learn(&view.replay);
    replay.seek(&view.trace, view.position(step)).clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::arbitrary::{nonsense, sense};
    use fixtures::story::fan_out;
    use proptest::prelude::*;
    use trace::Known;

    fn view() -> View {
        View::new(Arc::new(fan_out(3, 1)))
    }

    #[test]
    fn the_first_place_is_the_beginning_and_the_last_is_the_last_step() {
        let view = view();
        assert_eq!((view.position(0), view.time(0)), (0, Time::ZERO));
        assert_eq!(view.position(usize::MAX), view.position(view.stop_count() - 1));
        assert_eq!(view.pacing().step_count(), view.stop_count());
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

    /// All that can be asked of a view, for comparison.
    fn everything(view: &View) -> impl PartialEq + std::fmt::Debug + use<> {
        let steps = || 0..view.stop_count();
        let times: Vec<Time> = steps().map(|step| view.time(step)).collect();
        let causes: Vec<_> =
            steps().map(|step| (view.causes().cause(step), view.causes().effects(step))).collect();
        let parts = (view.trace.clone(), view.naming.clone(), view.steps.clone(), view.pacing.clone());
        (parts, view.outputs.clone(), view.stretches.clone(), view.replay.clone(), view.totals, times, causes)
    }

    /// Every position until the last of these events is a report: what travels then, and the view as it has grown by it.
    fn reports(trace: &Trace, positions: &[usize]) -> Vec<View> {
        let (mut known, mut view) = (Known::default(), View::default());
        let mut copy = Trace::new(trace.file(), trace.source());
        let mut views = Vec::new();
        for &position in positions {
            let so_far = trace.beginning(position);
            copy.grow(known.catch_up(&so_far));
            view = view.grown(Arc::new(copy.clone()));
            // Asked early, so that it has to grow too.
            view.causes();
            views.push(view.clone());
        }
        views
    }

    proptest! {
        #[test]
        fn a_view_that_grew_piece_by_piece_is_that_of_the_whole_and_those_before_stay_as_they_were(
            trace in prop_oneof![sense(), nonsense(300)],
            mut parts in prop::collection::vec(0.0..1.0, 0..6),
        ) {
            parts.sort_by(f64::total_cmp);
            let at = |part: f64| (trace.event_count() as f64 * part) as usize;
            let positions: Vec<usize> = parts.into_iter().chain([1.0]).map(at).collect();
            for (view, position) in reports(&trace, &positions).iter().zip(positions) {
                let whole = View::new(Arc::new(trace.beginning(position)));
                prop_assert_eq!(everything(view), everything(&whole), "at {}", position);
            }
        }
    }

    #[test]
    fn a_run_of_thousands_of_events_grows_to_the_same_view() {
        let trace = fan_out(20, 60);
        let positions: Vec<usize> =
            (0..=trace.event_count()).step_by(777).chain([trace.event_count()]).collect();
        let views = reports(&trace, &positions);
        for (view, position) in views.iter().zip(positions) {
            assert_eq!(
                everything(view),
                everything(&View::new(Arc::new(trace.beginning(position)))),
                "at {position}"
            );
        }
    }
}
