//! The JSON form: that it is documented, and that it is read as it was written.

use fixtures::arbitrary::nonsense;
use fixtures::story::fan_out;
use proptest::prelude::*;
use serde_json::Value;
use trace::json::{ReadError, VERSION, from_json, is_saved_trace, to_json};
use trace::text::to_text;

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

/// If this fails and the version is the same, whoever saved a trace yesterday cannot read it today.
#[test]
fn what_was_written_once_can_be_read() {
    let saved = std::fs::read_to_string(fixtures::repository().join("tests/golden/trace/fan_out.json"))
        .expect("it is there");
    assert_eq!(to_text(&from_json(&saved).expect("it is of this version")), to_text(&fan_out(2, 1)));
}

#[test]
fn a_document_of_another_version_is_refused_whatever_it_holds() {
    let document = to_json(&fan_out(1, 1));
    let with = |version: u32| document.replacen("\"version\":2", &format!("\"version\":{version}"), 1);
    assert!(from_json(&with(VERSION)).is_ok());
    for other in [VERSION - 1, VERSION + 1] {
        let refused = from_json(&with(other).replace("\"events\"", "\"occurrences\""));
        assert!(
            matches!(refused, Err(ReadError::Version(version)) if version == u64::from(other)),
            "{refused:?}"
        );
    }
}

#[test]
fn a_member_that_is_not_what_it_should_be_is_named_with_its_line() {
    let document = to_json(&fan_out(2, 1));
    let cases = [
        ("\"purpose\":\"first_step\"", "\"purpose\":\"last_step\"", "last_step"),
        ("\"time_ns\":4000,", "", "missing field `time_ns`"),
        ("\"time_ns\":4000,", "\"time_ns\":-1,", "invalid value: integer `-1`"),
    ];
    for (member, damaged, expected) in cases {
        let line = 1 + document.split_once(member).expect("it is there").0.matches('\n').count();
        let refused =
            from_json(&document.replacen(member, damaged, 1)).expect_err("it is damaged").to_string();
        assert!(refused.contains(expected) && refused.contains(&format!("line {line} column")), "{refused}");
    }
}

#[test]
fn members_that_do_not_fit_together_are_named_with_their_event() {
    let document = to_json(&fan_out(2, 1));
    let cases = [
        (
            "\"task\":1,\"purpose\":\"first_step\"",
            "\"task\":null,\"purpose\":\"first_step\"",
            "event 7: the step or the sleep of a task needs a `task`",
        ),
        ("\"source\":\"soon\"", "\"source\":\"thread\"", "event 7: a source `thread` needs a `to`"),
        ("\"event\":7,", "\"event\":8,", "event 8 stands where event 7 should"),
        ("\"lane\":1,\"kind\"", "\"lane\":2,\"kind\"", "lane 2 stands where lane 1 should"),
    ];
    for (members, damaged, expected) in cases {
        let refused =
            from_json(&document.replacen(members, damaged, 1)).expect_err("it does not fit").to_string();
        assert!(refused.contains(expected), "{refused}");
    }
}

#[test]
fn members_that_are_not_known_are_passed_over() {
    let document = to_json(&fan_out(2, 1));
    let added = document.replace("\"line\":", "\"added\":{\"later\":[1]},\"line\":");
    assert_eq!(to_json(&from_json(&added).expect("all known members are there")), document);
}

#[test]
fn only_what_begins_as_a_saved_trace_is_taken_for_one() {
    assert!(is_saved_trace(&to_json(&fan_out(1, 1))));
    assert!(is_saved_trace("\n{ \"format\" : \"loopscope-trace\" , \"version\": 7"));
    for other in
        ["", "{", "{}", "{\"format\": 1}", "print(1)", "{\"version\": 2, \"format\": \"loopscope-trace\"}"]
    {
        assert!(!is_saved_trace(other), "{other}");
    }
}

proptest! {
    #[test]
    fn any_trace_is_read_as_it_was_written(trace in nonsense(100)) {
        let written = to_json(&trace);
        let read = from_json(&written).expect("it was written just now");
        prop_assert_eq!(to_text(&read), to_text(&trace));
        prop_assert_eq!(to_json(&read), written);
        prop_assert_eq!(read.events().map(|event| event.time).collect::<Vec<_>>(), trace.events().map(|event| event.time).collect::<Vec<_>>());
    }

    #[test]
    fn a_damaged_document_is_refused_or_read_and_never_worse(
        trace in nonsense(20),
        place in 0.0..1.0,
        length in 0usize..6,
        put in prop::sample::select(vec!["", "0", "-1", "null", "\"", "{", "}", "[", ",", "4294967296", "1e400", "\\ud800"]),
    ) {
        let mut document = to_json(&trace);
        let mut start = (document.len() as f64 * place) as usize;
        while !document.is_char_boundary(start) {
            start -= 1;
        }
        let end = (start + length..document.len()).find(|end| document.is_char_boundary(*end)).unwrap_or(document.len());
        document.replace_range(start..end, put);
        if let Ok(read) = from_json(&document) {
            to_text(&read);
        }
    }

    #[test]
    fn any_trace_is_json_with_all_its_events(trace in nonsense(100)) {
        let written: Value = serde_json::from_str(&to_json(&trace)).expect("it is JSON");
        prop_assert_eq!(written["events"].as_array().map(Vec::len), Some(trace.event_count()));
        prop_assert_eq!(written["lanes"].as_array().map(Vec::len), Some(trace.lanes().len()));
    }
}
