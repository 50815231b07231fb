//! How runs are played: how much of a run everybody waits, and how much of its playback.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test's helpers fail as tests do")]

use runtime::{Options, predict};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use trace::Time;
use view::page::playground::template::TEMPLATES;
use view::page::view::View;

/// Programs at the edges of what is played, each with what it is called.
const EDGES: [(&str, &str); 6] = [
    ("(print once)", "print('hello')\n"),
    ("(time.sleep 5 s)", "import time\ntime.sleep(5)\nprint('slept')\n"),
    (
        "(sleep 0.05 s)",
        "import asyncio\nasync def main():\n    await asyncio.sleep(0.05)\nasyncio.run(main())\n",
    ),
    ("(10,000 steps, no wait)", "n = 0\nwhile n < 5_000:\n    n += 1\n"),
    (
        "(timeout of 300 s, never reached)",
        "import asyncio\nasync def main():\n    async with asyncio.timeout(300):\n        await asyncio.sleep(0.2)\nasyncio.run(main())\n",
    ),
    (
        "(an hour beside 0.5 s)",
        "import asyncio\nasync def main():\n    await asyncio.sleep(0.5)\n    await asyncio.sleep(3600)\nasyncio.run(main())\n",
    ),
];

/// What becomes of a run when it is played, in milliseconds.
struct Pace {
    steps: usize,
    run: f64,
    waits_in_run: f64,
    playback: f64,
    waits_in_playback: f64,
    /// How many times faster the time of its most compressed wait plays.
    compressed: Option<f64>,
}

impl Pace {
    fn of(source: &str) -> Pace {
        let trace = predict(source, &Options::default()).unwrap();
        let view = View::new(Arc::new(trace));
        let pacing = view.pacing();
        let span = |step: usize| view.time(step + 1).since(view.time(step)).as_milliseconds();
        let waits = || (0..view.steps.len()).filter(|step| pacing.waits(*step));
        Pace {
            steps: view.steps.len(),
            run: view.time(usize::MAX).since(Time::ZERO).as_milliseconds(),
            waits_in_run: waits().map(span).fold(0.0, |sum, span| sum + span),
            playback: pacing.total_ms(),
            waits_in_playback: waits()
                .map(|step| pacing.length_ms(step))
                .fold(0.0, |sum, length| sum + length),
            compressed: pacing.compressed().map(|(_, times)| times).max_by(f64::total_cmp),
        }
    }

    fn shares(&self) -> [f64; 2] {
        [self.waits_in_run / self.run, self.waits_in_playback / self.playback]
    }
}

/// The programs that the playground offers, and those at the edges.
fn paces() -> Vec<(String, Pace)> {
    let text =
        |path: String| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(path));
    let shipped = TEMPLATES.iter().map(|template| (template.id.to_owned(), text(template.path()).unwrap()));
    let edges = EDGES.iter().map(|(name, source)| ((*name).to_owned(), (*source).to_owned()));
    shipped.chain(edges).map(|(name, source)| (name, Pace::of(&source))).collect()
}

#[test]
fn the_pace_of_ten_programs_and_of_those_at_the_edges_is_as_reviewed() {
    let mut table =
        "program                            steps        run  waiting  playback  waiting  most compressed\n"
            .to_owned();
    for (name, pace) in paces() {
        let [run, playback] = pace.shares().map(|share| format!("{:.1} %", share * 100.0));
        let compressed = pace.compressed.map_or("–".to_owned(), |times| format!("{times:.1} times"));
        writeln!(
            table,
            "{name:<34} {:>5} {:>8.2} s {run:>8} {:>7.1} s {playback:>8} {compressed:>16}",
            pace.steps,
            pace.run / 1000.0,
            pace.playback / 1000.0,
        )
        .unwrap();
    }
    fixtures::golden::check("pace.txt", &table);
}

#[test]
fn each_of_them_plays_in_six_to_thirty_seconds_and_waits_as_much_of_that_as_of_its_own_time_up_to_half() {
    for (name, pace) in paces() {
        assert!((5_999.9..30_000.1).contains(&pace.playback), "{name}: {} ms", pace.playback);
        let [run, playback] = pace.shares();
        assert!(playback > run.min(0.5) - 1e-9, "{name}: {run} of the run, {playback} of the playback");
    }
}
