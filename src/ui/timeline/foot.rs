//! What is said below the timeline: what is measured, picked out, found or different; otherwise what cannot be seen in it.

use super::Laid;
use super::beside::Other;
use super::interaction::Interaction;
use crate::ui::reactive::{dynamic, value};
use leptos::prelude::*;

/// A line of text, and what can be done with what it is about.
#[component]
pub(super) fn Foot(
    laid: Memo<Option<Laid>>,
    interaction: Interaction,
    other: Memo<Option<Other>>,
) -> impl IntoView {
    let at_length = move || laid.get().and_then(|laid| laid.timeline.caption());
    view! {
        <div class="timeline__foot" class:timeline__foot--held=value(move || interaction.holds_something())>
            <p class="timeline__said" data-testid="timeline-said" role="status" title=value(at_length)>{dynamic(move || said(laid, interaction, other))}</p>
            {buttons(laid, interaction)}
        </div>
    }
}

fn buttons(laid: Memo<Option<Laid>>, interaction: Interaction) -> AnyView {
    let zoom = move |_| {
        if let Some(laid) = laid.get_untracked() {
            interaction.zoom_to_picked(&laid);
        }
    };
    let has_length = move || {
        interaction
            .held
            .with(|held| held.selection.is_some() || held.range.is_some() || held.anchor.is_some())
    };
    view! {
        <button
            class="link-button" data-testid="zoom-to" title="Show this part alone (Z)"
            prop:hidden=value(move || !has_length()) on:click=zoom
        >
            "Zoom to it"
        </button>
        <button
            class="link-button" data-testid="let-go" title="Let go of it (Esc)"
            prop:hidden=value(move || !interaction.holds_something()) on:click=move |_| interaction.clear()
        >
            "Close"
        </button>
    }
    .into_any()
}

fn said(laid: Memo<Option<Laid>>, interaction: Interaction, other: Memo<Option<Other>>) -> String {
    let Some(laid) = laid.get() else { return String::new() };
    let view = &laid.shown.view;
    let selection = interaction.held.with(|held| held.selection);
    let range =
        interaction.measured().map(|range| range.sentence(view, selection.map(|selection| selection.lane)));
    let held = range
        .or_else(|| selection?.sentence(view))
        .or_else(|| interaction.held.with(|held| held.search.sentence(view)))
        .or_else(|| interaction.measuring.get().then(|| "Drag over what is to be measured.".to_owned()));
    held.unwrap_or_else(|| unseen(&laid, other.get()))
}

/// What the picture does not say by itself.
fn unseen(laid: &Laid, other: Option<Other>) -> String {
    let Some(other) = other else { return laid.timeline.in_short() };
    let first = match other.first {
        Some(first) => format!("First difference: {}", first.text),
        None => "No difference in order".to_owned(),
    };
    format!("Thin: {}. {first}.", other.name)
}
