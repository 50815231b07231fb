//! The run in numbers: predicted and measured.

use super::model::{Model, Shown, Working};
use super::parts::shown_when;
use crate::ui::reactive::dynamic;
use leptos::prelude::*;
use trace::Ending;
use view::page::explain;
use view::page::settings::Backend;
use view::page::summary::milliseconds_text;

/// How long it took, predicted and measured, and what that means.
#[component]
pub(super) fn Totals() -> impl IntoView {
    let model = Model::expect();
    // The number of what was chosen before would be taken for this one's.
    let predicting = move || model.working.get() == Some(Working::Predicting);
    let predicted = move || {
        model.predicted.get().filter(|_| !predicting()).map_or("…".to_owned(), |shown| text(&shown))
    };
    view! {
        <div class="totals">
            <span class="totals__item">
                <span class="totals__label">"predicted"</span>
                <span class="totals__value"><span data-testid="predicted-ms">{dynamic(predicted)}</span>" ms"</span>
            </span>
            {shown_when(model, |model| model.backend.with(Backend::is_live), measured)}
        </div>
    }
}

fn measured(model: Model) -> AnyView {
    let measured = move || model.measured.with(|shown| shown.as_ref().map_or("–".to_owned(), text));
    view! {
        <span class="totals__item">
            <span class="totals__label">"measured"</span>
            <span class="totals__value"><span data-testid="measured-ms">{dynamic(measured)}</span>" ms"</span>
        </span>
    }
    .into_any()
}

/// What the numbers mean, in a sentence.
#[component]
pub(super) fn TotalsInWords() -> impl IntoView {
    let model = Model::expect();
    let sentence = Memo::new(move |_| {
        let backend = model.backend.get();
        match model.working.get() {
            Some(Working::Predicting) => return Some("Predicting …".to_owned()),
            Some(Working::Live) => return Some("Requests are on their way …".to_owned()),
            None => {}
        }
        let predicted = model.predicted.get()?;
        match model.measured.get().filter(|_| backend.is_live()) {
            // What was cut short cannot be compared.
            Some(measured) if measured.view.trace.ending() != Some(&Ending::Finished) => None,
            Some(measured) => {
                let six = explain::six_at_a_time(predicted.view.totals.at_once, &backend).is_some();
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
