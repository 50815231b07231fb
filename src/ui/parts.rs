//! Small pieces that several panels use: something that is there while something holds, and buttons with a picture.
//!
//! Plain functions of function pointers, each of which is in the page once; as components they would be in it once for each use.

use super::model::Model;
use crate::ui::reactive::dynamic;
use leptos::prelude::*;

/// A view that is there while something holds.
pub(super) fn shown_when(model: Model, holds: fn(Model) -> bool, view: fn(Model) -> AnyView) -> AnyView {
    let holds = Memo::new(move |_| holds(model));
    dynamic(move || holds.get().then(|| view(model)))
}

/// A button with a picture in place of a word.
pub(super) struct Picture<T: 'static = Model> {
    /// What it does, and its key.
    pub(super) label: &'static str,
    /// Its name for tests.
    pub(super) testid: &'static str,
    /// The picture's class, and the side of the square in which it is drawn.
    pub(super) look: (&'static str, &'static str),
    /// The picture's outline.
    pub(super) path: &'static str,
    /// Whether there is nothing for it to do.
    pub(super) idle: fn(T) -> bool,
    /// Does it.
    pub(super) press: fn(T),
}

/// The button.
pub(super) fn picture_button<T: Copy + Send + Sync>(subject: T, picture: &'static Picture<T>) -> AnyView {
    let &Picture { label, testid, look: (class, square), path, idle, press } = picture;
    let idle = Memo::new(move |_| idle(subject));
    view! {
        <button
            class="icon-button" data-testid=testid title=label aria-label=label
            prop:disabled=idle on:click=move |_| press(subject)
        >
            <svg viewBox=square class=class aria-hidden="true"><path d=path /></svg>
        </button>
    }
    .into_any()
}
