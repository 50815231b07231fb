//! The stage: tokens on their way around the loop. Where each stands is decided in `page::stage`; here they are drawn, and move.

use super::listing::look_class;
use super::measure::room_of;
use super::model::Model;
use crate::page::stage::scene::{Anchor, Arrow, Crowd, Emphasis, Label, More, Scene, TextStyle, Token, Zone};
use crate::page::stage::{Member, Stage, Who};
use crate::trace::{Naming, State, Trace};
use leptos::html::Div;
use leptos::prelude::*;

/// How many members a list of a crowd shows.
const MAX_LISTED: usize = 500;

/// The stage.
#[component]
pub(super) fn StagePanel() -> impl IntoView {
    let model = Model::expect();
    let wrapper = NodeRef::<Div>::new();
    let room = room_of(wrapper);
    let stage = Memo::new(move |_| model.moment.with(|moment| Stage::new(&moment.0)));
    let scene = Memo::new(move |_| {
        let (Some(room), Some(shown)) = (room.get(), model.shown.get()) else { return Scene::default() };
        let state = model.moment.get();
        let name = |who| name_of(&shown.view.naming, &shown.view.trace, &state.0, who);
        stage.with(|stage| Scene::new(&shown.view.trace, stage, room.size, &name))
    });
    let opened = model.crowd;
    view! {
        <div class="stage" data-testid="stage" node_ref=wrapper class:stage--empty=move || room.with(Option::is_none)>
            <svg class="stage__picture" width="100%" height="100%" aria-hidden="true" style:--motion=move || motion(model)>
                <Definitions />
                {move || scene.with(|scene| scene.arrows.iter().map(arrow).collect_view())}
                {move || scene.with(|scene| scene.zones.iter().map(zone).collect_view())}
                {move || scene.with(|scene| scene.labels.iter().map(label).collect_view())}
                <For each=move || scene.with(Scene::everybody) key=|who| *who children=move |who| view! { <TokenView who scene /> } />
                {move || scene.with(|scene| scene.more.iter().map(|more| view_more(more, opened)).collect_view())}
            </svg>
            <StageInWords stage />
            <div class="stage__more">
                {move || scene.with(|scene| scene.more.iter().map(|more| list_button(more.crowd, opened)).collect_view())}
            </div>
            {move || opened.get().map(|crowd| view! { <CrowdList crowd stage opened /> })}
        </div>
    }
    .into_any()
}

/// What somebody is called.
fn name_of(naming: &Naming, trace: &Trace, state: &State, who: Who) -> String {
    match who {
        Who::Task(task) => naming.task(trace, task),
        Who::Handle(handle) => {
            let handle = state.handles.get(handle);
            let called = handle.map_or("callback", |handle| trace.text(handle.label));
            match handle.and_then(|handle| handle.task) {
                Some(task) => format!("wake {}", naming.task(trace, task)),
                None if called.is_empty() => "callback".to_owned(),
                None => called.to_owned(),
            }
        }
    }
}

/// How long a token takes to move: not longer than the step is shown.
fn motion(model: Model) -> String {
    let (playing, speed) = model.player.with(|player| (player.playing, player.speed));
    let shown_ms =
        model.shown.with(|shown| shown.as_ref().map_or(200.0, |shown| shown.view.pacing.shortest_ms()));
    let milliseconds = if playing { (shown_ms / speed.factor() * 0.85).clamp(0.0, 260.0) } else { 220.0 };
    format!("{milliseconds:.0}ms")
}

/// Patterns and the heads of arrows.
#[component]
fn Definitions() -> impl IntoView {
    view! {
        <defs>
            <pattern id="stage-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="7" height="7" class="hatch__ground" />
                <rect width="2.5" height="7" class="hatch__stripe" />
            </pattern>
        </defs>
    }
}

fn zone(zone: &Zone) -> impl IntoView + use<> {
    let class = match zone.emphasis {
        Emphasis::Quiet => "zone",
        Emphasis::Active => "zone zone--active",
        Emphasis::Blocked => "zone zone--blocked",
    };
    let rect = zone.rect;
    view! {
        <g class=class>
            <text class="zone__title" x=rect.x + 1.0 y=rect.y - 9.0>{zone.title}</text>
            <rect class="zone__box" x=rect.x y=rect.y width=rect.width height=rect.height rx="10" />
        </g>
    }
}

fn arrow(arrow: &Arrow) -> impl IntoView + use<> {
    let ((x1, y1), (x2, y2)) = (arrow.from, arrow.to);
    let (dx, dy) = ((x2 - x1).signum() * f64::from(x1 != x2), (y2 - y1).signum() * f64::from(y1 != y2));
    // The head is drawn by hand: references to markers break where a page has a base address.
    let (bx, by) = (x2 - 6.0 * dx, y2 - 6.0 * dy);
    let head = format!("M{x2} {y2}L{} {}L{} {}z", bx - 3.5 * dy, by - 3.5 * dx, bx + 3.5 * dy, by + 3.5 * dx);
    view! {
        <g class="way">
            <path class="way__line" d=format!("M{x1} {y1}L{bx} {by}") />
            <path class="way__head" d=head />
        </g>
    }
}

fn label(label: &Label) -> impl IntoView + use<> {
    let style = match label.style {
        TextStyle::Caption => "caption",
        TextStyle::Value => "value",
        TextStyle::Code => "code",
        TextStyle::Clock => "clock",
    };
    let anchor = anchor_text(label.anchor);
    view! {
        <text class=format!("text text--{style}") x=label.x y=label.y text-anchor=anchor>{label.text.clone()}</text>
    }
}

fn anchor_text(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}

/// Somebody. The element stays while they are shown, and the style sheet moves it.
#[component]
fn TokenView(who: Who, scene: Memo<Scene>) -> impl IntoView {
    let token = Memo::new(move |_| scene.with(|scene| scene.token(who).cloned()));
    let with = move |read: fn(&Token) -> String| move || token.with(|token| token.as_ref().map(read));
    let number = move |read: fn(&Token) -> f64| move || token.with(|token| token.as_ref().map_or(0.0, read));
    let middle = |token: &Token| token.rect.height / 2.0;
    view! {
        <g class=with(token_class) style:transform=with(|token| format!("translate({}px,{}px)", token.rect.x, token.rect.y))>
            <title>{with(|token| token.label.clone())}</title>
            <rect class="token__box" width=number(|token| token.rect.width) height=number(|token| token.rect.height) rx=number(|token| if token.dot { 6.0 } else { 7.0 }) />
            <circle class="token__dot" cx="13" cy=number(middle) r="4.5" />
            <text class="token__name" x="24" y=number(|token| token.rect.height / 2.0 + 4.5)>{with(|token| token.label.clone())}</text>
            <text class="token__note" text-anchor="end" x=number(|token| token.rect.width - 9.0) y=number(|token| token.rect.height / 2.0 + 4.0)>
                {with(|token| token.note.clone())}
            </text>
            <path class="token__cross" d=with(|token| format!("M2 2L{0} {1}M2 {1}L{0} 2", token.rect.width - 2.0, token.rect.height - 2.0)) />
        </g>
    }
}

fn token_class(token: &Token) -> String {
    let color = token.task.map_or_else(|| "plain".to_owned(), |task| Naming::color(task).to_string());
    let shape = if token.dot { "token--dot" } else { "token--pill" };
    format!("token token--{} {shape} task-{color}", look_class(token.look))
}

/// "+ 187 more", which opens the list.
fn view_more(more: &More, opened: RwSignal<Option<Crowd>>) -> impl IntoView + use<> {
    let crowd = more.crowd;
    view! {
        <text class="more" x=more.x y=more.y text-anchor=anchor_text(more.anchor) on:click=move |_| opened.set(Some(crowd))>{format!("+ {} more", more.count)}</text>
    }
}

/// The same for the keyboard: seen while it has the focus.
fn list_button(crowd: Crowd, opened: RwSignal<Option<Crowd>>) -> impl IntoView + use<> {
    view! {
        <button class="button" on:click=move |_| opened.set(Some(crowd))>{format!("List: {}", crowd_title(crowd))}</button>
    }
}

fn crowd_title(crowd: Crowd) -> String {
    match crowd {
        Crowd::Queue => "in the ready queue".to_owned(),
        Crowd::Waiting(reason) => format!("waiting {}", reason.title()),
    }
}

/// Everybody of a crowd, by name.
#[component]
fn CrowdList(crowd: Crowd, stage: Memo<Stage>, opened: RwSignal<Option<Crowd>>) -> impl IntoView {
    let model = Model::expect();
    let title = crowd_title(crowd);
    let names = move || {
        let shown = model.shown.get();
        let members = stage.with(|stage| members(stage, crowd));
        let state = model.moment.get();
        let rest = members.len().saturating_sub(MAX_LISTED);
        let name = |member: &Member| {
            shown.as_ref().map(|shown| name_of(&shown.view.naming, &shown.view.trace, &state.0, member.who))
        };
        let mut names: Vec<String> = members.iter().take(MAX_LISTED).filter_map(name).collect();
        names.extend((rest > 0).then(|| format!("and {rest} more")));
        names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()
    };
    let label = title.clone();
    view! {
        <div class="crowd" role="dialog" aria-label=label>
            <div class="panel__head">
                <h3 class="panel__title">{title}</h3>
                <button class="link-button" on:click=move |_| opened.set(None)>"Close"</button>
            </div>
            <ol class="crowd__names">{names}</ol>
        </div>
    }
}

fn members(stage: &Stage, crowd: Crowd) -> Vec<Member> {
    match crowd {
        Crowd::Queue => stage.queue.clone(),
        Crowd::Waiting(reason) => {
            let group = stage.groups.iter().find(|group| group.reason == reason);
            group.map_or_else(Vec::new, |group| group.members.clone())
        }
    }
}

/// The stage for those who do not see it.
#[component]
fn StageInWords(stage: Memo<Stage>) -> impl IntoView {
    let queue = move || stage.with(|stage| stage.queue.len());
    let waiting =
        move || stage.with(|stage| stage.groups.iter().map(|group| group.members.len()).sum::<usize>());
    let finished = move || stage.with(|stage| stage.finished.len());
    view! {
        <dl class="visually-hidden">
            <dt>"In the ready queue"</dt><dd data-testid="ready-count">{queue}</dd>
            <dt>"Waiting"</dt><dd data-testid="waiting-count">{waiting}</dd>
            <dt>"Finished"</dt><dd data-testid="finished-count">{finished}</dd>
        </dl>
    }
}
