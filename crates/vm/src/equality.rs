//! Equality of built-in values, without asking the program.

use num_traits::ToPrimitive;
use std::rc::Rc;

use super::class::{Instance, Payload};
use super::value::Value;

/// Whether two values are equal; None if only the program can tell: one of them is, or holds, an instance of its classes.
pub fn equal_natively(a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) {
        return Some(!matches!(a, Value::Float(number) if number.is_nan()));
    }
    match (a, b) {
        (Value::Instance(instance), other) | (other, Value::Instance(instance)) => {
            instance_equals(instance, other)
        }
        (Value::Str(a), Value::Str(b)) => Some(a == b),
        (Value::Bytes(a), Value::Bytes(b)) => Some(a == b),
        (Value::Tuple(a), Value::Tuple(b)) => all_equal(&a.0, &b.0),
        (Value::List(_), Value::List(_))
        | (Value::Dict(_), Value::Dict(_))
        | (Value::Set(_), Value::Set(_)) => None,
        (Value::Range(a), Value::Range(b)) => {
            let length = a.length();
            Some(
                length == b.length()
                    && (length == 0 || a.start == b.start && (length == 1 || a.step == b.step)),
            )
        }
        (Value::Method(a), Value::Method(b)) => {
            Some(a.receiver.is(&b.receiver) && a.function.is(&b.function))
        }
        _ => Some(numbers_equal(a, b)),
    }
}

/// Instances of plain exceptions, futures and the like are equal only to themselves.
fn instance_equals(instance: &Rc<Instance>, other: &Value) -> Option<bool> {
    let class = instance.class();
    if !class.built_in || matches!(instance.payload, Payload::DictView(..) | Payload::Wrapped(_)) {
        return None;
    }
    match other {
        Value::Instance(other) if !other.class().built_in => None,
        _ => Some(false),
    }
}

fn all_equal(a: &[Value], b: &[Value]) -> Option<bool> {
    if a.len() != b.len() {
        return Some(false);
    }
    for (a, b) in a.iter().zip(b) {
        if a.is(b) {
            continue;
        }
        // Nested tuples recurse; those too deep are left to the comparison that counts its depth.
        match (a, b) {
            (Value::Tuple(_), Value::Tuple(_)) => return None,
            _ => match equal_natively(a, b) {
                Some(true) => {}
                other => return other,
            },
        }
    }
    Some(true)
}

/// `==` of ints, bools and floats; false for anything else.
pub fn numbers_equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Float(float), other) | (other, Value::Float(float)) => {
            compare_float(*float, other).is_some_and(|o| o.is_eq())
        }
        (Value::BigInt(a), Value::BigInt(b)) => a == b,
        _ => match (small(a), small(b)) {
            (Some(a), Some(b)) => a == b,
            _ => false,
        },
    }
}

/// An int or bool that is small.
pub fn small(value: &Value) -> Option<i64> {
    match value {
        Value::Int(number) => Some(*number),
        Value::Bool(flag) => Some(i64::from(*flag)),
        _ => None,
    }
}

/// A float against an int, exactly; None if the float is not a number or the other is no int.
pub fn compare_float(float: f64, int: &Value) -> Option<std::cmp::Ordering> {
    if let Some(number) = small(int) {
        // Below 2**53 the conversion is exact; above it, the float is an integer and can be converted the other way.
        if number.unsigned_abs() < (1 << 53) {
            return float.partial_cmp(&(number as f64));
        }
        if float.abs() >= 9.3e18 || float.is_nan() {
            return float.partial_cmp(&0.0);
        }
        return Some((float as i128).cmp(&i128::from(number)).then(float.fract().total_cmp(&0.0)));
    }
    let Value::BigInt(big) = int else { return None };
    match num_bigint::BigInt::from_f64_exact(float) {
        Some(float) => Some(float.cmp(big)),
        None => float.partial_cmp(&big.to_f64().unwrap_or(f64::INFINITY)),
    }
}

/// The integer part of a float as a big int.
trait FromFloat: Sized {
    fn from_f64_exact(float: f64) -> Option<Self>;
}

impl FromFloat for num_bigint::BigInt {
    fn from_f64_exact(float: f64) -> Option<Self> {
        num_traits::FromPrimitive::from_f64(float.trunc())
    }
}
