//! `loopscope serve` as its clients see it: the real command, over real sockets.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail with it")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;

/// A running server, ended when dropped.
struct Server {
    process: Child,
    addr: SocketAddr,
}

impl Server {
    /// Starts a server on a free port that serves a directory's files.
    fn start(dist: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_loopscope"))
            .args(["serve", "--addr", "127.0.0.1:0", "--seed", "1", "--dist", dist])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let addr =
            line.trim().trim_start_matches("Listening on http://").trim_end_matches('/').parse().unwrap();
        Self { process, addr }
    }

    fn connect(&self) -> Connection {
        Connection { stream: BufReader::new(TcpStream::connect(self.addr).unwrap()) }
    }

    fn get(&self, target: &str) -> Response {
        self.connect().send("GET", target, "")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// A connection that is kept alive from one request to the next.
struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    /// Sends a request with extra header lines, each ending in CRLF, and reads the whole answer.
    fn send(&mut self, method: &str, target: &str, headers: &str) -> Response {
        let request = format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let status_line = self.line();
        let mut answer = Response {
            status: status_line.split(' ').nth(1).unwrap().parse().unwrap(),
            headers: Vec::new(),
            body: Vec::new(),
        };
        loop {
            let line = self.line();
            let Some((name, value)) = line.split_once(": ") else { break };
            answer.headers.push((name.to_owned(), value.to_owned()));
        }
        let length = answer.header("content-length").map_or(0, |length| length.parse().unwrap());
        if method != "HEAD" {
            answer.body.resize(length, 0);
            self.stream.read_exact(&mut answer.body).unwrap();
        }
        answer
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}

struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    /// The value of a header; there must not be two of the same name.
    fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let first = values.next();
        assert_eq!(values.next(), None, "{name} stands twice");
        first
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// A directory with a page in it, its name unique to a test.
fn site(test: &str) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(&directory).unwrap();
    for (name, text) in
        [("index.html", "<p>page"), ("app.wasm", "\0asm"), ("sw.js", "// worker"), ("hello", "file")]
    {
        std::fs::write(directory.join(name), text).unwrap();
    }
    directory
}

#[test]
fn delays_on_two_connections_run_at_the_same_time() {
    let server = Server::start("nowhere");
    let (finished, order) = mpsc::channel();
    thread::scope(|scope| {
        let mut slow = server.connect();
        let mut fast = server.connect();
        let slow_finished = finished.clone();
        scope.spawn(move || {
            assert_eq!(slow.send("GET", "/delay/1", "").text(), r#"{"slept":1.0}"#);
            slow_finished.send("slow").unwrap();
        });
        scope.spawn(move || {
            // One after the other, all three take less than the one beside them: 3 × 0.05 s < 1 s.
            for _ in 0..3 {
                assert_eq!(fast.send("GET", "/demo/delay?duration=0.05", "").text(), r#"{"slept":0.05}"#);
            }
            finished.send("fast").unwrap();
        });
    });
    assert_eq!(order.iter().collect::<Vec<_>>(), ["fast", "slow"]);
}

#[test]
fn endpoints_answer_at_the_root_and_under_demo() {
    let server = Server::start("nowhere");
    for target in ["/hello", "/demo/hello"] {
        assert_eq!(server.get(target).text(), "Hello, world", "{target}");
    }
    for target in ["/", "/demo", "/demo/"] {
        assert!(server.get(target).text().contains(r#""path":"/delay""#), "{target}");
    }
    assert_eq!(server.get("/?duration=0.01").text(), r#"{"slept":0.01}"#);
}

#[test]
fn answers_carry_the_headers_that_other_origins_need() {
    let answer = Server::start("nowhere").get("/delay/0.01");
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("timing-allow-origin"), Some("*"));
    assert_eq!(answer.header("server-timing"), Some("queue;dur=0, work;dur=10"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[test]
fn a_preflight_is_granted() {
    let asked = "Origin: http://example.com\r\nAccess-Control-Request-Method: GET\r\n\
                 Access-Control-Request-Headers: authorization\r\n";
    let answer = Server::start("nowhere").connect().send("OPTIONS", "/delay/1", asked);
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-headers"), Some("authorization"));
}

#[test]
fn one_connection_carries_many_requests_good_and_bad() {
    let server = Server::start("nowhere");
    let mut connection = server.connect();
    let head = connection.send("HEAD", "/hello", "");
    assert_eq!((head.status, head.header("content-length")), (200, Some("12")));
    assert_eq!(connection.send("GET", "/delay?duration=x", "").status, 400);
    assert_eq!(connection.send("GET", "/status/204", "").status, 204);
    assert_eq!(
        connection.send("POST", "/hello", "Content-Length: 0\r\n").header("allow"),
        Some("GET, HEAD, OPTIONS")
    );
    let missing = connection.send("GET", "/nowhere", "");
    assert_eq!((missing.status, missing.header("content-type")), (404, Some("application/problem+json")));
    assert_eq!(connection.send("GET", "/hello", "").text(), "Hello, world");
}

#[test]
fn a_browser_gets_the_page_at_the_root_and_a_program_the_index() {
    let directory = site("page-or-index");
    let server = Server::start(directory.to_str().unwrap());
    let mut connection = server.connect();
    let browser = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";
    assert_eq!(connection.send("GET", "/", browser).text(), "<p>page");
    assert!(connection.send("GET", "/", "Accept: */*\r\n").text().starts_with('{'));
    assert!(connection.send("GET", "/demo/", browser).text().starts_with('{'));
    assert_eq!(connection.send("GET", "/?duration=0", browser).text(), r#"{"slept":0.0}"#);
}

#[test]
fn files_are_served_with_their_types_to_any_origin_and_are_never_stale() {
    let directory = site("files");
    let server = Server::start(directory.to_str().unwrap());
    let wasm = server.get("/app.wasm");
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
    assert_eq!(wasm.header("access-control-allow-origin"), Some("*"));
    let worker = server.get("/sw.js");
    assert_eq!(worker.header("content-type"), Some("text/javascript"));
    assert_eq!(worker.header("cache-control"), Some("no-cache"));
    assert_eq!(server.get("/hello").text(), "Hello, world", "an endpoint outweighs a file");
    assert_eq!(server.get("/demo/sw.js").status, 404, "under /demo/ there are no files");
    assert_eq!(server.get("/../files/sw.js").status, 404);
}

#[test]
fn a_taken_port_is_refused_with_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let ended =
        Command::new(env!("CARGO_BIN_EXE_loopscope")).args(["serve", "--addr", &addr]).output().unwrap();
    let message = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(1));
    assert!(message.contains("is taken by another program"), "{message}");
    assert!(message.contains("--addr 127.0.0.1:"), "{message}");
}
