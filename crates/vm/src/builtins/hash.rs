//! `hash()`: numbers, tuples and frozensets exactly as CPython has them, for the order of sets of them is visible; texts by a
//! fixed hash, where CPython's changes from run to run.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::ToPrimitive;

use super::receiver::plain;
use crate::Vm;
use crate::class::Payload;
use crate::depth::LEVEL;
use crate::exception::{Raised, Result};
use crate::function::Args;
use crate::set::Set;
use crate::symbol::known;
use crate::value::{Range, Value};

/// `sys.hash_info.modulus`: numbers are hashed modulo this prime.
const MODULUS: u64 = (1 << MODULUS_BITS) - 1;
const MODULUS_BITS: u32 = 61;
/// `sys.hash_info.inf`
const INFINITY: i64 = 314_159;
/// Of `None`, which CPython takes from its address.
const NONE: u64 = 0x00FC_A864_2B13;

impl Vm {
    /// `hash(value)`, as CPython's 64 bits.
    pub fn hash(&mut self, value: &Value) -> Result<u64> {
        Ok(match value {
            Value::Str(text) => hash_bytes(text.as_str().as_bytes()),
            Value::Int(number) => hash_int(*number),
            Value::Bool(flag) => u64::from(*flag),
            Value::None => NONE,
            Value::Float(number) if number.is_nan() => number.to_bits(),
            Value::Float(number) => hash_float(*number),
            Value::BigInt(number) => hash_big(number),
            Value::Bytes(bytes) => hash_bytes(bytes),
            Value::Tuple(tuple) => {
                self.work(tuple.0.len())?;
                let hashes: Result<Vec<u64>> =
                    self.nested(LEVEL, "", |vm| tuple.0.iter().map(|item| vm.hash(item)).collect());
                hash_tuple(&hashes?)
            }
            Value::Set(set) if set.frozen => hash_set(set),
            Value::Range(range) => hash_range(range),
            Value::Method(method) => {
                let function = self.nested(LEVEL, "", |vm| vm.hash(&method.function))?;
                self.identity(&method.receiver) ^ function.rotate_left(7)
            }
            Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Slice(_) => {
                return Err(self.unhashable(value));
            }
            Value::Instance(_) | Value::Class(_) => return self.hash_object(value),
            _ => self.identity(value),
        })
    }

    fn hash_object(&mut self, value: &Value) -> Result<u64> {
        let method = self.class_of(value).lookup(known::HASH);
        let default = self.types.object.attributes.get(known::HASH);
        match (method, default) {
            (None, _) => Ok(self.identity(value)),
            (Some(Value::None), _) => Err(self.unhashable(value)),
            (Some(method), Some(default)) if method.is(&default) => self.hash_natively(value),
            (Some(_), _) => {
                let Some(method) = self.lookup_special(value, known::HASH) else {
                    return Ok(self.identity(value));
                };
                let result = self.call_sync(method, Args::default())?;
                match plain(&result) {
                    Value::Int(number) => Ok(if *number == -1 { -2_i64 as u64 } else { *number as u64 }),
                    Value::Bool(flag) => Ok(u64::from(*flag)),
                    Value::BigInt(number) => Ok(hash_big(number)),
                    _ => Err(self.type_error("__hash__ method should return an integer")),
                }
            }
        }
    }

    /// The hash of an object whose class says nothing: that of the value it extends, or its identity.
    pub(crate) fn hash_natively(&mut self, value: &Value) -> Result<u64> {
        if let Value::Instance(instance) = value {
            if matches!(instance.payload, Payload::DictView(_, kind) if kind != crate::class::DictViewKind::Values)
            {
                return Err(self.unhashable(value));
            }
            if let Some(wrapped) = instance.wrapped() {
                return self.hash(wrapped);
            }
        }
        Ok(self.identity(value))
    }

    fn unhashable(&mut self, value: &Value) -> Raised {
        let name = self.class_name(value);
        self.type_error(format!("unhashable type: '{name}'"))
    }
}

/// -1 means an error to CPython, so that no hash is -1.
fn avoid_minus_one(hash: i64) -> u64 {
    (if hash == -1 { -2 } else { hash }) as u64
}

/// As `long_hash`.
pub(crate) fn hash_int(number: i64) -> u64 {
    let rest = (number.unsigned_abs() % MODULUS) as i64;
    avoid_minus_one(if number < 0 { -rest } else { rest })
}

fn hash_big(number: &BigInt) -> u64 {
    let rest = number.magnitude().mod_floor(&MODULUS.into()).to_i64().expect("a rest is below the modulus");
    avoid_minus_one(if number.sign() == Sign::Minus { -rest } else { rest })
}

/// As `_Py_HashDouble`: the same as the int's where they are equal.
fn hash_float(number: f64) -> u64 {
    if number.is_infinite() {
        return avoid_minus_one(if number > 0.0 { INFINITY } else { -INFINITY });
    }
    let (mut mantissa, mut exponent) = split_float(number.abs());
    let mut hash: u64 = 0;
    while mantissa != 0.0 {
        hash = (hash << 28) & MODULUS | hash >> (MODULUS_BITS - 28);
        mantissa *= f64::from(1_u32 << 28);
        exponent -= 28;
        let digits = mantissa as u64;
        mantissa -= digits as f64;
        hash += digits;
        if hash >= MODULUS {
            hash -= MODULUS;
        }
    }
    let shift = exponent.rem_euclid(MODULUS_BITS as i32) as u32;
    hash = (hash << shift) & MODULUS | hash >> (MODULUS_BITS - shift);
    avoid_minus_one(if number < 0.0 { -(hash as i64) } else { hash as i64 })
}

/// A finite float, not negative, as `mantissa * 2**exponent` with the mantissa in `0.5..1` (or 0): C's `frexp`.
pub fn split_float(number: f64) -> (f64, i32) {
    if number == 0.0 || !number.is_finite() {
        return (number, 0);
    }
    let biased = |number: f64| ((number.to_bits() >> 52) & 0x7FF) as i32;
    // Subnormal numbers are scaled up first, so that they have an exponent of their own.
    let (number, scaled) = if biased(number) == 0 { (number * 2_f64.powi(54), 54) } else { (number, 0) };
    let exponent = biased(number) - 1022;
    let mantissa = f64::from_bits((number.to_bits() & !(0x7FF << 52)) | (1022 << 52));
    (mantissa, exponent - scaled)
}

/// As `tuplehash`, which follows xxHash.
pub(crate) fn hash_tuple(items: &[u64]) -> u64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mut hash = PRIME_5;
    for item in items {
        hash = hash.wrapping_add(item.wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
    }
    hash = hash.wrapping_add(items.len() as u64 ^ (PRIME_5 ^ 3_527_539));
    if hash == u64::MAX { 1_546_275_796 } else { hash }
}

/// As `frozenset_hash`: the order does not matter.
fn hash_set(set: &Set) -> u64 {
    let shuffle = |bits: u64| (bits ^ 89_869_747 ^ (bits << 16)).wrapping_mul(3_644_798_167);
    let items = set.hashed_items();
    let mut hash = items.iter().fold(0, |hash, (item, _)| hash ^ shuffle(*item));
    hash ^= (items.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash == u64::MAX { 590_923_713 } else { hash }
}

fn hash_range(range: &Range) -> u64 {
    let length = range.length();
    let hash = |number: i128| hash_big(&BigInt::from(number));
    let start = if length == 0 { NONE } else { hash(range.start) };
    let step = if length <= 1 { NONE } else { hash(range.step) };
    hash_tuple(&[hash_int(length as i64), start, step])
}

/// FNV-1a, whose value is the same in every run.
pub(crate) fn hash_bytes(bytes: &[u8]) -> u64 {
    if bytes.is_empty() {
        return 0;
    }
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
    }
    avoid_minus_one((hash ^ (hash >> 32)) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each was printed by `python3 -c 'print(hash(…))'`.
    #[test]
    fn numbers_hash_as_in_cpython() {
        assert_eq!(hash_int(-1) as i64, -2);
        assert_eq!(hash_int((1 << 61) - 1), 0);
        assert_eq!(hash_int(i64::MIN) as i64, -4);
        assert_eq!(hash_float(1.0), 1);
        assert_eq!(hash_float(0.5), 1_152_921_504_606_846_976);
        assert_eq!(hash_float(-2.5) as i64, -1_152_921_504_606_846_978);
        assert_eq!(hash_float(1e300), 1_224_995_262_755_759_164);
        assert_eq!(hash_big(&(BigInt::from(10).pow(30))), 465_258_685_558_744_706);
    }

    #[test]
    fn tuples_hash_as_in_cpython() {
        assert_eq!(hash_tuple(&[]), 5_740_354_900_026_072_187);
        assert_eq!(hash_tuple(&[1, 2, 3]), 529_344_067_295_497_451);
    }
}
