//! The pages there are, and what each adds to the address. Begin with [`Page`], whose rows are in `table`.

use super::query::{self, Query};
use crate::page::playground::link::MAX_IN_ADDRESS;
use crate::page::problem::{Problem, quoted};
use crate::page::settings::{Each, FanOut, MAX_DURATION_MS, MAX_REQUESTS, Strategy};

/// The longest name of a lesson, a template or a case.
const MAX_NAME: usize = 500;

/// A page as the header lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageLink {
    /// Its address, beginning with `#`.
    pub address: &'static str,
    /// Its name, and what is there; None where the header does not list it.
    pub header: Option<(&'static str, &'static str)>,
}

/// What runs on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    /// Nothing that the choices of the header concern.
    Nothing,
    /// One program, whose requests are always predicted.
    OnePredicted,
    /// One program.
    One,
    /// Several, side by side.
    Several,
}

/// Makes the type of the rows.
macro_rules! make_page {
    ($($(#[$about:meta])* $page:ident $(($parameters:ident: $Parameters:ty))? {
        module: $module:ident, path: $path:literal, program: $program:ident, runs: $runs:ident, header: $header:expr
    })*) => {
        /// A page.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub enum Page {
            $($(#[$about])* $page $(($Parameters))?,)*
            /// A lesson, beneath the list of them: its name, or where its text is.
            Lesson(String),
        }

        /// All pages of the table, in its order.
        pub static PAGES: [PageLink; [$($path),*].len()] =
            [$(PageLink { address: concat!("#/", $path), header: $header }),*];

        impl Page {
            /// Its address without what else it says, beginning with `#`. A lesson's is that of the list.
            pub fn address(&self) -> &'static str {
                match self {
                    $(Page::$page { .. } => concat!("#/", $path),)*
                    Page::Lesson(_) => Page::Lessons.address(),
                }
            }

            /// The program that shows it.
            pub fn program(&self) -> Program {
                match self {
                    $(Page::$page { .. } => Program::$program,)*
                    Page::Lesson(_) => Page::Lessons.program(),
                }
            }

            /// What runs on it.
            fn runs(&self) -> Runs {
                match self {
                    $(Page::$page { .. } => Runs::$runs,)*
                    Page::Lesson(_) => Page::Lessons.runs(),
                }
            }

            /// The page of exactly this path.
            fn of_path(path: &str, query: &mut Query, problems: &mut Vec<Problem>) -> Option<Page> {
                match path {
                    $($path => Some(Page::$page $((<$Parameters>::parse(query, problems)))?),)*
                    _ => None,
                }
            }

            /// Its path; what else belongs to it goes into the query.
            pub(super) fn format(&self, query: &mut Query) -> String {
                match self {
                    $(Page::$page $(($parameters))? => {
                        $($parameters.format(query);)?
                        $path.to_owned()
                    })*
                    Page::Lesson(name) => format!("lesson/{}", query::encoded(name)),
                }
            }
        }
    };
}

pages!(make_page);

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

/// The programs that make up the site, each with its own first load.
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
    /// Whether a program runs on it, whose requests go somewhere.
    pub fn has_runs(&self) -> bool {
        matches!(self.runs(), Runs::One | Runs::Several)
    }

    /// Whether it shows the run of one program.
    pub fn has_one_run(&self) -> bool {
        matches!(self.runs(), Runs::One | Runs::OnePredicted)
    }

    /// Whether it stands in the same place as another: then it is the same page, which only shows something else.
    pub fn is_same_place(&self, other: &Page) -> bool {
        match (self, other) {
            (Page::Lesson(one), Page::Lesson(other)) => one == other,
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        }
    }

    /// The page of a path; where there is none such, the one with which it begins, or else the fan-out page.
    pub(super) fn parse(path: &str, query: &mut Query, problems: &mut Vec<Problem>) -> Page {
        let path = if path == "lessons" { "lesson" } else { path };
        if let Some(page) = Page::of_path(path, query, problems) {
            return page;
        }
        if let Some(name) =
            path.strip_prefix("lesson/").filter(|name| fits("lesson", name, MAX_NAME, problems))
        {
            return Page::Lesson(query::decode(name));
        }
        let known = path.split_once('/').map_or("fan-out", |(first, _)| first);
        let is_said = |problem: &Problem| ["address", "lesson"].contains(&&*problem.about);
        if !problems.iter().any(is_said) {
            problems.push(Problem::new("address", format!("There is no page {}.", quoted(path))));
        }
        Page::parse(known, query, problems)
    }
}

impl Playground {
    fn parse(query: &mut Query, problems: &mut Vec<Problem>) -> Playground {
        Playground {
            code: query.take("code").filter(|code| fits("code", code, MAX_IN_ADDRESS, problems)),
            template: query.take("template").filter(|name| fits("template", name, MAX_NAME, problems)),
        }
    }

    fn format(&self, query: &mut Query) {
        for (name, value) in [("code", &self.code), ("template", &self.template)] {
            if let Some(value) = value {
                query.push(name, value);
            }
        }
    }
}

impl Flows {
    fn parse(query: &mut Query, problems: &mut Vec<Problem>) -> Flows {
        let case = query.take("case").filter(|case| fits("case", case, MAX_NAME, problems));
        let styles = query.take("styles").filter(|styles| fits("styles", styles, MAX_NAME, problems));
        let styles = styles.unwrap_or_default();
        let styles = styles.split(',').filter(|style| !style.is_empty());
        Flows { case: case.unwrap_or_default(), styles: styles.map(str::to_owned).collect() }
    }

    fn format(&self, query: &mut Query) {
        query.push_unless("case", &self.case, "");
        query.push_unless("styles", &self.styles.join(","), "");
    }
}

impl FanOut {
    fn parse(query: &mut Query, problems: &mut Vec<Problem>) -> FanOut {
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

    fn format(&self, query: &mut Query) {
        let default = FanOut::default();
        query.push("strategy", self.strategy.id());
        query.push("n", &self.requests.to_string());
        query.push_unless("each", self.each.id(), default.each.id());
        query.push_unless("duration", &self.duration.as_seconds_text(), &default.duration.as_seconds_text());
        query.push_unless("seed", &self.seed.to_string(), &default.seed.to_string());
        query.push_unless("limit", &self.limit.to_string(), &default.limit.to_string());
        query.push_unless("timeout", &self.timeout.as_seconds_text(), &default.timeout.as_seconds_text());
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
