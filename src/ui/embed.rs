//! What to put into slides or a text to show this in it: a frame, with a choice of panels, part, speed and theme.

use super::browser;
use super::clipboard::copy_button;
use super::dialogs::dialog;
use super::shell::Shell;
use crate::ui::reactive::{dynamic, value};
use leptos::prelude::*;
use protocol::Panel;
use view::page::player::Speed;
use view::page::route::{Frame, Panels, Route, Theme};

/// How large frames are, in CSS pixels: what slides and texts have room for.
static SIZES: [(u32, u32); 4] = [(1280, 720), (960, 540), (640, 480), (390, 640)];

/// The choice of a frame.
#[component]
pub(super) fn EmbedDialog() -> impl IntoView {
    let open = Shell::expect().embed_open;
    // Made anew each time, from what is shown then.
    let content = dynamic(move || open.get().then(choices));
    dialog(open, "dialog dialog--wide", "embed-title", "Embed", content)
}

fn choices() -> AnyView {
    let shell = Shell::expect();
    let known = untrack(|| shell.shared_route());
    let frame = RwSignal::new(known.frame.unwrap_or_default());
    let theme = RwSignal::new(known.theme);
    let size = RwSignal::new(SIZES[0]);
    let begins = known.step;
    let known = StoredValue::new(known);
    let route = move || {
        let mut route: Route = known.get_value();
        (route.frame, route.theme) = (Some(frame.get()), theme.get());
        route
    };
    let markup = move || {
        let (width, height) = size.get();
        route().markup(&browser::address_with(""), width, height)
    };
    let address = move || browser::address_with(&route().format());
    view! {
        <div class="embed">
            <fieldset class="embed__panels">
                <legend>"Shows"</legend>
                {Panel::ALL.map(|panel| panel_choice(frame, panel)).into_iter().collect_view()}
            </fieldset>
            <div class="embed__fields">
                {step_field("from step", "embed-from", frame, |frame| frame.from, |frame, step| frame.from = step)}
                {step_field("to step", "embed-until", frame, |frame| frame.until, |frame, step| frame.until = step)}
                {choice("speed", "embed-speed", Speed::ALL.map(|speed| (speed.id().to_owned(), speed.title().to_owned())).into(), Speed::default().id(), move |id| {
                    if let Some(speed) = Speed::from_id(id) {
                        frame.update(|frame| frame.speed = speed);
                    }
                })}
                {choice("waits", "embed-waits", ["played", "skipped"].map(|id| (id.to_owned(), id.to_owned())).into(), "played", move |id| {
                    frame.update(|frame| frame.skips_waits = id == "skipped");
                })}
                {choice("theme", "embed-theme", Theme::ALL.map(|theme| (theme.id().to_owned(), theme.id().to_owned())).into(), theme.get_untracked().id(), move |id| {
                    if let Some(chosen) = Theme::from_id(id) {
                        theme.set(chosen);
                    }
                })}
                {choice("size", "embed-size", sizes(), "0", move |id| {
                    size.set(id.parse().ok().and_then(|place: usize| SIZES.get(place)).copied().unwrap_or(SIZES[0]));
                })}
            </div>
            {begins.map(|step| view! { <p class="embed__words">{format!("It begins at step {step}, where you are.")}</p> })}
            <textarea class="dialog__text" readonly data-testid="embed-markup" aria-label="The frame" rows="4" prop:value=value(markup)></textarea>
            <div class="embed__buttons">
                {copy_button("embed-copy", "Copy the frame", "For slides or a text", "Frame copied", markup)}
                <a class="button" href=value(address) target="_blank" rel="noopener">"Try it"</a>
            </div>
            <p class="embed__words">
                "It needs no more than scripts: a frame with sandbox=\"allow-scripts\" will do, from a host that allows other origins, as "
                <code>"loopscope serve"</code>" does. A presenter's clicker steps through it once it has been clicked, and before its first and after its last step moves the slides."
            </p>
        </div>
    }
    .into_any()
}

/// The sizes, by their places.
fn sizes() -> Vec<(String, String)> {
    let sizes = SIZES.iter().enumerate();
    sizes.map(|(place, (width, height))| (place.to_string(), format!("{width} × {height}"))).collect()
}

fn panel_choice(frame: RwSignal<Frame>, panel: Panel) -> impl IntoView {
    let shown = move || frame.with(|frame| frame.panels.has(panel));
    let toggle = move |event| {
        frame.update(|frame| frame.panels = Panels::toggled(frame.panels, panel));
        // The last one stays.
        let input: web_sys::HtmlInputElement = event_target(&event);
        input.set_checked(frame.with_untracked(|frame| frame.panels.has(panel)));
    };
    view! {
        <label class="check"><input type="checkbox" data-testid=format!("embed-{}", panel.id()) prop:checked=value(shown) on:change=toggle />{panel.title()}</label>
    }
}

fn step_field(
    label: &'static str,
    testid: &'static str,
    frame: RwSignal<Frame>,
    read: fn(&Frame) -> Option<u32>,
    write: fn(&mut Frame, Option<u32>),
) -> AnyView {
    let value = move || frame.with(read).map(|step| step.to_string()).unwrap_or_default();
    let change = move |event| {
        let step: Option<u32> = event_target_value(&event).parse().ok();
        frame.update(|frame| write(frame, step.filter(|step| *step > 0)));
    };
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <input class="input" type="number" min="1" step="1" data-testid=testid placeholder="all" prop:value=crate::ui::reactive::value(value) on:change=change />
        </label>
    }
    .into_any()
}

fn choice(
    label: &'static str,
    testid: &'static str,
    options: Vec<(String, String)>,
    chosen: &'static str,
    choose: impl Fn(&str) + 'static,
) -> AnyView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(id, title)| {
            let chosen = id == chosen;
            view! { <option value=id selected=chosen>{title}</option> }
        })
        .collect();
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <select class="select" data-testid=testid on:change=move |event| choose(&event_target_value(&event))>{options}</select>
        </label>
    }
    .into_any()
}
