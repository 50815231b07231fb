//! The timeline, as hand and keyboard use it.

use crate::page::{Page, Screen};
use crate::servers::Site;

const SCREEN: Screen = Screen { width: 1280, height: 720, dark: false };
const DOWN: char = '\u{e015}';
const RIGHT: char = '\u{e014}';
const ESCAPE: char = '\u{e00c}';

/// Drags over an element from one place to another, as parts of its width; `shift` is held, if so.
fn drag(testid: &str, from: f64, to: f64, shift: bool) -> String {
    format!(
        "const area = document.querySelector(`[data-testid='{testid}']`), box = area.getBoundingClientRect();
        const y = box.top + box.height / 2;
        const point = (type, part, pointerId = 1) => area.dispatchEvent(new PointerEvent(type, {{
            pointerId, button: 0, shiftKey: {shift}, bubbles: true, clientX: box.left + box.width * part, clientY: y,
        }}));
        point('pointerdown', {from}); point('pointermove', ({from} + {to}) / 2); point('pointermove', {to}); point('pointerup', {to});"
    )
}

#[tokio::test]
async fn arrows_go_from_stretch_to_stretch_and_say_what_each_is() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=3&step=1").await;
    page.show_on(SCREEN).await;
    page.settle().await;
    page.strike('t').await;
    page.evaluate("document.querySelector('[data-testid=timeline]').focus()").await;
    // The loop's lane, main, then the first request: it runs, waits for its answer, and runs.
    for key in [DOWN, DOWN, DOWN, RIGHT] {
        page.strike(key).await;
    }
    let said =
        page.wait_for("timeline-said", |text| text.starts_with("fetch(1): waiting for an answer for ")).await;
    assert!(said.contains("125"), "the first takes an eighth of a second: {said}");
    page.wait_until("why", "[data-testid=why]", |text| text.contains("fetch(1)")).await;
    let whole = "return document.querySelector('[data-testid=zoom-fit]').disabled";
    page.strike('z').await;
    page.wait_until_true("the stretch alone is shown", &whole.replace("return ", "return !")).await;
    page.strike(ESCAPE).await;
    page.wait_until_true(
        "it is let go",
        "return document.querySelector('[data-testid=timeline-selected]') === null",
    )
    .await;
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_range_is_measured_by_dragging_and_from_the_moment_that_is_looked_at() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=3&step=1").await;
    page.show_on(SCREEN).await;
    page.settle().await;
    page.evaluate(&drag("timeline", 0.4, 0.6, true)).await;
    let said = page.wait_for("timeline-said", |text| text.contains("loop: ")).await;
    assert!(said.contains("asleep in polls"), "{said}");
    page.strike(ESCAPE).await;
    page.strike('m').await;
    page.press("\u{e010}").await;
    // All of it: three eighths of a second, and the two ways.
    page.wait_for("timeline-range", |text| text.starts_with("37") && text.ends_with(" ms")).await;
}

#[tokio::test]
async fn a_name_is_found_among_many_lanes() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=100&step=1").await;
    page.show_on(SCREEN).await;
    page.settle().await;
    page.strike('/').await;
    page.type_text("(77").await;
    page.wait_for("timeline-said", |text| text == "fetch(77), 1 of 1 found.").await;
    page.wait_until_true(
        "it is in view",
        "return document.querySelector('[data-testid=timeline-found]') !== null",
    )
    .await;
}

#[tokio::test]
async fn the_small_picture_of_the_whole_moves_what_is_in_view() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=3&step=1").await;
    page.show_on(SCREEN).await;
    page.settle().await;
    page.evaluate(&drag("minimap", 0.5, 0.75, false)).await;
    page.wait_until_true("a quarter is in view", &window_is(50, 25)).await;
    page.evaluate(&drag("minimap", 0.6, 0.3, false)).await;
    page.wait_until_true("it has moved with the hand", &window_is(20, 25)).await;
}

/// Whether the window of the small picture begins there and is so wide, in percent of the whole, give or take one.
fn window_is(left: u32, width: u32) -> String {
    format!(
        "const {{ left, width }} = document.querySelector('[data-testid=minimap-window]').style;
        const near = (text, wanted) => Math.abs(parseFloat(text) - wanted) < 1.5;
        return near(left, {left}) && near(width, {width}) || left + ' ' + width"
    )
}

#[tokio::test]
async fn two_fingers_zoom() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=3&step=1").await;
    page.show_on(Screen { width: 390, height: 844, dark: false }).await;
    page.settle().await;
    let pinch =
        "const area = document.querySelector('[data-testid=timeline]'), box = area.getBoundingClientRect();
        const point = (type, pointerId, part) => area.dispatchEvent(new PointerEvent(type, {
            pointerId, pointerType: 'touch', button: 0, bubbles: true,
            clientX: box.left + box.width * part, clientY: box.top + 60,
        }));
        point('pointerdown', 1, 0.4); point('pointerdown', 2, 0.6);
        point('pointermove', 1, 0.3); point('pointermove', 2, 0.7);
        point('pointerup', 1, 0.3); point('pointerup', 2, 0.7);";
    page.evaluate(pinch).await;
    // Twice as far apart: half as much in view.
    let width = "return parseFloat(document.querySelector('[data-testid=minimap-window]').style.width)";
    page.wait_until_true("half is in view", &format!("{width} < 55")).await;
    page.wait_until_true("and no less", &format!("{width} > 45")).await;
}

#[tokio::test]
async fn what_was_measured_lies_over_what_was_predicted() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=3&outside=edge").await;
    page.show_on(SCREEN).await;
    page.click("run").await;
    page.wait_until("the run is over", "[data-testid=run]:enabled", |text| text.contains("live")).await;
    page.click("beside").await;
    page.wait_for("timeline-said", |text| text.starts_with("Thin: the prediction. ")).await;
}
