//! `ContextVar` and `Token`.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use super::{Inner, classes, current_map, ensure_current, show, state};
use vm::Vm;
use vm::class::{Instance, Native, Payload};
use vm::exception::{Raised, Result};
use vm::function::Args;
use vm::table::Entry;
use vm::traverse::Taken;
use vm::value::Value;

/// A variable.
#[derive(Debug)]
pub(super) struct Variable {
    number: u64,
    pub(super) name: String,
    pub(super) default: Option<Value>,
}

/// What `set` gives, for `reset`.
pub(super) struct Token {
    pub(super) variable: Rc<Instance>,
    before: Option<Value>,
    /// Where it was set, and can be reset.
    context: Weak<Inner>,
    pub(super) used: RefCell<bool>,
}

impl Native for Variable {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.default.iter().for_each(visit);
    }

    fn take(&mut self, taken: &mut Taken) {
        self.default.take().into_iter().for_each(|default| taken.add(default));
    }
}

impl Native for Token {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&Value::Instance(self.variable.clone()));
        self.before.iter().for_each(visit);
    }

    fn take(&mut self, taken: &mut Taken) {
        taken.add(Value::Instance(self.variable.clone()));
        self.before.take().into_iter().for_each(|before| taken.add(before));
    }
}

fn variable_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    if !args.positional.is_empty() {
        args.positional.remove(0);
    }
    let [name, default] = args.named(vm, "ContextVar", ["name", "*default"], 1)?;
    let Some(name) = name.as_str().map(str::to_owned) else {
        return Err(vm.type_error("context variable name must be a str"));
    };
    state(vm).variables += 1;
    let variable = Variable { number: state(vm).variables, name, default: default.present() };
    let class = classes(vm).map_or_else(|| vm.types.object.clone(), |classes| classes.variable.clone());
    Ok(Value::Instance(Rc::new(Instance::new(class, Payload::Native(Box::new(variable))))))
}

pub(super) fn variable_of(vm: &mut Vm, args: &Args) -> Result<Rc<Instance>> {
    match args.positional.first() {
        Some(Value::Instance(instance)) if instance.native::<Variable>().is_some() => Ok(instance.clone()),
        _ => Err(vm.type_error("an instance of ContextVar was expected")),
    }
}

pub(super) fn inner(instance: &Rc<Instance>) -> &Variable {
    instance.native::<Variable>().expect("the instance was found to be a variable")
}

fn lookup_error(vm: &mut Vm, variable: Value) -> Raised {
    let class = vm.exceptions.named("LookupError");
    vm.exception(&class, vec![variable])
}

fn get(vm: &mut Vm, args: Args) -> Result<Value> {
    let variable = variable_of(vm, &args)?;
    let [this, default] = args.between(vm, "get", 1)?;
    let map = current_map(vm).unwrap_or_default();
    if let Some((_, value)) = map.get(&inner(&variable).number) {
        return Ok(value.clone());
    }
    match default.present().or_else(|| inner(&variable).default.clone()) {
        Some(value) => Ok(value),
        None => Err(lookup_error(vm, this)),
    }
}

fn set(vm: &mut Vm, args: Args) -> Result<Value> {
    let variable = variable_of(vm, &args)?;
    let [this, value] = args.exactly(vm, "set")?;
    let context = ensure_current(vm);
    let mut map = (*context.map()).clone();
    let before = map.insert(inner(&variable).number, (this, value)).map(|(_, value)| value);
    *context.0.map.borrow_mut() = Rc::new(map);
    let token = Token { variable, before, context: Rc::downgrade(&context.0), used: RefCell::new(false) };
    let class = classes(vm).map_or_else(|| vm.types.object.clone(), |classes| classes.token.clone());
    Ok(Value::Instance(Rc::new(Instance::new(class, Payload::Native(Box::new(token))))))
}

fn reset(vm: &mut Vm, args: Args) -> Result<Value> {
    let variable = variable_of(vm, &args)?;
    let [this, token] = args.exactly(vm, "reset")?;
    let Value::Instance(token) = &token else { return Err(vm.type_error("expected an instance of Token")) };
    let shown_token = token.clone();
    let Some(token) = token.native::<Token>() else {
        return Err(vm.type_error("expected an instance of Token"));
    };
    let context = ensure_current(vm);
    // The order of these is that of `PyContextVar_Reset`.
    let wrong = if *token.used.borrow() {
        Some(("RuntimeError", "has already been used once"))
    } else if !Rc::ptr_eq(&token.variable, &variable) {
        Some(("ValueError", "was created by a different ContextVar"))
    } else if !token.context.upgrade().is_some_and(|own| Rc::ptr_eq(&own, &context.0)) {
        Some(("ValueError", "was created in a different Context"))
    } else {
        None
    };
    if let Some((class, what)) = wrong {
        let shown = vm.repr(&Value::Instance(shown_token))?;
        return Err(vm.error(class, format!("{shown} {what}")));
    }
    token.used.replace(true);
    let mut map = (*context.map()).clone();
    match &token.before {
        Some(value) => drop(map.insert(inner(&variable).number, (this, value.clone()))),
        None => drop(map.remove(&inner(&variable).number)),
    }
    *context.0.map.borrow_mut() = Rc::new(map);
    Ok(Value::None)
}

fn variable_name(vm: &mut Vm, args: Args) -> Result<Value> {
    let variable = variable_of(vm, &args)?;
    Ok(Value::str(inner(&variable).name.as_str()))
}

fn token_part(vm: &mut Vm, args: Args, old_value: bool) -> Result<Value> {
    let missing = classes(vm).map_or(Value::None, |classes| classes.missing.clone());
    let Some(Value::Instance(token)) = args.positional.first() else { return Ok(Value::None) };
    let Some(token) = token.native::<Token>() else { return Ok(Value::None) };
    if old_value {
        return Ok(token.before.clone().unwrap_or(missing));
    }
    Ok(Value::Instance(token.variable.clone()))
}

/// The methods of variables.
pub(super) const VARIABLE: &[Entry] = &[
    Entry::plain("__new__", variable_new).without_self(),
    Entry::plain("get", get),
    Entry::plain("set", set),
    Entry::plain("reset", reset),
    Entry::plain("name", variable_name).as_property(),
    Entry::plain("__repr__", show::variable),
];

/// The properties of tokens.
pub(super) const TOKEN: &[Entry] = &[
    Entry::plain("old_value", |vm, args| token_part(vm, args, true)).as_property(),
    Entry::plain("var", |vm, args| token_part(vm, args, false)).as_property(),
    Entry::plain("__repr__", show::token),
];
