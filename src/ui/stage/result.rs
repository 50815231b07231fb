//! The result of a run, over the stage at its last step: the stage itself is empty then.
//!
//! What it says is decided in `page::result`.

use crate::ui::model::Model;
use crate::ui::reactive::dynamic;
use leptos::prelude::*;
use view::page::result::{RunResult, result};

/// The result, where the last step is looked at.
pub(super) fn result_view(model: Model) -> AnyView {
    let result = Memo::new(move |_| {
        let view = model.shown.get()?.view;
        let at_end = model.moment.with(|moment| moment.0.position == view.position(usize::MAX));
        at_end.then(|| result(&view)).flatten()
    });
    dynamic(move || result.get().map(card))
}

fn card(result: RunResult) -> AnyView {
    let RunResult { title, printed, hidden, made_of } = result;
    let before = (hidden > 0).then(|| format!("… {hidden} lines before\n"));
    view! {
        <div class="result" data-testid="result">
            <p class="result__title">{title}</p>
            {(!printed.is_empty()).then(|| view! { <pre class="result__printed">{before}{printed.join("\n")}</pre> })}
            {made_of.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
        </div>
    }
    .into_any()
}
