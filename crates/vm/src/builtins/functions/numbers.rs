//! The built-in functions on numbers.

use crate::Vm;
use crate::builtins::arithmetic::float::floor_and_rest;
use crate::builtins::arithmetic::{is_integer, is_number};
use crate::builtins::receiver::{big_of, plain};
use crate::exception::Result;
use crate::function::Args;
use crate::symbol::known;
use crate::table::Entry;
use crate::value::Value;
use lang::code::{BinaryOp, UnaryOp};

pub(super) const FUNCTIONS: &[Entry] = &[
    Entry::plain("abs", abs),
    Entry::plain("bin", |vm, args| in_base(vm, args, "bin", "#b")),
    Entry::plain("oct", |vm, args| in_base(vm, args, "oct", "#o")),
    Entry::plain("hex", |vm, args| in_base(vm, args, "hex", "#x")),
    Entry::plain("divmod", divmod),
    Entry::plain("pow", pow),
    Entry::plain("round", round),
];

fn abs(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value] = args.exactly(vm, "abs")?;
    if let Value::Instance(_) = value
        && let Some(method) = vm.lookup_special(&value, known::ABS)
    {
        return vm.call_sync(method, Args::default());
    }
    match vm.absolute(plain(&value))? {
        Some(result) => Ok(result),
        None => {
            let name = vm.class_name(&value);
            Err(vm.type_error(format!("bad operand type for abs(): '{name}'")))
        }
    }
}

impl Vm {
    /// `abs` of a built-in number; None of anything else.
    pub(crate) fn absolute(&mut self, value: &Value) -> Result<Option<Value>> {
        Ok(match value {
            Value::Float(number) => Some(Value::Float(number.abs())),
            Value::BigInt(number) if number.sign() == num_bigint::Sign::Minus => {
                Some(self.unary(UnaryOp::Negative, value)?)
            }
            Value::Int(number) if *number < 0 => Some(self.unary(UnaryOp::Negative, value)?),
            Value::Int(_) | Value::Bool(_) | Value::BigInt(_) => Some(self.unary(UnaryOp::Positive, value)?),
            _ => None,
        })
    }

    /// `divmod` of built-in numbers; None of anything else.
    pub(crate) fn divide_with_rest(&mut self, a: &Value, b: &Value) -> Result<Option<Value>> {
        if is_integer(a) && is_integer(b) {
            let quotient = self.binary(BinaryOp::FloorDivide, a, b)?;
            let rest = self.binary(BinaryOp::Modulo, a, b)?;
            return Ok(Some(Value::tuple(vec![quotient, rest])));
        }
        if is_number(a) && is_number(b) {
            let (a, b) = (self.real(a)?, self.real(b)?);
            self.check_divisor(b, "float divmod()")?;
            let (quotient, rest) = floor_and_rest(a, b);
            return Ok(Some(Value::tuple(vec![Value::Float(quotient), Value::Float(rest)])));
        }
        Ok(None)
    }
}

fn in_base(vm: &mut Vm, args: Args, name: &str, spec: &str) -> Result<Value> {
    let [value] = args.exactly(vm, name)?;
    let number = vm.integer(&value)?;
    let number = big_of(&number).unwrap_or_default();
    let sign = if number.sign() == num_bigint::Sign::Minus { "-" } else { "" };
    let (prefix, base) = match spec {
        "#b" => ("0b", 2),
        "#o" => ("0o", 8),
        _ => ("0x", 16),
    };
    Ok(Value::str(format!("{sign}{prefix}{}", number.magnitude().to_str_radix(base))))
}

fn divmod(vm: &mut Vm, args: Args) -> Result<Value> {
    let [a, b] = args.exactly(vm, "divmod")?;
    if let Some(result) = vm.divide_with_rest(plain(&a), plain(&b))? {
        return Ok(result);
    }
    for (asked, method, other) in [(&a, known::DIVMOD, &b), (&b, known::RDIVMOD, &a)] {
        if let (Value::Instance(_), Some(method)) = (asked, vm.lookup_special(asked, method)) {
            match vm.call_sync(method, Args::one(other.clone()))? {
                Value::NotImplemented => {}
                result => return Ok(result),
            }
        }
    }
    let (a, b) = (vm.class_name(&a), vm.class_name(&b));
    Err(vm.type_error(format!("unsupported operand type(s) for divmod(): '{a}' and '{b}'")))
}

fn pow(vm: &mut Vm, args: Args) -> Result<Value> {
    let [base, exponent, modulus] = args.named(vm, "pow", ["base", "exp", "mod"], 2)?;
    if modulus.is_missing() || modulus.is_none() {
        return vm.binary(BinaryOp::Power, &base, &exponent);
    }
    match (big_of(&base), big_of(&exponent), big_of(&modulus)) {
        (Some(base), Some(exponent), Some(modulus)) => vm.modular_power(&base, &exponent, &modulus),
        _ if [&base, &exponent, &modulus].iter().all(|value| is_number(plain(value))) => {
            Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"))
        }
        _ => {
            let names = [&base, &exponent, &modulus].map(|value| vm.class_name(value));
            let [base, exponent, modulus] = names;
            Err(vm.type_error(format!(
                "unsupported operand type(s) for ** or pow(): '{base}', '{exponent}', '{modulus}'"
            )))
        }
    }
}

fn round(vm: &mut Vm, args: Args) -> Result<Value> {
    let [number, digits] = args.named(vm, "round", ["number", "ndigits"], 1)?;
    if let Value::Instance(_) = number
        && let Some(method) = vm.lookup_special(&number, known::ROUND)
    {
        let args = digits.present().filter(|digits| !digits.is_none()).map_or(Args::default(), Args::one);
        return vm.call_sync(method, args);
    }
    match plain(&number) {
        Value::Float(float) => vm.round_float(*float, &digits),
        other => match big_of(other) {
            Some(integer) => vm.round_int(&integer, &digits),
            None => {
                let name = vm.class_name(&number);
                Err(vm.type_error(format!("type {name} doesn't define __round__ method")))
            }
        },
    }
}
