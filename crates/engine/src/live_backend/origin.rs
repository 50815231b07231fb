//! The beginning of a run on the browser's clock.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::Performance;

use trace::Time;

/// Turns the browser's milliseconds into the run's time.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    performance: Performance,
    began_ms: f64,
}

impl Origin {
    /// The run begins now.
    pub(super) fn now() -> Origin {
        let performance = performance();
        let began_ms = performance.now();
        Origin { performance, began_ms }
    }

    /// The moment it is. It never goes back, but browsers make it coarse on purpose: equal moments happen.
    pub(super) fn time(&self) -> Time {
        self.time_from_ms(self.performance.now())
    }

    /// The moment that the browser measured; what was before the run is its beginning.
    pub(super) fn time_from_ms(&self, moment_ms: f64) -> Time {
        Time::from_seconds((moment_ms - self.began_ms) / 1000.0)
    }
}

/// The clock of the page, or of the worker in it.
pub(super) fn performance() -> Performance {
    global("performance").expect("every page and worker of a browser has a clock")
}

/// Something that pages and workers have under the same name.
pub(super) fn global<T: JsCast>(name: &str) -> Option<T> {
    Reflect::get(&js_sys::global(), &name.into()).ok()?.dyn_into().ok()
}
