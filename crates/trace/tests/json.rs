//! The JSON form, and that it is documented.

use fixtures::arbitrary::nonsense;
use fixtures::story::fan_out;
use proptest::prelude::*;
use serde_json::Value;
use trace::json::to_json;

#[test]
fn a_fan_out_is_written_like_this() {
    fixtures::golden::check("trace/fan_out.json", &to_json(&fan_out(2, 1)));
}

#[test]
fn every_kind_that_is_written_is_documented() {
    let documented = include_str!("../../../docs/trace-format.md");
    let trace: Value = serde_json::from_str(&to_json(&fan_out(3, 2))).expect("it is JSON");
    for event in trace["events"].as_array().expect("events are a list") {
        for name in event.as_object().expect("an event is an object").keys() {
            assert!(documented.contains(&format!("`{name}`")), "{name} is not documented");
        }
        let kind = event["kind"].as_str().expect("a kind is a name");
        assert!(documented.contains(&format!("`{kind}`")), "{kind} is not documented");
    }
}

proptest! {
    #[test]
    fn any_trace_is_json_with_all_its_events(trace in nonsense(100)) {
        let written: Value = serde_json::from_str(&to_json(&trace)).expect("it is JSON");
        prop_assert_eq!(written["events"].as_array().map(Vec::len), Some(trace.event_count()));
        prop_assert_eq!(written["lanes"].as_array().map(Vec::len), Some(trace.lanes().len()));
    }
}
