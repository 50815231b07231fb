//! Generic aliases: what `list[int]` and `Iterator[str]` give. They are there to be read; called or inherited from, they are the
//! class that they are made of (`Objects/genericaliasobject.c`).
//!
//! How they look is in `builtins/repr/alias`.

use std::rc::Rc;

use super::class_methods::type_union;
use crate::Vm;
use crate::class::{Class, Hooks, Instance, Payload};
use crate::exception::{Raised, Result};
use crate::function::Args;
use crate::native_frame::Flow;
use crate::table::{Entry, install_methods};
use crate::value::Value;

impl Vm {
    /// `list[int]` and the like.
    pub fn generic_alias(&mut self, class: &Value, index: &Value) -> Result<Value> {
        let alias = Instance::new(self.types.generic_alias.clone(), Payload::None);
        let (origin, args) = (self.symbols.intern("__origin__"), self.symbols.intern("__args__"));
        alias.attributes.set(origin, class.clone());
        let index = match index {
            Value::Tuple(_) => index.clone(),
            one => Value::tuple([one.clone()]),
        };
        alias.attributes.set(args, index);
        Ok(Value::Instance(Rc::new(alias)))
    }

    /// Whether a built-in class can have types in brackets: numbers, texts and exceptions cannot.
    pub(crate) fn takes_types(&self, class: &Rc<Class>) -> bool {
        let types = &self.types;
        let plain =
            [&types.int, &types.float, &types.bool, &types.str, &types.bytes, &types.object, &types.range];
        !plain.iter().any(|other| Rc::ptr_eq(other, class))
    }

    /// The class that an alias is made of, and with what; None for anything else.
    fn alias_parts(&mut self, value: &Value) -> Option<[Value; 2]> {
        let Value::Instance(instance) = value else { return None };
        if !Rc::ptr_eq(&instance.class(), &self.types.generic_alias) {
            return None;
        }
        let names = ["__origin__", "__args__"].map(|name| self.symbols.intern(name));
        let [origin, args] = names.map(|name| instance.attributes.get(name));
        Some([origin?, args?])
    }

    fn receiver_parts(&mut self, args: &Args) -> Result<[Value; 2]> {
        let receiver = args.positional.first().cloned().unwrap_or(Value::Missing);
        self.alias_parts(&receiver)
            .ok_or_else(|| self.type_error("descriptor requires a 'types.GenericAlias' object"))
    }
}

/// `GenericAlias(class, arguments)`: as a class method it is the usual `__class_getitem__`.
fn new(vm: &mut Vm, args: Args) -> Result<Value> {
    let [_, origin, arguments] = args.exactly(vm, "GenericAlias")?;
    vm.generic_alias(&origin, &arguments)
}

fn call(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let [origin, _] = vm.receiver_parts(&args)?;
    args.positional.remove(0);
    Ok(Flow::Call(origin, args))
}

/// What an alias has not itself is its class's; but no method by which the alias would stand for something else.
fn getattr(vm: &mut Vm, args: Args) -> Result<Value> {
    let [origin, _] = vm.receiver_parts(&args)?;
    let [this, name] = args.exactly(vm, "__getattr__")?;
    let text = name.as_str().unwrap_or_default().to_owned();
    let name = vm.symbols.intern(&text);
    if matches!(
        text.as_str(),
        "__mro_entries__" | "__copy__" | "__deepcopy__" | "__reduce__" | "__reduce_ex__"
    ) {
        let class = vm.class_name(&this);
        return Err(vm.error("AttributeError", format!("'{class}' object has no attribute '{text}'")));
    }
    vm.get_attribute(&origin, name)
}

fn eq(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this, other] = args.exactly(vm, "__eq__")?;
    match (vm.alias_parts(&this), vm.alias_parts(&other)) {
        (Some([origin, parts]), Some([other_origin, other_parts])) => {
            Ok(Value::Bool(vm.equal(&origin, &other_origin)? && vm.equal(&parts, &other_parts)?))
        }
        _ => Ok(Value::NotImplemented),
    }
}

fn hash(vm: &mut Vm, args: Args) -> Result<Value> {
    let [origin, parts] = vm.receiver_parts(&args)?;
    let hash = vm.hash(&origin)? ^ vm.hash(&parts)?;
    Ok(Value::Int(hash as i64))
}

fn refuse(vm: &mut Vm, function: &str) -> Raised {
    vm.type_error(format!("{function}() argument 2 cannot be a parameterized generic"))
}

const METHODS: &[Entry] = &[
    Entry::plain("__new__", new).without_self(),
    Entry::plain("__init__", |_, _| Ok(Value::None)),
    Entry::flow("__call__", call),
    Entry::plain("__getattr__", getattr),
    Entry::plain("__eq__", eq),
    Entry::plain("__hash__", hash),
    Entry::plain("__or__", |vm, args| type_union(vm, args, false)),
    Entry::plain("__ror__", |vm, args| type_union(vm, args, true)),
    Entry::plain("__instancecheck__", |vm, _| Err(refuse(vm, "isinstance"))),
    Entry::plain("__subclasscheck__", |vm, _| Err(refuse(vm, "issubclass"))),
];

/// Gives the class its methods.
pub(super) fn install(vm: &mut Vm) {
    let class = vm.types.generic_alias.clone();
    install_methods(vm, &class, METHODS);
    class.hooks.set(Hooks { getattr: true, ..class.hooks.get() });
}
