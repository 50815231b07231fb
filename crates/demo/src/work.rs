//! `/db` and `/work`: answers that must wait for their turn.

use std::time::Duration;

use serde_json::json;

use super::call::Call;
use super::delay::DURATION;
use super::description::Description;
use super::parameter::{Kind, Parameter};
use super::pool::{Arrival, Full, PoolKey};
use super::problem::{Problem, excerpt};
use super::reply::{Reply, ServerTiming};
use super::state::State;

pub(super) const SLEEP: Parameter<f64> =
    Parameter { name: "sleep", meaning: "how long the query takes", default: Some(0.3), ..DURATION };

pub(super) const SIZE: Parameter<u16> = Parameter {
    name: "size",
    meaning: "how many connections the pool has",
    kind: Kind::Whole,
    least: 1,
    most: 1000,
    default: Some(4),
};

pub(super) const MILLISECONDS: Parameter<f64> = Parameter {
    name: "ms",
    meaning: "how many milliseconds the work takes",
    kind: Kind::Number,
    least: 0.0,
    most: 60_000.0,
    default: Some(300.0),
};

pub(super) const WORKERS: Parameter<u16> =
    Parameter { name: "workers", meaning: "how many workers the pool has", ..SIZE };

pub(super) const LIMIT: Parameter<u32> = Parameter {
    name: "limit",
    meaning: "how many may wait for a worker; any more get 503",
    kind: Kind::Whole,
    least: 0,
    most: 100_000,
    default: None,
};

/// The name of a pool, in characters.
const LONGEST_NAME: usize = 64;

/// The one parameter that is text, described for the index.
pub(super) fn describe_pool() -> Description {
    Description {
        name: "pool",
        place: "query",
        meaning: "which pool; one of each name and size",
        expected: format!("a name of at most {LONGEST_NAME} characters"),
        schema: json!({ "type": "string", "maxLength": LONGEST_NAME, "default": "main" }),
    }
}

/// Answers `/db`: a query that holds one of the pool's connections for its time.
pub(super) fn query(call: &Call<'_>, state: &mut State) -> Result<Reply, Problem> {
    let work = Duration::try_from_secs_f64(SLEEP.required(call)?).unwrap_or_default();
    let key = PoolKey { endpoint: "db", name: pool_name(call)?, size: usize::from(SIZE.required(call)?) };
    let timing = take_turn(key, Arrival { now: call.arrived, work, limit: None }, state)?;
    let body = json!({ "result": 42, "queued": timing.queue.as_secs_f64() });
    Ok(Reply::json(200, &body).after(timing))
}

/// Answers `/work`: served by one of the pool's workers, in order of arrival.
pub(super) fn work(call: &Call<'_>, state: &mut State) -> Result<Reply, Problem> {
    let work = Duration::try_from_secs_f64(MILLISECONDS.required(call)? / 1000.0).unwrap_or_default();
    let key =
        PoolKey { endpoint: "work", name: pool_name(call)?, size: usize::from(WORKERS.required(call)?) };
    let limit = LIMIT.optional(call)?.and_then(|limit| usize::try_from(limit).ok());
    let timing = take_turn(key, Arrival { now: call.arrived, work, limit }, state)?;
    let body = json!({ "worked": timing.work.as_secs_f64(), "queued": timing.queue.as_secs_f64() });
    Ok(Reply::json(200, &body).after(timing))
}

fn pool_name(call: &Call<'_>) -> Result<String, Problem> {
    let Description { name, expected, .. } = describe_pool();
    let text = call.value(name).unwrap_or("main");
    if text.chars().count() <= LONGEST_NAME {
        return Ok(text.to_owned());
    }
    Err(Problem::new(400, format!("`{name}` must be {expected}, not `{}`.", excerpt(text)))
        .with_member("parameter", name)
        .with_member("expected", expected))
}

fn take_turn(key: PoolKey, arrival: Arrival, state: &mut State) -> Result<ServerTiming, Problem> {
    let full = match state.pools.enter(key, arrival) {
        Ok(queue) => return Ok(ServerTiming { queue, work: arrival.work }),
        Err(full) => full,
    };
    let (detail, wait) = match full {
        Full::Queue(wait) => ("The queue is full; try again later.", wait),
        Full::Pools => ("There are too many busy pools; use those there are.", Duration::from_secs(1)),
    };
    let seconds = wait.as_millis().div_ceil(1000);
    Err(Problem::new(503, detail.to_owned()).with_header("retry-after", &seconds.to_string()))
}
