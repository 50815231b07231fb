//! Keys: what has the focus, and what a command does. Which key is which command is decided in `page::keys`.

use super::dialogs::KeysOpen;
use super::model::Model;
use crate::page::keys::{Command, Focus, Press, command};
use crate::page::player::Player;
use crate::page::viewport::Viewport;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use web_sys::Element;

/// How much of the timeline a key moves it by.
const PAN: f64 = 0.15;
/// How much longer or shorter the part in view becomes.
const ZOOM: f64 = 1.4;

/// Listens to the keyboard until the owner is gone.
pub(super) fn listen_to_keys(model: Model, keys_open: KeysOpen) {
    let handle = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        let key = event.key();
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        if let Some(command) = command(Press { key: &key, modified, focus: focus() }) {
            event.prevent_default();
            perform(model, keys_open, command);
        }
    });
    on_cleanup(move || handle.remove());
}

/// Does what a key asks for.
fn perform(model: Model, keys_open: KeysOpen, command: Command) {
    match command {
        Command::TogglePlay => model.with_steps(Player::toggle),
        Command::StepBack => model.with_steps(Player::step_back),
        Command::StepForward => model.with_steps(Player::step_forward),
        Command::First => model.with_steps(|player, count| player.go_to(0, count)),
        Command::Last => model.with_steps(Player::go_to_end),
        Command::ZoomIn => zoom(model, 1.0 / ZOOM, 0.5),
        Command::ZoomOut => zoom(model, ZOOM, 0.5),
        Command::PanLeft => pan(model, -PAN),
        Command::PanRight => pan(model, PAN),
        Command::Fit => model.viewport.set(None),
        Command::Help => keys_open.0.set(true),
        Command::Close => model.crowd.set(None),
    }
}

/// Shows a part `factor` times as long around a place of the timeline, 0..=1.
pub(super) fn zoom(model: Model, factor: f64, anchor: f64) {
    change_viewport(model, |viewport, end| viewport.zoom(factor, anchor, end));
}

/// Moves the timeline by so many of its widths.
pub(super) fn pan(model: Model, widths: f64) {
    change_viewport(model, |viewport, end| viewport.pan(widths, end));
}

fn change_viewport(model: Model, change: impl FnOnce(Viewport, crate::trace::Time) -> Viewport) {
    let Some(shown) = model.shown.get_untracked() else { return };
    let end = shown.view.trace.end;
    let whole = Viewport::fit(end);
    let changed = change(model.viewport.get_untracked().unwrap_or(whole), end);
    model.viewport.set((changed != whole).then_some(changed));
}

fn focus() -> Focus {
    let Some(element) = document().active_element() else { return Focus::Page };
    if element.closest("dialog").ok().flatten().is_some() {
        return Focus::Dialog;
    }
    focus_of(&element)
}

fn focus_of(element: &Element) -> Focus {
    match element.tag_name().as_str() {
        "INPUT" | "SELECT" | "TEXTAREA" => Focus::Field,
        "BUTTON" | "A" | "SUMMARY" => Focus::Button,
        _ => Focus::Page,
    }
}
