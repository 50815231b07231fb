//! Which address a live request really goes to, and what people are told when nobody answers there.
//!
//! Programs name the demo server's own address, `http://localhost:7001`; in the page it stands for the chosen [`Host`].
//! Nothing here sends anything, so that it is tested without a browser.

use serde::{Deserialize, Serialize};

/// Where `loopscope serve` listens.
const DEMO_PORT: u16 = 7001;

/// The demo server's address in programs. In the page it stands for whichever host was chosen.
pub const DEMO_ADDRESSES: &[&str] = &["http://localhost:7001", "http://127.0.0.1:7001"];

/// The path and query that a program asks the demo server for; None if the address is another's.
pub fn demo_target(url: &str) -> Option<&str> {
    let rest = DEMO_ADDRESSES.iter().find_map(|address| url.strip_prefix(address))?;
    match rest.as_bytes().first() {
        None => Some("/"),
        Some(b'/' | b'?') => {
            Some(rest.strip_prefix("/demo").filter(|rest| rest.starts_with('/')).unwrap_or(rest))
        }
        Some(_) => None,
    }
}

/// Who answers the demo endpoints.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Host {
    /// The page's service worker: real requests that never leave the browser.
    #[default]
    Edge,
    /// The page itself: real time, no requests.
    Page,
    /// A server: where it is, without a slash at the end, such as `http://127.0.0.1:7001`.
    Server(String),
}

/// Where one request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// The demo endpoints in the page answer this path and query.
    Inside(String),
    /// The demo endpoints of the chosen host have this address; it may be relative to the document's.
    Demo(String),
    /// Somebody else's server, at the program's own address.
    Elsewhere(String),
}

impl Host {
    /// Where a request for `url` goes.
    ///
    /// # Errors
    /// The address is none that a page can ask: why, in a sentence.
    pub fn destination(&self, url: &str) -> Result<Destination, String> {
        let url = url.split('#').next().unwrap_or_default();
        let Some(target) = demo_target(url) else {
            let is_web = url.starts_with("http://") || url.starts_with("https://");
            let refused =
                || format!("{url} cannot be reached: only addresses that begin with http:// or https:// can");
            return is_web.then(|| Destination::Elsewhere(url.to_owned())).ok_or_else(refused);
        };
        Ok(match self {
            Host::Page => Destination::Inside(target.to_owned()),
            Host::Edge | Host::Server(_) => Destination::Demo(self.demo_address(target)),
        })
    }

    /// The address of a demo endpoint on this host. In the page, the service worker answers below `demo/`.
    pub fn demo_address(&self, target: &str) -> String {
        let slash = if target.starts_with('/') { "" } else { "/" };
        match self {
            Host::Edge | Host::Page => format!("demo{slash}{target}"),
            Host::Server(origin) => format!("{}{slash}{target}", origin.trim_end_matches('/')),
        }
    }

    /// What people are told when the host does not answer, and what to do. `page` is the address of the page itself.
    pub fn unreachable(&self, page: &str) -> String {
        match self {
            Host::Edge => "The demo endpoints in this page do not answer: their service worker is not active. Reload the \
                           page (a forced reload turns the worker off), or choose another host."
                .to_owned(),
            Host::Page => "The page itself did not answer. Reload it.".to_owned(),
            Host::Server(origin) => {
                let hint = blocked_hint(origin, page);
                format!("Cannot reach {origin}: is `loopscope serve` running there? Start it, or choose another host.{hint}")
            }
        }
    }

    /// What people are told when an answer stops in the middle, after so many bytes.
    pub fn cut(&self, bytes: usize) -> String {
        match self {
            Host::Edge | Host::Page => {
                format!(
                    "The answer was cut off after {bytes} bytes: the browser ended the service worker. Run again."
                )
            }
            Host::Server(origin) => format!(
                "The answer from {origin} was cut off after {bytes} bytes: was the server stopped? Start it, and run again."
            ),
        }
    }
}

/// What people are told when somebody else's server does not answer a page.
pub fn unreachable_elsewhere(url: &str, page: &str) -> String {
    let hint = blocked_hint(url, page);
    format!(
        "Cannot reach {url} from this page. A page may only ask its own host and demo servers, and others must allow it \
         (CORS): use http://localhost:7001, or download the program and run it with Python.{hint}"
    )
}

/// Why a browser may have kept a request from going out at all; empty if there is no such reason.
fn blocked_hint(url: &str, page: &str) -> &'static str {
    let secure_page = page.starts_with("https://");
    match (secure_page, is_this_machine(url)) {
        (true, false) if url.starts_with("http://") => {
            " This page is secure (https), and browsers block plain http from such a page: open the page from that server."
        }
        (true, true) => " The browser may have asked whether this page may reach this machine: allow it.",
        _ => "",
    }
}

/// Whether an address is this machine's own, as browsers see it.
fn is_this_machine(url: &str) -> bool {
    WebOrigin::of(url).is_some_and(|place| place.is_this_machine())
}

/// Whether a program that runs in a page may ask an address: the page's own host, this machine, or a demo server, which is known
/// by its port. The page's content policy does not hold in its worker, so that it is this which keeps a program that came with a
/// link from asking anybody else.
pub fn may_be_asked(url: &str, page: &str) -> bool {
    let Some(place) = WebOrigin::of(url) else { return false };
    place.is_this_machine() || place.port == DEMO_PORT || Some(place) == WebOrigin::of(page)
}

/// What people are told where a program may not ask an address.
pub fn not_asked(url: &str) -> String {
    format!(
        "{url} is not asked: a program in this page may ask the page's own host, this machine, and demo servers (port \
         {DEMO_PORT}). Use http://localhost:{DEMO_PORT}, or download the program and run it with Python."
    )
}

/// The part of an address that says who is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WebOrigin {
    secure: bool,
    name: String,
    port: u16,
}

impl WebOrigin {
    /// None if the address is none of the web's, or if a browser might read it otherwise: it knows a user before an `@`, and
    /// leaves out or decodes what is no plain letter.
    fn of(url: &str) -> Option<WebOrigin> {
        let (secure, rest) = match url.split_once("://")? {
            ("http", rest) => (false, rest),
            ("https", rest) => (true, rest),
            _ => return None,
        };
        let authority = rest.split(['/', '\\', '?', '#']).next()?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
        let end = authority.find(']').map_or_else(|| authority.find(':'), |bracket| Some(bracket + 1));
        let (name, port) = authority.split_at(end.unwrap_or(authority.len()));
        let port = match port.strip_prefix(':') {
            None | Some("") => {
                if secure {
                    443
                } else {
                    80
                }
            }
            Some(port) => port.parse().ok()?,
        };
        let is_plain = !name.is_empty() && authority.chars().all(plain);
        is_plain.then(|| WebOrigin { secure, name: name.to_ascii_lowercase(), port })
    }

    fn is_this_machine(&self) -> bool {
        let is_number = self.name.chars().all(|c| c.is_ascii_digit() || c == '.');
        matches!(self.name.as_str(), "localhost" | "[::1]") || is_number && self.name.starts_with("127.")
    }
}

/// Makes an address differ from an equal one that was asked before, so that the browser's measurements can be told apart.
/// The demo endpoints ignore what they do not know.
pub fn numbered(address: &str, number: u32) -> String {
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}request={number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server() -> Host {
        Host::Server("http://192.168.1.5:7001/".into())
    }

    #[test]
    fn the_demo_servers_address_stands_for_the_chosen_host() {
        let url = "http://localhost:7001/delay?duration=1#top";
        assert_eq!(Host::Edge.destination(url), Ok(Destination::Demo("demo/delay?duration=1".into())));
        assert_eq!(Host::Page.destination(url), Ok(Destination::Inside("/delay?duration=1".into())));
        let address = "http://192.168.1.5:7001/delay?duration=1".into();
        assert_eq!(server().destination(url), Ok(Destination::Demo(address)));
    }

    #[test]
    fn a_query_alone_goes_to_the_root_of_the_endpoints() {
        let url = "http://127.0.0.1:7001?duration=1";
        assert_eq!(Host::Edge.destination(url), Ok(Destination::Demo("demo/?duration=1".into())));
    }

    #[test]
    fn other_addresses_stay_as_they_are_if_a_page_can_ask_them() {
        let url = "https://example.org/x";
        assert_eq!(Host::Edge.destination(url), Ok(Destination::Elsewhere(url.into())));
        let refused = Host::Edge.destination("file:///etc/hosts");
        assert!(refused.is_err_and(|reason| reason.contains("http://")));
    }

    #[test]
    fn an_equal_address_gets_a_number() {
        assert_eq!(numbered("demo/hello", 7), "demo/hello?request=7");
        assert_eq!(numbered("demo/delay?duration=1", 7), "demo/delay?duration=1&request=7");
    }

    #[test]
    fn a_host_that_is_down_is_named_with_what_to_do() {
        let local = Host::Server("http://127.0.0.1:7001".into());
        let plain = "http://localhost:8080/";
        assert_eq!(
            local.unreachable(plain),
            "Cannot reach http://127.0.0.1:7001: is `loopscope serve` running there? Start it, or choose another host."
        );
        assert!(server().unreachable("https://example.org/").contains("block plain http"));
        assert!(local.unreachable("https://example.org/").ends_with("allow it."));
    }

    #[test]
    fn this_machine_has_several_names() {
        for url in ["http://localhost:7001", "http://127.0.0.1/x", "http://[::1]:7001/"] {
            assert!(is_this_machine(url), "{url}");
        }
        for url in [
            "http://localhost.example.org",
            "http://127.example.org",
            "http://192.168.1.5:7001",
            "https://example.org?127.0.0.1",
        ] {
            assert!(!is_this_machine(url), "{url}");
        }
    }

    #[test]
    fn a_program_may_ask_the_pages_host_this_machine_and_demo_servers() {
        let page = "https://loops.example.org/course/worker.js";
        for url in [
            "https://loops.example.org/x",
            "https://LOOPS.example.org:443",
            "http://localhost:8080/x",
            "http://127.0.0.1",
            "http://192.168.1.5:7001/delay",
        ] {
            assert!(may_be_asked(url, page), "{url}");
        }
        for url in [
            "https://example.org/",
            "http://loops.example.org/",
            "https://loops.example.org:8443/",
            "https://example.org/:7001",
            "http://192.168.1.5:70010",
            "ftp://localhost/",
        ] {
            assert!(!may_be_asked(url, page), "{url}");
        }
    }

    #[test]
    fn an_address_that_only_looks_like_this_machines_may_not_be_asked() {
        for url in [
            "http://localhost:7001@example.org/",
            "http://localhost@example.org:80/",
            "http://example.org\\@localhost/",
            "http://local\thost/",
            "http://%6cocalhost/",
            "http:///localhost/",
            "http://[::1",
            "http://127.0.0.1.example.org/",
            "http://example.org#@localhost:7001",
        ] {
            assert!(!may_be_asked(url, "http://example.com/"), "{url}");
        }
        assert!(!may_be_asked("https://example.org/", "blob:null/1234"));
    }
}
