//! The waterfall: each request as a bar, predicted and measured.

use super::canvas::{ChartCanvas, Picture, theme_of};
use super::measure::{Room, place_in_listener, room_of};
use super::model::{Model, Shown};
use super::pointing::Place;
use super::shell::Look;
use super::tables::AsTable;
use super::totals::{Totals, TotalsInWords};
use crate::ui::reactive::dynamic;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;
use trace::Time;
use trace::decimal::fixed;
use view::chart::TextTable;
use view::chart::waterfall::{self, Bars, View, Waterfall};
use view::page::pointing::Subject;
use view::page::settings::Backend;
use web_sys::{MouseEvent, PointerEvent};

/// The requests of the runs that are shown. Equal only to themselves.
#[derive(Debug, Default)]
struct Requests {
    predicted: Option<RunBars>,
    measured: Option<RunBars>,
    /// The moment at the right edge.
    until: Time,
}

/// The requests of a run.
#[derive(Debug)]
struct RunBars {
    shown: Shown,
    bars: Bars,
}

impl Requests {
    /// Whether there is a run, and it sends nothing.
    fn is_known_to_be_none(&self) -> bool {
        let runs = [&self.predicted, &self.measured];
        let mut runs = runs.into_iter().flatten().peekable();
        runs.peek().is_some() && runs.all(|run| run.bars.is_empty())
    }
}

/// A waterfall that is on the screen. Equal only to itself.
#[derive(Debug, Clone)]
struct Laid {
    waterfall: Arc<Waterfall>,
    picture: Picture,
    room: Room,
}

/// The panel of the table.
pub(super) fn panel() -> AnyView {
    view! { <WaterfallPanel /> }.into_any()
}

/// The waterfall, and the totals above it.
#[component]
fn WaterfallPanel() -> impl IntoView {
    let model = Model::expect();
    let look: Look = expect_context();
    let requests = requests(model);
    let none = Memo::new(move |_| requests.with(Requests::is_known_to_be_none));
    let wrapper = NodeRef::<Div>::new();
    let room = room_of(wrapper);
    let laid = Memo::new_with_compare(
        move |_| {
            let room = room.get()?;
            let theme = theme_of(look, room);
            requests.with(|requests| {
                let laid = waterfall::layout(
                    &View {
                        predicted: requests.predicted.as_ref().map(|run| &*run.bars),
                        measured: requests.measured.as_ref().map(|run| &*run.bars),
                        until: Some(requests.until),
                        now: None,
                        width: (room.size.width * room.scale).round(),
                        height: (room.size.height * room.scale).round(),
                    },
                    &theme,
                );
                let scene = Arc::new(waterfall::draw(&laid, &theme));
                let picture = Picture { scene, plot: laid.plot, scale: laid.scale };
                Some(Laid { waterfall: Arc::new(laid), picture, room })
            })
        },
        |_, _| true,
    );
    let picture = Memo::new_with_compare(move |_| laid.get().map(|laid| laid.picture), |_, _| true);
    let subject = move |event: &MouseEvent| {
        let laid = laid.get_untracked()?;
        let row = laid.waterfall.row_at(place_in_listener(event).1 * laid.room.scale)?;
        Some(Subject::Request(row.request))
    };
    let moved = move |event: PointerEvent| model.point_at(subject(&event), Place::of(&event));
    let click = move |event: MouseEvent| {
        if let Some(subject) = subject(&event) {
            model.hold(subject, Place::of(&event));
        }
    };
    view! {
        <div class="panel__head">
            <h2 class="panel__title">"Requests"</h2>
            <Totals />
        </div>
        <TotalsInWords />
        <div class="chart" data-testid="waterfall" on:pointermove=moved on:click=click>
            <ChartCanvas wrapper room picture label="A bar for each request. The table has the same." />
            {lit_rows(model, laid)}
            {dynamic(move || none.get().then(|| view! { <p class="chart__none">"This run sends no requests."</p> }))}
        </div>
        <AsTable title="Table" table=move || requests.with(tables) />
    }
    .into_any()
}

/// A frame around each row whose request is lit.
fn lit_rows(model: Model, laid: Memo<Option<Laid>>) -> AnyView {
    let light = model.light;
    dynamic(move || {
        let (laid, light) = (laid.get()?, light.get()?);
        let px = move |value: f64| format!("{}px", fixed(value / laid.room.scale, 1));
        let row = |row: &waterfall::Row| {
            view! { <div class="waterfall__lit" data-testid="waterfall-lit" style:top=px(row.rect.y) style:height=px(row.rect.height)></div> }
        };
        Some(laid.waterfall.rows_of(&light.requests).map(row).collect_view())
    })
}

fn requests(model: Model) -> Memo<Requests> {
    Memo::new_owning(move |before: Option<Requests>| {
        let before = before.unwrap_or_default();
        let predicted = model.predicted.get();
        let measured = model.measured.get().filter(|_| model.backend.with(Backend::is_live));
        let end = |shown: &Option<Shown>| shown.as_ref().map_or(Time::ZERO, |shown| shown.view.end_time());
        let requests = Requests {
            until: end(&predicted).max(end(&measured)).max(model.room.get()),
            predicted: predicted.map(|shown| bars_of(shown, before.predicted, None)),
            measured: measured.map(|shown| bars_of(shown, before.measured, model.going_on.get())),
        };
        (requests, true)
    })
}

/// The bars of a run, made from those that it had, if it is the same. What is under way lasts until `now`, if that is later than what
/// is known.
fn bars_of(shown: Shown, before: Option<RunBars>, now: Option<Time>) -> RunBars {
    let (same, mut bars) = match before.filter(|before| before.shown.run == shown.run) {
        Some(before) => (before.shown == shown, before.bars),
        None => (false, Bars::default()),
    };
    if !same || now.is_some() {
        let view = &shown.view;
        bars.grow(&view.trace, &view.naming, view.end(), view.end_time().max(now.unwrap_or_default()));
    }
    RunBars { shown, bars }
}

fn tables(requests: &Requests) -> Vec<TextTable> {
    let table = |caption, run: &Option<RunBars>| run.as_ref().map(|run| waterfall::table(caption, &run.bars));
    let measured = table("Measured requests", &requests.measured);
    measured.into_iter().chain(table("Predicted requests", &requests.predicted)).collect()
}
