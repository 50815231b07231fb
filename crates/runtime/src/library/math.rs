//! The module `math`. As `Modules/mathmodule.c`.
//!
//! Functions on ints of any size are in `math/integers.rs`, sums and distances in `math/sums.rs`.

mod integers;
mod sums;

use std::f64::consts::{E, PI, TAU};
use std::rc::Rc;

use lang::code::UnaryOp;
use vm::Vm;
use vm::builtins::{big_of, plain, split_float};
use vm::elementary;
use vm::exception::Result;
use vm::function::Args;
use vm::module::Module;
use vm::symbol::known;
use vm::table::{Entry, install_functions};
use vm::value::Value;

/// A function of one float that is defined for some floats only: `ValueError` where it gives NaN or a pole.
macro_rules! real {
    ($name:literal, $function:expr) => {
        Entry::plain($name, |vm, args| {
            let [x] = args.exactly(vm, concat!("math.", $name))?;
            let x = vm.real(&x)?;
            checked(vm, $function(x), x)
        })
    };
}

/// A question about one float.
macro_rules! question {
    ($name:literal, $function:expr) => {
        Entry::plain($name, |vm, args| {
            let [x] = args.exactly(vm, concat!("math.", $name))?;
            let x = vm.real(&x)?;
            Ok(Value::Bool($function(x)))
        })
    };
}

/// The module's functions.
pub const FUNCTIONS: &[Entry] = &[
    real!("acos", elementary::acos),
    real!("acosh", libm::acosh),
    real!("asin", elementary::asin),
    real!("asinh", libm::asinh),
    real!("atan", elementary::atan),
    real!("atanh", |x: f64| if x.abs() >= 1.0 { f64::NAN } else { libm::atanh(x) }),
    real!("cbrt", libm::cbrt),
    real!("cos", elementary::cos),
    real!("cosh", elementary::cosh),
    real!("degrees", |x: f64| x * (180.0 / PI)),
    real!("erf", libm::erf),
    real!("erfc", libm::erfc),
    real!("exp", elementary::exp),
    real!("exp2", libm::exp2),
    real!("expm1", libm::expm1),
    real!("fabs", f64::abs),
    real!("gamma", |x: f64| if x <= 0.0 && x.fract() == 0.0 { f64::NAN } else { libm::tgamma(x) }),
    real!("lgamma", |x: f64| if x <= 0.0 && x.fract() == 0.0 {
        f64::NAN
    } else {
        libm::lgamma(x).abs_if_infinite()
    }),
    real!("log1p", |x: f64| if x <= -1.0 { f64::NAN } else { libm::log1p(x) }),
    real!("radians", |x: f64| x * (PI / 180.0)),
    real!("sin", elementary::sin),
    real!("sinh", libm::sinh),
    real!("sqrt", f64::sqrt),
    real!("tan", elementary::tan),
    real!("tanh", elementary::tanh),
    question!("isfinite", f64::is_finite),
    question!("isinf", f64::is_infinite),
    question!("isnan", f64::is_nan),
    Entry::plain("atan2", |vm, args| pair(vm, args, "atan2", elementary::atan2)),
    Entry::plain("copysign", |vm, args| pair(vm, args, "copysign", f64::copysign)),
    Entry::plain("nextafter", |vm, args| pair(vm, args, "nextafter", libm::nextafter)),
    Entry::plain("fmod", fmod),
    Entry::plain("remainder", |vm, args| pair(vm, args, "remainder", libm::remainder)),
    Entry::plain("pow", pow),
    Entry::plain("ceil", |vm, args| to_integer(vm, args, "ceil", f64::ceil)),
    Entry::plain("floor", |vm, args| to_integer(vm, args, "floor", f64::floor)),
    Entry::plain("trunc", |vm, args| to_integer(vm, args, "trunc", f64::trunc)),
    Entry::plain("frexp", frexp),
    Entry::plain("ldexp", ldexp),
    Entry::plain("modf", modf),
    Entry::plain("ulp", ulp),
    Entry::plain("isclose", isclose),
    Entry::plain("log", log),
    Entry::plain("log2", |vm, args| {
        let [x] = args.exactly(vm, "math.log2")?;
        logarithm(vm, &x, libm::log2).map(Value::Float)
    }),
    Entry::plain("log10", |vm, args| {
        let [x] = args.exactly(vm, "math.log10")?;
        logarithm(vm, &x, elementary::log10).map(Value::Float)
    }),
    Entry::plain("comb", integers::comb),
    Entry::plain("factorial", integers::factorial),
    Entry::plain("gcd", integers::gcd),
    Entry::plain("isqrt", integers::isqrt),
    Entry::plain("lcm", integers::lcm),
    Entry::plain("perm", integers::perm),
    Entry::plain("dist", sums::dist),
    Entry::plain("fsum", sums::fsum).collecting(0),
    Entry::plain("hypot", sums::hypot),
    Entry::plain("prod", sums::prod).collecting(0),
];

/// Fills the module: its functions and constants.
pub fn install(vm: &mut Vm, module: &Rc<Module>) {
    install_functions(vm, module, FUNCTIONS);
    let constants = [("pi", PI), ("e", E), ("tau", TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)];
    for (name, value) in constants {
        let name = vm.symbols.intern(name);
        module.namespace.set(name, Value::Float(value));
    }
}

/// `lgamma` is above every bound at infinity, whatever the sign.
trait AbsIfInfinite {
    fn abs_if_infinite(self) -> f64;
}

impl AbsIfInfinite for f64 {
    fn abs_if_infinite(self) -> f64 {
        if self.is_infinite() { self.abs() } else { self }
    }
}

/// Refuses a result that is none: NaN, or infinite from a finite argument.
fn checked(vm: &mut Vm, result: f64, argument: f64) -> Result<Value> {
    if result.is_nan() && !argument.is_nan() {
        return Err(vm.value_error("math domain error"));
    }
    if result.is_infinite() && argument.is_finite() {
        return Err(vm.error("OverflowError", "math range error"));
    }
    Ok(Value::Float(result))
}

fn pair(vm: &mut Vm, args: Args, name: &str, function: fn(f64, f64) -> f64) -> Result<Value> {
    let [a, b] = args.exactly(vm, name)?;
    let (a, b) = (vm.real(&a)?, vm.real(&b)?);
    let result = function(a, b);
    if result.is_nan() && !a.is_nan() && !b.is_nan() {
        return Err(vm.value_error("math domain error"));
    }
    Ok(Value::Float(result))
}

fn fmod(vm: &mut Vm, args: Args) -> Result<Value> {
    pair(vm, args, "fmod", |a, b| a % b)
}

fn pow(vm: &mut Vm, args: Args) -> Result<Value> {
    let [a, b] = args.exactly(vm, "pow")?;
    let (a, b) = (vm.real(&a)?, vm.real(&b)?);
    let result = elementary::pow(a, b);
    let defined = a.is_finite() && b.is_finite();
    if defined && (result.is_nan() || (a == 0.0 && b < 0.0)) {
        return Err(vm.value_error("math domain error"));
    }
    if defined && result.is_infinite() {
        return Err(vm.error("OverflowError", "math range error"));
    }
    Ok(Value::Float(result))
}

/// `ceil`, `floor`, `trunc`: an int of whatever size.
fn to_integer(vm: &mut Vm, args: Args, name: &str, round: fn(f64) -> f64) -> Result<Value> {
    let [x] = args.exactly(vm, &format!("math.{name}"))?;
    match plain(&x) {
        Value::Float(number) => return vm.big_from_float(round(*number)).map(Value::from_big),
        Value::Int(_) | Value::Bool(_) | Value::BigInt(_) => return vm.unary(UnaryOp::Positive, plain(&x)),
        _ => {}
    }
    let method = match name {
        "ceil" => known::CEIL,
        "floor" => known::FLOOR,
        _ => known::TRUNC,
    };
    if let Some(method) = vm.lookup_special(&x, method) {
        return vm.call_sync(method, Args::default());
    }
    if name == "trunc" {
        let name = vm.class_name(&x);
        return Err(vm.type_error(format!("type {name} doesn't define __trunc__ method")));
    }
    let number = vm.real(&x)?;
    vm.big_from_float(round(number)).map(Value::from_big)
}

fn frexp(vm: &mut Vm, args: Args) -> Result<Value> {
    let [x] = args.exactly(vm, "math.frexp")?;
    let x = vm.real(&x)?;
    let (mantissa, exponent) = split_float(x.abs());
    let mantissa = if x.is_nan() { x } else { mantissa.copysign(x) };
    Ok(Value::tuple(vec![Value::Float(mantissa), Value::Int(i64::from(exponent))]))
}

fn ldexp(vm: &mut Vm, args: Args) -> Result<Value> {
    let [x, exponent] = args.exactly(vm, "ldexp")?;
    let x = vm.real(&x)?;
    let exponent = vm.clamped_integer(&exponent)?.clamp(-5000, 5000) as i32;
    checked(vm, libm::ldexp(x, exponent), x)
}

fn modf(vm: &mut Vm, args: Args) -> Result<Value> {
    let [x] = args.exactly(vm, "math.modf")?;
    let x = vm.real(&x)?;
    let fraction = if x.is_infinite() { 0.0_f64.copysign(x) } else { x.fract().copysign(x) };
    Ok(Value::tuple(vec![Value::Float(fraction), Value::Float(x.trunc())]))
}

/// The distance to the next float away from zero.
fn ulp(vm: &mut Vm, args: Args) -> Result<Value> {
    let [x] = args.exactly(vm, "math.ulp")?;
    let x = vm.real(&x)?.abs();
    if !x.is_finite() {
        return Ok(Value::Float(x));
    }
    let next = f64::from_bits(x.to_bits() + 1);
    let distance = if next.is_finite() { next - x } else { x - f64::from_bits(x.to_bits() - 1) };
    Ok(Value::Float(distance))
}

fn isclose(vm: &mut Vm, args: Args) -> Result<Value> {
    let [a, b, relative, absolute] = args.named(vm, "isclose", ["a", "b", "*rel_tol", "*abs_tol"], 2)?;
    let (a, b) = (vm.real(&a)?, vm.real(&b)?);
    let relative = if relative.is_missing() { 1e-9 } else { vm.real(&relative)? };
    let absolute = if absolute.is_missing() { 0.0 } else { vm.real(&absolute)? };
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::Bool(true));
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::Bool(false));
    }
    let difference = (b - a).abs();
    let close =
        difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::Bool(close))
}

/// `log(x)`, `log(x, base)`
fn log(vm: &mut Vm, args: Args) -> Result<Value> {
    let [x, base] = args.between(vm, "log", 1)?;
    let numerator = logarithm(vm, &x, elementary::log)?;
    if base.is_missing() {
        return Ok(Value::Float(numerator));
    }
    let denominator = logarithm(vm, &base, elementary::log)?;
    vm.check_divisor(denominator, "float division by zero")?;
    Ok(Value::Float(numerator / denominator))
}

/// A logarithm of a float, or of an int that may be too large for one.
fn logarithm(vm: &mut Vm, x: &Value, log: fn(f64) -> f64) -> Result<f64> {
    if let Some(number) = big_of(x)
        && number.bits() > 1000
        && number.sign() == num_bigint::Sign::Plus
    {
        // number = rest * 2**shift, and the logarithm of a product is a sum.
        let shift = number.bits() - 64;
        let rest = vm.float_from_big(&(number >> shift))?;
        return Ok(log(rest) + log(2.0) * shift as f64);
    }
    let number = vm.real(x)?;
    if number <= 0.0 {
        return Err(vm.value_error("math domain error"));
    }
    Ok(log(number))
}
