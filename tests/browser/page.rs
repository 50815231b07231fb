//! The page as a visitor meets it: elements are named by their `data-testid`.

use crate::driver::{self, Driver};
use crate::servers::{SANDBOX, Site};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a visitor waits before the test gives up. Generous: it decides how a failure ends, not whether it is one.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a condition is looked at.
const GLANCE: Duration = Duration::from_millis(25);

/// Writes down what the page's policy refuses, from the document's first moment on.
const REFUSALS: &str = "window.refused = [];
    addEventListener('securitypolicyviolation', event => window.refused.push(event.violatedDirective + ' ' + event.blockedURI));";

/// Whether all that the page shows is there: each run computed, each text fetched, the editor loaded; or else what is not.
const SETTLED: &str = "
    const asks = count => (count.closest('.live') ?? document).querySelector('[data-testid=guess]') !== null;
    const counts = [...document.querySelectorAll('[data-testid=step-count]')].filter(count => !asks(count));
    const words = [...document.querySelectorAll('[role=status], [data-testid=figure-here], .guess > p')];
    const waiting = words.map(word => word.textContent).find(text => /…\\s*$|is loading/.test(text));
    if (document.querySelector('main') === null) return 'there is no page';
    return counts.every(count => count.textContent !== '0') ? waiting ?? true : 'a run has no steps'";

/// An open page in a browser of its own.
#[derive(Debug)]
pub(crate) struct Page {
    client: Client,
    address: String,
    // After the client: fields go in this order.
    _driver: Driver,
}

/// What the page is shown on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Screen {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) dark: bool,
}

impl Page {
    /// Opens the site at a route, such as `#/fan-out?n=4`, and waits until its program runs.
    pub(crate) async fn open(site: &Site, route: &str) -> Page {
        let page = Page::open_unready(site, route).await;
        page.ready().await;
        page
    }

    /// Opens the site at a route on a screen, and waits until this task, and with it the others, stands on the stage.
    pub(crate) async fn open_stage(site: &Site, route: &str, screen: Screen, task: u32) -> Page {
        let page = Page::open(site, route).await;
        page.show_on(screen).await;
        page.settle().await;
        let stands = format!("return document.querySelector('[data-points=task-{task}]') !== null");
        page.wait_until_true("the stage is filled", &stands).await;
        page
    }

    /// Opens the site at a route within a frame that may run scripts and nothing else.
    pub(crate) async fn open_sandboxed(site: &Site, route: &str) -> Page {
        let page = Page::open_unready(site, &format!("{SANDBOX}?{route}")).await;
        page.enter_frame().await;
        page
    }

    /// Looks into the only frame of the document, and waits until the program in it runs.
    pub(crate) async fn enter_frame(&self) {
        self.client.enter_frame(0).await.expect("the document has a frame");
        self.ready().await;
    }

    /// Looks at the document around the frame.
    pub(crate) async fn leave_frame(&self) {
        self.client.clone().enter_parent_frame().await.expect("it is in a frame");
    }

    /// Opens the site and does not wait.
    pub(crate) async fn open_unready(site: &Site, route: &str) -> Page {
        Page::open_at(site.address(), route).await
    }

    /// Opens a route of a page that may be anywhere, and does not wait.
    pub(crate) async fn open_at(address: &str, route: &str) -> Page {
        Page::open_prepared(address, route, vec![]).await
    }

    /// The same, in a browser that was told something before: commands of its developer tools.
    pub(crate) async fn open_prepared(
        address: &str,
        route: &str,
        commands: Vec<(&'static str, Value)>,
    ) -> Page {
        let driver = Driver::start();
        let client = driver.open_browser().await;
        let page = Page { client, address: address.to_owned(), _driver: driver };
        let watch = ("Page.addScriptToEvaluateOnNewDocument", json!({ "source": REFUSALS }));
        for (command, parameters) in std::iter::once(watch).chain(commands) {
            driver::developer_tools(&page.client, command, parameters).await;
        }
        page.client.goto(&format!("{}{route}", page.address)).await.expect("the address is one");
        page
    }

    /// Loads the page anew at a route.
    pub(crate) async fn reopen(&self, route: &str) {
        // A change of the hash alone would not load anything.
        self.client.goto("about:blank").await.expect("it is always there");
        self.client.goto(&format!("{}{route}", self.address)).await.expect("the address is one");
        self.ready().await;
    }

    /// Gives the page a screen.
    pub(crate) async fn show_on(&self, screen: Screen) {
        let metrics = json!({
            "width": screen.width, "height": screen.height, "deviceScaleFactor": 1, "mobile": screen.width < 600,
        });
        driver::developer_tools(&self.client, "Emulation.setDeviceMetricsOverride", metrics).await;
        let scheme = if screen.dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        driver::developer_tools(&self.client, "Emulation.setEmulatedMedia", media).await;
    }

    /// Lets nothing move: a motion becomes a cut.
    pub(crate) async fn without_motion(&self) {
        let media = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        driver::developer_tools(&self.client, "Emulation.setEmulatedMedia", media).await;
    }

    /// Shows the page as it is printed, also to who chose the dark theme.
    pub(crate) async fn put_on_paper(&self) {
        let dark = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
        let media = json!({ "media": "print", "features": dark });
        driver::developer_tools(&self.client, "Emulation.setEmulatedMedia", media).await;
    }

    /// Saves what the screen shows, in `target/pictures/`.
    pub(crate) async fn take_picture(&self, name: &str) -> PathBuf {
        let target =
            PathBuf::from(env!("CARGO_TARGET_TMPDIR")).parent().expect("it lies in target/").join("pictures");
        std::fs::create_dir_all(&target).expect("target/ can be written");
        let file = target.join(format!("{name}.png"));
        let painted = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))";
        self.client.execute_async(painted, vec![]).await.expect("the page is painted while it is looked at");
        let picture = self.client.screenshot().await.expect("the page can be painted");
        std::fs::write(&file, picture).expect("target/ can be written");
        file
    }

    /// Runs the body of an asynchronous function in the page and returns what it returns.
    pub(crate) async fn evaluate(&self, body: &str) -> Value {
        self.client
            .execute(&format!("return (async () => {{ {body} }})()"), vec![])
            .await
            .expect("the script runs")
    }

    /// The text that an element shows, by CSS selector; empty while there is none.
    pub(crate) async fn see(&self, selector: &str) -> String {
        match self.client.find(Locator::Css(selector)).await {
            // It may have gone in between, and then it shows nothing.
            Ok(element) => element.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// The errors that the console has shown since the last call.
    pub(crate) async fn console_errors(&self) -> Vec<String> {
        let lines = driver::console(&self.client).await;
        lines.into_iter().filter(|line| line.level == "SEVERE").map(|line| line.text).collect()
    }

    /// Waits until an element's text is as wanted.
    pub(crate) async fn wait_until(
        &self,
        what: &str,
        selector: &str,
        wanted: impl Fn(&str) -> bool,
    ) -> String {
        let mut seen = String::new();
        let waiting = async {
            loop {
                seen = self.see(selector).await;
                if wanted(&seen) {
                    break;
                }
                tokio::time::sleep(GLANCE).await;
            }
        };
        if tokio::time::timeout(PATIENCE, waiting).await.is_err() {
            self.give_up(what, &format!("`{selector}` shows {seen:?}")).await;
        }
        seen
    }

    /// Waits until a script returns true. What else it returns is shown when it never does.
    pub(crate) async fn wait_until_true(&self, what: &str, body: &str) {
        let mut returned = Value::Null;
        let waiting = async {
            loop {
                returned = self.evaluate(body).await;
                if returned == true {
                    break;
                }
                tokio::time::sleep(GLANCE).await;
            }
        };
        if tokio::time::timeout(PATIENCE, waiting).await.is_err() {
            self.give_up(what, &returned.to_string()).await;
        }
    }

    /// Ends the test: what was waited for does not come. Says what there is instead, and what the page looks like.
    async fn give_up(&self, what: &str, instead: &str) -> ! {
        let picture = self.take_picture(&failed()).await;
        let errors = self.console_errors().await;
        let route = self.route().await;
        let route = route.get(..100).unwrap_or(&route);
        panic!(
            "{what}: not so at {route}, but {instead}; the console shows {errors:?}; see {}",
            picture.display()
        );
    }

    /// Waits until all that the page shows is there, and lets it rest: nothing plays.
    pub(crate) async fn settle(&self) {
        self.wait_until_true("the page is there", SETTLED).await;
        let pause = "document.querySelector('[data-testid=play][aria-pressed=true]')?.click()";
        self.evaluate(pause).await;
    }

    /// What the page's policy has refused since the page was loaded.
    pub(crate) async fn refusals(&self) -> Value {
        self.evaluate("return window.refused").await
    }

    /// The browser's own connection, for what only few tests do.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    async fn ready(&self) {
        self.wait_until("the program starts", "html:not(:has(#loading)) body", |text| !text.is_empty()).await;
    }
}

/// Elements by their `data-testid`.
impl Page {
    /// Clicks an element, once it is there.
    pub(crate) async fn click(&self, testid: &str) {
        self.find(testid).await.click().await.expect("it can be clicked");
    }

    /// Empties a field and types into it.
    pub(crate) async fn fill(&self, testid: &str, text: &str) {
        let field = self.find(testid).await;
        field.clear().await.expect("it can be emptied");
        field.send_keys(text).await.expect("it takes text");
    }

    /// Chooses a file of this machine.
    pub(crate) async fn give_file(&self, testid: &str, file: &Path) {
        let path = file.to_str().expect("its name is text");
        self.find(testid).await.send_keys(path).await.expect("it takes files");
    }

    /// Chooses an option by its value.
    pub(crate) async fn choose(&self, testid: &str, value: &str) {
        self.find(testid).await.select_by_value(value).await.expect("it has this option");
    }

    /// What a field holds.
    pub(crate) async fn value(&self, testid: &str) -> String {
        let value = self.find(testid).await.prop("value").await.expect("it is there");
        value.expect("it is a field")
    }

    /// The lines that the program has printed at the step that is looked at.
    pub(crate) async fn printed(&self) -> Vec<String> {
        let lines = "return [...document.querySelectorAll('.console__text')].map(line => line.textContent)";
        serde_json::from_value(self.evaluate(lines).await).expect("a list of texts")
    }

    /// Presses a key anywhere on the page.
    pub(crate) async fn press(&self, key: &str) {
        let body = self.client.find(Locator::Css("body")).await.expect("every page has one");
        body.send_keys(key).await.expect("keys can be sent");
    }

    /// The text of an element, once it is there.
    pub(crate) async fn text(&self, testid: &str) -> String {
        self.find(testid).await.text().await.expect("it is there")
    }

    /// Waits until an element's text is as wanted, and returns it.
    pub(crate) async fn wait_for(&self, testid: &str, wanted: impl Fn(&str) -> bool) -> String {
        self.wait_until(&format!("what is wanted of `{testid}`"), &selector(testid), wanted).await
    }

    /// The hash of the address: the state that matters.
    pub(crate) async fn route(&self) -> String {
        self.evaluate("return location.hash").await.as_str().expect("a text").to_owned()
    }

    /// Waits until the hash is this: it follows what is shown when the hand rests.
    pub(crate) async fn wait_for_route(&self, wanted: &str) {
        let waiting = async {
            while self.route().await != wanted {
                tokio::time::sleep(GLANCE).await;
            }
        };
        if tokio::time::timeout(PATIENCE, waiting).await.is_err() {
            panic!("the address is {}, not {wanted}", self.route().await);
        }
    }

    /// Changes the hash, as a link in the page would.
    pub(crate) async fn go(&self, route: &str) {
        self.evaluate(&format!("location.hash = {}", json!(route))).await;
    }

    async fn find(&self, testid: &str) -> Element {
        let selector = selector(testid);
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(&selector)).await;
        found.unwrap_or_else(|error| panic!("there is no {selector}: {error}"))
    }
}

/// The name of a picture that shows how a test failed: tokio runs it in the thread that is called like it.
fn failed() -> String {
    let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
    format!("failed-{test}")
}

fn selector(testid: &str) -> String {
    format!("[data-testid=\"{testid}\"]")
}
