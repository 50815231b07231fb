//! The page's address: everything that is needed to see the same picture again, as the part of the URL after `#`.
//!
//! Reading never fails: what cannot be understood becomes a [`Problem`] and its default. Writing leaves defaults out, and
//! reading what was written gives the same route.

mod query;

use self::query::Query;
use super::problem::{Problem, quoted};
use super::settings::{
    Each, FanOut, MAX_DURATION_MS, MAX_EVENTS, MAX_LATENCY_MS, MAX_OUTPUT, MAX_REQUESTS, MAX_TIME_MS,
    Milliseconds, NATIVE_SERVER, Outside, Strategy,
};
use crate::run::Limits;

/// Where the page is, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Route {
    /// Which page.
    pub page: Page,
    /// Whether it stands in somebody else's page, without the frame around it.
    pub embedded: bool,
    /// Where requests go.
    pub outside: Outside,
    /// How long a request travels there and back, in predictions.
    pub latency: Milliseconds,
    /// How much a run may do.
    pub limits: Limits,
    /// The step that is looked at, counted from 1; None where the page begins by itself.
    pub step: Option<u32>,
    /// The colors that the address asks for.
    pub theme: Theme,
}

/// A page. Lessons, the playground and others will stand here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Page {
    /// The fan-out of four requests, with a sentence for those who come for the first time.
    #[default]
    Home,
    /// Ways to send several requests.
    FanOut(FanOut),
    /// What there is of Python.
    Conformance,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All of them, in the order in which the page's button goes through them.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// Its name in addresses, which never changes.
    pub fn id(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
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
            Theme::Dark => Theme::Auto,
        }
    }
}

impl Route {
    /// What runs: on the home page, the default.
    pub fn fan_out(&self) -> FanOut {
        match &self.page {
            Page::Home | Page::Conformance => FanOut::default(),
            Page::FanOut(fan_out) => fan_out.clone(),
        }
    }

    /// Changes what runs: from then on the address says it.
    pub fn change(&mut self, edit: impl FnOnce(&mut FanOut)) {
        let mut fan_out = self.fan_out();
        edit(&mut fan_out);
        self.page = Page::FanOut(fan_out);
    }

    /// Whether the same happens there when it is predicted.
    pub fn runs_like(&self, other: &Route) -> bool {
        self.fan_out() == other.fan_out() && self.latency == other.latency && self.limits == other.limits
    }

    /// What to put into another page to show this in it. `page` is the address of this one, up to `#`.
    pub fn frame(&self, page: &str) -> String {
        let route = Route { embedded: true, ..self.clone() };
        let address = format!("{page}{}", route.format()).replace('&', "&amp;").replace('"', "%22");
        format!("<iframe src=\"{address}\" title=\"Loopscope\" width=\"1280\" height=\"720\"></iframe>")
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
        let page = match embedded_path.unwrap_or(path).trim_matches('/') {
            "" => Page::Home,
            "fan-out" => Page::FanOut(parse_fan_out(&mut query, &mut problems)),
            "conformance" => Page::Conformance,
            other => {
                let message = format!("There is no page {}. This is the fan-out page.", quoted(other));
                problems.push(Problem::new("address", message));
                Page::FanOut(parse_fan_out(&mut query, &mut problems))
            }
        };
        let route = Route {
            page,
            embedded: embedded_path.is_some(),
            outside: parse_outside(&mut query, &mut problems),
            latency: query.seconds("latency", 0..=MAX_LATENCY_MS, Milliseconds(0), &mut problems),
            limits: parse_limits(&mut query, &mut problems),
            step: parse_step(&mut query, &mut problems),
            theme: query.choice("theme", Theme::from_id, &Theme::ALL.map(Theme::id), &mut problems),
        };
        query.finish(&mut problems);
        (route, problems)
    }

    /// Writes it, beginning with `#`.
    pub fn format(&self) -> String {
        let mut query = Query::default();
        let path = match &self.page {
            Page::Home => "",
            Page::FanOut(fan_out) => {
                format_fan_out(fan_out, &mut query);
                "fan-out"
            }
            Page::Conformance => "conformance",
        };
        query.push_unless("outside", self.outside.id(), Outside::default().id());
        query.push_unless("latency", &self.latency.as_seconds_text(), "0");
        format_limits(self.limits, &mut query);
        if let Some(step) = self.step {
            query.push("step", &step.to_string());
        }
        query.push_unless("theme", self.theme.id(), Theme::default().id());
        let embed = if self.embedded { "embed/" } else { "" };
        format!("#/{embed}{path}{query}")
    }
}

fn parse_fan_out(query: &mut Query, problems: &mut Vec<Problem>) -> FanOut {
    let default = FanOut::default();
    FanOut {
        strategy: query.choice("strategy", Strategy::from_id, &Strategy::ALL.map(Strategy::id), problems),
        requests: query.number("n", 1..=MAX_REQUESTS, default.requests, problems),
        each: query.choice("each", Each::from_id, &Each::ALL.map(Each::id), problems),
        duration: query.seconds("duration", 0..=MAX_DURATION_MS, default.duration, problems),
        seed: query.number("seed", 0..=u32::MAX, default.seed, problems),
        limit: query.number("limit", 1..=MAX_REQUESTS, default.limit, problems),
        timeout: query.seconds("timeout", 1..=MAX_DURATION_MS, default.timeout, problems),
    }
}

fn format_fan_out(fan_out: &FanOut, query: &mut Query) {
    let default = FanOut::default();
    query.push("strategy", fan_out.strategy.id());
    query.push("n", &fan_out.requests.to_string());
    query.push_unless("each", fan_out.each.id(), default.each.id());
    query.push_unless("duration", &fan_out.duration.as_seconds_text(), &default.duration.as_seconds_text());
    query.push_unless("seed", &fan_out.seed.to_string(), &default.seed.to_string());
    query.push_unless("limit", &fan_out.limit.to_string(), &default.limit.to_string());
    query.push_unless("timeout", &fan_out.timeout.as_seconds_text(), &default.timeout.as_seconds_text());
}

fn parse_outside(query: &mut Query, problems: &mut Vec<Problem>) -> Outside {
    let Some(text) = query.take("outside") else { return Outside::default() };
    Outside::from_id(&text).unwrap_or_else(|| {
        let message = format!(
            "{} is none of predicted, live, edge, page, and no address such as {NATIVE_SERVER}. This run is predicted.",
            quoted(&text)
        );
        problems.push(Problem::new("outside", message));
        Outside::default()
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
}

/// A step that the run does not have is not an error of the address: it is the last one.
fn parse_step(query: &mut Query, problems: &mut Vec<Problem>) -> Option<u32> {
    let step = query.number("step", 0..=u32::MAX, 0, problems);
    (step > 0).then_some(step)
}

#[cfg(test)]
mod tests;
