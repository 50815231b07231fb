//! A frame in somebody else's page: a presenter's clicker steps through it, and then goes on with the slides.

use crate::keyboard::{PAGE_DOWN, PAGE_UP};
use crate::page::Page;
use crate::servers::{DECK, OtherSite, Reply, Site, deck};
use serde_json::json;

/// Steps 5 to 7 of a run.
const FAN_OUT: &str = "#/embed/fan-out?n=3&from=5&until=7&step=6";

/// The same of several runs.
const FLOWS: &str = "#/embed/flows?from=5&until=7&step=6";

/// What happens to a key press that is one too many for the frame.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Handed {
    /// It reaches the page around the frame.
    On,
    /// It only takes the keyboard there.
    Over,
}

/// What the page around the frame has been told since the last time. Afterwards one looks into the frame again.
async fn keys_of_the_deck(page: &Page) -> Vec<String> {
    page.leave_frame().await;
    let pressed = page.evaluate("return window.pressed.splice(0)").await;
    page.client().enter_frame(0).await.expect("the frame is still there");
    serde_json::from_value(pressed).expect("a list of keys")
}

/// Steps over one end of the frame's part and on, from the step before it, to which a click led.
async fn steps_over(page: &Page, key: char, name: &str, end: &str, handed: Handed) {
    page.strike(key).await;
    page.wait_for("step", |text| text == end).await;
    assert_eq!(keys_of_the_deck(page).await, Vec::<String>::new(), "{name} steps in the frame");
    page.strike(key).await;
    let reached: &[&str] = if handed == Handed::On { &[name] } else { &[] };
    assert_eq!(keys_of_the_deck(page).await, reached, "{name} is one too many");
    page.strike(key).await;
    page.strike(key).await;
    assert_eq!(keys_of_the_deck(page).await, [name, name], "the keys are the deck's");
    assert_eq!(page.text("step").await, end, "the frame stays where it was");
}

async fn gives_keys_back_at_both_ends(page: &Page, handed: Handed) {
    page.enter_frame().await;
    page.wait_for("step", |text| text == "6").await;
    page.click("step-back").await;
    page.click("step-forward").await;
    page.wait_for("step", |text| text == "6").await;
    steps_over(page, PAGE_DOWN, "PageDown", "7", handed).await;
    page.click("step-back").await;
    page.wait_for("step", |text| text == "6").await;
    steps_over(page, PAGE_UP, "PageUp", "5", handed).await;
}

#[tokio::test]
async fn after_its_last_and_before_its_first_step_a_frame_gives_the_keys_to_slides_of_its_origin() {
    let site = Site::start("").await;
    for route in [FAN_OUT, FLOWS] {
        let page = Page::open_unready(&site, &format!("{DECK}?{}", route.replace('#', "%23"))).await;
        gives_keys_back_at_both_ends(&page, Handed::On).await;
    }
}

#[tokio::test]
async fn slides_of_another_origin_get_the_keys_after_the_one_that_was_too_many() {
    let site = Site::start("").await;
    let markup = deck(&format!("{}{FAN_OUT}", site.address()));
    let files = vec![("/deck", Reply::Open("text/html", markup.into_bytes()))];
    let slides = OtherSite::start(files).await;
    let page = Page::open_at(&slides.address("/deck"), "").await;
    gives_keys_back_at_both_ends(&page, Handed::Over).await;
}

#[tokio::test]
async fn a_key_that_is_held_down_goes_to_the_last_step_and_never_to_the_slides() {
    let site = Site::start("").await;
    let page = Page::open_unready(&site, &format!("{DECK}?{}", FAN_OUT.replace('#', "%23"))).await;
    page.enter_frame().await;
    page.wait_for("step", |text| text == "6").await;
    let held = "
        const held = () => new KeyboardEvent('keydown', { key: 'PageDown', repeat: true, bubbles: true, cancelable: true });
        return [1, 2, 3].map(() => document.body.dispatchEvent(held()))";
    assert_eq!(page.evaluate(held).await, json!([false, false, false]), "the frame has used all of them");
    page.wait_for("step", |text| text == "7").await;
    assert_eq!(keys_of_the_deck(&page).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_page_that_stands_alone_keeps_its_keys_at_its_ends() {
    let site = Site::start("").await;
    let page = Page::open(&site, FAN_OUT).await;
    page.wait_for("step", |text| text == "6").await;
    let pressed = "
        const press = () => new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true });
        return [1, 2].map(() => document.body.dispatchEvent(press()))";
    assert_eq!(page.evaluate(pressed).await, json!([false, false]));
    page.wait_for("step", |text| text == "7").await;
}
