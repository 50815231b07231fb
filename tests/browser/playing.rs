//! Playing: time goes on while everybody waits, also in a run whose end is not known yet; and what there is for those who want the
//! steps alone.

use crate::page::Page;
use crate::servers::Site;

/// Notes the moment that is shown at each step. True as soon as several moments of one step have been seen.
const TIME_GOES_ON: &str = "
    const text = (selector) => document.querySelector(selector).textContent;
    window.moments ??= {};
    const moments = (window.moments[text('[data-testid=step]')] ??= []);
    if (!moments.includes(text('.transport__time'))) moments.push(text('.transport__time'));
    return moments.length > 5 ? true : window.moments;";

#[tokio::test]
async fn while_everybody_waits_the_clock_goes_on() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=2").await;
    page.wait_until_true("several moments of one step are shown", TIME_GOES_ON).await;
    let clock = "return document.querySelector('.chart__clock').textContent === document.querySelector('.transport__time').textContent";
    page.wait_until_true("the playhead says the same", clock).await;
}

#[tokio::test]
async fn while_a_live_run_waits_its_clock_goes_on_before_anything_is_reported() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/playground?template=blocking&outside=edge").await;
    page.settle().await;
    page.click("run").await;
    let live = format!(
        "if (document.querySelector('[data-testid=stop]').disabled) return 'it does not run'; {TIME_GOES_ON}"
    );
    page.wait_until_true("several moments of one step are shown", &live).await;
}

#[tokio::test]
async fn speed_skipping_and_turns_are_at_the_keyboard() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=4&step=20").await;
    page.wait_for("step", |text| text == "20").await;
    page.press(".").await;
    let turn: u32 = page.wait_for("step", |text| text != "20").await.parse().expect("a number");
    assert!(turn > 20);
    page.press(".").await;
    page.wait_for("step", |text| text.parse::<u32>().is_ok_and(|step| step > turn)).await;
    page.press(",").await;
    page.wait_for("step", |text| text == turn.to_string()).await;
    page.press("+").await;
    assert_eq!(page.value("speed").await, "2");
    page.press("-").await;
    page.press("-").await;
    assert_eq!(page.value("speed").await, "0.5");
    let skips =
        "return document.querySelector('[data-testid=skip-waits]').getAttribute('aria-pressed') === 'true'";
    page.press("k").await;
    page.wait_until_true("waits are skipped", skips).await;
}

#[tokio::test]
async fn a_frame_skips_waits_where_its_address_says_so() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/embed/fan-out?strategy=gather&n=4&waits=skipped").await;
    let skips =
        "return document.querySelector('[data-testid=skip-waits]').getAttribute('aria-pressed') === 'true'";
    page.wait_until_true("waits are skipped", skips).await;
}
