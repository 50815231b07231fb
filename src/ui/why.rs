//! Why the step that is looked at happened, in a sentence; and the links to its cause and its effects.

use super::model::Model;
use super::taking::take_menu;
use crate::ui::reactive::{dynamic, value};
use analysis::why::{Part, Sentence, caption, why};
use leptos::prelude::*;
use trace::{EventId, Kind};
use view::page::pointing::Subject;
use view::page::stage::drawing::color_class;
use view::page::view::View;

/// So many effects are listed; nobody reads more.
const MOST_LISTED: usize = 40;

/// Where one can go from a step.
#[derive(Debug, Clone, PartialEq, Default)]
struct CausalLinks {
    cause: Option<usize>,
    effects: Vec<usize>,
}

/// Why the step that is looked at happened.
#[component]
pub(super) fn Why() -> impl IntoView {
    let model = Model::expect();
    let sentence = Memo::new(move |_| {
        let shown = model.shown.get()?;
        Some(model.moment.with(|moment| why(&shown.view.trace, &shown.view.naming, &moment.0)))
    });
    let links = Memo::new(move |_| links(model));
    // While it plays, a screen reader would talk without end.
    let playing = Memo::new(move |_| model.player.with(|player| player.playing));
    let politeness = move || if playing.get() { "off" } else { "polite" };
    view! {
        <div class="why">
            <span class="why__label" aria-hidden="true">"Why"</span>
            <p class="why__text" data-testid="why" aria-live=value(politeness) aria-atomic="true">
                {dynamic(move || sentence.get().map(parts))}
            </p>
            <div class="why__ways">
                <button
                    class="link-button why__way" data-testid="cause" title="To the step that caused this one (C)"
                    prop:disabled=value(move || links.with(|links| links.cause.is_none())) on:click=move |_| go_to_cause(model)
                >
                    "← cause"
                </button>
                <Effects links />
                {take_menu(model)}
            </div>
        </div>
    }
    .into_any()
}

/// The way to the only effect, or a list of several.
#[component]
fn Effects(links: Memo<CausalLinks>) -> impl IntoView {
    let model = Model::expect();
    let count = Memo::new(move |_| links.with(|links| links.effects.len()));
    let open = RwSignal::new(false);
    let label = move || match count.get() {
        0 | 1 => "effect →".to_owned(),
        several => format!("{several} effects →"),
    };
    let press = move |_| match count.get_untracked() {
        0 | 1 => go_to_effect(model),
        _ => open.update(|open| *open = !*open),
    };
    let listed = move || open.get() && count.get() > 1;
    let list = move || {
        let shown = model.shown.get();
        let entry = |step: usize| {
            let said = shown.as_ref().and_then(|shown| caption_of(&shown.view, step))?;
            let go = move |_| {
                open.set(false);
                go_to(model, Some(step));
            };
            Some(view! { <li><button class="link-button why__way" on:click=go>{parts(said)}</button></li> })
        };
        let effects = links.with(|links| links.effects.clone());
        let rest = effects.len().saturating_sub(MOST_LISTED);
        let entries = effects.into_iter().take(MOST_LISTED).filter_map(entry).collect_view();
        view! { {entries} {(rest > 0).then(|| view! { <li>{format!("and {rest} more")}</li> })} }
    };
    view! {
        <button
            class="link-button why__way" data-testid="effect" title="To what this step caused (E: the first of it)"
            prop:disabled=value(move || count.get() == 0) on:click=press
            aria-expanded=value(move || (count.get() > 1).then(|| if open.get() { "true" } else { "false" }))
        >
            {dynamic(label)}
        </button>
        {dynamic(move || listed().then(|| view! { <ol class="why__effects" data-testid="effects">{dynamic(list)}</ol> }))}
    }
    .into_any()
}

/// To the step that caused the one that is looked at.
pub(super) fn go_to_cause(model: Model) {
    go_to(model, untrack(|| links(model)).cause);
}

/// To the first step that this one caused.
pub(super) fn go_to_effect(model: Model) {
    go_to(model, untrack(|| links(model)).effects.first().copied());
}

fn go_to(model: Model, step: Option<usize>) {
    if let Some(step) = step {
        model.go_to(step);
    }
}

/// Where one can go from the step that is looked at.
fn links(model: Model) -> CausalLinks {
    let step = model.player.with(|player| player.step);
    model.shown.with(|shown| {
        let causes = shown.as_ref().map(|shown| shown.view.causes());
        causes
            .map(|causes| CausalLinks { cause: causes.cause(step), effects: causes.effects(step) })
            .unwrap_or_default()
    })
}

/// A step in a few words, with its number.
fn caption_of(view: &View, step: usize) -> Option<Sentence> {
    let last = EventId(view.position(step).checked_sub(1)? as u32);
    let event = match view.trace.event(last)?.kind {
        // The frames of a task that goes on come with it, and because of it.
        Kind::FrameEntered { .. } => view.trace.event(view.trace.cause(last)?)?,
        _ => view.trace.event(last)?,
    };
    let mut said = caption(&view.trace, &view.naming, event);
    said.parts.insert(0, Part::Number(format!("{step}  ")));
    Some(said)
}

fn parts(sentence: Sentence) -> AnyView {
    sentence.parts.into_iter().map(part).collect_view().into_any()
}

pub(super) fn part(part: Part) -> AnyView {
    let mut subject = None;
    let (class, text) = match part {
        Part::Text(text) => (String::new(), text),
        Part::Task { task, name } => {
            subject = Some(Subject::Task(task).to_string());
            (format!("why__task {}", color_class(Some(task))), name)
        }
        Part::Code(text) => ("why__code".to_owned(), text),
        Part::Number(text) => ("why__number".to_owned(), text),
    };
    view! { <span class=class data-points=subject>{text}</span> }.into_any()
}
