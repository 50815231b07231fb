//! Hostile programs, and the policy of the page: what a program prints and how it calls things is text, and only text.

use crate::page::Page;
use crate::places::places;
use crate::servers::Site;
use serde_json::json;
use std::path::{Path, PathBuf};

fn write_program(name: &str, bytes: &[u8]) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, bytes).expect("target/ can be written");
    file
}

#[tokio::test]
async fn no_page_asks_for_anything_that_its_policy_refuses() {
    let site = Site::start("").await;
    let page = Page::open(&site, "").await;
    for (name, route) in places() {
        page.reopen(&route).await;
        page.settle().await;
        assert_eq!(page.refusals().await, json!([]), "{name}");
        assert_eq!(page.console_errors().await, Vec::<String>::new(), "{name}");
        let policy = "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content";
        let policy = page.evaluate(policy).await;
        let scripts =
            policy.as_str().expect("a text").split(';').find(|rule| rule.trim().starts_with("script-src"));
        assert_eq!(scripts.map(str::trim), Some("script-src 'self' 'wasm-unsafe-eval'"), "{name}");
        let script = "const script = document.createElement('script'); script.textContent = 'window.intruder = true';
            document.body.append(script); document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"intruder = 1\">');
            await new Promise(done => document.body.lastElementChild.addEventListener('error', done));
            return typeof intruder";
        assert_eq!(page.evaluate(script).await, "undefined", "{name}");
        page.console_errors().await;
    }
}

#[tokio::test]
async fn what_a_program_prints_and_how_it_calls_things_is_shown_as_text() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/playground").await;
    page.settle().await;
    let program = r#"import asyncio

MARKUP = "<img src=x onerror=intruder=1><script>intruder=2</script>"


async def work():
    print(MARKUP)
    await asyncio.sleep(0.1)
    print("x" * 1_000_000)


async def main():
    names = [MARKUP, "\0\a\b\x1b[31m\r\n", "\u202ereversed", "n" * 100_000, ""]
    tasks = [asyncio.create_task(work(), name=name) for name in names]
    await asyncio.gather(*tasks)
    raise ValueError(MARKUP)


asyncio.run(main())
"#;
    page.give_file("open-file", &write_program("hostile.py", program.as_bytes())).await;
    page.wait_until_true(
        "it is opened",
        "
        return document.querySelector('.panel__title--file').textContent === 'hostile.py'",
    )
    .await;
    page.settle().await;
    // At each step, whoever has these names is told of: on the stage, in the sentence, in the tables.
    let steps: usize = page.text("step-count").await.parse().expect("a number");
    assert!(steps > 20, "{steps} steps");
    for step in (0..=steps).step_by(steps / 10).chain([steps]) {
        let go = "const scrub = document.querySelector('[data-testid=scrub]');
            scrub.value = STEP; scrub.dispatchEvent(new Event('input'))";
        page.evaluate(&go.replace("STEP", &step.to_string())).await;
        page.wait_for("step", |text| text == step.to_string()).await;
        let excess = "return document.documentElement.scrollWidth - innerWidth";
        assert!(page.evaluate(excess).await.as_i64() <= Some(0), "step {step} is too wide");
    }
    page.wait_for("console", |text| text.contains("<img src=x onerror=intruder=1>")).await;
    let intruders = "return [typeof intruder, document.querySelectorAll('main img, main script').length]";
    assert_eq!(page.evaluate(intruders).await, json!(["undefined", 0]));
    // What nobody can read is no burden for the page either.
    let length = "return document.querySelector('main').textContent.length";
    assert!(
        page.evaluate(length).await.as_i64() < Some(100_000),
        "a million characters are not put into the page"
    );
    assert_eq!(page.refusals().await, json!([]));
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_file_that_is_no_program_is_refused_by_name_and_what_was_written_stays() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/playground?template=hello").await;
    page.wait_until_true("the program is in the address", "return location.hash.includes('code=')").await;
    page.settle().await;
    let before = page.route().await;
    page.give_file("open-file", &write_program("picture.py", &[0x89, b'P', b'N', b'G', 0xff, 0xfe, 0])).await;
    page.wait_for("problem", |text| text.contains("picture.py")).await;
    page.give_file("open-file", &write_program("huge.py", &vec![b'#'; 1_100_000])).await;
    page.wait_until_true("it is refused", "
        return [...document.querySelectorAll('[data-testid=problem]')].some(problem => problem.textContent.includes('huge.py'))").await;
    let code = |route: &str| route.split('&').next().map(str::to_owned);
    assert_eq!(code(&page.route().await), code(&before));
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}
