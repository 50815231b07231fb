//! Parts of a view that follow signals, each behind one type: what leptos makes of a closure is then in the page once, not once
//! for each closure.
//!
//! What it is not: another way to write views. Use these where a view would have `{move || …}`, or an `Effect`.

use leptos::prelude::*;

/// A part of a view that is made anew whenever what it has read changes.
pub(super) fn dynamic<V: IntoAny>(view: impl Fn() -> V + Send + 'static) -> AnyView {
    let view: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || view().into_any());
    view.into_any()
}

/// Does something now, and whenever what it has read changes.
pub(super) fn effect(act: impl Fn() + 'static) {
    let act: Box<dyn Fn()> = Box::new(act);
    Effect::new(act);
}

/// The value of an attribute, a class, a style or a property that follows what it has read.
pub(super) fn value<V: 'static>(value: impl Fn() -> V + Send + 'static) -> Box<dyn FnMut() -> V + Send> {
    Box::new(value)
}
