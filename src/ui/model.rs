//! All that changes on the page, as signals, and the few things that a person can do to it.
//!
//! The route is what was chosen, runs are what came of it, and the player says which step is looked at; everything else is
//! derived. `app` provides it as a context.

use super::browser;
use super::session::{Job, Order, Report, load_engine, start};
use crate::engine::client::Engine;
use crate::page::explain::{self, Remark};
use crate::page::player::Player;
use crate::page::problem::Problem;
use crate::page::program;
use crate::page::route::{Page, Route};
use crate::page::settings::{FanOut, Outside};
use crate::page::stage::scene::Crowd;
use crate::page::view::{View, state_at};
use crate::page::viewport::Viewport;
use crate::trace::advice::Advice;
use crate::trace::{Replay, State, Time, Trace};
use leptos::prelude::*;
use std::sync::Arc;

/// A run that can be looked at. Equal only to itself.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// Which run: it stays the same while the run grows.
    pub(super) run: u32,
    /// Its trace, made ready.
    pub(super) view: Arc<View>,
    /// What is to be said about it, once it is over.
    pub(super) advice: Arc<[Advice]>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Shown) -> bool {
        Arc::ptr_eq(&self.view, &other.view)
    }
}

/// A state. Equal only to itself: comparing the contents would cost more than showing them again.
#[derive(Debug, Clone, Default)]
pub(super) struct Moment(pub(super) Arc<State>);

impl PartialEq for Moment {
    fn eq(&self, other: &Moment) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Whether the service worker answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Edge {
    /// It is being registered.
    #[default]
    Starting,
    /// It answers.
    Ready,
    /// It does not: why, in a sentence.
    Missing(String),
}

/// What is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Working {
    /// A prediction is computed.
    Predicting,
    /// Requests go out.
    Live,
}

/// The page's signals. Provided as a context by `App`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model {
    /// What was chosen: the address.
    pub(super) route: RwSignal<Route>,
    /// What was wrong with the address.
    pub(super) problems: RwSignal<Vec<Problem>>,
    /// Whether the service worker answers.
    pub(super) edge: RwSignal<Edge>,
    /// What is going on, if anything.
    pub(super) working: RwSignal<Option<Working>>,
    /// Why the program was not run, if it was not.
    pub(super) refusal: RwSignal<Option<Remark>>,
    /// The predicted run of what was chosen.
    pub(super) predicted: RwSignal<Option<Shown>>,
    /// The latest live run of what was chosen, while it grows and afterwards.
    pub(super) measured: RwSignal<Option<Shown>>,
    /// Which step is looked at.
    pub(super) player: RwSignal<Player>,
    /// The part of the timeline that is in view; None is all of it.
    pub(super) viewport: RwSignal<Option<Viewport>>,
    /// Whose list lies over the stage, if one does.
    pub(super) crowd: RwSignal<Option<Crowd>>,
    /// The line of the program that a remark led to.
    pub(super) pointed: RwSignal<Option<u32>>,
    /// The program.
    pub(super) source: Memo<Arc<str>>,
    /// The run that is looked at.
    pub(super) shown: Memo<Option<Shown>>,
    /// Its state at the step that is looked at.
    pub(super) moment: Memo<Moment>,
    engine: StoredValue<Engine, LocalStorage>,
    job: StoredValue<Option<Job>, LocalStorage>,
    /// Whether requests are to go out as soon as they are predicted.
    live_next: StoredValue<bool>,
    runs: StoredValue<u32>,
}

impl Model {
    /// The signals of the page at this address.
    pub(super) fn new(route: Route, problems: Vec<Problem>) -> Model {
        let route = RwSignal::new(route);
        let predicted = RwSignal::new(None);
        let measured = RwSignal::new(None);
        let player = RwSignal::new(Player::default());
        let shown = Memo::new(move |_| {
            let live = route.with(|route| route.outside.is_live());
            measured.get().filter(|_| live).or_else(|| predicted.get())
        });
        Model {
            route,
            problems: RwSignal::new(problems),
            edge: RwSignal::new(Edge::default()),
            working: RwSignal::new(None),
            refusal: RwSignal::new(None),
            predicted,
            measured,
            player,
            viewport: RwSignal::new(None),
            crowd: RwSignal::new(None),
            pointed: RwSignal::new(None),
            source: Memo::new(move |_| route.with(|route| program::source(&route.fan_out()).into())),
            shown,
            moment: moment(shown, player),
            engine: StoredValue::new_local(load_engine()),
            job: StoredValue::new_local(None),
            live_next: StoredValue::new(false),
            runs: StoredValue::new(0),
        }
    }

    /// The model that `App` provides.
    pub(super) fn expect() -> Model {
        expect_context()
    }

    /// What runs.
    pub(super) fn fan_out(&self) -> FanOut {
        self.route.with(Route::fan_out)
    }

    /// Changes what runs; the predicted run follows at once.
    pub(super) fn change(&self, edit: impl FnOnce(&mut Route)) {
        let before = self.route.get_untracked();
        let mut route = before.clone();
        edit(&mut route);
        if route == before {
            return;
        }
        route.step = None;
        self.route.set(route);
        self.problems.set(Vec::new());
        self.predict();
    }

    /// Changes where requests go.
    pub(super) fn set_outside(&self, outside: Outside) {
        if self.working.get_untracked() == Some(Working::Live) {
            self.stop();
        }
        self.live_next.set_value(false);
        self.route.update(|route| {
            route.outside = outside;
            route.step = None;
        });
        self.problems.set(Vec::new());
        self.go_to_start();
    }

    /// Shows another address.
    pub(super) fn go(&self, route: Route, problems: Vec<Problem>) {
        let before = self.route.get_untracked();
        let same_run = before.runs_like(&route);
        self.problems.set(problems);
        self.route.set(route);
        if same_run && self.predicted.with_untracked(Option::is_some) {
            self.begin();
        } else {
            self.predict();
        }
    }

    /// The Run button: plays the prediction from its beginning, or sends the requests.
    pub(super) fn run(&self) {
        if self.route.with_untracked(|route| route.outside.is_live()) {
            self.run_live();
        } else {
            self.go_to_start();
            self.with_steps(Player::play);
        }
    }

    /// Computes the run of what was chosen, and plays it unless the address names a step.
    pub(super) fn predict(&self) {
        self.measured.set(None);
        self.viewport.set(None);
        let model = *self;
        self.start(Outside::Predicted, Working::Predicting, move |shown, ended| {
            let first = model.predicted.with_untracked(Option::is_none);
            if ended || first {
                model.predicted.set(Some(shown));
            }
            if ended {
                model.begin();
                if model.live_next.try_update_value(std::mem::take) == Some(true) {
                    model.run_live();
                }
            }
        });
    }

    /// Sends the requests.
    ///
    /// A prediction that is still being computed comes first, so that there is something to compare with.
    pub(super) fn run_live(&self) {
        if self.working.get_untracked() == Some(Working::Predicting) {
            self.live_next.set_value(true);
            return;
        }
        self.viewport.set(None);
        self.measured.set(None);
        self.with_steps(Player::go_to_end);
        let model = *self;
        let outside = self.route.with_untracked(|route| route.outside.clone());
        self.start(outside, Working::Live, move |shown, ended| {
            let count = shown.view.stop_count();
            model.measured.set(Some(shown));
            model.player.update(|player| player.grow(count));
            if ended {
                model.player.update(|player| player.following = false);
            }
        });
    }

    /// Aborts what is going on.
    pub(super) fn stop(&self) {
        self.job.with_value(|job| {
            if let Some(job) = job {
                job.stop();
            }
        });
    }

    /// Lets the player do something with a number of steps.
    pub(super) fn with_steps(&self, act: impl FnOnce(&mut Player, usize)) {
        let count =
            self.shown.with_untracked(|shown| shown.as_ref().map_or(0, |shown| shown.view.stop_count()));
        self.player.update(|player| act(player, count));
    }

    /// The number of the last step; 0 without a run.
    pub(super) fn last_step(&self) -> usize {
        self.shown.with(|shown| shown.as_ref().map_or(0, |shown| shown.view.steps.len()))
    }

    /// The moment that is looked at; while playing, between two steps.
    pub(super) fn time_now(&self) -> Time {
        let player = self.player.get();
        let time = |shown: &Shown| shown.view.time_between(player.step, player.progress(&shown.view.pacing));
        self.shown.with(|shown| shown.as_ref().map_or(Time::ZERO, time))
    }

    /// What is wrong with the program, before it ran or afterwards, and with which of its lines.
    pub(super) fn about_program(&self) -> Vec<Remark> {
        let refusal = self.refusal.get();
        let advice = self.shown.get().filter(|_| self.working.get() != Some(Working::Live));
        let advice = advice.map(|shown| shown.advice).unwrap_or_default();
        refusal.into_iter().chain(advice.iter().map(explain::advice)).collect()
    }

    /// The address of what is shown.
    pub(super) fn shared_route(&self) -> Route {
        let mut route = self.route.get();
        let step = self.player.with(|player| player.step);
        // A live run cannot be repeated, so neither can its step.
        let repeatable = route.page != Page::Conformance
            && !route.outside.is_live()
            && step > 0
            && step < self.last_step();
        route.step = repeatable.then_some(step as u32);
        route
    }

    fn go_to_start(&self) {
        self.with_steps(|player, count| player.go_to(0, count));
    }

    /// A predicted run is there: to the step of the address, or play.
    fn begin(&self) {
        let (step, live) = self.route.with_untracked(|route| (route.step, route.outside.is_live()));
        match step {
            Some(step) => self.with_steps(|player, count| player.go_to(step as usize, count)),
            None => {
                self.go_to_start();
                if !live && !browser::prefers_reduced_motion() {
                    self.with_steps(Player::play);
                }
            }
        }
    }

    fn start(&self, outside: Outside, working: Working, on_view: impl Fn(Shown, bool) + 'static) {
        let route = self.route.get_untracked();
        let order = Order {
            file: program::file_name(route.fan_out().strategy).to_owned(),
            source: self.source.get_untracked().to_string(),
            host: None,
            latency: route.latency.into(),
            limits: route.limits,
        };
        let run = self.runs.get_value() + 1;
        self.runs.set_value(run);
        self.refusal.set(None);
        self.working.set(Some(working));
        let model = *self;
        let replay = StoredValue::new(Replay::default());
        let show = move |trace: Arc<Trace>, advice: Vec<Advice>, ended| {
            let view = replay.try_update_value(|replay| View::new(trace, replay));
            if let Some(view) = view {
                on_view(Shown { run, view: Arc::new(view), advice: advice.into() }, ended);
            }
        };
        // The job before, if there is one, is dropped here, and with it what it was doing.
        self.job.set_value(None);
        let job = start(self.engine.get_value(), order, outside, move |report| {
            // A run that was replaced has nothing more to say.
            if model.runs.try_get_value() != Some(run) {
                return;
            }
            match report {
                Report::Growing(trace) => show(trace, Vec::new(), false),
                Report::Ended(trace, advice) => {
                    model.working.set(None);
                    show(trace, advice, true);
                }
                Report::Refused(remark) => {
                    model.working.set(None);
                    model.refusal.set(Some(remark));
                }
            }
        });
        self.job.set_value(Some(job));
    }
}

/// The state of the run that is looked at, at the player's step.
fn moment(shown: Memo<Option<Shown>>, player: RwSignal<Player>) -> Memo<Moment> {
    let step = Memo::new(move |_| player.with(|player| player.step));
    let replay = StoredValue::new((0, Replay::default()));
    Memo::new(move |_| {
        let Some(shown) = shown.get() else { return Moment::default() };
        let step = step.get();
        let state = replay.try_update_value(|(run, replay)| {
            if *run != shown.run {
                (*run, *replay) = (shown.run, Replay::default());
            }
            state_at(&shown.view, replay, step)
        });
        Moment(Arc::new(state.unwrap_or_default()))
    })
}
