//! Predict first: what a reader guessed, beside what a run did.
//!
//! The truth always comes from the run: the lines that it printed, or how long it took. Here it is made into a question and
//! compared with the answer, in words. Showing it, and the place in the run where the two part ways, is the page's part.

use serde::{Deserialize, Serialize};

/// The most lines that a person is asked to put in order.
pub const MOST_LINES: usize = 8;

/// The lines of a run's output that a person is asked to put in order, or why one cannot ask.
///
/// # Errors
/// There is nothing to put in order, or too much.
pub fn lines_to_order(output: &str) -> Result<Vec<&str>, String> {
    let lines: Vec<&str> = output.lines().collect();
    let all_equal = lines.windows(2).all(|pair| pair[0] == pair[1]);
    if all_equal {
        Err("It prints no two different lines, so there is no order to guess.".to_owned())
    } else if lines.len() > MOST_LINES {
        Err(format!("It prints {} lines: too many to put in order, {MOST_LINES} at most.", lines.len()))
    } else {
        Ok(lines)
    }
}

/// The lines in an order that gives nothing away: that of the alphabet, or its reverse where the run prints them in that order.
/// Each is a place in `lines`.
pub fn shuffled(lines: &[&str]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..lines.len()).collect();
    places.sort_unstable_by_key(|place| (lines[*place], *place));
    if places.iter().zip(lines).all(|(place, line)| lines[*place] == *line) {
        places.reverse();
    }
    places
}

/// How a guess compares with a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Whether it was right, or near enough.
    pub right: bool,
    /// The place of the printed line, from 0, where an order goes wrong: the page can go to it.
    pub parts_at: Option<usize>,
    /// What to tell the person.
    pub sentence: String,
}

/// Compares an order with the one in which a run printed its lines.
pub fn judge_order(printed: &[&str], guessed: &[&str]) -> Verdict {
    let longest = printed.len().max(guessed.len());
    let Some(place) = (0..longest).find(|place| printed.get(*place) != guessed.get(*place)) else {
        return Verdict {
            right: true,
            parts_at: None,
            sentence: "Right, from the first to the last.".to_owned(),
        };
    };
    let agreed = match place {
        0 => "Not quite: the first".to_owned(),
        place => format!("Right up to line {place}. The next"),
    };
    let said = |lines: &[&str]| lines.get(place).map_or("nothing".to_owned(), |line| format!("“{line}”"));
    let sentence = format!("{agreed} that is printed is {}; you expected {}.", said(printed), said(guessed));
    Verdict { right: false, parts_at: Some(place), sentence }
}

/// Compares a total with a run's. Within a twentieth is right: nobody need guess the last millisecond.
pub fn judge_total(milliseconds: u64, guessed: u64) -> Verdict {
    let (total, guess) = (seconds(milliseconds), seconds(guessed));
    let right = milliseconds.abs_diff(guessed) <= milliseconds / 20;
    let sentence = if right {
        format!("Right: it takes {total}.")
    } else if guessed == 0 || milliseconds == 0 {
        format!("It takes {total}; you guessed {guess}.")
    } else if guessed > milliseconds {
        format!("It takes {total}; you guessed {guess}, {} as long.", times(guessed, milliseconds))
    } else {
        format!("It takes {total}, {} as long as you guessed ({guess}).", times(milliseconds, guessed))
    };
    Verdict { right, parts_at: None, sentence }
}

/// `1.25 s`, or `40 ms` for what is short.
fn seconds(milliseconds: u64) -> String {
    if milliseconds < 100 {
        return format!("{milliseconds} ms");
    }
    let thousandths = format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
    format!("{} s", thousandths.trim_end_matches('0').trim_end_matches('.'))
}

/// How often the smaller goes into the larger: `1.5 times`.
fn times(larger: u64, smaller: u64) -> String {
    let tenths = larger.saturating_mul(10).saturating_add(smaller / 2) / smaller;
    match tenths % 10 {
        0 => format!("{} times", tenths / 10),
        rest => format!("{}.{rest} times", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_order_is_right_or_goes_wrong_at_a_line() {
        let printed = ["a", "b", "c"];
        assert!(judge_order(&printed, &["a", "b", "c"]).right);
        let verdict = judge_order(&printed, &["a", "c", "b"]);
        assert_eq!(verdict.parts_at, Some(1));
        assert_eq!(
            verdict.sentence,
            "Right up to line 1. The next that is printed is “b”; you expected “c”."
        );
        let verdict = judge_order(&printed, &["b", "a", "c"]);
        assert_eq!(verdict.sentence, "Not quite: the first that is printed is “a”; you expected “b”.");
        assert_eq!(judge_order(&printed, &["a", "b"]).parts_at, Some(2));
    }

    #[test]
    fn equal_lines_may_change_places() {
        assert!(judge_order(&["tick", "tick", "end"], &["tick", "tick", "end"]).right);
        assert_eq!(shuffled(&["tick", "tick", "end"]), [2, 0, 1]);
    }

    #[test]
    fn what_has_no_order_is_not_asked_about() {
        for output in ["", "one\n", "same\nsame\n"] {
            assert!(lines_to_order(output).is_err(), "{output}");
        }
        assert!(lines_to_order(&"a\nb\n".repeat(5)).unwrap_err().contains("10 lines"));
        assert_eq!(lines_to_order("b\na\n"), Ok(vec!["b", "a"]));
    }

    #[test]
    fn a_total_is_right_within_a_twentieth() {
        // A twentieth of 1250 is 62.
        assert!(judge_total(1250, 1188).right && judge_total(1250, 1312).right);
        let far = judge_total(25_000, 1250);
        assert_eq!(far.sentence, "It takes 25 s, 20 times as long as you guessed (1.25 s).");
        assert_eq!(judge_total(600, 900).sentence, "It takes 0.6 s; you guessed 0.9 s, 1.5 times as long.");
        assert_eq!(judge_total(40, 0).sentence, "It takes 40 ms; you guessed 0 ms.");
        assert!(judge_total(u64::MAX, 1).sentence.ends_with("(1 ms)."));
    }

    proptest! {
        #[test]
        fn what_is_shown_first_is_never_the_answer(lines in prop::collection::vec("[abc]", 2..=MOST_LINES)) {
            let output = lines.join("\n");
            if let Ok(lines) = lines_to_order(&output) {
                let shown: Vec<&str> = shuffled(&lines).into_iter().map(|place| lines[place]).collect();
                prop_assert!(!judge_order(&lines, &shown).right);
            }
        }
    }
}
