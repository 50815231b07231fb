//! Replay equals the fold from the start, whatever the trace and wherever one jumps.

use super::*;
use fixtures::arbitrary::{nonsense, sense};
use fixtures::story::fan_out;
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_jump_in_any_trace_reaches_the_fold_from_the_start(trace in nonsense(500), jumps in jumps()) {
        check_jumps(&trace, &jumps)?;
    }

    #[test]
    fn any_jump_in_a_run_reaches_the_fold_from_the_start(trace in sense(), jumps in jumps()) {
        check_jumps(&trace, &jumps)?;
    }
}

fn jumps() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.0..1.1, 1..12)
}

fn check_jumps(trace: &Trace, jumps: &[f64]) -> Result<(), TestCaseError> {
    let mut replay = Replay { interval: 16, ..Replay::default() };
    for jump in jumps {
        let position = (jump * trace.event_count() as f64) as usize;
        prop_assert_eq!(replay.seek(trace, position), &State::at(trace, position));
    }
    Ok(())
}

#[test]
fn a_replay_follows_a_trace_that_grows() {
    let whole = fan_out(3, 400);
    let mut growing = whole.beginning(0);
    let mut replay = Replay::default();
    while growing.event_count() < whole.event_count() {
        growing.push_events(whole.events_from(growing.event_count()).take(700));
        replay.seek(&growing, growing.event_count());
    }
    assert_eq!(replay.current(), &State::at(&whole, whole.event_count()));
    assert_eq!(replay.seek(&whole, 1000), &State::at(&whole, 1000));
}

#[test]
fn a_replay_that_has_learned_from_another_reaches_the_same_states() {
    let trace = fan_out(3, 400);
    let whole = Replay::new(&trace);
    let mut replay = Replay::default();
    replay.seek(&trace, 600);
    replay.learn(&whole);
    assert_eq!(replay.snapshots.len(), whole.snapshots.len());
    for position in [599, trace.event_count(), 7, 4000, 4001] {
        assert_eq!(replay.seek(&trace, position), &State::at(&trace, position));
    }
}

#[test]
fn a_longer_trace_has_wider_spaced_snapshots_not_many_more() {
    let trace = fan_out(10, 1000);
    let replay = Replay::new(&trace);
    // 10 × 1000 × about 25 events; 512 apart would be more than 400.
    assert!(trace.event_count() > 200_000);
    assert!(replay.snapshots.len() <= SNAPSHOTS, "{} snapshots", replay.snapshots.len());
    assert!(replay.interval <= LONGEST_FOLD);
}

#[test]
fn a_position_beyond_the_end_is_the_end() {
    let trace = fan_out(1, 1);
    assert_eq!(Replay::default().seek(&trace, usize::MAX).position, trace.event_count());
    assert_eq!(Replay::default().seek(&Trace::default(), 7), &State::default());
}
