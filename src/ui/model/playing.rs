//! A model as the player sees it: what it plays, where it is, and how fast.
//!
//! Not what moves it: the transport, the keys and time do. Begin with [`Model::playback`].

use super::Model;
use crate::ui::playback::{Direction, Playback};
use leptos::prelude::*;

impl Model {
    /// Its player, and what that plays.
    pub(in crate::ui) fn playback(self) -> Playback {
        Playback {
            player: self.player,
            stop_count: Signal::derive(move || {
                self.shown.with(|shown| shown.as_ref().map_or(0, |shown| shown.view.stop_count()))
            }),
            now: Signal::derive(move || self.time_now()),
            total: Signal::derive(move || {
                let over = self.live_time.now().is_none();
                self.shown.with(|shown| shown.as_ref().filter(|_| over).map(|shown| shown.view.totals.total))
            }),
            compression: Signal::derive(move || {
                let player = self.player.get();
                if player.skips_waits || self.working.get().is_some() {
                    return None;
                }
                self.shown.with(|shown| shown.as_ref()?.view.pacing().compression(player.step))
            }),
            turn: Callback::new(move |(step, direction): (usize, Direction)| {
                self.shown.with_untracked(|shown| direction.turn(&shown.as_ref()?.view.landmarks.turns, step))
            }),
        }
    }

    /// The step that is looked at, for those who do not follow it.
    pub(in crate::ui) fn step_untracked(&self) -> usize {
        match self.leader {
            Some(leader) => leader.step.get_untracked(),
            None => self.player.with_untracked(|player| player.step),
        }
    }

    /// How long a step is shown, in milliseconds; None while it does not play.
    pub(in crate::ui) fn step_ms_untracked(&self) -> Option<f64> {
        if let Some(leader) = self.leader {
            return leader.step_ms.get_untracked();
        }
        let factor = self.player.with_untracked(|player| player.playing.then_some(player.speed.factor()))?;
        self.shown.with_untracked(|shown| Some(shown.as_ref()?.view.pacing().step_ms() / factor))
    }
}
