//! What all of a page's parts share: its address, its theme, the run that the keys concern, where programs run.
//!
//! Signals only, which the app provides and the header, the keys and the models of runs read and set. What it is not: it shows
//! nothing and listens to nothing; [`app`](super::app) does.

use super::browser;
use super::playback::Playback;
use super::presenter::factor;
use super::session::load_engine;
use crate::client::Engine;
use leptos::prelude::*;
use lesson::{Prediction, Question};
use protocol::Stored;
use view::page::keys::Command;
use view::page::problem::Problem;
use view::page::route::{Ask, Route, Theme};
use view::page::settings::Backend;

/// The name under which the chosen theme is kept.
pub(super) const THEME_KEY: &str = "loopscope.theme";

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

/// What the keys and the address concern: the run that a page puts in front.
#[derive(Debug, Clone, Copy)]
pub(super) struct Active {
    /// The step that a link names.
    pub(super) step: Signal<Option<u32>>,
    /// Whether it is under way: then the address waits.
    pub(super) busy: Signal<bool>,
    /// What the keys step through.
    pub(super) playback: Playback,
    /// Does what a key asks for.
    pub(super) perform: Callback<Command>,
}

/// The shell's signals. Provided as a context by `App`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shell {
    /// What was chosen: the address.
    pub(super) route: RwSignal<Route>,
    /// What was wrong with the address.
    pub(super) problems: RwSignal<Vec<Problem>>,
    /// Whether the service worker answers.
    pub(super) edge: RwSignal<Edge>,
    /// Which run the keys concern.
    pub(super) active: RwSignal<Option<Active>>,
    /// Whether the list of keys is asked for.
    pub(super) keys_open: RwSignal<bool>,
    /// Whether the choice of frames is asked for.
    pub(super) embed_open: RwSignal<bool>,
    /// How many times larger than usual the page is drawn, if it is drawn for presenters.
    pub(super) presenter: Memo<Option<f64>>,
    /// Where programs run.
    pub(super) engine: StoredValue<Engine, LocalStorage>,
}

impl Shell {
    /// The shell of the address that the browser has. `stored` is what the interpreter need not be asked.
    pub(super) fn new(stored: Option<Stored>) -> Shell {
        let (route, problems) = Route::parse(&browser::location_hash());
        let route = RwSignal::new(route);
        Shell {
            route,
            presenter: factor(route),
            problems: RwSignal::new(problems),
            edge: RwSignal::new(Edge::default()),
            active: RwSignal::new(None),
            keys_open: RwSignal::new(false),
            embed_open: RwSignal::new(false),
            engine: StoredValue::new_local(load_engine(stored)),
        }
    }

    /// The shell that `App` provides.
    pub(super) fn expect() -> Shell {
        expect_context()
    }

    /// Changes what was chosen.
    pub(super) fn change(&self, edit: impl FnOnce(&mut Route)) {
        let before = self.route.get_untracked();
        let mut route = before.clone();
        edit(&mut route);
        if route == before {
            return;
        }
        route.step = None;
        self.problems.set(Vec::new());
        self.route.set(route);
    }

    /// Changes where requests go.
    pub(super) fn set_backend(&self, backend: Backend) {
        self.change(|route| route.backend = backend);
    }

    /// What the address asks before a run is shown.
    pub(super) fn question(&self) -> Memo<Option<Prediction>> {
        let route = self.route;
        let ask = Memo::new(move |_| route.with(|route| route.ask));
        Memo::new(move |_| {
            let question = match ask.get() {
                Ask::Nothing => return None,
                Ask::Order => Question::Order,
                Ask::Total => Question::Total,
            };
            Some(Prediction { question, text: question.usual_text().to_owned() })
        })
    }

    /// A run comes to the front, for as long as the owner is there.
    pub(super) fn put_in_front(&self, active: Active) {
        let shell = *self;
        shell.active.set(Some(active));
        on_cleanup(move || {
            shell.active.try_set(None);
        });
    }

    /// The address of what is shown.
    pub(super) fn shared_route(&self) -> Route {
        let mut route = self.route.get();
        route.step = self.active.get().and_then(|active| active.step.try_get().flatten());
        route
    }
}

/// The look of the page. Provided as a context by `App`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// What was asked for: by the address, or by the person.
    pub(super) theme: Memo<Theme>,
    /// What the person asked for.
    pub(super) preferred: RwSignal<Theme>,
    /// The theme that holds now: never `Auto`.
    pub(super) drawn: Memo<Theme>,
}
