//! What a scene looks like.

use super::super::scene::Size;
use super::super::{Member, Run, Stage};
use super::*;
use crate::page::view::{View, state_at};
use analysis::Replay;
use fixtures::golden;
use fixtures::story::fan_out;
use std::sync::Arc;
use trace::Span;

/// A scene as lines of text: each shape in the order of drawing.
fn written(view: &View, step: usize) -> String {
    let state = state_at(view, &mut Replay::default(), step);
    let run = Run::from(view);
    let stage = Stage::new(run, &state, state.now);
    let names = Names { run, state: &state };
    let scene = Scene::new(names, &stage, Size { width: 896.0, height: 302.0 });
    let mut text = format!("step {step}\n");
    let mut write = |margin: &str, shape: &Shape| {
        let attributes = shape.attributes.iter().map(|(name, value)| format!(" {name}={value}"));
        let attributes: String = attributes.collect();
        let said = if shape.text.is_empty() { String::new() } else { format!(" {:?}", shape.text) };
        text.push_str(&format!(
            "{margin}{} .{}{attributes}{said}\n",
            shape.tag,
            shape.class.replace(' ', ".")
        ));
    };
    backdrop(&scene, names, stage.now).iter().for_each(|shape| write("  ", shape));
    for known in &scene.tokens {
        let at = Shape { tag: "token", class: token_class(known), ..Shape::default() };
        write("  ", &at.with(&[("x", known.rect.x), ("y", known.rect.y)]));
        token(&scene, known, (known.rect.width, known.rect.height), names, stage.now)
            .iter()
            .for_each(|shape| write("    ", shape));
    }
    text
}

#[test]
fn the_stage_of_a_fan_out_looks_as_recorded() {
    let view = View::new(Arc::new(fan_out(2, 1)));
    let pictures: Vec<String> = [8, 20, 25].map(|step| written(&view, step)).into();
    golden::check("stage/fan_out.txt", &pictures.concat());
}

fn milliseconds(count: u64) -> Time {
    Time::ZERO + Span::from_milliseconds(count)
}

fn timer_token(dot: bool) -> Token {
    let gauge = Note::Timer(milliseconds(0), milliseconds(100));
    let rect = if dot {
        Rect { x: 0, y: 0, width: 11, height: 11 }
    } else {
        Rect { x: 0, y: 0, width: 108, height: 24 }
    };
    let note = Words::Note(gauge, true);
    let Member { who, look, .. } = Member::task(TaskId(1), Look::Waiting, gauge);
    let place = super::super::scene::Place::Waiting;
    Token { who, task: None, look, place, rect, label: "main".to_owned(), note, gauge, dot, origin: None }
}

#[test]
fn a_countdown_shrinks_as_time_goes_by() {
    let view = View::new(Arc::new(fan_out(1, 1)));
    let state = state_at(&view, &mut Replay::default(), 0);
    let names = Names { run: Run::from(&view), state: &state };
    let pill = timer_token(false);
    let at = |ms| {
        let shapes = token(&Scene::default(), &pill, (108, 24), names, milliseconds(ms));
        let gauge =
            shapes.iter().find(|shape| shape.class == "token__gauge").expect("it has a gauge").clone();
        let width =
            gauge.attributes.iter().find(|(name, _)| *name == "width").expect("it has a width").1.clone();
        (width, shapes.last().expect("a note").text.clone())
    };
    assert!(changes(&pill));
    assert_eq!(at(0), ("100".to_owned(), "100 ms".to_owned()));
    assert_eq!(at(25), ("75".to_owned(), "75 ms".to_owned()));
    assert_eq!(at(100), ("0".to_owned(), "due".to_owned()));
    let ring = |ms| {
        let shapes = token(&Scene::default(), &timer_token(true), (11, 11), names, milliseconds(ms));
        shapes
            .iter()
            .flat_map(|shape| &shape.attributes)
            .find(|(name, _)| *name == "stroke-dasharray")
            .expect("a ring")
            .1
            .clone()
    };
    assert_eq!((ring(0), ring(60)), ("1000 1000".to_owned(), "400 1000".to_owned()));
}

#[test]
fn a_hatch_stays_within_its_rectangle() {
    let shape = hatch("hatch", Rect { x: 10, y: 20, width: 90, height: 24 });
    let numbers = shape.attributes[0].1.replace(['M', 'L'], " ");
    let numbers: Vec<i32> =
        numbers.split_whitespace().map(|number| number.parse().expect("a number")).collect();
    assert!(numbers.len() > 20);
    for point in numbers.chunks(2) {
        assert!((10..=100).contains(&point[0]) && (20..=44).contains(&point[1]), "{point:?}");
    }
}
