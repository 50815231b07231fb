//! Every place on screens of all kinds, light and dark: it must fit, be readable, and complain about nothing.
//!
//! The pictures stay in `target/pictures/`. `cargo xtask pictures '#/fan-out?n=8'` takes those of chosen routes.

use crate::page::{Page, Screen};
use crate::places;
use crate::servers::Site;
use serde_json::json;

/// See the script.
const LEGIBLE: &str = include_str!("scripts/legible.js");

#[tokio::test]
async fn every_route_can_be_shown_on_wide_and_narrow_screens_in_light_and_dark() {
    let site = Site::start("/under/some/path").await;
    let page = Page::open(&site, "").await;
    let mut wrong = Vec::new();
    for (name, route) in places() {
        for screen in screens() {
            page.show_on(screen).await;
            page.reopen(&route).await;
            page.settle().await;
            let picture = page.take_picture(&file_name(&name, screen)).await;
            eprintln!("{}", picture.display());
            assert_eq!(page.console_errors().await, Vec::<String>::new(), "{route} on {screen:?}");
            let excess = "return document.documentElement.scrollWidth - innerWidth";
            if page.evaluate(excess).await.as_i64() > Some(0) {
                wrong.push(format!("{name} is too wide for {} pixels", screen.width));
            }
            let found: Vec<String> =
                serde_json::from_value(page.evaluate(LEGIBLE).await).expect("a list of texts");
            wrong.extend(found.iter().map(|text| format!("{} pixels, {name}: {text}", screen.width)));
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What to show: the given routes, or all places.
fn places() -> Vec<(String, String)> {
    match std::env::var("LOOPSCOPE_ROUTES") {
        Ok(given) => given.lines().map(|route| (words(route), route.to_owned())).collect(),
        Err(_) => places::places(),
    }
}

fn screens() -> impl Iterator<Item = Screen> {
    let sizes = [(1280, 720), (1920, 1080), (390, 844)];
    sizes.into_iter().flat_map(|(width, height)| [false, true].map(|dark| Screen { width, height, dark }))
}

/// `#/fan-out?n=8` as a name that every file system takes: `fan-out-n-8`.
fn words(route: &str) -> String {
    let words: Vec<&str> =
        route.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let route = if words.is_empty() { "start".into() } else { words.join("-") };
    route.chars().take(100).collect()
}

fn file_name(name: &str, screen: Screen) -> String {
    format!("{name}-{}x{}-{}", screen.width, screen.height, if screen.dark { "dark" } else { "light" })
}

#[tokio::test]
async fn on_paper_all_is_there_in_black_on_white_and_nothing_can_be_pressed() {
    let site = Site::start("").await;
    let page = Page::open(&site, "").await;
    for (name, route) in places::places() {
        page.reopen(&route).await;
        page.settle().await;
        page.put_on_paper().await;
        let look = "
            const there = element => element.checkVisibility() && element.getClientRects().length > 0;
            const all = selector => [...document.querySelectorAll(selector)].filter(there);
            const cut = element => element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY !== 'visible';
            return {
                pressed: all('button, select, input[type=range]').map(element => element.className),
                cut: all('.listing, .console, .table, .page, .code').filter(cut).map(element => element.className),
                light: getComputedStyle(document.body).backgroundColor,
            }";
        let paper = json!({ "pressed": [], "cut": [], "light": "rgb(251, 250, 247)" });
        assert_eq!(page.evaluate(look).await, paper, "{name}");
    }
}
