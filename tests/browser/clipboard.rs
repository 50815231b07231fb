//! Copying, where the page has a clipboard of its own, where it has none, and where nothing helps but the visitor's own hand.

use crate::driver::developer_tools;
use crate::page::{Page, Screen};
use crate::servers::Site;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::json;

/// Narrow screens have no room for the buttons.
const SCREEN: Screen = Screen { width: 1280, height: 720, dark: false };

const CONTROL: char = '\u{e009}';

/// Opens a route by plain http from another machine.
async fn open_in_a_workshop(site: &Site, route: &str) -> Page {
    let page = Page::open_at(&site.address_in_a_workshop(), route).await;
    page.show_on(SCREEN).await;
    page.wait_for("step", |text| text == "10").await;
    assert_eq!(
        page.evaluate("return [isSecureContext, typeof navigator.clipboard]").await,
        json!([false, "undefined"])
    );
    page
}

/// What the browser's clipboard holds: only a page that is trusted can read it.
async fn clipboard(page: &Page, site: &Site) -> String {
    page.client().goto(site.address()).await.expect("the address is one");
    let allow = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    developer_tools(page.client(), "Browser.grantPermissions", allow).await;
    let text = page.evaluate("return navigator.clipboard.readText()").await;
    text.as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn in_a_workshop_over_plain_http_links_are_copied_as_well() {
    let site = Site::start("").await;
    let page = open_in_a_workshop(&site, "#/fan-out?n=3&step=10").await;
    page.click("share").await;
    page.wait_for("share", |text| text == "Link copied").await;
    assert_eq!(page.see("[data-testid=copy-by-hand]").await, "");
    assert_eq!(page.focus().await["testid"], "share", "the focus is where it was");
    let link = format!("{}#/fan-out?strategy=gather&n=3&step=10", site.address_in_a_workshop());
    assert_eq!(clipboard(&page, &site).await, link);
}

#[tokio::test]
async fn in_a_workshop_over_plain_http_frames_are_copied_out_of_their_dialog() {
    let site = Site::start("").await;
    let page = open_in_a_workshop(&site, "#/fan-out?n=3&step=10").await;
    page.click("embed").await;
    page.click("embed-copy").await;
    page.wait_for("embed-copy", |text| text == "Frame copied").await;
    let markup = page.value("embed-markup").await;
    assert!(markup.starts_with("<iframe src=\"http://workshop.test:"), "{markup}");
    assert_eq!(clipboard(&page, &site).await, markup);
}

#[tokio::test]
async fn who_may_not_copy_at_all_gets_the_text_selected_and_is_told_which_keys_to_press() {
    let site = Site::start("").await;
    let page = open_in_a_workshop(&site, "#/fan-out?n=3&step=10").await;
    page.evaluate("document.execCommand = () => false").await;
    page.click("share").await;
    page.wait_for("copy-by-hand", |text| text.contains("Ctrl+C")).await;
    assert_eq!(page.text("share").await, "Share");
    let copy = KeyActions::new("keyboard".into())
        .then(KeyAction::Down { value: CONTROL })
        .then(KeyAction::Down { value: 'c' })
        .then(KeyAction::Up { value: 'c' })
        .then(KeyAction::Up { value: CONTROL });
    page.client().perform_actions(copy).await.expect("keys can be pressed");
    page.strike(crate::keyboard::ESCAPE).await;
    page.wait_until("the dialog is closed", "[data-testid=copy-by-hand]", str::is_empty).await;
    let link = format!("{}#/fan-out?strategy=gather&n=3&step=10", site.address_in_a_workshop());
    assert_eq!(clipboard(&page, &site).await, link);
}

#[tokio::test]
async fn a_clipboard_that_is_refused_is_done_without() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/").await;
    page.show_on(SCREEN).await;
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('not you'))").await;
    page.click("share").await;
    page.wait_for("share", |text| text == "Link copied").await;
    assert!(clipboard(&page, &site).await.starts_with(site.address()));
}

#[tokio::test]
async fn who_may_not_copy_a_picture_is_told_why_and_what_to_take_instead() {
    let site = Site::start("").await;
    let page = open_in_a_workshop(&site, "#/playground?template=gather&step=10").await;
    page.evaluate("document.querySelector('[data-testid=copy-picture]').click()").await;
    page.wait_until_true(
        "the page says so",
        "return [...document.querySelectorAll('[data-testid=remark]')].some(remark =>
            ['https', 'PNG'].every(word => remark.textContent.includes(word)))",
    )
    .await;
}
