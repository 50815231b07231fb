//! The run that can lie under the one that is looked at: the prediction under what was measured, or the run before an edit.

use super::interaction::Interaction;
use crate::ui::model::{Model, Shown};
use analysis::{Change, first_difference};
use leptos::prelude::*;
use std::sync::Arc;
use trace::{LaneId, Time};
use view::chart::timeline;

/// Which run that is; provided as a context by pages that have one.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct Beside {
    /// The run; None while there is none.
    pub(in crate::ui) run: Signal<Option<Shown>>,
    /// What people call it.
    pub(in crate::ui) name: &'static str,
    /// Whether it is shown at once, and not only when asked for.
    pub(in crate::ui) at_first: bool,
}

impl Beside {
    /// The prediction, for pages that send requests.
    pub(in crate::ui) fn prediction(model: Model) -> Beside {
        let run = Signal::derive(move || model.measured.get().and_then(|_| model.predicted.get()));
        Beside { run, name: "the prediction", at_first: false }
    }

    /// Whether it is shown at once where this timeline is.
    pub(super) fn at_first() -> bool {
        use_context::<Beside>().is_some_and(|beside| beside.at_first)
    }
}

/// The other run, beside the one that is shown now.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Other {
    /// What people call it.
    pub(super) name: &'static str,
    run: Shown,
    lanes: Arc<[Option<LaneId>]>,
    /// The first thing that happens otherwise in the run that is looked at.
    pub(super) first: Option<Change>,
    /// When that is.
    pub(super) parting: Option<Time>,
}

impl Other {
    /// As the chart wants it.
    pub(super) fn beside(&self) -> timeline::Beside<'_> {
        timeline::Beside { stretches: &self.run.view.stretches, lanes: &self.lanes }
    }
}

/// The other run, if there is one, and it is to be seen. Where the two part is not looked for while one grows.
pub(super) fn other(model: Model, interaction: Interaction) -> Memo<Option<Other>> {
    let beside = use_context::<Beside>();
    Memo::new(move |_| {
        let beside = beside.filter(|_| interaction.beside.get())?;
        let (run, shown) = (beside.run.get()?, model.shown.get()?);
        if run == shown {
            return None;
        }
        let (here, there) = (&shown.view, &run.view);
        let lanes = timeline::same_lanes((&here.trace, &here.naming), (&there.trace, &there.naming));
        let over = model.working.with(Option::is_none);
        let first = over.then(|| first_difference(&there.trace, &here.trace)).flatten();
        let event = first.as_ref().and_then(|first| here.trace.event(first.after?));
        let parting = event.map(|event| event.time);
        Some(Other { name: beside.name, lanes: lanes.into(), first, parting, run })
    })
}
