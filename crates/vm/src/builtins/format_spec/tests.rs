//! Formatting, compared with what CPython printed.

use num_bigint::BigInt;

use super::{FormatError, FormatSpec};
use crate::builtins::number_text::float_repr;

/// Formats a value that is given by its type and text.
fn formatted(type_name: &str, text: &str, spec: &str) -> Result<String, String> {
    let result = FormatSpec::parse(spec, type_name).and_then(|parsed| match type_name {
        "int" if text == "1e400" => parsed.format_int(&BigInt::from(10).pow(400), "int"),
        "int" => parsed.format_int(&text.parse().expect("the table holds ints"), "int"),
        "float" => parsed.format_float(text.parse().expect("the table holds floats")),
        _ => parsed.format_text(text),
    });
    result.map_err(|error| match error {
        FormatError::Value(message) => message,
        FormatError::Overflow(message) => message.to_owned(),
    })
}

#[test]
fn values_are_formatted_as_in_cpython() {
    // Type, value, specifier, and what `format(value, specifier)` gave or said in CPython 3.11.7.
    #[rustfmt::skip]
    let table: &[(&str, &str, &str, Result<&str, &str>)] = &[
        ("int", "42", "", Ok("42")),
        ("int", "42", "d", Ok("42")),
        ("int", "42", "5", Ok("   42")),
        ("int", "42", "<5", Ok("42   ")),
        ("int", "42", "^5", Ok(" 42  ")),
        ("int", "42", "=5", Ok("   42")),
        ("int", "-42", "=5", Ok("-  42")),
        ("int", "42", "05", Ok("00042")),
        ("int", "-42", "05", Ok("-0042")),
        ("int", "42", "+", Ok("+42")),
        ("int", "42", " ", Ok(" 42")),
        ("int", "42", "x", Ok("2a")),
        ("int", "42", "X", Ok("2A")),
        ("int", "42", "#x", Ok("0x2a")),
        ("int", "42", "#X", Ok("0X2A")),
        ("int", "42", "o", Ok("52")),
        ("int", "42", "#o", Ok("0o52")),
        ("int", "42", "b", Ok("101010")),
        ("int", "42", "#010b", Ok("0b00101010")),
        ("int", "1234567", ",", Ok("1,234,567")),
        ("int", "1234567", "_", Ok("1_234_567")),
        ("int", "255", "_b", Ok("1111_1111")),
        ("int", "1234", "010,", Ok("00,001,234")),
        ("int", "1234", "08,", Ok("0,001,234")),
        ("int", "1234", "09,", Ok("0,001,234")),
        ("int", "97", "c", Ok("a")),
        ("int", "97", "5c", Ok("    a")),
        ("int", "3", "f", Ok("3.000000")),
        ("int", "3", ".1f", Ok("3.0")),
        ("int", "3", "e", Ok("3.000000e+00")),
        ("int", "3", "%", Ok("300.000000%")),
        ("int", "3", "n", Ok("3")),
        ("int", "100000000000000000000", ",", Ok("100,000,000,000,000,000,000")),
        ("int", "-1234", "*^+12,", Ok("***-1,234***")),
        ("int", "42", "é>6", Ok("éééé42")),
        ("int", "1", "zz", Err("Unknown format code 'z' for object of type 'int'")),
        ("int", "1", ".3", Err("Precision not allowed in integer format specifier")),
        ("int", "1", ",_", Err("Cannot specify both ',' and '_'.")),
        ("int", "1", "_,", Err("Cannot specify both ',' and '_'.")),
        ("int", "1", "+c", Err("Sign not allowed with integer format specifier 'c'")),
        ("int", "1", "#c", Err("Alternate form (#) not allowed with integer format specifier 'c'")),
        ("int", "1", ",x", Err("Cannot specify ',' with 'x'.")),
        ("int", "1", "s", Err("Unknown format code 's' for object of type 'int'")),
        ("int", "1", "10.", Err("Format specifier missing precision")),
        ("int", "1", "ab", Err("Invalid format specifier 'ab' for object of type 'int'")),
        ("int", "1", "é", Err("Unknown format code '\\xe9' for object of type 'int'")),
        ("int", "1", "99999999999999999999", Err("Too many decimal digits in format string")),
        ("int", "-1", "c", Err("%c arg not in range(0x110000)")),
        ("int", "1e400", "f", Err("int too large to convert to float")),
        ("str", "abc", "", Ok("abc")),
        ("str", "abc", "s", Ok("abc")),
        ("str", "abc", "6", Ok("abc   ")),
        ("str", "abc", ">6", Ok("   abc")),
        ("str", "abc", "^6", Ok(" abc  ")),
        ("str", "abc", "*^7", Ok("**abc**")),
        ("str", "abc", ".2", Ok("ab")),
        ("str", "abc", "^7.2", Ok("  ab   ")),
        ("str", "abc", "06", Ok("abc000")),
        ("str", "abc", ">06", Ok("000abc")),
        ("str", "日本", "4", Ok("日本  ")),
        ("str", "abc", "d", Err("Unknown format code 'd' for object of type 'str'")),
        ("str", "abc", "+", Err("Sign not allowed in string format specifier")),
        ("str", "abc", " ", Err("Space not allowed in string format specifier")),
        ("str", "abc", "=", Err("'=' alignment not allowed in string format specifier")),
        ("str", "abc", "#", Err("Alternate form (#) not allowed in string format specifier")),
        ("str", "abc", ",", Err("Cannot specify ',' with 's'.")),
        ("str", "abc", "z", Err("Negative zero coercion (z) not allowed in string format specifier")),
        ("str", "abc", "_s", Err("Cannot specify '_' with 's'.")),
        ("float", "inf", "", Ok("inf")),
        ("float", "nan", "F", Ok("NAN")),
        ("float", "inf", "010", Ok("0000000inf")),
        ("float", "nan", "010,", Ok("0000000nan")),
        ("float", "-0.0", "z.1f", Ok("0.0")),
        ("float", "-0.04", "z.1f", Ok("0.0")),
        ("float", "1.5", "d", Err("Unknown format code 'd' for object of type 'float'")),
        ("float", "1.5", "c", Err("Unknown format code 'c' for object of type 'float'")),
        ("float", "1000000.0", "g", Ok("1e+06")),
        ("float", "100000.0", "G", Ok("100000")),
        ("float", "100.0", "#g", Ok("100.000")),
        ("float", "1234.5", "010,", Ok("0,001,234.5")),
        ("float", "1234.5", "08,", Ok("01,234.5")),
        ("float", "0.5", ".0f", Ok("0")),
        ("float", "1.5", ".0f", Ok("2")),
        ("float", "2.5", ".0f", Ok("2")),
        ("float", "0.0", ".0", Ok("0e+00")),
        ("float", "12345.0", ".5", Ok("1.2345e+04")),
        ("float", "12345.0", ".6", Ok("12345.0")),
        ("float", "10000000000.0", "", Ok("10000000000.0")),
        ("float", "1e+16", "", Ok("1e+16")),
        ("float", "123456789.0", ",", Ok("123,456,789.0")),
    ];
    for (type_name, text, spec, expected) in table {
        let result = formatted(type_name, text, spec);
        assert_eq!(result.as_deref().map_err(String::as_str), *expected, "format({text}, {spec:?})");
    }
}

#[test]
fn floats_are_written_as_cpython_wrote_them() {
    let recorded = include_str!("../../../../../tests/recorded/floats.txt");
    for line in recorded.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split(" | ").collect();
        let [bits, repr, spec, text] = parts[..] else { panic!("a line has four parts: {line}") };
        let number = f64::from_bits(u64::from_str_radix(bits, 16).expect("bits are hexadecimal"));
        assert_eq!(float_repr(number), repr);
        assert_eq!(
            formatted("float", &format!("{number:?}"), spec).as_deref(),
            Ok(text),
            "format({repr}, {spec:?})"
        );
    }
}
