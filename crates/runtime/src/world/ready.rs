//! What has arrived, in the form in which a thread that waits for it gets it.

use std::rc::Rc;

use super::io_backend::ResponsePart;
use trace::{EventId, RequestId};
use vm::value::Value;

/// A piece of an answer as a value: `(request, event, kind, …)`.
pub(super) fn value_of(request: RequestId, event: EventId, answer: ResponsePart) -> Value {
    let mut parts = vec![Value::Int(i64::from(request.0)), Value::Int(i64::from(event.0))];
    match answer {
        ResponsePart::Connected(_) => parts.push(Value::str("connected")),
        ResponsePart::Head { status, reason, headers, .. } => {
            let pairs =
                headers.into_iter().map(|(name, value)| Value::tuple([Value::str(name), Value::str(value)]));
            parts.extend([
                Value::str("head"),
                Value::Int(i64::from(status)),
                Value::str(reason),
                Value::list(pairs.collect()),
            ]);
        }
        ResponsePart::Body(bytes) => parts.extend([Value::str("body"), Value::bytes(bytes)]),
        ResponsePart::End(_) => parts.push(Value::str("end")),
        ResponsePart::Failed(reason) => parts.extend([Value::str("failed"), Value::str(reason)]),
    }
    Value::tuple(parts)
}

/// A piece of an answer, taken apart again.
#[derive(Debug)]
pub enum Ready {
    /// Status, reason and headers.
    Head(u16, Value, Value),
    /// A piece of the body.
    Body(Rc<Vec<u8>>),
    /// The body is complete.
    End,
    /// It failed, for this reason.
    Failed(String),
}

/// Takes apart what [`value_of`] made; None for anything else.
pub fn parts_of(value: &Value) -> Option<(RequestId, EventId, Ready)> {
    let Value::Tuple(parts) = value else { return None };
    let [Value::Int(request), Value::Int(event), Value::Str(kind), rest @ ..] = &*parts.0 else {
        return None;
    };
    let ready = match (kind.as_str(), rest) {
        ("head", [Value::Int(status), reason, headers]) => {
            Ready::Head(u16::try_from(*status).ok()?, reason.clone(), headers.clone())
        }
        ("body", [Value::Bytes(bytes)]) => Ready::Body(bytes.clone()),
        ("end", []) => Ready::End,
        ("failed", [Value::Str(reason)]) => Ready::Failed(reason.as_str().to_owned()),
        _ => return None,
    };
    Some((RequestId(u32::try_from(*request).ok()?), EventId(u32::try_from(*event).ok()?), ready))
}
