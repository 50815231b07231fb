//! Everything has a place, nothing lies on top of something else, and no text is wider than its room.

mod anybody;

use self::anybody::{cast, lanes};
use super::super::drawing::words_at;
use super::*;
use crate::page::stage::{Group, Look, Member, Note, Reason, Run, ThreadActivity};
use crate::page::view::{View, state_at};
use analysis::Replay;
use fixtures::story::fan_out;
use runtime::{Options, predict};
use std::sync::Arc;
use trace::{Blocker, Span, TaskId, Trace};

/// A rectangle that something takes, and what it is.
type Taken = (Rect, String);

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

fn within(inner: Rect, outer: Rect) -> bool {
    inner.x >= outer.x
        && inner.y >= outer.y
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}

/// The room of a text, from the tops of its capital letters to its baseline.
fn room_of(scene: &Scene, text: &Text, names: Names<'_>) -> Taken {
    let scale = scene.scale;
    let said = words_at(&text.words, names, scene.now);
    let (width, height) = match text.style {
        TextStyle::Caption => (scale.note_width(&said), scale.row / 2),
        TextStyle::Value | TextStyle::Code => (scale.value_width(&said), scale.row / 2),
        TextStyle::Strong => (scale.title_width(&said), scale.row / 2),
        TextStyle::Clock => (scale.clock_width(&said), scale.clock_height() * 7 / 10),
    };
    let x = match text.anchor {
        Anchor::Start => text.x,
        Anchor::Middle => text.x - width / 2,
        Anchor::End => text.x - width,
    };
    (Rect { x, y: text.y - height, width, height }, said)
}

/// Checks that a scene is one that can be read.
pub(in crate::page::stage) fn check(scene: &Scene, names: Names<'_>) -> Result<(), String> {
    let size = (scene.rect.width, scene.rect.height);
    let fail = |what: String| Err(format!("{what} at {size:?}"));
    let texts: Vec<Taken> = scene
        .texts
        .iter()
        .map(|text| room_of(scene, text, names))
        .filter(|text| !text.1.is_empty())
        .collect();
    let tokens: Vec<Taken> =
        scene.tokens.iter().map(|token| (token.rect, format!("{:?}", token.who))).collect();
    let more: Vec<Taken> = scene.more.iter().map(|more| (more.rect, more.text.clone())).collect();
    let all: Vec<&Taken> = texts.iter().chain(&tokens).chain(&more).collect();
    for (place, (rect, what)) in all.iter().enumerate() {
        if !within(*rect, scene.rect) {
            return fail(format!("{what:?} in {rect:?} lies outside of the stage"));
        }
        for (other, that) in &all[place + 1..] {
            if overlap(*rect, *other) {
                return fail(format!("{what:?} in {rect:?} lies on {that:?} in {other:?}"));
            }
        }
        // What begins in a place ends there.
        for zone in &scene.zones {
            let begins = Rect { width: 1, height: 1, ..*rect };
            if overlap(begins, zone.rect) && !within(*rect, zone.rect) {
                return fail(format!("{what:?} in {rect:?} leaves {:?} in {:?}", zone.title, zone.rect));
            }
        }
    }
    for token in &scene.tokens {
        if let Some(zone) = scene.zone(token.place).filter(|_| token.place != Place::Threads)
            && !within(token.rect, zone.rect)
        {
            return fail(format!("{token:?} is outside of {zone:?}"));
        }
        let note = words_at(&token.note, names, scene.now);
        let needed =
            scene.scale.token_width(scene.scale.name_width(&token.label), super::metrics::columns(&note));
        if !token.dot && !matches!(token.who, Who::Interpreter(_)) && needed > token.rect.width {
            return fail(format!("{:?} with {note:?} needs {needed} of {:?}", token.label, token.rect));
        }
    }
    for zone in &scene.zones {
        if scene.scale.title_width(&zone.title) + 14 > zone.rect.width && !zone.title.is_empty() {
            return fail(format!("the title {:?} leaves {:?}", zone.title, zone.rect));
        }
    }
    for boxed in &scene.boxes {
        if !within(boxed.rect, scene.rect) {
            return fail(format!("{boxed:?} lies outside of the stage"));
        }
    }
    Ok(())
}

/// Sizes of pages, of telephones, and of stages beside others.
pub(in crate::page::stage) const SIZES: [Size; 6] = [
    Size { width: 896.0, height: 302.0 },
    Size { width: 1500.0, height: 560.0 },
    Size { width: 390.0, height: 350.0 },
    Size { width: 400.0, height: 240.0 },
    Size { width: 640.0, height: 280.0 },
    Size { width: 300.0, height: 280.0 },
];

fn check_run(trace: Trace, stride: usize) {
    let view = View::new(Arc::new(trace));
    let mut replay = Replay::default();
    for step in (0..=view.steps.len()).step_by(stride) {
        let state = state_at(&view, &mut replay, step);
        let run = Run::from(&view);
        let names = Names { run, state: &state };
        for (progress, size) in [0.0, 0.7].into_iter().flat_map(|progress| SIZES.map(|size| (progress, size)))
        {
            let stage = Stage::new(run, &state, view.time_between(step, progress));
            if let Err(problem) = check(&Scene::new(names, &stage, size), names) {
                panic!("step {step} + {progress}: {problem}");
            }
        }
    }
}

#[test]
fn every_step_of_the_programs_that_ship_can_be_read() {
    let programs = [
        include_str!("../../../../../../assets/programs/gather.py"),
        include_str!("../../../../../../assets/programs/callbacks.py"),
        include_str!("../../../../../../assets/programs/semaphore.py"),
        include_str!("../../../../../../assets/programs/timeout.py"),
        include_str!("../../../../../../tests/blocking/threads.py"),
        include_str!("../../../../../../tests/blocking/requests.py"),
        include_str!("../../../../../../tests/programs/threads/two-loops.py"),
        include_str!("../../../../../../tests/programs/executors/pool.py"),
    ];
    for source in programs {
        check_run(predict(source, &Options::default()).expect("it is accepted"), 3);
    }
}

#[test]
fn large_fan_outs_can_be_read() {
    for requests in [1, 40, 300] {
        let trace = fan_out(requests, 1);
        check_run(trace, 1 + requests as usize);
    }
}

fn scene_of(stage: &Stage, size: Size) -> Scene {
    let tasks: Vec<String> = vec!["fetch".to_owned(); stage.task_count];
    let (view, state) = cast(&tasks, &[]);
    Scene::new(Names { run: Run::from(&view), state: &state }, stage, size)
}

fn waiting(count: usize, reason: Reason) -> Stage {
    let member = |number| Member {
        who: Who::Task(TaskId(number)),
        task: Some(TaskId(number)),
        look: Look::Waiting,
        note: Note::Since(Time::ZERO),
        origin: None,
    };
    let members = (1..=count as u32).map(member).collect();
    Stage { has_loop: true, task_count: count, groups: vec![Group { reason, members }], ..Stage::default() }
}

#[test]
fn few_who_wait_have_names_and_many_are_dots() {
    let few = scene_of(&waiting(4, Reason::Request), SIZES[0]);
    assert!(few.tokens.iter().all(|token| !token.dot) && few.tokens.len() == 4);
    let many = scene_of(&waiting(100, Reason::Request), SIZES[0]);
    assert!(many.tokens.iter().all(|token| token.dot) && many.tokens.len() == 100);
}

#[test]
fn those_for_whom_there_is_no_room_are_counted() {
    let scene = scene_of(&waiting(2000, Reason::Request), SIZES[0]);
    let [more] = scene.more.as_slice() else { panic!("{:?}", scene.more) };
    assert_eq!(more.member_list, MemberList::Waiting(Reason::Request));
    assert_eq!(more.text, format!("+ {} more", 2000 - scene.tokens.len()));
}

#[test]
fn a_small_group_beside_a_large_one_keeps_its_names() {
    let mut stage = waiting(500, Reason::Request);
    stage.task_count = 501;
    let lonely =
        Member { who: Who::Task(TaskId(501)), ..waiting(1, Reason::Task).groups[0].members.shown[0] };
    stage.groups.push(Group { reason: Reason::Task, members: [lonely].into_iter().collect() });
    let scene = scene_of(&stage, SIZES[0]);
    assert!(scene.token(Who::Task(TaskId(501))).is_some_and(|token| !token.dot));
}

#[test]
fn small_groups_that_do_not_fit_below_each_other_stand_one_after_the_other() {
    let mut stage = waiting(1, Reason::Timer);
    stage.task_count = 5;
    for (number, reason) in (2..).zip([Reason::Request, Reason::Task, Reason::Lock, Reason::Queue]) {
        let one = Member { who: Who::Task(TaskId(number)), ..stage.groups[0].members.shown[0] };
        stage.groups.push(Group { reason, members: [one].into_iter().collect() });
    }
    let scene = scene_of(&stage, SIZES[0]);
    assert!(scene.tokens.len() == 5 && scene.tokens.iter().all(|token| !token.dot), "{:?}", scene.tokens);
}

#[test]
fn the_next_in_the_queue_stands_at_the_right() {
    let mut stage = waiting(3, Reason::Task);
    stage.queue = stage.groups.remove(0).members;
    let scene = scene_of(&stage, SIZES[1]);
    let mut rows: Vec<(i32, i32, &str)> =
        scene.tokens.iter().map(|token| (token.rect.y, -token.rect.x, token.label.as_str())).collect();
    rows.sort();
    assert_eq!(rows.iter().map(|row| row.2).collect::<Vec<_>>(), ["fetch(1)", "fetch(2)", "fetch(3)"]);
}

#[test]
fn the_way_to_the_stack_is_shut_while_something_blocks_and_others_are_ready() {
    let mut stage = waiting(3, Reason::Task);
    stage.queue = stage.groups.remove(0).members;
    assert!(!scene_of(&stage, SIZES[0]).arrows[0].shut);
    stage.activity = ThreadActivity::Blocked(Time::ZERO, Blocker::Lock(None));
    let scene = scene_of(&stage, SIZES[0]);
    assert!(scene.arrows[0].shut);
    assert_eq!(scene.zone(Place::Queue).map(|zone| zone.emphasis), Some(Emphasis::Held));
    assert_eq!(scene.zone(Place::Stack).map(|zone| zone.emphasis), Some(Emphasis::Blocked));
}

#[test]
fn a_run_without_a_loop_has_no_queue_and_no_poll() {
    let stage = Stage {
        thread_count: 2,
        lanes: lanes(2),
        now: Time(Span::from_milliseconds(3).0),
        ..Stage::default()
    };
    let scene = scene_of(&stage, SIZES[0]);
    assert!(scene.zones.iter().all(|zone| zone.place == Place::Threads), "{:?}", scene.zones);
    assert_eq!(scene.zones.len(), 2);
}

#[test]
fn a_stage_without_size_is_no_error() {
    let stage = waiting(9, Reason::Timer);
    let scene = scene_of(&stage, Size { width: 0.0, height: 0.0 });
    assert_eq!(scene.zones.len(), 4);
}
