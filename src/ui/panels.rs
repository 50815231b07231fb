//! The panels that show a run: listing, stage, why, timeline, requests, console; those that the frame leaves.

use super::browser;
use super::console::ConsolePanel;
use super::guess::Guess;
use super::listing::Listing;
use super::model::Model;
use super::shell::Shell;
use super::stage::StagePanel;
use super::timeline::TimelinePanel;
use super::waterfall::WaterfallPanel;
use super::why::Why;
use leptos::prelude::*;
use view::page::route::{Panel, Panels};

/// The panels of the run whose [`Model`] is provided.
#[component]
pub(super) fn RunPanels(
    /// What stands in the place of the listing, if it is something else.
    #[prop(optional)]
    program: Option<fn() -> AnyView>,
) -> impl IntoView {
    let shell = Shell::expect();
    let panels = Memo::new(move |_| {
        shell.route.with(|route| route.frame.map_or_else(Panels::default, |frame| frame.panels))
    });
    view! { <div class="panels">{panels_view(panels.into(), program)}</div> }
}

/// These panels; while a question about the run is open, the program and the question.
pub(super) fn panels_view(panels: Signal<Panels>, program: Option<fn() -> AnyView>) -> AnyView {
    let model = Model::expect();
    let open =
        Memo::new(move |_| model.question.with(Option::is_some) && model.verdict.with(Option::is_none));
    let view = move || {
        if open.get() {
            let listing = panel_view(Panel::Listing, program);
            view! {
                <div class="panels__text">{listing}</div>
                <div class="panels__pictures"><Guess /></div>
            }
            .into_any()
        } else {
            side_by_side(panels.get(), program)
        }
    };
    view.into_any()
}

/// What is text on the left, pictures on the right. In narrow places the style sheet puts them below each other.
fn side_by_side(panels: Panels, program: Option<fn() -> AnyView>) -> AnyView {
    let view = |panel: Panel| panels.has(panel).then(|| panel_view(panel, program));
    let any = |of: &[Panel]| of.iter().any(|panel| panels.has(*panel));
    let left = any(&[Panel::Listing, Panel::Console]).then(|| {
        view! { <div class="panels__text">{view(Panel::Listing)} {view(Panel::Console)}</div> }.into_any()
    });
    let charts = any(&[Panel::Timeline, Panel::Waterfall]).then(|| {
        view! { <div class="panels__charts">{view(Panel::Timeline)} {view(Panel::Waterfall)}</div> }
            .into_any()
    });
    let right = any(&[Panel::Stage, Panel::Timeline, Panel::Waterfall])
        .then(|| {
            let enlarged = Model::expect().enlarged;
            view! {
                <div class="panels__pictures" class:panels__pictures--timeline=enlarged>{view(Panel::Stage)} {charts}</div>
            }
            .into_any()
        });
    view! { {left} {right} }.into_any()
}

/// These panels, one below the other.
pub(super) fn stacked_panels(panels: Panels) -> AnyView {
    let view = |panel: Panel| panels.has(panel).then(|| panel_view(panel, None));
    view! { <div class="stacked">{Panel::ALL.map(view).into_iter().collect_view()}</div> }.into_any()
}

fn panel_view(panel: Panel, program: Option<fn() -> AnyView>) -> AnyView {
    let content = match panel {
        Panel::Listing => {
            program.map_or_else(|| view! { <ProgramTitle /> <Listing /> }.into_any(), |program| program())
        }
        Panel::Stage => view! { <StagePanel /> }.into_any(),
        Panel::Timeline => view! { <TimelinePanel /> }.into_any(),
        Panel::Waterfall => view! { <WaterfallPanel /> }.into_any(),
        Panel::Console => view! { <ConsolePanel /> }.into_any(),
    };
    let why = (panel == Panel::Stage).then(|| view! { <Why /> });
    // Where several runs are on a page, the same name would stand for several landmarks: then whatever is around them has one.
    let single = Shell::expect().route.with_untracked(|route| route.page.has_one_run());
    let label = single.then(|| panel.title());
    view! {
        <section class=format!("panel panel--{}", panel.id()) aria-label=label>{content}</section>
        {why}
    }
    .into_any()
}

/// The program's name, and its download.
#[component]
fn ProgramTitle() -> impl IntoView {
    let model = Model::expect();
    let name = Memo::new(move |_| {
        model.plan.with(|plan| plan.as_ref().map(|plan| plan.file.to_string()).unwrap_or_default())
    });
    let save = move |_| {
        browser::download(&name.get_untracked(), "text/x-python", &model.source.get_untracked());
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
