//! Tasks that nothing will ever wake, since nobody else refers to them or to what they wait for: what `gc.collect()` finds.
//!
//! Such a task and its future refer to each other, so that counting references never frees them. Not a collector of everything:
//! it looks only at what hangs on pending tasks. Begin with [`collect`]. What it does not know how to look into only makes it find
//! less: a reference that it cannot account for counts as one from outside.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::future::object;
use super::task::{self, Collection, TaskPart};
use super::{left_over, module, report};
use vm::Vm;
use vm::class::Instance;
use vm::frame::{Frame, Role};
use vm::generator::{Generator, GeneratorState, Orphan};
use vm::value::Value;

/// Something that pending tasks lead to.
struct Node {
    /// The thing, held once.
    value: Value,
    /// How many references to it were met.
    met: usize,
    /// What it refers to, by address.
    leads_to: Vec<usize>,
    /// Whether it is out of the question: somebody outside can reach it.
    is_held: bool,
}

/// Destroys the tasks that are stranded, in the order in which they were made, and says how many things that frees.
pub fn collect(vm: &mut Vm) -> usize {
    vm.run_farewells();
    let nodes = survey(module::pending_tasks(vm));
    let count = nodes.values().filter(|node| !node.is_held).count();
    let is_lost = |task: &Rc<Instance>| {
        let node = Value::Instance(task.clone()).address().and_then(|address| nodes.get(&address));
        node.is_some_and(|node| !node.is_held)
    };
    let (lost, kept): (Vec<_>, Vec<_>) = module::pending_tasks(vm).into_iter().partition(is_lost);
    drop(nodes);
    for (_, part) in parts(&kept) {
        if part.collection.get() == Collection::None {
            part.collection.set(Collection::Outlived);
        }
    }
    parts(&lost).for_each(|(task, part)| destroy(vm, task, part));
    lost.iter().for_each(task::take_apart);
    drop(lost);
    vm.run_farewells();
    count
}

fn parts(tasks: &[Rc<Instance>]) -> impl Iterator<Item = (&Rc<Instance>, &TaskPart)> {
    tasks.iter().filter_map(|task| Some((task, &**object(task).task.as_ref()?)))
}

/// CPython finalizes things in the order of their making, a coroutine before its task. Those that have outlived a collection lie in
/// the order in which that came upon them: the task first.
fn destroy(vm: &mut Vm, task: &Rc<Instance>, part: &TaskPart) {
    match part.collection.replace(Collection::Destroyed) {
        Collection::None => {
            close(vm, part);
            report(vm, task);
        }
        Collection::Outlived | Collection::Destroyed => {
            report(vm, task);
            close(vm, part);
        }
    }
}

/// Ends the coroutine where it waits.
fn close(vm: &mut Vm, part: &TaskPart) {
    let coroutine = &part.coroutine;
    if let GeneratorState::Suspended(frame) = coroutine.state.replace(GeneratorState::Finished)
        && frame.has_cleanup()
    {
        let (kind, code) = (coroutine.kind, coroutine.code.clone());
        vm.abandoned.push(Orphan::Generator { frame, kind, code });
    }
    vm.run_farewells();
}

fn report(vm: &mut Vm, task: &Rc<Instance>) {
    if let Some(message) = left_over::destroyed_while_pending(vm, task) {
        report::report_destroyed(vm, Value::Instance(task.clone()), message);
    }
}

/// The addresses of all that hangs on the program's variables.
pub(super) fn held_by_program(vm: &Vm) -> BTreeSet<usize> {
    let mut held = BTreeSet::new();
    let main = vm.modules.get("__main__").map(|module| module.namespace.entries()).unwrap_or_default();
    let mut to_visit: Vec<Value> = main.into_iter().map(|(_, value)| value).collect();
    while let Some(value) = to_visit.pop() {
        if references(&value).is_some() && value.address().is_some_and(|address| held.insert(address)) {
            to_visit.extend(held_by(&value));
        }
    }
    held
}

/// All that these tasks lead to, with what is held from outside marked.
fn survey(tasks: Vec<Rc<Instance>>) -> BTreeMap<usize, Node> {
    let mut nodes: BTreeMap<usize, Node> = BTreeMap::new();
    let mut to_visit = Vec::new();
    for value in tasks.into_iter().map(Value::Instance) {
        note(&mut nodes, &mut to_visit, value);
    }
    while let Some(address) = to_visit.pop() {
        let Some(node) = nodes.get(&address) else { continue };
        let mut leads_to = Vec::new();
        for value in held_by(&node.value) {
            if let Some(address) = note(&mut nodes, &mut to_visit, value) {
                leads_to.push(address);
                nodes.entry(address).and_modify(|node| node.met += 1);
            }
        }
        nodes.entry(address).and_modify(|node| node.leads_to = leads_to);
    }
    mark_held(&mut nodes);
    nodes
}

/// Adds what is not there yet; its address, if it is a thing that is looked into.
fn note(nodes: &mut BTreeMap<usize, Node>, to_visit: &mut Vec<usize>, value: Value) -> Option<usize> {
    references(&value)?;
    let address = value.address()?;
    nodes.entry(address).or_insert_with(|| {
        to_visit.push(address);
        Node { value, met: 0, leads_to: Vec::new(), is_held: false }
    });
    Some(address)
}

/// Whoever has more references than were met is held, and so is all that it leads to.
fn mark_held(nodes: &mut BTreeMap<usize, Node>) {
    let outside = |node: &Node| references(&node.value).is_some_and(|count| count > node.met + 1);
    let mut held: Vec<usize> =
        nodes.iter().filter(|(_, node)| outside(node)).map(|(address, _)| *address).collect();
    while let Some(address) = held.pop() {
        if let Some(node) = nodes.get_mut(&address)
            && !std::mem::replace(&mut node.is_held, true)
        {
            held.extend(&node.leads_to);
        }
    }
}

/// How many references there are to a thing; None for what is not looked into.
fn references(value: &Value) -> Option<usize> {
    match value {
        Value::Tuple(rc) => Some(Rc::strong_count(rc)),
        Value::List(rc) => Some(Rc::strong_count(rc)),
        Value::Dict(rc) => Some(Rc::strong_count(rc)),
        Value::Set(rc) => Some(Rc::strong_count(rc)),
        Value::Cell(rc) => Some(Rc::strong_count(rc)),
        Value::Method(rc) => Some(Rc::strong_count(rc)),
        Value::Function(rc) => Some(Rc::strong_count(rc)),
        Value::Instance(rc) => Some(Rc::strong_count(rc)),
        Value::Generator(rc) => Some(Rc::strong_count(rc)),
        _ => None,
    }
}

/// Each reference that a thing holds, once.
fn held_by(value: &Value) -> Vec<Value> {
    match value {
        Value::Tuple(tuple) => tuple.0.to_vec(),
        Value::List(list) => list.0.borrow().clone(),
        Value::Dict(dict) => dict.entries().into_iter().flat_map(|(key, value)| [key, value]).collect(),
        Value::Set(set) => set.items(),
        Value::Cell(cell) => vec![cell.0.borrow().clone()],
        Value::Method(method) => vec![method.function.clone(), method.receiver.clone()],
        Value::Function(function) => {
            let mut held: Vec<Value> = function.closure.iter().cloned().map(Value::Cell).collect();
            held.extend(function.defaults.borrow().iter().cloned());
            held.extend(function.keyword_defaults.borrow().iter().map(|(_, value)| value.clone()));
            held.extend(function.attributes.entries().into_iter().map(|(_, value)| value));
            held
        }
        Value::Instance(instance) => held_by_instance(instance),
        Value::Generator(generator) => held_by_generator(generator),
        _ => Vec::new(),
    }
}

fn held_by_instance(instance: &Instance) -> Vec<Value> {
    let mut held: Vec<Value> = instance.attributes.entries().into_iter().map(|(_, value)| value).collect();
    held.extend(instance.wrapped().cloned());
    if let Some(state) = instance.exception() {
        held.push(state.args.borrow().clone());
        let related = [&state.cause, &state.context].map(|raised| raised.borrow().clone());
        held.extend(related.into_iter().flatten().map(|raised| raised.value()));
    }
    if let Some(future) = instance.native::<super::future::FutureObject>() {
        held.extend(future.held());
    }
    held.extend(crate::library::collections::items_of_deque(instance).into_iter().flatten());
    held
}

fn held_by_generator(generator: &Generator) -> Vec<Value> {
    match &*generator.state.borrow() {
        GeneratorState::Created(frame) | GeneratorState::Suspended(frame) => held_by_frame(frame),
        GeneratorState::Running | GeneratorState::Finished => Vec::new(),
    }
}

fn held_by_frame(frame: &Frame) -> Vec<Value> {
    let mut held = frame.values.clone();
    held.extend(frame.cells.iter().cloned().map(Value::Cell));
    held.extend(frame.handled.as_ref().map(|raised| raised.value()));
    match &frame.role {
        Role::Generator(generator) => held.push(Value::Generator(generator.clone())),
        Role::Init(instance) => held.push(Value::Instance(instance.clone())),
        Role::Call | Role::Import(_) | Role::ClassBody(_) => {}
    }
    held
}
