//! The playground as plain data: the program in its editor, what of it is kept, where else it can come from, and how it
//! travels in a link.
//!
//! What it is not: the editor (`ui::editor`), or the compression of links, which the browser does (`ui::link`). Begin with
//! [`document`], which says what is in the editor, and what happens to what was there before.

pub mod diagnostic;
pub mod document;
pub mod draft;
pub mod file;
pub mod link;
pub mod marks;
pub mod template;

/// The longest program that is opened, in bytes: a megabyte. It is far more than anybody reads, and little for a browser.
pub const MAX_TEXT: usize = 1_000_000;

/// Whether a key that was pressed in the editor is the editor's own, and so none of the page's business.
///
/// Those with Control, Alt or Meta are the page's if the editor has no use for them. So are a presenter's clicker's, with which
/// the editor scrolls only where there is something to scroll.
pub fn is_editors_key(key: &str, modified: bool, used: bool) -> bool {
    used || !(modified || matches!(key, "PageUp" | "PageDown"))
}

#[cfg(test)]
mod tests {
    use super::is_editors_key;

    #[test]
    fn what_is_written_in_the_editor_is_no_command_of_the_page() {
        for key in ["a", " ", "f", "?", "ArrowLeft", "Home", "Escape"] {
            assert!(is_editors_key(key, false, false), "{key}");
        }
    }

    #[test]
    fn a_clicker_and_keys_with_control_go_through_unless_the_editor_used_them() {
        for (key, modified) in [("PageDown", false), ("PageUp", false), ("Enter", true)] {
            assert!(!is_editors_key(key, modified, false), "{key}");
            assert!(is_editors_key(key, modified, true), "{key}");
        }
    }
}
