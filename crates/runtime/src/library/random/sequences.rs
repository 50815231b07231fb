//! Ints in a range, and choosing from sequences: as `Lib/random.py`, with the same calls of the generator.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, Zero};

use super::Shared;
use lang::code::BinaryOp;
use vm::Vm;
use vm::builtins::{big_of, plain};
use vm::elementary;
use vm::exception::Result;
use vm::function::Args;
use vm::value::Value;

/// `randrange(start, stop=None, step=1)`
pub(super) fn randrange(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [start, stop, step] = args.named(vm, "randrange", ["start", "stop", "step"], 1)?;
    let start = integer(vm, &start, "arg 1 for")?;
    if stop.is_missing() || stop.is_none() {
        if !step.is_missing() {
            return Err(vm.type_error("Missing a non-None stop argument"));
        }
        if !start.is_positive() {
            return Err(vm.value_error("empty range for randrange()"));
        }
        return Ok(below(source, &start));
    }
    let stop = integer(vm, &stop, "stop for")?;
    let step = if step.is_missing() { BigInt::from(1) } else { integer(vm, &step, "step for")? };
    let width = &stop - &start;
    if step == BigInt::from(1) {
        if !width.is_positive() {
            return Err(vm.value_error(format!("empty range for randrange() ({start}, {stop}, {width})")));
        }
        return Ok(Value::from_big(start + offset(source, &width)));
    }
    let count = match step.sign() {
        Sign::Plus => (width + &step - 1_i32).div_floor(&step),
        Sign::Minus => (width + &step + 1_i32).div_floor(&step),
        Sign::NoSign => return Err(vm.value_error("zero step for randrange()")),
    };
    if !count.is_positive() {
        return Err(vm.value_error("empty range for randrange()"));
    }
    Ok(Value::from_big(start + step * offset(source, &count)))
}

/// An int, or a float that is one.
fn integer(vm: &mut Vm, value: &Value, what: &str) -> Result<BigInt> {
    if let Value::Float(number) = plain(value) {
        if number.fract() != 0.0 || !number.is_finite() {
            return Err(vm.value_error(format!("non-integer {what} randrange()")));
        }
        return vm.big_from_float(*number);
    }
    let number = vm.integer(value)?;
    Ok(big_of(&number).unwrap_or_default())
}

fn offset(source: &Shared, bound: &BigInt) -> BigInt {
    source.borrow_mut().twister.big_below(bound.magnitude()).into()
}

fn below(source: &Shared, bound: &BigInt) -> Value {
    Value::from_big(offset(source, bound))
}

/// `randint(a, b)`: both ends included.
pub(super) fn randint(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [low, high] = args.named(vm, "randint", ["a", "b"], 2)?;
    let stop = vm.binary(BinaryOp::Add, &high, &Value::Int(1))?;
    randrange(vm, source, Args::new([low, stop]))
}

fn item(vm: &mut Vm, sequence: &Value, index: usize) -> Result<Value> {
    let flow = vm.subscript_flow(sequence, Value::from_usize(index))?;
    vm.run_sync(flow)
}

/// `choice(seq)`
pub(super) fn choice(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [sequence] = args.named(vm, "choice", ["seq"], 1)?;
    let length = vm.length(&sequence)?;
    if length == 0 {
        return Err(vm.error("IndexError", "Cannot choose from an empty sequence"));
    }
    let index = source.borrow_mut().twister.below(length);
    item(vm, &sequence, index)
}

/// `shuffle(x)`
pub(super) fn shuffle(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [sequence] = args.named(vm, "shuffle", ["x"], 1)?;
    let length = vm.length(&sequence)?;
    for last in (1..length).rev() {
        let chosen = source.borrow_mut().twister.below(last + 1);
        let (a, b) = (item(vm, &sequence, last)?, item(vm, &sequence, chosen)?);
        for (index, value) in [(last, b), (chosen, a)] {
            let flow = vm.set_subscript_flow(&sequence, Value::from_usize(index), value)?;
            vm.run_sync(flow)?;
        }
    }
    Ok(Value::None)
}

/// `choices(population, weights=None, *, cum_weights=None, k=1)`
pub(super) fn choices(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let names = ["population", "weights", "*cum_weights", "*k"];
    let [population, weights, cumulative, count] = args.named(vm, "choices", names, 1)?;
    let length = vm.length(&population)?;
    let count = if count.is_missing() { 1 } else { usize::try_from(vm.small_integer(&count)?).unwrap_or(0) };
    vm.check_memory(count)?;
    let given = |value: &Value| !value.is_missing() && !value.is_none();
    let sums = match (given(&weights), given(&cumulative)) {
        (false, false) => None,
        (true, true) => {
            return Err(vm.type_error("Cannot specify both weights and cumulative weights"));
        }
        (true, false) => Some(accumulated(vm, &weights)?),
        (false, true) => Some(vm.items_of(&cumulative)?),
    };
    let mut chosen = Vec::with_capacity(count);
    let Some(sums) = sums else {
        if length == 0 && count > 0 {
            return Err(vm.error("IndexError", "list index out of range"));
        }
        for _ in 0..count {
            let index = (source.borrow_mut().twister.float() * length as f64) as usize;
            chosen.push(item(vm, &population, index)?);
        }
        return Ok(Value::list(chosen));
    };
    if sums.len() != length {
        return Err(vm.value_error("The number of weights does not match the population"));
    }
    let total = match sums.last() {
        Some(total) => vm.real(total)?,
        None => return Err(vm.error("IndexError", "list index out of range")),
    };
    if total <= 0.0 || total.is_nan() {
        return Err(vm.value_error("Total of weights must be greater than zero"));
    }
    if total.is_infinite() {
        return Err(vm.value_error("Total of weights must be finite"));
    }
    for _ in 0..count {
        let wanted = source.borrow_mut().twister.float() * total;
        let index = bisect(vm, &sums, &Value::Float(wanted), length - 1)?;
        chosen.push(item(vm, &population, index)?);
    }
    Ok(Value::list(chosen))
}

/// The sums of the first, the first two, … numbers.
fn accumulated(vm: &mut Vm, weights: &Value) -> Result<Vec<Value>> {
    let mut sums: Vec<Value> = Vec::new();
    for weight in vm.items_of(weights)? {
        let sum = match sums.last() {
            Some(sum) => vm.binary(BinaryOp::Add, sum, &weight)?,
            None => weight,
        };
        sums.push(sum);
    }
    Ok(sums)
}

/// The first of the ascending numbers that is above the wanted one, at most `high`.
fn bisect(vm: &mut Vm, numbers: &[Value], wanted: &Value, high: usize) -> Result<usize> {
    let (mut low, mut high) = (0, high);
    while low < high {
        let middle = (low + high) / 2;
        if vm.less(wanted, &numbers[middle])? { high = middle } else { low = middle + 1 }
    }
    Ok(low)
}

/// `sample(population, k, *, counts=None)`
pub(super) fn sample(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [population, count, counts] = args.named(vm, "sample", ["population", "k", "*counts"], 2)?;
    if let Value::Set(_) | Value::Dict(_) | Value::Generator(_) | Value::Iter(_) = plain(&population) {
        return Err(vm.type_error("Population must be a sequence.  For dicts or sets, use sorted(d)."));
    }
    let length = vm.length(&population)?;
    let count = vm.small_integer(&count)?;
    if counts.is_missing() || counts.is_none() {
        let indices = sample_indices(vm, source, length, count)?;
        let items: Result<Vec<Value>> =
            indices.into_iter().map(|index| item(vm, &population, index)).collect();
        return items.map(Value::list);
    }
    let mut sums = accumulated(vm, &counts)?;
    if sums.len() != length {
        return Err(vm.value_error("The number of counts does not match the population"));
    }
    let total = match sums.pop().as_ref().map(big_of) {
        Some(Some(total)) if !total.is_zero() && !total.is_negative() => total,
        Some(None) => return Err(vm.type_error("Counts must be integers")),
        _ => return Err(vm.value_error("Total of counts must be greater than zero")),
    };
    let total = vm.small_integer(&Value::from_big(total))?;
    let indices = sample_indices(vm, source, usize::try_from(total).unwrap_or(0), count)?;
    let mut chosen = Vec::with_capacity(indices.len());
    for index in indices {
        let at = bisect(vm, &sums, &Value::from_usize(index), sums.len())?;
        chosen.push(item(vm, &population, at)?);
    }
    Ok(Value::list(chosen))
}

/// Different indices below `length`. From a small population by drawing from a pool, from a large one by drawing again what
/// was drawn before: the sizes at which CPython changes over decide which numbers come out.
fn sample_indices(vm: &mut Vm, source: &Shared, length: usize, count: i64) -> Result<Vec<usize>> {
    let count = match usize::try_from(count) {
        Ok(count) if count <= length => count,
        _ => return Err(vm.value_error("Sample larger than population or is negative")),
    };
    vm.check_memory(count)?;
    let mut set_size = 21.0;
    if count > 5 {
        set_size += elementary::pow(4.0, (elementary::log(count as f64 * 3.0) / elementary::log(4.0)).ceil());
    }
    let mut source = source.borrow_mut();
    let mut chosen = Vec::with_capacity(count);
    if length as f64 <= set_size {
        let mut pool: Vec<usize> = (0..length).collect();
        for drawn in 0..count {
            let at = source.twister.below(length - drawn);
            chosen.push(pool[at]);
            pool[at] = pool[length - drawn - 1];
        }
        return Ok(chosen);
    }
    let mut taken = std::collections::BTreeSet::new();
    for _ in 0..count {
        let mut index = source.twister.below(length);
        while !taken.insert(index) {
            index = source.twister.below(length);
        }
        chosen.push(index);
    }
    Ok(chosen)
}
