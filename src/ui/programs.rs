//! The programs that the site is made of: which has which pages. `boot.js` starts the one that has the page of the address.
//!
//! Each is a program of its own, so that whoever comes for one page does not load the others. Each is given what `boot.js` found
//! stored for the address.

use super::app::{Mounted, mount};
use super::conformance::ConformancePage;
use super::embed::EmbedDialog;
use super::fan_out::FanOutPage;
use super::figures::FiguresPage;
use super::flows::FlowsPage;
use super::header::run_tools;
use super::home::HomePage;
use super::lessons::{LessonPage, LessonsPage};
use super::playground::PlaygroundPage;
use leptos::prelude::*;
use view::page::route::{Page, Program};
use wasm_bindgen::JsValue;

/// What is there first: the home page.
pub fn app(first: &JsValue) -> Mounted {
    mount(Program::App, None, |_| view! { <HomePage /> }.into_any(), first)
}

/// Ways to send several requests.
pub fn fan_out(first: &JsValue) -> Mounted {
    mount(Program::FanOut, Some(run_tools), |_| view! { <FanOutPage /> <EmbedDialog /> }.into_any(), first)
}

/// Any program, to be edited.
pub fn playground(first: &JsValue) -> Mounted {
    mount(
        Program::Playground,
        Some(run_tools),
        |_| view! { <PlaygroundPage /> <EmbedDialog /> }.into_any(),
        first,
    )
}

/// Lessons, flows, figures, and what there is of Python.
pub fn course(first: &JsValue) -> Mounted {
    let view = |page: &Page| match page {
        Page::Lesson(name) => view! { <LessonPage name=name.clone() /> }.into_any(),
        Page::Flows(_) => view! { <FlowsPage /> <EmbedDialog /> }.into_any(),
        Page::Figures => view! { <FiguresPage /> }.into_any(),
        Page::Conformance => view! { <ConformancePage /> }.into_any(),
        _ => view! { <LessonsPage /> }.into_any(),
    };
    mount(Program::Course, Some(run_tools), view, first)
}
