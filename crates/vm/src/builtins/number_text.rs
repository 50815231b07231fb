//! Numbers as text: floats in the shortest form that reads back as the same number, and in C's `e`, `f` and `g` forms.
//! As `Python/pystrtod.c`, `format_float_short`.

use num_bigint::BigInt;

/// How a float is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// The shortest digits that read back as the same number: `repr`.
    Shortest,
    /// `e`: so many digits after the point, and an exponent.
    Exponent(usize),
    /// `f`: so many digits after the point.
    Fixed(usize),
    /// `g`: so many digits in all, whichever of the two is shorter.
    General(usize),
}

/// How a float is written in detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    /// The form.
    pub(crate) form: Form,
    /// Whether `.0` is added to what would look like an int.
    pub(crate) add_point_zero: bool,
    /// `#`: keep the point, and zeros at the end in `g`.
    pub(crate) alternate: bool,
}

/// `repr(number)`
pub(crate) fn float_repr(number: f64) -> String {
    float_text(number, Style { form: Form::Shortest, add_point_zero: true, alternate: false })
}

/// A float in some form, with `-` if it is negative.
pub(crate) fn float_text(number: f64, style: Style) -> String {
    if number.is_nan() {
        return "nan".to_owned();
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number.is_infinite() {
        return format!("{sign}inf");
    }
    format!("{sign}{}", magnitude_text(number.abs(), style))
}

fn magnitude_text(number: f64, style: Style) -> String {
    match style.form {
        Form::Fixed(precision) => {
            let text = fixed(number, precision);
            if style.alternate && precision == 0 { text + "." } else { text }
        }
        Form::Exponent(precision) => {
            let (digits, exponent) = digits_of(&exact_exponent(number, precision));
            with_exponent(&digits, exponent, style.alternate)
        }
        Form::Shortest => {
            let (digits, exponent) = digits_of(&format!("{number:e}"));
            let digits = digits.trim_end_matches('0');
            let digits = if digits.is_empty() { "0" } else { digits };
            if (-4..16).contains(&exponent) {
                let text = positional(digits, exponent);
                return if style.add_point_zero && !text.contains('.') { text + ".0" } else { text };
            }
            with_exponent(digits, exponent, style.alternate)
        }
        Form::General(precision) => general(number, precision.max(1), style),
    }
}

fn general(number: f64, precision: usize, style: Style) -> String {
    let (mut digits, exponent) = digits_of(&exact_exponent(number, precision - 1));
    if !style.alternate {
        digits.truncate(digits.trim_end_matches('0').len().max(1));
    }
    // With `.0` to add, the last digit before the point must not be the last one there is room for.
    let highest = precision as i32 - i32::from(style.add_point_zero);
    if exponent >= -4 && exponent < highest {
        let text = positional(&digits, exponent);
        return match (text.contains('.'), style.alternate, style.add_point_zero) {
            (false, true, _) => text + ".",
            (false, false, true) => text + ".0",
            _ => text,
        };
    }
    with_exponent(&digits, exponent, style.alternate)
}

/// The longest that Rust's formatting takes; further digits of a float are all 0.
const LONGEST_PRECISION: usize = 1100;

fn fixed(number: f64, precision: usize) -> String {
    let exact = precision.min(LONGEST_PRECISION);
    let mut text = format!("{number:.exact$}");
    text.extend(std::iter::repeat_n('0', precision - exact));
    text
}

fn exact_exponent(number: f64, precision: usize) -> String {
    let exact = precision.min(LONGEST_PRECISION);
    let text = format!("{number:.exact$e}");
    if exact == precision {
        return text;
    }
    let (mantissa, exponent) = text.split_once('e').expect("this form has an exponent");
    format!("{mantissa}{}e{exponent}", "0".repeat(precision - exact))
}

/// `"1.25e-7"` as its digits `"125"` and its exponent -7.
fn digits_of(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').expect("this form has an exponent");
    let exponent = exponent.parse().expect("the exponent of a float is small");
    (mantissa.chars().filter(|&digit| digit != '.').collect(), exponent)
}

/// Digits with the point where the exponent puts it.
fn positional(digits: &str, exponent: i32) -> String {
    if exponent < 0 {
        return format!("0.{}{digits}", "0".repeat((-exponent - 1) as usize));
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        return format!("{digits}{}", "0".repeat(whole - digits.len()));
    }
    format!("{}.{}", &digits[..whole], &digits[whole..])
}

fn with_exponent(digits: &str, exponent: i32, alternate: bool) -> String {
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() && !alternate { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{first}{point}{rest}e{sign}{:02}", exponent.unsigned_abs())
}

/// Digits of a number in groups of `size` from the right, padded with zeros on the left so that the whole is at least `width`
/// long: as `_PyUnicode_InsertThousandsGrouping`.
pub(crate) fn group_digits(digits: &str, separator: char, size: usize, width: usize) -> String {
    let mut reversed: Vec<char> = Vec::new();
    let mut source = digits.chars().rev();
    let mut in_group = 0;
    loop {
        let next = source.next();
        let missing = width.saturating_sub(reversed.len());
        let digit = match next {
            Some(digit) => digit,
            None if missing == 0 => break,
            // A separator in the first place would need a digit before it.
            None => '0',
        };
        if in_group == size {
            reversed.push(separator);
            in_group = 0;
            if next.is_none() && reversed.len() >= width {
                reversed.push('0');
                break;
            }
        }
        reversed.push(digit);
        in_group += 1;
    }
    reversed.into_iter().rev().collect()
}

/// An int in base 2, 8, 10 or 16, without prefix; the sign is left out.
pub(crate) fn magnitude_in_base(number: &BigInt, base: u32) -> String {
    number.magnitude().to_str_radix(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each pair: a float, and what `python3 -c 'print(repr(…))'` printed.
    const REPR: &[(f64, &str)] = &[
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (1.0, "1.0"),
        (0.1, "0.1"),
        (1e15, "1000000000000000.0"),
        (1e16, "1e+16"),
        (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
        (0.0001, "0.0001"),
        (0.00001, "1e-05"),
        (1.5e-7, "1.5e-07"),
        (1e100, "1e+100"),
        (5e-324, "5e-324"),
        (1.797_693_134_862_315_7e308, "1.7976931348623157e+308"),
        (f64::INFINITY, "inf"),
        (f64::NEG_INFINITY, "-inf"),
        (f64::NAN, "nan"),
        (2.0 / 3.0, "0.6666666666666666"),
        (0.1 + 0.2, "0.30000000000000004"),
    ];

    #[test]
    fn a_float_is_written_with_the_fewest_digits_that_read_back() {
        for (number, text) in REPR {
            assert_eq!(float_repr(*number), *text);
        }
    }

    #[test]
    fn digits_are_grouped_and_padded_as_in_cpython() {
        assert_eq!(group_digits("1234567", ',', 3, 0), "1,234,567");
        assert_eq!(group_digits("123", ',', 3, 0), "123");
        // format(1234, '010,') and format(1234, '08,')
        assert_eq!(group_digits("1234", ',', 3, 10), "00,001,234");
        assert_eq!(group_digits("1234", ',', 3, 8), "0,001,234");
    }
}
