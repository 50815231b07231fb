//! What there is of Python 3.11: a table that was made with the program (`cargo xtask conformance`), fetched when it is asked for.
//!
//! What it is not: made here. The page holds none of it, so that those who do not ask for it do not load it.

use super::browser;
use crate::ui::reactive::{dynamic, effect};
use leptos::html::Div;
use leptos::prelude::*;
use view::page::route::Page;

/// Where the table is, beside the page.
const TABLE: &str = "conformance.html";

/// The page of the table of pages.
pub(super) fn page(_: &Page) -> AnyView {
    view! { <ConformancePage /> }.into_any()
}

/// The table, or why it is not there.
#[component]
fn ConformancePage() -> impl IntoView {
    let place = NodeRef::<Div>::new();
    let problem = RwSignal::new(None::<String>);
    effect(move || {
        let Some(place) = place.get() else { return };
        leptos::task::spawn_local(async move {
            match browser::fetch_text(TABLE).await {
                // It comes from the build, as this text does.
                Ok(table) => place.set_inner_html(&table),
                Err(reason) => {
                    place.set_inner_html("");
                    problem.try_set(Some(reason));
                }
            }
        });
    });
    let sentence = move || {
        problem.get().map(|reason| {
            view! {
                <div class="remark remark--bad" role="alert" data-testid="problem">
                    <strong>"The table could not be fetched"</strong>
                    {format!(" ({reason}). Reload the page, and check that the host serves {TABLE} beside it; it is in the build.")}
                </div>
            }
        })
    };
    view! {
        <main class="page page--text" id="main" tabindex="-1">
            {dynamic(sentence)}
            <div class="text" data-testid="conformance" node_ref=place>"Fetching the table …"</div>
        </main>
    }
    .into_any()
}
