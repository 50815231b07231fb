//! Small words that occur everywhere: lengths of time, counts, functions' names.

use trace::Span;
use trace::decimal::{fixed, rounded};

pub use analysis::sentence::count_text;

/// A timeout that is farther away is the default one of a client as a rule, for which nobody waits.
pub const FAR: Span = Span::from_milliseconds(60_000);

/// A length of time for people, with no more digits than they need: `0 ms`, `0.4 ms`, `12.5 ms`, `250 ms`, `1.25 s`.
pub fn duration_text(span: Span) -> String {
    let ms = span.as_milliseconds();
    if ms >= 9_999.5 {
        format!("{} s", fixed(ms / 1000.0, 1))
    } else if ms >= 999.5 {
        format!("{} s", fixed(ms / 1000.0, 2))
    } else if ms >= 99.95 {
        format!("{} ms", fixed(ms, 0))
    } else if ms >= 0.05 {
        format!("{} ms", rounded(ms, 1))
    } else {
        "0 ms".to_owned()
    }
}

/// How many times faster time plays than it passed: `»1.5×`, `»12×`.
pub fn times_text(times: f64) -> String {
    format!("»{}×", fixed(times, u32::from(times < 9.95)))
}

/// A length of time as a program says it, in seconds: `0.2 s`, `0.125 s`, `12 s`; what is less than a millisecond in its own unit.
pub fn seconds_text(span: Span) -> String {
    if span.0 > 0 && span < Span::from_milliseconds(1) {
        return span.spoken();
    }
    format!("{} s", rounded(span.as_milliseconds() / 1000.0, 3))
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
    fn compressed_time_has_two_digits_or_so() {
        assert_eq!([1.52, 9.94, 9.96, 300.4].map(times_text), ["»1.5×", "»9.9×", "»10×", "»300×"]);
    }

    #[test]
    fn seconds_are_said_as_a_program_says_them() {
        let said = [0, 80_000, 1_000_000, 200_000_000, 1_234_567_890, 12_000_000_000].map(Span);
        let texts = said.map(seconds_text);
        assert_eq!(texts, ["0 s", "80 µs", "0.001 s", "0.2 s", "1.235 s", "12 s"]);
    }

    #[test]
    fn one_thing_is_singular() {
        assert_eq!(
            (count_text(1, "request"), count_text(0, "request")),
            ("1 request".into(), "0 requests".into())
        );
    }
}
