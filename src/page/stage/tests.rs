//! Who stands where.

use super::*;
use crate::trace::story::{Story, fan_out};
use crate::trace::{AwaitedKind, Kind, Trace};

fn stage_at_end(trace: &Trace) -> Stage {
    Stage::new(&State::at(trace, trace.events.len()))
}

#[test]
fn before_anything_happens_the_stage_is_empty() {
    assert_eq!(Stage::new(&State::default()), Stage::default());
}

#[test]
fn every_task_is_ready_or_runs_or_waits_or_is_finished_at_every_position() {
    let trace = fan_out(5, 1);
    for position in 0..=trace.events.len() {
        let state = State::at(&trace, position);
        let stage = Stage::new(&state);
        let waiting: usize = stage.groups.iter().map(|group| group.members.len()).sum();
        let is_task = |member: &&Member| matches!(member.who, Who::Task(_));
        let ready = stage.queue.iter().filter(is_task).count();
        let running = stage.running.iter().filter(is_task).count();
        let seen = waiting + ready + running + stage.finished.len();
        // Between its creation and its first handle, or its waking and its handle, a task is on its way to the queue.
        assert!(
            seen <= stage.task_count && stage.task_count <= seen + 1,
            "at {position}: {seen} of {}",
            stage.task_count
        );
    }
}

#[test]
fn a_sleeping_task_says_how_long_until_it_goes_on() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let task = story.create_task("main");
    story.turn();
    story.start(task);
    let timer = story.set_timer("wake", Some(task), Time(250_000_000));
    story.suspend(AwaitedKind::Sleep, timer.0);
    let stage = stage_at_end(story.trace());
    assert_eq!(stage.groups.len(), 1);
    assert_eq!(stage.groups[0].reason, Reason::Timer);
    let Note::Until(span) = stage.groups[0].members[0].note else { panic!("{stage:?}") };
    assert!(span <= Span::from_milliseconds(250) && span > Span::from_milliseconds(249));
}

#[test]
fn the_handle_that_steps_a_task_is_shown_as_that_task() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let task = story.create_task("main");
    let stage = stage_at_end(story.trace());
    assert_eq!(stage.queue.iter().map(|member| member.who).collect::<Vec<_>>(), [Who::Task(task)]);
    story.turn();
    story.start(task);
    let stage = stage_at_end(story.trace());
    assert_eq!(stage.running.map(|member| member.who), Some(Who::Task(task)));
    assert_eq!(stage.activity, Activity::Running);
    assert_eq!(stage.stack.last(), Some(&StackRow::Loop(1)));
}

#[test]
fn groups_come_in_the_order_of_the_stage_and_their_members_in_that_of_waiting() {
    let mut story = Story::new("");
    story.happen(Kind::LoopStarted);
    let tasks: Vec<TaskId> = (0..3).map(|_| story.create_task("get")).collect();
    story.turn();
    for (task, kind) in tasks.iter().zip([AwaitedKind::Request, AwaitedKind::Sleep, AwaitedKind::Request]) {
        story.start(*task);
        story.suspend(kind, 99);
    }
    let stage = stage_at_end(story.trace());
    let found: Vec<(Reason, Vec<Who>)> = stage
        .groups
        .iter()
        .map(|group| (group.reason, group.members.iter().map(|member| member.who).collect()))
        .collect();
    assert_eq!(
        found,
        [
            (Reason::Timer, vec![Who::Task(tasks[1])]),
            (Reason::Request, vec![Who::Task(tasks[0]), Who::Task(tasks[2])])
        ]
    );
}

#[test]
fn a_task_that_gathers_says_how_many_are_done() {
    let trace = fan_out(4, 1);
    let progress = (0..=trace.events.len()).flat_map(|position| {
        let stage = Stage::new(&State::at(&trace, position));
        stage.groups.into_iter().flat_map(|group| group.members).map(|member| member.note)
    });
    let mut seen: Vec<Note> = progress.filter(|note| matches!(note, Note::Progress { .. })).collect();
    seen.dedup();
    let expected: Vec<Note> = (0..=4).map(|done| Note::Progress { done, of: 4 }).collect();
    assert!(seen == expected || seen == expected[..4], "{seen:?}");
}
