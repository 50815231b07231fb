use super::*;
use crate::page::view::View;
use analysis::steps::Steps;
use fixtures::story::fan_out;
use proptest::prelude::*;
use std::sync::Arc;
use trace::{Kind, Trace};

/// So many milliseconds in which everybody waits.
fn wait(ms: u64) -> Gap {
    Gap { span: Span::from_milliseconds(ms), waits: true }
}

/// A line: it takes a microsecond.
const LINE: Gap = Gap { span: Span(1_000), waits: false };

fn lengths(pacing: &Pacing) -> Vec<f64> {
    (0..pacing.step_count() - 1).map(|step| pacing.length_ms(step).round()).collect()
}

#[test]
fn waits_take_their_own_time_where_there_is_room_for_that() {
    // 90 ms for each step; 3 and 4 s.
    let pacing = Pacing::new(&[LINE, LINE, wait(3_000), LINE, wait(4_000)]);
    assert_eq!(lengths(&pacing), [90.0, 90.0, 3_090.0, 90.0, 4_090.0]);
    assert_eq!(pacing.compressed().count(), 0);
}

#[test]
fn a_run_of_half_a_second_waits_as_long_as_its_steps_take() {
    // 80 lines of 90 ms are 7.2 s, and so is the wait.
    let mut gaps = vec![LINE; 80];
    gaps.insert(40, wait(500));
    let pacing = Pacing::new(&gaps);
    assert_eq!((pacing.length_ms(0).round(), pacing.length_ms(40).round()), (90.0, 7_200.0));
    assert_eq!(pacing.total_ms().round(), 14_400.0);
}

#[test]
fn a_run_that_would_soon_be_over_plays_for_six_seconds() {
    // 2 lines and the wait are 90 ms each, and the wait 50 ms and what steps take more: 1 to 2.
    let pacing = Pacing::new(&[LINE, wait(50), LINE]);
    assert_eq!(lengths(&pacing), [1_500.0, 3_000.0, 1_500.0]);
    assert_eq!(Pacing::new(&[LINE; 3]).total_ms().round(), 6_000.0);
}

#[test]
fn an_hour_is_compressed_and_half_a_second_beside_it_is_not_lost() {
    let pacing = Pacing::new(&[wait(500), LINE, wait(3_600_000)]);
    let times = |step| pacing.compression(step).map(f64::round);
    assert_eq!(pacing.compressed().map(|(step, _)| step).collect::<Vec<_>>(), [2]);
    // 0.5 s, and what is left of 12 s, each with 90 ms for its step.
    assert_eq!([0, 2].map(|step| pacing.length_ms(step).round()), [590.0, 11_590.0]);
    assert_eq!((times(1), times(2)), (None, Some((3_600_000.0 / pacing.length_ms(2)).round())));
}

#[test]
fn only_what_is_too_long_is_compressed() {
    // A second ten times, and a minute: the seconds keep their time.
    let mut gaps = vec![wait(100); 10];
    gaps.push(wait(60_000));
    let pacing = Pacing::new(&gaps);
    assert_eq!(pacing.compressed().map(|(step, _)| step).collect::<Vec<_>>(), [10]);
    assert!((0..10).all(|step| pacing.length_ms(step).round() == 190.0));
}

#[test]
fn ten_thousand_steps_without_any_wait_play_in_ten_seconds() {
    let pacing = Pacing::new(&[LINE; 10_000]);
    assert_eq!(pacing.total_ms().round(), 10_010.0);
}

#[test]
fn a_run_without_steps_takes_no_time() {
    for pacing in [Pacing::new(&[]), Pacing::default()] {
        assert_eq!((pacing.total_ms(), pacing.length_ms(0), pacing.place(5.0)), (0.0, 0.0, (0, 0.0)));
        assert_eq!((pacing.waits(0), pacing.compression(0)), (false, None));
    }
}

#[test]
fn everybody_waits_while_the_loop_sleeps_and_a_turn_begins_with_its_poll() {
    let view = view(fan_out(1, 1));
    let waits: Vec<usize> = (0..view.steps.len()).filter(|step| view.landmarks.waits_after(*step)).collect();
    // The answer takes 125 ms; nothing else takes longer than a line.
    assert_eq!(waits.len(), 1, "{waits:?}");
    let wait = waits[0];
    assert!(view.time(wait + 1).since(view.time(wait)) > Span::from_milliseconds(100));
    assert_eq!(view.landmarks.turns.before(wait + 1), Some(wait), "the poll is the first step of its turn");
}

#[test]
fn each_turn_of_the_loop_is_found() {
    let view = view(fan_out(2, 2));
    let turns: Vec<usize> = view.landmarks.turns.steps().collect();
    let begun = view.trace.events().filter(|event| matches!(event.kind, Kind::TurnStarted { .. })).count();
    assert!(turns.len() > 3 && turns.len() <= begun, "{turns:?} of {begun}");
}

fn view(trace: Trace) -> View {
    View::new(Arc::new(trace))
}

/// Gaps of all sizes: from none to hours, of which most are lines.
fn gaps() -> impl Strategy<Value = Vec<Gap>> {
    let span = prop_oneof![
        3 => 0u64..10_000,
        2 => 0u64..2_000_000_000,
        1 => 0u64..20_000_000_000_000,
    ];
    let gap = (span, any::<bool>()).prop_map(|(span, waits)| Gap { span: Span(span), waits });
    let line = Just(LINE);
    prop_oneof![
        prop::collection::vec(gap.clone(), 1..40),
        prop::collection::vec(prop_oneof![9 => line, 1 => gap.boxed()], 1..3_000),
    ]
}

/// How much of a run everybody waits, and of its playback.
fn shares(gaps: &[Gap], pacing: &Pacing) -> (f64, f64) {
    let sum = |of: &dyn Fn(usize, &Gap) -> f64| {
        gaps.iter().enumerate().map(|(step, gap)| of(step, gap)).sum::<f64>()
    };
    let waits = |gap: &Gap, length: f64| if gap.waits { length } else { 0.0 };
    let run = sum(&|_, gap| gap.span.as_milliseconds());
    let waited = sum(&|_, gap| waits(gap, gap.span.as_milliseconds()));
    let shown = sum(&|step, gap| waits(gap, pacing.length_ms(step)));
    (if run > 0.0 { waited / run } else { 0.0 }, shown / pacing.total_ms())
}

proptest! {
    #[test]
    fn every_run_plays_in_six_to_thirty_seconds(gaps in gaps()) {
        let total = Pacing::new(&gaps).total_ms();
        prop_assert!((5_999.9..30_000.1).contains(&total), "{} ms", total);
    }

    #[test]
    fn of_two_waits_the_longer_one_takes_longer(gaps in gaps()) {
        let pacing = Pacing::new(&gaps);
        let mut waits: Vec<(u64, f64)> = (0..).zip(&gaps).filter(|(_, gap)| gap.waits)
            .map(|(step, gap)| (gap.span.0, pacing.length_ms(step))).collect();
        waits.sort_unstable_by_key(|(span, _)| *span);
        for pair in waits.windows(2) {
            let [(shorter, before), (longer, after)] = [pair[0], pair[1]];
            // To a millionth of a millisecond: playing adds up thousands of lengths.
            prop_assert!(after >= before - 1e-6);
            prop_assert!(longer as f64 <= shorter as f64 * 1.01 + 1e6 || after > before, "{:?}", pair);
        }
    }

    #[test]
    fn waiting_has_as_much_of_the_playback_as_of_the_run_up_to_half_of_it(gaps in gaps()) {
        let (run, playback) = shares(&gaps, &Pacing::new(&gaps));
        prop_assert!(playback >= run.min(0.5) - 1e-6, "{} of the run, {} of the playback", run, playback);
    }

    #[test]
    fn what_plays_in_less_time_than_it_took_is_marked(gaps in gaps()) {
        let pacing = Pacing::new(&gaps);
        for (step, gap) in gaps.iter().enumerate() {
            let is_compressed = pacing.length_ms(step) < gap.span.as_milliseconds() * COMPRESSED - 1e-6;
            prop_assert!(!is_compressed || pacing.compression(step).is_some_and(|times| times > 1.0));
        }
        prop_assert!(pacing.compressed().all(|(step, times)| pacing.compression(step) == Some(times)));
    }

    #[test]
    fn each_moment_of_playing_shows_one_place_and_leads_back_to_the_moment(gaps in gaps(), part in 0.0..1.0) {
        let pacing = Pacing::new(&gaps);
        let moment = pacing.total_ms() * part;
        let (step, progress) = pacing.place(moment);
        prop_assert!((pacing.playback_ms(step, progress) - moment).abs() < 1e-6);
        let (later, there) = pacing.place(moment + 1.0);
        prop_assert!((later, there) >= (step, progress));
    }

    #[test]
    fn a_growing_trace_has_the_landmarks_of_the_whole(tasks in 1u32..4, part in 0usize..200) {
        let trace = fan_out(tasks, 2);
        let growing = trace.beginning(part);
        let mut steps = Steps::new(&growing);
        let mut landmarks = Landmarks::new(&growing, &steps);
        steps.extend(&trace);
        landmarks.extend(&trace, &steps);
        prop_assert_eq!(landmarks, Landmarks::new(&trace, &steps));
    }
}
