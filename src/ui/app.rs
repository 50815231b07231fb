//! What is around a page: its address, its theme, the keys, the header, and what happens when it breaks.
//!
//! The site is made of several programs (`boot.js` says which is started where); each has some of the pages, and this around
//! them. What it is not: it knows no run; a page tells it which one the keys concern. Begin with [`mount`].

use super::browser;
use super::clipboard::{CopyDialog, CopyFallback};
use super::dialogs::KeysDialog;
use super::header::Header;
use super::keyboard::listen_to_keys;
use super::pause::Pause;
use super::service_worker::register_edge;
use super::shell::{Edge, Look, Shell, THEME_KEY};
use crate::ui::reactive::{dynamic, effect, value};
use js_sys::Uint8Array;
use leptos::prelude::*;
use protocol::Stored;
use std::any::Any;
use std::panic;
use std::time::Duration;
use trace::decimal::fixed;
use view::page::route::{Page, Program, Route, Theme};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

/// How long the address waits for the hand to rest: browsers count changes of it.
const ADDRESS_DELAY: Duration = Duration::from_millis(250);

/// Media queries: whether the system is dark, and whether it asks for more contrast.
const DARK: &str = "(prefers-color-scheme: dark)";
const CONTRAST: &str = "(prefers-contrast: more)";

/// A program that is on the page. When it is freed it leaves, and another can be put in its place.
#[wasm_bindgen]
pub struct Mounted {
    _handle: Box<dyn Any>,
}

/// The program that has the page of an address, the part of it after `#`. Every program knows all pages: `boot.js` asks the one that
/// is there.
#[wasm_bindgen]
pub fn program_of(hash: &str) -> String {
    Route::parse(hash).0.page.program().id().to_owned()
}

/// Puts a program into the document: this shell, and in it the pages that `view` makes, with `tools` in the header of those on
/// which something runs. `first` is what `boot.js` found stored for the address: bytes, or nothing.
pub(super) fn mount(
    program: Program,
    tools: Option<fn() -> AnyView>,
    view: fn(&Page) -> AnyView,
    first: &JsValue,
) -> Mounted {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        show_crash();
    }));
    let Some(body) = document().body() else { return Mounted { _handle: Box::new(()) } };
    let stored = first.dyn_ref::<Uint8Array>().map(|bytes| Stored::read(&bytes.to_vec()));
    let handle = leptos::mount::mount_to(body, move || view! { <App program tools view stored /> });
    Mounted { _handle: Box::new(handle) }
}

#[component]
fn App(
    program: Program,
    tools: Option<fn() -> AnyView>,
    view: fn(&Page) -> AnyView,
    stored: Option<Stored>,
) -> impl IntoView {
    let shell = Shell::new(stored);
    provide_context(shell);
    provide_context(CopyFallback::default());
    provide_theme(shell);
    follow_address(shell, program);
    write_address(shell, program);
    listen_to_keys(shell);
    leptos::task::spawn_local(async move {
        let edge = register_edge().await.map_or_else(Edge::Missing, |()| Edge::Ready);
        shell.edge.try_set(edge);
    });
    let place = Memo::new_with_compare(
        move |_| shell.route.with(|route| route.page.clone()),
        |before, after| match (before, after) {
            (Some(before), Some(after)) => !before.is_same_place(after),
            _ => true,
        },
    );
    let embedded = Memo::new(move |_| shell.route.with(Route::is_embedded));
    view! {
        <div
            class="app" class:app--embedded=embedded class:app--presenter=value(move || shell.presenter.with(Option::is_some))
            style:--zoom=value(move || shell.presenter.get().map(|factor| fixed(factor, 3)))
        >
            <a class="skip" href="#main" on:click=focus_main>"Skip to the page"</a>
            {dynamic(move || (!embedded.get()).then(|| view! { <Header tools /> }.into_any()))}
            {dynamic(move || place.with(view))}
            <KeysDialog />
            <CopyDialog />
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
fn provide_theme(shell: Shell) {
    let stored = browser::stored(THEME_KEY).and_then(|id| Theme::from_id(&id)).unwrap_or_default();
    let preferred = RwSignal::new(stored);
    let theme = Memo::new(move |_| match shell.route.with(|route| route.theme) {
        Theme::Auto => preferred.get(),
        asked => asked,
    });
    let (dark, contrast) = (watch_media(DARK), watch_media(CONTRAST));
    let drawn = Memo::new(move |_| match theme.get() {
        Theme::Auto if contrast.get() => Theme::Contrast,
        Theme::Auto if dark.get() => Theme::Dark,
        Theme::Auto => Theme::Light,
        asked => asked,
    });
    provide_context(Look { theme, preferred, drawn });
    effect(move || browser::set_document_theme(drawn.get().id()));
}

/// Whether a media query holds, while that changes.
fn watch_media(question: &'static str) -> RwSignal<bool> {
    let holds = RwSignal::new(browser::media_matches(question));
    let Ok(Some(query)) = window().match_media(question) else { return holds };
    let on_change: Closure<dyn Fn()> = Closure::new(move || {
        holds.try_set(browser::media_matches(question));
    });
    let listener = on_change.as_ref().unchecked_ref::<js_sys::Function>().clone();
    query.add_event_listener_with_callback("change", &listener).ok();
    let kept = StoredValue::new_local(Some(on_change));
    // The listener goes before the function that it is.
    on_cleanup(move || {
        query.remove_event_listener_with_callback("change", &listener).ok();
        kept.try_update_value(Option::take);
    });
    holds
}

/// Somebody changed the address by hand, by a link, or by going back.
fn follow_address(shell: Shell, program: Program) {
    let handle = window_event_listener(leptos::ev::hashchange, move |_| {
        let hash = browser::location_hash();
        let written = shell.route.try_get_untracked().map(|route| route.format());
        let (route, problems) = Route::parse(&hash);
        // Pages of another program are none of this one's: `boot.js` starts that one.
        if written.as_ref() != Some(&hash) && route.page.program() == program {
            shell.problems.set(problems);
            shell.route.set(route);
        }
    });
    on_cleanup(move || handle.remove());
}

/// The address says what is shown, as soon as it rests.
fn write_address(shell: Shell, program: Program) {
    let address = Memo::new(move |_| {
        let busy = shell.active.get().and_then(|active| active.busy.try_get()).unwrap_or_default();
        (!busy).then(|| shell.shared_route().format())
    });
    let pause = Pause::new();
    effect(move || {
        let Some(address) = address.get() else { return };
        pause.cancel();
        // The first address is the one that the person came by, nonsense included, until something is changed.
        if shell.problems.with(|problems| !problems.is_empty()) {
            return;
        }
        pause.then(ADDRESS_DELAY, move || {
            // Somebody may have gone to a page of another program, which is on its way here.
            if Route::parse(&browser::location_hash()).0.page.program() == program {
                browser::replace_hash(&address);
            }
        });
    });
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
