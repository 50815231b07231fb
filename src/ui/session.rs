//! The thin seam between the page and the engine: what was chosen becomes an order, and what the engine refuses a remark.

use crate::engine::client::{self, Engine};
use crate::outside::Host;
use crate::outside::live::edge::register_edge;
use crate::page::explain::{Remark, Tone};
use crate::page::settings::Outside;
use crate::run::Refusal;
use crate::trace::Trace;
use crate::trace::advice::Advice;
use leptos::prelude::document;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlLinkElement;

pub(super) use crate::engine::Order;

/// What a job has to say.
#[derive(Debug)]
pub(super) enum Report {
    /// This has happened so far.
    Growing(Arc<Trace>),
    /// It is over; the trace says how. This is to be said about it.
    Ended(Arc<Trace>, Vec<Advice>),
    /// The program was not run.
    Refused(Remark),
}

/// Starts to load the interpreter, of the same build as the page.
pub(super) fn load_engine() -> Engine {
    let program =
        document().get_element_by_id("app-js").and_then(|link| link.dyn_into::<HtmlLinkElement>().ok());
    let address = program.map(|link| link.href()).unwrap_or_default();
    let build = address.rsplit('/').next().unwrap_or_default();
    Engine::start(&format!("worker.js?{build}"))
}

/// Starts a run, and reports from it until it ends. Its requests go where `outside` says.
pub(super) fn start(
    engine: Engine,
    order: Order,
    outside: Outside,
    report: impl Fn(Report) + 'static,
) -> Job {
    let ordered = Rc::new(Ordered::default());
    let waiting = Rc::downgrade(&ordered);
    spawn_local(async move {
        let host = host(&outside).await;
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
        client::Report::Ended(trace, advice) => Report::Ended(trace, advice),
        client::Report::Refused(refusal) => Report::Refused(not_run(refusal)),
        client::Report::Unreachable(reason) => refused("Nobody answers", reason),
        client::Report::Broken(reason) => refused("The run broke off", reason),
    }
}

/// Who answers a run's requests: the page itself, where the service worker cannot. None if they are only predicted.
async fn host(outside: &Outside) -> Option<Host> {
    match outside {
        Outside::Predicted => None,
        Outside::Server(address) => Some(Host::Server(address.clone())),
        Outside::Edge if register_edge().await.is_ok() => Some(Host::Edge),
        Outside::Edge | Outside::Page => Some(Host::Page),
    }
}

fn not_run(refusal: Refusal) -> Remark {
    let title = format!("Line {}, column {}: not run", refusal.line, refusal.column);
    let hint = refusal.hint.map(|hint| format!(" {hint}")).unwrap_or_default();
    Remark::new(Tone::Bad, &title, format!("{}.{hint}", refusal.message)).about_line(refusal.line)
}
