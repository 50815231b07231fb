//! What the runs show about their styles, side by side: each fact is derived from the run, and can be gone to.

use super::SharedClock;
use crate::ui::model::Model;
use crate::ui::reactive::dynamic;
use analysis::facts::Fact;
use leptos::prelude::*;
use trace::EventId;
use view::page::flows::{Style, rows};

/// The table.
pub(super) fn table(together: SharedClock, models: Vec<Model>, styles: Vec<Style>) -> AnyView {
    let models = StoredValue::new(models);
    let head = styles.iter().map(|style| view! { <th scope="col">{style.title()}</th> }).collect_view();
    let body = move || {
        // A run that is not over has none yet.
        let facts = |model: &Model| {
            model.shown.get().and_then(|shown| shown.summary.facts.decode().ok()).unwrap_or_default()
        };
        let runs: Vec<Vec<Fact>> = models.with_value(|models| models.iter().map(facts).collect());
        let facts: Vec<&[Fact]> = runs.iter().map(Vec::as_slice).collect();
        let row = |(topic, cells): (analysis::facts::Topic, Vec<Option<&Fact>>)| {
            let cells = cells
                .into_iter()
                .enumerate()
                .map(|(run, fact)| cell(together, models, run, fact))
                .collect_view();
            view! { <tr><th scope="row" title=topic.meaning()>{topic.title()}</th>{cells}</tr> }
        };
        rows(&facts).into_iter().map(row).collect_view()
    };
    view! {
        <section class="facts" data-testid="facts">
            <h2 class="facts__title">"What the runs show"</h2>
            <div class="table" tabindex="0"><table><thead><tr><td></td>{head}</tr></thead><tbody>{dynamic(body)}</tbody></table></div>
        </section>
    }
    .into_any()
}

fn cell(together: SharedClock, models: StoredValue<Vec<Model>>, run: usize, fact: Option<&Fact>) -> AnyView {
    let Some(fact) = fact else { return view! { <td>"–"</td> }.into_any() };
    let first = fact.events.first().copied();
    let show = first.map(|event| {
        view! { " "<button class="link-button" on:click=move |_| go_to(together, models, run, event)>"Show"</button> }
    });
    view! { <td><strong>{fact.short.clone()}</strong>{show}<p class="facts__text">{with_code(&fact.text)}</p></td> }.into_any()
}

/// A text in which names of the program stand between backticks.
fn with_code(text: &str) -> AnyView {
    let part = |(place, part): (usize, &str)| match place % 2 {
        0 => part.to_owned().into_any(),
        _ => view! { <code>{part.to_owned()}</code> }.into_any(),
    };
    text.split('`').enumerate().map(part).collect_view().into_any()
}

/// Takes all runs to the moment of an event of one of them.
fn go_to(together: SharedClock, models: StoredValue<Vec<Model>>, run: usize, event: EventId) {
    let shown = models.with_value(|models| models.get(run).and_then(|model| model.shown.get_untracked()));
    let Some(shown) = shown else { return };
    let step = shown.view.step_of(event);
    let stop = together.clock.with_untracked(|clock| clock.stop_of(run, step));
    together.playback.with_steps(|player, count| player.go_to(stop, count));
}
