//! What a host knows about a request when it has read its head.

use std::time::Duration;

/// What a request asks to be done. Endpoints only ever answer, so that all writing methods are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`.
    Get,
    /// `HEAD`: the same as `GET` without the body, at the same time.
    Head,
    /// `OPTIONS`: what a browser asks before it sends an unusual request to another origin.
    Options,
    /// Any other; refused.
    Other,
}

impl Method {
    /// Reads a method's name as HTTP writes it, in capitals.
    pub fn from_name(name: &str) -> Self {
        match name {
            "GET" => Self::Get,
            "HEAD" => Self::Head,
            "OPTIONS" => Self::Options,
            _ => Self::Other,
        }
    }
}

/// A request to the demo endpoints. Any value is valid: nonsense gets an answer that says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// What to do.
    pub method: Method,
    /// The path below the demo's root, percent-encoded as sent, with its leading slash.
    pub path: String,
    /// What follows the `?`, percent-encoded as sent; empty if there is none.
    pub query: String,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// When it arrived, since any moment that stays the same for one [`State`](super::State). It decides who waits
    /// for whom in a pool; all other answers are the same at any time.
    pub arrived: Duration,
}

impl Request {
    /// Makes a request without headers, arriving at zero, for a target such as `/delay?duration=1`. A fragment is dropped.
    pub fn new(method: Method, target: &str) -> Self {
        let target = target.split('#').next().unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method,
            path: path.to_owned(),
            query: query.to_owned(),
            headers: Vec::new(),
            arrived: Duration::ZERO,
        }
    }

    /// Makes a `GET` request without headers, arriving at zero.
    pub fn get(target: &str) -> Self {
        Self::new(Method::Get, target)
    }

    /// The first value of a header, whose name is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
