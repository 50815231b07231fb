//! The I/O backend of a live run in the page: `fetch`, timers, and the wall's clock.
//!
//! [`LiveBackend`] starts one small task for each request; the tasks send what they learn through one channel, which
//! [`wait`](IoBackend::wait) listens to. Begin with the implementation of [`IoBackend`] below; `fetch` follows one request over
//! the network, `inside` plays one that the page answers itself, `measure` asks the browser when things really happened.
//! What it is not: it decides nothing about the program, and everything that it has begun ends when it is dropped.

mod fetch;
mod flight;
mod inside;
mod measure;
mod origin;
mod pause;
pub mod reach;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::pin::pin;
use std::rc::Rc;

use futures::channel::mpsc;
use futures::future::{Either, select};
use futures::{FutureExt, StreamExt};

use self::fetch::Fetch;
use self::flight::{Flight, Reporter};
use self::origin::Origin;
use self::pause::Pauses;
use self::reach::page_address;
pub use self::reach::reachable;
use protocol::address::{Destination, Host, may_be_asked, not_asked, numbered};
use runtime::world::{Arrival, IoBackend, OutgoingRequest, ResponsePart, Waited};
use trace::{Clock, RequestId, Span, Time};

/// How long a run may keep the page from drawing: half a frame.
const LONGEST_WITHOUT_YIELD: Span = Span::from_milliseconds(8);

/// The browser, as the I/O backend of a run.
pub struct LiveBackend {
    host: Host,
    origin: Origin,
    /// Answers, where the page itself is the host.
    server: demo::State,
    flights: BTreeMap<RequestId, Flight>,
    /// The addresses that were asked, each of which the browser measures under its name.
    asked: BTreeSet<String>,
    learnt: mpsc::UnboundedReceiver<Arrival>,
    /// What tasks report through; kept, so that the channel never closes.
    report: mpsc::UnboundedSender<Arrival>,
    arrived: VecDeque<Arrival>,
    pauses: Rc<Pauses>,
    last_pause: Time,
}

impl LiveBackend {
    /// A backend whose time begins now. `seed` is for the server's own choices, where the page is the host.
    pub fn new(host: Host, seed: u64) -> LiveBackend {
        let (report, learnt) = mpsc::unbounded();
        let origin = Origin::now();
        measure::make_room();
        LiveBackend {
            host,
            origin,
            server: demo::State::new(seed),
            flights: BTreeMap::new(),
            asked: BTreeSet::new(),
            learnt,
            report,
            arrived: VecDeque::new(),
            pauses: Rc::default(),
            last_pause: Time::ZERO,
        }
    }

    /// The clock for a run with this backend: it began when the backend was made.
    pub fn wall_clock(&self) -> Clock {
        let origin = self.origin.clone();
        Clock::Wall(Box::new(move || origin.time()))
    }

    /// Moves what tasks have reported to where it is handed over from, but for requests that were given up.
    fn collect(&mut self) {
        while let Some(Some(arrival)) = self.learnt.next().now_or_never() {
            self.keep(arrival);
        }
    }

    fn keep(&mut self, arrival: Arrival) {
        if self.flights.contains_key(&arrival.request) {
            self.arrived.push_back(arrival);
        }
    }

    /// The address under which the browser will measure a request: never the same twice in a run, where we may choose.
    fn own_address(&mut self, address: String, request: RequestId) -> String {
        let address = if self.asked.contains(&address) { numbered(&address, request.0) } else { address };
        self.asked.insert(address.clone());
        address
    }
}

impl IoBackend for LiveBackend {
    fn send(&mut self, request: OutgoingRequest) {
        let id = request.id;
        let reporter = Reporter::new(id, self.origin.clone(), self.report.clone(), self.pauses.clone());
        let flight = match self.host.destination(&request.url) {
            Err(reason) => {
                reporter.tell(ResponsePart::Failed(reason));
                Flight::idle()
            }
            Ok(Destination::Inside(target)) => {
                let reply = inside::answer(&request, &target, &mut self.server);
                Flight::start(|_| inside::play(reply, request.at, reporter))
            }
            Ok(Destination::Demo(address)) => {
                let address = self.own_address(address, id);
                let fetch = Fetch { request, address, host: Some(self.host.clone()) };
                Flight::start(|signal| fetch.run(signal, reporter))
            }
            Ok(Destination::Elsewhere(address)) if !may_be_asked(&address, &page_address()) => {
                reporter.tell(ResponsePart::Failed(not_asked(&address)));
                Flight::idle()
            }
            Ok(Destination::Elsewhere(address)) => {
                let fetch = Fetch { request, address, host: None };
                Flight::start(|signal| fetch.run(signal, reporter))
            }
        };
        self.flights.insert(id, flight);
    }

    fn abort(&mut self, request: RequestId) {
        // Dropping the flight aborts it.
        self.flights.remove(&request);
        self.arrived.retain(|arrival| arrival.request != request);
    }

    fn arrivals(&mut self, _now: Time) -> Vec<Arrival> {
        self.collect();
        let arrived: Vec<Arrival> = self.arrived.drain(..).collect();
        for arrival in &arrived {
            if matches!(arrival.part, ResponsePart::End(_) | ResponsePart::Failed(_))
                && let Some(flight) = self.flights.remove(&arrival.request)
            {
                flight.land();
            }
        }
        arrived
    }

    /// Dropping the future loses nothing: the same wait can begin again.
    async fn wait(&mut self, _now: Time, deadline: Option<Time>) -> Waited {
        loop {
            self.collect();
            let now = self.origin.time();
            if !self.arrived.is_empty() || deadline.is_some_and(|deadline| deadline <= now) {
                return Waited::Until(now);
            }
            if deadline.is_none() && self.flights.is_empty() {
                return Waited::ForEver;
            }
            let learnt = {
                let pause = pin!(self.pauses.towards(deadline.map(|deadline| deadline.since(now))));
                match select(self.learnt.next(), pause).await {
                    Either::Left((learnt, _)) => learnt,
                    Either::Right(_) => None,
                }
            };
            if let Some(arrival) = learnt {
                self.keep(arrival);
            }
            self.last_pause = self.origin.time();
        }
    }

    async fn yield_if_due(&mut self) {
        if self.origin.time().since(self.last_pause) >= LONGEST_WITHOUT_YIELD {
            self.pauses.once().await;
            self.last_pause = self.origin.time();
        }
    }
}
