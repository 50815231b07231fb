//! Links: one that is made from a state shows that state to somebody else, and without a network to whoever was here before.

use crate::page::Page;
use crate::servers::Site;
use serde_json::{Value, json};
use std::path::Path;

/// What a visitor sees of a run, in words.
const SEEN: &str = "
    const text = selector => [...document.querySelectorAll(selector)].map(element => element.textContent);
    return {
        step: text('[data-testid=step]'), count: text('[data-testid=step-count]'), time: text('.transport__time'),
        console: text('.console__text'), stage: text('[data-testid=stage]'), why: text('[data-testid=why]'),
        running: text('.line--running .line__number'), choices: [...document.querySelectorAll('main select, main input:not([type=file], [type=range])')].map(field => field.value),
    }";

/// The program in the address.
const PROGRAM: &str = "
    const code = new URLSearchParams(location.hash.split('?')[1]).get('code').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(code), letter => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text()";

/// Goes to a step by its slider, and waits until the address has it.
async fn go_to_step(page: &Page, step: usize) {
    let go = "const scrub = document.querySelector('[data-testid=scrub]');
        scrub.value = STEP; scrub.dispatchEvent(new Event('input'))";
    page.evaluate(&go.replace("STEP", &step.to_string())).await;
    page.wait_for("step", |text| text == step.to_string()).await;
    page.wait_until_true("the address has it", &format!("return /[?&]step={step}(&|$)/.test(location.hash)"))
        .await;
}

/// Opens a link in a browser of its own: it must show the same. Stages may still move, so that some patience is due.
async fn opens_the_same(site: &Site, link: &str, seen: &Value) -> Page {
    let other = Page::open(site, link).await;
    other.settle().await;
    for _ in 0..40 {
        if other.evaluate(SEEN).await == *seen {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(other.evaluate(SEEN).await, *seen, "{}", &link[..link.len().min(100)]);
    assert_eq!(other.console_errors().await, Vec::<String>::new());
    other
}

/// A program of more than 10 KB that is no two lines the same.
fn long_program() -> String {
    let mut program = String::from("import asyncio\n\n\n");
    for number in 0..190_u64 {
        let noise = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        program += &format!("def part_{number}():\n    return \"{noise:016x} öäü\"\n\n\n");
    }
    program += "async def main():\n    for part in (part_1, part_7):\n        await asyncio.sleep(0.1)\n        print(part())\n\n\nasyncio.run(main())\n";
    program
}

#[tokio::test]
async fn a_link_to_a_program_of_ten_kilobytes_shows_it_to_somebody_else_at_the_same_step() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/playground").await;
    page.settle().await;
    let program = long_program();
    assert!(program.len() > 10_000, "{} bytes", program.len());
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("long.py");
    std::fs::write(&file, &program).expect("target/ can be written");
    page.give_file("open-file", &file).await;
    page.wait_until_true(
        "it is opened",
        "return document.querySelector('.panel__title--file').textContent === 'long.py'",
    )
    .await;
    page.settle().await;
    let steps: usize = page.text("step-count").await.parse().expect("a number");
    go_to_step(&page, steps - 4).await;
    let (seen, link) = (page.evaluate(SEEN).await, page.route().await);
    assert!(link.len() < 8_000, "a link of {} characters", link.len());
    let other = opens_the_same(&site, &link, &seen).await;
    assert_eq!(other.evaluate(PROGRAM).await, json!(program));
}

#[tokio::test]
async fn links_to_fan_outs_flows_and_frames_show_the_same_at_the_same_step() {
    let site = Site::start("").await;
    let page = Page::open(&site, "").await;
    for (route, step) in [
        ("#/fan-out?strategy=semaphore&n=7&each=same&duration=0.4&limit=3&latency=0.05", 40),
        ("#/flows?case=retry&styles=callbacks,async", 25),
        ("#/embed/fan-out?n=5&panels=listing,stage,console&from=5&theme=dark", 20),
    ] {
        page.reopen(route).await;
        page.settle().await;
        go_to_step(&page, step).await;
        let seen = page.evaluate(SEEN).await;
        opens_the_same(&site, &page.route().await, &seen).await;
    }
}

#[tokio::test]
async fn a_malformed_link_says_so_and_opens_the_rest() {
    let site = Site::start("").await;
    let page = Page::open(&site, "").await;
    for (route, named) in [
        ("#/playground?code=!!!&step=5", "link"),
        ("#/playground?code=AAAA&step=5", "link"),
        ("#/playground?template=none", "template"),
        ("#/flows?case=nonsense&styles=callbacks,nonsense", "case"),
        ("#/flows?styles=nonsense&step=x", "styles"),
        ("#/embed/fan-out?panels=nonsense,stage&from=x", "panels"),
        ("#/no/such/page?n=4", "address"),
    ] {
        page.reopen(route).await;
        let problem = page.wait_for("problem", |text| !text.is_empty()).await;
        assert!(problem.contains(named), "{named} is not named for {route}: {problem}");
        // What is left of it runs.
        page.settle().await;
        let steps: usize = page.text("step-count").await.parse().expect("a number");
        assert!(steps > 3, "{route} runs {steps} steps");
        assert_eq!(page.console_errors().await, Vec::<String>::new(), "{route}");
    }
}

#[tokio::test]
async fn every_address_opens_a_page_whatever_its_words_mean_to_the_browser() {
    let site = Site::start("").await;
    let page = Page::open(&site, "").await;
    for name in
        ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "then", "app", "undefined"]
    {
        for route in [format!("#/{name}"), format!("#{name}/x?n=3"), format!("#/embed/{name}")] {
            page.reopen(&route).await;
            let problem = page.wait_for("problem", |text| !text.is_empty()).await;
            assert!(problem.contains("address") && problem.contains(name), "{route}: {problem}");
            page.wait_for("step-count", |text| text != "0").await;
            assert_eq!(page.console_errors().await, Vec::<String>::new(), "{route}");
        }
    }
    // Slashes too many lead to the page that is meant.
    for (route, selector) in [
        ("#//embed//lesson/event-loop", "[data-testid=lesson]"),
        ("#/embed//flows/", ".flows__body"),
        ("#/embed//", "[data-testid=strategy], [data-testid=step-count]"),
        ("#///", ".intro"),
    ] {
        page.reopen(route).await;
        page.wait_until(route, selector, |text| !text.is_empty()).await;
        assert_eq!(page.see("[data-testid=problem]").await, "", "{route}");
    }
}

#[tokio::test]
async fn after_the_first_visit_links_to_every_page_work_without_a_network() {
    let site = Site::start("/under/some/path").await;
    let page = Page::open(&site, "").await;
    let kept = "
        const list = await fetch('offline.txt', { cache: 'no-store' });
        if (!list.ok) throw new Error('there is no offline.txt: `cargo xtask build` writes it');
        const names = (await list.text()).split('\\n').filter(Boolean);
        const cache = await caches.open('loopscope');
        const found = await Promise.all(names.map(name => cache.match(new URL(name, document.baseURI).href)));
        return names.length > 20 && found.every(Boolean)";
    page.wait_until_true("the service worker has kept the site", kept).await;
    crate::driver::developer_tools(page.client(), "Network.clearBrowserCache", json!({})).await;
    site.stop().await;
    let gone = "return fetch('offline.txt?' + Math.random()).then(() => 'answered', () => 'gone')";
    assert_eq!(page.evaluate(gone).await, "gone");
    for (route, selector, shown) in [
        ("#/fan-out?n=3&step=20", "[data-testid=predicted-ms]", "375"),
        ("#/flows?case=error", "[data-testid=facts]", "exception"),
        ("#/lesson/event-loop", "[data-testid=lesson]", "dinner is ready"),
        ("#/playground?template=gather", "[data-testid=editor]", "Tab indents"),
        ("#/conformance", "[data-testid=conformance]", "CPython 3.11"),
        ("#/figures", "main", "measured"),
    ] {
        page.reopen(route).await;
        page.wait_until(&format!("{route} without a network"), selector, |text| text.contains(shown)).await;
        page.settle().await;
        assert_eq!(page.see("[data-testid=problem]").await, "", "{route}");
    }
    // Requests are answered too: nothing but the page is needed for a live run.
    page.reopen("#/fan-out?n=3&outside=edge").await;
    crate::fan_out::run_live(&page).await;
}
