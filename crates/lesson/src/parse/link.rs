//! Where links of a lesson may lead: to places of the page, to programs of the site, and to other sites that a person opens.

use super::super::block::Target;
use super::super::course::LESSON_ROUTE;

/// The longest address: one that holds a program is long.
const LONGEST_ADDRESS: usize = 32_000;

/// The target of an address; None if it is refused.
pub(super) fn target(address: &str) -> Option<Target> {
    let strange = |c: char| c.is_control() || c.is_whitespace();
    if address.len() > LONGEST_ADDRESS || address.contains(strange) {
        return None;
    }
    if address.starts_with("#/") {
        return Some(Target::Route(address.to_owned()));
    }
    if let Some(name) = address.strip_suffix(".md").filter(|name| is_name(name)) {
        return Some(Target::Route(format!("{LESSON_ROUTE}{name}")));
    }
    if let Some(name) = program_name(address) {
        return Some(Target::Program(name.to_owned()));
    }
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let has_host = host.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    has_host.then(|| Target::Web(address.to_owned()))
}

/// `../programs/gather.py` → `gather`.
fn program_name(address: &str) -> Option<&str> {
    let path = address.strip_prefix("../").unwrap_or(address);
    path.strip_prefix("programs/")?.strip_suffix(".py").filter(|name| is_name(name))
}

/// Whether a text can be the name of a lesson or a program: nothing in it means anything in a path.
pub(super) fn is_name(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=60).contains(&text.len()) && text.chars().all(allowed) && !text.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_page_to_programs_and_to_other_sites() {
        assert_eq!(target("#/fan-out?n=4"), Some(Target::Route("#/fan-out?n=4".into())));
        assert_eq!(target("#/lesson/threads"), Some(Target::Route("#/lesson/threads".into())));
        assert_eq!(target("threads.md"), Some(Target::Route("#/lesson/threads".into())));
        assert_eq!(target("../programs/quotes.py"), Some(Target::Program("quotes".into())));
        assert_eq!(target("programs/quotes.py"), Some(Target::Program("quotes".into())));
        assert_eq!(
            target("https://docs.python.org/3/"),
            Some(Target::Web("https://docs.python.org/3/".into()))
        );
    }

    #[test]
    fn everything_else_is_refused() {
        for address in [
            "",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://x",
            "mailto:a@b.c",
            "//example.org/",
            "https://",
            "https:///x",
            "http://a b",
            "ftp://example.org",
            "#section",
            "../../secret.md",
            "programs/../x.py",
            "programs/X.py",
            "-.md",
        ] {
            assert_eq!(target(address), None, "{address}");
        }
        assert_eq!(target(&format!("https://{}", "x".repeat(LONGEST_ADDRESS))), None);
    }
}
