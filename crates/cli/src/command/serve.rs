//! `loopscope serve`: the demo endpoints on real sockets, and the page beside them.
//!
//! Here are the socket, the router and the end of it all; `play` turns a reply's schedule into bytes on the wire,
//! `site` serves the built page. HTTP/1.1 only, on purpose: browsers then open six connections at most, and the
//! queueing that follows is worth seeing.

mod play;
mod site;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::response::Response;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep};

use site::Site;

/// Serve the demo endpoints over HTTP, and the built page beside them
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The address to listen on; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:7001")]
    addr: SocketAddr,
    /// The directory of the built page
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// Makes random answers repeatable
    #[arg(long)]
    seed: Option<u64>,
}

/// How long answers in progress may go on after Ctrl-C.
const GRACE: Duration = Duration::from_secs(1);

/// Serves until Ctrl-C.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match runtime.and_then(|runtime| runtime.block_on(listen(arguments))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("loopscope serve: {}", advice(arguments.addr, &error));
            ExitCode::FAILURE
        }
    }
}

async fn listen(arguments: &Arguments) -> io::Result<()> {
    let listener = TcpListener::bind(arguments.addr).await?;
    announce(listener.local_addr()?, arguments);
    // Small pieces should leave when they are due, and not wait for more to fill a packet.
    let listener = listener.tap_io(|connection| connection.set_nodelay(true).unwrap_or_default());
    let seed = arguments.seed.unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let host = Host {
        started: Instant::now(),
        state: Arc::new(Mutex::new(demo::State::new(seed))),
        site: Site::new(&arguments.dist),
    };
    let router = Router::new().fallback(answer).with_state(host);
    tokio::select! {
        ended = axum::serve(listener, router).with_graceful_shutdown(interrupted()).into_future() => ended,
        () = async { interrupted().await; sleep(GRACE).await } => Ok(()),
    }
}

/// What all connections share.
#[derive(Debug, Clone)]
struct Host {
    /// What the arrival of requests counts from.
    started: Instant,
    state: Arc<Mutex<demo::State>>,
    site: Site,
}

/// Answers a request: the page's files where the demo has nothing, the demo everywhere else. Under `/demo/` there is
/// the demo alone, as there is in the page.
///
/// When a client goes away, hyper drops this future or the body that it returned, and the wait ends there.
async fn answer(State(host): State<Host>, request: Request) -> Response {
    let arrived = Instant::now();
    let path = request.uri().path();
    let below_demo = path.strip_prefix("/demo").filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let demo_path = below_demo.unwrap_or(path).to_owned();
    let demo_request = demo_request(&request, demo_path, arrived - host.started);
    if below_demo.is_none()
        && is_for_site(&request)
        && let Some(response) = host.site.file(request).await
    {
        return response;
    }
    let reply = {
        let mut state = host.state.lock().unwrap_or_else(PoisonError::into_inner);
        demo::respond(&demo_request, &mut state)
    };
    play::play(reply, arrived).await
}

/// Whether a request outside `/demo/` may mean a file. `/` is both: a person's browser gets the page, a program the
/// index, and talk 000's `/?duration=1` a delay.
fn is_for_site(request: &Request) -> bool {
    let path = request.uri().path();
    let reads = [Method::GET, Method::HEAD].contains(request.method());
    let is_delay = request.uri().query().is_some_and(|query| query.contains("duration="));
    let accept = request.headers().get("accept").and_then(|value| value.to_str().ok());
    let wants_page = accept.is_some_and(|types| types.contains("text/html")) && !is_delay;
    reads && if path == "/" { wants_page } else { !demo::knows(path) }
}

fn demo_request(request: &Request, path: String, arrived: Duration) -> demo::Request {
    let headers = request.headers().iter();
    demo::Request {
        method: demo::Method::from_name(request.method().as_str()),
        path,
        query: request.uri().query().unwrap_or_default().to_owned(),
        headers: headers
            .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
            .collect(),
        arrived,
    }
}

#[allow(clippy::print_stdout, reason = "the address is this command's output")]
fn announce(addr: SocketAddr, arguments: &Arguments) {
    println!("Listening on http://{addr}/");
    println!("The demo endpoints are there and under http://{addr}/demo/");
    if arguments.dist.join("index.html").is_file() {
        println!("The page is from {}", arguments.dist.display());
    } else {
        println!(
            "No page: there is no {}; `cargo xtask build` makes one",
            arguments.dist.join("index.html").display()
        );
    }
    println!("Ctrl-C ends it");
}

/// Completes at Ctrl-C; never, where that cannot be noticed.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// What went wrong, and what to do.
fn advice(addr: SocketAddr, error: &io::Error) -> String {
    let next = addr.port().checked_add(1).unwrap_or(7001);
    let other = SocketAddr::new(addr.ip(), next);
    match error.kind() {
        ErrorKind::AddrInUse => format!(
            "port {} is taken by another program. Stop that one, or choose another port: loopscope serve --addr {other}",
            addr.port()
        ),
        ErrorKind::PermissionDenied => format!(
            "port {} may not be opened by this user. Choose one above 1023: loopscope serve --addr {}",
            addr.port(),
            SocketAddr::new(addr.ip(), 7001)
        ),
        ErrorKind::AddrNotAvailable => format!(
            "{} is not an address of this machine. Use 127.0.0.1 for this machine alone, 0.0.0.0 for all that reach it",
            addr.ip()
        ),
        _ => format!("could not serve on {addr}: {error}"),
    }
}
