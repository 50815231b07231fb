//! A run that can be looked at, and its state at one step: values of signals, which are equal only to themselves.
//!
//! Not which run is looked at, and at which step: the model and its player say that. Begin with [`Shown`].

use super::Leader;
use analysis::{Replay, State};
use leptos::prelude::*;
use protocol::RunSummary;
use std::sync::Arc;
use view::page::player::Player;
use view::page::view::{View, state_at};

/// A run that can be looked at. Equal only to itself.
#[derive(Debug, Clone)]
pub(in crate::ui) struct Shown {
    /// Which run: it stays the same while the run grows.
    pub(in crate::ui) run: u32,
    /// Its trace, made ready.
    pub(in crate::ui) view: Arc<View>,
    /// What is to be said about it, once it is over.
    pub(in crate::ui) summary: Arc<RunSummary>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Shown) -> bool {
        Arc::ptr_eq(&self.view, &other.view)
    }
}

/// A state. Equal only to itself: comparing the contents would cost more than showing them again.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct Moment(pub(in crate::ui) Arc<State>);

impl PartialEq for Moment {
    fn eq(&self, other: &Moment) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The state of the run that is looked at, at the player's step.
pub(super) fn moment(
    shown: Memo<Option<Shown>>,
    player: RwSignal<Player>,
    leader: Option<Leader>,
) -> Memo<Moment> {
    let step = Memo::new(move |_| match leader {
        Some(leader) => leader.step.get(),
        None => player.with(|player| player.step),
    });
    let replay = StoredValue::new((0, Replay::default()));
    Memo::new(move |_| {
        let Some(shown) = shown.get() else { return Moment::default() };
        let step = step.get();
        let state = replay.try_update_value(|(run, replay)| {
            if *run != shown.run {
                (*run, *replay) = (shown.run, Replay::default());
            }
            state_at(&shown.view, replay, step)
        });
        Moment(Arc::new(state.unwrap_or_default()))
    })
}
