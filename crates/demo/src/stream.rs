//! `/stream`: a body that comes in pieces.

use std::time::Duration;

use serde_json::json;

use super::call::Call;
use super::delay::DURATION;
use super::parameter::{Kind, Parameter};
use super::problem::Problem;
use super::reply::{Chunk, Reply};
use super::state::State;

pub(super) const COUNT: Parameter<u32> = Parameter {
    name: "n",
    meaning: "how many lines",
    kind: Kind::Whole,
    least: 0,
    most: 1000,
    default: Some(10),
};

pub(super) const INTERVAL: Parameter<f64> = Parameter {
    name: "interval",
    meaning: "how long each line takes; all together at most 60 seconds",
    default: Some(0.1),
    ..DURATION
};

/// Newline-delimited JSON, as those who read and write it mostly call it; it is not registered.
pub(super) const MEDIA_TYPE: &str = "application/x-ndjson";

/// Answers `/stream`: the head at once, then a line after each interval.
pub(super) fn lines(call: &Call<'_>, _: &mut State) -> Result<Reply, Problem> {
    let (count, interval) = (COUNT.required(call)?, INTERVAL.required(call)?);
    let longest = INTERVAL.most / f64::from(count.max(1));
    if interval > longest {
        return Err(Parameter { most: longest, ..INTERVAL }
            .refusal(&format!("since {count} × {interval} is too long")));
    }
    let interval = Duration::try_from_secs_f64(interval).unwrap_or_default();
    let mut reply = Reply::empty(200);
    reply.headers.push(("content-type", MEDIA_TYPE.to_owned()));
    reply.chunks = (1..=count)
        .map(|number| Chunk {
            at: interval * number,
            bytes: format!("{}\n", json!({ "n": number, "of": count })).into_bytes(),
        })
        .collect();
    Ok(reply)
}
