//! What lanes do, in words.

use crate::page::wording::duration_text;
use analysis::stretches::Activity;
use trace::{AwaitedKind, Span, Time};

/// What a lane does.
pub fn activity_text(activity: Activity) -> &'static str {
    match activity {
        Activity::Running => "running",
        Activity::Ready => "ready",
        Activity::Polling => "asleep in a poll",
        Activity::Blocked(_) => "blocked",
        Activity::Waiting(awaited) => match awaited.kind {
            AwaitedKind::NextTurn => "waiting for its next turn",
            AwaitedKind::Sleep => "sleeping",
            AwaitedKind::Request => "waiting for an answer",
            AwaitedKind::Task => "waiting for a task",
            AwaitedKind::Several => "waiting for several",
            AwaitedKind::Lock => "waiting for a lock",
            AwaitedKind::Semaphore => "waiting for the semaphore",
            AwaitedKind::Event => "waiting for an event",
            AwaitedKind::Queue => "waiting for a queue",
            AwaitedKind::Thread => "waiting for a thread",
            AwaitedKind::Future => "waiting for a future",
        },
    }
}

/// What a lane spent its time with, the most important first; `nothing` if it did nothing.
pub(super) fn times_text(times: [Span; Activity::KINDS]) -> String {
    const NAMES: [&str; Activity::KINDS] = ["waiting", "asleep in polls", "ready", "running", "blocked"];
    let said = |(name, time): (&str, Span)| format!("{name} {}", time.spoken());
    let parts: Vec<String> =
        NAMES.into_iter().zip(times).rev().filter(|(_, time)| *time > Span::ZERO).map(said).collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
}

/// How long something takes, and between which moments.
pub(super) fn span_text(from: Time, to: Time) -> String {
    let at = |time: Time| duration_text(time.since(Time::ZERO));
    format!("{}, from {} to {}", to.since(from).spoken(), at(from), at(to))
}
