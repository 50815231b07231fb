//! The pointer over what a run shows: what it is at lights up in every panel, with a card that says what that is. A click holds it,
//! and so does the key that goes from task to task.
//!
//! Elements say what they are by the attribute `data-points`, so that one listener does for all; charts, which are canvases, ask
//! their layout. What belongs together is decided in `page::pointing`. Begin with [`pointing_area`].

use super::browser;
use super::model::{Model, Moment, Shown};
use super::presenter::window_size;
use super::shell::Shell;
use crate::ui::reactive::{dynamic, value};
use leptos::html::Div;
use leptos::prelude::*;
use trace::decimal::fixed;
use view::page::pointing::{Card, Light, Subject, card};
use view::page::stage::Run;
use view::page::stage::drawing::color_class;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlDivElement, MouseEvent};

/// The attribute by which elements say what they are.
pub(super) const POINTS: &str = "data-points";

/// How far the card is from the pointer, in CSS pixels.
const APART: f64 = 16.0;

/// What is pointed at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pointing {
    /// What.
    pub(super) subject: Subject,
    /// Where its card stands.
    pub(super) place: Place,
    /// Whether it stays when the pointer leaves.
    pub(super) held: bool,
}

/// Where the card stands that says what is pointed at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// Beside the pointer, in CSS pixels of the window.
    Pointer(f64, f64),
    /// Below the token on the stage: a key has pointed there.
    Token,
    /// Nowhere: something else says what it is.
    Nowhere,
}

impl Place {
    /// Where the pointer is.
    pub(super) fn of(event: &MouseEvent) -> Place {
        Place::Pointer(f64::from(event.client_x()), f64::from(event.client_y()))
    }
}

impl Model {
    /// The pointer is at something, or at nothing. What is held stays.
    pub(super) fn point_at(self, subject: Option<Subject>, place: Place) {
        let known = self.pointing.get_untracked();
        if known.is_some_and(|known| known.held) {
            return;
        }
        let pointing = subject.map(|subject| Pointing { subject, place, held: false });
        if known.map(|known| known.subject) != subject {
            self.pointing.set(pointing);
        }
    }

    /// Holds it, or lets go of it if it is held already.
    pub(super) fn hold(self, subject: Subject, place: Place) {
        self.pointing.update(|pointing| {
            let again = pointing.is_some_and(|known| known.held && known.subject == subject);
            *pointing = (!again).then_some(Pointing { subject, place, held: true });
        });
    }

    /// Lets go of what is held. Says whether something was.
    pub(super) fn let_go(self) -> bool {
        let held = self.pointing.with_untracked(|pointing| pointing.is_some_and(|known| known.held));
        if held {
            self.pointing.set(None);
        }
        held
    }

    /// Holds the next task that is not over, beginning with the first; after the last none.
    pub(super) fn hold_next_task(self) {
        let known = self.pointing.get_untracked().map(|known| known.subject);
        let before = match known {
            Some(Subject::Task(task)) => Some(task),
            _ => None,
        };
        let next = self.moment.with_untracked(|moment| {
            let mut tasks = moment.0.unfinished_tasks().map(|(task, _)| task);
            tasks.find(|task| before.is_none_or(|before| *task > before))
        });
        let pointing = |task| Pointing { subject: Subject::Task(task), place: Place::Token, held: true };
        self.pointing.set(next.map(pointing));
    }
}

/// What lights up, if anything is pointed at.
pub(super) fn light(
    pointing: RwSignal<Option<Pointing>>,
    shown: Memo<Option<Shown>>,
    moment: Memo<Moment>,
) -> Memo<Option<Light>> {
    Memo::new(move |_| {
        let (subject, shown) = (pointing.get()?.subject, shown.get()?);
        Some(moment.with(|moment| Light::new(Run::from(&*shown.view), &moment.0, subject)))
    })
}

/// Panels of a run, over which the pointer is answered.
pub(super) fn pointing_area(model: Model, panels: AnyView) -> AnyView {
    let area = NodeRef::<Div>::new();
    let over = move |event: web_sys::PointerEvent| {
        model.point_at(subject_of(event.target()), Place::of(&event));
    };
    let click = move |event: MouseEvent| match subject_of(event.target()) {
        // A text that is marked is to be copied.
        Some(_) if browser::has_selection() => {}
        Some(subject) => model.hold(subject, Place::of(&event)),
        None if is_for_something_else(event.target()) => {}
        None => {
            model.let_go();
        }
    };
    view! {
        <div class="pointing" node_ref=area on:pointerover=over on:pointerleave=move |_| model.point_at(None, Place::Nowhere) on:click=click>
            {panels}
            {dynamic(move || shown_card(model, area))}
        </div>
    }
    .into_any()
}

/// What an element is, or the one around it.
fn subject_of(target: Option<EventTarget>) -> Option<Subject> {
    let element = target?.dyn_into::<Element>().ok()?.closest(&format!("[{POINTS}]")).ok()??;
    element.get_attribute(POINTS)?.parse().ok()
}

/// Whether a click there does something of its own.
fn is_for_something_else(target: Option<EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    let own = element.and_then(|element| element.closest("a, button, input, select, summary, .chart").ok());
    own.flatten().is_some()
}

fn shown_card(model: Model, area: NodeRef<Div>) -> Option<AnyView> {
    let pointing = model.pointing.get()?;
    let place = match pointing.place {
        Place::Pointer(x, y) => (x, y),
        Place::Token => below_token(&area.get_untracked()?, pointing.subject)?,
        Place::Nowhere => return None,
    };
    let said = Memo::new(move |_| {
        let subject = model.pointing.get()?.subject;
        let (shown, now) = (model.shown.get()?, model.time_now());
        model.moment.with(|moment| card(Run::from(&*shown.view), &moment.0, now, subject))
    });
    // What is said changes as time goes by; the card stays where it is.
    Some(view! { <CardView said place held=pointing.held /> }.into_any())
}

/// Below a token, or within the stage that has no room for it; in CSS pixels of the window.
fn below_token(area: &HtmlDivElement, subject: Subject) -> Option<(f64, f64)> {
    let find = |selector: &str| area.query_selector(selector).ok().flatten();
    if let Some(token) = find(&format!(".stage__picture [{POINTS}={subject}]")) {
        let rect = token.get_bounding_client_rect();
        return Some((rect.left(), rect.bottom()));
    }
    let stage = find(".stage")?.get_bounding_client_rect();
    Some((stage.left(), stage.top()))
}

#[component]
fn CardView(said: Memo<Option<Card>>, place: (f64, f64), held: bool) -> impl IntoView {
    // Lengths within a page that is drawn larger grow with it.
    let zoom = Shell::expect().presenter.get_untracked().unwrap_or(1.0);
    let (x, y) = (place.0 / zoom, place.1 / zoom);
    let height = window_size().1 / zoom;
    let px = |value: f64| format!("{}px", fixed(value, 0));
    // In the lower half of the window it stands above the pointer.
    let below = y < height / 2.0;
    let (top, bottom) =
        if below { (px(y + APART), "auto".into()) } else { ("auto".into(), px(height - y + APART)) };
    let class =
        move || said.with(|said| format!("card {}", color_class(said.as_ref().and_then(|card| card.task))));
    let content = move || {
        let Card { title, lines, .. } = said.get()?;
        let lines = lines.into_iter().map(|line| view! { <p class="card__line">{line}</p> }).collect_view();
        Some(view! { <p class="card__title">{title}</p> {lines} })
    };
    view! {
        <div
            class=value(class) class:card--held=held data-testid="card" role="status"
            style:--x=px(x + APART) style:top=top style:bottom=bottom
            hidden=value(move || said.with(Option::is_none))
        >
            {dynamic(content)}
        </div>
    }
}
