//! A visitor's keyboard: keys as the system sends them, to whatever has the focus.

use crate::page::Page;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::Value;

pub(crate) const TAB: char = '\u{e004}';
pub(crate) const ENTER: char = '\u{e007}';
pub(crate) const ESCAPE: char = '\u{e00c}';
pub(crate) const PAGE_UP: char = '\u{e00e}';
pub(crate) const PAGE_DOWN: char = '\u{e00f}';
pub(crate) const END: char = '\u{e010}';
pub(crate) const LEFT: char = '\u{e012}';
pub(crate) const RIGHT: char = '\u{e014}';

/// More often than this nobody presses Tab.
const PATIENCE: usize = 120;

/// What has the focus: its test id or that of what it lies in, and whether one sees it, and that it has the focus.
const FOCUS: &str = "
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const area = element.getBoundingClientRect(), host = element.getRootNode().host ?? element;
    const outlined = (element) => element && getComputedStyle(element).outlineStyle !== 'none';
    const near = [element, element.parentElement, element.parentElement?.parentElement, host, host.parentElement];
    return {
        testid: host.closest('[data-testid]')?.dataset.testid ?? '',
        markup: element.outerHTML.slice(0, 160),
        seen: area.width > 0 && area.height > 0 && area.right > 0 && area.left < innerWidth
            && area.bottom > 0 && area.top < innerHeight,
        marked: near.some(outlined) || getComputedStyle(element).boxShadow !== 'none',
        away: element === document.body,
    }";

impl Page {
    /// Presses and releases a key.
    pub(crate) async fn strike(&self, key: char) {
        let keys = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        self.client().perform_actions(keys).await.expect("keys can be pressed");
    }

    /// Types a text.
    pub(crate) async fn type_text(&self, text: &str) {
        for key in text.chars() {
            self.strike(if key == '\n' { ENTER } else { key }).await;
        }
    }

    /// Presses Tab until an element has the focus. On the way, one sees at each moment what has it.
    pub(crate) async fn tab_to(&self, testid: &str) {
        let mut passed = Vec::new();
        for _ in 0..PATIENCE {
            self.strike(TAB).await;
            let focus = self.focus().await;
            let markup = focus["markup"].as_str().unwrap_or_default().to_owned();
            if focus["away"] == false {
                assert_eq!(focus["seen"], true, "{markup} has the focus, and is not on the screen");
                assert_eq!(focus["marked"], true, "{markup} has the focus, and does not show it");
            }
            if focus["testid"] == testid {
                return;
            }
            passed.push(markup);
        }
        panic!("Tab does not reach `{testid}`; it reaches {passed:#?}");
    }

    /// What has the focus.
    pub(crate) async fn focus(&self) -> Value {
        self.evaluate(FOCUS).await
    }
}
