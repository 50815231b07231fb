//! `functools.partial`: a function with some of its arguments given already. Called, it is no step of its own: the function is called
//! in its place. Begin with [`Partial`].

use std::cell::RefCell;
use std::rc::Rc;

use super::receiver;
use vm::Vm;
use vm::class::{Callable, Class, Instance, Native, Payload};
use vm::dict::Dict;
use vm::exception::Result;
use vm::function::Args;
use vm::module::Module;
use vm::native_frame::Flow;
use vm::symbol::known;
use vm::table::{Entry, install_methods};
use vm::traverse::{Copier, Taken};
use vm::value::{Tuple, Value};

/// What a partial function holds. It changes by `__setstate__` alone.
struct Partial(RefCell<Parts>);

/// A function, and what it is called with before anything else.
#[derive(Clone)]
struct Parts {
    function: Value,
    args: Rc<Tuple>,
    /// By name. Programs see this very dict, and may change it.
    keywords: Rc<Dict>,
}

impl Parts {
    fn tuple(&self) -> Value {
        Value::Tuple(self.args.clone())
    }
}

impl Native for Partial {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        let parts = self.0.borrow();
        visit(&parts.function);
        visit(&Value::Tuple(parts.args.clone()));
        visit(&Value::Dict(parts.keywords.clone()));
    }

    fn clear(&self, taken: &mut Taken) {
        let nothing =
            Parts { function: Value::None, args: Rc::new(Tuple(Box::default())), keywords: Rc::default() };
        let parts = self.0.replace(nothing);
        taken.add_in_order(|taken| {
            taken.add(parts.function);
            taken.add(Value::Tuple(parts.args));
            taken.add(Value::Dict(parts.keywords));
        });
    }
}

impl Callable for Partial {
    fn call(&self, vm: &mut Vm, _this: &Rc<Instance>, args: Args) -> Result<Flow> {
        vm.fuel.count_calls(1);
        let parts = self.0.borrow();
        let positional = parts.args.0.iter().cloned().chain(args.positional).collect();
        let keywords = if parts.keywords.is_empty() {
            args.keywords
        } else {
            let mut merged = Vec::with_capacity(parts.keywords.len() + args.keywords.len());
            for (name, value) in parts.keywords.entries() {
                let Some(text) = name.as_str() else { return Err(vm.type_error("keywords must be strings")) };
                merged.push((vm.symbols.intern(text), value));
            }
            for (name, value) in args.keywords {
                match merged.iter_mut().find(|(other, _)| *other == name) {
                    Some((_, given)) => *given = value,
                    None => merged.push((name, value)),
                }
            }
            merged
        };
        let (function, args) = (parts.function.clone(), Args { positional, keywords });
        drop(parts);
        match function {
            Value::Function(_) => vm.call(function, args),
            // It may lead back here: not on Rust's stack.
            other => Ok(Flow::Call(other, args)),
        }
    }

    fn copy_callable(&self, copier: &mut dyn Copier) -> Result<Option<Box<dyn Callable>>> {
        let parts = self.0.borrow().clone();
        let function = copier.copy(&parts.function)?;
        let args = vm::traverse::copy_all(copier, &parts.args.0)?;
        let keywords = match copier.copy(&Value::Dict(parts.keywords.clone()))? {
            Value::Dict(copy) => copy,
            _ => parts.keywords,
        };
        Ok(Some(Box::new(Partial(RefCell::new(Parts {
            function,
            args: Rc::new(Tuple(args.into())),
            keywords,
        })))))
    }
}

/// Function, arguments and keyword arguments of a partial function; None for anything else.
pub(in crate::library) fn parts_of_partial(value: &Value) -> Option<(Value, Vec<Value>, Rc<Dict>)> {
    let Value::Instance(instance) = value else { return None };
    let parts = instance.native::<Partial>()?.0.borrow().clone();
    Some((parts.function, parts.args.0.to_vec(), parts.keywords))
}

fn partial(instance: &Instance) -> Parts {
    instance.native::<Partial>().expect("the receiver was found to be one").0.borrow().clone()
}

/// `partial(function, *args, **keywords)`. Of a partial function that has nothing of its own the parts are taken over.
fn new(vm: &mut Vm, args: Args) -> Result<Value> {
    let mut positional = args.positional.into_iter();
    let Some(Value::Class(class)) = positional.next() else {
        return Err(vm.type_error("functools.partial.__new__(X): X is not a type object"));
    };
    let Some(function) = positional.next() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !vm.is_callable(&function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let mut parts = match &function {
        Value::Instance(inner)
            if inner.callable(vm).is_some()
                && !inner.attributes.has_view()
                && inner.attributes.names().is_empty()
                && let Some(Partial(inner)) = inner.native() =>
        {
            inner.borrow().clone()
        }
        _ => Parts { function, args: Rc::new(Tuple(Box::default())), keywords: Rc::default() },
    };
    parts.keywords = Rc::new(Dict::copy(&parts.keywords));
    if positional.len() > 0 {
        parts.args = Rc::new(Tuple(parts.args.0.iter().cloned().chain(positional).collect()));
    }
    for (name, value) in args.keywords {
        let name = vm.symbol_value(name);
        vm.dict_set(&parts.keywords, name, value)?;
    }
    Ok(made(class, parts))
}

fn made(class: Rc<Class>, parts: Parts) -> Value {
    let payload = Payload::Callable(Box::new(Partial(RefCell::new(parts))));
    Value::Instance(Rc::new(Instance::new(class, payload)))
}

fn call(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let this = receiver::<Partial>(vm, &mut args, "partial")?;
    match &this.payload {
        Payload::Callable(callable) => callable.call(vm, &this, args),
        _ => Ok(Value::None.into()),
    }
}

fn repr(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let this = receiver::<Partial>(vm, &mut args, "partial")?;
    let shown = vm.repr_once(&Value::Instance(this.clone()), "...", |vm| {
        let parts = partial(&this);
        let class = this.class();
        let mut text = if class.built_in { class.display_name() } else { class.name.borrow().to_string() };
        text.push('(');
        text.push_str(&vm.repr(&parts.function)?);
        for value in &parts.args.0 {
            text.push_str(", ");
            text.push_str(&vm.repr(value)?);
        }
        for (name, value) in parts.keywords.entries() {
            text.push_str(", ");
            text.push_str(&vm.str(&name)?);
            text.push('=');
            text.push_str(&vm.repr(&value)?);
        }
        text.push(')');
        Ok(text)
    })?;
    Ok(Value::str(shown))
}

/// What `copy` and `pickle` make another one of: its class, the function, and the state that `__setstate__` takes.
fn reduce(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let this = receiver::<Partial>(vm, &mut args, "partial")?;
    let parts = partial(&this);
    let object = Value::Instance(this.clone());
    let own = if this.attributes.has_view() || !this.attributes.names().is_empty() {
        vm.get_attribute(&object, known::DICT)?
    } else {
        Value::None
    };
    let state =
        Value::tuple([parts.function.clone(), parts.tuple(), Value::Dict(parts.keywords.clone()), own]);
    Ok(Value::tuple([Value::Class(this.class()), Value::tuple([parts.function]), state]))
}

fn set_state(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let this = receiver::<Partial>(vm, &mut args, "partial")?;
    let [state] = args.exactly(vm, "partial.__setstate__")?;
    let state = match vm::builtins::plain(&state) {
        Value::Tuple(state) if let [function, args, keywords, own] = &state.0[..] => {
            [function.clone(), args.clone(), keywords.clone(), own.clone()]
        }
        _ => return Err(vm.type_error("invalid partial state")),
    };
    let [function, args, keywords, own] = state;
    let keywords = match (&keywords, vm::builtins::plain(&keywords)) {
        (Value::None, _) => Rc::default(),
        (Value::Dict(dict), _) => dict.clone(),
        (_, Value::Dict(dict)) => Rc::new(Dict::copy(dict)),
        _ => return Err(vm.type_error("invalid partial state")),
    };
    match vm::builtins::plain(&args) {
        Value::Tuple(args) if vm.is_callable(&function) => {
            let args = args.clone();
            let before = this
                .native::<Partial>()
                .expect("the receiver was found to be one")
                .0
                .replace(Parts { function, args, keywords });
            drop(before);
        }
        _ => return Err(vm.type_error("invalid partial state")),
    }
    drop(this.attributes.take());
    if let Value::Dict(own) = own {
        for (name, value) in own.entries() {
            let name = vm.symbols.intern(name.as_str().unwrap_or_default());
            this.attributes.set(name, value);
        }
    }
    Ok(Value::None)
}

/// One of the parts.
fn part(vm: &mut Vm, mut args: Args, part: fn(Parts) -> Value) -> Result<Value> {
    let this = receiver::<Partial>(vm, &mut args, "partial")?;
    Ok(part(partial(&this)))
}

/// Gives the module its `partial`.
pub(super) fn install(vm: &mut Vm, module: &Rc<Module>) {
    const METHODS: &[Entry] = &[
        Entry::plain("__new__", new).without_self(),
        Entry::flow("__call__", call),
        Entry::plain("__repr__", repr),
        Entry::plain("__reduce__", reduce),
        Entry::plain("__setstate__", set_state),
        Entry::plain("func", |vm, args| part(vm, args, |parts| parts.function)).as_property(),
        Entry::plain("args", |vm, args| part(vm, args, |parts| parts.tuple())).as_property(),
        Entry::plain("keywords", |vm, args| part(vm, args, |parts| Value::Dict(parts.keywords)))
            .as_property(),
    ];
    let class = super::class(vm, module, "partial", true);
    install_methods(vm, &class, METHODS);
}
