//! `/status` and `/flaky`: failures on purpose.

use serde_json::json;

use super::call::Call;
use super::parameter::{Kind, Parameter, SEED};
use super::problem::{Problem, reason};
use super::reply::Reply;
use super::state::State;

/// From 200, since a 1xx is not an answer yet (RFC 9110 §15.2), and no host could send it as one.
pub(super) const CODE: Parameter<u16> = Parameter {
    name: "code",
    meaning: "the status to answer with",
    kind: Kind::Whole,
    least: 200,
    most: 599,
    default: None,
};

pub(super) const RATE: Parameter<f64> = Parameter {
    name: "rate",
    meaning: "the share of requests that fail",
    kind: Kind::Number,
    least: 0.0,
    most: 1.0,
    default: Some(0.3),
};

pub(super) const STATUS: Parameter<u16> = Parameter {
    name: "status",
    meaning: "the status of those that fail",
    kind: Kind::Whole,
    least: 400,
    most: 599,
    default: Some(503),
};

/// Answers `/status/{code}`.
pub(super) fn status(call: &Call<'_>, _: &mut State) -> Result<Reply, Problem> {
    let code = CODE.required(call)?;
    Ok(match code {
        // These have no body by definition (Fetch standard, "null body status"); a browser throws if given one.
        204 | 205 | 304 => Reply::empty(code),
        _ => Reply::json(code, &json!({ "status": code, "reason": reason(code) })),
    })
}

/// Answers `/flaky`.
pub(super) fn flaky(call: &Call<'_>, state: &mut State) -> Result<Reply, Problem> {
    let (rate, status) = (RATE.required(call)?, STATUS.required(call)?);
    let drawn = state.random_for(SEED.optional(call)?).fraction();
    if drawn >= rate {
        return Ok(Reply::json(200, &json!({ "ok": true })));
    }
    let problem = Problem::new(status, "This request failed on purpose; try again.".to_owned());
    Err(if status == 503 { problem.with_header("retry-after", "1") } else { problem })
}
