//! `/delay`: an answer that takes its time.

use std::time::Duration;

use serde_json::json;

use super::call::Call;
use super::parameter::{Kind, Parameter, SEED};
use super::problem::Problem;
use super::reply::{Reply, ServerTiming};
use super::state::State;

/// Nobody waits for longer than this, in seconds.
const LONGEST: f64 = 60.0;

pub(super) const DURATION: Parameter<f64> = Parameter {
    name: "duration",
    meaning: "how long to wait",
    kind: Kind::Seconds,
    least: 0.0,
    most: LONGEST,
    default: None,
};

pub(super) const SECONDS: Parameter<f64> = Parameter { name: "seconds", ..DURATION };

pub(super) const JITTER: Parameter<f64> = Parameter {
    name: "jitter",
    meaning: "waits longer by a random time of up to this; together with the wait at most 60 seconds",
    default: Some(0.0),
    ..DURATION
};

/// Answers `/delay?duration=…`.
pub(super) fn by_query(call: &Call<'_>, state: &mut State) -> Result<Reply, Problem> {
    wait(DURATION.required(call)?, call, state)
}

/// Answers `/delay/{seconds}`.
pub(super) fn by_path(call: &Call<'_>, state: &mut State) -> Result<Reply, Problem> {
    wait(SECONDS.required(call)?, call, state)
}

fn wait(duration: f64, call: &Call<'_>, state: &mut State) -> Result<Reply, Problem> {
    let jitter = JITTER.required(call)?;
    let seed = SEED.optional(call)?;
    let room = LONGEST - duration;
    if jitter > room {
        return Err(
            Parameter { most: room, ..JITTER }.refusal(&format!("since {duration} + {jitter} is too long"))
        );
    }
    // Without jitter nothing is drawn, so that plain delays leave the service's randomness alone.
    let added = if jitter > 0.0 { jitter * state.random_for(seed).fraction() } else { 0.0 };
    let work = duration_from_seconds(duration + added);
    let timing = ServerTiming { queue: Duration::ZERO, work };
    Ok(Reply::json(200, &json!({ "slept": work.as_secs_f64() })).after(timing))
}

/// A checked number of seconds, to the nanosecond.
fn duration_from_seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}
