//! What the pointer is at lights up in every panel, by hand and by key.

use crate::page::{Page, Screen};
use crate::servers::Site;

const SCREEN: Screen = Screen { width: 1280, height: 720, dark: false };
const ESCAPE: char = '\u{e00c}';

/// The second of six requests, all of them on their way.
const ADDRESS: &str = "#/fan-out?n=6&step=60";

/// What is lit: tokens, then numbers of lines, lanes and rows.
const LIT: &str = "
    const all = (selector) => [...document.querySelectorAll(selector)];
    const tokens = all('.stage__picture [data-lit]').map((token) => token.dataset.points);
    const lines = all('.line--lit').map((line) => line.dataset.points);
    return [...tokens, ...lines, all('[data-testid=timeline-lit]').length, all('[data-testid=waterfall-lit]').length].join(' ')";

/// Lets something happen to an element, as the pointer does it.
fn pointer(event: &str, selector: &str) -> String {
    format!(
        "const place = document.querySelector(`{selector}`).getBoundingClientRect();
        document.querySelector(`{selector}`).dispatchEvent(new PointerEvent('{event}', {{
            bubbles: true, clientX: place.left + 4, clientY: place.top + place.height * 0.6,
        }}))"
    )
}

async fn open(site: &Site) -> Page {
    Page::open_stage(site, ADDRESS, SCREEN, 3).await
}

async fn lit(page: &Page) -> String {
    page.evaluate(LIT).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_task_lights_up_with_its_line_its_lane_and_its_request() {
    let site = Site::start("").await;
    let page = open(&site).await;
    page.evaluate(&pointer("pointerover", ".stage__picture [data-points=task-3]")).await;
    page.wait_for("card", |text| text.contains("task fetch(2)") && text.contains("waiting for an answer"))
        .await;
    assert_eq!(lit(&page).await, "task-3 line-12 1 1");
    page.evaluate(&pointer("pointerover", ".stage__picture")).await;
    page.wait_until_true("it goes out", "return document.querySelector('[data-lit], .line--lit') === null")
        .await;
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_line_and_a_request_light_up_their_tasks() {
    let site = Site::start("").await;
    let page = open(&site).await;
    page.evaluate(&pointer("pointerover", "[data-points=line-12] code")).await;
    page.wait_for("card", |text| text.contains("line 12") && text.contains("and 2 more")).await;
    assert!(lit(&page).await.ends_with("line-12 5 5"), "five of six wait there: {}", lit(&page).await);
    // Half way down the bars.
    page.evaluate(&pointer("pointermove", "[data-testid=waterfall] canvas")).await;
    page.wait_for("card", |text| text.starts_with("request ") && text.contains("sent by fetch(")).await;
    assert!(lit(&page).await.ends_with(" 1 1"));
}

#[tokio::test]
async fn a_click_holds_it_while_one_steps_and_escape_lets_go() {
    let site = Site::start("").await;
    let page = open(&site).await;
    page.evaluate(&pointer("click", ".stage__picture [data-points=task-3]")).await;
    page.evaluate(&pointer("pointerover", "[data-points=line-1]")).await;
    page.wait_for("card", |text| text.contains("task fetch(2)")).await;
    page.strike('.').await;
    page.wait_until_true(
        "the step is another",
        "return document.querySelector('[data-testid=step]').textContent !== '60'",
    )
    .await;
    page.wait_for("card", |text| text.contains("task fetch(2)")).await;
    page.strike(ESCAPE).await;
    page.wait_until_true("it is let go", "return document.querySelector('[data-testid=card]') === null")
        .await;
}

#[tokio::test]
async fn a_key_goes_from_task_to_task() {
    let site = Site::start("").await;
    let page = open(&site).await;
    for task in ["main", "fetch(1)", "fetch(2)"] {
        page.strike('l').await;
        page.wait_for("card", |text| text.contains(&format!("task {task}"))).await;
    }
    for _ in 0..5 {
        page.strike('l').await;
    }
    page.wait_until_true(
        "after the last comes none",
        "return document.querySelector('[data-testid=card]') === null",
    )
    .await;
}
