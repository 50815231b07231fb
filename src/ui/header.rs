//! The page's header: the name, the pages there are, where requests go, sharing, the theme, the keys.

use super::app::Look;
use super::browser;
use super::dialogs::KeysOpen;
use super::model::Model;
use crate::page::explain::outside_title;
use crate::page::route::{Page, Route, Theme};
use crate::page::settings::{NATIVE_SERVER, Outside};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

/// How long it says that something was copied.
const COPIED_MS: u32 = 1_600;

/// The page's header.
#[component]
pub(super) fn Header() -> impl IntoView {
    let model = Model::expect();
    let KeysOpen(keys_open) = expect_context();
    let asks = Memo::new(move |_| model.route.with(|route| route.page == Page::Conformance));
    let current = move |is_asked: bool| move || (asks.get() == is_asked).then_some("page");
    view! {
        <header class="header">
            <a class="header__brand" href="#/">
                <svg class="header__mark" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 3.5a8.5 8.5 0 1 1-7.4 4.3" />
                    <path d="M3.2 3.4l1.2 4.7 4.7-1" />
                    <circle cx="12" cy="12" r="2.6" />
                </svg>
                "Loopscope"
            </a>
            <nav class="header__nav" aria-label="Pages">
                <a href="#/fan-out" aria-current=current(false)>"Fan-out"</a>
                <a href="#/conformance" aria-current=current(true) title="What there is of Python 3.11">"Python"</a>
            </nav>
            <span class="header__space"></span>
            <OutsideChoice />
            {copy_button(model, &SHARE)}
            {copy_button(model, &EMBED)}
            <ThemeButton />
            <button class="icon-button header__keys" title="Keys (?)" aria-label="Keys" on:click=move |_| keys_open.set(true)>
                <kbd>"?"</kbd>
            </button>
        </header>
    }
    .into_any()
}

/// Where requests go: predicted, or live to one of the hosts.
#[component]
fn OutsideChoice() -> impl IntoView {
    let model = Model::expect();
    let chosen = Memo::new(move |_| model.route.with(|route| route.outside.clone()));
    let servers = move || servers(&chosen.get());
    let choose = move |event| {
        if let Some(outside) = Outside::from_id(&event_target_value(&event)) {
            model.set_outside(outside);
        }
    };
    let option = move |outside: Outside| {
        let (id, title) = (outside.id().to_owned(), outside_title(&outside));
        let selected = move || chosen.with(|chosen| *chosen == outside);
        view! { <option value=id selected=selected>{title}</option> }
    };
    view! {
        <label class="choice">
            <span class="choice__label">"Requests"</span>
            <select
                class="select"
                class:select--live=move || chosen.with(Outside::is_live)
                data-testid="outside"
                prop:value=move || chosen.with(|chosen| chosen.id().to_owned())
                on:change=choose
            >
                <option value="predicted" selected=move || chosen.with(|chosen| !chosen.is_live())>"Predicted"</option>
                <optgroup label="Live">
                    {option(Outside::Edge)}
                    {option(Outside::Page)}
                    {move || servers().into_iter().map(option).collect_view()}
                </optgroup>
            </select>
        </label>
    }
}

/// The native server on this machine, the one beside the page, and the one that was chosen.
fn servers(chosen: &Outside) -> Vec<Outside> {
    let host = browser::host_name();
    let mut servers = vec![Outside::Server(NATIVE_SERVER.into())];
    let beside = Outside::from_id(&format!("http://{host}:7001"));
    let local = matches!(host.as_str(), "" | "localhost" | "127.0.0.1");
    servers.extend(beside.filter(|_| !local));
    if matches!(chosen, Outside::Server(_)) && !servers.contains(chosen) {
        servers.push(chosen.clone());
    }
    servers
}

/// A button that copies something about what is shown.
struct Copy {
    testid: &'static str,
    word: &'static str,
    hint: &'static str,
    /// What stands there once it is on the clipboard.
    copied: &'static str,
    /// The text, from the address up to `#` and the route.
    text: fn(&str, &Route) -> String,
}

static SHARE: Copy = Copy {
    testid: "share",
    word: "Share",
    hint: "Copy a link to this step",
    copied: "Link copied",
    text: |page, route| format!("{page}{}", route.format()),
};

static EMBED: Copy = Copy {
    testid: "embed",
    word: "Embed",
    hint: "Copy a frame with this, for slides or a text",
    copied: "Frame copied",
    text: |page, route| route.frame(page),
};

fn copy_button(model: Model, copy: &'static Copy) -> AnyView {
    let outcome = RwSignal::new(copy.word);
    let press = move |_| {
        let text = (copy.text)(&browser::address_with(""), &model.shared_route());
        leptos::task::spawn_local(async move {
            let copied = browser::copy_text(&text).await;
            outcome.try_set(if copied { copy.copied } else { "Not allowed" });
            TimeoutFuture::new(COPIED_MS).await;
            outcome.try_set(copy.word);
        });
    };
    view! {
        <button class="button header__copy" data-testid=copy.testid title=copy.hint on:click=press>
            <span aria-live="polite">{outcome}</span>
        </button>
    }
    .into_any()
}

/// Goes through the themes.
#[component]
fn ThemeButton() -> impl IntoView {
    let model = Model::expect();
    let Look { theme, preferred, .. } = expect_context();
    let next = move |_| {
        let next = theme.get_untracked().next();
        browser::store_theme(next.id());
        preferred.set(next);
        model.route.update(|route| route.theme = Theme::Auto);
    };
    let label = move || match theme.get() {
        Theme::Auto => "Theme: as the system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
    };
    let icon = move || match theme.get() {
        Theme::Auto => "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
        Theme::Light => {
            "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2"
        }
        Theme::Dark => "M19 14.5A8 8 0 0 1 9.5 5a8 8 0 1 0 9.5 9.5z",
    };
    view! {
        <button class="icon-button" data-testid="theme" title=label aria-label=label on:click=next>
            <svg viewBox="0 0 24 24" class="icon" class:icon--half=move || theme.get() == Theme::Auto aria-hidden="true">
                <path d=icon />
            </svg>
        </button>
    }
}
