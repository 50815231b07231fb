//! The built page, driven in a real Chromium as a person would drive it.
//!
//! `cargo xtask test` builds the site and runs these; by hand, `cargo xtask build && cargo test --test browser`.
//! Plain `cargo test` leaves them out (`test = false` in Cargo.toml), since they need `dist/`, Chromium and its
//! driver. Tests are few and speak through [`page::Page`], whose verbs are a visitor's: open, click, read, wait.
#![cfg(not(target_arch = "wasm32"))]

mod around;
mod driver;
mod endpoints;
mod fan_out;
mod overhead;
mod page;
mod pictures;
mod servers;

use page::Page;
use servers::Site;

#[tokio::test]
async fn the_page_starts_under_any_path_without_an_error_in_the_console() {
    for path in ["", "/under/some/path"] {
        let site = Site::start(path).await;
        let page = Page::open(&site, "").await;
        assert!(page.see("body").await.contains("Loopscope"), "at {}", site.address());
        assert_eq!(page.console_errors().await, Vec::<String>::new(), "at {}", site.address());
    }
}

#[tokio::test]
async fn the_policy_of_the_page_refuses_scripts_in_its_text() {
    let site = Site::start("").await;
    let page = Page::open(&site, "").await;
    let script =
        "const script = document.createElement('script'); script.textContent = 'window.intruder = true';
                  document.head.append(script); return window.intruder === undefined";
    assert_eq!(page.evaluate(script).await, true);
}

#[tokio::test]
async fn a_page_that_cannot_load_its_program_says_so_and_what_to_do() {
    let site = Site::start_without("", |name| name.ends_with(".wasm")).await;
    let page = Page::open_unready(&site, "").await;
    page.wait_until("the page says what is wrong", "#loading[role=alert]", |text| {
        text.contains("could not start") && text.contains("Reload")
    })
    .await;
}
