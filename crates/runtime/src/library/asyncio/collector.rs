//! The collector of `gc.collect()`: it finds the pending tasks that are unreachable, so that nothing will ever wake them, and then the
//! objects in circles that somebody would miss: those with a `__del__`, and those that are referred to weakly.
//!
//! Such a task and its future refer to each other, so that counting references never frees them. As in CPython (`Modules/gcmodule.c`,
//! `subtract_refs`), who has more references than a traversal meets is reachable from outside, and so is all that it leads to. Not a
//! collector of everything: it begins at those, and does not look into classes, iterators or modules. What it does not look
//! into only makes it find less. Begin with [`collect`].

use std::collections::{BTreeMap, BTreeSet};
use std::rc::{Rc, Weak};

use super::future::object;
use super::task::{self, Collection, TaskPart};
use super::{left_over, module, report};
use vm::Vm;
use vm::class::Instance;
use vm::finalizer::Finalizer;
use vm::generator::GeneratorState;
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
    is_reachable: bool,
}

/// Destroys the tasks that are unreachable, in the order in which they were made, and says how many things that frees.
pub fn collect(vm: &mut Vm) -> usize {
    vm.run_finalizers();
    let nodes = survey(module::pending_tasks(vm).into_iter().map(Value::Instance).collect());
    let count = nodes.values().filter(|node| !node.is_reachable).count();
    let is_lost = |task: &Rc<Instance>| {
        let node = Value::Instance(task.clone()).address().and_then(|address| nodes.get(&address));
        node.is_some_and(|node| !node.is_reachable)
    };
    let (lost, kept): (Vec<_>, Vec<_>) = module::pending_tasks(vm).into_iter().partition(is_lost);
    drop(nodes);
    for (_, part) in parts(&kept) {
        if part.collection.get() == Collection::None {
            part.collection.set(Collection::Outlived);
        }
    }
    parts(&lost).for_each(|(task, part)| destroy(vm, task, part));
    lost.iter().for_each(task::clear);
    drop(lost);
    vm.run_finalizers();
    count + collect_objects(vm)
}

/// Frees what is unreachable of the objects that would notice: those with a `__del__`, and those that are referred to weakly.
fn collect_objects(vm: &mut Vm) -> usize {
    let lost = unreachable_objects(vm);
    let mut finalized = false;
    for instance in lost.iter().filter_map(Weak::upgrade) {
        finalized |= vm.finalize_now(&instance);
    }
    // What was lost may have been found again, by its own `__del__`.
    let lost = if finalized { unreachable_objects(vm) } else { lost };
    let roots = lost.iter().filter_map(Weak::upgrade).map(Value::Instance).collect();
    let nodes = survey(roots);
    let garbage: Vec<Value> =
        nodes.into_values().filter(|node| !node.is_reachable).map(|node| node.value).collect();
    let count = garbage.len();
    vm.clear_garbage(garbage);
    vm.run_finalizers();
    count
}

fn unreachable_objects(vm: &Vm) -> Vec<Weak<Instance>> {
    let nodes = survey(vm.noticing_objects().map(Value::Instance).collect());
    let is_lost = |instance: &Rc<Instance>| {
        let node = Value::Instance(instance.clone()).address().and_then(|address| nodes.get(&address));
        node.is_some_and(|node| !node.is_reachable)
    };
    vm.noticing_objects().filter(is_lost).map(|instance| Rc::downgrade(&instance)).collect()
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
        vm.finalization.push(Finalizer::Close { frame, kind, code });
    }
    vm.run_finalizers();
}

fn report(vm: &mut Vm, task: &Rc<Instance>) {
    if let Some(message) = left_over::destroyed_while_pending(vm, task) {
        report::report_destroyed(vm, Value::Instance(task.clone()), message);
    }
}

/// The addresses of all that hangs on the program's variables.
pub(super) fn reachable_from_program(vm: &Vm) -> BTreeSet<usize> {
    let mut reachable = BTreeSet::new();
    let main = vm.modules.get("__main__").map(|module| module.namespace.entries()).unwrap_or_default();
    let mut to_visit: Vec<Value> = main.into_iter().map(|(_, value)| value).collect();
    while let Some(value) = to_visit.pop() {
        if references(&value).is_some() && value.address().is_some_and(|address| reachable.insert(address)) {
            value.traverse(&mut |child| to_visit.push(child.clone()));
        }
    }
    reachable
}

/// All that these lead to, with what is held from outside marked.
fn survey(roots: Vec<Value>) -> BTreeMap<usize, Node> {
    let mut nodes: BTreeMap<usize, Node> = BTreeMap::new();
    let mut to_visit = Vec::new();
    for value in roots {
        note(&mut nodes, &mut to_visit, &value);
    }
    while let Some(address) = to_visit.pop() {
        let Some(node) = nodes.get(&address) else { continue };
        let mut leads_to = Vec::new();
        node.value.clone().traverse(&mut |child| {
            if let Some(address) = note(&mut nodes, &mut to_visit, child) {
                leads_to.push(address);
                nodes.entry(address).and_modify(|node| node.met += 1);
            }
        });
        nodes.entry(address).and_modify(|node| node.leads_to = leads_to);
    }
    mark_reachable(&mut nodes);
    nodes
}

/// Adds what is not there yet; its address, if it is a thing that is looked into.
fn note(nodes: &mut BTreeMap<usize, Node>, to_visit: &mut Vec<usize>, value: &Value) -> Option<usize> {
    references(value)?;
    let address = value.address()?;
    nodes.entry(address).or_insert_with(|| {
        to_visit.push(address);
        Node { value: value.clone(), met: 0, leads_to: Vec::new(), is_reachable: false }
    });
    Some(address)
}

/// Whoever has more references than were met is held, and so is all that it leads to.
fn mark_reachable(nodes: &mut BTreeMap<usize, Node>) {
    let outside = |node: &Node| references(&node.value).is_some_and(|count| count > node.met + 1);
    let mut reachable: Vec<usize> =
        nodes.iter().filter(|(_, node)| outside(node)).map(|(address, _)| *address).collect();
    while let Some(address) = reachable.pop() {
        if let Some(node) = nodes.get_mut(&address)
            && !std::mem::replace(&mut node.is_reachable, true)
        {
            reachable.extend(&node.leads_to);
        }
    }
}

/// How many references there are to a thing; None for what is not looked into.
fn references(value: &Value) -> Option<usize> {
    match value {
        Value::Tuple(_)
        | Value::List(_)
        | Value::Dict(_)
        | Value::Set(_)
        | Value::Cell(_)
        | Value::Method(_)
        | Value::Function(_)
        | Value::Instance(_)
        | Value::Generator(_) => value.reference_count(),
        _ => None,
    }
}
