//! What lanes do in small runs, and that stretches are in order and add up in any.

use super::*;
use fixtures::arbitrary::nonsense;
use fixtures::story::fan_out;
use proptest::prelude::*;

fn all_lanes(stretches: &Stretches) -> impl Iterator<Item = LaneStretches<'_>> {
    (0..stretches.lanes.len() as u32).filter_map(|lane| stretches.lane(LaneId(lane)))
}

#[test]
fn a_task_that_waits_for_its_request_runs_waits_and_runs() {
    let trace = fan_out(1, 1);
    let stretches = Stretches::new(&trace);
    let lane = trace.lane_of_task(TaskId(2)).expect("the task has a lane");
    let lane = stretches.lane(lane).expect("and stretches");
    let spans: Vec<_> = lane.iter().map(|stretch| (stretch.activity, stretch.span().0 / 1000)).collect();
    let request = Awaited { kind: AwaitedKind::Request, id: 1 };
    // Lines 4 and 5, the request of 125 ms (sent at 8 µs, answered at 125.9 ms), lines 6 to 8. It never has to wait its turn.
    let expected = [(Activity::Running, 2), (Activity::Waiting(request), 125_892), (Activity::Running, 3)];
    assert_eq!(spans, expected);
    assert_eq!(lane.finished(), Some((Time(125_903_000), Outcome::Returned)));
}

#[test]
fn a_loop_polls_between_callbacks() {
    let trace = fan_out(1, 1);
    let stretches = Stretches::new(&trace);
    let lane = stretches.lane(LaneId(0)).expect("the main thread has stretches");
    let polls = lane.iter().filter(|stretch| stretch.activity == Activity::Polling);
    assert_eq!(polls.map(|stretch| stretch.span().0 / 1000).collect::<Vec<_>>(), [125_892]);
}

#[test]
fn sums_stay_right_where_a_stretch_without_length_comes_and_goes() {
    let mut stretches = Stretches::default();
    stretches.lanes.push(Arc::default());
    let mut go = |time: u64, activity| {
        let event = Event { time: Time(time), ..fan_out(1, 1).event(EventId(0)).expect("it begins") };
        stretches.turn(LaneId(0), &event, EventId(0), Some(activity));
    };
    let (running, polling) = (Activity::Running, Activity::Polling);
    (0..64).for_each(|time| go(time, if time % 2 == 0 { running } else { polling }));
    // The 65th stretch has no length, and gives way to another one; no other does.
    go(64, Activity::Ready);
    (64..200).for_each(|time| go(time, if time % 2 == 0 { running } else { polling }));
    let lane = stretches.lane(LaneId(0)).expect("it was begun");
    for count in 0..=lane.len() {
        let sums = lane.range(0, count).fold(Sums::default(), Sums::add);
        assert_eq!(lane.sums_of_first(count), sums, "the first {count}");
    }
}

proptest! {
    #[test]
    fn any_range_adds_up_to_what_its_stretches_do(rounds in 1u32..150, from in 0u64..20_000_000, length in 0u64..20_000_000) {
        let trace = fan_out(2, rounds);
        let stretches = Stretches::new(&trace);
        let (from, to) = (Time(from * 1000), Time((from + length) * 1000));
        for lane in all_lanes(&stretches) {
            let mut expected = [Span::ZERO; Activity::KINDS];
            for stretch in lane.iter() {
                let part = stretch.end.min(to).since(stretch.start.max(from));
                expected[stretch.activity.kind()] += part;
            }
            prop_assert_eq!(lane.times_between(from, to), expected);
            let all = lane.iter().fold(Sums::default(), Sums::add);
            prop_assert_eq!(lane.sums_of_first(lane.len()), all);
        }
    }

    #[test]
    fn stretches_follow_each_other(trace in nonsense(200)) {
        let stretches = Stretches::new(&trace);
        for lane in all_lanes(&stretches) {
            prop_assert!(lane.iter().all(|stretch| stretch.start <= stretch.end));
            prop_assert!(lane.iter().zip(lane.iter().skip(1)).all(|(one, next)| one.end <= next.start));
        }
    }

    #[test]
    fn a_growing_trace_has_the_stretches_of_the_whole(tasks in 1u32..4, part in 0usize..200) {
        let trace = fan_out(tasks, 2);
        let mut growing = trace.beginning(part);
        let latest = growing.events().next_back().map_or(Time::ZERO, |event| event.time);
        growing.set_end(latest);
        let mut stretches = Stretches::new(&growing);
        stretches.extend(&trace);
        prop_assert_eq!(stretches, Stretches::new(&trace));
    }
}
