//! Charts as tables, for those who do not see them, and for copying.

use crate::ui::reactive::dynamic;
use leptos::prelude::*;
use view::chart::TextTable;

/// How many rows a table shows.
const MAX_ROWS: usize = 300;

/// A table behind a word. It is made when it is opened, and again while it is open.
#[component]
pub(super) fn AsTable(
    /// What stands before it is opened.
    title: &'static str,
    /// Makes it.
    table: impl Fn() -> Vec<TextTable> + Send + Sync + 'static,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let toggle = move |event: web_sys::Event| {
        let details: web_sys::Element = event_target(&event);
        open.set(details.has_attribute("open"));
    };
    let tables = move || open.get().then(|| table().into_iter().map(table_view).collect_view());
    view! {
        <details class="as-table" on:toggle=toggle>
            <summary>{title}</summary>
            {dynamic(tables)}
        </details>
    }
}

fn table_view(table: TextTable) -> impl IntoView {
    let rest = table.rows.len().saturating_sub(MAX_ROWS);
    let header: Vec<_> =
        table.header.into_iter().map(|title| view! { <th scope="col">{title}</th> }).collect();
    let rows: Vec<_> = table.rows.into_iter().take(MAX_ROWS).map(row_view).collect();
    let more = (rest > 0).then(|| view! { <p class="as-table__more">{format!("and {rest} more rows")}</p> });
    view! {
        <table>
            <caption>{table.caption}</caption>
            <thead><tr>{header}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {more}
    }
}

fn row_view(cells: Vec<String>) -> impl IntoView {
    let mut cells = cells.into_iter();
    let first = cells.next().map(|text| view! { <th scope="row">{text}</th> });
    let rest: Vec<_> = cells.map(|text| view! { <td>{text}</td> }).collect();
    view! { <tr>{first}{rest}</tr> }
}
