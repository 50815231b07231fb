//! `range`.

use num_traits::ToPrimitive;
use std::rc::Rc;

use super::receiver::{big_of, class_argument, range_receiver};
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::table::Entry;
use crate::value::{Range, Value};

/// `range`'s methods.
pub(crate) const METHODS: &[Entry] = &[
    Entry::plain("__new__", new).without_self(),
    Entry::plain("count", count),
    Entry::plain("index", index),
];

fn new(vm: &mut Vm, args: Args) -> Result<Value> {
    let (_, args) = class_argument(vm, args, "range")?;
    let [first, second, third] = args.between(vm, "range", 1)?;
    let first = bound(vm, &first)?;
    let (start, stop) = match second.present() {
        None => (0, first),
        Some(stop) => (first, bound(vm, &stop)?),
    };
    let step = match third.present() {
        None => 1,
        Some(step) => bound(vm, &step)?,
    };
    if step == 0 {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    Ok(Value::Range(Rc::new(Range { start, stop, step })))
}

fn bound(vm: &mut Vm, value: &Value) -> Result<i128> {
    let number = vm.integer(value)?;
    match big_of(&number).and_then(|number| number.to_i128()) {
        Some(bound) if bound.unsigned_abs() < 1 << 120 => Ok(bound),
        _ => Err(vm.overflow("a range beyond 2**120: Loopscope's limit")),
    }
}

fn count(vm: &mut Vm, args: Args) -> Result<Value> {
    let (range, args) = range_receiver(vm, args, "count")?;
    let [item] = args.exactly(vm, "range.count")?;
    let found = vm.contains(&Value::Range(range), &item)?;
    Ok(Value::Int(i64::from(found)))
}

fn index(vm: &mut Vm, args: Args) -> Result<Value> {
    let (range, args) = range_receiver(vm, args, "index")?;
    let [item] = args.exactly(vm, "range.index")?;
    if let Some(number) = big_of(&item).and_then(|number| number.to_i128())
        && vm.contains(&Value::Range(range.clone()), &item)?
    {
        return Ok(Value::from_wide((number - range.start) / range.step));
    }
    let item = vm.repr(&item)?;
    Err(vm.value_error(format!("{item} is not in range")))
}
