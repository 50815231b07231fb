//! The servers that a test needs: one for the site's files, as any static host would be, and the demo server.

use axum::Router;
use axum::extract::{RawQuery, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use std::io::{BufRead, BufReader};
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tower_http::cors::CorsLayer;
use tower_http::services::ServeDir;

/// A document beside the site that shows the route after its question mark in a frame that may run scripts and nothing else.
pub(crate) const SANDBOX: &str = "sandbox";

async fn sandbox(RawQuery(route): RawQuery) -> Html<String> {
    let route = route.unwrap_or_default().replace("%23", "#");
    Html(format!("<iframe sandbox=allow-scripts width=1200 height=640 src='./{route}'></iframe>"))
}

/// A document beside the site that shows the route after its question mark as slides do: see [`deck`].
pub(crate) const DECK: &str = "deck";

/// Slides with a frame in them, which write down in `pressed` the keys that reach them.
pub(crate) fn deck(frame: &str) -> String {
    format!(
        "<!doctype html><iframe width=1200 height=560 src='{frame}'></iframe>
        <script>window.pressed = []; addEventListener('keydown', event => pressed.push(event.key))</script>"
    )
}

async fn deck_beside(RawQuery(route): RawQuery) -> Html<String> {
    Html(deck(&format!("./{}", route.unwrap_or_default().replace("%23", "#"))))
}

/// The folder of the built site.
pub(crate) fn built() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    assert!(folder.join("index.html").is_file(), "there is no dist/: run `cargo xtask build` first");
    folder
}

/// A static host with the built site, for as long as the value lives.
#[derive(Debug)]
pub(crate) struct Site {
    address: String,
    // Its end ends the host.
    running: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

impl Site {
    /// Serves `dist/` under a path: empty, or like `/some/folder`.
    pub(crate) async fn start(path: &str) -> Site {
        Site::start_without(path, |_| false).await
    }

    /// Serves `dist/` without the files whose path is `missing`.
    pub(crate) async fn start_without(path: &str, missing: fn(&str) -> bool) -> Site {
        // As GitHub Pages and others do, or else sandboxed frames could not even load the page's program.
        Site::serve(path, missing, true).await
    }

    /// Serves `dist/` as a host does that lets no other origin read its files.
    pub(crate) async fn start_closed() -> Site {
        Site::serve("", |_| false, false).await
    }

    async fn serve(path: &str, missing: fn(&str) -> bool, open: bool) -> Site {
        let files = ServeDir::new(built());
        let router = match path {
            "" => Router::new().fallback_service(files),
            path => Router::new().nest_service(path, files),
        };
        let hide = from_fn(move |request: Request, next: Next| async move {
            match missing(request.uri().path()) {
                true => StatusCode::NOT_FOUND.into_response(),
                false => next.run(request).await,
            }
        });
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let address = format!("http://{}{path}/", listener.local_addr().expect("it is bound"));
        let router = router.route(&format!("{path}/{SANDBOX}"), get(sandbox));
        let router = router.route(&format!("{path}/{DECK}"), get(deck_beside)).layer(hide);
        let router = if open { router.layer(CorsLayer::permissive()) } else { router };
        let (running, stopped) = oneshot::channel::<()>();
        let ended = tokio::spawn(async move {
            let stopped = async { drop(stopped.await) };
            axum::serve(listener, router)
                .with_graceful_shutdown(stopped)
                .await
                .expect("it only ends when told to");
        });
        Site { address, running, ended }
    }

    /// Ends the host, as a network that goes away would: nobody listens any more, and what was connected is closed.
    pub(crate) async fn stop(self) {
        drop(self.running);
        // A connection that the browser opened in advance, and says nothing on, need not be waited for.
        tokio::time::timeout(Duration::from_secs(2), self.ended).await.ok();
    }

    /// Where the page is, with a slash at the end.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The same as the other machines of a workshop have it: by http from a host that browsers do not trust.
    pub(crate) fn address_in_a_workshop(&self) -> String {
        self.address.replace("127.0.0.1", "workshop.test")
    }
}

/// A request that another site was sent: what it says about who sent it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) cookie: Option<String>,
    pub(crate) referrer: Option<String>,
}

/// What another site says to who asks for one of its files.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// A file of some kind, which other sites may read.
    Open(&'static str, Vec<u8>),
    /// A file for its own pages only.
    Closed(&'static str, Vec<u8>),
    /// It is at another path.
    Moved(&'static str),
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let open = [("access-control-allow-origin", "*")];
        match self {
            Reply::Open(kind, bytes) => (open, [("content-type", kind)], bytes).into_response(),
            Reply::Closed(kind, bytes) => ([("content-type", kind)], bytes).into_response(),
            Reply::Moved(path) => (StatusCode::FOUND, open, [("location", path)]).into_response(),
        }
    }
}

/// Another site, at an origin of its own; it ends with the test.
#[derive(Debug)]
pub(crate) struct OtherSite {
    host: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl OtherSite {
    /// Hands out these files, and writes down who asks.
    pub(crate) async fn start(files: Vec<(&'static str, Reply)>) -> OtherSite {
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let log = asked.clone();
        let answer = move |request: Request| {
            let header = |name| Some(request.headers().get(name)?.to_str().ok()?.to_owned());
            let path = request.uri().path().to_owned();
            let reply = files.iter().find(|(name, _)| *name == path).map(|(_, reply)| reply.clone());
            log.lock().expect("no test panics with it").push(Asked {
                path,
                cookie: header("cookie"),
                referrer: header("referer"),
            });
            let none = || (StatusCode::NOT_FOUND, [("access-control-allow-origin", "*")]).into_response();
            let response = reply.map_or_else(none, Reply::into_response);
            async move { response }
        };
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let host = listener.local_addr().expect("it is bound").to_string();
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
        OtherSite { host, asked }
    }

    /// The name of its machine, with the port.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The address of a file.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.host)
    }

    /// Who has asked up to now.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no test panics with it").clone()
    }
}

/// `loopscope serve` on a free port; ended with the value.
#[derive(Debug)]
pub(crate) struct DemoServer {
    child: Child,
    address: String,
    // Kept open: a program that writes into a closed pipe ends.
    _output: BufReader<ChildStdout>,
}

impl DemoServer {
    /// Starts the server. It chooses its port itself, and says "Listening on http://127.0.0.1:40123/".
    pub(crate) fn start() -> DemoServer {
        // It is a program of another package, which cargo does not build for these tests: `cargo xtask test browser` does.
        let program = std::env::var_os("LOOPSCOPE").expect("LOOPSCOPE says where the command line is");
        let mut command = Command::new(program);
        command.args(["serve", "--addr", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut child = command.spawn().expect("it was built");
        let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
        let address =
            announced(&mut output, "Listening on ").unwrap_or_else(|said| panic!("loopscope serve: {said}"));
        let address = address.trim_end_matches('/').to_owned();
        DemoServer { child, address, _output: output }
    }

    /// Its address as the page's `outside` parameter takes it: `http://127.0.0.1:40123`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Ends the server at once, as a crash would.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ended");
    }
}

impl Drop for DemoServer {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// What a starting program says on a line after the given words.
///
/// # Errors
///
/// All that it said, where it ended without these words.
pub(crate) fn announced(output: &mut impl BufRead, words: &str) -> Result<String, String> {
    let mut said = String::new();
    for line in output.lines().map_while(Result::ok) {
        if let Some((_, rest)) = line.split_once(words) {
            return Ok(rest.to_owned());
        }
        said = said + &line + "\n";
    }
    Err(format!("it ended before it said \"{words}…\", and said:\n{said}"))
}
