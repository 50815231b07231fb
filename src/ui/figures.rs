//! Figures: what talks measured, beside what the same gives here, computed when the page is opened.
//!
//! The table is a file (`assets/figures`); what its rows mean is decided in `page::figures`.

use super::browser;
use super::playground::{Change, program_link};
use super::remarks::{Problems, complaint};
use super::session::{Order, predict};
use super::shell::Shell;
use crate::client::Engine;
use crate::ui::reactive::dynamic;
use leptos::prelude::*;
use protocol::Limits;
use trace::{Ending, Span};
use view::page::figures::{Figure, TABLE};
use view::page::route::Page;
use view::page::wording::duration_text;

/// The page of the table.
pub(super) fn page(_: &Page) -> AnyView {
    view! { <FiguresPage /> }.into_any()
}

#[component]
fn FiguresPage() -> impl IntoView {
    let table = RwSignal::new(None::<Result<Vec<Figure>, String>>);
    leptos::task::spawn_local(async move {
        let text = browser::fetch_text(TABLE).await;
        let text =
            text.map_err(|reason| format!("The figures could not be fetched ({reason}). Reload the page."));
        table.try_set(Some(text.and_then(|text| Figure::read_all(&text))));
    });
    let body = move || match table.get() {
        None => view! { <p role="status">"The figures are being fetched …"</p> }.into_any(),
        Some(Err(reason)) => complaint(&reason),
        Some(Ok(figures)) => rows(figures),
    };
    view! {
        <main class="page page--text" id="main" tabindex="-1">
            <Problems />
            <article class="text lesson" data-testid="figures">
                <h1>"What talks measured"</h1>
                <p class="lesson__summary">
                    "Five talks on asynchronous web programs, and their numbers: as they measured them, as arithmetic has them, and as the same \
                     set-up takes here, computed as you look. Click a time here to see the run, and to change it."
                </p>
                {dynamic(body)}
            </article>
        </main>
    }
    .into_any()
}

fn rows(figures: Vec<Figure>) -> AnyView {
    let mut talk = String::new();
    let row = |figure: Figure| {
        let is_new = figure.talk != talk;
        talk.clone_from(&figure.talk);
        let title = is_new.then(|| view! { <tr><th class="figures__talk" scope="rowgroup" colspan="4">{figure.talk.clone()}</th></tr> });
        let (set_up, model) = (figure.set_up.clone(), figure.model.clone());
        let (measured, ideal) = (figure.measured.clone(), figure.ideal.clone());
        view! {
            {title}
            <tr>
                <td>{set_up}<p class="facts__text">{model}</p></td>
                <td class="end">{measured}</td>
                <td class="end">{ideal}</td>
                <td class="end">{here(figure)}</td>
            </tr>
        }
    };
    let rows = figures.into_iter().map(row).collect_view();
    view! {
        <div class="table" tabindex="0">
            <table class="figures">
                <thead><tr><th scope="col">"Set-up"</th><th scope="col" class="end">"Measured"</th><th scope="col" class="end">"Ideal"</th><th scope="col" class="end">"Here"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn here(figure: Figure) -> AnyView {
    let (file, times) = (figure.program.clone(), figure.times);
    total_here(file, Change::new(move |program| figure.source(program)), times)
}

/// How long the program of that file takes here in virtual time, after a change of it, so many times; a link to it.
pub(super) fn total_here(file: String, change: Change, times: u32) -> AnyView {
    let total = RwSignal::new("…".to_owned());
    let engine = Shell::expect().engine.get_value();
    let (fetched, changed) = (file.clone(), change.clone());
    leptos::task::spawn_local(async move {
        let text = match browser::fetch_text(&fetched).await {
            Ok(source) => total_text(engine, &fetched, changed.of(&source), times).await,
            Err(reason) => format!("not fetched ({reason})"),
        };
        total.try_set(text);
    });
    program_link(file, change, view! { <span data-testid="figure-here">{total}</span> }.into_any())
}

async fn total_text(engine: Engine, file: &str, source: String, times: u32) -> String {
    let name = file.rsplit('/').next().unwrap_or(file).to_owned();
    let order = Order {
        file: name,
        source,
        host: None,
        latency: Span::ZERO,
        limits: Limits::default(),
        facts: false,
    };
    match predict(engine, order).await {
        Ok(trace) if trace.ending() == Some(&Ending::Finished) => {
            duration_text(Span(trace.end().0.saturating_mul(times.into())))
        }
        Ok(_) => "did not finish".to_owned(),
        Err(remark) => remark.title,
    }
}
