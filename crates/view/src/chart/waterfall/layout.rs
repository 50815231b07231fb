//! Where everything goes.

use super::heading::{self, LINE};
use super::{Bar, BarEnd, BarPhase, Row, Segment, Shape, View, Waterfall};
use crate::chart::axis;
use crate::chart::geometry::{Rect, TimeScale};
use crate::chart::label;
use crate::chart::theme::Theme;
use trace::{RequestId, Time};

/// Sizes in CSS pixels.
const FONT: f64 = 12.0;
const AXIS_FONT: f64 = 12.0;
const MARGIN: f64 = 10.0;
/// Above the bars: one or two lines of words, and the tip of the line at the moment that is looked at.
pub(super) const TOP: f64 = 6.0;
const AXIS: f64 = 22.0;
/// Where the names begin: before them lie the marks of the tasks.
pub(super) const NAMES: f64 = 17.0;
/// Below the names the page writes a word beside the axis.
const LEAST_LABELS: f64 = 48.0;
const GREATEST_LABELS: f64 = 130.0;
/// The same as a part of the width, where that is less.
const GREATEST_LABELS_PART: f64 = 0.3;
const GREATEST_ROW: f64 = 24.0;
/// What a row takes at least that has a name.
const LEAST_LABEL: f64 = 13.0;
/// How high each of a few rows is wherever there is any room.
const USUAL_ROW: f64 = 14.1;

/// The height of a chart, in CSS pixels, in which so many requests can be told apart well.
pub fn panel_height(requests: usize) -> f64 {
    TOP + LINE * 2.0 + AXIS + USUAL_ROW * requests as f64
}

/// Lays a waterfall out.
pub fn layout(view: &View, theme: &Theme) -> Waterfall {
    let pairs = pair(view.predicted.unwrap_or_default(), view.measured.unwrap_or_default());
    let latest = |bars: Option<&[Bar]>| bars.and_then(|bars| bars.iter().map(|bar| bar.times.end).max());
    let totals = (latest(view.predicted), latest(view.measured));
    // What stands above the bars depends on where they are, and takes more or less of their room.
    let waterfall = lay(view, theme, &pairs, totals, 2);
    if heading::lines(&waterfall, theme) == 1 { lay(view, theme, &pairs, totals, 1) } else { waterfall }
}

fn lay(
    view: &View,
    theme: &Theme,
    pairs: &[Pair],
    (predicted, measured): (Option<Time>, Option<Time>),
    lines: usize,
) -> Waterfall {
    let top = theme.px(TOP + LINE * lines as f64);
    let bottom = (view.height - theme.px(AXIS)).max(top + 1.0);
    // A row takes at least a device pixel; of what does not fit, several share one.
    let requests_per_row = pairs.len().div_ceil((bottom - top).floor().max(1.0) as usize).max(1);
    let row_count = pairs.len().div_ceil(requests_per_row).max(1);
    let row_height = ((bottom - top) / row_count as f64).clamp(1.0, theme.px(GREATEST_ROW));
    let labels = labels_width(pairs, row_height, view.width, theme);
    let left = theme.px(NAMES + MARGIN) + labels;
    let plot = Rect::new(left, top, view.width - theme.px(MARGIN) * 2.0 - left, bottom - top);
    let until = view.until.or(predicted.max(measured)).unwrap_or(Time(1_000_000));
    // Before anything is known there is no time to show.
    let is_known = until > Time::ZERO;
    let (predicted, measured) = (
        predicted.filter(|_| are_over(view.predicted, 0)),
        measured.filter(|_| are_over(view.measured, view.predicted.map_or(0, <[Bar]>::len))),
    );
    let scale = TimeScale::new(Time::ZERO, until, plot.x, plot.width);
    let rows = pairs.chunks(requests_per_row).enumerate().map(|(index, pairs)| {
        let rect = Rect::new(0.0, top + index as f64 * row_height, view.width, row_height);
        lay_row(pairs, requests_per_row, rect, view, &scale, labels, theme)
    });
    Waterfall {
        width: view.width,
        height: view.height,
        plot,
        scale,
        ticks: if is_known { axis::ticks(&scale, theme.px(AXIS_FONT)) } else { Vec::new() },
        rows: rows.collect(),
        requests_per_row,
        predicted_total: predicted.map(|time| (scale.x_from_time(time), time)),
        measured_total: measured.map(|time| (scale.x_from_time(time), time)),
        playhead: view
            .now
            .filter(|_| is_known)
            .map(|now| scale.x_from_time(now))
            .filter(|x| *x <= plot.right() + 0.5),
    }
}

/// Whether all of these requests have ended, and are as many as are to come at least.
fn are_over(bars: Option<&[Bar]>, at_least: usize) -> bool {
    bars.is_some_and(|bars| bars.len() >= at_least && bars.iter().all(|bar| bar.end != BarEnd::Open))
}

/// A request in both runs.
#[derive(Debug, Clone, Copy)]
struct Pair<'a> {
    request: RequestId,
    predicted: Option<&'a Bar>,
    measured: Option<&'a Bar>,
}

/// Both lists are ordered by number: one walk along both.
fn pair<'a>(predicted: &'a [Bar], measured: &'a [Bar]) -> Vec<Pair<'a>> {
    let (mut predicted, mut measured) = (predicted.iter().peekable(), measured.iter().peekable());
    let mut pairs = Vec::new();
    loop {
        let next = [predicted.peek(), measured.peek()].into_iter().flatten().map(|bar| bar.request).min();
        let Some(request) = next else { return pairs };
        pairs.push(Pair {
            request,
            predicted: predicted.next_if(|bar| bar.request == request),
            measured: measured.next_if(|bar| bar.request == request),
        });
    }
}

fn pair_label<'a>(pair: &Pair<'a>) -> &'a str {
    pair.measured.or(pair.predicted).map_or("", |bar| bar.label.as_str())
}

fn labels_width(pairs: &[Pair], row_height: f64, width: f64, theme: &Theme) -> f64 {
    /// Labels beyond these are cut to their width.
    const LOOKED_AT: usize = 200;
    let numbers_only = row_height < theme.px(LEAST_LABEL);
    let label_width = |pair: &Pair| match numbers_only {
        true => label::width(&pair.request.0.to_string(), theme.px(FONT)),
        false => label::width(pair_label(pair), theme.px(FONT)),
    };
    let last = pairs.last().into_iter();
    let widest = pairs.iter().take(LOOKED_AT).chain(last).map(label_width).fold(0.0, f64::max);
    widest.min(theme.px(GREATEST_LABELS)).min(width * GREATEST_LABELS_PART).max(theme.px(LEAST_LABELS))
}

fn lay_row(
    pairs: &[Pair],
    per_row: usize,
    rect: Rect,
    view: &View,
    scale: &TimeScale,
    labels: f64,
    theme: &Theme,
) -> Row {
    fn slowest<'a>(bars: impl Iterator<Item = &'a Bar>) -> Option<Bar> {
        bars.max_by_key(|bar| bar.times.total()).cloned()
    }
    let predicted = slowest(pairs.iter().filter_map(|pair| pair.predicted));
    let measured = slowest(pairs.iter().filter_map(|pair| pair.measured));
    let both = view.predicted.is_some() && view.measured.is_some();
    let bar = rect.flattened(if rect.height >= 6.0 { 0.72 } else { 1.0 });
    let half = bar.height / 2.0;
    let (upper, lower) = match both && rect.height >= 4.0 {
        true => (Rect { height: half, ..bar }, Rect { y: bar.y + half, height: half, ..bar }),
        false => (bar, bar),
    };
    let first = pairs[0];
    Row {
        request: first.request,
        label: row_label(pairs, per_row, rect, labels, theme),
        mark: first.measured.or(first.predicted).and_then(|bar| bar.mark).filter(|_| has_name(rect, theme)),
        rect,
        predicted: predicted.map(|bar| shape(bar, upper, scale)),
        measured: measured.map(|bar| shape(bar, lower, scale)),
    }
}

fn has_name(rect: Rect, theme: &Theme) -> bool {
    rect.height >= theme.px(LEAST_LABEL)
}

/// Rows that are too low for names are numbered, as many of them as there is room for: the first, and those with a round
/// number, or every other one.
fn row_label(pairs: &[Pair], per_row: usize, rect: Rect, labels: f64, theme: &Theme) -> String {
    if has_name(rect, theme) {
        return label::fit(pair_label(&pairs[0]), theme.px(FONT), labels);
    }
    let every = (theme.px(LEAST_LABEL) * per_row as f64 / rect.height.max(0.01)).ceil() as u32;
    let every =
        [2, 5, 10, 20, 50, 100, 200, 500, 1000].into_iter().find(|step| *step >= every).unwrap_or(1000);
    let mut numbers = pairs.iter().map(|pair| pair.request.0);
    numbers
        .find(|number| *number == 1 || number.is_multiple_of(every) != (every == 2))
        .map(|number| number.to_string())
        .unwrap_or_default()
}

fn shape(bar: Bar, room: Rect, scale: &TimeScale) -> Shape {
    let times = bar.times;
    let borders = [times.sent, times.connected, times.dequeued, times.answered, times.end];
    let places = [BarPhase::Browser, BarPhase::ServerQueue, BarPhase::Server, BarPhase::Download];
    let (low, high) = (scale.left, scale.left + scale.width);
    let x = |time| scale.x_from_time(time).clamp(low, high);
    let segments = places.into_iter().zip(borders.windows(2)).filter(|(_, borders)| borders[0] < borders[1]);
    let segments = segments.map(|(place, borders)| {
        let (left, right) = (x(borders[0]), x(borders[1]));
        Segment { rect: Rect { x: left, width: right - left, ..room }, place }
    });
    let left = x(times.sent);
    // A request that took no time is still there.
    let width = (x(times.end) - left).max(1.0);
    Shape { rect: Rect { x: left, width, ..room }, segments: segments.collect(), bar }
}
