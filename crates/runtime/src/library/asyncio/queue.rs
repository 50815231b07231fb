//! What `asyncio.Queue` does without waiting: putting, getting, and saying how full it is. The rest is in `queues.py`.
//!
//! A queue is a plain object, so that programs can inherit from it and see its parts. Where a class has hooks of its own (`_put`,
//! `_get`, `full` …), what is called here hands over to the method that asks them, which is written in Python.

use std::rc::Rc;

use super::state::{classes, names};
use super::waiters::{deque_in, release_one};
use crate::library::collections;
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;
use vm::function::Args;
use vm::native_frame::Flow;
use vm::symbol::Symbol;
use vm::table::Entry;
use vm::value::Value;

/// The queue that a method is called on, and its other arguments.
fn receiver<const COUNT: usize>(
    vm: &mut Vm,
    args: Args,
    name: &str,
) -> Result<(Rc<Instance>, [Value; COUNT])> {
    let mut values = args.positional.into_iter();
    match values.next() {
        Some(Value::Instance(queue)) => {
            vm.sync_from_dict(&queue.attributes);
            let rest = Args { positional: values.collect(), keywords: args.keywords };
            let names: [&str; COUNT] = std::array::from_fn(|_| "item");
            Ok((queue, rest.named(vm, name, names, COUNT)?))
        }
        _ => Err(vm.type_error("descriptor requires an 'asyncio.queues.Queue' object")),
    }
}

/// Whether the queue has its own answer to one of these, by its class or by itself.
fn has_hooks(vm: &Vm, queue: &Instance, hooks: &[Symbol]) -> bool {
    let class = queue.class();
    class.hooks.get() != Default::default()
        || hooks.iter().any(|&name| queue.attributes.contains(name) || vm.overrides(&class, name))
}

/// Calls the method that does the same by asking the queue's hooks.
fn by_hooks(vm: &mut Vm, queue: Rc<Instance>, method: &str, args: Args) -> Result<Flow> {
    let method = vm.symbols.intern(method);
    let method = vm.get_attribute(&Value::Instance(queue), method)?;
    Ok(Flow::Call(method, args))
}

fn content(vm: &mut Vm, queue: &Rc<Instance>) -> Result<Value> {
    let name = names(vm).queue;
    vm.get_attribute(&Value::Instance(queue.clone()), name)
}

/// How many more items there may be, if the queue's length is limited: None where hooks are to be asked.
fn is_full_by_itself(vm: &mut Vm, queue: &Rc<Instance>) -> Result<Option<bool>> {
    let names = names(vm);
    match queue.attributes.get(names.maxsize) {
        Some(Value::Int(maxsize)) if maxsize <= 0 => Ok(Some(false)),
        Some(Value::Int(maxsize)) if !has_hooks(vm, queue, &[names.qsize]) => {
            let content = content(vm, queue)?;
            let length = vm.length(&content)?;
            vm.fuel.count_calls(2); // `qsize` and `len`.
            Ok(Some(i64::try_from(length).is_ok_and(|length| length >= maxsize)))
        }
        _ => Ok(None),
    }
}

fn full(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (queue, []) = receiver(vm, args, "full")?;
    match is_full_by_itself(vm, &queue)? {
        Some(full) => Ok(Value::Bool(full).into()),
        None => by_hooks(vm, queue, "_is_full_by_hooks", Args::default()),
    }
}

fn empty(vm: &mut Vm, args: Args) -> Result<Value> {
    let (queue, []) = receiver(vm, args, "empty")?;
    let content = content(vm, &queue)?;
    Ok(Value::Bool(!vm.truth(&content)?))
}

fn qsize(vm: &mut Vm, args: Args) -> Result<Value> {
    let (queue, []) = receiver(vm, args, "qsize")?;
    let content = content(vm, &queue)?;
    vm.length(&content).map(Value::from_usize)
}

fn put_nowait(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (queue, [item]) = receiver(vm, args, "put_nowait")?;
    let names = names(vm);
    let own = !has_hooks(vm, &queue, &[names.put, names.full]);
    let (Some(items), Some(getters), true) =
        (deque_in(&queue, names.queue), deque_in(&queue, names.getters), own)
    else {
        return by_hooks(vm, queue, "_put_by_hooks", Args::one(item));
    };
    match is_full_by_itself(vm, &queue)? {
        Some(false) => {}
        Some(true) => {
            let class = classes(vm).queue_full.clone();
            return Err(vm.exception(&class, Vec::new()));
        }
        None => return by_hooks(vm, queue, "_put_by_hooks", Args::one(item)),
    }
    vm.fuel.count_calls(5); // `full`, `_put`, `append`, `clear`, and looking for somebody to wake.
    vm.check_growth(collections::push_back(&items, item))?;
    count_unfinished(vm, &queue)?;
    release_one(vm, &getters)?;
    Ok(Value::None.into())
}

/// One more item has to be dealt with before `join()` ends.
fn count_unfinished(vm: &mut Vm, queue: &Instance) -> Result<()> {
    let names = names(vm);
    let before = match queue.attributes.get(names.unfinished) {
        Some(Value::Int(before)) => before,
        _ => return Err(vm.type_error("_unfinished_tasks is not a number")),
    };
    queue.attributes.set(names.unfinished, Value::Int(before.saturating_add(1)));
    if let Some(Value::Instance(finished)) = queue.attributes.get(names.finished) {
        finished.attributes.set(names.value, Value::Bool(false));
    }
    Ok(())
}

fn get_nowait(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (queue, []) = receiver(vm, args, "get_nowait")?;
    let names = names(vm);
    let own = !has_hooks(vm, &queue, &[names.get, names.empty]);
    let (Some(items), Some(putters), true) =
        (deque_in(&queue, names.queue), deque_in(&queue, names.putters), own)
    else {
        return by_hooks(vm, queue, "_get_by_hooks", Args::default());
    };
    let Some(item) = collections::pop_front(&items) else {
        let class = classes(vm).queue_empty.clone();
        return Err(vm.exception(&class, Vec::new()));
    };
    vm.fuel.count_calls(4); // `empty`, `_get`, `popleft`, and looking for somebody to wake.
    release_one(vm, &putters)?;
    Ok(item.into())
}

/// `_put`: the hook as queues have it that say nothing else.
fn put(vm: &mut Vm, args: Args) -> Result<Flow> {
    call_content(vm, args, "append")
}

/// `_get`: the same.
fn get(vm: &mut Vm, args: Args) -> Result<Flow> {
    call_content(vm, args, "popleft")
}

/// Calls a method of what the items are in.
fn call_content(vm: &mut Vm, args: Args, method: &str) -> Result<Flow> {
    let mut values = args.positional.into_iter();
    let Some(Value::Instance(queue)) = values.next() else {
        return Err(vm.type_error("descriptor requires an 'asyncio.queues.Queue' object"));
    };
    let content = content(vm, &queue)?;
    let method = vm.symbols.intern(method);
    let method = vm.get_attribute(&content, method)?;
    Ok(Flow::Call(method, Args { positional: values.collect(), keywords: args.keywords }))
}

/// The methods of the class from which `asyncio.Queue` is derived.
pub(super) const METHODS: &[Entry] = &[
    Entry::flow("full", full),
    Entry::plain("empty", empty),
    Entry::plain("qsize", qsize),
    Entry::flow("put_nowait", put_nowait),
    Entry::flow("get_nowait", get_nowait),
    Entry::flow("_put", put),
    Entry::flow("_get", get),
];
