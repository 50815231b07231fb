//! Whether a host answers at all, asked before a run.

use std::pin::pin;

use futures::future::{Either, select};
use gloo_net::http::RequestBuilder;
use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{AbortController, AbortSignal, RequestCache};

use super::origin::global;
use protocol::address::{Host, may_be_asked, not_asked};

/// How long a server may take to say hello.
const PATIENCE_MS: u32 = 2_000;
/// How long the service worker may take, which may have to load its program first.
const PATIENCE_WITH_WORKER_MS: u32 = 5_000;

/// Asks a host for its `/hello`; this also wakes the service worker, which sleeps when it is not needed.
///
/// # Errors
/// Nobody answers, or somebody else does: what to do, in a sentence.
pub async fn reachable(host: &Host) -> Result<(), String> {
    let patience_ms = match host {
        Host::Page => return Ok(()),
        Host::Edge => PATIENCE_WITH_WORKER_MS,
        Host::Server(origin) if !may_be_asked(origin, &page_address()) => return Err(not_asked(origin)),
        Host::Server(_) => PATIENCE_MS,
    };
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    let hello = pin!(says_hello(host, signal));
    let answered = match select(hello, TimeoutFuture::new(patience_ms)).await {
        Either::Left((answered, _)) => answered,
        Either::Right(_) => {
            controller.iter().for_each(AbortController::abort);
            false
        }
    };
    if answered { Ok(()) } else { Err(host.unreachable(&page_address())) }
}

async fn says_hello(host: &Host, signal: Option<AbortSignal>) -> bool {
    let request = RequestBuilder::new(&host.demo_address("/hello"));
    let request = request.cache(RequestCache::NoStore).abort_signal(signal.as_ref());
    match request.send().await {
        // Whoever hosts the page's files may answer anything, but never with this header.
        Ok(response) => response.ok() && response.headers().has("server-timing"),
        Err(_) => false,
    }
}

/// The address of the page, or of the worker's script beside it; empty where there is none.
pub(super) fn page_address() -> String {
    let location = global::<JsValue>("location").unwrap_or_default();
    Reflect::get(&location, &"href".into()).ok().and_then(|address| address.as_string()).unwrap_or_default()
}
