//! A table of figures that were measured somewhere, beside what the same gives here: computed when it is shown.

use super::progress::Progress;
use super::text::inlines;
use crate::ui::figures::total_here;
use crate::ui::playground::Change;
use leptos::prelude::*;
use lesson::{FigureCell, FigureTable};

/// The table.
pub(super) fn figure_table(table: FigureTable, progress: &Progress) -> AnyView {
    let head = table
        .head
        .into_iter()
        .map(|cell| view! { <th scope="col">{inlines(cell, progress)}</th> })
        .collect_view();
    let cell = |cell: FigureCell| {
        match cell {
        FigureCell::Text(text) => view! { <td>{inlines(text, progress)}</td> }.into_any(),
        FigureCell::Measured(figure) | FigureCell::Ideal(figure) => {
            view! { <td class="end">{figure.text}</td> }.into_any()
        }
        FigureCell::Here(None) => view! { <td class="end">"–"</td> }.into_any(),
        FigureCell::Here(Some(name)) => {
            view! { <td class="end">{total_here(format!("lessons/programs/{name}.py"), Change::none(), 1)}</td> }.into_any()
        }
    }
    };
    let rows = table.rows.into_iter();
    let rows = rows.map(|row| view! { <tr>{row.into_iter().map(cell).collect_view()}</tr> }).collect_view();
    view! {
        <div class="table" tabindex="0"><table class="figures"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>
    }
    .into_any()
}
