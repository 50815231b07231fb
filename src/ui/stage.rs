//! The stage: tokens on their way around the loop. Who stands where is decided in `page::stage`; here that is put together when the
//! step or the room changes, and handed to `picture`, which draws it and moves the tokens; `member_list`
//! lists those who have no room, and `result` says at the end what came of it all.

mod member_list;
mod picture;
mod result;

use self::member_list::{MemberListDialog, more_buttons};
use self::picture::Picture;
use self::result::result_view;
use super::browser;
use super::frames::each_frame;
use super::measure::room_of;
use super::model::{Model, Moment, Shown};
use crate::ui::reactive::{dynamic, effect, value};
use leptos::html::Div;
use leptos::prelude::*;
use std::sync::Arc;
use trace::Time;
use view::page::pointing::Light;
use view::page::stage::motion::Shot;
use view::page::stage::scene::{Scene, Size};
use view::page::stage::words::{Names, described};
use view::page::stage::{Run, Stage};

/// For how many steps a token may be on its way: a few tokens are, and each step begins with those of the one before.
const STEPS_ON_ITS_WAY: f64 = 1.8;

/// A stage, with what it was made of.
#[derive(Debug, Clone)]
pub(super) struct Staged {
    shown: Shown,
    moment: Moment,
    step: usize,
    stage: Arc<Stage>,
}

impl PartialEq for Staged {
    fn eq(&self, other: &Staged) -> bool {
        Arc::ptr_eq(&self.stage, &other.stage)
    }
}

impl Staged {
    fn names(&self) -> Names<'_> {
        Names { run: Run::from(&*self.shown.view), state: &self.moment.0 }
    }

    /// Whether it is still that of this run, this position and this moment.
    fn still(&self, shown: &Shown, moment: &Moment, now: Time) -> bool {
        let changed = self.stage.changes_at.is_some_and(|at| at <= now) || now < self.stage.now;
        self.shown == *shown && self.moment == *moment && !changed
    }
}

/// A scene, and the stage that it shows. Equal only to itself.
#[derive(Debug, Clone)]
struct Drawn {
    staged: Staged,
    scene: Arc<Scene>,
}

impl Drawn {
    fn shot(&self) -> Shot<'_> {
        Shot { run: self.staged.shown.run, step: self.staged.step, scene: &self.scene }
    }
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Drawn) -> bool {
        Arc::ptr_eq(&self.scene, &other.scene)
    }
}

/// The panel of the table.
pub(super) fn panel() -> AnyView {
    view! { <StagePanel /> }.into_any()
}

/// The stage.
#[component]
pub(super) fn StagePanel() -> impl IntoView {
    let model = Model::expect();
    let wrapper = NodeRef::<Div>::new();
    let room = room_of(wrapper);
    let staged =
        Memo::new(move |before: Option<&Option<Staged>>| stage(model, before.and_then(Option::as_ref)));
    let size = Memo::new(move |_| room.get().map(|room| room.size));
    let drawn = Memo::new(move |_| draw(staged.get()?, size.get()?));
    let scene = Memo::new(move |_| drawn.get().map(|drawn| drawn.scene));
    let surface = NodeRef::<leptos::svg::Svg>::new();
    show(model, surface, drawn);
    view! {
        <div class="stage" data-testid="stage" node_ref=wrapper class:stage--empty=value(move || scene.with(Option::is_none))>
            <svg
                class=value(move || format!("stage__picture stage--{}", scene.with(|scene| scene.as_ref().map_or("medium", |scene| scene.scale.class))))
                width="100%" height="100%" aria-hidden="true" node_ref=surface class:stage--pointing=value(move || model.light.with(lights_a_token))
                // On paper there is less room, and nobody draws anew.
                viewBox=value(move || size.get().map(|Size { width, height }| format!("0 0 {} {}", width as u32, height as u32)))
            ></svg>
            {more_buttons(model, scene)}
            {result_view(model)}
            <div class="visually-hidden">{dynamic(move || staged.with(|staged| staged.as_ref().map(in_words)))}</div>
            {dynamic(move || model.member_list.get().map(|member_list| view! { <MemberListDialog member_list staged /> }))}
        </div>
    }
    .into_any()
}

/// Whether some token is lit, and the others are not.
fn lights_a_token(light: &Option<Light>) -> bool {
    light.as_ref().is_some_and(|light| !light.tasks.is_empty() || !light.handles.is_empty())
}

/// The stage of the step and the moment that are looked at. It stays the same until somebody on it changes.
fn stage(model: Model, before: Option<&Staged>) -> Option<Staged> {
    let (shown, moment, now) = (model.shown.get()?, model.moment.get(), model.time_now());
    if let Some(before) = before.filter(|before| before.still(&shown, &moment, now)) {
        return Some(before.clone());
    }
    let stage = Arc::new(Stage::new(Run::from(&*shown.view), &moment.0, now));
    let step = model.step_untracked();
    Some(Staged { shown, moment, step, stage })
}

fn draw(staged: Staged, size: Size) -> Option<Drawn> {
    let scene = Arc::new(Scene::new(staged.names(), &staged.stage, size));
    Some(Drawn { staged, scene })
}

/// Draws a scene when it changes, and what changes with time as time goes by; moves the tokens in between.
fn show(model: Model, surface: NodeRef<leptos::svg::Svg>, drawn: Memo<Option<Drawn>>) {
    let picture = StoredValue::new_local(Picture::default());
    let moving = RwSignal::new(false);
    effect(move || {
        let (Some(surface), Some(drawn)) = (surface.get(), drawn.get()) else { return };
        let now = model.time_now();
        let calm = browser::prefers_reduced_motion();
        let most_ms = if calm { Some(0.0) } else { motion_ms(model) };
        let moves = picture.try_update_value(|picture| picture.show(&surface, drawn, now, most_ms));
        if moves == Some(true) {
            moving.set(true);
        }
    });
    effect(move || {
        let light = model.light.get();
        picture.update_value(|picture| picture.light(light));
    });
    each_frame(moving.into(), move |elapsed_ms| {
        if picture.try_update_value(|picture| picture.advance(elapsed_ms as f32)) == Some(false) {
            moving.try_set(false);
        }
    });
}

/// How long a token may be on its way while playing: not much longer than a step is shown, or it would lag behind. None while nobody
/// waits for the next step.
fn motion_ms(model: Model) -> Option<f32> {
    model.step_ms_untracked().map(|step_ms| (step_ms * STEPS_ON_ITS_WAY) as f32)
}

/// The stage for those who do not see it.
fn in_words(staged: &Staged) -> AnyView {
    let texts = described(&staged.stage, staged.names()).into_iter();
    texts
        .map(|(about, text)| view! { <p data-testid=format!("stage-{about}")>{text}</p> })
        .collect_view()
        .into_any()
}
