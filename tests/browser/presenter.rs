//! The presenter's size: by key, in the address, and where it is the usual one.

use crate::page::{Page, Screen};
use crate::servers::Site;

const SCREEN: Screen = Screen { width: 1920, height: 1080, dark: false };

/// The smallest text that can be seen, in pixels of the screen.
const SMALLEST: &str = "
    const zoom = Number(getComputedStyle(document.querySelector('.app')).zoom) || 1;
    const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const seen = (element) => element.getBoundingClientRect().width > 2 && !element.closest('.visually-hidden');
    const sizes = [...document.querySelectorAll('.app *')].filter((element) => own(element) && seen(element))
        .map((element) => parseFloat(getComputedStyle(element).fontSize) * zoom);
    return Math.min(...sizes)";

async fn open(site: &Site, address: &str) -> Page {
    Page::open_stage(site, address, SCREEN, 3).await
}

#[tokio::test]
async fn no_text_is_too_small_for_the_last_row() {
    let site = Site::start("").await;
    let page = open(&site, "#/fan-out?n=6&step=60&size=presenter").await;
    let smallest = page.evaluate(SMALLEST).await.as_f64().unwrap_or_default();
    assert!(smallest >= 24.0, "{smallest}");
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_key_asks_for_it_and_takes_it_back_and_the_address_says_so() {
    let site = Site::start("").await;
    let page = open(&site, "#/fan-out?n=6&step=60").await;
    page.strike('b').await;
    page.wait_until_true("it is large", "return document.querySelector('.app--presenter') !== null").await;
    page.wait_until_true("the address says so", "return location.hash.includes('size=presenter')").await;
    page.strike('b').await;
    page.wait_until_true("it is as usual", "return document.querySelector('.app--presenter') === null").await;
    page.wait_until_true("the address says nothing", "return !location.hash.includes('size=')").await;
}

#[tokio::test]
async fn wide_frames_are_for_presenters() {
    let site = Site::start("").await;
    let page = open(&site, "#/embed/fan-out?n=6&step=60").await;
    page.wait_until_true("it is large", "return document.querySelector('.app--presenter') !== null").await;
    page.strike('b').await;
    page.wait_until_true("it is as usual", "return document.querySelector('.app--presenter') === null").await;
}

#[tokio::test]
async fn what_is_pointed_at_is_found_although_all_is_larger() {
    let site = Site::start("").await;
    let page = open(&site, "#/fan-out?n=6&step=60&size=presenter").await;
    page.strike('t').await;
    page.wait_until_true(
        "lanes",
        "return document.querySelector('[data-testid=timeline]')?.clientHeight > 200",
    )
    .await;
    page.settle().await;
    // Lanes of 22 CSS pixels, the loop's first.
    page.evaluate(
        "const area = document.querySelector('[data-testid=timeline]'), box = area.getBoundingClientRect();
        area.dispatchEvent(new PointerEvent('pointermove', {
            bubbles: true, clientX: box.left + box.width / 2, clientY: box.top + 2 * (24 + 22 * 4),
        }))",
    )
    .await;
    page.wait_until_true(
        "a lane is lit",
        "return document.querySelector('[data-testid=timeline-lit]') !== null",
    )
    .await;
}
