//! What the transport moves through: the steps of one run, or the moments of several.

use leptos::prelude::*;
use trace::{Span, Time};
use view::page::pacing::Turns;
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
    /// How long it all takes; None while there is nothing, or while it is not over.
    pub(super) total: Signal<Option<Span>>,
    /// How many times faster than it passed time plays after the step that is looked at, where it is compressed.
    pub(super) compression: Signal<Option<f64>>,
    /// The place where the next turn of the loop begins, or, if not forward, this one or the one before.
    pub(super) turn: Callback<(usize, Direction), Option<usize>>,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// To what comes later.
    Forward,
    /// To what was earlier.
    Back,
}

impl Direction {
    /// Where the next of these turns begins that way from a step.
    pub(super) fn turn(self, turns: &Turns, step: usize) -> Option<usize> {
        match self {
            Direction::Forward => turns.after(step),
            Direction::Back => turns.before(step),
        }
    }
}

impl Playback {
    /// Lets the player do something with the number of places.
    pub(super) fn with_steps(self, act: impl FnOnce(&mut Player, usize)) {
        let count = self.stop_count.get_untracked();
        self.player.update(|player| act(player, count));
    }

    /// Goes by one turn of the loop: beyond the last to the end, and before the first to the beginning.
    pub(super) fn go_by_turn(self, direction: Direction) {
        let step = self.player.with_untracked(|player| player.step);
        let otherwise = if direction == Direction::Forward { usize::MAX } else { 0 };
        let turn = self.turn.run((step, direction)).unwrap_or(otherwise);
        self.with_steps(|player, count| player.go_to(turn, count));
    }

    /// The number of the last step; 0 where there is none.
    pub(super) fn last_step(self) -> usize {
        self.stop_count.get().saturating_sub(1)
    }
}
