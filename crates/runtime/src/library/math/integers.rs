//! The functions of `math` on ints.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use vm::Vm;
use vm::builtins::big_of;
use vm::exception::Result;
use vm::function::Args;
use vm::value::Value;

/// Products of more factors than this would hang the page.
const MOST_FACTORS: u64 = 20_000;

fn big(vm: &mut Vm, value: &Value) -> Result<BigInt> {
    let number = vm.integer(value)?;
    Ok(big_of(&number).unwrap_or_default())
}

/// A count that is not too large to multiply out.
fn count(vm: &mut Vm, number: &BigInt, what: &str) -> Result<u64> {
    match number.to_u64() {
        Some(count) if count <= MOST_FACTORS => Ok(count),
        _ => Err(vm.error("MemoryError", format!("{what} of more than {MOST_FACTORS}: Loopscope's limit"))),
    }
}

/// `factorial(n)`
pub(super) fn factorial(vm: &mut Vm, args: Args) -> Result<Value> {
    let [number] = args.exactly(vm, "math.factorial")?;
    let number = big(vm, &number)?;
    if number.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let count = count(vm, &number, "a factorial")?;
    Ok(Value::from_big((2..=count).fold(BigInt::one(), |product, factor| product * factor)))
}

/// The time to find common divisors and roots grows with the square of the length.
const LONGEST: u64 = 1 << 16;

/// An int that is not too long for that.
fn short(vm: &mut Vm, value: &Value) -> Result<BigInt> {
    let number = big(vm, value)?;
    vm.check_bits(number.bits(), LONGEST)?;
    Ok(number)
}

/// `gcd(*integers)`
pub(super) fn gcd(vm: &mut Vm, args: Args) -> Result<Value> {
    let mut result = BigInt::zero();
    for value in &args.positional {
        result = result.gcd(&short(vm, value)?);
    }
    Ok(Value::from_big(result))
}

/// `lcm(*integers)`
pub(super) fn lcm(vm: &mut Vm, args: Args) -> Result<Value> {
    let mut result = BigInt::one();
    for value in &args.positional {
        result = result.lcm(&short(vm, value)?);
        vm.check_bits(result.bits(), LONGEST)?;
    }
    Ok(Value::from_big(result))
}

/// `isqrt(n)`
pub(super) fn isqrt(vm: &mut Vm, args: Args) -> Result<Value> {
    let [number] = args.exactly(vm, "math.isqrt")?;
    let number = short(vm, &number)?;
    if number.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    Ok(Value::from_big(number.sqrt()))
}

/// `comb(n, k)`
pub(super) fn comb(vm: &mut Vm, args: Args) -> Result<Value> {
    let [number, chosen] = args.exactly(vm, "comb")?;
    let (number, chosen) = (big(vm, &number)?, big(vm, &chosen)?);
    check_not_negative(vm, &number, &chosen)?;
    if chosen > number {
        return Ok(Value::Int(0));
    }
    let fewer = chosen.clone().min(&number - &chosen);
    let count = count(vm, &fewer, "a choice")?;
    let mut result = BigInt::one();
    for taken in 0..count {
        result = result * (&number - taken) / (taken + 1);
    }
    Ok(Value::from_big(result))
}

/// `perm(n, k=None)`
pub(super) fn perm(vm: &mut Vm, args: Args) -> Result<Value> {
    let [number, chosen] = args.between(vm, "perm", 1)?;
    let number = big(vm, &number)?;
    let chosen = if chosen.is_missing() || chosen.is_none() { number.clone() } else { big(vm, &chosen)? };
    check_not_negative(vm, &number, &chosen)?;
    if chosen > number {
        return Ok(Value::Int(0));
    }
    let count = count(vm, &chosen, "a permutation")?;
    Ok(Value::from_big((0..count).fold(BigInt::one(), |product, taken| product * (&number - taken))))
}

fn check_not_negative(vm: &mut Vm, number: &BigInt, chosen: &BigInt) -> Result<()> {
    for (name, value) in [("n", number), ("k", chosen)] {
        if value.is_negative() {
            return Err(vm.value_error(format!("{name} must be a non-negative integer")));
        }
    }
    Ok(())
}
