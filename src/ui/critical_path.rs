//! What took so long: the critical path in sentences, each with a way to where it can be seen.

use super::model::Model;
use super::why::part;
use crate::trace::CriticalPath;
use crate::trace::critical_path::Said;
use leptos::prelude::*;

/// The sentences, behind a question. Nothing while a run goes on.
#[component]
pub(super) fn CriticalPathPanel() -> impl IntoView {
    let model = Model::expect();
    let said = Memo::new(move |_| {
        model.shown.with(|shown| {
            let path =
                shown.as_ref().and_then(|shown| shown.afterword.critical_path.open::<CriticalPath>().ok());
            path.map(|path| path.said).unwrap_or_default()
        })
    });
    move || {
        let sentences = said.get();
        (!sentences.is_empty()).then(|| {
            view! {
                <details class="as-table" data-testid="critical-path">
                    <summary>"What took so long?"</summary>
                    <ol class="critical-path">
                        {sentences.into_iter().map(|said| sentence(model, said)).collect_view()}
                    </ol>
                </details>
            }
            .into_any()
        })
    }
}

fn sentence(model: Model, said: Said) -> AnyView {
    let words = said.sentence.parts.into_iter().map(part).collect_view();
    let show = said.event.map(|event| {
        view! { " "<button class="link-button" on:click=move |_| model.go_to_event(event)>"Show"</button> }
    });
    view! { <li>{words}{show}</li> }.into_any()
}
