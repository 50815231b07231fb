//! What every object can do: the methods of `object`.

use std::rc::Rc;

use crate::Vm;
use crate::class::{Class, Layout};
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::Flow;
use crate::symbol::{Symbol, known};
use crate::value::Value;

pub(super) fn object_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    if args.positional.is_empty() {
        return Err(vm.type_error("object.__new__(): not enough arguments"));
    }
    match args.positional.remove(0) {
        Value::Class(class) => {
            vm.check_surplus(&class, &args, known::NEW, known::INIT)?;
            vm.bare_instance(&class, &args)
        }
        _ => Err(vm.type_error("object.__new__(X): X is not a type object")),
    }
}

pub(super) fn object_init(vm: &mut Vm, args: Args) -> Result<Value> {
    let mut args = args;
    let this = if args.positional.is_empty() { Value::None } else { args.positional.remove(0) };
    let class = vm.class_of(&this);
    vm.check_surplus(&class, &args, known::INIT, known::NEW)?;
    Ok(Value::None)
}

impl Vm {
    /// Refuses arguments that `object`'s own method ignores and that no other one takes (`excess_args` in `Objects/typeobject.c`).
    fn check_surplus(&mut self, class: &Rc<Class>, args: &Args, own: Symbol, other: Symbol) -> Result<()> {
        if args.is_empty() || class.layout != Layout::Object {
            return Ok(());
        }
        if self.overrides(class, own) {
            let what = if own == known::NEW {
                "object.__new__() takes exactly one argument (the type to instantiate)"
            } else {
                "object.__init__() takes exactly one argument (the instance to initialize)"
            };
            return Err(self.type_error(what));
        }
        if self.overrides(class, other) {
            return Ok(());
        }
        let name = class.name.borrow().to_string();
        Err(self.type_error(format!("{name}() takes no arguments")))
    }
}

pub(super) fn object_setattr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, name, value] = args.exactly(vm, "__setattr__")?;
    let name = vm.symbols.intern(name.as_str().unwrap_or_default());
    match &this {
        Value::Instance(instance) => vm.set_plain_attribute(&this, instance, name, value),
        Value::Class(class) if !class.built_in => {
            vm.set_class_attribute(class, name, value);
            Ok(Flow::Value(Value::None))
        }
        _ => vm.set_attribute_flow(&this, name, value),
    }
}

pub(super) fn object_delattr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, name] = args.exactly(vm, "__delattr__")?;
    let name = vm.symbols.intern(name.as_str().unwrap_or_default());
    match &this {
        Value::Instance(instance) => vm.delete_plain_attribute(&this, instance, name),
        Value::Class(class) if !class.built_in => vm.delete_class_attribute(class, name).map(Flow::Value),
        _ => vm.delete_attribute_flow(&this, name),
    }
}

/// `object.__getattribute__`: the usual way, hooks left out.
pub(super) fn object_getattribute(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, name] = args.exactly(vm, "__getattribute__")?;
    let name = vm.symbols.intern(name.as_str().unwrap_or_default());
    let Value::Instance(instance) = &this else { return vm.get_attribute_flow(&this, name) };
    let class = instance.class();
    if let Some(value) = instance.attributes.get(name) {
        return Ok(Flow::Value(value));
    }
    match class.lookup(name) {
        Some(found) => vm.bind_attribute(found, Some(&this), &class),
        None if name == known::CLASS => Ok(Flow::Value(Value::Class(class))),
        None if name == known::DICT => vm.attribute_dict(&instance.attributes).map(Flow::Value),
        None => {
            let text = vm.symbols.name(name).to_owned();
            Err(vm.attribute_error(&this, &text))
        }
    }
}

pub(super) fn init_subclass(vm: &mut Vm, args: Args) -> Result<Value> {
    if args.keywords.is_empty() {
        return Ok(Value::None);
    }
    let name = args.positional.first().map(|class| vm.callable_name(class)).unwrap_or_default();
    Err(vm.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")))
}
