//! Where a run is, as the editor shows it beside the program: the line that runs, and a dot for each task at a line.

use crate::page::listing::{Marker, Markers, Marks};
use crate::page::stage::Look;
use trace::{Naming, TaskId};

/// What the editor shows at a position.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EditorMarks {
    /// The line that runs; None if none does.
    pub running: Option<u32>,
    /// The lines at which there are tasks, from the first.
    pub lines: Vec<MarkedLine>,
}

/// A line at which there are tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkedLine {
    /// From 1.
    pub line: u32,
    /// The tasks that have a dot.
    pub dots: Vec<Dot>,
    /// How many others there are.
    pub more: usize,
}

/// A task at a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// Which of the tasks' colors.
    pub color: usize,
    /// What the task does there.
    pub look: Look,
    /// That in words, with its name.
    pub title: String,
}

impl EditorMarks {
    /// The marks of a listing, in the editor. `name` says what a task is called.
    pub fn new(marks: &Marks, name: impl Fn(TaskId) -> String) -> EditorMarks {
        let lines = marks.tasks.iter().map(|(line, markers)| marked_line(line, markers, &name));
        EditorMarks { running: marks.running, lines: lines.collect() }
    }
}

/// Of many one dot and a number, as in the listing.
fn marked_line(line: u32, markers: &Markers, name: &dyn Fn(TaskId) -> String) -> MarkedLine {
    let shown = if markers.count > markers.shown.len() { 1 } else { markers.shown.len() };
    let dots = markers.shown.iter().take(shown).map(|marker| dot(*marker, name)).collect();
    MarkedLine { line, dots, more: markers.count - shown }
}

fn dot(marker: Marker, name: &dyn Fn(TaskId) -> String) -> Dot {
    let does = match marker.look {
        Look::Running => "runs",
        Look::Ready => "is ready",
        Look::Waiting => "waits",
        Look::Blocked => "is blocked",
        Look::Failed => "has failed",
        Look::Done => "is done",
    };
    let title = [&name(marker.task), " ", does].concat();
    Dot { color: Naming::color(marker.task), look: marker.look, title }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::listing::MAX_MARKERS;
    use analysis::State;
    use fixtures::story::fan_out;

    #[test]
    fn each_task_has_a_dot_that_says_in_words_what_it_does() {
        let trace = fan_out(2, 1);
        let naming = Naming::new(&trace);
        let all = (0..trace.event_count()).map(|position| {
            let marks = Marks::new(&State::at(&trace, position));
            EditorMarks::new(&marks, |task| naming.task(&trace, task))
        });
        let titles: Vec<String> =
            all.flat_map(|marks| marks.lines).flat_map(|line| line.dots).map(|dot| dot.title).collect();
        assert!(titles.iter().any(|title| title.ends_with(" waits")), "{titles:?}");
        assert!(titles.iter().any(|title| title.ends_with(" runs")), "{titles:?}");
    }

    #[test]
    fn a_crowd_is_one_dot_and_the_number_of_the_others() {
        let trace = fan_out(50, 1);
        let lines = (0..trace.event_count()).flat_map(|position| {
            EditorMarks::new(&Marks::new(&State::at(&trace, position)), |_| String::new()).lines
        });
        let crowded = lines.max_by_key(|line| line.more).unwrap();
        assert_eq!((crowded.dots.len(), crowded.more), (1, 49));
        const { assert!(MAX_MARKERS < 50) };
    }
}
