//! A trace that travels in parts.

use fixtures::arbitrary::{nonsense, sense};
use proptest::prelude::*;
use trace::{Known, Trace};

/// A trace as it was when it had so many events and names.
fn beginning(trace: &Trace, part: f64) -> Trace {
    let count = |all: usize| (all as f64 * part) as usize;
    Trace {
        names: trace.names[..count(trace.names.len())].to_vec(),
        events: trace.events[..count(trace.events.len())].to_vec(),
        ..trace.clone()
    }
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
        let mut copy = Trace::new(&trace.file, &trace.source);
        for part in parts {
            let so_far = beginning(&trace, part);
            let bytes = postcard::to_allocvec(&known.catch_up(&so_far)).expect("a trace can be written");
            copy.grow(postcard::from_bytes(&bytes).expect("what was written can be read"));
            prop_assert_eq!(&copy, &so_far);
        }
    }
}
