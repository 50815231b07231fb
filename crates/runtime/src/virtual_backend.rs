//! A network that exists only in virtual time: the demo endpoints answer, after their delays and the latency that was set.
//!
//! What it is not: it has no clock and never sleeps; it says when the next thing happens, and the world moves the clock there.

mod date;

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::library::time::EPOCH_SECONDS;
use crate::world::{Arrival, IoBackend, OutgoingRequest, ResponsePart, Waited};
use date::http_date;
use protocol::address::demo_target;
use trace::{RequestId, Span, Time};

/// How the virtual network behaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// From sending a request to the server's having it, and back again, together.
    pub latency: Span,
    /// How many connections there may be at once; requests beyond that wait. Browsers open 6 to a server that speaks HTTP/1.1.
    pub connections: Option<usize>,
    /// Seeds the server's own choices.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { latency: Span::from_milliseconds(1), connections: None, seed: 0 }
    }
}

/// The virtual network.
#[derive(Debug)]
pub struct VirtualBackend {
    settings: Settings,
    server: demo::State,
    /// What arrives, by moment and then in the order it was scheduled.
    scheduled: BTreeMap<(Time, u64), Arrival>,
    sequence: u64,
    /// Requests that have a connection.
    connected: Vec<RequestId>,
    /// Requests that wait for one.
    queued: VecDeque<OutgoingRequest>,
    now: Time,
}

/// What a program is told that asks for another address.
pub fn unknown_address(url: &str) -> String {
    format!(
        "{url} cannot be reached from here: in a predicted run there is only the demo server, http://localhost:7001"
    )
}

impl VirtualBackend {
    /// A network with these settings.
    pub fn new(settings: Settings) -> VirtualBackend {
        let server = demo::State::new(settings.seed);
        VirtualBackend {
            settings,
            server,
            scheduled: BTreeMap::new(),
            sequence: 0,
            connected: Vec::new(),
            queued: VecDeque::new(),
            now: Time::ZERO,
        }
    }

    fn schedule(&mut self, request: RequestId, at: Time, part: ResponsePart) {
        self.sequence += 1;
        self.scheduled.insert((at, self.sequence), Arrival { request, at, part });
    }

    /// Schedules everything that will come of a request that has a connection since `at`.
    fn connect(&mut self, request: OutgoingRequest, at: Time) {
        self.connected.push(request.id);
        let id = request.id;
        self.schedule(id, at, ResponsePart::Connected(at));
        let Some(target) = demo_target(&request.url) else {
            let there_and_back = at + self.settings.latency;
            self.schedule(id, there_and_back, ResponsePart::Failed(unknown_address(&request.url)));
            return;
        };
        let there = Span(self.settings.latency.0 / 2);
        let back = self.settings.latency - there;
        let reached = at + there;
        let mut asked = demo::Request::new(demo::Method::from_name(&request.method), target);
        for (name, value) in &request.headers {
            asked.headers.push((name.to_lowercase(), value.clone()));
        }
        asked.arrived = Duration::from_nanos(reached.0);
        let reply = demo::respond(&asked, &mut self.server);
        let moment = |offset: Duration| reached + span_of(offset) + back;
        let head_at = moment(reply.head_at);
        let mut headers: Vec<(String, String)> =
            reply.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        // The demo endpoints know no clock: their host says what time it is.
        headers.push(("date".to_owned(), http_date(EPOCH_SECONDS as u64 + head_at.0 / 1_000_000_000)));
        let head = ResponsePart::Head {
            status: reply.status,
            reason: reason_phrase(reply.status).to_owned(),
            headers,
            queued: Some(span_of(reply.timing.queue)),
            worked: Some(span_of(reply.timing.work)),
            first_byte: None,
        };
        self.schedule(id, head_at, head);
        let mut end = head_at;
        for chunk in reply.chunks {
            end = end.max(moment(chunk.at));
            self.schedule(id, end, ResponsePart::Body(chunk.bytes));
        }
        self.schedule(id, end, ResponsePart::End(None));
    }

    /// A connection is free: the request that has waited longest gets it.
    fn release(&mut self, request: RequestId, at: Time) {
        self.connected.retain(|&other| other != request);
        if let Some(next) = self.queued.pop_front() {
            self.connect(next, at);
        }
    }
}

fn span_of(duration: Duration) -> Span {
    Span(u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX))
}

/// The reason phrases of RFC 9110 that the demo endpoints use most; empty for others, as HTTP/2 has it.
pub fn reason_phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        418 => "I'm a Teapot",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}

impl IoBackend for VirtualBackend {
    fn send(&mut self, request: OutgoingRequest) {
        let at = request.at;
        if self.settings.connections.is_some_and(|limit| self.connected.len() >= limit) {
            self.queued.push_back(request);
        } else {
            self.connect(request, at);
        }
    }

    fn abort(&mut self, request: RequestId) {
        self.queued.retain(|queued| queued.id != request);
        self.scheduled.retain(|_, arrival| arrival.request != request);
        let now = self.now;
        if self.connected.contains(&request) {
            self.release(request, now);
        }
    }

    fn arrivals(&mut self, now: Time) -> Vec<Arrival> {
        self.now = self.now.max(now);
        let mut arrived = Vec::new();
        while let Some(entry) = self.scheduled.first_entry() {
            if entry.key().0 > now {
                break;
            }
            let arrival = entry.remove();
            if matches!(arrival.part, ResponsePart::End(_) | ResponsePart::Failed(_)) {
                self.release(arrival.request, arrival.at);
            }
            arrived.push(arrival);
        }
        arrived
    }

    async fn wait(&mut self, now: Time, deadline: Option<Time>) -> Waited {
        self.now = self.now.max(now);
        let next = self.scheduled.keys().next().map(|(moment, _)| *moment);
        match (next, deadline) {
            (Some(next), Some(deadline)) => Waited::Until(next.min(deadline)),
            (Some(moment), None) | (None, Some(moment)) => Waited::Until(moment),
            (None, None) => Waited::ForEver,
        }
    }

    async fn yield_if_due(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_demo_server_has_an_address() {
        assert_eq!(demo_target("http://localhost:7001/delay?duration=1"), Some("/delay?duration=1"));
        assert_eq!(demo_target("http://127.0.0.1:7001"), Some("/"));
        assert_eq!(demo_target("http://localhost:7001/demo/hello"), Some("/hello"));
        assert_eq!(demo_target("http://localhost:70012/hello"), None);
        assert_eq!(demo_target("http://example.org/"), None);
    }
}
