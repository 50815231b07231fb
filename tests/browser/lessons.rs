//! Lessons: each opens, and all that is alive in it runs from end to end and back; one's own lessons, and hostile ones.

use crate::page::Page;
use crate::servers::Site;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// See the script.
const WALK: &str = include_str!("scripts/walk.js");

/// Answers the question of a live view, if it has one.
const ANSWER: &str = "
    const total = section.querySelector('[data-testid=guess-total]');
    if (total) total.value = '1';
    section.querySelector('[data-testid=guess-check]')?.click()";

/// The addresses of the lessons that the list has.
async fn listed(page: &Page) -> Vec<String> {
    page.reopen("#/lesson").await;
    page.settle().await;
    let links = "return [...document.querySelectorAll('[data-testid=lessons] ol a')].map(link => link.hash)";
    serde_json::from_value(page.evaluate(links).await).expect("a list of texts")
}

async fn count_live(page: &Page) -> u64 {
    page.evaluate("return document.querySelectorAll('[data-testid=live]').length")
        .await
        .as_u64()
        .expect("a number")
}

/// Runs a script about one of the live views.
async fn in_live(page: &Page, place: u64, script: &str) -> Value {
    let section = format!("const section = document.querySelectorAll('[data-testid=live]')[{place}];");
    page.evaluate(&format!("{section} {script}")).await
}

/// Writes a lesson into a file that can be chosen.
fn write_lesson(name: &str, text: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, text).expect("target/ can be written");
    file
}

#[tokio::test]
async fn every_lesson_opens_and_what_is_alive_in_it_runs_to_its_end_and_back_to_its_start() {
    let site = Site::start("").await;
    let page = Page::open(&site, "").await;
    // What is on its way at one step is not yet there at the next.
    page.without_motion().await;
    let lessons = listed(&page).await;
    let index = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/lessons/en/index.md");
    let index = std::fs::read_to_string(index).expect("it is part of the repository");
    assert_eq!(lessons.len(), lesson::course(&lesson::parse(&index)).len(), "{lessons:?}");
    let mut walked = 0;
    for lesson in lessons {
        page.reopen(&lesson).await;
        page.settle().await;
        assert_eq!(page.see("[data-testid=problem]").await, "", "{lesson}");
        for place in 0..count_live(&page).await {
            in_live(&page, place, ANSWER).await;
            page.settle().await;
            let walk = in_live(&page, place, WALK).await;
            eprintln!("{lesson}, view {}: {} steps", place + 1, walk["steps"]);
            assert_eq!(
                walk["wrong"],
                Value::Null,
                "{lesson}, view {}: {}",
                place + 1,
                walk["wrong"].as_str().unwrap_or("")
            );
            assert!(walk["steps"].as_u64() > Some(3), "{lesson}, view {} hardly does anything", place + 1);
            walked += 1;
        }
        assert_eq!(page.console_errors().await, Vec::<String>::new(), "{lesson}");
        assert_eq!(page.refusals().await, json!([]), "{lesson}");
    }
    assert!(walked > 10, "{walked} programs in all lessons");
}

#[tokio::test]
async fn who_has_seen_the_end_of_a_lesson_has_read_it_also_after_a_reload() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/lesson").await;
    page.wait_for("progress", |text| text.contains("Begin with the first")).await;
    page.click("lesson-go-on").await;
    page.wait_for("lesson", |text| text.contains("Next")).await;
    page.settle().await;
    let scroll = "scrollBy(0, 400); document.querySelector('main').scrollBy(0, 400); return localStorage.getItem('loopscope.lessons') !== null";
    page.wait_until_true("it is kept", scroll).await;
    page.reopen("#/lesson").await;
    page.wait_for("progress", |text| text.contains("You have read 1 of 10")).await;
    assert!(page.text("lessons").await.contains("✓ read"));
    page.click("lesson-go-on").await;
    page.wait_for_route("#/lesson/blocking-server").await;
}

#[tokio::test]
async fn a_lesson_of_ones_own_opens_from_a_file_by_drag_and_drop_and_by_address() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/lesson").await;
    page.settle().await;
    let text = "# Mine\n\n```python live\nprint('from my lesson')\n```\n";
    page.give_file("lesson-file", &write_lesson("mine.md", text)).await;
    page.wait_for("lessons", |text| text.contains("from my lesson")).await;
    page.reopen("#/lesson").await;
    page.settle().await;
    let drop = format!(
        "const files = new DataTransfer();
        files.items.add(new File([{}], 'mine.md'));
        document.querySelector('.opener').dispatchEvent(new DragEvent('drop', {{ dataTransfer: files, bubbles: true }}))",
        json!(text)
    );
    page.evaluate(&drop).await;
    page.wait_for("lessons", |text| text.contains("from my lesson")).await;
    let address = format!("{}lessons/en/waiting.md", site.address());
    let encoded = page.evaluate(&format!("return encodeURIComponent({})", json!(address))).await;
    page.reopen(&format!("#/lesson/{}", encoded.as_str().expect("a text"))).await;
    page.wait_for("lesson", |text| text.contains("Waiting is not working")).await;
    assert_eq!(page.see("[data-testid=problem]").await, "");
}

#[tokio::test]
async fn a_lesson_that_is_not_there_is_named_with_what_to_do() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/lesson/no-such-lesson").await;
    let problem = page.wait_for("problem", |text| text.contains("404")).await;
    assert!(problem.contains("no-such-lesson") && problem.contains("Check the address"), "{problem}");
    page.reopen("#/lesson/..%2F..%2Findex").await;
    page.wait_for("problem", |text| text.contains("There can be no lesson")).await;
    page.reopen("#/lesson").await;
    page.settle().await;
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("picture.md");
    std::fs::write(&file, [0x89, b'P', b'N', b'G', 0xff, 0xfe, 0]).expect("target/ can be written");
    page.give_file("lesson-file", &file).await;
    page.wait_for("problem", |text| text.contains("picture.md is no text")).await;
}

#[tokio::test]
async fn hostile_markdown_is_shown_as_text_and_runs_nothing() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/lesson").await;
    page.settle().await;
    let lesson = r#"---
summary: <img src=x onerror="intruder=1">
minutes: 5
---

# <script>intruder=2</script> title

<script>intruder = 3</script>
<img src="x" onerror="intruder=4"> <iframe srcdoc="<script>parent.intruder=5</script>"></iframe>
<svg onload="intruder=6"></svg> <style>body { display: none }</style> <base href="https://example.org/">

[a link](javascript:intruder=7) [another](JaVaScRiPt:intruder=8) [data](data:text/html,<script>intruder=9</script>)
<javascript:intruder=10> ![picture](javascript:intruder=11) ![picture](x" onerror="intruder=12)
[route](#/fan-out"onmouseover="intruder=13) [reference]

[reference]: javascript:intruder=14 "onclick=intruder=15"

| <b>cell</b> | `<i>code</i>` |
|---|---|
| <img src=x onerror=intruder=16> | &lt;script&gt;intruder=17&lt;/script&gt; |

```python live title="<img src=x onerror=intruder=18>"
print("<img src=x onerror=intruder=19>")
```

> [!note] <img src=x onerror=intruder=20>
> control: "#;
    let lesson = format!("{lesson}\u{0}\u{7}\u{1b}[31m \u{202e}reversed\u{202c} \u{feff}\n");
    page.give_file("lesson-file", &write_lesson("hostile.md", &lesson)).await;
    page.wait_for("lessons", |text| text.contains("control:")).await;
    page.settle().await;
    page.evaluate("document.querySelector('[data-testid=step-last]').click()").await;
    page.wait_for("console", |text| text.contains("<img src=x onerror=intruder=19>")).await;
    let markup = "
        const lesson = document.querySelector('[data-testid=lessons]');
        const links = [...lesson.querySelectorAll('a')].map(link => link.href);
        return {
            elements: lesson.querySelectorAll('script, img, iframe, style, base, b, i.x').length,
            handlers: [...lesson.querySelectorAll('*')].filter(element =>
                element.getAttributeNames().some(name => name.startsWith('on'))).length,
            links: links.filter(link => !/^https?:/.test(link)),
            intruder: typeof intruder,
        }";
    let nothing = json!({ "elements": 0, "handlers": 0, "links": [], "intruder": "undefined" });
    assert_eq!(page.evaluate(markup).await, nothing);
    // What can be pressed leads nowhere either.
    page.evaluate("document.querySelectorAll('[data-testid=lessons] a').forEach(link => {
        link.removeAttribute('target'); link.addEventListener('click', event => event.defaultPrevented || link.protocol.startsWith('http') && event.preventDefault());
        link.click() })").await;
    assert_eq!(page.evaluate("return typeof intruder").await, "undefined");
    let shown = page.text("lessons").await;
    for text in [
        "<script>intruder=2</script> title",
        "<img src=\"x\" onerror=\"intruder=4\">",
        "<b>cell</b>",
        "intruder=17",
    ] {
        assert!(shown.contains(text), "{text} is not shown in {shown}");
    }
    assert_eq!(page.refusals().await, json!([]));
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}
