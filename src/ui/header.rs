//! The page's header: the name, the pages there are, where requests go, sharing, the theme, the keys.

use super::browser;
use super::clipboard::copy_button;
use super::shell::{Look, Shell, THEME_KEY};
use crate::ui::reactive::{dynamic, value};
use leptos::prelude::*;
use view::page::explain::backend_title;
use view::page::route::{PAGES, PageLink, Theme};
use view::page::settings::{Backend, NATIVE_SERVER};

/// The page's header.
#[component]
pub(super) fn Header(
    /// What stands there besides on pages on which something runs.
    tools: Option<fn() -> AnyView>,
) -> impl IntoView {
    let shell = Shell::expect();
    let runs = move || shell.route.with(|route| route.page.has_runs());
    view! {
        <header class="header">
            <a class="header__brand" href="#/">
                <svg class="header__mark" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 3.5a8.5 8.5 0 1 1-7.4 4.3" />
                    <path d="M3.2 3.4l1.2 4.7 4.7-1" />
                    <circle cx="12" cy="12" r="2.6" />
                </svg>
                <span class="header__name">"Loopscope"</span>
            </a>
            <nav class="header__nav" aria-label="Pages">{PAGES.iter().map(|page| page_link(shell, page)).collect_view()}</nav>
            <span class="header__space"></span>
            {dynamic(move || runs().then_some(tools).flatten().map(|tools| tools()))}
            <ShareButton />
            <ThemeButton />
            <button class="icon-button header__keys" title="Keys (?)" aria-label="Keys" on:click=move |_| shell.keys_open.set(true)>
                <kbd>"?"</kbd>
            </button>
        </header>
    }
    .into_any()
}

/// A link to a page, if the header lists it.
fn page_link(shell: Shell, page: &'static PageLink) -> impl IntoView {
    let current = move || shell.route.with(|route| route.page.address() == page.address).then_some("page");
    page.header.map(
        |(title, hint)| view! { <a href=page.address title=hint aria-current=value(current)>{title}</a> },
    )
}

/// Where requests go, and frames to give away: for pages on which something runs.
pub(super) fn run_tools() -> AnyView {
    let shell = Shell::expect();
    view! {
        <OutsideChoice />
        <button
            class="button header__copy" data-testid="embed" title="A frame with this, for slides or a text"
            on:click=move |_| shell.embed_open.set(true)
        >
            "Embed"
        </button>
    }
    .into_any()
}

/// Where requests go: predicted, or live to one of the hosts.
#[component]
fn OutsideChoice() -> impl IntoView {
    let shell = Shell::expect();
    let chosen = Memo::new(move |_| shell.route.with(|route| route.backend.clone()));
    let servers = move || servers(&chosen.get());
    let choose = move |event| {
        if let Some(backend) = Backend::from_id(&event_target_value(&event)) {
            shell.set_backend(backend);
        }
    };
    let option = move |backend: Backend| {
        let (id, title) = (backend.id().to_owned(), backend_title(&backend));
        let selected = move || chosen.with(|chosen| *chosen == backend);
        view! { <option value=id selected=value(selected)>{title}</option> }
    };
    view! {
        <label class="choice">
            <span class="choice__label">"Requests"</span>
            <select
                class="select"
                class:select--live=value(move || chosen.with(Backend::is_live))
                data-testid="outside"
                aria-label="Requests"
                prop:value=value(move || chosen.with(|chosen| chosen.id().to_owned()))
                on:change=choose
            >
                <option value="predicted" selected=value(move || chosen.with(|chosen| !chosen.is_live()))>"Predicted"</option>
                <optgroup label="Live">
                    {option(Backend::Edge)}
                    {option(Backend::Page)}
                    {dynamic(move || servers().into_iter().map(option).collect_view())}
                </optgroup>
            </select>
        </label>
    }
}

/// The native server on this machine, the one beside the page, and the one that was chosen.
fn servers(chosen: &Backend) -> Vec<Backend> {
    let host = browser::host_name();
    let mut servers = vec![Backend::Server(NATIVE_SERVER.into())];
    let beside = Backend::from_id(&format!("http://{host}:7001"));
    let local = matches!(host.as_str(), "" | "localhost" | "127.0.0.1");
    servers.extend(beside.filter(|_| !local));
    if matches!(chosen, Backend::Server(_)) && !servers.contains(chosen) {
        servers.push(chosen.clone());
    }
    servers
}

/// Copies a link to what is shown.
#[component]
fn ShareButton() -> impl IntoView {
    let shell = Shell::expect();
    let text = move || browser::address_with(&shell.shared_route().format());
    copy_button("share", "Share", "Copy a link to this", "Link copied", text)
}

/// Goes through the themes.
#[component]
fn ThemeButton() -> impl IntoView {
    let shell = Shell::expect();
    let Look { theme, preferred, .. } = expect_context();
    let next = move |_| {
        let next = theme.get_untracked().next();
        browser::store(THEME_KEY, next.id());
        preferred.set(next);
        shell.route.update(|route| route.theme = Theme::Auto);
    };
    let label = move || match theme.get() {
        Theme::Auto => "Theme: as the system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
        Theme::Contrast => "Theme: high contrast",
    };
    let icon = move || match theme.get() {
        Theme::Auto => "M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16",
        Theme::Light => {
            "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2"
        }
        Theme::Contrast => "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 3v18M12 8h6.5M12 12.5h8M12 17h6",
        Theme::Dark => "M19 14.5A8 8 0 0 1 9.5 5a8 8 0 1 0 9.5 9.5z",
    };
    view! {
        <button class="icon-button" data-testid="theme" title=value(label) aria-label=value(label) on:click=next>
            <svg viewBox="0 0 24 24" class="icon" class:icon--half=value(move || theme.get() == Theme::Auto) aria-hidden="true">
                <path d=value(icon) />
            </svg>
        </button>
    }
}
