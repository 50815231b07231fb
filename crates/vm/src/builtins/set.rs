//! `set` and `frozenset`.

use std::rc::Rc;

use super::receiver::{class_argument, plain, set_of, set_receiver, split};
use super::set_algebra::Algebra;
use super::wrap;
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::iterator::collect_arguments;
use crate::native_frame::Flow;
use crate::set::Set;
use crate::table::Entry;
use crate::value::Value;

/// What `set` and `frozenset` both have.
pub(crate) const SHARED_METHODS: &[Entry] = &[
    Entry::plain("copy", copy),
    Entry::plain("union", |vm, args| combine(vm, args, Algebra::Union, "union")).collecting(1),
    Entry::plain("intersection", |vm, args| combine(vm, args, Algebra::Intersection, "intersection"))
        .collecting(1),
    Entry::plain("difference", |vm, args| combine(vm, args, Algebra::Difference, "difference")).collecting(1),
    Entry::plain("symmetric_difference", symmetric_difference).collecting(1),
    Entry::plain("isdisjoint", is_disjoint).collecting(1),
    Entry::plain("issubset", is_subset).collecting(1),
    Entry::plain("issuperset", is_superset).collecting(1),
];

/// `set`'s own methods.
pub(crate) const METHODS: &[Entry] = &[
    Entry::flow("__new__", new).without_self(),
    Entry::flow("__init__", init),
    Entry::plain("add", add),
    Entry::plain("remove", remove),
    Entry::plain("discard", discard),
    Entry::plain("pop", pop),
    Entry::plain("clear", clear),
    Entry::plain("update", |vm, args| change(vm, args, Algebra::Union, "update")).collecting(1),
    Entry::plain("intersection_update", |vm, args| {
        change(vm, args, Algebra::Intersection, "intersection_update")
    })
    .collecting(1),
    Entry::plain("difference_update", |vm, args| change(vm, args, Algebra::Difference, "difference_update"))
        .collecting(1),
    Entry::plain("symmetric_difference_update", symmetric_difference_update).collecting(1),
];

/// `frozenset`'s own methods.
pub(crate) const FROZEN_METHODS: &[Entry] =
    &[Entry::plain("__new__", new_frozen).without_self().collecting(1)];

/// `set(iterable)`. An instance of a derived class starts empty, and its `__init__` fills it.
fn new(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (class, args) = class_argument(vm, args, "set")?;
    let set = Rc::new(Set::new(false));
    if !class.built_in {
        return Ok(Flow::Value(wrap(&class, Value::Set(set))));
    }
    fill(vm, set.clone(), args, Value::Set(set))
}

fn init(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (receiver, args) = split(vm, args, "set", "__init__")?;
    match (&receiver, set_of(&receiver)) {
        (Value::Instance(_), Some(set)) => {
            set.clear();
            fill(vm, set, args, Value::None)
        }
        _ => Ok(Flow::Value(Value::None)),
    }
}

fn fill(vm: &mut Vm, set: Rc<Set>, args: Args, result: Value) -> Result<Flow> {
    collect_arguments(vm, args, 0, move |vm, args| {
        let [iterable] = args.between(vm, "set", 0)?;
        if !iterable.is_missing() {
            vm.extend_set(&set, &iterable)?;
        }
        Ok(Flow::Value(result))
    })
}

fn new_frozen(vm: &mut Vm, args: Args) -> Result<Value> {
    let (class, args) = class_argument(vm, args, "frozenset")?;
    let [iterable] = args.between(vm, "frozenset", 0)?;
    let frozen = match iterable {
        Value::Missing => Value::Set(Rc::new(Set::new(true))),
        Value::Set(set) if set.frozen => Value::Set(set),
        Value::Set(set) => Value::Set(Rc::new(set.copy(true))),
        other => {
            let set = Set::new(true);
            vm.extend_set(&set, &other)?;
            Value::Set(Rc::new(set))
        }
    };
    Ok(wrap(&class, frozen))
}

fn add(vm: &mut Vm, args: Args) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, "add")?;
    let [item] = args.exactly(vm, "set.add")?;
    vm.set_add(&set, item)?;
    Ok(Value::None)
}

fn remove(vm: &mut Vm, args: Args) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, "remove")?;
    let [item] = args.exactly(vm, "set.remove")?;
    if vm.set_remove(&set, &item)? { Ok(Value::None) } else { Err(vm.key_error(&item)) }
}

fn discard(vm: &mut Vm, args: Args) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, "discard")?;
    let [item] = args.exactly(vm, "set.discard")?;
    vm.set_remove(&set, &item)?;
    Ok(Value::None)
}

fn pop(vm: &mut Vm, args: Args) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, "pop")?;
    let [] = args.exactly(vm, "set.pop")?;
    match set.item_from(0) {
        Some((position, _)) => Ok(set.remove_at(position)),
        None => Err(vm.error("KeyError", "pop from an empty set")),
    }
}

fn clear(vm: &mut Vm, args: Args) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, "clear")?;
    let [] = args.exactly(vm, "set.clear")?;
    set.clear();
    Ok(Value::None)
}

fn copy(vm: &mut Vm, args: Args) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, "copy")?;
    let [] = args.exactly(vm, "set.copy")?;
    Ok(Value::Set(Rc::new(set.copy(set.frozen))))
}

/// The set that an argument is or gives.
fn other_set(vm: &mut Vm, value: &Value) -> Result<Rc<Set>> {
    match plain(value) {
        Value::Set(set) => Ok(set.clone()),
        _ => Ok(Rc::new(vm.set_from(value)?)),
    }
}

fn combine(vm: &mut Vm, args: Args, algebra: Algebra, method: &str) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, method)?;
    if !args.keywords.is_empty() {
        return Err(vm.type_error(format!("set.{method}() takes no keyword arguments")));
    }
    let mut result = set.copy(set.frozen);
    for other in &args.positional {
        let other = other_set(vm, other)?;
        result = vm.combine_sets(algebra, &result, &other, set.frozen)?;
    }
    Ok(Value::Set(Rc::new(result)))
}

fn change(vm: &mut Vm, args: Args, algebra: Algebra, method: &str) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, method)?;
    for other in &args.positional {
        match algebra {
            Algebra::Union => vm.extend_set(&set, other)?,
            _ => {
                let other = other_set(vm, other)?;
                vm.change_set(&set, algebra, &other)?;
            }
        }
    }
    Ok(Value::None)
}

fn symmetric_difference(vm: &mut Vm, args: Args) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, "symmetric_difference")?;
    let [other] = args.exactly(vm, "set.symmetric_difference")?;
    let other = other_set(vm, &other)?;
    let result = vm.combine_sets(Algebra::SymmetricDifference, &set, &other, set.frozen)?;
    Ok(Value::Set(Rc::new(result)))
}

fn symmetric_difference_update(vm: &mut Vm, args: Args) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, "symmetric_difference_update")?;
    let [other] = args.exactly(vm, "set.symmetric_difference_update")?;
    let other = other_set(vm, &other)?;
    vm.change_set(&set, Algebra::SymmetricDifference, &other)?;
    Ok(Value::None)
}

fn is_disjoint(vm: &mut Vm, args: Args) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, "isdisjoint")?;
    let [other] = args.exactly(vm, "set.isdisjoint")?;
    for item in vm.items_of(&other)? {
        if vm.set_contains(&set, &item)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn is_subset(vm: &mut Vm, args: Args) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, "issubset")?;
    let [other] = args.exactly(vm, "set.issubset")?;
    let other = other_set(vm, &other)?;
    vm.is_subset(&set, &other).map(Value::Bool)
}

fn is_superset(vm: &mut Vm, args: Args) -> Result<Value> {
    let (set, args) = set_receiver(vm, args, "issuperset")?;
    let [other] = args.exactly(vm, "set.issuperset")?;
    let other = other_set(vm, &other)?;
    vm.is_subset(&other, &set).map(Value::Bool)
}
