//! The demo endpoints' hosts, as a page finds them: the service worker beside it, and the server on another port.

use crate::page::Page;
use crate::servers::{DemoServer, Site};

#[tokio::test]
async fn the_service_worker_answers_the_demo_endpoints_under_any_path() {
    let site = Site::start("/under/some/path").await;
    let page = Page::open(&site, "").await;
    let script = "
        await navigator.serviceWorker.register('./sw.js');
        if (!navigator.serviceWorker.controller) {
            await new Promise(taken => navigator.serviceWorker.addEventListener('controllerchange', taken));
        }
        return (await fetch('./demo/delay?duration=0.01')).text()";
    assert_eq!(page.evaluate(script).await, r#"{"slept":0.01}"#);
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_page_may_ask_a_demo_server_on_another_port_and_sees_its_timings() {
    let server = DemoServer::start();
    let site = Site::start("").await;
    let page = Page::open(&site, "").await;
    let script = format!(
        "const url = '{}/delay?duration=0.01';
        const text = await (await fetch(url)).text();
        const [entry] = performance.getEntriesByName(url);
        return text + ' after ' + (entry.responseStart > entry.requestStart && entry.serverTiming.length > 0)",
        server.address()
    );
    assert_eq!(page.evaluate(&script).await, r#"{"slept":0.01} after true"#);
    assert_eq!(page.console_errors().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_demo_server_that_died_is_a_failed_request_and_not_a_refused_one() {
    let mut server = DemoServer::start();
    let site = Site::start("").await;
    let page = Page::open(&site, "").await;
    server.kill();
    let script = format!(
        "let refused = false;
        document.addEventListener('securitypolicyviolation', () => refused = true);
        return fetch('{}/hello').then(() => 'answered', error => error.name + ' ' + refused)",
        server.address()
    );
    assert_eq!(page.evaluate(&script).await, "TypeError false");
}
