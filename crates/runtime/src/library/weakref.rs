//! `_weakref`: references that keep nothing alive, and calls when what they refer to is gone. The rest is in `weakref.py`.
//!
//! Objects go when their last reference does. What watches them is asked after each statement, and after each call of a
//! function, so that a callback comes no earlier than in CPython, and at most a statement later. What refers to itself in a circle stays.

use std::rc::{Rc, Weak};

use vm::Vm;
use vm::class::{Class, Instance, Layout, Payload};
use vm::exception::Result;
use vm::function::{Args, Function};
use vm::generator::Generator;
use vm::module::Module;
use vm::set::Set;
use vm::table::{Entry, install_functions, install_methods};
use vm::types::built_in_class;
use vm::value::Value;

/// What a weak reference may refer to.
#[derive(Clone)]
enum Target {
    Instance(Weak<Instance>),
    Function(Weak<Function>),
    Class(Weak<Class>),
    Generator(Weak<Generator>),
    Set(Weak<Set>),
    /// Such a thing is made anew whenever a program asks for it.
    Gone,
}

impl Target {
    fn of(value: &Value) -> Option<Target> {
        Some(match value {
            Value::Instance(instance)
                if matches!(instance.wrapped(), Some(Value::Int(_) | Value::Tuple(_))) =>
            {
                return None;
            }
            Value::Instance(instance) => Target::Instance(Rc::downgrade(instance)),
            Value::Function(function) => Target::Function(Rc::downgrade(function)),
            Value::Class(class) => Target::Class(Rc::downgrade(class)),
            Value::Generator(generator) => Target::Generator(Rc::downgrade(generator)),
            Value::Set(set) => Target::Set(Rc::downgrade(set)),
            Value::Method(_) => Target::Gone,
            _ => return None,
        })
    }

    fn value(&self) -> Option<Value> {
        match self {
            Target::Instance(weak) => weak.upgrade().map(Value::Instance),
            Target::Function(weak) => weak.upgrade().map(Value::Function),
            Target::Class(weak) => weak.upgrade().map(Value::Class),
            Target::Generator(weak) => weak.upgrade().map(Value::Generator),
            Target::Set(weak) => weak.upgrade().map(Value::Set),
            Target::Gone => None,
        }
    }
}

/// What is called when something is gone.
struct Watch {
    target: Target,
    /// The reference of the program's, with the function to call. If that is gone too, nobody wants the call.
    reference: Weak<Instance>,
}

/// One of a process's extensions.
#[derive(Default)]
struct Watches {
    all: Vec<Watch>,
    class: Option<Rc<Class>>,
}

/// `Weak(object)`
fn weak(vm: &mut Vm, args: Args) -> Result<Value> {
    let [object] = args.exactly(vm, "Weak")?;
    let Some(target) = Target::of(&object) else {
        let name = vm.class_name(&object);
        return Err(vm.type_error(format!("cannot create weak reference to '{name}' object")));
    };
    let class =
        vm.extensions.get::<Watches>().class.clone().expect("the module was filled before it is used");
    Ok(Value::Instance(Rc::new(Instance::new(class, Payload::Native(Box::new(target))))))
}

fn target_of<'value>(vm: &mut Vm, value: &'value Value) -> Result<&'value Target> {
    match value {
        Value::Instance(instance) if let Some(target) = instance.native::<Target>() => Ok(target),
        _ => Err(vm.type_error("a weak reference is required")),
    }
}

/// `weak.get()`: what it refers to, or None.
fn get(vm: &mut Vm, args: Args) -> Result<Value> {
    let [weak] = args.exactly(vm, "get")?;
    Ok(target_of(vm, &weak)?.value().into())
}

/// `when_gone(weak, reference)`: calls the reference's `__callback__` with it.
fn when_gone(vm: &mut Vm, args: Args) -> Result<Value> {
    let [weak, reference] = args.exactly(vm, "when_gone")?;
    let target = target_of(vm, &weak)?.clone();
    if let Value::Instance(reference) = &reference {
        let watch = Watch { target, reference: Rc::downgrade(reference) };
        vm.extensions.get::<Watches>().all.push(watch);
        vm.watcher = Some(look);
    }
    Ok(Value::None)
}

/// Makes the calls for what is gone, the youngest first.
fn look(vm: &mut Vm) {
    let watches = &mut vm.extensions.get::<Watches>().all;
    watches.retain(|watch| watch.reference.strong_count() > 0);
    if watches.iter().all(|watch| watch.target.value().is_some()) {
        if watches.is_empty() {
            vm.watcher = None;
        }
        return;
    }
    let (alive, gone) = std::mem::take(watches).into_iter().partition(|watch| watch.target.value().is_some());
    *watches = alive;
    let gone: Vec<Watch> = gone;
    let callback = vm.symbols.intern("__callback__");
    for reference in gone.iter().rev().filter_map(|watch| watch.reference.upgrade()) {
        let Some(function) = reference.attributes.get(callback) else { continue };
        reference.attributes.set(callback, Value::None);
        if let Err(raised) = vm.call_sync(function, Args::one(Value::Instance(reference))) {
            vm.report_unraisable(&raised);
        }
    }
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    let class = built_in_class("Weak", vec![vm.types.object.clone()], Layout::Native, false);
    install_methods(vm, &class, &[Entry::plain("get", get)]);
    vm.extensions.get::<Watches>().class = Some(class);
    install_functions(vm, module, &[Entry::plain("Weak", weak), Entry::plain("when_gone", when_gone)]);
}
