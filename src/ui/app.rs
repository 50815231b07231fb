//! The page as a whole: its address, its theme, its frame, and what happens when it breaks.

use super::browser;
use super::conformance::ConformancePage;
use super::dialogs::{KeysDialog, KeysOpen};
use super::fan_out::FanOutPage;
use super::frames::each_frame;
use super::header::Header;
use super::keyboard::listen_to_keys;
use super::model::{Edge, Model};
use super::parts::shown_when;
use crate::outside::live::edge::register_edge;
use crate::page::route::{Page, Route, Theme};
use leptos::prelude::*;
use std::panic;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// How long the address waits for the hand to rest: browsers count changes of it.
const ADDRESS_DELAY: Duration = Duration::from_millis(250);

/// Whether the system is dark, as a media query.
const DARK: &str = "(prefers-color-scheme: dark)";

/// Puts the page into the document. Call it once.
pub fn mount() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        show_crash();
    }));
    mount_to_body(App);
}

/// Light or dark. Provided by [`App`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// What was asked for: by the address, or by the person.
    pub(super) theme: Memo<Theme>,
    /// What the person asked for.
    pub(super) preferred: RwSignal<Theme>,
    /// Whether the page is dark now.
    pub(super) dark: Memo<bool>,
}

#[component]
fn App() -> impl IntoView {
    let (route, problems) = Route::parse(&browser::location_hash());
    let model = Model::new(route, problems);
    provide_context(model);
    provide_theme(model);
    let keys_open = KeysOpen(RwSignal::new(false));
    provide_context(keys_open);
    follow_address(model);
    write_address(model);
    listen_to_keys(model, keys_open);
    let playing = Memo::new(move |_| model.player.with(|player| player.playing));
    each_frame(playing.into(), move |elapsed_ms| {
        let Some(Some(shown)) = model.shown.try_get_untracked() else { return };
        model.player.try_update(|player| player.tick(elapsed_ms, &shown.view.pacing));
    });
    leptos::task::spawn_local(async move {
        let edge = register_edge().await.map_or_else(Edge::Missing, |()| Edge::Ready);
        model.edge.try_set(edge);
    });
    model.predict();

    let asks = Memo::new(move |_| model.route.with(|route| route.page == Page::Conformance));
    let page = move || {
        if asks.get() {
            view! { <ConformancePage /> }.into_any()
        } else {
            view! { <FanOutPage /> }.into_any()
        }
    };
    let embedded = move || model.route.with(|route| route.embedded);
    view! {
        <div class="app" class:app--embedded=embedded>
            <a class="skip" href="#main" on:click=focus_main>"Skip to the run"</a>
            {shown_when(model, |model| model.route.with(|route| !route.embedded), |_| view! { <Header /> }.into_any())}
            {page}
            <KeysDialog />
        </div>
    }
    .into_any()
}

/// The link must not change the address, which is the page's state.
fn focus_main(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    let main = document().get_element_by_id("main");
    if let Some(main) = main.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        main.focus().ok();
    }
}

/// The theme of the address, or else the one that was chosen last, or else the system's.
fn provide_theme(model: Model) {
    let stored = browser::stored_theme().and_then(|id| Theme::from_id(&id)).unwrap_or_default();
    let preferred = RwSignal::new(stored);
    let theme = Memo::new(move |_| match model.route.with(|route| route.theme) {
        Theme::Auto => preferred.get(),
        asked => asked,
    });
    let system_dark = RwSignal::new(browser::media_matches(DARK));
    watch_system_theme(system_dark);
    let dark = Memo::new(move |_| match theme.get() {
        Theme::Auto => system_dark.get(),
        Theme::Light => false,
        Theme::Dark => true,
    });
    provide_context(Look { theme, preferred, dark });
    Effect::new(move || browser::set_document_theme(if dark.get() { "dark" } else { "light" }));
}

/// Follows the system when it goes from light to dark, or back.
fn watch_system_theme(system_dark: RwSignal<bool>) {
    let Ok(Some(query)) = window().match_media(DARK) else { return };
    let on_change: Closure<dyn Fn()> = Closure::new(move || {
        system_dark.try_set(browser::media_matches(DARK));
    });
    let listener = on_change.as_ref().unchecked_ref::<js_sys::Function>().clone();
    query.add_event_listener_with_callback("change", &listener).ok();
    let kept = StoredValue::new_local(Some(on_change));
    // The listener goes before the function that it is.
    on_cleanup(move || {
        query.remove_event_listener_with_callback("change", &listener).ok();
        kept.try_update_value(Option::take);
    });
}

/// Somebody changed the address by hand, by a link, or by going back.
fn follow_address(model: Model) {
    let handle = window_event_listener(leptos::ev::hashchange, move |_| {
        let hash = browser::location_hash();
        let written = model.route.try_get_untracked().map(|route| route.format());
        if written.as_ref() != Some(&hash) {
            let (route, problems) = Route::parse(&hash);
            model.go(route, problems);
        }
    });
    on_cleanup(move || handle.remove());
}

/// The address says what is shown, as soon as it rests.
fn write_address(model: Model) {
    let address = Memo::new(move |_| {
        let playing = model.player.with(|player| player.playing);
        let busy = playing || model.working.with(Option::is_some);
        (!busy).then(|| model.shared_route().format())
    });
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let cancel = move || {
        if let Some(Some(handle)) = pending.try_update_value(Option::take) {
            handle.clear();
        }
    };
    Effect::new(move || {
        let Some(address) = address.get() else { return };
        cancel();
        // The first address is the one that the person came by, nonsense included, until something is changed.
        if model.problems.with(|problems| !problems.is_empty()) {
            return;
        }
        let write = move || browser::replace_hash(&address);
        pending.set_value(set_timeout_with_handle(write, ADDRESS_DELAY).ok());
    });
    on_cleanup(cancel);
}

/// A panic leaves the program in no state to go on: says so over everything, without the program's help.
fn show_crash() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let (Some(body), Ok(notice)) = (document.body(), document.create_element("div")) else { return };
    notice.set_class_name("crash");
    notice.set_attribute("role", "alert").ok();
    notice.set_text_content(Some(
        "Loopscope has crashed. Reload the page: the address holds what you had chosen. If it happens again, the browser's \
         console says what to report.",
    ));
    body.append_child(&notice).ok();
}
