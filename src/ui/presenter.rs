//! The presenter's size: a page drawn so large that it can be read in the last row, with what matters most and nothing else.
//!
//! All of it is laid out as if the window were small, and enlarged; what is left out, the style sheet says. In the address, and by
//! key. What it is not: a theme. Begin with [`factor`].

use super::shell::Shell;
use leptos::prelude::*;
use view::page::route::Route;

/// The window that a page is laid out for, in CSS pixels: the least in which the pictures stand beside the listing. On a screen of
/// 1920 by 1080 a text of 12 pixels then has 24.
const LAID_OUT_FOR: (f64, f64) = (960.0, 540.0);

/// Frames that are wider belong to slides, in CSS pixels.
const WIDE: f64 = 1600.0;

/// How many times larger than usual the page is drawn, if it is drawn for presenters.
pub(super) fn factor(route: RwSignal<Route>) -> Memo<Option<f64>> {
    let size = RwSignal::new(window_size());
    let handle = window_event_listener(leptos::ev::resize, move |_| {
        size.try_set(window_size());
    });
    on_cleanup(move || handle.remove());
    Memo::new(move |_| {
        let (width, height) = size.get();
        let wanted = route.with(|route| route.size.is_for_presenters(is_usual(route, width)));
        wanted.then(|| (width / LAID_OUT_FOR.0).min(height / LAID_OUT_FOR.1).max(1.0))
    })
}

/// Draws the page for presenters, or as usual again.
pub(super) fn toggle_size(shell: Shell) {
    shell.route.update(|route| route.size = route.size.toggled(is_usual(route, window_size().0)));
}

/// Whether a page that says nothing of its size is drawn for presenters in a window of this width.
fn is_usual(route: &Route, width: f64) -> bool {
    route.is_embedded() && width > WIDE
}

/// How wide and how high the window is, in CSS pixels.
pub(super) fn window_size() -> (f64, f64) {
    let pixels = |length: Result<wasm_bindgen::JsValue, _>| length.ok().and_then(|length| length.as_f64());
    let window = window();
    (pixels(window.inner_width()).unwrap_or_default(), pixels(window.inner_height()).unwrap_or_default())
}
