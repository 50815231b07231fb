//! Requests that the page answers itself, where no service worker can be: the demo's schedule, played on the page's timers.

use std::time::Duration;

use super::flight::Reporter;
use super::pause::sleep_until;
use runtime::virtual_backend::reason_phrase;
use runtime::world::{OutgoingRequest, ResponsePart};
use trace::{Span, Time};

/// What the demo endpoints answer, and when.
pub(super) fn answer(request: &OutgoingRequest, target: &str, server: &mut demo::State) -> demo::Reply {
    let mut asked = demo::Request::new(demo::Method::from_name(&request.method), target);
    asked.headers =
        request.headers.iter().map(|(name, value)| (name.to_lowercase(), value.clone())).collect();
    asked.arrived = Duration::from_nanos(request.at.0);
    demo::respond(&asked, server)
}

/// Plays an answer to a request that arrived at that moment.
pub(super) async fn play(reply: demo::Reply, arrived: Time, reporter: Reporter) {
    let moment = |offset: Duration| arrived + span_of(offset);
    reporter.tell(ResponsePart::Connected(arrived));
    sleep_until(moment(reply.head_at), &reporter.origin).await;
    reporter.tell(ResponsePart::Head {
        status: reply.status,
        reason: reason_phrase(reply.status).to_owned(),
        headers: reply.headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        queued: Some(span_of(reply.timing.queue)),
        worked: Some(span_of(reply.timing.work)),
        first_byte: None,
    });
    for chunk in reply.chunks {
        sleep_until(moment(chunk.at), &reporter.origin).await;
        reporter.tell(ResponsePart::Body(chunk.bytes));
    }
    reporter.tell(ResponsePart::End(None));
}

fn span_of(duration: Duration) -> Span {
    Span(u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX))
}
