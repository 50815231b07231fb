//! What stands around a run: its limits, frames for other pages, and the table of what there is of Python.

use crate::page::{Page, Screen};
use crate::servers::Site;

#[tokio::test]
async fn a_run_that_reaches_a_limit_says_where_to_raise_it_and_goes_on_when_it_is_raised() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?max-events=50").await;
    let problem = page.wait_for("problem", |text| text.contains("limit")).await;
    assert!(problem.contains("Limits in the page"), "{problem}");
    page.click("limits").await;
    assert_eq!(page.value("max-events").await, "50");
    page.fill("max-events", "5000\t").await;
    page.wait_for("predicted-ms", |text| text == "500").await;
    page.fill("latency", "0.25\t").await;
    // The longest of the four takes 0.5 s, and the way there and back.
    page.wait_for("predicted-ms", |text| text == "750").await;
    assert_eq!(page.see("[data-testid=problem]").await, "");
    page.press("\u{e010}").await; // End, where the address names no step
    page.wait_for_route("#/fan-out?strategy=gather&n=4&latency=0.25&max-events=5000").await;
}

#[tokio::test]
async fn a_frame_that_is_given_away_shows_the_same_run() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=7&step=20").await;
    // Narrow screens have no room for the button.
    page.show_on(Screen { width: 1280, height: 720, dark: false }).await;
    page.wait_for("step", |text| text == "20").await;
    let kept = "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }";
    page.evaluate(kept).await;
    page.click("embed").await;
    page.click("embed-copy").await;
    page.wait_for("embed-copy", |text| text == "Frame copied").await;
    let read = "const holder = document.createElement('template'); holder.innerHTML = window.copied;
                return holder.content.querySelector('iframe').src";
    let address = page.evaluate(read).await;
    let address = address.as_str().expect("a frame has an address");
    let hash = address.strip_prefix(site.address()).expect("it is an address of this site");
    assert_eq!(hash, "#/embed/fan-out?strategy=gather&n=7&step=20");
    page.reopen(hash).await;
    page.wait_for("step", |text| text == "20").await;
    assert_eq!(page.see("header").await, "");
}

#[tokio::test]
async fn what_there_is_of_python_is_fetched_when_it_is_asked_for_under_any_path() {
    let site = Site::start("/under/some/path").await;
    let page = Page::open(&site, "").await;
    page.go("#/conformance").await;
    let table = page.wait_for("conformance", |text| text.contains("asyncio")).await;
    assert!(table.contains("CPython 3.11"), "{table}");
    page.go("#/fan-out").await;
    page.wait_for("predicted-ms", |text| text == "500").await;
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn who_goes_on_to_another_page_at_once_is_not_taken_back_by_the_address_of_the_one_before() {
    let site = Site::start("").await;
    let page = Page::open(&site, "").await;
    page.wait_for("step-count", |text| text != "0").await;
    // The step is about to be written into the address when somebody follows a link.
    page.click("step-first").await;
    page.evaluate(
        "document.querySelector('[data-testid=step-forward]').click(); location.hash = '#/conformance'",
    )
    .await;
    page.wait_for("conformance", |text| text.contains("asyncio")).await;
    page.wait_for_route("#/conformance").await;
}

#[tokio::test]
async fn a_host_without_the_table_is_named_with_what_to_do() {
    let site = Site::start_without("", |name| name.ends_with("conformance.html")).await;
    let page = Page::open(&site, "#/conformance").await;
    let problem = page.wait_for("problem", |text| text.contains("404")).await;
    assert!(problem.contains("conformance.html") && problem.contains("Reload"), "{problem}");
}

#[tokio::test]
async fn escape_closes_the_list_of_those_for_whom_there_is_no_room() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=1500&each=same&duration=0.5&step=4000").await;
    page.wait_for("step", |text| text == "4000").await;
    page.evaluate("document.querySelector('.stage .more').click()").await;
    page.wait_until("the list is open", ".crowd", |text| text.contains("fetch")).await;
    page.press("\u{e00c}").await; // Escape
    page.wait_until("the list is closed", ".crowd", str::is_empty).await;
}
