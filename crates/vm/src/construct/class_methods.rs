//! What classes can do as objects: the methods of `type`.

use std::rc::Rc;

use crate::Vm;
use crate::class::{Instance, Payload};
use crate::exception::Result;
use crate::function::Args;
use crate::native_frame::Flow;
use crate::symbol::known;
use crate::value::Value;

/// `type.__new__(metaclass, name, bases, namespace, **keywords)`
pub(super) fn type_new(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let keywords = std::mem::take(&mut args.keywords);
    if args.positional.len() != 4 {
        return Err(vm.type_error("type() takes 1 or 3 arguments"));
    }
    let [metaclass, name, bases, namespace] = args.exactly(vm, "type.__new__")?;
    let (Value::Class(metaclass), Some(name), Value::Dict(namespace)) =
        (&metaclass, name.as_str(), &namespace)
    else {
        return Err(vm.type_error("type.__new__() takes a name, a tuple of bases and a dict"));
    };
    let bases = vm.items_of(&bases)?;
    let metaclass = vm.choose_metaclass(Some(Value::Class(metaclass.clone())), &bases)?;
    let class = vm.make_class(metaclass, name, &bases, namespace, "__main__")?;
    if let Some(Value::Cell(cell)) = vm.dict_get(namespace, &Value::str("__classcell__"))? {
        *cell.0.borrow_mut() = Value::Class(class.clone());
    }
    vm.announce_class(&class, keywords)?;
    Ok(Value::Class(class))
}

pub(super) fn type_call(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    match args.positional.first().cloned() {
        Some(Value::Class(class)) => {
            args.positional.remove(0);
            vm.instantiate(&class, args)
        }
        _ => Err(vm.type_error("type.__call__ requires a class")),
    }
}

pub(super) fn type_init(_vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::None)
}

/// `int | str`: all the alternatives, each once.
pub(super) fn type_union(vm: &mut Vm, args: Args, reflected: bool) -> Result<Value> {
    let [this, other] = args.exactly(vm, "__or__")?;
    let (left, right) = if reflected { (other, this) } else { (this, other) };
    let name = vm.symbols.intern("__args__");
    let mut alternatives: Vec<Value> = Vec::new();
    for side in [left, right] {
        let parts = match &side {
            Value::Instance(instance) if Rc::ptr_eq(&instance.class(), &vm.types.union) => {
                let parts = instance.attributes.get(name).unwrap_or(Value::None);
                vm.items_of(&parts)?
            }
            Value::Class(_) => vec![side],
            Value::None => vec![Value::Class(vm.types.none.clone())],
            Value::Instance(_) => vec![side],
            _ => return Ok(Value::NotImplemented),
        };
        for part in parts {
            if !alternatives.iter().any(|known| known.is(&part)) {
                alternatives.push(part);
            }
        }
    }
    let union = Instance::new(vm.types.union.clone(), Payload::None);
    union.attributes.set(name, Value::tuple(alternatives));
    Ok(Value::Instance(Rc::new(union)))
}

pub(super) fn type_mro(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class] = args.exactly(vm, "mro")?;
    let mro = vm.get_attribute(&class, known::MRO)?;
    vm.items_of(&mro).map(Value::list)
}

/// `type.__subclasses__`: the classes that name it among their bases, as long as they live.
pub(super) fn type_subclasses(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class] = args.exactly(vm, "__subclasses__")?;
    let Value::Class(class) = class else {
        return Err(vm.type_error("unbound method type.__subclasses__() needs an argument"));
    };
    let exceptions = vm.exceptions.all().iter().map(|(_, class)| class.clone());
    let built_in = vm.types.all().into_iter().chain(exceptions).filter(|_| class.built_in);
    let derived = built_in
        .chain(vm.classes.alive())
        .filter(|other| other.bases.iter().any(|base| Rc::ptr_eq(base, &class)));
    Ok(Value::list(derived.map(Value::Class).collect()))
}

/// `callable.__call__(…)`
pub(super) fn call_itself(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    if args.positional.is_empty() {
        return Err(vm.type_error("unbound method __call__() needs an argument"));
    }
    let callee = args.positional.remove(0);
    Ok(Flow::Call(callee, args))
}
