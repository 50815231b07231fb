//! `map`, `filter`, `zip` and `enumerate`: iterators over others, which take their items one by one when they are asked for one.
//! Any of them may need Python for it, and ask the same iterator again in the middle.
//!
//! `zip` and `enumerate` of nothing but built-in iterators are faster ones: see [`crate::iterator`].

use std::cell::RefCell;
use std::rc::Rc;

use crate::Vm;
use crate::class::{Class, Instance, Native, Payload};
use crate::exception::Result;
use crate::function::Args;
use crate::iterator::Iter;
use crate::native_frame::{Flow, Input, NativeFrame, Next};
use crate::symbol::known;
use crate::table::{Entry, install_methods};
use crate::traverse::Taken;
use crate::value::Value;
use lang::code::BinaryOp;

/// What such an iterator holds.
pub(crate) struct Lazy {
    kind: Kind,
    iterators: Vec<Value>,
}

enum Kind {
    Map(Value),
    Filter(Value),
    Zip { strict: bool },
    Enumerate(RefCell<Value>),
}

impl Native for Lazy {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.iterators.iter().for_each(&mut *visit);
        if let Kind::Map(function) | Kind::Filter(function) = &self.kind {
            visit(function);
        }
    }

    fn take(&mut self, taken: &mut Taken) {
        self.iterators.drain(..).for_each(|iterator| taken.add(iterator));
        if let Kind::Map(function) | Kind::Filter(function) = &mut self.kind {
            taken.add(std::mem::replace(function, Value::None));
        }
    }
}

/// Takes an item of each iterator, and makes one of them.
struct Pull {
    this: Rc<Instance>,
    items: Vec<Value>,
    /// Whether the function has been called: the next outcome is its answer.
    called: bool,
}

impl NativeFrame for Pull {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        let this = self.this.clone();
        let Some(lazy) = this.native::<Lazy>() else { return Err(vm.stop_iteration(Value::None)) };
        match input {
            Input::Value(answer) if self.called => {
                self.called = false;
                let item = self.items.pop().unwrap_or(Value::None);
                if vm.truth(&answer)? {
                    return Ok(Next::Return(item));
                }
            }
            Input::Raised(raised) if self.called || !vm.is_stop_iteration(&raised) => return Err(raised),
            Input::Value(item) | Input::Yielded(item) => self.items.push(item),
            Input::Raised(_) | Input::Ended(_) => {
                if let Some(next) = self.exhausted(vm, lazy)? {
                    return Ok(next);
                }
            }
            Input::Start | Input::Sent(_) | Input::AsyncYielded(_) | Input::Arrived(_) => {}
        }
        loop {
            while let Some(iterator) = lazy.iterators.get(self.items.len()) {
                if let Value::Iter(iter) = iterator {
                    match iter.next(vm)? {
                        Some(item) => self.items.push(item),
                        None => match self.exhausted(vm, lazy)? {
                            Some(next) => return Ok(next),
                            None => continue,
                        },
                    }
                    continue;
                }
                match vm.next_flow(iterator)? {
                    Flow::Value(item) => self.items.push(item),
                    Flow::Call(callee, args) => return Ok(Next::Call(callee, args)),
                    Flow::Resume(generator, resumption) => return Ok(Next::Resume(generator, resumption)),
                    Flow::Start(frame) => return Ok(Next::Start(frame)),
                    other => return Ok(Next::Become(other)),
                }
            }
            if let Some(next) = self.complete(vm, lazy)? {
                return Ok(next);
            }
        }
    }
}

impl Pull {
    /// What is made of an item of each; None if it is left out.
    fn complete(&mut self, vm: &mut Vm, lazy: &Lazy) -> Result<Option<Next>> {
        Ok(Some(match &lazy.kind {
            Kind::Map(function) => {
                Next::Become(Flow::Call(function.clone(), Args::new(std::mem::take(&mut self.items))))
            }
            Kind::Filter(function) if is_truth(vm, function) => {
                let item = self.items.pop().unwrap_or(Value::None);
                if !vm.truth(&item)? {
                    return Ok(None);
                }
                Next::Return(item)
            }
            Kind::Filter(function) => {
                self.called = true;
                Next::Call(function.clone(), Args::one(self.items[0].clone()))
            }
            Kind::Zip { .. } => Next::Return(Value::tuple(std::mem::take(&mut self.items))),
            Kind::Enumerate(number) => {
                let now = number.borrow().clone();
                let after = vm.binary(BinaryOp::Add, &now, &Value::Int(1))?;
                *number.borrow_mut() = after;
                let item = self.items.pop().unwrap_or(Value::None);
                Next::Return(Value::tuple([now, item]))
            }
        }))
    }

    /// The iterator whose turn it is has no more items. None: the next one is looked at, for `strict`.
    fn exhausted(&mut self, vm: &mut Vm, lazy: &Lazy) -> Result<Option<Next>> {
        let at = self.items.len();
        let strict = matches!(lazy.kind, Kind::Zip { strict: true }) && lazy.iterators.len() > 1;
        if !strict {
            return Err(vm.stop_iteration(Value::None));
        }
        let plural = if at == 1 { " 1".to_owned() } else { format!("s 1-{at}") };
        if at > 0 {
            let message = format!("zip() argument {} is shorter than argument{plural}", at + 1);
            return Err(vm.value_error(message));
        }
        Ok(Some(Next::Become(Flow::Start(Box::new(CheckStrict { this: self.this.clone(), at: 1 })))))
    }
}

/// After the first iterator of `zip(…, strict=True)` has ended: all others must have, too.
struct CheckStrict {
    this: Rc<Instance>,
    at: usize,
}

impl NativeFrame for CheckStrict {
    fn resume(&mut self, vm: &mut Vm, input: Input) -> Result<Next> {
        match input {
            Input::Start => {}
            Input::Raised(raised) if !vm.is_stop_iteration(&raised) => return Err(raised),
            Input::Raised(_) | Input::Ended(_) => self.at += 1,
            _ => {
                let plural = if self.at == 1 { " 1".to_owned() } else { format!("s 1-{}", self.at) };
                let message = format!("zip() argument {} is longer than argument{plural}", self.at + 1);
                return Err(vm.value_error(message));
            }
        }
        let iterator = self.this.native::<Lazy>().and_then(|lazy| lazy.iterators.get(self.at).cloned());
        let Some(iterator) = iterator else { return Err(vm.stop_iteration(Value::None)) };
        let next = vm.prelude("next")?;
        Ok(Next::Call(next, Args::one(iterator)))
    }
}

/// Whether `filter` asks the items themselves.
fn is_truth(vm: &Vm, function: &Value) -> bool {
    function.is_none() || matches!(function, Value::Class(class) if Rc::ptr_eq(class, &vm.types.bool))
}

impl Vm {
    /// Whether an instance is such an iterator, and its class has nothing else to say about its items.
    pub(crate) fn is_lazy(&self, instance: &Instance) -> bool {
        instance.native::<Lazy>().is_some() && !self.overrides(&instance.class(), known::NEXT)
    }

    /// `__next__` of an iterator that is native, of whatever class.
    pub(crate) fn native_next(&mut self, this: &Value) -> Result<Flow> {
        if let Value::Iter(iter) = this {
            return match iter.next(self)? {
                Some(item) => Ok(Flow::Value(item)),
                None => Err(self.stop_iteration(Value::None)),
            };
        }
        let Value::Instance(instance) = this else {
            return Err(super::receiver::wrong_receiver(self, this, "iterator", "__next__"));
        };
        let Some(lazy) = instance.native::<Lazy>() else { return self.next_by_index(instance) };
        if let (Kind::Map(function), [Value::Iter(iter)]) = (&lazy.kind, &lazy.iterators[..]) {
            return match iter.next(self)? {
                Some(item) => Ok(Flow::Call(function.clone(), Args::one(item))),
                None => Err(self.stop_iteration(Value::None)),
            };
        }
        if lazy.iterators.is_empty() {
            return Err(self.stop_iteration(Value::None));
        }
        let items = Vec::with_capacity(lazy.iterators.len());
        Ok(Flow::Start(Box::new(Pull { this: instance.clone(), items, called: false })))
    }
}

fn lazy(class: Rc<Class>, kind: Kind, iterators: Vec<Value>) -> Value {
    let payload = Payload::Native(Box::new(Lazy { kind, iterators }));
    Value::Instance(Rc::new(Instance::new(class, payload)))
}

fn class_argument(vm: &mut Vm, args: &mut Args) -> Result<Rc<Class>> {
    match args.positional.first() {
        Some(Value::Class(class)) => {
            let class = class.clone();
            args.positional.remove(0);
            Ok(class)
        }
        _ => Err(vm.type_error("__new__(X): X is not a type object")),
    }
}

fn iterators_of(vm: &mut Vm, iterables: &[Value]) -> Result<Vec<Value>> {
    iterables.iter().map(|iterable| vm.iterate(iterable)).collect()
}

fn map(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let class = class_argument(vm, &mut args)?;
    if class.built_in {
        args.no_keywords(vm, "map")?;
    }
    let Some((function, iterables)) = args.positional.split_first().filter(|(_, rest)| !rest.is_empty())
    else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    let iterators = iterators_of(vm, iterables)?;
    Ok(lazy(class, Kind::Map(function.clone()), iterators))
}

fn filter(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let class = class_argument(vm, &mut args)?;
    let [function, iterable] = args.exactly(vm, "filter")?;
    let iterators = iterators_of(vm, &[iterable])?;
    Ok(lazy(class, Kind::Filter(function), iterators))
}

fn zip(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let class = class_argument(vm, &mut args)?;
    let strict_name = vm.symbols.intern("strict");
    let strict = match &args.keywords[..] {
        [] => false,
        [(name, value)] if *name == strict_name => vm.truth(value)?,
        _ => return Err(vm.type_error("zip() got an unexpected keyword argument")),
    };
    let natively = |value| vm.iterate_natively(value);
    if class.built_in
        && !strict
        && let Some(iterators) = args.positional.iter().map(natively).collect::<Option<Vec<_>>>()
    {
        return Ok(Value::Iter(Rc::new(Iter::zip(iterators))));
    }
    let mut iterators = Vec::with_capacity(args.len());
    for iterable in &args.positional {
        iterators.push(vm.iterate(iterable)?);
    }
    Ok(lazy(class, Kind::Zip { strict }, iterators))
}

fn enumerate(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let class = class_argument(vm, &mut args)?;
    let [iterable, start] = args.named(vm, "enumerate", ["iterable", "start"], 1)?;
    let start = match start.present() {
        Some(start) => vm.integer(&start)?,
        None => Value::Int(0),
    };
    if class.built_in
        && let (Some(iterator), Value::Int(start)) = (vm.iterate_natively(&iterable), &start)
    {
        return Ok(Value::Iter(Rc::new(Iter::enumerate(iterator, *start))));
    }
    let iterators = iterators_of(vm, &[iterable])?;
    Ok(lazy(class, Kind::Enumerate(RefCell::new(start)), iterators))
}

/// Gives the classes their `__new__`, and `builtins` the classes.
pub(super) fn install(vm: &mut Vm) {
    let types = [
        (vm.types.map.clone(), Entry::plain("__new__", map)),
        (vm.types.filter.clone(), Entry::plain("__new__", filter)),
        (vm.types.zip.clone(), Entry::plain("__new__", zip)),
        (vm.types.enumerate.clone(), Entry::plain("__new__", enumerate)),
    ];
    for (class, new) in types {
        install_methods(vm, &class, &[new.without_self()]);
        let name = class.name.borrow().clone();
        let name = vm.symbols.intern(&name);
        vm.builtins.namespace.set(name, Value::Class(class));
    }
}
