//! Code made ready to run: constants as values, names as symbols, globals as slots of a module.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use lang::code::{self, Const};

use super::class::Instance;
use super::module::Module;
use super::symbol::{Symbol, Symbols};
use super::value::Value;

/// Code that belongs to a module.
#[derive(Debug)]
pub struct Code {
    /// What the compiler made: operations, lines, handlers.
    pub compiled: Rc<code::Code>,
    /// Its plain name.
    pub name: Rc<str>,
    /// Its dotted name.
    pub qualified_name: Rc<str>,
    /// Constants by index; missing where the constant is code.
    pub constants: Vec<Value>,
    /// Code constants by index.
    pub inner: Vec<Option<Rc<Code>>>,
    /// Names by index.
    pub names: Vec<Symbol>,
    /// The module's slot for each name.
    pub global_slots: Vec<u32>,
    /// The local slots' names.
    pub locals: Vec<Symbol>,
    /// Whether it is the program's own.
    pub of_program: bool,
    /// What programs have of it, while they have it: `__code__`.
    pub object: RefCell<Weak<Instance>>,
}

/// Makes compiled code ready to run in a module.
pub fn link(compiled: &Rc<code::Code>, module: &Module, symbols: &mut Symbols) -> Rc<Code> {
    let mut constants = Vec::with_capacity(compiled.constants.len());
    let mut inner = Vec::with_capacity(compiled.constants.len());
    for constant in &compiled.constants {
        match constant {
            Const::Code(code) => {
                constants.push(Value::Missing);
                inner.push(Some(link(code, module, symbols)));
            }
            other => {
                constants.push(value_of(other));
                inner.push(None);
            }
        }
    }
    let names: Vec<Symbol> = compiled.names.iter().map(|name| symbols.intern(name)).collect();
    let global_slots = names.iter().map(|&name| module.namespace.slot(name)).collect();
    let locals = compiled.locals.iter().map(|name| symbols.intern(name)).collect();
    Rc::new(Code {
        compiled: compiled.clone(),
        name: compiled.name.as_str().into(),
        qualified_name: compiled.qualified_name.as_str().into(),
        constants,
        inner,
        names,
        global_slots,
        locals,
        of_program: module.of_program,
        object: RefCell::default(),
    })
}

fn value_of(constant: &Const) -> Value {
    match constant {
        Const::None | Const::Code(_) => Value::None,
        Const::Ellipsis => Value::Ellipsis,
        Const::Bool(value) => Value::Bool(*value),
        Const::Int(value) => Value::Int(*value),
        Const::BigInt(value) => Value::from_big(value.clone()),
        Const::Float(value) => Value::Float(*value),
        Const::Str(text) => Value::str(text.as_str()),
        Const::Bytes(bytes) => Value::bytes(bytes.clone()),
        Const::Tuple(items) => Value::tuple(items.iter().map(value_of).collect::<Vec<_>>()),
    }
}
