//! What the clock of a live run says, frame by frame: also while the run only waits, and nothing is reported.
//!
//! Not how that is known, which `page::live_clock` decides. Begin with [`LiveTime::now`].

use super::{Shown, Working};
use crate::ui::browser::now_ms;
use crate::ui::frames::each_frame;
use leptos::prelude::*;
use trace::{Span, Time};
use view::page::live_clock::{LiveClock, room_for};
use view::page::player::Player;

/// How often charts are drawn anew while a run goes on: what is measured must not be disturbed by being watched.
const DRAWN_EVERY: Span = Span::from_milliseconds(50);

/// The clock of the live run that goes on, if one does.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct LiveTime {
    working: RwSignal<Option<Working>>,
    player: RwSignal<Player>,
    said: RwSignal<Option<Time>>,
    clock: StoredValue<LiveClock>,
}

impl LiveTime {
    /// The clock of the runs of a model.
    pub(super) fn new(working: RwSignal<Option<Working>>, player: RwSignal<Player>) -> LiveTime {
        LiveTime { working, player, said: RwSignal::new(None), clock: StoredValue::new(LiveClock::default()) }
    }

    /// What it says, while the end of the run is what is looked at.
    pub(super) fn now(self) -> Option<Time> {
        let follows =
            self.working.get() == Some(Working::Live) && self.player.with(|player| player.following);
        if follows { self.said.get() } else { None }
    }

    /// The same, so often as charts are drawn anew.
    pub(super) fn drawn(self) -> Memo<Option<Time>> {
        Memo::new(move |_| self.now().map(|now| Time(now.0 - now.0 % DRAWN_EVERY.0)))
    }

    /// The end of the time for which charts have room meanwhile, if the run was expected to go like `predicted`.
    pub(super) fn room(drawn: Memo<Option<Time>>, predicted: RwSignal<Option<Shown>>) -> Memo<Time> {
        Memo::new(move |_| {
            let end = |shown: &Option<Shown>| shown.as_ref().map(|shown| shown.view.end_time());
            let now: Option<Time> = drawn.get();
            now.map_or(Time::ZERO, |now| room_for(predicted.with(end).unwrap_or_default(), now))
        })
    }

    /// Another run begins.
    pub(super) fn restart(self) {
        self.clock.set_value(LiveClock::default());
        self.said.set(None);
    }

    /// The run has reported what happened until then.
    pub(super) fn report(self, latest: Time) {
        self.clock.update_value(|clock| clock.report(latest, now_ms()));
    }

    /// Goes on in each frame of a live run, until the owner is gone.
    pub(super) fn follow(self) {
        let live = Memo::new(move |_| self.working.get() == Some(Working::Live));
        each_frame(live.into(), move |_| {
            let clock = self.clock.try_get_value().unwrap_or_default();
            self.said.try_set(clock.time(now_ms()));
        });
    }
}
