//! The built page, driven in a real Chromium as a person would drive it.
//!
//! `cargo xtask test` builds the site and runs these; one step of it is `cargo xtask test browser`.
//! Plain `cargo test` leaves them out (`test = false` in Cargo.toml), since they need `dist/`, Chromium and its
//! driver. Tests are few and speak through [`page::Page`], whose verbs are a visitor's: open, click, read, wait.
#![cfg(not(target_arch = "wasm32"))]

mod access;
mod around;
mod clipboard;
mod driver;
mod endpoints;
mod fan_out;
mod first;
mod framed;
mod hostile;
mod keyboard;
mod lessons;
mod links;
mod overhead;
mod page;
mod pictures;
mod places;
mod playing;
mod pointing;
mod presenter;
mod remote_lessons;
mod servers;
mod speed;
mod stored;
mod taking;
mod timeline;

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

#[tokio::test]
async fn opened_as_a_file_the_page_says_that_it_needs_a_server_and_how_to_start_one() {
    let file = format!("file://{}/index.html", servers::built().display());
    let page = Page::open_at(&file, "#/fan-out?n=3").await;
    let said =
        page.wait_until("the page says what is wrong", "#loading[role=alert]", |text| !text.is_empty());
    let said = said.await;
    assert!(said.contains("cannot run from a file") && said.contains("python3 -m http.server"), "{said}");
}

#[tokio::test]
async fn in_a_sandboxed_frame_of_a_host_that_keeps_its_files_to_itself_the_page_says_what_to_change() {
    let site = Site::start_closed().await;
    let page = Page::open_unready(&site, &format!("{}?%23/fan-out?n=3", servers::SANDBOX)).await;
    page.client().enter_frame(0).await.expect("the document is a frame and nothing else");
    let said =
        page.wait_until("the page says what is wrong", "#loading[role=alert]", |text| !text.is_empty());
    let said = said.await;
    assert!(said.contains("Access-Control-Allow-Origin: *") && said.contains("allow-same-origin"), "{said}");
    // Without the sandbox, that host will do.
    page.leave_frame().await;
    page.reopen("#/fan-out?n=3").await;
    page.wait_for("predicted-ms", |text| text == "375").await;
}

#[tokio::test]
async fn an_interpreter_that_cannot_be_loaded_is_named_and_the_page_stays() {
    let site = Site::start_without("", |name| name.contains("engine_bg")).await;
    // Of five requests nothing is stored.
    let page = Page::open(&site, "#/fan-out?n=5").await;
    let problem = page.wait_for("problem", |text| text.contains("interpreter")).await;
    assert!(problem.contains("Run") && problem.contains("reload"), "{problem}");
    assert!(page.text("listing").await.contains("asyncio.gather"), "the program is still there");
}

#[tokio::test]
async fn in_a_sandboxed_frame_programs_run_and_the_page_says_that_no_network_is_involved() {
    let site = Site::start("").await;
    let page = Page::open_sandboxed(&site, "%23/fan-out?n=3&outside=edge").await;
    page.wait_for("predicted-ms", |text| text == "375").await;
    page.click("run").await;
    page.wait_for("measured-ms", |text| text.parse().is_ok_and(|milliseconds: u32| milliseconds >= 375))
        .await;
    page.wait_for("remark", |text| text.contains("No network is involved")).await;
}
