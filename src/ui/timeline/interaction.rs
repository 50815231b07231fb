//! What a person has done with a timeline, as signals; and the few things that keys, pointer and buttons all do with it.

use super::Laid;
use crate::ui::model::{Model, Shown};
use crate::ui::on_change::on_change;
use leptos::html::Input;
use leptos::prelude::*;
use trace::{LaneId, Span, Time};
use view::page::timeline::{Range, Search, Selection};
use view::page::viewport::Viewport;

/// The signals of one timeline.
#[derive(Debug, Clone, Copy)]
pub(super) struct Interaction {
    /// Whose run it shows.
    pub(super) model: Model,
    /// How many lanes lie above the first in view.
    pub(super) first_lane: RwSignal<usize>,
    /// What it holds.
    pub(super) held: RwSignal<Held>,
    /// Whether dragging measures; otherwise it moves.
    pub(super) measuring: RwSignal<bool>,
    /// Where a name is written that is sought.
    pub(super) field: NodeRef<Input>,
    /// Whether the path of what took so long is drawn.
    pub(super) path: RwSignal<bool>,
    /// Whether the other run lies under this one.
    pub(super) beside: RwSignal<bool>,
}

/// What a person holds. None of it changes the picture; it lies over it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Held {
    /// What is picked out.
    pub(super) selection: Option<Selection>,
    /// What is measured.
    pub(super) range: Option<Range>,
    /// From where it is measured to the moment that is looked at.
    pub(super) anchor: Option<Time>,
    /// What is sought by its name.
    pub(super) search: Search,
}

impl Interaction {
    /// One that has done nothing yet.
    pub(super) fn new(model: Model) -> Interaction {
        let interaction = Interaction {
            model,
            first_lane: RwSignal::new(0),
            held: RwSignal::new(Held::default()),
            measuring: RwSignal::new(false),
            field: NodeRef::new(),
            path: RwSignal::new(false),
            beside: RwSignal::new(super::Beside::at_first()),
        };
        interaction.forget_with_the_run();
        interaction
    }

    /// What was picked out of one run means nothing in the next.
    fn forget_with_the_run(self) {
        let run = Memo::new(move |_| self.model.shown.with(|shown| shown.as_ref().map(|shown| shown.run)));
        on_change(
            move || run.with(|_| ()),
            move || {
                self.clear();
                self.first_lane.set(0);
            },
        );
    }

    /// All of a run. A live one grows towards the end of its prediction: bars that shrink all the time are hard to look at.
    pub(super) fn whole(self, shown: &Shown) -> Viewport {
        let predicted = self.model.predicted.with(|known| known.as_ref().map(|known| known.view.end_time()));
        Viewport::fit(predicted.unwrap_or_default().max(shown.view.end_time()).max(self.model.room.get()))
    }

    /// The part of a run that is in view.
    pub(super) fn viewport(self, shown: &Shown) -> Viewport {
        self.model.viewport.get().unwrap_or_else(|| self.whole(shown))
    }

    /// Shows a part `factor` times as long around a place of the timeline, 0..=1.
    pub(super) fn zoom(self, factor: f64, anchor: f64) {
        self.change_viewport(|viewport, end| viewport.zoom(factor, anchor, end));
    }

    /// Moves the timeline by so many of its widths.
    pub(super) fn pan(self, widths: f64) {
        self.change_viewport(|viewport, end| viewport.pan(widths, end));
    }

    /// Changes which part is in view: from what it is, and the end of the run.
    fn change_viewport(self, change: impl FnOnce(Viewport, Time) -> Viewport) {
        let Some(shown) = self.model.shown.get_untracked() else { return };
        let (whole, viewport) = untrack(|| (self.whole(&shown), self.viewport(&shown)));
        let changed = change(viewport, whole.end);
        self.model.viewport.set((changed != whole).then_some(changed));
    }

    /// What is measured, whichever way.
    pub(super) fn measured(self) -> Option<Range> {
        let (range, anchor) = self.held.with(|held| (held.range, held.anchor));
        anchor.map(|anchor| Range::between(anchor, self.model.time_now())).or(range)
    }

    /// Whether it holds something, or is about to.
    pub(super) fn holds_something(self) -> bool {
        self.measuring.get() || self.held.with(|held| *held != Held::default())
    }

    /// Lets go of everything.
    pub(super) fn clear(self) {
        self.measuring.set(false);
        self.held.set(Held::default());
    }

    /// Measures from the moment that is looked at, or no more.
    pub(super) fn measure_from_here(self) {
        let now = untrack(move || self.model.time_now());
        self.held.update(|held| {
            let measures = held.anchor.is_some() || held.range.is_some();
            held.anchor = (!measures).then_some(now);
            held.range = None;
        });
    }

    /// Picks something out, takes the player to where it begins, and shows both.
    pub(super) fn select(self, laid: &Laid, selection: Selection) {
        self.held.update(|held| held.selection = Some(selection));
        let stretches = &laid.shown.view.stretches;
        if let Some(event) = selection.event(stretches) {
            self.model.go_to_event(event);
        }
        self.show_lane(laid, selection.lane);
        if let Some((start, _)) = selection.between(stretches) {
            self.change_viewport(|viewport, end| viewport.reveal(start, end));
        }
    }

    /// Shows a part of the run, and around it this much of its length.
    pub(super) fn zoom_to(self, from: Time, to: Time, margin: f64) {
        let part = Viewport { start: from, end: to.max(from + Span(1)) };
        self.change_viewport(|_, end| part.zoom(1.0 + margin, 0.5, end));
    }

    /// What `z` zooms to: what is measured, or what is picked out.
    pub(super) fn zoom_to_picked(self, laid: &Laid) {
        let range = untrack(|| self.measured()).map(|range| (range.from, range.to));
        let selection = self.held.with_untracked(|held| held.selection);
        let picked = range.or_else(|| selection?.between(&laid.shown.view.stretches));
        if let Some((from, to)) = picked {
            self.zoom_to(from, to, 0.2);
        }
    }

    /// Scrolls, if it must, so that a lane is in view.
    pub(super) fn show_lane(self, laid: &Laid, lane: LaneId) {
        let (first, rows) = (self.first_lane.get_untracked(), laid.timeline.rows.len().max(1));
        let lane = lane.index();
        if lane < first || lane >= first + rows {
            self.scroll_to_lane(laid, lane as i64 - rows as i64 / 2);
        }
    }

    /// Puts a lane at the top. As many can be above as there is no room for.
    pub(super) fn scroll_to_lane(self, laid: &Laid, lane: i64) {
        let most = laid.timeline.lane_count.saturating_sub(laid.timeline.rows.len().max(1));
        let lane = lane.clamp(0, most as i64) as usize;
        if self.first_lane.get_untracked() != lane {
            self.first_lane.set(lane);
        }
    }
}
