//! The home page: four requests that share an event loop, at once in motion; one sentence, one button, and where to go from here.
//!
//! It has no charts and no choices, so that it is small: the fan-out page has them.

use super::browser;
use super::console::ConsolePanel;
use super::fan_out::RUN_KEY;
use super::listing::Listing;
use super::model::{Model, Opening, Setup};
use super::remarks::{PredictedRemarks, Problems};
use super::shell::Shell;
use super::stage::StagePanel;
use super::transport::Transport;
use super::why::Why;
use leptos::prelude::*;
use view::page::plan::Plan;
use view::page::route::{Page, Route};
use view::page::settings::{Backend, FanOut};

/// The page of the table.
pub(super) fn page(_: &Page) -> AnyView {
    view! { <HomePage /> }.into_any()
}

#[component]
fn HomePage() -> impl IntoView {
    let shell = Shell::expect();
    let model = Model::new(Setup {
        plan: Memo::new(move |_| shell.route.with(|route| Some(Plan::of_fan_out(route)))),
        backend: Memo::new(|_| Backend::Predicted),
        opening: Memo::new(move |_| shell.route.with(Opening::of)),
        question: Memo::new(|_| None),
        leader: None,
    });
    provide_context(model);
    shell.put_in_front(model.active());
    let live = move |_| {
        let page = Page::FanOut(FanOut::default());
        let route = Route { page, backend: Backend::Edge, ..shell.route.get_untracked() };
        browser::store(RUN_KEY, "1");
        browser::go(&route.format());
    };
    view! {
        <main class="page" id="main" tabindex="-1">
            <h1 class="visually-hidden">"See asynchronous Python happen"</h1>
            <div class="intro">
                <p class="intro__text">
                    "Asynchronous Python waits for many things at once, on one thread. "
                    <strong>"Watch four requests share an event loop."</strong>
                </p>
                <a class="button" href="#/lesson">"Learn it in lessons"</a>
                <button class="button button--primary" data-testid="intro-run" on:click=live>"Send them live"</button>
            </div>
            <Problems />
            <PredictedRemarks />
            <div class="panels">
                <div class="panels__text">
                    <section class="panel panel--listing" aria-label="Program"><Listing /></section>
                    <section class="panel panel--console" aria-label="Console"><ConsolePanel /></section>
                </div>
                <div class="panels__pictures">
                    <section class="panel panel--stage panel--large" aria-label="Stage"><StagePanel /></section>
                    <Why />
                </div>
            </div>
            <Transport playback=model.playback() />
        </main>
    }
    .into_any()
}
