//! A request under way: the task that follows it, which ends with it.

use std::future::Future;
use std::rc::Rc;

use futures::FutureExt;
use futures::channel::mpsc;
use futures::future::{AbortHandle, abortable};
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, AbortSignal};

use super::origin::Origin;
use super::pause::Pauses;
use runtime::world::{Arrival, ResponsePart};
use trace::{RequestId, Time};

/// Tells the run what has become of one request.
pub(super) struct Reporter {
    request: RequestId,
    /// The run's clock.
    pub(super) origin: Origin,
    /// The run's ways to wait.
    pub(super) pauses: Rc<Pauses>,
    channel: mpsc::UnboundedSender<Arrival>,
}

impl Reporter {
    pub(super) fn new(
        request: RequestId,
        origin: Origin,
        channel: mpsc::UnboundedSender<Arrival>,
        pauses: Rc<Pauses>,
    ) -> Reporter {
        Reporter { request, origin, pauses, channel }
    }

    /// Reports something that was learnt now, and says when that is.
    pub(super) fn tell(&self, part: ResponsePart) -> Time {
        let at = self.origin.time();
        // Nobody listens any more when the run is over, and then nobody needs to know.
        self.channel.unbounded_send(Arrival { request: self.request, at, part }).ok();
        at
    }
}

/// A request under way. Dropping it aborts the request.
#[derive(Debug)]
pub(super) struct Flight {
    task: Option<AbortHandle>,
    /// Ends the browser's side. None in a browser so old that it has no such thing.
    controller: Option<AbortController>,
}

impl Flight {
    /// A request that needs no task.
    pub(super) fn idle() -> Flight {
        Flight { task: None, controller: None }
    }

    /// Starts the task of a request, which may listen to a signal.
    pub(super) fn start<F: Future<Output = ()> + 'static>(
        begin: impl FnOnce(Option<AbortSignal>) -> F,
    ) -> Flight {
        let controller = AbortController::new().ok();
        let task = begin(controller.as_ref().map(AbortController::signal));
        let (task, handle) = abortable(task);
        let mut task = Box::pin(task);
        // Polled once here, so that the request leaves when the program sends it, and not when the run next waits.
        if task.as_mut().now_or_never().is_none() {
            spawn_local(task.map(|_| ()));
        }
        Flight { task: Some(handle), controller }
    }

    /// It is over: there is nothing to abort.
    pub(super) fn land(mut self) {
        self.controller = None;
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}
