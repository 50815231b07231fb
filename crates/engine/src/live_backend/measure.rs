//! When things really happened to a request, as the browser measured it (W3C Resource Timing).
//!
//! The browser's process learns of bytes before the page does, and knows when a request left its queue, which the page
//! cannot see at all. It tells only when the answer is complete.

use wasm_bindgen::JsCast;
use web_sys::PerformanceResourceTiming;

use super::origin::{Origin, performance};
use super::pause::Pauses;
use trace::Time;

/// How many measurements the browser is to keep; its default of 250 is less than one run may have.
const ROOM: u32 = 10_000;
/// Turns of the browser after which a measurement that has not come is not waited for any more.
const PATIENCE: usize = 3;
/// Clocks are coarse: a request may seem to begin a little before it was sent.
const COARSENESS_MS: f64 = 1.0;

/// What the browser measured, on the run's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measured {
    /// When the request left the browser, or its worker took it up.
    pub(super) connected: Option<Time>,
    /// When the last byte was there.
    pub(super) ended: Option<Time>,
}

/// Forgets older measurements, and makes room for those of a run.
pub(super) fn make_room() {
    let performance = performance();
    performance.clear_resource_timings();
    performance.set_resource_timing_buffer_size(ROOM);
}

/// What was measured for an address asked since `sent_ms` on the browser's clock; None if there is nothing.
pub(super) async fn measured(
    address: &str,
    sent_ms: f64,
    origin: &Origin,
    pauses: &Pauses,
) -> Option<Measured> {
    for _ in 0..PATIENCE {
        if let Some(entry) = entry(address, sent_ms) {
            let time = |moment_ms: f64| (moment_ms > 0.0).then(|| origin.time_from_ms(moment_ms));
            return Some(Measured {
                connected: time(entry.request_start()),
                ended: time(entry.response_end()),
            });
        }
        pauses.once().await;
    }
    None
}

fn entry(address: &str, sent_ms: f64) -> Option<PerformanceResourceTiming> {
    let entries = performance().get_entries_by_name_with_entry_type(address, "resource");
    let newest = entries.iter().last()?.dyn_into::<PerformanceResourceTiming>().ok()?;
    (newest.start_time() >= sent_ms - COARSENESS_MS).then_some(newest)
}
