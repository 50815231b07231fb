//! The page's end: loads the worker, gives it orders, and puts together what it reports.
//!
//! The worker does one thing at a time: of several orders, the next waits until the one before is over or not wanted any more.
//! A worker that breaks, or that cannot be loaded, is replaced by the next order; what was reported stays.

use futures::channel::oneshot;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Date, Reflect, Uint8Array};
use protocol::message::{Answer, Command, Encoded, Order, Question, RunSummary, decode, encode};
use protocol::{Refusal, Stored};
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use trace::small_map::SmallMap;
use trace::{Ending, Growth, Trace};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, ErrorEvent, MessageEvent, Url, Worker};

/// How many times as long as a report takes to be shown the page then rests: what is measured must not be disturbed by being watched.
const REST: f64 = 12.0;
/// However long it took, a person wants to see that something goes on.
const LONGEST_REST_MS: f64 = 1500.0;
/// How long a page that has what it shows first leaves line and processor alone before it loads the worker: it begins to move meanwhile.
const FIRST_MS: u32 = 1500;

/// What a run has to say.
#[derive(Debug)]
pub enum Report {
    /// This has happened so far.
    Growing(Arc<Trace>),
    /// It is over; the trace says how. This is to be said about it.
    Ended(Arc<Trace>, RunSummary),
    /// The program was not run: what is wrong with it.
    Refused(Refusal),
    /// The program was not run, since nobody answers its requests: why, in a sentence.
    Unreachable(String),
    /// The worker could not be loaded, or broke: what to do, in a sentence.
    Broken(String),
}

/// The worker, as the page sees it.
#[derive(Clone)]
pub struct Engine(Rc<RefCell<State>>);

/// A run that is going on, or that waits for its turn. Dropping it ends the run, and nothing more is reported.
pub struct Job {
    number: u32,
    engine: Engine,
}

struct State {
    /// Where the worker's script is.
    script: String,
    /// What it need not be asked.
    stored: Stored,
    link: Option<Link>,
    /// The number of the latest order.
    number: u32,
    running: Option<Running>,
    waiting: VecDeque<Waiting>,
    /// Who waits for which answer.
    asked: SmallMap<u32, oneshot::Sender<Encoded>>,
}

/// The run that is going on, as far as it was reported.
struct Running {
    number: u32,
    trace: Arc<Trace>,
    report: Rc<dyn Fn(Report)>,
}

/// A run that waits for its turn.
struct Waiting {
    number: u32,
    order: Order,
    report: Rc<dyn Fn(Report)>,
}

/// A worker that was started.
struct Link {
    worker: Worker,
    /// What it is to be told when it is loaded; None once it is.
    early: Option<Vec<Command>>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn(ErrorEvent)>,
}

impl Engine {
    /// Starts to load the worker from the address of its script; later, if the page has what it asks first.
    pub fn start(script: &str, stored: Option<Stored>) -> Engine {
        let waits = stored.is_some();
        let state = State {
            script: script.to_owned(),
            stored: stored.unwrap_or_default(),
            link: None,
            number: 0,
            running: None,
            waiting: VecDeque::new(),
            asked: SmallMap::default(),
        };
        let engine = Engine(Rc::new(RefCell::new(state)));
        if waits {
            spawn_local(Engine::connect_later(Rc::downgrade(&engine.0)));
        } else {
            engine.connect();
        }
        engine
    }

    /// Starts the worker when the page has begun to move, if nobody needed it before.
    async fn connect_later(state: Weak<RefCell<State>>) {
        TimeoutFuture::new(FIRST_MS).await;
        // The page may have gone.
        if let Some(state) = state.upgrade() {
            Engine(state).connect();
        }
    }

    /// Runs a program as soon as those that were ordered before are over, and reports from it until it ends.
    ///
    /// What is stored is over at once.
    pub fn run(&self, order: Order, report: impl Fn(Report) + 'static) -> Job {
        let (number, stored) = {
            let mut state = self.0.borrow_mut();
            state.number += 1;
            (state.number, state.stored.run(&order))
        };
        match stored {
            Some((trace, summary)) => report(Report::Ended(Arc::new(trace), summary)),
            None => {
                let waiting = Waiting { number, order, report: Rc::new(report) };
                self.0.borrow_mut().waiting.push_back(waiting);
                self.next();
            }
        }
        Job { number, engine: self.clone() }
    }

    /// Asks something that takes the worker no time worth waiting for, whether a run is going on or not.
    ///
    /// # Errors
    /// The worker could not be loaded, or broke: what to do, in a sentence.
    pub async fn ask<T: for<'a> Deserialize<'a>>(&self, question: Question) -> Result<T, String> {
        let (answer, answered) = oneshot::channel();
        let number = {
            let mut state = self.0.borrow_mut();
            if let Some(reply) = state.stored.reply(&question) {
                return reply.decode();
            }
            state.number += 1;
            let number = state.number;
            state.asked.insert(number, answer);
            number
        };
        self.connect();
        self.tell(Command::Ask(number, question));
        let encoded = answered.await.map_err(|_| {
            "The interpreter was lost. Reload the page, and check that the host serves all files of the build."
                .to_owned()
        })?;
        encoded.decode()
    }

    /// Begins with the run whose turn it is, if none is going on.
    fn next(&self) {
        let command = {
            let mut state = self.0.borrow_mut();
            if state.running.is_some() {
                return;
            }
            let Some(Waiting { number, order, report }) = state.waiting.pop_front() else { return };
            let trace = Arc::new(Trace::new(&order.file, &order.source));
            state.running = Some(Running { number, trace, report });
            Command::Run(number, order)
        };
        self.connect();
        self.tell(command);
    }

    /// Starts the worker, if there is none.
    fn connect(&self) {
        if self.0.borrow().link.is_some() {
            return;
        }
        let script = self.0.borrow().script.clone();
        match Link::open(&script, Rc::downgrade(&self.0)) {
            Ok(link) => self.0.borrow_mut().link = Some(link),
            Err(error) => {
                let reason = error
                    .dyn_ref::<js_sys::Error>()
                    .map(|error| String::from(error.message()))
                    .unwrap_or_default();
                let engine = self.clone();
                // Not before whoever orders has been given the job.
                spawn_local(async move { engine.break_down(&reason) });
            }
        }
    }

    fn tell(&self, command: Command) {
        if let Some(link) = &mut self.0.borrow_mut().link {
            match &mut link.early {
                Some(early) => early.push(command),
                None => link.post(&command),
            }
        }
    }

    fn hear(&self, message: &JsValue) {
        let Some(bytes) = message.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec) else {
            return self.break_down(&message.as_string().unwrap_or_default());
        };
        match decode(&bytes) {
            Ok(Answer::Ready) => self.greet(),
            Ok(Answer::Growing(number, growth)) => {
                let began_ms = Date::now();
                if let Some(trace) = self.grow(number, growth) {
                    self.report(number, Report::Growing(trace));
                }
                spawn_local(self.clone().ask_for_more(number, began_ms));
            }
            Ok(Answer::Ended(number, growth, summary)) => {
                if let Some(trace) = self.grow(number, growth) {
                    self.report(number, Report::Ended(trace, summary));
                }
                self.forget(number);
            }
            Ok(Answer::Refused(number, refusal)) => {
                self.report(number, Report::Refused(refusal));
                self.forget(number);
            }
            Ok(Answer::Unreachable(number, reason)) => {
                self.report(number, Report::Unreachable(reason));
                self.forget(number);
            }
            Ok(Answer::Told(number, reply)) => {
                let asked = self.0.borrow_mut().asked.remove(number);
                // Whoever asked may have gone.
                asked.map(|asked| asked.send(reply).ok());
            }
            Err(reason) => self.break_down(&reason),
        }
    }

    /// Lets the page show what it was told since that moment, and then as much time pass as keeps the processor free.
    async fn ask_for_more(self, number: u32, began_ms: f64) {
        TimeoutFuture::new(0).await;
        TimeoutFuture::new(((Date::now() - began_ms) * REST).clamp(0.0, LONGEST_REST_MS) as u32).await;
        self.tell(Command::Seen(number));
    }

    /// The worker is loaded: it is told what waited for that.
    fn greet(&self) {
        if let Some(link) = &mut self.0.borrow_mut().link {
            for command in link.early.take().unwrap_or_default() {
                link.post(&command);
            }
        }
    }

    /// The trace of the run that is going on, with what has happened since.
    fn grow(&self, number: u32, growth: Growth<'_>) -> Option<Arc<Trace>> {
        let mut state = self.0.borrow_mut();
        let running = state.running_as(number)?;
        // Whoever was told of it before keeps what there was then; a copy shares nearly all of it.
        Arc::make_mut(&mut running.trace).grow(growth);
        Some(running.trace.clone())
    }

    /// Tells whoever ordered the run; the state is free meanwhile, since that may order the next one.
    fn report(&self, number: u32, report: Report) {
        let listener = self.0.borrow_mut().running_as(number).map(|running| running.report.clone());
        if let Some(listener) = listener {
            listener(report);
        }
    }

    /// The order with that number, if its turn has not come.
    fn take_waiting(&self, number: u32) -> Option<Waiting> {
        let mut state = self.0.borrow_mut();
        let place = state.waiting.iter().position(|waiting| waiting.number == number)?;
        state.waiting.remove(place)
    }

    /// The run with that number is over, or not wanted any more: the next one begins.
    fn forget(&self, number: u32) {
        let was_running = {
            let mut state = self.0.borrow_mut();
            state.running.take_if(|running| running.number == number).is_some()
        };
        if was_running {
            self.next();
        }
    }

    /// The worker is lost; the next order starts another one.
    fn break_down(&self, reason: &str) {
        let (number, link) = {
            let mut state = self.0.borrow_mut();
            state.asked.clear();
            (state.running.as_ref().map_or(0, |running| running.number), state.link.take())
        };
        drop(link);
        let reason = if reason.is_empty() { "the browser does not say why" } else { reason };
        let text = format!(
            "The interpreter was lost ({reason}). Nothing that you chose is: press Run to start it again. If that does not \
             help, reload the page, and check that the host serves all files of the build."
        );
        self.report(number, Report::Broken(text));
        self.forget(number);
    }
}

impl State {
    fn running_as(&mut self, number: u32) -> Option<&mut Running> {
        self.running.as_mut().filter(|running| running.number == number)
    }
}

impl Link {
    fn open(script: &str, state: Weak<RefCell<State>>) -> Result<Link, JsValue> {
        let worker = Worker::new(&startable(script)?)?;
        let for_errors = state.clone();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(state) = state.upgrade() {
                Engine(state).hear(&event.data());
            }
        });
        let on_error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
            if let Some(state) = for_errors.upgrade() {
                Engine(state).break_down(&message_of(&event));
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Link { worker, early: Some(Vec::new()), _on_message: on_message, _on_error: on_error })
    }

    fn post(&self, command: &Command) {
        // Bytes can always be copied to the other side.
        self.worker.post_message(&Uint8Array::from(encode(command).as_slice())).ok();
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Job {
    /// Asks the run to end: its requests are aborted, and what happened until now is reported.
    pub fn stop(&self) {
        if let Some(waiting) = self.engine.take_waiting(self.number) {
            let mut trace = Trace::new(&waiting.order.file, &waiting.order.source);
            trace.set_ending(Some(Ending::Stopped));
            return (waiting.report)(Report::Ended(Arc::new(trace), RunSummary::default()));
        }
        self.engine.tell(Command::Stop(self.number));
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        if self.engine.take_waiting(self.number).is_none() {
            // The worker hears that it is to stop before it hears what is next.
            self.engine.tell(Command::Stop(self.number));
            self.engine.forget(self.number);
        }
    }
}

/// The address at which a worker of this script can be started.
///
/// A page without an origin of its own, as in a sandboxed frame, may start none but what it made itself (HTML standard, "Worker",
/// and "opaque origins"): there it is a line of text that imports the script.
fn startable(script: &str) -> Result<String, JsValue> {
    let global = js_sys::global();
    if Reflect::get(&global, &"origin".into())?.as_string().as_deref() != Some("null") {
        return Ok(script.to_owned());
    }
    let page = Reflect::get(&Reflect::get(&global, &"location".into())?, &"href".into())?;
    let address = Url::new_with_base(script, &page.as_string().unwrap_or_default())?.href();
    let text = format!("self.workerAddress = {0:?}; importScripts({0:?});", address);
    Url::create_object_url_with_blob(&Blob::new_with_str_sequence(&js_sys::Array::of1(&text.into()))?)
}

/// What an error says of itself. A script that cannot be loaded gives a plain event, without a message.
fn message_of(event: &ErrorEvent) -> String {
    Reflect::get(event, &"message".into()).ok().and_then(|message| message.as_string()).unwrap_or_default()
}
