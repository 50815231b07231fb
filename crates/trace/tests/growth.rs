//! A trace that travels in parts, in a form with a version.

use fixtures::arbitrary::{nonsense, sense};
use fixtures::story::fan_out;
use proptest::prelude::*;
use trace::growth::{Growth, Known, VERSION};
use trace::{LaneId, Trace};

#[test]
fn a_growth_of_another_version_is_refused() {
    let mut bytes = postcard::to_allocvec(&Known::default().catch_up(&fan_out(1, 1))).expect("it is written");
    assert_eq!(u32::from(bytes[0]), VERSION, "the version comes first");
    for other in [VERSION - 1, VERSION + 1] {
        bytes[0] = other as u8;
        assert!(postcard::from_bytes::<Growth>(&bytes).is_err(), "version {other}");
    }
}

/// If this fails, what is written has changed: raise [`VERSION`], then write the new number here.
#[test]
fn whoever_changes_the_form_raises_the_version() {
    let bytes = postcard::to_allocvec(&Known::default().catch_up(&fan_out(2, 1))).expect("it is written");
    let sum = bytes.iter().fold(0u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
    assert_eq!((VERSION, bytes.len(), sum), (4, 1347, 5_166_031_053_458_510_109));
}

/// A trace as it was when it had so many events, names and objects.
fn beginning(trace: &Trace, part: f64) -> Trace {
    let count = |all: usize| (all as f64 * part) as usize;
    let mut beginning = Trace::new(trace.file(), trace.source());
    for name in trace.names_from(0).take(count(trace.name_count())) {
        beginning.push_name(name);
    }
    for lane in trace.lanes().range(0, count(trace.lanes().len())) {
        beginning.push_lane(*lane);
    }
    for object in trace.objects().range(0, count(trace.objects().len())) {
        beginning.push_object(*object);
    }
    beginning.push_events(trace.events_until(count(trace.event_count())));
    beginning.set_ending(trace.ending().cloned());
    beginning.set_end(trace.end());
    beginning
}

#[test]
fn a_lane_that_gets_another_name_has_it_where_the_trace_arrives() {
    let mut trace = fan_out(2, 1);
    let mut known = Known::default();
    let mut copy = Trace::new(trace.file(), trace.source());
    let mut arrive = |trace: &Trace| {
        let bytes = postcard::to_allocvec(&known.catch_up(trace)).expect("a trace can be written");
        copy.grow(postcard::from_bytes(&bytes).expect("what was written can be read"));
        assert_eq!(&copy, trace);
        bytes.len()
    };
    arrive(&trace);
    let nothing_new = arrive(&trace);
    let name = trace.push_name("another");
    trace.rename_lane(LaneId(1), name);
    assert!(arrive(&trace) > nothing_new);
    // What is known does not travel again, not even lanes.
    assert_eq!(arrive(&trace), nothing_new);
}

/// A million events may have been reported: what is new is all that travels.
#[test]
fn a_report_is_as_long_as_what_is_new_however_long_the_run() {
    let lengths = [50, 500].map(|rounds| {
        let whole = fan_out(3, rounds);
        let mut known = Known::default();
        known.catch_up(&whole.beginning(whole.event_count() - 100));
        postcard::to_allocvec(&known.catch_up(&whole)).expect("a trace can be written").len()
    });
    // Numbers of events and moments are longer by a byte or two when they are greater.
    assert!(lengths[1] < lengths[0] + 100 * 4, "{lengths:?} bytes");
}

proptest! {
    #[test]
    fn a_trace_that_arrives_in_parts_is_the_trace(
        trace in prop_oneof![sense(), nonsense(60)],
        mut parts in prop::collection::vec(0.0..1.0, 0..5),
    ) {
        parts.sort_by(f64::total_cmp);
        parts.push(1.0);
        let mut known = Known::default();
        let mut copy = Trace::new(trace.file(), trace.source());
        for part in parts {
            let so_far = beginning(&trace, part);
            let bytes = postcard::to_allocvec(&known.catch_up(&so_far)).expect("a trace can be written");
            copy.grow(postcard::from_bytes(&bytes).expect("what was written can be read"));
            prop_assert_eq!(&copy, &so_far);
        }
    }

    #[test]
    fn lanes_have_the_names_where_they_arrive_that_they_have_where_they_are(
        renamings in prop::collection::vec((0u32..6, any::<bool>(), any::<bool>()), 0..12),
    ) {
        let mut trace = fan_out(3, 1);
        let mut known = Known::default();
        let mut copy = Trace::new(trace.file(), trace.source());
        for (lane, first, reports) in renamings {
            let name = trace.push_name(if first { "first" } else { "second" });
            trace.rename_lane(LaneId(lane), name);
            if reports {
                copy.grow(known.catch_up(&trace));
                prop_assert_eq!(&copy, &trace);
            }
        }
        copy.grow(known.catch_up(&trace));
        prop_assert_eq!(&copy, &trace);
    }
}
