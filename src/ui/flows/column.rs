//! One style: its program, its stage in small, its lanes, what it prints.

use crate::ui::model::{Model, Working};
use crate::ui::panels::stacked_panels;
use crate::ui::playground::open_button;
use crate::ui::reactive::dynamic;
use crate::ui::remarks::RunRemarks;
use crate::ui::shell::Shell;
use leptos::context::Provider;
use leptos::prelude::*;
use protocol::Panel;
use trace::Span;
use view::page::flows::{Case, Style};
use view::page::route::Panels;
use view::page::wording::duration_text;

/// The panels of a column, unless the frame leaves some out.
const PANELS: [Panel; 4] = [Panel::Listing, Panel::Stage, Panel::Timeline, Panel::Console];

/// A column.
#[component]
pub(super) fn Column(model: Model, style: Style, case: Case) -> impl IntoView {
    let shell = Shell::expect();
    let ideal = duration_text(Span::from_milliseconds(case.ideal_ms(style).into()));
    let total = move |shown: &crate::ui::model::Shown| duration_text(shown.view.totals.total);
    let predicted = move || model.predicted.with(|shown| shown.as_ref().map_or("…".to_owned(), total));
    let measured = move || {
        let live = model.backend.with(|backend| backend.is_live());
        live.then(|| match model.working.get() {
            Some(Working::Live) => ", measuring …".to_owned(),
            _ => model.measured.with(|shown| {
                shown.as_ref().map_or_else(
                    || ", not measured".to_owned(),
                    |shown| format!(", measured {}", total(shown)),
                )
            }),
        })
    };
    let panels = Memo::new(move |_| {
        shell.route.with(|route| match route.frame {
            Some(frame) => Panels::of(PANELS.into_iter().filter(|panel| frame.panels.has(*panel))),
            None => Panels::of(PANELS),
        })
    });
    view! {
        <section class="column" aria-label=style.title() data-testid=format!("flow-{}", style.id())>
            <div class="column__head">
                <h2 class="column__title" title=style.text()>{style.title()}</h2>
                <span class="column__times">{predicted}{dynamic(measured)}<span class="column__ideal">{format!(" (ideally {ideal})")}</span></span>
                {open_button(model)}
            </div>
            // Each column has a model of its own.
            <Provider value=model>
                <RunRemarks />
                {dynamic(move || stacked_panels(panels.get()))}
            </Provider>
        </section>
    }
    .into_any()
}
