//! The fan-out page: its panels, and where they stand.

use super::browser;
use super::console::ConsolePanel;
use super::controls::Controls;
use super::listing::Listing;
use super::model::Model;
use super::parts::shown_when;
use super::remarks::{Intro, Remarks, Why};
use super::stage::StagePanel;
use super::timeline::TimelinePanel;
use super::transport::Transport;
use super::waterfall::WaterfallPanel;
use crate::page::program;
use crate::page::route::Page;
use leptos::prelude::*;

/// The fan-out page.
#[component]
pub(super) fn FanOutPage() -> impl IntoView {
    let model = Model::expect();
    let home = |model: Model| model.route.with(|route| route.page == Page::Home && !route.embedded);
    view! {
        <main class="page" id="main" tabindex="-1">
            <h1 class="visually-hidden">"Ways to send several requests, and what the event loop does"</h1>
            {shown_when(model, home, |_| view! { <Intro /> }.into_any())}
            {shown_when(model, |model| model.route.with(|route| !route.embedded), |_| view! { <Controls /> }.into_any())}
            <Remarks />
            <div class="panels">
                <section class="panel panel--program" aria-label="Program">
                    <ProgramTitle />
                    <Listing />
                </section>
                <section class="panel panel--stage" aria-label="Stage">
                    <StagePanel />
                </section>
                <Why />
                <section class="panel panel--timeline" aria-label="Timeline">
                    <TimelinePanel />
                </section>
                <section class="panel panel--waterfall" aria-label="Requests">
                    <WaterfallPanel />
                </section>
                <section class="panel panel--console" aria-label="Console">
                    <ConsolePanel />
                </section>
            </div>
            <Transport />
        </main>
    }
    .into_any()
}

/// The program's name, and its download.
#[component]
fn ProgramTitle() -> impl IntoView {
    let model = Model::expect();
    let name = Memo::new(move |_| program::file_name(model.fan_out().strategy));
    let save = move |_| {
        browser::download(name.get_untracked(), "text/x-python", &model.source.get_untracked());
    };
    view! {
        <div class="panel__head">
            <h2 class="panel__title panel__title--file">{name}</h2>
            <button
                class="link-button"
                data-testid="download"
                title="Download the program: it runs under real Python against `loopscope serve`"
                on:click=save
            >
                "Download"
            </button>
        </div>
    }
}
