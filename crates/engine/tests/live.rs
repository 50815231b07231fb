//! Live runs in a real browser: real timers, and real requests to the server that serves this test.
//! `cargo xtask test wasm` runs these headless. Moments are only ever compared with what cannot be shorter.
#![cfg(target_arch = "wasm32")]

use engine::live_backend::reachable;
use engine::live_session;
use gloo_timers::future::TimeoutFuture;
use protocol::Host;
use runtime::Options;
use runtime::world::Progress;
use trace::{Ending, Kind, Span, Stream, Time, Trace};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Four requests of 1/8 … 4/8 s at once, the longest first.
const GATHER: &str = r#"
import asyncio
import aiohttp

async def get(session, eighths):
    async with session.get(f"http://localhost:7001/delay?duration={eighths / 8}") as response:
        print(eighths, response.status, await response.text())

async def main():
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(get(session, eighths) for eighths in (4, 3, 2, 1)))

asyncio.run(main())
"#;

/// One request, without an answer if its server is down.
const HELLO: &str = r#"
import asyncio
import aiohttp

async def main():
    async with aiohttp.ClientSession() as session:
        try:
            async with session.get("http://localhost:7001/hello") as response:
                print(response.status, len(await response.read()) > 0)
        except aiohttp.ClientError as error:
            print("failed:", error)

asyncio.run(main())
"#;

async fn run(source: &str, host: Host) -> Trace {
    let mut session = live_session(source, &Options::default(), host).expect("the program is accepted");
    while session.advance().await == Progress::More {}
    session.finish()
}

fn output(trace: &Trace) -> String {
    trace.output(Stream::Output)
}

fn this_server() -> Host {
    let origin =
        web_sys::window().expect("tests run in a page").location().origin().expect("a page has an origin");
    Host::Server(origin)
}

#[wasm_bindgen_test]
async fn four_gathered_delays_in_the_page_take_as_long_as_the_longest_and_answer_in_order() {
    let trace = run(GATHER, Host::Page).await;
    assert_eq!(trace.ending(), Some(&Ending::Finished));
    assert_eq!(
        output(&trace),
        "1 200 {\"slept\":0.125}\n2 200 {\"slept\":0.25}\n3 200 {\"slept\":0.375}\n4 200 {\"slept\":0.5}\n"
    );
    let end = trace.events().next_back().expect("there are events").time;
    assert!(end >= Time::ZERO + Span::from_milliseconds(500), "{end}");
}

#[wasm_bindgen_test]
async fn a_request_that_times_out_is_given_up_at_once() {
    let source = r#"
import asyncio
import aiohttp

async def main():
    async with aiohttp.ClientSession() as session:
        try:
            async with asyncio.timeout(0.05):
                await session.get("http://localhost:7001/delay?duration=60")
        except TimeoutError:
            print("too late")

asyncio.run(main())
"#;
    let trace = run(source, Host::Page).await;
    assert_eq!((trace.ending(), output(&trace).as_str()), (Some(&Ending::Finished), "too late\n"));
    assert!(trace.events().any(|event| matches!(event.kind, Kind::RequestAborted { .. })));
}

#[wasm_bindgen_test]
async fn a_waiting_run_can_be_looked_at_and_stopped() {
    let source = GATHER.replace("eighths / 8", "60");
    let mut session =
        live_session(&source, &Options::default(), Host::Page).expect("the program is accepted");
    assert_eq!(session.advance_until(TimeoutFuture::new(50)).await, Progress::More);
    let sent = |trace: &Trace| trace.events().any(|event| matches!(event.kind, Kind::RequestSent { .. }));
    assert!(sent(session.trace()), "a waiting run can be looked at");
    let trace = session.finish();
    assert_eq!(trace.ending(), Some(&Ending::Stopped));
    let given_up = trace.events().filter(|event| matches!(event.kind, Kind::RequestAborted { .. }));
    assert_eq!(given_up.count(), 4);
}

/// The server of these tests has no demo endpoints: it says 404, which is an answer like any other.
#[wasm_bindgen_test]
async fn a_real_request_brings_the_servers_own_answer_and_the_browsers_measurements() {
    let trace = run(HELLO, this_server()).await;
    assert_eq!(trace.ending(), Some(&Ending::Finished));
    assert!(output(&trace).starts_with("404 "), "{}", output(&trace));
    let connected = trace.events().any(|event| matches!(event.kind, Kind::RequestConnected { .. }));
    assert!(connected, "the browser tells when a request went out");
}

/// Nothing listens on port 1, which browsers refuse to ask anyway.
#[wasm_bindgen_test]
async fn a_server_that_is_down_is_named_with_what_to_do() {
    let trace = run(HELLO, Host::Server("http://127.0.0.1:1".into())).await;
    assert_eq!(trace.ending(), Some(&Ending::Finished));
    let output = output(&trace);
    assert!(
        output.starts_with("failed:") && output.contains("http://127.0.0.1:1: is `loopscope serve` running"),
        "{output}"
    );
}

/// There is no service worker here, so that the files' own server answers in its place.
#[wasm_bindgen_test]
async fn without_a_worker_nobody_mistakes_another_answer_for_the_demos() {
    let trace = run(HELLO, Host::Edge).await;
    assert!(output(&trace).contains("service worker is not active"), "{}", output(&trace));
    assert!(reachable(&Host::Edge).await.is_err_and(|reason| reason.contains("Reload")));
    assert!(
        reachable(&this_server()).await.is_err(),
        "a server without demo endpoints is not the one that is meant"
    );
    assert_eq!(reachable(&Host::Page).await, Ok(()));
}

#[wasm_bindgen_test]
async fn a_program_that_never_ends_lets_the_page_have_its_turn() {
    let options = Options::default();
    let mut session = live_session("while True:\n    pass\n", &options, Host::Page).expect("it is accepted");
    assert_eq!(session.advance_until(TimeoutFuture::new(20)).await, Progress::More);
    assert_eq!(session.finish().ending(), Some(&Ending::Stopped));
}
