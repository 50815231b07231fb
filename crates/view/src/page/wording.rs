//! Small words that occur everywhere: lengths of time, counts, functions' names.

use trace::Span;

pub use analysis::sentence::count_text;

/// A length of time for people, with no more digits than they need: `0 ms`, `0.4 ms`, `12.5 ms`, `250 ms`, `1.25 s`.
pub fn duration_text(span: Span) -> String {
    let ms = span.as_milliseconds();
    if ms >= 9_999.5 {
        format!("{:.1} s", ms / 1000.0)
    } else if ms >= 999.5 {
        format!("{:.2} s", ms / 1000.0)
    } else if ms >= 99.95 {
        format!("{ms:.0} ms")
    } else if ms >= 0.05 {
        format!("{} ms", (ms * 10.0).round() / 10.0)
    } else {
        "0 ms".to_owned()
    }
}

/// A function's name for people: the file itself is the program.
pub fn frame_text(function: &str) -> String {
    match function {
        "<module>" => "the program".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_have_three_digits_or_so() {
        let cases = [
            (0, "0 ms"),
            (49_000, "0 ms"),
            (400_000, "0.4 ms"),
            (12_500_000, "12.5 ms"),
            (99_960_000, "100 ms"),
            (250_400_000, "250 ms"),
            (999_600_000, "1.00 s"),
            (1_250_000_000, "1.25 s"),
            (60_000_000_000, "60.0 s"),
        ];
        for (nanoseconds, text) in cases {
            assert_eq!(duration_text(Span(nanoseconds)), text);
        }
    }

    #[test]
    fn one_thing_is_singular() {
        assert_eq!(
            (count_text(1, "request"), count_text(0, "request")),
            ("1 request".into(), "0 requests".into())
        );
    }
}
