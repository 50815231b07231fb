//! What the program has printed at the step that is looked at.

use super::model::Model;
use crate::ui::reactive::dynamic;
use leptos::prelude::*;
use trace::decimal::fixed;
use trace::{Ending, Stream};
use view::page::console::{Console, ConsoleLine};

/// The panel of the table.
pub(super) fn panel() -> AnyView {
    view! { <ConsolePanel /> }.into_any()
}

/// The console.
#[component]
pub(super) fn ConsolePanel() -> impl IntoView {
    let model = Model::expect();
    let console = Memo::new(move |_| {
        let Some(shown) = model.shown.get() else { return Console::default() };
        let count = model.moment.with(|moment| moment.0.output_count);
        Console::new(&shown.view.trace, &shown.view.outputs, count)
    });
    let lines = move || console.with(|console| console.lines.iter().map(line).collect_view());
    let hidden = move || {
        let count = console.with(|console| console.hidden);
        (count > 0).then(|| view! { <p class="console__hidden">{format!("… {count} lines before")}</p> })
    };
    view! {
        <div class="panel__head"><h2 class="panel__title">"Console"</h2></div>
        // Its style keeps the end in view: the latest line is the one that matters.
        <div class="console" data-testid="console" tabindex="0" role="log" aria-label="Printed lines">
            <div>{dynamic(hidden)} {dynamic(lines)} <Traceback /></div>
        </div>
    }
    .into_any()
}

fn line(line: &ConsoleLine) -> impl IntoView + use<> {
    let error = line.stream == Stream::Error;
    let time = format!("{} ms", fixed(line.time.as_milliseconds(), 0));
    view! {
        <div class="console__line" class:console__line--error=error>
            <span class="console__text">{line.text.clone()}</span>
            <span class="console__time" aria-hidden="true">{time}</span>
        </div>
    }
}

/// How the program failed, once the end is reached.
#[component]
fn Traceback() -> impl IntoView {
    let model = Model::expect();
    let traceback = Memo::new(move |_| {
        let shown = model.shown.get()?;
        let at_end = model.moment.with(|moment| moment.0.position) == shown.view.trace.event_count();
        match shown.view.trace.ending() {
            Some(Ending::Failed { traceback, .. }) if at_end => Some(traceback.clone()),
            _ => None,
        }
    });
    move || traceback.get().map(|text| view! { <pre class="console__traceback">{text}</pre> })
}
