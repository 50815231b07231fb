//! What a model follows: what is to be run, where requests go, where the player begins, and whose clock counts.
//!
//! Not the address: [`Opening::of`] reads what an address says of the player, and whoever makes a model says what else concerns
//! it. Begin with [`Setup`].

use leptos::prelude::*;
use lesson::Prediction;
use trace::Time;
use view::page::plan::Plan;
use view::page::player::{Part, Speed};
use view::page::route::{Frame, Route};
use view::page::settings::Backend;

/// What a model follows.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct Setup {
    /// What is to be run; None while it is not known yet. Whenever it changes, it is predicted.
    pub(in crate::ui) plan: Memo<Option<Plan>>,
    /// Where requests go.
    pub(in crate::ui) backend: Memo<Backend>,
    /// Where and how the player begins.
    pub(in crate::ui) opening: Memo<Opening>,
    /// What is asked before anything of the run is shown.
    pub(in crate::ui) question: Memo<Option<Prediction>>,
    /// Who decides which step is looked at; None: the model's own player.
    pub(in crate::ui) leader: Option<Leader>,
}

/// A clock that several models follow.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct Leader {
    /// The step that is looked at.
    pub(in crate::ui) step: Signal<usize>,
    /// The moment.
    pub(in crate::ui) now: Signal<Time>,
    /// How long a step is shown, in milliseconds; None while it does not play.
    pub(in crate::ui) step_ms: Signal<Option<f64>>,
}

/// Where and how the player begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::ui) struct Opening {
    /// At this step; None: at the first, and playing.
    pub(in crate::ui) step: Option<u32>,
    /// Whether it plays by itself.
    pub(in crate::ui) plays: bool,
    /// How fast.
    pub(in crate::ui) speed: Speed,
    /// Whether waits are skipped.
    pub(in crate::ui) skips_waits: bool,
    /// The part of the run that can be looked at.
    pub(in crate::ui) part: Part,
}

impl Opening {
    /// As an address says.
    pub(in crate::ui) fn of(route: &Route) -> Opening {
        let frame = route.frame.unwrap_or_default();
        let step = |step: Option<u32>, otherwise| step.map_or(otherwise, |step| step as usize);
        let part = Part { first: step(frame.from, 0), last: step(frame.until, usize::MAX) };
        let Frame { speed, skips_waits, .. } = frame;
        Opening { step: route.step, plays: true, speed, skips_waits, part }
    }
}
