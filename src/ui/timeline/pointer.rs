//! The hand on the timeline: pointing tells, clicking goes there, dragging and wheels move and zoom.

use super::Laid;
use crate::chart::timeline::{Doing, Item};
use crate::page::player::Player;
use crate::page::wording::duration_text;
use crate::trace::stretches::Activity;
use crate::trace::{AwaitedKind, Time};
use crate::ui::keyboard::{pan, zoom};
use crate::ui::model::Model;
use leptos::prelude::*;
use web_sys::{PointerEvent, WheelEvent};

/// A hand that moves less than this, in CSS pixels, clicks.
const CLICK_PX: f64 = 4.0;
/// How much a notch of the wheel zooms.
const WHEEL_ZOOM: f64 = 1.0015;

/// A drag: where it began, where it is, and how many lanes were above.
#[derive(Debug, Clone, Copy)]
struct Drag {
    start: (f64, f64),
    last_x: f64,
    first_lane: usize,
}

/// What is said about what the hand points at.
#[derive(Debug, Clone, PartialEq)]
struct Tip {
    x: f64,
    y: f64,
    text: String,
}

/// Takes what the hand does over its children.
#[component]
pub(super) fn Pointer(
    laid: Memo<Option<Laid>>,
    first_lane: RwSignal<usize>,
    children: Children,
) -> impl IntoView {
    let model = Model::expect();
    let drag = StoredValue::new(None::<Drag>);
    let tip = RwSignal::new(None::<Tip>);
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            let start = place(&event);
            drag.set_value(Some(Drag { start, last_x: start.0, first_lane: first_lane.get_untracked() }));
        }
    };
    let moved = move |event: PointerEvent| {
        let here = place(&event);
        match drag.get_value() {
            Some(known) => {
                move_by_hand(model, laid, first_lane, known, here);
                drag.set_value(Some(Drag { last_x: here.0, ..known }));
                tip.set(None);
            }
            None => tip.set(laid.with_untracked(|laid| laid.as_ref().and_then(|laid| tip_at(laid, here)))),
        }
    };
    let up = move |event: PointerEvent| {
        let Some(Some(drag)) = drag.try_update_value(Option::take) else { return };
        let (x, y) = place(&event);
        if (x - drag.start.0).hypot(y - drag.start.1) < CLICK_PX {
            go_to(model, laid, x);
        }
    };
    let end = move |_: PointerEvent| {
        drag.set_value(None);
        tip.set(None);
    };
    view! {
        <div
            class="chart chart--movable" data-testid="timeline"
            on:pointerdown=down on:pointermove=moved on:pointerup=up on:pointerleave=end on:pointercancel=end
            on:wheel=move |event| turn_wheel(model, laid, first_lane, &event)
        >
            {children()}
            {move || tip.get().map(tip_view)}
        </div>
    }
}

fn tip_view(tip: Tip) -> impl IntoView {
    view! {
        <div class="chart__tip" style:transform=format!("translate({:.0}px, {:.0}px)", tip.x, tip.y)>{tip.text}</div>
    }
}

/// Where the hand is, in CSS pixels. The children let it through, so that this is relative to the chart.
fn place(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.offset_x()), f64::from(event.offset_y()))
}

fn move_by_hand(
    model: Model,
    laid: Memo<Option<Laid>>,
    first_lane: RwSignal<usize>,
    drag: Drag,
    here: (f64, f64),
) {
    let far = (here.0 - drag.start.0).hypot(here.1 - drag.start.1) >= CLICK_PX;
    let Some(laid) = laid.get_untracked().filter(|_| far) else { return };
    let width = laid.picture.plot.width / laid.room.scale;
    if width > 0.0 && model.viewport.with_untracked(Option::is_some) {
        pan(model, (drag.last_x - here.0) / width);
    }
    let lane_height =
        laid.timeline.rows.first().map_or(1.0, |row| row.rect.height / laid.room.scale).max(1.0);
    let lanes = ((drag.start.1 - here.1) / lane_height).round() as i64;
    scroll_to_lane(&laid, first_lane, drag.first_lane as i64 + lanes);
}

/// As many lanes can be above as there is no room for.
fn scroll_to_lane(laid: &Laid, first_lane: RwSignal<usize>, lane: i64) {
    let room = laid.timeline.rows.len().saturating_sub(1).max(1);
    let most = laid.timeline.lane_count.saturating_sub(room) as i64;
    let whole = laid.timeline.lane_count <= laid.timeline.rows.len() && first_lane.get_untracked() == 0;
    let lane = if whole { 0 } else { lane.clamp(0, most) as usize };
    if first_lane.get_untracked() != lane {
        first_lane.set(lane);
    }
}

/// Up and down goes through the lanes, sideways through time; with Control, or with two fingers on a pad, it zooms.
fn turn_wheel(model: Model, laid: Memo<Option<Laid>>, first_lane: RwSignal<usize>, event: &WheelEvent) {
    let Some(laid) = laid.get_untracked() else { return };
    let (x, plot, scale) = (f64::from(event.offset_x()), laid.picture.plot, laid.room.scale);
    let overflows = laid.timeline.lane_count > laid.timeline.rows.len() || first_lane.get_untracked() > 0;
    if event.ctrl_key() || (!overflows && event.delta_y() != 0.0) {
        event.prevent_default();
        zoom(
            model,
            js_sys::Math::pow(WHEEL_ZOOM, event.delta_y()),
            (x * scale - plot.x) / plot.width.max(1.0),
        );
    } else if event.delta_x() != 0.0 {
        event.prevent_default();
        pan(model, event.delta_x() * scale / plot.width.max(1.0));
    } else if overflows {
        event.prevent_default();
        let lanes = (event.delta_y() / 40.0).clamp(-20.0, 20.0);
        let lanes = if lanes > 0.0 { lanes.ceil() } else { lanes.floor() };
        scroll_to_lane(&laid, first_lane, first_lane.get_untracked() as i64 + lanes as i64);
    }
}

fn go_to(model: Model, laid: Memo<Option<Laid>>, x: f64) {
    let Some(laid) = laid.get_untracked() else { return };
    let time = laid.timeline.time_from_x(x * laid.room.scale);
    let step = laid.shown.view.step_at(time);
    model.with_steps(|player: &mut Player, count| player.go_to(step, count));
}

fn tip_at(laid: &Laid, here: (f64, f64)) -> Option<Tip> {
    let hit = laid.timeline.hit(here.0 * laid.room.scale, here.1 * laid.room.scale)?;
    let Item::Doing(lane, doing) = hit.what else { return None };
    let view = &laid.shown.view;
    let name = view.naming.lane(&view.trace, lane);
    // Kept within the chart: beyond the middle it lies to the left of the hand.
    let x = here.0.min(laid.room.size.width - 210.0).max(0.0);
    Some(Tip {
        x,
        y: (here.1 + 16.0).min(laid.room.size.height - 26.0),
        text: format!("{name}: {}", doing_text(&doing)),
    })
}

fn doing_text(doing: &Doing) -> String {
    let length = duration_text(doing.end.since(doing.start));
    let from = duration_text(doing.start.since(Time::ZERO));
    match doing.count {
        0 | 1 => format!("{} for {length}, from {from}", activity_text(doing.activity)),
        count => format!("{count} stretches in {length}, from {from}"),
    }
}

fn activity_text(activity: Activity) -> &'static str {
    match activity {
        Activity::Running => "running",
        Activity::Ready => "ready",
        Activity::Polling => "asleep in a poll",
        Activity::Blocked(_) => "blocked",
        Activity::Waiting(awaited) => match awaited.kind {
            AwaitedKind::NextTurn => "waiting for its next turn",
            AwaitedKind::Sleep => "sleeping",
            AwaitedKind::Request => "waiting for an answer",
            AwaitedKind::Task => "waiting for a task",
            AwaitedKind::Several => "waiting for several",
            AwaitedKind::Lock => "waiting for a lock",
            AwaitedKind::Semaphore => "waiting for the semaphore",
            AwaitedKind::Event => "waiting for an event",
            AwaitedKind::Queue => "waiting for a queue",
            AwaitedKind::Thread => "waiting for a thread",
            AwaitedKind::Future => "waiting for a future",
        },
    }
}
