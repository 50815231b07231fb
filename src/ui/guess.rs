//! Predict first: the question that is asked before a run is shown, and afterwards how the guess compares with the loop.
//!
//! What is right comes from the run itself; `lesson::guess` compares.

use super::model::{Model, Shown};
use crate::ui::reactive::dynamic;
use leptos::prelude::*;
use lesson::Question;
use lesson::guess::{self, judge_order, judge_total, lines_to_order, shuffled};
use trace::{Kind, Stream};

/// The open question about the run whose [`Model`] is provided.
#[component]
pub(super) fn Guess() -> impl IntoView {
    let model = Model::expect();
    let asked = Memo::new(move |_| Some((model.question.get()?, model.predicted.get())));
    move || {
        asked.get().map(|(question, predicted)| {
            let body = match predicted {
                None => view! { <p>"The answer is being computed …"</p> }.into_any(),
                Some(shown) => match question.question {
                    Question::Order => order_view(model, &shown),
                    Question::Total => total_view(model, &shown),
                },
            };
            view! {
                <section class="guess" data-testid="guess" aria-label="Predict first">
                    <h2 class="guess__question">{question.text}</h2>
                    {body}
                </section>
            }
        })
    }
}

/// How the guess compares with the run, once there is one.
#[component]
pub(super) fn Verdict() -> impl IntoView {
    let model = Model::expect();
    let verdict = Memo::new(move |_| model.verdict.get().filter(|_| model.question.with(Option::is_some)));
    move || verdict.get().map(|verdict| verdict_view(model, verdict))
}

/// What a run printed on standard output.
fn printed(shown: &Shown) -> String {
    let trace = &shown.view.trace;
    let texts = shown.view.outputs.iter().filter_map(|id| match trace.event(*id)?.kind {
        Kind::Output { stream: Stream::Output, text } => Some(trace.text(text)),
        _ => None,
    });
    texts.collect()
}

/// Lines to be put in order: by dragging them is for some, by buttons for all.
fn order_view(model: Model, shown: &Shown) -> AnyView {
    let output = printed(shown);
    let lines = match lines_to_order(&output) {
        Ok(lines) => lines,
        Err(reason) => return nothing_to_ask(model, reason),
    };
    let order = RwSignal::new(shuffled(&lines));
    let lines: Vec<String> = lines.into_iter().map(str::to_owned).collect();
    let texts = StoredValue::new(lines);
    let swap = move |one: usize, other: usize| {
        order.update(|order| {
            if one < order.len() && other < order.len() {
                order.swap(one, other);
            }
        });
    };
    let row = move |(row, place): (usize, usize)| {
        let text = texts.with_value(|texts| texts.get(place).cloned().unwrap_or_default());
        let (up, down) = (format!("Earlier: {text}"), format!("Later: {text}"));
        view! {
            <li class="guess__line">
                <button class="icon-button" aria-label=up prop:disabled={row == 0} on:click=move |_| swap(row, row.wrapping_sub(1))>"↑"</button>
                <button class="icon-button" aria-label=down on:click=move |_| swap(row, row + 1)>"↓"</button>
                <code>{text}</code>
            </li>
        }
    };
    let check = move |_| {
        let verdict = texts.with_value(|texts| {
            let printed: Vec<&str> = texts.iter().map(String::as_str).collect();
            let guessed: Vec<&str> =
                order.get_untracked().iter().filter_map(|place| printed.get(*place).copied()).collect();
            judge_order(&printed, &guessed)
        });
        model.answer(verdict);
    };
    view! {
        <p class="guess__hint">"Put the lines in the order in which they are printed, the first on top."</p>
        <ol class="guess__lines">{dynamic(move || order.get().into_iter().enumerate().map(row).collect_view())}</ol>
        {answer_buttons(model, check)}
    }
    .into_any()
}

fn total_view(model: Model, shown: &Shown) -> AnyView {
    let total = (shown.view.totals.total.as_milliseconds() + 0.5) as u64;
    let input = NodeRef::<leptos::html::Input>::new();
    let check = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let guessed = input.value_as_number();
        if guessed.is_nan() {
            input.focus().ok();
            return;
        }
        // `as` takes what is too large to the largest.
        model.answer(judge_total(total, (guessed.max(0.0) * 1000.0 + 0.5) as u64));
    };
    view! {
        <label class="field guess__total">
            <span class="field__label">"I guess"</span>
            <input
                class="input" type="number" inputmode="decimal" min="0" step="any" data-testid="guess-total" node_ref=input
                on:keydown=move |event| if event.key() == "Enter" { check(()) }
            />
            <span>"seconds"</span>
        </label>
        {answer_buttons(model, check)}
    }
    .into_any()
}

/// Nothing can be asked about this run: why, and on with it.
fn nothing_to_ask(model: Model, reason: String) -> AnyView {
    model.verdict.set(Some(guess::Verdict { right: true, parts_at: None, sentence: reason }));
    ().into_any()
}

fn answer_buttons(model: Model, check: impl Fn(()) + 'static) -> AnyView {
    let give_up = move |_| {
        model.answer(guess::Verdict { right: false, parts_at: None, sentence: "Then watch.".to_owned() });
    };
    view! {
        <div class="guess__buttons">
            <button class="button button--primary" data-testid="guess-check" on:click=move |_| check(())>"Check against the run"</button>
            <button class="link-button" on:click=give_up>"Just show me"</button>
        </div>
    }
    .into_any()
}

fn verdict_view(model: Model, verdict: guess::Verdict) -> AnyView {
    let class = if verdict.right { "verdict verdict--right" } else { "verdict" };
    let show = verdict.parts_at.map(|line| {
        let go = move |_| go_to_line(model, line);
        view! { " "<button class="link-button" data-testid="guess-parts" on:click=go>"Show where they part"</button> }
    });
    let again = move |_| {
        model.verdict.set(None);
    };
    view! {
        <p class=class role="status" data-testid="verdict">
            {verdict.sentence}
            {show}
            " "<button class="link-button" on:click=again>"Guess again"</button>
        </p>
    }
    .into_any()
}

/// Goes to the step that printed a line, counted from 0.
fn go_to_line(model: Model, line: usize) {
    let Some(shown) = model.shown.get_untracked() else { return };
    let trace = &shown.view.trace;
    let mut lines = 0;
    let event =
        shown.view.outputs.iter().copied().find(|id| match trace.event(*id).map(|event| event.kind) {
            Some(Kind::Output { stream: Stream::Output, text }) => {
                lines += trace.text(text).matches('\n').count();
                lines > line
            }
            _ => false,
        });
    if let Some(event) = event {
        model.go_to_event(event);
    }
}
