//! chromedriver as a process of the test, and the commands that go beyond WebDriver.

use crate::servers::announced;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use std::io::{BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};

/// What a headless Chromium needs to run in a container, and to keep from calling home. A name of this machine that is none of
/// those that browsers trust without https, as in a workshop.
const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP workshop.test 127.0.0.1",
];

/// A running chromedriver, which ends with its browser when the value goes, also when the test fails.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    address: SocketAddr,
    // Kept open: a program that writes into a closed pipe ends.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    /// Starts the one that `CHROMEDRIVER` names, or that is on the PATH.
    ///
    /// It chooses its port itself: one that is free for IPv6, and then takes the same for IPv4. Among the connections of
    /// tests that run beside this one that can be taken already; it says "IPv4 port not available" and ends. Another time
    /// it chooses another.
    pub(crate) fn start() -> Driver {
        const TIMES: usize = 10;
        let mut attempts = (0..TIMES).map(|_| Driver::try_to_start());
        let driver =
            attempts.find_map(|attempt| attempt.inspect_err(|said| eprintln!("chromedriver: {said}")).ok());
        driver.unwrap_or_else(|| panic!("chromedriver did not start {TIMES} times"))
    }

    fn try_to_start() -> Result<Driver, String> {
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut command = Command::new(&program);
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child =
            command.spawn().unwrap_or_else(|error| panic!("cannot start {}: {error}", program.display()));
        let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
        // "ChromeDriver was started successfully on port 40123."
        let port = match announced(&mut output, "successfully on port ") {
            Ok(port) => port.trim_end_matches('.').parse::<u16>().expect("chromedriver says its port"),
            Err(said) => {
                child.wait().ok();
                return Err(said);
            }
        };
        Ok(Driver { child, address: (Ipv4Addr::LOCALHOST, port).into(), _output: output })
    }

    /// Opens a browser.
    pub(crate) async fn open_browser(&self) -> Client {
        let mut options = json!({ "args": ARGUMENTS });
        if let Ok(chromium) = std::env::var("CHROMIUM") {
            options["binary"] = chromium.into();
        }
        let capabilities = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" }, "timeouts": { "script": 180_000 } });
        let Value::Object(capabilities) = capabilities else { unreachable!("it is written as an object") };
        let connector = hyper_util::client::legacy::connect::HttpConnector::new();
        let mut builder = ClientBuilder::new(connector);
        builder.capabilities(capabilities);
        builder.connect(&format!("http://{}", self.address)).await.expect("Chromium starts")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Only when asked does it end its browser too. Where that fails, at least it ends itself.
        if let Ok(mut stream) = TcpStream::connect(self.address) {
            let request =
                format!("GET /shutdown HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
            stream.write_all(request.as_bytes()).ok();
            stream.read_to_end(&mut Vec::new()).ok();
        }
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A command of Chromium's own: a path below the session's, and what is posted to it.
#[derive(Debug, Clone, PartialEq)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.expect("a session is open"), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// Calls a command of Chromium's developer tools.
pub(crate) async fn developer_tools(client: &Client, command: &str, parameters: Value) -> Value {
    let body = json!({ "cmd": command, "params": parameters });
    client.issue_cmd(Extension { path: "goog/cdp/execute", body }).await.expect("the command exists")
}

/// What the console has shown since the last call.
pub(crate) async fn console(client: &Client) -> Vec<ConsoleLine> {
    let body = json!({ "type": "browser" });
    let answer = client.issue_cmd(Extension { path: "se/log", body }).await.expect("logging is on");
    let entries = answer.as_array().expect("a list of entries");
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    entries
        .iter()
        .map(|entry| ConsoleLine { level: text(entry, "level"), text: text(entry, "message") })
        .collect()
}

/// A line of the console.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ConsoleLine {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    pub(crate) level: String,
    pub(crate) text: String,
}
