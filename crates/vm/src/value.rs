//! Values of a running program.
//!
//! A [`Value`] is 16 bytes: small things by value, others by a counted reference, as in CPython, so that what CPython destroys at
//! once (a coroutine never awaited, a generator left early) is noticed at once here too. What it is not: operations on values are
//! in `operators`, `attributes` and `builtins`. Begin with [`Value`].

use num_bigint::BigInt;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use super::class::{Class, Instance};
use super::dict::Dict;
use super::function::{BoundMethod, Descriptor, Function, NativeFunction};
use super::generator::Generator;
use super::iterator::Iter;
use super::module::Module;
use super::set::Set;

/// Any value.
#[derive(Clone)]
pub enum Value {
    /// No value: an unset variable, an argument not given. Programs never see it.
    Missing,
    /// `None`
    None,
    /// `NotImplemented`
    NotImplemented,
    /// `...`
    Ellipsis,
    /// `True`, `False`
    Bool(bool),
    /// An int that fits.
    Int(i64),
    /// A float.
    Float(f64),
    /// An int that does not fit `i64`. Never one that does: see [`Value::from_big`].
    BigInt(Rc<BigInt>),
    /// A str.
    Str(Rc<Text>),
    /// A bytes.
    Bytes(Rc<Vec<u8>>),
    /// A tuple.
    Tuple(Rc<Tuple>),
    /// A list.
    List(Rc<List>),
    /// A dict.
    Dict(Rc<Dict>),
    /// A set or frozenset.
    Set(Rc<Set>),
    /// A range.
    Range(Rc<Range>),
    /// A slice.
    Slice(Rc<Slice>),
    /// A function of the program.
    Function(Rc<Function>),
    /// A function of the VM.
    Native(Rc<NativeFunction>),
    /// A method with its object.
    Method(Rc<BoundMethod>),
    /// A property, class method or static method.
    Descriptor(Rc<Descriptor>),
    /// A class.
    Class(Rc<Class>),
    /// Anything else that has a class: instances of the program's classes, exceptions, futures, tasks.
    Instance(Rc<Instance>),
    /// A generator, coroutine or asynchronous generator.
    Generator(Rc<Generator>),
    /// An iterator over something built in.
    Iter(Rc<Iter>),
    /// A module.
    Module(Rc<Module>),
    /// The cell of a captured variable, on its way into a closure.
    Cell(Rc<VariableCell>),
}

/// The one `match` over all kinds of objects: the first expression with the object's reference, whatever its type, or the other one
/// for what is held by value.
macro_rules! with_object {
    ($value:expr, $object:ident => $found:expr, $by_value:expr) => {
        match $value {
            Value::Missing
            | Value::None
            | Value::NotImplemented
            | Value::Ellipsis
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_) => $by_value,
            Value::BigInt($object) => $found,
            Value::Str($object) => $found,
            Value::Bytes($object) => $found,
            Value::Tuple($object) => $found,
            Value::List($object) => $found,
            Value::Dict($object) => $found,
            Value::Set($object) => $found,
            Value::Range($object) => $found,
            Value::Slice($object) => $found,
            Value::Function($object) => $found,
            Value::Native($object) => $found,
            Value::Method($object) => $found,
            Value::Descriptor($object) => $found,
            Value::Class($object) => $found,
            Value::Instance($object) => $found,
            Value::Generator($object) => $found,
            Value::Iter($object) => $found,
            Value::Module($object) => $found,
            Value::Cell($object) => $found,
        }
    };
}
pub(super) use with_object;

/// A captured variable.
#[derive(Debug)]
pub struct VariableCell(pub RefCell<Value>);

/// Text, with what is needed to index it by character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    text: Box<str>,
    /// How many characters there are.
    length: usize,
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::from(text.to_owned())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        let length = if text.is_ascii() { text.len() } else { text.chars().count() };
        Text { text: text.into_boxed_str(), length }
    }
}

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many characters it has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Whether every character is one byte.
    pub fn is_ascii(&self) -> bool {
        self.length == self.text.len()
    }

    /// The characters `start..end`; both within the length.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        if end <= start {
            return "";
        }
        &self.text[self.byte_offset(start)..self.byte_offset(end)]
    }

    /// The byte at which a character begins.
    pub fn byte_offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.text.len());
        }
        self.text.char_indices().nth(index).map_or(self.text.len(), |(offset, _)| offset)
    }

    /// The index of the character at a byte offset.
    pub fn char_index(&self, offset: usize) -> usize {
        if self.is_ascii() { offset } else { self.text[..offset].chars().count() }
    }
}

/// A tuple's items.
#[derive(Debug)]
pub struct Tuple(pub Box<[Value]>);

/// A list.
#[derive(Debug, Default)]
pub struct List(pub RefCell<Vec<Value>>);

/// A range. Its numbers may be beyond `i64`, as in `range(10**20, 10**20 + 3)`, but stay below `2**120`, so that counting them
/// cannot overflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first.
    pub start: i128,
    /// The bound.
    pub stop: i128,
    /// The distance; never 0.
    pub step: i128,
}

impl Range {
    /// How many numbers it has, at most `isize::MAX`.
    pub fn length(&self) -> usize {
        let (low, high, step) = if self.step > 0 {
            (self.start, self.stop, self.step)
        } else {
            (self.stop, self.start, -self.step)
        };
        if high <= low {
            0
        } else {
            usize::try_from((high - low - 1) / step + 1).unwrap_or(usize::MAX).min(isize::MAX as usize)
        }
    }

    /// The number at an index within the length.
    pub fn at(&self, index: usize) -> Value {
        Value::from_wide(self.start + self.step * index as i128)
    }
}

/// A slice.
#[derive(Debug)]
pub struct Slice {
    /// `start` or None.
    pub start: Value,
    /// `stop` or None.
    pub stop: Value,
    /// `step` or None.
    pub step: Value,
}

impl Value {
    /// A str.
    pub fn str(text: impl Into<Text>) -> Value {
        Value::Str(Rc::new(text.into()))
    }

    /// A tuple.
    pub fn tuple(items: impl Into<Box<[Value]>>) -> Value {
        Value::Tuple(Rc::new(Tuple(items.into())))
    }

    /// A list.
    pub fn list(items: Vec<Value>) -> Value {
        Value::List(Rc::new(List(RefCell::new(items))))
    }

    /// A bytes.
    pub fn bytes(bytes: Vec<u8>) -> Value {
        Value::Bytes(Rc::new(bytes))
    }

    /// A dict.
    pub fn dict(dict: Dict) -> Value {
        Value::Dict(Rc::new(dict))
    }

    /// An int, small where it fits.
    pub fn from_big(number: BigInt) -> Value {
        match i64::try_from(&number) {
            Ok(small) => Value::Int(small),
            Err(_) => Value::BigInt(Rc::new(number)),
        }
    }

    /// An int of a range.
    pub fn from_wide(number: i128) -> Value {
        i64::try_from(number).map_or_else(|_| Value::from_big(BigInt::from(number)), Value::Int)
    }

    /// An int from a count or an index.
    pub fn from_usize(number: usize) -> Value {
        i64::try_from(number).map_or_else(|_| Value::from_big(BigInt::from(number)), Value::Int)
    }

    /// Whether it is `None`.
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    /// Whether there is no value.
    pub fn is_missing(&self) -> bool {
        matches!(self, Value::Missing)
    }

    /// The value, or None (Rust's) if there is none.
    pub fn present(self) -> Option<Value> {
        if self.is_missing() { None } else { Some(self) }
    }

    /// The text, if it is a str (or an instance of a class derived from str).
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Str(text) => Some(text.as_str()),
            Value::Instance(instance) => instance.wrapped().and_then(Value::as_str),
            _ => None,
        }
    }

    /// The address of what it refers to; None for what is held by value. For `is`, and to recognise recursion.
    pub fn address(&self) -> Option<usize> {
        with_object!(self, object => Some(Rc::as_ptr(object).cast::<()>().addr()), None)
    }

    /// `a is b`. Ints, strs and empty tuples that are equal count as the same object, as CPython's small ones do.
    pub fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::None, Value::None)
            | (Value::Missing, Value::Missing)
            | (Value::NotImplemented, Value::NotImplemented)
            | (Value::Ellipsis, Value::Ellipsis) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            (Value::Str(a), Value::Str(b)) => Rc::ptr_eq(a, b) || (a.length() < 64 && a == b),
            (Value::Tuple(a), Value::Tuple(b)) => Rc::ptr_eq(a, b) || (a.0.is_empty() && b.0.is_empty()),
            _ => {
                std::mem::discriminant(self) == std::mem::discriminant(other)
                    && self.address().is_some()
                    && self.address() == other.address()
            }
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Int(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Float(value)
    }
}

impl From<Option<Value>> for Value {
    fn from(value: Option<Value>) -> Value {
        value.unwrap_or(Value::None)
    }
}

/// A short form for debugging the VM; programs see `repr`, which is in `builtins`.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Missing => write!(f, "Missing"),
            Value::None => write!(f, "None"),
            Value::NotImplemented => write!(f, "NotImplemented"),
            Value::Ellipsis => write!(f, "..."),
            Value::Bool(value) => write!(f, "{value}"),
            Value::Int(value) => write!(f, "{value}"),
            Value::Float(value) => write!(f, "{value:?}"),
            Value::BigInt(value) => write!(f, "{value}"),
            Value::Str(text) => write!(f, "{:?}", text.as_str()),
            Value::Tuple(tuple) => f.debug_list().entries(tuple.0.iter()).finish(),
            Value::Class(class) => write!(f, "<class {}>", class.name.borrow()),
            Value::Instance(instance) => write!(f, "<{} object>", instance.class().name.borrow()),
            Value::Function(function) => write!(f, "<function {}>", function.code.name),
            Value::Native(function) => write!(f, "<native {}>", function.name),
            other => write!(f, "<value {:?}>", std::mem::discriminant(other)),
        }
    }
}

/// A counter for [`Instance`]s' identities, so that they do not depend on addresses.
#[derive(Debug, Default)]
pub struct Identity(pub Cell<u64>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_takes_16_bytes() {
        assert_eq!(size_of::<Value>(), 16);
    }

    #[test]
    fn a_list_nested_a_million_deep_is_dropped_without_recursion() {
        let mut value = Value::None;
        for _ in 0..1_000_000 {
            value = Value::list(vec![value]);
        }
        drop(value);
    }

    #[test]
    fn a_range_counts_its_numbers() {
        assert_eq!(Range { start: 0, stop: 10, step: 3 }.length(), 4);
        assert_eq!(Range { start: 10, stop: 0, step: -3 }.length(), 4);
        assert_eq!(Range { start: 0, stop: 0, step: 1 }.length(), 0);
    }

    #[test]
    fn text_is_cut_by_characters() {
        assert_eq!(Text::from("naïve").slice(2, 4), "ïv");
        assert_eq!(Text::from("plain").slice(1, 3), "la");
    }
}
