//! The thin seam between the page and the engine: what was chosen becomes an order, and what the engine refuses a remark.

use super::service_worker::register_edge;
use crate::client::{self, Engine};
use futures::channel::oneshot;
use leptos::prelude::document;
use protocol::{Host, Refusal, Stored};
use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use std::sync::Arc;
use trace::Trace;
use view::page::explain::{Remark, Tone};
use view::page::settings::Backend;
use wasm_bindgen_futures::spawn_local;

pub(super) use protocol::{Order, RunSummary};

/// What a job has to say.
#[derive(Debug)]
pub(super) enum Report {
    /// This has happened so far.
    Growing(Arc<Trace>),
    /// It is over; the trace says how. This is to be said about it.
    Ended(Arc<Trace>, RunSummary),
    /// The program was not run.
    Refused(Remark),
}

/// Starts to load the interpreter, of the same build as the page; later, if the page has what it shows first.
pub(super) fn load_engine(stored: Option<Stored>) -> Engine {
    let script = document().query_selector("meta[name=app-js]").ok().flatten();
    let script = script.and_then(|script| script.get_attribute("content")).unwrap_or_default();
    let build = script.rsplit('/').next().unwrap_or_default();
    Engine::start(&format!("worker.js?{build}"), stored)
}

/// Starts a run, and reports from it until it ends. Its requests go where `backend` says.
pub(super) fn start(
    engine: Engine,
    order: Order,
    backend: Backend,
    report: impl Fn(Report) + 'static,
) -> Job {
    let ordered = Rc::new(Ordered::default());
    let waiting = Rc::downgrade(&ordered);
    spawn_local(async move {
        let host = host(&backend).await;
        // Dropped meanwhile: nobody wants it any more.
        let Some(ordered) = waiting.upgrade() else { return };
        let run = engine.run(Order { host, ..order }, move |told| report(in_words(told)));
        if ordered.stopped.get() {
            run.stop();
        }
        ordered.run.set(run).ok();
    });
    Job(ordered)
}

/// Runs a program in virtual time, and gives its trace when it is over.
///
/// # Errors
/// The program was not run: why.
pub(super) async fn predict(engine: Engine, order: Order) -> Result<Arc<Trace>, Remark> {
    let (tell, told) = oneshot::channel();
    let tell = Cell::new(Some(tell));
    let _job = start(engine, order, Backend::Predicted, move |report| {
        let outcome = match report {
            Report::Growing(_) => return,
            Report::Ended(trace, _) => Ok(trace),
            Report::Refused(remark) => Err(remark),
        };
        // Whoever asked may have gone.
        tell.take().map(|tell| tell.send(outcome).ok());
    });
    told.await.unwrap_or_else(|_| Err(Remark::new(Tone::Bad, "Not run", "The run was given up.")))
}

/// A run that was ordered. Dropping it ends the run, and nothing more is reported.
pub(super) struct Job(Rc<Ordered>);

#[derive(Default)]
struct Ordered {
    /// Empty until it is known who answers the requests.
    run: OnceCell<client::Job>,
    stopped: Cell<bool>,
}

impl Job {
    /// Asks the run to end: its requests are aborted, and what happened until now is reported.
    pub(super) fn stop(&self) {
        self.0.stopped.set(true);
        if let Some(run) = self.0.run.get() {
            run.stop();
        }
    }
}

fn in_words(told: client::Report) -> Report {
    let refused = |title, reason: String| Report::Refused(Remark::new(Tone::Bad, title, reason));
    match told {
        client::Report::Growing(trace) => Report::Growing(trace),
        client::Report::Ended(trace, summary) => Report::Ended(trace, summary),
        client::Report::Refused(refusal) => Report::Refused(not_run(refusal)),
        client::Report::Unreachable(reason) => refused("Nobody answers", reason),
        client::Report::Broken(reason) => refused("The run broke off", reason),
    }
}

/// Who answers a run's requests: the page itself, where the service worker cannot. None if they are only predicted.
async fn host(backend: &Backend) -> Option<Host> {
    match backend {
        Backend::Predicted => None,
        Backend::Server(address) => Some(Host::Server(address.clone())),
        Backend::Edge if register_edge().await.is_ok() => Some(Host::Edge),
        Backend::Edge | Backend::Page => Some(Host::Page),
    }
}

fn not_run(refusal: Refusal) -> Remark {
    let title = format!("Line {}, column {}: not run", refusal.line, refusal.column);
    let hint = refusal.hint.map(|hint| format!(" {hint}")).unwrap_or_default();
    Remark::new(Tone::Bad, &title, format!("{}.{hint}", refusal.message)).about_line(refusal.line)
}
