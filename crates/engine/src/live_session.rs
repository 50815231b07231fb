//! Runs against the I/O backend of a page.

use crate::live_backend::LiveBackend;
use protocol::Host;
use protocol::Refusal;
use runtime::options::Options;
use runtime::session::Session;

/// Prepares a run of `source` whose requests really go out, to this host, and whose time is the wall's. The run's clock starts
/// here, so call this when the run is to begin.
///
/// [`advance_until`](Session::advance_until) comes back while the run waits, so that it can be watched and stopped. Dropping
/// the session aborts all that is in flight.
///
/// # Errors
/// The program cannot be read, or uses what Loopscope does not have.
pub fn live_session(source: &str, options: &Options, host: Host) -> Result<Session<LiveBackend>, Refusal> {
    Session::new(source, options, || {
        let backend = LiveBackend::new(host, options.seed);
        (backend.wall_clock(), backend)
    })
}
