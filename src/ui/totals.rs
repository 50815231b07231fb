//! The run in numbers: predicted and measured.

use super::model::{Model, Shown, Working};
use crate::page::explain;
use crate::page::summary::milliseconds_text;
use crate::trace::Ending;
use leptos::prelude::*;

/// How long it took, predicted and measured, and what that means.
#[component]
pub(super) fn Totals() -> impl IntoView {
    let model = Model::expect();
    let live = Memo::new(move |_| model.route.with(|route| route.outside.is_live()));
    // The number of what was chosen before would be taken for this one's.
    let predicting = move || model.working.get() == Some(Working::Predicting);
    let predicted = move || {
        model.predicted.get().filter(|_| !predicting()).map_or("…".to_owned(), |shown| text(&shown))
    };
    let measured = move || model.measured.get().filter(|_| live.get()).map(|shown| text(&shown));
    view! {
        <div class="totals">
            <span class="totals__item">
                <span class="totals__label">"predicted"</span>
                <span class="totals__value"><span data-testid="predicted-ms">{predicted}</span>" ms"</span>
            </span>
            <Show when=move || live.get()>
                <span class="totals__item">
                    <span class="totals__label">"measured"</span>
                    <span class="totals__value">
                        <span data-testid="measured-ms">{move || measured().unwrap_or_else(|| "–".to_owned())}</span>" ms"
                    </span>
                </span>
            </Show>
        </div>
    }
}

/// What the numbers mean, in a sentence.
#[component]
pub(super) fn TotalsInWords() -> impl IntoView {
    let model = Model::expect();
    let sentence = Memo::new(move |_| {
        let outside = model.route.with(|route| route.outside.clone());
        match model.working.get() {
            Some(Working::Predicting) => return Some("Predicting …".to_owned()),
            Some(Working::Live) => return Some("Requests are on their way …".to_owned()),
            None => {}
        }
        let predicted = model.predicted.get()?;
        match model.measured.get().filter(|_| outside.is_live()) {
            // What was cut short cannot be compared.
            Some(measured) if measured.view.trace.ending != Some(Ending::Finished) => None,
            Some(measured) => {
                let six = explain::six_at_a_time(&model.fan_out(), &outside).is_some();
                explain::comparison(&predicted.view.totals, &measured.view.totals, six)
            }
            None => explain::gain(&predicted.view.totals),
        }
    });
    view! { <p class="totals__words" role="status">{sentence}</p> }
}

fn text(shown: &Shown) -> String {
    milliseconds_text(shown.view.totals.total)
}
