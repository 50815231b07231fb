//! What tasks are called.

use fixtures::story::{Story, fan_out};
use trace::{Naming, TaskId, TaskShape};

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
fn the_first_task_has_no_hue_and_the_eight_that_follow_have_one_each() {
    let colors: Vec<usize> = (1..=10).map(|task| Naming::color(TaskId(task))).collect();
    assert_eq!(colors, [8, 0, 1, 2, 3, 4, 5, 6, 7, 0]);
}

#[test]
fn tasks_of_one_color_have_different_shapes() {
    // The second task, the tenth and the eighteenth have the first hue.
    let marks = [2, 10, 18].map(|task| (Naming::color(TaskId(task)), Naming::shape(TaskId(task))));
    assert_eq!(marks, [(0, TaskShape::Circle), (0, TaskShape::Square), (0, TaskShape::Diamond)]);
    assert_eq!(Naming::shape(TaskId(1)), TaskShape::Circle);
}
