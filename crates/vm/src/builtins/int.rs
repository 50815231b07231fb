//! `int` and `bool`.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, Zero};

use super::receiver::{big_of, class_argument, plain, split, wrong_receiver};
use super::repr::LONGEST_INT;
use super::text::is_space;
use super::wrap;
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::symbol::known;
use crate::table::Entry;
use crate::value::Value;

/// `int`'s methods.
pub(crate) const METHODS: &[Entry] = &[
    Entry::plain("__new__", new).without_self(),
    Entry::plain("bit_length", |vm, args| Ok(Value::Int(alone(vm, args, "bit_length")?.bits() as i64))),
    Entry::plain("bit_count", bit_count),
    Entry::plain("conjugate", |vm, args| Ok(Value::from_big(alone(vm, args, "conjugate")?))),
    Entry::plain("as_integer_ratio", |vm, args| {
        let number = alone(vm, args, "as_integer_ratio")?;
        Ok(Value::tuple(vec![Value::from_big(number), Value::Int(1)]))
    }),
    Entry::plain("to_bytes", to_bytes),
    Entry::plain("from_bytes", from_bytes).of_class(),
    Entry::plain("real", |vm, args| Ok(Value::from_big(alone(vm, args, "real")?))).as_property(),
    Entry::plain("numerator", |vm, args| Ok(Value::from_big(alone(vm, args, "numerator")?))).as_property(),
    Entry::plain("imag", |_, _| Ok(Value::Int(0))).as_property(),
    Entry::plain("denominator", |_, _| Ok(Value::Int(1))).as_property(),
    Entry::plain("__round__", |vm, args| {
        let (number, args) = int_receiver(vm, args, "__round__")?;
        let [digits] = args.between(vm, "__round__", 0)?;
        vm.round_int(&number, &digits)
    }),
];

/// `bool`'s own methods.
pub(crate) const BOOL_METHODS: &[Entry] = &[Entry::plain("__new__", new_bool).without_self()];

fn int_receiver(vm: &mut Vm, args: Args, method: &str) -> Result<(BigInt, Args)> {
    let (receiver, args) = split(vm, args, "int", method)?;
    match big_of(&receiver) {
        Some(number) => Ok((number, args)),
        None => Err(wrong_receiver(vm, &receiver, "int", method)),
    }
}

fn alone(vm: &mut Vm, args: Args, method: &str) -> Result<BigInt> {
    let (number, args) = int_receiver(vm, args, method)?;
    let [] = args.exactly(vm, &format!("int.{method}"))?;
    Ok(number)
}

/// `bool(value)`
fn new_bool(vm: &mut Vm, args: Args) -> Result<Value> {
    let (_, args) = class_argument(vm, args, "bool")?;
    let [value] = args.between(vm, "bool", 0)?;
    vm.truth(&value).map(Value::Bool)
}

/// `int(value)`, `int(text, base)`
fn new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let (class, rest) = class_argument(vm, std::mem::take(&mut args), "int")?;
    let given = rest.positional.len();
    if given > 2 {
        return Err(vm.type_error(format!("int() takes at most 2 arguments ({given} given)")));
    }
    let [value, base] = rest.named(vm, "int", ["x", "base"], 0)?;
    let number = match (&value, base.is_missing()) {
        (Value::Missing, _) => Value::Int(0),
        (_, true) => vm.int_from(&value)?,
        (_, false) => {
            let base = vm.small_integer(&base)?;
            vm.int_from_digits(&value, base)?
        }
    };
    Ok(wrap(&class, number))
}

impl Vm {
    /// `int(value)`
    pub(crate) fn int_from(&mut self, value: &Value) -> Result<Value> {
        match plain(value) {
            Value::Int(_) | Value::BigInt(_) => return Ok(plain(value).clone()),
            Value::Bool(flag) => return Ok(Value::Int(i64::from(*flag))),
            Value::Float(number) => return self.big_from_float(*number).map(Value::from_big),
            Value::Str(_) | Value::Bytes(_) => return self.int_from_digits(value, 10),
            _ => {}
        }
        for method in [known::INT, known::INDEX, known::TRUNC] {
            if let (Value::Instance(_), Some(method)) = (value, self.lookup_special(value, method)) {
                let result = self.call_sync(method, Args::default())?;
                return match plain(&result) {
                    Value::Int(_) | Value::BigInt(_) | Value::Bool(_) => self.int_from(&result),
                    _ => {
                        let name = self.class_name(&result);
                        Err(self.type_error(format!("__int__ returned non-int (type {name})")))
                    }
                };
            }
        }
        let name = self.class_name(value);
        let message = "int() argument must be a string, a bytes-like object or a real number, not";
        Err(self.type_error(format!("{message} '{name}'")))
    }

    fn int_from_digits(&mut self, value: &Value, base: i64) -> Result<Value> {
        let text = match plain(value) {
            Value::Str(text) => text.as_str().to_owned(),
            Value::Bytes(bytes) => bytes.iter().copied().map(char::from).collect(),
            _ => return Err(self.type_error("int() can't convert non-string with explicit base")),
        };
        if base != 0 && !(2..=36).contains(&base) {
            return Err(self.value_error("int() base must be >= 2 and <= 36, or 0"));
        }
        let digits = text.chars().filter(char::is_ascii_alphanumeric).count();
        // Bases that are powers of two are read in linear time, others are not.
        let linear = matches!(base, 2 | 4 | 8 | 16 | 32);
        if digits > LONGEST_INT && !linear {
            return Err(self.value_error(format!(
                "Exceeds the limit ({LONGEST_INT} digits) for integer string conversion: value has {digits} digits; \
                 use sys.set_int_max_str_digits() to increase the limit"
            )));
        }
        match parse_int(&text, base as u32) {
            Some(number) => Ok(Value::from_big(number)),
            None => {
                let shown = self.repr(plain(value))?;
                Err(self.value_error(format!("invalid literal for int() with base {base}: {shown}")))
            }
        }
    }

    /// `round(int, digits)`: to a power of ten if the digits are negative, halves to even.
    pub(crate) fn round_int(&mut self, number: &BigInt, digits: &Value) -> Result<Value> {
        if digits.is_missing() || digits.is_none() {
            return Ok(Value::from_big(number.clone()));
        }
        let digits = self.clamped_integer(digits)?;
        if digits >= 0 {
            return Ok(Value::from_big(number.clone()));
        }
        // A power of ten beyond twice the number rounds to 0.
        if digits.unsigned_abs() > number.bits() {
            return Ok(Value::Int(0));
        }
        let unit = BigInt::from(10).pow(digits.unsigned_abs() as u32);
        let (quotient, rest) = number.div_mod_floor(&unit);
        let twice: BigInt = rest * 2;
        let up = twice > unit || (twice == unit && quotient.is_odd());
        Ok(Value::from_big((quotient + i32::from(up)) * unit))
    }
}

/// An int as a literal of some base writes it: sign, prefix and underscores as Python allows them.
fn parse_int(text: &str, base: u32) -> Option<BigInt> {
    let text = text.trim_matches(is_space);
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let prefix_base = match unsigned.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => 0,
    };
    let prefixed = prefix_base != 0 && (base == 0 || base == prefix_base);
    let digits = if prefixed { unsigned[2..].strip_prefix('_').unwrap_or(&unsigned[2..]) } else { unsigned };
    let radix = match (base, prefixed) {
        (0, true) => prefix_base,
        (0, false) => 10,
        (base, _) => base,
    };
    let well_formed =
        !digits.is_empty() && !digits.starts_with('_') && !digits.ends_with('_') && !digits.contains("__");
    if !well_formed {
        return None;
    }
    let mut ascii = String::with_capacity(digits.len());
    for character in digits.chars().filter(|&character| character != '_') {
        let digit = character.to_digit(radix).or_else(|| super::text::decimal_value(character))?;
        ascii.push(char::from_digit(digit, radix)?);
    }
    // With base 0, as in source code, a decimal number does not begin with 0.
    if base == 0
        && radix == 10
        && ascii.len() > 1
        && ascii.starts_with('0')
        && ascii.bytes().any(|digit| digit != b'0')
    {
        return None;
    }
    let magnitude = BigInt::parse_bytes(ascii.as_bytes(), radix)?;
    Some(if negative { -magnitude } else { magnitude })
}

fn bit_count(vm: &mut Vm, args: Args) -> Result<Value> {
    let number = alone(vm, args, "bit_count")?;
    let ones: u64 = number.iter_u64_digits().map(|digit| u64::from(digit.count_ones())).sum();
    Ok(Value::Int(ones as i64))
}

/// Whether the order of bytes is the big one.
fn is_big_endian(vm: &mut Vm, order: &Value) -> Result<bool> {
    match order.as_str() {
        Some("big") => Ok(true),
        None if order.is_missing() => Ok(true),
        Some("little") => Ok(false),
        _ => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn to_bytes(vm: &mut Vm, args: Args) -> Result<Value> {
    let (number, args) = int_receiver(vm, args, "to_bytes")?;
    let [length, order, signed] = args.named(vm, "to_bytes", ["length", "byteorder", "*signed"], 0)?;
    let length = if length.is_missing() { 1 } else { vm.small_integer(&length)? };
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    let (big_endian, signed) = (is_big_endian(vm, &order)?, vm.truth(&signed)?);
    vm.check_text(length)?;
    if number.is_negative() && !signed {
        return Err(vm.overflow("can't convert negative int to unsigned"));
    }
    let mut bytes = if signed { number.to_signed_bytes_le() } else { number.magnitude().to_bytes_le() };
    if number.is_zero() {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(vm.overflow("int too big to convert"));
    }
    bytes.resize(length, if number.is_negative() { 0xFF } else { 0 });
    if big_endian {
        bytes.reverse();
    }
    Ok(Value::bytes(bytes))
}

fn from_bytes(vm: &mut Vm, args: Args) -> Result<Value> {
    let (class, args) = class_argument(vm, args, "int")?;
    let [bytes, order, signed] = args.named(vm, "from_bytes", ["bytes", "byteorder", "*signed"], 1)?;
    let (big_endian, signed) = (is_big_endian(vm, &order)?, vm.truth(&signed)?);
    let mut bytes = match plain(&bytes) {
        Value::Bytes(bytes) => bytes.to_vec(),
        _ => {
            let mut collected = Vec::new();
            for item in vm.items_of(&bytes)? {
                match u8::try_from(vm.small_integer(&item)?) {
                    Ok(byte) => collected.push(byte),
                    Err(_) => return Err(vm.value_error("bytes must be in range(0, 256)")),
                }
            }
            collected
        }
    };
    if big_endian {
        bytes.reverse();
    }
    let number =
        if signed { BigInt::from_signed_bytes_le(&bytes) } else { BigInt::from_bytes_le(Sign::Plus, &bytes) };
    Ok(wrap(&class, Value::from_big(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ints_are_read_as_python_reads_them() {
        let read = |text: &str, base| parse_int(text, base).map(|number| number.to_string());
        assert_eq!(read(" -12_345\n", 10).as_deref(), Some("-12345"));
        assert_eq!(read("0x_1F", 16).as_deref(), Some("31"));
        assert_eq!(read("0b101", 0).as_deref(), Some("5"));
        assert_eq!(read("z", 36).as_deref(), Some("35"));
        assert_eq!(read("٣", 10).as_deref(), Some("3"));
        assert_eq!(read("0b1", 16).as_deref(), Some("177"));
        for wrong in ["", "-", "1__0", "_1", "1_", "1 2", "0x", "1.0"] {
            assert_eq!(read(wrong, 10), None, "{wrong:?}");
        }
        assert_eq!(read("09", 0), None);
    }
}
