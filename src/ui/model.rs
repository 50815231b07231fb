//! One program that runs, as signals, and the few things that a person can do to it.
//!
//! The plan is what was chosen, runs are what came of it, and the player says which step is looked at; everything else is
//! derived. A page has one for each program that it shows, and provides it as a context to the panels that show it. What it is
//! not: the address; that is the `shell`'s, and whoever makes a model says what of the address concerns it.

mod live;
mod playing;
mod setup;
mod shown;

use self::live::LiveTime;
pub(super) use self::setup::{Leader, Opening, Setup};
use self::shown::moment;
pub(super) use self::shown::{Moment, Shown};
use super::browser;
use super::frames::each_frame;
use super::on_change::on_change;
use super::pointing::{Pointing, light};
use super::session::{Job, Report, start};
use super::shell::{Active, Shell};
use crate::client::Engine;
use crate::ui::reactive::effect;
use leptos::prelude::*;
use lesson::Prediction;
use lesson::guess::Verdict;
use protocol::RunSummary;
use std::sync::Arc;
use trace::{EventId, Time, Trace};
use view::page::beginning::beginning;
use view::page::explain::{self, Remark};
use view::page::plan::Plan;
use view::page::player::Player;
use view::page::pointing::Light;
use view::page::settings::Backend;
use view::page::stage::MemberList;
use view::page::view::View;
use view::page::viewport::Viewport;

/// What is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Working {
    /// A prediction is computed.
    Predicting,
    /// Requests go out.
    Live,
}

/// The signals of one program. Provided as a context by the page that shows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model {
    /// What is to be run.
    pub(super) plan: Memo<Option<Plan>>,
    /// Where requests go.
    pub(super) backend: Memo<Backend>,
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
    /// Whether the timeline has the room of the other pictures as well.
    pub(super) enlarged: RwSignal<bool>,
    /// Whose list lies over the stage, if one does.
    pub(super) member_list: RwSignal<Option<MemberList>>,
    /// What the pointer is at.
    pub(super) pointing: RwSignal<Option<Pointing>>,
    /// What lights up because of it.
    pub(super) light: Memo<Option<Light>>,
    /// The line of the program that a remark led to.
    pub(super) remarked_line: RwSignal<Option<u32>>,
    /// The program.
    pub(super) source: Memo<Arc<str>>,
    /// What is asked before anything of the run is shown.
    pub(super) question: Memo<Option<Prediction>>,
    /// How the answer to it was; None while there is none.
    pub(super) verdict: RwSignal<Option<Verdict>>,
    /// The run that is looked at; None also while a question about it is open.
    pub(super) shown: Memo<Option<Shown>>,
    /// Its state at the step that is looked at.
    pub(super) moment: Memo<Moment>,
    /// The moment that a live run has come to, if that is what is looked at; so often as charts are drawn anew.
    pub(super) going_on: Memo<Option<Time>>,
    /// The end of the time for which charts have room while a live run is looked at; the beginning otherwise.
    pub(super) room: Memo<Time>,
    opening: Memo<Opening>,
    leader: Option<Leader>,
    live_time: LiveTime,
    engine: StoredValue<Engine, LocalStorage>,
    job: StoredValue<Option<Job>, LocalStorage>,
    /// Where the requests go that are on their way.
    sent_to: StoredValue<Option<Backend>>,
    /// Whether requests are to go out as soon as they are predicted.
    live_next: StoredValue<bool>,
    runs: StoredValue<u32>,
    /// The run that goes on, as far as it was reported.
    latest: StoredValue<Arc<View>>,
}

impl Model {
    /// The signals of a program that follow `setup` until the owner is gone.
    pub(super) fn new(setup: Setup) -> Model {
        let Setup { plan, backend, opening, question, leader } = setup;
        let verdict = RwSignal::new(None::<Verdict>);
        let predicted = RwSignal::new(None);
        let measured = RwSignal::new(None);
        let player = RwSignal::new(Player::default());
        let shown = Memo::new(move |_| {
            if question.with(Option::is_some) && verdict.with(Option::is_none) {
                return None;
            }
            let live = backend.with(Backend::is_live);
            measured.get().filter(|_| live).or_else(|| predicted.get())
        });
        let moment = moment(shown, player, leader);
        let pointing = RwSignal::new(None);
        let working = RwSignal::new(None);
        let live_time = LiveTime::new(working, player);
        let going_on = live_time.drawn();
        let model = Model {
            plan,
            backend,
            working,
            refusal: RwSignal::new(None),
            predicted,
            measured,
            player,
            viewport: RwSignal::new(None),
            enlarged: RwSignal::new(false),
            member_list: RwSignal::new(None),
            pointing,
            light: light(pointing, shown, moment),
            remarked_line: RwSignal::new(None),
            source: Memo::new(move |_| {
                plan.with(|plan| plan.as_ref().map_or_else(|| "".into(), |plan| plan.source.clone()))
            }),
            question,
            verdict,
            shown,
            moment,
            going_on,
            room: LiveTime::room(going_on, predicted),
            opening,
            leader,
            live_time,
            engine: Shell::expect().engine,
            job: StoredValue::new_local(None),
            sent_to: StoredValue::new(None),
            live_next: StoredValue::new(false),
            runs: StoredValue::new(0),
            latest: StoredValue::default(),
        };
        model.follow();
        model
    }

    /// The model that the page provides.
    pub(super) fn expect() -> Model {
        expect_context()
    }

    /// Does what must be done when what it follows changes, and plays.
    fn follow(self) {
        effect(move || {
            if self.plan.with(Option::is_some) {
                self.predict();
            }
        });
        on_change(move || self.backend.with(|_| ()), move || self.redirect());
        on_change(
            move || self.opening.with(|_| ()),
            move || {
                if self.predicted.with_untracked(Option::is_some) {
                    self.begin();
                }
            },
        );
        let playing = Memo::new(move |_| self.player.with(|player| player.playing));
        each_frame(playing.into(), move |elapsed_ms| {
            let Some(Some(shown)) = self.shown.try_get_untracked() else { return };
            self.player.try_update(|player| player.tick(elapsed_ms, shown.view.pacing()));
        });
        self.live_time.follow();
    }

    /// Requests are to go elsewhere than before.
    fn redirect(&self) {
        let live = self.working.get_untracked() == Some(Working::Live);
        if live && self.sent_to.get_value() == Some(self.backend.get_untracked()) {
            return;
        }
        if live {
            self.stop();
        }
        self.live_next.set_value(false);
        self.go_to(0);
    }

    /// What the shell is told of the program that the keys concern.
    pub(super) fn active(self) -> Active {
        Active {
            step: Signal::derive(move || self.shared_step()),
            busy: Signal::derive(move || {
                self.working.with(Option::is_some) || self.player.with(|player| player.playing)
            }),
            playback: self.playback(),
            perform: Callback::new(move |command| super::keyboard::perform(self, command)),
        }
    }

    /// The Run button: plays the prediction from its beginning, or sends the requests.
    pub(super) fn run(&self) {
        if self.backend.with_untracked(Backend::is_live) {
            self.run_live();
        } else {
            self.play_from_beginning();
        }
    }

    /// Plays from where the run begins to be worth watching.
    fn play_from_beginning(&self) {
        let first = |shown: &Shown| beginning(&shown.view.trace, &shown.view.steps);
        self.go_to(self.shown.with_untracked(|shown| shown.as_ref().map_or(0, first)));
        self.with_steps(Player::play);
    }

    /// Computes the run of what was chosen, and plays it unless the address names a step.
    pub(super) fn predict(&self) {
        self.measured.set(None);
        self.viewport.set(None);
        self.verdict.set(None);
        let model = *self;
        self.start(Backend::Predicted, Working::Predicting, move |shown, ended| {
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

    /// Sends the requests as soon as they have been predicted, so that there is something to compare with.
    pub(super) fn run_when_predicted(&self) {
        self.live_next.set_value(true);
    }

    /// Takes the answer to the question: then the run is shown.
    pub(super) fn answer(&self, verdict: Verdict) {
        self.verdict.set(Some(verdict));
        self.begin();
    }

    /// Sends the requests.
    ///
    /// A prediction that is still being computed comes first, so that there is something to compare with.
    pub(super) fn run_live(&self) {
        if self.working.get_untracked() == Some(Working::Predicting) {
            self.run_when_predicted();
            return;
        }
        self.viewport.set(None);
        self.measured.set(None);
        self.with_steps(Player::go_to_end);
        let model = *self;
        let backend = self.backend.get_untracked();
        self.sent_to.set_value(Some(backend.clone()));
        self.live_time.restart();
        self.start(backend, Working::Live, move |shown, ended| {
            let count = shown.view.stop_count();
            model.live_time.report(shown.view.end_time());
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

    /// Takes the player to a step, and lets it stay there.
    pub(super) fn go_to(&self, step: usize) {
        self.with_steps(|player, count| player.go_to(step, count));
    }

    /// Takes the player to the step in which something happened, and lets it stay there.
    pub(super) fn go_to_event(&self, event: EventId) {
        let step = self.shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.view.step_of(event)));
        if let Some(step) = step {
            self.go_to(step);
        }
    }

    /// The number of the last step; 0 without a run.
    pub(super) fn last_step(&self) -> usize {
        self.shown.with(|shown| shown.as_ref().map_or(0, |shown| shown.view.steps.len()))
    }

    /// The moment that is looked at; while playing, between two steps.
    pub(super) fn time_now(&self) -> Time {
        if let Some(leader) = self.leader {
            return leader.now.get();
        }
        let player = self.player.get();
        let time = |shown: &Shown| shown.view.time_between(player.step, player.progress());
        let time = self.shown.with(|shown| shown.as_ref().map_or(Time::ZERO, time));
        time.max(self.live_time.now().unwrap_or_default())
    }

    /// What is wrong with the program, before it ran or afterwards, and with which of its lines.
    pub(super) fn about_program(&self) -> Vec<Remark> {
        let refusal = self.refusal.get();
        let advice = self.shown.get().filter(|_| self.working.get() != Some(Working::Live));
        let summary = advice.map(|shown| shown.summary).unwrap_or_default();
        refusal.into_iter().chain(summary.advice.iter().map(explain::advice)).collect()
    }

    /// The step that a link to what is shown names.
    fn shared_step(&self) -> Option<u32> {
        let step = self.player.with(|player| player.step);
        // A live run cannot be repeated, so neither can its step.
        let repeatable = !self.backend.with(Backend::is_live) && step > 0 && step < self.last_step();
        repeatable.then_some(step as u32)
    }

    /// A predicted run is there: to where it is to be opened.
    fn begin(&self) {
        let Opening { step, plays, speed, skips_waits, part } = self.opening.get_untracked();
        let live = self.backend.with_untracked(Backend::is_live);
        self.player.update(|player| {
            player.part = part;
            player.speed = speed;
            player.skips_waits = skips_waits;
        });
        if plays && step.is_none() && !live && !browser::prefers_reduced_motion() {
            self.play_from_beginning();
        } else {
            self.go_to(step.map_or(0, |step| step as usize));
        }
    }

    fn start(&self, backend: Backend, working: Working, on_view: impl Fn(Shown, bool) + 'static) {
        let Some(plan) = self.plan.get_untracked() else { return };
        // Only where runs are compared is there a place for facts.
        let order = plan.order(self.leader.is_some());
        let run = self.runs.get_value() + 1;
        self.runs.set_value(run);
        self.refusal.set(None);
        self.working.set(Some(working));
        let model = *self;
        self.latest.set_value(Arc::default());
        let show = move |trace: Arc<Trace>, summary: RunSummary, ended| {
            let view = model.latest.try_update_value(|latest| {
                *latest = Arc::new(latest.grown(trace));
                latest.clone()
            });
            if let Some(view) = view {
                on_view(Shown { run, view, summary: summary.into() }, ended);
            }
        };
        // The job before, if there is one, is dropped here, and with it what it was doing.
        self.job.set_value(None);
        let job = start(self.engine.get_value(), order, backend, move |report| {
            // A run that was replaced has nothing more to say.
            if model.runs.try_get_value() != Some(run) {
                return;
            }
            match report {
                Report::Growing(trace) => show(trace, RunSummary::default(), false),
                Report::Ended(trace, summary) => {
                    model.working.set(None);
                    show(trace, summary, true);
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
