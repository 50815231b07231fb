//! Real-valued distributions: as `Lib/random.py`, with the same calls of the generator and the same order of operations, on
//! which the last digits depend.

use std::f64::consts::{E, PI, TAU};

use super::{Shared, Source};
use lang::code::BinaryOp;
use vm::Vm;
use vm::elementary;
use vm::exception::Result;
use vm::function::Args;
use vm::value::Value;

impl Source {
    fn float(&mut self) -> f64 {
        self.twister.float()
    }

    /// By Kinderman and Monahan.
    fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let magic = 4.0 * elementary::exp(-0.5) / 2_f64.sqrt();
        loop {
            let first = self.float();
            let second = 1.0 - self.float();
            let z = magic * (first - 0.5) / second;
            if z * z / 4.0 <= -elementary::log(second) {
                return mean + z * deviation;
            }
        }
    }

    /// By Box and Muller: two numbers at a time.
    fn gauss(&mut self, mean: f64, deviation: f64) -> f64 {
        let z = match self.next_gauss.take() {
            Some(z) => z,
            None => {
                let angle = self.float() * TAU;
                let radius = (-2.0 * elementary::log(1.0 - self.float())).sqrt();
                self.next_gauss = Some(elementary::sin(angle) * radius);
                elementary::cos(angle) * radius
            }
        };
        mean + z * deviation
    }

    /// By Cheng for shapes above 1, by Ahrens and Dieter below. Both parameters are above 0.
    fn gamma(&mut self, shape: f64, scale: f64) -> f64 {
        // The loops below would never end.
        if !shape.is_finite() {
            return shape;
        }
        if shape > 1.0 {
            return self.large_gamma(shape) * scale;
        }
        if shape == 1.0 {
            return -elementary::log(1.0 - self.float()) * scale;
        }
        loop {
            let b = (E + shape) / E;
            let p = b * self.float();
            let x =
                if p <= 1.0 { elementary::pow(p, 1.0 / shape) } else { -elementary::log((b - p) / shape) };
            let last = self.float();
            let accepted =
                if p > 1.0 { last <= elementary::pow(x, shape - 1.0) } else { last <= elementary::exp(-x) };
            if accepted {
                return x * scale;
            }
        }
    }

    fn large_gamma(&mut self, shape: f64) -> f64 {
        let ainv = (2.0 * shape - 1.0).sqrt();
        let b = shape - elementary::log(4.0);
        let c = shape + ainv;
        loop {
            let first = self.float();
            if !(1e-7 < first && first < 0.999_999_9) {
                continue;
            }
            let second = 1.0 - self.float();
            let v = elementary::log(first / (1.0 - first)) / ainv;
            let x = shape * elementary::exp(v);
            let z = first * first * second;
            let r = b + c * v - x;
            if r + (1.0 + elementary::log(4.5)) - 4.5 * z >= 0.0 || r >= elementary::log(z) {
                return x;
            }
        }
    }

    /// By Fisher.
    fn von_mises(&mut self, mean: f64, concentration: f64) -> f64 {
        if concentration.is_nan() {
            return concentration;
        }
        if concentration <= 1e-6 {
            return TAU * self.float();
        }
        let s = 0.5 / concentration;
        let r = s + (1.0 + s * s).sqrt();
        let z = loop {
            let z = elementary::cos(PI * self.float());
            let d = z / (r + z);
            let second = self.float();
            if second < 1.0 - d * d || second <= (1.0 - d) * elementary::exp(d) {
                break z;
            }
        };
        let q = 1.0 / r;
        let f = (q + z) / (1.0 + q * z);
        let turn = elementary::acos(f);
        let angle = if self.float() > 0.5 { mean + turn } else { mean - turn };
        angle.rem_euclid(TAU)
    }
}

/// Two parameters by position or name, with their defaults; without one they are required.
fn parameters(
    vm: &mut Vm,
    args: Args,
    function: &str,
    names: [&str; 2],
    defaults: [Option<f64>; 2],
) -> Result<(f64, f64)> {
    let required = defaults.iter().filter(|default| default.is_none()).count();
    let [first, second] = args.named(vm, function, names, required)?;
    let mut number = |value: &Value, default: Option<f64>| match default {
        Some(default) if value.is_missing() => Ok(default),
        _ => vm.real(value),
    };
    Ok((number(&first, defaults[0])?, number(&second, defaults[1])?))
}

pub(super) fn uniform(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [low, high] = args.named(vm, "uniform", ["a", "b"], 2)?;
    let width = vm.binary(BinaryOp::Subtract, &high, &low)?;
    let random = Value::Float(source.borrow_mut().float());
    let distance = vm.binary(BinaryOp::Multiply, &width, &random)?;
    vm.binary(BinaryOp::Add, &low, &distance)
}

pub(super) fn triangular(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [low, high, mode] = args.named(vm, "triangular", ["low", "high", "mode"], 0)?;
    let mut low = if low.is_missing() { 0.0 } else { vm.real(&low)? };
    let mut high = if high.is_missing() { 1.0 } else { vm.real(&high)? };
    let mode = if mode.is_missing() || mode.is_none() { None } else { Some(vm.real(&mode)?) };
    let mut u = source.borrow_mut().float();
    let mut c = match mode {
        None => 0.5,
        Some(_) if high == low => return Ok(Value::Float(low)),
        Some(mode) => (mode - low) / (high - low),
    };
    if u > c {
        u = 1.0 - u;
        c = 1.0 - c;
        std::mem::swap(&mut low, &mut high);
    }
    Ok(Value::Float(low + (high - low) * (u * c).sqrt()))
}

pub(super) fn gauss(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let (mean, deviation) = parameters(vm, args, "gauss", ["mu", "sigma"], [Some(0.0), Some(1.0)])?;
    Ok(Value::Float(source.borrow_mut().gauss(mean, deviation)))
}

pub(super) fn normalvariate(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let (mean, deviation) = parameters(vm, args, "normalvariate", ["mu", "sigma"], [Some(0.0), Some(1.0)])?;
    Ok(Value::Float(source.borrow_mut().normal(mean, deviation)))
}

pub(super) fn lognormvariate(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let (mean, deviation) = parameters(vm, args, "lognormvariate", ["mu", "sigma"], [None, None])?;
    Ok(Value::Float(elementary::exp(source.borrow_mut().normal(mean, deviation))))
}

pub(super) fn expovariate(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [rate] = args.named(vm, "expovariate", ["lambd"], 1)?;
    let rate = vm.real(&rate)?;
    vm.check_divisor(rate, "float division by zero")?;
    Ok(Value::Float(-elementary::log(1.0 - source.borrow_mut().float()) / rate))
}

pub(super) fn gammavariate(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let (shape, scale) = parameters(vm, args, "gammavariate", ["alpha", "beta"], [None, None])?;
    if shape <= 0.0 || scale <= 0.0 || shape.is_nan() || scale.is_nan() {
        return Err(vm.value_error("gammavariate: alpha and beta must be > 0.0"));
    }
    Ok(Value::Float(source.borrow_mut().gamma(shape, scale)))
}

pub(super) fn betavariate(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let (alpha, beta) = parameters(vm, args, "betavariate", ["alpha", "beta"], [None, None])?;
    if alpha <= 0.0 || beta <= 0.0 || alpha.is_nan() || beta.is_nan() {
        return Err(vm.value_error("gammavariate: alpha and beta must be > 0.0"));
    }
    let mut source = source.borrow_mut();
    let first = source.gamma(alpha, 1.0);
    Ok(Value::Float(if first == 0.0 { 0.0 } else { first / (first + source.gamma(beta, 1.0)) }))
}

pub(super) fn paretovariate(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let [alpha] = args.named(vm, "paretovariate", ["alpha"], 1)?;
    let alpha = vm.real(&alpha)?;
    vm.check_divisor(alpha, "float division by zero")?;
    Ok(Value::Float(elementary::pow(1.0 - source.borrow_mut().float(), -1.0 / alpha)))
}

pub(super) fn weibullvariate(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let (alpha, beta) = parameters(vm, args, "weibullvariate", ["alpha", "beta"], [None, None])?;
    vm.check_divisor(beta, "float division by zero")?;
    Ok(Value::Float(alpha * elementary::pow(-elementary::log(1.0 - source.borrow_mut().float()), 1.0 / beta)))
}

pub(super) fn vonmisesvariate(vm: &mut Vm, source: &Shared, args: Args) -> Result<Value> {
    let (mean, concentration) = parameters(vm, args, "vonmisesvariate", ["mu", "kappa"], [None, None])?;
    Ok(Value::Float(source.borrow_mut().von_mises(mean, concentration)))
}
