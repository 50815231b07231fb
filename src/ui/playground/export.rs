//! What can be taken away from the playground: the program, its trace, a picture of its timeline.

use super::editing::Editing;
use crate::ui::browser;
use crate::ui::canvas::paint_on;
use crate::ui::clipboard::copy_picture;
use crate::ui::model::{Model, Shown};
use analysis::chrome::to_chrome;
use draw::to_svg;
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::chart::timeline;
use view::chart::{Palette, Scene, Theme};
use view::page::explain::{Remark, Tone};
use wasm_bindgen::JsCast;
use web_sys::HtmlCanvasElement;

/// How wide a picture is, in CSS pixels: as wide as a slide.
const WIDTH: f64 = 1280.0;
/// How many pixels of a bitmap a CSS pixel has: sharp on any projector.
const SHARPNESS: f64 = 2.0;
/// How many lanes are shown at most.
const MOST_LANES: usize = 80;

/// Something that can be taken away.
pub(super) struct Export {
    pub(super) title: &'static str,
    pub(super) hint: &'static str,
    pub(super) testid: &'static str,
    pub(super) save: fn(Editing, Model),
}

pub(super) static EXPORTS: [Export; 5] = [
    Export {
        title: "Program (.py)",
        hint: "It runs under real Python against `loopscope serve`",
        testid: "download",
        save: |editing, _| {
            browser::download(&editing.name.get_untracked(), "text/x-python", &editing.text.get_untracked());
        },
    },
    Export {
        title: "Trace, for Perfetto (.json)",
        hint: "Open it at ui.perfetto.dev",
        testid: "download-trace",
        save: |editing, model| {
            if let Some(shown) = model.shown.get_untracked() {
                browser::download(
                    &named(editing, "trace.json"),
                    "application/json",
                    &to_chrome(&shown.view.trace),
                );
            }
        },
    },
    Export {
        title: "Timeline (.svg)",
        hint: "A picture that stays sharp at any size",
        testid: "download-svg",
        save: |editing, model| {
            if let Some(shown) = model.shown.get_untracked() {
                browser::download(&named(editing, "svg"), "image/svg+xml", &to_svg(&picture(&shown, 1.0)));
            }
        },
    },
    Export {
        title: "Timeline (.png)",
        hint: "A picture for slides",
        testid: "download-png",
        save: |editing, model| {
            if let Some(shown) = model.shown.get_untracked()
                && let Some(Ok(address)) = bitmap(&shown).map(|canvas| canvas.to_data_url())
            {
                browser::download_address(&named(editing, "png"), &address);
            }
        },
    },
    Export {
        title: "Copy the timeline",
        hint: "As a picture, to be pasted into slides",
        testid: "copy-picture",
        save: |editing, model| {
            if let Some(canvas) = model.shown.get_untracked().and_then(|shown| bitmap(&shown)) {
                spawn_local(async move {
                    editing.say_alone(if copy_picture(&canvas).await { copied() } else { not_copied() });
                });
            }
        },
    },
];

fn copied() -> Remark {
    Remark::new(Tone::Good, "The timeline is on the clipboard", "Paste it where you want the picture.")
}

fn not_copied() -> Remark {
    let instead = if window().is_secure_context() {
        "Take away the timeline as a PNG file instead."
    } else {
        "Only pages over https, or from localhost, may do that. Take away the timeline as a PNG file instead."
    };
    Remark::new(Tone::Note, "The browser does not let the page copy pictures", instead)
}

fn named(editing: Editing, ending: &str) -> String {
    let name = editing.name.get_untracked();
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
        &Theme::new(scale, Palette::Light),
    )
}

/// The same as a bitmap.
fn bitmap(shown: &Shown) -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    paint_on(canvas.clone(), &picture(shown, SHARPNESS));
    Some(canvas)
}
