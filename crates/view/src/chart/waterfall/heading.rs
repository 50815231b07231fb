//! What stands above the bars: what their parts mean, and when each run's requests are over. In one line, if they leave each other
//! room.

use super::{BarPhase, Waterfall};
use crate::chart::label;
use crate::chart::theme::Theme;
use trace::Time;

/// Sizes in CSS pixels.
pub(super) const FONT: f64 = 12.0;
pub(super) const MARGIN: f64 = 10.0;
/// How high a line is.
pub(super) const LINE: f64 = 16.0;
const SAMPLE: f64 = 18.0;
const SAMPLE_GAP: f64 = 5.0;
const SPACE: f64 = 12.0;

/// A part of the legend, laid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entry {
    /// What it explains.
    pub(super) place: BarPhase,
    /// What it is called here.
    pub(super) name: &'static str,
    /// Where its sample begins.
    pub(super) x: f64,
    /// Where its name does.
    pub(super) name_x: f64,
    /// Where it ends.
    pub(super) end: f64,
}

/// Which run is over there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Total {
    /// Whether that is the measured one.
    pub(super) measured: bool,
    /// Where its line is.
    pub(super) line: f64,
    /// What is said.
    pub(super) text: String,
    /// Where that ends.
    pub(super) end: f64,
    /// Where it begins.
    start: f64,
}

/// The legend's parts that are shown, by their full names where these fit together with the caption and leave `reserved` device
/// pixels at the right; otherwise in short, as many as there is room for.
pub(super) fn legend(waterfall: &Waterfall, reserved: f64, theme: &Theme) -> Vec<Entry> {
    let font = theme.px(FONT);
    let room = waterfall.width - theme.px(MARGIN) * 2.0 - reserved;
    let mut places = vec![BarPhase::Browser, BarPhase::ServerQueue, BarPhase::Server, BarPhase::Download];
    places.retain(|place| waterfall.shows(*place));
    let caption = waterfall.caption().map_or(0.0, |[_, short]| label::width(&short, font));
    let lay = |name: fn(BarPhase) -> &'static str| -> Vec<Entry> {
        let mut x = theme.px(MARGIN);
        let entry = |place: &BarPhase| {
            let (start, name) = (x, name(*place));
            let name_x = start + theme.px(SAMPLE + SAMPLE_GAP);
            let end = name_x + label::width(name, font);
            x = end + theme.px(SPACE);
            Entry { place: *place, name, x: start, name_x, end }
        };
        places.iter().map(entry).collect()
    };
    let ends_by = |entries: &[Entry], end: f64| entries.last().is_none_or(|last| last.end <= end);
    let limit = theme.px(MARGIN) + room;
    let full = lay(BarPhase::label);
    if ends_by(&full, limit - caption - theme.px(SPACE)) {
        return full;
    }
    let mut short = lay(BarPhase::short_label);
    short.retain(|entry| entry.end <= limit);
    short
}

/// Where each run's requests are over, and how long they took.
pub(super) fn totals(waterfall: &Waterfall, theme: &Theme) -> Vec<Total> {
    let (plot, font) = (waterfall.plot, theme.px(FONT));
    let mut room_until = plot.right() + theme.px(8.0);
    let mut total = |measured: bool, words: &str, known: Option<(f64, Time)>| {
        let (line, time) = known.filter(|(x, _)| *x <= plot.right() + 1.0)?;
        let text = format!("{words} {}", time.since(Time::ZERO).spoken());
        let width = label::width(&text, font);
        let end = (line + width / 2.0).min(room_until);
        room_until = end - width - theme.px(16.0);
        Some(Total { measured, line, text, end, start: end - width })
    };
    // The run may go on after that, so this is not its length.
    let measured = total(true, "requests over", waterfall.measured_total);
    let predicted = total(false, "predicted", waterfall.predicted_total);
    measured.into_iter().chain(predicted).collect()
}

/// How many lines it takes.
pub(super) fn lines(waterfall: &Waterfall, theme: &Theme) -> usize {
    let totals = totals(waterfall, theme);
    let Some(start) = totals.iter().map(|total| total.start).reduce(f64::min) else { return 1 };
    let reserved = waterfall.width - theme.px(MARGIN) - start + theme.px(SPACE);
    let entries = legend(waterfall, 0.0, theme);
    let beside = legend(waterfall, reserved, theme);
    // Neither in fewer words, nor fewer of them, only to save a line.
    if beside == entries && waterfall.caption().is_none() { 1 } else { 2 }
}
