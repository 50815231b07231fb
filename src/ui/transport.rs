//! Moving through a run: first, back, play, forward, last, speed, scrubbing.

use super::model::Model;
use super::parts::{Picture, picture_button};
use crate::page::player::{Player, Speed};
use crate::page::summary::milliseconds_text;
use crate::page::wording::duration_text;
use crate::trace::Time;
use leptos::prelude::*;

const LOOK: (&str, &str) = ("icon icon--solid", "0 0 14 14");

static BACK: [Picture; 2] = [
    Picture {
        label: "First step (Home)",
        testid: "step-first",
        look: LOOK,
        path: "M2 2h2v10H2zM12 2v10L5 7z",
        idle: is_first,
        press: |model| model.with_steps(|player, count| player.go_to(0, count)),
    },
    Picture {
        label: "One step back (←)",
        testid: "step-back",
        look: LOOK,
        path: "M11 2v10L4 7z",
        idle: is_first,
        press: |model| model.with_steps(Player::step_back),
    },
];

static FORWARD: [Picture; 2] = [
    Picture {
        label: "One step forward (→)",
        testid: "step-forward",
        look: LOOK,
        path: "M3 2v10l7-5z",
        idle: is_last,
        press: |model| model.with_steps(Player::step_forward),
    },
    Picture {
        label: "Last step (End)",
        testid: "step-last",
        look: LOOK,
        path: "M10 2h2v10h-2zM2 2v10l7-5z",
        idle: is_last,
        press: |model| model.with_steps(Player::go_to_end),
    },
];

fn is_first(model: Model) -> bool {
    model.player.with(|player| player.step == 0)
}

fn is_last(model: Model) -> bool {
    model.player.with(|player| player.step) >= model.last_step()
}

/// The bar at the bottom.
#[component]
pub(super) fn Transport() -> impl IntoView {
    let model = Model::expect();
    let player = model.player;
    let playing = Memo::new(move |_| player.with(|player| player.playing));
    let step = Memo::new(move |_| player.with(|player| player.step));
    let last = Memo::new(move |_| model.last_step());
    let none = move || last.get() == 0;
    view! {
        <div class="transport" role="toolbar" aria-label="Playback">
            {picture_button(model, &BACK[0])}
            {picture_button(model, &BACK[1])}
            <button
                class="icon-button icon-button--primary" data-testid="play" prop:disabled=none
                aria-label=move || if playing.get() { "Pause (space)" } else { "Play (space)" }
                title=move || if playing.get() { "Pause (space)" } else { "Play (space)" }
                aria-pressed=move || playing.get().to_string()
                on:click=move |_| model.with_steps(Player::toggle)
            >
                <svg viewBox="0 0 14 14" class="icon icon--solid" aria-hidden="true">
                    <path d=move || if playing.get() { "M3 2h3v10H3zM8 2h3v10H8z" } else { "M3 1.5l9 5.5-9 5.5z" } />
                </svg>
            </button>
            {picture_button(model, &FORWARD[0])}
            {picture_button(model, &FORWARD[1])}
            <SpeedChoice />
            <Scrubber step last />
            <Position step last />
        </div>
    }
    .into_any()
}

#[component]
fn SpeedChoice() -> impl IntoView {
    let model = Model::expect();
    let chosen = Memo::new(move |_| model.player.with(|player| player.speed));
    let choose = move |event| {
        if let Some(speed) = Speed::from_title(&event_target_value(&event)) {
            model.player.update(|player| player.speed = speed);
        }
    };
    let options = Speed::ALL.map(|speed| {
        let title = speed.title();
        view! { <option value=title selected=move || chosen.get() == speed>{title}</option> }
    });
    view! {
        <select
            class="select transport__speed" data-testid="speed" aria-label="Speed" title="Speed"
            prop:value=move || chosen.get().title() on:change=choose
        >
            {options.into_iter().collect_view()}
        </select>
    }
}

#[component]
fn Scrubber(step: Memo<usize>, last: Memo<usize>) -> impl IntoView {
    let model = Model::expect();
    let scrub = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let step = input.value_as_number().max(0.0) as usize;
        model.with_steps(|player, count| player.go_to(step, count));
    };
    let filled = move || format!("{:.2}%", 100.0 * step.get() as f64 / last.get().max(1) as f64);
    let text = move || format!("step {} of {}, at {}", step.get(), last.get(), time_text(model.time_now()));
    view! {
        <input
            class="scrub" type="range" data-testid="scrub" min="0" step="1" aria-label="Step" aria-valuetext=text
            max=move || last.get() prop:value=move || step.get().to_string() style:--filled=filled
            on:input=scrub
        />
    }
}

#[component]
fn Position(step: Memo<usize>, last: Memo<usize>) -> impl IntoView {
    let model = Model::expect();
    let total = move || {
        model.shown.with(|shown| shown.as_ref().map(|shown| milliseconds_text(shown.view.totals.total)))
    };
    view! {
        <output class="transport__position">
            <span class="transport__word">"step "</span>
            <span data-testid="step">{step}</span>
            <span class="transport__of">" / "</span>
            <span data-testid="step-count">{last}</span>
            <span class="transport__time">{move || time_text(model.time_now())}</span>
            <span class="transport__total">" of "<span data-testid="total-ms">{total}</span>" ms"</span>
        </output>
    }
}

fn time_text(time: Time) -> String {
    duration_text(time.since(Time::ZERO))
}
