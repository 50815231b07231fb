//! What took so long: the critical path in sentences, each with a way to where it can be seen.

use super::model::Model;
use super::why::part;
use analysis::CriticalPath;
use analysis::critical_path::Said;
use leptos::prelude::*;
use std::sync::Arc;

/// The sentences, behind a question. Nothing while a run goes on.
#[component]
pub(super) fn CriticalPathPanel(
    /// The path of the run that is shown.
    path: Memo<Arc<CriticalPath>>,
    /// Set when somebody asks, so that the timeline draws the path as well.
    opened: RwSignal<bool>,
) -> impl IntoView {
    let model = Model::expect();
    let toggle = move |event: web_sys::Event| {
        let details: web_sys::Element = event_target(&event);
        if details.has_attribute("open") {
            opened.set(true);
        }
    };
    move || {
        let path = path.get();
        (!path.said.is_empty()).then(|| {
            view! {
                <details class="as-table" data-testid="critical-path" on:toggle=toggle>
                    <summary>"What took so long?"</summary>
                    <ol class="critical-path">
                        {path.said.iter().map(|said| sentence(model, said.clone())).collect_view()}
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
