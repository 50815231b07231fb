//! The built page's files.

use std::path::Path;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use tower_http::services::ServeDir;

/// A directory of static files.
#[derive(Debug, Clone)]
pub(super) struct Site {
    files: ServeDir,
}

/// What each file is served with.
const HEADERS: [(&str, &str); 4] = [
    // A sandboxed frame has an origin of its own, and modules and wasm are only loaded across origins with these.
    ("access-control-allow-origin", "*"),
    ("cross-origin-resource-policy", "cross-origin"),
    ("timing-allow-origin", "*"),
    // Ask again each time (the answer is mostly 304): neither a page nor a service worker from before a build stays.
    ("cache-control", "no-cache"),
];

impl Site {
    /// Serves what the directory holds at the time of each request; it need not exist yet.
    pub(super) fn new(directory: &Path) -> Self {
        Self { files: ServeDir::new(directory) }
    }

    /// The file that a request asks for; `None` if there is no such file.
    pub(super) async fn file(&self, request: Request) -> Option<Response> {
        let mut response = self.files.clone().try_call(request).await.ok()?.map(Body::new);
        if response.status() == StatusCode::NOT_FOUND {
            return None;
        }
        for (name, value) in HEADERS {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        Some(response)
    }
}
