//! With what status the command ends, and what it writes for whoever wants to know more than a number says.

use std::path::Path;

use protocol::Refusal;
use trace::Ending;

/// The program failed, or cannot be read: CPython ends with the same.
pub(crate) const FAILED: u8 = 1;
/// The program needs what Loopscope does not have.
pub(crate) const REFUSED: u8 = 2;
/// Everything waits, and nothing can wake it; or somebody stopped the run.
pub(crate) const DEADLOCK: u8 = 3;
/// A budget is used up.
pub(crate) const LIMIT: u8 = 4;
/// The command was used wrongly, or a file cannot be read: `EX_USAGE` of `sysexits.h`.
pub(crate) const WRONG_USE: u8 = 64;

/// How a run ended, in a word, and the status for that.
pub(crate) fn of_ending(ending: Option<&Ending>) -> (&'static str, u8) {
    match ending {
        Some(Ending::Finished) | None => ("finished", 0),
        // As the system has it, which keeps eight bits.
        Some(Ending::Failed { status, .. }) => ("failed", (status & 0xff) as u8),
        Some(Ending::Unsupported { .. }) => ("refused", REFUSED),
        Some(Ending::Deadlock { .. }) => ("deadlock", DEADLOCK),
        Some(Ending::Stopped) => ("stopped", DEADLOCK),
        Some(Ending::Limit { .. }) => ("limit", LIMIT),
    }
}

/// The same for a program that does not run at all.
pub(crate) fn of_refusal(refusal: &Refusal) -> (&'static str, u8) {
    if refusal.is_error_of_python() { ("failed", FAILED) } else { ("refused", REFUSED) }
}

/// Writes both to a file, as a line of JSON.
pub(crate) fn write(file: Option<&Path>, (ending, status): (&str, u8)) -> u8 {
    let Some(file) = file else { return status };
    let line = format!("{{\"ending\": \"{ending}\", \"status\": {status}}}\n");
    match std::fs::write(file, line) {
        Ok(()) => status,
        Err(error) => {
            eprintln!("loopscope: cannot write {}: {error}", file.display());
            WRONG_USE
        }
    }
}
