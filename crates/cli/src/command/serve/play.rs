//! A reply's schedule, played on tokio's timers.

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use demo::{Chunk, Reply};
use futures::stream;
use tokio::time::{Instant, sleep_until};

/// Waits until the reply's head is due, and returns it with a body whose chunks come when they are due.
pub(super) async fn play(reply: Reply, arrived: Instant) -> Response {
    sleep_until(arrived + reply.head_at).await;
    let mut response = Response::new(body(reply.chunks, arrived));
    *response.status_mut() = reply.status.try_into().expect("a reply's status is one of HTTP's");
    for (name, value) in reply.headers {
        let value = HeaderValue::from_str(&value).expect("a reply's header values are printable ASCII");
        response.headers_mut().append(HeaderName::from_static(name), value);
    }
    response
}

fn body(chunks: Vec<Chunk>, arrived: Instant) -> Body {
    if chunks.is_empty() {
        return Body::empty();
    }
    Body::from_stream(stream::unfold(chunks.into_iter(), move |mut chunks| async move {
        let chunk = chunks.next()?;
        sleep_until(arrived + chunk.at).await;
        Some((Ok::<_, Infallible>(Bytes::from(chunk.bytes)), chunks))
    }))
}
