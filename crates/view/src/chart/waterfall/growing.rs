//! The bars of a run that goes on: what has ended stays as it is, and only what is new or under way is looked at again.

use super::Bar;
use super::bars::bar;
use analysis::State;
use std::ops::Deref;
use trace::{Naming, RequestId, Time, Trace};

/// The requests of a run, by number.
#[derive(Debug, Clone, Default)]
pub struct Bars {
    bars: Vec<Bar>,
    /// Where those lie that were under way, or whose tasks had no lane, as it is in a wrong trace.
    open: Vec<usize>,
    /// How often names had changed.
    renamed: usize,
}

impl Deref for Bars {
    type Target = [Bar];
    fn deref(&self) -> &[Bar] {
        &self.bars
    }
}

impl Bars {
    /// Takes in what has happened since in the same run: afterwards they are what [`bars`](super::bars()) would make.
    pub fn grow(&mut self, trace: &Trace, naming: &Naming, state: &State, now: Time) {
        let new = state.requests.len().checked_sub(self.bars.len());
        let renamed = naming.renamed(trace);
        let last = self.bars.last().map(|bar| bar.request);
        let mut added: Vec<_> = state.requests.iter().rev().take(new.unwrap_or_default()).collect();
        // In a wrong trace a request can come before one that was there, and a number can be used again.
        let follows = added.last().is_none_or(|(request, _)| Some(*request) > last);
        if new.is_none() || !follows || renamed != self.renamed {
            *self = Bars { renamed, ..Bars::default() };
            added = state.requests.iter().rev().collect();
        }
        let known = |request: RequestId| Some((request, state.requests.get(request)?));
        for &place in &self.open {
            if let Some(request) = known(self.bars[place].request) {
                self.bars[place] = bar(trace, naming, now, request);
            }
        }
        let first = self.bars.len();
        self.bars.extend(added.into_iter().rev().map(|request| bar(trace, naming, now, request)));
        self.open.extend(first..self.bars.len());
        let is_named = |request: RequestId| {
            let task = state.requests.get(request).and_then(|request| request.task);
            task.is_none_or(|task| trace.lane_of_task(task).is_some())
        };
        self.open.retain(|place| self.bars[*place].times.open || !is_named(self.bars[*place].request));
    }
}
