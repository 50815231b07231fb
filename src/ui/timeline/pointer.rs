//! The hand on the timeline: pointing tells, clicking goes there and picks out, dragging moves or measures, wheels and two fingers
//! zoom.

use super::Laid;
use super::interaction::Interaction;
use super::keys::on_lanes;
use crate::ui::measure::place_in_listener;
use crate::ui::pointing::Place;
use crate::ui::reactive::{dynamic, value};
use leptos::html::Div;
use leptos::prelude::*;
use trace::decimal::fixed;
use view::chart::timeline::{ActivitySpan, Item};
use view::page::pointing::subject_of_lane;
use view::page::stage::Run;
use view::page::timeline::{Fingers, Pinch, Range, Selection, pointed_at};
use web_sys::{PointerEvent, WheelEvent};

/// A hand that moves less than this, in CSS pixels, clicks.
const CLICK_PX: f64 = 4.0;
/// How much room what is said may take, in CSS pixels.
const TIP_PX: (f64, f64) = (270.0, 62.0);
/// How much a notch of the wheel zooms.
const WHEEL_ZOOM: f64 = 1.0015;

/// A drag: where it began, where it is, how many lanes were above, and whether it measures.
#[derive(Debug, Clone, Copy)]
struct Drag {
    start: (f64, f64),
    last_x: f64,
    first_lane: usize,
    measures: bool,
}

/// What is said about what the hand points at.
#[derive(Debug, Clone, PartialEq)]
struct Tip {
    x: f64,
    y: f64,
    text: String,
}

/// What the pointer is doing.
#[derive(Debug, Clone, Copy)]
struct PointerState {
    laid: Memo<Option<Laid>>,
    interaction: Interaction,
    drag: StoredValue<Option<Drag>>,
    fingers: StoredValue<Fingers>,
    /// How far two fingers have moved the lanes since the last whole one, in lanes.
    rolled: StoredValue<f64>,
    tip: RwSignal<Option<Tip>>,
}

/// Takes what the hand does over its children.
#[component]
pub(super) fn Pointer(
    laid: Memo<Option<Laid>>,
    interaction: Interaction,
    children: Children,
) -> impl IntoView {
    let area = NodeRef::<Div>::new();
    let pointing = PointerState {
        laid,
        interaction,
        drag: StoredValue::new(None),
        fingers: StoredValue::new(Fingers::default()),
        rolled: StoredValue::new(0.0),
        tip: RwSignal::new(None),
    };
    let down = move |event: PointerEvent| {
        if let Some(area) = area.get_untracked().filter(|_| event.button() == 0) {
            // A browser that does not capture lets go at the edge.
            area.set_pointer_capture(event.pointer_id()).ok();
            pointing.down(&event);
        }
    };
    let end = move |event: PointerEvent| pointing.end(&event);
    let measures = move || interaction.measuring.get();
    view! {
        <div
            class="chart chart--movable" class:chart--measuring=value(measures) data-testid="timeline" node_ref=area
            role="group" tabindex="0" aria-label="Lanes: the arrow keys go from one stretch to the next, and from lane to lane"
            on:pointerdown=down on:pointermove=move |event| pointing.moved(&event) on:pointerup=move |event| pointing.up(&event)
            on:pointerleave=end on:pointercancel=end on:wheel=move |event| pointing.turn_wheel(&event)
            on:keydown=move |event| on_lanes(interaction, laid, &event)
        >
            {children()}
            {dynamic(move || pointing.tip.get().map(tip_view))}
        </div>
    }
}

fn tip_view(tip: Tip) -> impl IntoView {
    view! {
        <div class="chart__tip" style:transform=format!("translate({}px, {}px)", fixed(tip.x, 0), fixed(tip.y, 0))>{tip.text}</div>
    }
}

impl PointerState {
    fn down(self, event: &PointerEvent) {
        let start = place_in_listener(event);
        let two = self.fingers.try_update_value(|fingers| {
            fingers.down(event.pointer_id(), start);
            fingers.pinch()
        });
        // The first of two fingers no longer drags.
        self.drag.set_value((two != Some(true)).then(|| Drag {
            start,
            last_x: start.0,
            first_lane: self.interaction.first_lane.get_untracked(),
            measures: event.shift_key() || self.interaction.measuring.get_untracked(),
        }));
        self.tip.set(None);
    }

    fn moved(self, event: &PointerEvent) {
        let here = place_in_listener(event);
        let pinch = self.fingers.try_update_value(|fingers| fingers.moved(event.pointer_id(), here));
        if let Some(pinch) = pinch.flatten() {
            return self.pinch(pinch);
        }
        let Some(laid) = self.laid.get_untracked() else { return };
        match self.drag.get_value() {
            Some(drag) => {
                self.drag_on(&laid, drag, here);
                self.drag.set_value(Some(Drag { last_x: here.0, ..drag }));
            }
            None => {
                let lane = hit(&laid, here).map(|item| match item {
                    Item::ActivitySpan(lane, _) | Item::Lane(lane) => lane,
                });
                let subject = lane.map(|lane| subject_of_lane(Run::from(&*laid.shown.view), lane));
                // The tip says what it is.
                self.interaction.model.point_at(subject, Place::Nowhere);
                self.tip.set(tip_at(&laid, here));
            }
        }
    }

    fn up(self, event: &PointerEvent) {
        let here = place_in_listener(event);
        let drag = self.drag.try_update_value(Option::take).flatten();
        self.end(event);
        let (Some(drag), Some(laid)) = (drag, self.laid.get_untracked()) else { return };
        if is_click(drag, here) {
            self.click(&laid, here);
        }
    }

    fn end(self, event: &PointerEvent) {
        self.fingers.update_value(|fingers| fingers.up(event.pointer_id()));
        self.drag.set_value(None);
        self.tip.set(None);
    }

    fn drag_on(self, laid: &Laid, drag: Drag, here: (f64, f64)) {
        if is_click(drag, here) {
            return;
        }
        let interaction = self.interaction;
        if drag.measures {
            let moment = |x: f64| laid.timeline.time_from_x(x * laid.room.scale);
            let range = Range::between(moment(drag.start.0), moment(here.0));
            return interaction.held.update(|held| (held.range, held.anchor) = (Some(range), None));
        }
        if interaction.model.viewport.with_untracked(Option::is_some) {
            interaction.pan((drag.last_x - here.0) / plot_width(laid));
        }
        let lanes = ((drag.start.1 - here.1) / lane_height(laid)).round() as i64;
        interaction.scroll_to_lane(laid, drag.first_lane as i64 + lanes);
    }

    /// Two fingers zoom around their middle, and move what lies under them.
    fn pinch(self, pinch: Pinch) {
        let Some(laid) = self.laid.get_untracked() else { return };
        let plot = laid.picture.plot;
        self.interaction.zoom(pinch.factor, (pinch.middle * laid.room.scale - plot.x) / plot.width.max(1.0));
        self.interaction.pan(-pinch.moved.0 / plot_width(&laid));
        self.roll_lanes(&laid, -pinch.moved.1);
    }

    /// Goes on through the lanes by so many CSS pixels. What is less than a lane counts when there is more.
    fn roll_lanes(self, laid: &Laid, pixels: f64) {
        let rolled = self.rolled.get_value() + pixels / lane_height(laid);
        self.rolled.set_value(rolled.fract());
        self.interaction
            .scroll_to_lane(laid, self.interaction.first_lane.get_untracked() as i64 + rolled as i64);
    }

    /// Goes to the moment, and picks out what lies there; nothing, where nothing does.
    fn click(self, laid: &Laid, here: (f64, f64)) {
        let view = &laid.shown.view;
        let step = view.step_at(laid.timeline.time_from_x(here.0 * laid.room.scale));
        self.interaction.model.go_to(step);
        let selection = match hit(laid, here) {
            Some(Item::ActivitySpan(lane, ActivitySpan { event, start, count, .. })) => {
                Selection::beginning_with(&view.stretches, lane, (event, start), count)
            }
            Some(Item::Lane(_)) | None => None,
        };
        self.interaction.held.update(|held| (held.range, held.selection) = (None, selection));
    }

    /// Up and down goes through the lanes, sideways through time; with Control, or with two fingers on a pad, it zooms.
    fn turn_wheel(self, event: &WheelEvent) {
        let Some(laid) = self.laid.get_untracked() else { return };
        let interaction = self.interaction;
        let (x, plot, scale) = (place_in_listener(event).0, laid.picture.plot, laid.room.scale);
        let overflows = laid.timeline.lane_count > laid.timeline.rows.len();
        if event.ctrl_key() || (!overflows && event.delta_y() != 0.0) {
            event.prevent_default();
            let factor = js_sys::Math::pow(WHEEL_ZOOM, event.delta_y());
            interaction.zoom(factor, (x * scale - plot.x) / plot.width.max(1.0));
        } else if event.delta_x() != 0.0 {
            event.prevent_default();
            interaction.pan(event.delta_x() / plot_width(&laid));
        } else if overflows {
            event.prevent_default();
            let lanes = (event.delta_y() / 40.0).clamp(-20.0, 20.0);
            let lanes = if lanes > 0.0 { lanes.ceil() } else { lanes.floor() };
            interaction.scroll_to_lane(&laid, interaction.first_lane.get_untracked() as i64 + lanes as i64);
        }
    }
}

fn is_click(drag: Drag, here: (f64, f64)) -> bool {
    (here.0 - drag.start.0).hypot(here.1 - drag.start.1) < CLICK_PX
}

/// In CSS pixels, at least one.
fn plot_width(laid: &Laid) -> f64 {
    (laid.picture.plot.width / laid.room.scale).max(1.0)
}

/// In CSS pixels, at least one.
fn lane_height(laid: &Laid) -> f64 {
    laid.timeline.rows.first().map_or(1.0, |row| row.rect.height / laid.room.scale).max(1.0)
}

fn hit(laid: &Laid, here: (f64, f64)) -> Option<Item> {
    Some(laid.timeline.hit(here.0 * laid.room.scale, here.1 * laid.room.scale)?.what)
}

fn tip_at(laid: &Laid, here: (f64, f64)) -> Option<Tip> {
    let Item::ActivitySpan(lane, span) = hit(laid, here)? else { return None };
    // Kept within the chart: beyond the middle it lies to the left of the hand, and above it.
    let size = laid.room.size;
    Some(Tip {
        x: here.0.min(size.width - TIP_PX.0).max(0.0),
        y: if here.1 + TIP_PX.1 > size.height { here.1 - TIP_PX.1 } else { here.1 + 16.0 },
        text: pointed_at(&laid.shown.view, lane, &span),
    })
}
