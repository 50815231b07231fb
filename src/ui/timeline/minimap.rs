//! The whole run in a strip, with the part that is in view as a window that can be moved.

use super::interaction::Interaction;
use crate::ui::canvas::{paint_on, theme_of};
use crate::ui::measure::{place_in_listener, room_of};
use crate::ui::reactive::{effect, value};
use crate::ui::shell::Look;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use trace::decimal::fixed;
use view::chart::timeline;
use view::page::viewport::Viewport;
use web_sys::PointerEvent;

/// What a hand does on the strip: each place is a part of its width, 0..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Drag {
    /// It moves the window, of which it holds this place from the window's left edge.
    Window(f64),
    /// It marks a part that began here.
    Part(f64),
}

/// Less than this, as a part of the width, is a click.
const CLICK: f64 = 0.01;

/// The strip.
#[component]
pub(super) fn Minimap(interaction: Interaction) -> impl IntoView {
    let (wrapper, canvas) = (NodeRef::<Div>::new(), NodeRef::<Canvas>::new());
    draw(interaction, wrapper, canvas);
    let drag = StoredValue::new(None::<Drag>);
    let place = move |event: &PointerEvent| {
        let width = wrapper.get_untracked().map_or(0, |strip| strip.client_width()).max(1);
        (place_in_listener(event).0 / f64::from(width)).clamp(0.0, 1.0)
    };
    let down = move |event: PointerEvent| {
        if let Some(strip) = wrapper.get_untracked().filter(|_| event.button() == 0) {
            // A browser that does not capture lets go at the edge.
            strip.set_pointer_capture(event.pointer_id()).ok();
            drag.set_value(begin(interaction, place(&event)));
        }
    };
    let moved = move |event: PointerEvent| {
        if let Some(drag) = drag.get_value() {
            go_on(interaction, drag, place(&event));
        }
    };
    let up = move |event: PointerEvent| {
        if let Some(Some(Drag::Part(from))) = drag.try_update_value(Option::take) {
            finish(interaction, from, place(&event));
        }
    };
    let percent = move |read: fn((f64, f64)) -> f64| {
        move || format!("{}%", fixed(read(window_of(interaction)) * 100.0, 3))
    };
    view! {
        <div
            class="minimap" data-testid="minimap" node_ref=wrapper title="The whole run: drag to move, or over a part to show that"
            on:pointerdown=down on:pointermove=moved on:pointerup=up on:pointercancel=move |_| drag.set_value(None)
        >
            <canvas class="minimap__picture" node_ref=canvas role="img" aria-label="The whole run in small"></canvas>
            <div
                class="minimap__window" data-testid="minimap-window" class:minimap__window--whole=value(move || interaction.model.viewport.with(Option::is_none))
                style:left=percent(|(left, _)| left) style:width=percent(|(left, right)| right - left)
            ></div>
        </div>
    }
    .into_any()
}

fn draw(interaction: Interaction, wrapper: NodeRef<Div>, canvas: NodeRef<Canvas>) {
    let look: Look = expect_context();
    let room = room_of(wrapper);
    effect(move || {
        let (Some(canvas), Some(room)) = (canvas.get(), room.get()) else { return };
        let Some(shown) = interaction.model.shown.get() else { return };
        let theme = theme_of(look, room);
        let size = ((room.size.width * room.scale).round(), (room.size.height * room.scale).round());
        let view = &shown.view;
        let end = interaction.whole(&shown).end;
        paint_on(canvas, &timeline::minimap(&view.trace, &view.stretches, end, size, &theme));
    });
}

/// The whole run, if there is one.
fn whole(interaction: Interaction) -> Option<Viewport> {
    interaction.model.shown.with(|shown| shown.as_ref().map(|shown| interaction.whole(shown)))
}

/// From where to where the window reaches, as parts of the width.
fn window_of(interaction: Interaction) -> (f64, f64) {
    let (Some(whole), Some(part)) = (whole(interaction), interaction.model.viewport.get()) else {
        return (0.0, 1.0);
    };
    (whole.fraction_from_time(part.start), whole.fraction_from_time(part.end).min(1.0))
}

fn begin(interaction: Interaction, place: f64) -> Option<Drag> {
    let (left, right) = untrack(|| window_of(interaction));
    let is_whole = interaction.model.viewport.with_untracked(Option::is_none);
    Some(if !is_whole && (left..=right).contains(&place) {
        Drag::Window(place - left)
    } else {
        Drag::Part(place)
    })
}

fn go_on(interaction: Interaction, drag: Drag, place: f64) {
    match drag {
        Drag::Window(held) => move_window(interaction, place - held),
        Drag::Part(from) if (place - from).abs() > CLICK => show_part(interaction, from, place),
        Drag::Part(_) => {}
    }
}

/// A click beside the window takes that to where it was.
fn finish(interaction: Interaction, from: f64, to: f64) {
    if (to - from).abs() > CLICK {
        show_part(interaction, from, to);
    } else {
        let (left, right) = untrack(|| window_of(interaction));
        move_window(interaction, to - (right - left) / 2.0);
    }
}

/// Moves the window, so that it begins at this place of the whole.
fn move_window(interaction: Interaction, left: f64) {
    let (known, right) = untrack(|| window_of(interaction));
    interaction.pan((left - known) / (right - known));
}

fn show_part(interaction: Interaction, from: f64, to: f64) {
    let Some(whole) = untrack(|| whole(interaction)) else { return };
    let (start, end) = (whole.time_from_fraction(from.min(to)), whole.time_from_fraction(from.max(to)));
    interaction.zoom_to(start, end, 0.0);
}
