//! `gc`: what a collection would find here. References are counted, so that most things go when their last reference does; what
//! refers to itself in a circle stays, and no collection runs by itself. `collect` finds the circles that asynchronous programs
//! meet: tasks that were forgotten while they wait for something that nobody else has. Its result is a number of things freed, and
//! not CPython's number.

use std::rc::Rc;

use super::asyncio::collector;
use vm::Vm;
use vm::exception::Result;
use vm::function::Args;
use vm::module::Module;
use vm::table::{Entry, install_functions};
use vm::value::Value;

/// Whether a program has said that collections may run by themselves: none do, but it may ask.
struct Enabled(bool);

impl Default for Enabled {
    fn default() -> Enabled {
        Enabled(true)
    }
}

fn collect(vm: &mut Vm, args: Args) -> Result<Value> {
    let [generation] = args.named(vm, "collect", ["generation"], 0)?;
    if !generation.is_missing() && !(0..=2).contains(&vm.small_integer(&generation)?) {
        return Err(vm.value_error("invalid generation"));
    }
    Ok(Value::from_usize(collector::collect(vm)))
}

fn enable(vm: &mut Vm, args: Args, name: &str, enabled: bool) -> Result<Value> {
    let [] = args.exactly(vm, &format!("gc.{name}"))?;
    vm.extensions.get::<Enabled>().0 = enabled;
    Ok(Value::None)
}

fn is_enabled(vm: &mut Vm, args: Args) -> Result<Value> {
    let [] = args.exactly(vm, "gc.isenabled")?;
    Ok(Value::Bool(vm.extensions.get::<Enabled>().0))
}

/// Fills the module.
pub fn fill(vm: &mut Vm, module: &Rc<Module>) {
    const FUNCTIONS: &[Entry] = &[
        Entry::plain("collect", collect),
        Entry::plain("enable", |vm, args| enable(vm, args, "enable", true)),
        Entry::plain("disable", |vm, args| enable(vm, args, "disable", false)),
        Entry::plain("isenabled", is_enabled),
    ];
    install_functions(vm, module, FUNCTIONS);
    let name = vm.symbols.intern("garbage");
    module.namespace.set(name, Value::list(vec![]));
}
