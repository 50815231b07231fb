//! The text form.

use fixtures::story::fan_out;
use trace::Trace;
use trace::text::to_text;

#[test]
fn a_gathered_fan_out_reads_like_its_story() {
    fixtures::golden::check("trace/fan_out.txt", &to_text(&fan_out(2, 1)));
}

#[test]
fn no_events_are_no_text() {
    assert_eq!(to_text(&Trace::default()), "");
}
