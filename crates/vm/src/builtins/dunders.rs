//! The special methods of the built-in classes, for `super().__setitem__(key, value)`, `list.__len__` and the like: they do to
//! the built-in value what the operators do, whatever a derived class defines.

use super::receiver::{dict_of, plain, split};
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::table::Entry;
use crate::value::Value;
use lang::code::{BinaryOp, CompareOp, UnaryOp};

/// What every object has.
pub(super) const OBJECT: &[Entry] = &[
    Entry::plain("__repr__", object_repr),
    Entry::plain("__str__", |vm, args| {
        let [this] = args.exactly(vm, "__str__")?;
        vm.repr(&this).map(Value::str)
    }),
    Entry::plain("__format__", object_format),
    Entry::plain("__hash__", hash),
    Entry::plain("__eq__", |vm, args| object_equality(vm, args, true)),
    Entry::plain("__ne__", |vm, args| object_equality(vm, args, false)),
    Entry::plain("__lt__", not_implemented),
    Entry::plain("__le__", not_implemented),
    Entry::plain("__gt__", not_implemented),
    Entry::plain("__ge__", not_implemented),
];

/// `__repr__`, of the built-in value.
pub(super) const REPR: &[Entry] = &[Entry::plain("__repr__", |vm, args| {
    let [this] = args.exactly(vm, "__repr__")?;
    vm.repr_natively(&this).map(Value::str)
})];

/// `__str__`, of str alone: others have the one of `object`.
pub(super) const STR: &[Entry] = &[Entry::plain("__str__", |vm, args| {
    let [this] = args.exactly(vm, "__str__")?;
    vm.str(plain(&this)).map(Value::str)
})];

/// `__format__`
pub(super) const FORMAT: &[Entry] = &[Entry::plain("__format__", |vm, args| {
    let [this, spec] = args.exactly(vm, "__format__")?;
    let spec = vm.text_argument(&spec, "__format__() argument")?;
    if spec.as_str().is_empty() {
        return vm.str(&this).map(Value::str);
    }
    vm.format_natively(&this, spec.as_str()).map(Value::str)
})];

/// `__hash__`
pub(super) const HASH: &[Entry] = &[Entry::plain("__hash__", hash)];

/// `__eq__`, `__ne__`
pub(super) const EQUALITY: &[Entry] = &[
    Entry::plain("__eq__", |vm, args| compare(vm, args, CompareOp::Equal)),
    Entry::plain("__ne__", |vm, args| compare(vm, args, CompareOp::NotEqual)),
];

/// `__lt__` and its family.
pub(super) const ORDER: &[Entry] = &[
    Entry::plain("__lt__", |vm, args| compare(vm, args, CompareOp::Less)),
    Entry::plain("__le__", |vm, args| compare(vm, args, CompareOp::LessEqual)),
    Entry::plain("__gt__", |vm, args| compare(vm, args, CompareOp::Greater)),
    Entry::plain("__ge__", |vm, args| compare(vm, args, CompareOp::GreaterEqual)),
];

/// What containers have.
pub(super) const CONTAINER: &[Entry] = &[
    Entry::plain("__len__", |vm, args| {
        let [this] = args.exactly(vm, "__len__")?;
        vm.length(plain(&this)).map(Value::from_usize)
    }),
    Entry::plain("__contains__", |vm, args| {
        let [this, item] = args.exactly(vm, "__contains__")?;
        match vm.contains_natively(plain(&this), &item)? {
            Some(found) => Ok(Value::Bool(found)),
            None => {
                let items = Value::list(vm.items_of(plain(&this))?);
                vm.contains(&items, &item).map(Value::Bool)
            }
        }
    }),
    Entry::plain("__iter__", |vm, args| {
        let [this] = args.exactly(vm, "__iter__")?;
        vm.iterate(plain(&this))
    }),
];

/// What can be subscripted has.
pub(super) const SUBSCRIPT: &[Entry] = &[Entry::plain("__getitem__", get_item)];

/// `__reversed__`
pub(super) const REVERSED: &[Entry] = &[Entry::plain("__reversed__", |vm, args| {
    let [this] = args.exactly(vm, "__reversed__")?;
    match vm.iterate_backwards(plain(&this)) {
        Some(iterator) => Ok(iterator),
        None => Ok(Value::NotImplemented),
    }
})];

/// What lists and dicts have.
pub(super) const CHANGE: &[Entry] = &[
    Entry::plain("__setitem__", |vm, args| {
        let [this, index, value] = args.exactly(vm, "__setitem__")?;
        vm.set_subscript_natively(plain(&this), &index, &value)?;
        Ok(Value::None)
    }),
    Entry::plain("__delitem__", |vm, args| {
        let [this, index] = args.exactly(vm, "__delitem__")?;
        vm.delete_subscript_natively(plain(&this), &index)?;
        Ok(Value::None)
    }),
];

/// A binary operator, from the left and from the right.
macro_rules! operators {
    ($($name:literal, $reflected:literal, $op:ident;)*) => {
        &[$(
            Entry::plain($name, |vm, args| operate(vm, args, BinaryOp::$op, false)),
            Entry::plain($reflected, |vm, args| operate(vm, args, BinaryOp::$op, true)),
        )*]
    };
}

/// What int, bool and float have.
pub(super) const NUMBER: &[Entry] = operators! {
    "__add__", "__radd__", Add;
    "__sub__", "__rsub__", Subtract;
    "__mul__", "__rmul__", Multiply;
    "__truediv__", "__rtruediv__", TrueDivide;
    "__floordiv__", "__rfloordiv__", FloorDivide;
    "__mod__", "__rmod__", Modulo;
    "__pow__", "__rpow__", Power;
};

/// What int and bool have beyond that.
pub(super) const BITS: &[Entry] = operators! {
    "__lshift__", "__rlshift__", LeftShift;
    "__rshift__", "__rrshift__", RightShift;
    "__and__", "__rand__", BitAnd;
    "__or__", "__ror__", BitOr;
    "__xor__", "__rxor__", BitXor;
};

/// What sets and views of dicts have.
pub(super) const SET_OPERATORS: &[Entry] = operators! {
    "__and__", "__rand__", BitAnd;
    "__or__", "__ror__", BitOr;
    "__xor__", "__rxor__", BitXor;
    "__sub__", "__rsub__", Subtract;
};

/// What dicts have.
pub(super) const MERGE: &[Entry] = operators! { "__or__", "__ror__", BitOr; };

/// What texts have beyond sequences.
pub(super) const PERCENT: &[Entry] = operators! { "__mod__", "__rmod__", Modulo; };

/// What sequences have.
pub(super) const SEQUENCE: &[Entry] = &[
    Entry::plain("__add__", |vm, args| operate(vm, args, BinaryOp::Add, false)),
    Entry::plain("__mul__", |vm, args| operate(vm, args, BinaryOp::Multiply, false)),
    Entry::plain("__rmul__", |vm, args| operate(vm, args, BinaryOp::Multiply, true)),
];

/// An operator that changes its left side.
macro_rules! in_place {
    ($($name:literal, $op:ident;)*) => {
        &[$(Entry::plain($name, |vm, args| operate_in_place(vm, args, BinaryOp::$op)),)*]
    };
}

/// What lists have.
pub(super) const LIST_IN_PLACE: &[Entry] = in_place! { "__iadd__", Add; "__imul__", Multiply; };

/// What dicts have.
pub(super) const DICT_IN_PLACE: &[Entry] = in_place! { "__ior__", BitOr; };

/// What sets have.
pub(super) const SET_IN_PLACE: &[Entry] =
    in_place! { "__ior__", BitOr; "__iand__", BitAnd; "__isub__", Subtract; "__ixor__", BitXor; };

/// What numbers have.
pub(super) const NUMBER_UNARY: &[Entry] = &[
    Entry::plain("__neg__", |vm, args| unary(vm, args, UnaryOp::Negative)),
    Entry::plain("__pos__", |vm, args| unary(vm, args, UnaryOp::Positive)),
    Entry::plain("__abs__", |vm, args| {
        let [this] = args.exactly(vm, "__abs__")?;
        Ok(vm.absolute(plain(&this))?.unwrap_or(Value::NotImplemented))
    }),
    Entry::plain("__bool__", |vm, args| {
        let [this] = args.exactly(vm, "__bool__")?;
        vm.truth(plain(&this)).map(Value::Bool)
    }),
    Entry::plain("__int__", |vm, args| {
        let [this] = args.exactly(vm, "__int__")?;
        vm.int_from(plain(&this))
    }),
    Entry::plain("__trunc__", |vm, args| {
        let [this] = args.exactly(vm, "__trunc__")?;
        vm.int_from(plain(&this))
    }),
    Entry::plain("__float__", |vm, args| {
        let [this] = args.exactly(vm, "__float__")?;
        vm.real(plain(&this)).map(Value::Float)
    }),
    Entry::plain("__divmod__", |vm, args| {
        let [this, other] = args.exactly(vm, "__divmod__")?;
        Ok(vm.divide_with_rest(plain(&this), plain(&other))?.unwrap_or(Value::NotImplemented))
    }),
    Entry::plain("__rdivmod__", |vm, args| {
        let [this, other] = args.exactly(vm, "__rdivmod__")?;
        Ok(vm.divide_with_rest(plain(&other), plain(&this))?.unwrap_or(Value::NotImplemented))
    }),
];

/// What int and bool have.
pub(super) const INT_UNARY: &[Entry] = &[
    Entry::plain("__invert__", |vm, args| unary(vm, args, UnaryOp::Invert)),
    Entry::plain("__index__", |vm, args| {
        let [this] = args.exactly(vm, "__index__")?;
        vm.int_from(plain(&this))
    }),
];

/// The method of a class that is derived from, called on an instance: whether it compares equal is the instance's business.
fn object_equality(vm: &mut Vm, args: Args, equal: bool) -> Result<Value> {
    let [this, other] = args.exactly(vm, "__eq__")?;
    if !equal {
        // `__ne__` is the opposite of `__eq__`, whichever that is.
        let Some(method) = vm.lookup_special(&this, crate::symbol::known::EQ) else {
            return Ok(Value::NotImplemented);
        };
        return match vm.call_sync(method, Args::one(other))? {
            Value::NotImplemented => Ok(Value::NotImplemented),
            result => vm.truth(&result).map(|equal| Value::Bool(!equal)),
        };
    }
    Ok(if this.is(&other) { Value::Bool(true) } else { Value::NotImplemented })
}

fn object_repr(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this] = args.exactly(vm, "__repr__")?;
    let text = match &this {
        Value::Instance(instance) => match vm.repr_alias(instance)? {
            Some(text) => text,
            None => vm.repr_object(&this),
        },
        other => vm.repr_natively(other)?,
    };
    Ok(Value::str(text))
}

fn object_format(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this, spec] = args.exactly(vm, "__format__")?;
    let spec = vm.text_argument(&spec, "__format__() argument")?;
    if spec.as_str().is_empty() {
        return vm.str(&this).map(Value::str);
    }
    let name = vm.class_name(&this);
    Err(vm.type_error(format!("unsupported format string passed to {name}.__format__")))
}

fn not_implemented(_: &mut Vm, _: Args) -> Result<Value> {
    Ok(Value::NotImplemented)
}

fn hash(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this] = args.exactly(vm, "__hash__")?;
    let hash = match plain(&this) {
        Value::Instance(_) | Value::Class(_) => vm.hash_natively(&this)?,
        value => vm.hash(value)?,
    };
    Ok(Value::Int(hash as i64))
}

fn compare(vm: &mut Vm, args: Args, op: CompareOp) -> Result<Value> {
    let [this, other] = args.exactly(vm, "__eq__")?;
    let result = vm.compare_natively(op, plain(&this), plain(&other))?;
    Ok(result.map_or(Value::NotImplemented, Value::Bool))
}

fn get_item(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this, index] = args.exactly(vm, "__getitem__")?;
    if let Some(dict) = dict_of(&this) {
        return vm.dict_item(&this, &dict, &index);
    }
    Ok(vm.subscript_natively(plain(&this), &index)?.unwrap_or(Value::NotImplemented))
}

fn operate(vm: &mut Vm, args: Args, op: BinaryOp, reflected: bool) -> Result<Value> {
    let [this, other] = args.exactly(vm, "operator")?;
    let (this, other) = (plain(&this), plain(&other));
    let result =
        if reflected { vm.binary_natively(op, other, this)? } else { vm.binary_natively(op, this, other)? };
    Ok(result.unwrap_or(Value::NotImplemented))
}

/// The result is the instance itself, whose built-in value has changed.
fn operate_in_place(vm: &mut Vm, args: Args, op: BinaryOp) -> Result<Value> {
    let (this, args) = split(vm, args, "object", "operator")?;
    let [other] = args.exactly(vm, "operator")?;
    let changed = vm.change_in_place(op, plain(&this), &other)?;
    Ok(if changed { this } else { Value::NotImplemented })
}

fn unary(vm: &mut Vm, args: Args, op: UnaryOp) -> Result<Value> {
    let [this] = args.exactly(vm, "operator")?;
    vm.unary(op, plain(&this))
}
