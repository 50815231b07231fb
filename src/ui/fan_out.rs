//! The fan-out page: its panels, and where they stand.

use super::browser;
use super::controls::{Controls, EmbeddedRun};
use super::embed::EmbedDialog;
use super::guess::Verdict;
use super::model::{Model, Opening, Setup};
use super::panels::RunPanels;
use super::remarks::Remarks;
use super::shell::Shell;
use super::timeline::{Beside, TimelineKeys};
use super::transport::Transport;
use crate::ui::reactive::dynamic;
use leptos::prelude::*;
use view::page::plan::Plan;
use view::page::route::{Page, Route};

/// Where the home page leaves word that its button was pressed: to send the requests at once.
pub(super) const RUN_KEY: &str = "loopscope.run";

/// The page of the table.
pub(super) fn page(_: &Page) -> AnyView {
    view! { <FanOutPage /> <EmbedDialog /> }.into_any()
}

#[component]
fn FanOutPage() -> impl IntoView {
    let shell = Shell::expect();
    let model = Model::new(Setup {
        plan: Memo::new(move |_| shell.route.with(|route| Some(Plan::of_fan_out(route)))),
        backend: Memo::new(move |_| shell.route.with(|route| route.backend.clone())),
        opening: Memo::new(move |_| shell.route.with(Opening::of)),
        question: shell.question(),
        leader: None,
    });
    provide_context(model);
    provide_context(Beside::prediction(model));
    let keys = TimelineKeys::new();
    provide_context(keys);
    shell.put_in_front(keys.active(model));
    if browser::stored(RUN_KEY).is_some() {
        browser::forget(RUN_KEY);
        // Nothing is on its way yet: the requests go out as soon as they are predicted.
        model.run_when_predicted();
    }
    let embedded = Memo::new(move |_| shell.route.with(Route::is_embedded));
    view! {
        <main class="page" id="main" tabindex="-1">
            <h1 class="visually-hidden">"Ways to send several requests, and what the event loop does"</h1>
            {dynamic(move || (!embedded.get()).then(|| view! { <Controls /> }.into_any()))}
            <Remarks />
            <Verdict />
            <RunPanels />
            <EmbeddedRun />
            <Transport playback=model.playback() />
        </main>
    }
    .into_any()
}
