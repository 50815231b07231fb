//! Keys: what has the focus, what a command does, and when the keys go to the page around this one. Which key is which command is
//! decided in `page::keys`.

use super::browser;
use super::model::Model;
use super::playback::{Direction, Playback};
use super::presenter::toggle_size;
use super::shell::{Active, Shell};
use super::why::{go_to_cause, go_to_effect};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use view::page::keys::{Command, Focus, Press, command, leads_nowhere};
use view::page::player::Player;
use web_sys::Element;

/// Listens to the keyboard until the owner is gone.
pub(super) fn listen_to_keys(shell: Shell) {
    let handle = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        let key = event.key();
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        if let Some(command) = command(Press { key: &key, modified, focus: focus() }) {
            match (command, shell.active.try_get_untracked().flatten()) {
                (Command::Help, _) => shell.keys_open.set(true),
                (Command::Presenter, _) => toggle_size(shell),
                (command, Some(active)) if is_for_others(active, command, &event) => {
                    return browser::give_keys_back(&event);
                }
                (command, Some(active)) => active.perform.run(command),
                (_, None) => return,
            }
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether a presenter is done with this page, which stands in another one: a step is asked for that there is not, nor will be.
///
/// A key that is held down is not meant for others: it goes to the last step and no further.
fn is_for_others(active: Active, command: Command, event: &KeyboardEvent) -> bool {
    browser::is_framed()
        && !event.repeat()
        && !active.busy.get_untracked()
        && leads_nowhere(
            command,
            &active.playback.player.get_untracked(),
            active.playback.stop_count.get_untracked(),
        )
}

/// Moves a player as a key asks for.
pub(super) fn move_by_key(playback: Playback, command: Command) {
    match command {
        Command::TogglePlay => playback.with_steps(Player::toggle),
        Command::StepBack => playback.with_steps(Player::step_back),
        Command::StepForward => playback.with_steps(Player::step_forward),
        Command::First => playback.with_steps(|player, count| player.go_to(0, count)),
        Command::Last => playback.with_steps(Player::go_to_end),
        Command::TurnForward => playback.go_by_turn(Direction::Forward),
        Command::TurnBack => playback.go_by_turn(Direction::Back),
        Command::Slower => playback.player.update(|player| player.change_speed(false)),
        Command::Faster => playback.player.update(|player| player.change_speed(true)),
        Command::SkipWaits => playback.player.update(|player| player.skips_waits = !player.skips_waits),
        _ => {}
    }
}

/// Does what a key asks for with a run.
pub(super) fn perform(model: Model, command: Command) {
    match command {
        Command::Cause => go_to_cause(model),
        Command::Effect => go_to_effect(model),
        Command::PointNext => model.hold_next_task(),
        Command::Close if model.let_go() => {}
        Command::Close => model.member_list.set(None),
        // Moves the player, or is a matter of the timeline; see `TimelineKeys`.
        _ => move_by_key(model.playback(), command),
    }
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
