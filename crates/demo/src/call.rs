//! What an endpoint is, and a call of it: a request that has found its endpoint, with the values that it brings.
//!
//! What it is not: the endpoints that there are; `table` lists them.

use std::borrow::Cow;
use std::time::Duration;

use percent_encoding::percent_decode_str;

use super::description::Description;
use super::problem::Problem;
use super::reply::Reply;
use super::request::Request;
use super::state::State;

/// The values that a request brings, decoded: the one in its path, then those of its query in order.
#[derive(Clone)]
pub(super) struct Call<'a> {
    /// When the request arrived.
    pub(super) arrived: Duration,
    /// All endpoints that there are: the index lists them.
    pub(super) endpoints: &'static [Endpoint],
    values: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> Call<'a> {
    /// Reads the query. `path_value` is the name and the raw text of the endpoint's path parameter, if it has one.
    pub(super) fn new(
        request: &'a Request,
        path_value: Option<(&'a str, &'a str)>,
        endpoints: &'static [Endpoint],
    ) -> Self {
        let from_path =
            path_value.map(|(name, raw)| (Cow::from(name), percent_decode_str(raw).decode_utf8_lossy()));
        let from_query = form_urlencoded::parse(request.query.as_bytes());
        Self {
            arrived: request.arrived,
            endpoints,
            values: from_path.into_iter().chain(from_query).collect(),
        }
    }

    /// The value with a name. Of several the first counts, so that a path outweighs a query.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_ref())
    }
}

/// One endpoint: where it is, what it takes, and how it answers.
pub(super) struct Endpoint {
    /// The path; a segment in braces is a parameter.
    pub(super) path: &'static str,
    /// What it does, in one sentence for the index.
    pub(super) summary: &'static str,
    /// A target that shows it.
    pub(super) example: &'static str,
    /// The media type of a good answer.
    pub(super) media_type: &'static str,
    pub(super) parameters: fn() -> Vec<Description>,
    pub(super) answer: fn(&Call<'_>, &mut State) -> Result<Reply, Problem>,
}

/// Finds the endpoint of a path in a table, with the name and the raw text of its path parameter if it has one.
pub(super) fn find<'a>(
    table: &'static [Endpoint],
    path: &'a str,
) -> Option<(&'static Endpoint, Option<(&'static str, &'a str)>)> {
    table.iter().find_map(|endpoint| Some((endpoint, match_path(endpoint.path, path)?)))
}

/// The parameter that makes a template match a path; a slash at the end of the path makes no difference.
fn match_path<'a>(template: &'static str, path: &'a str) -> Option<Option<(&'static str, &'a str)>> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let template = template.strip_suffix('/').unwrap_or(template);
    let Some(open) = template.find('{') else { return (template == path).then_some(None) };
    let name = template[open..].trim_matches(['{', '}']);
    let value = path.strip_prefix(&template[..open])?;
    (!value.is_empty() && !value.contains('/')).then_some(Some((name, value)))
}
