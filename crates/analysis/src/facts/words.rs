//! Lists and counts in words, and the fact that is nothing but counts.

use super::{Fact, Topic};
use crate::sentence::count_text;
use trace::{Kind, Time, Trace};

/// How many items a list names.
const NAMED: usize = 8;

/// `a`, `a and b`, `a, b and c`; a long one ends with how many more there are.
pub(super) fn list(items: &[impl AsRef<str>]) -> String {
    let named: Vec<&str> = items.iter().take(NAMED).map(AsRef::as_ref).collect();
    match named.split_last() {
        _ if items.len() > NAMED => format!("{} and {} more", named.join(", "), items.len() - NAMED),
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// Texts of the program, marked as such.
pub(super) fn code(texts: &[impl AsRef<str>]) -> Vec<String> {
    texts.iter().map(|text| format!("`{}`", text.as_ref())).collect()
}

/// Each once, in the order in which they come, with how often they do: get ×2, on_row. Marked as texts of the program.
pub(super) fn tally<'a>(items: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for item in items {
        match counts.iter_mut().find(|(known, _)| *known == item) {
            Some((_, count)) => *count += 1,
            None => counts.push((item, 1)),
        }
    }
    let text = |(item, count): (&str, usize)| match count {
        1 => format!("`{item}`"),
        _ => format!("`{item}` ×{count}"),
    };
    counts.into_iter().map(text).collect()
}

/// `once`, `twice`, `3 times`.
pub(super) fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}

/// What the loop had to do.
pub(super) fn work(trace: &Trace) -> Option<Fact> {
    let count = |wanted: fn(&Kind) -> bool| trace.events().filter(|event| wanted(&event.kind)).count();
    let turns = count(|kind| matches!(kind, Kind::TurnStarted { .. }));
    let callbacks = count(|kind| matches!(kind, Kind::HandleStarted { .. }));
    let tasks = count(|kind| matches!(kind, Kind::TaskCreated { .. }));
    let requests = count(|kind| matches!(kind, Kind::RequestSent { .. }));
    if turns == 0 {
        return None;
    }
    let latest = trace.latest();
    let took = latest.since(Time::ZERO).spoken();
    let callbacks = count_text(callbacks, "callback");
    let requests = count_text(requests, "request");
    Some(Fact {
        topic: Topic::Work,
        short: format!("{callbacks}, {requests}, {took}"),
        text: format!(
            "The loop makes {} and calls {callbacks}, for {} and {requests}, in {took}.",
            count_text(turns, "turn"),
            count_text(tasks, "task"),
        ),
        events: Vec::new(),
    })
}
