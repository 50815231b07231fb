//! Waiting until a hand rests: something is done when a while has passed in which it was not asked for again.

use leptos::prelude::*;
use std::time::Duration;

/// What is to be done after a while, at most one thing. Nothing is done any more once the owner is gone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pause(StoredValue<Option<TimeoutHandle>>);

impl Pause {
    /// Nothing is to be done yet.
    pub(super) fn new() -> Pause {
        let pause = Pause(StoredValue::new(None));
        on_cleanup(move || pause.cancel());
        pause
    }

    /// Does this after a while, in the place of what was to be done.
    pub(super) fn then(self, length: Duration, act: impl FnOnce() + 'static) {
        self.cancel();
        self.0.set_value(set_timeout_with_handle(act, length).ok());
    }

    /// Does nothing after all.
    pub(super) fn cancel(self) {
        if let Some(Some(handle)) = self.0.try_update_value(Option::take) {
            handle.clear();
        }
    }
}
