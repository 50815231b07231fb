//! Where the panels of a run stand: those that the frame leaves. Which there are is said in the table of panels (`panel.rs` in the
//! crate `protocol`), and what is in one by its module.

use super::guess::Guess;
use super::model::{Model, Shown};
use super::pointing::pointing_area;
use super::shell::Shell;
use super::why::Why;
use crate::ui::reactive::value;
use leptos::prelude::*;
use protocol::Panel;
use protocol::panel::Area;
use trace::decimal::fixed;
use view::chart::wanted_height;
use view::page::route::Panels;

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
    pointing_area(model, view.into_any())
}

/// What is text on the left, pictures on the right. In narrow places the style sheet puts them below each other.
fn side_by_side(panels: Panels, program: Option<fn() -> AnyView>) -> AnyView {
    let column = |area: Area| {
        let shown = Panel::ALL.into_iter().filter(|panel| panel.area() == area && panels.has(*panel));
        let shown: Vec<AnyView> = shown.map(|panel| panel_view(panel, program)).collect();
        (!shown.is_empty()).then_some(shown)
    };
    let left = column(Area::Text).map(|text| view! { <div class="panels__text">{text}</div> }.into_any());
    let pictures = column(Area::Picture);
    let charts = column(Area::Chart).map(|charts| {
        let height = charts_height(Model::expect());
        view! { <div class="panels__charts" style:--charts=value(move || height.get())>{charts}</div> }
            .into_any()
    });
    let right = (pictures.is_some() || charts.is_some()).then(|| {
        let enlarged = Model::expect().enlarged;
        view! {
            <div class="panels__pictures" class:panels__pictures--timeline=enlarged>{pictures} {charts}</div>
        }
        .into_any()
    });
    view! { {left} {right} }.into_any()
}

/// How much room the charts need, for the style sheet.
fn charts_height(model: Model) -> Memo<String> {
    Memo::new(move |_| {
        let runs = [model.predicted.get(), model.measured.get()];
        let most = |count: fn(&Shown) -> usize| runs.iter().flatten().map(count).max().unwrap_or(0);
        let lanes = most(|shown| shown.view.trace.lanes().len());
        let requests = most(|shown| shown.view.totals.sent);
        format!("{}px", fixed(wanted_height(lanes, requests), 0))
    })
}

/// These panels, one below the other.
pub(super) fn stacked_panels(panels: Panels) -> AnyView {
    let view = |panel: Panel| panels.has(panel).then(|| panel_view(panel, None));
    let panels = view! { <div class="stacked">{Panel::ALL.map(view).into_iter().collect_view()}</div> };
    pointing_area(Model::expect(), panels.into_any())
}

/// How high a view with these panels is where nobody says, in CSS pixels: what stands below each other, one below the other.
pub(super) fn usual_height(panels: Panels) -> u32 {
    let heights = |area: Area| {
        let shown = Panel::ALL.into_iter().filter(move |panel| panel.area() == area && panels.has(*panel));
        shown.map(Panel::height)
    };
    let charts = heights(Area::Chart).max().unwrap_or(0);
    let pictures = heights(Area::Picture).sum::<u32>() + charts;
    heights(Area::Text).sum::<u32>().max(pictures) + 50
}

/// Makes the function that shows what is in a panel.
macro_rules! make_content {
    ($($(#[$about:meta])* $panel:ident { module: $module:ident, $($columns:tt)* })*) => {
        fn content(panel: Panel) -> AnyView {
            match panel {
                $(Panel::$panel => super::$module::panel(),)*
            }
        }
    };
}

protocol::panels!(make_content);

fn panel_view(panel: Panel, program: Option<fn() -> AnyView>) -> AnyView {
    let content = match (panel, program) {
        (Panel::Listing, Some(program)) => program(),
        _ => content(panel),
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
