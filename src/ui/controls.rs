//! What a person can choose: the way, how many requests, how long they take; and the buttons that run and stop.

use super::model::{Model, Working};
use crate::page::settings::{Each, FanOut, MAX_DURATION_MS, MAX_REQUESTS, Milliseconds, Strategy};
use leptos::prelude::*;

/// The row of controls.
#[component]
pub(super) fn Controls() -> impl IntoView {
    let model = Model::expect();
    let fan_out = Memo::new(move |_| model.fan_out());
    let strategy = move || fan_out.with(|fan_out| fan_out.strategy);
    let each = move || fan_out.with(|fan_out| fan_out.each);
    view! {
        <div class="controls" role="group" aria-label="What runs">
            <StrategyChoice />
            <NumberField
                label="requests" testid="requests" low=1 high=MAX_REQUESTS
                value=Signal::derive(move || fan_out.with(|fan_out| fan_out.requests))
                set=|fan_out, number| fan_out.requests = number
            />
            <EachChoice />
            <Show when=move || each() != Each::Eighths>
                <SecondsField
                    label="duration" testid="duration" low=0
                    value=Signal::derive(move || fan_out.with(|fan_out| fan_out.duration))
                    set=|fan_out, duration| fan_out.duration = duration
                />
            </Show>
            <Show when=move || each() == Each::Random>
                <NumberField
                    label="seed" testid="seed" low=0 high=u32::MAX
                    value=Signal::derive(move || fan_out.with(|fan_out| fan_out.seed))
                    set=|fan_out, number| fan_out.seed = number
                />
            </Show>
            <Show when=move || strategy() == Strategy::Semaphore>
                <NumberField
                    label="at a time" testid="limit" low=1 high=MAX_REQUESTS
                    value=Signal::derive(move || fan_out.with(|fan_out| fan_out.limit))
                    set=|fan_out, number| fan_out.limit = number
                />
            </Show>
            <Show when=move || strategy() == Strategy::Timeout>
                <SecondsField
                    label="give up after" testid="timeout" low=1
                    value=Signal::derive(move || fan_out.with(|fan_out| fan_out.timeout))
                    set=|fan_out, timeout| fan_out.timeout = timeout
                />
            </Show>
            <span class="controls__space"></span>
            <RunButtons />
        </div>
    }
    .into_any()
}

/// Which of the six ways.
#[component]
fn StrategyChoice() -> impl IntoView {
    let model = Model::expect();
    let chosen = Memo::new(move |_| model.fan_out().strategy);
    let choose = move |event| {
        if let Some(strategy) = Strategy::from_id(&event_target_value(&event)) {
            model.change(|fan_out| fan_out.strategy = strategy);
        }
    };
    let options = Strategy::ALL.map(|strategy| {
        view! { <option value=strategy.id() selected=move || chosen.get() == strategy>{strategy.title()}</option> }
    });
    view! {
        <label class="field">
            <span class="field__label">"way"</span>
            <select class="select" data-testid="strategy" prop:value=move || chosen.get().id() on:change=choose>
                {options.into_iter().collect_view()}
            </select>
        </label>
    }
}

/// How the durations come about.
#[component]
fn EachChoice() -> impl IntoView {
    let model = Model::expect();
    let chosen = Memo::new(move |_| model.fan_out().each);
    let choose = move |event| {
        if let Some(each) = Each::from_id(&event_target_value(&event)) {
            model.change(|fan_out| fan_out.each = each);
        }
    };
    let options = Each::ALL.map(|each| {
        view! { <option value=each.id() selected=move || chosen.get() == each>{each.title()}</option> }
    });
    view! {
        <label class="field">
            <span class="field__label">"each takes"</span>
            <select class="select" data-testid="each" prop:value=move || chosen.get().id() on:change=choose>
                {options.into_iter().collect_view()}
            </select>
        </label>
    }
}

/// A whole number. What is out of range is put back into it.
#[component]
fn NumberField(
    label: &'static str,
    testid: &'static str,
    low: u32,
    high: u32,
    #[prop(into)] value: Signal<u32>,
    set: fn(&mut FanOut, u32),
) -> impl IntoView {
    let model = Model::expect();
    let change = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let number = input.value_as_number();
        if number.is_nan() {
            // Nothing, or no number: what holds stands in the field's place.
            return input.set_value("");
        }
        // `as` takes what is too large to the largest.
        let number =
            if number.is_nan() { value.get_untracked() } else { number.round() as u32 }.clamp(low, high);
        input.set_value(&number.to_string());
        model.change(|fan_out| set(fan_out, number));
    };
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <input
                class="input" type="number" inputmode="numeric" data-testid=testid
                min=low max=high step="1"
                placeholder=move || value.get().to_string() prop:value=move || value.get().to_string()
                on:change=change
            />
        </label>
    }
}

/// Seconds. What is out of range is put back into it.
#[component]
fn SecondsField(
    label: &'static str,
    testid: &'static str,
    low: u32,
    #[prop(into)] value: Signal<Milliseconds>,
    set: fn(&mut FanOut, Milliseconds),
) -> impl IntoView {
    let model = Model::expect();
    let change = move |event: web_sys::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let number = input.value_as_number() * 1000.0;
        if number.is_nan() {
            return input.set_value("");
        }
        let milliseconds = Milliseconds((number.round() as u32).clamp(low, MAX_DURATION_MS));
        input.set_value(&milliseconds.as_seconds_text());
        model.change(|fan_out| set(fan_out, milliseconds));
    };
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <span class="field__unit">
                <input
                    class="input" type="number" inputmode="decimal" data-testid=testid
                    min=Milliseconds(low).as_seconds_text() max=Milliseconds(MAX_DURATION_MS).as_seconds_text() step="any"
                    placeholder=move || value.get().as_seconds_text() prop:value=move || value.get().as_seconds_text()
                    on:change=change
                />
                <span aria-hidden="true">"s"</span>
            </span>
        </label>
    }
}

/// Run, and while requests are on their way, Stop.
#[component]
fn RunButtons() -> impl IntoView {
    let model = Model::expect();
    let working = move || model.working.get();
    let live = Memo::new(move |_| model.route.with(|route| route.outside.is_live()));
    let title = move || if live.get() { "Run live" } else { "Run" };
    let hint =
        move || if live.get() { "Send the requests" } else { "Play the prediction from its beginning" };
    view! {
        <button
            class="button" class:button--stop=move || working().is_some() data-testid="stop"
            prop:disabled=move || working().is_none()
            on:click=move |_| model.stop()
        >
            "Stop"
        </button>
        <button
            class="button button--primary" data-testid="run" title=hint
            prop:disabled=move || working() == Some(Working::Live)
            on:click=move |_| model.run()
        >
            <svg viewBox="0 0 14 14" class="icon icon--solid" aria-hidden="true"><path d="M3 1.5l9 5.5-9 5.5z" /></svg>
            {title}
        </button>
    }
}
