//! The page's address: everything that is needed to see the same picture again, as the part of the URL after `#`.
//!
//! Reading never fails: what cannot be understood becomes a [`Problem`] and its default. Writing leaves defaults out, and
//! reading what was written gives the same route. Begin with [`Route`]; `table` lists the pages, `pages` has what each adds, `frame`
//! what a page that is embedded shows of it.

#[macro_use]
mod table;

mod frame;
mod pages;
mod query;

pub use self::frame::{Frame, Panels};
pub use self::pages::{Flows, PAGES, Page, PageLink, Playground, Program, Runs};
use self::query::Query;
use super::problem::{Problem, quoted};
use super::settings::{
    Backend, FanOut, MAX_EVENTS, MAX_LATENCY_MS, MAX_MEMORY_MB, MAX_OUTPUT, MAX_TIME_MS, Milliseconds,
    NATIVE_SERVER,
};
use protocol::Limits;

/// Where the page is, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Route {
    /// Which page.
    pub page: Page,
    /// What of the page is shown in somebody else's page, without the header around it; None where it stands by itself.
    pub frame: Option<Frame>,
    /// Whether the run asks before it shows, and what.
    pub ask: Ask,
    /// Where requests go.
    pub backend: Backend,
    /// How long a request travels there and back, in predictions.
    pub latency: Milliseconds,
    /// How much a run may do.
    pub limits: Limits,
    /// The step that is looked at, counted from 1; None where the page begins by itself.
    pub step: Option<u32>,
    /// The colors that the address asks for.
    pub theme: Theme,
    /// How large the page is drawn.
    pub size: DrawnSize,
}

/// What a run asks before it shows itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ask {
    /// Nothing.
    #[default]
    Nothing,
    /// In which order the lines are printed.
    Order,
    /// How long it takes.
    Total,
}

impl Ask {
    /// All of them.
    pub const ALL: [Ask; 3] = [Ask::Nothing, Ask::Order, Ask::Total];

    /// Its name in addresses, which never changes.
    pub fn id(self) -> &'static str {
        match self {
            Ask::Nothing => "nothing",
            Ask::Order => "order",
            Ask::Total => "total",
        }
    }

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Ask::Nothing => "nothing",
            Ask::Order => "the order of its lines",
            Ask::Total => "how long it takes",
        }
    }

    /// What of that name is asked.
    pub fn from_id(id: &str) -> Option<Ask> {
        Ask::ALL.into_iter().find(|ask| ask.id() == id)
    }
}

/// How large a page is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DrawnSize {
    /// For presenters in wide frames, and as usual everywhere else.
    #[default]
    Auto,
    /// As usual: for those who sit in front of the screen.
    Page,
    /// For presenters: for those who sit in the last row.
    Presenter,
}

impl DrawnSize {
    /// All of them.
    pub const ALL: [DrawnSize; 3] = [DrawnSize::Auto, DrawnSize::Page, DrawnSize::Presenter];

    /// Its name in addresses, which never changes.
    pub fn id(self) -> &'static str {
        match self {
            DrawnSize::Auto => "auto",
            DrawnSize::Page => "page",
            DrawnSize::Presenter => "presenter",
        }
    }

    /// The size of that name.
    pub fn from_id(id: &str) -> Option<DrawnSize> {
        DrawnSize::ALL.into_iter().find(|size| size.id() == id)
    }

    /// Whether the page is drawn for presenters, where a page that says nothing of it is, or is not.
    pub fn is_for_presenters(self, usual: bool) -> bool {
        match self {
            DrawnSize::Auto => usual,
            size => size == DrawnSize::Presenter,
        }
    }

    /// The other size, said only where it is not the usual one.
    pub fn toggled(self, usual: bool) -> DrawnSize {
        match (!self.is_for_presenters(usual), usual) {
            (wanted, usual) if wanted == usual => DrawnSize::Auto,
            (true, _) => DrawnSize::Presenter,
            (false, _) => DrawnSize::Page,
        }
    }
}

/// Light or dark, or with more contrast than either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black on white, with strong lines: for bad projectors.
    Contrast,
}

impl Theme {
    /// All of them, in the order in which the page's button goes through them.
    pub const ALL: [Theme; 4] = [Theme::Auto, Theme::Light, Theme::Dark, Theme::Contrast];

    /// Its name in addresses, which never changes.
    pub fn id(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Contrast => "contrast",
        }
    }

    /// The theme of that name.
    pub fn from_id(id: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.id() == id)
    }

    /// The one after it.
    pub fn next(self) -> Theme {
        match self {
            Theme::Auto => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Contrast,
            Theme::Contrast => Theme::Auto,
        }
    }
}

impl Route {
    /// What runs on the fan-out page; the default where that is not the page.
    pub fn fan_out(&self) -> FanOut {
        match &self.page {
            Page::FanOut(fan_out) => fan_out.clone(),
            _ => FanOut::default(),
        }
    }

    /// Changes what runs: from then on the address says it.
    pub fn change(&mut self, edit: impl FnOnce(&mut FanOut)) {
        let mut fan_out = self.fan_out();
        edit(&mut fan_out);
        self.page = Page::FanOut(fan_out);
    }

    /// Whether it stands in somebody else's page.
    pub fn is_embedded(&self) -> bool {
        self.frame.is_some()
    }

    /// Reads the part of an address after `#` (with or without it), and what was wrong with it.
    pub fn parse(hash: &str) -> (Route, Vec<Problem>) {
        let mut problems = Vec::new();
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, text) = hash.split_once('?').unwrap_or((hash, ""));
        let mut query = Query::parse(text, &mut problems);
        let path = path.trim_matches('/');
        let embedded_path =
            path.strip_prefix("embed").filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let path = match embedded_path.map(|rest| rest.trim_matches('/')) {
            // The home page is for those who come by themselves.
            Some("") => "fan-out",
            Some(rest) => rest,
            None => path,
        };
        let page = Page::parse(path, &mut query, &mut problems);
        let frame = embedded_path.map(|_| Frame::parse(&mut query, &mut problems));
        let route = Route {
            page,
            frame,
            ask: query.choice("ask", Ask::from_id, &Ask::ALL.map(Ask::id), &mut problems),
            backend: parse_backend(&mut query, &mut problems),
            latency: query.seconds("latency", 0..=MAX_LATENCY_MS, Milliseconds(0), &mut problems),
            limits: parse_limits(&mut query, &mut problems),
            step: query.step("step", &mut problems),
            theme: query.choice("theme", Theme::from_id, &Theme::ALL.map(Theme::id), &mut problems),
            size: query.choice("size", DrawnSize::from_id, &DrawnSize::ALL.map(DrawnSize::id), &mut problems),
        };
        query.finish(&mut problems);
        (route, problems)
    }

    /// Writes it, beginning with `#`.
    pub fn format(&self) -> String {
        let mut query = Query::default();
        let path = self.page.format(&mut query);
        if let Some(frame) = &self.frame {
            frame.format(&mut query);
        }
        query.push_unless("ask", self.ask.id(), Ask::default().id());
        query.push_unless("outside", self.backend.id(), Backend::default().id());
        query.push_unless("latency", &self.latency.as_seconds_text(), "0");
        format_limits(self.limits, &mut query);
        query.push_step("step", self.step);
        query.push_unless("theme", self.theme.id(), Theme::default().id());
        query.push_unless("size", self.size.id(), DrawnSize::default().id());
        let embed = if self.is_embedded() { "embed/" } else { "" };
        format!("#/{embed}{path}{query}")
    }
}

fn parse_backend(query: &mut Query, problems: &mut Vec<Problem>) -> Backend {
    let Some(text) = query.take("outside") else { return Backend::default() };
    Backend::from_id(&text).unwrap_or_else(|| {
        let message = format!(
            "{} is none of predicted, live, edge, page, and no address such as {NATIVE_SERVER}. This run is predicted.",
            quoted(&text)
        );
        problems.push(Problem::new("outside", message));
        Backend::default()
    })
}

fn parse_limits(query: &mut Query, problems: &mut Vec<Problem>) -> Limits {
    let default = Limits::default();
    let mut number = |name, most, default| query.number(name, 1..=most, default, problems);
    Limits {
        steps: number("max-steps", u32::MAX, default.steps),
        events: number("max-events", MAX_EVENTS, default.events),
        output: number("max-output", MAX_OUTPUT, default.output),
        milliseconds: query
            .seconds("max-time", 1..=MAX_TIME_MS, Milliseconds(default.milliseconds), problems)
            .0,
        megabytes: query.number("max-memory", 1..=MAX_MEMORY_MB, default.megabytes, problems),
    }
}

fn format_limits(limits: Limits, query: &mut Query) {
    let default = Limits::default();
    for (name, value, default) in [
        ("max-steps", limits.steps, default.steps),
        ("max-events", limits.events, default.events),
        ("max-output", limits.output, default.output),
    ] {
        query.push_unless(name, &value.to_string(), &default.to_string());
    }
    let seconds = |milliseconds| Milliseconds(milliseconds).as_seconds_text();
    query.push_unless("max-time", &seconds(limits.milliseconds), &seconds(default.milliseconds));
    query.push_unless("max-memory", &limits.megabytes.to_string(), &default.megabytes.to_string());
}

#[cfg(test)]
mod tests;
