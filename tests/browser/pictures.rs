//! Every route on a wide and a narrow screen, light and dark: it must fit, and complain about nothing.
//!
//! The pictures stay in `target/pictures/`. `cargo xtask pictures '#/fan-out?n=8'` takes those of chosen routes.

use crate::page::{Page, Screen};
use crate::servers::Site;

/// The routes that a visitor can reach by links.
const ROUTES: [&str; 3] = ["", "#/fan-out", "#/conformance"];

#[tokio::test]
async fn every_route_can_be_shown_on_wide_and_narrow_screens_in_light_and_dark() {
    let site = Site::start("/under/some/path").await;
    let page = Page::open(&site, "").await;
    for route in routes() {
        for screen in screens() {
            page.show_on(screen).await;
            page.reopen(&route).await;
            let picture = page.take_picture(&file_name(&route, screen)).await;
            eprintln!("{}", picture.display());
            assert_eq!(page.console_errors().await, Vec::<String>::new(), "{route} on {screen:?}");
            let excess = "return document.documentElement.scrollWidth - innerWidth";
            assert!(page.evaluate(excess).await.as_i64() <= Some(0), "{route} is too wide for {screen:?}");
        }
    }
}

/// The routes to show: the given ones, or all.
fn routes() -> Vec<String> {
    match std::env::var("LOOPSCOPE_ROUTES") {
        Ok(given) => given.lines().map(String::from).collect(),
        Err(_) => ROUTES.map(String::from).into(),
    }
}

fn screens() -> impl Iterator<Item = Screen> {
    let sizes = [(1280, 720), (390, 844)];
    sizes.into_iter().flat_map(|(width, height)| [false, true].map(|dark| Screen { width, height, dark }))
}

/// A name that every file system takes: `fan-out-n-8-390x844-dark`.
fn file_name(route: &str, screen: Screen) -> String {
    let words: Vec<&str> =
        route.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let route = if words.is_empty() { "start".into() } else { words.join("-") };
    let route: String = route.chars().take(100).collect();
    format!("{route}-{}x{}-{}", screen.width, screen.height, if screen.dark { "dark" } else { "light" })
}
