//! The table of pages: a row each, from which the address, the header, the choice of the program and what is shown are made.
//!
//! What it is not: a page. `src/ui.rs` declares the module that each row names; its function `page` shows it. Begin with the table,
//! [`pages!`](crate::pages).

/// The table of pages, in the order of the header. Hands all rows to a macro, `$make!`.
///
/// A row is a variant of [`Page`](crate::page::route::Page), with the type of what else the address says of it, if it says more
/// than its path: that type has a `parse` and a `format`. Its columns:
///
/// - `module`: the one below `src/ui` whose function `page` shows it;
/// - `path`: its address, after `#/`, which never changes;
/// - `program`: the [`Program`](crate::page::route::Program) whose first load it is part of;
/// - `runs`: what runs on it, [`Runs`](crate::page::route::Runs);
/// - `header`: its name there, and what is there, if it is listed.
#[macro_export]
macro_rules! pages {
    ($make:ident) => {
        $make! {
            /// Four requests that share a loop, for those who come for the first time.
            #[default]
            Home { module: home, path: "", program: App, runs: OnePredicted, header: None }
            /// The list of lessons.
            Lessons { module: lessons, path: "lesson", program: Course, runs: Nothing, header: Some(("Lessons", "Short lessons, from waiting to cancellation")) }
            /// Ways to send several requests.
            FanOut(fan_out: FanOut) { module: fan_out, path: "fan-out", program: FanOut, runs: One, header: Some(("Fan-out", "Ways to send several requests")) }
            /// The same work in several styles, side by side.
            Flows(flows: Flows) { module: flows, path: "flows", program: Course, runs: Several, header: Some(("Flows", "Callbacks beside coroutines")) }
            /// Any program, to be edited.
            Playground(playground: Playground) { module: playground, path: "playground", program: Playground, runs: One, header: Some(("Playground", "Your own program")) }
            /// The runs that talks measured, beside what they are here.
            Figures { module: figures, path: "figures", program: Course, runs: Nothing, header: Some(("Figures", "What talks measured, beside what it is here")) }
            /// What there is of Python.
            Conformance { module: conformance, path: "conformance", program: Course, runs: Nothing, header: Some(("Python", "What there is of Python 3.11")) }
        }
    };
}
