//! `list`.

use super::receiver::{class_argument, list_of, list_receiver, split};
use super::subscript::position;
use super::wrap;
use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::iterator::collect_arguments;
use crate::native_frame::Flow;
use crate::table::Entry;
use crate::value::{List, Value};

/// `list`'s methods.
pub(crate) const METHODS: &[Entry] = &[
    Entry::flow("__new__", new).without_self(),
    Entry::flow("__init__", init),
    Entry::plain("append", append),
    Entry::plain("extend", extend).collecting(1),
    Entry::plain("insert", insert),
    Entry::plain("pop", pop),
    Entry::plain("remove", remove),
    Entry::plain("clear", clear),
    Entry::plain("copy", copy),
    Entry::plain("count", count),
    Entry::plain("index", index),
    Entry::plain("reverse", reverse),
    Entry::flow("sort", super::sort::list_sort),
];

/// `list(iterable)`. An instance of a derived class starts empty, and its `__init__` fills it.
fn new(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (class, args) = class_argument(vm, args, "list")?;
    if !class.built_in {
        return Ok(Flow::Value(wrap(&class, Value::list(Vec::new()))));
    }
    collect_arguments(vm, args, 0, |vm, args| {
        let [iterable] = args.between(vm, "list", 0)?;
        let items = if iterable.is_missing() { Vec::new() } else { vm.items_of(&iterable)? };
        Ok(Flow::Value(Value::list(items)))
    })
}

/// Moving items takes so much less than looking at each.
const MOVED_PER_ITEM: usize = 64;

fn init(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (receiver, args) = split(vm, args, "list", "__init__")?;
    let (Value::Instance(_), Some(list)) = (&receiver, list_of(&receiver)) else {
        return Ok(Flow::Value(Value::None));
    };
    collect_arguments(vm, args, 0, move |vm, args| {
        let [iterable] = args.between(vm, "list", 0)?;
        let items = if iterable.is_missing() { Vec::new() } else { vm.items_of(&iterable)? };
        drop(list.0.replace(items));
        Ok(Flow::Value(Value::None))
    })
}

fn append(vm: &mut Vm, args: Args) -> Result<Value> {
    let (list, args) = list_receiver(vm, args, "append")?;
    let [item] = args.exactly(vm, "list.append")?;
    vm.check_growth(list.0.borrow().len() + 1)?;
    list.0.borrow_mut().push(item);
    Ok(Value::None)
}

fn extend(vm: &mut Vm, args: Args) -> Result<Value> {
    let (list, args) = list_receiver(vm, args, "extend")?;
    let [iterable] = args.exactly(vm, "list.extend")?;
    let items = vm.items_of(&iterable)?;
    vm.check_memory(list.0.borrow().len() + items.len())?;
    list.0.borrow_mut().extend(items);
    Ok(Value::None)
}

fn insert(vm: &mut Vm, args: Args) -> Result<Value> {
    let (list, args) = list_receiver(vm, args, "insert")?;
    let [at, item] = args.exactly(vm, "insert")?;
    let at = vm.clamped_integer(&at)?;
    let length = list.0.borrow().len();
    vm.check_growth(length + 1)?;
    vm.work(length / MOVED_PER_ITEM)?;
    let at = if at < 0 { at.saturating_add(length as i64).max(0) } else { at.min(length as i64) };
    list.0.borrow_mut().insert(at as usize, item);
    Ok(Value::None)
}

fn pop(vm: &mut Vm, args: Args) -> Result<Value> {
    let (list, args) = list_receiver(vm, args, "pop")?;
    let [at] = args.between(vm, "pop", 0)?;
    let at = if at.is_missing() { -1 } else { vm.small_integer(&at)? };
    let length = list.0.borrow().len();
    match position(at, length) {
        Some(at) => {
            vm.work((length - at) / MOVED_PER_ITEM)?;
            Ok(list.0.borrow_mut().remove(at))
        }
        None if length == 0 => Err(vm.error("IndexError", "pop from empty list")),
        None => Err(vm.error("IndexError", "pop index out of range")),
    }
}

fn remove(vm: &mut Vm, args: Args) -> Result<Value> {
    let (list, args) = list_receiver(vm, args, "remove")?;
    let [item] = args.exactly(vm, "list.remove")?;
    let length = list.0.borrow().len();
    match vm.find_in_list(&list, &item, 0, length)? {
        Some(at) => {
            let removed =
                if at < list.0.borrow().len() { Some(list.0.borrow_mut().remove(at)) } else { None };
            drop(removed);
            Ok(Value::None)
        }
        None => Err(vm.value_error("list.remove(x): x not in list")),
    }
}

fn clear(vm: &mut Vm, args: Args) -> Result<Value> {
    let (list, args) = list_receiver(vm, args, "clear")?;
    let [] = args.exactly(vm, "list.clear")?;
    drop(list.0.take());
    Ok(Value::None)
}

fn copy(vm: &mut Vm, args: Args) -> Result<Value> {
    let (list, args) = list_receiver(vm, args, "copy")?;
    let [] = args.exactly(vm, "list.copy")?;
    vm.items_of(&Value::List(list)).map(Value::list)
}

fn count(vm: &mut Vm, args: Args) -> Result<Value> {
    let (list, args) = list_receiver(vm, args, "count")?;
    let [item] = args.exactly(vm, "list.count")?;
    let items = list.0.borrow().clone();
    vm.work(items.len())?;
    vm.count_same(&items, &item).map(Value::Int)
}

fn index(vm: &mut Vm, args: Args) -> Result<Value> {
    let (list, args) = list_receiver(vm, args, "index")?;
    let [item, start, stop] = args.between(vm, "index", 1)?;
    let length = list.0.borrow().len();
    let (start, stop) = vm.search_bounds(&start, &stop, length)?;
    match vm.find_in_list(&list, &item, start, stop)? {
        Some(at) => Ok(Value::from_usize(at)),
        None => {
            let item = vm.repr(&item)?;
            Err(vm.value_error(format!("{item} is not in list")))
        }
    }
}

fn reverse(vm: &mut Vm, args: Args) -> Result<Value> {
    let (list, args) = list_receiver(vm, args, "reverse")?;
    let [] = args.exactly(vm, "list.reverse")?;
    list.0.borrow_mut().reverse();
    Ok(Value::None)
}

impl Vm {
    /// The first position of an item within bounds. The list may change while the program's `__eq__` runs.
    fn find_in_list(
        &mut self,
        list: &List,
        item: &Value,
        start: usize,
        stop: usize,
    ) -> Result<Option<usize>> {
        for at in start..stop {
            let Some(other) = list.0.borrow().get(at).cloned() else { break };
            if self.same(&other, item)? {
                self.work(at - start)?;
                return Ok(Some(at));
            }
        }
        self.work(stop.saturating_sub(start))?;
        Ok(None)
    }

    /// The optional bounds of a search, as positions within the length; both may be missing or None.
    pub(crate) fn search_bounds(
        &mut self,
        start: &Value,
        stop: &Value,
        length: usize,
    ) -> Result<(usize, usize)> {
        let mut bound = |value: &Value, default: usize| {
            if value.is_missing() || value.is_none() {
                return Ok(default);
            }
            let number = self.clamped_integer(value)?;
            let number = if number < 0 { number.saturating_add(length as i64).max(0) } else { number };
            Ok(usize::try_from(number).unwrap_or(usize::MAX))
        };
        Ok((bound(start, 0)?, bound(stop, length)?.min(length)))
    }
}
