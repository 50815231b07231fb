//! Keys on the timeline: commands that work anywhere on the page, and arrows where the lanes have the focus.

use super::Laid;
use super::interaction::Interaction;
use crate::ui::model::Model;
use crate::ui::shell::Active;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use trace::LaneId;
use view::page::keys::Command;
use view::page::timeline::{Direction, Selection};

/// How much of the timeline a key moves it by.
const PAN: f64 = 0.15;
/// How much longer or shorter the part in view becomes.
const ZOOM: f64 = 1.4;

/// The way from a page's keys to the timeline that is on it. Provided as a context beside the model of each run.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct TimelineKeys(StoredValue<Option<Callback<Command>>>);

impl TimelineKeys {
    /// A way that leads nowhere yet.
    pub(in crate::ui) fn new() -> TimelineKeys {
        TimelineKeys(StoredValue::new(None))
    }

    /// What the shell is told of a run with a timeline.
    pub(in crate::ui) fn active(self, model: Model) -> Active {
        let perform = Callback::new(move |command| {
            let list_open = model.member_list.with_untracked(Option::is_some);
            match self.0.try_get_value().flatten() {
                Some(timeline) if command != Command::Close || !list_open => timeline.run(command),
                Some(_) | None => {}
            }
            crate::ui::keyboard::perform(model, command);
        });
        Active { perform, ..model.active() }
    }

    /// Takes the commands that concern a timeline, until the owner is gone.
    pub(super) fn listen(interaction: Interaction, laid: Memo<Option<Laid>>) {
        let Some(TimelineKeys(way)) = use_context() else { return };
        way.set_value(Some(Callback::new(move |command| perform(interaction, laid, command))));
        on_cleanup(move || {
            way.try_set_value(None);
        });
    }
}

fn perform(interaction: Interaction, laid: Memo<Option<Laid>>, command: Command) {
    match command {
        Command::ZoomIn => interaction.zoom(1.0 / ZOOM, 0.5),
        Command::ZoomOut => interaction.zoom(ZOOM, 0.5),
        Command::PanLeft => interaction.pan(-PAN),
        Command::PanRight => interaction.pan(PAN),
        Command::Fit => interaction.model.viewport.set(None),
        Command::Enlarge => interaction.model.enlarged.update(|enlarged| *enlarged = !*enlarged),
        Command::Find => {
            interaction.model.enlarged.set(true);
            // The field is there as soon as the panel is large.
            request_animation_frame(move || {
                if let Some(Some(field)) = interaction.field.try_get_untracked() {
                    field.focus().ok();
                    field.select();
                }
            });
        }
        Command::Measure => interaction.measure_from_here(),
        Command::Path => interaction.path.update(|path| *path = !*path),
        Command::ZoomTo => {
            if let Some(laid) = laid.get_untracked() {
                interaction.zoom_to_picked(&laid);
            }
        }
        Command::Close if untrack(|| interaction.holds_something()) => interaction.clear(),
        Command::Close => interaction.model.enlarged.set(false),
        _ => {}
    }
}

/// Arrows go from stretch to stretch and from lane to lane, and take the player with them.
pub(super) fn on_lanes(interaction: Interaction, laid: Memo<Option<Laid>>, event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let direction = match event.key().as_str() {
        "ArrowLeft" => Direction::Earlier,
        "ArrowRight" => Direction::Later,
        "ArrowUp" => Direction::Above,
        "ArrowDown" => Direction::Below,
        _ => return,
    };
    let Some(laid) = laid.get_untracked() else { return };
    // Otherwise they are the player's, or scroll the page.
    event.prevent_default();
    event.stop_propagation();
    let stretches = &laid.shown.view.stretches;
    let known = interaction.held.with_untracked(|held| held.selection);
    let known = known.filter(|known| known.between(stretches).is_some());
    let next = match known {
        Some(known) => Some(known.toward(stretches, laid.timeline.lane_count, direction)),
        None => first(interaction, &laid),
    };
    if let Some(next) = next {
        interaction.select(&laid, next);
    }
}

/// What the first lane in view that does something does at the moment that is looked at.
fn first(interaction: Interaction, laid: &Laid) -> Option<Selection> {
    let now = untrack(|| interaction.model.time_now());
    let lanes = interaction.first_lane.get_untracked()..laid.timeline.lane_count;
    lanes.into_iter().find_map(|lane| Selection::at(&laid.shown.view.stretches, LaneId(lane as u32), now))
}
