//! What is stored with the site (`assets/runs`): a page stands filled and can be stepped through before the interpreter is there,
//! and without what is stored it is as it always was.

use crate::page::Page;
use crate::servers::{Site, built};
use serde_json::json;

/// Pages with runs that are too long to be stored; tests/runs.rs says which.
const WITH_LONG_RUNS: [&str; 4] =
    ["lesson-blocking-the-loop", "lesson-fan-out", "lesson-threads", "lesson-waiting"];

/// Whether a site lacks the interpreter.
fn is_interpreter(name: &str) -> bool {
    name.contains("engine")
}

/// The address of a page that asks first what is stored under a name.
fn route(name: &str) -> String {
    let kinds = [
        ("fan-out-", "#/fan-out?strategy="),
        ("playground-", "#/playground?template="),
        ("flows-", "#/flows?case="),
    ];
    for (prefix, route) in kinds {
        if let Some(choice) = name.strip_prefix(prefix) {
            return format!("{route}{choice}");
        }
    }
    match name.strip_prefix("lesson-") {
        Some("index") => "#/lesson".to_owned(),
        Some(id) => format!("#/lesson/{id}"),
        None => "#/".to_owned(),
    }
}

/// How many stages stand filled.
async fn filled_stages(page: &Page) -> u64 {
    let count = "return document.querySelectorAll('[data-testid=stage]:not(.stage--empty) svg *').length";
    page.evaluate(count).await.as_u64().expect("a number")
}

/// Steps on in the first view that can be, and says where it is then.
async fn step(page: &Page) -> String {
    let step = "
        const button = [...document.querySelectorAll('[data-testid=step-forward]')].find(button => !button.disabled);
        const view = button.closest('.live') ?? document;
        button.click();
        await new Promise(requestAnimationFrame);
        return view.querySelector('[data-testid=step]').textContent";
    page.evaluate(step).await.as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn home_a_fan_out_a_lesson_and_a_frame_stand_filled_and_step_without_the_interpreter() {
    let site = Site::start_without("", is_interpreter).await;
    let page = Page::open(&site, "#/").await;
    for route in ["#/", "#/fan-out?strategy=semaphore", "#/lesson/event-loop", "#/embed/fan-out?n=4"] {
        page.reopen(route).await;
        page.settle().await;
        let from = page.text("step").await;
        assert!(filled_stages(&page).await > 10, "{route}");
        assert_ne!(step(&page).await, from, "{route}");
    }
}

#[tokio::test]
async fn every_page_with_something_stored_asks_that_and_nothing_else() {
    let site = Site::start_without("", is_interpreter).await;
    let page = Page::open(&site, "#/").await;
    let files = std::fs::read_dir(built().join("runs")).expect("the site has a folder for them");
    let files = files.map(|file| file.expect("it can be read").path());
    let mut names: Vec<String> =
        files.map(|file| file.file_stem().expect("it has a name").to_string_lossy().into_owned()).collect();
    names.sort();
    assert!(names.len() > 30, "{names:?}");
    names.retain(|name| !WITH_LONG_RUNS.contains(&name.as_str()));
    for name in names {
        page.reopen(&route(&name)).await;
        page.settle().await;
        let problems =
            "return [...document.querySelectorAll('.remark--bad')].map(remark => remark.textContent)";
        assert_eq!(page.evaluate(problems).await, json!([]), "{name}");
    }
}

#[tokio::test]
async fn without_what_is_stored_the_interpreter_says_it() {
    let site = Site::start_without("", |name| name.contains("/runs/")).await;
    let page = Page::open(&site, "#/").await;
    for route in ["#/", "#/fan-out?n=3", "#/lesson/event-loop"] {
        page.reopen(route).await;
        page.settle().await;
        assert!(filled_stages(&page).await > 10, "{route}");
    }
}

#[tokio::test]
async fn the_interpreter_comes_without_a_jump_and_takes_over_at_the_first_change() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=4&step=30").await;
    page.wait_for("step", |text| text == "30").await;
    let loaded =
        "return performance.getEntriesByType('resource').some(({ name }) => name.includes('worker.js'))";
    page.wait_until_true("the interpreter is asked for", loaded).await;
    page.click("step-forward").await;
    page.wait_for("step", |text| text == "31").await;
    assert_eq!(page.text("predicted-ms").await, "500");
    page.fill("requests", "8\t").await;
    // The eighth takes 8/8 s.
    page.wait_for("predicted-ms", |text| text == "1000").await;
}
