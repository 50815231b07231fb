//! Numbers with a fraction as text, for people and for style sheets.
//!
//! `format!("{:.1}")` is right to the last digit of any number, and 10 KB of the page. These are right for numbers whose digits fit in 53
//! bits, which times, lengths and shares do. What it is not: for numbers of programs, which the interpreter writes as Python does.

/// A number with so many digits after the point, at most 9; a tie goes to the even digit. `fixed(12.25, 1)` is `12.2`.
pub fn fixed(value: f64, digits: u32) -> String {
    let scale = 10_u64.pow(digits.min(9));
    let scaled = (value * scale as f64).round_ties_even();
    let sign = if scaled < 0.0 { "-" } else { "" };
    let all = scaled.abs() as u64;
    let (whole, fraction) = (all / scale, all % scale);
    match digits {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{fraction:0width$}", width = digits.min(9) as usize),
    }
}

/// The same without zeros at its end: `rounded(2.50, 2)` is `2.5`, and `rounded(2.0, 2)` is `2`.
pub fn rounded(value: f64, digits: u32) -> String {
    let mut text = fixed(value, digits);
    if digits > 0 {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn zeros_at_the_end_are_left_out_where_that_is_asked() {
        assert_eq!(
            [fixed(2.5, 2), rounded(2.5, 2), rounded(2.0, 2), rounded(200.0, 0)],
            ["2.50", "2.5", "2", "200"]
        );
    }

    #[test]
    fn what_is_no_number_is_none_and_what_is_too_large_is_large() {
        assert_eq!(fixed(f64::NAN, 1), "0.0");
        assert_eq!(fixed(f64::NEG_INFINITY, 0), format!("-{}", u64::MAX));
    }

    proptest! {
        #[test]
        fn they_are_as_the_standard_library_writes_them(thousandths in -1_000_000_000_i64..1_000_000_000, digits in 0_u32..4) {
            // Ties aside, of which the product can be one where the number is none.
            let value = (thousandths * 10 + 1) as f64 / 10_000.0;
            let width = digits as usize;
            let (ours, theirs) = (fixed(value, digits), format!("{value:.width$}"));
            // They know a zero that is less than zero.
            let is_zero = theirs.chars().all(|character| "-0.".contains(character));
            prop_assert_eq!(ours, if is_zero { theirs.trim_start_matches('-').to_owned() } else { theirs });
        }
    }
}
