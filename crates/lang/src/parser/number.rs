//! The values of number literals.

use crate::ast::Constant;
use crate::error::Error;
use crate::span::Span;
use num_bigint::BigInt;
use num_traits::{Num, ToPrimitive};

/// Reading a decimal number takes time that grows with the square of its length; CPython stops here, too.
const MAX_DIGITS: usize = 4300;

/// What a literal stands for. The lexer has checked its shape.
pub(super) fn value(text: &str, span: Span) -> Result<Constant, Error> {
    let digits: String = text.chars().filter(|c| *c != '_').collect();
    let radix = match digits.get(..2) {
        Some("0x" | "0X") => 16,
        Some("0o" | "0O") => 8,
        Some("0b" | "0B") => 2,
        _ => 10,
    };
    if radix != 10 {
        return Ok(parse_integer(&digits[2..], radix));
    }
    if digits.ends_with(['j', 'J']) {
        let number = &digits[..digits.len() - 1];
        return Ok(Constant::Imaginary(number.parse().unwrap_or(f64::INFINITY)));
    }
    if digits.contains(['.', 'e', 'E']) {
        // Rust reads what Python writes, with the same rounding; `inf` for what is too large, as Python does.
        return Ok(Constant::Float(digits.parse().unwrap_or(f64::INFINITY)));
    }
    if digits.len() > MAX_DIGITS {
        let message = format!(
            "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {} digits; use \
             sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid \
             decimal conversion limits.",
            digits.len()
        );
        return Err(Error::syntax(message, span));
    }
    Ok(parse_integer(&digits, 10))
}

fn parse_integer(digits: &str, radix: u32) -> Constant {
    match i64::from_str_radix(digits, radix) {
        Ok(small) => Constant::Int(small),
        Err(_) => integer(BigInt::from_str_radix(digits, radix).unwrap_or_default()),
    }
}

/// The constant for an integer: small if it fits.
pub(crate) fn integer(value: BigInt) -> Constant {
    match value.to_i64() {
        Some(small) => Constant::Int(small),
        None => Constant::BigInt(value),
    }
}
