//! The page's animation frame: the only place where time passes for the player.

use super::browser::now_ms;
use crate::ui::reactive::effect;
use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Calls `on_frame` with the milliseconds since the last frame, in every frame while `active`, until the owner is gone.
pub(super) fn each_frame(active: Signal<bool>, on_frame: impl Fn(f64) + Send + Sync + 'static) {
    let on_frame = Arc::new(on_frame);
    let running = Arc::new(AtomicBool::new(false));
    let stop = running.clone();
    // A frame that was asked for before comes once more; it finds this and ends.
    on_cleanup(move || stop.store(false, Ordering::Relaxed));
    effect(move || {
        if active.get() && !running.swap(true, Ordering::Relaxed) {
            next_frame(now_ms(), active, on_frame.clone(), running.clone());
        }
    });
}

fn next_frame(
    before: f64,
    active: Signal<bool>,
    on_frame: Arc<dyn Fn(f64) + Send + Sync>,
    running: Arc<AtomicBool>,
) {
    request_animation_frame(move || {
        if !running.load(Ordering::Relaxed) {
            return;
        }
        if active.try_get_untracked() != Some(true) {
            running.store(false, Ordering::Relaxed);
            return;
        }
        let now = now_ms();
        on_frame(now - before);
        next_frame(now, active, on_frame, running);
    });
}
