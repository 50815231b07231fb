//! What every object can do: the methods of `object`.

use crate::Vm;
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::Flow;
use crate::symbol::known;
use crate::value::Value;

pub(super) fn object_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    if args.positional.is_empty() {
        return Err(vm.type_error("object.__new__(): not enough arguments"));
    }
    match args.positional.remove(0) {
        Value::Class(class) => vm.bare_instance(&class, &args),
        _ => Err(vm.type_error("object.__new__(X): X is not a type object")),
    }
}

pub(super) fn object_init(vm: &mut Vm, args: Args) -> Result<Value> {
    let this = args.positional.first().cloned().unwrap_or(Value::None);
    let class = vm.class_of(&this);
    if args.len() > 1 && vm.overrides(&class, known::INIT) && !vm.overrides(&class, known::NEW) {
        return Err(
            vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
        );
    }
    Ok(Value::None)
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
