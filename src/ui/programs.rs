//! The programs that the site is made of, and the page that each shows. `boot.js` starts the one that has the page of the address.
//!
//! Each is a program of its own, so that whoever comes for one page does not load the others. Which has which pages is said in the
//! table of pages, `page/route/table.rs` in the crate `view`. Each is given what `boot.js` found
//! stored for the address.

use super::app::{Mounted, mount};
use super::header::run_tools;
use leptos::prelude::*;
use view::page::route::{Page, Program};
use wasm_bindgen::JsValue;

/// What is there first: the home page.
pub fn app(first: &JsValue) -> Mounted {
    mount(Program::App, None, page::<{ Program::App as u8 }>, first)
}

/// Ways to send several requests.
pub fn fan_out(first: &JsValue) -> Mounted {
    mount(Program::FanOut, Some(run_tools), page::<{ Program::FanOut as u8 }>, first)
}

/// Any program, to be edited.
pub fn playground(first: &JsValue) -> Mounted {
    mount(Program::Playground, Some(run_tools), page::<{ Program::Playground as u8 }>, first)
}

/// Lessons, flows, figures, and what there is of Python.
pub fn course(first: &JsValue) -> Mounted {
    mount(Program::Course, Some(run_tools), page::<{ Program::Course as u8 }>, first)
}

/// Makes the function that shows a page of a program. It is made anew for each program, so that none holds another one's pages.
macro_rules! make_page {
    ($($(#[$about:meta])* $page:ident $(($parameters:ident: $Parameters:ty))? {
        module: $module:ident, path: $path:literal, program: $program:ident, runs: $runs:ident, header: $header:expr
    })*) => {
        fn page<const PROGRAM: u8>(page: &Page) -> AnyView {
            match page {
                $(Page::$page { .. } if PROGRAM == Program::$program as u8 => super::$module::page(page),)*
                Page::Lesson(_) if PROGRAM == Program::Course as u8 => super::lessons::page(page),
                // `boot.js` is about to start the program that has it.
                _ => ().into_any(),
            }
        }
    };
}

view::pages!(make_page);
