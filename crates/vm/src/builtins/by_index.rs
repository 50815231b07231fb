//! Iterators over what has only `__getitem__` (`iterator`, `reversed`), and over the results of a function (`iter(f, end)`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::Vm;
use crate::class::{Class, Instance, Native, Payload};
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::{Flow, Input, NativeFrame, Next};
use crate::symbol::known;
use crate::table::{Entry, install_methods};
use crate::traverse::Taken;
use crate::value::Value;

/// Where such an iterator is; the sequence or function is None once it has ended.
struct Source {
    of: RefCell<Value>,
    how: How,
}

enum How {
    Forwards(Cell<i64>),
    /// The index that is next; none are left below 0.
    Backwards(Cell<i64>),
    /// Until a result is equal to this.
    Results(RefCell<Value>),
}

impl Native for Source {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.of.borrow());
        if let How::Results(end) = &self.how {
            visit(&end.borrow());
        }
    }

    fn clear(&self, taken: &mut Taken) {
        taken.add(self.of.replace(Value::None));
        if let How::Results(end) = &self.how {
            taken.add(end.replace(Value::None));
        }
    }
}

/// Asks for one item, and knows what means that there are no more.
struct Ask {
    this: Rc<Instance>,
    asked: bool,
}

impl NativeFrame for Ask {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        let this = self.this.clone();
        let Some(source) = this.native::<Source>() else { return Err(vm.stop_iteration(Value::None)) };
        if !std::mem::replace(&mut self.asked, true) {
            let of = source.of.borrow().clone();
            let callee = match &source.how {
                How::Results(_) => return Ok(Next::Call(of, Args::default())),
                How::Forwards(_) | How::Backwards(_) => vm.lookup_special(&of, known::GETITEM),
            };
            let at = match &source.how {
                How::Forwards(at) => at.replace(at.get() + 1),
                How::Backwards(at) => at.replace(at.get() - 1),
                How::Results(_) => 0,
            };
            return match callee {
                Some(method) if at >= 0 => Ok(Next::Call(method, Args::one(Value::Int(at)))),
                _ => end(vm, source),
            };
        }
        match (input, &source.how) {
            (Input::Raised(raised), How::Results(_)) if vm.is_stop_iteration(&raised) => end(vm, source),
            (Input::Raised(raised), How::Forwards(_) | How::Backwards(_))
                if vm.is_stop_iteration(&raised) || vm.is_exception(&raised, "IndexError") =>
            {
                end(vm, source)
            }
            (Input::Raised(raised), _) => Err(raised),
            (Input::Value(value), How::Results(last)) => {
                let last = last.borrow().clone();
                if vm.equal(&last, &value)? { end(vm, source) } else { Ok(Next::Return(value)) }
            }
            (Input::Value(value), _) => Ok(Next::Return(value)),
            _ => end(vm, source),
        }
    }
}

fn end(vm: &mut Vm, source: &Source) -> Result<Next> {
    drop(source.of.replace(Value::None));
    Err(vm.stop_iteration(Value::None))
}

fn iterator(class: &Rc<Class>, of: Value, how: How) -> Value {
    let payload = Payload::Native(Box::new(Source { of: RefCell::new(of), how }));
    Value::Instance(Rc::new(Instance::new(class.clone(), payload)))
}

impl Vm {
    /// An iterator over what has only `__getitem__`.
    pub(crate) fn iterate_by_index(&self, sequence: &Value) -> Value {
        iterator(&self.types.iterator, sequence.clone(), How::Forwards(Cell::new(0)))
    }

    /// `iter(function, last)`
    pub(crate) fn iterate_results(&self, function: Value, last: Value) -> Value {
        iterator(&self.types.callable_iterator, function, How::Results(RefCell::new(last)))
    }

    /// `__next__` of the iterators of this file.
    pub(super) fn next_by_index(&mut self, this: &Rc<Instance>) -> Result<Flow> {
        match this.native::<Source>() {
            Some(source) if !source.of.borrow().is_none() => {
                Ok(Flow::Start(Box::new(Ask { this: this.clone(), asked: false })))
            }
            _ => Err(self.stop_iteration(Value::None)),
        }
    }
}

fn reversed(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let class = match args.positional.first() {
        Some(Value::Class(class)) => class.clone(),
        _ => return Err(vm.type_error("reversed.__new__(X): X is not a type object")),
    };
    args.positional.remove(0);
    let [sequence] = args.exactly(vm, "reversed")?;
    if let Some(method) = vm
        .lookup_special(&sequence, known::REVERSED)
        .filter(|_| matches!(sequence, Value::Instance(_) | Value::Class(_)))
    {
        if method.is_none() {
            let name = vm.class_name(&sequence);
            return Err(vm.type_error(format!("'{name}' object is not reversible")));
        }
        return Ok(Flow::Call(method, Args::default()));
    }
    if let Some(iterator) = vm.iterate_backwards(&sequence) {
        return Ok(Flow::Value(iterator));
    }
    let has = |name| vm.lookup_special(&sequence, name).is_some();
    if matches!(sequence, Value::Instance(_)) && has(known::GETITEM) && has(known::LEN) {
        let last = vm.length(&sequence)? as i64 - 1;
        return Ok(Flow::Value(iterator(&class, sequence, How::Backwards(Cell::new(last)))));
    }
    let name = vm.class_name(&sequence);
    Err(vm.type_error(format!("'{name}' object is not reversible")))
}

/// Gives `reversed` its `__new__`, and `builtins` the class.
pub(super) fn install(vm: &mut Vm) {
    let class = vm.types.reversed.clone();
    install_methods(vm, &class, &[Entry::flow("__new__", reversed).without_self()]);
    let name = vm.symbols.intern("reversed");
    vm.builtins.namespace.set(name, Value::Class(class));
}
