//! The waterfall as a table.

use super::{Bar, BarPhase};
use crate::chart::table::TextTable;
use trace::{Span, Time};

/// One row for each request of a run.
pub fn table(caption: &str, bars: &[Bar]) -> TextTable {
    let places = [BarPhase::Browser, BarPhase::ServerQueue, BarPhase::Server, BarPhase::Download];
    let header =
        ["Request", "Sent at"].into_iter().chain(places.map(BarPhase::label)).chain(["total", "end"]);
    TextTable {
        caption: caption.to_owned(),
        header: header.map(str::to_owned).collect(),
        rows: bars.iter().map(row).collect(),
    }
}

fn row(bar: &Bar) -> Vec<String> {
    let times = &bar.times;
    let spans = [times.browser(), times.server_queue(), times.working(), times.download(), times.total()];
    let name = format!("{} {}", bar.request.0, bar.label);
    let sent = times.sent.since(Time::ZERO).spoken();
    [name, sent].into_iter().chain(spans.map(Span::spoken)).chain([bar.end.label()]).collect()
}
