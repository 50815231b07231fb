//! The pages there are, and what each adds to the address.

use super::query::{self, Query};
use crate::page::playground::link::MAX_IN_ADDRESS;
use crate::page::problem::{Problem, quoted};
use crate::page::settings::{Each, FanOut, MAX_DURATION_MS, MAX_REQUESTS, Strategy};

/// The longest name of a lesson, a template or a case.
const MAX_NAME: usize = 500;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Page {
    /// Four requests that share a loop, for those who come for the first time.
    #[default]
    Home,
    /// Ways to send several requests.
    FanOut(FanOut),
    /// Any program, to be edited.
    Playground(Playground),
    /// The same work in several styles, side by side.
    Flows(Flows),
    /// The list of lessons.
    Lessons,
    /// A lesson: its name, or where its text is.
    Lesson(String),
    /// The runs that talks measured, beside what they are here.
    Figures,
    /// What there is of Python.
    Conformance,
}

/// What is in the playground.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Playground {
    /// A program, as links carry it; see `playground::link`. None: what was there last.
    pub code: Option<String>,
    /// The name of a template, where there is no program.
    pub template: Option<String>,
}

/// What is compared on the page of flows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flows {
    /// The work, by its name; empty for the first.
    pub case: String,
    /// The styles, by their names; empty for those that the case begins with.
    pub styles: Vec<String>,
}

/// The programs that make up the site, each with its own first load. `boot.js` has the same table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// What is there first: the home page.
    App,
    /// The fan-out page.
    FanOut,
    /// The playground.
    Playground,
    /// Flows, lessons, figures, and what there is of Python.
    Course,
}

impl Program {
    /// Its name: that of its files.
    pub fn id(self) -> &'static str {
        match self {
            Program::App => "app",
            Program::FanOut => "fanout",
            Program::Playground => "playground",
            Program::Course => "course",
        }
    }
}

impl Page {
    /// The program that shows it.
    pub fn program(&self) -> Program {
        match self {
            Page::Home => Program::App,
            Page::FanOut(_) => Program::FanOut,
            Page::Playground(_) => Program::Playground,
            Page::Flows(_) | Page::Lessons | Page::Lesson(_) | Page::Figures | Page::Conformance => {
                Program::Course
            }
        }
    }

    /// Whether a program runs on it, whose requests go somewhere.
    pub fn has_runs(&self) -> bool {
        match self {
            Page::FanOut(_) | Page::Playground(_) | Page::Flows(_) => true,
            Page::Home | Page::Lessons | Page::Lesson(_) | Page::Figures | Page::Conformance => false,
        }
    }

    /// Whether it shows the run of one program.
    pub fn has_one_run(&self) -> bool {
        matches!(self, Page::Home | Page::FanOut(_) | Page::Playground(_))
    }

    /// Whether it stands in the same place as another: then it is the same page, which only shows something else.
    pub fn is_same_place(&self, other: &Page) -> bool {
        match (self, other) {
            (Page::FanOut(_), Page::FanOut(_)) => true,
            (Page::Playground(_), Page::Playground(_)) | (Page::Flows(_), Page::Flows(_)) => true,
            (one, other) => one == other,
        }
    }

    /// The page of a path; where there is none such, the one with which it begins, or else the fan-out page.
    pub(super) fn parse(path: &str, query: &mut Query, problems: &mut Vec<Problem>) -> Page {
        match path {
            "" => Page::Home,
            "fan-out" => Page::FanOut(parse_fan_out(query, problems)),
            "playground" => Page::Playground(Playground {
                code: query.take("code").filter(|code| fits("code", code, MAX_IN_ADDRESS, problems)),
                template: query.take("template").filter(|name| fits("template", name, MAX_NAME, problems)),
            }),
            "flows" => Page::Flows(Flows {
                case: query
                    .take("case")
                    .filter(|case| fits("case", case, MAX_NAME, problems))
                    .unwrap_or_default(),
                styles: query
                    .take("styles")
                    .filter(|styles| fits("styles", styles, MAX_NAME, problems))
                    .map(|styles| {
                        styles.split(',').filter(|style| !style.is_empty()).map(str::to_owned).collect()
                    })
                    .unwrap_or_default(),
            }),
            "lesson" | "lessons" => Page::Lessons,
            "figures" => Page::Figures,
            "conformance" => Page::Conformance,
            other => {
                match other.strip_prefix("lesson/").filter(|name| fits("lesson", name, MAX_NAME, problems)) {
                    Some(name) => Page::Lesson(query::decode(name)),
                    None => {
                        let known = other.split_once('/').map_or("fan-out", |(first, _)| first);
                        let is_said = |problem: &Problem| ["address", "lesson"].contains(&&*problem.about);
                        if !problems.iter().any(is_said) {
                            let message = format!("There is no page {}.", quoted(other));
                            problems.push(Problem::new("address", message));
                        }
                        Page::parse(known, query, problems)
                    }
                }
            }
        }
    }

    /// Its path; what else belongs to it goes into the query.
    pub(super) fn format(&self, query: &mut Query) -> String {
        let path = match self {
            Page::Home => "",
            Page::FanOut(fan_out) => {
                format_fan_out(fan_out, query);
                "fan-out"
            }
            Page::Playground(Playground { code, template }) => {
                for (name, value) in [("code", code), ("template", template)] {
                    if let Some(value) = value {
                        query.push(name, value);
                    }
                }
                "playground"
            }
            Page::Flows(Flows { case, styles }) => {
                query.push_unless("case", case, "");
                query.push_unless("styles", &styles.join(","), "");
                "flows"
            }
            Page::Lessons => "lesson",
            Page::Lesson(name) => return format!("lesson/{}", query::encoded(name)),
            Page::Figures => "figures",
            Page::Conformance => "conformance",
        };
        path.to_owned()
    }
}

fn fits(about: &str, text: &str, most: usize, problems: &mut Vec<Problem>) -> bool {
    let fits = text.len() <= most;
    if !fits {
        let message = format!("It is longer than {most} characters, so it is left out.");
        problems.push(Problem::new(about, message));
    }
    fits
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
