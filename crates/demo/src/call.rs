//! A request that has found its endpoint: the values it brings, by name.

use std::borrow::Cow;
use std::time::Duration;

use percent_encoding::percent_decode_str;

use super::request::Request;

/// The values that a request brings, decoded: the one in its path, then those of its query in order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Call<'a> {
    /// When the request arrived.
    pub(super) arrived: Duration,
    values: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> Call<'a> {
    /// Reads the query. `path_value` is the name and the raw text of the endpoint's path parameter, if it has one.
    pub(super) fn new(request: &'a Request, path_value: Option<(&'a str, &'a str)>) -> Self {
        let from_path =
            path_value.map(|(name, raw)| (Cow::from(name), percent_decode_str(raw).decode_utf8_lossy()));
        let from_query = form_urlencoded::parse(request.query.as_bytes());
        Self { arrived: request.arrived, values: from_path.into_iter().chain(from_query).collect() }
    }

    /// The value with a name. Of several the first counts, so that a path outweighs a query.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_ref())
    }
}
