//! What futures, tasks and handles look like in `repr` and in messages: CPython's `base_futures.py`, `base_tasks.py` and
//! `format_helpers.py`.

use std::rc::Rc;

use super::future::{FutureObject, Status, object};
use super::handle::HandleCall;
use super::places;
use crate::library::functools::parts_of_partial;
use vm::Vm;
use vm::class::Instance;
use vm::exception::Result;
use vm::function::Args;
use vm::symbol::known;
use vm::value::Value;

/// The longest text of an argument that is shown whole: `reprlib.Repr.maxother` and `maxstring`.
const LONGEST_ARGUMENT: usize = 30;
/// The most items of a list or tuple that are shown: `reprlib.Repr.maxlist`.
const MOST_ITEMS: usize = 6;
/// The most pairs of a dict: `reprlib.Repr.maxdict`.
const MOST_PAIRS: usize = 4;
/// How deep collections are shown: `reprlib.Repr.maxlevel`.
const DEEPEST: usize = 6;
/// How often a function that wraps another is looked through.
const MOST_WRAPPERS: usize = 20;

/// `repr` of a future or task: `<Task pending name='Task-1' coro=<main() running at program.py:3> cb=[…]>`; within itself, dots
/// (`reprlib.recursive_repr`).
pub(super) fn future(vm: &mut Vm, instance: &Rc<Instance>) -> Result<String> {
    vm.repr_once(&Value::Instance(instance.clone()), "...", |vm| future_once(vm, instance))
}

fn future_once(vm: &mut Vm, instance: &Rc<Instance>) -> Result<String> {
    let future = object(instance);
    let status = future.core.borrow().status.clone();
    let is_cancelling = future.task.as_ref().is_some_and(|task| task.cancels.get() > 0);
    let mut parts = vec![instance.class().name.borrow().to_string()];
    let state = match status {
        Status::Pending if is_cancelling => "cancelling",
        Status::Pending => "pending",
        Status::Cancelled => "cancelled",
        Status::Returned(_) | Status::Failed(_) => "finished",
    };
    parts.push(state.to_owned());
    if let Some(task) = &future.task {
        parts.push(task.description());
        let waiter = task.waiter.borrow().clone();
        if let Some(waiter) = waiter {
            parts.push(format!("wait_for={}", vm.repr(&Value::Instance(waiter))?));
        }
    }
    match status {
        Status::Returned(value) => parts.push(format!("result={}", short(vm, &value)?)),
        Status::Failed(raised) => parts.push(format!("exception={}", vm.repr(&raised.value())?)),
        Status::Pending | Status::Cancelled => {}
    }
    if let Some(callbacks) = callbacks(vm, future)? {
        parts.push(callbacks);
    }
    if let Some(place) = &future.core.borrow().made_at {
        parts.push(format!("created at {place}"));
    }
    Ok(format!("<{}>", parts.join(" ")))
}

/// `cb=[f() at program.py:3, <2 more>, g()]`; None without callbacks.
fn callbacks(vm: &mut Vm, future: &FutureObject) -> Result<Option<String>> {
    let callbacks: Vec<HandleCall> =
        future.core.borrow().callbacks.iter().map(|(call, _)| call.clone()).collect();
    let shown = match callbacks.as_slice() {
        [] => return Ok(None),
        [one] => call_with(vm, one, &[])?,
        [first, second] => format!("{}, {}", call_with(vm, first, &[])?, call_with(vm, second, &[])?),
        [first, between @ .., last] => {
            format!("{}, <{} more>, {}", call_with(vm, first, &[])?, between.len(), call_with(vm, last, &[])?)
        }
    };
    Ok(Some(format!("cb=[{shown}]")))
}

/// What a handle calls, and where that is defined: `f(1, 'a') at program.py:3`.
pub(super) fn call(vm: &mut Vm, call: &HandleCall) -> Result<String> {
    match call {
        HandleCall::Function(_, arguments, _) => call_with(vm, call, arguments),
        _ => call_with(vm, call, &[]),
    }
}

fn call_with(vm: &mut Vm, call: &HandleCall, arguments: &[Value]) -> Result<String> {
    match call {
        HandleCall::Function(function, ..) => {
            let name = callable(vm, function)?;
            let arguments = in_parentheses(vm, arguments)?;
            let at = defined_at(vm, function)?.map(|at| format!(" at {at}")).unwrap_or_default();
            Ok(format!("{name}{arguments}{at}"))
        }
        HandleCall::Step(..) => Ok("Task.task_step()".to_owned()),
        HandleCall::Wake(..) => Ok("Task.task_wakeup()".to_owned()),
        HandleCall::ReadSignals => Ok("BaseSelectorEventLoop._read_from_self()".to_owned()),
        HandleCall::Read(..) => Ok("_SelectorSocketTransport._read_ready()".to_owned()),
    }
}

/// `f` for a function, `f(1)` for one that has an argument already (`functools.partial`).
fn callable(vm: &mut Vm, function: &Value) -> Result<String> {
    if let Some((inner, arguments, keywords)) = parts_of_partial(function) {
        let mut given = Vec::new();
        for value in arguments {
            given.push(short(vm, &value)?);
        }
        for (key, value) in keywords.entries() {
            given.push(format!("{}={}", vm.str(&key)?, short(vm, &value)?));
        }
        let inner = vm.nested(1, "", |vm| callable(vm, &inner))?;
        return Ok(format!("{inner}({})", given.join(", ")));
    }
    match vm.find_attribute(function, known::QUALNAME)? {
        Some(Value::Str(name)) => Ok(name.as_str().to_owned()),
        _ => vm.repr(function),
    }
}

fn in_parentheses(vm: &mut Vm, arguments: &[Value]) -> Result<String> {
    let mut shown = Vec::new();
    for argument in arguments {
        shown.push(short(vm, argument)?);
    }
    Ok(format!("({})", shown.join(", ")))
}

/// Where a function of the program or the library is defined: `program.py:3`.
fn defined_at(vm: &mut Vm, function: &Value) -> Result<Option<Rc<str>>> {
    let mut function = function.clone();
    for _ in 0..MOST_WRAPPERS {
        if let Some((inner, ..)) = parts_of_partial(&function) {
            function = inner;
            continue;
        }
        if let Value::Native(native) = &function {
            return Ok(places::of_callback(&native.name));
        }
        let Value::Function(defined) = &function else { return Ok(None) };
        if !defined.code.of_program {
            return Ok(places::of_callback(&defined.qualified_name.borrow()));
        }
        match vm.find_attribute(&function, known::WRAPPED)? {
            Some(wrapped) => function = wrapped,
            None => {
                let code = &defined.code.compiled;
                return Ok(Some(format!("{}:{}", code.file, code.first_line).into()));
            }
        }
    }
    Ok(None)
}

/// `reprlib.repr`: long texts lose their middle, long collections their end.
fn short(vm: &mut Vm, value: &Value) -> Result<String> {
    short_at(vm, value, DEEPEST)
}

/// The same within collections; so deep they may be still.
fn short_at(vm: &mut Vm, value: &Value, depth: usize) -> Result<String> {
    let (items, most, brackets) = match value {
        Value::List(list) => (list.0.borrow().clone(), MOST_ITEMS, ["[", "]"]),
        Value::Tuple(tuple) => {
            (tuple.0.to_vec(), MOST_ITEMS, ["(", if tuple.0.len() == 1 { ",)" } else { ")" }])
        }
        Value::Set(_) => (in_order(vm, value)?, MOST_ITEMS, ["{", "}"]),
        Value::Dict(_) => (in_order(vm, value)?, MOST_PAIRS, ["{", "}"]),
        other => return short_item(vm, other),
    };
    if items.is_empty() {
        return vm.repr(value);
    }
    if depth == 0 {
        return Ok(format!("{}...{}", brackets[0], brackets[1]));
    }
    let mut shown = Vec::new();
    for item in items.iter().take(most) {
        let mut text = short_at(vm, item, depth - 1)?;
        if let Value::Dict(pairs) = value {
            let paired = vm.dict_get(pairs, item)?.unwrap_or(Value::None);
            text = format!("{text}: {}", short_at(vm, &paired, depth - 1)?);
        }
        shown.push(text);
    }
    if items.len() > most {
        shown.push("...".to_owned());
    }
    Ok(format!("{}{}{}", brackets[0], shown.join(", "), brackets[1]))
}

/// The items of a set or the keys of a dict: sorted, if they can be.
fn in_order(vm: &mut Vm, collection: &Value) -> Result<Vec<Value>> {
    let sorted = vm.builtin("sorted").map(|sorted| vm.call_sync(sorted, Args::one(collection.clone())));
    match sorted {
        Some(Ok(sorted)) => vm.items_of(&sorted),
        _ => vm.items_of(collection),
    }
}

/// What has no `repr` is named by its class and address (`Repr.repr_instance`).
fn short_item(vm: &mut Vm, value: &Value) -> Result<String> {
    match vm.repr(value) {
        Ok(text) => Ok(without_middle(&text)),
        Err(raised) if vm.halt.is_some() || !vm.is_exception(&raised, "Exception") => Err(raised),
        Err(_) => Ok(format!("<{} instance at {:#x}>", vm.class_name(value), vm.identity(value))),
    }
}

fn without_middle(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= LONGEST_ARGUMENT {
        return text.to_owned();
    }
    let start = (LONGEST_ARGUMENT - 3) / 2;
    let end = LONGEST_ARGUMENT - 3 - start;
    let start: String = characters[..start].iter().collect();
    let end: String = characters[characters.len() - end..].iter().collect();
    format!("{start}...{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_keeps_thirteen_characters_before_and_fourteen_after_the_dots() {
        let text: String = ('a'..='z').chain('A'..='Z').collect();
        let short = without_middle(&text);
        assert_eq!(short, "abcdefghijklm...MNOPQRSTUVWXYZ");
        assert_eq!(short.len(), LONGEST_ARGUMENT);
    }
}
