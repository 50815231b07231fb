//! `_collections`: `deque`.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use lang::code::CompareOp;
use vm::Vm;
use vm::class::{Instance, Layout, Native, Payload};
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::module::Module;
use vm::symbol::known;
use vm::table::{Entry, install_methods};
use vm::traverse::{Copier, Taken, copy_all};
use vm::types::built_in_class;
use vm::value::Value;

/// What a deque holds.
#[derive(Default)]
struct Deque {
    items: RefCell<VecDeque<Value>>,
    longest: Cell<Option<usize>>,
}

impl Native for Deque {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.items.borrow().iter().for_each(visit);
    }

    fn clear(&self, taken: &mut Taken) {
        self.items.take().into_iter().for_each(|item| taken.add(item));
    }

    fn copy(&self, copier: &mut dyn Copier) -> Result<Option<Box<dyn Native>>> {
        let items: Vec<Value> = self.items.borrow().iter().cloned().collect();
        let items = RefCell::new(copy_all(copier, &items)?.into());
        Ok(Some(Box::new(Deque { items, longest: self.longest.clone() })))
    }
}

fn receiver(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    match args.positional.first() {
        Some(Value::Instance(instance)) if instance.native::<Deque>().is_some() => Ok(instance.clone()),
        _ => Err(vm.type_error("descriptor requires a 'collections.deque' object")),
    }
}

fn deque(instance: &Rc<Instance>) -> &Deque {
    instance.native::<Deque>().expect("the receiver was found to be a deque")
}

/// Whether an instance is a deque.
pub(super) fn is_deque(instance: &Instance) -> bool {
    instance.native::<Deque>().is_some()
}

/// The item at an index of a deque, counted from the front.
pub(super) fn item(instance: &Rc<Instance>, at: usize) -> Option<Value> {
    deque(instance).items.borrow().get(at).cloned()
}

/// `deque.append(item)`. Gives how many items there are then.
pub(super) fn push_back(instance: &Rc<Instance>, item: Value) -> usize {
    let this = deque(instance);
    this.items.borrow_mut().push_back(item);
    trim(this, true);
    this.items.borrow().len()
}

/// `deque.popleft()`
pub(super) fn pop_front(instance: &Rc<Instance>) -> Option<Value> {
    deque(instance).items.borrow_mut().pop_front()
}

fn items(instance: &Rc<Instance>) -> Vec<Value> {
    deque(instance).items.borrow().iter().cloned().collect()
}

/// A deque of the same class as `like`.
fn similar(like: &Rc<Instance>, items: Vec<Value>, longest: Option<usize>) -> Value {
    let new = Deque { items: RefCell::new(items.into()), longest: Cell::new(longest) };
    trim(&new, true);
    Value::Instance(Rc::new(Instance::new(like.class(), Payload::Native(Box::new(new)))))
}

/// Drops what is over the longest length, at the front or at the back.
fn trim(deque: &Deque, front: bool) {
    let Some(longest) = deque.longest.get() else { return };
    while deque.items.borrow().len() > longest {
        let mut items = deque.items.borrow_mut();
        let dropped = if front { items.pop_front() } else { items.pop_back() };
        drop(items);
        drop(dropped);
    }
}

fn new(vm: &mut Vm, args: Args) -> Result<Value> {
    let Some(Value::Class(class)) = args.positional.first() else { return Err(vm.type_error("not a type")) };
    Ok(Value::Instance(Rc::new(Instance::new(class.clone(), Payload::Native(Box::new(Deque::default()))))))
}

fn init(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, iterable, longest] = args.named(vm, "deque", ["self", "iterable", "maxlen"], 1)?;
    let longest = match longest {
        Value::Missing | Value::None => None,
        Value::Int(longest) if longest >= 0 => usize::try_from(longest).ok(),
        Value::Int(_) => return Err(vm.value_error("maxlen must be non-negative")),
        _ => return Err(vm.type_error("an integer is required")),
    };
    let start = match iterable.present() {
        Some(iterable) => vm.items_of(&iterable)?,
        None => Vec::new(),
    };
    let this = deque(&instance);
    *this.items.borrow_mut() = start.into();
    this.longest.set(longest);
    trim(this, true);
    Ok(Value::None)
}

fn push(vm: &mut Vm, args: Args, front: bool) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, item] = args.exactly(vm, if front { "appendleft" } else { "append" })?;
    let this = deque(&instance);
    let mut items = this.items.borrow_mut();
    if front {
        items.push_front(item)
    } else {
        items.push_back(item)
    }
    let length = items.len();
    drop(items);
    trim(this, !front);
    vm.check_growth(length)?;
    Ok(Value::None)
}

fn take(vm: &mut Vm, args: Args, front: bool) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let mut items = deque(&instance).items.borrow_mut();
    let item = if front { items.pop_front() } else { items.pop_back() };
    drop(items);
    item.ok_or_else(|| vm.error("IndexError", "pop from an empty deque"))
}

fn extend(vm: &mut Vm, args: Args, front: bool) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, iterable] = args.exactly(vm, "extend")?;
    let this = deque(&instance);
    for item in vm.items_of(&iterable)? {
        let mut items = this.items.borrow_mut();
        if front {
            items.push_front(item)
        } else {
            items.push_back(item)
        }
        drop(items);
        trim(this, !front);
    }
    let length = this.items.borrow().len();
    vm.check_items(length)?;
    Ok(Value::None)
}

fn clear(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let dropped = std::mem::take(&mut *deque(&instance).items.borrow_mut());
    drop(dropped);
    Ok(Value::None)
}

fn copy(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(similar(&instance, items(&instance), deque(&instance).longest.get()))
}

/// Where an item is, from `start` on.
fn find(vm: &mut Vm, instance: &Rc<Instance>, wanted: &Value, start: usize) -> Result<Option<usize>> {
    for (at, item) in items(instance).iter().enumerate().skip(start) {
        if item.is(wanted) || vm.equal(item, wanted)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn index(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, wanted, start] = args.between(vm, "index", 2)?;
    let start = match start {
        Value::Int(start) => usize::try_from(start).unwrap_or(0),
        _ => 0,
    };
    match find(vm, &instance, &wanted, start)? {
        Some(at) => Ok(Value::from_usize(at)),
        None => {
            let shown = vm.repr(&wanted)?;
            Err(vm.value_error(format!("{shown} is not in deque")))
        }
    }
}

fn remove(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, wanted] = args.exactly(vm, "remove")?;
    match find(vm, &instance, &wanted, 0)? {
        Some(at) => {
            let removed = deque(&instance).items.borrow_mut().remove(at);
            drop(removed);
            Ok(Value::None)
        }
        None => Err(vm.value_error("deque.remove(x): x not in deque")),
    }
}

fn count(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, wanted] = args.exactly(vm, "count")?;
    let mut number = 0;
    for item in items(&instance) {
        number += i64::from(item.is(&wanted) || vm.equal(&item, &wanted)?);
    }
    Ok(Value::Int(number))
}

fn insert(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, at, item] = args.exactly(vm, "insert")?;
    let this = deque(&instance);
    let length = this.items.borrow().len();
    if this.longest.get() == Some(length) {
        return Err(vm.error("IndexError", "deque already at its maximum size"));
    }
    let Value::Int(at) = at else { return Err(vm.type_error("an integer is required")) };
    let at =
        if at < 0 { length.saturating_sub(at.unsigned_abs() as usize) } else { (at as usize).min(length) };
    this.items.borrow_mut().insert(at, item);
    Ok(Value::None)
}

fn rotate(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, steps] = args.between(vm, "rotate", 1)?;
    let steps = match steps {
        Value::Int(steps) => steps,
        _ => 1,
    };
    let mut items = deque(&instance).items.borrow_mut();
    if !items.is_empty() {
        let length = items.len() as i64;
        items.rotate_right(steps.rem_euclid(length) as usize);
    }
    Ok(Value::None)
}

fn reverse(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let mut items = deque(&instance).items.borrow_mut();
    items.make_contiguous().reverse();
    Ok(Value::None)
}

fn longest(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    Ok(deque(&instance).longest.get().map_or(Value::None, Value::from_usize))
}

fn length(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let length = deque(&instance).items.borrow().len();
    Ok(Value::from_usize(length))
}

fn iterate(vm: &mut Vm, args: Args, backwards: bool) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let mut all = items(&instance);
    if backwards {
        all.reverse();
    }
    Ok(Value::Iter(Rc::new(vm::iterator::Iter::over(all))))
}

fn position(vm: &mut Vm, instance: &Rc<Instance>, index: &Value) -> Result<usize> {
    let Value::Int(index) = index else {
        let name = vm.class_name(index);
        return Err(vm.type_error(format!("sequence index must be integer, not '{name}'")));
    };
    let length = deque(instance).items.borrow().len();
    let at = if *index < 0 { *index + length as i64 } else { *index };
    match usize::try_from(at) {
        Ok(at) if at < length => Ok(at),
        _ => Err(out_of_range(vm)),
    }
}

fn out_of_range(vm: &mut Vm) -> Raised {
    vm.error("IndexError", "deque index out of range")
}

fn get_item(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, index] = args.exactly(vm, "__getitem__")?;
    let at = position(vm, &instance, &index)?;
    let item = deque(&instance).items.borrow().get(at).cloned();
    item.ok_or_else(|| out_of_range(vm))
}

fn set_item(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, index, item] = args.exactly(vm, "__setitem__")?;
    let at = position(vm, &instance, &index)?;
    let replaced = std::mem::replace(&mut deque(&instance).items.borrow_mut()[at], item);
    drop(replaced);
    Ok(Value::None)
}

fn delete_item(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, index] = args.exactly(vm, "__delitem__")?;
    let at = position(vm, &instance, &index)?;
    let removed = deque(&instance).items.borrow_mut().remove(at);
    drop(removed);
    Ok(Value::None)
}

fn contains(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, wanted] = args.exactly(vm, "__contains__")?;
    Ok(Value::Bool(find(vm, &instance, &wanted, 0)?.is_some()))
}

fn compare(vm: &mut Vm, args: Args, op: CompareOp) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, other] = args.exactly(vm, "__eq__")?;
    match &other {
        Value::Instance(other) if other.native::<Deque>().is_some() => {
            vm.compare(op, &Value::list(items(&instance)), &Value::list(items(other)))
        }
        _ => Ok(Value::NotImplemented),
    }
}

fn add(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, other] = args.exactly(vm, "__add__")?;
    match &other {
        Value::Instance(other) if other.native::<Deque>().is_some() => {
            let mut all = items(&instance);
            all.extend(items(other));
            Ok(similar(&instance, all, deque(&instance).longest.get()))
        }
        other => {
            let kind = vm.class_name(other);
            Err(vm.type_error(format!("can only concatenate deque (not \"{kind}\") to deque")))
        }
    }
}

/// The items so many times, which only an int can say.
fn repeated(vm: &mut Vm, instance: &Rc<Instance>, times: &Value) -> Result<Option<Vec<Value>>> {
    let is_integer = matches!(vm::builtins::plain(times), Value::Int(_) | Value::Bool(_) | Value::BigInt(_));
    if !is_integer {
        return Ok(None);
    }
    let times = usize::try_from(vm.clamped_integer(times)?).unwrap_or(0);
    let items = items(instance);
    vm.check_memory(items.len().saturating_mul(times))?;
    let count = items.len() * times;
    Ok(Some(items.into_iter().cycle().take(count).collect()))
}

fn multiply(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [_, times] = args.exactly(vm, "__mul__")?;
    Ok(match repeated(vm, &instance, &times)? {
        Some(all) => similar(&instance, all, deque(&instance).longest.get()),
        None => {
            let kind = vm.class_name(&times);
            return Err(vm.type_error(format!("can't multiply sequence by non-int of type '{kind}'")));
        }
    })
}

/// `deque *= times`, `deque += iterable`: the deque itself is changed.
fn change_in_place(vm: &mut Vm, args: Args, repeats: bool) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let [this, other] = args.exactly(vm, "__iadd__")?;
    let this_deque = deque(&instance);
    if !repeats {
        let new = vm.items_of(&other)?;
        vm.check_memory(this_deque.items.borrow().len().saturating_add(new.len()))?;
        this_deque.items.borrow_mut().extend(new);
    } else if let Some(all) = repeated(vm, &instance, &other)? {
        drop(this_deque.items.replace(all.into()));
    } else {
        return Ok(Value::NotImplemented);
    }
    trim(this_deque, true);
    Ok(this)
}

fn repr(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = receiver(vm, &args)?;
    let shown = vm.repr(&Value::list(items(&instance)))?;
    let name = instance.class().name.borrow().to_string();
    Ok(Value::str(match deque(&instance).longest.get() {
        Some(longest) => format!("{name}({shown}, maxlen={longest})"),
        None => format!("{name}({shown})"),
    }))
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    const METHODS: &[Entry] = &[
        Entry::plain("__new__", new).without_self(),
        Entry::plain("__init__", init).collecting(1),
        Entry::plain("append", |vm, args| push(vm, args, false)),
        Entry::plain("appendleft", |vm, args| push(vm, args, true)),
        Entry::plain("pop", |vm, args| take(vm, args, false)),
        Entry::plain("popleft", |vm, args| take(vm, args, true)),
        Entry::plain("extend", |vm, args| extend(vm, args, false)).collecting(1),
        Entry::plain("extendleft", |vm, args| extend(vm, args, true)).collecting(1),
        Entry::plain("clear", clear),
        Entry::plain("copy", copy),
        Entry::plain("__copy__", copy),
        Entry::plain("index", index),
        Entry::plain("remove", remove),
        Entry::plain("count", count),
        Entry::plain("insert", insert),
        Entry::plain("rotate", rotate),
        Entry::plain("reverse", reverse),
        Entry::plain("maxlen", longest).as_property(),
        Entry::plain("__len__", length),
        Entry::plain("__iter__", |vm, args| iterate(vm, args, false)),
        Entry::plain("__reversed__", |vm, args| iterate(vm, args, true)),
        Entry::plain("__getitem__", get_item),
        Entry::plain("__setitem__", set_item),
        Entry::plain("__delitem__", delete_item),
        Entry::plain("__contains__", contains),
        Entry::plain("__eq__", |vm, args| compare(vm, args, CompareOp::Equal)),
        Entry::plain("__lt__", |vm, args| compare(vm, args, CompareOp::Less)),
        Entry::plain("__le__", |vm, args| compare(vm, args, CompareOp::LessEqual)),
        Entry::plain("__gt__", |vm, args| compare(vm, args, CompareOp::Greater)),
        Entry::plain("__ge__", |vm, args| compare(vm, args, CompareOp::GreaterEqual)),
        Entry::plain("__add__", add),
        Entry::plain("__mul__", multiply),
        Entry::plain("__rmul__", multiply),
        Entry::plain("__iadd__", |vm, args| change_in_place(vm, args, false)).collecting(1),
        Entry::plain("__imul__", |vm, args| change_in_place(vm, args, true)),
        Entry::plain("__repr__", repr),
    ];
    let class = built_in_class("deque", vec![vm.types.object.clone()], Layout::Native, true);
    *class.module.borrow_mut() = "collections".into();
    install_methods(vm, &class, METHODS);
    class.attributes.set(known::HASH, Value::None);
    let name = vm.symbols.intern("deque");
    module.namespace.set(name, Value::Class(class));
}
