//! Flows: the same work in several styles, side by side on one clock.
//!
//! Each style is a run with a model of its own; a common clock says at which step each of them is. Begin with [`FlowsPage`];
//! `column` is one style, `facts` the table below them.

mod column;
mod facts;

use self::column::Column;
use super::browser;
use super::embed::EmbedDialog;
use super::frames::each_frame;
use super::keyboard::move_by_key;
use super::model::{Leader, Model, Opening, Setup};
use super::playback::{Direction, Playback};
use super::remarks::Problems;
use super::shell::{Active, Shell};
use super::transport::Transport;
use crate::ui::reactive::{dynamic, effect, value};
use leptos::prelude::*;
use protocol::Limits;
use std::sync::Arc;
use trace::Time;
use view::page::flows::{Case, CommonClock, Style};
use view::page::plan::Plan;
use view::page::player::Player;
use view::page::problem::{Problem, quoted};
use view::page::route::{Flows, Page, Route};
use view::page::settings::Milliseconds;

/// The clock that the columns share.
#[derive(Debug, Clone, Copy)]
struct SharedClock {
    clock: Memo<Arc<CommonClock>>,
    playback: Playback,
}

/// The page of the table.
pub(super) fn page(_: &Page) -> AnyView {
    view! { <FlowsPage /> <EmbedDialog /> }.into_any()
}

#[component]
fn FlowsPage() -> impl IntoView {
    let shell = Shell::expect();
    let choice = Memo::new(move |_| shell.route.with(chosen));
    report_unknown(shell);
    let embedded = Memo::new(move |_| shell.route.with(Route::is_embedded));
    view! {
        <main class="page flows" id="main" tabindex="-1">
            {dynamic(move || (!embedded.get()).then(|| choices(shell, choice)))}
            <Problems />
            // Another choice is another set of runs.
            {dynamic(move || view! { <SideBySide choice=choice.get() /> }.into_any())}
        </main>
    }
    .into_any()
}

/// What the address asks for, with what there is in the place of what there is not.
fn chosen(route: &Route) -> (Case, Vec<Style>) {
    let Page::Flows(Flows { case, styles }) = &route.page else { return (Case::default(), Vec::new()) };
    let case = Case::from_id(case).unwrap_or_default();
    let asked: Vec<Style> = styles.iter().filter_map(|id| Style::from_id(id)).collect();
    let is_chosen = |style: &Style| asked.contains(style) && case.styles().contains(style);
    let mut styles: Vec<Style> = Style::ALL.into_iter().filter(is_chosen).collect();
    if styles.is_empty() {
        styles.extend(case.first_styles());
    }
    (case, styles)
}

fn report_unknown(shell: Shell) {
    let Page::Flows(Flows { case, styles }) = shell.route.with_untracked(|route| route.page.clone()) else {
        return;
    };
    let known = if case.is_empty() { Some(Case::default()) } else { Case::from_id(&case) };
    let mut problems = Vec::new();
    if known.is_none() {
        let all = Case::ALL.map(|case| case.about().id).join(", ");
        problems
            .push(Problem::new("case", format!("{} is none of {all}. The first is shown.", quoted(&case))));
    }
    let there = known.unwrap_or_default().styles();
    for style in styles.iter().filter(|id| !Style::from_id(id).is_some_and(|style| there.contains(&style))) {
        let all: Vec<_> = there.iter().map(|style| style.id()).collect();
        problems.push(Problem::new(
            "styles",
            format!("{} is none of {}. It is left out.", quoted(style), all.join(", ")),
        ));
    }
    shell.problems.update(|known| known.extend(problems));
}

/// Which work, and in which styles.
fn choices(shell: Shell, choice: Memo<(Case, Vec<Style>)>) -> impl IntoView {
    let set = move |case: Case, styles: &[Style]| {
        shell.change(|route| {
            let styles = styles.iter().map(|style| style.id().to_owned()).collect();
            route.page = Page::Flows(Flows { case: case.about().id.to_owned(), styles });
        });
    };
    let choose = move |event| {
        if let Some(case) = Case::from_id(&event_target_value(&event)) {
            let kept: Vec<Style> = choice.with_untracked(|(_, styles)| styles.clone());
            let kept: Vec<Style> = kept.into_iter().filter(|style| case.styles().contains(style)).collect();
            set(case, &kept);
        }
    };
    let case = Memo::new(move |_| choice.with(|(case, _)| *case));
    let options = Case::ALL.map(|one| {
        view! { <option value=one.about().id selected=value(move || case.get() == one)>{one.about().title}</option> }
    });
    let toggle = move |style: Style| {
        let (case, mut styles) = choice.get_untracked();
        match styles.iter().position(|other| *other == style) {
            // One at least stays.
            Some(_) if styles.len() == 1 => {}
            Some(place) => {
                styles.remove(place);
            }
            None => styles.push(style),
        }
        set(case, &styles);
    };
    let style_choice = move |style: Style| {
        let on = move || choice.with(|(_, styles)| styles.contains(&style));
        view! {
            <button
                class="chip" class:chip--on=value(on) aria-pressed=value(move || on().to_string()) title=style.text()
                data-testid=format!("style-{}", style.id()) on:click=move |_| toggle(style)
            >{style.title()}</button>
        }
    };
    view! {
        <div class="controls" role="group" aria-label="What is compared">
            <label class="field field--choice">
                <span class="field__label">"work"</span>
                <select class="select" data-testid="case" prop:value=value(move || case.get().about().id) on:change=choose>
                    {options.into_iter().collect_view()}
                </select>
            </label>
            <div class="chips" role="group" aria-label="Styles">
                {dynamic(move || case.get().styles().iter().map(|style| style_choice(*style)).collect_view())}
            </div>
        </div>
    }
}

/// Some styles of one case, and the clock that they share.
#[component]
fn SideBySide(choice: (Case, Vec<Style>)) -> impl IntoView {
    let shell = Shell::expect();
    let (case, styles) = choice;
    let player = RwSignal::new(Player::default());
    let models: StoredValue<Vec<Model>> = StoredValue::new(Vec::new());
    let made = RwSignal::new(false);
    let clock = Memo::new(move |_| {
        made.track();
        let views = models.with_value(|models| {
            models.iter().map(|model| model.shown.get().map(|shown| shown.view)).collect::<Option<Vec<_>>>()
        });
        // Half of the runs on a clock would be played at another pace than all of them.
        let views = views.unwrap_or_default();
        let views: Vec<_> = views.iter().map(Arc::as_ref).collect();
        Arc::new(CommonClock::new(&views))
    });
    let now = Signal::derive(move || {
        clock.with(|clock| player.with(|player| clock.time_between(player.step, player.progress())))
    });
    let playback = Playback {
        player,
        stop_count: Signal::derive(move || clock.with(|clock| clock.stop_count())),
        now,
        total: Signal::derive(move || Some(clock.with(|clock| clock.time(usize::MAX).since(Time::ZERO)))),
        compression: Signal::derive(move || {
            let player = player.get();
            clock.with(|clock| clock.pacing().compression(player.step).filter(|_| !player.skips_waits))
        }),
        turn: Callback::new(move |(stop, direction): (usize, Direction)| {
            clock.with_untracked(|clock| direction.turn(&clock.turns, stop))
        }),
    };
    let together = SharedClock { clock, playback };
    for (place, style) in styles.iter().enumerate() {
        let model = model(shell, together, case, *style, place);
        models.update_value(|models| models.push(model));
    }
    made.set(true);
    // A clock of runs that still grow changes all the time: who plays along with it would begin again and again.
    let at_rest = Memo::new(move |_| {
        made.track();
        models.with_value(|models| models.iter().all(|model| model.working.get().is_none()))
    });
    begin_and_play(shell, together, at_rest);
    let count = styles.len();
    let columns = models
        .get_value()
        .into_iter()
        .zip(styles.clone())
        .map(|(model, style)| view! { <Column model style case /> });
    let columns = columns.collect_view();
    let models = models.get_value();
    let all = models.clone();
    shell.put_in_front(Active {
        step: Signal::derive(move || {
            let step = player.with(|player| player.step);
            (step > 0 && step < playback.last_step()).then_some(step as u32)
        }),
        busy: Signal::derive(move || !at_rest.get() || player.with(|player| player.playing)),
        playback,
        perform: Callback::new(move |command| move_by_key(playback, command)),
    });
    view! {
        <div class="flows__body">
            <div class="flows__words">
                <h1 class="flows__title">{case.about().title}</h1>
                <p>{case.about().text} " " {case.about().look}</p>
                <RunAll models=all at_rest playback />
            </div>
            <div class="flows__columns" style:--columns=count.to_string()>{columns}</div>
            {facts::table(together, models, styles)}
        </div>
        <Transport playback />
    }
    .into_any()
}

fn model(shell: Shell, together: SharedClock, case: Case, style: Style, place: usize) -> Model {
    let source = RwSignal::new(None::<String>);
    let path = case.path(style);
    let fetched = path.clone();
    leptos::task::spawn_local(async move {
        match browser::fetch_text(&fetched).await {
            Ok(text) => drop(source.try_set(Some(text))),
            Err(reason) => {
                let problem = Problem::not_fetched(&fetched, &reason);
                shell.problems.try_update(|problems| problems.push(problem));
            }
        }
    });
    let file: Arc<str> = format!("{}.py", style.id()).into();
    let SharedClock { clock, playback } = together;
    Model::new(Setup {
        plan: Memo::new(move |_| {
            let (latency, limits): (Milliseconds, Limits) =
                shell.route.with(|route| (route.latency, route.limits));
            Some(Plan { file: file.clone(), source: source.get()?.into(), latency, limits })
        }),
        backend: Memo::new(move |_| shell.route.with(|route| route.backend.clone())),
        opening: Memo::new(|_| Opening::default()),
        question: Memo::new(|_| None),
        leader: Some(Leader {
            step: Signal::derive(move || {
                clock.with(|clock| clock.step(place, playback.player.with(|player| player.step)))
            }),
            now: playback.now,
            step_ms: Signal::derive(move || {
                let factor = playback.player.with(|player| player.playing.then_some(player.speed.factor()));
                factor.map(|factor| clock.with(|clock| clock.pacing().step_ms()) / factor)
            }),
        }),
    })
}

/// Goes to the step of the address when all runs are there and over, and lets time pass while it plays.
fn begin_and_play(shell: Shell, together: SharedClock, at_rest: Memo<bool>) {
    let SharedClock { clock, playback } = together;
    let opening = Memo::new(move |_| shell.route.with(Opening::of));
    effect(move || {
        let count = clock.with(|clock| clock.stop_count());
        let Opening { step, speed, skips_waits, part, .. } = opening.get();
        if count <= 1 || !at_rest.get() {
            return;
        }
        playback.player.update(|player| {
            (player.speed, player.skips_waits, player.part) = (speed, skips_waits, part);
            player.go_to(step.map_or(0, |step| step as usize), count);
            if step.is_none() && !browser::prefers_reduced_motion() {
                player.play(count);
            }
        });
    });
    let playing = Memo::new(move |_| playback.player.with(|player| player.playing));
    each_frame(playing.into(), move |elapsed_ms| {
        let Some(clock) = clock.try_get_untracked() else { return };
        playback.player.try_update(|player| player.tick(elapsed_ms, clock.pacing()));
    });
}

/// Runs all of them: one after the other, so that none disturbs what is measured of another.
#[component]
fn RunAll(models: Vec<Model>, at_rest: Memo<bool>, playback: Playback) -> impl IntoView {
    let shell = Shell::expect();
    let live = Memo::new(move |_| shell.route.with(|route| route.backend.is_live()));
    let models = StoredValue::new(models);
    let press = move |_| {
        if live.get_untracked() {
            models.with_value(|models| models.iter().for_each(Model::run));
        } else {
            playback.with_steps(|player, count| {
                player.go_to(0, count);
                player.play(count);
            });
        }
    };
    let title = move || match (live.get(), at_rest.get()) {
        (true, false) => "Running …",
        (true, true) => "Run all live",
        (false, _) => "Play all",
    };
    view! {
        <button class="button button--primary" data-testid="run" prop:disabled=value(move || live.get() && !at_rest.get()) on:click=press>{dynamic(title)}</button>
    }
}
