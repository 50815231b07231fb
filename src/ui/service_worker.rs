//! The service worker that answers the demo endpoints: registering it, and waiting until it answers for this page.
//!
//! What it answers is decided in `bin/edge`; here is only what the page has to do. Where there can be no worker, the page
//! answers itself ([`Host::Page`](protocol::Host::Page)).

use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    RegistrationOptions, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerUpdateViaCache,
    Window,
};

/// How long a new worker may take until it controls the page.
const PATIENCE_MS: u32 = 4_000;
/// How often that is looked at.
const LOOK_EVERY_MS: u32 = 25;

/// Registers the worker, and waits until it controls this page.
///
/// # Errors
/// There is no worker for this page: why, and what helps, in a sentence.
pub async fn register_edge() -> Result<(), String> {
    let container = container()?;
    let options = RegistrationOptions::new();
    // Else a static host's caching could keep an old worker for a day beside a new page.
    options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
    let registered = JsFuture::from(container.register_with_options("./sw.js", &options)).await;
    let registration = registered.map_err(|error| refused(&error))?;
    for _ in 0..PATIENCE_MS / LOOK_EVERY_MS {
        if container.controller().is_some() {
            return Ok(());
        }
        TimeoutFuture::new(LOOK_EVERY_MS).await;
    }
    Err(missing(&registration))
}

/// The browser's service workers. Asking the binding would fail where there are none, and sandboxed frames throw.
fn container() -> Result<ServiceWorkerContainer, String> {
    let window = web_sys::window().ok_or("There is no page here.")?;
    if !window.is_secure_context() {
        return Err(insecure(&window));
    }
    let none =
        "This browser has no service workers here: private windows and embedded frames often go without.";
    let value = Reflect::get(&window.navigator(), &"serviceWorker".into()).map_err(|_| none)?;
    value.dyn_into::<ServiceWorkerContainer>().map_err(|_| none.to_owned())
}

fn insecure(window: &Window) -> String {
    let origin = window.location().origin().unwrap_or_default();
    format!("Service workers need https or localhost, and this page came from {origin}.")
}

fn refused(error: &JsValue) -> String {
    let reason = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    let reason = reason.unwrap_or_else(|| "it gives no reason".to_owned());
    format!(
        "The browser refused the service worker; private windows and embedded frames often do. It says: {reason}"
    )
}

/// Why a registered worker does not control the page: after a forced reload it does not, by specification.
fn missing(registration: &JsValue) -> String {
    let active = registration.dyn_ref::<ServiceWorkerRegistration>().is_some_and(|it| it.active().is_some());
    if active {
        "The service worker is there, but not for this page: a forced reload leaves it out, a plain one brings it back."
    } else {
        "The service worker took too long to start. Reload the page to try again."
    }
    .to_owned()
}
