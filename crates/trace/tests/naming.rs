//! What tasks are called.

use fixtures::story::{Story, fan_out};
use trace::{Naming, TaskId};

#[test]
fn tasks_of_one_coroutine_are_numbered() {
    let trace = fan_out(2, 1);
    let naming = Naming::new(&trace);
    let names: Vec<_> = (1..=3).map(|task| naming.task(&trace, TaskId(task))).collect();
    assert_eq!(names, ["main", "get(1)", "get(2)"]);
}

#[test]
fn a_name_that_the_program_gave_goes_first() {
    let mut story = Story::new("");
    let task = story.create_task("get");
    let lane = story.trace().lane_of_task(task).expect("the task has a lane");
    story.recorder.rename_lane(lane, "the\nfirst");
    let trace = story.end();
    assert_eq!(Naming::new(&trace).task(&trace, task), "the\u{fffd}first");
}

#[test]
fn an_anonymous_task_is_called_by_its_number() {
    let mut story = Story::new("");
    let task = story.create_task("");
    let trace = story.end();
    assert_eq!(Naming::new(&trace).task(&trace, task), "Task-1");
    assert_eq!(Naming::new(&trace).task(&trace, TaskId(9)), "Task-9");
}

#[test]
fn main_has_the_last_color_and_its_first_task_the_first() {
    assert_eq!([1, 2, 3, 4, 5, 6].map(|task| Naming::color(TaskId(task))), [4, 0, 1, 2, 3, 4]);
}
