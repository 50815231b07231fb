//! The built-in types and functions: what Python programs see of values.
//!
//! Each type has a file with its methods (`list.rs`, `text.rs` …), as tables of native functions. What all types have in common
//! is by question: `repr.rs`, `hash.rs`, `compare.rs`, `arithmetic.rs`, `subscript.rs`, `protocol.rs` (truth, length,
//! membership); they are methods of [`Vm`], which answer natively and ask the program's special methods where it has any.
//! Formatting is pure text work: `number_text.rs`, `format_spec.rs`, `str_format.rs`, `percent.rs`. What it is not: `object`,
//! `type`, attributes and calls are in `construct` and `lookup`. Begin with [`install`].

mod arithmetic;
mod by_index;
mod bytes;
mod compare;
mod dict;
mod dunders;
mod float;
mod format;
mod format_spec;
mod functions;
mod hash;
mod hashed;
mod int;
mod iterators;
mod keyed;
mod lazy;
mod list;
mod number_text;
mod percent;
mod protocol;
mod quote;
mod range;
mod receiver;
mod repr;
mod set;
mod set_algebra;
mod slice;
mod sort;
mod special;
mod str_format;
mod subscript;
mod text;
mod tuple;

pub use hash::split_float;
pub use quote::escape_beyond_ascii;
pub(super) use receiver::text_of;
pub use receiver::{big_of, plain};

use std::rc::Rc;

use super::Vm;
use super::class::{Class, Instance, Payload};
use super::symbol::known;
pub use functions::{ABSENT, REFUSED};

use super::table::{Entry, install_functions, install_methods};
use super::value::Value;

/// Gives the built-in classes their methods, and `builtins` its functions and classes.
pub(super) fn install(vm: &mut Vm) {
    for (class, tables) in class_tables(vm) {
        for table in tables {
            install_methods(vm, &class, table);
        }
    }
    for class in [&vm.types.list, &vm.types.dict, &vm.types.set, &vm.types.slice] {
        class.attributes.set(known::HASH, Value::None);
    }
    iterators::install(vm);
    let builtins = vm.builtins.clone();
    for table in functions::FUNCTIONS {
        install_functions(vm, &builtins, table);
    }
    for (name, class) in named_classes(vm) {
        let symbol = vm.symbols.intern(name);
        builtins.namespace.set(symbol, Value::Class(class));
    }
    for (name, value) in [("NotImplemented", Value::NotImplemented), ("Ellipsis", Value::Ellipsis)] {
        let symbol = vm.symbols.intern(name);
        builtins.namespace.set(symbol, value);
    }
    let debug = vm.symbols.intern("__debug__");
    builtins.namespace.set(debug, Value::Bool(true));
}

/// A value of a built-in class, or an instance of the derived class that was asked for.
fn wrap(class: &Rc<Class>, value: Value) -> Value {
    if class.built_in {
        return value;
    }
    Value::Instance(Rc::new(Instance::new(class.clone(), Payload::Wrapped(value))))
}

/// The classes that have a name in `builtins`.
fn named_classes(vm: &Vm) -> Vec<(&'static str, Rc<Class>)> {
    let types = &vm.types;
    vec![
        ("object", types.object.clone()),
        ("type", types.type_.clone()),
        ("int", types.int.clone()),
        ("bool", types.bool.clone()),
        ("float", types.float.clone()),
        ("str", types.str.clone()),
        ("bytes", types.bytes.clone()),
        ("tuple", types.tuple.clone()),
        ("list", types.list.clone()),
        ("dict", types.dict.clone()),
        ("set", types.set.clone()),
        ("frozenset", types.frozenset.clone()),
        ("range", types.range.clone()),
        ("slice", types.slice.clone()),
        ("property", types.property.clone()),
        ("classmethod", types.classmethod.clone()),
        ("staticmethod", types.staticmethod.clone()),
        ("super", types.super_.clone()),
    ]
}

/// The tables of each class.
fn class_tables(vm: &Vm) -> Vec<(Rc<Class>, Vec<&'static [Entry]>)> {
    use dunders::*;
    let types = &vm.types;
    let shared = |tables: &[&'static [Entry]]| {
        let common: [&'static [Entry]; 2] = [REPR, EQUALITY];
        common.into_iter().chain(tables.iter().copied()).collect::<Vec<_>>()
    };
    let text: Vec<&'static [Entry]> =
        shared(&[HASH, STR, FORMAT, ORDER, CONTAINER, SUBSCRIPT, SEQUENCE, PERCENT])
            .into_iter()
            .chain(text::METHODS.iter().copied())
            .collect();
    let set_tables = |own: &[&'static [Entry]]| {
        let mut tables = shared(&[ORDER, CONTAINER, SET_OPERATORS, set::SHARED_METHODS]);
        tables.extend(own);
        tables
    };
    let view = || shared(&[ORDER, CONTAINER, SET_OPERATORS, REVERSED, dict::VIEW_METHODS, dict::VIEW_PARTS]);
    vec![
        (types.object.clone(), vec![OBJECT]),
        (
            types.int.clone(),
            shared(&[HASH, FORMAT, ORDER, NUMBER, BITS, NUMBER_UNARY, INT_UNARY, int::METHODS]),
        ),
        (types.bool.clone(), vec![REPR, int::BOOL_METHODS]),
        (types.float.clone(), shared(&[HASH, FORMAT, ORDER, NUMBER, NUMBER_UNARY, float::METHODS])),
        (types.str.clone(), text),
        (
            types.bytes.clone(),
            shared(&[
                HASH,
                ORDER,
                CONTAINER,
                SUBSCRIPT,
                SEQUENCE,
                PERCENT,
                bytes::METHODS,
                bytes::TEXT_METHODS,
            ]),
        ),
        (types.tuple.clone(), shared(&[HASH, ORDER, CONTAINER, SUBSCRIPT, SEQUENCE, tuple::METHODS])),
        (
            types.list.clone(),
            shared(&[ORDER, CONTAINER, SUBSCRIPT, CHANGE, SEQUENCE, REVERSED, LIST_IN_PLACE, list::METHODS]),
        ),
        (
            types.dict.clone(),
            shared(&[CONTAINER, SUBSCRIPT, CHANGE, REVERSED, MERGE, DICT_IN_PLACE, dict::METHODS]),
        ),
        (types.set.clone(), set_tables(&[SET_IN_PLACE, set::METHODS])),
        (types.frozenset.clone(), set_tables(&[HASH, set::FROZEN_METHODS])),
        (types.range.clone(), shared(&[HASH, CONTAINER, SUBSCRIPT, REVERSED, range::METHODS])),
        (types.slice.clone(), shared(&[slice::METHODS])),
        (types.dict_keys.clone(), view()),
        (types.dict_items.clone(), view()),
        (types.dict_values.clone(), vec![REPR, CONTAINER, REVERSED, dict::VIEW_PARTS]),
        (types.none.clone(), vec![REPR]),
        (types.function.clone(), vec![REPR]),
        (types.type_.clone(), vec![REPR]),
    ]
}
