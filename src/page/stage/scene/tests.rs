//! Everything has a place, and nothing lies on top of something else.

use super::*;
use crate::page::stage::Group;
use crate::trace::state::State;
use crate::trace::story::fan_out;
use crate::trace::{HandleId, TaskId, Time};

const SIZES: [Size; 4] = [
    Size { width: 880.0, height: 300.0 },
    Size { width: 1500.0, height: 560.0 },
    Size { width: 374.0, height: 340.0 },
    Size { width: 640.0, height: 240.0 },
];

fn name(who: Who) -> String {
    match who {
        Who::Task(TaskId(number)) => format!("fetch({number})"),
        Who::Handle(HandleId(number)) => format!("callback {number}"),
    }
}

fn waiting(count: u32, reason: Reason) -> Group {
    let member = |number| Member {
        who: Who::Task(TaskId(number)),
        task: Some(TaskId(number)),
        look: Look::Waiting,
        note: Note::Since(Span::from_milliseconds(125)),
    };
    Group { reason, members: (1..=count).map(member).collect() }
}

fn scene_of(groups: Vec<Group>, size: Size) -> Scene {
    let stage = Stage { groups, ..Stage::default() };
    Scene::new(&Trace::default(), &stage, size, &name)
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

fn assert_tidy(scene: &Scene, size: Size) {
    let on_stage = Rect { x: 0.0, y: 0.0, width: size.width, height: size.height };
    for (place, token) in scene.tokens.iter().enumerate() {
        let rect = token.rect;
        let inside = rect.x >= 0.0 && rect.y >= 0.0 && rect.right() <= on_stage.right() + 0.1;
        assert!(inside && rect.bottom() <= on_stage.bottom() + 0.1, "{token:?} at {size:?}");
        for other in &scene.tokens[place + 1..] {
            assert!(!overlap(rect, other.rect), "{token:?} lies on {other:?} at {size:?}");
        }
    }
}

#[test]
fn at_every_position_of_a_fan_out_everything_is_on_the_stage_and_apart() {
    for requests in [1, 4, 40] {
        let trace = fan_out(requests, 1);
        for position in (0..=trace.events.len()).step_by(1 + requests as usize / 8) {
            let stage = Stage::new(&State::at(&trace, position));
            for size in SIZES {
                assert_tidy(&Scene::new(&trace, &stage, size, &name), size);
            }
        }
    }
}

#[test]
fn few_who_wait_have_names_and_many_are_dots() {
    let few = scene_of(vec![waiting(4, Reason::Request)], SIZES[0]);
    assert!(few.tokens.iter().all(|token| !token.dot) && few.tokens.len() == 4);
    let many = scene_of(vec![waiting(100, Reason::Request)], SIZES[0]);
    assert!(many.tokens.iter().all(|token| token.dot) && many.tokens.len() == 100);
}

#[test]
fn those_for_whom_there_is_no_room_are_counted() {
    let scene = scene_of(vec![waiting(2000, Reason::Request), waiting(1, Reason::Task)], SIZES[0]);
    let [more] = scene.more.as_slice() else { panic!("{:?}", scene.more) };
    assert_eq!(more.crowd, Crowd::Waiting(Reason::Request));
    // Task 1 waits twice in this stage, and is shown once.
    assert_eq!(scene.tokens.len() + more.count, 2000);
    assert_tidy(&scene, SIZES[0]);
}

#[test]
fn a_small_group_beside_a_large_one_keeps_its_names() {
    let lonely = Group {
        reason: Reason::Task,
        members: vec![Member { who: Who::Task(TaskId(9999)), ..waiting(1, Reason::Task).members[0] }],
    };
    let scene = scene_of(vec![waiting(500, Reason::Request), lonely], SIZES[0]);
    let named = scene.tokens.iter().find(|token| token.who == Who::Task(TaskId(9999)));
    assert!(named.is_some_and(|token| !token.dot), "{named:?}");
}

#[test]
fn those_for_whom_there_is_no_row_are_counted_beside_their_heading_and_not_on_the_next() {
    let alone = |number, reason| Group {
        reason,
        members: vec![Member { who: Who::Task(TaskId(number)), ..waiting(1, reason).members[0] }],
    };
    let groups = [Reason::Timer, Reason::Request, Reason::Task, Reason::Line, Reason::Thread];
    let groups = (100..).zip(groups).map(|(number, reason)| alone(number, reason)).collect();
    let scene = scene_of(groups, Size { width: 640.0, height: 240.0 });
    assert!(!scene.more.is_empty());
    for more in &scene.more {
        let Crowd::Waiting(reason) = more.crowd else { panic!("{more:?}") };
        let near = scene.labels.iter().filter(|label| (label.y - more.y).abs() < 10.0 && label.x > 300.0);
        assert!(near.clone().all(|label| label.text == reason.title()), "{more:?} touches {near:?}");
    }
}

#[test]
fn the_next_in_the_queue_stands_at_the_right() {
    let queue = waiting(3, Reason::Task).members;
    let stage = Stage { queue, ..Stage::default() };
    let scene = Scene::new(&Trace::default(), &stage, SIZES[1], &name);
    let mut rows: Vec<(f64, f64, &str)> =
        scene.tokens.iter().map(|token| (token.rect.y, -token.rect.x, token.label.as_str())).collect();
    rows.sort_by(|a, b| a.partial_cmp(b).unwrap());
    assert_eq!(rows.iter().map(|row| row.2).collect::<Vec<_>>(), ["fetch(1)", "fetch(2)", "fetch(3)"]);
}

#[test]
fn a_stage_without_size_is_no_error() {
    let stage = Stage { groups: vec![waiting(9, Reason::Timer)], now: Time(1), ..Stage::default() };
    let scene = Scene::new(&Trace::default(), &stage, Size { width: 0.0, height: 0.0 }, &name);
    assert_eq!(scene.zones.len(), 4);
}
