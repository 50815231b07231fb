//! Iterators over what is built in, as objects: `__iter__`, `__next__`, `__length_hint__`. Where they need Python for an item, the
//! classes of `lazy` and `by_index` take their place.

use std::rc::Rc;

use crate::Vm;
use crate::builtins::receiver;
use crate::class::Class;
use crate::exception::Result;
use crate::function::Args;
use crate::iterator::Iter;
use crate::native_frame::Flow;
use crate::table::{Entry, install_methods};
use crate::value::Value;

fn itself(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this] = args.exactly(vm, "__iter__")?;
    Ok(this)
}

fn iter_of(vm: &mut Vm, args: Args, method: &str) -> Result<Rc<Iter>> {
    match args.exactly(vm, method)? {
        [Value::Iter(iter)] => Ok(iter),
        [other] => Err(receiver::wrong_receiver(vm, &other, "iterator", method)),
    }
}

fn next(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this] = args.exactly(vm, "__next__")?;
    vm.native_next(&this)
}

/// Gives the classes of iterators their methods.
pub(super) fn install(vm: &mut Vm) {
    const METHODS: &[Entry] = &[Entry::plain("__iter__", itself), Entry::flow("__next__", next)];
    const HINT: &[Entry] = &[Entry::plain("__length_hint__", |vm, args| {
        let iter = iter_of(vm, args, "__length_hint__")?;
        Ok(Value::from_usize(iter.length_hint()))
    })];
    let types = &vm.types;
    let unsized_ones = [&types.zip, &types.enumerate, &types.map, &types.filter, &types.reversed];
    let others = [&types.iterator, &types.callable_iterator, &types.map, &types.filter];
    let classes: Vec<Rc<Class>> = types.iterators().into_iter().chain(others).cloned().collect();
    let hinted: Vec<bool> = classes
        .iter()
        .map(|class| !unsized_ones.iter().chain(&others).any(|other| Rc::ptr_eq(class, other)))
        .collect();
    for (class, hinted) in classes.iter().zip(hinted) {
        install_methods(vm, class, METHODS);
        if hinted {
            install_methods(vm, class, HINT);
        }
    }
    super::lazy::install(vm);
    super::by_index::install(vm);
}
