//! Where things are in small timelines, and that any can be laid out.

use super::*;
use crate::chart::{Palette, Theme};
use analysis::CriticalPath;
use fixtures::arbitrary::nonsense;
use fixtures::golden;
use fixtures::story::{Story, fan_out};
use proptest::prelude::*;
use std::fmt::Write;
use trace::{AwaitedKind, Blocker, Event, Kind, Span, TaskId};

struct Run {
    trace: Trace,
    naming: Naming,
    stretches: Stretches,
}

impl Run {
    fn new(trace: Trace) -> Run {
        Run { naming: Naming::new(&trace), stretches: Stretches::new(&trace), trace }
    }

    fn lay(&self, viewport: Viewport, now: Option<Time>) -> Timeline {
        self.lay_with(viewport, now, Extra::default())
    }

    fn lay_with(&self, viewport: Viewport, now: Option<Time>, extra: Extra) -> Timeline {
        let Run { trace, naming, stretches } = self;
        let view = View { trace, naming, stretches, viewport, now, width: 620.0, height: 260.0, extra };
        layout(&view, &Theme::new(1.0, Palette::Light))
    }

    fn fit(&self) -> Timeline {
        self.lay(Viewport::fit(&self.trace, 36.0), None)
    }
}

fn describe(timeline: &Timeline) -> String {
    let mut text = String::new();
    for row in &timeline.rows {
        writeln!(text, "{} at {}", row.label, row.rect.y).expect("a string takes text");
        for Piece { rect, what, mix } in &row.pieces {
            let mix = mix.map(|mix| format!("  {mix:?}")).unwrap_or_default();
            let (left, right) = (rect.x, rect.right());
            writeln!(text, "  {left:.1} to {right:.1}  {:?} × {}{mix}", what.activity, what.count)
                .expect("a string takes text");
        }
        for Label { text: label, rect, .. } in &row.labels {
            writeln!(text, "  {:.1} to {:.1}  “{label}”", rect.x, rect.right()).expect("a string takes text");
        }
    }
    let ticks: Vec<String> =
        timeline.ticks.iter().map(|tick| format!("{:.1} {}", tick.x, tick.label)).collect();
    writeln!(text, "ticks: {}", ticks.join(", ")).expect("a string takes text");
    writeln!(text, "caption: {:?}", timeline.caption()).expect("a string takes text");
    text
}

#[test]
fn a_fan_out_is_laid_out_like_this() {
    golden::check("chart/timeline.txt", &describe(&Run::new(fan_out(4, 1)).fit()));
}

#[test]
fn a_point_on_a_bar_hits_what_the_lane_does_there() {
    let run = Run::new(fan_out(4, 1));
    let timeline = run.fit();
    let row = &timeline.rows[2];
    let hit =
        timeline.hit(timeline.x_from_time(Time(60_000_000)), row.rect.middle()).expect("the row is hit");
    let Item::ActivitySpan(lane, doing) = hit.what else { panic!("{:?}", hit.what) };
    assert_eq!(Some(lane), run.trace.lane_of_task(TaskId(2)));
    assert!(matches!(doing.activity, Activity::Waiting(on) if on.kind == AwaitedKind::Request && on.id == 1));
    let label = timeline.hit(1.0, row.rect.middle()).expect("the row is hit");
    assert_eq!(label.what, Item::Lane(lane));
    assert_eq!(timeline.hit(1.0, 1e6), None);
}

#[test]
fn a_zoom_shows_what_the_whole_merges() {
    let run = Run::new(fan_out(4, 1));
    let whole = run.fit();
    assert!(whole.merged > 0);
    let viewport = Viewport { start: Time(0), end: Time(20_000), ..Viewport::fit(&run.trace, 36.0) };
    let zoomed = run.lay(viewport, None);
    // 20 µs over about 500 px: each line of 1 µs has 25 px.
    assert_eq!(zoomed.merged, 0);
}

#[test]
fn a_zoom_far_into_a_wait_shows_the_wait_alone() {
    let run = Run::new(fan_out(1, 1));
    let viewport =
        Viewport { start: Time(50_000_000), end: Time(50_000_100), ..Viewport::fit(&run.trace, 36.0) };
    let timeline = run.lay(viewport, None);
    let get = timeline.rows.last().expect("get has a lane");
    assert_eq!(get.pieces.len(), 1);
    assert_eq!((get.pieces[0].rect.x, get.pieces[0].rect.right()), (timeline.plot.x, timeline.plot.right()));
}

#[test]
fn only_lanes_in_view_are_laid_out() {
    let run = Run::new(fan_out(2000, 1));
    let viewport = Viewport { first_lane: 1500, ..Viewport::fit(&run.trace, 36.0) };
    let timeline = run.lay(viewport, None);
    // 260 px less margin and axis: 226 px, six lanes of 36 and a part of one.
    assert_eq!(timeline.rows.len(), 7);
    assert_eq!(timeline.rows[0].lane, LaneId(1500));
    assert!(timeline.caption().is_some_and(|caption| caption.starts_with("7 of 2002 lanes")));
}

#[test]
fn a_lane_of_very_many_stretches_has_no_more_pieces_than_pixels() {
    let run = Run::new(fan_out(50, 100));
    let timeline = run.fit();
    let pieces = timeline.rows[0].pieces.len();
    assert!(pieces <= 620, "{pieces} pieces");
}

#[test]
fn a_thread_that_blocks_is_hatched_in_its_lane_and_its_tasks() {
    let mut story = Story::new("");
    let task = story.create_task("main");
    story.happen(Kind::LoopStarted);
    story.turn();
    story.start(task);
    story.happen(Kind::ThreadBlocked {
        on: Blocker::Sleep(Time::ZERO + Span::from_milliseconds(500)),
        standing: None,
    });
    story.at(500_000);
    story.happen(Kind::ThreadUnblocked);
    let timeline = Run::new(story.end()).fit();
    for row in &timeline.rows {
        let blocked = |piece: &&Piece| matches!(piece.what.activity, Activity::Blocked(_));
        assert_eq!(row.pieces.iter().filter(blocked).count(), 1, "{}", row.label);
    }
}

#[test]
fn one_blocked_moment_among_thousands_of_others_stays_visible() {
    let mut story = Story::new("");
    let task = story.create_task("main");
    story.happen(Kind::LoopStarted);
    for round in 0..5000u64 {
        story.turn();
        if round == 0 {
            story.start(task)
        } else {
            story.resume(task)
        }
        story.at(round * 10 + 5);
        if round == 2500 {
            story.happen(Kind::ThreadBlocked { on: Blocker::Lock(None), standing: None });
            story.at(round * 10 + 8);
            story.happen(Kind::ThreadUnblocked);
        }
        story.suspend(AwaitedKind::NextTurn, 0);
        story.at(round * 10 + 10);
    }
    let timeline = Run::new(story.end()).fit();
    for row in &timeline.rows {
        let blocked = |piece: &&Piece| matches!(piece.what.activity, Activity::Blocked(_));
        assert_eq!(row.pieces.iter().filter(blocked).count(), 1, "{}", row.label);
    }
}

/// A task that wakes up every `period` microseconds, and runs for so many of them as `busy` says of the round.
fn sleeper(rounds: u64, period: u64, busy: impl Fn(u64) -> u64) -> Run {
    let mut story = Story::new("");
    let task = story.create_task("main");
    story.happen(Kind::LoopStarted);
    for round in 0..rounds {
        story.turn();
        if round == 0 {
            story.start(task)
        } else {
            story.resume(task)
        }
        story.at(round * period + busy(round));
        story.suspend(AwaitedKind::Sleep, 1);
        story.turn_that_sleeps(None);
        story.at((round + 1) * period);
        story.wake_up(0);
        story.wake(task);
    }
    Run::new(story.end())
}

#[test]
fn a_lane_that_wakes_up_a_thousand_times_and_mostly_sleeps_does_not_look_busy() {
    // It runs for one hundredth of the time. 1000 rounds on some 500 px: every one is too short to be seen.
    let timeline = sleeper(1000, 1000, |_| 10).fit();
    for row in &timeline.rows {
        let wide = |piece: &&Piece| piece.rect.width > 8.0;
        assert!(row.pieces.iter().any(|piece| piece.mix.is_some()), "{}", row.label);
        for piece in row.pieces.iter().filter(wide) {
            let mix = piece.mix.expect("what is wide stands for many");
            assert!(mix.running == 2 && mix.blocked == 0, "{}: {piece:?}", row.label);
        }
    }
}

#[test]
fn a_lane_that_hardly_ever_sleeps_looks_busy_however_often_it_does() {
    let timeline = sleeper(1000, 1000, |_| 990).fit();
    for piece in timeline.rows.iter().flat_map(|row| &row.pieces).filter(|piece| piece.rect.width > 8.0) {
        assert_eq!(piece.mix.map(|mix| mix.running), Some(8), "{piece:?}");
    }
}

#[test]
fn a_wait_that_can_be_seen_is_not_merged_with_what_cannot() {
    // Thirty waits on some 530 px: seventeen pixels each.
    let timeline = sleeper(30, 33_333, |_| 10).fit();
    let main = timeline.rows.last().expect("main has a lane");
    let waits = main.pieces.iter().filter(|piece| matches!(piece.what.activity, Activity::Waiting(_)));
    assert_eq!(waits.map(|wait| wait.what.count).collect::<Vec<_>>(), [1; 30]);
    assert!(main.pieces.iter().all(|piece| piece.mix.is_none()));
}

#[test]
fn merged_stretches_say_how_many_they_are() {
    let timeline = sleeper(1000, 1000, |_| 10).fit();
    let main = timeline.rows.last().expect("main has a lane");
    let all: usize = main.pieces.iter().map(|piece| piece.what.count).sum();
    let said: Vec<&str> = main.labels.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(said, [format!("{all} stretches")]);
    // Each round it runs and sleeps; being ready takes no time, except that it still is at the end.
    assert_eq!(all, 2001);
}

#[test]
fn what_runs_is_wide_enough_to_be_seen_and_as_high_as_any_bar() {
    // One hundredth of 500 px divided by ten: half a pixel each.
    let timeline = sleeper(10, 100_000, |_| 100).fit();
    let main = timeline.rows.last().expect("main has a lane");
    let ticks: Vec<&Piece> =
        main.pieces.iter().filter(|piece| piece.what.activity == Activity::Running).collect();
    assert_eq!(ticks.len(), 10);
    assert!(ticks.iter().all(|tick| tick.rect.width >= 4.0 && tick.mix.is_none()), "{ticks:?}");
    assert!(main.pieces.iter().all(|piece| piece.rect.height == 14.0));
}

#[test]
fn panning_does_not_change_what_is_merged_with_what() {
    // Twenty rounds that are busy, twenty that are not, and so on: a cell of sixteen pixels has some fifteen of them.
    let run = sleeper(1000, 1000, |round| if round / 20 % 2 == 0 { 800 } else { 100 });
    let mixes = |start: u64| {
        let (start, end) = (Time(start), Time(start + 500_000_000));
        let timeline = run.lay(Viewport { start, end, ..Viewport::fit(&run.trace, 22.0) }, None);
        // What begins in the middle of both.
        let pieces = timeline.rows[1].pieces.clone();
        let middle = Time(250_000_000)..Time(400_000_000);
        let inside: Vec<ActivitySpan> =
            pieces.iter().map(|piece| piece.what).filter(|what| middle.contains(&what.start)).collect();
        inside
    };
    assert!(mixes(0).len() > 5, "{:?}", mixes(0));
    assert_eq!(mixes(0)[1..], mixes(100_000_000)[1..]);
}

#[test]
fn lanes_are_never_stretched_and_give_way_a_little_where_there_are_many() {
    // 260 px less axis and margin: ten lanes of 22.
    assert_eq!([1, 2, 10].map(|lanes| lane_height(lanes, 260.0)), [22.0; 3]);
    assert_eq!(lane_height(2, 2000.0), 22.0);
    // Eleven share 220 px; of more, as many are in view as have 16 px, none of them cut.
    assert_eq!(lane_height(11, 260.0), 20.0);
    for lanes in [14, 100, 1_000, 10_002] {
        assert_eq!(lane_height(lanes, 260.0), 220.0 / 13.0);
    }
    for height in [0.0, 30.0, f64::MAX] {
        assert!((16.0..=22.0).contains(&lane_height(7, height)), "in {height} px");
    }
}

#[test]
fn a_wait_says_on_what_where_that_fits() {
    let run = Run::new(fan_out(4, 1));
    let timeline = run.fit();
    let labels = |row: usize| -> Vec<&str> {
        timeline.rows[row].labels.iter().map(|label| label.text.as_str()).collect()
    };
    assert_eq!(labels(1), ["other tasks"]);
    // Of an address what follows the host, and nothing where there is no room.
    assert_eq!((labels(2), labels(5)), (vec!["/delay?task=2"], vec!["/delay?task=5"]));
    let short = Viewport { end: Time(10_000_000_000), ..Viewport::fit(&run.trace, 36.0) };
    assert!(run.lay(short, None).rows.iter().all(|row| row.labels.is_empty()));
    for row in &timeline.rows {
        for label in &row.labels {
            let under =
                |piece: &&Piece| piece.rect.x <= label.rect.x && label.rect.right() <= piece.rect.right();
            assert!(row.pieces.iter().any(|piece| under(&piece)), "{}: {label:?}", row.label);
        }
    }
}

#[test]
fn another_run_lies_under_each_lane_that_has_the_same_name() {
    let (now, before) = (Run::new(fan_out(3, 1)), Run::new(fan_out(2, 1)));
    let lanes = same_lanes((&now.trace, &now.naming), (&before.trace, &before.naming));
    // The thread, main, get(1) and get(2); there was no get(3).
    assert_eq!(lanes, [Some(LaneId(0)), Some(LaneId(1)), Some(LaneId(2)), Some(LaneId(3)), None]);
    let extra =
        Extra { beside: Some(Beside { stretches: &before.stretches, lanes: &lanes }), ..Extra::default() };
    let timeline = now.lay_with(Viewport::fit(&now.trace, 36.0), None, extra);
    for row in &timeline.rows {
        let lowest = row.pieces.iter().map(|piece| piece.rect.bottom()).fold(0.0, f64::max);
        assert!(row.beside.iter().all(|piece| piece.rect.y > lowest), "{}", row.label);
    }
    assert_eq!(timeline.rows[2].beside.len(), timeline.rows[2].pieces.len());
    assert!(timeline.rows[4].beside.is_empty());
}

#[test]
fn the_path_goes_along_lanes_without_a_gap_and_from_lane_to_lane() {
    let run = Run::new(fan_out(4, 1));
    let path = CriticalPath::of(&run.trace, &run.naming).segments;
    let extra = Extra { path: &path, ..Extra::default() };
    let timeline = run.lay_with(Viewport::fit(&run.trace, 36.0), None, extra);
    let (along, across): (Vec<Rect>, Vec<Rect>) = timeline.path.iter().partition(|rect| rect.height == 3.0);
    assert_eq!(along.len(), path.len());
    assert!(along.windows(2).all(|pair| pair[1].x <= pair[0].right() + 0.01));
    let changes = path.windows(2).filter(|pair| pair[0].lane != pair[1].lane).count();
    assert_eq!(across.len(), changes);
    assert!(changes > 0, "a fan-out ends in main, and waits for the last get");
}

#[test]
fn what_goes_on_lasts_until_now_and_what_is_over_stays_as_it_is() {
    let whole = fan_out(4, 1);
    // All requests have been sent, and no answer is there: the loop sleeps in its poll.
    let polls =
        |event: Event| matches!(event.kind, Kind::PollStarted { timeout } if timeout != Some(Span::ZERO));
    let position = whole.events().position(polls).expect("it waits for the answers") + 1;
    let mut begun = whole.beginning(position);
    let latest = begun.events().next_back().map_or(Time::ZERO, |event| event.time);
    begun.set_end(latest);
    let run = Run::new(begun);
    let viewport = Viewport { end: Time(200_000_000), ..Viewport::fit(&whole, 36.0) };
    let lay = |now| run.lay_with(viewport, None, Extra { going_on: now, ..Extra::default() });
    let (known, later) = (lay(None), lay(Some(Time(100_000_000))));
    for (lane, (known, later)) in known.rows.iter().zip(&later.rows).enumerate() {
        let ends = |row: &Row| row.pieces.last().map(|piece| piece.rect.right().round());
        assert_eq!(ends(later), Some(later_x(&run, viewport)), "lane {lane}");
        assert!(ends(known) < ends(later));
        // But for the last, all is as it was.
        let before = known.pieces.len() - 1;
        assert_eq!(known.pieces[..before], later.pieces[..before]);
    }
}

fn later_x(run: &Run, viewport: Viewport) -> f64 {
    run.lay(viewport, None).x_from_time(Time(100_000_000)).round()
}

#[test]
fn a_minimap_costs_no_more_for_a_thousand_lanes_than_for_its_rows() {
    let run = Run::new(fan_out(1000, 1));
    let theme = Theme::new(1.0, Palette::Light);
    let scene = minimap(&run.trace, &run.stretches, run.trace.end(), (300.0, 20.0), &theme);
    // Ten rows of two pixels, four lanes in each, of five stretches at most; the thread has as many as there are pixels.
    assert!((40..=10 * 4 * 5 + 300).contains(&scene.marks.len()), "{} marks", scene.marks.len());
}

#[test]
fn the_table_says_how_each_lane_spent_its_time() {
    let run = Run::new(fan_out(1, 1));
    let table = table(&run.trace, &run.naming, &run.stretches);
    let wait = "125.9 ms: GET http://localhost:7001/delay?task=2";
    assert_eq!(table.rows[2], ["get", "5 µs", "0 ms", "125.9 ms", "0 ms", wait, "returned at 125.9 ms"]);
    assert_eq!(table.header.len(), table.rows[2].len());
}

proptest! {
    #[test]
    fn any_trace_can_be_drawn_in_any_view(
        trace in nonsense(80),
        start in any::<u64>(),
        end in any::<u64>(),
        first_lane in 0usize..10,
        lane_height in prop::num::f64::ANY,
        size in 0.0..2000.0,
    ) {
        let run = Run::new(trace);
        for viewport in [
            Viewport { start: Time(start), end: Time(end), first_lane, lane_height },
            Viewport { start: Time(start % 1_000_000), end: Time(end % 1_000_000), first_lane, lane_height },
        ] {
            let (naming, stretches) = (&run.naming, &run.stretches);
            let now = Some(Time(start / 2));
            let lanes = same_lanes((&run.trace, naming), (&run.trace, naming));
            let path = CriticalPath::of(&run.trace, &run.naming).segments;
            let extra = Extra { beside: Some(Beside { stretches, lanes: &lanes }), parting: now, path: &path, going_on: now };
            let (trace, height) = (&run.trace, size / 2.0);
            let view = View { trace, naming, stretches, viewport, now, width: size, height, extra };
            let timeline = layout(&view, &Theme::new(2.0, Palette::Dark));
            for piece in timeline.rows.iter().flat_map(|row| &row.pieces) {
                prop_assert!(piece.rect.x.is_finite() && piece.rect.width <= size.max(10.0) + 10.0, "{:?}", piece);
            }
            for rect in &timeline.path {
                prop_assert!(rect.x.is_finite() && rect.y.is_finite() && rect.height <= size, "{:?}", rect);
            }
            draw(&timeline, &Theme::new(2.0, Palette::Dark));
            minimap(trace, stretches, viewport.end, (size, 20.0), &Theme::new(2.0, Palette::Dark));
        }
    }
}
