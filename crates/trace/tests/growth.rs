//! A trace that travels in parts, in a form with a version.

use fixtures::arbitrary::{nonsense, sense};
use fixtures::story::fan_out;
use proptest::prelude::*;
use trace::Trace;
use trace::growth::{Growth, Known, VERSION};

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
    assert_eq!((VERSION, bytes.len(), sum), (2, 1346, 544_420_201_643_804_421));
}

/// A trace as it was when it had so many events, names and objects.
fn beginning(trace: &Trace, part: f64) -> Trace {
    let count = |all: usize| (all as f64 * part) as usize;
    let mut beginning = Trace::new(trace.file(), trace.source());
    let names = trace.names_from(0);
    for name in &names[..count(names.len())] {
        beginning.push_name(name.clone());
    }
    beginning.set_lanes(trace.lanes().to_vec());
    for object in &trace.objects()[..count(trace.objects().len())] {
        beginning.push_object(*object);
    }
    beginning.push_events(trace.events_until(count(trace.event_count())));
    beginning.set_ending(trace.ending().cloned());
    beginning.set_end(trace.end());
    beginning
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
}
