//! Sums, products and distances.

use lang::code::BinaryOp;
use vm::Vm;
use vm::exception::Result;
use vm::function::Args;
use vm::value::Value;

/// `prod(iterable, *, start=1)`
pub(super) fn prod(vm: &mut Vm, args: Args) -> Result<Value> {
    let [iterable, start] = args.named(vm, "prod", ["iterable", "*start"], 1)?;
    let mut product = start.present().unwrap_or(Value::Int(1));
    for item in vm.items_of(&iterable)? {
        product = vm.binary(BinaryOp::Multiply, &product, &item)?;
    }
    Ok(product)
}

/// `fsum(iterable)`: without rounding until the end, by Shewchuk's partial sums.
pub(super) fn fsum(vm: &mut Vm, args: Args) -> Result<Value> {
    let [iterable] = args.exactly(vm, "math.fsum")?;
    let mut partials: Vec<f64> = Vec::new();
    let mut special = 0.0;
    for item in vm.items_of(&iterable)? {
        let mut x = vm.real(&item)?;
        if !x.is_finite() {
            special += x;
            continue;
        }
        let mut kept = Vec::with_capacity(partials.len() + 1);
        for &partial in &partials {
            let (large, small) = if x.abs() < partial.abs() { (partial, x) } else { (x, partial) };
            let high = large + small;
            let low = small - (high - large);
            if low != 0.0 {
                kept.push(low);
            }
            x = high;
        }
        if x.is_infinite() {
            return Err(vm.error("OverflowError", "intermediate overflow in fsum"));
        }
        kept.push(x);
        partials = kept;
    }
    if special != 0.0 || f64::is_nan(special) {
        if special.is_nan() {
            return Err(vm.value_error("-inf + inf in fsum"));
        }
        return Ok(Value::Float(special));
    }
    Ok(Value::Float(sum_of_partials(&partials)))
}

/// Adds partial sums, the largest last, and rounds once: halves to even.
fn sum_of_partials(partials: &[f64]) -> f64 {
    let mut rest = partials.iter().rev().copied();
    let Some(mut high) = rest.next() else { return 0.0 };
    let mut low = 0.0;
    for partial in rest.by_ref() {
        let before = high;
        high = before + partial;
        low = partial - (high - before);
        if low != 0.0 {
            break;
        }
    }
    if let Some(next) = rest.next()
        && ((low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0))
    {
        let doubled = low * 2.0;
        let corrected = high + doubled;
        if doubled == corrected - high {
            return corrected;
        }
    }
    high
}

/// `hypot(*coordinates)`
pub(super) fn hypot(vm: &mut Vm, args: Args) -> Result<Value> {
    let mut coordinates = Vec::with_capacity(args.positional.len());
    for value in &args.positional {
        coordinates.push(vm.real(value)?);
    }
    Ok(Value::Float(length_of(&coordinates)))
}

/// `dist(p, q)`
pub(super) fn dist(vm: &mut Vm, args: Args) -> Result<Value> {
    let [p, q] = args.exactly(vm, "dist")?;
    let (p, q) = (vm.items_of(&p)?, vm.items_of(&q)?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut differences = Vec::with_capacity(p.len());
    for (p, q) in p.iter().zip(&q) {
        differences.push(vm.real(p)? - vm.real(q)?);
    }
    Ok(Value::Float(length_of(&differences)))
}

/// The length of a vector, scaled by its largest part so that no square overflows, and corrected once by Newton's step on the
/// exact rest.
fn length_of(parts: &[f64]) -> f64 {
    if parts.iter().any(|part| part.is_infinite()) {
        return f64::INFINITY;
    }
    let largest = parts.iter().fold(0.0_f64, |largest, part| largest.max(part.abs()));
    if parts.iter().any(|part| part.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 {
        return 0.0;
    }
    let scale = libm::ldexp(1.0, -libm::frexp(largest).1);
    let scaled: Vec<f64> = parts.iter().map(|part| part * scale).collect();
    let root = scaled.iter().map(|part| part * part).sum::<f64>().sqrt();
    // What is missing to the exact sum of squares: the rounding errors of the squares are had exactly by fused operations.
    let mut rest = -root * root - root.mul_add(root, -(root * root));
    for part in &scaled {
        let square = part * part;
        rest = rest + square + part.mul_add(*part, -square);
    }
    (root + rest / (2.0 * root)) / scale
}
