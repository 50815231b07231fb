//! `float`.

use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

use super::hash::split_float;
use super::receiver::{class_argument, plain, split, wrong_receiver};
use super::text::{decimal_value, is_space};
use super::wrap;
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::symbol::known;
use crate::table::Entry;
use crate::value::Value;

/// `float`'s methods.
pub(crate) const METHODS: &[Entry] = &[
    Entry::plain("__new__", new).without_self(),
    Entry::plain("is_integer", |vm, args| {
        let number = alone(vm, args, "is_integer")?;
        Ok(Value::Bool(number.is_finite() && number.fract() == 0.0))
    }),
    Entry::plain("as_integer_ratio", as_integer_ratio),
    Entry::plain("hex", |vm, args| Ok(Value::str(hex_text(alone(vm, args, "hex")?)))),
    Entry::plain("fromhex", from_hex).of_class(),
    Entry::plain("conjugate", |vm, args| Ok(Value::Float(alone(vm, args, "conjugate")?))),
    Entry::plain("real", |vm, args| Ok(Value::Float(alone(vm, args, "real")?))).as_property(),
    Entry::plain("imag", |_, _| Ok(Value::Float(0.0))).as_property(),
    Entry::plain("__round__", |vm, args| {
        let (number, args) = float_receiver(vm, args, "__round__")?;
        let [digits] = args.between(vm, "__round__", 0)?;
        vm.round_float(number, &digits)
    }),
];

fn float_receiver(vm: &mut Vm, args: Args, method: &str) -> Result<(f64, Args)> {
    let (receiver, args) = split(vm, args, "float", method)?;
    match plain(&receiver) {
        Value::Float(number) => Ok((*number, args)),
        _ => Err(wrong_receiver(vm, &receiver, "float", method)),
    }
}

fn alone(vm: &mut Vm, args: Args, method: &str) -> Result<f64> {
    let (number, args) = float_receiver(vm, args, method)?;
    let [] = args.exactly(vm, &format!("float.{method}"))?;
    Ok(number)
}

/// `float(value)`
fn new(vm: &mut Vm, args: Args) -> Result<Value> {
    let (class, args) = class_argument(vm, args, "float")?;
    let [value] = args.between(vm, "float", 0)?;
    let number = match plain(&value) {
        Value::Missing => 0.0,
        Value::Str(text) => match parse_float(text.as_str()) {
            Some(number) if number.is_nan() => vm.new_nan(),
            Some(number) => number,
            None => return Err(not_a_float(vm, &value)?),
        },
        Value::Bytes(bytes) => match std::str::from_utf8(bytes).ok().and_then(parse_float) {
            Some(number) => number,
            None => return Err(not_a_float(vm, &value)?),
        },
        _ => {
            let convertible =
                matches!(plain(&value), Value::Float(_) | Value::Int(_) | Value::Bool(_) | Value::BigInt(_))
                    || matches!(value, Value::Instance(_))
                        && (vm.lookup_special(&value, known::FLOAT).is_some()
                            || vm.lookup_special(&value, known::INDEX).is_some());
            if !convertible {
                let name = vm.class_name(&value);
                let message = format!("float() argument must be a string or a real number, not '{name}'");
                return Err(vm.type_error(message));
            }
            vm.real(&value)?
        }
    };
    Ok(wrap(&class, Value::Float(number)))
}

fn not_a_float(vm: &mut Vm, value: &Value) -> Result<crate::exception::Raised> {
    let shown = vm.repr(plain(value))?;
    Ok(vm.value_error(format!("could not convert string to float: {shown}")))
}

/// A float as text writes it, with underscores between digits and white space around.
pub(crate) fn parse_float(text: &str) -> Option<f64> {
    let mut ascii = String::with_capacity(text.len());
    let mut before = ' ';
    let trimmed = text.trim_matches(is_space);
    let mut characters = trimmed.chars().peekable();
    while let Some(character) = characters.next() {
        match decimal_value(character) {
            Some(digit) => ascii.push(char::from_digit(digit, 10)?),
            None if character == '_' => {
                let between = decimal_value(before).is_some()
                    && characters.peek().is_some_and(|next| decimal_value(*next).is_some());
                if !between {
                    return None;
                }
            }
            None => ascii.push(character.to_ascii_lowercase()),
        }
        before = character;
    }
    let unsigned = ascii.trim_start_matches(['+', '-']);
    let named = matches!(unsigned, "inf" | "infinity" | "nan");
    let numeric = unsigned.starts_with(|character: char| character.is_ascii_digit() || character == '.');
    if ascii.len() - unsigned.len() > 1 || !(named || numeric) {
        return None;
    }
    ascii.parse().ok()
}

fn as_integer_ratio(vm: &mut Vm, args: Args) -> Result<Value> {
    let number = alone(vm, args, "as_integer_ratio")?;
    if number.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    if number.is_infinite() {
        return Err(vm.overflow("cannot convert Infinity to integer ratio"));
    }
    let (numerator, denominator) = integer_ratio(number);
    Ok(Value::tuple(vec![Value::from_big(numerator), Value::from_big(denominator)]))
}

/// A finite float as a fraction in lowest terms.
pub(crate) fn integer_ratio(number: f64) -> (BigInt, BigInt) {
    let (mantissa, exponent) = split_float(number.abs());
    // 53 bits of mantissa as an int; trailing zeros go to the exponent.
    let mut digits = (mantissa * 2_f64.powi(53)) as i64;
    let mut exponent = exponent - 53;
    if digits == 0 {
        return (BigInt::ZERO, BigInt::from(1));
    }
    let zeros = digits.trailing_zeros();
    digits >>= zeros;
    exponent += zeros as i32;
    let signed = BigInt::from(if number < 0.0 { -digits } else { digits });
    match exponent {
        0.. => (signed << exponent as u32, BigInt::from(1)),
        _ => (signed, BigInt::from(1) << exponent.unsigned_abs()),
    }
}

/// `float.hex`
fn hex_text(number: f64) -> String {
    if !number.is_finite() {
        return super::number_text::float_repr(number);
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    let bits = number.to_bits();
    let (exponent, fraction) = (((bits >> 52) & 0x7FF) as i32, bits & ((1 << 52) - 1));
    match (exponent, fraction) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{fraction:013x}p-1022"),
        _ => format!("{sign}0x1.{fraction:013x}p{:+}", exponent - 1023),
    }
}

fn from_hex(vm: &mut Vm, args: Args) -> Result<Value> {
    let (class, args) = class_argument(vm, args, "float")?;
    let [text] = args.exactly(vm, "float.fromhex")?;
    let text = vm.text_argument(&text, "fromhex() argument")?;
    match parse_hex(text.as_str().trim()) {
        Some(number) => Ok(wrap(&class, Value::Float(number))),
        None => Err(vm.value_error("invalid hexadecimal floating-point string")),
    }
}

fn parse_hex(text: &str) -> Option<f64> {
    let lower = text.to_ascii_lowercase();
    let (negative, unsigned) = match lower.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, lower.strip_prefix('+').unwrap_or(&lower)),
    };
    if let "inf" | "infinity" | "nan" = unsigned {
        return lower.parse().ok();
    }
    let unsigned = unsigned.strip_prefix("0x").unwrap_or(unsigned);
    let (digits, exponent) = match unsigned.split_once('p') {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mantissa = BigInt::parse_bytes(format!("{whole}{fraction}").as_bytes(), 16)?;
    let exponent = exponent.checked_sub(4 * i32::try_from(fraction.len()).ok()?)?;
    let half = (exponent / 2).clamp(-1000, 1000);
    let rest = (exponent - exponent / 2).clamp(-1000, 1000);
    let number = mantissa.to_f64()? * 2_f64.powi(half) * 2_f64.powi(rest);
    Some(if negative { -number } else { number })
}

/// How many NaNs there are.
#[derive(Debug, Default)]
struct NanCount(u64);

impl Vm {
    /// A NaN that is not the same object as any other: floats have no identity but their bits, and these have room for a number.
    fn new_nan(&mut self) -> f64 {
        let count = self.extensions.get::<NanCount>();
        count.0 += 1;
        f64::from_bits(f64::NAN.to_bits() | (count.0 & 0xFFFF_FFFF))
    }

    /// `round(float, digits)`: halves to even; without digits the result is an int.
    pub(crate) fn round_float(&mut self, number: f64, digits: &Value) -> Result<Value> {
        if digits.is_missing() || digits.is_none() {
            let rounded = self.big_from_float(number.round_ties_even())?;
            return Ok(Value::from_big(rounded));
        }
        let digits = self.clamped_integer(digits)?;
        if !number.is_finite() || digits > 323 {
            return Ok(Value::Float(number));
        }
        if digits < -308 {
            return Ok(Value::Float(0.0_f64.copysign(number)));
        }
        let rounded = if digits >= 0 {
            // Formatting rounds the exact value correctly, which scaling by a power of ten would not.
            format!("{number:.*}", digits as usize).parse().unwrap_or(number)
        } else {
            round_to_power(number, digits.unsigned_abs() as u32)
        };
        if f64::is_infinite(rounded) {
            return Err(self.overflow("rounded value too large to represent"));
        }
        Ok(Value::Float(rounded))
    }
}

/// To a multiple of `10**power`, halves to even.
fn round_to_power(number: f64, power: u32) -> f64 {
    let unit = BigInt::from(10).pow(power);
    let whole = BigInt::from_f64(number.trunc()).unwrap_or_default();
    let (quotient, rest) = num_integer::Integer::div_mod_floor(&whole, &unit);
    let twice: BigInt = rest * 2;
    let fraction = number.fract();
    let above = twice > unit || (twice == unit && fraction > 0.0);
    let tie = twice == unit && fraction == 0.0 && num_integer::Integer::is_odd(&quotient);
    let rounded = (quotient + i32::from(above || tie)) * unit;
    let float = rounded.to_f64().unwrap_or(number);
    if float == 0.0 { 0.0_f64.copysign(number) } else { float }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_read_as_python_reads_them() {
        assert_eq!(parse_float(" 1_000.5e-3\n"), Some(1.0005));
        assert_eq!(parse_float("-Infinity"), Some(f64::NEG_INFINITY));
        assert_eq!(parse_float(".5"), Some(0.5));
        assert_eq!(parse_float("5."), Some(5.0));
        for wrong in ["", "1__0", "_1", "--1", "infin", "1e", "0x10", "."] {
            assert_eq!(parse_float(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn floats_in_hexadecimal_are_as_in_cpython() {
        assert_eq!(hex_text(1.5), "0x1.8000000000000p+0");
        assert_eq!(hex_text(-0.1), "-0x1.999999999999ap-4");
        assert_eq!(parse_hex("0x1p3"), Some(8.0));
        assert_eq!(parse_hex("-0x1.999999999999ap-4"), Some(-0.1));
    }

    #[test]
    fn a_float_is_the_ratio_of_two_ints() {
        assert_eq!(integer_ratio(-1.5), (BigInt::from(-3), BigInt::from(2)));
        assert_eq!(integer_ratio(1e20), (BigInt::from(10).pow(20), BigInt::from(1)));
    }
}
