//! Finding lanes by what they are called.

use crate::page::view::View;
use trace::LaneId;

/// What was found, and which of it is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// What is sought, as it was written.
    pub text: String,
    /// The lanes whose names have it, in their order.
    pub found: Vec<LaneId>,
    /// Which of these is looked at.
    place: usize,
}

impl Search {
    /// The lanes of a run whose names contain a text, whatever the case. No text finds nothing.
    pub fn new(view: &View, text: &str) -> Search {
        let sought = text.trim().to_lowercase();
        let has = |lane: &LaneId| view.naming.lane_title(&view.trace, *lane).to_lowercase().contains(&sought);
        let lanes = (0..view.trace.lanes().len() as u32).map(LaneId);
        let found = if sought.is_empty() { Vec::new() } else { lanes.filter(has).collect() };
        Search { text: text.to_owned(), found, place: 0 }
    }

    /// The lane that is looked at.
    pub fn lane(&self) -> Option<LaneId> {
        self.found.get(self.place).copied()
    }

    /// To the next one, after the last to the first; or back.
    pub fn go_on(&mut self, back: bool) {
        let count = self.found.len().max(1);
        self.place = (self.place + if back { count - 1 } else { 1 }) % count;
    }

    /// How it went, if something is sought.
    pub fn sentence(&self, view: &View) -> Option<String> {
        let text = self.text.trim();
        if text.is_empty() {
            return None;
        }
        let Some(lane) = self.lane() else {
            return Some(format!("No task or thread has “{text}” in its name."));
        };
        let name = view.naming.lane_title(&view.trace, lane);
        Some(format!("{name}, {} of {} found.", self.place + 1, self.found.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::story::fan_out;
    use std::sync::Arc;

    #[test]
    fn a_search_goes_from_one_name_to_the_next_and_round() {
        let view = View::new(Arc::new(fan_out(12, 1)));
        let mut search = Search::new(&view, " GET(1");
        // get(1), get(10), get(11), get(12).
        assert_eq!(search.sentence(&view).as_deref(), Some("get(1), 1 of 4 found."));
        search.go_on(true);
        assert_eq!(search.sentence(&view).as_deref(), Some("get(12), 4 of 4 found."));
        search.go_on(false);
        assert_eq!(search.lane(), Some(LaneId(2)));
    }

    #[test]
    fn what_nobody_is_called_is_said() {
        let view = View::new(Arc::new(fan_out(1, 1)));
        let mut search = Search::new(&view, "post");
        search.go_on(true);
        assert_eq!(search.sentence(&view).as_deref(), Some("No task or thread has “post” in its name."));
        assert_eq!(Search::new(&view, "  ").sentence(&view), None);
    }
}
