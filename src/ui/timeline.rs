//! The timeline: lanes over time, the moment that is looked at, zooming and panning; finding, picking out and measuring.
//!
//! What it shows is computed in `chart::timeline`, what is said about it in `page::timeline`. Here is the panel; `interaction` is
//! what a person has done with it, `pointer` and `keys` how, `over` what lies over the picture, and `foot` what is said below it.

mod beside;
mod foot;
mod interaction;
mod keys;
mod minimap;
mod over;
mod pointer;
mod tools;

use self::beside::Other;
use self::interaction::Interaction;
use super::canvas::{ChartCanvas, Picture, theme_of};
use super::critical_path::CriticalPathPanel;
use super::measure::{Room, room_of};
use super::model::{Model, Shown};
use super::shell::Look;
use super::tables::AsTable;
use analysis::CriticalPath;
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;
use view::chart::TextTable;
use view::chart::timeline::{self, Extra, Timeline, View};

pub(super) use self::beside::Beside;
pub(super) use self::keys::TimelineKeys;

/// A timeline that is on the screen. Equal only to itself.
#[derive(Debug, Clone)]
struct Laid {
    timeline: Arc<Timeline>,
    picture: Picture,
    room: Room,
    shown: Shown,
}

/// The panel of the table.
pub(super) fn panel() -> AnyView {
    view! { <TimelinePanel /> }.into_any()
}

/// The timeline.
#[component]
fn TimelinePanel() -> impl IntoView {
    let model = Model::expect();
    let interaction = Interaction::new(model);
    let wrapper = NodeRef::<Div>::new();
    let room = room_of(wrapper);
    let path = critical_path(model);
    let other = beside::other(model, interaction);
    let laid = laid(interaction, room, path, other);
    let picture = Memo::new_with_compare(move |_| laid.get().map(|laid| laid.picture), |_, _| true);
    let tables = move || model.shown.get().map(table).into_iter().collect();
    TimelineKeys::listen(interaction, laid);
    view! {
        <div class="panel__head">
            <h2 class="panel__title">"Timeline"</h2>
            <tools::Find interaction laid />
            <minimap::Minimap interaction />
            <tools::Tools interaction />
        </div>
        <pointer::Pointer laid interaction>
            <ChartCanvas wrapper room picture label="What the loop and each task do over time. The table has the same." />
            {over::over(laid, interaction)}
        </pointer::Pointer>
        <foot::Foot laid interaction other />
        <AsTable title="Table" table=tables />
        <CriticalPathPanel path opened=interaction.path />
    }
    .into_any()
}

/// What took so long in the run that is shown; nothing while it goes on.
fn critical_path(model: Model) -> Memo<Arc<CriticalPath>> {
    Memo::new(move |_| {
        let shown = model.shown.get();
        let path = shown.and_then(|shown| shown.summary.critical_path.decode::<CriticalPath>().ok());
        Arc::new(path.unwrap_or_default())
    })
}

fn laid(
    interaction: Interaction,
    room: Signal<Option<Room>>,
    path: Memo<Arc<CriticalPath>>,
    other: Memo<Option<Other>>,
) -> Memo<Option<Laid>> {
    let look: Look = expect_context();
    Memo::new_with_compare(
        move |_| {
            let (room, shown) = (room.get()?, interaction.model.shown.get()?);
            let theme = theme_of(look, room);
            let path = interaction.path.get().then(|| path.get());
            let other = other.get();
            let extra = Extra {
                beside: other.as_ref().map(Other::beside),
                parting: other.as_ref().and_then(|other| other.parting),
                path: path.as_ref().map_or(&[], |path| &path.segments),
                going_on: interaction.model.going_on.get(),
            };
            let view = View { extra, ..view(&shown, room, interaction) };
            let timeline = timeline::layout(&view, &theme);
            let scene = Arc::new(timeline::draw(&timeline, &theme));
            let picture = Picture { scene, plot: timeline.plot, scale: timeline.scale };
            Some(Laid { timeline: Arc::new(timeline), picture, room, shown })
        },
        |_, _| true,
    )
}

/// What is in view.
fn view(shown: &Shown, room: Room, interaction: Interaction) -> View<'_> {
    let viewport = interaction.viewport(shown);
    let lanes = shown.view.trace.lanes().len();
    View {
        trace: &shown.view.trace,
        naming: &shown.view.naming,
        stretches: &shown.view.stretches,
        viewport: timeline::Viewport {
            start: viewport.start,
            end: viewport.end,
            first_lane: interaction.first_lane.get(),
            lane_height: timeline::lane_height(lanes, room.size.height),
        },
        now: None,
        width: (room.size.width * room.scale).round(),
        height: (room.size.height * room.scale).round(),
        extra: Extra::default(),
    }
}

fn table(shown: Shown) -> TextTable {
    timeline::table(&shown.view.trace, &shown.view.naming, &shown.view.stretches)
}
