//! The buttons above the timeline, and the field in which a name is sought.

use super::Laid;
use super::interaction::Interaction;
use crate::ui::parts::{Picture, picture_button};
use crate::ui::reactive::{dynamic, value};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use view::page::timeline::Search;

const LOOK: (&str, &str) = ("icon", "0 0 24 24");

/// What is on or off.
struct Toggle {
    label: &'static str,
    testid: &'static str,
    path: &'static str,
    signal: fn(Interaction) -> RwSignal<bool>,
}

static MEASURE: Toggle = Toggle {
    label: "Measure by dragging (Shift and drag; M: from this moment)",
    testid: "measure",
    path: "M4 8v8M20 8v8M4 12h16M8 10.5v3M12 10.5v3M16 10.5v3",
    signal: |interaction| interaction.measuring,
};
static PATH: Toggle = Toggle {
    label: "The path of what took so long (P)",
    testid: "path",
    path: "M3 7h8v10h10",
    signal: |interaction| interaction.path,
};
static BESIDE: Toggle = Toggle {
    label: "The other run under this one",
    testid: "beside",
    path: "M4 9h16M4 15h11",
    signal: |interaction| interaction.beside,
};
static ENLARGE: Toggle = Toggle {
    label: "The timeline in large (T)",
    testid: "enlarge",
    path: "M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5",
    signal: |interaction| interaction.model.enlarged,
};

/// Zooming, for those without a wheel.
static ZOOMS: [Picture<Interaction>; 3] = [
    Picture {
        label: "Zoom out (S)",
        testid: "zoom-out",
        look: LOOK,
        path: "M6 12h12",
        idle: is_whole,
        press: |interaction| interaction.zoom(2.0, 0.5),
    },
    Picture {
        label: "Zoom in (W)",
        testid: "zoom-in",
        look: LOOK,
        path: "M6 12h12M12 6v12",
        idle: |_| false,
        press: |interaction| interaction.zoom(0.5, 0.5),
    },
    Picture {
        label: "The whole run (F)",
        testid: "zoom-fit",
        look: LOOK,
        path: "M4 6v12M20 6v12M8 12h8M10 9l-3 3 3 3M14 9l3 3-3 3",
        idle: is_whole,
        press: |interaction| interaction.model.viewport.set(None),
    },
];

fn is_whole(interaction: Interaction) -> bool {
    interaction.model.viewport.with(Option::is_none)
}

/// The buttons.
#[component]
pub(super) fn Tools(interaction: Interaction) -> impl IntoView {
    let beside = use_context::<super::Beside>();
    let other = move || {
        let there = beside.is_some_and(|beside| beside.run.with(Option::is_some));
        there.then(|| toggle_button(interaction, &BESIDE))
    };
    view! {
        <div class="chart__tools">
            {dynamic(other)}
            {[&PATH, &MEASURE].map(|toggle| toggle_button(interaction, toggle)).into_iter().collect_view()}
            {ZOOMS.iter().map(|zoom| picture_button(interaction, zoom)).collect_view()}
            {toggle_button(interaction, &ENLARGE)}
        </div>
    }
}

fn toggle_button(interaction: Interaction, toggle: &'static Toggle) -> AnyView {
    let &Toggle { label, testid, path, signal } = toggle;
    let signal = signal(interaction);
    let pressed = move || if signal.get() { "true" } else { "false" };
    let class = format!("icon-button tool--{testid}");
    view! {
        <button
            class=class data-testid=testid title=label aria-label=label aria-pressed=value(pressed)
            on:click=move |_| signal.update(|on| *on = !*on)
        >
            <svg viewBox=LOOK.1 class=LOOK.0 aria-hidden="true"><path d=path /></svg>
        </button>
    }
    .into_any()
}

/// The field. Enter goes to the next, with Shift to the one before.
#[component]
pub(super) fn Find(interaction: Interaction, laid: Memo<Option<Laid>>) -> impl IntoView {
    let show = move || {
        if let (Some(laid), Some(lane)) =
            (laid.get_untracked(), interaction.held.with_untracked(|held| held.search.lane()))
        {
            interaction.show_lane(&laid, lane);
        }
    };
    let write = move |event: web_sys::Event| {
        let Some(shown) = interaction.model.shown.get_untracked() else { return };
        let search = Search::new(&shown.view, &event_target_value(&event));
        interaction.held.update(|held| held.search = search);
        show();
    };
    let press = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            interaction.held.update(|held| held.search.go_on(event.shift_key()));
            show();
        }
        "Escape" => {
            interaction.held.update(|held| held.search = Search::default());
            event.stop_propagation();
            if let Some(field) = interaction.field.get_untracked() {
                field.blur().ok();
            }
        }
        _ => {}
    };
    view! {
        <input
            class="input timeline__find" type="search" placeholder="Find a task (/)" aria-label="Find a task or thread by its name"
            data-testid="find" autocomplete="off" spellcheck="false" node_ref=interaction.field
            prop:value=value(move || interaction.held.with(|held| held.search.text.clone())) on:input=write on:keydown=press
        />
    }
    .into_any()
}
