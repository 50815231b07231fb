//! `_weakref`: references that keep nothing alive, and calls when what they refer to is gone. The rest is in `weakref.py`; how a
//! death is noticed is in `vm/weakref`. What refers to itself in a circle stays.

use std::rc::Rc;

use vm::Vm;
use vm::class::{Class, Instance, Layout, Payload};
use vm::exception::Result;
use vm::function::Args;
use vm::module::Module;
use vm::table::{Entry, install_functions, install_methods};
use vm::types::built_in_class;
use vm::value::Value;
use vm::weakref::WeakReference;

/// One of a process's extensions: the class of the references.
#[derive(Default)]
struct WeakClass(Option<Rc<Class>>);

/// `Weak(object)`
fn weak(vm: &mut Vm, args: Args) -> Result<Value> {
    let [object] = args.exactly(vm, "Weak")?;
    vm.note_noticing(&object);
    let Some(weak) = WeakReference::to(&object) else {
        let name = vm.class_name(&object);
        return Err(vm.type_error(format!("cannot create weak reference to '{name}' object")));
    };
    let class = vm.extensions.get::<WeakClass>().0.clone().expect("the module was filled before it is used");
    Ok(Value::Instance(Rc::new(Instance::new(class, Payload::Native(Box::new(weak))))))
}

fn reference_of<'value>(vm: &mut Vm, value: &'value Value) -> Result<&'value WeakReference> {
    match value {
        Value::Instance(instance) if let Some(weak) = instance.native::<WeakReference>() => Ok(weak),
        _ => Err(vm.type_error("a weak reference is required")),
    }
}

/// `weak.get()`: what it refers to, or None.
fn get(vm: &mut Vm, args: Args) -> Result<Value> {
    let [weak] = args.exactly(vm, "get")?;
    Ok(reference_of(vm, &weak)?.value().into())
}

/// `add_callback(weak, reference)`: calls the reference's `__callback__` with it when what `weak` refers to is gone.
fn add_callback(vm: &mut Vm, args: Args) -> Result<Value> {
    let [weak, reference] = args.exactly(vm, "add_callback")?;
    let weak = reference_of(vm, &weak)?;
    if let Value::Instance(reference) = &reference {
        vm.add_weakref_callback(weak, reference);
    }
    Ok(Value::None)
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    let class = built_in_class("Weak", vec![vm.types.object.clone()], Layout::Native, false);
    install_methods(vm, &class, &[Entry::plain("get", get)]);
    vm.extensions.get::<WeakClass>().0 = Some(class);
    install_functions(vm, module, &[Entry::plain("Weak", weak), Entry::plain("add_callback", add_callback)]);
}
