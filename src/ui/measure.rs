//! How large an element is, and how sharp the screen, as a signal.

use crate::ui::reactive::effect;
use leptos::html::Div;
use leptos::prelude::*;
use view::page::stage::scene::Size;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

/// The sharpest that is drawn: beyond it nobody sees a difference, and memory grows with its square.
const MAX_SCALE: f64 = 3.0;

/// The room that there is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    /// In CSS pixels.
    pub(super) size: Size,
    /// How many device pixels each of them has.
    pub(super) scale: f64,
}

/// An observer, and the function that it calls; ended in this order.
struct Observation {
    observer: ResizeObserver,
    _on_resize: Closure<dyn Fn()>,
}

impl Drop for Observation {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// The room within an element; None until it has any.
///
/// For a wrapper whose size does not depend on what is drawn in it, or it would never rest.
pub(super) fn room_of(element: NodeRef<Div>) -> Signal<Option<Room>> {
    let room = RwSignal::new(None);
    let observation = StoredValue::new_local(None);
    effect(move || {
        let Some(wrapper) = element.get() else { return };
        let target = wrapper.clone();
        let on_resize: Closure<dyn Fn()> = Closure::new(move || {
            let size =
                Size { width: f64::from(target.client_width()), height: f64::from(target.client_height()) };
            let scale = window().device_pixel_ratio().clamp(1.0, MAX_SCALE);
            let measured = (size.width > 0.0 && size.height > 0.0).then_some(Room { size, scale });
            if room.try_get_untracked().is_some_and(|known| known != measured) {
                room.try_set(measured);
            }
        });
        let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else { return };
        observer.observe(&wrapper);
        observation.set_value(Some(Observation { observer, _on_resize: on_resize }));
    });
    room.into()
}
