//! How large an element is, and how sharp the screen, as a signal; and where in an element the pointer is.

use crate::ui::reactive::effect;
use leptos::html::Div;
use leptos::prelude::*;
use view::page::stage::scene::Size;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, MouseEvent, ResizeObserver};

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

/// Where a pointer is within the element that listens to it, in that element's own CSS pixels. Browsers do not agree on what the
/// event says of that where a page is drawn larger.
pub(super) fn place_in_listener(event: &MouseEvent) -> (f64, f64) {
    let listener = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(listener) = listener else { return (0.0, 0.0) };
    let rect = listener.get_bounding_client_rect();
    let zoom = rect.width() / f64::from(listener.offset_width()).max(1.0);
    let place = |at: i32, from: f64| (f64::from(at) - from) / if zoom > 0.0 { zoom } else { 1.0 };
    (place(event.client_x(), rect.left()), place(event.client_y(), rect.top()))
}

/// How many times larger an element is drawn than it says: browsers that do not know are taken at their word.
fn zoom_of(element: &HtmlElement) -> f64 {
    let zoom = js_sys::Reflect::get(element, &"currentCSSZoom".into()).ok().and_then(|zoom| zoom.as_f64());
    zoom.filter(|zoom| *zoom > 0.0).unwrap_or(1.0)
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
            let scale = (window().device_pixel_ratio() * zoom_of(&target)).clamp(1.0, MAX_SCALE);
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
