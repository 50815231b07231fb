//! Reaches any position of a trace quickly, in both directions.
//!
//! It keeps the state where it was left, and snapshots on the way. A step forward applies one event; a jump folds from the
//! nearest snapshot, through no more than [`LONGEST_FOLD`] events. Snapshots share what did not change between them, and the
//! longer the trace, the wider they lie apart. What it is not: an owner of the trace, which may grow while a run goes on.

use crate::state::State;
use std::sync::Arc;
use trace::Log;
use trace::event::Trace;

/// The most events that are folded to reach a position that was passed before.
pub const LONGEST_FOLD: usize = 2_048;

const SHORTEST_FOLD: usize = 512;
const SNAPSHOTS: usize = 512;

/// A place in a trace that can be moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Replay {
    /// States at the multiples of `interval`, beginning with 0, as far as has been visited.
    snapshots: Log<Arc<State>>,
    interval: usize,
    current: State,
}

impl Default for Replay {
    fn default() -> Replay {
        let snapshots = Log::from_iter([Arc::default()]);
        Replay { snapshots, interval: SHORTEST_FOLD, current: State::default() }
    }
}

impl Replay {
    /// A replay at the end of `trace`, with all snapshots taken.
    pub fn new(trace: &Trace) -> Replay {
        let mut replay = Replay::default();
        replay.seek(trace, trace.event_count());
        replay
    }

    /// The state where it was left.
    pub fn current(&self) -> &State {
        &self.current
    }

    /// Takes over what another replay of the same trace has visited, where that is more.
    pub fn learn(&mut self, other: &Replay) {
        if other.reach() > self.reach() {
            self.snapshots = other.snapshots.clone();
            self.interval = other.interval;
        }
    }

    /// How far it has been.
    fn reach(&self) -> usize {
        self.snapshots.len() * self.interval
    }

    /// Moves to a position, or to the end if there is none such, and gives the state there.
    ///
    /// `trace` must be the same one each time; it may have grown since.
    pub fn seek(&mut self, trace: &Trace, position: usize) -> &State {
        let position = position.min(trace.event_count());
        let nearest = (position / self.interval).min(self.snapshots.len() - 1);
        let from_current = position.checked_sub(self.current.position);
        let from_snapshot = position - nearest * self.interval;
        if from_current.is_none_or(|distance| distance > from_snapshot) {
            self.current = self.snapshots.get(nearest).map(|state| State::clone(state)).unwrap_or_default();
        }
        for event in trace.events_from(self.current.position).take(position - self.current.position) {
            self.current.apply(trace, &event);
            self.keep_snapshot();
        }
        &self.current
    }

    fn keep_snapshot(&mut self) {
        if self.current.position != self.snapshots.len() * self.interval {
            return;
        }
        self.snapshots.push(Arc::new(self.current.clone()));
        if self.snapshots.len() > SNAPSHOTS && self.interval < LONGEST_FOLD {
            self.snapshots = self.snapshots.iter().step_by(2).cloned().collect();
            self.interval *= 2;
        }
    }
}

#[cfg(test)]
mod tests;
