//! Tables of native functions and methods: how the built-in classes and the library's modules say what they have.

use std::rc::Rc;

use super::Vm;
use super::class::Class;
use super::exception::Result;
use super::function::{Args, Descriptor, NativeCode, NativeFunction};
use super::module::Module;
use super::native_frame::Flow;
use super::value::Value;

/// One row: a native function and how it is reached.
#[derive(Clone, Copy)]
pub struct Entry {
    name: &'static str,
    code: Code,
    kind: MethodKind,
    collects: Option<usize>,
}

#[derive(Clone, Copy)]
enum Code {
    Plain(fn(&mut Vm, Args) -> Result<Value>),
    Flow(fn(&mut Vm, Args) -> Result<Flow>),
}

#[derive(Clone, Copy, PartialEq)]
enum MethodKind {
    /// A method, with the object as first argument; in a module: a function.
    Method,
    /// A class method, with the class as first argument.
    Class,
    /// A static method.
    Static,
    /// A property that cannot be set, with the object as the only argument.
    Property,
}

impl Entry {
    /// A method (of a class) or function (of a module) that calls nobody.
    pub const fn plain(name: &'static str, code: fn(&mut Vm, Args) -> Result<Value>) -> Entry {
        Entry { name, code: Code::Plain(code), kind: MethodKind::Method, collects: None }
    }

    /// A method or function that may call Python or wait.
    pub const fn flow(name: &'static str, code: fn(&mut Vm, Args) -> Result<Flow>) -> Entry {
        Entry { name, code: Code::Flow(code), kind: MethodKind::Method, collects: None }
    }

    /// The same as a class method.
    pub const fn of_class(self) -> Entry {
        Entry { kind: MethodKind::Class, ..self }
    }

    /// The same as a static method. `__new__` is one.
    pub const fn without_self(self) -> Entry {
        Entry { kind: MethodKind::Static, ..self }
    }

    /// The same as a property.
    pub const fn as_property(self) -> Entry {
        Entry { kind: MethodKind::Property, ..self }
    }

    /// Positional arguments from this index on (0 is the object of a method) are iterables: those that only Python code can
    /// iterate are run to their end first, in a way that may wait, and arrive as lists.
    pub const fn collecting(self, from: usize) -> Entry {
        Entry { collects: Some(from), ..self }
    }

    /// The function itself, for passing on.
    pub fn value(&self) -> Value {
        self.function(false)
    }

    fn function(&self, binds: bool) -> Value {
        let code = match (self.code, self.collects) {
            (Code::Plain(plain), None) => NativeCode::Plain(plain),
            (Code::Flow(flow), None) => NativeCode::Flow(flow),
            (code, Some(from)) => NativeCode::Closure(Box::new(move |vm: &mut Vm, args: Args| {
                super::iterator::collect_arguments(vm, args, from, move |vm, args| match code {
                    Code::Plain(plain) => plain(vm, args).map(Flow::Value),
                    Code::Flow(flow) => flow(vm, args),
                })
            })),
        };
        Value::Native(Rc::new(NativeFunction { name: self.name.into(), code, binds }))
    }
}

/// Gives a class the methods of a table.
pub fn install_methods(vm: &mut Vm, class: &Rc<Class>, table: &[Entry]) {
    for entry in table {
        let name = vm.symbols.intern(entry.name);
        let value = match entry.kind {
            MethodKind::Method => entry.function(true),
            MethodKind::Class => Value::Descriptor(Rc::new(Descriptor::ClassMethod(entry.function(true)))),
            MethodKind::Static => Value::Descriptor(Rc::new(Descriptor::StaticMethod(entry.function(false)))),
            MethodKind::Property => Value::Descriptor(Rc::new(Descriptor::Property {
                get: entry.function(true),
                set: Value::None,
                delete: Value::None,
                doc: Value::None,
            })),
        };
        class.attributes.set(name, value);
    }
}

/// Gives a module the functions of a table.
pub fn install_functions(vm: &mut Vm, module: &Module, table: &[Entry]) {
    for entry in table {
        let name = vm.symbols.intern(entry.name);
        module.namespace.set(name, entry.function(false));
    }
}
