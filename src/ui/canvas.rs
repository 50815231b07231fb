//! A canvas that is as sharp as the screen, drawn again whenever its picture changes; over it the moment that is looked at, and
//! where time plays faster than it passed.

use super::measure::Room;
use super::model::Model;
use super::shell::Look;
use crate::ui::reactive::{effect, value};
use draw::paint;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use plotters::drawing::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use std::sync::Arc;
use trace::Time;
use trace::decimal::fixed;
use view::chart::compressed::{CompressedMark, compressed};
use view::chart::{Palette, Rect, Scene, Theme};
use view::page::route as page;
use view::page::wording::{duration_text, times_text};
use web_sys::HtmlCanvasElement;

/// How near the middle of the clock may come to an edge of the plot, in CSS pixels.
const CLOCK_EDGE: f64 = 18.0;

/// How wide a mark is at least that says how many times faster time plays, in CSS pixels.
const LEAST_TEXT: f64 = 44.0;

/// What a canvas shows: a picture, and where in it time goes by. In device pixels.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    /// What is drawn.
    pub(super) scene: Arc<Scene>,
    /// Where moments lie, from left to right.
    pub(super) plot: Rect,
    /// Where the moment that is looked at lies; None if it is out of view.
    pub(super) scale: view::chart::geometry::TimeScale,
}

/// The theme of charts where they have so much room.
pub(super) fn theme_of(look: Look, room: Room) -> Theme {
    let palette = match look.drawn.get() {
        page::Theme::Dark => Palette::Dark,
        page::Theme::Contrast => Palette::Contrast,
        page::Theme::Light | page::Theme::Auto => Palette::Light,
    };
    Theme::new(room.scale, palette)
}

/// Paints a scene on a canvas, which becomes as large as that is.
pub(super) fn paint_on(canvas: HtmlCanvasElement, scene: &Scene) {
    let (width, height) = (scene.width as u32, scene.height as u32);
    // Setting a size clears the canvas and takes time, even if it is the same.
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    if let Some(backend) = CanvasBackend::with_canvas_object(canvas) {
        // A browser that refuses to draw has run out of memory: the picture stays empty, and the words around it tell everything.
        paint(scene, &backend.into_drawing_area()).ok();
    }
}

/// A canvas that fills its place. It draws `picture` when that changes, and no more often; the moment that is looked at lies over
/// it, so that playing draws nothing anew.
#[component]
pub(super) fn ChartCanvas(
    /// The element whose room the picture fills.
    wrapper: NodeRef<Div>,
    /// That room.
    room: Signal<Option<Room>>,
    /// What to show.
    picture: Memo<Option<Picture>>,
    /// What it shows, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    effect(move || {
        let (Some(canvas), Some(picture)) = (canvas.get(), picture.get()) else { return };
        paint_on(canvas, &picture.scene);
    });
    view! {
        <div class="canvas" node_ref=wrapper>
            <canvas class="canvas__picture" node_ref=canvas role="img" aria-label=label></canvas>
            {compressed_marks(room, picture)}
            <Cursor room picture />
        </div>
    }
}

/// Marks on the axis where time is compressed while playing.
fn compressed_marks(room: Signal<Option<Room>>, picture: Memo<Option<Picture>>) -> AnyView {
    let model = Model::expect();
    let marks = move || {
        let (room, picture) = (room.get()?, picture.get()?);
        // Of a run that goes on nobody knows how it will play.
        let shown = model.shown.get().filter(|_| model.working.with(Option::is_none))?;
        let px = |value: f64| format!("{}px", fixed(value / room.scale, 1));
        let top = px(picture.plot.bottom());
        let mark = |mark: CompressedMark| {
            let width = mark.right - mark.left;
            let text = (width >= LEAST_TEXT * room.scale).then(|| times_text(mark.times));
            view! {
                <div class="chart__compressed" aria-hidden="true" style:left=px(mark.left) style:top=top.clone() style:width=px(width)>
                    {text.map(|text| view! { <span>{text}</span> })}
                </div>
            }
        };
        let marks = compressed(shown.view.compressed(), &picture.scale);
        Some(marks.into_iter().map(mark).collect_view())
    };
    marks.into_any()
}

/// The line at the moment that is looked at, what the clock says then, and a veil over what comes after it.
#[component]
fn Cursor(room: Signal<Option<Room>>, picture: Memo<Option<Picture>>) -> impl IntoView {
    let model = Model::expect();
    let place = Memo::new(move |_| {
        let (room, picture) = (room.get()?, picture.get()?);
        let x = picture.scale.x_from_time(model.time_now());
        Some(CursorPlace::new(x, picture.plot, room.scale))
    });
    let line =
        move || place.get().and_then(|place| place.line).map(|x| format!("translateX({}px)", fixed(x, 1)));
    let clock =
        move || place.get().map(|place| format!("translateX({}px) translateX(-50%)", fixed(place.clock, 1)));
    let now = Memo::new(move |_| duration_text(model.time_now().since(Time::ZERO)));
    let hidden = move || line().is_none();
    let px = move |read: fn(&CursorPlace) -> f64| {
        move || place.get().map(|place| format!("{}px", fixed(read(&place), 1)))
    };
    view! {
        <div
            class="chart__future"
            style:left=px(|place| place.veil.x)
            style:top=px(|place| place.veil.y)
            style:width=px(|place| place.veil.width)
            style:height=px(|place| place.veil.height)
        ></div>
        <div
            class="chart__cursor"
            class:chart__cursor--hidden=value(hidden)
            style:transform=value(line)
            style:top=px(|place| place.veil.y - 9.0)
            style:height=px(|place| place.veil.height + 9.0)
        ></div>
        <div
            class="chart__clock" aria-hidden="true"
            class:chart__cursor--hidden=value(hidden)
            style:transform=value(clock)
            style:top=px(|place| place.veil.bottom() + 3.0)
        >{now}</div>
    }
}

/// Where the moment lies, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
struct CursorPlace {
    /// The line, if it is in view.
    line: Option<f64>,
    /// The middle of the clock, which stays within the plot.
    clock: f64,
    /// What comes after it.
    veil: Rect,
}

impl CursorPlace {
    /// From device pixels, of which each CSS pixel has `scale`.
    fn new(x: f64, plot: Rect, scale: f64) -> CursorPlace {
        let visible = x >= plot.x - 1.0 && x <= plot.right() + 1.0;
        let left = x.clamp(plot.x, plot.right().max(plot.x));
        let edge = CLOCK_EDGE * scale;
        let clock = left.clamp(plot.x + edge, (plot.right() - edge).max(plot.x + edge)) / scale;
        let veil =
            Rect::new(left / scale, plot.y / scale, (plot.right() - left) / scale, plot.height / scale);
        CursorPlace { line: visible.then_some(x / scale), clock, veil }
    }
}
