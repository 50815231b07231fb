//! What `future.__await__()` gives those who ask for it: `await` itself does without. `FutureIter` in CPython's
//! `Modules/_asynciomodule.c`.

use std::cell::RefCell;
use std::rc::Rc;

use super::{object, receiver};
use crate::library::asyncio::state::classes;
use vm::Vm;
use vm::class::{Awaitable, Instance, Native, Payload};
use vm::exception::Result;
use vm::function::Args;
use vm::native_frame::Input;
use vm::table::Entry;
use vm::traverse::Taken;
use vm::value::Value;

/// The future, until something was thrown.
struct FutureIterator(RefCell<Option<Rc<Instance>>>);

impl Native for FutureIterator {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.0.borrow().iter().for_each(|future| visit(&Value::Instance(future.clone())));
    }

    fn take(&mut self, taken: &mut Taken) {
        self.0.take().into_iter().for_each(|future| taken.add(Value::Instance(future)));
    }
}

impl Awaitable for FutureIterator {
    fn step(&self, vm: &mut Vm, _this: &Rc<Instance>) -> Input {
        let future = self.0.borrow().clone();
        match future {
            Some(future) => object(&future).step(vm, &future),
            None => Input::Ended(Value::None),
        }
    }
}

/// `future.__await__()`
pub(super) fn of_future(vm: &mut Vm, args: Args) -> Result<Value> {
    let future = receiver(vm, &args)?;
    let payload = Payload::Awaitable(Box::new(FutureIterator(RefCell::new(Some(future)))));
    Ok(Value::Instance(Rc::new(Instance::new(classes(vm).future_iterator.clone(), payload))))
}

/// The iterator has nothing more to give.
fn finish(args: &Args) {
    if let Some(Value::Instance(instance)) = args.positional.first()
        && let Some(iterator) = instance.native::<FutureIterator>()
    {
        drop(iterator.0.take());
    }
}

/// `throw(type, value, traceback)`, or `throw(exception)`.
fn throw(vm: &mut Vm, args: Args) -> Result<Value> {
    let parts = args.clone();
    let [_, exception, value, traceback] = args.between(vm, "throw", 2)?;
    let value = value.present().filter(|value| !value.is_none());
    let is_traceback =
        traceback.is_missing() || traceback.is_none() || vm.class_name(&traceback) == "traceback";
    if !is_traceback {
        return Err(vm.type_error("throw() third argument must be a traceback"));
    }
    let base = vm.exceptions.base_exception();
    let raised = match (&exception, value) {
        (Value::Class(class), value) if class.is_subclass_of(&base) => match value {
            Some(made @ Value::Instance(_)) => vm.exception_from(made)?,
            Some(argument) => vm.exception(class, vec![argument]),
            None => vm.exception_from(exception)?,
        },
        (Value::Instance(instance), value) if instance.exception().is_some() => {
            if value.is_some() {
                return Err(vm.type_error("instance exception may not have a separate value"));
            }
            vm.exception_from(exception)?
        }
        _ => {
            let message = "exceptions must be classes deriving BaseException or instances of such a class";
            return Err(vm.type_error(message));
        }
    };
    finish(&parts);
    Err(raised)
}

fn close(_vm: &mut Vm, args: Args) -> Result<Value> {
    finish(&args);
    Ok(Value::None)
}

/// What it has beside what every awaitable's iterator has.
pub(in crate::library::asyncio) const METHODS: &[Entry] =
    &[Entry::plain("throw", throw), Entry::plain("close", close)];
