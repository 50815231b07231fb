//! The figures that talks measured (`assets/figures/figures.txt`): each has a program, which takes what arithmetic gives and prints
//! what CPython 3.11 printed.
#![cfg(not(target_arch = "wasm32"))]

use runtime::{Options, predict};
use std::collections::BTreeMap;
use std::path::PathBuf;
use trace::{Blocker, Ending, Kind, Span, Stream, TaskId, Time, Trace};
use view::page::figures::{Figure, TABLE};

fn asset(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn figures() -> Vec<Figure> {
    Figure::read_all(&asset(TABLE)).expect("the table is right")
}

fn run(figure: &Figure) -> Trace {
    let program = asset(&figure.program);
    let source = figure.source(&program);
    for (name, value) in &figure.parameters {
        let written = source.lines().filter(|line| line.starts_with(&format!("{name} = {value}"))).count();
        assert_eq!(written, 1, "{} has no parameter {name}", figure.program);
    }
    let trace = predict(&source, &Options::default())
        .unwrap_or_else(|refusal| panic!("{}: {refusal:?}", figure.program));
    assert_eq!(trace.ending(), Some(&Ending::Finished), "{}", figure.program);
    trace
}

#[test]
fn each_figure_has_a_run_that_takes_what_arithmetic_gives() {
    let figures = figures();
    let of_talk = |talk: &str| figures.iter().filter(|figure| figure.talk.starts_with(talk)).count();
    assert_eq!(["Asynchronous Network", "Aiohttp", "Démystifier", "Async web"].map(of_talk), [8, 4, 9, 4]);
    for figure in &figures {
        let ideal = Span::from_milliseconds(figure.takes_ms.into());
        let took = run(figure).end().since(Time::ZERO);
        // What is modelled beside it: a millisecond for the way of each request, and one for a thousand lines.
        let difference = took.0.abs_diff(ideal.0);
        assert!(
            difference <= ideal.0 / 100,
            "{} ({}): {took}, and not {ideal}",
            figure.program,
            figure.set_up
        );
    }
}

#[test]
fn what_is_measured_in_seconds_is_no_less_than_the_ideal_and_a_fifth_more_at_most() {
    let seconds = |text: &str| text.strip_suffix(" s").and_then(|number| number.parse::<f64>().ok());
    let mut compared = 0;
    for figure in figures() {
        let Some((measured, ideal)) = seconds(&figure.measured).zip(seconds(&figure.ideal)) else { continue };
        assert!((ideal..ideal * 1.2).contains(&measured), "{}", figure.set_up);
        assert_eq!(f64::from(figure.takes_ms * figure.times), ideal * 1000.0, "{}", figure.set_up);
        compared += 1;
    }
    assert_eq!(compared, 13);
}

#[test]
fn the_programs_print_what_cpython_printed() {
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/figures")).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        let name = file.file_stem().unwrap().to_str().unwrap();
        let program = format!("figures/{name}.py");
        assert!(figures().iter().any(|figure| figure.program == program), "{program} shows no figure");
        let trace = run(&Figure { program, ..Figure::default() });
        let recorded = format!("{}/tests/figures/{name}.out", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(
            trace.output(Stream::Output),
            std::fs::read_to_string(recorded).unwrap_or_default(),
            "{name}"
        );
        let source = std::fs::read_to_string(&file).unwrap();
        let long = source.lines().find(|line| line.chars().count() > 72);
        assert_eq!(long, None, "{name}");
    }
}

/// The talk measured 103 to 105 ms where the work itself takes 100: the rest is the ready queue.
#[test]
fn a_response_waits_for_the_loop_that_computes_for_another_one() {
    let trace = run(&Figure { program: "figures/asyncio_throughput.py".into(), ..Figure::default() });
    let mut began: BTreeMap<TaskId, Time> = BTreeMap::new();
    let mut responses = Vec::new();
    for event in trace.events() {
        match event.kind {
            Kind::TaskCreated { task, coroutine, .. } if trace.text(coroutine) == "handle" => {
                began.insert(task, event.time);
            }
            Kind::TaskFinished { task, .. } => {
                responses.extend(began.get(&task).map(|began| event.time.since(*began).as_milliseconds()));
            }
            _ => {}
        }
    }
    assert_eq!(responses.len(), 200);
    let mean = responses.iter().sum::<f64>() / 200.0;
    assert!((101.0..105.0).contains(&mean), "{mean} ms");
}

#[test]
fn a_progress_bar_is_drawn_every_tenth_of_a_second_at_most() {
    let trace = run(&Figure { program: "figures/progress.py".into(), ..Figure::default() });
    let is_drawing = |kind: &Kind| matches!(kind, Kind::ThreadBlocked { on: Blocker::Sleep(_), .. });
    let drawings: Vec<Time> =
        trace.events().filter(|event| is_drawing(&event.kind)).map(|event| event.time).collect();
    // One for each round of 100 quotes, and the last one.
    assert_eq!(drawings.len(), 21);
    let (_, regular) = drawings.split_last().unwrap();
    assert!(regular.windows(2).all(|pair| pair[1].since(pair[0]) >= Span::from_milliseconds(100)));
}
