//! What the transport moves through: the steps of one run, or the moments of several.

use leptos::prelude::*;
use trace::{Span, Time};
use view::page::player::Player;

/// A player, and what it plays.
#[derive(Debug, Clone, Copy)]
pub(super) struct Playback {
    /// Where it is.
    pub(super) player: RwSignal<Player>,
    /// How many places there are: the beginning, and each step.
    pub(super) stop_count: Signal<usize>,
    /// The moment that is looked at; while playing, between two steps.
    pub(super) now: Signal<Time>,
    /// How long it all takes; None while there is nothing.
    pub(super) total: Signal<Option<Span>>,
}

impl Playback {
    /// Lets the player do something with the number of places.
    pub(super) fn with_steps(self, act: impl FnOnce(&mut Player, usize)) {
        let count = self.stop_count.get_untracked();
        self.player.update(|player| act(player, count));
    }

    /// The number of the last step; 0 where there is none.
    pub(super) fn last_step(self) -> usize {
        self.stop_count.get().saturating_sub(1)
    }
}
