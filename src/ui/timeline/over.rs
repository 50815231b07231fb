//! What lies over the picture: what is picked out, measured and found. Moving these draws nothing anew.

use super::Laid;
use super::interaction::Interaction;
use leptos::prelude::*;
use trace::decimal::fixed;
use trace::{LaneId, Time};
use view::chart::Rect;
use view::page::wording::duration_text;

/// The frames.
pub(super) fn over(laid: Memo<Option<Laid>>, interaction: Interaction) -> AnyView {
    let light = interaction.model.light;
    (move || {
        let laid = laid.get()?;
        let (selection, found) = interaction.held.with(|held| (held.selection, held.search.lane()));
        let found = found.and_then(|lane| row_of(&laid, lane));
        let selected = selection.and_then(|selection| {
            let (from, to) = selection.between(&laid.shown.view.stretches)?;
            let (row, along) = (row_of(&laid, selection.lane)?, along(&laid, from, to)?);
            Some(Rect { x: along.x - 1.0, width: along.width + 2.0, ..row })
        });
        let measured = interaction.measured().and_then(|range| {
            Some((along(&laid, range.from, range.to)?, duration_text(range.to.since(range.from))))
        });
        let scale = laid.room.scale;
        let frames = [
            found.map(|place| frame("found", place, scale, String::new())),
            selected.map(|place| frame("selected", place, scale, String::new())),
            measured.map(|(place, length)| frame("range", place, scale, length)),
        ];
        let lit = light.with(|light| light.as_ref().map_or(Vec::new(), |light| light.lanes.clone()));
        let lit =
            lit.into_iter().filter_map(|lane| Some(frame("lit", row_of(&laid, lane)?, scale, String::new())));
        Some((lit.collect_view(), frames.into_iter().collect_view()))
    })
    .into_any()
}

/// A frame in its place, which is in device pixels, of which each CSS pixel has `scale`.
fn frame(what: &'static str, place: Rect, scale: f64, text: String) -> AnyView {
    let px = |value: f64| format!("{}px", fixed(value / scale, 1));
    view! {
        <div
            class=format!("timeline__{what}") data-testid=format!("timeline-{what}")
            style:left=px(place.x) style:top=px(place.y) style:width=px(place.width) style:height=px(place.height)
        >
            <span class="timeline__length">{text}</span>
        </div>
    }
    .into_any()
}

/// A lane's room, in device pixels; None if it is out of view.
fn row_of(laid: &Laid, lane: LaneId) -> Option<Rect> {
    laid.timeline.rows.iter().find(|row| row.lane == lane).map(|row| row.rect)
}

/// The part of the plot between two moments, in device pixels; None if it is out of view.
fn along(laid: &Laid, from: Time, to: Time) -> Option<Rect> {
    let plot = laid.timeline.plot;
    let (left, right) = (laid.timeline.x_from_time(from), laid.timeline.x_from_time(to));
    let (left, right) = (left.max(plot.x), right.min(plot.right()));
    (right >= left).then(|| Rect::new(left, plot.y, right - left, plot.height))
}
