//! What changed: the differences between two runs, with ways to where they can be seen in the one that is looked at.

use super::model::{Model, Shown};
use analysis::{Change, Difference};
use leptos::prelude::*;

/// The differences between a run and the one before it. Buttons take the [`Model`]'s player to them, so `after` has to be what
/// it shows.
#[component]
pub(super) fn Changes(
    /// The run before, if there is one.
    before: Signal<Option<Shown>>,
    /// The run now.
    after: Signal<Option<Shown>>,
) -> impl IntoView {
    let model = Model::expect();
    let difference = Memo::new(move |_| {
        let (before, after) = (before.get()?, after.get()?);
        Some(Difference::between(&before.view.trace, &after.view.trace))
    });
    move || difference.get().map(|difference| panel(model, difference))
}

fn panel(model: Model, difference: Difference) -> AnyView {
    let same = difference.first.is_none() && difference.changes.is_empty();
    let first = difference.first.map(|first| {
        view! { <p data-testid="first-change"><strong>"First: "</strong>{words(model, first)}</p> }
    });
    let changes = difference.changes.into_iter().map(|change| view! { <li>{words(model, change)}</li> });
    let changes = changes.collect_view();
    view! {
        <section class="changes" data-testid="changes">
            <h2 class="panel__title">"What changed"</h2>
            {same.then(|| view! { <p>"Nothing: the same happens in the same order."</p> })}
            {first}
            <ul>{changes}</ul>
        </section>
    }
    .into_any()
}

fn words(model: Model, change: Change) -> AnyView {
    let show = change.after.map(|event| {
        view! { " "<button class="link-button" on:click=move |_| model.go_to_event(event)>"Show"</button> }
    });
    view! { <span>{change.text}</span>{show} }.into_any()
}
