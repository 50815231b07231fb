//! The thin seam between the page and `run`: an order becomes a job, which reports its growing trace.

use super::browser::now_ms;
use crate::outside::live::edge::register_edge;
use crate::outside::live::{Live, reachable};
use crate::outside::virtual_::Settings;
use crate::outside::{Host, Virtual};
use crate::page::explain::{Remark, Tone};
use crate::page::settings::{Milliseconds, Outside};
use crate::run::{Options, Progress, Refusal, Session, live_session};
use crate::trace::{Clock, Trace};
use futures::channel::oneshot;
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use leptos::task::tick;
use std::cell::Cell;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// How long a run may keep the page from drawing.
const SLICE_MS: f64 = 8.0;
/// The shortest time between two reports.
const REPORT_EVERY_MS: f64 = 60.0;
/// How many times as long as a report takes, with all that the page shows of it, until the next: what is measured must not be
/// disturbed by being watched.
const REPORT_SHARE: f64 = 20.0;

/// What is to be run.
#[derive(Debug, Clone)]
pub(super) struct Order {
    /// The name that tracebacks show.
    pub(super) file: &'static str,
    /// The program.
    pub(super) source: Arc<str>,
    /// Where its requests go.
    pub(super) outside: Outside,
    /// How long they travel there and back, if they are predicted.
    pub(super) latency: Milliseconds,
}

/// What a job has to say.
#[derive(Debug)]
pub(super) enum Report {
    /// This has happened so far.
    Growing(Arc<Trace>),
    /// It is over; the trace says how.
    Ended(Arc<Trace>),
    /// The program was not run.
    Refused(Remark),
}

/// A run that is going on. Dropping it aborts the run, and nothing more is reported.
pub(super) struct Job {
    stop: Cell<Option<oneshot::Sender<()>>>,
}

impl Job {
    /// Asks the run to end: its requests are aborted, and what happened until now is reported.
    pub(super) fn stop(&self) {
        if let Some(stop) = self.stop.take() {
            // A run that is over does not listen any more.
            stop.send(()).ok();
        }
    }
}

/// Starts a run, and reports from it until it ends.
pub(super) fn start(order: Order, report: impl Fn(Report) + 'static) -> Job {
    let (stop, stopped) = oneshot::channel();
    spawn_local(async move {
        // The page first shows that something was asked for.
        TimeoutFuture::new(0).await;
        let ended = match order.outside {
            Outside::Predicted => predict(&order, stopped, &report).await,
            Outside::Edge | Outside::Page | Outside::Server(_) => live(&order, stopped, &report).await,
        };
        if let Err(refusal) = ended {
            report(Report::Refused(remark(refusal)));
        }
    });
    Job { stop: Cell::new(Some(stop)) }
}

async fn predict(
    order: &Order,
    stopped: oneshot::Receiver<()>,
    report: &impl Fn(Report),
) -> Result<(), Refusal> {
    let options = options(order);
    let clock = Clock::at_zero(options.cost_per_line);
    let session = Session::new(&order.source, &options, || (clock, Virtual::new(options.network.clone())))?;
    drive(session, stopped, report).await;
    Ok(())
}

async fn live(
    order: &Order,
    stopped: oneshot::Receiver<()>,
    report: &impl Fn(Report),
) -> Result<(), Refusal> {
    let host = host(&order.outside).await;
    if let Err(reason) = reachable(&host).await {
        report(Report::Refused(Remark::new(Tone::Bad, "Nobody answers", reason)));
        return Ok(());
    }
    let session = live_session(&order.source, &options(order), host)?;
    watch(session, stopped, report).await;
    Ok(())
}

/// Who answers: the page itself, where the service worker cannot.
async fn host(outside: &Outside) -> Host {
    match outside {
        Outside::Server(address) => Host::Server(address.clone()),
        Outside::Edge if register_edge().await.is_ok() => Host::Edge,
        Outside::Edge | Outside::Page | Outside::Predicted => Host::Page,
    }
}

/// Drives a virtual run to its end, or until it is stopped, a slice at a time.
async fn drive(mut session: Session<Virtual>, mut stopped: oneshot::Receiver<()>, report: &impl Fn(Report)) {
    let mut slice_began = now_ms();
    loop {
        match (session.advance().await, stopped.try_recv()) {
            (Progress::More, Ok(None)) => {}
            // Nobody listens any more.
            (_, Err(oneshot::Canceled)) => return,
            (Progress::Over, Ok(_)) | (Progress::More, Ok(Some(()))) => {
                return report(Report::Ended(Arc::new(session.finish())));
            }
        }
        if now_ms() - slice_began >= SLICE_MS {
            TimeoutFuture::new(0).await;
            slice_began = now_ms();
        }
    }
}

/// Drives a live run to its end, or until it is stopped, and reports from it again and again, also while it waits.
async fn watch(mut session: Session<Live>, mut stopped: oneshot::Receiver<()>, report: &impl Fn(Report)) {
    let mut interval_ms = REPORT_EVERY_MS;
    loop {
        let mut asked = None;
        let pause = async {
            if let Either::Left((stop, _)) =
                select(&mut stopped, TimeoutFuture::new(interval_ms as u32)).await
            {
                asked = Some(stop);
            }
        };
        match (session.advance_until(pause).await, asked) {
            (Progress::More, None) => {}
            // Nobody listens any more; what is in flight is aborted with the session.
            (_, Some(Err(oneshot::Canceled))) => return,
            (Progress::Over, _) | (Progress::More, Some(Ok(()))) => {
                return report(Report::Ended(Arc::new(session.finish())));
            }
        }
        let began = now_ms();
        report(Report::Growing(Arc::new(session.trace().clone())));
        // The page shows it before the clock is looked at.
        tick().await;
        interval_ms = REPORT_EVERY_MS.max((now_ms() - began) * REPORT_SHARE);
    }
}

fn options(order: &Order) -> Options {
    Options {
        file: order.file.to_owned(),
        network: Settings { latency: order.latency.into(), ..Settings::default() },
        ..Options::default()
    }
}

fn remark(refusal: Refusal) -> Remark {
    let title = format!("Line {}, column {}: not run", refusal.line, refusal.column);
    let hint = refusal.hint.map(|hint| format!(" {hint}")).unwrap_or_default();
    Remark::new(Tone::Bad, &title, format!("{}.{hint}", refusal.message))
}
