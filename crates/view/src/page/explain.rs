//! Sentences about a run as a whole: how it ended and what to do, where its requests went, why it took as long as it did.

use super::settings::{Backend, NATIVE_SERVER};
use super::summary::{Totals, deviation_percent};
use super::wording::{count_text, duration_text};
use protocol::Advice;
use trace::decimal::fixed;
use trace::{Ending, LaneKind, Trace};

/// The connections that browsers open to one server over HTTP/1.1.
const BROWSER_CONNECTIONS: usize = 6;
/// A measured run that is further than this from its prediction deserves a reason.
const NOTABLE_PERCENT: f64 = 8.0;

/// How serious something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// All is well.
    Good,
    /// Worth knowing.
    Note,
    /// Something went wrong.
    Bad,
}

/// A sentence or two for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// How serious.
    pub tone: Tone,
    /// In short.
    pub title: String,
    /// At length, and what to do next.
    pub text: String,
    /// The line of the program that it is about; 0 if there is none.
    pub line: u32,
}

impl Remark {
    /// A remark.
    pub fn new(tone: Tone, title: &str, text: impl Into<String>) -> Remark {
        Remark { tone, title: title.to_owned(), text: text.into(), line: 0 }
    }

    /// The same remark, about a line of the program.
    pub fn about_line(self, line: u32) -> Remark {
        Remark { line, ..self }
    }
}

/// How a run ended, if that needs to be said.
pub fn ending(ending: &Ending) -> Option<Remark> {
    Some(match ending {
        Ending::Finished => return None,
        Ending::Failed { traceback, status } if traceback.is_empty() => Remark::new(
            Tone::Bad,
            "The program ended before its end",
            format!("{} The last steps show what led to it.", without_traceback(*status)),
        ),
        Ending::Failed { traceback, .. } => Remark::new(
            Tone::Bad,
            "The program failed",
            format!(
                "{} The console has the traceback; the last steps show what led to it.",
                last_line(traceback)
            ),
        ),
        Ending::Deadlock { message } => Remark::new(
            Tone::Bad,
            "Deadlock: everything waits, and nothing can wake it",
            format!("{message} From the end, step back to the moment when the last of them began to wait."),
        ),
        Ending::Unsupported { message } => {
            Remark::new(Tone::Bad, "Stopped: the program needs what is not there", message.clone())
        }
        Ending::Limit { which, message } => {
            Remark::new(Tone::Bad, &format!("Stopped at a limit: {which}"), message.clone())
        }
        Ending::Stopped => Remark::new(
            Tone::Note,
            "Stopped",
            "All requests that were on their way were aborted. What happened until then can be stepped through.",
        ),
    })
}

/// A piece of advice about a run.
pub fn advice(advice: &Advice) -> Remark {
    let title = match advice.line {
        0 => "Advice".to_owned(),
        line => format!("Line {line}"),
    };
    Remark::new(Tone::Note, &title, advice.text.clone()).about_line(advice.line)
}

/// Where the requests to this backend go, in a few words.
pub fn backend_title(backend: &Backend) -> String {
    match backend {
        Backend::Predicted => "predicted".to_owned(),
        Backend::Edge => "this page's service worker".to_owned(),
        Backend::Page => "within the page".to_owned(),
        Backend::Server(address) => address.trim_start_matches("http://").to_owned(),
    }
}

/// The service worker cannot answer, for this reason; the page does.
pub fn worker_missing(reason: &str) -> Remark {
    Remark::new(
        Tone::Note,
        "No network is involved",
        format!(
            "{reason} The page answers the requests itself, on the real clock. For real requests start \
             `loopscope serve` and choose {NATIVE_SERVER}."
        ),
    )
}

/// Requests failed: why that may be, and what to do.
pub fn failed_requests(backend: &Backend, totals: &Totals) -> Option<Remark> {
    let Backend::Server(address) = backend else { return None };
    (totals.failed > 0).then(|| {
        let title = format!("{} failed", count_text(totals.failed, "request"));
        let text = format!(
            "Is `loopscope serve` running at {address}? Start it and run again, or choose this page's service worker, \
             which needs no server."
        );
        Remark::new(Tone::Bad, &title, text)
    })
}

/// Why a run against a server shows six requests at a time, where the prediction has `at_once`.
pub fn six_at_a_time(at_once: usize, backend: &Backend) -> Option<Remark> {
    let queues = matches!(backend, Backend::Server(_)) && at_once > BROWSER_CONNECTIONS;
    queues.then(|| {
        Remark::new(
            Tone::Note,
            "Six at a time",
            "Over HTTP/1.1 a browser opens at most six connections to one server. The seventh request waits in the \
             browser until one of the first six is done. Real aiohttp would open up to 100; the service worker answers \
             without connections, and so without that limit.",
        )
    })
}

/// What to say of a live run whose program began processes.
pub fn processes_take_turns(trace: &Trace) -> Option<Remark> {
    let begins = trace.lanes().iter().any(|lane| matches!(lane.kind, LaneKind::Thread { process: 1.. }));
    begins.then(|| {
        Remark::new(
            Tone::Note,
            "One processor",
            "Live, all processes run in this page, on one processor, and take turns. Only the prediction shows them compute \
             at the same time, as they do in Python.",
        )
    })
}

/// How far the measured run is from the predicted one, and why that may be.
pub fn comparison(predicted: &Totals, measured: &Totals, six: bool) -> Option<String> {
    let percent = deviation_percent(predicted.total, measured.total)?;
    let (predicted, measured) = (duration_text(predicted.total), duration_text(measured.total));
    if percent.abs() < 0.5 {
        return Some(format!("Measured {measured}, as predicted."));
    }
    let more = if percent > 0.0 { "more" } else { "less" };
    let reason = match percent {
        _ if six => " The browser's six connections make the others wait.",
        percent if percent > NOTABLE_PERCENT => {
            " No prediction knows a slow network or a busy browser: run again."
        }
        _ => "",
    };
    Some(format!(
        "{} % {more} than predicted: {measured} for {predicted}.{reason}",
        fixed(percent.abs().max(1.0), 0)
    ))
}

/// What the strategy gained, as one sentence.
pub fn gain(totals: &Totals) -> Option<String> {
    let speedup = totals.speedup()?;
    let sequential = duration_text(totals.one_after_the_other);
    let total = duration_text(totals.total);
    Some(if speedup < 1.1 {
        format!("{total} for {sequential} of waiting: one wait after the other.")
    } else {
        format!(
            "{total} for {sequential} of waiting: {} times as fast, with {} at once.",
            fixed(speedup, 1),
            totals.at_once
        )
    })
}

/// Signals that programs send to themselves, by number.
const SIGNALS: &[(i32, &str)] = &[
    (1, "SIGHUP"),
    (2, "SIGINT"),
    (3, "SIGQUIT"),
    (6, "SIGABRT"),
    (9, "SIGKILL"),
    (10, "SIGUSR1"),
    (12, "SIGUSR2"),
    (14, "SIGALRM"),
    (15, "SIGTERM"),
];

/// Why a program ended that no exception left: by a signal, where the status is the one that a shell sees then, or by itself.
fn without_traceback(status: i32) -> String {
    let number = status - 128;
    match SIGNALS.iter().find(|(other, _)| *other == number) {
        Some((_, name)) => {
            format!("{name} ended it at once, because no handler was set for that signal: status {status}.")
        }
        None if (1..=64).contains(&number) => {
            format!("Signal {number} ended it at once, because no handler was set for it: status {status}.")
        }
        None => format!("It ended itself with status {status}."),
    }
}

fn last_line(traceback: &str) -> String {
    let line =
        traceback.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("An exception left it.");
    let line: String = line.chars().take(200).collect();
    if line.ends_with(['.', '!', '?']) { line } else { format!("{line}.") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trace::Span;

    fn totals(total_ms: u64) -> Totals {
        Totals { total: Span::from_milliseconds(total_ms), ..Totals::default() }
    }

    #[test]
    fn every_ending_but_a_good_one_says_what_to_do() {
        assert_eq!(ending(&Ending::Finished), None);
        let failed = Ending::Failed { traceback: "Traceback…\n  File\nValueError: no\n".into(), status: 1 };
        assert!(ending(&failed).unwrap().text.starts_with("ValueError: no. "));
        let without_traceback = |status| {
            let ended = Ending::Failed { traceback: String::new(), status };
            ending(&ended).unwrap().text
        };
        assert!(without_traceback(1).starts_with("It ended itself with status 1. "));
        assert!(without_traceback(143).starts_with("SIGTERM ended it at once, "));
        assert!(without_traceback(128 + 31).starts_with("Signal 31 ended it at once, "));
        let deadlock = ending(&Ending::Deadlock { message: "main waits for a lock.".into() }).unwrap();
        assert_eq!(deadlock.tone, Tone::Bad);
        assert!(ending(&Ending::Stopped).is_some());
    }

    #[test]
    fn advice_names_its_line_where_it_has_one() {
        let remark = |line| advice(&Advice { event: None, line, text: "Await it.".into() });
        assert_eq!((remark(7).title.as_str(), remark(7).line, remark(7).tone), ("Line 7", 7, Tone::Note));
        assert_eq!((remark(0).title.as_str(), remark(0).text.as_str()), ("Advice", "Await it."));
    }

    #[test]
    fn six_at_a_time_is_said_only_where_it_happens() {
        let server = Backend::Server(NATIVE_SERVER.into());
        assert!(six_at_a_time(7, &server).is_some());
        assert_eq!(six_at_a_time(6, &server), None);
        assert_eq!(six_at_a_time(7, &Backend::Edge), None);
    }

    #[test]
    fn that_processes_take_turns_is_said_only_where_there_are_any() {
        let mut story = fixtures::story::Story::new("");
        assert_eq!(processes_take_turns(story.trace()), None);
        story.recorder.add_lane(LaneKind::Thread { process: 1 }, "Process-1");
        assert!(processes_take_turns(story.trace()).is_some());
    }

    #[test]
    fn a_comparison_is_in_percent() {
        let text = |measured| comparison(&totals(500), &totals(measured), false).unwrap();
        assert_eq!(text(501), "Measured 501 ms, as predicted.");
        assert_eq!(text(525), "5 % more than predicted: 525 ms for 500 ms.");
        assert_eq!(text(490), "2 % less than predicted: 490 ms for 500 ms.");
        assert!(text(600).starts_with("20 % more than predicted") && text(600).contains("run again"));
    }

    #[test]
    fn failed_requests_to_a_server_name_its_command() {
        let down = Totals { failed: 4, ..totals(3) };
        let remark = failed_requests(&Backend::Server(NATIVE_SERVER.into()), &down).unwrap();
        assert_eq!(remark.title, "4 requests failed");
        assert!(remark.text.contains("loopscope serve"));
        assert_eq!(failed_requests(&Backend::Edge, &down), None);
    }

    #[test]
    fn a_gain_names_both_lengths() {
        let gathered =
            Totals { sent: 4, at_once: 4, one_after_the_other: Span::from_milliseconds(1250), ..totals(500) };
        // 1.25 s / 0.5 s = 2.5
        assert_eq!(
            gain(&gathered).unwrap(),
            "500 ms for 1.25 s of waiting: 2.5 times as fast, with 4 at once."
        );
    }
}
