//! `property`, `classmethod`, `staticmethod`, `super` and methods, as objects.

use std::rc::Rc;

use crate::Vm;
use crate::builtins::plain;
use crate::class::{Instance, Payload};
use crate::exception::Result;
use crate::function::{Args, Descriptor};
use crate::lookup::bound;
use crate::native_frame::Flow;
use crate::value::Value;

pub(super) fn super_new(vm: &mut Vm, args: Args) -> Result<Value> {
    let [_, class, receiver] = args.exactly(vm, "super")?;
    match class {
        Value::Class(class) => vm.make_super(class, receiver),
        _ => Err(vm.type_error("super() argument 1 must be a type")),
    }
}

pub(super) fn property_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let class = if args.positional.is_empty() { Value::None } else { args.positional.remove(0) };
    let [get, set, delete, doc] = args.named(vm, "property", ["fget", "fset", "fdel", "doc"], 0)?;
    let or_none = |value: Value| value.present().unwrap_or(Value::None);
    let doc = match doc.present() {
        Some(doc) => doc,
        None => match &get {
            Value::Function(function) => function.doc.borrow().clone(),
            _ => Value::None,
        },
    };
    let property =
        Descriptor::Property { get: or_none(get), set: or_none(set), delete: or_none(delete), doc };
    Ok(property_of(vm, &class, property))
}

/// A property of this class: an instance of it, if it is one that a program derived.
fn property_of(vm: &Vm, class: &Value, property: Descriptor) -> Value {
    let property = Value::Descriptor(Rc::new(property));
    match class {
        Value::Class(class) if !Rc::ptr_eq(class, &vm.types.property) => {
            Value::Instance(Rc::new(Instance::new(class.clone(), Payload::Wrapped(property))))
        }
        _ => property,
    }
}

/// `fget`, `fset` and `fdel` of instances of derived classes.
pub(super) fn property_part(args: &Args, part: fn(&Descriptor) -> Option<&Value>) -> Result<Value> {
    match args.positional.first().map(plain) {
        Some(Value::Descriptor(descriptor)) => Ok(part(descriptor).cloned().into()),
        _ => Ok(Value::None),
    }
}

pub(super) fn property_with(vm: &mut Vm, args: Args, part: &str) -> Result<Value> {
    let [property, function] = args.exactly(vm, part)?;
    let Value::Descriptor(descriptor) = plain(&property) else {
        return Err(vm.type_error("a property is required"));
    };
    let Descriptor::Property { get, set, delete, doc } = &**descriptor else {
        return Err(vm.type_error("a property is required"));
    };
    let (mut get, mut set, mut delete) = (get.clone(), set.clone(), delete.clone());
    match part {
        "getter" => get = function,
        "setter" => set = function,
        _ => delete = function,
    }
    let class = Value::Class(vm.class_of(&property));
    Ok(property_of(vm, &class, Descriptor::Property { get, set, delete, doc: doc.clone() }))
}

pub(super) fn classmethod_new(vm: &mut Vm, args: Args) -> Result<Value> {
    let [_, function] = args.exactly(vm, "classmethod")?;
    Ok(Value::Descriptor(Rc::new(Descriptor::ClassMethod(function))))
}

pub(super) fn staticmethod_new(vm: &mut Vm, args: Args) -> Result<Value> {
    let [_, function] = args.exactly(vm, "staticmethod")?;
    Ok(Value::Descriptor(Rc::new(Descriptor::StaticMethod(function))))
}

/// `descriptor.__get__(object, class)`, of functions, properties, class and static methods.
pub(super) fn descriptor_get(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [descriptor, object, class] = args.between(vm, "__get__", 2)?;
    let object = Some(object).filter(|object| !object.is_none());
    let class = match (class, &object) {
        (Value::Class(class), _) => class,
        (_, Some(object)) => vm.class_of(object),
        _ => return Err(vm.type_error("__get__(None, None) is invalid")),
    };
    vm.bind_attribute(plain(&descriptor).clone(), object.as_ref(), &class)
}

/// `property.__set__(object, value)`
pub(super) fn property_set(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [property, object, value] = args.exactly(vm, "__set__")?;
    match plain(&property) {
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Property { set, .. } if !set.is_none() => {
                vm.call(set.clone(), Args::new([object, value]))
            }
            _ => Err(vm.error("AttributeError", "can't set attribute")),
        },
        _ => Err(vm.type_error("a property is required")),
    }
}

/// `types.MethodType(function, object)`
pub(super) fn method_new(vm: &mut Vm, args: Args) -> Result<Value> {
    let [_, function, object] = args.exactly(vm, "method")?;
    Ok(bound(function, object))
}
