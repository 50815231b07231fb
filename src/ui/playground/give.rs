//! What can be taken away from the playground: the program, its trace, a picture of its timeline.

use super::desk::Desk;
use crate::chart::timeline;
use crate::chart::{Scene, Theme, paint, to_svg};
use crate::trace::chrome::to_chrome;
use crate::ui::browser;
use crate::ui::model::{Model, Shown};
use leptos::prelude::*;
use plotters::drawing::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::HtmlCanvasElement;

/// How wide a picture is, in CSS pixels: as wide as a slide.
const WIDTH: f64 = 1280.0;
/// How many pixels of a bitmap a CSS pixel has: sharp on any projector.
const SHARPNESS: f64 = 2.0;
/// How many lanes are shown at most.
const MOST_LANES: usize = 80;

/// A way to take something away.
pub(super) struct Way {
    pub(super) title: &'static str,
    pub(super) hint: &'static str,
    pub(super) testid: &'static str,
    pub(super) give: fn(Desk, Model),
}

pub(super) static WAYS: [Way; 4] = [
    Way {
        title: "Program (.py)",
        hint: "It runs under real Python against `loopscope serve`",
        testid: "download",
        give: |desk, _| {
            browser::download(&desk.name.get_untracked(), "text/x-python", &desk.text.get_untracked());
        },
    },
    Way {
        title: "Trace, for Perfetto (.json)",
        hint: "Open it at ui.perfetto.dev",
        testid: "download-trace",
        give: |desk, model| {
            if let Some(shown) = model.shown.get_untracked() {
                browser::download(
                    &named(desk, "trace.json"),
                    "application/json",
                    &to_chrome(&shown.view.trace),
                );
            }
        },
    },
    Way {
        title: "Timeline (.svg)",
        hint: "A picture that stays sharp at any size",
        testid: "download-svg",
        give: |desk, model| {
            if let Some(shown) = model.shown.get_untracked() {
                browser::download(&named(desk, "svg"), "image/svg+xml", &to_svg(&picture(&shown, 1.0)));
            }
        },
    },
    Way {
        title: "Timeline (.png)",
        hint: "A picture for slides",
        testid: "download-png",
        give: |desk, model| {
            if let Some(shown) = model.shown.get_untracked() {
                save_bitmap(&named(desk, "png"), &picture(&shown, SHARPNESS));
            }
        },
    },
];

fn named(desk: Desk, ending: &str) -> String {
    let name = desk.name.get_untracked();
    format!("{}.{ending}", name.strip_suffix(".py").unwrap_or(&name))
}

/// The whole run's timeline, light, for a page or a slide.
fn picture(shown: &Shown, scale: f64) -> Scene {
    let view = &shown.view;
    timeline::picture(
        &view.trace,
        &view.naming,
        &view.stretches,
        (WIDTH, MOST_LANES),
        &Theme::new(scale, false),
    )
}

fn save_bitmap(name: &str, scene: &Scene) {
    let canvas = document()
        .create_element("canvas")
        .ok()
        .and_then(|element| element.dyn_into::<HtmlCanvasElement>().ok());
    let Some(canvas) = canvas else { return };
    canvas.set_width(scene.width as u32);
    canvas.set_height(scene.height as u32);
    if let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) {
        // A browser that refuses to draw has run out of memory; an empty picture says that as well.
        paint(scene, &backend.into_drawing_area()).ok();
    }
    if let Ok(address) = canvas.to_data_url() {
        browser::download_address(name, &address);
    }
}
