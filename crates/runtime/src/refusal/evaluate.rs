//! What a shape is, asked of the library: the program's modules are imported by then, and nothing of the program has run.
//!
//! Begin with [`missing_in`].

use std::rc::Rc;

use super::missing;
use super::results::{self, RESULTS_OF_METHODS};
use crate::library;
use lang::Shape;
use vm::Vm;
use vm::class::{Class, Layout};
use vm::module::Module;
use vm::value::Value;

/// What is known of a shape.
enum Known {
    Module(Rc<Module>),
    Class(Rc<Class>),
    /// An object of that class.
    Instance(Rc<Class>),
    /// A function of a module.
    Function(String, String),
    /// A method of objects of a class.
    Method(Rc<Class>, String),
}

/// Whether a module that was imported has a name; or a part of that name, which CPython imports with it, and is imported now.
pub(super) fn has(vm: &mut Vm, module: &str, name: &str) -> bool {
    let symbol = vm.symbols.intern(name);
    if vm.modules.get(module).is_some_and(|module| module.namespace.get(symbol).is_some()) {
        return true;
    }
    let part = format!("{module}.{name}");
    library::find(&part).is_some() && vm.import(&part).is_ok()
}

/// What is missing, `owner.name`, if a shape has this attribute in CPython and not here.
pub(super) fn missing_in(vm: &mut Vm, shape: &Shape, name: &str) -> Option<String> {
    if let Shape::Derived(bases) = shape {
        // Each must be seen: one of which nothing is known may have it.
        let bases: Option<Vec<Known>> = bases.iter().map(|base| known(vm, base)).collect();
        return bases?.iter().find_map(|base| missing_in_known(vm, base, name));
    }
    let known = known(vm, shape)?;
    missing_in_known(vm, &known, name)
}

/// The dotted name by which a program means something of a module.
pub(super) fn path(vm: &mut Vm, shape: &Shape) -> Option<String> {
    match shape {
        Shape::Module(name) => Some(name.to_string()),
        Shape::Member(module, name) => Some(format!("{module}.{name}")),
        Shape::Attribute(of, name) => match known(vm, of)? {
            Known::Module(module) => Some(format!("{}.{name}", module.name)),
            _ => None,
        },
        _ => None,
    }
}

fn missing_in_known(vm: &mut Vm, known: &Known, name: &str) -> Option<String> {
    match known {
        Known::Module(module) => {
            let is_missing = !has(vm, &module.name, name) && missing::of_module(&module.name, name);
            is_missing.then(|| format!("{}.{name}", module.name))
        }
        Known::Class(class) | Known::Instance(class) => {
            let symbol = vm.symbols.intern(name);
            let is_missing =
                is_seen_whole(class) && class.lookup(symbol).is_none() && missing::of_class(class, name);
            is_missing.then(|| format!("{}.{name}", missing::shown_name(class)))
        }
        Known::Function(..) | Known::Method(..) => None,
    }
}

/// Objects of some built-in classes (code, frames, generators) have attributes that their classes do not list.
fn is_seen_whole(class: &Class) -> bool {
    &**class.module.borrow() != "builtins"
        || class.layout == Layout::Exception
        || LITERALS.contains(&&**class.name.borrow())
}

/// The built-in classes that have literals.
const LITERALS: &[&str] = &["str", "bytes", "int", "float", "bool", "list", "tuple", "dict", "set"];

fn known(vm: &mut Vm, shape: &Shape) -> Option<Known> {
    match shape {
        Shape::Module(name) => vm.modules.get(&**name).cloned().map(Known::Module),
        Shape::Member(module, name) => {
            let module = vm.modules.get(&**module)?.clone();
            member(vm, &module, name)
        }
        Shape::Builtin(name) => of_value(vm.builtin(name)?, "builtins", name),
        Shape::Literal(class) => match vm.builtin(class)? {
            Value::Class(class) => Some(Known::Instance(class)),
            _ => None,
        },
        Shape::Attribute(of, name) => match known(vm, of)? {
            Known::Module(module) => member(vm, &module, name),
            Known::Instance(class) => Some(Known::Method(class, name.to_string())),
            _ => None,
        },
        Shape::Call(of) => match known(vm, of)? {
            Known::Class(class) => instance_of(class),
            Known::Function(module, name) => named_class(vm, results::of_function(&module, &name)?),
            Known::Method(class, name) => result_of_method(vm, &class, &name),
            _ => None,
        },
        Shape::Entered(of) => match known(vm, of)? {
            Known::Instance(class) if results::enters_itself(&class.name.borrow()) => {
                Some(Known::Instance(class))
            }
            _ => None,
        },
        Shape::Instance(of) => match known(vm, of)? {
            Known::Class(class) => Some(Known::Instance(class)),
            _ => None,
        },
        Shape::Derived(_) => None,
    }
}

/// Classes with a metaclass of their own may make anything when they are called: enumerations find a member. Abstract ones do not.
fn instance_of(class: Rc<Class>) -> Option<Known> {
    let is_plain = class.metaclass.as_ref().is_none_or(|metaclass| &**metaclass.name.borrow() == "ABCMeta");
    is_plain.then_some(Known::Instance(class))
}

fn member(vm: &mut Vm, module: &Rc<Module>, name: &str) -> Option<Known> {
    let symbol = vm.symbols.intern(name);
    match module.namespace.get(symbol) {
        Some(value) => of_value(value, &module.name, name),
        None => vm.modules.get(&format!("{}.{name}", module.name)).cloned().map(Known::Module),
    }
}

fn of_value(value: Value, module: &str, name: &str) -> Option<Known> {
    match value {
        Value::Module(module) => Some(Known::Module(module)),
        Value::Class(class) => Some(Known::Class(class)),
        Value::Function(_) | Value::Native(_) => Some(Known::Function(module.to_owned(), name.to_owned())),
        _ => None,
    }
}

fn result_of_method(vm: &mut Vm, class: &Rc<Class>, name: &str) -> Option<Known> {
    for (of, methods, result) in RESULTS_OF_METHODS {
        if methods.split(' ').any(|method| method == name)
            && let Some(Known::Instance(of)) = named_class(vm, of)
            && class.is_subclass_of(&of)
        {
            return named_class(vm, result);
        }
    }
    None
}

/// An object of the class that a module has by this name, if that is loaded.
fn named_class(vm: &mut Vm, path: &str) -> Option<Known> {
    let (module, name) = path.rsplit_once('.')?;
    let module = vm.modules.get(module)?.clone();
    let symbol = vm.symbols.intern(name);
    match module.namespace.get(symbol)? {
        Value::Class(class) => Some(Known::Instance(class)),
        _ => None,
    }
}
