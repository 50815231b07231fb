//! Other sites: a lesson of one opens when somebody agrees or wrote its address, and a program never asks one.

use crate::page::Page;
use crate::servers::{Asked, OtherSite, Reply, Site};
use serde_json::{Value, json};

const LESSON: &str = "# From afar\n\n```python live\nprint('from another site')\n```\n";

/// Lessons as another site may hand them out: as they should be, to its own pages only, at another path, too long, and so on.
async fn other_site() -> OtherSite {
    let long = format!("# Long\n\n{}", "Words, words, words.\n".repeat(60_000));
    let text = "text/plain; charset=utf-8";
    OtherSite::start(vec![
        ("/open.md", Reply::Open(text, LESSON.into())),
        ("/closed.md", Reply::Closed(text, LESSON.into())),
        ("/moved.md", Reply::Moved("/open.md")),
        ("/long.md", Reply::Open(text, long.into())),
        ("/page.md", Reply::Open("text/html; charset=utf-8", "<!doctype html><h1>No lesson</h1>".into())),
        ("/picture.md", Reply::Open(text, vec![0x89, b'P', b'N', b'G', 0xff, 0xfe])),
    ])
    .await
}

/// The link to a lesson, as the page itself writes it.
fn link(address: &str) -> String {
    format!("#/lesson/{}", address.replace('/', "%2F"))
}

#[tokio::test]
async fn a_link_to_a_lesson_of_another_site_asks_before_anything_is_fetched_from_there() {
    let (site, other) = (Site::start("").await, other_site().await);
    let page = Page::open(&site, "").await;
    let lesson = link(&other.address("/open.md"));
    page.reopen(&lesson).await;
    let question = page.wait_for("lesson-question", |text| text.contains("Open it?")).await;
    assert!(question.contains(&format!("a lesson from {}.", other.host())), "{question}");
    assert!(question.contains(&other.address("/open.md")), "{question}");
    page.settle().await;
    assert_eq!(other.asked(), Vec::<Asked>::new(), "nobody has agreed yet");
    page.click("lesson-open").await;
    page.wait_for("lesson", |text| text.contains("From afar") && text.contains("from another site")).await;
    page.wait_for("lesson-origin", |text| text.contains(other.host())).await;
    let asked = other.asked();
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert_eq!((asked[0].path.as_str(), &asked[0].cookie, &asked[0].referrer), ("/open.md", &None, &None));
    page.wait_for_route(&lesson).await;
    // It is asked again whenever the link is opened.
    page.reopen(&lesson).await;
    page.wait_for("lesson-question", |text| text.contains("Open it?")).await;
    assert_eq!(page.console_errors().await, Vec::<String>::new());
    assert_eq!(page.refusals().await, json!([]));
}

#[tokio::test]
async fn who_writes_the_address_of_a_lesson_is_not_asked_and_gets_its_link() {
    let (site, other) = (Site::start("").await, other_site().await);
    let page = Page::open(&site, "#/lesson").await;
    page.settle().await;
    page.fill("lesson-address", &other.address("/open.md")).await;
    page.click("lesson-fetch").await;
    page.wait_for("lesson", |text| text.contains("from another site")).await;
    page.wait_for_route(&link(&other.address("/open.md"))).await;
}

#[tokio::test]
async fn a_lesson_that_another_site_does_not_hand_out_is_named_with_what_to_do() {
    let (site, other) = (Site::start("").await, other_site().await);
    let page = Page::open(&site, "").await;
    for (path, words) in [
        ("/closed.md", "Access-Control-Allow-Origin"),
        ("/moved.md", "lead on to another"),
        ("/none.md", "404"),
        ("/long.md", "larger than a megabyte"),
        ("/page.md", "web page"),
        ("/picture.md", "no text in UTF-8"),
    ] {
        let lesson = link(&other.address(path));
        page.reopen(&lesson).await;
        page.wait_for("lesson-question", |text| text.contains("Open it?")).await;
        page.click("lesson-open").await;
        let problem = page.wait_for("problem", |text| text.contains(words)).await;
        assert!(problem.contains(other.host()), "{problem}");
    }
    let lesson = link("http://192.0.2.1/lesson.md");
    page.reopen(&lesson).await;
    page.click("lesson-open").await;
    page.wait_for("problem", |text| text.contains("https://")).await;
    assert_eq!(page.refusals().await, json!([]), "what the policy refuses is not even tried");
}

#[tokio::test]
async fn a_program_never_asks_another_site_however_its_run_begins() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/playground?outside=edge").await;
    page.settle().await;
    let program = "import requests\n\ntry:\n    requests.get('https://example.org/secret')\n\
        except requests.exceptions.RequestException as error:\n    print(error)\n";
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("asks.py");
    std::fs::write(&file, program).expect("target/ can be written");
    page.give_file("open-file", &file).await;
    page.settle().await;
    page.click("run").await;
    page.wait_for("console", |text| text.contains("https://example.org/secret is not asked")).await;
    // Nor is another site a demo server.
    page.reopen("#/fan-out?n=2&outside=https://example.org").await;
    page.settle().await;
    page.click("run").await;
    page.wait_for("problem", |text| text.contains("https://example.org is not asked")).await;
    let elsewhere = "return performance.getEntriesByType('resource').filter(entry => entry.name.includes('example.org')).length";
    assert_eq!(page.evaluate(elsewhere).await, Value::from(0));
}
