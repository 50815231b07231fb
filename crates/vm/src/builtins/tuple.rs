//! `tuple`.

use super::receiver::{class_argument, tuple_receiver};
use super::wrap;
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::table::Entry;
use crate::value::Value;

/// `tuple`'s methods.
pub(crate) const METHODS: &[Entry] = &[
    Entry::plain("__new__", new).without_self().collecting(1),
    Entry::plain("count", count),
    Entry::plain("index", index),
];

fn new(vm: &mut Vm, args: Args) -> Result<Value> {
    let (class, args) = class_argument(vm, args, "tuple")?;
    let [iterable] = args.between(vm, "tuple", 0)?;
    let tuple = match iterable {
        Value::Missing => Value::tuple(Vec::new()),
        Value::Tuple(_) => iterable,
        other => Value::tuple(vm.items_of(&other)?),
    };
    Ok(wrap(&class, tuple))
}

fn count(vm: &mut Vm, args: Args) -> Result<Value> {
    let (tuple, args) = tuple_receiver(vm, args, "count")?;
    let [item] = args.exactly(vm, "tuple.count")?;
    vm.count_same(&tuple.0, &item).map(Value::Int)
}

fn index(vm: &mut Vm, args: Args) -> Result<Value> {
    let (tuple, args) = tuple_receiver(vm, args, "index")?;
    let [item, start, stop] = args.between(vm, "index", 1)?;
    let (start, stop) = vm.search_bounds(&start, &stop, tuple.0.len())?;
    for at in start..stop {
        if vm.same(&tuple.0[at], &item)? {
            return Ok(Value::from_usize(at));
        }
    }
    Err(vm.value_error("tuple.index(x): x not in tuple"))
}
