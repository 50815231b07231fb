//! What addresses mean, and laws that hold for all of them.

use super::*;
use crate::page::player::Speed;
use crate::page::settings::{Each, MAX_DURATION_MS, MAX_REQUESTS, Strategy};
use proptest::prelude::{Just, any, prop, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::Strategy as Generator;
use protocol::Panel;

fn fan_out(hash: &str) -> FanOut {
    let (route, problems) = Route::parse(hash);
    assert_eq!(problems, []);
    route.fan_out()
}

#[test]
fn an_empty_address_is_the_home_page() {
    for hash in ["", "#", "#/", "#/?"] {
        assert_eq!(Route::parse(hash), (Route::default(), vec![]), "{hash}");
    }
}

#[test]
fn the_address_of_the_design_is_understood() {
    let (route, problems) = Route::parse("#/fan-out?strategy=gather&n=4&outside=live");
    assert_eq!(problems, []);
    assert_eq!(
        route.page,
        Page::FanOut(FanOut { strategy: Strategy::Gather, requests: 4, ..FanOut::default() })
    );
    assert_eq!(route.backend, Backend::Edge);
}

#[test]
fn durations_are_given_in_seconds() {
    let settings = fan_out("#/fan-out?each=same&duration=0.1&timeout=0.25");
    assert_eq!((settings.duration, settings.timeout), (Milliseconds(100), Milliseconds(250)));
}

#[test]
fn seconds_are_read_to_the_nearest_millisecond() {
    let read = |text: &str| fan_out(&format!("#/fan-out?each=same&duration={text}")).duration;
    for (text, milliseconds) in
        [("2", 2000), ("0.1254", 125), ("0.1255", 126), (".5", 500), ("5.", 5000), ("00.5", 500)]
    {
        assert_eq!(read(text), Milliseconds(milliseconds), "{text}");
    }
    for text in [".", "1e1", "-1", "0,5", "٣", "99999999999999999999"] {
        let (_, problems) = Route::parse(&format!("#/fan-out?each=same&duration={text}"));
        assert_eq!(problems.len(), 1, "{text}");
    }
}

#[test]
fn a_server_is_given_by_its_address() {
    let (route, _) = Route::parse("#/fan-out?outside=http%3A%2F%2F127.0.0.1%3A7001%2F");
    assert_eq!(route.backend, Backend::Server("http://127.0.0.1:7001".into()));
    assert_eq!(route.format(), "#/fan-out?strategy=gather&n=4&outside=http://127.0.0.1:7001");
}

#[test]
fn the_embedded_page_is_the_same_page() {
    let (route, problems) = Route::parse("#/embed/fan-out?n=7");
    assert_eq!((route.frame, route.fan_out().requests, problems), (Some(Frame::default()), 7, vec![]));
    assert!(!Route::parse("#/embedded").0.is_embedded());
}

#[test]
fn nonsense_in_every_parameter_gives_a_problem_for_each_and_the_defaults() {
    let hash = "#/fan-out?strategy=x&n=-1&each=x&duration=1e99&seed=x&limit=0&timeout=nan&outside=x&latency=-1&step=x&theme=x&size=x";
    let (route, problems) = Route::parse(hash);
    assert_eq!(route, Route { page: Page::FanOut(FanOut::default()), ..Route::default() });
    let about: Vec<&str> = problems.iter().map(|problem| problem.about.as_str()).collect();
    let all = [
        "strategy", "n", "each", "duration", "seed", "limit", "timeout", "outside", "latency", "step",
        "theme", "size",
    ];
    assert_eq!(about, all);
    assert_eq!(problems[1].message, "“-1” is not a whole number from 1 to 2000. It is 4 instead.");
}

#[test]
fn the_other_size_is_said_only_where_it_is_not_the_usual_one() {
    let toggled = |usual| DrawnSize::ALL.map(|size| size.toggled(usual).id());
    assert_eq!(toggled(false), ["presenter", "presenter", "auto"]);
    assert_eq!(toggled(true), ["page", "auto", "page"]);
    for usual in [false, true] {
        for size in DrawnSize::ALL {
            assert_ne!(size.toggled(usual).is_for_presenters(usual), size.is_for_presenters(usual));
        }
    }
}

#[test]
fn limits_are_called_as_on_the_command_line() {
    let hash = "#/fan-out?strategy=gather&n=4&max-steps=1000&max-events=200&max-output=300&max-time=1.5&max-memory=64";
    let (route, problems) = Route::parse(hash);
    assert_eq!(problems, []);
    assert_eq!(
        route.limits,
        Limits { steps: 1000, events: 200, output: 300, milliseconds: 1500, megabytes: 64 }
    );
    assert_eq!(route.format(), hash);
    let (route, problems) = Route::parse("#/fan-out?max-steps=0&max-events=x&max-output=-1&max-time=0");
    assert_eq!((route.limits, problems.len()), (Limits::default(), 4));
}

#[test]
fn a_frame_shows_the_same_and_is_markup() {
    let (route, _) = Route::parse("#/embed/fan-out?n=8&outside=live");
    let frame = route.markup("https://example.org/loopscope/", 960, 540);
    let address = "https://example.org/loopscope/#/embed/fan-out?strategy=gather&amp;n=8&amp;outside=edge";
    assert!(frame.starts_with(&format!("<iframe src=\"{address}\" ")), "{frame}");
    assert!(frame.contains(" width=\"960\" height=\"540\""), "{frame}");
}

#[test]
fn a_frame_names_its_panels_and_its_part_of_the_run() {
    let hash = "#/embed/fan-out?strategy=gather&n=4&panels=stage,console&from=3&until=40&speed=0.5";
    let (route, problems) = Route::parse(hash);
    assert_eq!(problems, []);
    let frame = route.frame.expect("it is embedded");
    assert!(frame.panels.has(Panel::Stage) && !frame.panels.has(Panel::Timeline));
    assert_eq!((frame.from, frame.until, frame.speed), (Some(3), Some(40), Speed::Half));
    assert_eq!(route.format(), hash);
}

#[test]
fn a_frame_skips_waits_where_its_address_says_so() {
    let skips = |query: &str| {
        let (route, problems) = Route::parse(&format!("#/embed/fan-out?strategy=gather&n=4{query}"));
        (route.frame.map(|frame| frame.skips_waits), problems.len())
    };
    assert_eq!(
        ["", "&waits=played", "&waits=skipped", "&waits=never"].map(skips),
        [(Some(false), 0), (Some(false), 0), (Some(true), 0), (Some(false), 1),]
    );
}

#[test]
fn a_frame_without_any_known_panel_shows_all() {
    let (route, problems) = Route::parse("#/embed/?panels=moon");
    assert_eq!(route.page, Page::FanOut(FanOut::default()));
    assert_eq!((route.frame, problems.len()), (Some(Frame::default()), 1));
    assert_eq!(Panels::of([Panel::Stage]).toggled(Panel::Stage), Panels::of([Panel::Stage]));
}

#[test]
fn pages_with_programs_of_their_own_keep_what_they_are_given() {
    let code = "eJz_-_0";
    let (route, problems) = Route::parse(&format!("#/playground?code={code}"));
    let playground = Playground { code: Some(code.into()), template: None };
    assert_eq!((route.page, problems), (Page::Playground(playground), vec![]));
    let (route, problems) = Route::parse("#/flows?case=sequence&styles=callbacks,async");
    let flows = Flows { case: "sequence".into(), styles: vec!["callbacks".into(), "async".into()] };
    assert_eq!((route.page, problems), (Page::Flows(flows), vec![]));
    for (hash, page) in [
        ("#/lesson", Page::Lessons),
        ("#/lesson/event-loop", Page::Lesson("event-loop".into())),
        ("#/lesson/https%3A%2F%2Fexample.org%2Fmy.md", Page::Lesson("https://example.org/my.md".into())),
    ] {
        assert_eq!(Route::parse(hash).0.page, page, "{hash}");
    }
}

#[test]
fn a_program_too_long_for_a_link_is_left_out_and_said_to_be() {
    let (route, problems) = Route::parse(&format!("#/playground?code={}", "A".repeat(300_000)));
    assert_eq!((route.page, problems.len()), (Page::Playground(Playground::default()), 1));
}

#[test]
fn every_page_of_the_table_has_an_address_of_its_own_which_is_read_without_a_problem() {
    for link in &PAGES {
        let (route, problems) = Route::parse(link.address);
        assert_eq!((route.page.address(), problems), (link.address, vec![]));
        let same = PAGES.iter().filter(|other| other.address == link.address);
        assert_eq!(same.count(), 1, "{}", link.address);
        let path = link.address.trim_start_matches("#/");
        assert!(!path.contains('/'), "{path}: a page beneath another one is a part of that one");
    }
}

/// Before any program is there, the script has to guess which one has the page of the address.
#[test]
fn the_script_that_starts_programs_guesses_right_for_every_page() {
    let script = include_str!("../../../../../assets/boot.js");
    let start = script.find("const PROGRAMS = {").expect("the script has a table of programs");
    let script = script[start..].split('}').next().unwrap_or_default();
    for link in &PAGES {
        let (path, program) =
            (link.address.trim_start_matches("#/"), Route::parse(link.address).0.page.program());
        let key = if path.is_empty() || path.contains('-') { format!("\"{path}\"") } else { path.to_owned() };
        let row = format!("{key}: \"{}\",", program.id());
        let is_named = script.contains(&format!("    {key}: "));
        assert!(
            script.contains(&row) || (!is_named && program == Program::Course),
            "assets/boot.js must have the row {row}, since it takes a page that it does not name for the course's"
        );
    }
}

#[test]
fn a_page_beneath_a_page_is_that_page_as_the_script_has_it() {
    let pages = [
        ("flows/error", Page::Flows(Flows::default())),
        ("figures/7", Page::Figures),
        ("lessons/x", Page::Lessons),
    ];
    for (path, page) in pages {
        let (route, problems) = Route::parse(&format!("#/embed/{path}"));
        assert_eq!(route.page, page, "{path}");
        assert_eq!(problems.len(), 1, "{path}");
    }
    for path in ["nothing", "nothing/at/all", "lesson/", "/"] {
        let (route, problems) = Route::parse(&format!("#/{path}"));
        assert!(problems.len() <= 1, "{path}: {problems:?}");
        assert_eq!(Route::parse(&route.format()).0.page, route.page, "{path}");
    }
}

#[test]
fn what_there_is_of_python_is_a_page_without_a_program_of_its_own() {
    let (route, problems) = Route::parse("#/conformance");
    assert_eq!((route.page.clone(), problems), (Page::Conformance, vec![]));
}

#[test]
fn unknown_pages_and_parameters_are_named_and_the_rest_still_counts() {
    let (route, problems) = Route::parse("#/nowhere?n=9&color=red&n=10");
    assert_eq!(route.fan_out().requests, 9);
    assert_eq!(problems.len(), 3, "{problems:?}");
}

#[test]
fn the_theme_button_goes_through_all_themes() {
    assert_eq!(Theme::ALL.iter().fold(Theme::Auto, |theme, _| theme.next()), Theme::Auto);
}

fn any_fan_out() -> impl Generator<Value = FanOut> {
    let milliseconds = |low| (low..=MAX_DURATION_MS).prop_map(Milliseconds);
    let choices = (prop::sample::select(&Strategy::ALL[..]), prop::sample::select(&Each::ALL[..]));
    let numbers = (1..=MAX_REQUESTS, any::<u32>(), 1..=MAX_REQUESTS);
    (choices, numbers, milliseconds(0), milliseconds(1)).prop_map(
        |((strategy, each), (requests, seed, limit), duration, timeout)| FanOut {
            strategy,
            requests,
            each,
            duration,
            seed,
            limit,
            timeout,
        },
    )
}

fn any_limits() -> impl Generator<Value = Limits> {
    (1..=u32::MAX, 1..=MAX_EVENTS, 1..=MAX_OUTPUT, 1..=MAX_TIME_MS, 1..=MAX_MEMORY_MB).prop_map(
        |(steps, events, output, milliseconds, megabytes)| Limits {
            steps,
            events,
            output,
            milliseconds,
            megabytes,
        },
    )
}

fn any_route() -> impl Generator<Value = Route> {
    let name = "[a-z][a-z0-9-]{0,12}";
    let flows = (name, prop::collection::vec(name, 0..4)).prop_map(|(case, styles)| Flows { case, styles });
    let playground = (prop::option::of("[A-Za-z0-9_-]{1,90}"), prop::option::of(name))
        .prop_map(|(code, template)| Playground { code, template });
    let page = prop_oneof![
        prop::sample::select(&PAGES[..]).prop_map(|link| Route::parse(link.address).0.page),
        "\\PC{1,40}".prop_map(Page::Lesson),
        flows.prop_map(Page::Flows),
        playground.prop_map(Page::Playground),
        any_fan_out().prop_map(Page::FanOut),
    ];
    let panels = prop::collection::vec(prop::sample::select(&Panel::ALL[..]), 0..5).prop_map(Panels::of);
    let part = (prop::option::of(1..=u32::MAX), prop::option::of(1..=u32::MAX));
    let frame = (panels, part, prop::sample::select(&Speed::ALL[..]), any::<bool>()).prop_map(
        |(panels, (from, until), speed, skips_waits)| Frame { panels, from, until, speed, skips_waits },
    );
    let ask = prop::sample::select(&Ask::ALL[..]);
    let backend = prop_oneof![
        Just(Backend::Predicted),
        Just(Backend::Edge),
        Just(Backend::Page),
        "https?://[a-z0-9][a-z0-9.-]{0,30}(:[0-9]{1,5})?".prop_map(Backend::Server),
    ];
    let step = prop::option::of(1..=u32::MAX);
    let latency = (0..=MAX_LATENCY_MS).prop_map(Milliseconds);
    let look = (prop::sample::select(&Theme::ALL[..]), prop::sample::select(&DrawnSize::ALL[..]));
    // The home page is never embedded.
    let frame = prop::option::of(frame);
    (page, frame, ask, backend, (latency, any_limits()), step, look).prop_map(
        |(page, frame, ask, backend, (latency, limits), step, (theme, size))| Route {
            frame: frame.filter(|_| page != Page::Home),
            page,
            ask,
            backend,
            latency,
            limits,
            step,
            theme,
            size,
        },
    )
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same_route(route in any_route()) {
        prop_assert_eq!(Route::parse(&route.format()), (route, vec![]));
    }

    #[test]
    fn every_text_is_an_address_and_writing_it_mends_it(text in "\\PC*|#/(embed/)?fan-out\\?[a-z0-9=&%.]*") {
        let (route, _) = Route::parse(&text);
        prop_assert_eq!(Route::parse(&route.format()), (route, vec![]));
    }
}
