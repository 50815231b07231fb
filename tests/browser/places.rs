//! The places that a visitor can reach: each page of the table of pages, and some in a state of their own.

use view::page::route::PAGES;

/// Addresses in a state where there is something to see, and what to call them.
const STATES: [(&str, &str); 10] = [
    ("home", "#/"),
    ("fan-out", "#/fan-out?n=8&step=60"),
    ("playground", "#/playground?template=gather&step=12"),
    ("flows", "#/flows?step=40"),
    ("flows-error", "#/flows?case=error&styles=callbacks,futures,generators,async&step=30"),
    ("lessons", "#/lesson"),
    ("lesson", "#/lesson/event-loop"),
    ("lesson-figures", "#/lesson/blocking-server"),
    ("guess", "#/fan-out?n=4&ask=order"),
    ("embedded", "#/embed/fan-out?n=4&step=30"),
];

/// The addresses, and what to call them. A page that has no state above is seen as it opens.
pub(crate) fn places() -> Vec<(String, String)> {
    let states = STATES.iter().map(|(name, address)| ((*name).to_owned(), (*address).to_owned()));
    let is_there = |page: &str| STATES.iter().any(|(_, address)| address.split('?').next() == Some(page));
    let others = PAGES.iter().map(|page| page.address).filter(|address| !is_there(address));
    let others = others.map(|address| (address.trim_start_matches("#/").to_owned(), address.to_owned()));
    states.chain(others).collect()
}
