//! The demo endpoints: what programs talk to when they want something that takes time.
//!
//! This is the whole service as pure data. [`respond`] takes a request and the service's [`State`] and says, at
//! once, *what will be answered and when*: a [`Reply`] is a schedule of bytes. Nothing here sleeps, reads a clock
//! or knows a socket, so that three hosts can share it: the service worker plays the schedule with timers, the
//! native server plays it over TCP, and predictions put it on a virtual clock.
//!
//! It is not a web framework: no cookies, no bodies in requests, no state beyond what [`State`] holds.
//!
//! Begin with [`respond`], then `endpoint.rs`: the table of all endpoints, from which routing, validation, the
//! index and the OpenAPI document all follow.
//!
//! ```
//! use std::time::Duration;
//! use demo::{Request, State, respond};
//!
//! let reply = respond(&Request::get("/delay?duration=0.125"), &mut State::new(0));
//! assert_eq!(reply.status, 200);
//! assert_eq!(reply.head_at, Duration::from_millis(125));
//! assert_eq!(reply.body(), br#"{"slept":0.125}"#);
//! ```

mod call;
mod delay;
mod description;
mod failure;
mod index;
mod parameter;
mod pool;
mod problem;
mod quote;
mod random;
mod reply;
mod request;
mod state;
mod stream;
mod table;
mod work;

#[cfg(test)]
mod tests;

use std::time::Duration;

pub use reply::{Chunk, Reply, ServerTiming};
pub use request::{Method, Request};
pub use state::State;

use call::Call;
use problem::{ALLOWED_METHODS, Problem};
use table::ENDPOINTS;

/// Answers a request.
///
/// The same request and the same state give the same reply. The state moves on where an answer draws a random number
/// that the request does not seed, and where it takes a place in a pool. Never panics, whatever the request holds.
pub fn respond(request: &Request, state: &mut State) -> Reply {
    let mut reply = match request.method {
        Method::Options => preflight(),
        Method::Get | Method::Head | Method::Other => {
            answer(request, state).unwrap_or_else(|problem| problem.into_reply())
        }
    };
    add_common_headers(&mut reply, request);
    if request.method == Method::Head {
        reply.chunks.clear();
    }
    reply
}

/// Whether a path belongs to some endpoint, so that a host can serve something else in its place.
pub fn knows(path: &str) -> bool {
    call::find(ENDPOINTS, path).is_some()
}

fn answer(request: &Request, state: &mut State) -> Result<Reply, Problem> {
    let (endpoint, path_value) =
        call::find(ENDPOINTS, &request.path).ok_or_else(|| Problem::unknown_path(&request.path))?;
    if request.method == Method::Other {
        return Err(Problem::method_not_allowed());
    }
    (endpoint.answer)(&Call::new(request, path_value, ENDPOINTS), state)
}

/// Answers the question that browsers ask before a request from another origin: yes, whatever it is.
fn preflight() -> Reply {
    let mut reply = Reply::empty(204);
    reply.headers.extend([
        ("allow", ALLOWED_METHODS.to_owned()),
        ("access-control-allow-methods", ALLOWED_METHODS.to_owned()),
        ("access-control-allow-private-network", "true".to_owned()),
        ("access-control-max-age", "600".to_owned()),
    ]);
    reply
}

fn add_common_headers(reply: &mut Reply, request: &Request) {
    // `*` would not cover `Authorization` (Fetch standard, "CORS-safelisted" section), so what is asked is granted.
    let asked = request.header("access-control-request-headers").filter(|names| is_header_value(names));
    let ServerTiming { queue, work } = reply.timing;
    reply.headers.extend([
        ("cache-control", "no-store".to_owned()),
        ("access-control-allow-origin", "*".to_owned()),
        ("access-control-allow-headers", asked.unwrap_or("*").to_owned()),
        ("access-control-expose-headers", "*".to_owned()),
        ("timing-allow-origin", "*".to_owned()),
        ("server-timing", format!("queue;dur={}, work;dur={}", milliseconds(queue), milliseconds(work))),
    ]);
    // With one piece the length is known from the start, and a host need not resort to chunked encoding.
    if let [only] = reply.chunks.as_slice() {
        reply.headers.push(("content-length", only.bytes.len().to_string()));
    }
}

fn is_header_value(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
