//! The fan-out page: six ways, predicted and live, stepped through, stopped, and given away as a link.

use crate::page::Page;
use crate::servers::{DemoServer, Site};

/// Whether a text is a whole number of milliseconds.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_ascii_digit())
}

/// Runs what is chosen for real, and returns how many milliseconds it was predicted to take, and took.
pub(crate) async fn run_live(page: &Page) -> (f64, f64) {
    let predicted = page.wait_for("predicted-ms", is_number).await;
    page.click("run").await;
    page.wait_until("the run ends", "[data-testid=run]:enabled", |text| text.contains("live")).await;
    let measured = page.wait_for("measured-ms", is_number).await;
    (predicted.parse().expect("a number"), measured.parse().expect("a number"))
}

#[tokio::test]
async fn at_once_takes_less_than_half_of_one_after_the_other_for_real() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?strategy=sequential&outside=edge").await;
    let (predicted_sequence, sequence) = run_live(&page).await;
    page.choose("strategy", "gather").await;
    let (predicted_gathered, gathered) = run_live(&page).await;
    // 1/8 + 2/8 + 3/8 + 4/8 s = 1.25 s, and the longest of them is 0.5 s.
    assert_eq!((predicted_sequence, predicted_gathered), (1250.0, 500.0));
    assert!(sequence >= 1250.0 && gathered >= 500.0, "{sequence} ms, {gathered} ms");
    assert!(sequence / gathered > 1.6, "{sequence} ms one after the other, {gathered} ms at once");
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_button_of_the_home_page_sends_the_requests_and_the_page_follows_them_to_the_end() {
    let site = Site::start("").await;
    let page = Page::open(&site, "").await;
    page.click("intro-run").await;
    page.wait_until("the run ends", "[data-testid=run]:enabled", |text| text.contains("live")).await;
    page.wait_for("measured-ms", is_number).await;
    let last = page.evaluate("return document.querySelector('[data-testid=scrub]').max").await;
    page.wait_for("step", |text| last == text).await;
}

#[tokio::test]
async fn what_plays_by_itself_begins_when_the_file_is_read_and_ends_with_the_result() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=4").await;
    // Seven lines are read, up to the definition of `main`.
    let begun = "return Number(document.querySelector('[data-testid=step]').textContent) >= 7";
    page.wait_until_true("it begins", begun).await;
    page.press("\u{e011}").await; // Home: they are steps all the same
    page.wait_for("step", |text| text == "0").await;
    page.press("\u{e010}").await; // End
    let result = page.wait_for("result", |text| !text.is_empty()).await;
    for part in ["Finished after 500 ms", "4 answers", "with 4 at once", "The loop worked for"] {
        assert!(result.contains(part), "{result}");
    }
    page.press("\u{e012}").await; // ←
    page.wait_until_true("it goes", "return document.querySelector('[data-testid=result]') === null").await;
}

#[tokio::test]
async fn a_run_is_stepped_through_with_keys_and_the_address_says_where() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?step=20").await;
    page.wait_for("step", |text| text == "20").await;
    let why = page.text("why").await;
    page.press("\u{e014}").await; // →
    page.wait_for("step", |text| text == "21").await;
    page.press("\u{e012}").await; // ←
    page.wait_for("step", |text| text == "20").await;
    assert_eq!(page.text("why").await, why, "going back shows the same");
    page.press("\u{e00f}").await; // Page Down, as a clicker sends it
    page.wait_for("step", |text| text == "21").await;
    page.wait_for_route("#/fan-out?strategy=gather&n=4&step=21").await;
}

#[tokio::test]
async fn a_server_that_is_down_is_named_with_what_to_do() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?outside=http://127.0.0.1:7099").await;
    page.wait_for("predicted-ms", is_number).await;
    page.click("run").await;
    let problem = page.wait_for("problem", |text| text.contains("7099")).await;
    assert!(problem.contains("loopscope serve"), "{problem}");
}

#[tokio::test]
async fn over_a_real_server_six_go_at_a_time_and_the_page_says_why() {
    let site = Site::start("").await;
    let server = DemoServer::start();
    let address = server.address().trim_end_matches('/').to_owned();
    let page = Page::open(&site, &format!("#/fan-out?n=12&each=same&duration=0.3&outside={address}")).await;
    let (predicted, measured) = run_live(&page).await;
    // Twelve at once take 0.3 s; six and six 0.6 s.
    assert_eq!(predicted, 300.0);
    assert!(measured >= 590.0, "{measured} ms");
    assert!(page.wait_for("remark", |text| text.contains("Six at a time")).await.contains("HTTP/1.1"));
}

#[tokio::test]
async fn every_way_prints_the_same_lines_predicted_and_for_real() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?outside=edge").await;
    // With a timeout, all answers would come long after it: which of them just makes it is for the machine to say.
    let late = "timeout&each=same&duration=20&timeout=0.5";
    for strategy in ["sequential", "callbacks", "gather", "semaphore", "as-completed", late] {
        page.reopen(&format!("#/fan-out?strategy={strategy}&outside=edge")).await;
        page.wait_for("predicted-ms", is_number).await;
        page.press("\u{e010}").await; // End
        let last = page.text("step-count").await;
        page.wait_for("step", |step| step == last).await;
        let predicted = page.printed().await;
        run_live(&page).await;
        assert_eq!(page.printed().await, predicted, "{strategy}");
        assert!(predicted.len() > 4, "{strategy}: {predicted:?}");
    }
}

#[tokio::test]
async fn stop_aborts_what_is_on_its_way_and_the_page_goes_on() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=4&each=same&duration=30&outside=edge").await;
    page.wait_for("predicted-ms", |text| text == "30000").await;
    page.click("run").await;
    page.wait_for("stage", |text| text.contains("0 of 5 tasks")).await;
    page.click("stop").await;
    page.wait_for("remark", |text| text.contains("Stopped")).await;
    let aborted = "performance.getEntriesByType('resource').every(entry => entry.duration < 20000)";
    assert_eq!(page.evaluate(&format!("return {aborted}")).await, true, "nothing waits for 30 s");
    page.choose("each", "eighths").await;
    let (predicted, measured) = run_live(&page).await;
    assert!(predicted == 500.0 && measured >= 500.0, "{measured} ms");
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn nonsense_in_the_address_is_named_and_the_rest_is_shown() {
    let site = Site::start("").await;
    let nonsense = "#/fan-out?strategy=x&n=-1&each=%FF&duration=1e99&limit=0&timeout=nan&outside=ftp://x&step=x&theme=x&x=x";
    let page = Page::open(&site, nonsense).await;
    let problem = page.wait_for("problem", |text| text.contains("strategy")).await;
    for name in ["n:", "each", "duration", "limit", "timeout", "outside", "step", "theme"] {
        assert!(problem.contains(name), "{name} is not named in {problem}");
    }
    page.wait_for("predicted-ms", |text| text == "500").await;
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_chosen_stands_in_the_address_and_what_the_address_says_is_chosen() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out").await;
    page.choose("strategy", "semaphore").await;
    page.choose("each", "same").await;
    page.fill("requests", "12\t").await;
    page.fill("limit", "3\t").await;
    page.fill("duration", "0.4\t").await;
    page.wait_for("predicted-ms", |text| text == "1600").await;
    let route = "#/fan-out?strategy=semaphore&n=12&each=same&duration=0.4&limit=3";
    page.press("\u{e011}").await; // Home
    page.wait_for_route(route).await;
    page.go("#/fan-out?strategy=timeout&n=3&timeout=0.2").await;
    page.wait_for("predicted-ms", |text| text == "200").await;
    page.go(route).await;
    page.wait_for("predicted-ms", |text| text == "1600").await;
    assert_eq!(page.value("limit").await, "3");
    assert_eq!(page.value("strategy").await, "semaphore");
}
