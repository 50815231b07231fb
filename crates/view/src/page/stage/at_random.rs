//! What must hold for any program and any way of stepping through it.
//!
//! Programs come from two places: the grammar that the fuzzer uses too, whose programs do all kinds of things and mostly fail, and
//! [`program`], whose programs wait for each other in every way that the stage knows.

use super::motion::{Shot, moves};
use super::scene::tests::{SIZES, check};
use super::scene::{Scene, Size};
use super::words::Names;
use super::{Run, Stage};
use crate::page::view::{View, state_at};
use analysis::Replay;
use analysis::state::State;
use analysis::why::Causes;
use fixtures::waiting::{ACTIONS, program};
use proptest::prelude::*;
use protocol::Limits;
use runtime::{Options, predict};
use std::sync::Arc;

#[path = "../../../../../fuzz/src/grammar.rs"]
#[allow(unreachable_pub, reason = "the fuzzer's crate uses it too")]
mod grammar;

fn programs() -> impl Strategy<Value = String> {
    let actions = prop::collection::vec((0usize..ACTIONS, 1u32..9), 1..6);
    prop_oneof![
        3 => prop::collection::vec(actions, 1..7).prop_map(|workers| program(&workers)),
        1 => prop::collection::vec(any::<u8>(), 0..400).prop_map(|choices| grammar::program(&choices)),
    ]
}

/// A run of it, if it is accepted.
fn run(source: &str) -> Option<View> {
    let limits =
        Limits { steps: 20_000, events: 20_000, output: 10_000, milliseconds: 20_000, ..Limits::default() };
    let trace = predict(source, &Options::default().limited(limits)).ok()?;
    Some(View::new(Arc::new(trace)))
}

/// The scene of a step, between it and the next.
fn scene(view: &View, state: &State, step: usize, progress: f64, size: Size) -> Scene {
    let run = Run::from(view);
    let stage = Stage::new(run, state, view.time_between(step, progress));
    Scene::new(Names { run, state }, &stage, size)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(fixtures::cases(60)))]

    #[test]
    fn wherever_one_jumps_the_state_is_the_fold_from_the_start(
        source in programs(),
        jumps in prop::collection::vec(0.0..1.1, 1..16),
    ) {
        let Some(view) = run(&source) else { return Ok(()) };
        let mut replay = Replay::default();
        for jump in jumps {
            let position = (jump * view.trace.event_count() as f64) as usize;
            prop_assert_eq!(replay.seek(&view.trace, position), &State::at(&view.trace, position));
        }
    }

    #[test]
    fn a_step_forward_and_one_back_lead_to_the_same_stage(
        source in programs(),
        start in 0.0..1.0,
        size in prop::sample::select(SIZES.to_vec()),
    ) {
        let Some(view) = run(&source) else { return Ok(()) };
        let mut replay = Replay::default();
        let first = (start * view.steps.len() as f64) as usize;
        let last = (first + 30).min(view.steps.len());
        let mut seen = Vec::new();
        for step in first..=last {
            let state = state_at(&view, &mut replay, step);
            seen.push((scene(&view, &state, step, 0.0, size), state));
        }
        for (step, (there, state)) in (first..last + 1).zip(&seen).rev() {
            let again = state_at(&view, &mut replay, step);
            prop_assert_eq!(&again, state);
            prop_assert_eq!(&scene(&view, &again, step, 0.0, size), there);
        }
    }

    #[test]
    fn at_any_moment_of_any_run_the_stage_can_be_read_and_each_task_is_somewhere(
        source in programs(),
        moments in prop::collection::vec((0.0..1.0, 0.0..1.0), 1..12),
        size in prop::sample::select(SIZES.to_vec()),
    ) {
        let Some(view) = run(&source) else { return Ok(()) };
        let mut replay = Replay::default();
        for (place, progress) in moments {
            let step = (place * view.steps.len() as f64) as usize;
            let state = state_at(&view, &mut replay, step);
            let run = Run::from(&view);
            let stage = Stage::new(run, &state, view.time_between(step, progress));
            let names = Names { run, state: &state };
            prop_assert_eq!(check(&Scene::new(names, &stage, size), names), Ok(()));
            let groups: usize = stage.groups.iter().flat_map(|group| &group.members.shown).filter(is_task).count();
            let found = stage.found.sockets.shown.iter().chain(&stage.found.timers.shown).filter(is_task).count();
            let ready = stage.queue.shown.iter().chain(&stage.running).filter(is_task).count();
            // Of several loops one is shown.
            if state.threads.values().filter(|thread| thread.event_loop.is_some()).count() <= 1 {
                prop_assert_eq!(groups + found + ready + stage.finished.count, stage.task_count, "step {}", step);
            }
        }
    }

    #[test]
    fn between_neighbors_every_token_starts_where_it_was_and_ends_where_it_is(
        source in programs(),
        start in 0.0..1.0,
        back in any::<bool>(),
        size in prop::sample::select(SIZES.to_vec()),
    ) {
        let Some(view) = run(&source) else { return Ok(()) };
        let mut replay = Replay::default();
        let step = (start * view.steps.len().saturating_sub(1) as f64) as usize;
        let mut scenes = [step, step + 1].map(|step| {
            let state = state_at(&view, &mut replay, step);
            (step, scene(&view, &state, step, 0.0, size))
        });
        if back {
            scenes.reverse();
        }
        let [before, after] = scenes.each_ref().map(|(step, scene)| Shot { run: 1, step: *step, scene });
        let moved = moves(before, after);
        for way in &moved {
            for (scene, end) in [(before.scene, 0.0), (after.scene, 1.0)] {
                if let Some(token) = scene.token(way.who) {
                    let at = way.at(end);
                    prop_assert_eq!(at.size, (token.rect.width, token.rect.height));
                    let (dx, dy) = (at.x - token.rect.x as f32, at.y - token.rect.y as f32);
                    prop_assert!(dx.abs() < 0.01 && dy.abs() < 0.01, "{:?} ends {} {} off", way, dx, dy);
                }
            }
            for part in 0..=20 {
                let at = way.at(part as f32 / 20.0);
                let inside = at.x >= -5.0 && at.y >= -5.0
                    && at.x + at.size.0 as f32 <= size.width as f32 + 5.0
                    && at.y + at.size.1 as f32 <= size.height as f32 + 5.0;
                prop_assert!(inside, "{:?} leaves the stage: {:?}", way.who, at);
            }
        }
        for token in &after.scene.tokens {
            let same = before.scene.token(token.who).is_some_and(|known| known.rect == token.rect);
            prop_assert_eq!(same, !moved.iter().any(|way| way.who == token.who));
        }
    }

    #[test]
    fn every_run_plays_in_six_to_thirty_seconds_and_waits_as_much_of_that_as_of_its_time_up_to_half(
        source in programs()) {
        let Some(view) = run(&source) else { return Ok(()) };
        let pacing = view.pacing();
        prop_assert!((5_999.9..30_000.1).contains(&pacing.total_ms()), "{} ms", pacing.total_ms());
        let gaps = || 0..view.steps.len();
        let span = |step: usize| view.time(step + 1).since(view.time(step)).as_milliseconds();
        let waits = || gaps().filter(|step| pacing.waits(*step));
        let (waited, whole) = (waits().map(span).sum::<f64>(), gaps().map(span).sum::<f64>());
        let shown: f64 = waits().map(|step| pacing.length_ms(step)).sum();
        let share = if whole > 0.0 { (waited / whole).min(0.5) } else { 0.0 };
        prop_assert!(shown >= share * pacing.total_ms() - 1e-6, "{} of {} ms", shown, pacing.total_ms());
        let longest = waits().max_by(|one, other| span(*one).total_cmp(&span(*other)));
        prop_assert!(longest.is_none_or(|longest| waits().all(|step| pacing.length_ms(step) <= pacing.length_ms(longest) + 1e-6)));
    }

    #[test]
    fn every_cause_is_earlier_and_going_to_an_effect_and_to_its_cause_leads_back(source in programs()) {
        let Some(view) = run(&source) else { return Ok(()) };
        let causes = Causes::new(&view.trace, &view.steps);
        for step in 0..=view.steps.len() {
            prop_assert!(causes.cause(step).is_none_or(|cause| 0 < cause && cause < step));
            for effect in causes.effects(step) {
                prop_assert!(effect > step);
                prop_assert_eq!(causes.cause(effect), Some(step));
            }
        }
    }
}

fn is_task(member: &&super::Member) -> bool {
    matches!(member.who, super::Who::Task(_))
}
