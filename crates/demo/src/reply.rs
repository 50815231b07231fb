//! Answers as schedules: which bytes leave when.

use std::time::Duration;

use serde_json::Value;

/// One answer, as a schedule. All moments count from the arrival of the request.
///
/// A host sends status and headers at `head_at`, each chunk at its `at`, and ends the body after the last one.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The HTTP status, 200–599.
    pub status: u16,
    /// Names in lower case, and values in printable ASCII.
    pub headers: Vec<(&'static str, String)>,
    /// When status and headers leave.
    pub head_at: Duration,
    /// The body in pieces, in order of time, none before `head_at`.
    pub chunks: Vec<Chunk>,
    /// How the server spent the time until `head_at`; the `Server-Timing` header says the same.
    pub timing: ServerTiming,
}

/// A piece of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Chunk {
    /// When it leaves, since the arrival of the request.
    pub at: Duration,
    /// What leaves.
    pub bytes: Vec<u8>,
}

/// Where the server's time went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ServerTiming {
    /// Waiting for a turn.
    pub queue: Duration,
    /// Being served.
    pub work: Duration,
}

impl Reply {
    /// Makes a reply that leaves at once, with a JSON body.
    pub(super) fn json(status: u16, body: &Value) -> Self {
        Self::with_body(status, "application/json", body.to_string())
    }

    /// Makes a reply that leaves at once, with a body of the given media type.
    pub(super) fn with_body(status: u16, media_type: &str, body: String) -> Self {
        let mut reply = Self::empty(status);
        reply.headers.push(("content-type", media_type.to_owned()));
        reply.chunks.push(Chunk { at: Duration::ZERO, bytes: body.into_bytes() });
        reply
    }

    /// Makes a reply that leaves at once and has no body.
    pub(super) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            head_at: Duration::ZERO,
            chunks: Vec::new(),
            timing: ServerTiming::default(),
        }
    }

    /// The same reply after so much time in the queue and at work.
    pub(super) fn after(mut self, timing: ServerTiming) -> Self {
        let delay = timing.queue + timing.work;
        self.head_at += delay;
        for chunk in &mut self.chunks {
            chunk.at += delay;
        }
        self.timing.queue += timing.queue;
        self.timing.work += timing.work;
        self
    }

    /// The first value of a header, whose name is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// The whole body, all chunks joined.
    pub fn body(&self) -> Vec<u8> {
        self.chunks.iter().flat_map(|chunk| chunk.bytes.iter().copied()).collect()
    }

    /// When the last byte leaves.
    pub fn ends_at(&self) -> Duration {
        self.chunks.last().map_or(self.head_at, |chunk| chunk.at)
    }
}
