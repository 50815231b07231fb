//! Moving through a run: first, back, play, forward, by turns, last, speed, skipping waits, scrubbing.

use super::parts::{Picture, picture_button};
use super::playback::{Direction, Playback};
use crate::ui::reactive::{dynamic, value};
use leptos::prelude::*;
use trace::Time;
use trace::decimal::fixed;
use view::page::player::{Player, Speed};
use view::page::summary::milliseconds_text;
use view::page::wording::{duration_text, times_text};

const LOOK: (&str, &str) = ("icon icon--solid", "0 0 14 14");

static BACK: [Picture<Playback>; 2] = [
    Picture {
        label: "First step (Home)",
        testid: "step-first",
        look: LOOK,
        path: "M2 2h2v10H2zM12 2v10L5 7z",
        idle: is_first,
        press: |playback| playback.with_steps(|player, count| player.go_to(0, count)),
    },
    Picture {
        label: "One step back (←)",
        testid: "step-back",
        look: LOOK,
        path: "M11 2v10L4 7z",
        idle: is_first,
        press: |playback| playback.with_steps(Player::step_back),
    },
];

static FORWARD: [Picture<Playback>; 3] = [
    Picture {
        label: "One step forward (→)",
        testid: "step-forward",
        look: LOOK,
        path: "M3 2v10l7-5z",
        idle: is_last,
        press: |playback| playback.with_steps(Player::step_forward),
    },
    Picture {
        label: "One turn of the loop forward (.)",
        testid: "turn-forward",
        look: LOOK,
        path: "M7 2a5 5 0 1 0 5 5h-1.7A3.3 3.3 0 1 1 7 3.7V6l4-3-4-3z",
        idle: is_last,
        press: |playback| playback.go_by_turn(Direction::Forward),
    },
    Picture {
        label: "Last step (End)",
        testid: "step-last",
        look: LOOK,
        path: "M10 2h2v10h-2zM2 2v10l7-5z",
        idle: is_last,
        press: |playback| playback.with_steps(Player::go_to_end),
    },
];

fn is_first(playback: Playback) -> bool {
    playback.player.with(|player| player.step <= player.part.first)
}

fn is_last(playback: Playback) -> bool {
    playback.player.with(|player| player.step >= playback.last_step().min(player.part.last))
}

/// The bar at the bottom.
#[component]
pub(super) fn Transport(
    /// What it moves through.
    playback: Playback,
) -> impl IntoView {
    let player = playback.player;
    let playing = Memo::new(move |_| player.with(|player| player.playing));
    let step = Memo::new(move |_| player.with(|player| player.step));
    let last = Memo::new(move |_| playback.last_step());
    let none = move || last.get() == 0;
    view! {
        <div class="transport" role="toolbar" aria-label="Playback">
            {picture_button(playback, &BACK[0])}
            {picture_button(playback, &BACK[1])}
            <button
                class="icon-button icon-button--primary" data-testid="play" prop:disabled=value(none)
                aria-label=value(move || if playing.get() { "Pause (space)" } else { "Play (space)" })
                title=value(move || if playing.get() { "Pause (space)" } else { "Play (space)" })
                aria-pressed=value(move || playing.get().to_string())
                on:click=move |_| playback.with_steps(Player::toggle)
            >
                <svg viewBox="0 0 14 14" class="icon icon--solid" aria-hidden="true">
                    <path d=value(move || if playing.get() { "M3 2h3v10H3zM8 2h3v10H8z" } else { "M3 1.5l9 5.5-9 5.5z" }) />
                </svg>
            </button>
            {FORWARD.iter().map(|picture| picture_button(playback, picture)).collect_view()}
            <SpeedChoice playback />
            {skip_waits(playback)}
            <Scrubber playback step last />
            <Position playback step last />
        </div>
    }
    .into_any()
}

#[component]
fn SpeedChoice(playback: Playback) -> impl IntoView {
    let chosen = Memo::new(move |_| playback.player.with(|player| player.speed));
    let choose = move |event| {
        if let Some(speed) = Speed::from_id(&event_target_value(&event)) {
            playback.player.update(|player| player.speed = speed);
        }
    };
    let options = Speed::ALL.map(|speed| {
        view! { <option value=speed.id() selected=value(move || chosen.get() == speed)>{speed.title()}</option> }
    });
    view! {
        <select
            class="select transport__speed" data-testid="speed" aria-label="Speed" title="Speed (− and +)"
            prop:value=value(move || chosen.get().id()) on:change=choose
        >
            {options.into_iter().collect_view()}
        </select>
    }
}

/// Whether waits are skipped.
fn skip_waits(playback: Playback) -> AnyView {
    const LABEL: &str = "Skip waits while playing (K)";
    let skips = Memo::new(move |_| playback.player.with(|player| player.skips_waits));
    view! {
        <button
            class="icon-button transport__skip" data-testid="skip-waits" title=LABEL aria-label=LABEL
            aria-pressed=value(move || skips.get().to_string()) on:click=move |_| playback.player.update(|player| player.skips_waits = !player.skips_waits)
        >
            <svg viewBox=LOOK.1 class=LOOK.0 aria-hidden="true"><path d="M1 2l6 5-6 5zM7 2l6 5-6 5z" /></svg>
        </button>
    }
    .into_any()
}

#[component]
fn Scrubber(playback: Playback, step: Memo<usize>, last: Memo<usize>) -> impl IntoView {
    let scrub = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let step = input.value_as_number().max(0.0) as usize;
        playback.with_steps(|player, count| player.go_to(step, count));
    };
    let done = move || playback.player.with(|player| player.step as f64 + player.progress());
    let filled = move || format!("{}%", fixed(100.0 * done() / last.get().max(1) as f64, 2));
    let text = move || format!("step {} of {}, at {}", step.get(), last.get(), time_text(playback.now.get()));
    view! {
        <input
            class="scrub" type="range" data-testid="scrub" min="0" step="1" aria-label="Step" aria-valuetext=value(text)
            max=value(move || last.get()) prop:value=value(move || step.get().to_string()) style:--filled=value(filled)
            on:input=scrub
        />
    }
}

#[component]
fn Position(playback: Playback, step: Memo<usize>, last: Memo<usize>) -> impl IntoView {
    let total = move || playback.total.get().map(milliseconds_text);
    let compression = Memo::new(move |_| playback.compression.get());
    let faster = move || {
        compression.get().map(|times| view! {
        <span class="transport__faster" data-testid="compression" title="This wait is longer than it is shown: its time is compressed">
            {times_text(times)}
        </span>
    })
    };
    view! {
        <output class="transport__position">
            <span class="transport__word">"step "</span>
            <span data-testid="step">{step}</span>
            <span class="transport__of">" / "</span>
            <span data-testid="step-count">{last}</span>
            <span class="transport__time">{dynamic(move || time_text(playback.now.get()))}</span>
            {dynamic(faster)}
            <span class="transport__total" class:visually-hidden=value(move || playback.total.get().is_none())>
                " of "<span data-testid="total-ms">{dynamic(total)}</span>" ms"
            </span>
        </output>
    }
}

fn time_text(time: Time) -> String {
    duration_text(time.since(Time::ZERO))
}
