//! What is written on the bars of a lane, where it fits: on what it waits, and how many stretches were merged.
//!
//! Not the words themselves, which `awaited` finds; nor how wide they are, which is estimated (see [`label`]).

use super::pieces::LEAST_RUNNING;
use super::{Label, Piece, View, wordings};
use crate::chart::geometry::Rect;
use crate::chart::label;
use crate::chart::theme::Theme;
use analysis::stretches::Activity;

/// The size of the letters, in CSS pixels.
pub(super) const FONT: f64 = 12.0;
/// Between a bar's edge and the text on it, in CSS pixels.
const PADDING: f64 = 4.0;
/// How much wider than estimated a text may be: what follows would lie on it.
const MARGIN_OF_ERROR: f64 = 1.08;
/// A bar has no room for words if it is not so many CSS pixels wide.
const LEAST_ROOM: f64 = 20.0;
/// How high a bar must be, as a part of the letters' size.
const LEAST_HEIGHT: f64 = 0.95;

/// What is written on the pieces of a lane.
pub(super) fn labels(view: &View, theme: &Theme, pieces: &[Piece]) -> Vec<Label> {
    let has_height = |piece: &Piece| piece.rect.height >= theme.px(FONT * LEAST_HEIGHT);
    if !pieces.first().is_some_and(has_height) {
        return Vec::new();
    }
    let mut labels = counts(theme, pieces);
    // What runs lies over the beginning of what comes after it.
    let mut covered = f64::NEG_INFINITY;
    for piece in pieces {
        if piece.what.lies_above() && piece.rect.width <= theme.px(LEAST_RUNNING) + 0.01 {
            covered = piece.rect.right();
            continue;
        }
        if piece.mix.is_none() && piece.what.activity != Activity::Running {
            labels.extend(words(view, theme, piece, covered));
        }
        covered = piece.rect.right();
    }
    labels
}

/// The longest words about a piece that fit on it.
fn words(view: &View, theme: &Theme, piece: &Piece, covered: f64) -> Option<Label> {
    let left = piece.rect.x.max(covered) + theme.px(PADDING);
    let room = piece.rect.right() - theme.px(PADDING) - left;
    if room < theme.px(LEAST_ROOM) {
        return None;
    }
    let width = |text: &str| label::width(text, theme.px(FONT)) * MARGIN_OF_ERROR;
    // As a rule all requests go to one host: what follows it in the address is what tells them apart.
    let fits = |text: &String| width(text) <= room && !text.contains("://");
    let text = wordings(view.trace, view.naming, &piece.what).into_iter().find(fits)?;
    let rect = Rect { x: left, width: width(&text), ..piece.rect };
    Some(Label { text, rect, covers: matches!(piece.what.activity, Activity::Blocked(_)) })
}

/// For each row of merged pieces without a gap, how many stretches these are, in its middle.
fn counts(theme: &Theme, pieces: &[Piece]) -> Vec<Label> {
    let joins = |before: &Piece, after: &Piece| {
        before.mix.is_some() && after.mix.is_some() && after.rect.x - before.rect.right() < 1.0
    };
    let count = |row: &[Piece]| {
        let (first, last) = (row.first()?, row.last()?);
        first.mix?;
        let count: usize = row.iter().map(|piece| piece.what.count).sum();
        let room = last.rect.right() - first.rect.x;
        let width = |text: &str| label::width(text, theme.px(FONT)) * MARGIN_OF_ERROR;
        let fits = |text: &String| width(text) + theme.px(PADDING) * 4.0 <= room;
        let text = [format!("{count} stretches"), format!("×{count}")].into_iter().find(fits)?;
        let (x, width) = (first.rect.x + (room - width(&text)) / 2.0, width(&text));
        Some(Label { text, rect: Rect { x, width, ..first.rect }, covers: true })
    };
    pieces.chunk_by(joins).filter_map(count).collect()
}
