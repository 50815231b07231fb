//! Refusals, in the form of RFC 9457 ("Problem Details for HTTP APIs").

use serde_json::{Value, json};

use super::reply::Reply;

/// The methods that every endpoint answers, as the `Allow` header lists them.
pub(super) const ALLOWED_METHODS: &str = "GET, HEAD, OPTIONS";

/// Why a request is not answered as it wished.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Problem {
    status: u16,
    /// One sentence for a person: what is wrong, and what would be right.
    detail: String,
    /// Members beyond the standard ones, for programs.
    members: Vec<(&'static str, Value)>,
    headers: Vec<(&'static str, String)>,
}

impl Problem {
    pub(super) fn new(status: u16, detail: String) -> Self {
        Self { status, detail, members: Vec::new(), headers: Vec::new() }
    }

    pub(super) fn with_member(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.members.push((name, value.into()));
        self
    }

    pub(super) fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub(super) fn unknown_path(path: &str) -> Self {
        Self::new(404, format!("There is nothing at {}; see / for what there is.", excerpt(path)))
    }

    pub(super) fn method_not_allowed() -> Self {
        Self::new(405, format!("This answers only {ALLOWED_METHODS}.")).with_header("allow", ALLOWED_METHODS)
    }

    pub(super) fn into_reply(self) -> Reply {
        let mut body = json!({ "type": "about:blank", "title": reason(self.status), "status": self.status, "detail": self.detail });
        for (name, value) in self.members {
            body[name] = value;
        }
        let mut reply = Reply::with_body(self.status, "application/problem+json", body.to_string());
        reply.headers.extend(self.headers);
        reply
    }
}

/// What was sent, cut to a length that fits a message.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut cut: String = text.chars().take(LONGEST).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// The usual phrase for a status (RFC 9110 §15); for others, that of their class.
pub(super) fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        206 => "Partial Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        418 => "I'm a teapot",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => match status / 100 {
            2 => "Success",
            3 => "Redirection",
            4 => "Client Error",
            _ => "Server Error",
        },
    }
}
