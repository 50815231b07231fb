//! What a person can choose about a fan-out: the way, how many requests, how long each takes, and where they go.

use trace::Span;
use trace::decimal::rounded;

/// The most requests that the page sends in one run.
pub const MAX_REQUESTS: u32 = 2000;
/// The longest that a demo endpoint waits, in milliseconds.
pub const MAX_DURATION_MS: u32 = 60_000;
/// The longest latency that a prediction can assume, in milliseconds.
pub const MAX_LATENCY_MS: u32 = 10_000;
/// The most events that a run may keep: a page's memory has room for them.
pub const MAX_EVENTS: u32 = 10_000_000;
/// The most bytes that a program may print.
pub const MAX_OUTPUT: u32 = 100_000_000;
/// The most memory that a program's objects may take, in megabytes: a page has little more than twice that.
pub const MAX_MEMORY_MB: u32 = 1500;
/// The longest that a run may take, in milliseconds of its own clock: ten days.
pub const MAX_TIME_MS: u32 = 864_000_000;
/// The address that the programs name, and where `loopscope serve` listens.
pub const NATIVE_SERVER: &str = "http://127.0.0.1:7001";

/// Milliseconds as people set them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Milliseconds(pub u32);

impl Milliseconds {
    /// In seconds, as a program writes them: `0.125`.
    pub fn as_seconds_text(self) -> String {
        rounded(f64::from(self.0) / 1000.0, 3)
    }
}

impl From<Milliseconds> for Span {
    fn from(milliseconds: Milliseconds) -> Span {
        Span::from_milliseconds(u64::from(milliseconds.0))
    }
}

/// A way to send several requests and wait for their answers. Each is a program in `assets/programs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strategy {
    /// One request after the other.
    Sequential,
    /// Tasks with `add_done_callback`.
    Callbacks,
    /// Tasks at once, the answers in a list.
    #[default]
    Gather,
    /// Tasks at once, at most so many beyond a semaphore.
    Semaphore,
    /// Tasks at once, each answer as it comes.
    AsCompleted,
    /// Tasks at once, each given up after a while.
    Timeout,
}

impl Strategy {
    /// All of them, in the order in which the page offers them.
    pub const ALL: [Strategy; 6] = [
        Strategy::Sequential,
        Strategy::Callbacks,
        Strategy::Gather,
        Strategy::Semaphore,
        Strategy::AsCompleted,
        Strategy::Timeout,
    ];

    /// Its name in addresses, which never changes.
    pub fn id(self) -> &'static str {
        match self {
            Strategy::Sequential => "sequential",
            Strategy::Callbacks => "callbacks",
            Strategy::Gather => "gather",
            Strategy::Semaphore => "semaphore",
            Strategy::AsCompleted => "as-completed",
            Strategy::Timeout => "timeout",
        }
    }

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Strategy::Sequential => "One after the other",
            Strategy::Callbacks => "Callbacks",
            Strategy::Gather => "Gather: all at once",
            Strategy::Semaphore => "Semaphore: a few at a time",
            Strategy::AsCompleted => "As completed, with progress",
            Strategy::Timeout => "A timeout for each",
        }
    }

    /// The strategy of that name.
    pub fn from_id(id: &str) -> Option<Strategy> {
        Strategy::ALL.into_iter().find(|strategy| strategy.id() == id)
    }
}

/// How the durations of the requests come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Each {
    /// All take the same.
    Same,
    /// The i-th takes i/8 s.
    #[default]
    Eighths,
    /// Each takes something between a tenth of the duration and all of it, by a seed.
    Random,
}

impl Each {
    /// All of them, in the order in which the page offers them.
    pub const ALL: [Each; 3] = [Each::Eighths, Each::Same, Each::Random];

    /// Its name in addresses, which never changes.
    pub fn id(self) -> &'static str {
        match self {
            Each::Same => "same",
            Each::Eighths => "eighths",
            Each::Random => "random",
        }
    }

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Each::Same => "all the same",
            Each::Eighths => "⅛ s, ²⁄₈ s, ³⁄₈ s …",
            Each::Random => "at random, up to",
        }
    }

    /// The choice of that name.
    pub fn from_id(id: &str) -> Option<Each> {
        Each::ALL.into_iter().find(|each| each.id() == id)
    }
}

/// Where the requests go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Backend {
    /// Nowhere: virtual time, answers computed.
    #[default]
    Predicted,
    /// To the service worker of this page.
    Edge,
    /// Answered within the page, on the real clock: no network is involved.
    Page,
    /// To a server: its address, without a slash at the end.
    Server(String),
}

impl Backend {
    /// Its name in addresses.
    pub fn id(&self) -> &str {
        match self {
            Backend::Predicted => "predicted",
            Backend::Edge => "edge",
            Backend::Page => "page",
            Backend::Server(address) => address,
        }
    }

    /// The outside of that name; `live` is the one that works without a server.
    pub fn from_id(id: &str) -> Option<Backend> {
        match id {
            "predicted" => Some(Backend::Predicted),
            "live" | "edge" => Some(Backend::Edge),
            "page" => Some(Backend::Page),
            address => server_address(address).map(Backend::Server),
        }
    }

    /// Whether requests really go out.
    pub fn is_live(&self) -> bool {
        *self != Backend::Predicted
    }
}

/// An `http` address of a host, cleaned of the slash at its end; None if it is not one.
fn server_address(text: &str) -> Option<String> {
    let host = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"))?;
    let host = host.trim_end_matches('/');
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']' | '_' | '/');
    let plausible = host.len() <= 200 && host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[');
    (plausible && host.chars().all(allowed)).then(|| text.trim_end_matches('/').to_owned())
}

/// What runs on the fan-out page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FanOut {
    /// The way.
    pub strategy: Strategy,
    /// How many requests: 1 to [`MAX_REQUESTS`].
    pub requests: u32,
    /// How their durations come about.
    pub each: Each,
    /// How long each takes, or at most; at most [`MAX_DURATION_MS`].
    pub duration: Milliseconds,
    /// What random durations grow from.
    pub seed: u32,
    /// How many at a time, for [`Strategy::Semaphore`]: 1 to [`MAX_REQUESTS`].
    pub limit: u32,
    /// When to give up, for [`Strategy::Timeout`]: 1 ms to [`MAX_DURATION_MS`].
    pub timeout: Milliseconds,
}

impl Default for FanOut {
    fn default() -> FanOut {
        FanOut {
            strategy: Strategy::default(),
            requests: 4,
            each: Each::default(),
            duration: Milliseconds(500),
            seed: 1,
            limit: 2,
            timeout: Milliseconds(300),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_server_is_a_host_and_nothing_that_could_be_markup() {
        let server = |text| Backend::from_id(text);
        assert_eq!(server("http://127.0.0.1:7001/"), Some(Backend::Server("http://127.0.0.1:7001".into())));
        assert_eq!(server("http://[::1]:7001"), Some(Backend::Server("http://[::1]:7001".into())));
        for nonsense in
            ["", "http://", "https:///x", "javascript:alert(1)", "http://a b", "http://<b>", "ftp://x"]
        {
            assert_eq!(server(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn live_is_the_outside_that_needs_no_server() {
        assert_eq!(Backend::from_id("live"), Some(Backend::Edge));
    }

    #[test]
    fn milliseconds_are_written_as_the_seconds_of_a_program() {
        assert_eq!(Milliseconds(125).as_seconds_text(), "0.125");
        assert_eq!(Milliseconds(60_000).as_seconds_text(), "60");
    }
}
