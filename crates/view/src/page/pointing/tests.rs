use super::*;
use crate::page::view::View;
use fixtures::story::fan_out;
use std::sync::Arc;
use trace::Time;

/// What is said about the subjects of a run at one of its positions.
fn said(view: &View, position: usize, subject: Subject) -> Option<String> {
    let state = State::at(&view.trace, position);
    let card = card(Run::from(view), &state, Time::ZERO, subject)?;
    Some(format!("{}: {}", card.title, card.lines.join("; ")))
}

#[test]
fn a_subject_is_read_from_its_text() {
    let subjects = [
        Subject::Task(TaskId(3)),
        Subject::Handle(HandleId(0)),
        Subject::Request(RequestId(4_000_000_000)),
        Subject::Line(12),
        Subject::Thread(LaneId(1)),
    ];
    for subject in subjects {
        assert_eq!(subject.to_string().parse(), Ok(subject));
    }
    for wrong in ["", "task", "task-", "task--1", "lane-1", "task-99999999999", "line-x"] {
        assert_eq!(wrong.parse::<Subject>(), Err(()), "{wrong}");
    }
}

#[test]
fn a_task_that_waits_for_an_answer_lights_up_with_its_request_its_lane_and_its_line() {
    let view = View::new(Arc::new(fan_out(2, 1)));
    let waits = |state: &State| {
        state
            .tasks
            .iter()
            .any(|(task, known)| task == TaskId(2) && matches!(known.phase, TaskPhase::Waiting(_)))
    };
    let position = (0..view.trace.event_count()).find(|&at| waits(&State::at(&view.trace, at))).unwrap();
    let state = State::at(&view.trace, position);
    let light = Light::new(Run::from(&view), &state, Subject::Task(TaskId(2)));
    assert_eq!((light.tasks, light.lanes.len(), light.requests.len()), (vec![TaskId(2)], 1, 1));
    assert_eq!(light.lines, [state.tasks.get(TaskId(2)).unwrap().line]);
    let of_request = Light::new(Run::from(&view), &state, Subject::Request(light.requests[0]));
    assert_eq!((of_request.tasks, of_request.requests), (vec![TaskId(2)], light.requests));
}

#[test]
fn a_line_lights_up_with_every_task_that_is_there() {
    let view = View::new(Arc::new(fan_out(5, 1)));
    let most = (0..view.trace.event_count())
        .map(|position| {
            let state = State::at(&view.trace, position);
            let line = state.tasks.get(TaskId(2)).map_or(0, |task| task.line);
            Light::new(Run::from(&view), &state, Subject::Line(line)).tasks.len()
        })
        .max();
    assert_eq!(most, Some(5));
}

#[test]
fn what_is_said_of_a_run_step_by_step() {
    let view = View::new(Arc::new(fan_out(2, 1)));
    let tasks = (1..=3).map(|task| Subject::Task(TaskId(task)));
    let handles = (0..6).map(|handle| Subject::Handle(HandleId(handle)));
    let others = [Subject::Request(RequestId(1)), Subject::Line(5), Subject::Thread(LaneId(0))];
    let mut text = String::new();
    for subject in tasks.chain(handles).chain(others) {
        let mut before = None;
        for position in 0..=view.trace.event_count() {
            let said = said(&view, position, subject);
            if said != before {
                text.push_str(&format!("{subject} at {position}: {}\n", said.as_deref().unwrap_or("–")));
            }
            before = said;
        }
    }
    fixtures::golden::check("pointing.txt", &text);
}
