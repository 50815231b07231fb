//! `_functools`: what `functools` has that is called often, and is no code of Python in CPython either (`Modules/_functoolsmodule.c`).
//!
//! The rest is in `functools.py`. Whatever calls a function of the program does so from a native frame or in its place, so that it may
//! wait, and leaves no line in tracebacks. Begin with the file of what you look for.

mod cached;
mod comparison_key;
mod partial;
mod recency;
mod reduce;

use std::rc::Rc;

use vm::Vm;
use vm::class::{Class, Instance};
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::module::Module;
use vm::native_frame::Input;
use vm::types::built_in_class;
use vm::value::Value;

pub(super) use cached::is_cached;
pub(super) use partial::parts_of_partial;

/// A class of this module, as programs see it.
fn class(vm: &mut Vm, module: &Rc<Module>, name: &str, open: bool) -> Rc<Class> {
    let class = built_in_class(name, vec![vm.types.object.clone()], vm::class::Layout::Native, open);
    *class.module.borrow_mut() = "functools".into();
    let name = vm.symbols.intern(name);
    module.namespace.set(name, Value::Class(class.clone()));
    class
}

/// The first argument, which is the object that a method is called on: with what it holds, a `T`.
fn receiver<T: 'static>(vm: &mut Vm, args: &mut Args, class: &str) -> Result<Rc<Instance>> {
    if !args.positional.is_empty()
        && let Value::Instance(instance) = args.positional.remove(0)
        && instance.native::<T>().is_some()
    {
        return Ok(instance);
    }
    Err(vm.type_error(format!("descriptor requires a 'functools.{class}' object")))
}

/// What a call came to that a native frame asked for.
fn outcome(vm: &mut Vm, input: Input) -> std::result::Result<Value, Raised> {
    match input {
        Input::Value(value) | Input::Sent(value) | Input::Yielded(value) | Input::AsyncYielded(value) => {
            Ok(value)
        }
        // A method of a generator that has ended.
        Input::Ended(value) => Err(vm.stop_iteration(value)),
        Input::Raised(raised) => Err(raised),
        Input::Start | Input::Arrived(_) => Ok(Value::None),
    }
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    cached::install(vm, module);
    comparison_key::install(vm, module);
    partial::install(vm, module);
    reduce::install(vm, module);
}
