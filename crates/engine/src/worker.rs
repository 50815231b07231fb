//! The worker's end: takes orders, runs programs, and reports from them.

use crate::answer::{options, reply};
use crate::live_backend::{LiveBackend, reachable};
use crate::live_session;
use crate::run_summary;
use futures::channel::oneshot;
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Date, Uint8Array};
use protocol::Host;
use protocol::Refusal;
use protocol::message::{Answer, Command, Order, decode, encode};
use runtime::VirtualBackend;
use runtime::{Progress, Session};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use trace::{Clock, Known, Trace};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// How long a prediction computes without a look at new orders. A browser makes whoever asks again and again to come back at once wait
/// for four milliseconds each time.
const LOOK_EVERY_MS: f64 = 25.0;
/// The shortest time between two reports of a run.
const REPORT_EVERY_MS: u32 = 60;

/// Listens to the page from now on. Call it once, in a worker.
pub fn serve() {
    console_error_panic_hook::set_once();
    let current = Rc::new(RefCell::new(Current::default()));
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        match decode(&bytes) {
            Ok(command) => obey(command, &current),
            Err(reason) => post(&JsValue::from(reason)),
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    on_message.forget();
    tell(&Answer::Ready);
}

/// The run that is going on.
#[derive(Default)]
struct Current {
    number: u32,
    /// Ends it with a report; when this is dropped, it ends without one.
    stop: Option<oneshot::Sender<()>>,
    /// Whether the page has shown the last report.
    seen: Rc<Cell<bool>>,
}

/// What a run has to watch for, and what it has told.
struct Watch {
    number: u32,
    stopped: oneshot::Receiver<()>,
    seen: Rc<Cell<bool>>,
    known: Known,
    /// Whether facts are to be told at its end.
    facts: bool,
}

fn obey(command: Command, current: &RefCell<Current>) {
    let mut current = current.borrow_mut();
    match command {
        Command::Run(number, order) => {
            let (stop, stopped) = oneshot::channel();
            let seen = Rc::new(Cell::new(true));
            *current = Current { number, stop: Some(stop), seen: seen.clone() };
            let watch = Watch { number, stopped, seen, known: Known::default(), facts: order.facts };
            spawn_local(run(order, watch));
        }
        Command::Stop(number) if number == current.number => {
            if let Some(stop) = current.stop.take() {
                // A run that is over does not listen any more.
                stop.send(()).ok();
            }
        }
        Command::Seen(number) if number == current.number => current.seen.set(true),
        Command::Stop(_) | Command::Seen(_) => {}
        Command::Ask(number, question) => tell(&Answer::Told(number, reply(&question))),
    }
}

async fn run(order: Order, watch: Watch) {
    let number = watch.number;
    let ended = match order.host.clone() {
        None => predict(&order, watch).await,
        Some(host) => live(&order, host, watch).await,
    };
    if let Err(refusal) = ended {
        tell(&Answer::Refused(number, refusal));
    }
}

async fn predict(order: &Order, watch: Watch) -> Result<(), Refusal> {
    let options = options(order);
    let clock = Clock::at_zero(options.cost_per_line);
    let session =
        Session::new(&order.source, &options, || (clock, VirtualBackend::new(options.network.clone())))?;
    drive(session, watch).await;
    Ok(())
}

async fn live(order: &Order, host: Host, watch: Watch) -> Result<(), Refusal> {
    if let Err(reason) = reachable(&host).await {
        tell(&Answer::Unreachable(watch.number, reason));
        return Ok(());
    }
    let session = live_session(&order.source, &options(order), host)?;
    follow(session, watch).await;
    Ok(())
}

/// Drives a virtual run to its end, or until it is stopped.
async fn drive(mut session: Session<VirtualBackend>, mut watch: Watch) {
    let mut looked = Date::now();
    loop {
        match (session.advance().await, watch.stopped.try_recv()) {
            (Progress::More, Ok(None)) => {}
            // Another run was ordered.
            (_, Err(oneshot::Canceled)) => return,
            (Progress::Over, Ok(_)) | (Progress::More, Ok(Some(()))) => return watch.end(&session.finish()),
        }
        if !(0.0..LOOK_EVERY_MS).contains(&(Date::now() - looked)) {
            // Orders come in between.
            TimeoutFuture::new(0).await;
            looked = Date::now();
        }
    }
}

/// Drives a live run to its end, or until it is stopped, and reports from it again and again, also while it waits.
async fn follow(mut session: Session<LiveBackend>, mut watch: Watch) {
    loop {
        let mut asked = None;
        let pause = async {
            let timer = TimeoutFuture::new(REPORT_EVERY_MS);
            if let Either::Left((stop, _)) = select(&mut watch.stopped, timer).await {
                asked = Some(stop);
            }
        };
        match (session.advance_until(pause).await, asked) {
            (Progress::More, None) => watch.report(session.trace()),
            // Another run was ordered; what is in flight is aborted with the session.
            (_, Some(Err(oneshot::Canceled))) => return,
            (Progress::Over, _) | (Progress::More, Some(Ok(()))) => return watch.end(&session.finish()),
        }
    }
}

impl Watch {
    /// Reports what is new, unless the page is still busy with the last report.
    fn report(&mut self, trace: &Trace) {
        if self.seen.replace(false) {
            tell(&Answer::Growing(self.number, self.known.catch_up(trace)));
        }
    }

    fn end(mut self, trace: &Trace) {
        let run_summary = run_summary(trace, self.facts);
        tell(&Answer::Ended(self.number, self.known.catch_up(trace), run_summary));
    }
}

fn tell(answer: &Answer) {
    post(&Uint8Array::from(encode(answer).as_slice()));
}

fn post(message: &JsValue) {
    // Bytes and texts can always be copied to the other side.
    scope().post_message(message).ok();
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
