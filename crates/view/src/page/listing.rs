//! What the listing shows beside the program's text: the line that runs, and at each line the tasks that are there.

use super::stage::Look;
use analysis::state::{State, TaskPhase};
use trace::TaskId;
use trace::small_map::SmallMap;

/// How many tasks a line shows as markers; more become a number.
pub const MAX_MARKERS: usize = 3;

/// A task at a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Marker {
    /// Which.
    pub task: TaskId,
    /// What it does there.
    pub look: Look,
}

/// The tasks at a line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Markers {
    /// The first few, those that run or are ready before those that wait.
    pub shown: Vec<Marker>,
    /// How many there are in all.
    pub count: usize,
}

/// What the listing shows at a position.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Marks {
    /// The line that runs; None if none does.
    pub running: Option<u32>,
    /// The tasks, by line.
    pub tasks: SmallMap<u32, Markers>,
}

impl Marks {
    /// What the listing shows at a position.
    pub fn new(state: &State) -> Marks {
        let mut marks = Marks { running: running_line(state), ..Marks::default() };
        for wanted in [Look::Running, Look::Ready, Look::Waiting] {
            for (id, task) in state.unfinished_tasks() {
                let look = match task.phase {
                    TaskPhase::Running => Look::Running,
                    TaskPhase::Ready => Look::Ready,
                    TaskPhase::Waiting(_) => Look::Waiting,
                    TaskPhase::Finished(_) => continue,
                };
                if look != wanted {
                    continue;
                }
                let line = match look {
                    Look::Running => marks.running.unwrap_or(task.line),
                    _ => task.line,
                };
                if line > 0 {
                    marks.tasks.get_or_default(line).add(Marker { task: id, look });
                }
            }
        }
        marks
    }
}

impl Markers {
    fn add(&mut self, marker: Marker) {
        self.count += 1;
        if self.shown.len() < MAX_MARKERS {
            self.shown.push(marker);
        }
    }
}

/// The innermost line of the thread that runs something. While a loop sleeps or goes from one task to the next, nothing of the
/// program runs, although the line that started the loop is on the stack.
fn running_line(state: &State) -> Option<u32> {
    let (_, thread) = state.threads.iter().find(|(_, thread)| !thread.frames.is_empty())?;
    let looping = thread.event_loop.as_ref().is_some_and(|event_loop| event_loop.active);
    let called_by_loop = thread.task.is_some() || thread.frames.len() > 1;
    let runs = !looping || called_by_loop;
    thread.frames.last().map(|frame| frame.line).filter(|&line| line > 0 && runs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fixtures::story::fan_out;

    #[test]
    fn nothing_runs_before_the_program_begins() {
        assert_eq!(Marks::new(&State::default()), Marks::default());
    }

    #[test]
    fn a_line_with_many_tasks_shows_a_few_and_their_number() {
        let trace = fan_out(50, 1);
        let most = (0..trace.event_count()).map(|position| Marks::new(&State::at(&trace, position)));
        let crowded = most
            .flat_map(|marks| marks.tasks.values().cloned().collect::<Vec<_>>())
            .max_by_key(|markers| markers.count);
        let crowded = crowded.unwrap();
        assert_eq!((crowded.shown.len(), crowded.count), (MAX_MARKERS, 50));
    }

    #[test]
    fn while_a_task_runs_its_marker_is_at_the_line_that_runs() {
        let trace = fan_out(2, 1);
        for position in 0..trace.event_count() {
            let marks = Marks::new(&State::at(&trace, position));
            let runners = marks.tasks.iter().filter(|(_, markers)| {
                markers.shown.first().is_some_and(|marker| marker.look == Look::Running)
            });
            for (line, _) in runners {
                assert!(marks.running.is_none_or(|running| running == line), "at {position}");
            }
        }
    }
}
