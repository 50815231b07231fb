//! Finding the built-in value behind an argument: methods take instances of derived classes as well, and indices take whatever
//! has `__index__`.

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use std::rc::Rc;

use crate::Vm;
use crate::class::Class;
use crate::dict::Dict;
use crate::exception::{Raised, Result};
use crate::function::Args;
use crate::set::Set;
use crate::symbol::known;
use crate::value::{List, Range, Slice, Text, Tuple, Value};

/// The built-in value that an instance of a derived class extends; anything else as it is.
pub fn plain(value: &Value) -> &Value {
    match value {
        Value::Instance(instance) => instance.wrapped().unwrap_or(value),
        other => other,
    }
}

/// Takes the object of a method off its arguments.
pub(crate) fn split(vm: &mut Vm, mut args: Args, class: &str, method: &str) -> Result<(Value, Args)> {
    if args.positional.is_empty() {
        return Err(vm.type_error(format!("unbound method {class}.{method}() needs an argument")));
    }
    let receiver = args.positional.remove(0);
    Ok((receiver, args))
}

/// The `TypeError` for a method that was given an object of another class.
pub(crate) fn wrong_receiver(vm: &mut Vm, receiver: &Value, class: &str, method: &str) -> Raised {
    let name = vm.class_name(receiver);
    vm.type_error(format!("descriptor '{method}' for '{class}' objects doesn't apply to a '{name}' object"))
}

/// For each built-in type: the value behind an argument, and the object of a method with the other arguments.
macro_rules! receivers {
    ($($of:ident, $receiver:ident, $variant:ident, $inner:ty, $class:literal;)*) => { $(
        #[doc = concat!("The ", $class, " that a value is or extends.")]
        pub(crate) fn $of(value: &Value) -> Option<Rc<$inner>> {
            match plain(value) {
                Value::$variant(inner) => Some(inner.clone()),
                _ => None,
            }
        }

        #[doc = concat!("The ", $class, " that a method was called on, and the other arguments.")]
        pub(crate) fn $receiver(vm: &mut Vm, args: Args, method: &str) -> Result<(Rc<$inner>, Args)> {
            let (receiver, args) = split(vm, args, $class, method)?;
            match $of(&receiver) {
                Some(inner) => Ok((inner, args)),
                None => Err(wrong_receiver(vm, &receiver, $class, method)),
            }
        }
    )* };
}

receivers! {
    text_of, text_receiver, Str, Text, "str";
    bytes_of, bytes_receiver, Bytes, Vec<u8>, "bytes";
    tuple_of, tuple_receiver, Tuple, Tuple, "tuple";
    list_of, list_receiver, List, List, "list";
    dict_of, dict_receiver, Dict, Dict, "dict";
    set_of, set_receiver, Set, Set, "set";
    range_of, range_receiver, Range, Range, "range";
    slice_of, slice_receiver, Slice, Slice, "slice";
}

/// The int that a value is or extends, as a big one.
pub fn big_of(value: &Value) -> Option<BigInt> {
    match plain(value) {
        Value::Bool(flag) => Some(BigInt::from(i64::from(*flag))),
        Value::Int(number) => Some(BigInt::from(*number)),
        Value::BigInt(number) => Some((**number).clone()),
        _ => None,
    }
}

/// The class that a constructor was called for.
pub(crate) fn class_argument(vm: &mut Vm, args: Args, name: &str) -> Result<(Rc<Class>, Args)> {
    match split(vm, args, name, "__new__")? {
        (Value::Class(class), args) => Ok((class, args)),
        (other, _) => {
            let other = vm.class_name(&other);
            Err(vm.type_error(format!("{name}.__new__(X): X is not a type object ({other})")))
        }
    }
}

impl Vm {
    /// An int as an index or count: an int, a bool, or what `__index__` gives.
    pub fn integer(&mut self, value: &Value) -> Result<Value> {
        match plain(value) {
            Value::Bool(flag) => Ok(Value::Int(i64::from(*flag))),
            Value::Int(number) => Ok(Value::Int(*number)),
            Value::BigInt(number) => Ok(Value::BigInt(number.clone())),
            _ => match self.integer_or_none(value)? {
                Some(number) => Ok(number),
                None => {
                    let name = self.class_name(value);
                    Err(self.type_error(format!("'{name}' object cannot be interpreted as an integer")))
                }
            },
        }
    }

    /// As `integer`; None if the value has no `__index__`.
    pub(crate) fn integer_or_none(&mut self, value: &Value) -> Result<Option<Value>> {
        match plain(value) {
            Value::Bool(flag) => return Ok(Some(Value::Int(i64::from(*flag)))),
            Value::Int(_) | Value::BigInt(_) => return Ok(Some(plain(value).clone())),
            Value::Instance(_) => {}
            _ => return Ok(None),
        }
        let Some(method) = self.lookup_special(value, known::INDEX) else { return Ok(None) };
        let result = self.call_sync(method, Args::default())?;
        match plain(&result) {
            Value::Bool(flag) => Ok(Some(Value::Int(i64::from(*flag)))),
            Value::Int(_) | Value::BigInt(_) => Ok(Some(plain(&result).clone())),
            _ => {
                let name = self.class_name(&result);
                Err(self.type_error(format!("__index__ returned non-int (type {name})")))
            }
        }
    }

    /// An int that fits `i64`, else `OverflowError`.
    pub fn small_integer(&mut self, value: &Value) -> Result<i64> {
        match self.integer(value)? {
            Value::Int(number) => Ok(number),
            _ => Err(self.error("OverflowError", "Python int too large to convert to C ssize_t")),
        }
    }

    /// An int as a bound: those too large count as the largest or smallest.
    pub fn clamped_integer(&mut self, value: &Value) -> Result<i64> {
        Ok(match self.integer(value)? {
            Value::Int(number) => number,
            Value::BigInt(number) if number.sign() == num_bigint::Sign::Minus => i64::MIN,
            _ => i64::MAX,
        })
    }

    /// A number as a float: a float, an int, or what `__float__` or `__index__` gives.
    pub fn real(&mut self, value: &Value) -> Result<f64> {
        match plain(value) {
            Value::Float(number) => return Ok(*number),
            Value::Bool(flag) => return Ok(f64::from(u8::from(*flag))),
            Value::Int(number) => return Ok(*number as f64),
            Value::BigInt(number) => return self.float_from_big(number),
            _ => {}
        }
        if let Value::Instance(_) = value {
            if let Some(method) = self.lookup_special(value, known::FLOAT) {
                let result = self.call_sync(method, Args::default())?;
                if let Value::Float(number) = plain(&result) {
                    return Ok(*number);
                }
                let (name, result) = (self.class_name(value), self.class_name(&result));
                return Err(self.type_error(format!("{name}.__float__ returned non-float (type {result})")));
            }
            if let Some(number) = self.integer_or_none(value)? {
                return self.real(&number);
            }
        }
        let name = self.class_name(value);
        Err(self.type_error(format!("must be real number, not {name}")))
    }

    /// A big int as a float, or `OverflowError`.
    pub fn float_from_big(&mut self, number: &BigInt) -> Result<f64> {
        match number.to_f64() {
            Some(float) if float.is_finite() => Ok(float),
            _ => Err(self.error("OverflowError", "int too large to convert to float")),
        }
    }

    /// The text of an argument that must be a str; `what` begins the message otherwise.
    pub(crate) fn text_argument(&mut self, value: &Value, what: &str) -> Result<Rc<Text>> {
        match text_of(value) {
            Some(text) => Ok(text),
            None => {
                let name = self.class_name(value);
                Err(self.type_error(format!("{what} must be str, not {name}")))
            }
        }
    }
}
