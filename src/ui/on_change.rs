//! What is done when a value has become another one, and not for the value at first.

use leptos::prelude::*;

/// Does something whenever what `read` has read is another value than before.
///
/// A memo must be read, not only tracked: one that nobody has read yet is computed later, by whoever reads it first, and that
/// looks like a change.
pub(super) fn on_change(read: impl Fn() + 'static, act: impl Fn() + 'static) {
    Effect::new(move |known: Option<()>| {
        read();
        if known.is_some() {
            act();
        }
    });
}
