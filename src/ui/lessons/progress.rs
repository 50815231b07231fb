//! Which lessons somebody has read: kept in their browser, and nowhere else.

use crate::ui::browser;
use leptos::prelude::*;
use lesson::Entry;

/// The name under which it is kept.
const KEY: &str = "loopscope.lessons";

/// The ids of lessons that have been read.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Progress {
    read: Vec<String>,
}

impl Progress {
    /// As the browser has kept it.
    pub(super) fn of_browser() -> Progress {
        let text = browser::stored(KEY).unwrap_or_default();
        Progress { read: text.split(' ').filter(|id| !id.is_empty()).map(str::to_owned).collect() }
    }

    /// Whether a lesson has been read.
    pub(super) fn has(&self, id: &str) -> bool {
        self.read.iter().any(|read| read == id)
    }

    /// A lesson has been read.
    pub(super) fn finish(&mut self, id: &str) {
        // Addresses of others' lessons are nobody's progress.
        if id.contains(['/', ' ']) || self.has(id) {
            return;
        }
        self.read.push(id.to_owned());
        browser::store(KEY, &self.read.join(" "));
    }

    /// How far somebody is, and where to go on.
    pub(super) fn view(&self, course: &[Entry]) -> AnyView {
        let read = course.iter().filter(|entry| self.has(&entry.id)).count();
        let next = course.iter().find(|entry| !self.has(&entry.id));
        let sentence = match (read, course.len()) {
            (0, _) => "Begin with the first: each takes a few minutes.".to_owned(),
            (read, all) if read == all => "You have read them all.".to_owned(),
            (read, all) => format!("You have read {read} of {all}."),
        };
        let next = next.map(|entry| {
            let word = if read == 0 { "Begin: " } else { "Go on: " };
            view! { <a class="button button--primary" data-testid="lesson-go-on" href=format!("#/lesson/{}", entry.id)>{word}{entry.title.clone()}</a> }
        });
        view! { <p class="lesson__progress" data-testid="progress"><span>{sentence}</span> {next}</p> }
            .into_any()
    }
}
