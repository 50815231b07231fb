//! For everybody: axe-core's rules on every page in every theme, and a visit with the keyboard alone.
//!
//! `cargo xtask test browser` installs axe-core; by hand, set `AXE` to its `axe.min.js`.

use crate::driver::developer_tools;
use crate::keyboard::{END, ENTER, ESCAPE, LEFT, RIGHT, TAB};
use crate::page::{Page, Screen};
use crate::places::places;
use crate::servers::Site;
use serde_json::json;
use std::path::PathBuf;

const SCREEN: Screen = Screen { width: 1280, height: 720, dark: false };

/// Runs all rules that axe-core runs by default; none is left out.
const RULES: &str = "
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => id + ': ' + help + nodes.slice(0, 6).map(
        ({ target, failureSummary }) => '\\n    ' + target + ' ' + failureSummary.replace(/\\s+/g, ' ')).join(''))";

fn axe() -> String {
    let installed =
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("axe/node_modules/axe-core/axe.min.js");
    let file = std::env::var_os("AXE").map_or(installed, PathBuf::from);
    std::fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!(
            "{}: {error}. `cargo xtask test browser` installs axe-core; or set AXE to its axe.min.js",
            file.display()
        )
    })
}

/// Goes through all places in a theme, and says what is against the rules.
async fn find_violations(theme: &str) -> Vec<String> {
    let (site, axe) = (Site::start("").await, axe());
    let page = Page::open(&site, "").await;
    let mut found = Vec::new();
    for (name, route) in places() {
        let separator = if route.contains('?') { '&' } else { '?' };
        page.reopen(&format!("{route}{separator}theme={theme}")).await;
        page.settle().await;
        assert_eq!(page.evaluate("return document.documentElement.dataset.theme").await, theme, "{name}");
        page.evaluate(&axe).await;
        let violations = page.evaluate(RULES).await;
        let violations = violations.as_array().expect("a list").iter();
        found.extend(
            violations
                .map(|violation| format!("{name}, {theme}: {}", violation.as_str().unwrap_or_default())),
        );
    }
    found
}

#[tokio::test]
async fn no_page_is_against_a_rule_of_accessibility_in_the_light_theme() {
    let found = find_violations("light").await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
async fn no_page_is_against_a_rule_of_accessibility_in_the_dark_theme() {
    let found = find_violations("dark").await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
async fn no_page_is_against_a_rule_of_accessibility_in_the_theme_of_high_contrast() {
    let found = find_violations("contrast").await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
async fn dialogs_are_not_against_a_rule_of_accessibility_either() {
    let (site, axe) = (Site::start("").await, axe());
    let page = Page::open(&site, "#/fan-out?step=20").await;
    page.show_on(SCREEN).await;
    page.settle().await;
    page.evaluate(&axe).await;
    for open in ["embed", "limits"] {
        page.click(open).await;
        assert_eq!(page.evaluate(RULES).await, json!([]), "{open}");
        page.strike(ESCAPE).await;
    }
    page.press("?").await;
    page.wait_until("the keys are listed", "dialog[open]", |text| text.contains("Page Up")).await;
    assert_eq!(page.evaluate(RULES).await, json!([]), "the list of keys");
}

#[tokio::test]
async fn with_the_keyboard_alone_one_runs_steps_zooms_and_shares() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/fan-out?n=3&outside=edge&step=10").await;
    page.show_on(SCREEN).await;
    page.wait_for("step", |text| text == "10").await;
    page.tab_to("run").await;
    page.strike(ENTER).await;
    page.wait_for("measured-ms", |text| text.parse().is_ok_and(|milliseconds: u32| milliseconds >= 375))
        .await;
    page.wait_until("the run is over", "[data-testid=run]:enabled", |text| text.contains("live")).await;
    // What was measured cannot be had again by a link, unlike a prediction.
    page.tab_to("outside").await;
    page.type_text("p").await;
    page.wait_for("run", |text| text == "Run").await;
    page.tab_to("run").await;
    page.strike(ENTER).await;
    page.strike(END).await;
    let last: usize = page.text("step-count").await.parse().expect("a number");
    page.wait_for("step", |text| text == last.to_string()).await;
    page.strike(LEFT).await;
    page.strike(LEFT).await;
    page.strike(RIGHT).await;
    page.wait_for("step", |text| text == (last - 1).to_string()).await;
    let whole = "return document.querySelector('[data-testid=zoom-fit]').disabled";
    assert_eq!(page.evaluate(whole).await, true);
    page.strike('w').await;
    page.wait_until_true("the timeline is zoomed", &whole.replace("return ", "return !")).await;
    page.strike('s').await;
    page.strike('s').await;
    page.wait_until_true("the timeline is whole again", whole).await;
    let allow = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    developer_tools(page.client(), "Browser.grantPermissions", allow).await;
    page.tab_to("share").await;
    page.strike(ENTER).await;
    page.wait_for("share", |text| text == "Link copied").await;
    let copied = page.evaluate("return navigator.clipboard.readText()").await;
    let copied = copied.as_str().expect("a text");
    assert!(
        copied.starts_with(site.address()) && copied.ends_with(&format!("step={}", last - 1)),
        "{copied}"
    );
}

#[tokio::test]
async fn with_the_keyboard_alone_one_writes_a_program_and_leaves_the_editor() {
    let site = Site::start("").await;
    let page = Page::open(&site, "#/playground?template=hello").await;
    page.show_on(SCREEN).await;
    page.settle().await;
    page.tab_to("editor").await;
    page.type_text("print('written by hand')\n").await;
    page.wait_until_true(
        "it runs",
        "
        document.querySelector('[data-testid=step-last]').click();
        return document.querySelector('[data-testid=console]').textContent.includes('written by hand')",
    )
    .await;
    // In the editor Tab indents; after Escape it leads on, as everywhere.
    page.strike(TAB).await;
    assert_eq!(page.focus().await["testid"], "editor");
    page.strike(ESCAPE).await;
    page.strike(TAB).await;
    assert_ne!(page.focus().await["testid"], "editor");
    page.strike(RIGHT).await;
    page.strike(LEFT).await;
}
