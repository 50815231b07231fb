//! The places that a visitor can reach: each kind of page once, in a state where it has something to show.

/// The addresses, and what to call them.
pub(crate) const PLACES: [(&str, &str); 12] = [
    ("home", "#/"),
    ("fan-out", "#/fan-out?n=8&step=60"),
    ("playground", "#/playground?template=gather&step=12"),
    ("flows", "#/flows?step=40"),
    ("flows-error", "#/flows?case=error&styles=callbacks,futures,generators,async&step=30"),
    ("lessons", "#/lesson"),
    ("lesson", "#/lesson/event-loop"),
    ("lesson-figures", "#/lesson/blocking-server"),
    ("figures", "#/figures"),
    ("conformance", "#/conformance"),
    ("guess", "#/fan-out?n=4&ask=order"),
    ("embedded", "#/embed/fan-out?n=4&step=30"),
];
