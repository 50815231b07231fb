//! A benchmark, not a test: how long a visitor with nothing cached waits until a page moves, on a slow machine and a slow line.
//!
//! `cargo xtask bench first` runs it on the built site, and on another one beside it in turn (`--baseline FOLDER`). The processor
//! of the page is slowed down by the browser. The line is slow here, in the host: what the browser can slow down by itself leaves
//! out what workers load, and the interpreter is loaded by one.

use crate::page::Page;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use futures::StreamExt;
use serde_json::json;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;
use tower_http::services::ServeDir;

/// What is opened, and what it is called.
const PAGES: [(&str, &str); 5] = [
    ("home", "#/"),
    ("fan-out", "#/fan-out?strategy=gather&n=4"),
    ("lesson", "#/lesson/event-loop"),
    ("flows", "#/flows"),
    ("embed", "#/embed/fan-out?strategy=gather&n=4"),
];
/// How often each page is opened; the medians are shown.
const TIMES: usize = 5;
/// How much slower the page's processor is.
const SLOWER: u32 = 4;
/// How long an answer takes to begin.
const DELAY: Duration = Duration::from_millis(40);
/// How many bytes the line carries in a second: 10 Mbit.
const BYTES_A_SECOND: u64 = 1_250_000;
/// In pieces of this size what is asked for at the same time shares the line.
const PIECE: usize = 4096;

#[tokio::test]
#[ignore = "a benchmark: `cargo xtask bench first`"]
async fn the_time_until_a_page_moves() {
    let sites = std::env::var("LOOPSCOPE_SITES").expect("`cargo xtask bench first` says which sites");
    let sites: Vec<(&str, PathBuf)> = sites
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, folder)| (name, folder.into()))
        .collect();
    eprintln!(
        "{:>10} {:>10} {:>14} {:>14} {:>14} {:>22}",
        "page", "site", "first paint", "stands filled", "moves", "moves after the paint"
    );
    for (name, route) in PAGES {
        let mut visits: Vec<Vec<Visit>> = sites.iter().map(|_| Vec::new()).collect();
        for _ in 0..TIMES {
            for ((_, folder), visits) in sites.iter().zip(&mut visits) {
                visits.push(visit(folder, route).await);
            }
        }
        for ((site, _), visits) in sites.iter().zip(&visits) {
            let of = |part: fn(&Visit) -> f64| median(visits.iter().map(part).collect());
            eprintln!(
                "{name:>10} {site:>10} {:>11.0} ms {:>11.0} ms {:>11.0} ms {:>19.0} ms",
                of(|visit| visit.painted),
                of(|visit| visit.filled),
                of(|visit| visit.moved),
                of(|visit| visit.moved - visit.painted),
            );
        }
    }
}

/// When what happened, in milliseconds since the page was asked for.
#[derive(Debug)]
struct Visit {
    painted: f64,
    filled: f64,
    moved: f64,
}

/// Opens a page in a new browser.
async fn visit(folder: &Path, route: &str) -> Visit {
    let address = serve(folder).await;
    let screen = json!({ "width": 1280, "height": 720, "deviceScaleFactor": 1, "mobile": false });
    let commands = vec![
        ("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })),
        ("Emulation.setDeviceMetricsOverride", screen),
        ("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })),
    ];
    let page = Page::open_prepared(&address, route, commands).await;
    page.wait_until_true("the page moves", "return window.visit.moved !== undefined").await;
    let visit = page.evaluate("return window.visit").await;
    let of = |part: &str| visit[part].as_f64().unwrap_or(f64::NAN);
    Visit { painted: of("painted"), filled: of("filled"), moved: of("moved") }
}

/// Writes down when the first stage stands filled, and when it is another one because of another step. A lesson does not move by
/// itself, so that a reader is put in its place who steps on as soon as there is something.
const WATCH: &str = "
    window.visit = {};
    let begun = null;
    const look = () => {
        const stages = [...document.querySelectorAll('[data-testid=stage]')];
        const stage = stages.find(stage => stage.querySelector('svg *') !== null);
        if (stage) {
            const view = stage.closest('.live');
            const step = (view ?? document).querySelector('[data-testid=step]').textContent;
            const picture = stage.querySelector('svg').innerHTML;
            if (begun === null) {
                window.visit.painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
                window.visit.filled = performance.now();
                begun = { step, picture };
                view?.querySelector('[data-testid=step-forward]').click();
            } else if (step === begun.step) {
                begun.picture = picture;
            } else if (picture !== begun.picture) {
                window.visit.moved = performance.now();
                return;
            }
        }
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);";

/// A host at the end of a slow line, which sends what is compressed already; where.
async fn serve(folder: &Path) -> String {
    let line = Arc::new(Line { free: Mutex::new(Instant::now()) });
    let files = ServeDir::new(folder).precompressed_br().with_buf_chunk_size(PIECE);
    let slow = from_fn(move |request: Request, next: Next| {
        let line = line.clone();
        async move {
            tokio::time::sleep(DELAY).await;
            let (head, body) = next.run(request).await.into_parts();
            let pieces = body.into_data_stream().then(move |piece| {
                let line = line.clone();
                async move {
                    if let Ok(piece) = &piece {
                        line.carry(piece.len()).await;
                    }
                    piece
                }
            });
            Response::from_parts(head, Body::from_stream(pieces))
        }
    });
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
    let address = format!("http://{}/", listener.local_addr().expect("it is bound"));
    tokio::spawn(
        async move { axum::serve(listener, Router::new().fallback_service(files).layer(slow)).await },
    );
    address
}

/// A line that everything shares.
struct Line {
    free: Mutex<Instant>,
}

impl Line {
    /// Waits until so many bytes have gone through.
    async fn carry(&self, bytes: usize) {
        let through = {
            let mut free = self.free.lock().expect("nobody panics with it");
            *free = (*free).max(Instant::now())
                + Duration::from_nanos(bytes as u64 * 1_000_000_000 / BYTES_A_SECOND);
            *free
        };
        tokio::time::sleep_until(through).await;
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
