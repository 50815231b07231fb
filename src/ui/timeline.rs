//! The timeline: lanes over time, the moment that is looked at, zooming and panning.

mod pointer;

use super::canvas::{ChartCanvas, Picture};
use super::keyboard::zoom;
use super::measure::{Room, room_of};
use super::model::{Model, Shown};
use super::parts::{Picture as Button, picture_button};
use super::shell::Look;
use super::tables::AsTable;
use crate::chart::timeline::{self, Timeline, View};
use crate::chart::{TextTable, Theme};
use crate::page::viewport::Viewport;
use crate::trace::Time;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;

/// How high a lane is where there is room for all, and where there is not, in CSS pixels.
const LANE_HEIGHT: (f64, f64) = (26.0, 15.0);
/// The room for the axis and above the lanes, in CSS pixels.
const AXIS_HEIGHT: f64 = 40.0;

/// A timeline that is on the screen. Equal only to itself.
#[derive(Debug, Clone)]
struct Laid {
    timeline: Arc<Timeline>,
    picture: Picture,
    room: Room,
    shown: Shown,
}

/// The timeline.
#[component]
pub(super) fn TimelinePanel() -> impl IntoView {
    let model = Model::expect();
    let wrapper = NodeRef::<Div>::new();
    let room = room_of(wrapper);
    let first_lane = RwSignal::new(0);
    let laid = laid(model, room, first_lane);
    let picture = Memo::new_with_compare(move |_| laid.get().map(|laid| laid.picture), |_, _| true);
    let tables = move || model.shown.get().map(table).into_iter().collect();
    view! {
        <div class="panel__head">
            <h2 class="panel__title">"Timeline"</h2>
            <div class="chart__tools">{TOOLS.iter().map(|tool| picture_button(model, tool)).collect_view()}</div>
        </div>
        <pointer::Pointer laid first_lane>
            <ChartCanvas wrapper room picture label="What the loop and each task do over time. The table has the same." />
        </pointer::Pointer>
        <AsTable title="As a table" table=tables />
    }
    .into_any()
}

/// Zooming, for those without a wheel.
static TOOLS: [Button; 3] = [
    Button {
        label: "Zoom out (S)",
        testid: "zoom-out",
        look: LOOK,
        path: "M6 12h12",
        idle: is_whole,
        press: |model| zoom(model, 2.0, 0.5),
    },
    Button {
        label: "Zoom in (W)",
        testid: "zoom-in",
        look: LOOK,
        path: "M6 12h12M12 6v12",
        idle: |_| false,
        press: |model| zoom(model, 0.5, 0.5),
    },
    Button {
        label: "The whole run (F)",
        testid: "zoom-fit",
        look: LOOK,
        path: "M4 6v12M20 6v12M8 12h8M10 9l-3 3 3 3M14 9l3 3-3 3",
        idle: is_whole,
        press: |model| model.viewport.set(None),
    },
];

const LOOK: (&str, &str) = ("icon", "0 0 24 24");

fn is_whole(model: Model) -> bool {
    model.viewport.with(Option::is_none)
}

fn laid(model: Model, room: Signal<Option<Room>>, first_lane: RwSignal<usize>) -> Memo<Option<Laid>> {
    let look: Look = expect_context();
    Memo::new_with_compare(
        move |_| {
            let (room, shown) = (room.get()?, model.shown.get()?);
            let theme = Theme::new(room.scale, look.is_dark());
            // A live run grows towards the end of its prediction: bars that shrink all the time are hard to look at.
            let predicted = model
                .predicted
                .with(|shown| shown.as_ref().map_or(Time::ZERO, |shown| shown.view.end_time()));
            let end = shown.view.end_time().max(predicted);
            let viewport = model.viewport.get().unwrap_or(Viewport::fit(end));
            let timeline = timeline::layout(&view(&shown, room, viewport, first_lane.get()), &theme);
            let scene = Arc::new(timeline::draw(&timeline, &theme));
            let picture = Picture { scene, plot: timeline.plot, scale: timeline.scale };
            Some(Laid { timeline: Arc::new(timeline), picture, room, shown })
        },
        |_, _| true,
    )
}

fn view(shown: &Shown, room: Room, viewport: Viewport, first_lane: usize) -> View<'_> {
    let lanes = shown.view.trace.lanes.len().max(1) as f64;
    let fitting = (room.size.height - AXIS_HEIGHT) / lanes;
    View {
        trace: &shown.view.trace,
        naming: &shown.view.naming,
        stretches: &shown.view.stretches,
        viewport: timeline::Viewport {
            start: viewport.start,
            end: viewport.end,
            first_lane,
            lane_height: fitting.clamp(LANE_HEIGHT.1, LANE_HEIGHT.0),
        },
        now: None,
        width: (room.size.width * room.scale).round(),
        height: (room.size.height * room.scale).round(),
    }
}

fn table(shown: Shown) -> TextTable {
    timeline::table(&shown.view.trace, &shown.view.naming, &shown.view.stretches)
}
