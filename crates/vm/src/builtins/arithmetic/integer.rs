//! Arithmetic of ints, of whatever size. As `Objects/longobject.c`.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::Vm;
use crate::builtins::receiver::big_of;
use crate::exception::{Raised, Result};
use crate::value::Value;
use lang::code::BinaryOp;

/// The result of multiplying or shifting may have so many bits, that of a power fewer: what takes longer would hang the page.
const LONGEST_PRODUCT: u64 = 1 << 24;
const LONGEST_POWER: u64 = 1 << 22;
/// A division may take so many steps.
const LONGEST_DIVISION: u64 = 1 << 27;

/// `-number`
pub(crate) fn negated(number: i64) -> Value {
    number.checked_neg().map_or_else(|| Value::from_big(-BigInt::from(number)), Value::Int)
}

impl Vm {
    /// `a op b` of ints that fit; None if ints have no such operator.
    pub(super) fn small_operation(&mut self, op: BinaryOp, a: i64, b: i64) -> Result<Option<Value>> {
        let result = match op {
            BinaryOp::Add => a.checked_add(b),
            BinaryOp::Subtract => a.checked_sub(b),
            BinaryOp::Multiply => a.checked_mul(b),
            BinaryOp::BitAnd => Some(a & b),
            BinaryOp::BitOr => Some(a | b),
            BinaryOp::BitXor => Some(a ^ b),
            BinaryOp::FloorDivide if b != 0 && b != -1 => Some(Integer::div_floor(&a, &b)),
            BinaryOp::Modulo if b != 0 && b != -1 => Some(Integer::mod_floor(&a, &b)),
            BinaryOp::TrueDivide if b != 0 && a.unsigned_abs() <= 1 << 53 && b.unsigned_abs() <= 1 << 53 => {
                // Both are exact as floats, so that one division rounds once.
                return Ok(Some(Value::Float(a as f64 / b as f64)));
            }
            BinaryOp::LeftShift if (0..63).contains(&b) => a.checked_mul(1 << b),
            BinaryOp::RightShift if b >= 0 => Some(a >> b.min(63)),
            BinaryOp::Power if b >= 0 => u32::try_from(b).ok().and_then(|b| a.checked_pow(b)),
            _ => None,
        };
        match result {
            Some(result) => Ok(Some(Value::Int(result))),
            None => self.big_operation(op, &BigInt::from(a), &BigInt::from(b)),
        }
    }

    /// `a op b` of ints and bools; None if ints have no such operator.
    pub(super) fn integer_operation(&mut self, op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
        if let (Value::Bool(a), Value::Bool(b)) = (a, b) {
            match op {
                BinaryOp::BitAnd => return Ok(Some(Value::Bool(a & b))),
                BinaryOp::BitOr => return Ok(Some(Value::Bool(a | b))),
                BinaryOp::BitXor => return Ok(Some(Value::Bool(a ^ b))),
                _ => {}
            }
        }
        match (crate::equality::small(a), crate::equality::small(b)) {
            (Some(a), Some(b)) => self.small_operation(op, a, b),
            _ => match (big_of(a), big_of(b)) {
                (Some(a), Some(b)) => self.big_operation(op, &a, &b),
                _ => Ok(None),
            },
        }
    }

    fn big_operation(&mut self, op: BinaryOp, a: &BigInt, b: &BigInt) -> Result<Option<Value>> {
        self.work_of_big(op, a, b)?;
        let result = match op {
            BinaryOp::Add => a + b,
            BinaryOp::Subtract => a - b,
            BinaryOp::Multiply => {
                self.check_bits(a.bits().saturating_add(b.bits()), LONGEST_PRODUCT)?;
                a * b
            }
            BinaryOp::FloorDivide | BinaryOp::Modulo if b.is_zero() => {
                let what =
                    if op == BinaryOp::Modulo { "integer modulo" } else { "integer division or modulo" };
                return Err(self.error("ZeroDivisionError", format!("{what} by zero")));
            }
            BinaryOp::FloorDivide => {
                self.check_division(a, b)?;
                a.div_floor(b)
            }
            BinaryOp::Modulo => {
                self.check_division(a, b)?;
                a.mod_floor(b)
            }
            BinaryOp::TrueDivide => return self.true_divide(a, b).map(|float| Some(Value::Float(float))),
            BinaryOp::Power => return self.big_power(a, b).map(Some),
            BinaryOp::LeftShift => self.shift_left(a, b)?,
            BinaryOp::RightShift => self.shift_right(a, b)?,
            BinaryOp::BitAnd => a & b,
            BinaryOp::BitOr => a | b,
            BinaryOp::BitXor => a ^ b,
            BinaryOp::MatrixMultiply => return Ok(None),
        };
        Ok(Some(Value::from_big(result)))
    }

    /// Counts what an operation takes: Toom and Cook's multiplication about `n ** 1.5`, division each pair of digits.
    fn work_of_big(&mut self, op: BinaryOp, a: &BigInt, b: &BigInt) -> Result<()> {
        let digits = |number: &BigInt| (number.bits() / 64) as usize;
        let (more, less) = (digits(a).max(digits(b)), digits(a).min(digits(b)));
        self.work(match op {
            BinaryOp::Multiply | BinaryOp::Power => more.saturating_mul(less.isqrt() + 1) / 4,
            BinaryOp::FloorDivide | BinaryOp::Modulo | BinaryOp::TrueDivide => {
                digits(a).saturating_sub(digits(b)).saturating_mul(digits(b) + 1) / 4
            }
            _ => more,
        })
    }

    /// Division takes time for each pair of digits of the quotient and the divisor.
    fn check_division(&mut self, a: &BigInt, b: &BigInt) -> Result<()> {
        let quotient = a.bits().saturating_sub(b.bits());
        let steps = (quotient / 64).saturating_mul(b.bits() / 64);
        self.check_bits(steps / LONGEST_DIVISION * LONGEST_PRODUCT, LONGEST_PRODUCT)
    }

    /// Refuses ints that would take too long to work with.
    pub fn check_bits(&mut self, bits: u64, limit: u64) -> Result<()> {
        if bits <= limit {
            return Ok(());
        }
        Err(self.error("MemoryError", format!("an int of more than {limit} bits: Loopscope's limit")))
    }

    fn shift_count(&mut self, count: &BigInt) -> Result<Option<u64>> {
        if count.is_negative() {
            return Err(self.value_error("negative shift count"));
        }
        Ok(count.to_u64())
    }

    fn shift_left(&mut self, number: &BigInt, count: &BigInt) -> Result<BigInt> {
        let count = self.shift_count(count)?.unwrap_or(u64::MAX);
        if number.is_zero() {
            return Ok(BigInt::ZERO);
        }
        self.check_bits(number.bits().saturating_add(count), LONGEST_PRODUCT)?;
        Ok(number << count)
    }

    fn shift_right(&mut self, number: &BigInt, count: &BigInt) -> Result<BigInt> {
        match self.shift_count(count)? {
            Some(count) if count < number.bits() => Ok(number >> count),
            _ if number.is_negative() => Ok(BigInt::from(-1)),
            _ => Ok(BigInt::ZERO),
        }
    }

    fn big_power(&mut self, base: &BigInt, exponent: &BigInt) -> Result<Value> {
        if exponent.is_negative() {
            let (base, exponent) = (self.float_from_big(base)?, self.float_from_big(exponent)?);
            return self.float_power(base, exponent).map(Value::Float);
        }
        // 0, 1 and -1 stay small whatever the exponent.
        if base.bits() <= 1 {
            let odd = exponent.is_odd();
            let one = base.sign() == Sign::Plus || (base.sign() == Sign::Minus && !odd) || exponent.is_zero();
            return Ok(Value::Int(if one { 1 } else { -i64::from(base.sign() == Sign::Minus) }));
        }
        let bits = exponent.to_u64().map_or(u64::MAX, |exponent| (base.bits() - 1).saturating_mul(exponent));
        self.check_bits(bits, LONGEST_POWER)?;
        self.work((bits / 64).saturating_mul((bits / 64).isqrt()) as usize / 4)?;
        Ok(Value::from_big(base.pow(exponent.to_u32().expect("the check on bits bounds it"))))
    }

    /// `pow(base, exponent, modulus)`
    pub(crate) fn modular_power(
        &mut self,
        base: &BigInt,
        exponent: &BigInt,
        modulus: &BigInt,
    ) -> Result<Value> {
        if modulus.is_zero() {
            return Err(self.value_error("pow() 3rd argument cannot be 0"));
        }
        self.check_bits(base.bits().max(exponent.bits()).max(modulus.bits()), 1 << 14)?;
        if !exponent.is_negative() {
            return Ok(Value::from_big(base.modpow(exponent, modulus)));
        }
        match base.modinv(modulus) {
            Some(inverse) => Ok(Value::from_big(inverse.modpow(&-exponent, modulus))),
            None => Err(self.value_error("base is not invertible for the given modulus")),
        }
    }

    /// `a / b`, rounded once: as `long_true_divide`.
    fn true_divide(&mut self, a: &BigInt, b: &BigInt) -> Result<f64> {
        if b.is_zero() {
            return Err(self.error("ZeroDivisionError", "division by zero"));
        }
        self.check_division(a, b)?;
        if a.is_zero() {
            return Ok(if b.is_negative() { -0.0 } else { 0.0 });
        }
        match rounded_quotient(a, b) {
            Some(quotient) => Ok(quotient),
            None => Err(self.overflow("integer division result too large for a float")),
        }
    }

    /// An `OverflowError`.
    pub(crate) fn overflow(&mut self, message: &str) -> Raised {
        self.error("OverflowError", message)
    }
}

/// `a / b` rounded to the nearest float; None if it is too large for one.
fn rounded_quotient(a: &BigInt, b: &BigInt) -> Option<f64> {
    let negative = a.is_negative() != b.is_negative();
    let (a, b) = (a.magnitude(), b.magnitude());
    // The quotient gets 66 bits or so, but none below the smallest float's; what is cut off is kept as one sticky bit.
    let shift = (a.bits() as i64 - b.bits() as i64 - 66).max(-1140);
    let (numerator, denominator) = if shift < 0 {
        (a << shift.unsigned_abs(), b.clone())
    } else {
        (a.clone(), b << shift.unsigned_abs())
    };
    let (quotient, rest) = numerator.div_rem(&denominator);
    let sticky = if rest.is_zero() { quotient } else { quotient | num_bigint::BigUint::from(1_u8) };
    let float = scaled(&sticky, shift)?;
    Some(if negative { -float } else { float })
}

/// `number * 2**exponent` rounded once.
fn scaled(number: &num_bigint::BigUint, exponent: i64) -> Option<f64> {
    let bits = number.bits() as i64;
    let top = bits + exponent;
    if top > 1024 {
        return None;
    }
    // How many bits the float keeps: 53, fewer below the normal range.
    let kept = 53.min(top + 1074);
    let dropped = (bits - kept).max(0) as u64;
    let mut mantissa = number >> dropped;
    if dropped > 0 {
        let half = num_bigint::BigUint::from(1_u8) << (dropped - 1);
        let rest = number - (&mantissa << dropped);
        if rest > half || (rest == half && mantissa.is_odd()) {
            mantissa += 1_u8;
        }
    }
    let exponent = exponent + dropped as i64;
    // Two steps, since one power of two may be beyond the range of floats.
    let first = exponent / 2;
    let float = mantissa.to_f64()? * power_of_two(first) * power_of_two(exponent - first);
    if float.is_finite() { Some(float) } else { None }
}

fn power_of_two(exponent: i64) -> f64 {
    2_f64.powi(exponent.clamp(-1000, 1000) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_of_big_ints_are_rounded_once() {
        let ten = |power: u32| BigInt::from(10).pow(power);
        // python3 -c 'print(10**400 / 3**800, 1 / 10**320, (2**53+1) / 2, -7 / 10**22, 10**308 * 17 / 10)'
        let table = [
            (ten(400), BigInt::from(3).pow(800), 2.009_075_345_753_298_2e18),
            (BigInt::from(1), ten(320), 1e-320),
            (BigInt::from((1_i64 << 53) + 1), BigInt::from(2), 4_503_599_627_370_496.0),
            (BigInt::from(-7), ten(22), -7e-22),
            (ten(308) * 17, BigInt::from(10), 1.7e308),
        ];
        for (a, b, quotient) in table {
            assert_eq!(rounded_quotient(&a, &b), Some(quotient));
        }
        assert_eq!(rounded_quotient(&ten(400), &BigInt::from(1)), None);
    }
}
