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
use proptest::prelude::*;
use protocol::Limits;
use runtime::{Options, predict};
use std::sync::Arc;

#[path = "../../../../../fuzz/src/grammar.rs"]
#[allow(unreachable_pub, reason = "the fuzzer's crate uses it too")]
mod grammar;

/// What a worker can do; `N` is another number each time.
const DEEDS: [&str; 16] = [
    "await asyncio.sleep(N / 100)",
    "await asyncio.sleep(0)",
    "async with lock: await asyncio.sleep(0.02)",
    "async with places: await asyncio.sleep(0.03)",
    "await queue.put(N)",
    "await queue.get()",
    "bell.set()",
    "await bell.wait()",
    "time.sleep(N / 50)",
    "await asyncio.to_thread(time.sleep, N / 100)",
    "asyncio.get_running_loop().call_later(N / 100, print, 'later')",
    "asyncio.get_running_loop().call_soon(print, 'soon')",
    "await asyncio.gather(nap(N), nap(2))",
    "await asyncio.create_task(nap(N))",
    "async with session.get(f'http://localhost:7001/work?ms={N * 10}&pool=a&workers=2') as answer: await answer.text()",
    "async with asyncio.timeout(N / 100): await asyncio.sleep(0.05)",
];

/// A program whose workers do these things, one after the other.
fn program(workers: &[Vec<(usize, u32)>]) -> String {
    let mut source = "import aiohttp, asyncio, time\n\
        async def nap(n):\n    await asyncio.sleep(n / 100)\n\
        def said(task):\n    print('done')\n"
        .to_owned();
    for (worker, deeds) in workers.iter().enumerate() {
        source += &format!("async def worker_{worker}(lock, places, queue, bell, session):\n    pass\n");
        for &(deed, number) in deeds {
            let deed = DEEDS[deed % DEEDS.len()].replace('N', &number.to_string());
            source += &format!("    {deed}\n");
        }
    }
    source += "async def main():\n    lock, places, queue, bell = \
        asyncio.Lock(), asyncio.Semaphore(2), asyncio.Queue(1), asyncio.Event()\n    \
        async with aiohttp.ClientSession() as session:\n        tasks = []\n";
    for worker in 0..workers.len() {
        source += &format!(
            "        tasks.append(asyncio.create_task(worker_{worker}(lock, places, queue, bell, session)))\n"
        );
        source += "        tasks[-1].add_done_callback(said)\n";
    }
    source + "        await asyncio.wait(tasks, timeout=1)\nasyncio.run(main())\n"
}

fn programs() -> impl Strategy<Value = String> {
    let deeds = prop::collection::vec((0usize..DEEDS.len(), 1u32..9), 1..6);
    prop_oneof![
        3 => prop::collection::vec(deeds, 1..7).prop_map(|workers| program(&workers)),
        1 => prop::collection::vec(any::<u8>(), 0..400).prop_map(|choices| grammar::program(&choices)),
    ]
}

/// A run of it, if it is accepted.
fn run(source: &str) -> Option<View> {
    let limits = Limits { steps: 20_000, events: 20_000, output: 10_000, milliseconds: 20_000 };
    let trace = predict(source, &Options::default().limited(limits)).ok()?;
    Some(View::new(Arc::new(trace), &mut Replay::default()))
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
