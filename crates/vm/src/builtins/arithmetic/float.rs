//! Arithmetic of floats. As `Objects/floatobject.c`.

use crate::Vm;
use crate::exception::Result;
use crate::value::Value;
use lang::code::BinaryOp;

impl Vm {
    /// `a op b` of floats; None if floats have no such operator.
    pub(super) fn float_operation(&mut self, op: BinaryOp, a: f64, b: f64) -> Result<Option<Value>> {
        let result = match op {
            BinaryOp::Add => a + b,
            BinaryOp::Subtract => a - b,
            BinaryOp::Multiply => a * b,
            BinaryOp::TrueDivide => {
                self.check_divisor(b, "float division by zero")?;
                a / b
            }
            BinaryOp::FloorDivide => {
                self.check_divisor(b, "float floor division by zero")?;
                floor_and_rest(a, b).0
            }
            BinaryOp::Modulo => {
                self.check_divisor(b, "float modulo")?;
                floor_and_rest(a, b).1
            }
            BinaryOp::Power => self.float_power(a, b)?,
            _ => return Ok(None),
        };
        Ok(Some(Value::Float(result)))
    }

    /// Refuses to divide by zero.
    pub fn check_divisor(&mut self, divisor: f64, message: &str) -> Result<()> {
        if divisor == 0.0 { Err(self.error("ZeroDivisionError", message)) } else { Ok(()) }
    }

    /// `a ** b`
    pub(crate) fn float_power(&mut self, a: f64, b: f64) -> Result<f64> {
        if a == 0.0 && b < 0.0 {
            return Err(self.error("ZeroDivisionError", "0.0 cannot be raised to a negative power"));
        }
        if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
            let message =
                "the result is a complex number, which Loopscope does not have: take the power of abs(x)";
            return Err(self.value_error(message));
        }
        let power = crate::elementary::pow(a, b);
        if power.is_infinite() && a.is_finite() && b.is_finite() {
            let class = self.exceptions.named("OverflowError");
            let args = vec![Value::Int(34), Value::str("Numerical result out of range")];
            return Err(self.exception(&class, args));
        }
        Ok(power)
    }
}

/// `divmod(a, b)`: the rest has the sign of the divisor.
pub(crate) fn floor_and_rest(a: f64, b: f64) -> (f64, f64) {
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0_f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0_f64.copysign(a / b), rest);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_divide_as_in_cpython() {
        // Each row was printed by `python3 -c 'print(divmod(a, b))'`.
        let table = [
            ((-7.5, 2.0), (-4.0, 0.5)),
            ((1.0, 0.1), (9.0, 0.099_999_999_999_999_95)),
            ((3.0, f64::INFINITY), (0.0, 3.0)),
            ((-3.0, f64::INFINITY), (-1.0, f64::INFINITY)),
            ((5.5, -2.0), (-3.0, -0.5)),
        ];
        for ((a, b), expected) in table {
            assert_eq!(floor_and_rest(a, b), expected, "divmod({a}, {b})");
        }
    }
}
