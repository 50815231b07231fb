//! How tokens get from one scene to the next.

use super::super::words::Names;
use super::super::{Run, Stage};
use super::*;
use crate::page::stage::scene::Size;
use crate::page::view::{View, state_at};
use analysis::Replay;
use fixtures::story::fan_out;
use std::sync::Arc;
use trace::{Kind, TaskId};

const SIZE: Size = Size { width: 896.0, height: 302.0 };

fn view() -> View {
    View::new(Arc::new(fan_out(3, 1)))
}

fn scene_at(view: &View, step: usize, size: Size) -> Scene {
    let state = state_at(view, &mut Replay::default(), step);
    let run = Run::from(view);
    let stage = Stage::new(run, &state, state.now);
    Scene::new(Names { run, state: &state }, &stage, size)
}

/// The first step whose event satisfies `is_it`.
fn step_of(view: &View, is_it: impl Fn(&Kind) -> bool) -> usize {
    let event =
        view.trace.events().position(|event| is_it(&event.kind)).expect("the story has such an event");
    view.steps.number_at(event) + 1
}

fn moves_to(view: &View, from: usize, to: usize) -> Vec<Move> {
    let (before, after) = (scene_at(view, from, SIZE), scene_at(view, to, SIZE));
    moves(Shot { run: 1, step: from, scene: &before }, Shot { run: 1, step: to, scene: &after })
}

fn move_of(moves: &[Move], task: u32) -> &Move {
    moves.iter().find(|way| way.who == Who::Task(TaskId(task))).expect("it moves")
}

fn center(at: Moment) -> Point {
    (at.x + at.size.0 as f32 / 2.0, at.y + at.size.1 as f32 / 2.0)
}

#[test]
fn a_jump_moves_nothing_and_neither_does_another_run_or_size() {
    let view = view();
    let step = step_of(&view, |kind| *kind == Kind::TaskResumed { task: TaskId(2) });
    assert!(!moves_to(&view, step - 1, step).is_empty());
    assert_eq!(moves_to(&view, step - 2, step), []);
    let (before, after) = (scene_at(&view, step - 1, SIZE), scene_at(&view, step, SIZE));
    let shot = |run, step, scene| Shot { run, step, scene };
    assert_eq!(moves(shot(1, step - 1, &before), shot(2, step, &after)), []);
    let larger = scene_at(&view, step, Size { width: 1200.0, height: 500.0 });
    assert_eq!(moves(shot(1, step - 1, &before), shot(1, step, &larger)), []);
}

#[test]
fn whoever_is_called_travels_along_the_arrow() {
    let view = view();
    let step = step_of(&view, |kind| *kind == Kind::TaskResumed { task: TaskId(2) });
    let called = moves_to(&view, step - 1, step);
    let scene = scene_at(&view, step, SIZE);
    let arrow = scene
        .arrows
        .iter()
        .find(|arrow| arrow.ends == (Place::Queue, Place::Stack))
        .expect("there is an arrow");
    let middle = (i32::midpoint(arrow.from.0, arrow.to.0) as f32, arrow.from.1 as f32);
    let way = move_of(&called, 2);
    let nearest =
        (0..=200).map(|part| distance(center(way.at(part as f32 / 200.0)), middle)).fold(f32::MAX, f32::min);
    assert!(nearest < 12.0, "it passes the middle of the arrow at {nearest} pixels");
}

#[test]
fn a_new_task_comes_from_the_one_that_made_it() {
    let view = view();
    let step = step_of(&view, |kind| matches!(kind, Kind::TaskCreated { task: TaskId(2), .. }));
    let before = scene_at(&view, step - 1, SIZE);
    let parent = before.token(Who::Task(TaskId(1))).expect("main runs");
    let made = moves_to(&view, step - 1, step);
    let way = move_of(&made, 2);
    assert_eq!(way.transition, Transition::Comes);
    assert!(distance(center(way.at(0.0)), middle(parent.rect)) < 0.1);
    assert!(way.at(0.0).visible < 0.1 && way.at(1.0).visible == 1.0);
}

#[test]
fn a_step_back_takes_the_same_way_back() {
    let view = view();
    for step in 1..view.steps.len() {
        let (there, back) = (moves_to(&view, step - 1, step), moves_to(&view, step, step - 1));
        assert_eq!(there.len(), back.len());
        for (there, mut back) in there.into_iter().zip(back) {
            back.reverse();
            assert_eq!(there, back);
        }
    }
}

#[test]
fn a_token_that_has_not_arrived_goes_on_from_where_it_is() {
    let view = view();
    let step = step_of(&view, |kind| *kind == Kind::TaskResumed { task: TaskId(2) });
    let mut way = move_of(&moves_to(&view, step - 1, step), 2).clone();
    let here = Moment { x: 300.0, y: 40.0, size: (70, 24), visible: 1.0 };
    let end = way.at(1.0);
    way.start_from(here);
    assert_eq!((way.at(0.0), way.at(1.0)), (here, end));
}

#[test]
fn a_spring_goes_a_little_too_far_and_ends_exactly() {
    assert_eq!((spring(0.0), spring(1.0)), (0.0, 1.0));
    let farthest = (0..=100).map(|part| spring(part as f32 / 100.0)).fold(0.0, f32::max);
    assert!(1.0 < farthest && farthest < 1.06, "{farthest}");
}
