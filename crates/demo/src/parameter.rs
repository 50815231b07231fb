//! What a parameter may be: one description that validates, words the refusal, and fills the index.

use std::fmt::Display;
use std::str::FromStr;

use serde_json::{Value, json};

use super::call::Call;
use super::description::Description;
use super::problem::{Problem, excerpt};

/// A parameter whose values are a range of `T`: a number, or a `bool` from `false` to `true`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parameter<T> {
    pub(super) name: &'static str,
    /// What it does, in a few words for the index.
    pub(super) meaning: &'static str,
    pub(super) kind: Kind,
    pub(super) least: T,
    pub(super) most: T,
    /// The value of a request that does not name it; `None` if that has a meaning of its own, or is an error.
    pub(super) default: Option<T>,
}

/// What sort of value a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A decimal number of seconds.
    Seconds,
    /// A decimal number.
    Number,
    /// A number without decimals.
    Whole,
    /// `true` or `false`.
    Flag,
}

impl<T: FromStr + PartialOrd + Display + Copy> Parameter<T> {
    /// The value that a call gives, else the default, else nothing.
    ///
    /// # Errors
    /// What the call gives is no such value, or lies outside the range.
    pub(super) fn optional(&self, call: &Call<'_>) -> Result<Option<T>, Problem> {
        let Some(text) = call.value(self.name) else { return Ok(self.default) };
        // Python writes `True`, and `str(True)` is what ends up in many a URL.
        let value = text.to_ascii_lowercase().parse::<T>().ok();
        // A comparison with NaN is false, so that it is refused here along with the infinities.
        let accepted = value.filter(|value| *value >= self.least && *value <= self.most);
        accepted
            .map(Some)
            .ok_or_else(|| self.refusal(&format!("not `{}`", excerpt(text))).with_member("got", text))
    }

    /// The value that a call gives, else the default.
    ///
    /// # Errors
    /// As [`optional`](Self::optional); or there is neither value nor default.
    pub(super) fn required(&self, call: &Call<'_>) -> Result<T, Problem> {
        self.optional(call)?.ok_or_else(|| self.refusal("and it is missing"))
    }

    /// A refusal that names the parameter and its range; `but` says what is wrong.
    pub(super) fn refusal(&self, but: &str) -> Problem {
        let description = self.describe("");
        Problem::new(400, format!("`{}` must be {}, {but}.", self.name, description.expected))
            .with_member("parameter", self.name)
            .with_member("expected", description.expected)
    }

    /// Describes the parameter for the index. `place` is `path` or `query`.
    pub(super) fn describe(&self, place: &'static str) -> Description {
        let Self { name, meaning, kind, least, most, .. } = *self;
        let (expected, json_type) = match kind {
            Kind::Seconds => (format!("a number of seconds from {least} to {most}"), "number"),
            Kind::Number => (format!("a number from {least} to {most}"), "number"),
            Kind::Whole => (format!("a whole number from {least} to {most}"), "integer"),
            Kind::Flag => (format!("{most} or {least}"), "boolean"),
        };
        let mut schema = json!({ "type": json_type });
        if kind != Kind::Flag {
            schema["minimum"] = json_from(least);
            schema["maximum"] = json_from(most);
        }
        if let Some(default) = self.default {
            schema["default"] = json_from(default);
        }
        Description { name, place, meaning, expected, schema }
    }
}

/// A number or a `bool` as JSON: both are written there as they are written here.
fn json_from(value: impl Display) -> Value {
    value.to_string().parse().unwrap_or(Value::Null)
}

/// The seed that makes an answer repeatable.
pub(super) const SEED: Parameter<u64> = Parameter {
    name: "seed",
    meaning: "the same seed gets the same answer",
    kind: Kind::Whole,
    least: 0,
    most: u64::MAX,
    default: None,
};
